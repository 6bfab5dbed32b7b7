"""Puts the merged cells of an Excel sheet in the rows that they cover."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from selfeval.document import Cell, Document
from selfeval.parsers.references import cell_range
from selfeval.parsers.workbook import MAIN, Rows

MERGE = MAIN + "mergeCell"
COLUMN = attrgetter("col")

Count = Callable[[int], None]
Part = tuple[list[Cell], int, int]
Range = tuple[int, int, int, int]


def ranges_of(root: Any) -> list[Range]:
    """The merged ranges of a sheet: top, left, bottom and right."""
    return [found for element in root.iter(MERGE) if (found := cell_range(element.get("ref", "")))]


def merge(count: Count, document: Document, rows: Rows, ranges: list[Range]) -> None:
    """Puts each merged cell in every stored row that it covers; of merged ranges that overlap the first holds.

    count: is told how many rows and cells were looked at.
    """
    numbers = sorted(rows.cells) if ranges else []
    for top, left, bottom, right in ranges:
        first, last = bisect_left(numbers, top), bisect_right(numbers, bottom)
        # Without a count, ranges that are refused would look at the same rows and cells again and again.
        count(last - first)
        if parts := covered(count, [rows.cells[line] for line in numbers[first:last]], left, right):
            merged = put_over(document, parts, top, left)
            merged.rows, merged.cols = bottom - top + 1, right - left + 1


def covered(count: Count, rows: list[list[Cell]], left: int, right: int) -> list[Part]:
    """Where a merged range lies in each of its rows, nothing if another merged cell is there."""
    parts = []
    for cells in rows:
        start = bisect_left(cells, left, key=COLUMN)
        end = bisect_right(cells, right, start, key=COLUMN)
        count(end - start)
        if start and cells[start - 1].covers(left):
            return []
        for cell in cells[start:end]:
            if cell.cols > 1 or cell.rows > 1:
                return []
        parts.append((cells, start, end))
    return parts


def put_over(document: Document, parts: list[Part], top: int, left: int) -> Cell:
    """Puts the cell of a merged range, which is its first one if it is stored, in the place of all that it covers."""
    cells, start, end = parts[0]
    first = cells[start] if start < end else None
    merged = first if first and (first.row, first.col) == (top, left) else Cell("", top, left)
    for cells, start, end in parts:
        for cell in cells[start:end]:
            if cell.text and cell is not merged:
                document.unread.append(cell.text)
        cells[start:end] = [merged]
    return merged
