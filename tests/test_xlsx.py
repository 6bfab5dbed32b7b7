"""What is read from Excel workbooks, as openpyxl writes them and as raw XML."""

import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from selfeval.document import Cell, Document, Grid, Paragraph, Unreadable, Where
from selfeval.parsers.guard import LIMITS, Limits, Package
from selfeval.parsers.xlsx import read_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def relations(*items: tuple[str, str, str], outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    each = "".join(f'<Relationship Id="{a}" Type="{OFFICE}/{b}" Target="{c}"{mode}/>' for a, b, c in items)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def strings(*items: str) -> str:
    return f'{HEAD}<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles(*codes: str) -> str:
    """A style sheet whose style N (from 1) has the Nth code; style 0 is General."""
    numbers = "".join(
        f'<numFmt numFmtId="{164 + index}" formatCode="{code.replace("&", "&amp;").replace(chr(34), "&quot;")}"/>'
        for index, code in enumerate(codes)
    )
    formats = "".join(f'<xf numFmtId="{164 + index}"/>' for index in range(len(codes)))
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(codes)}">{numbers}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>{formats}</cellXfs></styleSheet>'
    )


def workbook(*names: str, state: str = "", properties: str = "") -> str:
    each = "".join(
        f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>' for number, name in enumerate(names, 1)
    )
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{each}</sheets></workbook>'


def package(sheet_xml: str, parts: dict[str, str | bytes | None] | None = None) -> bytes:
    """A workbook of one sheet; `parts` adds members, replaces them, or takes them out."""
    members: dict[str, str | bytes | None] = {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook("表一"),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId8", "sharedStrings", "sharedStrings.xml"),
            ("rId9", "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet_xml,
    }
    members.update(parts or {})
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as members_file:
        for name, data in members.items():
            if data is not None:
                members_file.writestr(name, data)
    return file.getvalue()


def read(data: bytes, limits: Limits = LIMITS) -> Document:
    with Package(data, limits) as opened:
        return read_xlsx(opened, "表.xlsx")


def read_rows(rows: str, before: str = "", after: str = "", **parts: str) -> Document:
    """A sheet of these rows. Its cells are read by pattern and from a tree; both must give the same."""
    names = {"strings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
    more: dict[str, str | bytes | None] = {names[key]: part for key, part in parts.items()}
    by_pattern = read(package(sheet(rows, before, after), more))
    from_tree = read(package(sheet("<!-- -->" + rows, before, after), more))
    assert content(by_pattern) == content(from_tree)
    return by_pattern


def content(document: Document) -> Any:
    grids = [
        (grid.part, grid.hidden, [(row.number, row.hidden, [place(cell) for cell in row.cells]) for row in grid.rows])
        for grid in document.blocks
        if isinstance(grid, Grid)
    ]
    return grids, document.unread, document.hidden


def place(cell: Cell) -> tuple[Any, ...]:
    return cell.text, cell.row, cell.col, cell.rows, cell.cols, cell.hidden, cell.why


def grid_of(document: Document, number: int = 0) -> Grid:
    return [block for block in document.blocks if isinstance(block, Grid)][number]


def cells_of(document: Document, number: int = 0) -> dict[str, Cell]:
    grid = grid_of(document, number)
    return {grid.ref(cell): cell for row in grid.rows for cell in row.cells}


def texts_of(document: Document, number: int = 0) -> dict[str, str]:
    return {ref: cell.text for ref, cell in cells_of(document, number).items()}


def written(fill: Callable[[Any], None]) -> Document:
    """What is read of a workbook that openpyxl wrote."""
    book = openpyxl.Workbook()
    fill(book)
    file = BytesIO()
    book.save(file)
    return read(file.getvalue())


# Sheets


def test_sheets_come_in_the_workbook_s_order() -> None:
    def fill(book: Any) -> None:
        book.active.title = "基础数据"
        book.create_sheet("自评表", 0)
        book.create_sheet("空表")

    document = written(fill)
    assert [(grid.part, grid.a1, grid.rows) for grid in document.blocks if isinstance(grid, Grid)] == [
        ("自评表", True, []),
        ("基础数据", True, []),
        ("空表", True, []),
    ]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet(state: str) -> None:
    parts: dict[str, str | bytes | None] = {"xl/workbook.xml": workbook("旧", state=f' state="{state}"')}
    document = read(package(sheet('<row r="2"><c r="B2"><v>7</v></c><c r="C2"/></row>'), parts))
    assert grid_of(document).hidden
    assert all(cell.hidden for cell in cells_of(document).values())
    assert document.hidden == [("7", Where("表.xlsx", "旧", "B2"))]


def test_a_chart_sheet_is_passed_over() -> None:
    def fill(book: Any) -> None:
        book.create_chartsheet("图", 0)
        book.active.title = "图二"
        book.create_sheet("表")["A1"] = 1

    assert "表" in [block.part for block in written(fill).blocks]


def test_a_dialog_sheet_and_a_macro_sheet_are_no_grids() -> None:
    parts: dict[str, str | bytes | None] = {
        "xl/workbook.xml": workbook("对话", "宏", "表"),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "dialogsheet", "dialogsheets/sheet1.xml"),
            ("rId2", "xlMacrosheet", "macrosheets/sheet1.xml"),
            ("rId3", "worksheet", "worksheets/sheet1.xml"),
        ),
    }
    document = read(package(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), parts))
    assert [block.part for block in document.blocks] == ["表"]
    assert document.external == [("macros", "宏")]


