"""Reads what an .xlsb says of its cells beside their values: number formats, errors, merges, and what is hidden."""

from collections.abc import Iterator

from selfeval.document import Unreadable
from selfeval.parsers.biff import ERRORS, Marks, Record, put_code
from selfeval.parsers.format_code import BUILT_IN
from selfeval.parsers.guard import Package
from selfeval.parsers.ole import number
from selfeval.parsers.references import LAST_COLUMN

USUAL = "xl/workbook.bin"
SHEET, FORMAT, STYLE, STYLES, STYLES_END = 156, 44, 47, 617, 618
ROW, COLUMNS, MERGED = 0, 60, 176
BLANK, CELLS, ERROR_CELLS = 1, range(2, 12), (3, 11)


def marks_of_xlsb(package: Package) -> list[Marks]:
    """The marks of each sheet in the workbook's order."""
    main = package.main_part(USUAL)
    if main is None:
        raise Unreadable("damaged", f"{USUAL} is missing")
    relations = package.relations(main)
    styles = next((r.target for r in relations.values() if r.type == "styles" and r.target in package.names), None)
    codes = codes_of(package.read(styles)) if styles else []
    named = [text(record.data, 8) for record in records(package.read(main)) if record.kind == SHEET]
    parts = [relations[name].target if name in relations else "" for name in named]
    return [marks(package.read(part), codes) if part in package.names else Marks() for part in parts]


def records(data: bytes) -> Iterator[Record]:
    at = 0
    while at < len(data):
        kind, at = varying(data, at, 2)
        size, at = varying(data, at, 4)
        yield Record(kind, data[at : at + size])
        at += size


def varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits in each byte, of which all but the last have the eighth; and where it ends."""
    value = 0
    for place, byte in enumerate(data[at : at + most]):
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, at + place + 1
    return value, at + most


def text(data: bytes, at: int) -> str:
    return data[at + 4 : at + 4 + 2 * number(data, at, 4)].decode("utf-16-le", "replace")


def codes_of(data: bytes) -> list[str]:
    """The number format's code of each cell style."""
    formats = dict(BUILT_IN)
    codes = []
    of_cells = False
    for kind, said in records(data):
        if kind == FORMAT:
            formats[number(said, 0, 2)] = text(said, 2)
        elif kind in (STYLES, STYLES_END):
            of_cells = kind == STYLES
        elif kind == STYLE and of_cells:
            codes.append(formats.get(number(said, 2, 2), ""))
    return codes


def marks(data: bytes, codes: list[str]) -> Marks:
    found = Marks()
    row = 0
    for kind, said in records(data):
        if kind == ROW:
            row = number(said, 0, 4) + 1
            if number(said, 11, 1) & 0x10:
                found.rows.add(row)
        elif kind == BLANK:
            found.blanks.append((row, number(said, 0, 4) + 1))
        elif kind in CELLS:
            col = number(said, 0, 4) + 1
            put_code(found, row, col, number(said, 4, 3), codes)
            if kind in ERROR_CELLS:
                found.errors[row, col] = ERRORS.get(number(said, 8, 1), "#N/A")
        elif kind == COLUMNS and number(said, 16, 2) & 1:
            found.columns.update(range(number(said, 0, 4) + 1, min(number(said, 4, 4) + 1, LAST_COLUMN) + 1))
        elif kind == MERGED:
            top, bottom, left, right = (number(said, at, 4) + 1 for at in (0, 4, 8, 12))
            found.merged.append((top, left, bottom, right))
    return found
