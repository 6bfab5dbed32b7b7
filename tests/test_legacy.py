"""Older and other formats: what is read without another program, what is named, and LibreOffice that dies or never ends."""

import io
import os
import struct
import sys
import tempfile
import zipfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

import selfeval
from selfeval.batch import check_all
from selfeval.config import Config, settings_of
from selfeval.document import Cell, Document, Grid, Unreadable
from selfeval.lang import LANGUAGES, both
from selfeval.parsers import OLD, is_new, office, read
from selfeval.parsers.guard import LIMITS, Limits
from selfeval.report import Report, to_json

HERE = Path(__file__).parent / "legacy"
SAMPLES = Path(__file__).parents[1] / "samples"
LONG = " " * 300


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests show must not depend on the machine: LibreOffice is not found, and temporary files are seen."""
    monkeypatch.setattr(office, "PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("path")))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))


def left_over() -> list[str]:
    return [path.name for path in Path(tempfile.gettempdir()).iterdir()]


def file(folder: Path, data: bytes | str, name: str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def refusal(path: Path, limits: Limits = LIMITS) -> tuple[str, str]:
    with pytest.raises(Unreadable) as caught:
        read(path, limits)
    assert both(f"unreadable-{caught.value.key}", {"detail": caught.value.detail})["zh"]
    return caught.value.key, caught.value.detail


def cells(document: Document, number: int = 0) -> dict[str, Cell]:
    grid = [block for block in document.blocks if isinstance(block, Grid)][number]
    assert grid.a1
    return {grid.ref(cell): cell for row in grid.rows for cell in row.cells}


def texts(document: Document) -> dict[str, str]:
    return {ref: cell.text for ref, cell in cells(document).items() if cell.text}


def said(report: Report, *names: str) -> str:
    text = str(to_json(report)["submissions"])
    for file_ in report.submissions[0].files:
        text = text.replace(file_["sha256"], "")
    for name in names:
        text = text.replace(name, "")
    return text


# Sheets


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_submission_gives_the_findings_of_its_xlsx(suffix: str) -> None:
    old, new = f"errors.{suffix}", "errors.xlsx"
    assert said(selfeval.check(HERE / old), old) == said(selfeval.check(SAMPLES / new), new)


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_what_people_see_in_each_cell(suffix: str) -> None:
    document = read(HERE / f"odd.{suffix}")
    found = cells(document)
    assert texts(document) == {
        "A1": "合并的标题",
        "A3": "执行率",
        "B3": "84.38%",
        "C3": "0.3",
        "D3": "12",
        "E3": "藏列",
        "A4": "2024-12-31",
        "B4": "09:30" if suffix == "xls" else "9:30",
        "C4": "TRUE",
        "A5": "#DIV/0!",
        "B5": "#N/A",
        "C5": "2",
        "D5": "x1",
        "A6": "1,234.50",
        "B6": "12",
        "C6": "一行\n二行",
        "A7": "藏行",
        "A8": "末",
    }
    assert {ref for ref, cell in found.items() if cell.why == "error-value"} == {"A5", "B5"}
    assert (found["A1"].rows, found["A1"].cols) == (2, 3)
    assert found["D6"].text == ""
    assert {ref for ref, cell in found.items() if cell.hidden and cell.text} == {"A7", "E3"}
    [secret] = cells(document, 1).values()
    assert (secret.text, secret.hidden) == ("秘", True)
    assert {text for text, _ in document.hidden} == {"藏行", "藏列", "秘"}


def test_a_merged_cell_is_one_cell_in_each_of_its_rows() -> None:
    for suffix in ("xls", "ods"):
        grid = read(HERE / f"odd.{suffix}").blocks[0]
        assert isinstance(grid, Grid)
        assert grid.rows[0].cells[0] is grid.rows[1].cells[0]


def record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    return head + (bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])) + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(col: int, kind: int, value: bytes, style: int = 0) -> bytes:
    return record(kind, struct.pack("<II", col, style) + value)


def row(number: int, *, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 * hidden, 0, 0))


def xlsb(*rows: bytes, merged: bytes = b"") -> bytes:
    """A workbook of one sheet, as Excel writes .xlsb."""
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("表")) + record(144)
    formats = record(615, bytes(4)) + record(44, struct.pack("<H", 170) + wide('0.0"万元"')) + record(616)
    styles = record(617, bytes(4)) + b"".join(
        record(47, struct.pack("<HHHHHBBBBH", 0, code, 0, 0, 0, 0, 0, 0, 0, 0)) for code in (0, 10, 170)
    )
    size = record(148, struct.pack("<IIII", 0, 4, 0, 3))
    sheet = record(129) + size + record(145) + b"".join(rows) + record(146) + merged + record(130)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    named = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": relations.format(named.format("rId1", kind, "officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": relations.format(
            named.format("rId1", kind, "worksheet", "worksheets/sheet1.bin")
            + named.format("rId2", kind, "styles", "styles.bin")
        ),
        "xl/workbook.bin": book + record(132),
        "xl/styles.bin": record(278) + formats + styles + record(618) + record(279),
        "xl/worksheets/sheet1.bin": sheet,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def real(number: float) -> bytes:
    return struct.pack("<d", number)


def test_an_xlsb(tmp_path: Path) -> None:
    merged = record(177, struct.pack("<I", 1)) + record(176, struct.pack("<IIII", 0, 1, 0, 1)) + record(178)
    data = xlsb(
        row(0) + cell(0, 6, wide("三公经费")) + cell(2, 5, real(0.8438), 1),
        row(1) + cell(2, 5, real(12.25), 2) + cell(3, 3, b"\x07") + cell(4, 1, b""),
        row(2, hidden=True) + cell(0, 4, b"\1") + cell(1, 5, real(0.1 + 0.2)),
        merged=merged,
    )
    document = read(file(tmp_path, data, "a.xlsb"))
    found = cells(document)
    assert texts(document) == {
        "A1": "三公经费",
        "C1": "84.38%",
        "C2": "12.3万元",
        "D2": "#DIV/0!",
        "A3": "TRUE",
        "B3": "0.3",
    }
    assert (found["A1"].rows, found["A1"].cols, found["D2"].why) == (2, 2, "error-value")
    assert found["B3"].hidden
    assert "E2" in found


def test_a_cell_far_away_ends_only_the_process_that_reads_it(tmp_path: Path) -> None:
    far = row(1_048_575) + cell(16_383, 6, wide("远"))
    path = file(tmp_path, xlsb(row(0) + cell(0, 6, wide("近")) + far), "a.xlsb")
    assert refusal(path) == ("reader-died", ".xlsb")
    [submission] = selfeval.check(path).submissions
    assert [f.code for f in submission.findings] == ["F001"]
    assert ".xlsx" in submission.findings[0].message["zh"]


def test_a_sheet_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfeval.parsers.sheets.SECONDS", 0.001)
    assert refusal(HERE / "odd.xls") == ("reader-slow", ".xls")


def test_cells_are_counted() -> None:
    for suffix in ("xls", "ods"):
        assert refusal(HERE / f"errors.{suffix}", Limits(cells=100))[0] == "too-many-cells"


def test_a_broken_workbook_is_named(tmp_path: Path) -> None:
    whole = (HERE / "odd.xls").read_bytes()
    for end in (1024, 2048, 4096):
        assert refusal(file(tmp_path, whole[:end], "a.xls"))[0] in ("old-format", "truncated", "reader-died")
    damaged = bytearray(whole)
    for at in range(1000, len(damaged), 37):
        damaged[at] ^= 0x55
    assert refusal(file(tmp_path, bytes(damaged), "a.xls"))[0] in ("old-format", "truncated", "reader-died")


def test_nothing_in_the_current_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json.py", "python_calamine.py", "selfeval.py"):
        file(tmp_path, "raise SystemExit(1)", name)
    monkeypatch.chdir(tmp_path)
    assert texts(read(HERE / "odd.xls"))["A8"] == "末"


# OpenDocument

ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<office:body><office:spreadsheet><table:table table:name="表">{}</table:table>{}</office:spreadsheet></office:body>'
    "</office:document-content>"
)


def ods(folder: Path, rows: str, more: str = "", **parts: str) -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", ODS.format(rows, more))
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return file(folder, out.getvalue(), "a.ods")


def rows_of(*cells_: str) -> str:
    return "".join(f"<table:table-row>{each}</table:table-row>" for each in cells_)


def test_repeated_cells_and_rows_are_each_there(tmp_path: Path) -> None:
    path = ods(
        tmp_path,
        '<table:table-header-rows><table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell>'
        "</table:table-row></table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>" + rows_of("<table:table-cell/><table:table-cell><text:p>z</text:p></table:table-cell>"),
    )
    assert texts(read(path)) == {"A1": "a", "B1": "a", "A2": "a", "B2": "a", "B1048003": "z"}


def test_text_that_is_repeated_without_end_is_refused(tmp_path: Path) -> None:
    path = ods(
        tmp_path,
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384">'
        "<text:p>a</text:p></table:table-cell></table:table-row>",
    )
    assert refusal(path)[0] == "too-many-cells"


def test_the_text_of_a_cell_is_what_is_seen(tmp_path: Path) -> None:
    path = ods(
        tmp_path,
        rows_of(
            '<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>三<text:s text:c="2"/>'
            "<text:span>公</text:span><text:line-break/>经费</text:p><text:p>二</text:p>"
            "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></table:table-cell>",
            '<table:table-cell office:value-type="float" office:value="0.30000000000000004"/>'
            '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
            '<table:table-cell office:value-type="date" office:date-value="2024-12-31T00:00:00"/>'
            '<table:table-cell office:value-type="date" office:date-value="2024-01-01"><text:p>2024年</text:p>'
            '</table:table-cell><table:table-cell table:formula="of:=A1"/>',
        ),
        '<table:table table:name="外"><table:table-source xlink:href="file:///a.ods"/></table:table>',
        Basic__Standard__Module1_xml="<a/>",
    )
    document = read(path)
    found = cells(document)
    assert found["A1"].text == "三  公\n经费\n二"
    assert [found[f"{col}2"].text for col in "ABCD"] == ["0.3", "TRUE", "2024-12-31", "2024年"]
    assert found["E2"].why == "formula-without-value"
    assert [block.text for block in document.blocks if not isinstance(block, Grid)] == ["框"]
    assert {key for key, _ in document.external} == {"macros", "external-link"}


# Passwords


def test_a_password_is_named_before_anything_is_tried(tmp_path: Path) -> None:
    manifest = {"META-INF__manifest.xml": "<m><encryption-data/></m>"}
    assert refusal(ods(tmp_path, "", **manifest))[0] == "encrypted"
    word = bytearray((HERE / "note.doc").read_bytes())
    at = word.index(b"\xec\xa5")
    word[at + 11] |= 1
    assert refusal(file(tmp_path, bytes(word), "a.doc"))[0] == "encrypted"
    excel = bytearray((HERE / "odd.xls").read_bytes())
    at = excel.index(b"\x09\x08\x10\0\0\6\5\0") + 20
    excel[at : at + 2] = b"\x2f\0"
    assert refusal(file(tmp_path, bytes(excel), "a.xls"))[0] == "encrypted"


# Without LibreOffice


def test_where_it_is_not_installed_the_file_is_named_and_what_to_do(tmp_path: Path) -> None:
    page = file(tmp_path, f"<html><body>三公经费{LONG}</body></html>", "a.xls")
    for path, key in (
        (HERE / "note.doc", "old-format"),
        (file(tmp_path, "{\\rtf1 三公经费" + LONG + "}", "a.doc"), "rtf"),
        (page, "html"),
    ):
        assert refusal(path)[0] == key
        assert "LibreOffice" in both(f"unreadable-{key}", {"detail": ""})["zh"]
        assert [f.code for f in selfeval.check(path).submissions[0].findings] == ["F001"]
    assert not left_over()


def test_each_reason_for_which_another_reader_is_asked_has_a_sentence() -> None:
    for sentences in LANGUAGES.values():
        assert {f"unreadable-{key}" for key in OLD} <= sentences.keys()


def test_a_word_document_in_one_xml_file(tmp_path: Path) -> None:
    head = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    with zipfile.ZipFile(SAMPLES / "errors.docx") as package:
        body = package.read("word/document.xml").decode().partition("?>")[2]
    part = f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{body}</pkg:xmlData></pkg:part>'
    path = file(tmp_path, f"{head}<pkg:package {space}>{part}</pkg:package>", "errors.xml")
    assert said(selfeval.check(path), "errors.xml") == said(selfeval.check(SAMPLES / "errors.docx"), "errors.docx")
    broken = file(tmp_path, f"{head}<pkg:package {space}>{part}", "b.xml")
    assert refusal(broken)[0] == "damaged"


def test_todays_formats_are_not_asked_twice(tmp_path: Path) -> None:
    assert is_new(SAMPLES / "errors.docx")
    assert is_new(tmp_path / "none.doc")
    assert not is_new(HERE / "odd.ods")
    assert not is_new(HERE / "note.doc")


# A program in the place of LibreOffice, that converts, dies or never ends, as the file says

PROGRAM = """#!{python}
import os, shutil, sys, time
with open({log!r}, "a") as log:
    log.write("started\\n")
