"""From the entries of a form to its model: figures with their units and precision, texts, lines counted once."""

import re
from collections.abc import Iterator
from decimal import Decimal

from selfeval.document import Cell, Grid, Where
from selfeval.figure import NONE, Figure, Text, typed_figure
from selfeval.forms.basic_data import BasicData, Building, MoneyColumn, Staffing
from selfeval.forms.evaluation import EvaluationForm, FundRow, Split
from selfeval.forms.narrative import Report
from selfeval.forms.node import DatedLabel, Signature
from selfeval.layout.blocks import Entry, Header, label_text
from selfeval.layout.draft import ANSWERS, THREE_PUBLIC, Draft, Line, is_scored
from selfeval.layout.formulas import formulas
from selfeval.layout.labels import Labels, fold, squeeze
from selfeval.layout.numbers import date_figure, is_nothing, read_number, read_stated
from selfeval.layout.table import build_indicators
from selfeval.layout.values import (
    answer_of,
    make,
    make_rate,
    name_of,
    prompt_only,
    prompts_in,
    prose_figures,
    reason_of,
    text_of,
    usual_digits,
)
from selfeval.units import PERCENT, POINTS, WAN_YUAN, YEAR, YUAN, is_money

PERIODS = {"prior": "prior_final", "budget": "budget", "final": "final"}
STAFF_UNITS = {"quota": "人", "staff": "人", "control_rate": PERCENT}
BUILDING_UNITS = {
    "approved_scale": "平方米",
    "actual_scale": "平方米",
    "scale_rate": PERCENT,
    "investment_rate": PERCENT,
}
SUMS = frozenset(("小计", "合计", "总计"))
FUND_MONEY = ("initial", "full_year", "executed")
# 自评得分96.4分, 综合评分为96.4分; 满分100分 is none that was won.
SAID_SCORE = re.compile(r"(?<!扣)(?:得分|评分|自评总分|自评)(?:结果)?(?:为|是|:)?(\d{1,3}(?:\.\d+)?分)")
OTHER_COLUMNS = frozenset(("adjusted_by", "balance", "balance_rate", "audited_score", "adjusted_target"))


def signature_of(draft: Draft) -> Signature:
    pairs = draft.pairs
    given: dict[str, object] = {name: name_of(pairs[name]) for name in ("preparer", "phone") if name in pairs}
    if "date" in pairs:
        given["date"] = date_figure(pairs["date"].text, pairs["date"].where)
    if draft.heads:
        given["heads"] = tuple(name_of(entry) for entry in draft.heads)
    return Signature.model_validate(given) if given else Signature()


def common(draft: Draft, kind: str) -> dict[str, object]:
    """What every form has."""
    pairs = draft.pairs
    place = draft.place if draft.place.part else draft.title.where if draft.title.text else first_place(draft)
    given: dict[str, object] = {"kind": kind, "title": text_of(draft.title), "where": place}
    if draft.year:
        given["year"] = year_figure(draft.year, draft.year_from.where, draft.year_from.text)
    if "unit" in pairs:
        given["unit"] = name_of(pairs["unit"])
    given["signature"] = signature_of(draft)
    given["dated"] = tuple(
        DatedLabel(label=Text(entry.text, entry.where), year=year_figure(year, entry.where, entry.text), offset=offset)
        for entry, year, offset in draft.dated
    )
    given["loose"] = tuple(make(entry, "", {}) for entry in (*draft.loose, *figures_apart(draft, place.file)))
    given["strange"] = tuple(
        Text(cell.text, Where(place.file, grid.part, grid.ref(cell), group)) for group, grid, cell in draft.strange
    )
    given["unknown"] = tuple(
        Text(cell.text, Where(place.file, grid.part, grid.ref(cell))) for grid, cell in draft.unknown
    )
    return given


