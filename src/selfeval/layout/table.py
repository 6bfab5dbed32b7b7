"""The indicator block: headings carried down to their rows, the weights that headings name, sub-totals marked."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from selfeval.document import Cell, Where
from selfeval.figure import NONE, UNKNOWN, Figure, Text, Why, typed_figure
from selfeval.forms.evaluation import Group, Indicator
from selfeval.forms.stated import NOTHING_STATED, Stated
from selfeval.layout.blocks import Entry, label_text
from selfeval.layout.concepts import indicator_concept
from selfeval.layout.draft import Draft, Line
from selfeval.layout.labels import Labels, fold, slot_name, squeeze
from selfeval.layout.numbers import is_nothing, read_number, read_stated
from selfeval.layout.values import make, reason_of
from selfeval.units import POINTS

GROUP_OF = {
    "quantity": "output",
    "quality": "output",
    "timeliness": "output",
    "cost": "output",
    "economic": "benefit",
    "social": "benefit",
    "ecological": "benefit",
    "sustainable": "benefit",
    "satisfaction": "satisfaction",
}
HIGHEST_RATIO = Decimal("1.5")
VALUES = ("target", "actual", "weight", "score")


class Heading:
    """A heading as it is carried down: its cell, its words and what kind it is."""

    __slots__ = ("cell", "indicators", "kind", "level", "text")

    def __init__(self, cell: Cell | None, level: int, kind: str, text: Text) -> None:
        self.cell, self.level, self.kind, self.text = cell, level, kind, text
        self.indicators: list[Indicator] = []


def build_indicators(draft: Draft, given: dict[str, object], labels: Labels) -> None:
    """Fills in the indicators and the groups under headings."""
    everything = draft.lines.get("indicators", [])
    lines = [line for line in everything if line_filled(line)]
    header = draft.headers.get("indicators")
    if not header:
        return
    subtotals = {at for at in range(len(lines)) if is_subtotal(lines, at)}
    rows: list[Indicator] = []
    headings: list[Heading] = []
    first: Heading | None = None
    second: Heading | None = None
    at = -1
    for line in everything:
        category_cell = line.levels[1]
        category = kind_of(category_cell, "indicators.level2", labels)
        before = first
        first = carry(first, line, 0, kind_of(line.levels[0], "indicators.level1", labels), category)
        if first is not None and first is not before:
            headings.append(first)
            second = None
        before = second
        second = carry(second, line, 1, category, category)
        if second is not None and second is not before:
            headings.append(second)
        if not line_filled(line):
            # An empty slot of the template: its headings hold for the rows below.
            continue
        at += 1
        under = next(
            (
                stated_unit(lines[top])
                for top in sorted(subtotals, reverse=True)
                if top < at and is_below(lines, top, at)
            ),
            "",
        )
        indicator = build_indicator(line, first, second, at in subtotals, under, draft.year, labels)
        for heading in (first, second):
            if heading is not None:
                heading.indicators.append(indicator)
        rows.append(indicator)
    indicators = tuple(rows)
    given["indicators"] = indicators
    groups = [group_of(heading) for heading in headings if heading.indicators]
    side = header.ordered[0]
    weight = fold(side.text)
    if weight.weight is not None and side not in header.columns.values() and indicators:
        part = lines[0].where.part
        ref = f"r{side.row}c{side.col}" if lines[0].where.ref.startswith("r") else lines[0].where.ref
        where = Where(lines[0].where.file, part, ref, weight.name)
        groups.insert(
            0,
            Group(
                label=Text(label_text(side.text), where),
                level=0,
                weight=heading_points(side.text, where),
                indicators=indicators,
            ),
        )
    given["groups"] = tuple(groups)


def line_filled(line: Line) -> bool:
    """A row that names an indicator, or fills any of its cells; the template's empty slots are none."""
    name = line.cells.get("level3") or line.cells.get("level2")
    values = any(name in line.cells and not is_nothing(line.cells[name].text) for name in VALUES)
    return values or bool(name and "level3" in line.cells and slot_name(name.text))


def kind_of(cell: Cell | None, group: str, labels: Labels) -> str:
    """The kind that a level's label names; `经济效益 社会效益` in one cell is the first."""
    if cell is None or not cell.text.strip():
        return ""
    return labels.field(cell.text, group) or next(
        (kind for word in squeeze(fold(cell.text).name).split("/") if (kind := labels.field(word, group))), ""
    )


