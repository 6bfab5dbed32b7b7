"""What is read from Word documents: one test for each way in which real files lose or move text."""

import io
import time
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfeval.document import Cell, Document, Grid, Paragraph, Unreadable, Where
from selfeval.parsers.docx import read_docx
from selfeval.parsers.guard import LIMITS, Limits, Package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {
    "w": W,
    "r": RELATIONSHIPS,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def document(body: str) -> str:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return f"<w:document {declared}><w:body>{body}</w:body></w:document>"


def relations(*each: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f"<Relationship {one}/>" for one in each)
        + "</Relationships>"
    )


def read(body: str, limits: Limits = LIMITS, parts: dict[str, str] | None = None) -> Document:
    with Package(zipped({"word/document.xml": document(body)} | (parts or {})), limits) as package:
        return read_docx(package, "form.docx")


def run(text: str, settings: str = "") -> str:
    return f'<w:r>{settings and f"<w:rPr>{settings}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def cell(inner: str = "<w:p/>", settings: str = "") -> str:
    return f"<w:tc>{settings and f'<w:tcPr>{settings}</w:tcPr>'}{inner}</w:tc>"


def row(*cells: str, settings: str = "") -> str:
    return f"<w:tr>{settings and f'<w:trPr>{settings}</w:trPr>'}{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int = 0) -> str:
    return f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def said(text: str, settings: str = "") -> str:
    return cell(par(run(text)), settings)


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def places(grid: Grid) -> list[list[tuple[int, int, int, int]]]:
    """Of each cell in each row: row, column, rows, columns."""
    return [[(cell.row, cell.col, cell.rows, cell.cols) for cell in row.cells] for row in grid.rows]


def only_cell(inner: str) -> tuple[Cell, Document]:
    found = read(table(row(cell(inner)), columns=1))
    return grids(found)[0].rows[0].cells[0], found


def line(*inner: str) -> str:
    """The text of one paragraph, which must have been read without loss."""
    found = read(par(*inner))
    assert found.unread == []
    [text] = lines(found)
    return text


# Paragraphs


def test_paragraphs_are_numbered_with_the_empty_ones_which_are_not_handed_on() -> None:
    found = read(par(run("附件1")) + par() + par(run("　 ")) + par(run("基础数据表")))
    assert [(block.text, block.ref, block.part) for block in found.blocks if isinstance(block, Paragraph)] == [
        ("附件1", "p1", "text"),
        ("基础数据表", "p4", "text"),
    ]


def test_a_figure_split_over_runs_is_whole() -> None:
    assert line(run("2."), "<w:bookmarkStart/>", run("8"), "<w:proofErr/>", run("6")) == "2.86"


@pytest.mark.parametrize("tag", ["smartTag", "ins", "moveTo", "hyperlink", "customXml", "dir", "bdo", "fldSimple"])
def test_text_in_a_wrapper_is_read(tag: str) -> None:
    assert line(run("共"), f"<w:{tag}>{run('12.50')}</w:{tag}>", run("万元")) == "共12.50万元"


def test_text_in_nested_smart_tags_is_read() -> None:
    assert line(f"<w:smartTag><w:smartTag>{run('2024')}</w:smartTag>{run('年')}</w:smartTag>") == "2024年"


def test_content_controls_are_seen_through_round_runs_and_paragraphs() -> None:
    control = "<w:sdt><w:sdtPr><w:alias w:val='单位'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = read(
        par(control.format(run("桃江县"))) + control.format(par(run("填表人")) + control.format(par(run("张三"))))
    )
    assert lines(found) == ["桃江县", "填表人", "张三"]
    assert found.unread == []


def test_a_complex_field_shows_its_result_and_not_its_instruction() -> None:
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    instruction = "<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>"
    field = mark.format("begin") + instruction + mark.format("separate") + run("12.50") + mark.format("end")
    assert line(run("合计"), field) == "合计12.50"


def test_signs_that_are_no_text_are_written_out() -> None:
    signs = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t><w:tab/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t></w:r>"
    assert line(signs) == "a\nb\nc\td-e"


def test_a_tab_stop_is_no_tab() -> None:
    assert line("<w:pPr><w:tabs><w:tab w:val='left' w:pos='720'/></w:tabs></w:pPr>", run("a")) == "a"


