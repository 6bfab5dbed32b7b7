"""What the tables of a submission say of a thing that prose names, and which project is whose."""

from collections import Counter
from dataclasses import replace
from typing import Literal, NamedTuple

from selfeval.figure import NONE, Figure, Text, first
from selfeval.forms.evaluation import EvaluationForm
from selfeval.forms.narrative import ProjectNamed, Topic
from selfeval.forms.submission import Submission
from selfeval.units import WAN_YUAN, YUAN

Period = Literal["prior", "budget", "final"]
CATEGORIES = ("业务工作", "运行维护", "其他项目", "其他")


def tabled(s: Submission, concept: str, period: Period) -> Figure:
    """What the tables give for a concept: the basic data, else the department's own form; absent where they have no such label."""
    if concept == "total":
        return s.department.form.total.executed if period == "final" else NONE
    if concept == "basic":
        return basic_expenditure(s) if period == "final" else NONE
    column = {"prior": s.basic.prior, "budget": s.basic.budget, "final": s.basic.final}[period]
    said = getattr(column, concept, NONE) if concept else NONE
    return said if isinstance(said, Figure) else NONE


def basic_expenditure(s: Submission) -> Figure:
    """基本支出 of the year, where the split of the department's form, or a row of its funds, names it."""
    form = s.department.form
    split = [part for part in form.expenditure.parts if "基本支出" in part.where.label]
    rows = [row.executed for row in form.funds if row.label.text.endswith("基本支出")]
    return first(*split, *rows)


def spent(t: Topic, s: Submission) -> Figure:
    """What was spent this year on a thing: as the passage says, else as the tables do."""
    if not t.spent.absent:
        return t.spent
    # A passage on budgets alone compares those.
    only_budget = not (t.budget.absent and t.initial_budget.absent and t.annual_budget.absent) and t.completion.absent
    return NONE if only_budget else tabled(s, t.concept, "final")


def spent_before(t: Topic, s: Submission) -> Figure:
    return t.prior_final if not t.prior_final.absent else tabled(s, t.concept, "prior")


class Match(NamedTuple):
    """A project that prose or a line of the basic data names, with the form that is its own, if one is.

    sure: the names are the same; else only the amount and the characters of the names agree.
    """

    name: Text
    amount: Figure
    form: EvaluationForm | None
    sure: bool = False


def matches(s: Submission) -> list[Match]:
    """Each project that a report names with an amount, or a line under 项目支出 names, with its form: each form once."""
    forms = [p.form for p in s.projects if p.form.there]
    named = [(p.name, p.amount) for report in s.reports[:1] for p in report.projects if report is s.department.report]
    lines = [
        (Text(line_name(line), line.where), line) for line in s.basic.final.project_lines if line.known and line.value
    ]
    found: list[Match] = []
    taken: list[EvaluationForm] = []
    for name, amount in (*named, *lines):
        if any(same_project(name.text, m.name.text, amount, m.amount) for m in found):
            continue
        form, sure = form_of(name.text, amount, [f for f in forms if not any(f is t for t in taken)], s)
        if form is not None:
            taken.append(form)
        found.append(Match(name, amount, form, sure))
    return found


def executed(form: EvaluationForm, s: Submission) -> Figure:
    """What a project spent; where its form says no unit and 万元 would be more than all projects together, it is in 元."""
    said, every = form.total.executed, s.basic.final.project
    if form.unit_stated or not (said.known and every.known) or said.unit != WAN_YUAN:
        return said
    return replace(said, unit=YUAN) if said.value > every.to(WAN_YUAN).value else said


def line_name(line: Figure) -> str:
    return line.where.label.partition(" / ")[0]


def form_of(
    name: str, amount: Figure, forms: list[EvaluationForm], s: Submission
) -> tuple[EvaluationForm | None, bool]:
    """The form that a project is evaluated in: of the same name; else of the same amount and a kindred name; a template's own line by its amount alone."""
    for form in forms:
        if bare(form.project.text) == bare(name):
            return form, True
    equal = [form for form in forms if same_amount(executed(form, s), amount)]
    kindred = [form for form in equal if akin(name, form.project.text)]
    if kindred:
        return kindred[0], False
    if len(equal) == 1 and bare(name).startswith(tuple(bare(word) for word in CATEGORIES)):
        return equal[0], False
    return None, False


def same_project(a: str, b: str, first_amount: Figure, second_amount: Figure) -> bool:
    return bare(a) == bare(b) or (
        same_amount(first_amount, second_amount)
        and (akin(a, b) or any(bare(name).startswith(tuple(bare(w) for w in CATEGORIES)) for name in (a, b)))
    )


def same_amount(a: Figure, b: Figure) -> bool:
    return a.known and b.known and (c := b.to(a.unit)).known and c.value == a.value


def bare(name: str) -> str:
    """A project's name without blanks, quotes and numbering."""
    return "".join(char for char in name if char not in " \t\n\u3000“”\"'《》（）()").lstrip("0123456789、.．")


def akin(a: str, b: str) -> bool:
    """Whether the shorter name's characters all stand in the longer, in order or reordered."""
    short, long = sorted((Counter(bare(a)), Counter(bare(b))), key=lambda chars: chars.total())
    return short.total() >= 2 and all(long[char] >= count for char, count in short.items())


def without_form(s: Submission) -> list[ProjectNamed]:
    """The projects that are named and have no form, in a submission that should hold one for each."""
    if not s.projects and not (s.department.report.projects and (s.department.form.there or s.basic.there)):
        return []
    return [ProjectNamed(name=m.name, amount=m.amount) for m in matches(s) if m.form is None]