def figures_apart(draft: Draft, file: str) -> Iterator[Entry]:
    """The figures of the rows that no block took, each with the first words of its row and the head of its column."""
    heads: list[Cell] = []
    of: Grid | None = None
    for grid, cells in draft.apart:
        figures = [cell for cell in cells if read_number(cell.text)]
        beside = next((cell.text for cell in cells if cell not in figures), "")
        if of is not grid or (not figures and len(cells) > 1):
            heads, of = ([] if figures else cells), grid
        for cell in figures:
            head = next((label_text(head.text) for head in heads if head.covers(cell.col)), "")
            label = " / ".join(filter(None, (label_text(beside), head)))
            yield Entry(cell.text.strip(), Where(file, grid.part, grid.ref(cell), label), cell.why, fold(head).unit)


def first_place(draft: Draft) -> Where:
    for lines in draft.lines.values():
        for line in lines:
            return line.where
    entries = [
        *draft.pairs.values(),
        *(e for values in draft.single.values() for e in values.values()),
        *draft.paragraphs,
    ]
    return entries[0].where if entries else Where()


def year_figure(year: int, where: Where, text: str) -> Figure:
    place = where if where.label else where._replace(label="年度")
    return Figure(Decimal(year), YEAR, 0, typed=text, where=place)


def build_basic_data(draft: Draft) -> BasicData:
    lines = draft.lines.get("money", [])
    usual = usual_digits(entry for line in lines for entry in line.cells.values())
    given = common(draft, "basic-data")
    header = draft.headers.get("money")
    if not draft.year and header and (year := max(header.years.values(), default=0)):
        head = next((cell for name, cell in header.columns.items() if header.years.get(name) == year), None)
        given["year"] = year_figure(year, first_place(draft), head.text if head else "")
    if "staffing" in draft.single:
        given["staffing"] = build_staffing(draft.single["staffing"])
    given["loose"] += tuple(make(entry, WAN_YUAN, usual) for entry in uncounted(lines))  # type: ignore[operator]
    for period, column in PERIODS.items():
        if column in draft.columns.get("money", ()):
            given[period] = build_column(period, column, lines, usual, draft.stray.text)
    adjusted = next((line for line in lines if line.name == "adjustment"), None)
    if adjusted:
        said = [entry for entry in adjusted.cells.values() if not is_nothing(entry.text)]
        given["adjustment"] = Text(said[0].text if said else "", adjusted.where)
        given["loose"] += tuple(make(entry, WAN_YUAN, usual) for entry in said if read_number(entry.text))  # type: ignore[operator]
    if "building" in draft.single:
        given["building"] = build_building(draft.single["building"], draft.money_unit or WAN_YUAN)
    thrift = draft.pairs.get("thrift")
    if thrift:
        given["thrift"] = Text("" if is_nothing(thrift.text) or prompt_only(thrift.text) else thrift.text, thrift.where)
        given["prompts"] = prompts_in([thrift])
    return BasicData.model_validate(given)


def build_staffing(entries: dict[str, Entry]) -> Staffing:
    found = {name: make(entry, STAFF_UNITS[name], {}) for name, entry in entries.items()}
    if "control_rate" in found:
        found["control_rate"] = make_rate(entries["control_rate"], found.get("staff", NONE), found.get("quota", NONE))
    return Staffing(**found)


def build_building(entries: dict[str, Entry], money: str) -> Building:
    found = {name: make(entry, BUILDING_UNITS.get(name, money), {}) for name, entry in entries.items()}
    for rate, top, base in (
        ("scale_rate", "actual_scale", "approved_scale"),
        ("investment_rate", "actual_investment", "planned_investment"),
    ):
        if rate in found:
            found[rate] = make_rate(entries[rate], found.get(top, NONE), found.get(base, NONE))
    return Building(**found)


def build_column(period: str, column: str, lines: list[Line], usual: dict[str, int], stray: str) -> MoneyColumn:
    given: dict[str, object] = {"period": period}
    for line in lines:
        if line.name not in ("", "adjustment", "other"):
            mark = stray if line.name in THREE_PUBLIC else ""
            given[line.name] = make(line.cells[column], WAN_YUAN, usual, mark)
    for parent, field in (("project", "project_lines"), ("public", "public_lines")):
        free = [line for line in lines if line.under == parent]
        counted = counted_once(free) if parent == "project" else [line for line in free if line.label.name not in SUMS]
        if free:
            given[field] = tuple(make(line.cells[column], WAN_YUAN, usual) for line in counted)
            if parent == "project":
                given["projects"] = tuple(
                    tuple(make(line.cells[column], WAN_YUAN, usual) for line in family) for family in families(free)
                )
    return MoneyColumn.model_validate(given)


