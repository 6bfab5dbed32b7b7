"""Makes random submissions in plain text that are right in every figure, so that a finding in one is a wrong finding."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import partial
from importlib.resources import files
from random import Random
from typing import NamedTuple

import narratives

LABELS = tomllib.loads((files("selfeval.layout") / "labels" / "national.toml").read_text("utf-8"))
# Names that say more than the field, or that stand for another field too.
AMBIGUOUS = {
    "funds.columns.score": {"得分(20分*执行率)", "得分(10分*执行率)"},
    "funds.columns.full_year": {"小计", "年度预算数"},
    "funds.rows.part": {"其它", "其他", "财政拨款"},
    "pairs.unit": {"单位"},
}
ZERO = Decimal(0)
NOTHING = ("", "", "", "-", "/", "—")


class Value(NamedTuple):
    """A figure that stands in a form: its place in the plain text, and what was typed."""

    part: str
    ref: str
    text: str


class Generated(NamedTuple):
    """A submission, every figure in its tables, and what it was made of. marked: with the marks of its reports (see narratives.py)."""

    text: str
    values: list[Value]
    rounded: bool
    marked: str
    facts: "Facts"


class Cell(NamedTuple):
    """A cell of a block: `cols` of the block's own columns wide; `value`: the figure in it; joined to the one above."""

    text: str = ""
    cols: int = 1
    value: str = ""
    joined: bool = False


JOINED = Cell(joined=True)
Row = list[Cell]


@dataclass
class Block:
    """Rows that share their columns; the first `heads` are the header.

    cut: where a page break parts them (0: nowhere); header_again: it repeats the header; repeat: and the joined labels.
    spans: how wide each column is in its table.
    """

    rows: list[Row]
    heads: int = 1
    cut: int = 0
    header_again: bool = False
    repeat: bool = False
    spans: list[int] = field(default_factory=list)

    @property
    def columns(self) -> int:
        return sum(cell.cols for cell in self.rows[0])


PAGE = Block([])
Part = str | Block