def test_a_part_that_is_no_worksheet_is_passed_over() -> None:
    assert read(package(f'<chartsheet xmlns="{MAIN}"/>')).blocks == []


def test_a_sheet_that_is_not_there_is_named() -> None:
    document = read(package("", {"xl/worksheets/sheet1.xml": None}))
    assert document.blocks == []
    assert document.unread == ["表一"]


# Rows and cells


def test_only_stored_cells_are_visited() -> None:
    document = read_rows('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
    assert texts_of(document) == {"A1": "1", "XFD1048576": "2"}
    assert [row.number for row in grid_of(document).rows] == [1, 1048576]


def test_blank_stored_cells_are_cells() -> None:
    assert texts_of(read_rows('<row r="3"><c r="B3" s="1"/><c r="D3"><v>5</v></c></row>')) == {"B3": "", "D3": "5"}


def test_a_row_without_cells_is_none() -> None:
    assert grid_of(read_rows('<row r="3"/><row r="4"></row>')).rows == []


def test_places_that_are_not_said_follow() -> None:
    rows = (
        '<row><c><v>1</v></c><c><v>2</v></c></row><row><c r="C2"><v>3</v></c><c><v>4</v></c></row>'
        '<row r="7"><c><v>5</v></c></row>'
    )
    assert texts_of(read_rows(rows)) == {"A1": "1", "B1": "2", "C2": "3", "D2": "4", "A7": "5"}


def test_rows_and_cells_out_of_order() -> None:
    rows = (
        '<row r="5"><c r="C5"><v>3</v></c><c r="A5"><v>1</v></c><c r="B5"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>0</v></c></row><row r="5"><c r="D5"><v>4</v></c></row>'
    )
    document = read_rows(rows)
    assert [row.number for row in grid_of(document).rows] == [2, 5]
    assert [cell.text for cell in grid_of(document).rows[1].cells] == ["1", "2", "3", "4"]


def test_a_cell_stands_where_it_says_and_not_where_its_row_says() -> None:
    assert texts_of(read_rows('<row r="1"><c r="B9"><v>1</v></c></row>')) == {"B9": "1"}


@pytest.mark.parametrize("reference", ["", "1", "A0", "ZZZ1", "A1048577", "A99999999999", "甲1", "A-1"])
def test_a_place_that_is_none(reference: str) -> None:
    assert texts_of(read_rows(f'<row r="4"><c r="{reference}"><v>1</v></c></row>')) == {"A4": "1"}


def test_small_letters_in_a_place() -> None:
    assert texts_of(read_rows('<row r="4"><c r="b4"><v>1</v></c></row>')) == {"B4": "1"}


def test_of_two_cells_in_one_place_the_first_holds_and_the_other_is_unread() -> None:
    document = read_rows('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c r="A1"/></row>')
    assert texts_of(document) == {"A1": "1"}
    assert document.unread == ["2"]


def test_of_two_cells_in_one_place_a_blank_one_gives_way() -> None:
    document = read_rows('<row r="1"><c r="A1"/><c r="A1"><v>2</v></c></row>')
    assert (texts_of(document), document.unread) == ({"A1": "2"}, [])


def test_too_many_cells() -> None:
    data = package(sheet('<row r="1">' + "<c><v>1</v></c>" * 11 + "</row>"))
    assert len(texts_of(read(data, Limits(cells=11)))) == 11
    with pytest.raises(Unreadable) as refused:
        read(data, Limits(cells=10))
    assert refused.value.key == "too-many-cells"


def test_too_many_cells_written_as_usual() -> None:
    data = package(sheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>'))
    with pytest.raises(Unreadable) as refused:
        read(data, Limits(cells=1))
    assert refused.value.key == "too-many-cells"


def test_a_row_whose_number_is_not_its_first_attribute() -> None:
    rows = '<row hidden="true" ht="12.8" r="3" outlineLevel="0"><c r="A3"><v>1</v></c></row><row spans="1:1" r="4"/>'
    assert [(row.number, row.hidden) for row in grid_of(read_rows(rows)).rows] == [(3, True)]


def test_a_row_that_says_its_number_again_and_again() -> None:
    began = time.perf_counter()
    with pytest.raises(Unreadable) as refused:
        read(package(sheet("<row" + ' r="1"' * 200_000 + "<")))
    assert refused.value.key == "damaged"
    assert time.perf_counter() - began < 3


def test_cells_that_say_nothing_only_take_their_place() -> None:
    data = package(sheet('<row r="1">' + "<c/>" * 20 + "<c><v>1</v></c></row>"))
    assert texts_of(read(data, Limits(cells=1))) == {"U1": "1"}


# Values


def test_numbers_are_exact_and_as_their_format_shows_them() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1" s="1"><v>12.5</v></c>'
        '<c r="C1" s="2"><v>0.9997</v></c><c r="D1" s="3"><v>1234.5</v></c>'
        '<c r="E1" s="4"><v>45764</v></c><c r="F1" s="5" t="n"><v>-1.2</v></c>'
        '<c r="G1" s="6"><v>12.5</v></c><c r="H1" s="99"><v>1E+2</v></c></row>'
    )
    shown = styles("0.00", "0.00%", "#,##0.00", 'yyyy"年"m"月"d"日"', "0.00;(0.00)", '0.00"万元"')
    assert list(texts_of(read_rows(rows, styles=shown)).values()) == [
        "0.3", "12.50", "99.97%", "1,234.50", "2025-04-17", "-1.20", "12.50万元", "100"
    ]  # fmt: skip


def test_the_style_of_a_cell_that_names_none_is_the_first() -> None:
    first = styles("0.00").replace('<cellXfs><xf numFmtId="0"/>', "<cellXfs>")
    assert texts_of(read_rows('<row r="1"><c r="A1"><v>1</v></c></row>', styles=first)) == {"A1": "1.00"}


def test_a_code_in_the_file_goes_before_the_built_in_one() -> None:
    own = styles("0.0").replace("164", "4")
    assert texts_of(read_rows('<row r="1"><c r="A1" s="1"><v>1</v></c></row>', styles=own)) == {"A1": "1.0"}


def test_dates_that_count_from_1904() -> None:
    rows = sheet('<row r="1"><c r="A1" s="1"><v>44302</v></c></row>')
    properties = workbook("表", properties='<workbookPr date1904="1"/>')
    document = read(package(rows, {"xl/styles.xml": styles("yyyy/m/d"), "xl/workbook.xml": properties}))
    assert texts_of(document) == {"A1": "2025-04-17"}


def test_numbers_stored_as_text_stay_as_typed() -> None:
    rows = '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="str"><v>007</v></c></row>'
    document = read_rows(rows, strings=strings("<t> 1.10 </t>"), styles=styles("0.000"))
    assert texts_of(document) == {"A1": " 1.10 ", "B1": "007"}


def test_a_text_format_adds_its_words_to_a_text() -> None:
    rows = '<row r="1"><c r="A1" s="1" t="str"><v>12</v></c></row>'
    assert texts_of(read_rows(rows, styles=styles('@"万元"'))) == {"A1": "12万元"}


def test_what_is_no_number_is_kept() -> None:
    assert texts_of(read_rows('<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>十</v></c></row>')) == {
        "A1": "NaN",
        "B1": "十",
    }


def test_truth_values() -> None:
    rows = '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>'
    assert texts_of(read_rows(rows)) == {"A1": "TRUE", "B1": "FALSE"}


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?"])
def test_errors(error: str) -> None:
    cell = cells_of(read_rows(f'<row r="1"><c r="A1" t="e"><f>1/0</f><v>{error}</v></c></row>'))["A1"]
    assert (cell.text, cell.why) == (error, "error-value")


def test_iso_dates() -> None:
    rows = '<row r="1"><c r="A1" t="d"><v>2025-04-17T00:00:00</v></c><c r="B1" t="d"><v>2025-04-17</v></c></row>'
    assert texts_of(read_rows(rows)) == {"A1": "2025-04-17", "B1": "2025-04-17"}


def test_a_zero_that_its_format_does_not_show_is_blank() -> None:
    cell = cells_of(read_rows('<row r="1"><c r="A1" s="1"><v>0</v></c></row>', styles=styles("0;-0;;@")))["A1"]
    assert (cell.text, cell.hidden) == ("", False)


def test_a_zero_on_a_sheet_that_shows_none_is_blank() -> None:
    rows = '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>0.5</v></c><c r="C1" t="str"><v>0</v></c></row>'
    view = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    assert texts_of(read_rows(rows, before=view)) == {"A1": "", "B1": "0.5", "C1": "0"}


def test_a_value_that_its_format_hides_is_hidden_and_kept() -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>12.50</v></c><c r="B1" s="1" t="str"><v>密</v></c></row>'
    document = read_rows(rows, styles=styles(";;;"))
    assert [(cell.text, cell.hidden) for cell in cells_of(document).values()] == [("12.5", True), ("密", True)]
    assert document.hidden == [("12.5", Where("表.xlsx", "表一", "A1")), ("密", Where("表.xlsx", "表一", "B1"))]


def test_other_styles_than_those_of_cells_do_not_count() -> None:
    padded = styles("0.00").replace("<cellStyleXfs>", "<fonts><font><sz val='9'/></font></fonts><cellStyleXfs>")
    assert texts_of(read_rows('<row r="1"><c r="A1" s="1"><v>1</v></c></row>', styles=padded)) == {"A1": "1.00"}


def test_more_formats_than_any_workbook_has() -> None:
    codes = [f'0.0"{number}"' for number in range(1500)]
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="{number}"><v>1</v></c></row>' for number in range(1, 1501))
    texts = list(texts_of(read_rows(rows, styles=styles(*codes))).values())
    assert (texts[0], texts[-1]) == ("1.00", "1")


# Strings


def test_runs_are_joined_and_pronunciation_is_left_out() -> None:
    runs = '<r><t>三公</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 经费</t></r>'
    item = runs + '<rPh sb="0" eb="1"><t>sangong</t></rPh>'
    assert texts_of(read_rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=strings(item))) == {
        "A1": "三公 经费"
    }