def test_of_ruby_only_the_base_is_read() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('táo')}</w:rt><w:rubyBase>{run('桃')}</w:rubyBase></w:ruby></w:r>"
    assert line(ruby, run("江")) == "桃江"


def test_math_is_read_and_a_fraction_keeps_its_stroke() -> None:
    def term(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:f><m:num>{term('1')}</m:num><m:den>{term('2')}</m:den></m:f>"
    assert line(run("率="), f"<m:oMath>{fraction}{term('×100')}</m:oMath>") == "率=1/2×100"


@pytest.mark.parametrize(
    ("font", "char", "sign"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0FD", "☑"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "0052", "☑"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F06F", "☐"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0A3", "≤"),
        ("Symbol", "F035", "5"),
        ("宋体", "25A1", "□"),
        ("Webdings", "F061", "\uf061"),
        ("Symbol", "no number", ""),
        ("Symbol", "D800", ""),
    ],
)
def test_a_symbol_is_the_sign_that_people_see(font: str, char: str, sign: str) -> None:
    assert line(run("是"), f"<w:r><w:sym w:font='{font}' w:char='{char}'/></w:r>") == f"是{sign}"


def test_a_letter_typed_in_a_font_of_signs_is_the_sign() -> None:
    assert line(run("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), run("是R")) == "☑是R"
    assert line(run("\uf0b3", '<w:rFonts w:ascii="Symbol"/>'), run("98%")) == "≥98%"


def test_check_box_content_controls_come_through_their_text() -> None:
    box = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert line(box.format(run("☒")), run("是")) == "☒是"


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ("<w:checkBox><w:default w:val='0'/></w:checkBox>", "☐"),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "☑"),
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☑"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "☐"),
        ("<w:ddList><w:result w:val='1'/><w:listEntry w:val='优'/><w:listEntry w:val='良'/></w:ddList>", "良"),
        ("<w:ddList><w:listEntry w:val='优'/><w:listEntry w:val='良'/></w:ddList>", "优"),
        ("<w:ddList><w:result w:val='9'/><w:listEntry w:val='优'/></w:ddList>", ""),
    ],
)
def test_old_form_fields_show_what_is_chosen(settings: str, shown: str) -> None:
    field = f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{settings}</w:ffData></w:fldChar></w:r>"
    assert line(run("评价："), field) == f"评价：{shown}"


# Tracked changes and hidden text


def test_deleted_and_moved_text_is_left_out_and_counted() -> None:
    deleted = "<w:del><w:r><w:delText>2.76</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>"
    found = read(par(run("三公经费"), deleted, f"<w:ins>{run('2.86')}</w:ins>", moved))
    assert lines(found) == ["三公经费2.86新"]
    assert (found.insertions, found.deletions) == (2, 2)
    assert found.unread == []


def test_a_deleted_row_is_left_out_and_an_inserted_one_read() -> None:
    found = read(
        table(
            row(said("1"), settings="<w:del w:author='a'/>"),
            row(said("2"), settings="<w:ins w:author='a'/>"),
            row(said("3")),
            columns=1,
        )
    )
    assert texts(grids(found)[0]) == [["2"], ["3"]]
    assert (found.insertions, found.deletions, found.unread) == (1, 1, [])


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert lines(read(par(gone, run("自评")) + par(gone) + par(run("得分")) + par(run("98")))) == ["自评得分", "98"]
    found, _ = only_cell(par(gone, f"<w:del>{run('30')}</w:del>") + par(run("32")))
    assert found.text == "32"


def test_settings_of_before_a_tracked_change_do_not_count() -> None:
    was = "<w:gridSpan w:val='2'/><w:tcPrChange><w:tcPr><w:gridSpan w:val='9'/><w:vMerge/></w:tcPr></w:tcPrChange>"
    assert places(grids(read(table(row(said("a", was), said("b")), columns=3)))[0]) == [[(1, 1, 1, 2), (1, 3, 1, 1)]]


