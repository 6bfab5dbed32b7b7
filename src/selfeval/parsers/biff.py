"""Reads what an .xls says of its cells beside their values: number formats, errors, merges, and what is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from selfeval.document import Unreadable
from selfeval.parsers.format_code import BUILT_IN
from selfeval.parsers.guard import Limits
from selfeval.parsers.ole import number, open_ole, stream

BOF, EOF, BOUND_SHEET = (0x809, 0x409, 0x209), 0x0A, 0x85
FORMAT, XF, ROW, COLUMNS, MERGED = 0x41E, 0xE0, 0x208, 0x7D, 0xE5
FORMULA, BOOLEAN_OR_ERROR, MANY_NUMBERS = (0x06, 0x206, 0x406), 0x205, 0xBD
BLANK, MANY_BLANKS = 0x201, 0xBE
NUMBERS = (0x203, 0x27E, *FORMULA)
BIFF8 = 0x600
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#N/A"}


class Record(NamedTuple):
    kind: int
    data: bytes


@dataclass(slots=True)
class Marks:
    """What a sheet says of its cells beside their values; rows and columns from 1.

    codes: number formats; errors: what stands in place of a value; blanks: cells that are stored and hold nothing.
    merged: top, left, bottom, right; rows, columns: those that are hidden.
    """

    codes: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    blanks: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def marks_of_xls(file: BinaryIO, limits: Limits) -> list[Marks]:
    """The marks of each sheet, in the workbook's order."""
    ole = open_ole(file)
    name = "Workbook" if "Workbook" in ole.streams else "Book"
    data = stream(ole, name, limits.total_bytes + 1)
    if len(data) > limits.total_bytes:
        raise Unreadable("too-large", str(ole.streams[name].size))
    whole = list(substream(data, 0))
    codes = codes_of(whole)
    places = [number(record.data, 0, 4) for record in whole if record.kind == BOUND_SHEET]
    return [marks(substream(data, place), codes) for place in places]


def substream(data: bytes, at: int) -> Iterator[Record]:
    """The records from one place on to the end of what begins there, without those of charts within."""
    depth = 0
    while at + 4 <= len(data):
        kind, size = number(data, at, 2), number(data, at + 2, 2)
        depth += (kind in BOF) - (kind == EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield Record(kind, data[at + 4 : at + 4 + size])
        at += 4 + size


def codes_of(records: list[Record]) -> list[str]:
    """The number format's code of each cell style."""
    wide = bool(records) and number(records[0].data, 0, 2) == BIFF8
    codes = dict(BUILT_IN)
    for record in records:
        if record.kind == FORMAT:
            codes[number(record.data, 0, 2)] = (
                text(record.data, 2) if wide else record.data[3:].decode("gbk", "replace")
            )
    return [codes.get(number(record.data, 2, 2), "") for record in records if record.kind == XF]


def text(data: bytes, at: int) -> str:
    length, wide = number(data, at, 2), number(data, at + 2, 1) & 1
    return data[at + 3 : at + 3 + (length << wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def marks(records: Iterator[Record], codes: list[str]) -> Marks:
    found = Marks()
    for kind, data in records:
        row, col = number(data, 0, 2) + 1, number(data, 2, 2) + 1
        if kind in NUMBERS or kind == BOOLEAN_OR_ERROR:
            put_code(found, row, col, number(data, 4, 2), codes)
            if (error := error_in(kind, data)) is not None:
                found.errors[row, col] = ERRORS.get(error, "#N/A")
        elif kind == MANY_NUMBERS:
            for place in range((len(data) - 6) // 6):
                put_code(found, row, col + place, number(data, 4 + 6 * place, 2), codes)
        elif kind == BLANK:
            found.blanks.append((row, col))
        elif kind == MANY_BLANKS:
            found.blanks += [(row, col + place) for place in range((len(data) - 6) // 2)]
        elif kind == ROW and number(data, 12, 2) & 0x20:
            found.rows.add(row)
        elif kind == COLUMNS and number(data, 8, 2) & 1:
            found.columns.update(range(row, min(col, 256) + 1))
        elif kind == MERGED:
            found.merged += [merged(data, at) for at in range(2, len(data) - 7, 8)]
    return found


def put_code(found: Marks, row: int, col: int, style: int, codes: list[str]) -> None:
    if style < len(codes) and codes[style]:
        found.codes[row, col] = codes[style]


def error_in(kind: int, data: bytes) -> int | None:
    if kind == BOOLEAN_OR_ERROR:
        return number(data, 6, 1) if number(data, 7, 1) == 1 else None
    is_error = kind in FORMULA and number(data, 12, 2) == 0xFFFF and number(data, 6, 1) == 2
    return number(data, 8, 1) if is_error else None


def merged(data: bytes, at: int) -> tuple[int, int, int, int]:
    top, bottom, left, right = (number(data, at + place, 2) + 1 for place in (0, 2, 4, 6))
    return top, left, bottom, right
