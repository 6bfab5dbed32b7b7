"""The 自评表 of a department or a project: funds, goals, indicators and their totals."""

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from selfeval.figure import NO_TEXT, NONE, UNKNOWN, Figure, Text, Why, total
from selfeval.forms.node import Answer, Form, Node
from selfeval.forms.stated import NOTHING_STATED, Stated
from selfeval.units import scale

# 投诉处理率 names a harm and measures its cure.
CURES = (
    "处理率",
    "办结率",
    "化解率",
    "整改率",
    "处置率",
    "查处率",
    "解决率",
    "回复率",
    "下降率",
    "降低率",
    "减少率",
    "满意度",
    "满意率",
)
DURATIONS = ("分钟", "月")
HARM = ("受害率", "成灾率", "投诉", "事故", "违规", "死亡", "控制率", "调整率", "变动率", "结转", "结余")


class Formula(Node):
    """A column that carries its own formula, in one row: what stands there, and what the formula gives."""

    said: Figure = NONE
    ought: Figure = NONE


class FundRow(Node):
    """One row of the funds, in the form's money unit; rate in %, weight and score in 分.

    kind: total (年度资金总额), part (a source), sub (a part of a part), or use (基本支出, 项目支出). among: its label begins with 其中.
    reason is absent where the block has no such column.
    """

    kind: str = "part"
    among: bool = False
    label: Text = NO_TEXT
    initial: Figure = NONE
    full_year: Figure = NONE
    executed: Figure = NONE
    rate: Figure = NONE
    weight: Figure = NONE
    score: Figure = NONE
    reason: Text = NO_TEXT
    formulas: tuple[Formula, ...] = ()

    @property
    def columns(self) -> tuple[Figure, Figure, Figure]:
        return self.initial, self.full_year, self.executed


class Split(Node):
    """The same total split by 收入性质 or 支出性质: a printed sub-total, and its parts."""

    printed: Figure = NONE
    parts: tuple[Figure, ...] = ()


class Indicator(Node):
    """One 三级指标. group and category: its level-1 and level-2 kind (output, quantity …), empty where nobody knows it.

    part: a line that begins with 其中; subtotal: its score is the sum of the lines below it, so sums leave it out;
    under: the unit of the sub-total that it stands under. concept: the row of the basic data that its name speaks of.
    """

    name: Text = NO_TEXT
    level1: Text = NO_TEXT
    level2: Text = NO_TEXT
    group: str = ""
    category: str = ""
    target: Stated = NOTHING_STATED
    actual: Stated = NOTHING_STATED
    weight: Figure = NONE
    score: Figure = NONE
    reason: Text = NO_TEXT
    part: bool = False
    subtotal: bool = False
    under: str = ""
    unit_column: bool = False
    concept: str = ""

    @property
    def smaller_is_better(self) -> bool:
        """Where the form gives no side: costs, harm and restraint, and a target of nothing."""
        zero = self.target.figure.known and not self.target.figure.value
        name = self.name.text
        harm = any(word in name for word in HARM) and not name.endswith(CURES)
        duration = self.category == "timeliness" and scale(self.target.figure.unit)[0] in DURATIONS
        return self.category == "cost" or self.group == "cost" or zero or harm or duration

    @cached_property
    def side(self) -> str:
        """≥, >, ≤ or <: the side on which the target is met; a bare number and `=` are met on the better side too."""
        said = self.target.side
        if said in ("", "="):
            return "≤" if self.smaller_is_better else "≥"
        return said

    @cached_property
    def met(self) -> bool | None:
        """Whether the actual value meets the target; None where that can't be judged."""
        target, actual = self.target, self.actual
        if target.kind == "time" and actual.kind == "time":
            return not_later(actual.moment, target.moment)
        if target.kind == "change" and actual.kind == "change":
            return changed_enough(target, actual)
        if not (target.numeric and actual.numeric):
            return None
        goal, done = target.figure, actual.figure.to(target.figure.unit)
        if not done.known:
            return None
        match self.side:
            case "≥":
                return done.value >= goal.value
            case ">":
                return done.value > goal.value
            case "<":
                return done.value < goal.value
            case _:
                return done.value <= goal.value


