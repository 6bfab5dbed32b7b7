"""selfeval checks the arithmetic of budget-performance self-evaluations (预算绩效自评)."""

from typing import TYPE_CHECKING, Any

from selfeval.version import __version__ as __version__

__all__ = ["check", "read"]

if TYPE_CHECKING:
    from selfeval.batch import check as check
    from selfeval.batch import read as read


def __getattr__(name: str) -> Any:
    # Imported only when used, so that `selfeval --version` starts at once.
    if name in __all__:
        from selfeval import batch

        return getattr(batch, name)
    raise AttributeError(f"module 'selfeval' has no attribute {name!r}")
