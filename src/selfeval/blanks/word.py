"""A blank form as a Word file: one page across, its title centred, its cells merged and ruled."""

from pathlib import Path

import docx
from docx.document import Document as Word
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as Line

from selfeval.blanks import width
from selfeval.document import Document, Grid, Paragraph

FONT, TITLE_FONT = "宋体", "黑体"
PAGE = (Cm(21), Cm(29.7))
MARGIN = Cm(1.8)
LOW, TALL = Cm(0.62), Cm(1.8)
# A blank as wide as this is for words.
WIDE = 4


def write_docx(form: Document, path: Path) -> None:
    word = docx.Document()
    word.core_properties.author = word.core_properties.comments = ""
    page = word.sections[0]
    page.page_width, page.page_height = PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    face(word.styles["Normal"], FONT, 10)
    word.styles["Normal"].paragraph_format.space_after = Pt(2)
    for at, block in enumerate(form.blocks):
        if isinstance(block, Paragraph):
            add_line(word, block.text, title=at == 0)
        else:
            add_table(word, block)
    word.save(str(path))


def face(style: object, name: str, size: float) -> None:
    """Sets a font for Latin and Chinese characters alike; python-docx sets only the former."""
    font = style.font  # type: ignore[attr-defined]
    font.name, font.size = name, Pt(size)
    font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def add_line(word: Word, text: str, *, title: bool) -> None:
    line = word.add_paragraph()
    run = line.add_run(text)
    if title:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run.bold = True
        run.font.name, run.font.size = TITLE_FONT, Pt(16)
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), TITLE_FONT)
    else:
        line.paragraph_format.space_before = Pt(4)


def add_table(word: Word, grid: Grid) -> None:
    table = word.add_table(0, width(grid), word.styles["Table Grid"])
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row in grid.rows:
        tr = table._tbl.add_tr()
        room = any(not cell.text and cell.cols >= WIDE for cell in row.cells)
        line = _Row(tr, table)
        line.height_rule, line.height = WD_ROW_HEIGHT_RULE.AT_LEAST, TALL if room else LOW
        for cell in row.cells:
            tc = CT_Tc.new()
            tr.append(tc)
            tc.grid_span = cell.cols
            if cell.rows > 1:
                tc.vMerge = "restart" if cell.row == row.number else "continue"
            shown = _Cell(tc, table)
            shown.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            if cell.row == row.number:
                fill(shown, cell.text)


def fill(cell: _Cell, text: str) -> None:
    first, *others = text.split("\n")
    cell.text = first
    for line in others:
        cell.add_paragraph(line)
    if 0 < len(text.replace("\n", "")) <= 12:
        for paragraph in cell.paragraphs:
            centre(paragraph)


def centre(line: Line) -> None:
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
