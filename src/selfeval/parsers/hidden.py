"""Finds what hidden rows, columns and sheets of an Excel workbook hide."""

import re
from bisect import bisect_left
from itertools import islice
from typing import Any

from selfeval.document import Document, Grid, Where
from selfeval.parsers.references import LAST_COLUMN
from selfeval.parsers.workbook import MAIN, is_true

LISTED = 40
NO_WIDTH = re.compile(r"0(\.0*)?")


def hidden_columns(root: Any) -> list[int]:
    found: list[int] = []
    last = 0
    for element in islice(root.iterfind(f"{MAIN}cols/{MAIN}col"), LAST_COLUMN):
        first, end = (element.get(name, "") for name in ("min", "max"))
        if not (first.isdecimal() and end.isdecimal()) or len(first + end) > 10:
            continue
        columns = range(max(int(first), last + 1), min(int(end), LAST_COLUMN) + 1)
        if is_true(element.get("hidden")) or NO_WIDTH.fullmatch(element.get("width", "")):
            found.extend(columns)
        last = max(last, columns.stop - 1)
    return found


def hide(document: Document, grid: Grid, rows: list[int], columns: list[int]) -> None:
    """Marks the cells that stand in hidden rows or columns only, and lists those that hold something."""
    listed = 0
    for cell in dict.fromkeys(cell for row in grid.rows for cell in row.cells):
        if grid.hidden or wholly(rows, cell.row, cell.rows) or wholly(columns, cell.col, cell.cols):
            cell.hidden = True
        if cell.hidden and cell.text:
            listed += 1
            if listed <= LISTED:
                document.hidden.append((cell.text, Where(document.file, grid.part, grid.ref(cell))))
    if listed > LISTED:
        document.hidden.append((f"+{listed - LISTED}", Where(document.file, grid.part)))


def wholly(hidden: list[int], first: int, count: int) -> bool:
    return bisect_left(hidden, first + count) - bisect_left(hidden, first) == count