@pytest.mark.parametrize("index", ["7", "-1", "x", "1.0"])
def test_a_shared_string_that_is_not_there(index: str) -> None:
    cell = cells_of(read_rows(f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>', strings=strings("<t>甲</t>")))[
        "A1"
    ]
    assert (cell.text, cell.why) == ("", "bad-shared-string")


def test_no_shared_strings_at_all() -> None:
    assert cells_of(read_rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'))["A1"].why == "bad-shared-string"


def test_shared_strings_are_not_opened_unless_used() -> None:
    document = read_rows('<row r="1"><c r="A1"><v>1</v></c></row>', strings="no XML")
    assert texts_of(document) == {"A1": "1"}


def test_inline_strings() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c>'
        '<c r="B1" t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r></is></c>'
        '<c r="C1" t="inlineStr"><is><t>A&amp;B &#20013;&#x6587;&lt;</t></is></c>'
        '<c r="D1" t="inlineStr"><is><t/></is></c></row>'
    )
    assert texts_of(read_rows(rows)) == {"A1": "甲", "B1": "乙丙", "C1": "A&B 中文<", "D1": ""}


def test_inline_strings_written_as_usual() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> A&amp;B</t></is></c>'
        '<c r="B1" t="str"><f>A1&amp;"&lt;"</f><v>&#20013;&lt;</v></c></row>'
    )
    assert texts_of(read_rows(rows)) == {"A1": " A&B", "B1": "中<"}


