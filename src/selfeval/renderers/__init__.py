"""The outputs: a function each, from a report to text or bytes."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from selfeval.report import Report

if TYPE_CHECKING:
    from selfeval.changes import Earlier


class Letter(NamedTuple):
    """What a notice says beside the findings. template: the office's own; before: for each submission what an earlier report
    said of it, none where it says nothing; empty without such a report."""

    deadline: date | None = None
    template: Path | None = None
    before: "Sequence[Earlier | None]" = ()


class Style(NamedTuple):
    """How a report is to be shown. language: zh, en or both; strict: near too; verbose: also every figure that no check looked at.

    here, root: the folder that paths are named from, and the one that machine formats name them from; empty: as given.
    """

    language: str = "zh"
    strict: bool = False
    verbose: int = 0
    statistics: bool = False
    here: str = ""
    root: str = ""
    letter: Letter = Letter()


class Unprintable(Exception):
    """An output that can't be made as it is wanted; the text says why, and what to do."""


Renderer = Callable[[Report, Style], str | bytes]


def render_text(report: Report, style: Style) -> str:
    from selfeval.renderers.text import lines, plain_text

    return plain_text(lines(report, style))


def render_json(report: Report, _: Style) -> str:
    import json

    from selfeval.report import to_json

    return json.dumps(to_json(report), ensure_ascii=False, indent=1) + "\n"


def module_of(name: str) -> Renderer:
    """The output of a module, in which a function of the same name makes it; loaded when it is asked for."""

    def render(report: Report, style: Style) -> str | bytes:
        made: str | bytes = getattr(import_module(f"selfeval.renderers.{name}"), name)(report, style)
        return made

    return render


def folder_of(name: str) -> Callable[[Report, Style], Iterator[tuple[str, str | bytes]]]:
    """The files that a module makes of several submissions."""

    def files(report: Report, style: Style) -> Iterator[tuple[str, str | bytes]]:
        made: Iterator[tuple[str, str | bytes]] = import_module(f"selfeval.renderers.{name}").folder(report, style)
        return made

    return files


MODULES = ("jsonl", "sarif", "junit", "github", "csv", "xlsx", "md", "html", "notice")
RENDERERS: dict[str, Renderer] = {"text": render_text, "json": render_json} | {
    name: module_of(name) for name in MODULES
}
# The files of a folder for several submissions, in the order in which they are written.
FOLDERS = {name: folder_of(name) for name in ("html", "notice")}
# What shows the files themselves; a report for it brings its pages.
DRAWN = frozenset(("html",))
# What people write into, and so is not written over unless they say so.
FILLED = frozenset(("notice",))
# What no terminal can show.
BINARY = frozenset(("xlsx", "notice"))
