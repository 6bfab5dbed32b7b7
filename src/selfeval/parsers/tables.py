"""Builds the grid of a Word table, in its logical columns, from what `shown` says of it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from selfeval.document import Cell, Grid, Row
from selfeval.parsers.shown import ACROSS, BEFORE, CELL, DOWN, FIELD, PARAGRAPH, ROW, SPAN

# Word itself allows no more columns.
MOST_COLUMNS = 63
UNBOUND = 2**63


class Layout(NamedTuple):
    """What is set for a cell: its columns, whether it starts a merge downward, goes on from above or from the left."""

    span: int = 1
    starts: bool = False
    down: bool = False
    across: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Table:
    """A table that is being built.

    above: the cells of the last row that may go on below, by column; layouts: what was said of cells, as it was said.
    later: what was typed in parts that are merged into a cell; stray: what stood outside all cells.
    """

    grid: Grid
    width: int
    above: dict[int, Cell] = field(default_factory=dict)
    later: dict[Cell, list[str]] = field(default_factory=dict)
    stray: list[str] = field(default_factory=list)
    layouts: dict[str, Layout] = field(default_factory=dict)

    def cells(self) -> list[Cell]:
        """Each cell once."""
        return [cell for row in self.grid.rows for cell in row.cells if cell.row == row.number]


def build(piece: str, part: str) -> Table:
    """The table of a piece that begins with TABLE."""
    head, *rows = piece.split(ROW)
    own = amount(head[1:])
    table = build_rows(rows, Table(Grid(part), UNBOUND))
    if max(map(right_edge, table.grid.rows), default=0) > own:
        table = build_rows(rows, Table(Grid(part), true_width(table.grid.rows, own)))
    for cell, texts in table.later.items():
        cell.text = "\n".join([cell.text, *texts] if cell.text else texts)
    return table


def build_rows(rows: list[str], table: Table) -> Table:
    for number, row in enumerate(rows, 1):
        head, *cells = row.split(CELL)
        before = amount(fields(head, table).get(BEFORE, "")) if head else 0
        add_row(table, number, max(min(before, table.width - len(cells)), 0) + 1, cells)
    return table


def add_row(table: Table, number: int, col: int, cells: list[str]) -> None:
    above, layouts, width = table.above, table.layouts, table.width
    places: list[Cell] = []
    below: dict[int, Cell] = {}
    for at, said in enumerate(cells, 1):
        marks, _, text = said.partition(PARAGRAPH)
        if PARAGRAPH in text:
            text = text.replace(PARAGRAPH, "\n")
        if not marks:
            places.append(Cell(text, number, col))
            col += 1
            continue
        span, starts, down, across = layouts.get(marks) or layout(marks, table)
        if span > 1:
            # The cells to the right need a column each.
            span = max(min(span, width - col + 1 - (len(cells) - at)), 1)
        owner = above.get(col) if down else places[-1] if across and places else None
        if owner is None:
            owner = Cell(text, number, col, 1, span)
            places.append(owner)
        else:
            take_in(table, owner, number, col + span, text)
            if down:
                places.append(owner)
        if starts or (down and owner.row < number):
            below[col] = owner
        col += span
    table.above = below
    table.grid.rows.append(Row(number, places))


def take_in(table: Table, owner: Cell, number: int, right: int, text: str) -> None:
    """A merged cell grows by a row or a column, and takes in what was typed there."""
    owner.rows = number - owner.row + 1
    if owner.row == number:
        owner.cols = max(owner.cols, right - owner.col)
    if text and not text.isspace():
        table.later.setdefault(owner, []).append(text)


def layout(marks: str, table: Table) -> Layout:
    said = fields(marks, table)
    across = said.get(ACROSS, "restart") != "restart"
    below = said.get(DOWN) if not across else None
    found = Layout(
        span=max(amount(said.get(SPAN, "1")), 1),
        starts=below == "restart",
        down=below is not None and below != "restart",
        across=across,
    )
    if marks.startswith(FIELD):
        table.layouts[marks] = found
    return found


def fields(marks: str, table: Table) -> dict[str, str]:
    """What is set for a row or a cell, by the letters of `shown`; text among it stood in no paragraph."""
    stray, *said = marks.split(FIELD)
    if stray:
        table.stray.append(stray.replace(PARAGRAPH, "\n"))
    return {field[0]: field[1:] for field in said if field}


def right_edge(row: Row) -> int:
    return row.cells[-1].col + row.cells[-1].cols - 1 if row.cells else 0


def true_width(rows: list[Row], columns: int) -> int:
    """How wide a table is whose rows reach beyond its own columns: those may be wrong, and so may a span."""
    edges = [right_edge(row) for row in rows if row.cells]
    agreed = min(edges) if columns else max(edges)
    return max(columns, min(agreed, MOST_COLUMNS), max(len(row.cells) for row in rows))


def amount(said: str) -> int:
    try:
        return max(int(said), 0)
    except ValueError:
        return 0
