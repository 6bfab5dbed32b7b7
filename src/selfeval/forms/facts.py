"""What the tables of a submission say of a thing that prose names, and which project is whose."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from selfeval.figure import NONE, Figure, Text, first, same_value, total
from selfeval.forms.basic_data import MoneyColumn
from selfeval.forms.evaluation import EvaluationForm
from selfeval.forms.narrative import ProjectNamed, Topic
from selfeval.units import WAN_YUAN, YUAN, scale

if TYPE_CHECKING:
    from selfeval.forms.submission import Submission

Period = Literal["prior", "budget", "final"]
DRESS = dict.fromkeys(map(ord, " \t\n\u3000“”\"'《》（）()"))
NEAR = 30
OWN_PROJECT = ("项目", "本项目", "该项目", "项目总", "项目支出")
CATEGORIES = ("业务工作", "运行维护", "其他项目", "其他")


def tabled(s: "Submission", concept: str, period: Period) -> Figure:
    """What the tables give for a concept: the basic data, else the department's own form; absent where they have no such label."""
    if concept == "total":
        return s.department.form.total.executed if period == "final" else NONE
    if concept == "basic":
        return basic_expenditure(s) if period == "final" else NONE
    column: MoneyColumn = getattr(s.basic, period)
    said = vars(column).get(concept)
    return said if isinstance(said, Figure) else NONE


def basic_expenditure(s: "Submission") -> Figure:
    """基本支出 of the year, where the split of the department's form, or a row of its funds, names it."""
    form = s.department.form
    split = [part for part in form.expenditure.parts if "基本支出" in part.where.label]
    rows = [row.executed for row in form.funds if row.label.text.endswith("基本支出")]
    return first(*split, *rows)


def spent(t: Topic, s: "Submission") -> Figure:
    """What was spent this year on a thing: as the passage says, else as the tables do."""
    if not t.spent.absent:
        return t.spent
    # A passage on budgets alone compares those.
    only_budget = not (t.budget.absent and t.initial_budget.absent and t.annual_budget.absent) and t.completion.absent
    if only_budget:
        return NONE
    own = own_form(t, s)
    return executed(own, s) if own is not None else tabled(s, t.concept, "final")


def spent_before(t: Topic, s: "Submission") -> Figure:
    return t.prior_final if not t.prior_final.absent else tabled(s, t.concept, "prior")


class Match(NamedTuple):
    """A project that prose or a line of the basic data names, with the form that is its own, if one is.

    sure: the names are the same; else only the amount and the characters of the names agree.
    """

    name: Text
    amount: Figure
    form: EvaluationForm | None
    sure: bool = False


def matches(s: "Submission") -> tuple[Match, ...]:
    """Each project that a line or a report names, with its form; worked out once, for it grows with their square."""
    if s._matches is None:
        s._matches = tuple(matched(s))
    found: tuple[Match, ...] = s._matches
    return found


def matched(s: "Submission") -> list[Match]:
    """Each project that a line under 项目支出 or a report with an amount names, with its form: a form is one line's and one name's."""
    forms = [p.form for p in s.projects if p.form.there]
    families = s.basic.final.projects
    lines = [line for family in families for line in family if is_project(line)]
    pairs = dict(zip(map(id, lines), paired([(Text(line_name(f), f.where), f) for f in lines], forms, s), strict=True))
    found: list[Match] = []
    for top, *below in families:
        whole, parts = pairs.get(id(top)), [pairs[id(line)] for line in below if id(line) in pairs]
        # Below a line without a form of its own stand the projects; below one with a form, what it was spent on.
        if whole is None or (whole.form is None and any(part.form is not None for part in parts)):
            found += parts
        else:
            found.append(whole)
    found = [m for m in found if not is_sum_of_free(m, found, forms, s)]
    in_tables = len(found)
    names = {bare(line.name.text) for line in found}
    for m in paired([(p.name, p.amount) for p in s.department.report.projects], forms, s):
        if bare(m.name.text) in names:
            continue
        # By a kindred name, a report that names hundreds repeats one near its first mention.
        near = (*found[:in_tables], *found[max(in_tables, len(found) - NEAR) :])
        if not any(
            line.form is m.form is not None or same_project(m.name.text, line.name.text, m.amount, line.amount)
            for line in near
        ):
            found.append(m)
            names.add(bare(m.name.text))
    return found


def is_sum_of_free(match: Match, found: list[Match], forms: list[EvaluationForm], s: "Submission") -> bool:
    """Whether one of the template's own lines stands for several projects, whose forms are no other line's."""
    if match.form is not None or not is_category(match.name.text):
        return False
    free = [form for form in forms if not any(m.form is form for m in found)]
    every = total(executed(form, s) for form in free)
    return len(free) > 1 and same_value(every, match.amount)


