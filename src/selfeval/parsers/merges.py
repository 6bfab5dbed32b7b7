"""Puts the merged cells of an Excel sheet in the rows that they cover."""

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Any

from selfeval.document import Cell, Document
from selfeval.parsers.references import cell_range
from selfeval.parsers.workbook import MAIN, Book, Rows

MERGE = MAIN + "mergeCell"
COLUMN = attrgetter("col")
# What a merged range costs beside the cells that it covers.
COST = 10

Part = tuple[list[Cell], int, int]


def merge(book: Book, document: Document, rows: Rows, root: Any) -> None:
    """Puts each merged cell in every stored row that it covers; of merged ranges that overlap the first holds."""
    said = [element.get("ref", "") for element in root.iter(MERGE)]
    book.count(COST * len(said))
    numbers = sorted(rows.cells) if said else []
    for found in map(cell_range, said):
        if found is None:
            continue
        top, left, bottom, right = found
        parts = covered(
            book,
            [rows.cells[row] for row in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]],
            left,
            right,
        )
        if parts:
            put_over(document, parts, Cell("", top, left, bottom - top + 1, right - left + 1))


def covered(book: Book, rows: list[list[Cell]], left: int, right: int) -> list[Part]:
    """Where a merged range lies in each of its rows, or nothing if another merged cell is there."""
    parts = []
    for cells in rows:
        start = bisect_left(cells, left, key=COLUMN)
        end = bisect_right(cells, right, start, key=COLUMN)
        # Without a count, wide ranges that are refused would look at the same cells again and again.
        book.count(end - start)
        if start and cells[start - 1].covers(left):
            return []
        for cell in cells[start:end]:
            if cell.rows > 1 or cell.cols > 1:
                return []
        parts.append((cells, start, end))
    return parts


def put_over(document: Document, parts: list[Part], merged: Cell) -> None:
    """Puts a merged cell in the place of all that it covers, with what its first place holds."""
    for cells, start, end in parts:
        for cell in cells[start:end]:
            if cell.row == merged.row and cell.col == merged.col:
                merged.text, merged.why, merged.hidden = cell.text, cell.why, cell.hidden
            elif cell.text:
                document.unread.append(cell.text)
        cells[start:end] = [merged]