def test_an_escape_that_stands_in_a_formula_alone() -> None:
    rows = '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>IF(A1&gt;1,3,4)</f><v>3</v></c></row>'
    assert texts_of(read_rows(rows)) == {"A1": "2", "B1": "3"}


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("年度_x000D_\n预算", "年度\n预算"),
        ("年度_x000d_预算", "年度\n预算"),
        ("年度_x000A_预算", "年度\n预算"),
        ("年度\n预算", "年度\n预算"),
        ("年度&#13;&#10;预算", "年度\n预算"),
        ("年度&#13;预算", "年度\n预算"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("_x0009_", "\t"),
        ("_x001B_[31m_x0000_", "[31m"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_", "�"),
        ("max_x", "max_x"),
        ("_x12_", "_x12_"),
    ],
)
def test_escapes_and_line_breaks(stored: str, text: str) -> None:
    rows = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>{stored}</t></is></c></row>'
    assert texts_of(read_rows(rows, strings=strings(f"<t>{stored}</t>"))) == {"A1": text, "B1": text}


# Formulas


@pytest.mark.parametrize(
    ("cell", "text", "why"),
    [
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2", ""),
        ('<c r="A1"><f>1+1</f></c>', "", "formula-without-value"),
        ('<c r="A1"><f>1+1</f><v/></c>', "", "formula-without-value"),
        ('<c r="A1"><f>1+1</f><v></v></c>', "", "formula-without-value"),
        ('<c r="A1"><f t="shared" si="0"/></c>', "", "formula-without-value"),
        ('<c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>4</v></c>', "4", ""),
        ('<c r="A1"><f t="array" ref="A1:A3">B1:B3</f></c>', "", "formula-without-value"),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', "", ""),
        ('<c r="A1" t="str"><f>""</f></c>', "", ""),
        ('<c r="A1" t="str"><f>A2</f><v>合计</v></c>', "合计", ""),
        ('<c r="A1" t="b"><f>TRUE()</f><v>1</v></c>', "TRUE", ""),
        ('<c r="A1"><v>5</v></c>', "5", ""),
    ],
)
def test_formulas(cell: str, text: str, why: str) -> None:
    found = cells_of(read_rows(f'<row r="1">{cell}</row>'))["A1"]
    assert (found.text, found.why) == (text, why)


