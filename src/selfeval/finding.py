"""From a check that did not hold to the finding that tells it: both sides, the arithmetic, the places, and its fingerprint."""

import re
from decimal import Decimal
from hashlib import sha256

from selfeval.checks import KEY, NEAR, Check, Judgement, Rule, worded
from selfeval.document import Where
from selfeval.figure import BLANK, DATE, NUMBER, ZERO, Figure, Text, plain
from selfeval.forms.evaluation import EvaluationForm
from selfeval.forms.node import Form
from selfeval.forms.submission import Submission
from selfeval.lang import both, facts_in, number_shown, shown, unit_shown
from selfeval.report import Finding, Proof, Value
from selfeval.units import YEAR

# p12, r4c6, D3
ROW = re.compile(r"^(?:[pr]|[A-Z]+)(\d+)")
BREAKS = re.compile(r" (?:(?=[^\x00-\x7f])|(?<=[^\x00-\x7f] ))")


def finding(
    rule: Rule, severity: str, check: Check, judgement: Judgement, submission: Submission, form: Form | None
) -> Finding:
    where = place_of(check)
    evidence = proofs(check)
    said = value_of(check.said)
    note = check.note or check.relation
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=severity,
        verdict="near" if judgement.verdict is NEAR else "bad",
        title={"zh": rule.zh, "en": rule.en},
        message=both(note, {name: fact(name, check, judgement) for name in facts_in(note)}),
        said=said,
        relation=check.relation,
        ought=ought_of(check, judgement),
        give=shown(check.give) if check.give is not None and check.give.known else None,
        gap=None if judgement.gap is None else gap_shown(judgement.gap),
        hint=None,
        where=where,
        evidence=evidence,
        form=form_index(submission, form, where),
        fingerprint=fingerprint(
            submission, rule.code, where.label, [said.text, *[proof.text for proof in evidence]], form
        ),
    )


def form_index(submission: Submission, form: Form | None, where: Where) -> int:
    """Which of the forms that were found a finding belongs to: the rule's own, else the one that its place stands in."""
    if form is not None:
        return next((at for at, seen in enumerate(submission.forms) if seen.where == form.where), -1)
    before = [
        (row_of(seen.where), at)
        for at, seen in enumerate(submission.forms)
        if (seen.where.file, seen.where.part) == (where.file, where.part) and row_of(seen.where) <= row_of(where)
    ]
    return max(before)[1] if before and where.ref else -1


def row_of(where: Where) -> int:
    """The number of the paragraph or the row that a place stands in."""
    found = ROW.search(where.ref)
    return int(found.group(1)) if found else 0


def place_of(check: Check) -> Where:
    for leaf in check.place.leaves():
        return leaf.where
    return Where()


def proofs(check: Check) -> list[Proof]:
    """The places that a check looked at, the offending one first, each once."""
    sides = [check.place, check.said, check.ought]
    if check.facts:
        sides += [side for side in check.facts.values() if not isinstance(side, str)]
    seen: dict[int, Proof] = {}
    for side in sides:
        for leaf in side.leaves():
            if id(leaf.where) not in seen and leaf.where.ref and not leaf.absent:
                seen[id(leaf.where)] = Proof(leaf.typed if isinstance(leaf, Figure) else leaf.text, leaf.where)
    return list(seen.values())


def value_of(said: Figure | Text) -> Value:
    if isinstance(said, Text):
        return Value("blank" if said.blank else "text", said.text or None, "", said.text)
    if said.state is BLANK:
        return Value("blank", None, said.unit, "")
    if said.state is not NUMBER:
        return Value("text", said.typed, said.unit, said.typed)
    if said.unit == DATE:
        return Value("date", shown(said), "", said.typed or shown(said))
    if said.parts:
        return Value("number", plain(said.rounded(max(said.digits, 2))), said.unit, said.text)
    return Value("number", str(said.value), said.unit, said.text)


