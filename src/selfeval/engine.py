"""Rules over a submission: walks the tree, binds each rule to its part and that part's ancestors, judges, and reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any

from selfeval.checks import NEAR, NOT_KNOWN, OK, Check, Judgement, Rule, judge
from selfeval.document import Where
from selfeval.figure import BLANK, DATE, NUMBER, ZERO, Figure, Text, plain
from selfeval.forms.evaluation import EvaluationForm, Group
from selfeval.forms.node import DatedLabel, Form, Node
from selfeval.forms.stated import Stated
from selfeval.forms.submission import FileFacts, Submission
from selfeval.lang import both, number_shown, shown, why
from selfeval.report import Finding, FormFound, Proof, SubmissionReport, Unchecked, Unused, Value
from selfeval.units import YEAR

NO_THRESHOLDS: Mapping[str, str] = {}
LATER = {"Y": "needs-archive", "S": "needs-roster"}


@dataclass(slots=True)
class Selection:
    """Which rules speak, how severe each is, and their thresholds where a config changes them."""

    codes: frozenset[str]
    severities: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Run:
    """What one walk gathers."""

    report: SubmissionReport
    selection: Selection
    submission: Submission
    plan: "Plan"
    used: set[int] = field(default_factory=set)
    figures: list[Figure] = field(default_factory=list)
    ran: set[str] = field(default_factory=set)
    trace: list[str] | None = None


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
    submission: Submission, rules: tuple[Rule, ...], selection: Selection, trace: list[str] | None = None
) -> SubmissionReport:
    """Runs all rules, so that `unused` is the same whatever was selected; one that was not selected yields nothing else.

    trace: where given, gets a line for each check that was made.
    """
    year = int(submission.year.value) if submission.year.known else None
    report = SubmissionReport(submission.name, submission.unit.text, year)
    report.forms = [FormFound(form.kind, form.title, form.where) for form in submission.forms]
    run = Run(report, selection, submission, plan_of(rules), trace=trace)
    walk(run, submission, ())
    order = {code: at for at, code in enumerate(rule.code for rule in rules)}
    report.skipped = [
        {"code": rule.code, "why": "deselected" if rule.code not in selection.codes else LATER.get(rule.code[0], "no-form")}
        for rule in rules
        if rule.code not in selection.codes or rule.code not in run.ran
    ]
    report.passed = dict(sorted(report.passed.items(), key=lambda item: order[item[0]]))
    report.unused = [
        Unused(figure.where.label, figure.typed, figure.where)
        for figure in run.figures
        if id(figure.where) not in run.used and figure.unit not in (YEAR, DATE)
    ]
    return report


@lru_cache(maxsize=64)
def parts_of(kind: type[Node]) -> tuple[str, ...]:
    """The fields of a kind of node that hold nodes, figures or stated values; what repeats others is left out."""
    repeats = {Submission: ("years", "units", "preparers", "forms")}.get(kind, ())  # type: ignore[call-overload]
    words = ("Figure", "Stated", "tuple", *(sub.__name__ for sub in subclasses(Node)))
    return tuple(
        name
        for name, field_ in kind.model_fields.items()
        if name not in repeats and any(word in str(field_.annotation) for word in words)
    )


def subclasses(kind: type) -> Iterator[type]:
    for sub in kind.__subclasses__():
        yield sub
        yield from subclasses(sub)


def walk(run: Run, node: Node, above: tuple[Node, ...]) -> None:
    """Runs the rules of a node, then goes into its parts; a node on which nothing was set is passed over."""
    for rule in run.plan.of(type(node)):
        run_rule(run, rule, node, above)
    # A heading's indicators are the form's own, and the figures of labels and of a file are none of the form's.
    if isinstance(node, (DatedLabel, FileFacts, Group)):
        return
    below = (*above, node)
    for name in parts_of(type(node)):
        value = getattr(node, name)
        for part in value if type(value) is tuple else (value,):
            if type(part) is Figure:
                meet(run, part, below)
            elif isinstance(part, Stated):
                if part.figure.state is NUMBER:
                    run.figures.append(part.figure)
            elif isinstance(part, Node) and part.__pydantic_fields_set__:
                walk(run, part, below)


def meet(run: Run, figure: Figure, above: tuple[Node, ...]) -> None:
    if figure.state is NUMBER and figure.typed:
        run.figures.append(figure)
    rules = run.plan.of(Figure)
    for rule in rules:
        if figure.why is not None:
            run_rule(run, rule, figure, above)
        run.ran.add(rule.code)


def run_rule(run: Run, rule: Rule, node: Node | Figure, above: tuple[Node, ...]) -> None:
    run.ran.add(rule.code)
    context = []
    for kind in rule.ancestors:
        for ancestor in reversed(above):
            if isinstance(ancestor, kind):
                context.append(ancestor)
                break
        else:
            return
    try:
        for check in rule.function(node, *context, **run.selection.thresholds.get(rule.code, NO_THRESHOLDS)):
            judgement = judge(check)
            if judgement is not None:
                record(run, rule, check, judgement, node, above)
    except Exception as error:
        # The one place where an error of ours is caught per rule: the others still run, and the report says so.
        run.report.crashed.append({"code": rule.code, "error": f"{type(error).__name__}: {error}", "where": place_name(node)})


def place_name(node: object) -> str:
    if isinstance(node, Form):
        return node.title.text or node.kind
    return type(node).__name__


def record(run: Run, rule: Rule, check: Check, judgement: Judgement, node: object, above: tuple[Node, ...]) -> None:
    verdict = judgement.verdict
    if verdict is not NOT_KNOWN and check.relation != "present":
        for said in (check.said, check.ought):
            # By the place's own object, which the submission keeps alive: hashing four strings for each is a tenth of all time.
            run.used.update([id(leaf.where) for leaf in said.leaves()])
    if rule.code not in run.selection.codes:
        return
    report = run.report
    if run.trace is not None:
        run.trace.append(traced(rule, check, judgement))
    if verdict is OK:
        report.passed[rule.code] = report.passed.get(rule.code, 0) + 1
    elif verdict is NOT_KNOWN:
        report.unknown.append(Unchecked(rule.code, why(judgement.why), place_of(check)))
    else:
        form = next((a for a in (node, *reversed(above)) if isinstance(a, Form)), None)
        report.findings.append(finding(run, rule, check, judgement, form))


def traced(rule: Rule, check: Check, judgement: Judgement) -> str:
    where = place_of(check)
    why_not = f"  ({why(judgement.why)['zh']})" if judgement.why else ""
    sides = f"{check.said.text or '…'} {check.relation} {check.ought.text}".rstrip()
    return f"{judgement.verdict.value:<8}{rule.code}  [{where.part} {where.ref}] {where.label}: {sides}{why_not}"


def place_of(check: Check) -> Where:
    return next((leaf.where for leaf in check.place.leaves()), Where())


def finding(run: Run, rule: Rule, check: Check, judgement: Judgement, form: Form | None) -> Finding:
    where = place_of(check)
    evidence = list(proofs(check))
    said = value_of(check.said)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=run.selection.severities.get(rule.code, rule.severity),
        verdict="near" if judgement.verdict is NEAR else "bad",
        title={"zh": rule.zh, "en": rule.en},
        message=both(check.note or check.relation, facts_of(check, judgement)),
        said=said,
        relation=check.relation,
        ought=ought_of(check, judgement),
        give=shown(check.give) if check.give is not None and check.give.known else None,
        gap=None if judgement.gap is None else gap_shown(judgement.gap),
        hint=None,
        where=where,
        evidence=evidence,
        form=next((at for at, seen in enumerate(run.submission.forms) if form and seen.where == form.where), -1),
        fingerprint=fingerprint(run.submission, rule.code, where.label, [said.text, *(proof.text for proof in evidence)], form),
    )


def proofs(check: Check) -> Iterator[Proof]:
    """The places that a check looked at, the offending one first, each once."""
    seen = set()
    for part in (check.place, check.said, check.ought, *(fact for fact in check.facts.values() if isinstance(fact, Figure))):
        for leaf in part.leaves():
            text = leaf.typed if isinstance(leaf, Figure) else leaf.text
            if leaf.where.ref and leaf.where not in seen and not leaf.absent:
                seen.add(leaf.where)
                yield Proof(text, leaf.where)


def value_of(said: Figure | Text) -> Value:
    if isinstance(said, Text):
        return Value("blank" if said.blank else "text", said.text or None, "", said.text)
    if said.state is BLANK:
        return Value("blank", None, said.unit, "")
    if said.state is not NUMBER:
        return Value("text", said.typed, said.unit, said.typed)
    if said.unit == DATE:
        return Value("date", shown(said), "", said.typed or shown(said))
    value = said.rounded(max(said.digits, 2)) if said.parts else said.value
    return Value("number", plain(value) if said.parts else str(value), said.unit, said.text)


def ought_of(check: Check, judgement: Judgement) -> Value:
    ought = check.ought
    if isinstance(ought, Text) or judgement.limit is None:
        return value_of(ought)
    unit = check.said.unit if isinstance(check.said, Figure) and check.said.unit else ought.unit
    if unit == DATE:
        return Value("date", number_shown(judgement.limit, unit, 0), "", ought.text)
    return Value("number", f"{judgement.limit:f}", unit, ought.text)


def gap_shown(gap: Decimal) -> str:
    return plain(gap) if gap == gap.to_integral_value() else f"{gap:f}"


def facts_of(check: Check, judgement: Judgement) -> dict[str, object]:
    """What a sentence may show: both sides, the formula, the gap, and the rule's own facts with their formulas."""
    said, ought = check.said, check.ought
    facts: dict[str, object] = {"said": said, "ought": ought, "base": ought, "formula": "", "gap": "", "precision": "", "share": ""}
    facts["said_formula"] = said.text
    if isinstance(said, Figure) and isinstance(ought, Figure) and judgement.limit is not None:
        digits = max(said.digits, 0)
        facts["ought"] = number_shown(judgement.limit, said.unit or ought.unit, digits)
        facts["gap"] = gap_shown(judgement.gap or ZERO) + (said.unit if said.unit not in (DATE, YEAR) else "")
        formula = ought.text if ought.parts else ought_label(ought)
        facts["formula"] = f"{formula} = {facts['ought']}" if ought.parts else formula
        if said.unit and said.unit not in (DATE, YEAR) and check.relation == "=":
            facts["precision"] = precision_shown(said)
        share = (said / ought).to("%") if ought.value else ought
        facts["share"] = shown(share) if share.unit == "%" else "—"
    for name, fact in check.facts.items():
        facts[name] = fact
        if isinstance(fact, Figure):
            facts[f"{name}_formula"] = fact.text
            facts[f"{name}_label"] = next((f"{leaf.where.part} {leaf.where.ref}" for leaf in fact.leaves()), "")
    return facts


def precision_shown(said: Figure) -> str:
    return f" [{Decimal(1).scaleb(-max(said.digits, 0)):f}{said.unit}]"


def ought_label(ought: Figure) -> str:
    return next((leaf.where.label for leaf in ought.leaves()), "") or ought.text


def fingerprint(submission: Submission, code: str, label: str, values: list[str], form: Form | None) -> str:
    """Names a finding by what it says and not by where it stands, so that it survives an inserted row and lapses with its values."""
    project = form.project.text if isinstance(form, EvaluationForm) else ""
    year = plain(submission.year.value) if submission.year.known else ""
    parts = [code, submission.unit.text, year, form.kind if form else "", project, label, *values]
    return sha256("\x1f".join("".join(part.split()) for part in parts).encode()).hexdigest()[:16]


