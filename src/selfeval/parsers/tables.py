"""Reads a flattened Word body in one pass, and builds from each table the grid of its logical columns."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from selfeval.document import Cell, Grid, Row
from selfeval.parsers.flatten import CELL, HIDDEN_TEXT, LINE, NEXT, ROW, TABLE, TEXT, VAL, W

COLUMNS, COLUMN = W + "tblGrid", W + "gridCol"
SPAN, BEFORE, DOWN, ACROSS = (W + tag for tag in ("gridSpan", "gridBefore", "vMerge", "hMerge"))
MET = (TEXT, CELL, DOWN, LINE, SPAN, ROW, NEXT, BEFORE, TABLE, ACROSS, HIDDEN_TEXT)
# Word itself allows no more columns.
MOST_COLUMNS = 63
# The number under which a row's spans tell at which column it begins.
START = -1


class Draft(NamedTuple):
    """A row or a paragraph as it is met: the text of each cell or its own, and what is set for some of them, by number."""

    texts: list[str]
    spans: dict[int, int]
    merges: dict[int, str]
    hidden: dict[int, str]

    def width(self) -> int:
        return len(self.texts) + sum(self.spans.values()) - len(self.spans)


@dataclass(slots=True, eq=False)
class DraftTable:
    columns: int
    rows: list[Draft] = field(default_factory=list)


def draft(body: Any) -> tuple[list[DraftTable | Draft], str]:
    """The tables and paragraphs of a flattened body as they are met, and the text that stood outside them."""
    blocks: list[DraftTable | Draft] = []
    stray: list[str] = []
    table = DraftTable(0)
    row = Draft([], {}, {}, {})
    text, into, cells = "", stray, row.texts
    for element in body.iter(*MET):
        tag = element.tag
        if tag == TEXT:
            text += element.text or ""
        elif tag == CELL:
            into.append(text)
            text, into = "", cells
        elif tag == DOWN:
            row.merges.setdefault(len(cells), "restart" if element.get(VAL) == "restart" else "down")
        elif tag == LINE:
            into.append(text)
            row = Draft([], {}, {}, {})
            blocks.append(row)
            text, into = "", row.texts
        elif tag == SPAN:
            row.spans[len(cells)] = max(amount(element), 1)
        elif tag == ROW:
            into.append(text)
            row = Draft([], {}, {}, {})
            table.rows.append(row)
            text, into, cells = "", stray, row.texts
        elif tag == NEXT:
            text += "\n"
        elif tag == TABLE:
            into.append(text)
            table = DraftTable(sum(1 for _ in element.iterfind(f"{COLUMNS}/{COLUMN}")))
            blocks.append(table)
            text, into = "", stray
        elif tag == HIDDEN_TEXT:
            text += element.text or ""
            row.hidden[len(row.texts)] = row.hidden.get(len(row.texts), "") + (element.text or "")
        elif tag == BEFORE:
            row.spans[START] = amount(element) + 1
        elif element.get(VAL) != "restart":
            row.merges[len(cells)] = "across"
    into.append(text)
    return blocks, "".join(stray)


def build(table: DraftTable, part: str) -> tuple[Grid, list[Cell], list[tuple[Cell, str]]]:
    """The grid of a table, its cells, and those of them that have hidden text, with it."""
    grid = Grid(part)
    cells: list[Cell] = []
    width = true_width(table)
    above: dict[int, Cell] = {}
    for number, row in enumerate(table.rows, 1):
        texts, spans, merges, hidden = row
        places: list[Cell] = []
        below: dict[int, Cell] = {}
        col = min(spans.get(START, 1), width)
        for at, text in enumerate(texts):
            span = max(min(spans[at], width - col + 1), 1) if at in spans else 1
            cell = None
            if at in merges:
                pass
            if cell is None:
                cell = Cell(text, number, col, 1, span)
                places.append(cell)
            col += span
        cells += places
        grid.rows.append(Row(number, places))
        above = below
    return grid, cells, []


def true_width(table: DraftTable) -> int:
    """How wide a table is: if rows reach beyond its own columns those may be wrong, and so may a span."""
    widths = [row.width() for row in table.rows if row.texts]
    widest = max(widths, default=0)
    if widest <= table.columns:
        return table.columns
    agreed = min(widths) if table.columns else widest
    return max(table.columns, min(agreed, MOST_COLUMNS), max(len(row.texts) for row in table.rows))


def amount(element: Any) -> int:
    try:
        return max(int(element.get(VAL, "")), 0)
    except ValueError:
        return 0
