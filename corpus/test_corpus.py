"""Every file of a folder, such as a collection of strange Office files: each is read or refused with a reason, and loses nothing.

Run by `make corpus DIR=…`; the folder comes in the environment, as CORPUS.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from lxml import etree

from selfeval.document import Paragraph
from selfeval.parsers import read
from selfeval.parsers.docx import USUAL
from selfeval.parsers.guard import Package

FOLDER = Path(os.environ.get("CORPUS", "none"))
FILES = sorted(
    path for path in FOLDER.rglob("*") if path.is_file() and path.suffix.lower() not in (".md", ".txt", ".json")
)
SECONDS = 5
# What another program has to convert takes longer.
CONVERTED, SECONDS_CONVERTED = {".doc", ".wps", ".rtf", ".odt"}, 60
CHECK = """
import sys
import selfeval
from selfeval.renderers import RENDERERS, Style
report = selfeval.check(sys.argv[1])
sys.stdout.buffer.write(RENDERERS["json"](report, Style()).encode())
"""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def test_there_are_files() -> None:
    assert FILES, "make corpus DIR=folder"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_file(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(path)],
        capture_output=True,
        timeout=SECONDS_CONVERTED if path.suffix.lower() in CONVERTED else SECONDS,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    [found] = json.loads(done.stdout)["submissions"]
    assert found["crashed"] == []
    refusals = [finding["message"]["zh"] for finding in found["findings"] if finding["code"] == "F001"]
    assert all(refusals)
    if not refusals and is_word(path):
        assert lost(path) == {}


def is_word(path: Path) -> bool:
    if not is_zipfile(path):
        return False
    with ZipFile(path) as package:
        return any(name.startswith("word/") for name in package.namelist())


def lost(path: Path) -> dict[str, int]:
    """The characters of a body that stand neither in what was read of it nor in what was not."""
    document = read(path)
    said = Counter("".join(document.unread))
    said.update("".join(text for text, _ in document.hidden))
    for block in document.blocks:
        cells = (
            [] if isinstance(block, Paragraph) else [c for row in block.rows for c in row.cells if c.row == row.number]
        )
        said.update(block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in cells))
    with ZipFile(path) as file, Package(path) as package:
        main = package.main_part(USUAL)
        body = etree.fromstring(file.read(main)).find(W + "body")
    missing = Counter("".join(texts(body))) - said
    return {sign: count for sign, count in missing.items() if not sign.isspace()}


def texts(element: Any) -> Iterator[str]:
    """What is typed in a body, but for what is deleted, moved away, a reading aid, or there for older programs."""
    if element.tag in (W + "del", W + "moveFrom", W + "rt", MC + "Fallback"):
        return
    if element.tag == W + "t":
        yield "".join(element.itertext())
    elif element.tag != W + "tr" or element.find(f"{W}trPr/{W}del") is None:
        for child in element:
            yield from texts(child)