def test_hidden_text_is_read_and_listed_with_its_place() -> None:
    hidden = run("999", "<w:vanish/>")
    found = read(
        par(run("说明"), hidden)
        + table(row(said("1"), cell(par(run("2"), hidden, run("3", "<w:vanish w:val='0'/>")))), columns=2)
    )
    assert lines(found) == ["说明"]
    assert texts(grids(found)[0]) == [["1", "23"]]
    assert [cell.hidden for cell in grids(found)[0].rows[0].cells] == [False, True]
    assert found.hidden == [
        ("999", Where("form.docx", "text", "p1")),
        ("999", Where("form.docx", "table 1", "r1c2")),
    ]


def test_notes_without_end_are_counted() -> None:
    hidden = par(run("98", "<w:vanish/>")) * 2000
    each = (f'Id="rId{at}" Type="{RELATIONSHIPS}/oleObject" Target="{at}.bin"' for at in range(2000))
    chunks = "".join(f'<w:altChunk r:id="n{at}"/>' for at in range(2000))
    found = read(hidden + chunks, parts={"word/_rels/document.xml.rels": relations(*each)})
    assert found.hidden[:1] == [("98", Where("form.docx", "text", "p1"))]
    assert found.hidden[-1] == (f"+{2001 - len(found.hidden)}", Where("form.docx"))
    assert found.external[:1] == [("embedded-object", "word/0.bin")]
    assert found.external[-1] == ("embedded-object", f"+{2001 - len(found.external)}")
    assert "\n".join(found.unread).split() == [f"n{at}" for at in range(2000)]
    assert max(map(len, (found.hidden, found.external, found.unread))) < 1000


def test_a_hidden_paragraph_mark_hides_no_text() -> None:
    found = read(par("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>", run("看得见")))
    assert (lines(found), found.hidden) == (["看得见"], [])


# Grids


def test_spans_and_skipped_columns_give_the_logical_column() -> None:
    found = read(
        table(
            row(said("项目", "<w:gridSpan w:val='2'/>"), said("金额")),
            row(said("三公"), said("公务用车"), said("8.00")),
            row(said("4.50"), settings="<w:gridBefore w:val='2'/>"),
            columns=3,
        )
    )
    assert places(grids(found)[0]) == [
        [(1, 1, 1, 2), (1, 3, 1, 1)],
        [(2, 1, 1, 1), (2, 2, 1, 1), (2, 3, 1, 1)],
        [(3, 3, 1, 1)],
    ]


RESTART, GOES_ON = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def test_a_cell_merged_down_is_the_same_cell_in_each_row() -> None:
    found = grids(
        read(
            table(
                row(said("产出指标", RESTART), said("数量")),
                row(cell(settings=GOES_ON), said("质量")),
                row(cell(settings="<w:vMerge w:val='continue'/>"), said("时效")),
                row(said("效益指标", RESTART), said("社会效益")),
                columns=2,
            )
        )
    )[0]
    first = found.rows[0].cells[0]
    assert all(row.cells[0] is first for row in found.rows[:3])
    assert (first.text, first.row, first.rows) == ("产出指标", 1, 3)
    assert texts(found)[3] == ["效益指标", "社会效益"]


def test_cells_merged_down_are_told_apart_by_their_column() -> None:
    wide = "<w:gridSpan w:val='2'/>"
    found = grids(
        read(
            table(
                row(said("a", wide + RESTART), said("b", RESTART)),
                row(cell(settings=wide + GOES_ON), cell(settings=GOES_ON)),
                columns=3,
            )
        )
    )[0]
    assert places(found) == [[(1, 1, 2, 2), (1, 3, 2, 1)]] * 2


def test_a_merge_without_a_start_above_is_its_own_cell() -> None:
    found = grids(read(table(row(said("a")), row(said("b", GOES_ON)), row(said("c", GOES_ON)), columns=1)))[0]
    assert texts(found) == [["a"], ["b"], ["c"]]
    assert places(found) == [[(1, 1, 1, 1)], [(2, 1, 1, 1)], [(3, 1, 1, 1)]]


def test_text_typed_where_a_merge_goes_on_is_not_lost() -> None:
    found = read(table(row(said("数量", RESTART)), row(said("指标", GOES_ON)), row(cell(settings=GOES_ON)), columns=1))
    assert texts(grids(found)[0]) == [["数量\n指标"]] * 3
    assert found.unread == []