def families(lines: list[Line]) -> list[list[Line]]:
    """Each line of the first level (numbered as high as any, or not at all, no 其中 of another) with the lines below it; no 小计."""
    highest = min((line.label.depth for line in lines if line.label.depth), default=0)
    parts_too = bool(lines) and lines[0].label.part
    found: list[list[Line]] = []
    for line in lines:
        if line.label.name in SUMS:
            continue
        if not found or (line.label.depth in (0, highest) and (parts_too or not line.label.part)):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def uncounted(lines: list[Line]) -> list[Entry]:
    """The figures of the project lines that no sum counts."""
    free = [line for line in lines if line.under == "project"]
    counted = counted_once(free)
    return [e for line in free if line not in counted for e in line.cells.values() if read_number(e.text)]


def counted_once(lines: list[Line]) -> list[Line]:
    """The lines that a sum counts: no 其中 of another line, no 小计, no line whose own parts stand below it."""
    tops = lines and lines[0].label.part
    kept = [line for line in lines if (tops or not line.label.part) and line.label.name not in SUMS]
    return [line for at, line in enumerate(kept) if not is_subtotal(kept, at)]


def is_subtotal(lines: list[Line], at: int) -> bool:
    """Whether the lines of deeper numbering right below a line add up to it in some column."""
    depth = lines[at].label.depth
    if not depth:
        return False
    below: list[Line] = []
    for line in lines[at + 1 :]:
        if line.label.depth <= depth:
            break
        below.append(line)
    least = min((line.label.depth for line in below), default=0)
    below = [line for line in below if line.label.depth == least]
    agrees = False
    for name, entry in lines[at].cells.items():
        number = read_number(entry.text)
        parts = [n for line in below if name in line.cells and (n := read_number(line.cells[name].text))]
        if number and parts:
            off = abs(sum((n.value for n in parts), Decimal(0)) - number.value)
            finest = max(number.decimals, *(n.decimals for n in parts))
            # Each part and the whole may be rounded by half a unit of the finest digits.
            agrees = agrees or off < Decimal(len(parts) + 1).scaleb(-finest) / 2
    return agrees


def build_evaluation(draft: Draft, kind: str, labels: Labels) -> EvaluationForm:
    given = common(draft, kind)
    pairs = draft.pairs
    for field in ("department_in_charge", "implementing_unit", "project", "term", "grade"):
        if field in pairs:
            given[field] = name_of(pairs[field])
    given["reason"] = reason_of(pairs.get("reason"))
    build_funds(draft, given)
    build_vouchers(draft, given)
    given["expected"] = text_of(draft.goals.get("expected"))
    given["achieved"] = text_of(draft.goals.get("achieved"))
    given["goal_figures"] = tuple(f for name in ("expected", "achieved") for f in prose_figures(draft.goals.get(name)))
    asked = [draft.goals[name] for name in ("expected", "achieved") if name in draft.goals]
    asked += [pairs[name] for name in ANSWERS if name in pairs]
    given["answers"] = tuple(answer_of(entry) for entry in asked)
    columns = draft.columns.get("indicators", set())
    reasons = [line.cells["reason"] for line in draft.lines.get("indicators", []) if "reason" in line.cells]
    given["prompts"] = prompts_in(
        [*asked, *reasons, *(pairs[n] for n in ("unit", "project", "preparer") if n in pairs)]
    )
    given["has_weight"] = "weight" in columns
    given["flat"] = "level1" not in columns
    build_indicators(draft, given, labels)
    given["loose"] += tuple(beside(draft))  # type: ignore[operator]
    for field in ("weight", "score"):
        if field in draft.totals:
            given[f"{field}_total"] = make(draft.totals[field], POINTS, {})
    if "score" not in draft.totals and "score_total" in pairs:
        given["score_total"] = make(pairs["score_total"], POINTS, {})
    given["score_said"] = score_said(pairs.get("conclusion"))
    return EvaluationForm.model_validate(given)


