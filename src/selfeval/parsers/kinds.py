"""Names what a file is by its first bytes, when it is no package that can be read."""

import re
from typing import BinaryIO

from selfeval.document import Unreadable

HEAD = 4096
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_HEADER = 512
OLE_SECTORS = 1024
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
MARKUP = re.compile(rb"<html[\s>]|<!doctype html|^mime-version:", re.IGNORECASE)
OFFICE_XML = re.compile(
    rb"progid=.(?:Word|Excel)\.|schemas\.microsoft\.com/office/(?:word|2006/xmlPackage)|office:spreadsheet"
)
CONTROL = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")


def refuse(file: BinaryIO) -> Unreadable:
    """Why a file that is no zip file can't be read."""
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(OLE):
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
    names = ole_names(file)
    if not names:
        return Unreadable("truncated", "OLE")
    return next(
        (Unreadable(key, kind) for name, key, kind in STREAMS if name in names), Unreadable("not-office", "OLE")
    )


def ole_names(file: BinaryIO) -> set[str]:
    """The names of the streams and storages in an OLE file, as far as its directory can be followed."""
    file.seek(0)
    header = file.read(OLE_HEADER)
    size = 4096 if number(header, 30, 2) == 12 else 512

    def sector(at: int) -> bytes:
        if at >= 0xFFFFFFFA:
            return b""
        file.seek((at + 1) * size)
        return file.read(size)

    tables = [number(header, at, 4) for at in range(76, OLE_HEADER, 4)]
    more = number(header, 68, 4)
    per_sector = size // 4
    names: set[str] = set()
    at = number(header, 48, 4)
    for _ in range(OLE_SECTORS):
        data = sector(at)
        if not data:
            break
        for entry in range(0, len(data) - 127, 128):
            length = min(number(data, entry + 64, 2), 64)
            names.add(data[entry : entry + max(length - 2, 0)].decode("utf-16-le", "replace"))
        while at // per_sector >= len(tables) and len(tables) < OLE_SECTORS * 32 and (list_sector := sector(more)):
            tables += [number(list_sector, place, 4) for place in range(0, len(list_sector) - 7, 4)]
            more = number(list_sector, len(list_sector) - 4, 4)
        if at // per_sector >= len(tables):
            break
        at = number(sector(tables[at // per_sector]), at % per_sector * 4, 4)
    return names - {""}


def number(data: bytes, at: int, width: int) -> int:
    return int.from_bytes(data[at : at + width], "little") if len(data) >= at + width else 0xFFFFFFFF
