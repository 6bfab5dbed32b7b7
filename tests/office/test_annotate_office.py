"""Annotated copies in the real LibreOffice: it opens them, keeps every comment, and its own files keep all but the comments."""

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

import selfeval
from selfeval.annotate import annotate, clean, notes_for
from selfeval.annotate.note import Note
from selfeval.parsers import office, read
from selfeval.parsers.office import Task, conversions
from selfeval.renderers import Style

TESTS = Path(__file__).parents[1]
SAMPLES = TESTS.parent / "samples"
sys.path.append(str(TESTS))

from annotated import (  # noqa: E402 - found by the line above
    assert_same,
    changed,
    full_book,
    notes_everywhere,
    parts,
    without_drawing,
    without_word_marks,
)

pytestmark = pytest.mark.skipif(office.found() is None, reason="LibreOffice is not installed")


def converted(source: Path, to: str, folder: Path) -> Path:
    with conversions({source: Task(source.suffix, to)}) as done:
        path = done[source].path
        assert path is not None, done[source].why
        return path.rename(folder / f"{source.stem}-转.{to}")


def notes_of(path: Path) -> list[Note]:
    return [note for s in selfeval.check(path).submissions for note in notes_for(s, path.name, Style())]


def copy_of(source: Path, notes: list[Note]) -> Path:
    target = source.with_name(f"批{source.suffix}")
    annotate(source, target, notes, force=True)
    return target


def sample(name: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes((SAMPLES / name).read_bytes())
    return path


def annotations(path: Path) -> list[str]:
    """Whole texts of the comments in an OpenDocument file whose author is ours."""
    with ZipFile(path) as package:
        content = package.read("content.xml").decode()
    found = re.findall(r"<office:annotation\b.*?</office:annotation>", content, re.DOTALL)
    return [squeezed(unescape(re.sub("<[^>]+>", "", each))) for each in found]


def squeezed(text: str) -> str:
    # Several blanks are an element in OpenDocument.
    return "".join(text.split())


def is_shown(note: Note, text: str) -> bool:
    return all(squeezed(line) in text for line in (note.head, *note.lines))


@pytest.mark.parametrize("name", ["errors.docx", "clean.docx"])
def test_a_document_that_libreoffice_wrote_keeps_all_but_the_comments(name: str, tmp_path: Path) -> None:
    source = converted(sample(name, tmp_path), "docx", tmp_path)
    old, new = source.read_bytes(), copy_of(source, notes_everywhere(read(source))).read_bytes()
    differ = changed(old, new)
    assert differ <= {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    main = "word/document.xml"
    assert without_word_marks(parts(new)[main]) == without_word_marks(parts(old)[main])
    (tmp_path / "批2.docx").write_bytes(new)
    clean(tmp_path / "批2.docx", tmp_path / "净.docx")
    assert_same(old, (tmp_path / "净.docx").read_bytes())


def test_a_workbook_that_libreoffice_wrote_keeps_all_but_the_notes(tmp_path: Path) -> None:
    book = tmp_path / "全.xlsx"
    book.write_bytes(full_book(SAMPLES / "errors.xlsx"))
    source = converted(book, "xlsx", tmp_path)
    old, new = source.read_bytes(), copy_of(source, notes_everywhere(read(source))).read_bytes()
    before, after = parts(old), parts(new)
    assert all(
        "sheets/" in name or "omments" in name or "vmlDrawing" in name or "Types" in name for name in changed(old, new)
    )
    for name in before:
        if name.startswith("xl/worksheets/sheet"):
            assert without_drawing(before[name]) == without_drawing(after[name])
    (tmp_path / "批2.xlsx").write_bytes(new)
    clean(tmp_path / "批2.xlsx", tmp_path / "净.xlsx")
    assert_same(old, (tmp_path / "净.xlsx").read_bytes())


def test_a_document_opens_and_shows_its_comments(tmp_path: Path) -> None:
    source = sample("errors.docx", tmp_path)
    notes = notes_of(source)
    copy = copy_of(source, notes)
    assert converted(copy, "pdf", tmp_path).read_bytes().startswith(b"%PDF")
    shown = annotations(converted(copy, "odt", tmp_path))
    assert len(shown) == len(notes) == 25
    for note in notes:
        assert any(is_shown(note, text) for text in shown), note.head
    again = converted(copy, "docx", tmp_path)
    assert parts(again.read_bytes())["word/comments.xml"].count(b'w:author="selfeval"') == 25
    found, before = selfeval.check(again).submissions[0].findings, selfeval.check(source).submissions[0].findings
    assert [f.code for f in found] == [f.code for f in before]
    clean(again, tmp_path / "净.docx")
    assert b"selfeval" not in parts((tmp_path / "净.docx").read_bytes()).get("word/comments.xml", b"")


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_a_workbook_opens_and_shows_its_notes(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"表{suffix}"
    source.write_bytes(
        full_book(SAMPLES / "errors.xlsx") if suffix == ".xlsm" else (SAMPLES / "errors.xlsx").read_bytes()
    )
    notes = notes_of(source)
    copy = copy_of(source, notes)
    assert converted(copy, "pdf", tmp_path).read_bytes().startswith(b"%PDF")
    shown = "\n".join(annotations(converted(copy, "ods", tmp_path)))
    assert notes
    assert all(is_shown(note, shown) for note in notes)
    again = openpyxl.load_workbook(converted(copy, "xlsx", tmp_path))
    found = {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in again.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.comment
    }
    for note in notes:
        # What is said of the file as a whole, such as its macros, stands in its first cell.
        place = (note.where.part, note.where.ref) if note.where.ref else (again.sheetnames[0], "A1")
        assert note.head in found[place]
    if suffix == ".xlsm":
        content = ZipFile(tmp_path / f"{copy.stem}-转.ods").read("content.xml").decode()
        assert all(
            mark in content for mark in ("draw:object", "draw:image", "说明：单位万元", "table:content-validation ")
        )


@pytest.mark.parametrize(
    ("name", "to"), [("errors.docx", "doc"), ("errors.docx", "odt"), ("errors.xlsx", "xls"), ("errors.xlsx", "ods")]
)
def test_an_old_file_is_annotated_in_its_converted_copy(name: str, to: str, tmp_path: Path) -> None:
    source = converted(sample(name, tmp_path), to, tmp_path)
    target = tmp_path / f"批{Path(name).suffix}"
    command = [sys.executable, "-m", "selfeval", "annotate", str(source), "-o", str(target)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert f".{to}" in done.stderr.decode()
    mark = b"<w:comment " if target.suffix == ".docx" else b"<comment "
    written = b"".join(data for part, data in parts(target.read_bytes()).items() if "omments" in part)
    assert written.count(mark) > 15
    assert [f.code for s in selfeval.check(target).submissions for f in s.failing]
