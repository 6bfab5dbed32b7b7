"""Rules over a submission: walks the tree, binds each rule to its part and that part's ancestors, judges, and reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, get_args

from selfeval.checks import NOT_KNOWN, OK, Check, Judgement, Rule, judge
from selfeval.document import Where
from selfeval.figure import DATE, NUMBER, Figure, Text
from selfeval.finding import finding, place_of
from selfeval.forms.evaluation import Group
from selfeval.forms.node import DatedLabel, Form, Node
from selfeval.forms.stated import Stated
from selfeval.forms.submission import FileFacts, Submission
from selfeval.hints import hint_of
from selfeval.lang import why
from selfeval.report import Finding, FormFound, SubmissionReport, Unchecked, Unused
from selfeval.units import YEAR

NO_THRESHOLDS: Mapping[str, str] = {}
LATER = {"Y": "needs-archive", "S": "needs-roster"}


class Selection(NamedTuple):
    """Which rules speak, how severe each is, and their thresholds where a config changes them."""

    codes: frozenset[str]
    severities: Mapping[str, str] = {}
    thresholds: Mapping[str, Mapping[str, str]] = {}


class Binding(NamedTuple):
    """A rule with the ancestors that it is bound to and its thresholds; speaks: it was selected."""

    rule: Rule
    context: list[Any]
    thresholds: Mapping[str, str]
    speaks: bool


@dataclass(slots=True, eq=False, repr=False)
class Run:
    """What one walk gathers. bound: the rules for a kind of node below a path."""

    report: SubmissionReport
    selection: Selection
    submission: Submission
    plan: "Plan"
    used: set[int] = field(default_factory=set)
    bad: list[tuple[Finding, Check, Judgement]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    ran: set[str] = field(default_factory=set)
    trace: "list[Traced] | None" = None
    held: list[tuple[str, Where, Form | None]] | None = None
    bound: dict[tuple[type, int], tuple[tuple[Node, ...], list[Binding]]] = field(default_factory=dict)


class Traced(NamedTuple):
    """A check that was made: its line, and the places that it looked at, each by its own object."""

    line: str
    places: frozenset[int]


@dataclass(slots=True, eq=False, repr=False)
class Seen:
    """Which figures a walk met, the places that checks looked at, each by its own object, and the checks that held."""

    used: set[int] = field(default_factory=set)
    figures: list[Figure] = field(default_factory=list)
    held: list[tuple[str, Where, Form | None]] = field(default_factory=list)


class Plan:
    """For each kind of node the rules that run for it."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.by_kind: dict[type, tuple[Rule, ...]] = {}

    def of(self, kind: type) -> tuple[Rule, ...]:
        found = self.by_kind.get(kind)
        if found is None:
            found = self.by_kind[kind] = tuple(rule for rule in self.rules if issubclass(kind, rule.node))
        return found


@lru_cache(maxsize=8)
def plan_of(rules: tuple[Rule, ...]) -> Plan:
    return Plan(rules)


def check_submission(
    submission: Submission,
    rules: tuple[Rule, ...],
    selection: Selection,
    trace: "list[Traced] | None" = None,
    seen: "Seen | None" = None,
) -> SubmissionReport:
    """Runs all rules, so that `unused` is the same whatever was selected; one that was not selected yields nothing else.

    trace: where given, gets each check that was made. seen: where given, gets what was looked at.
    """
    year = int(submission.year.value) if submission.year.known else None
    report = SubmissionReport(submission.name, submission.unit.text, year)
    projects = {form.where: p.form.project.text for p in submission.projects for form in (p.form, p.report)}
    report.forms = [
        FormFound(form.kind, form.title, form.where, projects.get(form.where, "")) for form in submission.forms
    ]
    run = Run(report, selection, submission, plan_of(rules), trace=trace)
    if seen is not None:
        run.used, run.figures, run.held = seen.used, seen.figures, seen.held
    walk(run, submission, ())
    by_value: dict[Decimal, list[Figure]] = {}
    for figure in run.figures if run.bad else ():
        by_value.setdefault(figure.value, []).append(figure)
    for found, check, judgement in run.bad:
        found.hint = hint_of(check, judgement, by_value)
    order = {code: at for at, code in enumerate(rule.code for rule in rules)}
    report.skipped = [
        {
            "code": rule.code,
            "why": "deselected" if rule.code not in selection.codes else LATER.get(rule.code[0], "no-form"),
        }
        for rule in rules
        if rule.code not in selection.codes or rule.code not in run.ran
    ]
    report.findings.sort(key=lambda f: (f.form, order[f.code]))
    report.passed = dict(sorted(report.passed.items(), key=lambda item: order[item[0]]))
    forms = [form for form in (submission.basic, *submission.evaluations) if form.there]
    report.strange = list(dict.fromkeys("".join(label.text.split()) for form in forms for label in form.strange))
    # A figure may stand in two parts of the tree, such as a topic and a list of its parts.
    left = {id(f.where): f for f in run.figures if id(f.where) not in run.used and f.unit not in (YEAR, DATE)}
    report.unused = [Unused(figure.where.label, figure.typed, figure.where) for figure in left.values()]
    claims = [claim for r in submission.reports for claim in r.claims]
    report.prose = (sum(bool(claim.text) for claim in claims), sum(not claim.understood for claim in claims))
    return report


REPEATS = {"years", "units", "preparers", "forms", "other_tables"}