def score_said(conclusion: Entry | None) -> Figure:
    """The score that a conclusion speaks of; of several nobody knows which is the form's."""
    found = SAID_SCORE.findall(squeeze(conclusion.text)) if conclusion else []
    return make(conclusion._replace(text=found[0]), POINTS, {}) if conclusion and len(found) == 1 else NONE


def adjusted_budget(lines: list[Line]) -> None:
    """Between 预算批复数 and 实际执行数, 预算调整数 may be what the budget was adjusted to, or by how much: the total tells which."""
    total = next((line.cells for line in lines if line.name == "total"), {})
    names = ("initial", "adjusted_by", "executed")
    initial, adjusted, executed = (read_number(total[name].text) if name in total else None for name in names)
    if any("full_year" in line.cells for line in lines) or initial is None or adjusted is None or executed is None:
        return
    if abs(adjusted.value - executed.value) < abs(initial.value + adjusted.value - executed.value):
        for line in lines:
            if "adjusted_by" in line.cells:
                line.cells["full_year"] = line.cells.pop("adjusted_by")


def build_funds(draft: Draft, given: dict[str, object]) -> None:
    lines = draft.lines.get("funds", [])
    adjusted_budget(lines)
    split_entries = [part.entry for parts in draft.splits.values() for part in parts]
    money = [line.cells[name] for line in lines for name in FUND_MONEY if name in line.cells] + split_entries
    usual = usual_digits(money)
    default = next((entry.unit for entry in money if entry.unit), WAN_YUAN)
    given["unit_stated"] = any(entry.unit or ((n := read_number(entry.text)) and is_money(n.unit)) for entry in money)
    known = [line for line in lines if line.name != "stray"]
    stray = next((line for line in lines if line.name == "stray" and any_filled(line)), None)
    if stray:
        entries = [stray.cells[name] for name in FUND_MONEY if name in stray.cells]
        loose: tuple[Figure, ...] = given["loose"]  # type: ignore[assignment]
        given["loose"] = loose + tuple(make(entry, default, usual) for entry in entries)
        given["unknown"] = (*given["unknown"], Text(stray.label.name, stray.where))  # type: ignore[misc]
    scored = next((line.label.name for line in lines if line.name == "stray" and is_scored(line.cells)), "")
    heading = heading_weight(draft)
    rows = []
    nested = False
    for line in known:
        kind = line.name
        if kind == "part" and line.label.part:
            kind, nested = ("sub" if nested else "part"), True
        rows.append(
            build_fund_row(
                line,
                kind,
                default,
                usual,
                stray.label.name if stray else "",
                scored,
                heading if kind == "total" else NONE,
                draft.headers.get("funds"),
            )
        )
    given["funds"] = tuple(rows)
    for side in ("income", "expenditure"):
        parts = draft.splits.get(side, [])
        strays = next((p.name for p in parts if not p.known and not is_nothing(p.entry.text)), "")
        split: dict[str, object] = {}
        if parts:
            split["parts"] = tuple(make(p.entry, default, usual, strays) for p in parts if p.known)
        if side in draft.printed:
            split["printed"] = make(draft.printed[side], default, usual)
        if split:
            given[side] = Split.model_validate(split)


