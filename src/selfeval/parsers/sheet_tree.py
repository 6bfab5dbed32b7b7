"""Reads the rows of an Excel sheet from its tree, however they are written."""

import re
from bisect import bisect_left
from operator import attrgetter
from typing import Any

from selfeval.document import Cell, Document
from selfeval.parsers.references import cell_place, row_number
from selfeval.parsers.values import Shown, shown, without_value
from selfeval.parsers.workbook import MAIN, Book, Rows, is_true, string

ROW, CELL, FORMULA, VALUE, INLINE = (MAIN + tag for tag in ("row", "c", "f", "v", "is"))
NOTHING = re.compile(r"\s*0(\.0*)?\s*")
COLUMN = attrgetter("col")


def rows_of_tree(book: Book, document: Document, root: Any, zeros: bool) -> Rows:
    """The rows of a sheet. What does not say where it stands, stands next.

    zeros: the sheet shows its zeros.
    """
    rows = Rows()
    known: dict[tuple[str, str, bool, str], Shown] = {}
    row = col = 0
    for element in root.iter(ROW, CELL):
        if element.tag == ROW:
            row, col = row_number(element.get("r", "").strip()) or row + 1, 0
            rows.cells.setdefault(row, [])
            if is_true(element.get("hidden")) or NOTHING.fullmatch(element.get("ht", "")):
                rows.hidden.add(row)
            continue
        # A cell that says nothing at all only takes its place.
        if not len(element) and not element.keys():
            col += 1
            rows.aside += 1
            continue
        said_row, said_col = cell_place(element.get("r", ""))
        row, col = said_row or row or 1, said_col or col + 1
        key = style, kind, formula, value = stored_in(element)
        found = known.get(key)
        if found is None:
            found = shown(book, book.format_of(style), kind, value, zeros) if value else without_value(kind, formula)
            known[key] = found
        put(document, rows, Cell(found.text, row, col, hidden=found.hidden, why=found.why))
    return rows


def stored_in(cell: Any) -> tuple[str, str, bool, str]:
    """A cell's style and type, whether it has a formula, and its value."""
    formula, value, inline = False, "", ""
    for child in cell:
        tag = child.tag
        if tag == VALUE:
            value = value or child.text or ""
        elif tag == INLINE:
            inline = inline or string(child)
        elif tag == FORMULA:
            formula = True
    return cell.get("s", "").strip() or "0", cell.get("t", "").strip() or "n", formula, value or inline


def put(document: Document, rows: Rows, cell: Cell) -> None:
    """Puts a cell in its row; of two in one place the first that is not blank stays, the other's text is unread."""
    cells = rows.cells.setdefault(cell.row, [])
    if not cells or cells[-1].col < cell.col:
        cells.append(cell)
        return
    place = bisect_left(cells, cell.col, key=COLUMN)
    if cells[place].col != cell.col:
        cells.insert(place, cell)
        return
    rows.aside += 1
    if not cells[place].text and not cells[place].why:
        cells[place] = cell
    elif cell.text and cell.text != cells[place].text:
        document.unread.append(cell.text)
