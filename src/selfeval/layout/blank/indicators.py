"""The indicators of a blank form: headings with their weights, empty slots, and the last row."""

from selfeval.document import Cell, Row
from selfeval.figure import NO_TEXT, Figure, Text
from selfeval.layout.blank.seen import Gap, Scan, Weighed, points
from selfeval.layout.blank.spans import check_row_label, check_side, check_widths
from selfeval.layout.blocks import Entry, label_text, value_cells
from selfeval.layout.draft import SUBTOTAL
from selfeval.layout.labels import fold, slot_name
from selfeval.layout.table import heading_points, kind_of
from selfeval.layout.values import make
from selfeval.units import POINTS


def read_total(scan: Scan, row: Row, texts: list[Cell]) -> bool:
    """The last row of the indicators: 总分, or 合计."""
    header, seen = scan.header, scan.seen
    if not header or header.block != "indicators" or not texts:
        return False
    cell = texts[0]
    if cell in header.cells or not scan.labels.field(cell.text, "indicators.rows"):
        return False
    label = scan.find("indicators.rows.total", cell)
    cells = {
        name: at for name, at in value_cells(row, header).items() if name in ("weight", "score") and at is not cell
    }
    if weight := cells.get("weight"):
        seen.full = points(scan, weight, f"{label_text(cell.text)} / {header.labels['weight']}")
    for other in texts[1:]:
        if other is not weight:
            scan.answer(other, label_text(cell.text))
    heads = [header.columns[name].col for name in ("weight", "score") if name in header.columns]
    check_row_label(scan, row, cell, min(heads, default=0), label)
    scan.header = None
    return True


def read_indicator(scan: Scan, row: Row) -> None:
    header, seen = scan.header, scan.seen
    assert header is not None
    check_side(scan, row, header)
    cells = value_cells(row, header)
    name, heading = cells.get("level3") or cells.get("level2"), cells.get("level1")
    if name is not None and SUBTOTAL.search(label_text(name.text)):
        return
    if heading is not None and heading.text.strip() and not slot_name(heading.text):
        # A row of dots says that there may be more headings.
        return
    for at, level in enumerate(("level1", "level2")):
        if level in header.columns:
            read_level(scan, row, cells.get(level), at, level)
    for column, value in cells.items():
        if value is None or value.row != row.number or column in ("level1", "level2", "weight"):
            continue
        scan.answer(value, header.labels[column])
    if weight := cells.get("weight"):
        slot = points(scan, weight, header.labels["weight"])
        seen.slots.append(slot)
        for above in (*seen.levels[-1:], *(seen.levels[-1].below[-1:] if seen.levels else [])):
            above.slots.append(slot)
    check_widths(scan, row, header)


def read_level(scan: Scan, row: Row, cell: Cell | None, at: int, level: str) -> None:
    """A cell of 一级指标 or 二级指标: a heading where its words begin, a gap where it should reach down from above and does not."""
    group, seen, header = f"indicators.{level}", scan.seen, scan.header
    assert header is not None
    if cell is not None and cell.text.strip():
        if cell.row != row.number or not slot_name(cell.text):
            return
        kind = kind_of(cell, group, scan.labels)
        label = scan.find(f"{group}.{kind}.{fold(cell.text).name}", cell) if kind else scan.text(cell)
        if not kind:
            scan.stranger(group, cell, True)
        weighed = Weighed(label, heading_weight(cell, label))
        if at == 0:
            seen.levels.append(weighed)
            scan.level[1] = None
        elif seen.levels:
            seen.levels[-1].below.append(weighed)
        scan.level[at] = label
        return
    above = scan.level[at]
    if cell is not None and cell.row != row.number:
        return
    told = above.where.label if above else ""
    place = scan.text(cell, told) if cell else scan.at(row.number, header.columns[level].col, told)
    before = next((name for name, texts in seen.found.items() if above in texts), "") if above else ""
    if not any(gap.group == group and gap.label is above for gap in seen.gaps):
        seen.gaps.append(Gap(group, before, above or NO_TEXT, place, True))


def heading_weight(cell: Cell, label: Text) -> Figure:
    """The weight in a heading's brackets, blank where it has none."""
    weight = heading_points(cell.text, label.where)
    return make(Entry("", label.where), POINTS, {}) if weight.absent else weight
