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
    said = [element.get("ref", "") for element in root.iter(MERGE)]
    numbers = sorted(rows.cells) if said else []
    for found in map(cell_range, said):
        if found is None:
            continue
        top, left, bottom, right = found
        lines = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        parts = [part_of(rows.cells[line], left, right) for line in lines]
        # Without a count, wide ranges that are refused would look at the same cells again and again.
        book.count(sum(end - start + 1 for _, start, end in parts))
        if not any(taken(part, left) for part in parts):
            put_over(document, parts, Cell("", top, left, bottom - top + 1, right - left + 1))


def part_of(cells: list[Cell], left: int, right: int) -> Part:
    """Where columns lie in a row."""
    start = bisect_left(cells, left, key=COLUMN)
    return cells, start, bisect_right(cells, right, start, key=COLUMN)


def taken(part: Part, left: int) -> bool:
    """Whether another merged cell is there."""
    cells, start, end = part
    if start and cells[start - 1].covers(left):
        return True
    return any(cell.cols > 1 or cell.rows > 1 for cell in cells[start:end])


def put_over(document: Document, parts: list[Part], merged: Cell) -> None:
    """Puts a merged cell in the place of all that it covers, with what its first place holds."""
    for cells, start, end in parts:
        for cell in cells[start:end]:
            if cell.row == merged.row and cell.col == merged.col:
                merged.text, merged.why, merged.hidden = cell.text, cell.why, cell.hidden
            elif cell.text:
                document.unread.append(cell.text)
        cells[start:end] = [merged]
