"""A file that is written whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Gives the path beside the target to write to, which then takes the target's name; nothing is left where writing fails."""
    # A link stays one: what it leads to is written.
    target = target.resolve() if target.is_symlink() else target
    beside = target.with_name(f".{target.name}.part")
    try:
        yield beside
        beside.replace(target)
    finally:
        # What can't be written can't be taken away either.
        with suppress(OSError):
            beside.unlink(missing_ok=True)
