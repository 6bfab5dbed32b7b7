"""Copies with comments: each on its very cell or sentence, nothing else of the file changed, and all taken out again."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import selfeval
from annotated import (
    RELATED,
    W,
    all_places,
    assert_same,
    changed,
    full_book,
    notes_everywhere,
    packed,
    parts,
    with_end,
    without_drawing,
    without_word_marks,
)
from selfeval.annotate import Done, Refused, annotate, clean, notes_for
from selfeval.annotate.note import Note
from selfeval.annotate.places import places
from selfeval.document import Document, Where
from selfeval.parsers import read
from selfeval.parsers.docx import read_docx
from selfeval.parsers.guard import Package
from selfeval.parsers.lost import LEFT_OUT
from selfeval.renderers import Style
from test_cli import err, out
from test_cli import selfeval as run_selfeval
from test_docx import cell, par, row, run, said, table, zipped
from test_docx import document as word_xml

SAMPLES = Path(__file__).parents[1] / "samples"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
MAIN_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{RELATED.decode()}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def findings_of(path: Path) -> list[Any]:
    return [finding for s in selfeval.check(path).submissions for finding in s.failing]


def notes_of(path: Path, language: str = "zh") -> list[Note]:
    return [note for s in selfeval.check(path).submissions for note in notes_for(s, path.name, Style(language))]


def made(data: bytes, folder: Path, notes: list[Note] | None = None, suffix: str = ".docx") -> tuple[bytes, Done]:
    """The annotated copy of a file; by default with a note on each place of it."""
    source, target = folder / f"送{suffix}", folder / f"批{suffix}"
    source.write_bytes(data)
    done = annotate(source, target, notes_everywhere(read(source)) if notes is None else notes, force=True)
    return target.read_bytes(), done


def cleaned(data: bytes, folder: Path, suffix: str = ".docx") -> bytes:
    source, target = folder / f"批2{suffix}", folder / f"净{suffix}"
    source.write_bytes(data)
    clean(source, target, force=True)
    return target.read_bytes()


def word(body: str, more: dict[str, str] | None = None) -> bytes:
    usual = {"[Content_Types].xml": TYPES, "_rels/.rels": MAIN_RELATION, "word/document.xml": word_xml(body)}
    return zipped(usual | (more or {}))


def comments_in(data: bytes) -> dict[str, str]:
    """The text of each comment by its id, a line a paragraph."""
    root = etree.fromstring(parts(data)["word/comments.xml"])
    return {
        each.get(W + "id"): "\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in each.iter(W + "p"))
        for each in root.iter(W + "comment")
    }


def anchors_in(data: bytes) -> dict[str, Any]:
    """The paragraph in which each comment's range begins, by its id; it ends in the same cell, where its reference follows."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    found = {mark.get(W + "id"): mark.getparent() for mark in root.iter(W + "commentRangeStart")}
    for mark in root.iter(W + "commentRangeEnd"):
        start = found[mark.get(W + "id")]
        assert mark.getparent().getparent() is start.getparent()
        [reference] = mark.getnext()
        assert (reference.tag, reference.get(W + "id")) == (W + "commentReference", mark.get(W + "id"))
    return found


def own_text(element: Any) -> str:
    """What stands in a cell or a paragraph itself, without what is deleted and what is nested in it."""
    pieces = []
    for child in element.iterchildren("{*}*"):
        if child.tag == W + "t":
            pieces.append(child.text or "")
        elif child.tag not in (W + "tbl", W + "txbxContent", *LEFT_OUT) and not child.tag.endswith("}Fallback"):
            pieces.append(own_text(child))
    return "".join(pieces)


def squeezed(text: str) -> str:
    return "".join(text.split())


def notes_in(data: bytes) -> dict[tuple[str, str], str]:
    """The notes of a workbook by sheet and cell, as openpyxl reads them."""
    book = openpyxl.load_workbook(BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.comment
    }


# Word