class Group(Node):
    """A heading of the indicator block and those under it; weight is the number in the heading, absent without one."""

    label: Text = NO_TEXT
    level: int = 1
    group: str = ""
    weight: Figure = NONE
    indicators: tuple[Indicator, ...] = ()


class EvaluationForm(Form):
    """A whole 自评表; an index system is one without funds.

    vouchers: what a list of vouchers spent, line by line, with its printed total; spent: 实际支出 in the form's head.
    weight_total, score_total: as printed; score_said: in the words of its conclusion. reason: the form's one reason cell. answers: the other texts that it asks for.
    term: from when to when the project runs. flat: the indicators have no level-1 column. unit_stated: the form says in which unit its funds are; goal_figures: those in the texts of the goals.
    """

    department_in_charge: Text = NO_TEXT
    implementing_unit: Text = NO_TEXT
    project: Text = NO_TEXT
    term: Text = NO_TEXT
    funds: tuple[FundRow, ...] = ()
    vouchers: tuple[Figure, ...] = ()
    voucher_total: Figure = NONE
    spent: Figure = NONE
    income: Split = Split()
    expenditure: Split = Split()
    expected: Text = NO_TEXT
    achieved: Text = NO_TEXT
    goal_figures: tuple[Figure, ...] = ()
    answers: tuple[Answer, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    groups: tuple[Group, ...] = ()
    weight_total: Figure = NONE
    score_total: Figure = NONE
    score_said: Figure = NONE
    grade: Text = NO_TEXT
    reason: Text = NO_TEXT
    has_weight: bool = False
    unit_stated: bool = False
    flat: bool = True

    @cached_property
    def total(self) -> FundRow:
        """年度资金总额: of several totals 合计, else the first; a lone row without that label is the total too."""
        totals = [row for row in self.funds if row.kind == "total"]
        named = [row for row in totals if row.label.text.endswith("合计")]
        return (named or totals or list(self.funds[:1] if len(self.funds) == 1 else ()) or [FundRow()])[0]

    @cached_property
    def execution(self) -> FundRow:
        """The row that carries the execution score: the total, or where it has no weight the part row that does."""
        row = self.total
        if row.weight.known or row.score.known:
            return row
        return next((part for part in self.funds if part.weight.known), row)

    @cached_property
    def named(self) -> tuple[Indicator, ...]:
        return tuple(i for i in self.indicators if i.name.text)


def score_sum(indicators: Iterable[Indicator], column: Literal["weight", "score"], *more: Figure) -> Figure:
    """The sum of a column of indicators, each once: no sub-totals, no 其中 lines; a named one's blank makes it unknown."""
    more = tuple(unknown_if_blank(f) for f in more)
    counted = [i for i in indicators if not (i.subtotal or i.part)]
    figures = [getattr(i, column) for i in counted]
    if not any(f.known for f in figures):
        return total([*more, *figures])
    named = [unknown_if_blank(f) if i.name.text else f for i, f in zip(counted, figures, strict=True)]
    return total([*more, *named])


def unknown_if_blank(said: Figure) -> Figure:
    """A cell that a sum needs, blank: the sum can't be known."""
    if not said.blank:
        return said
    return Figure(state=UNKNOWN, unit=said.unit, where=said.where, why=Why("blank", said.where.label))


def not_later(actual: tuple[int, int, int], target: tuple[int, int, int]) -> bool | None:
    """Whether a time is met, by the parts of the date that both name; None where they share none."""
    shared = [(a, t) for a, t in zip(actual, target, strict=True) if a and t]
    if not shared or (actual[0] and not target[0]):
        return None
    return [a for a, _ in shared] <= [t for _, t in shared]


def changed_enough(target: Stated, actual: Stated) -> bool | None:
    """Whether a change goes the way and as far as the target says."""
    if target.up != actual.up:
        return False
    done = actual.figure.to(target.figure.unit)
    return done.value >= target.figure.value if done.known else None
