"""The header of a block in a blank form: its columns, one that stands twice, one that is blank; and the one row of values below some."""

from dataclasses import replace

from selfeval.document import Cell, Row
from selfeval.figure import NO_TEXT
from selfeval.layout.blank.seen import Gap, Scan, Weighed
from selfeval.layout.blank.spans import check_side, check_widths, known_text, uncovered
from selfeval.layout.blocks import BLOCKS, Header, value_cells
from selfeval.layout.draft import joined
from selfeval.layout.labels import Labels, fold
from selfeval.layout.table import heading_points

SINGLE_BLOCKS = ("staffing", "building", "goals")


def heads_only(header: Header) -> bool:
    """Whether a header of goals is one: beside `预期目标` its words may stand, and then it is label and value."""
    heads = list(header.columns.values())
    return header.block != "goals" or not any(
        cell.text.strip() and cell not in heads and cell.col > header.first for cell in header.ordered
    )


def read_header(scan: Scan, header: Header, row: Row, first: bool) -> None:
    group, seen = BLOCKS[header.block], scan.seen
    header = mended(header, scan.labels)
    again = first and all(f"{group}.{name}" in seen.found for name in header.columns)
    # A header of two rows has cells that reach down from the upper into the lower; a header printed twice has none.
    lower = (
        scan.header is not None
        and scan.header.block == header.block
        and scan.header.ordered[0].row + 1 == row.number
        and any(cell.row != row.number for cell in header.columns.values())
    )
    if scan.waiting and scan.header:
        seen.roomless.append(known_text(scan, next(iter(scan.header.columns.values()))))
    scan.waiting, scan.split = header.block in SINGLE_BLOCKS, False
    scan.open, scan.last, scan.level = "", "", [None, None]
    scan.header = joined(scan.header, header) if lower and scan.header else header
    if again:
        # The table goes on over a page, and its header is printed anew.
        return
    side = header.ordered[0]
    # Left of the funds the labels have a column of their own, whose head may be blank.
    if not side.text.strip() and side.col + side.cols + (header.block == "funds") <= header.first:
        seen.sideless.append((group, scan.text(side)))
    names = {cell: name for name, cell in header.columns.items()}
    for name, cell in header.columns.items():
        if lower or cell.row != row.number:
            seen.found.pop(f"{group}.{name}", None)
        scan.find(f"{group}.{name}", cell)
    for cell in row.cells:
        if cell.row != row.number or not cell.text.strip() or cell in names:
            continue
        if name := doubled(scan, cell, group, header):
            scan.find(f"{group}.{name}", cell)
        elif not scan.labels.find(cell.text):
            scan.stranger(group, cell, False)
        elif (weight := heading_points(cell.text, scan.text(cell).where)).known:
            seen.sides[header.block] = Weighed(scan.text(cell), weight)
    for start, label in uncovered(row, header.first, scan.width):
        name = names.get(label, "") if label else ""
        told = scan.text(label) if label else NO_TEXT
        gap = scan.at(row.number, start, told.where.label)
        seen.gaps.append(Gap(group, f"{group}.{name}", told, gap, True))


def mended(header: Header, labels: Labels) -> Header:
    """The header with the column of last year's figures by its own label: where 决算数 stands twice, one is read as last year's."""
    group, last = BLOCKS[header.block], header.columns.get("prior_final")
    own = next((cell for cell in header.ordered if (group, "prior_final") in labels.find(cell.text)), None)
    if last is None or own is None or (group, "prior_final") in labels.find(last.text):
        return header
    return replace(header, columns=header.columns | {"prior_final": own})


def doubled(scan: Scan, cell: Cell, group: str, header: Header) -> str:
    """The column that a cell heads once more, where another of the same label already does."""
    if scan.labels.is_side(cell.text, header.block):
        return ""
    mine = {(name, fold(cell.text).year) for where, name in scan.labels.find(cell.text) if where == group}
    for name, other in header.columns.items():
        theirs = {(field_, fold(other.text).year) for where, field_ in scan.labels.find(other.text) if where == group}
        if mine & theirs and name not in ("source", "side"):
            return name
    return ""


def read_values(scan: Scan, row: Row) -> None:
    """The one row of values below a header of staffing, buildings or goals."""
    header, scan.waiting = scan.header, False
    assert header is not None
    scan.header = None
    check_side(scan, row, header)
    check_widths(scan, row, header)
    for name, cell in value_cells(row, header).items():
        if cell:
            scan.answer(cell, header.labels[name])
