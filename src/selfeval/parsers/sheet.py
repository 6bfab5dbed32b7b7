"""A sheet as it is found in a file that is no .xlsx, and the grid that it becomes."""

from dataclasses import dataclass, field

from selfeval.document import Document, Grid, Row, Unreadable
from selfeval.parsers.guard import Limits
from selfeval.parsers.hidden import hide
from selfeval.parsers.merges import Range, merge
from selfeval.parsers.workbook import Rows


@dataclass(slots=True)
class Sheet:
    """Its cells by row and column, merged ranges, and what is hidden. hides: so is some cell by itself."""

    name: str
    hidden: bool = False
    rows: Rows = field(default_factory=Rows)
    merged: list[Range] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)
    hides: bool = False


class Counter:
    """Counts the cells that are looked at, up to the limit."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.cells = limits, 0

    def __call__(self, more: int) -> None:
        self.cells += more
        if self.cells > self.limits.cells:
            raise Unreadable("too-many-cells", str(self.cells))


def add_sheet(document: Document, sheet: Sheet, count: Counter) -> Grid:
    """Adds the grid of a sheet to the document, as that of an .xlsx would be."""
    grid = Grid(sheet.name, a1=True, hidden=sheet.hidden)
    rows = sheet.rows
    merge(count, document, rows, sheet.merged)
    grid.rows = [Row(number, cells, number in rows.hidden) for number, cells in sorted(rows.cells.items()) if cells]
    document.blocks.append(grid)
    if grid.hidden or rows.hidden or sheet.columns or sheet.hides:
        hide(document, grid, sorted(rows.hidden), sorted(sheet.columns))
    return grid
