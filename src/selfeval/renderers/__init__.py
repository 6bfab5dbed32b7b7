"""The outputs: a function each, from a report to text or bytes."""

from collections.abc import Callable, Iterator
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


def render_jsonl(report: Report, style: Style) -> str:
    from selfeval.renderers.jsonl import jsonl

    return jsonl(report, style)


def render_sarif(report: Report, style: Style) -> str:
    from selfeval.renderers.sarif import sarif

    return sarif(report, style)


def render_junit(report: Report, style: Style) -> str:
    from selfeval.renderers.junit import junit

    return junit(report, style)


def render_github(report: Report, style: Style) -> str:
    from selfeval.renderers.github import github

    return github(report, style)


def render_csv(report: Report, style: Style) -> str:
    from selfeval.renderers.csv import csv

    return csv(report, style)


def render_xlsx(report: Report, style: Style) -> bytes:
    from selfeval.renderers.xlsx import xlsx

    return xlsx(report, style)


def render_md(report: Report, style: Style) -> str:
    from selfeval.renderers.md import md

    return md(report, style)


def render_html(report: Report, style: Style) -> str:
    from selfeval.renderers.html import html

    return html(report, style)


def html_folder(report: Report, style: Style) -> Iterator[tuple[str, str]]:
    from selfeval.renderers.html import folder

    return folder(report, style)


RENDERERS: dict[str, Renderer] = {
    "text": render_text,
    "json": render_json,
    "jsonl": render_jsonl,
    "sarif": render_sarif,
    "junit": render_junit,
    "github": render_github,
    "csv": render_csv,
    "xlsx": render_xlsx,
    "md": render_md,
    "html": render_html,
}
# The files of a folder for several submissions, in the order in which they are written; a report for these brings its pages.
FOLDERS: dict[str, Callable[[Report, Style], Iterator[tuple[str, str]]]] = {"html": html_folder}
# What no terminal can show.
BINARY = frozenset(("xlsx",))