def test_every_finding_has_its_comment_on_its_very_cell_or_paragraph(tmp_path: Path) -> None:
    sample = SAMPLES / "errors.docx"
    findings, texts = findings_of(sample), {place[:2]: place[2] for place in all_places(read(sample))}
    data, done = made(sample.read_bytes(), tmp_path, notes_of(sample))
    comments, anchors = comments_in(data), anchors_in(data)
    assert len(findings) == len(comments) == len(anchors) == done.count == 25
    assert done.moved == []
    waiting = list(findings)
    for number, comment in comments.items():
        cells = list(anchors[number].iterancestors(W + "tc"))
        text = squeezed(own_text(cells[0] if cells else anchors[number]))
        found = next(
            f
            for f in waiting
            if comment.startswith(f"{f.code} {f.title['zh']}")
            and f.message["zh"] in comment
            and squeezed(texts[f.where.part, f.where.ref]) == text
        )
        waiting.remove(found)
    assert waiting == []


def test_a_comment_says_code_wrong_arithmetic_operand_and_what_to_do(tmp_path: Path) -> None:
    sample = SAMPLES / "errors.docx"
    data, _ = made(sample.read_bytes(), tmp_path, notes_of(sample))
    comment = next(text for text in comments_in(data).values() if text.startswith("B101"))
    assert comment.split("\n") == [
        "B101 人员控制率与编制、在职人数不符（逻辑性）",
        "财政供养人员情况 / 控制率  填 92.00%，应为 90%（36 / 40 = 90%），差 2 个百分点（精确到 0.01%）",
        "提示：很可能一位数字写错了（应为 90）",
        "依据：财政供养人员情况 / 2024年实际在职人数 36 [表1 r2c4]；财政供养人员情况 / 编制数 40 [表1 r2c2]",
        "→ 按同一时点的编制数、在职人数重新计算控制率。",
    ]
    english, _ = made(sample.read_bytes(), tmp_path, notes_of(sample, "en"))
    assert any("headcount" in text or "staff" in text.lower() for text in comments_in(english).values())
    assert not any("怎么办" in text or "依据" in text for text in comments_in(english).values())