def test_old_merges_across_are_one_cell() -> None:
    start, on = "<w:hMerge w:val='restart'/>", "<w:hMerge/>"
    found = grids(
        read(
            table(
                row(said("a", start + RESTART), cell(settings=on + RESTART), said("b")),
                row(cell(settings=start + GOES_ON), cell(settings=on + GOES_ON), said("c")),
                columns=3,
            )
        )
    )[0]
    assert places(found) == [[(1, 1, 2, 2), (1, 3, 1, 1)], [(1, 1, 2, 2), (2, 3, 1, 1)]]
    assert texts(found) == [["a", "b"], ["a", "c"]]


def test_a_monstrous_span_costs_nothing_and_ends_with_the_table() -> None:
    began = time.perf_counter()
    found = grids(
        read(
            table(
                row(said("a", "<w:gridSpan w:val='2000000000'/>")),
                row(said("b"), said("c", "<w:gridSpan w:val='2000000000'/>"), said("d")),
                row(said("e"), said("e"), settings="<w:gridBefore w:val='2000000000'/>"),
                row(said("f"), said("g"), said("h")),
                columns=3,
            )
        )
    )[0]
    assert places(found) == [
        [(1, 1, 1, 3)],
        [(2, 1, 1, 1), (2, 2, 1, 1), (2, 3, 1, 1)],
        [(3, 2, 1, 1), (3, 3, 1, 1)],
        [(4, 1, 1, 1), (4, 2, 1, 1), (4, 3, 1, 1)],
    ]
    assert time.perf_counter() - began < 1


def test_a_monstrous_span_in_a_table_without_columns_is_held_to_what_word_allows() -> None:
    found = grids(read(table(row(said("a", "<w:gridSpan w:val='2000000000'/>"), said("b")))))[0]
    assert places(found) == [[(1, 1, 1, 62), (1, 63, 1, 1)]]


def test_spans_hold_where_the_tables_own_columns_are_wrong() -> None:
    two = "<w:gridSpan w:val='2'/>"
    found = grids(
        read(table(row(said("a", two), said("b", two)), row(said("c"), said("d", two), said("e")), columns=1))
    )[0]
    assert places(found) == [[(1, 1, 1, 2), (1, 3, 1, 2)], [(2, 1, 1, 1), (2, 2, 1, 2), (2, 4, 1, 1)]]


@pytest.mark.parametrize("span", ["0", "-3", "", "zwei", "1.5", "9" * 5000])
def test_a_span_that_is_no_number_is_one_column_or_no_more_than_there_are(span: str) -> None:
    found = grids(read(table(row(said("a", f"<w:gridSpan w:val='{span}'/>"), said("b")), columns=2)))[0]
    assert places(found) == [[(1, 1, 1, 1), (1, 2, 1, 1)]]


def test_content_controls_round_cells_and_rows_shift_nothing() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = read(
        table(
            row(control.format(said("32")), f"<w:customXml>{said('27')}</w:customXml>", said("84.38%")),
            control.format(row(said("a"), said("b"), said("c"))),
            columns=3,
        )
    )
    assert texts(grids(found)[0]) == [["32", "27", "84.38%"], ["a", "b", "c"]]
    assert found.unread == []


def test_paragraphs_and_breaks_in_a_cell_are_lines() -> None:
    found, _ = only_cell(par(run("年度预")) + par(run("算申"), "<w:r><w:br/></w:r>", run("请")) + par())
    assert found.text == "年度预\n算申\n请\n"
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found, _ = only_cell(control.format(par(run("a"))) + par(run("b")))
    assert found.text == "a\nb"


def test_a_nested_table_stands_after_the_one_that_holds_it() -> None:
    inner = table(row(cell(par(run("内")) + table(row(said("最内")), columns=1))), columns=1)
    found = read(table(row(cell(par(run("外")) + inner + par(run("尾")))), columns=1) + par(run("后")))
    assert [(grid.part, texts(grid)) for grid in grids(found)] == [
        ("table 1", [["外\n尾"]]),
        ("table 2", [["内"]]),
        ("table 3", [["最内"]]),
    ]
    assert [type(block) for block in found.blocks] == [Grid, Grid, Grid, Paragraph]
    assert found.unread == []


