"""Label and value side by side in a blank form, and the line of signatures."""

import re

from selfeval.document import Cell, Row, Where
from selfeval.figure import Text
from selfeval.layout.blank.seen import NAMES, Gap, Scan, Stranger, is_blank, kind_left
from selfeval.layout.labels import fold, squeeze, unit_said

BEFORE_COLON = re.compile(r"([^\s:：]+)\s*[:：]")


def read_signature(scan: Scan, signed: list[tuple[str, str, str]], where: Where, typed: str) -> None:
    """A line such as `填表人：  填报日期：`: its labels, what stands behind them, and what is no label that is known."""
    seen = scan.seen
    for name, label, value in signed:
        place = where._replace(label=label)
        if name == "unit" and unit_said(value):
            continue
        seen.found.setdefault(f"pairs.{name}.{fold(label).name}", []).append(Text(label, place))
        if not is_blank(value):
            seen.left.append((Text(value, place), "name" if name in NAMES else kind_left(value)))
    for piece in BEFORE_COLON.findall(typed):
        if not any(squeeze(piece).endswith(label) for _, label, _ in signed):
            seen.strangers.append(Stranger("pairs", Text(piece, where._replace(label=piece)), False))


def read_pairs(scan: Scan, row: Row, texts: list[Cell]) -> bool:
    """Rows of label and value, side by side: one cell for each value, as wide as there is room."""
    header = scan.header
    names = {cell: pair_field(scan, cell) for cell in texts}
    cells = [c for c in row.cells if not (header and c in header.cells)]
    first = next((cell for cell in cells if names.get(cell)), None)
    if first is None or (header and header.block == "indicators" and first is not cells[0]):
        return False
    label: Text | None = None
    field_, edge, value = "", 0, False
    for cell in cells:
        if cell.row != row.number and cell not in names:
            continue
        words = cell.text.strip()
        if names.get(cell):
            field_, value = names[cell].partition(".")[2], False
            word = f".{fold(cell.text).name}" if names[cell].startswith("pairs") else ""
            label = scan.find(names[cell] + word, cell)
        elif label is None:
            if words:
                scan.stranger("pairs", cell, False)
                label, field_, value = scan.text(cell), "", False
        elif not value:
            value = True
            if cell.col > edge:
                scan.unspanned(label, scan.at(row.number, edge, label.text))
            scan.answer(cell, label.text, pair_kind(field_, words))
        elif words:
            scan.stranger("pairs", cell, False)
            label, field_, value = scan.text(cell), "", False
        elif id(label) not in scan.said:
            # A cell that should be merged with the value, or one whose label was lost.
            scan.said.add(id(label))
            place = scan.text(cell, label.where.label)
            scan.seen.gaps.append(Gap("pairs", f"pairs.{field_}", label, place, True))
        edge = cell.col + cell.cols
    if label is not None and value and edge <= scan.width:
        scan.unspanned(label, scan.at(row.number, edge, label.text))
    return True


def pair_field(scan: Scan, cell: Cell) -> str:
    for group, name in scan.labels.find(cell.text):
        if group == "pairs" or (group == "goals" and name in ("expected", "achieved")):
            return f"{group}.{name}"
    return ""


def pair_kind(field_: str, words: str) -> str:
    return "name" if field_ in NAMES else kind_left(words) if words else ""
