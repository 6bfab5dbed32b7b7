"""What tests of annotated copies share: every place of a file, and a comparison of packages that forgives nothing."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation

from selfeval.annotate.note import Note
from selfeval.document import Document, Grid, Where

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORD_MARKS = ("commentRangeStart", "commentRangeEnd")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)
MACROS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8
DRAWING_NAMES = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
PLACED = (
    "<xdr:from><xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    "<xdr:to><xdr:col>{2}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{3}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
)
BOXED = "<a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
TEXT_BOX = (
    f"<xdr:twoCellAnchor {DRAWING_NAMES}>{PLACED}<xdr:sp macro='' textlink=''><xdr:nvSpPr><xdr:cNvPr id='91' name='box'/>"
    f"<xdr:cNvSpPr txBox='1'/></xdr:nvSpPr><xdr:spPr>{BOXED}</xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>说明：单位万元"
    "</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
)
PICTURE = (
    f"<xdr:twoCellAnchor {DRAWING_NAMES}>{PLACED}<xdr:pic><xdr:nvPicPr><xdr:cNvPr id='92' name='seal'/><xdr:cNvPicPr/>"
    "</xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' "
    f"r:embed='rId9'/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>{BOXED}</xdr:spPr></xdr:pic>"
    "<xdr:clientData/></xdr:twoCellAnchor>"
)


def all_places(document: Document) -> Iterator[tuple[str, str, str]]:
    """Part, reference and text of each paragraph and each cell that the reader hands on."""
    for block in document.blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                yield from ((block.part, block.ref(cell), cell.text) for cell in row.cells if cell.row == row.number)
        else:
            yield block.part, block.ref, block.text


def notes_everywhere(document: Document) -> list[Note]:
    """A note on each place, which says the place."""
    return [Note(Where("", part, ref), f"B999 {part}", (ref, "→ 核对")) for part, ref, _ in all_places(document)]


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {info.filename: package.read(info) for info in package.infolist()}


def canonical(data: bytes) -> Any:
    return etree.tostring(etree.fromstring(data), method="c14n")


def assert_same(old: bytes, new: bytes) -> None:
    """The same parts in the same order, byte for byte or the same as canonical XML; and times and compression."""
    before, after = parts(old), parts(new)
    assert list(before) == list(after)
    for name, data in before.items():
        assert data == after[name] or canonical(data) == canonical(after[name]), name
    with ZipFile(BytesIO(old)) as one, ZipFile(BytesIO(new)) as other:
        kept = [(i.filename, i.date_time, i.compress_type, i.external_attr) for i in one.infolist()]
        assert kept == [(i.filename, i.date_time, i.compress_type, i.external_attr) for i in other.infolist()]


def changed(old: bytes, new: bytes) -> set[str]:
    """Names of the parts that are new or differ in a byte; none of the old may be gone."""
    before, after = parts(old), parts(new)
    assert before.keys() <= after.keys()
    return {name for name in after if before.get(name) != after[name]}


def without_word_marks(data: bytes) -> Any:
    """A document's canonical XML without the marks of comments, taken out by other means than the program's own."""
    root = etree.fromstring(data)
    for run in [reference.getparent() for reference in root.iter(W + "commentReference")]:
        assert len(run) == 1
        run.getparent().remove(run)
    for tag in WORD_MARKS:
        for mark in list(root.iter(W + tag)):
            assert not mark.tail
            mark.getparent().remove(mark)
    return etree.tostring(root, method="c14n")


def without_drawing(data: bytes) -> Any:
    """A sheet's canonical XML without the reference to a drawing of notes."""
    root = etree.fromstring(data)
    for drawing in root.findall(S + "legacyDrawing"):
        root.remove(drawing)
    return etree.tostring(root, method="c14n").replace(b' xmlns:r="%s"' % RELATED, b"")


DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
RELATED = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def full_book(sample: Path) -> bytes:
    """A sample workbook with a chart, a text box at C6 (merged into B6), a picture, a validation and macros on its first sheet."""
    book = openpyxl.load_workbook(sample)
    sheet = book.worksheets[0]
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=4, max_row=9))
    sheet.add_chart(chart, "J2")
    validation = DataValidation(type="list", formula1='"是,否"')
    validation.add("H1")
    sheet.add_data_validation(validation)
    saved = BytesIO()
    book.save(saved)
    members = parts(saved.getvalue())
    shapes = TEXT_BOX.format(2, 5, 5, 8) + PICTURE.format(9, 20, 11, 24)
    drawing = members["xl/drawings/drawing1.xml"].decode()
    named = drawing.replace("<wsDr ", f'<wsDr xmlns:xdr="{DRAWING}" ', 1)
    members["xl/drawings/drawing1.xml"] = with_end(named, shapes).encode()
    rels = "xl/drawings/_rels/drawing1.xml.rels"
    image = f'<Relationship Id="rId9" Type="{RELATED.decode()}/image" Target="/xl/media/image1.png"/>'
    members[rels] = with_end(members[rels].decode(), image).encode()
    members["xl/media/image1.png"] = PIXEL
    members["xl/vbaProject.bin"] = MACROS
    macros = '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
    rels = "xl/_rels/workbook.xml.rels"
    members[rels] = with_end(members[rels].decode(), macros).encode()
    types = members["[Content_Types].xml"].decode()
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = types.replace(plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    more = '<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    members["[Content_Types].xml"] = with_end(types, more).encode()
    return packed(members)


def with_end(xml: str, more: str) -> str:
    """XML with more before its last closing tag."""
    at = xml.rindex("</")
    return xml[:at] + more + xml[at:]
