"""Writes the Excel twin of a Word submission: one sheet a table, the prose one paragraph a row, in reading order."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment

from selfeval.document import Cell, Document, Grid, Paragraph
from selfeval.layout.numbers import read_number


def write_twin(document: Document, target: Path) -> None:
    """Each table in a sheet of its own with the paragraphs that stand before it; what follows the last table in the last sheet."""
    book = Workbook()
    book.remove(book.active)
    waiting: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            waiting.append(block)
            continue
        sheet = book.create_sheet(f"表{len(book.worksheets) + 1}")
        row = write_paragraphs(sheet, 1, waiting)
        waiting = []
        write_grid(sheet, row, block)
    sheet = book.worksheets[-1]
    write_paragraphs(sheet, sheet.max_row + 1, waiting)
    book.save(target)


def write_paragraphs(sheet, row: int, paragraphs: list[Paragraph]) -> int:  # type: ignore[no-untyped-def]
    for paragraph in paragraphs:
        sheet.cell(row, 1, paragraph.text)
        row += 1
    return row


def write_grid(sheet, top: int, grid: Grid) -> None:  # type: ignore[no-untyped-def]
    for row in grid.rows:
        for cell in row.cells:
            if cell.row == row.number:
                write_cell(sheet, top, cell)


def write_cell(sheet, top: int, cell: Cell) -> None:  # type: ignore[no-untyped-def]
    """Plain numbers and percentages as numbers with a format that shows them as they were typed, all else as text."""
    row, col = top + cell.row - 1, cell.col
    target = sheet.cell(row, col)
    number = read_number(cell.text)
    if number and number.unit in ("", "%"):
        places = "." + "0" * number.decimals if number.decimals else ""
        percent = number.unit == "%"
        target.value = number.value / 100 if percent else number.value
        target.number_format = f"0{places}%" if percent else f"0{places}"
    else:
        target.value = cell.text
        target.alignment = Alignment(wrap_text=True)
    if cell.rows > 1 or cell.cols > 1:
        sheet.merge_cells(start_row=row, start_column=col, end_row=row + cell.rows - 1, end_column=col + cell.cols - 1)
