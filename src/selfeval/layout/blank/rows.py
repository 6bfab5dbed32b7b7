"""Rows of money and funds in a blank form: the label of each, and what was left in."""

from selfeval.document import Cell, Row
from selfeval.figure import NO_TEXT, Text
from selfeval.layout.blank.seen import Gap, Scan, Seen, points
from selfeval.layout.blank.spans import check_row_label, check_side, check_widths, known_text, uncovered
from selfeval.layout.blocks import inline, label_cell, label_text, value_cells
from selfeval.layout.draft import LINES, VEHICLES
from selfeval.layout.labels import fold, slot_name
from selfeval.layout.numbers import read_number

# What may stand again among the lines of 公用经费 is no label of its own there.
ONCE_AMONG_LINES = (*LINES, "procurement", "adjustment", "three_public")


def read_money(scan: Scan, row: Row) -> None:
    header, seen = scan.header, scan.seen
    assert header is not None
    for name, value in value_cells(row, header).items():
        if value and value.row == row.number:
            scan.answer(value, header.labels[name])
    cell = label_cell(row, header)
    if cell is None:
        blank = next((c for c in row.cells if c.col < header.first and c.row == row.number), None)
        if blank is not None:
            label = seen.found[f"money.rows.{scan.last}"][-1] if scan.last else NO_TEXT
            place = scan.text(blank, label.where.label)
            seen.gaps.append(Gap("money.rows", f"money.rows.{scan.last}", label, place, not scan.open))
        return
    check_widths(scan, row, header)
    name = scan.labels.field(cell.text, "money.rows")
    if not name and scan.last in VEHICLES:
        name = scan.labels.field(cell.text, "money.under_vehicles")
    again = f"money.rows.{name}" in seen.found
    if not name or (again and scan.open and (name not in ONCE_AMONG_LINES or fold(cell.text).part)):
        if not name:
            scan.stranger("money.rows", cell, not scan.open, bool(scan.open))
        return
    scan.open = name if name in LINES else ""
    check_row_label(scan, row, cell, header.first, scan.find(f"money.rows.{name}", cell))
    scan.last = name


def read_funds(scan: Scan, row: Row) -> None:
    header, seen = scan.header, scan.seen
    assert header is not None
    check_side(scan, row, header)
    cells = value_cells(row, header)
    cell = label_cell(row, header)
    if cell is None and "source" in header.columns and (named := cells["source"]) and named.text.strip():
        cell = named
    name = scan.labels.field(cell.text, "funds.rows") if cell else ""
    for column, value in cells.items():
        if value and value.row == row.number and column != "source" and (column, name) != ("weight", "total"):
            scan.answer(value, header.labels[column])
    if cell is None:
        blank = [c for c in row.cells if c.col < header.first and c.row == row.number]
        if blank and any(value is not None for value in cells.values()):
            label = last_text(seen, "funds.rows.")
            seen.gaps.append(Gap("funds.rows", "", label, scan.text(blank[-1], label.where.label), True))
        return
    check_widths(scan, row, header)
    weight = cells.get("weight")
    if name == "total":
        label = scan.find(f"funds.rows.total.{fold(cell.text).name}", cell)
        check_row_label(scan, row, cell, header.first, label)
        if weight:
            seen.execution = points(scan, weight, f"{label_text(cell.text)} / {header.labels['weight']}")
            seen.execution_label = label
    elif name or scan.labels.field(cell.text, "splits") or slot_name(fold(cell.text).name) == "":
        if name:
            label = scan.find(f"funds.rows.{name}.{fold(cell.text).name}", cell)
            check_row_label(scan, row, cell, header.first, label)
    else:
        scan.stranger("funds.rows", cell, True)


def last_text(seen: Seen, prefix: str) -> Text:
    found = [texts[-1] for name, texts in seen.found.items() if name.startswith(prefix)]
    return found[-1] if found else NO_TEXT


def read_splits(scan: Scan, row: Row, texts: list[Cell]) -> bool:
    """Rows such as `按收入性质分：` and, below it, `其中：基本支出：`, label and number in one cell."""
    header = scan.header
    if not header or header.block != "funds":
        return False
    named = {cell: split_of(scan, cell) for cell in texts}
    heads = [cell for cell, name in named.items() if name.endswith("_split")]
    if not heads and not (scan.split and any(named.values())):
        return False
    scan.split = True
    check_side(scan, row, header)
    check_halves(scan, row, heads)
    for cell, name in named.items():
        label, number = inline(cell.text)
        if name:
            told = scan.find(f"splits.{name}" + ("" if name.endswith("_split") else f".{fold(label).name}"), cell)
            if number:
                scan.seen.left.append((Text(number, told.where), "figure"))
        elif read_number(cell.text):
            scan.answer(cell, "")
        elif cell not in header.cells:
            scan.stranger("splits", cell, True)
    return True


def check_halves(scan: Scan, row: Row, heads: list[Cell]) -> None:
    """That each cell of a split is as wide as the title of its half, and none is blank above one that is not."""
    if heads:
        scan.halves = {head: [] for head in heads}
        for start, before in uncovered(row, heads[0].col, scan.width):
            if before is not None:
                scan.unspanned(known_text(scan, before), scan.at(row.number, start, label_text(before.text)))
        return
    for head, blanks in scan.halves.items():
        cell = next((c for c in row.cells if c.covers(head.col)), None)
        if cell is None:
            continue
        if cell.cols < head.cols:
            told = cell if cell.text.strip() else head
            scan.unspanned(known_text(scan, told), scan.at(row.number, cell.col + cell.cols, label_text(told.text)))
        if not cell.text.strip():
            blanks.append(scan.text(cell, label_text(head.text)))
        elif blanks:
            label = known_text(scan, head)
            scan.seen.gaps += [Gap("splits.rows", "", label, blank, True) for blank in blanks]
            blanks.clear()


def split_of(scan: Scan, cell: Cell) -> str:
    label, _ = inline(cell.text)
    return scan.labels.field(cell.text, "splits") or scan.labels.field(label, "splits")