def is_project(line: Figure) -> bool:
    return line.known and bool(line.value)


def paired(named: list[tuple[Text, Figure]], forms: list[EvaluationForm], s: "Submission") -> list[Match]:
    """Names and forms, each form once: those of the same name first."""
    found: dict[int, Match] = {}
    free = {id(form): form for form in forms}
    namesakes: dict[str, list[EvaluationForm]] = {}
    for form in forms:
        namesakes.setdefault(bare(form.project.text), []).append(form)
    for at, (name, amount) in enumerate(named):
        if same := namesakes.get(bare(name.text)):
            form = same.pop(0)
            del free[id(form)]
            found[at] = Match(name, amount, form, sure=True)
    for at, (name, amount) in enumerate(named):
        if at not in found and (kin := kindred(name.text, amount, free.values(), s)) is not None:
            del free[id(kin)]
            found[at] = Match(name, amount, kin)
    return [found.get(at, Match(name, amount, None)) for at, (name, amount) in enumerate(named)]


def executed(form: EvaluationForm, s: "Submission") -> Figure:
    """What a project spent; where its form says no unit and 万元 would be more than all projects together, it is in 元."""
    said, every = form.total.executed, s.basic.final.project
    if form.unit_stated or not (said.known and every.known) or said.unit != WAN_YUAN:
        return said
    return replace(said, unit=YUAN) if said.value > every.to(WAN_YUAN).value else said


def own_form(t: Topic, s: "Submission") -> EvaluationForm | None:
    """The form of the project that a passage of its own report speaks of, without another name."""
    if t.concept != "project" and t.subject.text not in OWN_PROJECT:
        return None
    return next((p.form for p in s.projects if p.form.there and any(x is t for x in p.report.topics)), None)


def in_its_unit(form: EvaluationForm, s: "Submission") -> tuple[Figure, Figure, Figure]:
    """What a project spent, and its budgets; where its form says no unit, in the one that fits the basic data."""
    spent, total_row = executed(form, s), form.total
    if spent.unit == total_row.executed.unit:
        return total_row.executed, total_row.full_year, total_row.initial
    return spent, replace(total_row.full_year, unit=spent.unit), replace(total_row.initial, unit=spent.unit)


def line_name(line: Figure) -> str:
    return line.where.label.partition(" / ")[0]


def kindred(name: str, amount: Figure, forms: Iterable[EvaluationForm], s: "Submission") -> EvaluationForm | None:
    """The form of the same amount and a kindred name; a template's own line goes by its amount alone."""
    equal = [form for form in forms if same_amount(executed(form, s), amount)]
    alike = [form for form in equal if akin(name, form.project.text)]
    if alike:
        return alike[0]
    return equal[0] if len(equal) == 1 and is_category(name) else None


def is_category(name: str) -> bool:
    """Whether a name is one of the template's own lines, under which any project may stand."""
    return bare(name).startswith(tuple(bare(word) for word in CATEGORIES))


def same_project(a: str, b: str, first_amount: Figure, second_amount: Figure) -> bool:
    return bare(a) == bare(b) or (
        same_amount(first_amount, second_amount) and (akin(a, b) or is_category(a) or is_category(b))
    )


def same_amount(a: Figure, b: Figure) -> bool:
    """Whether two amounts are one, as far as the coarser of them says."""
    if not (a.known and b.known and b.to(a.unit).known):
        return False
    if a.unit == b.unit and a.decimals == b.decimals:
        return a.value == b.value
    last = max(scale(f.unit)[1].scaleb(-f.decimals) for f in (a, b))
    return abs(a.value * scale(a.unit)[1] - b.value * scale(b.unit)[1]) * 2 <= (last if a.decimals != b.decimals else 0)


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A project's name without blanks, quotes and numbering."""
    return name.translate(DRESS).lstrip("0123456789、.．")


def akin(a: str, b: str) -> bool:
    """Whether the shorter name's characters all stand in the longer, in order or reordered."""
    short, long = sorted((Counter(bare(a)), Counter(bare(b))), key=lambda chars: chars.total())
    return short.total() >= 2 and all(long[char] >= count for char, count in short.items())


def without_form(s: "Submission") -> list[ProjectNamed]:
    """The projects that are named and have no form, in a submission that should hold one for each."""
    if not s.projects and not (s.department.report.projects and (s.department.form.there or s.basic.there)):
        return []
    return [ProjectNamed(name=m.name, amount=m.amount) for m in matches(s) if m.form is None]
