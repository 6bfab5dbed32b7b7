"""Findings as CSV that Excel opens: UTF-8 with its mark, every cell quoted, and no cell that Excel would run as a formula."""

import io
import re
from collections.abc import Iterable
from csv import QUOTE_ALL, writer

from selfeval.renderers import Style
from selfeval.renderers.rows import Row, rows
from selfeval.report import Report

# The full-width ones are signs of a formula to an Excel in Chinese. A plain negative number is none.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def csv(report: Report, style: Style) -> str:
    """The names of the columns are the same in every language, for programs; what the cells say is in the report's."""
    return as_csv(Row._fields, rows(report, style))


def as_csv(heads: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    out.write("\ufeff")
    table = writer(out, quoting=QUOTE_ALL, lineterminator="\r\n")
    table.writerow([harmless(head) for head in heads])
    table.writerows([harmless(cell) for cell in line] for line in lines)
    return out.getvalue()


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what would be a formula (docs/decisions/0012)."""
    return f"'{cell}" if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell
