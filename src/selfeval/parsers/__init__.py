"""Reads a Word or Excel file into a Document, told by what it holds and never by its name."""

import os
import stat
import zipfile
from pathlib import Path
from typing import BinaryIO, NamedTuple

from selfeval.document import Document, Unreadable
from selfeval.parsers.guard import LIMITS, Limits, Package

WORD, EXCEL = "word/document.xml", "xl/workbook.xml"
BINARY_EXCEL = "xl/workbook.bin"
ODF = b"application/vnd.oasis.opendocument"
# Where a zip file that begins with its type, as OpenDocument does, names it.
TYPE = slice(30, 38)
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
MANIFEST = "META-INF/manifest.xml"
PEEK = 4096
# A file up to this size is read once; of a larger one only what is needed.
SMALL = 2**20


# What the reader of another format may read all the same.
OLD = ("old-format", "xlsb", "odf", "rtf", "html")


class Converted(NamedTuple):
    """What became of a file that LibreOffice was to convert: where the copy lies, or the key that says why there is none."""

    path: Path | None
    why: str = ""


def read(path: Path, limits: Limits = LIMITS, name: str = "", converted: Converted | None = None) -> Document:
    """The document in a file, called by `name` or else by the file's own.

    converted: what became of it, if it was converted ahead; else it is converted here where that is needed.
    Raises Unreadable, with the reason's key, where there is none.
    """
    try:
        return read_new_or_old(path, limits, name or path.name, converted)
    except FileNotFoundError as error:
        raise Unreadable("missing-file") from error
    except PermissionError as error:
        raise Unreadable("no-permission") from error
    except IsADirectoryError as error:
        raise Unreadable("is-folder") from error
    except OSError as error:
        raise Unreadable("missing-file", error.strerror or "") from error


def read_new_or_old(path: Path, limits: Limits, name: str, converted: Converted | None) -> Document:
    try:
        return read_new(path, limits, name)
    except Unreadable as reason:
        if reason.key not in OLD:
            raise
        from selfeval.parsers.legacy import read_old

        return read_old(path, limits, name, reason, converted)


def read_new(path: Path, limits: Limits, name: str) -> Document:
    """The document in a file of today's formats."""
    with open_file(path) as file:
        refuse_foreign(file)
        file.seek(0)
        start = file.read(SMALL + 1)
    with Package(start if len(start) <= SMALL else path, limits) as package:
        return read_package(package, name)


def is_new(path: Path) -> bool:
    """Whether a file looks like one of today's formats, or can't be looked at."""
    try:
        with open_file(path) as file:
            start = file.read(TYPE.stop)
    except (Unreadable, OSError):
        return True
    return start.startswith(ZIP) and start[TYPE] != b"mimetype"


def open_file(path: Path) -> BinaryIO:
    try:
        status = path.stat()
    except ValueError as error:
        raise Unreadable("missing-file", str(error)) from error
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable("is-folder" if os.access(path, os.R_OK) else "no-permission")
    # A pipe or a device may never end.
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable("not-office")
    if not status.st_size:
        raise Unreadable("empty-file")
    return path.open("rb")


def refuse_foreign(file: BinaryIO) -> None:
    if file.read(4) in ZIP:
        return
    from selfeval.parsers.kinds import refuse

    reason = refuse(file)
    if reason.key not in ("not-office", "text-file") or not zipfile.is_zipfile(file):
        raise reason


def read_package(package: Package, file: str) -> Document:
    main = package.main_part(WORD, EXCEL, BINARY_EXCEL)
    kind = kind_of(package, main) if main else ""
    if kind == "word":
        from selfeval.parsers.docx import read_docx

        return read_docx(package, file)
    if kind == "excel":
        from selfeval.parsers.xlsx import read_xlsx

        return read_xlsx(package, file)
    raise refusal(package, kind)


def kind_of(package: Package, main: str) -> str:
    folder, _, _ = main.rpartition("/")
    if main.endswith(".bin"):
        return "xlsb"
    if folder in ("word", "xl"):
        return "word" if folder == "word" else "excel"
    head = package.read(main, PEEK).replace(b"\0", b"")
    for kind, mark in (
        ("word", b"/wordprocessingml/"),
        ("excel", b"/spreadsheetml/"),
        ("PowerPoint", b"/presentationml/"),
    ):
        if mark in head:
            return kind
    return "other"


def refusal(package: Package, kind: str) -> Unreadable:
    if kind == "xlsb":
        return Unreadable("xlsb")
    if kind:
        return Unreadable("not-office", kind if kind != "other" else "")
    typed = "mimetype" in package.names and package.read("mimetype", PEEK).startswith(ODF)
    if typed or {"content.xml", MANIFEST} <= package.names:
        return Unreadable("encrypted" if is_encrypted(package) else "odf")
    return Unreadable("other-archive", "OFD" if "OFD.xml" in package.names else "zip")


def is_encrypted(package: Package) -> bool:
    return MANIFEST in package.names and b"encryption-data" in package.read(MANIFEST)