def ought_of(check: Check, judgement: Judgement) -> Value:
    ought = check.ought
    if isinstance(ought, Text) or judgement.limit is None:
        return value_of(ought)
    unit = check.said.unit if isinstance(check.said, Figure) and check.said.unit else ought.unit
    if unit == DATE:
        return Value("date", number_shown(judgement.limit, unit, 0), "", ought.text)
    limit = judgement.limit
    if check.give is not None and isinstance(check.said, Figure):
        # Without the threshold, which stands beside it: `gap` is the distance to this.
        limit = ought.to(check.said.unit).rounded(max(check.said.digits, 2))
    return Value("number", f"{limit:f}", unit, ought.text)


def gap_shown(gap: Decimal) -> str:
    return plain(gap) if gap == gap.to_integral_value() else f"{gap:f}"


def fact(name: str, check: Check, judgement: Judgement) -> str:
    """What a sentence shows under a name: both sides, the formula, the gap, or one of the rule's own facts with its formula."""
    facts = check.facts or {}
    own = facts.get(name)
    if own is not None:
        return word(own) if not isinstance(own, str) or own[:1] == KEY else one_line(own)
    said, ought = check.said, check.ought
    if name in ("said", "base"):
        return word(said if name == "said" else ought)
    if name == "said_formula":
        return said.text
    if name.endswith("_formula"):
        formula = facts[name.removesuffix("_formula")]
        return formula.text if isinstance(formula, (Figure, Text)) else formula
    if name.endswith("_label"):
        where = place_of_fact(facts[name.removesuffix("_label")])
        return where.label or f"{where.part} {where.ref}"
    if not (isinstance(said, Figure) and isinstance(ought, Figure)) or judgement.limit is None:
        return word(ought) if name == "ought" else ""
    return number_fact(name, said, ought, judgement, judgement.limit)


def number_fact(name: str, said: Figure, ought: Figure, judgement: Judgement, limit: Decimal) -> str:
    unit = said.unit or ought.unit
    if name == "ought":
        return number_shown(limit, unit, max(said.digits, 0))
    if name == "gap":
        return gap_shown(judgement.gap or ZERO) + (worded("points") if unit == "%" else unit_shown(unit))
    if name == "formula":
        filled = [leaf for leaf in ought.leaves() if leaf.known]
        if len(ought.parts) < 2 or len(filled) < 2:
            return (filled[0].where.label if filled else "") or ought.text
        return f"{ought.text} = {number_shown(limit, unit, max(said.digits, 0))}"
    if name == "share":
        share = (said / ought).to("%")
        return shown(share) if share.known else "—"
    return precision_shown(said) if name == "precision" else ""


def word(said: Figure | Text | str) -> str:
    """A fact as the sentence shows it; what differs between the languages is the key of a sentence."""
    if isinstance(said, Figure):
        return worded("blank") if said.state is BLANK else shown(said)
    if isinstance(said, Text):
        return one_line(said.text) or worded("blank")
    return said


def one_line(text: str) -> str:
    """Words in one line; between Chinese characters a break or blank is only the cell's width."""
    return BREAKS.sub("", " ".join(text.split()))


def place_of_fact(said: Figure | Text | str) -> Where:
    if not isinstance(said, str):
        for leaf in said.leaves():
            return leaf.where
    return Where()


def precision_shown(said: Figure) -> str:
    """The precision that was assumed, such as 0.01万元."""
    if not said.unit or said.unit in (DATE, YEAR):
        return ""
    return f"{KEY}precise{Decimal(1).scaleb(-said.digits):f}{said.unit}"


def fingerprint(submission: Submission, code: str, label: str, values: list[str], form: Form | None) -> str:
    """Names a finding by what it says and not by where it stands, so that it survives an inserted row and lapses with its values."""
    project = form.project.text if isinstance(form, EvaluationForm) else ""
    year = plain(submission.year.value) if submission.year.known else ""
    parts = [code, submission.unit.text, year, form.kind if form else "", project, label, *values]
    return sha256("".join("\x1f".join(parts).split()).encode()).hexdigest()[:16]
