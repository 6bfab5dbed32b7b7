"""Whatever a document, a sheet or a form looks like: it is read or refused with a reason, and no text of it is lost.

FUZZ_EXAMPLES says how many are tried of each.
"""

import os
import zipfile
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from selfeval.document import Document, Grid, Paragraph, Row, Unreadable
from selfeval.engine import Selection, check_submission
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers.docx import read_docx
from selfeval.parsers.guard import Package
from selfeval.parsers.plain import read_plain
from selfeval.parsers.xlsx import read_xlsx
from selfeval.rules import all_rules

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile(
    "fuzz", max_examples=int(os.environ.get("FUZZ_EXAMPLES", "200")), deadline=None, suppress_health_check=SLOW
)
settings.load_profile("fuzz")

SAMPLES = Path(__file__).parents[1] / "samples"
FORMS = [read_plain((SAMPLES / name).read_text("utf-8"), name) for name in ("clean.txt", "errors.txt")]
# What stands in real forms, so that a part of what is tried is laid out as one.
WORDS = sorted(
    {
        "".join(cell.text.split())
        for form in FORMS
        for grid in form.blocks
        if isinstance(grid, Grid)
        for row in grid.rows
        for cell in row.cells
    }
    - {""}
)
RULES = all_rules()
SELECTION = Selection(frozenset(rule.code for rule in RULES))

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts: dict[str, str]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return file.getvalue()


def checked(document: Document) -> None:
    """Lays a document out and checks it, as the command does."""
    submission = lay_out([document], load_labels(), name=document.file)
    assert not check_submission(submission, RULES, SELECTION).crashed


def texts_in(document: Document) -> Iterator[str]:
    """The text of each block and cell, each cell once."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells if cell.row == row.number)


# Documents

# The code points of marks may stand in a text as any others.
MARKS = "".join(chr(0xFDD0 + at) for at in range(10))
TEXT = st.one_of(
    st.sampled_from(WORDS),
    st.text(alphabet="三公经费0123.,%（）年月日-—≥98 \n", max_size=12),
    st.text(alphabet="甲乙tbeda0" + MARKS, max_size=6),
    st.text(max_size=6).filter(
        lambda text: all(ord(sign) >= 32 and ord(sign) not in (0xFFFE, 0xFFFF) for sign in text)
    ),
)
NUMBERS = st.one_of(
    st.integers(-2, 70).map(str), st.sampled_from(["", "x", "2000000000", "-2000000000", "9" * 5000, "１", "restart"])
)
RUN_PROPERTIES = st.sampled_from(
    ["", "", "", "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>', "<w:rPr><w:del/></w:rPr>",
     '<w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr>']
)  # fmt: skip
# Elements that hold others, as they may or where no program would put them.
HOLDERS = ["w:tbl", "w:tr", "w:tc", "w:p", "w:r", "w:sdt", "w:sdtContent", "w:ins", "w:del", "w:moveFrom", "w:moveTo",
           "w:smartTag", "w:hyperlink", "w:fldSimple", "w:txbxContent", "w:pict", "w:ruby", "w:rt", "w:rubyBase",
           "m:oMath", "m:f", "m:den", "mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:pPr", "w:tcPr", "w:trPr",
           "w:rPr", "w:tblPr", "w:gridSpan", "w:unknown"]  # fmt: skip
SINGLE = [
    "w:gridSpan",
    "w:gridBefore",
    "w:vMerge",
    "w:hMerge",
    "w:vanish",
    "w:del",
    "w:sym",
    "w:br",
    "w:tab",
    "w:fldChar",
]


def element(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>"


def several(each: st.SearchStrategy[str], most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(each, max_size=most).map("".join)


T = TEXT.map(lambda text: f'<w:t xml:space="preserve">{escape(text)}</w:t>')
RUN = st.tuples(RUN_PROPERTIES, several(T, 2)).map(lambda parts: element("w:r", "".join(parts)))
LONE = st.tuples(st.sampled_from(SINGLE), NUMBERS).map(lambda parts: f'<{parts[0]} w:val="{parts[1]}" w:char="F0FE"/>')
CELL_PROPERTIES = several(
    st.tuples(st.sampled_from(["w:gridSpan", "w:vMerge", "w:vMerge", "w:hMerge"]), NUMBERS).map(
        lambda parts: f'<{parts[0]} w:val="{parts[1]}"/>'
    ),
    2,
).map(lambda inner: element("w:tcPr", inner))


def tables(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cell = st.tuples(CELL_PROPERTIES, several(inner, 2)).map(lambda parts: element("w:tc", "".join(parts)))
    before = st.one_of(st.just(""), NUMBERS.map(lambda number: f'<w:trPr><w:gridBefore w:val="{number}"/></w:trPr>'))
    row = st.tuples(before, several(cell, 5)).map(lambda parts: element("w:tr", "".join(parts)))
    columns = st.integers(0, 6).map(lambda count: element("w:tblGrid", "<w:gridCol/>" * count))
    return st.tuples(columns, several(row, 5)).map(lambda parts: element("w:tbl", "".join(parts)))


BODIES = several(
    st.recursive(
        st.one_of(T, RUN, LONE, RUN.map(lambda run: element("w:p", run))),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(HOLDERS), several(inner)).map(lambda parts: element(*parts)),
            several(inner).map(lambda inner: element("w:p", inner)),
            several(inner).map(lambda inner: element("w:p", element("w:r", element("w:txbxContent", inner)))),
            tables(inner),
        ),
        max_leaves=30,
    ),
    6,
)


def ought(element: Any) -> Iterator[str]:
    """The texts that a reader of the page sees or might see, counted without the reader's own means."""
    if element.tag in (f"{{{W}}}del", f"{{{W}}}moveFrom", f"{{{W}}}rt"):
        return
    if element.tag == f"{{{W}}}tr" and element.find(f"{{{W}}}trPr/{{{W}}}del") is not None:
        return
    if element.tag in (f"{{{W}}}t", f"{{{M}}}t"):
        yield "".join(element.itertext())
        return
    children = list(element)
    for child in children[:1] if element.tag == f"{{{MC}}}AlternateContent" else children:
        yield from ought(child)


