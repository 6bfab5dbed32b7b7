"""The outputs: a function each, from a report to text."""

from collections.abc import Callable
from typing import NamedTuple

from selfeval.report import Report


class Style(NamedTuple):
    """How a report is to be shown. language: zh, en or both; strict: near too; verbose: also every figure that no check looked at."""

    language: str = "zh"
    strict: bool = False
    verbose: int = 0
    statistics: bool = False


def render_json(report: Report, _: Style) -> str:
    import json

    from selfeval.report import to_json

    return json.dumps(to_json(report), ensure_ascii=False, indent=1) + "\n"


def render_text(report: Report, style: Style) -> str:
    from selfeval.renderers.text import lines, plain_text

    return plain_text(lines(report, style))


RENDERERS: dict[str, Callable[[Report, Style], str]] = {"text": render_text, "json": render_json}