def test_a_table_within_a_content_control_is_a_table_of_the_body() -> None:
    control = f"<w:sdt><w:sdtContent>{table(row(said('1')), columns=1)}</w:sdtContent></w:sdt>"
    found = read(par(run("前")) + control + par(run("后")) + table(row(said("2")), columns=1))
    assert [block.text if isinstance(block, Paragraph) else block.part for block in found.blocks] == [
        "前",
        "table 1",
        "后",
        "table 2",
    ]


# Text boxes


def box(inner: str) -> str:
    return f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"


def test_a_text_box_stands_once_after_the_paragraph_that_holds_it() -> None:
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box(par(run('盒中')))}</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{par(run('盒中'))}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(par(run("一"), both, run("二")) + par(run("三")))
    assert [(block.text, block.ref) for block in found.blocks if isinstance(block, Paragraph)] == [
        ("一二", "p1"),
        ("盒中", "p2"),
        ("三", "p3"),
    ]
    assert found.unread == []


def test_an_old_text_box_in_a_cell_is_not_the_cells_text() -> None:
    old = f"<w:r><w:pict><v:textbox><w:txbxContent>{par(run('章'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    found = read(table(row(cell(par(run("甲"), old, run("乙"))), said("丙")), columns=2))
    assert texts(grids(found)[0]) == [["甲乙", "丙"]]
    assert lines(found) == ["章"]


def test_a_table_in_a_text_box_is_a_grid_in_its_place() -> None:
    inner = par(run("前")) + table(row(said("1")), columns=1) + par(run("后"))
    found = read(par(run("主"), f"<w:r>{box(inner)}</w:r>") + table(row(said("2")), columns=1))
    assert [block.text if isinstance(block, Paragraph) else texts(block)[0][0] for block in found.blocks] == [
        "主",
        "前",
        "1",
        "后",
        "2",
    ]
    assert [grid.part for grid in grids(found)] == ["table 1", "table 2"]


def test_without_a_choice_the_fallback_is_read() -> None:
    assert line(f"<mc:AlternateContent><mc:Fallback>{run('a')}</mc:Fallback></mc:AlternateContent>") == "a"


# Nothing is lost without a word


def test_text_outside_paragraphs_and_cells_is_reported_as_unread() -> None:
    found = read(run("游离") + par(run("正文")) + table(row(run("格外"), said("1")), columns=1))
    assert found.unread == ["游离", "格外"]
    assert lines(found) == ["正文"]


def test_text_that_no_rule_expects_is_found_by_the_second_count() -> None:
    found = read(table(row(said("1"))).replace("<w:tblGrid>", f"<w:tblGrid/>{run('丢失的字')}<w:tblGrid>"))
    assert found.unread == ["丢失的字"]
    found = read(table(row(said("1"))).replace("<w:tblGrid>", f"<w:tblGrid/>{run('1')}{run('2')}<w:tblGrid>"))
    assert sorted(found.unread) == ["1", "2"]


def test_a_chunk_in_another_format_is_named_as_unread() -> None:
    found = read(
        par(run("a")) + "<w:altChunk r:id='rId7'/>",
        parts={
            "word/_rels/document.xml.rels": relations(
                f'Id="rId7" Type="{RELATIONSHIPS}/aFChunk" Target="/word/part.html"'
            )
        },
    )
    assert found.unread == ["word/part.html"]
    assert found.external == [("embedded-object", "word/part.html")]


def test_marks_of_our_own_in_a_text_break_nothing() -> None:
    marks = "".join(chr(0xFDD0 + at) for at in range(16))
    for text in (marks, f"{marks}t{marks}", "\ufdd0", "\ufdd0e\ufdd0e", "\ufdd0t\ufdd1\ufdd2\ufdd4", "\ufdd0t9\ufdd0x"):
        found = read(par(run(f"前{text}后")) + table(row(said(text)), columns=1))
        kept = "".join(lines(found)) + "".join(found.unread) + str([texts(grid) for grid in grids(found)])
        assert "前" in kept
        assert "后" in kept


# Around the body