@given(BODIES)
def test_no_text_of_a_document_is_lost(body: str) -> None:
    xml = f'<w:document xmlns:w="{W}" xmlns:m="{M}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    try:
        with Package(packed({"word/document.xml": xml})) as package:
            document = read_docx(package, "a.docx")
    except Unreadable:
        return
    said = Counter("".join((*texts_in(document), *document.unread, *(text for text, _ in document.hidden))))
    # Signs that are typed in a font of signs are read as what they show.
    if "Wingdings" not in body:
        lost = Counter("".join(ought(etree.fromstring(xml)[0]))) - said
        assert not {sign for sign in lost if not sign.isspace() and sign not in MARKS}
    checked(document)


# Sheets

LETTERS = ["A", "B", "C", "Z", "AA", "XFD", "XFE", "ZZZZ", "a", ""]
ROWS = st.one_of(st.integers(1, 12), st.sampled_from([-1, 0, 1_048_576, 1_048_577, 10**12, "", "x", "１"]))
SHEET_TEXT = TEXT.filter(lambda text: text.strip() and "_x" not in text and "\r" not in text and text == text.strip())
CODES = ["General", "0", "0.00", "#,##0", "0%", "yyyy-mm-dd", "@", ";;;", "[h]:mm", '0"万元"', "0;-0;;@", "[>=1]0;[<0]-0;0", "x" * 300, '"']  # fmt: skip
PLAIN_STYLES = ["", "0", "1", "7"]


@st.composite
def cells(draw: st.DrawFn, row: Any, strings: list[str]) -> tuple[str, str]:
    """A cell, and the text that must be read of it, empty where that is not for sure."""
    place = draw(st.sampled_from([f"{draw(st.sampled_from(LETTERS))}{row}", f"B{row}", f"C{row}", "", "$A$1", "?"]))
    style = draw(st.sampled_from([*PLAIN_STYLES, *map(str, range(len(CODES) + 2)), "x", "-1"]))
    attributes = [f"r={quoteattr(place)}"] if place else []
    attributes += [f's="{style}"'] if style else []
    kind = draw(st.sampled_from(["inlineStr", "str", "s", "n", "", "b", "e", "d", "odd"]))
    attributes += [f't="{kind}"'] if kind else []
    text = draw(SHEET_TEXT)
    value = f"<v>{escape(text)}</v>"
    sure = text
    if kind == "inlineStr":
        value = f"<is><t>{escape(text)}</t></is>"
    elif kind == "s":
        index = draw(st.integers(-1, 6))
        value, sure = f"<v>{index}</v>", strings[index] if 0 <= index < len(strings) else ""
    elif kind in ("n", "") and draw(st.booleans()):
        number = draw(st.integers(1, 999_999))
        value, sure = f"<v>{number}</v>", str(number) if style in ("", "0") else ""
    elif kind in ("b", "d", "n", ""):
        sure = ""
    formula = draw(st.sampled_from(["", "", "<f>A1+1</f>", "<f/>"]))
    if style not in PLAIN_STYLES and style not in ("x", "-1"):
        sure = ""
    order = draw(st.permutations(attributes))
    return f"<c {' '.join(order)}>{formula}{value}</c>", sure


