"""The outputs: a function each, from a report to text or bytes."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from selfeval.report import Report


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


def html_folder(report: Report, style: Style) -> Iterator[tuple[str, str]]:
    from selfeval.renderers.html import folder

    return folder(report, style)


MODULES = ("jsonl", "sarif", "junit", "github", "csv", "xlsx", "md", "html")
RENDERERS: dict[str, Renderer] = {"text": render_text, "json": render_json} | {
    name: module_of(name) for name in MODULES
}
# The files of a folder for several submissions, in the order in which they are written; a report for these brings its pages.
FOLDERS: dict[str, Callable[[Report, Style], Iterator[tuple[str, str]]]] = {"html": html_folder}
# What no terminal can show.
BINARY = frozenset(("xlsx",))
