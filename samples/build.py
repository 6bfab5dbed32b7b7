"""Writes the samples as Word and Excel files from their plain texts, truly merged, as people send them in."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import ceil
from pathlib import Path

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.table import CT_Tc
from docx.table import Table, _Cell
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from selfeval.document import Cell, Grid, Paragraph
from selfeval.parsers.plain import read_plain

HERE = Path(__file__).parent
SAMPLES = ("clean", "errors")

Blocks = list[Grid | Paragraph]

TITLE = re.compile(r"[^。；，：]{4,60}(?:表|报告)")
ABOVE = re.compile(r"附件\d*|.{0,8}年度）?")
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,12}|[1-9]\d{0,2}(,)\d{3}(?:,\d{3})*)(?:\.(\d{1,6}))?(%)?")
DATE = re.compile(r"(\d{4})[-年](\d{1,2})[-月](\d{1,2})日?")
CHINESE_DATE = 'yyyy"年"m"月"d"日"'
# A file that is built again is the same file, so neither the zip nor the core properties may tell the time.
ZIP_TIME = (2025, 1, 1, 0, 0, 0)
CORE_TIME = "2025-01-01T00:00:00Z"
COLUMN_WIDTH = 13
LINE_HEIGHT = 16


def build(folder: Path) -> list[Path]:
    """Writes each sample into a folder, beside its text or elsewhere; returns the files."""
    written = []
    for name in SAMPLES:
        text = (HERE / f"{name}.txt").read_text("utf-8")
        for write, suffix in ((write_docx, ".docx"), (write_xlsx, ".xlsx")):
            path = folder / f"{name}{suffix}"
            write(text, path)
            written.append(path)
    return written


def write_docx(text: str, path: Path) -> None:
    """Paragraphs and tables in their order, merged by gridSpan and vMerge; each line of a cell is a paragraph."""
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    after_table = False
    for block in read_plain(text).blocks:
        if isinstance(block, Paragraph):
            paragraph = document.add_paragraph(block.text)
            if is_title(block):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.runs[0].bold = True
        else:
            if after_table:
                document.add_paragraph()  # without it Word joins the two tables
            table = document.add_table(0, width(block), document.styles["Table Grid"])
            table.alignment = WD_TABLE_ALIGNMENT.CENTER
            fill_table(table, block)
        after_table = isinstance(block, Grid)
    document.save(str(path))
    freeze(path)


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


def write_xlsx(text: str, path: Path, sheet: str = "") -> None:
    """One sheet for each form, or all in one of the given name; numbers, percentages and dates are stored as such."""
    book = Workbook()
    book.remove(book.worksheets[0])
    blocks = read_plain(text).blocks
    for form in [blocks] if sheet else forms(blocks):
        fill_sheet(book.create_sheet(sheet or sheet_name(form, book.sheetnames)), form)
    book.save(path)
    freeze(path)


def forms(blocks: Blocks) -> Iterator[Blocks]:
    """The blocks of each form; what stands before the first title goes with the first form."""
    starts = [start_of(blocks, at) for at, block in enumerate(blocks) if is_title(block)][1:]
    for start, end in zip([0, *starts], [*starts, len(blocks)], strict=True):
        yield blocks[start:end]


def start_of(blocks: Blocks, title: int) -> int:
    """Where a form begins: at its title, or at the number of its annex or its year above that."""
    while title and isinstance(block := blocks[title - 1], Paragraph) and ABOVE.fullmatch(block.text):
        title -= 1
    return title


def is_title(block: Grid | Paragraph) -> bool:
    return isinstance(block, Paragraph) and bool(TITLE.fullmatch(block.text))


def sheet_name(form: Blocks, taken: list[str]) -> str:
    """The title without its county and year, numbered where it is taken."""
    title = next((block.text for block in form if isinstance(block, Paragraph) and is_title(block)), "Sheet")
    name = title.rpartition("年度")[2][:28]
    number = sum(other.startswith(name) for other in taken)
    return f"{name}{number + 1}" if number else name


def fill_sheet(page: Worksheet, blocks: Blocks) -> None:
    across = max((width(block) for block in blocks if isinstance(block, Grid)), default=8)
    for column in range(across):
        page.column_dimensions[chr(ord("A") + column)].width = COLUMN_WIDTH
    used = 0
    after_table = False
    for block in blocks:
        if isinstance(block, Paragraph):
            used += 1
            put(page, Cell(block.text, used, 1, 1, across), 0)
            page.row_dimensions[used].height = LINE_HEIGHT * ceil(2 * len(block.text) / (COLUMN_WIDTH * across))
        else:
            used += after_table  # an empty row parts two tables
            for row in block.rows:
                for cell in row.cells:
                    if cell.row == row.number:
                        put(page, cell, used)
            used += len(block.rows)
        after_table = isinstance(block, Grid)


def put(page: Worksheet, cell: Cell, down: int) -> None:
    """One cell, `down` rows below its place in its table, merged."""
    top, bottom, right = cell.row + down, cell.row + down + cell.rows - 1, cell.col + cell.cols - 1
    if cell.text:
        place = page.cell(top, cell.col)
        value, place.number_format = stored(cell.text)
        place.value = value
        if isinstance(value, str):
            place.data_type = "s"  # `=100%` is no formula
        place.alignment = Alignment(vertical="center", wrap_text=True)
    if cell.rows > 1 or cell.cols > 1:
        page.merge_cells(start_row=top, end_row=bottom, start_column=cell.col, end_column=right)


def stored(text: str) -> tuple[str | Decimal | date, str]:
    """What Excel stores for a text that is typed into a cell, and the number format that shows it so."""
    if found := NUMBER.fullmatch(text):
        comma, decimals, percent = found.groups()
        shape = ("#,##0" if comma else "0") + (f".{'0' * len(decimals)}" if decimals else "") + (percent or "")
        value = Decimal(text.rstrip("%").replace(",", ""))
        return value / 100 if percent else value, shape if shape != "0" else "General"
    if found := DATE.fullmatch(text):
        day = date(*map(int, found.groups()))
        for shape, typed in (("yyyy-mm-dd", f"{day}"), (CHINESE_DATE, f"{day.year}年{day.month}月{day.day}日")):
            if typed == text:
                return day, shape
    return text, "@"


def width(grid: Grid) -> int:
    return max(cell.col + cell.cols - 1 for row in grid.rows for cell in row.cells)


def freeze(path: Path) -> None:
    """Writes an Office file anew without the time at which it was written."""
    with zipfile.ZipFile(path) as old:
        members = [(name, old.read(name)) for name in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members:
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(\w+)[^>]*>)[^<]*", rb"\g<1>" + CORE_TIME.encode(), content)
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # the same on Windows and elsewhere
            new.writestr(info, content)


if __name__ == "__main__":
    for path in build(HERE):
        print(path.name)