names = sys.argv[sys.argv.index("--outdir") + 2 :]
for name in names:
    with open(name, "rb") as file:
        said = file.read()
    if b"dies" in said:
        os.kill(os.getpid(), 9)
    if b"hangs" in said:
        time.sleep(100)
    if b"unknown" not in said:
        to = sys.argv[sys.argv.index("--convert-to") + 1]
        shutil.copy({sample!r}, "out/" + os.path.splitext(os.path.basename(name))[0] + "." + to)
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if os.name == "nt":
        pytest.skip("a script is no program there")
    folder = tmp_path / "bin"
    folder.mkdir()
    log = tmp_path / "log"
    program = file(
        folder,
        PROGRAM.format(python=sys.executable, log=str(log), sample=str(SAMPLES / "errors.docx")),
        "soffice",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return log


def rtf(folder: Path, name: str, words: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    return file(folder, f"{{\\rtf1 {words}{LONG}}}", name)


def codes(report: Report) -> list[set[str]]:
    return [{f.code for f in submission.findings} for submission in report.submissions]


def test_one_process_converts_all_files_of_a_run(tmp_path: Path, log: Path) -> None:
    paths = [rtf(tmp_path / f"单位{number}", "自评.doc") for number in range(3)]
    settings = settings_of(Config())
    reports = []
    for jobs in (1, 2):
        log.unlink(missing_ok=True)
        reports.append(str(to_json(check_all(paths, settings, jobs=jobs))))
        assert log.read_text() == "started\n"
    assert reports[0] == reports[1]
    assert "B201" in reports[0]
    assert not left_over()


def test_a_single_file_is_converted_where_it_is_read(tmp_path: Path, log: Path) -> None:
    path = rtf(tmp_path, "自评.doc")
    document = read(path)
    assert (document.file, document.converted) == ("自评.doc", ".rtf")
    assert selfeval.read(path).department.form.there
    assert log.read_text().count("started") == 2
    assert not left_over()


@pytest.mark.usefixtures("log")
def test_a_file_that_kills_the_program_costs_only_itself(tmp_path: Path) -> None:
    paths = [rtf(tmp_path, f"{at}.doc", "dies" * (at == 1)) for at in range(4)]
    found = codes(selfeval.check(*paths))
    assert found[1] == {"F001"}
    assert all("B201" in each for each in (found[0], found[2], found[3]))
    assert refusal(paths[1]) == ("not-converted", ".rtf")
    assert not left_over()


@pytest.mark.usefixtures("log")
def test_a_file_that_is_never_done_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 1)
    paths = [rtf(tmp_path, "0.doc"), rtf(tmp_path, "1.doc", "hangs")]
    first, second = selfeval.check(*paths).submissions
    assert "B201" in {f.code for f in first.findings}
    assert "用时过长" in second.findings[0].message["zh"]
    assert not left_over()


def test_a_file_that_it_does_not_know(tmp_path: Path, log: Path) -> None:
    paths = [rtf(tmp_path, "0.doc", "unknown"), rtf(tmp_path, "1.doc")]
    found = codes(selfeval.check(*paths))
    assert found[0] == {"F001"}
    assert "B201" in found[1]
    assert log.read_text() == "started\n"


@pytest.mark.usefixtures("log")
def test_the_page_in_a_mail_is_taken_out(tmp_path: Path) -> None:
    mail = MIMEMultipart("related")
    mail.attach(MIMEText(f"<html><body>unknown{LONG}</body></html>", "html", "utf-8"))
    path = file(tmp_path, mail.as_bytes().replace(b"Content-Type", b"MIME-Version: 1.0\nContent-Type", 1), "a.doc")
    assert b"unknown" not in path.read_bytes()
    assert refusal(path) == ("not-converted", ".html")


@pytest.mark.usefixtures("log")
def test_a_far_cell_is_read_by_the_other_program(tmp_path: Path) -> None:
    far = row(1_048_575) + cell(16_383, 6, wide("远"))
    path = file(tmp_path, xlsb(row(0) + cell(0, 6, wide("近")) + far), "a.xlsb")
    assert read(path).converted == ".xlsb"