def test_macros_links_and_embedded_objects_are_named_and_hyperlinks_are_not() -> None:
    outside = 'TargetMode="External"'
    found = read(
        par(run("a")),
        parts={
            "word/vbaProject.bin": "macro",
            "word/_rels/document.xml.rels": relations(
                f'Id="a" Type="{RELATIONSHIPS}/hyperlink" Target="https://example.com" {outside}',
                f'Id="b" Type="{RELATIONSHIPS}/image" Target="file:///C:/a.png" {outside}',
                f'Id="c" Type="{RELATIONSHIPS}/oleObject" Target="embeddings/a.bin"',
                f'Id="d" Type="{RELATIONSHIPS}/package" Target="embeddings/a.xlsx"',
                f'Id="e" Type="{RELATIONSHIPS}/styles" Target="styles.xml"',
            ),
            "word/_rels/settings.xml.rels": relations(
                f'Id="a" Type="{RELATIONSHIPS}/attachedTemplate" Target="file:///D:/t.dotm" {outside}'
            ),
        },
    )
    assert sorted(found.external) == [
        ("embedded-object", "word/embeddings/a.bin"),
        ("embedded-object", "word/embeddings/a.xlsx"),
        ("external-link", "file:///C:/a.png"),
        ("external-link", "file:///D:/t.dotm"),
        ("macros", "word/vbaProject.bin"),
    ]


