"""Puts the merged cells of an Excel sheet in the rows that they cover."""

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Any

from selfeval.document import Cell, Document
from selfeval.parsers.references import cell_range
from selfeval.parsers.workbook import MAIN, Book, Rows

MERGE = MAIN + "mergeCell"
COLUMN = attrgetter("col")

Part = tuple[list[Cell], int, int]


def merge(book: Book, document: Document, rows: Rows, root: Any) -> None:
    """Puts each merged cell in every stored row that it covers; of merged ranges that overlap the first holds."""
    ranges = [found for element in root.iter(MERGE) if (found := cell_range(element.get("ref", "")))]
    numbers = sorted(rows.cells) if ranges else []
    for top, left, bottom, right in ranges:
        lines = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        if parts := covered(book, [rows.cells[line] for line in lines], left, right):
            merged = put_over(document, parts, top, left)
            merged.rows, merged.cols = bottom - top + 1, right - left + 1


def covered(book: Book, rows: list[list[Cell]], left: int, right: int) -> list[Part]:
    """Where a merged range lies in each of its rows, nothing if another merged cell is there."""
    parts = []
    for cells in rows:
        start = bisect_left(cells, left, key=COLUMN)
        end = bisect_right(cells, right, start, key=COLUMN)
        # Without a count, wide ranges that are refused would look at the same cells again and again.
        book.count(end - start + 1)
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
