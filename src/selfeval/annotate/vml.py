"""Writes the boxes in which Excel shows notes into a sheet's old drawing, byte by byte: such drawings are often no good XML."""

import re
from collections.abc import Iterable
from typing import NamedTuple

CONTENT = "application/vnd.openxmlformats-officedocument.vmlDrawing"
TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
EMPTY = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b"</o:shapelayout></xml>"
)
NAMES = {b"v": b"urn:schemas-microsoft-com:vml", b"o": b"urn:schemas-microsoft-com:office:office"}
NAMES |= {b"x": b"urn:schemas-microsoft-com:office:excel"}
CLOSE, KNOWN_TYPE, NUMBER = re.compile(rb"</xml\s*>\s*$"), b'id="_x0000_t202"', re.compile(rb'"_x0000_s(\d{1,9})"')
SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>", re.DOTALL)
ROW, COLUMN = (re.compile(rb"<x:" + tag + rb">\s*(\d+)\s*</x:" + tag + rb">") for tag in (b"Row", b"Column"))
FIRST_SHAPE = 1025
# A line of a note is so many half characters wide, a box at most so many rows high.
LINE, MOST_ROWS, COLUMNS = 52, 24, 4


class Box(NamedTuple):
    """The box of a note. row, col: its cell, from 1; rows: its height."""

    row: int
    col: int
    rows: int


def rows_for(text: str) -> int:
    lines = sum(1 + len(line.encode("gb18030", "replace")) // LINE for line in text.split("\n"))
    return min(lines + 1, MOST_ROWS)


def add_boxes(drawing: bytes, boxes: Iterable[Box]) -> bytes | None:
    """The drawing with the boxes at its end, None where it does not end as one."""
    close = CLOSE.search(drawing)
    if close is None:
        return None
    number = max(map(int, NUMBER.findall(drawing)), default=FIRST_SHAPE - 1) + 1
    root = drawing[: drawing.find(b">", drawing.find(b"<xml"))]
    missing = b"".join(b' xmlns:%s="%s"' % item for item in NAMES.items() if b"xmlns:" + item[0] not in root)
    added = b"" if KNOWN_TYPE in drawing else with_names(TYPE, missing)
    added += b"".join(with_names(shape(box, number + at), missing) for at, box in enumerate(boxes))
    return drawing[: close.start()] + added + drawing[close.start() :]


def with_names(element: bytes, missing: bytes) -> bytes:
    start, space, rest = element.partition(b" ")
    return start + missing + space + rest


def shape(box: Box, number: int) -> bytes:
    top, left = max(box.row - 2, 0), box.col
    area = f"{left}, 15, {top}, 2, {left + COLUMNS}, 31, {top + box.rows}, 1"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:1.5pt;'
        f'width:260pt;height:{14 * box.rows}pt;z-index:{number - FIRST_SHAPE + 1};visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{area}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{box.row - 1}</x:Row><x:Column>{box.col - 1}</x:Column></x:ClientData></v:shape>"
    ).encode()


def take_boxes(drawing: bytes, cells: set[tuple[int, int]]) -> bytes:
    """The drawing without the boxes of these cells, and without the type that was added for them."""

    def kept(found: re.Match[bytes]) -> bytes:
        said = found[0]
        row, column = ROW.search(said), COLUMN.search(said)
        of_note = b'ObjectType="Note"' in said and row is not None and column is not None
        return b"" if of_note and row and column and (int(row[1]) + 1, int(column[1]) + 1) in cells else said

    without = SHAPE.sub(kept, drawing)
    if b"#_x0000_t202" not in without:
        root = drawing[: drawing.find(b">", drawing.find(b"<xml"))]
        missing = b"".join(b' xmlns:%s="%s"' % item for item in NAMES.items() if b"xmlns:" + item[0] not in root)
        without = without.replace(with_names(TYPE, missing), b"")
    return without