@lru_cache(maxsize=64)
def parts_of(kind: type[Node]) -> tuple[str, ...]:
    """The fields of a kind of node that hold nodes, figures or stated values; what repeats others is left out."""
    repeats = REPEATS if kind is Submission else ()
    return tuple(
        name for name, info in kind.model_fields.items() if name not in repeats and holds_parts(info.annotation)
    )


def holds_parts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, (Node, Figure, Stated)):
        return True
    return any(map(holds_parts, get_args(annotation)))


def walk(run: Run, node: Node, above: tuple[Node, ...]) -> None:
    """Runs the rules of a node, then goes into its parts; a node on which nothing was set is passed over."""
    for binding in bindings(run, type(node), above):
        run_rule(run, binding, node, above)
    # A heading's indicators are the form's own, and the figures of labels and of a file are none of the form's.
    if isinstance(node, (DatedLabel, FileFacts, Group)):
        return
    below = (*above, node)
    # They ask for no ancestors, so they are the same on every path.
    figure_rules = bindings(run, Figure, ())
    for name in parts_of(type(node)):
        value = getattr(node, name)
        for part in value if type(value) is tuple else (value,):
            if type(part) is Figure:
                if part.state is NUMBER and part.typed:
                    run.figures.append(part)
                elif part.why is not None:
                    for binding in figure_rules:
                        run_rule(run, binding, part, below)
            elif isinstance(part, Stated):
                if part.figure.state is NUMBER:
                    run.figures.append(part.figure)
            elif isinstance(part, Node) and part.__pydantic_fields_set__:
                walk(run, part, below)


def bindings(run: Run, kind: type, above: tuple[Node, ...]) -> list[Binding]:
    """The rules for a kind of node below certain ancestors, each bound to the nearest ancestor of each kind that it asks for."""
    # By the path's own object, which the list beside keeps alive: all indicators of a form share one.
    key = (kind, id(above))
    if (found := run.bound.get(key)) is not None:
        return found[1]
    bound = []
    for rule in run.plan.of(kind):
        context = [
            next((node for node in reversed(above) if isinstance(node, wanted)), None) for wanted in rule.ancestors
        ]
        if None not in context:
            run.ran.add(rule.code)
            thresholds = run.selection.thresholds.get(rule.code, NO_THRESHOLDS)
            bound.append(Binding(rule, context, thresholds, rule.code in run.selection.codes))
    run.bound[key] = (above, bound)
    return bound


def run_rule(run: Run, binding: Binding, node: Node | Figure, above: tuple[Node, ...]) -> None:
    rule, context, thresholds, _ = binding
    try:
        for check in rule.function(node, *context, **thresholds):
            judgement = judge(check)
            if judgement is not None:
                record(run, binding, check, judgement, node, above)
    except Exception as error:
        # The one place where an error of ours is caught per rule: the others still run, and the report says so.
        run.report.crashed.append(
            {"code": rule.code, "error": f"{type(error).__name__}: {error}", "where": place_name(node)}
        )


def place_name(node: object) -> str:
    if isinstance(node, Form):
        return node.title.text or node.kind
    return type(node).__name__


def record(
    run: Run, binding: Binding, check: Check, judgement: Judgement, node: object, above: tuple[Node, ...]
) -> None:
    verdict, rule = judgement.verdict, binding.rule
    if verdict is not NOT_KNOWN and check.relation != "present":
        mark(run.used, check.said)
        mark(run.used, check.ought)
        if check.facts:
            for fact in check.facts.values():
                if not isinstance(fact, str):
                    mark(run.used, fact)
    if not binding.speaks:
        return
    report = run.report
    if run.trace is not None:
        looked_at: set[int] = set()
        for side in (check.place, check.said, check.ought, *(check.facts or {}).values()):
            if not isinstance(side, str):
                mark(looked_at, side)
        run.trace.append(Traced(traced(rule, check, judgement), frozenset(looked_at)))
    if verdict is OK:
        report.passed[rule.code] = report.passed.get(rule.code, 0) + 1
        if run.held is not None:
            run.held.append((rule.code, place_of(check), form_above(node, above)))
    elif verdict is NOT_KNOWN:
        report.unknown.append(Unchecked(rule.code, why(judgement.why), place_of(check)))
    else:
        form = form_above(node, above)
        severity = run.selection.severities.get(rule.code, rule.severity)
        found = finding(rule, severity, check, judgement, run.submission, form)
        report.findings.append(found)
        if found.verdict == "bad":
            run.bad.append((found, check, judgement))


def form_above(node: object, above: tuple[Node, ...]) -> Form | None:
    return next((a for a in (node, *reversed(above)) if isinstance(a, Form)), None)


def mark(used: set[int], said: Figure | Text) -> None:
    """Notes the places that a side came from, by the place's own object, which the submission keeps alive."""
    if not said.parts:
        used.add(id(said.where))
    else:
        for part in said.parts:
            mark(used, part)


def traced(rule: Rule, check: Check, judgement: Judgement) -> str:
    where = place_of(check)
    why_not = f"  ({why(judgement.why)['zh']})" if judgement.why else ""
    give = f" ± {check.give.text}" if check.give is not None and check.give.known else ""
    sides = f"{check.said.text or '…'} {check.relation} {check.ought.text}{give}".rstrip()
    return f"{judgement.verdict.value:<8}{rule.code}  [{where.part} {where.ref}] {where.label}: {sides}{why_not}"
