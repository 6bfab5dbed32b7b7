"""Writes a form in plain text as Word or Excel files with truly merged cells, as people send them in."""

from pathlib import Path

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.table import CT_Tc
from docx.table import Table, _Cell
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from selfeval.document import Cell, Grid
from selfeval.parsers.plain import read_plain


def write_docx(text: str, path: Path) -> None:
    """Paragraphs and tables in their order, merged by gridSpan and vMerge; each line of a cell is a paragraph."""
    document = docx.Document()
    after_table = False
    for block in read_plain(text).blocks:
        if not isinstance(block, Grid):
            document.add_paragraph(block.text)
        else:
            if after_table:
                document.add_paragraph()  # without it Word joins the two tables
            table = document.add_table(0, width(block), document.styles["Table Grid"])
            table.alignment = WD_TABLE_ALIGNMENT.CENTER
            fill_table(table, block)
        after_table = isinstance(block, Grid)
    document.save(str(path))


def fill_table(table: Table, grid: Grid) -> None:
    for row in grid.rows:
        tr = table._tbl.add_tr()
        for cell in row.cells:
            tc = CT_Tc.new()
            tr.append(tc)
            tc.grid_span = cell.cols
            if cell.rows > 1:
                tc.vMerge = "restart" if cell.row == row.number else "continue"
            if cell.row == row.number:
                first, *others = cell.text.split("\n")
                shown = _Cell(tc, table)
                shown.text = first
                for line in others:
                    shown.add_paragraph(line)


def write_xlsx(text: str, path: Path, sheet: str = "Sheet1") -> None:
    """All in one sheet in order: a paragraph is a merged row, every figure is text as typed."""
    blocks = read_plain(text).blocks
    across = max((width(block) for block in blocks if isinstance(block, Grid)), default=1)
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    used = 0
    after_table = False
    for block in blocks:
        if not isinstance(block, Grid):
            used += 1
            put(page, Cell(block.text, used, 1, 1, across), 0)
        else:
            used += after_table  # an empty row parts two tables
            for row in block.rows:
                for cell in row.cells:
                    if cell.row == row.number:
                        put(page, cell, used)
            used += len(block.rows)
        after_table = isinstance(block, Grid)
    book.save(path)


def put(page: Worksheet, cell: Cell, down: int) -> None:
    """One cell, `down` rows below its place in its table, merged and as text (`=100%` is no formula)."""
    top, bottom, right = cell.row + down, cell.row + down + cell.rows - 1, cell.col + cell.cols - 1
    if cell.text:
        place = page.cell(top, cell.col, cell.text)
        place.data_type = "s"
        place.number_format = "@"
        place.alignment = Alignment(vertical="center", wrap_text=True)
    if cell.rows > 1 or cell.cols > 1:
        page.merge_cells(start_row=top, end_row=bottom, start_column=cell.col, end_column=right)


def width(grid: Grid) -> int:
    return max(cell.col + cell.cols - 1 for row in grid.rows for cell in row.cells)
