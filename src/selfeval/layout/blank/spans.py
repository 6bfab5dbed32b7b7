"""Whether each label of a blank form spans what it heads: rows beside it, columns below it, the place up to the figures."""

from selfeval.document import Cell, Row, Where
from selfeval.figure import Text
from selfeval.layout.blank.seen import Scan
from selfeval.layout.blocks import Header, label_text


def uncovered(row: Row, start: int, end: int) -> list[tuple[int, Cell | None]]:
    """Where columns from start to end carry no text, each stretch once, with the last cell with text before it."""
    found: list[tuple[int, Cell | None]] = []
    before: Cell | None = None
    inside = False
    for col in range(start, end + 1):
        cell = next((c for c in row.cells if c.covers(col) and c.text.strip()), None)
        if cell is None and not inside:
            found.append((col, before))
        before, inside = cell or before, cell is None
    return found


def check_side(scan: Scan, row: Row, header: Header) -> None:
    """That the title left of a block, such as 项目资金 or 绩效指标, reaches down to this row; one that heads the labels need not."""
    side = header.ordered[0]
    end = side.col + side.cols
    beside = end < header.first if header.block == "funds" else end <= header.first
    if side.text.strip() and beside and side not in header.columns.values() and not covered(row, side):
        scan.unspanned(known_text(scan, side), scan.at(row.number, side.col, label_text(side.text)))


def covered(row: Row, side: Cell) -> bool:
    return any(cell.covers(side.col) and cell.text.strip() for cell in row.cells)


def known_text(scan: Scan, cell: Cell) -> Text:
    """The same Text for a cell each time that it is asked for, so that it is told once."""
    place = Where(scan.file, scan.grid.part, scan.grid.ref(cell), label_text(cell.text))
    everything = [text for texts in scan.seen.found.values() for text in texts]
    everything += [label for label, _ in scan.seen.unspanned]
    return next((text for text in everything if text.where == place), scan.text(cell))


def check_widths(scan: Scan, row: Row, header: Header) -> None:
    """That under each label stands one cell as wide as it: one that was split makes more cells than the header has."""
    heads = [cell for cell in header.ordered if cell.col >= header.first]
    cells = [cell for cell in row.cells if cell.col >= header.first]
    for head in header.columns.values():
        cell = next((c for c in cells if c.col == head.col), None)
        end = head.col + head.cols
        if cell is None or cell.col + cell.cols >= end or cell.row != row.number:
            continue
        stored = any(c.covers(cell.col + cell.cols) for c in cells)
        if not stored or len(cells) > len(heads):
            scan.unspanned(known_text(scan, head), scan.at(row.number, cell.col + cell.cols, label_text(head.text)))


def check_row_label(scan: Scan, row: Row, label: Cell, first: int, told: Text) -> None:
    """That the label of a row reaches to the first column of values."""
    end = label.col + label.cols
    if end < first and not any(c.covers(end) and c.text.strip() for c in row.cells):
        scan.unspanned(told, scan.at(row.number, end, told.text))
