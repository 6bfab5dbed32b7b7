"""Every .docx and .xlsx of a folder, whatever program wrote it: a comment on each place changes nothing else, and all come out again.

Run by `make corpus DIR=…`; the folder comes in the environment, as CORPUS.
"""

import os
import sys
from pathlib import Path

import pytest

from selfeval.annotate import cleaned, with_notes
from selfeval.annotate.files import Taken, as_package
from selfeval.annotate.places import places
from selfeval.document import Document, Unreadable
from selfeval.parsers import read
from selfeval.parsers.guard import LIMITS, Package

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from annotated import all_places, assert_same, changed, notes_everywhere

FOLDER = Path(os.environ.get("CORPUS", "none"))
SUFFIXES = {".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx"}
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
OURS = ("omments", "vmlDrawing", "Content_Types", ".rels", "sheets/", "document")


def content(document: Document) -> list[tuple[str, str, str]]:
    return list(all_places(document))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_file(path: Path, tmp_path: Path) -> None:
    try:
        document = read(path)
        made = as_package(path.read_bytes(), LIMITS)
    except Unreadable:
        pytest.skip("can't be read")
    if made is None:
        pytest.skip("is converted first")
    if made.kind == "word":
        assert_places(made, document)
    notes = notes_everywhere(document)
    old = made._replace(data=cleaned(made, LIMITS)[0])
    new, moved = with_notes(old, notes, LIMITS)
    assert {each.why for each in moved} <= {"text-box", "threaded"}
    copy = tmp_path / path.name
    copy.write_bytes(new)
    assert content(read(copy)) == content(document)
    assert all(any(word in name for word in OURS) for name in changed(old.data, new))
    assert_same(old.data, cleaned(made._replace(data=new), LIMITS)[0])


def assert_places(made: Taken, document: Document) -> None:
    """The marked reading says what the reader says, but for numbers that Word counts and what is hidden beside figures."""
    with Package(made.data) as package:
        found = places(package, made.main)
    for part, ref, text in all_places(document):
        marked, plain = ("".join(each.split()) for each in (found.texts[part, ref], text))
        assert marked in plain or plain in marked, (part, ref)