def carry(now: Heading | None, line: Line, level: int, kind: str, category: str) -> Heading | None:
    """The heading in force for a line: its own, or the one above where its cell is that one's, repeats it or is blank under it."""
    key = ("level1", "level2")[level]
    if key not in line.cells:
        return None
    cell, entry = line.levels[level], line.cells[key]
    words = label_text(entry.text)
    if now is not None and cell is not None and cell is now.cell:
        return now
    if words and not is_nothing(words):
        if now is not None and words == label_text(now.text.text):
            return now
        return Heading(cell, level + 1, kind, Text(entry.text, entry.where._replace(label=words)))
    fits = level == 1 or not category or now is None or now.kind in ("", GROUP_OF.get(category, ""), category)
    if now is not None and fits and (now.text.text or level == 1):
        return now
    if now is not None and not now.text.text and fits:
        return now
    return Heading(cell, level + 1, "", Text("", entry.where._replace(label="一级指标" if level == 0 else "二级指标")))


def group_of(heading: Heading) -> Group:
    weight = heading_points(heading.text.text, heading.text.where)
    return Group(
        label=heading.text, level=heading.level, group=heading.kind, weight=weight, indicators=tuple(heading.indicators)
    )


def heading_points(text: str, where: Where) -> Figure:
    label = fold(text)
    if label.weight is None:
        return NONE
    decimals = max(-int(label.weight.as_tuple().exponent), 0)
    return typed_figure(label.weight, POINTS, decimals, 2, label.weight_text, where._replace(label=label_text(text)))


def build_indicator(
    line: Line, first: Heading | None, second: Heading | None, subtotal: bool, under: str, year: int, labels: Labels
) -> Indicator:
    cells = line.cells
    entry = cells.get("level3") or cells.get("level2") or Entry()
    name = slot_name(entry.text)
    unit = unit_for(line)
    operator = cells["operator"].text if "operator" in cells else ""
    category = second.kind if second else ""
    group = (first.kind if first else "") or GROUP_OF.get(category, "")
    given: dict[str, Any] = {
        "name": Text(name, entry.where._replace(label=name)),
        "group": group,
        "category": category,
        "part": line.label.part,
        "subtotal": subtotal,
        "under": under,
        "unit_column": bool(unit),
        "concept": indicator_concept(name, labels),
    }
    if first:
        given["level1"] = first.text
    if second:
        given["level2"] = second.text
    for field in ("target", "actual"):
        given[field] = stated(cells.get(field), operator if field == "target" else "", unit)
    given["target"], given["actual"] = together(given["target"], given["actual"], year)
    for field in ("weight", "score"):
        if field in cells:
            given[field] = make(cells[field], POINTS, {})
    if "reason" in cells:
        given["reason"] = reason_of(cells["reason"])
    return Indicator.model_validate(given)


def together(target: Stated, actual: Stated, year: int) -> tuple[Stated, Stated]:
    """Target and actual, each read in the light of the other: a rate without its sign, a time without its year."""
    for one, other in ((target, actual), (actual, target)):
        if (
            one.numeric
            and other.numeric
            and one.figure.unit == "%"
            and not other.figure.unit
            and one.figure.value > HIGHEST_RATIO >= other.figure.value
        ):
            figure = other.figure
            other.figure = replace(figure, value=figure.value * 100, decimals=max(figure.decimals - 2, 0))
    if target.kind == actual.kind == "time" and actual.moment[0] and not target.moment[0]:
        target.moment = (year, *target.moment[1:])
    return target, actual


def stated(entry: Entry | None, operator: str, unit: str) -> Stated:
    if entry is None:
        return NOTHING_STATED
    if entry.why:
        value = Figure(state=UNKNOWN, unit=unit, typed=entry.text, where=entry.where, why=Why(entry.why, entry.text))
        return Stated("unknown", Text(entry.text or "=", entry.where), value)
    return read_stated(entry.text, entry.where, operator, unit)


def unit_for(line: Line) -> str:
    """The unit of the unit's own column, else that in the brackets of the header or the name."""
    column = squeeze(line.cells["measure_unit"].text) if "measure_unit" in line.cells else ""
    if column and not is_nothing(column):
        return column
    return line.cells["target"].unit if "target" in line.cells and line.cells["target"].unit else line.label.unit


def stated_unit(line: Line) -> str:
    entry = line.cells.get("target")
    return read_stated(entry.text, entry.where).figure.unit if entry else ""


def below(lines: list[Line], at: int) -> list[Line]:
    """The lines of deeper numbering right below a line."""
    depth = lines[at].label.depth
    found: list[Line] = []
    for line in lines[at + 1 :] if depth else []:
        if not line.label.depth or line.label.depth <= depth:
            break
        found.append(line)
    return found


def is_below(lines: list[Line], top: int, at: int) -> bool:
    return lines[at] in below(lines, top)


def is_subtotal(lines: list[Line], at: int) -> bool:
    """Whether the scores, or without scores the weights, of the lines below add up to this line's."""
    parts = below(lines, at)
    for column in ("score", "weight"):
        own = read_number(lines[at].cells[column].text) if column in lines[at].cells else None
        numbers = [n for line in parts if column in line.cells and (n := read_number(line.cells[column].text))]
        if own and numbers and sum((n.value for n in numbers), Decimal(0)) == own.value:
            return True
    return False