def test_formulas_that_openpyxl_writes_have_no_value() -> None:
    def fill(book: Any) -> None:
        book.active["A1"] = "=1+1"

    assert cells_of(written(fill))["A1"].why == "formula-without-value"


# Merged cells


def merges(*ranges: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{found}"/>' for found in ranges) + "</mergeCells>"


def test_a_merged_cell_is_one_object_in_each_of_its_rows() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"/><c r="D1"><v>3</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c><c r="B2"/><c r="C2"/><c r="D2"><v>5</v></c></row>'
    )
    document = read_rows(rows, after=merges("B1:C2"))
    first, second = grid_of(document).rows
    assert [cell.text for cell in first.cells] == ["1", "2", "3"]
    assert [cell.text for cell in second.cells] == ["4", "2", "5"]
    assert first.cells[1] is second.cells[1]
    assert place(first.cells[1]) == ("2", 1, 2, 2, 2, False, "")
    assert document.unread == []


def test_a_merged_cell_reaches_rows_that_store_none_of_it() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row><row r="3"/>'
    document = read_rows(rows, after=merges("A1:A9"))
    assert [(row.number, [cell.text for cell in row.cells]) for row in grid_of(document).rows] == [
        (1, ["1"]),
        (2, ["1", "2"]),
        (3, ["1"]),
    ]


def test_a_merged_range_whose_first_cell_is_not_stored() -> None:
    document = read_rows('<row r="2"><c r="C2"><v>2</v></c></row>', after=merges("A1:B3"))
    assert [place(cell) for cell in grid_of(document).rows[0].cells] == [
        ("", 1, 1, 3, 2, False, ""),
        ("2", 2, 3, 1, 1, False, ""),
    ]


@pytest.mark.parametrize("whole", ["A1:A1048576", "A1:XFD1048576", "A1:XFD1"])
def test_a_merged_range_costs_only_what_is_stored(whole: str) -> None:
    document = read_rows('<row r="1"><c r="A1"><v>1</v></c></row>', after=merges(whole))
    assert [len(row.cells) for row in grid_of(document).rows] == [1]


def test_of_merged_ranges_that_overlap_the_first_holds() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"/><c r="C1"><v>3</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="C2"/></row>'
    )
    document = read_rows(rows, after=merges("A1:B1", "B1:C1", "A1:A2", "A1:B1", "B2:C2"))
    cells = cells_of(document)
    assert {ref: (cell.rows, cell.cols) for ref, cell in cells.items()} == {
        "A1": (1, 2), "C1": (1, 1), "A2": (1, 1), "B2": (1, 2)
    }  # fmt: skip
    assert document.unread == []


def test_values_under_a_merged_cell_without_end() -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 2001))
    unread = read(package(sheet(rows, after=merges("A1:A2000")))).unread
    assert unread[:2] == ["2", "3"]
    assert len(unread) < 1000
    assert "\n".join(unread).split() == [str(at) for at in range(2, 2001)]


def test_a_value_under_a_merged_cell_is_unread() -> None:
    document = read_rows('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>', after=merges("A1:B1"))
    assert (texts_of(document), document.unread) == ({"A1": "1"}, ["2"])


@pytest.mark.parametrize("damaged", ["", "A1", "A1:A1", "A1:", "A0:B1", "A1:B1:C1", "$A$1:B1", "B1:A1", "ZZZ1:ZZZ2"])
def test_merged_ranges_that_are_odd(damaged: str) -> None:
    cells = cells_of(read_rows('<row r="1"><c r="A1"><v>1</v></c><c r="C1"/></row>', after=merges(damaged)))
    assert cells["A1"].cols == (2 if damaged in ("$A$1:B1", "B1:A1") else 1)


def test_merged_ranges_may_not_cost_more_than_cells() -> None:
    rows = "".join(f'<row r="{number}"/>' for number in range(1, 41))
    wide = merges(*(f"{letter}1:{letter}1048576" for letter in "ABCDEFGHIJ"))
    with pytest.raises(Unreadable) as refused:
        read(package(sheet(rows, after=wide)), Limits(cells=100))
    assert refused.value.key == "too-many-cells"


def test_too_many_merged_ranges() -> None:
    with pytest.raises(Unreadable) as refused:
        read(package(sheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=merges(*["A1:B2"] * 450_000))))
    assert refused.value.key == "too-many-cells"


def test_a_merged_range_counts_by_the_rows_that_it_covers() -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(1, 101))
    data = package(sheet(rows, after=merges(*["A1:XFD1048576"] * 50)))
    with pytest.raises(Unreadable) as refused:
        read(data, Limits(cells=5000))
    assert refused.value.key == "too-many-cells"
    assert texts_of(read(data)) == {"A1": "1"}