def test_strict_documents_and_other_prefixes_are_read() -> None:
    strict = document(par(run("a")) + table(row(said("1")), columns=1)).replace(
        W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    other = (
        document(par(run("a")) + table(row(said("1")), columns=1))
        .replace("w:", "word:")
        .replace("xmlns:w=", "xmlns:word=")
    )
    for xml in (strict, other):
        with Package(zipped({"word/document.xml": xml})) as package:
            found = read_docx(package, "a.docx")
        assert lines(found) == ["a"]
        assert texts(grids(found)[0]) == [["1"]]


def test_white_space_between_elements_is_no_text() -> None:
    xml = document(par(run("a"), run(" "), run("b")) + table(row(said("1"), said("2")), columns=2)).replace(
        "><", ">\n  <"
    )
    with Package(zipped({"word/document.xml": xml.replace("> </w:t>", "> </w:t>")})) as package:
        found = read_docx(package, "a.docx")
    assert lines(found) == ["a b"]
    assert texts(grids(found)[0]) == [["1", "2"]]
    assert found.unread == []


def test_an_empty_body_is_an_empty_document() -> None:
    assert read("").blocks == []
    assert read("<w:sectPr/>").blocks == []


def test_a_part_without_a_body_is_damaged() -> None:
    with Package(zipped({"word/document.xml": "<a/>"})) as package, pytest.raises(Unreadable) as caught:
        read_docx(package, "a.docx")
    assert caught.value.key == "damaged"


def test_what_python_docx_writes_is_read_the_same() -> None:
    made = docx.Document()
    made.add_paragraph("基础数据表")
    grid = made.add_table(rows=3, cols=4)
    for at, one in enumerate(grid._cells):
        one.text = str(at)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "宽"
    grid.cell(1, 3).merge(grid.cell(2, 3)).text = "高"
    grid.cell(1, 1).add_table(1, 1).cell(0, 0).text = "内"
    out = io.BytesIO()
    made.save(out)
    with Package(out.getvalue()) as package:
        found = read_docx(package, "a.docx")
    assert texts(grids(found)[0]) == [["宽", "2", "3"], ["4", "5\n", "6", "高"], ["8", "9", "10", "高"]]
    assert places(grids(found)[0])[0] == [(1, 1, 1, 2), (1, 3, 1, 1), (1, 4, 1, 1)]
    assert grids(found)[0].rows[1].cells[3] is grids(found)[0].rows[2].cells[3]
    assert texts(grids(found)[1]) == [["内"]]
    assert lines(found) == ["基础数据表"]
    assert (found.unread, found.external) == ([], [])


# What a hostile file may cost


def nested(depth: int) -> str:
    inner = par(run("底"))
    for _ in range(depth):
        inner = table(row(cell(inner)), columns=1)
    return inner


def test_tables_within_tables_are_read_to_a_depth_and_no_further() -> None:
    assert len(grids(read(nested(40)))) == 40
    for depth in (51, 300):
        with pytest.raises(Unreadable) as caught:
            read(nested(depth))
        assert caught.value.key == "too-deep"
    with pytest.raises(Unreadable) as caught:
        read(nested(4), Limits(nesting=3))
    assert caught.value.key == "too-deep"


COSTLY = {
    "paragraphs whose marks are deleted": par("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", run("x")) * 50_000,
    "marks deleted again and again": par("<w:pPr><w:rPr>" + "<w:del/>" * 200_000 + "</w:rPr></w:pPr>"),
    "hidden runs": par(run("x", "<w:vanish/>") * 50_000),
    "deleted rows": "<w:tbl>" + row(said("1"), settings="<w:del/>") * 50_000 + "</w:tbl>",
    "one merge typed in over and over": "<w:tbl>"
    + row(said("a", RESTART))
    + row(said("b" * 50, GOES_ON)) * 30_000
    + "</w:tbl>",
    "one check box of many states": par(
        "<w:r><w:ffData><w:checkBox>"
        + "<w:default/>" * 100_000
        + "<w:checked/>" * 100_000
        + "</w:checkBox></w:ffData></w:r>"
    ),
    "text boxes in one paragraph": par(f"<w:r>{box(par(run('a')))}</w:r>" * 30_000),
    "text outside everything": run("lost") * 50_000,
    "one row of cells": table(row(cell() * 100_000)),
}


@pytest.mark.parametrize("body", COSTLY.values(), ids=COSTLY.keys())
def test_the_time_grows_no_faster_than_the_file(body: str) -> None:
    began = time.perf_counter()
    read(body)
    assert time.perf_counter() - began < 5


PARTS = st.sampled_from(
    [
        run("甲"),
        run("乙", "<w:vanish/>"),
        "<w:r><w:br/></w:r>",
        "<w:r><w:tab/></w:r>",
        f"<w:ins>{run('增')}</w:ins>",
        f"<w:del>{run('删')}</w:del>",
        f"<w:smartTag>{run('签')}</w:smartTag>",
        "<w:r><w:sym w:char='F0FE' w:font='Wingdings'/></w:r>",
    ]
)
PARAGRAPHS = st.lists(PARTS, max_size=4).map(lambda parts: par(*parts))
SETTINGS = st.sampled_from(
    ["", RESTART, GOES_ON, "<w:gridSpan w:val='2'/>", "<w:gridSpan w:val='7'/>" + RESTART, "<w:hMerge/>"]
)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        inner.map(lambda part: par(f"<w:r>{box(part)}</w:r>", run("后"))),
        inner.map(lambda part: f"<w:sdt><w:sdtContent>{part}</w:sdtContent></w:sdt>"),
        st.lists(st.lists(st.tuples(inner, SETTINGS), min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda rows: table(*(row(*(cell(part, setting) for part, setting in cells)) for cells in rows), columns=3)
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(BLOCKS, max_size=4))
def test_every_text_of_any_body_is_read_once_and_each_row_is_in_order(blocks: list[str]) -> None:
    body = "".join(blocks)
    found = read(body)
    kept = "".join(lines(found)) + "".join(
        cell.text for grid in grids(found) for row in grid.rows for cell in row.cells if cell.row == row.number
    )
    places = {where: text for text, where in found.hidden}
    for where, text in places.items():
        # Beside visible words hidden ones stand on the list alone.
        shown = [
            p.text for p in found.blocks if isinstance(p, Paragraph) and (p.part, p.ref) == (where.part, where.ref)
        ]
        shown += [
            c.text
            for g in grids(found)
            for r in g.rows
            for c in r.cells
            if c.row == r.number and (g.part, g.ref(c)) == (where.part, where.ref)
        ]
        kept += text if "".join("".join(shown).split()) != "".join(text.split()) else ""
    for text in "甲乙增签后":
        assert kept.count(text) == body.count(text)
    assert kept.count("☑") == body.count("F0FE")
    assert "删" not in kept
    assert found.unread == []
    for grid in grids(found):
        for one in grid.rows:
            columns = [cell.col for cell in one.cells]
            assert columns == sorted(set(columns))
            assert all(cell.row <= one.number < cell.row + cell.rows for cell in one.cells)
