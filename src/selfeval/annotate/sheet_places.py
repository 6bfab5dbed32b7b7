"""Finds the sheets of a workbook by their names, and the cells that a finding on a sheet speaks of."""

import re
from posixpath import dirname, join
from typing import Any, NamedTuple

from selfeval.annotate.places import CELL_PLACE
from selfeval.document import column_letters
from selfeval.parsers.drawings import BODY, DRAWING, LINE, line_text, shapes
from selfeval.parsers.guard import Package
from selfeval.parsers.merges import Range, ranges_of
from selfeval.parsers.references import cell_place
from selfeval.parsers.workbook import MAIN

BOX = re.compile(r"text box (\d+)")
ANCHORED = ("twoCellAnchor", "oneCellAnchor")


def sheets_of(package: Package, main: str) -> dict[str, str]:
    """The part of each worksheet by its name, as the reader finds it; the first of the same name holds."""
    relations = package.relations(main)
    found: dict[str, str] = {}
    for number, sheet in enumerate(package.parse(main).iter(MAIN + "sheet"), 1):
        said = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        relation = relations.get(said)
        part = relation.target if relation else join(dirname(main), f"worksheets/sheet{number}.xml")
        if part in package.names and (relation is None or relation.type == "worksheet"):
            found.setdefault(sheet.get("name", ""), part)
    return found


class Sheet(NamedTuple):
    """A worksheet: its part, the root of that, and its merged ranges."""

    part: str
    root: Any
    merged: list[Range]


def sheet_of(package: Package, part: str) -> Sheet:
    root = package.parse(part)
    return Sheet(part, root, ranges_of(root))


def cell_of(package: Package, sheet: Sheet, ref: str) -> tuple[str, str]:
    """The cell for a place on a sheet, and why it is another than the place says, if it is."""
    box = BOX.fullmatch(ref)
    if box:
        return head_of(sheet, anchor_of(package, sheet, int(box[1]))), "text-box"
    numbered = CELL_PLACE.fullmatch(ref)
    row, col = (int(numbered[1]), int(numbered[2])) if numbered else cell_place(ref)
    if not row or not col:
        return head_of(sheet, (1, 1)), "not-found" if ref else "no-place"
    return head_of(sheet, (row, col)), ""


def head_of(sheet: Sheet, place: tuple[int, int]) -> str:
    """The cell, or the first one of the merged range that it lies in: only that one shows a note."""
    row, col = place
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= col <= right:
            row, col = top, left
            break
    return f"{column_letters(col)}{row}"


def anchor_of(package: Package, sheet: Sheet, number: int) -> tuple[int, int]:
    """Row and column of the cell that the Nth text box of a sheet hangs on."""
    boxes = (shape for shape in shapes(package, sheet.part, sheet.root) if is_text_box(shape))
    shape = next((shape for at, shape in enumerate(boxes, 1) if at == number), None)
    anchors = [] if shape is None else list(shape.iterancestors(*(DRAWING + tag for tag in ANCHORED)))
    start = anchors[-1].find(DRAWING + "from") if anchors else None
    if start is None:
        return 1, 1
    row, col = (start.findtext(DRAWING + tag, "0").strip() for tag in ("row", "col"))
    return (int(row) + 1 if row.isdecimal() else 1, int(col) + 1 if col.isdecimal() else 1)


def is_text_box(shape: Any) -> bool:
    """Whether the reader counts a shape as a text box."""
    body = shape.find(BODY)
    if body is None or next(shape.iterancestors(BODY), None) is not None:
        return False
    return any(line_text(line).strip() for line in body.iterchildren(LINE))
