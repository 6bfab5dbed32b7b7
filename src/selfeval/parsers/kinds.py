"""Names what a file is by its first bytes, when it is no package that can be read."""

import re
from typing import BinaryIO

from selfeval.document import Unreadable
from selfeval.parsers.ole import SIGNATURE, Ole, number, open_ole, stream

HEAD = 4096
# First bytes, the key of the reason, and what it is called.
STARTS = (
    (b"%PDF", "pdf", ""),
    (b"{\\rtf", "rtf", ""),
    (b"\x89PNG", "picture", "PNG"),
    (b"\xff\xd8\xff", "picture", "JPEG"),
    (b"GIF8", "picture", "GIF"),
    (b"II*\0", "picture", "TIFF"),
    (b"MM\0*", "picture", "TIFF"),
    (b"Rar!\x1a\x07", "other-archive", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "other-archive", "7z"),
    (b"\x1f\x8b", "other-archive", "gzip"),
    (b"\xfd7zXZ\0", "other-archive", "xz"),
    (b"BZh", "other-archive", "bzip2"),
    (b"\x01\xfe\x01\0", "old-format", ".wps"),
    (b"\x01\xfe\x32\x03", "old-format", ".wps"),
    (b"\xdb\xa5", "old-format", ".doc"),
    (b"\x31\xbe\0", "old-format", ".doc"),
    (b"\x09\0\x04\0", "old-format", ".xls"),
    (b"\x09\x02\x06\0", "old-format", ".xls"),
    (b"\x09\x04\x06\0", "old-format", ".xls"),
    (b"\x09\x08\x08\0", "old-format", ".xls"),
    (b"\x09\x08\x10\0", "old-format", ".xls"),
)
# Names in an OLE file's directory, the key of the reason, and what it is called; the first that is found says it.
STREAMS = (
    ("EncryptedPackage", "encrypted", ""),
    ("EncryptionInfo", "encrypted", ""),
    ("\tDRMContent", "encrypted", ""),
    ("WordDocument", "old-format", ".doc"),
    ("Workbook", "old-format", ".xls"),
    ("Book", "old-format", ".xls"),
    ("MatOST", "old-format", ".wps"),
    ("MN0", "old-format", ".wps"),
    ("PowerPoint Document", "not-office", "PowerPoint"),
)
MAIL = re.compile(rb"mime-version:", re.IGNORECASE)
MARKUP = re.compile(rb"<html[\s>]|<!doctype html|^" + MAIL.pattern, re.IGNORECASE)
OFFICE_XML = re.compile(
    rb"progid=.(?:Word|Excel)\.|schemas\.microsoft\.com/office/(?:word|2006/xmlPackage)|office:spreadsheet"
)
FLAT_XML = b"schemas.microsoft.com/office/2006/xmlPackage"
EXCEL_XML = re.compile(rb"progid=.Excel\.|microsoft-com:office:spreadsheet")
# In the head of a Word document a bit, in a workbook a record before the first that names a sheet.
ENCRYPTED_AT = 11
FILE_PASS, BOUND_SHEET = 0x2F, 0x85
CONTROL = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")


def refuse(file: BinaryIO) -> Unreadable:
    """Why a file that is no zip file can't be read."""
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(SIGNATURE):
        return refuse_ole(file)
    for start, key, name in STARTS:
        if head.startswith(start):
            return Unreadable(key, name)
    if b"%PDF" in head[:1024]:
        return Unreadable("pdf")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Unreadable("picture", "WebP")
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return Unreadable("picture", "BMP")
    if head[4:8] == b"ftyp":
        return Unreadable("picture", "HEIC") if head[8:11] in (b"hei", b"mif", b"avi") else Unreadable("not-office")
    if head[257:262] == b"ustar":
        return Unreadable("other-archive", "tar")
    return refuse_text(head)


def refuse_text(head: bytes) -> Unreadable:
    plain = head.lstrip(b"\xef\xbb\xbf\r\n\t ")
    if OFFICE_XML.search(plain) and plain.startswith(b"<"):
        return Unreadable("old-format", ".xml")
    if MARKUP.search(plain):
        return Unreadable("html")
    return Unreadable("text-file") if is_text(head) else Unreadable("not-office")


def is_text(head: bytes) -> bool:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    for encoding in ("utf-8", "gb18030"):
        # The head may end in the middle of a character.
        for end in range(len(head), max(len(head) - 4, 0), -1):
            try:
                return not CONTROL.search(head[:end].decode(encoding))
            except UnicodeDecodeError:
                continue
    return False


def refuse_ole(file: BinaryIO) -> Unreadable:
    ole = open_ole(file)
    if not ole.streams:
        return Unreadable("truncated", "OLE")
    found = next((each for each in STREAMS if each[0] in ole.streams), None)
    if found is None:
        return Unreadable("not-office", "OLE")
    name, key, kind = found
    return Unreadable("encrypted") if has_password(ole, name) else Unreadable(key, kind)


def has_password(ole: Ole, name: str) -> bool:
    head = stream(ole, name, HEAD)
    if name == "WordDocument":
        return is_encrypted_word(head)
    return name in ("Workbook", "Book") and is_encrypted_excel(head)


def is_encrypted_word(head: bytes) -> bool:
    return len(head) > ENCRYPTED_AT and bool(head[ENCRYPTED_AT] & 1)


def is_encrypted_excel(head: bytes) -> bool:
    """Whether one of the first records of a workbook says so."""
    at = 0
    while at + 4 <= len(head) and (kind := number(head, at, 2)) != BOUND_SHEET:
        if kind == FILE_PASS:
            return True
        at += 4 + number(head, at + 2, 2)
    return False