@st.composite
def sheets(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """A sheet, the shared strings, and the texts that must be read."""
    strings = draw(st.lists(SHEET_TEXT, max_size=5))
    rows, wanted = "", []
    for _ in range(draw(st.integers(0, 6))):
        number = draw(ROWS)
        each = draw(st.lists(cells(number, strings), max_size=5))
        hidden = draw(st.sampled_from(["", ' hidden="1"', ' ht="0"', ' spans="1:3"']))
        rows += f'<row r="{number}"{hidden}>{"".join(xml for xml, _ in each)}</row>'
        wanted += [text for _, text in each if text]
    places = st.tuples(st.sampled_from(LETTERS), ROWS, st.sampled_from(LETTERS), ROWS)
    merges = "".join(f'<mergeCell ref="{a}{b}:{c}{d}"/>' for a, b, c, d in draw(st.lists(places, max_size=4)))
    columns = draw(st.sampled_from(["", '<cols><col min="2" max="99999" hidden="1"/></cols>']))
    view = draw(st.sampled_from(["", '<sheetViews><sheetView showZeros="0"/></sheetViews>']))
    comment = draw(st.sampled_from(["", "", "<!-- -->"]))
    body = f"{view}{columns}<sheetData>{comment}{rows}</sheetData><mergeCells>{merges}</mergeCells>"
    return f'<worksheet xmlns="{MAIN}">{body}</worksheet>', strings, wanted


def workbook(sheet: str, strings: list[str]) -> dict[str, str]:
    formats = "".join(f"<numFmt numFmtId='{164 + at}' formatCode={quoteattr(code)}/>" for at, code in enumerate(CODES))
    looks = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(CODES)))
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    return {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="表"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>',
    }


@given(sheets())
def test_no_text_of_a_sheet_is_lost(made: tuple[str, list[str], list[str]]) -> None:
    sheet, strings, wanted = made
    with Package(packed(workbook(sheet, strings))) as package:
        document = read_xlsx(package, "a.xlsx")
    assert not set(wanted) - {*texts_in(document), *document.unread}
    checked(document)


# Forms that are laid out in ways that nobody meant

CHANGES = st.tuples(
    st.sampled_from(["text", "swap", "drop cell", "drop row", "double row", "move row", "widen", "drop block", "swap blocks"]),
    *[st.integers(0, 10_000)] * 4,
    st.one_of(st.sampled_from(WORDS), TEXT),
)  # fmt: skip


@given(st.sampled_from(FORMS), st.lists(CHANGES, min_size=1, max_size=12))
def test_any_form_can_be_checked(form: Document, changes: list[Any]) -> None:
    document = deepcopy(form)
    for change in changes:
        apply(document, *change)
    checked(document)


def apply(document: Document, way: str, a: int, b: int, c: int, d: int, text: str) -> None:
    blocks = document.blocks
    one = a % len(blocks)
    block = blocks[one]
    if way == "drop block" and len(blocks) > 1:
        del blocks[one]
    elif way == "swap blocks":
        other = b % len(blocks)
        blocks[one], blocks[other] = blocks[other], block
    elif isinstance(block, Paragraph):
        block.text = text
    elif block.rows:
        change_rows(block.rows, way, b, c, d, text)


def change_rows(rows: list[Row], way: str, b: int, c: int, d: int, text: str) -> None:
    at, other = b % len(rows), c % len(rows)
    cells, others = rows[at].cells, rows[other].cells
    if way == "drop row":
        del rows[at]
    elif way == "double row":
        rows.insert(other, deepcopy(rows[at]))
    elif way == "move row":
        rows.insert(other, rows.pop(at))
    elif cells and others:
        one, two = c % len(cells), d % len(others)
        if way == "drop cell":
            del cells[one]
        elif way == "swap":
            cells[one].text, others[two].text = others[two].text, cells[one].text
        elif way == "widen":
            cells[one].cols += d % 5
        else:
            cells[one].text = text
