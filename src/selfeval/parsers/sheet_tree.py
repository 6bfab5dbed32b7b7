"""Reads the rows of an Excel sheet from its tree, however they are written."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from selfeval.document import Cell, Document
from selfeval.parsers.references import cell_place, row_number
from selfeval.parsers.values import Shown, shown, without_value
from selfeval.parsers.workbook import MAIN, Book, is_true, string

ROW, CELL, FORMULA, VALUE, INLINE = (MAIN + tag for tag in ("row", "c", "f", "v", "is"))
NOTHING = re.compile(r"\s*0(\.0*)?")
COLUMN = attrgetter("col")


def rows_of_tree(
    book: Book, document: Document, root: Any, zeros: bool
) -> tuple[dict[int, list[Cell]], set[int]]:
    """The cells of each row by column, and the hidden rows. What does not say where it stands, stands next.

    zeros: the sheet shows its zeros.
    """
    rows: dict[int, list[Cell]] = {}
    hidden_rows = set()
    row = col = 0
    for element in root.iter(ROW, CELL):
        if element.tag == ROW:
            row, col = row_number((element.get("r") or "").strip()) or row + 1, 0
            if is_true(element.get("hidden")) or NOTHING.fullmatch(element.get("ht", "")):
                hidden_rows.add(row)
            continue
        said_row, column = cell_place(element.get("r", ""))
        ...
    return rows, hidden_rows