# Hidden rows and columns


def test_hidden_rows() -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2" ht="0" customHeight="1"><c r="A2"><v>2</v></c></row>'
        '<row r="3" ht="15"><c r="A3"><v>3</v></c></row>'
    )
    document = read_rows(rows)
    assert [(row.hidden, row.cells[0].hidden) for row in grid_of(document).rows] == [
        (True, True),
        (True, True),
        (False, False),
    ]
    assert document.hidden == [("1", Where("表.xlsx", "表一", "A1")), ("2", Where("表.xlsx", "表一", "A2"))]


def test_hidden_columns() -> None:
    columns = (
        '<cols><col min="2" max="2" hidden="1"/><col min="3" max="3" width="0"/><col min="4" max="4" width="9"/></cols>'
    )
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c><c r="D1"><v>4</v></c></row>'
    document = read_rows(rows, before=columns)
    assert [cell.hidden for cell in cells_of(document).values()] == [False, True, True, False]


def test_a_merged_cell_is_hidden_only_as_a_whole() -> None:
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2" hidden="1"><c r="C2"><v>3</v></c></row><row r="3"><c r="C3"><v>4</v></c></row>'
    )
    cells = cells_of(read_rows(rows, after=merges("A1:A2", "B1:B3")))
    assert {ref: cell.hidden for ref, cell in cells.items()} == {"A1": True, "B1": False, "C2": True, "C3": False}