def build_vouchers(draft: Draft, given: dict[str, object]) -> None:
    """A list of vouchers: its lines in 元 unless it says otherwise, under a head in 万元."""
    lines = draft.lines.get("vouchers", [])
    if not lines and "voucher_total" not in draft.totals:
        return
    entries = [line.cells["spent"] for line in lines if "spent" in line.cells]
    usual = usual_digits(entry._replace(unit=entry.unit or YUAN) for entry in entries)
    given["vouchers"] = tuple(make(entry, YUAN, usual) for entry in entries)
    if "voucher_total" in draft.totals:
        given["voucher_total"] = make(draft.totals["voucher_total"], YUAN, usual)
    if "spent" in draft.pairs:
        given["spent"] = make(draft.pairs["spent"], WAN_YUAN, {})
    names = ["planned", "received", "left"]
    if "planned" in draft.pairs and "spent" in draft.pairs and not given["funds"]:
        # The head of the list is its funds: 计划安排资金 is the budget of the year.
        planned, spent = (make(draft.pairs[name], WAN_YUAN, {}) for name in ("planned", "spent"))
        label = Text(label_text(planned.where.label), planned.where)
        given["funds"] = (FundRow(kind="total", label=label, full_year=planned, executed=spent),)
        names.remove("planned")
    head = [draft.pairs[name] for name in names if name in draft.pairs]
    given["loose"] += tuple(make(entry, WAN_YUAN, {}) for entry in head if read_number(entry.text))  # type: ignore[operator]


def beside(draft: Draft) -> list[Figure]:
    """The figures of columns that are known and that no rule looks at: 预算调整数, 结余金额, 财政审定评分, 调整指标值."""
    entries = [
        line.cells[name]
        for block in ("funds", "indicators")
        for line in draft.lines.get(block, [])
        for name in sorted(OTHER_COLUMNS & line.cells.keys())
    ]
    return [make(e, "", {}) if read_number(e.text) else read_stated(e.text, e.where).figure for e in entries if e.text]


def any_filled(line: Line) -> bool:
    return any(name in line.cells and not is_nothing(line.cells[name].text) for name in FUND_MONEY)


def heading_weight(draft: Draft) -> Figure:
    """The weight of execution where the header or the heading of the funds carries it (`得分（20分*执行率）`)."""
    header = draft.headers.get("funds")
    if not header or "weight" in header.columns:
        return NONE
    places = [header.columns[name] for name in ("score",) if name in header.columns] + list(header.ordered[:1])
    for cell in places:
        label = fold(cell.text)
        if label.weight is not None and "score" in header.columns:
            where = first_place(draft)._replace(label=label.name)
            return typed_figure(label.weight, POINTS, 0, 2, label.weight_text, where)
    return NONE


def build_fund_row(
    line: Line,
    kind: str,
    unit: str,
    usual: dict[str, int],
    stray: str,
    scored: str,
    weight: Figure,
    header: Header | None,
) -> FundRow:
    """A row of the funds. stray, scored: a row that nobody knows, with money and with points."""
    cells = line.cells
    found: dict[str, object] = {"kind": kind, "label": Text(line.label.name, line.where), "among": line.label.part}
    money = {name: make(cells[name], unit, usual, stray) for name in FUND_MONEY if name in cells}
    if "full_year" not in money and "initial" in money and "adjusted_by" in cells:
        money["full_year"] = money["initial"] + make(cells["adjusted_by"], unit, usual)
    found.update(money)
    if "rate" in cells:
        found["rate"] = make_rate(cells["rate"], money.get("executed", NONE), money.get("full_year", NONE))
    for name in ("weight", "score"):
        if name in cells:
            found[name] = make(cells[name], POINTS, {}, scored)
    if weight is not NONE:
        found["weight"] = weight
    found["formulas"] = formulas(header, cells, unit, usual)
    if "reason" in cells and not is_filler(cells["reason"].text) and not is_blank_remark(cells["reason"]):
        found["reason"] = reason_of(cells["reason"])
    return FundRow.model_validate(found)


def is_blank_remark(entry: Entry) -> bool:
    """A blank cell under 备注, which asks for nothing; what is written there may be the reason."""
    return not entry.text.strip() and entry.where.label.endswith("备注")


def is_filler(text: str) -> bool:
    """A cell that the template itself crossed out."""
    return squeeze(text) in ("/", "-", "—", "——")


def build_report(draft: Draft, labels: Labels) -> Report:
    # Loaded where a report is: to compile its patterns costs a tenth of a start.
    from selfeval.layout.narrative import narrate

    given = common(draft, draft.kind)
    given["paragraphs"] = tuple(text_of(entry) for entry in draft.paragraphs)
    given |= narrate(draft.paragraphs, draft.year, labels, own="项目" if draft.kind == "project-report" else "")
    return Report.model_validate(given)
