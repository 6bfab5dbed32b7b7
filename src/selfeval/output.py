"""Where a report goes: a console of any encoding, a file, or a folder."""

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from selfeval.whole import whole

if TYPE_CHECKING:
    from selfeval.renderers import Renderer, Style
    from selfeval.report import Report


WRITTEN_INTO = (
    "{}：已有这个文件，里面可能有人填过；要覆盖请加 --force / it exists, and somebody may have written into it"
)


def targets_of(
    formats: tuple[str, ...], output: Path | None, known: "Mapping[str, Renderer] | None" = None, force: bool = False
) -> list[tuple[str, Path | None]]:
    """Each format and the file it goes to, standard output for none; refused where two go to standard output.

    known: the formats that there are, the usual one first; without it those of a report. force: what people may have written
    into is written over.
    """
    from selfeval.renderers import BINARY, FILLED, FOLDERS, RENDERERS

    known = known or RENDERERS
    targets: list[tuple[str, Path | None]] = []
    for text in formats or (next(iter(known)),):
        name, _, file = text.partition("=")
        if name not in known:
            raise click.UsageError(f"--format {name}：没有这种格式，有 {'、'.join(known)} / no such format")
        targets.append((name, Path(file) if file else None))
    if output is not None:
        if len(targets) != 1 or targets[0][1] is not None:
            raise click.UsageError("-o 只用于一种格式；多种格式写成 --format json=文件 / -o goes with one format")
        targets = [(targets[0][0], output)]
    if sum(file is None for _, file in targets) > 1:
        raise click.UsageError(
            "只能有一种格式写到标准输出，其余写成 --format json=文件 / only one format goes to standard output"
        )
    for name, target in targets:
        if target is not None and (reason := "" if name in FOLDERS and is_a_folder(target) else obstacle(target)):
            raise click.UsageError(f"{target}：写不进去（{reason}）/ can't be written")
        if target is not None and name in FILLED and not force and target.is_file():
            raise click.UsageError(WRITTEN_INTO.format(target))
        if target is None and name in BINARY and sys.stdout.isatty():
            raise click.UsageError(f"终端显示不了 {name}，请写成 --format {name}=文件 / a terminal can't show {name}")
    if len({target and target.absolute() for _, target in targets}) < len(targets):
        raise click.UsageError("两种格式写到同一个文件 / two formats go to one file")
    return targets


def is_a_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # A name that is too long cannot even be looked up.
        return False


def obstacle(target: Path) -> str:
    """Why a file can't be written, said before the work is done; one that its owner locked is left alone even where we may write."""
    try:
        if target.is_dir():
            return "这是文件夹，a folder"
        if not target.parent.is_dir():
            return "没有这个文件夹，no such folder"
        return "文件只读，read-only" if target.is_file() and not target.stat().st_mode & 0o222 else ""
    except OSError as error:
        return error.strerror or str(error)


def write(
    report: "Report",
    name: str,
    target: Path | None,
    style: "Style",
    known: "Mapping[str, Renderer] | None" = None,
    force: bool = False,
) -> None:
    """Writes a report in one format. known, force: as for targets_of."""
    from selfeval.renderers import FILLED, FOLDERS, RENDERERS, Unprintable

    if target is None and name == "text" and coloured():
        from selfeval.renderers.text import lines

        print_coloured(lines(report, style))
        return
    if name in FOLDERS and ((target is not None and target.is_dir()) or len(report.submissions) != 1):
        if target is None:
            raise click.UsageError(
                f"多份材料的 {name} 写到一个文件夹：--format {name}=文件夹 / {name} of several submissions goes to a folder"
            )
        try:
            write_folder(target, FOLDERS[name](report, style), force or name not in FILLED)
        except Unprintable as error:
            raise click.UsageError(str(error)) from error
        return
    try:
        told = (known or RENDERERS)[name](report, style)
    except Unprintable as error:
        raise click.UsageError(str(error)) from error
    data = told.encode("utf-8", "replace") if isinstance(told, str) else told
    if target is not None:
        write_file(target, data)
    elif name == "text" and isinstance(told, str):
        put(told)
    else:
        put_bytes(data)


def coloured() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "")
    return forced not in ("", "0") or (not forced and sys.stdout.isatty())


def print_coloured(lines: Iterable[list[tuple[str, str]]]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True, highlight=False, soft_wrap=not sys.stdout.isatty())
    for line in lines:
        console.print(Text.assemble(*((fitting(text), style) for text, style in line)))


def put(text: str) -> None:
    """Prints to a console of any encoding; what it lacks is written with a sign that it has."""
    put_bytes(fitting(text).encode(sys.stdout.encoding or "utf-8", "replace"))


def tell(text: str) -> None:
    """Prints beside the report: progress, warnings, and what could not be done."""
    click.echo(fitting(text), err=True)


def put_bytes(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever read has seen enough; nothing more is written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise click.UsageError(f"标准输出写不进去（{error.strerror}）/ standard output can't be written") from error


def fitting(text: str) -> str:
    encoding = sys.stdout.encoding or "utf-8"
    if encoding.lower().replace("-", "") == "utf8":
        return text
    plain = text.translate({0x2212: "-", 0x25A0: "#", 0x2192: "->", 0x2014: "-", 0xB7: "."})
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return plain.encode(encoding, "replace").decode(encoding)
    return text


def write_file(target: Path, data: bytes) -> None:
    """Writes a file whole or not at all; a device or a pipe is written as it is."""
    plain = target.is_file() or not target.exists()
    try:
        with whole(target) if plain else nullcontext(target) as place:
            place.write_bytes(data)
    except OSError as error:
        raise click.UsageError(f"{target}：写不进去（{error.strerror}）/ can't be written") from error


def write_folder(folder: Path, files: Iterable[tuple[str, str | bytes]], over: bool) -> None:
    """Writes each file beside its place and then renames it; the last one, the index, is there when all others are.

    over: files that are there are written over; else, where one is, none is written.
    """
    if not over:
        files = list(files)
        if taken := next((folder / name for name, _ in files if (folder / name).exists()), None):
            raise click.UsageError(WRITTEN_INTO.format(taken))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{folder}：写不进去（{error.strerror}）/ can't be written") from error
    for name, content in files:
        write_file(folder / name, content.encode("utf-8", "replace") if isinstance(content, str) else content)
