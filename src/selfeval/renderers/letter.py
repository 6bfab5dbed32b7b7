"""The notice's own template: a page with the tags that are filled for each unit; an office puts its letterhead on a copy of it."""

import io
from collections.abc import Sequence

import docx
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

FONT, TITLE_FONT = "仿宋", "黑体"
GREY = RGBColor(0x59, 0x59, 0x59)
# What a column holds: its head, its width, and the tag that fills it.
Column = tuple[str, float, str]
TO_CORRECT: Sequence[Column] = (
    ("序号", 1.0, "{{ f.number }}"),
    ("位置", 3.2, "{{ f.place }}"),
    ("问题", 6.9, "{{ f.problem }}"),
    ("怎么办", 3.1, "{{ f.to_do }}"),
    ("改正情况", 2.3, ""),
    ("核对码", 1.7, "{{ f.mark }}"),
)
TO_EXPLAIN: Sequence[Column] = (
    ("序号", 1.0, "{{ f.number }}"),
    ("位置", 3.2, "{{ f.place }}"),
    ("问题", 6.9, "{{ f.problem }}"),
    ("情况说明", 5.4, ""),
    ("核对码", 1.7, "{{ f.mark }}"),
)
# With its answer in place, so that it counts again where this page comes back.
EXPLAINED = [(head, width, "{{ f.answer }}" if head == "情况说明" else tag) for head, width, tag in TO_EXPLAIN]
LISTS = (
    ("fixed", "已经改正的问题", "{{ f }}"),
    ("unchecked", "上次提出、这次没有核对的问题", "{{ f }}"),
    ("not_checked", "没有核对的内容", "{{ f }}"),
)


def letter() -> bytes:
    """The template as a Word file."""
    word = docx.Document()
    word.core_properties.author = word.core_properties.comments = ""
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.4)
    page.top_margin = page.bottom_margin = Cm(1.8)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(3)
    title = line(word, "预算绩效自评材料整改通知", size=18, font=TITLE_FONT)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line(word, "单位：{{ unit }}　　年度：{{ year }}")
    line(word, "{{ opening }}").paragraph_format.first_line_indent = Pt(21)
    for name, head, columns in (
        ("to_correct", "需要改正的问题", TO_CORRECT),
        ("to_explain", "需要说明的问题", TO_EXPLAIN),
        ("explained", "已经说明的问题", EXPLAINED),
    ):
        line(word, f"{{%p if {name} %}}")
        line(word, f"{head}（{{{{ {name}|length }}}} 处）", size=12, font=TITLE_FONT)
        table(word, name, columns)
        line(word, "{%p endif %}")
    for name, head, item in LISTS:
        line(word, f"{{%p if {name} %}}")
        line(word, head, size=12, font=TITLE_FONT)
        line(word, f"{{%p for f in {name} %}}")
        line(word, f"· {item}")
        line(word, "{%p endfor %}")
        line(word, "{%p endif %}")
    line(word, "{{ closing }}", colour=GREY)
    line(word, "（盖章）　　　　　　年　　月　　日").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def line(word: Word, text: str, *, size: float = 0, font: str = "", colour: RGBColor | None = None) -> Line:
    made = word.add_paragraph()
    run = made.add_run(text)
    if size:
        run.font.size = Pt(size)
    if font:
        run.font.name = font
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        made.paragraph_format.space_before = Pt(8)
        made.paragraph_format.keep_with_next = True
    if colour is not None:
        run.font.color.rgb = colour
    return made


def table(word: Word, name: str, columns: Sequence[Column]) -> None:
    """A table with a row for each finding; its head stands on every page, and no row is torn between two."""
    made = word.add_table(4, len(columns), word.styles["Table Grid"])
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    head, before, row, after = made.rows
    repeat = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(repeat)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    before.cells[0].text = f"{{%tr for f in {name} %}}"
    after.cells[0].text = "{%tr endfor %}"
    for at, (words, width, tag) in enumerate(columns):
        fill(head.cells[at], words, bold=True)
        fill(row.cells[at], tag, small=words == "核对码")
        made.columns[at].width = Cm(width)
        for each in made.rows:
            each.cells[at].width = Cm(width)


def fill(cell: _Cell, text: str, *, bold: bool = False, small: bool = False) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold, Pt(9)
    cell.paragraphs[0].paragraph_format.space_before = cell.paragraphs[0].paragraph_format.space_after = Pt(1)
    if small:
        run.font.size, run.font.name, run.font.color.rgb = Pt(6), "Consolas", GREY