class Draw(Random):
    """Random choices in the words of a form."""

    def chance(self, share: float) -> bool:
        return self.random() < share

    def label(self, path: str, year: int = 0) -> str:
        """One of the names that a field goes by, broken over lines or by blanks now and then."""
        table = LABELS
        for name in path.split("."):
            table = table[name]
        names = [name for name in table if name not in AMBIGUOUS.get(path, ()) and (year or "Y年" not in name)]
        return self.broken(self.choice(names).replace("Y年", f"{year}年"))

    def broken(self, label: str) -> str:
        if len(label) < 8 and self.chance(0.03):
            return "\n".join(label)
        at = self.randrange(len(label))
        words = label[at - 1 : at + 1]
        if at == 0 or not words.isalpha() or words.isascii() or self.chance(0.8):
            return label
        return label[:at] + self.choice(("\n", " ", "  ", "\u3000")) + label[at:]

    def amount(self, low: float, high: float, places: int) -> Decimal:
        scale = 10**places
        return Decimal(self.randint(round(low * scale), round(high * scale))).scaleb(-places)

    def times(self, value: Decimal, low: float, high: float) -> Decimal:
        """The value times a factor between two, with the decimals of the value."""
        places = -int(value.as_tuple().exponent)
        return rounded(value * self.amount(low, high, 4), places)

    def parts(self, whole: Decimal, count: int) -> list[Decimal]:
        """Positive parts that add up to the whole, with its decimals, or fewer parts where it is too small."""
        places = -int(whole.as_tuple().exponent)
        units = int(whole.scaleb(places))
        cuts = sorted(self.sample(range(1, units), min(count, units) - 1)) if units > 1 else []
        return [Decimal(b - a).scaleb(-places) for a, b in zip([0, *cuts], [*cuts, units], strict=True)]


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def short(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# The truth that all forms of a submission state


class Three(NamedTuple):
    """上年决算, 本年预算, 本年决算."""

    prior: Decimal
    budget: Decimal
    final: Decimal

    def __add__(self, other: "Three") -> "Three":  # type: ignore[override]
        return Three(*(a + b for a, b in zip(self, other, strict=True)))


NONE = Three(ZERO, ZERO, ZERO)


@dataclass
class Project:
    """A project: its line in the basic data, and 年初预算, 全年预算 and 全年执行 of its own form.

    odd: little was spent or much was adjusted, so that its form must have a place for the reason.
    """

    name: str
    line: Three
    initial: Decimal
    full: Decimal
    odd: bool = False

    @property
    def executed(self) -> Decimal:
        return self.line.final


@dataclass
class Facts:
    """What is so in one unit and year; money in 万元 with `places` decimals."""

    year: int
    unit: str
    department: str
    preparer: str
    head: str
    phone: str
    filed: date
    places: int
    quota: int
    staff: int
    public_money: dict[str, Three]
    projects: list[Project]
    old_line: Three
    public: Three
    public_lines: list[Three]
    procurement: Three
    basic: Decimal
    initial: Decimal = ZERO
    full: Decimal = ZERO
    names: set[str] = field(default_factory=set)
    exact: bool = True

    @property
    def three_public(self) -> Three:
        return sum(self.public_money.values(), NONE)

    @property
    def project(self) -> Three:
        return sum((project.line for project in self.projects), self.old_line)

    @property
    def executed(self) -> Decimal:
        return self.basic + self.project.final


PLACES = ("青禾", "云岭", "白鹭", "石桥", "松涧", "梅岭", "柳溪", "枫林")
KINDS = ("农业服务中心", "公路养护站", "文化馆", "水利工程站", "林业工作站", "图书馆", "乡人民政府", "社会福利院")
OFFICES = ("示例县农业农村局", "示例县交通运输局", "示例县文化和旅游局", "示例县水利局")
PEOPLE = ("甲一", "乙二", "丙三", "丁四", "戊五", "己六")
PROJECTS = words("渠道清淤 村道养护 良种推广 图书采购 护林巡查 消防维护 文化下乡 茶园改造 饮水安全 路灯维修")


def draw_facts(draw: Draw) -> Facts:
    places = draw.choice((0, 1, 2, 2, 2, 4))
    year = draw.randint(2019, 2025)
    preparer, head = draw.sample(PEOPLE, 2)
    quota = draw.randint(5, 120)
    public = draw_three(draw, draw.amount(20, 80, places))
    names = draw.sample(PROJECTS, draw.randint(1, 4))
    facts = Facts(
        year=year,
        unit=f"示例县{draw.choice(PLACES)}{draw.choice(KINDS)}",
        department=draw.choice(OFFICES),
        preparer=preparer,
        head=head,
        phone=f"88{draw.randint(10000, 99999)}",
        filed=date(year + 1, 1, 5) + timedelta(draw.randint(0, 100)),
        places=places,
        quota=quota,
        staff=draw.randint(quota * 3 // 5, quota),
        public_money=draw_public_money(draw, places),
        projects=[draw_project(draw, f"{name}经费", places) for name in names],
        old_line=Three(draw.amount(2, 4, places), ZERO, ZERO) if draw.chance(0.2) else NONE,
        public=public,
        public_lines=draw_public_lines(draw, public),
        procurement=draw_three(draw, draw.amount(3, 20, places)) if draw.chance(0.7) else NONE,
        basic=draw.times(public.final, 2, 6),
    )
    facts.full = draw.times(facts.executed, 1, draw.choice((1, 1.05, 1.1)))
    facts.initial = facts.full if draw.chance(0.3) else draw.times(facts.full, 0.87, 1.15)
    return facts


def draw_three(draw: Draw, final: Decimal) -> Three:
    """Within its budget, and not far from the year before."""
    return Three(draw.times(final, 0.85, 1.25), draw.times(final, 1, 1.2), final)


def draw_public_money(draw: Draw, places: int) -> dict[str, Three]:
    """Three-public: nothing over its budget or the year before; some kinds not spent on at all."""
    shares = {"vehicle_purchase": 0.1, "vehicle_running": 0.8, "abroad": 0.1, "reception": 0.9}
    money = {}
    nothing = draw.chance(0.05)
    for kind, share in shares.items():
        final = draw.amount(1, 9, places) if draw.chance(share) and not nothing else ZERO
        money[kind] = Three(draw.times(final, 1, 1.4), draw.times(final, 1, 1.4), final) if final else NONE
    return money


def draw_project(draw: Draw, name: str, places: int) -> Project:
    if draw.chance(0.03):
        return Project(name, NONE, ZERO, ZERO)
    line = draw_three(draw, draw.amount(10, 300, places))
    if draw.chance(0.1):
        full = draw.times(line.final, 1.2, 1.6)
        return Project(name, line, draw.times(full, 0.5, 2), full, odd=True)
    full = draw.times(line.final, 1, draw.choice((1, 1.04, 1.1)))
    initial = full if draw.chance(0.5) else draw.times(full, 0.87, 1.15)
    return Project(name, line, initial, full)


def draw_public_lines(draw: Draw, public: Three) -> list[Three]:
    shares = [draw.uniform(0.05, 0.3) for _ in range(3)]
    lines = [Three(*(draw.times(column, share, share) for column in public)) for share in shares]
    if draw.chance(0.3):
        lines[draw.randrange(3)] = NONE
    return lines


Amounts = tuple[Decimal, Decimal, Decimal]

# How a form writes its figures


@dataclass
class Money:
    """Amounts as one form writes them.

    places: the decimals shown; own_unit: the unit stands in each cell; line: in a line of its own, else in `brackets`.
    """

    unit: str
    places: int
    comma: bool
    short: bool
    own_unit: bool
    nothing: str
    line: bool
    brackets: str

    def shown(self, value: Decimal) -> Decimal:
        """The amount that the form shows, in its unit: what rates are computed from."""
        return rounded(value, self.places) if self.unit == "万元" else rounded(value * 10000, max(self.places - 4, 0))

    def text(self, value: Decimal) -> str:
        if not value:
            return self.nothing
        shown = self.shown(value)
        places = -int(shown.as_tuple().exponent)
        text = f"{shown:,.{places}f}" if self.comma else f"{shown:f}"
        if self.short and places:
            text = text.rstrip("0").rstrip(".")
        return text + (self.unit if self.own_unit else "")

    def cell(self, value: Decimal, cols: int = 1) -> Cell:
        text = self.text(value)
        return Cell(text, cols, text if text.strip("-/—") else "")

    def headed(self, label: str) -> str:
        """A label that gives the unit, unless each cell or a line above the table does."""
        return label if self.own_unit or self.line else label + self.brackets.format(self.unit)


def draw_money(draw: Draw, places: int) -> Money:
    return Money(
        unit=draw.choice(("万元", "万元", "万元", "元")),
        places=places,
        comma=draw.chance(0.2),
        short=draw.chance(0.3),
        own_unit=draw.chance(0.15),
        nothing=draw.choice((*NOTHING, "0")),
        line=draw.chance(0.15),
        brackets=draw.choice(("（{}）", "（{}）", "({})", "（单位：{}）")),
    )


def rate_text(draw: Draw, part: Decimal | int, whole: Decimal | int) -> str:
    """A rate as 99.97%, 100%, 1, 0.9997 or 99.97."""
    ratio = Decimal(part) / Decimal(whole)
    shape = draw.choice(("percent", "percent", "percent", "ratio", "bare"))
    if shape == "ratio":
        return short(rounded(ratio, 4)) if draw.chance(0.5) else f"{rounded(ratio, 4):f}"
    text = f"{rounded(ratio * 100, draw.choice((2, 2, 2, 1, 0))):f}"
    if Decimal(text) == ratio * 100:
        text = short(Decimal(text))
    return text + (draw.choice("%%%%％") if shape == "percent" else "")


def figure(text: str, cols: int = 1) -> Cell:
    return Cell(text, cols, text)


def date_text(draw: Draw, day: date) -> str:
    plain_date = f"{day.year}年{day.month}月{day.day}日"
    padded = f"{day:%Y}年{day:%m}月{day:%d}日"
    return draw.choice((f"{day}", plain_date, padded, f"{day.year}.{day.month}.{day.day}", f"{day:%Y/%m/%d}"))


# 基础数据表


def basic_data(draw: Draw, facts: Facts, money: Money) -> list[Part]:
    title = f"示例县{facts.year}年度部门整体支出绩效评价{draw.choice(LABELS['titles']['basic-data'][:2])}"
    blocks = [staffing(draw, facts), *money_blocks(draw, facts, money)]
    if draw.chance(0.6):
        blocks.append(building(draw, facts, money))
    measure = "公务接待和公务用车事前审批，会议、培训按定额开支。"
    blocks.append(Block([[Cell(draw.label("pairs.thrift")), Cell(measure)]]))
    if draw.chance(0.2):
        draw.shuffle(blocks)
        blocks.sort(key=lambda block: block.cut > 0)  # a page break parts the money from what comes after
    return titled(draw, title, [*parted(draw, blocks), *noted(draw)], money) + signed(draw, facts)


def staffing(draw: Draw, facts: Facts) -> Block:
    side = draw.label("staffing.side") + draw.choice(("（人）", ""))
    rate = rate_text(draw, facts.staff, facts.quota)
    columns = [
        (draw.label("staffing.quota"), str(facts.quota)),
        (draw.label("staffing.staff", facts.year), str(facts.staff)),
        (draw.label("staffing.control_rate"), rate),
    ]
    if draw.chance(0.15):
        return Block([[cell for label, text in columns for cell in (Cell(label), figure(text))]])
    header = [Cell(side), *(Cell(label) for label, _ in columns)]
    return Block([header, [draw.choice((JOINED, Cell())), *(figure(text) for _, text in columns)]])


def money_blocks(draw: Draw, facts: Facts, money: Money) -> list[Block]:
    order = draw.sample(range(3), 3) if draw.chance(0.2) else [0, 1, 2]
    year = facts.year
    by_year = (("final_of_year", year - 1), ("budget_of_year", year), ("final_of_year", year))
    by_name = (("prior_final", 0), ("budget", 0), ("final", 0))
    labels = [draw.label(f"money.columns.{name}", at) for name, at in draw.choice((by_year, by_name))]
    side = draw.broken(draw.choice(("经费控制情况", "经费情况", "项目")))
    place = draw.choice(("side", "side", "columns", "rows", "nowhere" if money.unit == "万元" else "side"))
    title = Cell(money.headed(side) if place == "side" else side)
    headers = [[title, *(Cell(money.headed(labels[at]) if place == "columns" else labels[at]) for at in order)]]
    if place != "columns" and order == [0, 1, 2] and draw.chance(0.1):
        headers = [
            [title, Cell(f"{year - 1}年"), Cell(f"{year}年", 2)],
            [JOINED, *map(Cell, ("决算数", "预算数", "决算数"))],
        ]
    rows = list(headers)
    for label, three in money_rows(draw, facts):
        name = money.headed(label) if place == "rows" and label.strip("…") else label
        rows.append([Cell(name), *money_cells(money, three, order)])
        if draw.chance(0.02):
            rows.append([Cell()] * 4)
    if draw.chance(0.8):
        rows.append([Cell(draw.label("money.rows.adjustment")), *adjustment(draw, facts, money, order)])
    block = Block(rows, len(headers))
    if draw.chance(0.2):
        block.cut, block.header_again = draw.randrange(4, len(rows) - 1), draw.chance(0.5)
    return [block]


def money_cells(money: Money, three: Three, order: list[int]) -> Row:
    """A line with nothing in any year may be blank; what was spent before and is not now is a written 0."""
    texts = [money.cell(value) for value in three]
    if any(three):
        zero = figure("0" + (money.unit if money.own_unit else ""))
        texts = [cell if value else zero for cell, value in zip(texts, three, strict=True)]
    return [texts[at] for at in order]


def money_rows(draw: Draw, facts: Facts) -> Iterator[tuple[str, Three]]:
    blocks = [three_public_rows(draw, facts), list(project_rows(draw, facts)), list(public_rows(draw, facts))]
    blocks.append([(draw.label("money.rows.procurement"), facts.procurement)])
    if draw.chance(0.2):
        draw.shuffle(blocks)
    for block in blocks:
        yield from block


def three_public_rows(draw: Draw, facts: Facts) -> list[tuple[str, Three]]:
    money = facts.public_money
    name = partial(draw.label)
    inner = "money.under_vehicles" if draw.chance(0.3) else "money.rows"
    vehicles = [
        (name("money.rows.vehicles"), money["vehicle_purchase"] + money["vehicle_running"]),
        (f"其中：{name(f'{inner}.vehicle_purchase')}", money["vehicle_purchase"]),
        (name(f"{inner}.vehicle_running"), money["vehicle_running"]),
    ]
    shape = draw.random()
    vehicles = vehicles[:1] if shape < 0.15 else vehicles
    parts = [vehicles, *([(name(f"money.rows.{kind}"), money[kind])] for kind in ("abroad", "reception"))]
    if draw.chance(0.3):
        draw.shuffle(parts)
    first = draw.choice(("{}", "{}：", "一、{}", "“{}”"))
    rows = [(first.format(name("money.rows.three_public")), facts.three_public)]
    numbering = draw.choice(("{}、{}", "{}、{}", "{}.{}", "（{}）{}"))
    for number, part in enumerate(parts, 1):
        (label, three), *others = part
        rows += [(numbering.format(number, label), three), *others]
    if shape > 0.9:  # only the two parts of vehicles stand there, by their full names
        vehicle_rows = {name for name, _ in vehicles[1:]}
        names = iter(("公务用车购置费", "公务用车运行维护费"))
        rows = [row for row in rows if row[0] != numbering.format(parts.index(vehicles) + 1, vehicles[0][0])]
        rows = [(next(names), three) if label in vehicle_rows else (label, three) for label, three in rows]
    return rows


def project_rows(draw: Draw, facts: Facts) -> Iterator[tuple[str, Three]]:
    yield draw.label("money.rows.project") + draw.choice(("：", "")), facts.project
    lines = [(project.name, project.line) for project in facts.projects]
    if len(lines) > 1 and draw.chance(0.3):
        yield "1、业务工作经费", lines[0][1] + lines[1][1]
        yield f"（1）{lines[0][0]}", lines[0][1]
        yield f"（2）{lines[1][0]}", lines[1][1]
        lines = lines[2:]
    else:
        yield "1、业务工作经费", NONE
    yield "2、运行维护经费", facts.old_line
    for number, (label, three) in enumerate(lines, 3):
        yield f"{number}、{label}", three
    if draw.chance(0.5):
        yield "……", NONE


def public_rows(draw: Draw, facts: Facts) -> Iterator[tuple[str, Three]]:
    yield draw.label("money.rows.public"), facts.public
    labels = ("其中：办公经费", "水费、电费、差旅费", "会议费、培训费")
    yield from zip(map(draw.broken, labels), facts.public_lines, strict=True)


def adjustment(draw: Draw, facts: Facts, money: Money, order: list[int]) -> Row:
    cells = [Cell()] * 3
    if facts.initial != facts.full:
        said = money.cell(abs(facts.full - facts.initial))
        cells[order.index(2)] = said if draw.chance(0.7) else Cell("按规定调整了人员经费")
    return cells


def building(draw: Draw, facts: Facts, money: Money) -> Block:
    unit = draw.choice(("m²", "㎡", "平方米"))
    labels = [draw.label(f"building.{name}") for name in BUILDING]
    labels[0], labels[1] = f"{labels[0]}（{unit}）", f"{labels[1]}（{unit}）"
    labels[3], labels[4] = money.headed(labels[3]), money.headed(labels[4])
    side = draw.label("building.side") + draw.choice((f"\n（{facts.year}年完工项目）", ""))
    values = [Cell()] * 6
    if draw.chance(0.6):
        scale, cost = Decimal(draw.randint(300, 3000)), draw.amount(20, 90, facts.places)
        actual, spent = draw.times(scale, 0.9, 1), draw.times(cost, 0.9, 1)
        values = [figure(f"{scale}"), figure(f"{actual}"), figure(rate_text(draw, actual, scale))]
        values += [money.cell(cost), money.cell(spent), figure(rate_text(draw, money.shown(spent), money.shown(cost)))]
    return Block([[Cell(side), *map(Cell, labels)], [JOINED, *values]])


BUILDING = words("approved_scale actual_scale scale_rate planned_investment actual_investment investment_rate")


# The funds of a 自评表


@dataclass
class Layout:
    """A family of forms: the columns of its funds and its indicators, and how much execution weighs."""

    funds: tuple[str, ...]
    indicators: tuple[str, ...]
    execution: int = 10
    groups: tuple[tuple[str, int], ...] = (("output", 50), ("benefit", 30), ("satisfaction", 10))
    parts: tuple[str, ...] = ("其中：当年财政拨款", "上年结转资金", "其他资金")
    total: str = ""
    answers: bool = False
    head_total: bool = False
    formulas: bool = False

    @property
    def scored(self) -> bool:
        return "score" in self.indicators

    @property
    def weighed(self) -> bool:
        return "weight" in self.indicators

    @property
    def levels(self) -> list[str]:
        return [name for name in self.indicators if name in LEVELS]


LEVELS = ("level1", "level2", "level3")
PLAIN = (*LEVELS, "target", "actual", "weight", "score", "reason")
BY_UNIT = (*LEVELS, "operator", "target", "measure_unit", "actual", "weight", "score", "reason")
USUAL_FUNDS = ("initial", "full_year", "executed", "weight", "rate", "score")
COST_FIRST = (("cost", 20), ("output", 40), ("benefit", 20), ("satisfaction", 10))
SICHUAN_PARTS = ("其中：财政资金", "财政专户管理资金", "单位资金", "其他资金")
NATIONAL = Layout(USUAL_FUNDS, PLAIN)
LAYOUTS = {
    "national": NATIONAL,
    "yunnan": Layout(USUAL_FUNDS, BY_UNIT),
    "sichuan": Layout(
        ("initial", "full_year", "executed", "rate", "weight", "score", "reason"),
        BY_UNIT,
        parts=SICHUAN_PARTS,
        total="总额",
    ),
    "hubei": Layout(
        ("full_year", "executed", "rate", "score"),
        (*LEVELS, "target", "actual", "score"),
        execution=20,
        groups=(("output", 40), ("benefit", 30), ("satisfaction", 10)),
        parts=(),
        total="年度财政资金总额",
        answers=True,
    ),
    "village": Layout(
        ("full_year", "executed", "weight", "rate", "score"),
        (*LEVELS, "weight", "target", "actual", "score", "reason"),
    ),
    "transfer": Layout(
        ("full_year", "executed", "rate"),
        (*LEVELS, "target", "actual", "reason"),
        execution=0,
        parts=("其中：中央补助", "地方资金", "其他资金"),
    ),
    "cost-first": Layout(USUAL_FUNDS, PLAIN, groups=COST_FIRST),
    "chongqing": Layout(
        ("initial", "full_year", "executed", "rate", "weight", "score"),
        ("level3", "measure_unit", "operator", "target", "weight", "actual", "score", "reason"),
        parts=("其中：财政拨款",),
        total="年度总金额",
        head_total=True,
    ),
    "fujian": Layout(
        ("initial", "adjusted_by", "full_year", "executed", "rate", "balance"),
        (*LEVELS, "target", "standard", "weight", "actual", "score"),
        execution=0,
        groups=(("output", 60), ("benefit", 30), ("satisfaction", 10)),
        formulas=True,
    ),
}
LETTERS = {
    "": {},
    "letters": {"full_year": "（A）", "executed": "（B）", "rate": "（B/A）", "target": "(A)", "actual": "(B)"},
    "units": {"rate": "（%）", "weight": "（分）", "score": "（分）"},
}
CHANGED = "年中按政策追加工作任务"


@dataclass
class Form:
    """A 自评表 in the making: its layout, its amounts, how it writes them, and what its scores add up to.

    missed: how many targets were plainly missed; told: a reason was given for one that was missed, or scored strictly.
    """

    layout: Layout
    money: Money
    year: int
    initial: Decimal
    full: Decimal
    executed: Decimal
    names: set[str]
    commas: bool = False
    mixed: bool = False
    score_places: int = 2
    points: str = ""
    letters: str = ""
    score: Decimal = ZERO
    costs: list["Goal"] = field(default_factory=list)
    missed: int = 0
    told: bool = False

    @property
    def has_reason(self) -> bool:
        return "reason" in self.layout.indicators or self.layout.answers

    def letter(self, name: str) -> str:
        """What a label carries behind it: the letter of a formula, or the unit."""
        return LETTERS[self.letters].get(name, "")

    def points_text(self, value: Decimal | int) -> str:
        return short(Decimal(value)) + self.points

    def earned(self, weight: Decimal | int, part: Decimal, whole: Decimal) -> Decimal:
        return rounded(min(weight * part / whole, Decimal(weight)), self.score_places) if whole else ZERO

    def deducted(self, weight: Decimal, part: Decimal, whole: Decimal) -> Decimal:
        """The score of a missed target: never full marks for its rounding."""
        score = self.earned(weight, part, whole)
        return score if score < weight else rounded(weight * part / whole, 2)


def draw_form(draw: Draw, facts: Facts, layout: Layout, money: Money, amounts: Amounts) -> Form:
    form = Form(layout, money, facts.year, *amounts, facts.names)
    form.commas, form.score_places = draw.chance(0.2), draw.choice((1, 2, 2))
    form.mixed, form.letters = draw.chance(0.1), draw.choice(("", "", "", "", "letters", "units"))
    form.points = "分" if draw.chance(0.1) else ""
    return form


# More rows of a block of funds with these columns, with or without a side title.
Extra = Callable[[list[str], bool], list[Row]]


def funds(draw: Draw, form: Form, extra: Extra | None = None) -> Block:
    """The funds: header, total, parts, and more rows."""
    columns = fund_columns(draw, form)
    side = draw.chance(0.6)
    unit_in = draw.choice(("side", "side", "columns", "rows", "nowhere" if form.money.unit == "万元" else "side"))
    header = fund_header(draw, form, columns, unit_in, side)
    label = form.layout.total or draw.label("funds.rows.total")
    rows = [header, fund_row(draw, form, form.money.headed(label) if unit_in == "rows" else label, columns)]
    shares = fund_parts(draw, form)
    filled = [any(column) for column in zip(*shares, strict=True)] or [False] * 3
    for name, amounts in zip(form.layout.parts, shares, strict=True):
        head = form.money.headed(draw.broken(name)) if unit_in == "rows" else draw.broken(name)
        rows.append(part_row(draw, form, head, columns, amounts, filled))
        if len(rows) == 3 and name.startswith("其中") and draw.chance(0.1):
            rows.append(part_row(draw, form, "其中：本级财政资金", columns, halves(amounts), filled))
    if whole_in_first(form, shares) and "weight" in columns and draw.chance(0.1):
        for at in (columns.index(name) + 1 for name in ("weight", "rate", "score", "reason") if name in columns):
            rows[1][at], rows[2][at] = Cell(), rows[1][at]
    if side:
        rows[1:] = [[JOINED, *row] for row in rows[1:]]
    if extra:
        rows += extra(columns, side)
    return Block(rows)


def whole_in_first(form: Form, shares: list[Amounts]) -> bool:
    return bool(form.full and shares) and shares[0] == (form.initial, form.full, form.executed)


def halves(amounts: Amounts) -> Amounts:
    first, second, third = ((amount / 2).quantize(amount, ROUND_DOWN) for amount in amounts)
    return first, second, third


def fund_columns(draw: Draw, form: Form) -> list[str]:
    """The layout's columns, some counties' own between them, now and then in another order."""
    columns = list(form.layout.funds)
    if form.layout.formulas:
        return columns
    if "initial" in columns and draw.chance(0.1):
        columns.insert(columns.index("initial") + 1, "adjusted_by")
    if draw.chance(0.1):
        columns.insert(columns.index("executed") + 1, "balance")
    if "score" in columns and draw.chance(0.1):
        columns.insert(columns.index("score") + 1, "audited_score")
    return shuffled(draw, columns)


def fund_header(draw: Draw, form: Form, columns: list[str], unit_in: str, side: bool) -> Row:
    title = draw.broken(draw.choice(("项目资金", "年度预算申请", "资金情况", "预算执行情况")))
    title = form.money.headed(title) if unit_in == "side" else title
    in_side = form.layout.execution == 20 and draw.chance(0.5)
    if in_side or (form.layout.execution and draw.chance(0.1)):
        title += f"（{form.layout.execution}分）"
    source = draw.choice(("", "", draw.label("funds.columns.source")))
    header = [Cell(title), Cell(source)] if side else [Cell(title)]
    return header + [Cell(fund_label(draw, form, name, unit_in == "columns", in_side)) for name in columns]


def shuffled(draw: Draw, columns: Sequence[str]) -> list[str]:
    return draw.sample(columns, len(columns)) if draw.chance(0.2) else list(columns)


def fund_label(draw: Draw, form: Form, name: str, with_unit: bool, in_side: bool) -> str:
    """A column's label. in_side: the block's title says what execution weighs, so the score's need not."""
    if form.layout.formulas:
        return FORMULAS[name]
    if name == "score" and form.layout.execution == 20 and not in_side:
        return "得分（20分*执行率）"
    label = draw.label(f"funds.columns.{name}", form.year) + form.letter(name)
    if with_unit and name in ("initial", "full_year", "executed"):
        return form.money.headed(label)
    return label


FORMULAS = {
    "initial": "年初部门预算安排金额①",
    "adjusted_by": "年中调整金额②",
    "full_year": "小计③=①+②",
    "executed": "年度拨付金额④",
    "rate": "支出实现率(%)⑤=④/③",
    "balance": "本年度结余金额⑥=③-④",
}


def fund_row(draw: Draw, form: Form, label: str, columns: list[str]) -> Row:
    money, weight = form.money, form.layout.execution
    amounts = [money.shown(value) for value in (form.executed, form.full)]
    score = form.earned(weight, *amounts)
    form.score += score
    told = form.initial != form.full or amounts[0] < amounts[1] * Decimal("0.9")
    cells = {
        "initial": total_cell(money, form.initial),
        "full_year": total_cell(money, form.full),
        "executed": total_cell(money, form.executed),
        "weight": figure(form.points_text(weight)),
        "rate": figure(rate_text(draw, *amounts)) if amounts[1] else Cell(draw.choice(("", "/", "0"))),
        "score": figure(form.points_text(score)),
        "reason": Cell(CHANGED if told else draw.choice(NOTHING)),
        "adjusted_by": money.cell(form.full - form.initial),
        "balance": money.cell(form.full - form.executed),
        "audited_score": figure(form.points_text(score)) if draw.chance(0.3) else Cell(),
    }
    return [Cell(label), *(cells[name] for name in columns)]


def total_cell(money: Money, value: Decimal) -> Cell:
    return money.cell(value) if value else figure("0")


def fund_parts(draw: Draw, form: Form) -> list[Amounts]:
    """For each part its share of 年初, 全年 and 执行; some parts, or all, are blank."""
    count = len(form.layout.parts)
    filled = sorted(draw.sample(range(count), draw.randint(0, count)))
    if not filled or not form.full:
        return [(ZERO, ZERO, ZERO)] * count
    columns = [draw.parts(amount, len(filled)) for amount in (form.initial, form.full, form.executed)]
    if draw.chance(0.1):
        columns[draw.randrange(3)] = []  # a column without its sources is not added up
    given = {at: tuple(column[i] if i < len(column) else ZERO for column in columns) for i, at in enumerate(filled)}
    return [given.get(at, (ZERO, ZERO, ZERO)) for at in range(count)]  # type: ignore[misc]


def part_row(draw: Draw, form: Form, label: str, columns: list[str], amounts: Amounts, filled: Sequence[bool]) -> Row:
    """A source of the funds. filled: the columns in which some source is: in the others nothing is blank, not 0."""
    shown = [
        form.money.cell(amount) if amount or told else Cell() for amount, told in zip(amounts, filled, strict=True)
    ]
    cells = dict(zip(("initial", "full_year", "executed"), shown, strict=True))
    cells["adjusted_by"] = form.money.cell(amounts[1] - amounts[0])
    whole = amounts[1] == form.full and amounts[2] == form.executed and amounts[0] == form.initial
    if whole and form.full and draw.chance(0.3):  # people repeat the rate and the score on the only part
        cells["rate"] = figure(rate_text(draw, form.money.shown(amounts[2]), form.money.shown(amounts[1])))
    crossed = "/" if draw.chance(0.1) else ""
    return [Cell(label), *(cells.get(name, Cell(crossed)) for name in columns)]


def splits(draw: Draw, facts: Facts, money: Money) -> Extra:
    """按收入性质分 and 按支出性质分, both of what was spent."""
    income = ["一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金"]
    amounts = [*draw.parts(facts.executed, draw.randint(1, 2)), ZERO, ZERO, ZERO][:4]
    left = list(zip(income, amounts, strict=True))
    right = [("基本支出", facts.basic), ("项目支出", facts.project.final), ("", ZERO), ("", ZERO)]
    totals = facts.executed if draw.chance(0.3) else ZERO

    def rows(names: list[str], side: bool) -> list[Row]:
        columns = len(names) + 1
        apart = columns >= 4 and draw.chance(0.3)
        write = split_apart if apart else split_inline
        made = [write(money, columns, ("按收入性质分", totals), ("按支出性质分", totals))]
        for at, (a, b) in enumerate(zip(left, right, strict=True)):
            first = "其中：" if at == 0 else ""
            made.append(write(money, columns, (first + a[0], a[1]), (first + b[0] if b[0] else "", b[1])))
        return [[JOINED, *row] for row in made] if side else made

    return rows


def uses(_draw: Draw, facts: Facts, money: Money) -> Extra:
    """Rows 基本支出 and 项目支出 that add up to the total: here only what was spent is filled."""

    def rows(columns: list[str], side: bool) -> list[Row]:
        made = []
        for label, amount in (("其中：基本支出", facts.basic), ("项目支出", facts.project.final)):
            cells = [money.cell(amount) if name == "executed" else Cell() for name in columns]
            made.append([JOINED, Cell(label), *cells] if side else [Cell(label), *cells])
        return made

    return rows


def split_inline(money: Money, columns: int, *sides: tuple[str, Decimal]) -> Row:
    """Label and number in one cell."""
    widths = (columns - columns // 2, columns // 2)
    row = []
    for (label, amount), cols in zip(sides, widths, strict=True):
        text = money.text(amount) if amount else ""
        row.append(Cell(f"{label}：{text}" if label else "", cols, text))
    return row


def split_apart(money: Money, columns: int, *sides: tuple[str, Decimal]) -> Row:
    """The number in the cell beside its label."""
    widths = (columns - columns // 2, columns // 2)
    row = []
    for (label, amount), cols in zip(sides, widths, strict=True):
        row += [Cell(label, cols - 1), money.cell(amount) if amount else Cell()]
    return row


# The indicators


class Thing(NamedTuple):
    """What an indicator measures. shape: least, most, rate, error-rate, none, time, fall, rise, words."""

    name: str
    shape: str
    unit: str = ""
    low: float = 0
    high: float = 0
    places: int = 0


THINGS = {
    "quantity": (
        Thing("培训场次", "least", "场", 5, 60),
        Thing("服务人次", "least", "人次", 100, 9000),
        Thing("受益人数", "least", "人", 50, 5000),
        Thing("覆盖人数", "least", "万人", 1, 60, 2),
        Thing("走访户数", "least", "户", 20, 900),
        Thing("整治面积", "least", "亩", 30, 3000, 1),
        Thing("养护里程", "least", "公里", 10, 400, 1),
        Thing("资料印制", "least", "册", 500, 9000),
        Thing("设备配置", "least", "台", 3, 90),
        Thing("检查次数", "least", "次", 4, 200),
        Thing("垃圾清运", "least", "吨", 100, 4000),
        Thing("巡查频次", "least", "次/年", 2, 24),
    ),
    "quality": (
        Thing("验收合格率", "rate", "%", 85, 99),
        Thing("考核通过率", "rate", "%", 80, 99),
        Thing("差错率", "error-rate", "%", 1, 5, 1),
        Thing("安全事故", "none", "起"),
        Thing("操作规范性", "words"),
    ),
    "timeliness": (
        Thing("任务完成时间", "time"),
        Thing("资金拨付时间", "time"),
        Thing("按期完成率", "rate", "%", 90, 99),
    ),
    "cost": (
        Thing("单位成本", "most", "元", 50, 3000),
        Thing("人均费用", "most", "元", 100, 900),
        Thing("亩均投入", "most", "元/亩", 100, 900),
        Thing("总成本", "most", "万元", 5, 90, 2),
        Thing("办公支出", "fall", "%", 3, 15, 1),
    ),
    "economic": (
        Thing("户均增收", "least", "元", 100, 3000),
        Thing("销售收入", "rise", "%", 2, 20, 1),
        Thing("带动产值", "least", "万元", 20, 900, 1),
    ),
    "social": (
        Thing("带动就业人数", "least", "人", 10, 800),
        Thing("知晓率", "rate", "%", 80, 95),
        Thing("投诉件数", "most", "件", 5, 40),
        Thing("服务水平", "words"),
    ),
    "ecological": (
        Thing("用水量", "fall", "%", 1, 9, 1),
        Thing("成活率", "rate", "%", 80, 95),
        Thing("受害率", "harm", "‰", 1, 9, 1),
        Thing("环境质量", "words"),
    ),
    "sustainable": (
        Thing("使用年限", "least", "年", 3, 15),
        Thing("管护制度", "words"),
        Thing("档案资料", "words"),
    ),
    "satisfaction": (Thing("群众满意度", "rate", "%", 80, 95), Thing("参训人员满意度", "rate", "%", 80, 95)),
}
TOPICS = words("水稻 茶叶 油茶 村道 渠道 社区 图书 防汛 防火 环卫 绿化 普法 文化 体育 旅游")
CATEGORIES = {
    "output": ("quantity", "quality", "timeliness", "cost"),
    "benefit": ("economic", "social", "ecological", "sustainable"),
    "satisfaction": ("satisfaction",),
    "cost": ("cost",),
}
LEAST = words("≥{} ≧{} >={} 大于等于{} 不低于{} 不少于{} {}以上 {}及以上 ≥{}以上 {} ={} 等于{}")
MORE = (">{}", "大于{}", "超过{}", "高于{}")
MOST = ("≤{}", "≦{}", "<={}", "小于等于{}", "不超过{}", "不高于{}", "{}以内", "{}以下", "控制在{}以内")
LESS = ("<{}", "小于{}", "低于{}")
WORDS = (
    ("健全", "已健全"),
    ("显著提升", "显著提升"),
    ("按政策调整", "严格按政策进行了调整"),
    ("及时", "及时"),
    ("有效改善", "有效改善"),
    ("是", "是"),
    ("建立并执行", "达成预期指标"),
)
REASONS = (
    "雨水偏多推迟了工期，已列入下年一季度计划",
    "部分对象外出，已安排补做",
    "供货延迟，年后已到货",
    "上级追加任务",
)


@dataclass
class Goal:
    """An indicator. numeric: whether target and actual hold a figure; weight: none for a line that begins with 其中."""

    name: str
    target: str
    actual: str
    operator: str = ""
    unit: str = ""
    numeric: bool = True
    weight: Decimal | None = None
    score: Decimal | None = None
    reason: str = ""


def draw_goal(draw: Draw, form: Form, thing: Thing, category: str, weight: Decimal) -> Goal:
    name = new_name(draw, form, thing.name)
    if category == "cost" and form.costs and draw.chance(0.5):
        goal = form.costs.pop()
    else:
        goal = DRAWERS[thing.shape](draw, form, thing, name, category, weight)
    goal.target, goal.actual = spaced(draw, goal.target), spaced(draw, goal.actual)
    goal.weight = weight
    form.missed += goal.numeric and goal.score is not None
    if goal.score is None:
        goal.score = weight
        if form.has_reason and draw.chance(0.03):
            goal.score, goal.reason = form.deducted(weight, Decimal(9), Decimal(10)), "从严自评"
    form.told = form.told or goal.score < weight
    return goal


def ceiling(draw: Draw, form: Form, name: str, limit: Decimal, spent: Decimal) -> Goal:
    """A cost indicator that repeats an amount of the tables."""
    goal = Goal(name, "", "")
    stated(draw, form, pattern_of(draw, form, MOST, ("≤{}",)), limit, "万元", goal)
    goal.actual = answer(draw, form, spent, "万元")
    return goal


def fall_of_three_public(draw: Draw, form: Form, three: Three) -> Iterator[Goal]:
    """三公经费 fell as the basic data have it; the ceiling that the target sets lies within the budget."""
    if three.final < three.prior * Decimal("0.98"):
        rate = rounded((three.prior - three.final) / three.prior * 100, 2)
        aim = draw.randint(1, int(rate))
        if three.prior * (100 - aim) <= three.budget * 120:
            name = Goal("三公经费", f"比上年度下降{aim}%", f"下降{rate}%")
            name.operator = "定性" if "operator" in form.layout.indicators else ""
            yield name


def new_name(draw: Draw, form: Form, ending: str) -> str:
    """A name that no other indicator of the submission has."""
    name = draw.choice(TOPICS) + ending
    while name in form.names:
        name = draw.choice(TOPICS) + name
    form.names.add(name)
    return name


def number_text(form: Form, value: Decimal) -> str:
    form.commas = not form.commas if form.mixed else form.commas
    return f"{value:,f}" if form.commas else f"{value:f}"


def spaced(draw: Draw, text: str) -> str:
    """The text with a blank at a place, or in full-width digits, now and then."""
    if text.isascii() or draw.chance(0.95):
        return text
    at = draw.randrange(len(text))
    return draw.choice((f"{text[:at]} {text[at:]}", text.translate(FULL_WIDTH)))


FULL_WIDTH = {ord("0") + digit: ord("０") + digit for digit in range(10)}


def stated(draw: Draw, form: Form, pattern: str, value: Decimal, unit: str, goal: Goal) -> None:
    """The target in its cell, or taken apart where the layout has columns for the operator and the unit."""
    number = number_text(form, value)
    if "operator" not in form.layout.indicators:
        goal.target = pattern.format(number + unit)
        return
    goal.operator = pattern.replace("{}", "").replace("<", "＜")  # a lone `<` joins cells in plain text
    goal.unit = draw.choice(("%", "％", "百分比")) if unit == "%" else unit
    goal.target = number + (unit if draw.chance(0.1) else "")


def pattern_of(draw: Draw, form: Form, full: Sequence[str], few: Sequence[str]) -> str:
    return draw.choice(few if "operator" in form.layout.indicators else full)


def answer(draw: Draw, form: Form, value: Decimal, unit: str) -> str:
    if "operator" in form.layout.indicators and draw.chance(0.9):
        return number_text(form, value)
    if unit == "万人" and draw.chance(0.5):
        return draw.choice((number_text(form, rounded(value * 10000, 0)) + "人", number_text(form, value) + "万"))
    if unit == "万元" and draw.chance(0.3):
        return draw.choice((number_text(form, rounded(value * 10000, 0)) + "元", number_text(form, value) + "万"))
    if unit == "公里" and draw.chance(0.2):
        return number_text(form, rounded(value * 1000, 0)) + "米"
    return number_text(form, value) + unit


def draw_least(draw: Draw, form: Form, thing: Thing, name: str, category: str, weight: Decimal) -> Goal:
    target = draw.amount(thing.low, thing.high, thing.places)
    goal = Goal(name, "", "")
    miss = form.has_reason and draw.chance(0.1)
    beyond = form.has_reason and draw.chance(0.05)
    low, high = (0.75, 0.95) if miss else (1.4, 2) if beyond else (1, 1.25)
    actual = draw.times(target, low, high)
    if miss and actual >= target:
        miss, actual = False, target
    if not (miss or beyond):
        actual = max(actual, target)
    goal.reason = draw.choice(REASONS) if miss or beyond else ""
    if miss:
        goal.score = form.deducted(weight, actual, target)
    elif actual > target * Decimal("1.3") and not beyond:
        actual = target
    bare = ("{}",) if category != "cost" else ()
    full = MORE if actual > target and draw.chance(0.1) else (*(p for p in LEAST if p != "{}"), *bare)
    few = ("≥{}", "={}", *((">{}",) if actual > target else ()))
    unit = thing.unit
    if "operator" not in form.layout.indicators and unit not in ("册", "台") and draw.chance(0.1):
        goal.name, unit = f"{name}（{unit}）", ""
    elif category == "quantity" and draw.chance(0.1):
        unit = ""
    stated(draw, form, pattern_of(draw, form, full, few), target, unit, goal)
    goal.actual = answer(draw, form, actual, unit)
    return goal


def draw_rate(draw: Draw, form: Form, thing: Thing, name: str, _category: str, weight: Decimal) -> Goal:
    target = draw.amount(thing.low, thing.high, 0)
    goal = Goal(name, "", "")
    places = draw.choice((0, 0, 1, 2))
    actual = draw.amount(float(target), 100, places)
    if form.has_reason and draw.chance(0.1):
        actual = draw.amount(float(target) * 0.8, float(target) * 0.95, places)
        goal.score, goal.reason = form.deducted(weight, actual, target), draw.choice(REASONS)
    spelled = ("百分之{}以上", "不低于百分之{}") if not form.commas else ()
    pattern = pattern_of(draw, form, (*LEAST, *spelled), ("≥{}", "={}"))
    unit = "" if "百分之" in pattern else "%"
    stated(draw, form, pattern, target, unit, goal)
    if "百分之" in pattern and draw.chance(0.5):
        goal.target = goal.target.replace(f"{target}", chinese(int(target)))
    goal.actual = answer(draw, form, actual, "%")
    return goal


def chinese(number: int) -> str:
    """A number from 20 to 99 in Chinese."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return f"{digits[tens]}十{digits[ones] if ones else ''}"


def draw_most(draw: Draw, form: Form, thing: Thing, name: str, category: str, weight: Decimal) -> Goal:
    target = draw.amount(thing.low, thing.high, thing.places)
    goal = Goal(name, "", "")
    actual = draw.times(target, 0.6, 1)
    if form.has_reason and draw.chance(0.1):
        worse = draw.times(target, 1.1, 1.2)
        if worse > target:
            actual, goal.reason = worse, draw.choice(REASONS)
            goal.score = form.deducted(weight, target, actual)
    bare = ("{}", "={}") if category == "cost" or thing.shape == "harm" else ()
    full = LESS if actual < target and draw.chance(0.1) else (*MOST, *bare)
    few = ("≤{}", *(("<{}",) if actual < target else ()))
    stated(draw, form, pattern_of(draw, form, full, few), target, thing.unit, goal)
    goal.actual = answer(draw, form, actual, thing.unit)
    return goal


def draw_none(draw: Draw, form: Form, thing: Thing, name: str, *_: object) -> Goal:
    goal = Goal(name, "", "")
    stated(draw, form, pattern_of(draw, form, ("{}", "={}", "≤{}"), ("={}", "≤{}")), ZERO, thing.unit, goal)
    goal.actual = answer(draw, form, ZERO, thing.unit)
    return goal


def draw_time(draw: Draw, form: Form, _thing: Thing, name: str, *_: object) -> Goal:
    month = draw.randint(7, 12)
    early, day = draw.randint(3, month - 1), draw.randint(1, 28)
    year = form.year
    pairs = (
        (f"{year}年{month}月底前", f"{year}年{early}月{day}日"),
        (f"{year}年{month}月", f"{year}年{month}月"),
        (f"{year}年{month}月20日前", f"{year}年{month}月{min(day, 20)}日"),
        (f"{month}月底之前完成", f"{early}月{day}日"),
        (f"{year}-{month:02}-28前", f"{year}-{early:02}-{day:02}"),
        (f"{year}年第四季度前", f"{year}年{early}月{day}日") if early < 10 else ("12月31日前", "12月31日"),
        (f"{month}月底前", f"{month}月{day}日"),
        ("每月28日前", f"每月{day}日"),
        ("每月28号左右", "每月25号左右"),
        (f"{year}.02-{year}.{month:02}", f"{year}.02-{year}.{early:02}"),
    )
    target, actual = draw.choice(pairs)
    return Goal(name, target, actual, numeric=False)


def draw_change(draw: Draw, form: Form, thing: Thing, name: str, _category: str, weight: Decimal) -> Goal:
    word = draw.choice(("下降", "减少", "降低") if thing.shape == "fall" else ("增长", "提高", "上升"))
    target = draw.amount(thing.low, thing.high, thing.places)
    actual = draw.times(target, 1, 2)
    goal = Goal(name, "", "")
    if form.has_reason and draw.chance(0.1):
        actual, goal.reason = draw.times(target, 0.4, 0.8), draw.choice(REASONS)
        goal.score = form.deducted(weight, Decimal(8), Decimal(10))
    goal.target = draw.choice(("比上年度{}{}%", "较上年{}{}%", "{}{}%")).format(word, target)
    goal.actual = f"{word}{actual}%"
    return goal


def draw_words(draw: Draw, form: Form, _thing: Thing, name: str, _category: str, weight: Decimal) -> Goal:
    target, actual = draw.choice(WORDS)
    goal = Goal(name, target, actual, "定性" if "operator" in form.layout.indicators else "", numeric=False)
    if form.has_reason and draw.chance(0.1):
        goal.actual, goal.reason = "部分达成预期指标", draw.choice(REASONS)
        goal.score = form.deducted(weight, Decimal(7), Decimal(10))
    return goal


DRAWERS: dict[str, Callable[..., Goal]] = {
    "least": draw_least,
    "rate": draw_rate,
    "most": draw_most,
    "error-rate": draw_most,
    "harm": draw_most,
    "none": draw_none,
    "time": draw_time,
    "fall": draw_change,
    "rise": draw_change,
    "words": draw_words,
}


@dataclass
class Group:
    """A level-1 heading with its categories, each a level-2 heading with its indicators."""

    kind: str
    weight: int
    categories: list[tuple[str, list[Goal]]]


def draw_groups(draw: Draw, form: Form, headed: bool) -> list[Group]:
    """The groups; where headings carry their weights those need not be the standard ones."""
    weights = [weight for _, weight in form.layout.groups]
    if headed and draw.chance(0.3):
        weights[0], weights[1] = weights[0] + 5, weights[1] - 5
    groups = []
    for (kind, _), weight in zip(form.layout.groups, weights, strict=True):
        names = [
            name
            for name in CATEGORIES[kind]
            if name != "cost" or kind == "cost" or "cost" not in dict(form.layout.groups)
        ]
        count = draw.randint(1, len(names))
        chosen = sorted(draw.sample(names, count), key=names.index)
        groups.append(Group(kind, weight, draw_categories(draw, form, chosen, weight)))
    return groups


def draw_categories(draw: Draw, form: Form, names: list[str], weight: int) -> list[tuple[str, list[Goal]]]:
    counts = [draw.randint(1, 3) for _ in names]
    step = Decimal("0.5") if draw.chance(0.1) else Decimal(1)
    points = [part * step for part in draw.parts(rounded(weight / step, 0), sum(counts))]
    categories = []
    for name, count in zip(names, counts, strict=True):
        mine, points = points[:count], points[count:]
        categories.append((name, [draw_goal(draw, form, draw.choice(THINGS[name]), name, own) for own in mine]))
    if "quantity" in names and draw.chance(0.2):
        draw.choice((add_subtotal, add_part))(draw, form, dict(categories)["quantity"])
    return categories


def add_subtotal(draw: Draw, form: Form, goals: list[Goal]) -> None:
    """Two lines 1、 2、 under 一、, which is their sum in every column; sums count the lines once."""
    first, second = draw.randint(5, 30), draw.randint(5, 30)
    old = goals.pop()
    assert old.weight is not None
    shares = draw.parts(old.weight, 2)
    if len(shares) < 2:
        goals.append(old)
        return
    name = new_name(draw, form, "宣讲")
    names = [f"一、{name}场次", f"1、{name}城区场次", f"2、{name}乡镇场次"]
    numbers, points = [first + second, first, second], [old.weight, *shares]
    operator = "operator" in form.layout.indicators
    for name, number, weight in zip(names, numbers, points, strict=True):
        goal = Goal(name, f"{number}" if operator else f"≥{number}场", f"{number}" if operator else f"{number}场")
        goal.operator, goal.unit = ("≥", "场") if operator else ("", "")
        goal.weight = goal.score = weight
        goals.append(goal)


def add_part(draw: Draw, form: Form, goals: list[Goal]) -> None:
    """A line that begins with 其中: it belongs to the indicator above and has no weight of its own."""
    operator = "operator" in form.layout.indicators
    number = draw.randint(2, 9)
    text = f"{number}" if operator else f"{number}个"
    goals.append(
        Goal(f"其中：{new_name(draw, form, '示范点')}", text, text, "=" if operator else "", "个" if operator else "")
    )


def indicator_block(draw: Draw, form: Form) -> Block:
    over = form.layout.indicators == BY_UNIT and draw.chance(0.3)
    columns = indicator_columns(draw, form, over)
    leveled = form.layout.weighed and "level1" in form.layout.levels
    headed = leveled and draw.chance(1 if form.layout.formulas else 0.5)
    groups = draw_groups(draw, form, headed)
    headers = indicator_headers(draw, form, columns, over)
    repeat, slots = draw.chance(0.2), draw.chance(0.5)
    rows = [row for group in groups for row in group_rows(draw, form, group, columns, headed, repeat, slots)]
    merged = "reason" in columns and draw.chance(0.05)
    if merged:
        merge_reasons(rows, columns.index("reason"))
    side = draw.chance(0.6)
    if side:
        title = Cell(block_title(draw, form, groups, headed))
        headers = [[JOINED if at else title, *row] for at, row in enumerate(headers)]
        rows = [[JOINED, *row] for row in rows]
    if form.layout.scored:
        form.score += sum((goal.score for group in groups for goal in counted(group) if goal.score is not None), ZERO)
        if draw.chance(0.8) and not form.layout.head_total:
            rows.append(total_row(draw, form, columns, groups, side))
    block = Block([*headers, *rows], len(headers))
    if draw.chance(0.25) and not merged and len(rows) > 1:
        block.cut = draw.randint(block.heads + 1, len(block.rows) - 1)
        block.header_again, block.repeat = draw.chance(0.5), draw.chance(0.5)
    return block


def block_title(draw: Draw, form: Form, groups: list[Group], headed: bool) -> str:
    title = draw.label("indicators.columns.side")
    if headed and draw.chance(0.3):
        return f"{title}（{sum(group.weight for group in groups)}分）"
    return f"{title}（80分）" if form.layout.execution == 20 and draw.chance(0.5) else title


def indicator_columns(draw: Draw, form: Form, over: bool) -> list[str]:
    """Levels first; the others now and then in another order, unless one label stands over three of them."""
    others = [name for name in form.layout.indicators if name not in LEVELS]
    if "score" in others and draw.chance(0.1):
        others.insert(others.index("score") + 1, "audited_score")
    return [*form.layout.levels, *(others if over else shuffled(draw, others))]


def indicator_headers(draw: Draw, form: Form, columns: list[str], over: bool) -> list[Row]:
    """One row of labels, or two where 年度指标值 stands over operator, value and unit."""
    labels = {name: Cell(draw.label(f"indicators.columns.{name}") + form.letter(name)) for name in columns}
    if not over:
        return [[labels[name] for name in columns]]
    under = ("operator", "target", "measure_unit")
    upper = [Cell("年度指标值", 3) if name == "operator" else labels[name] for name in columns if name not in under[1:]]
    return [upper, [Cell(UNDER[name]) if name in under else JOINED for name in columns]]


UNDER = {"operator": "指标性质", "target": "指标值", "measure_unit": "度量单位"}


def merge_reasons(rows: list[Row], at: int) -> None:
    """One reason for all rows, in one cell."""
    told = next((row[at] for row in rows if row[at].text not in NOTHING), Cell())
    for number, row in enumerate(rows):
        row[at] = JOINED if number else told


def counted(group: Group) -> Iterator[Goal]:
    """The indicators that a sum counts: no sub-totals, no 其中."""
    for _, goals in group.categories:
        yield from (goal for goal in goals if not goal.name.startswith(("一、", "其中")))


def group_rows(
    draw: Draw, form: Form, group: Group, columns: list[str], headed: bool, repeat: bool, slots: bool
) -> Iterator[Row]:
    weight = draw.choice(("\n（{}分）", "（{}分）", "({}分)", "（{}）", "（满分{}分）", "（共{}分）")).format(
        group.weight
    )
    first = draw.label(f"indicators.level1.{group.kind}") + (weight if headed else "")
    prefixed = draw.chance(0.2)
    top = Cell(first)
    for name, goals in group.categories:
        second = draw.label(f"indicators.level2.{name}")
        if headed and draw.chance(0.2):
            inside = Group(group.kind, 0, [(name, goals)])
            second += f"（{short(sum((g.weight for g in counted(inside) if g.weight), ZERO))}分）"
        middle = Cell(second)
        for number, goal in enumerate(goals, 1):
            label = f"指标{number}：{goal.name}" if prefixed and goal.name[1] not in "、中" else goal.name
            cells = goal_cells(draw, form, goal) | {"level1": top, "level2": middle, "level3": Cell(label)}
            yield [cells[column] for column in columns]
            top, middle = (top, middle) if repeat else (JOINED, JOINED)
        if slots and draw.chance(0.4):
            slot = Cell(draw.choice(("……", "", f"指标{len(goals) + 1}：")))
            cells = {"level1": top, "level2": middle, "level3": slot}
            yield [cells.get(column, Cell()) for column in columns]


def goal_cells(draw: Draw, form: Form, goal: Goal) -> dict[str, Cell]:
    numeric = goal.numeric
    return {
        "target": Cell(goal.target, value=goal.target if numeric else ""),
        "actual": Cell(goal.actual, value=goal.actual if numeric else ""),
        "operator": Cell(goal.operator),
        "measure_unit": Cell(goal.unit),
        "weight": Cell() if goal.weight is None else figure(form.points_text(goal.weight)),
        "score": Cell() if goal.score is None else figure(form.points_text(goal.score)),
        "reason": Cell(goal.reason or draw.choice(NOTHING)),
        "audited_score": Cell(),
        "standard": Cell("按完成比例计分"),
    }


def total_row(draw: Draw, form: Form, columns: list[str], groups: list[Group], side: bool) -> Row:
    """总分 over the columns of names, then the sums under their columns, and now and then the grade."""
    weight = form.layout.execution + sum(group.weight for group in groups)
    sums = {"score": form.points_text(form.score)}
    if form.layout.weighed and draw.chance(0.85):
        sums["weight"] = form.points_text(weight)
    first = min(columns.index(name) for name in sums)
    row = [Cell(draw.label("indicators.rows.total"), first + side)]
    graded = draw.chance(0.2)
    for name in columns[first:]:
        if name in sums:
            row.append(figure(sums[name]))
        else:
            row.append(Cell(grade(form.score) if name == "reason" and graded else ""))
    return row


def grade(score: Decimal) -> str:
    return "优" if score >= 90 else "良" if score >= 80 else "中" if score >= 60 else "差"


# Whole forms


EXPECTED = (
    "做好全年的技术服务和设施维护，项目按期完工，资金使用规范，服务对象得到实惠。",
    "完成年度工作任务，改善基础设施条件，提高服务能力，接受群众监督。",
)
ACHIEVED = (
    "分季度推进各项工作，组织了多轮现场检查，设施运行平稳，来访群众的意见当月办结。",
    "工作人员进村入户，边建设边验收，按合同支付费用，资料逐项归档。",
)


def department_form(draw: Draw, facts: Facts, money: Money) -> tuple[list[Part], Form]:
    layout = draw.choice((NATIONAL, NATIONAL, LAYOUTS["yunnan"]))
    form = draw_form(draw, facts, layout, money, (facts.initial, facts.full, facts.executed))
    title = f"示例县{facts.year}年度部门整体支出绩效{draw.choice(('自评表', '自评情况表', '评价表'))}"
    form.costs = [ceiling(draw, form, "公用经费控制额", facts.public.budget, facts.public.final)]
    form.costs += fall_of_three_public(draw, form, facts.three_public) if facts.exact else ()
    head = Block([[Cell(draw.label("pairs.unit")), Cell(facts.unit)]])
    extra = draw.choice((splits, splits, splits, uses, None))
    extra = extra and extra(draw, facts, money)
    blocks = [head, funds(draw, form, extra), *goals(draw), indicator_block(draw, form)]
    return titled(draw, title, [*parted(draw, blocks), *noted(draw)], money) + signed(draw, facts), form


def department(draw: Draw, facts: Facts) -> "Evaluated":
    money = draw_money(draw, facts.places)
    parts, form = department_form(draw, facts, money)
    return Evaluated(parts, form, facts.exact and draw.chance(0.9))


def project_parts(draw: Draw, facts: Facts, project: Project) -> "Evaluated":
    money = draw_money(draw, facts.places)
    parts, form = project_form(draw, facts, project, money)
    return Evaluated(parts, form, bool(project.full) and draw.chance(0.4), project)


def project_form(draw: Draw, facts: Facts, project: Project, money: Money) -> tuple[list[Part], Form]:
    layout = LAYOUTS[draw.choice(("sichuan", "hubei") if project.odd else list(LAYOUTS))]
    form = draw_form(draw, facts, layout, money, (project.initial, project.full, project.executed))
    form.costs = (
        [ceiling(draw, form, f"{project.name}控制额", project.line.budget, project.executed)] if project.full else []
    )
    title = draw.choice(("示例县{}年度项目支出绩效自评表", "{}年度专项资金绩效自评表", "{}年度项目支出绩效自评价表"))
    blocks = [funds(draw, form), *goals(draw), indicator_block(draw, form)]
    blocks.insert(0, project_head(draw, facts, project, form))
    if layout.answers:
        blocks.append(answers(draw))
    return titled(draw, title.format(facts.year), [*parted(draw, blocks), *noted(draw)], money) + signed(
        draw, facts
    ), form


def project_head(draw: Draw, facts: Facts, project: Project, form: Form) -> Block:
    name = [Cell(draw.label("pairs.project")), Cell(project.name, 3)]
    office = [Cell(draw.label("pairs.department_in_charge")), Cell(facts.department)]
    unit = [Cell(draw.label("pairs.implementing_unit")), Cell(facts.unit)]
    rows = [name, draw.choice((office + unit, unit + office))]
    if form.layout.head_total:
        name[1:] = [Cell(project.name), Cell("自评总分（分）"), figure(form.points_text(form.score))]
    return Block(rows)


def goals(draw: Draw) -> list[Block]:
    labels = [draw.label(f"goals.{name}") for name in ("expected", "achieved")]
    texts = [draw.choice(EXPECTED), draw.choice(ACHIEVED)]
    if draw.chance(0.3):
        return [Block([[Cell(label), Cell(text)] for label, text in zip(labels, texts, strict=True)])]
    side = draw.chance(0.6)
    header, row = [Cell(text) for text in labels], [Cell(text) for text in texts]
    if side:
        header, row = [Cell(draw.label("goals.side")), *header], [JOINED, *row]
    return [Block([header, row])] if draw.chance(0.9) else []


def answers(draw: Draw) -> Block:
    labels = (draw.label("pairs.reason"), draw.label("pairs.improvements"))
    return Block([[Cell(labels[0]), Cell(draw.choice(REASONS))], [Cell(labels[1]), Cell("无")]])


def signed(draw: Draw, facts: Facts) -> list[Part]:
    """The line of signatures, as a paragraph or as a row of the table, in cells of its own or each with its label."""
    pairs = [
        (draw.label("pairs.preparer"), facts.preparer),
        (draw.label("pairs.date"), date_text(draw, facts.filed + timedelta(draw.randint(0, 20)))),
        (draw.label("pairs.phone"), facts.phone),
    ]
    if draw.chance(0.5):
        pairs.append((draw.label("pairs.head"), facts.head))
    shape = draw.choice(("paragraph", "paragraph", "row", "cell", "cells", "none"))
    if shape == "none":
        return []
    if shape == "cells":
        return [Block([[Cell(text) for pair in pairs for text in pair]])]
    mark = draw.choice("：：:")
    texts = [f"{''.join(label.split())}{mark}{text}" for label, text in pairs]
    if shape == "row":
        return [Block([[Cell(text) for text in texts]])]
    line = (" " * draw.randint(1, 6)).join(texts)
    return [Block([[Cell(line)]])] if shape == "cell" else [line]


def titled(draw: Draw, title: str, parts: list[Part], money: Money | None = None) -> list[Part]:
    """The title above the table, or as the table's first row, with the year in it, above or below it."""
    county, year, name = title.partition(title[title.index("年度") - 4 : title.index("年度") + 2])
    rows = draw.choice(([title], [title], [title], [title, f"（{year}）"], [f"{county}{year}", name], [county + name]))
    if money and money.line:
        rows = [*rows, f"单位：{money.unit}"]
    if draw.chance(0.2):
        return [*(Block([[Cell(row)]]) for row in rows if row), *parts]
    before = [f"附件{draw.randint(1, 5)}"] if draw.chance(0.2) else []
    return [PAGE, *before, *filter(None, rows), *parts]


NOTES = (
    "备注：每个项目支出一张表。",
    "注：1.定量指标先汇总完成数再计分；2.定性指标分为达成、部分达成、未达成三档，分别按100%-80%（含）、80%-60%（含）、60%-0%确定得分。",
    "说明：得分不得突破分值，执行率超过100%的按100%计。",
)


def noted(draw: Draw) -> list[Part]:
    """The form's own notes, below the table or as its last row."""
    if draw.chance(0.7):
        return []
    note = draw.choice(NOTES)
    return [note] if draw.chance(0.5) else [Block([[Cell(note)]])]


def parted(draw: Draw, blocks: list[Block]) -> list[Part]:
    """The blocks in one table, or parted into several."""
    share = draw.choice((0, 0, 0.3))
    parts: list[Part] = []
    for block in blocks:
        if parts and draw.chance(share):
            parts.append(PAGE)
        parts.append(block)
    return parts


# An index system, which has no funds and no targets


INDEX = (
    ("项目决策", 20, ("项目立项", "绩效目标")),
    ("过程指标", 20, ("资金管理", "组织实施")),
    ("产出指标", 30, ("产出数量", "产出质量")),
    ("效益指标", 30, ("社会效益", "服务对象满意度")),
)


def index_system(draw: Draw, facts: Facts) -> list[Part]:
    """Weights at two levels and at each indicator; the scores are the unit's own."""
    labels = [
        draw.label(f"indicators.columns.{name}") for name in (*LEVELS, "weight", "explanation", "standard", "score")
    ]
    rows = [[Cell(label) for label in labels]]
    score = ZERO
    for first, weight, seconds in INDEX:
        top = Cell(f"{first}（{weight}分）")
        for second in seconds:
            middle = Cell(f"{second}（{weight // 2}分）")
            for number, points in enumerate(draw.parts(Decimal(weight // 2), 2), 1):
                own = points - draw.choice((0, 0, 0, 1))
                score += own
                told = [Cell(f"{second}的依据{number}"), Cell("不规范的酌情扣分")]
                rows.append(
                    [top, middle, Cell(f"{second}{'一二'[number - 1]}"), figure(f"{points}"), *told, figure(f"{own}")]
                )
                top = middle = JOINED
    rows.append([Cell(draw.label("indicators.rows.total"), 3), figure("100"), Cell(), Cell(), figure(f"{score}")])
    return titled(draw, f"{facts.year}年度项目支出绩效评价指标体系", [Block(rows)])


# The reports


@dataclass
class Evaluated:
    """The parts of a 自评表, the form, and its project, if it is of one; `reported`: a report follows it."""

    parts: list[Part]
    form: Form
    reported: bool
    project: Project | None = None


def reports(seed: int, facts: Facts, evaluated: Sequence[Evaluated]) -> None:
    """Writes the reports behind their forms; nobody claims all targets met where an indicator of any form was missed."""
    missed = any(one.form.told for one in evaluated)
    for at, one in enumerate(evaluated):
        draw = Random(f"report {at} of {seed}")
        if not one.reported:
            continue
        if one.project is None:
            one.parts += [PAGE, *narratives.department_report(draw, facts, one.form, missed)]
        else:
            one.parts += [PAGE, *narratives.project_report(draw, facts, one.project, one.form, missed)]


# From parts to plain text


def generate(seed: int) -> Generated:
    """The submission of a seed."""
    draw = Draw(seed)
    facts = draw_facts(draw)
    facts.exact = facts.places != 2 or draw.chance(0.85)
    given: list[list[Part]] = []
    evaluated: list[Evaluated] = []
    if draw.chance(0.8):
        given.append(basic_data(draw, facts, draw_money(draw, facts.places if facts.exact else draw.choice((0, 1)))))
    if draw.chance(0.8):
        evaluated.append(department(draw, facts))
    evaluated += [project_parts(draw, facts, project) for project in facts.projects]
    given += [one.parts for one in evaluated]
    if draw.chance(0.05):
        given.append(index_system(draw, facts))
    if draw.chance(0.1):
        draw.shuffle(given)
    reports(seed, facts, evaluated)
    marked, values = plain(draw, [part for parts in given for part in parts])
    return Generated(narratives.unmarked(marked), values, not facts.exact, marked, facts)


def clean_submission(seed: int) -> str:
    """The plain text of a random submission that is right in every figure."""
    return generate(seed).text


def plain(draw: Draw, parts: list[Part]) -> tuple[str, list[Value]]:
    """Blocks that follow one another share a table; a paragraph or a page ends it."""
    lines: list[str] = []
    values: list[Value] = []
    tables = 0
    run: list[Block] = []
    for part in [*parts, PAGE]:
        if isinstance(part, Block) and part is not PAGE:
            run.append(part)
            continue
        spread(draw, run)
        for table in pages(run):
            tables += 1
            lines += [*table_lines(table, f"table {tables}", values), ""]
        run = []
        if isinstance(part, str):
            lines.append(part)
    return "\n".join(lines) + "\n", values


def spread(draw: Draw, blocks: list[Block]) -> None:
    """Gives each block's columns their widths, so that all blocks of a table are equally wide."""
    across = max((block.columns for block in blocks), default=2) + draw.choice((0, 0, 1))
    for block in blocks:
        block.spans = [int(span) for span in draw.parts(Decimal(max(across, 2)), block.columns)]


def pages(blocks: list[Block]) -> Iterator[list[Block]]:
    """The tables of a run of blocks: a block that is cut ends one and begins the next."""
    table: list[Block] = []
    for block in blocks:
        if not block.cut:
            table.append(block)
            continue
        yield [*table, Block(block.rows[: block.cut], spans=block.spans)]
        again = block.rows[: block.heads] if block.header_again else []
        table = [Block([*again, *rest(block)], spans=block.spans)]
    if table:
        yield table


def rest(block: Block) -> list[Row]:
    """The rows after the cut; a cell that was joined to the page before repeats what stood there, or is blank."""
    first = list(block.rows[block.cut])
    at = 0
    for number, cell in enumerate(first):
        if cell.joined:
            above = owner(block.rows[: block.cut], at)
            first[number] = Cell(above.text if block.repeat else "")
        at += cell.cols
    return [first, *block.rows[block.cut + 1 :]]


def owner(rows: list[Row], col: int) -> Cell:
    """The cell of a column that the joined ones below it belong to."""
    for row in reversed(rows):
        at = 0
        for cell in row:
            if at == col and not cell.joined:
                return cell
            at += cell.cols
    return Cell()


def table_lines(blocks: list[Block], part: str, values: list[Value]) -> Iterator[str]:
    number = 0
    for block in blocks:
        for row in block.rows:
            number += 1
            yield row_line(row, block.spans, number, part, values)


def row_line(row: Row, spans: list[int], number: int, part: str, values: list[Value]) -> str:
    pieces: list[str] = []
    at = 0
    for cell in row:
        if cell.value:
            values.append(Value(part, f"r{number}c{len(pieces) + 1}", cell.value))
        wide = sum(spans[at : at + cell.cols])
        pieces += ["^" if cell.joined else cell.text.replace("\n", "\\n"), *["<"] * (wide - 1)]
        at += cell.cols
    return " | ".join(pieces)