@pytest.mark.parametrize("sample", ["errors.docx", "clean.docx"])
def test_nothing_else_of_a_document_changes_and_clean_gives_it_back(sample: str, tmp_path: Path) -> None:
    old = (SAMPLES / sample).read_bytes()
    new, _ = made(old, tmp_path)
    assert changed(old, new) == {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    before, after = parts(old), parts(new)
    assert list(after)[: len(before)] == list(before)
    assert without_word_marks(after["word/document.xml"]) == without_word_marks(before["word/document.xml"])
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        root = etree.fromstring(after[name])
        root.remove(root[-1])
        assert etree.tostring(root, method="c14n") == etree.tostring(etree.fromstring(before[name]), method="c14n")
    assert_same(old, cleaned(new, tmp_path))


def test_python_docx_opens_it_and_knows_the_author(tmp_path: Path) -> None:
    new, done = made((SAMPLES / "errors.docx").read_bytes(), tmp_path)
    comments = list(docx.Document(BytesIO(new)).comments)
    assert len(comments) == done.count
    assert {(comment.author, comment.initials) for comment in comments} == {("selfeval", "SE")}


def test_the_copy_gives_the_same_findings(tmp_path: Path) -> None:
    for name in ("errors.docx", "errors.xlsx"):
        sample = SAMPLES / name
        made(sample.read_bytes(), tmp_path, notes_of(sample), sample.suffix)
        found = findings_of(tmp_path / f"批{sample.suffix}")
        assert [(f.code, f.fingerprint) for f in found] == [(f.code, f.fingerprint) for f in findings_of(sample)]


def test_annotated_twice_is_annotated_once(tmp_path: Path) -> None:
    old = (SAMPLES / "errors.docx").read_bytes()
    once, _ = made(old, tmp_path)
    twice, _ = made(once, tmp_path)
    assert comments_in(once) == comments_in(twice)
    assert_same(old, cleaned(twice, tmp_path))


def with_comments_of_a_person(folder: Path) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("三公经费 12.50 万元。")
    document.add_comment(paragraph.runs, text="请核对", author="王科长", initials="王")
    document.add_table(1, 1).cell(0, 0).text = "12.50"
    document.save(str(folder / "人.docx"))
    return (folder / "人.docx").read_bytes()


def test_comments_of_people_stay(tmp_path: Path) -> None:
    old = with_comments_of_a_person(tmp_path)
    new, _ = made(old, tmp_path)
    comments = comments_in(new)
    assert len(comments) == 3
    assert comments["0"] == "请核对"
    assert len(set(comments)) == 3
    assert_same(old, cleaned(new, tmp_path))


def test_what_word_notes_beside_our_comments_goes_with_them(tmp_path: Path) -> None:
    lasting = "http://schemas.microsoft.com/office/word/2010/wordml"
    threads = "http://schemas.microsoft.com/office/word/2012/wordml"
    comments = (
        f'<w:comments xmlns:w="{W[1:-1]}" xmlns:w14="{lasting}">'
        '<w:comment w:id="4" w:author="selfeval"><w:p w14:paraId="0A"/></w:comment>'
        '<w:comment w:id="5" w:author="李会计"><w:p w14:paraId="0B"/></w:comment></w:comments>'
    )
    extended = (
        f'<w15:commentsEx xmlns:w15="{threads}"><w15:commentEx w15:paraId="0A" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A" w15:done="0"/></w15:commentsEx>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED.decode()}/comments" Target="comments.xml"/><Relationship Id="rId2" '
        'Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>'
        "</Relationships>"
    )
    marks = '<w:commentRangeStart w:id="4"/>' + run("5") + '<w:commentRangeEnd w:id="4"/>'
    marks += '<w:r><w:rPr/><w:commentReference w:id="4"/></w:r><w:r><w:t>万元</w:t><w:commentReference w:id="5"/></w:r>'
    data = word(
        par(marks),
        {
            "word/comments.xml": comments,
            "word/commentsExtended.xml": extended,
            "word/_rels/document.xml.rels": relations,
        },
    )
    after = parts(cleaned(data, tmp_path))
    assert list(comments_in(packed(after))) == ["5"]
    assert after["word/commentsExtended.xml"].count(b"commentEx ") == 1
    assert b"Parent" not in after["word/commentsExtended.xml"]
    assert after["word/document.xml"].count(b"comment") == 1
    assert "万元" in after["word/document.xml"].decode()


def test_a_sentence_of_a_paragraph_is_marked_and_not_all_of_it(tmp_path: Path) -> None:
    runs = ["部门支出10万元。", "公务接待费比上年下降", "52%", "。", "下降152%的是会议费。"]
    note = Note(Where("", "text", "p1", "二 公务接待费 / 比上年增减率"), "N103 x", (), "52%")
    new, _ = made(word(par(*map(run, runs))), tmp_path, [note])
    [paragraph] = etree.fromstring(parts(new)["word/document.xml"]).iter(W + "p")
    tags = [etree.QName(child).localname for child in paragraph]
    assert tags == ["r", "commentRangeStart", "r", "r", "r", "commentRangeEnd", "r", "r"]


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"
    "</wps:wsp></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_takes_no_comment_so_the_paragraph_that_holds_it_does(tmp_path: Path) -> None:
    inner = par(run("合计 5 万元"))
    data = word(par(run("前")) + par(run("甲"), BOX.format(inner, inner)))
    new, done = made(data, tmp_path)
    texts = {comments_in(new)[number].split("\n")[1]: own_text(p) for number, p in anchors_in(new).items()}
    assert texts == {"p1": "前", "p2": "甲", "p3": "甲"}
    assert [(each.why, each.to, each.note.where.ref) for each in done.moved] == [("text-box", "p2", "p3")]
    assert_same(data, cleaned(new, tmp_path))


def test_a_place_that_is_not_there_gives_its_comment_to_the_nearest(tmp_path: Path) -> None:
    data = word(par(run("甲")) + table(row(said("1"), said("2")), columns=2))
    asked = [("table 1", "r9c2"), ("table 7", "r1c1"), ("text", "p9"), ("", "")]
    new, done = made(data, tmp_path, [Note(Where("", part, ref), f"B1 {part}{ref}", ()) for part, ref in asked])
    assert len(comments_in(new)) == 4
    assert {(each.note.where.part, each.why, each.to) for each in done.moved} == {
        ("table 1", "not-found", "table 1 r1c2"),
        ("table 7", "not-found", "p1"),
        ("text", "not-found", "p1"),
        ("", "no-place", "p1"),
    }


def test_blanks_and_comments_of_the_xml_stay(tmp_path: Path) -> None:
    data = word("\n  <!-- a -->\n  <w:p>\n   <w:pPr/>\n   <w:r><w:t>5</w:t></w:r>\n  </w:p>\n  <?x y?>\n<w:p> </w:p>\n")
    new, _ = made(data, tmp_path, [Note(Where("", "text", ref), "B1 x", ()) for ref in ("p1", "p1", "p2")])
    assert_same(data, cleaned(new, tmp_path))


def test_the_strict_format_keeps_its_names(tmp_path: Path) -> None:
    def strict(text: str) -> str:
        start = "http://schemas.openxmlformats.org/"
        text = text.replace(f"{start}wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        return text.replace(RELATED.decode(), "http://purl.oclc.org/ooxml/officeDocument/relationships")

    body = strict(word_xml(table(row(said("5")), columns=1) + par(run("甲"))))
    data = zipped({"[Content_Types].xml": TYPES, "_rels/.rels": strict(MAIN_RELATION), "word/document.xml": body})
    new, done = made(data, tmp_path)
    after = parts(new)
    assert (done.count, after["word/document.xml"].count(b"commentReference")) == (2, 2)
    assert b"purl.oclc.org/ooxml/wordprocessingml" in after["word/comments.xml"]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in after["word/_rels/document.xml.rels"]
    assert_same(data, cleaned(new, tmp_path))


# The places that a copy's comments are put in are those that the reader means.

TEXT = st.sampled_from(["12.50", "三公经费", "合计", "", "90%"])


def wrapped(inner: str, tag: str) -> str:
    return f"<w:{tag}>{inner}</w:{tag}>"


RUN = st.builds(
    lambda text, tag: wrapped(run(text), tag) if tag else run(text),
    TEXT,
    st.sampled_from(["", "ins", "smartTag", "hyperlink"]),
)
DELETED = st.just("<w:del><w:r><w:delText>9</w:delText></w:r></w:del>")
PARAGRAPHS = st.builds(
    lambda mark, runs: par(mark, *runs),
    st.sampled_from(["", "<w:pPr/>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"]),
    st.lists(RUN | DELETED | st.builds(lambda t: BOX.format(par(run(t)), par(run(t))), TEXT), max_size=3),
)
CELL_SETTINGS = st.sampled_from(
    [
        "",
        "<w:gridSpan w:val='2'/>",
        "<w:vMerge w:val='restart'/>",
        "<w:vMerge/>",
        "<w:hMerge/>",
        "<w:gridSpan w:val='9'/>",
    ]
)


def tables_of(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.builds(
        lambda blocks, how: cell("".join(blocks), how), st.lists(inner, min_size=1, max_size=2), CELL_SETTINGS
    )
    rows = st.builds(
        lambda each, how: row(*each, settings=how),
        st.lists(cells, min_size=1, max_size=3),
        st.sampled_from(["", "<w:gridBefore w:val='1'/>", "<w:del/>"]),
    )
    return st.builds(lambda each, columns: table(*each, columns=columns), st.lists(rows, max_size=4), st.integers(0, 4))


CONTROLLED = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
BLOCKS = st.recursive(PARAGRAPHS, lambda inner: tables_of(inner) | inner.map(CONTROLLED.format), max_leaves=12)


def assert_places_agree(data: bytes, document: Document) -> None:
    """The marked reading and the XML that it points to say what the reader said, in each place."""
    with Package(data) as package:
        found = places(package, "word/document.xml")
        body = package.parse("word/document.xml").find(W + "body")
    paragraphs = list(body.iter(W + "p"))
    for part, ref, text in all_places(document):
        assert squeezed(found.texts[part, ref]) == squeezed(text)
        numbers, exact = found.find(part, ref)
        if exact:
            assert squeezed("".join(own_text(paragraphs[number]) for number in numbers)) == squeezed(text)
        else:
            assert not text.strip()


@given(blocks=st.lists(BLOCKS, max_size=5))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_places_are_those_of_the_reader(blocks: list[str]) -> None:
    data = word("".join(blocks))
    with Package(data) as package:
        assert_places_agree(data, read_docx(package, "form.docx"))


@pytest.mark.parametrize("sample", ["errors.docx", "clean.docx"])
def test_the_places_of_the_samples_are_those_of_the_reader(sample: str) -> None:
    assert_places_agree((SAMPLES / sample).read_bytes(), read(SAMPLES / sample))


@given(blocks=st.lists(BLOCKS, min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None)
def test_clean_gives_any_document_back(blocks: list[str], tmp_path: Path) -> None:
    data = word(par(run("甲")) + "".join(blocks))
    new, _ = made(data, tmp_path)
    assert without_word_marks(parts(new)["word/document.xml"]) == without_word_marks(parts(data)["word/document.xml"])
    assert_same(data, cleaned(new, tmp_path))


# Excel


def test_every_finding_has_its_note_in_its_very_cell(tmp_path: Path) -> None:
    sample = SAMPLES / "errors.xlsx"
    new, done = made(sample.read_bytes(), tmp_path, notes_of(sample), ".xlsx")
    notes, findings = notes_in(new), findings_of(sample)
    assert (len(findings), done.count, done.moved) == (25, 25, [])
    for f in findings:
        assert f"{f.code} {f.title['zh']}" in notes[f.where.part, f.where.ref]
        assert f.message["zh"] in notes[f.where.part, f.where.ref]
    assert notes.keys() == {(f.where.part, f.where.ref) for f in findings}


def test_chart_text_box_picture_validation_and_macros_survive(tmp_path: Path) -> None:
    old = full_book(SAMPLES / "errors.xlsx")
    source = tmp_path / "全.xlsm"
    source.write_bytes(old)
    new, _ = made(old, tmp_path, [*notes_of(source), *notes_everywhere(read(source))], ".xlsm")
    before, after = parts(old), parts(new)
    differ = changed(old, new)
    assert all("sheets/" in name or "omments" in name or "vmlDrawing" in name or "Types" in name for name in differ)
    kept = (
        "xl/charts/chart1.xml",
        "xl/drawings/drawing1.xml",
        "xl/media/image1.png",
        "xl/vbaProject.bin",
        "xl/workbook.xml",
    )
    assert not differ & set(kept)
    for name in before:
        if name.startswith("xl/worksheets/sheet"):
            assert without_drawing(after[name]) == without_drawing(before[name])
            assert b"<legacyDrawing " in after[name]
    assert b"dataValidation" in after["xl/worksheets/sheet1.xml"]
    assert b"<drawing " in after["xl/worksheets/sheet1.xml"]
    assert_same(old, cleaned(new, tmp_path, ".xlsm"))


def test_the_drawing_of_notes_stands_where_the_schema_has_it(tmp_path: Path) -> None:
    old = full_book(SAMPLES / "errors.xlsx")
    members = parts(old)
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    members["xl/worksheets/sheet1.xml"] = with_end(sheet, "<tableParts count='0'/><extLst/>").encode()
    new, _ = made(packed(members), tmp_path, suffix=".xlsm")
    tags = [etree.QName(each).localname for each in etree.fromstring(parts(new)["xl/worksheets/sheet1.xml"])]
    assert tags[-4:] == ["drawing", "legacyDrawing", "tableParts", "extLst"]


def test_a_text_box_of_a_sheet_gives_its_note_to_the_cell_below_it(tmp_path: Path) -> None:
    new, done = made(full_book(SAMPLES / "errors.xlsx"), tmp_path, suffix=".xlsm")
    [moved] = done.moved
    assert (moved.note.where.ref, moved.why) == ("text box 1", "text-box")
    sheet, _, ref = moved.to.rpartition("!")
    assert (sheet, ref) == (moved.note.where.part, "B6")  # the head of a merged cell
    assert "text box 1" in notes_in(new)[sheet, ref]


def book_with_notes(folder: Path) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B2"] = "三公经费", 12.5
    sheet["B2"].comment = openpyxl.comments.Comment("请核对\n王", "王科长")
    book.save(folder / "注.xlsx")
    return (folder / "注.xlsx").read_bytes()


@pytest.mark.parametrize("rich", [False, True])
def test_a_note_of_a_person_is_kept_and_ours_put_behind_it(rich: bool, tmp_path: Path) -> None:
    members = parts(book_with_notes(tmp_path))
    name = next(name for name in members if "comment" in name and name.endswith(".xml"))
    if rich:
        text = members[name].decode()
        start, end = text.index("<t"), text.index("</text>")
        start = text.index("<t", text.index("<text") + 5)
        runs = "<r><rPr><b/></rPr><t>王：</t></r><r><t>请核对</t></r>"
        members[name] = f"{text[:start]}{runs}{text[end:]}".encode()
    old = packed(members)
    new, _ = made(old, tmp_path, suffix=".xlsx")
    notes = notes_in(new)
    assert notes["Sheet", "A1"].startswith("B999 Sheet\nA1")
    assert "请核对" in notes["Sheet", "B2"]
    assert notes["Sheet", "B2"].endswith("[selfeval]\nB999 Sheet\nB2\n→ 核对\n[/selfeval]")
    assert_same(old, cleaned(new, tmp_path, ".xlsx"))


def test_a_drawing_of_buttons_takes_the_boxes_in(tmp_path: Path) -> None:
    members = parts(book_with_notes(tmp_path))
    members = {name: data for name, data in members.items() if not name.startswith("xl/comments/")}
    button = (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1030"><br>no good XML</v:shape></xml>\n'
    )
    drawing = next(name for name in members if name.endswith(".vml"))
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    root = etree.fromstring(members[rels])
    for each in [each for each in root if each.get("Type", "").endswith("/comments")]:
        root.remove(each)
    old = packed(members | {rels: etree.tostring(root), drawing: button})
    new, _ = made(old, tmp_path, suffix=".xlsx")
    assert parts(new)[drawing].count(b"<v:shape ") == 3
    assert parts(new)[drawing].startswith(button[:-7])
    assert b"_x0000_s1031" in parts(new)[drawing]
    assert_same(old, cleaned(new, tmp_path, ".xlsx"))


def test_a_threaded_comment_is_left_alone(tmp_path: Path) -> None:
    members = parts(book_with_notes(tmp_path))
    name = next(name for name in members if "comment" in name and name.endswith(".xml"))
    members[name] = members[name].replace("王科长".encode(), b"tc={11111111-2222-3333-4444-555555555555}")
    new, done = made(packed(members), tmp_path, suffix=".xlsx")
    assert [(each.why, each.to) for each in done.moved] == [("threaded", "Sheet!C2")]
    assert "B2" in notes_in(new)["Sheet", "C2"]
    assert "selfeval" not in notes_in(new)["Sheet", "B2"]


def test_several_findings_of_a_cell_are_one_note_and_a_merged_cell_has_it_at_its_head(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 5
    book.active.merge_cells("A1:C2")
    book.save(tmp_path / "并.xlsx")
    asked = [Note(Where("", "Sheet", ref), f"B{n} x", ()) for n, ref in enumerate(("A1", "B2", "r2c3"))]
    new, _ = made((tmp_path / "并.xlsx").read_bytes(), tmp_path, asked, ".xlsx")
    assert notes_in(new) == {("Sheet", "A1"): "B0 x\n\nB1 x\n\nB2 x"}


def test_text_that_excel_would_take_for_an_escape(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "空.xlsx")
    new, _ = made(
        (tmp_path / "空.xlsx").read_bytes(), tmp_path, [Note(Where("", "Sheet", "A1"), "B1 _x0007_", ())], ".xlsx"
    )
    assert "_x005F_x0007_" in parts(new)["xl/comments1.xml"].decode()


# The command


def test_the_command_says_what_it_did_and_ends_like_check(tmp_path: Path) -> None:
    done = run_selfeval("annotate", SAMPLES / "errors.docx", "-o", tmp_path / "批.docx")
    assert (done.returncode, out(done), err(done)) == (1, f"{tmp_path / '批.docx'}：批注 25 条\n", "")
    done = run_selfeval("annotate", SAMPLES / "clean.docx", "-o", tmp_path / "好.docx")
    assert done.returncode == 0
    assert (tmp_path / "好.docx").read_bytes() == (SAMPLES / "clean.docx").read_bytes()
    done = run_selfeval("annotate", tmp_path / "批.docx", "-o", tmp_path / "净.docx", "--clean")
    assert (done.returncode, "25" in out(done)) == (0, True)
    assert_same((SAMPLES / "errors.docx").read_bytes(), (tmp_path / "净.docx").read_bytes())
    assert (
        run_selfeval(
            "annotate", SAMPLES / "errors.docx", "-o", tmp_path / "x.docx", "--ignore", "B,D,E,F,I,N,X"
        ).returncode
        == 0
    )


def test_same_input_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        run_selfeval(
            "annotate", SAMPLES / "errors.xlsx", "-o", tmp_path / f"{name}.xlsx", PYTHONHASHSEED=str(len(name))
        )
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def refused(source: Path, target: Path, *more: str) -> str:
    """What the command says where it refuses, and leaves nothing behind."""
    before = (
        sorted((p.name, p.read_bytes()) for p in target.parent.iterdir() if p.is_file())
        if target.parent.is_dir()
        else []
    )
    done = run_selfeval("annotate", source, "-o", target, *more)
    after = (
        sorted((p.name, p.read_bytes()) for p in target.parent.iterdir() if p.is_file())
        if target.parent.is_dir()
        else []
    )
    assert (done.returncode, out(done), before == after) == (2, "", True)
    return err(done)


def test_targets_that_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "送.docx"
    source.write_bytes((SAMPLES / "errors.docx").read_bytes())
    there = tmp_path / "批.docx"
    there.write_bytes(b"x")
    assert "--force" in refused(source, there)
    assert "没有文件夹" in refused(source, tmp_path / "没有" / "批.docx")
    assert "原文件" in refused(source, source, "--force")
    assert "结尾" in refused(source, tmp_path / "批.xlsx")
    (tmp_path / "夹.docx").mkdir()
    assert "文件夹" in refused(source, tmp_path / "夹.docx")
    (tmp_path / "~$批.docx").write_bytes(b"")
    assert "打开" in refused(source, there, "--force")
    (tmp_path / "~$批.docx").unlink()
    there.chmod(0o444)
    assert "只读" in refused(source, there, "--force")
    there.chmod(0o644)
    assert run_selfeval("annotate", source, "-o", there, "--force").returncode == 1
    assert comments_in(there.read_bytes())


def test_a_place_that_can_not_be_written(tmp_path: Path) -> None:
    assert "写不进去" in refused(SAMPLES / "errors.docx", tmp_path / ("批" * 90 + ".docx"))
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Refused):
        annotate(SAMPLES / "errors.docx", tmp_path / "批.docx", [])
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_open_is_annotated_as_it_lies_there_and_that_is_said(tmp_path: Path) -> None:
    source = tmp_path / "绩效自评表.docx"
    source.write_bytes((SAMPLES / "errors.docx").read_bytes())
    (tmp_path / "~$自评表.docx").write_bytes(b"")
    done = run_selfeval("annotate", source, "-o", tmp_path / "批.docx")
    assert (done.returncode, "打开着" in err(done)) == (1, True)


def protected(data: bytes) -> bytes:
    members = parts(data)
    settings_xml = members["word/settings.xml"].decode()
    at = settings_xml.index(">", settings_xml.index("<w:settings")) + 1
    members["word/settings.xml"] = (
        settings_xml[:at] + '<w:documentProtection w:edit="forms" w:enforcement="1"/>' + settings_xml[at:]
    ).encode()
    return packed(members)


def locked(data: bytes) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    book.worksheets[1].protection.sheet = True
    book.worksheets[1].protection.objects = True
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "word_said"),
    [
        ("errors.docx", protected, "受保护"),
        ("errors.xlsx", locked, "受保护"),
        ("errors.docx", lambda data: packed(parts(data) | {"_xmlsignatures/sig1.xml": b"<a/>"}), "签名"),
    ],
)
def test_protected_and_signed_files_are_refused_before_anything_breaks(
    name: str, make: Any, word_said: str, tmp_path: Path
) -> None:
    source = tmp_path / name
    source.write_bytes(make((SAMPLES / name).read_bytes()))
    target = tmp_path / f"批{source.suffix}"
    said_first = refused(source, target)
    assert word_said in said_first
    assert "--force" in said_first
    done = run_selfeval("annotate", source, "-o", target, "--force")
    assert (done.returncode, word_said in err(done), target.is_file()) == (1, True, True)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes((SAMPLES / "errors.docx").read_bytes()[:5000])
    for source, more in (
        (broken, ()),
        (tmp_path / "没有.docx", ()),
        (broken, ("--clean",)),
        (tmp_path / "没有.docx", ("--clean",)),
    ):
        done = run_selfeval("annotate", source, "-o", tmp_path / "批.docx", *more)
        assert (done.returncode, out(done), (tmp_path / "批.docx").exists()) == (3, "", False)
        assert "Traceback" not in err(done)
        assert err(done).strip()


def test_a_batch_puts_its_copies_in_a_folder(tmp_path: Path) -> None:
    units, copies = tmp_path / "全县", tmp_path / "批注"
    for unit, name in (("甲", "errors.docx"), ("乙", "errors.docx"), ("丙", "clean.docx")):
        (units / unit).mkdir(parents=True)
        (units / unit / name).write_bytes((SAMPLES / name).read_bytes())
    assert run_selfeval("check", units, "--annotate", copies).returncode == 2
    copies.mkdir()
    done = run_selfeval("check", units, "--annotate", copies, "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["summary"]["files"] == 3
    assert sorted(p.relative_to(copies).as_posix() for p in copies.rglob("*.docx")) == [
        "乙/errors.docx",
        "甲/errors.docx",
    ]
    assert all(len(comments_in(p.read_bytes())) == 25 for p in copies.rglob("*.docx"))
    again = run_selfeval("check", units, "--annotate", copies)
    assert (again.returncode, err(again).count("--force")) == (2, 2)
    assert run_selfeval("check", units, "--annotate", copies, "--force").returncode == 1


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("甲", "乙", "批"):
        (tmp_path / folder).mkdir()
    for folder in ("甲", "乙"):
        (tmp_path / folder / "表.docx").write_bytes((SAMPLES / "errors.docx").read_bytes())
    run_selfeval("check", tmp_path / "甲" / "表.docx", tmp_path / "乙" / "表.docx", "--annotate", tmp_path / "批")
    assert sorted(p.name for p in (tmp_path / "批").iterdir()) == ["表-2.docx", "表.docx"]


def test_an_old_file_without_libreoffice_is_refused_with_what_to_do(tmp_path: Path) -> None:
    code = (
        "import sys; from selfeval.parsers import office; office.found = lambda: None; from selfeval.__main__ import main; "
        f"sys.argv = ['selfeval', 'annotate', {str(Path(__file__).parent / 'legacy' / 'errors.xls')!r}, '-o', "
        f"{str(tmp_path / '批.xlsx')!r}]; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, env=os.environ | {"PYTHONUTF8": "1"}
    )
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "LibreOffice" in err(done)


def test_what_is_zipped_is_copied_packed(tmp_path: Path) -> None:
    old = packed({**parts((SAMPLES / "errors.docx").read_bytes()), "word/media/big.bin": os.urandom(20 * 2**20)})
    new, _ = made(old, tmp_path, notes_of(SAMPLES / "errors.docx"))
    assert parts(new)["word/media/big.bin"] == parts(old)["word/media/big.bin"]
    with ZipFile(BytesIO(new)) as package:
        assert package.getinfo("word/media/big.bin").file_size == 20 * 2**20
