"""A blank form as an Excel file: one sheet, merged and ruled, one page wide."""

from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from selfeval.blanks import width
from selfeval.document import Cell, Document, Grid, Paragraph, column_letters

FONT, TITLE_FONT = Font(name="宋体", size=10), Font(name="黑体", size=16, bold=True)
COLUMN_WIDTH, MOST, LINE_HEIGHT = 12, 26, 15
# A blank as wide as this is for words; a text as short as this is centred.
WIDE, SHORT = 4, 15
RULED = Border(*(Side(style="thin"),) * 4)


def write_xlsx(form: Document, path: Path) -> None:
    book = Workbook()
    page = book.worksheets[0]
    title = next(block.text for block in form.blocks if isinstance(block, Paragraph))
    page.title = title.rpartition("年度")[2]
    across = max(width(block) for block in form.blocks if isinstance(block, Grid))
    for column in range(1, across + 1):
        page.column_dimensions[column_letters(column)].width = wide_enough(form, column)
    used = 0
    for block in form.blocks:
        if isinstance(block, Paragraph):
            used += 1
            put(page, Cell(block.text, used, 1, 1, across), 0, title=used == 1)
            lines = ceil(2 * len(block.text) / (COLUMN_WIDTH * across))
            page.row_dimensions[used].height = LINE_HEIGHT * (2 if used == 1 else lines)
        else:
            add_table(page, block, used)
            used += len(block.rows)
    page.page_setup.paperSize, page.page_setup.fitToHeight = page.PAPERSIZE_A4, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    book.save(path)


def wide_enough(form: Document, column: int) -> int:
    """The width of a column that shows its labels in one line, within reason; a Chinese character takes two."""
    cells = [c for b in form.blocks if isinstance(b, Grid) for r in b.rows for c in r.cells if c.col == column]
    lines = [line for cell in cells if cell.cols == 1 for line in cell.text.split("\n")]
    return max([COLUMN_WIDTH, *(min(2 * len(line) + 2, MOST) for line in lines)])


def add_table(page: Worksheet, grid: Grid, down: int) -> None:
    for row in grid.rows:
        tallest = max((cell.text.count("\n") + 1 for cell in row.cells if cell.rows == 1), default=1)
        room = any(not cell.text and cell.cols >= WIDE for cell in row.cells)
        page.row_dimensions[row.number + down].height = LINE_HEIGHT * (4 if room else max(tallest, 1.4))
        for cell in row.cells:
            if cell.row == row.number:
                put(page, cell, down, ruled=True)


def put(page: Worksheet, cell: Cell, down: int, *, title: bool = False, ruled: bool = False) -> None:
    """One cell, `down` rows below its place in its table, merged."""
    top, bottom, right = cell.row + down, cell.row + down + cell.rows - 1, cell.col + cell.cols - 1
    place = page.cell(top, cell.col, cell.text or None)
    place.font = TITLE_FONT if title else FONT
    short = title or (ruled and len(cell.text.replace("\n", "")) <= SHORT)
    place.alignment = Alignment("center" if short else "left", "center", wrap_text=True)
    if ruled:
        for line in page.iter_rows(top, bottom, cell.col, right):
            for each in line:
                each.border = RULED
    if cell.rows > 1 or cell.cols > 1:
        page.merge_cells(start_row=top, end_row=bottom, start_column=cell.col, end_column=right)