def test_many_hidden_texts_are_counted() -> None:
    rows = "".join(f'<row r="{row}" hidden="1"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 101))
    document = read_rows(rows)
    assert len(document.hidden) == 41
    assert document.hidden[-1] == ("+60", Where("表.xlsx", "表一"))


def test_columns_that_are_hidden_again_and_again_cost_nothing() -> None:
    columns = "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 5000 + "</cols>"
    assert cells_of(read_rows('<row r="1"><c r="A1"><v>1</v></c></row>', before=columns))["A1"].hidden


# Text boxes and what is only named

DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="x"/></xdr:nvSpPr><xdr:txBody>
<a:p><a:r><a:t>填报</a:t></a:r><a:r><a:t>说明</a:t></a:r></a:p><a:p/><a:p><a:r><a:t>一</a:t></a:r><a:br/><a:r><a:t>二</a:t></a:r></a:p>
</xdr:txBody></xdr:sp></xdr:twoCellAnchor>
<xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p/></xdr:txBody></xdr:sp></xdr:twoCellAnchor>
<xdr:twoCellAnchor><xdr:grpSp><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="3" name="y" hidden="1"/></xdr:nvSpPr>
<xdr:txBody><a:p><a:r><a:t>藏</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:grpSp></xdr:twoCellAnchor>
<mc:AlternateContent><mc:Choice Requires="a14"/><mc:Fallback><xdr:sp>
<xdr:txBody><a:p><a:r><a:t>又</a:t></a:r></a:p></xdr:txBody></xdr:sp></mc:Fallback></mc:AlternateContent></xdr:wsDr>"""


def test_text_boxes_follow_their_sheet() -> None:
    parts: dict[str, str | bytes | None] = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId5", "drawing", "/xl/drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": DRAWING,
    }
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    document = read(package(sheet(rows, after='<drawing r:id="rId5"/>'), parts))
    assert [(box.text, box.ref, box.part, box.hidden) for box in document.blocks if isinstance(box, Paragraph)] == [
        ("填报说明\n一\n二", "text box 1", "表一", False),
        ("藏", "text box 2", "表一", True),
    ]
    assert isinstance(document.blocks[0], Grid)
    assert document.hidden == [("藏", Where("表.xlsx", "表一", "text box 2"))]


def test_a_drawing_that_is_not_there() -> None:
    parts: dict[str, str | bytes | None] = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId5", "drawing", "../drawings/drawing1.xml"))
    }
    assert len(read(package(sheet("", after='<drawing r:id="rId5"/>'), parts)).blocks) == 1
    assert len(read(package(sheet("", after='<drawing r:id="rId6"/>'))).blocks) == 1


def test_what_is_named_and_never_opened() -> None:
    parts: dict[str, str | bytes | None] = {
        "xl/vbaProject.bin": b"\0",
        "xl/externalLinks/externalLink1.xml": "no XML",
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
            ("rId1", "externalLinkPath", "file:///D:/2023.xlsx"), outside=True
        ),
        "xl/externalLinks/externalLink2.xml": "no XML",
        "xl/embeddings/oleObject1.bin": b"\0",
        "xl/charts/chart1.xml": "no XML",
        "xl/comments1.xml": "no XML",
    }
    assert read(package(sheet(""), parts)).external == [
        ("embedded-object", "xl/embeddings/oleObject1.bin"),
        ("external-link", "file:///D:/2023.xlsx"),
        ("external-link", "xl/externalLinks/externalLink2.xml"),
        ("macros", "xl/vbaProject.bin"),
    ]


def test_comments_are_not_read() -> None:
    def fill(book: Any) -> None:
        book.active["A1"] = "甲"
        book.active["A1"].comment = Comment("批注", "审核")

    document = written(fill)
    assert texts_of(document) == {"A1": "甲"}
    assert len(document.blocks) == 1


def test_a_part_that_two_sheets_name_is_read_once() -> None:
    both = relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "/xl/worksheets/sheet1.xml"))
    parts: dict[str, str | bytes | None] = {
        "xl/workbook.xml": workbook("表一", "表二"),
        "xl/_rels/workbook.xml.rels": both,
    }
    document = read(package(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), parts))
    assert [grid.part for grid in document.blocks if isinstance(grid, Grid)] == ["表一"]
    assert document.unread == ["表二"]


def test_more_sheets_than_a_package_may_have_members() -> None:
    data = package(sheet(""), {"xl/workbook.xml": workbook(*(f"表{at}" for at in range(30)))})
    assert len(read(data, Limits(members=30)).unread) == 29
    with pytest.raises(Unreadable) as refused:
        read(data, Limits(members=29))
    assert refused.value.key == "too-many-members"


# Odd packages


ONE = '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"><v>1</v></c></row>'


def test_missing_relations() -> None:
    parts: dict[str, str | bytes | None] = {
        "xl/sharedStrings.xml": strings("<t>甲</t>"),
        "xl/styles.xml": styles("0.00"),
        "xl/_rels/workbook.xml.rels": None,
        "_rels/.rels": None,
    }
    assert texts_of(read(package(sheet(ONE), parts))) == {"A1": "甲", "B1": "1.00"}


def test_parts_in_odd_places() -> None:
    parts: dict[str, str | bytes | None] = {
        "_rels/.rels": relations(("rId1", "officeDocument", "/Data/Book.xml")),
        "xl/workbook.xml": None,
        "xl/worksheets/sheet1.xml": None,
        "Data/Book.xml": workbook("表"),
        "Data/_rels/Book.xml.rels": relations(
            ("rId1", "worksheet", "/other/Page.XML"),
            ("rId2", "sharedStrings", "../other/Words.xml"),
            ("rId3", "styles", "looks.xml"),
        ),
        "other/page.xml": sheet(ONE),
        "other/words.xml": strings("<t>甲</t>"),
        "Data/looks.xml": styles("0.00"),
    }
    assert texts_of(read(package("", parts))) == {"A1": "甲", "B1": "1.00"}


def test_a_workbook_that_is_not_there() -> None:
    with pytest.raises(Unreadable) as refused:
        read(package("", {"xl/workbook.xml": None}))
    assert refused.value.key == "damaged"


def test_missing_styles() -> None:
    assert texts_of(read_rows('<row r="1"><c r="A1" s="3"><v>1.5</v></c></row>')) == {"A1": "1.5"}


def test_a_sheet_that_is_no_xml() -> None:
    with pytest.raises(Unreadable) as refused:
        read(package("<worksheet><sheetData>"))
    assert refused.value.key == "damaged"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></row></c>',
        '<row r="1"><c r="A1"><v>&nix;</v></c></row>',
        '<row r="1"><c r="A1"><v>\x01</v></c></row>',
        '<row r="1"><c r="A1"><v>1</c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><row r="2"><c r="A2"><v>2</v></c></row>',
        '<row r="1"><row r="2"><c r="A2"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
    ],
)
def test_rows_that_are_no_xml(rows: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(package(sheet(rows)))
    assert refused.value.key == "damaged"


def test_a_sheet_with_a_dtd() -> None:
    xml = sheet('<row r="1"><c r="A1"><v>1</v></c></row>').replace("<worksheet", "<!DOCTYPE x><worksheet", 1)
    with pytest.raises(Unreadable) as refused:
        read(package(xml))
    assert refused.value.key == "dtd"


def test_namespaces_not_prefixes() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        '<other xmlns="urn:other"><c r="B1"><v>2</v></c></other></x:row></x:sheetData></x:worksheet>'
    )
    assert texts_of(read(package(xml))) == {"A1": "1"}


def test_another_namespace_is_no_worksheet() -> None:
    xml = '<worksheet xmlns="urn:other"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    assert read(package(xml)).blocks == []


def test_strict_workbooks() -> None:
    parts = {
        "xl/workbook.xml": workbook("表"),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "s.xml"),
            ("rId3", "styles", "t.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet(ONE),
        "xl/s.xml": strings("<t>甲</t>"),
        "xl/t.xml": styles("0.00"),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
    }
    strict = {name: xml.replace(MAIN, STRICT_MAIN).replace(OFFICE, STRICT_OFFICE) for name, xml in parts.items()}
    assert texts_of(read(package("", dict(strict)))) == {"A1": "甲", "B1": "1.00"}


def test_attributes_in_another_order() -> None:
    rows = (
        '<row spans="1:2" hidden="false" r="3"><c r="A3" t="s" s="1"><v>0</v></c><c s="1" r="B3"><v>1</v></c>'
        '<c r="C3" s="1" t="e" cm="1"><v>#N/A</v></c></row>'
    )
    document = read_rows(rows, strings=strings("<t>甲</t>"), styles=styles("0.00"))
    assert texts_of(document) == {"A3": "甲", "B3": "1.00", "C3": "#N/A"}


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_other_encodings(encoding: str) -> None:
    xml = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>预算</t></is></c></row>').replace("UTF-8", encoding)
    assert texts_of(read(package("", {"xl/worksheets/sheet1.xml": xml.encode(encoding)}))) == {"A1": "预算"}


def test_rows_in_a_comment_are_none() -> None:
    rows = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    xml = f'<worksheet xmlns="{MAIN}"><!--{rows}--><sheetData></sheetData></worksheet>'
    real = rows.replace("<v>1", "<v>2")
    assert texts_of(read(package(xml))) == {}
    assert texts_of(read(package(xml.replace("<sheetData></sheetData>", real)))) == {"A1": "2"}
    assert texts_of(read(package(f'<worksheet xmlns="{MAIN}">{real}<!--{rows}--></worksheet>'))) == {"A1": "2"}


def test_indented_xml() -> None:
    rows = '\n  <row r="1">\n    <c r="A1">\n      <v>1</v>\n    </c>\n    <c r="B1"><v>2</v></c>\n  </row>\n'
    assert texts_of(read_rows(rows)) == {"A1": "1", "B1": "2"}


# openpyxl as the second witness

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=6).filter(
    lambda text: "_x" not in text and not text.startswith("=") and "￾" not in text and "￿" not in text
)
values = st.one_of(
    st.none(),
    words,
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**9), 10**9, places=3).map(float),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
)
places = st.tuples(st.integers(1, 12), st.integers(1, 6))


def expected(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, bool | str):
        return str(value).upper() if isinstance(value, bool) else value
    number = Decimal(repr(value)).normalize()
    return f"{number:f}" if number else "0"


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(places, values, max_size=25), st.lists(st.tuples(places, places), max_size=4))
def test_values_and_merged_cells_are_those_of_openpyxl(stored: dict[tuple[int, int], Any], spans: list[Any]) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for (row, col), value in stored.items():
        page.cell(row, col, value)
    taken: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in spans:
        area = {(row, col) for row in range(top, bottom + 1) for col in range(left, right + 1)}
        if len(area) > 1 and not area & taken:
            taken |= area
            page.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    file = BytesIO()
    book.save(file)
    document = read(file.getvalue())
    witness: Any = openpyxl.load_workbook(BytesIO(file.getvalue())).active
    cells = cells_of(document)
    assert {ref: cell.text for ref, cell in cells.items() if cell.text} == {
        cell.coordinate: expected(cell.value)
        for row in witness.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }
    assert {(ref, cell.rows, cell.cols) for ref, cell in cells.items() if cell.rows > 1 or cell.cols > 1} == {
        (found.start_cell.coordinate, found.size["rows"], found.size["columns"])
        for found in witness.merged_cells.ranges
    }
    assert document.unread == []


pieces = st.sampled_from(["甲", "乙 ", "_x0041_", "a&amp;b", "&#20013;", "x\ny", ""])
stored_cells = st.tuples(places, st.sampled_from(["s", "str", "inlineStr"]), st.lists(pieces, max_size=3).map("".join))
ranges = st.tuples(places, places).map(lambda found: ":".join("FEDCBA"[col - 1] + str(row) for row, col in found))


@settings(max_examples=150, deadline=None)
@given(st.lists(stored_cells, max_size=20), st.lists(ranges, max_size=5))
def test_no_text_is_lost_however_damaged_the_sheet(stored: list[Any], spans: list[str]) -> None:
    shared: list[str] = []
    rows, wanted = "", set()
    for (row, col), kind, text in stored:
        value = {"s": f"<v>{len(shared)}</v>", "str": f"<v>{text}</v>", "inlineStr": f"<is><t>{text}</t></is>"}[kind]
        if kind == "s":
            shared.append(f"<t>{text}</t>")
        rows += f'<row r="{row}"><c r="{"ABCDEF"[col - 1]}{row}" t="{kind}">{value}</c></row>'
        wanted.add(text.replace("_x0041_", "A").replace("a&amp;b", "a&b").replace("&#20013;", "中"))
    document = read_rows(rows, after=merges(*spans), strings=strings(*shared))
    assert wanted - {""} == ({cell.text for cell in cells_of(document).values()} | set(document.unread)) - {""}
