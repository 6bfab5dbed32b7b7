"""Slips planted in a clean submission: exactly what a reviewer would find, and nothing else."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from examples import Example
from planted import SLIPS, Slip
from selfeval.engine import Selection, check_submission
from selfeval.forms.submission import Submission
from selfeval.report import Finding, SubmissionReport
from selfeval.rules import all_rules

# Rules of one form by itself, for submissions whose forms do not belong together.
FAMILIES = frozenset(
    rule.code
    for rule in all_rules()
    if (rule.code[0] in "FBEID" or rule.code == "X109") and rule.code not in ("E110", "E114")
)
PLANTED = frozenset(rule.code for rule in all_rules() if rule.code not in ("E110", "E114"))
EXPECTED = re.compile(r"(?P<mark>[~?]?)(?P<code>[A-Z]\d{3})(?:@(?P<place>[^=\s]+))?(?:=(?P<gap>[\d.]+))?")


def report_on(
    submission: Submission, codes: frozenset[str] = FAMILIES, required: dict[str, str] | None = None
) -> SubmissionReport:
    """What the rules say. required: the parameter of F003 by its name, as a line `set: required=…` gives it."""
    return check_submission(submission, all_rules(), Selection(codes, {}, {"F003": required or {}}))


def brief(finding: Finding) -> str:
    return f"{finding.code}@{finding.where.label}={finding.gap}"


def matches(finding: Finding, code: str, place: str | None, gap: str | None) -> bool:
    return (
        finding.code == code
        and all(part in finding.where.label for part in (place or "").split("/"))
        and (gap is None or (finding.gap is not None and Decimal(finding.gap) == Decimal(gap)))
    )


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name.replace(" ", "-"))
def test_slip(slip: Slip) -> None:
    facts = "".join(f"{key}: {value}\n" for key, value in slip.facts.items())
    example = Example("", "", facts + slip.text)
    report = report_on(example.submission, PLANTED, example.thresholds)
    assert not report.crashed
    unknown = {unchecked.code for unchecked in report.unknown}
    wanted: dict[str, list[tuple[str, str | None, str | None]]] = {"": [], "~": [], "?": []}
    for token in slip.expected.split():
        found = EXPECTED.fullmatch(token)
        assert found, token
        wanted[found["mark"]].append((found["code"], found["place"], found["gap"]))
    for mark, verdict in (("", "bad"), ("~", "near")):
        findings = [f for f in report.findings if f.verdict == verdict]
        shown = sorted(brief(f) for f in findings)
        assert Counter(f.code for f in findings) == Counter(code for code, _, _ in wanted[mark]), (verdict, shown)
        for expected in wanted[mark]:
            fitting = next((f for f in findings if matches(f, *expected)), None)
            assert fitting is not None, (expected, shown)
            findings.remove(fitting)
    assert unknown == {code for code, _, _ in wanted["?"]}


def test_every_rule_is_planted_twice() -> None:
    """Those of the narrative are planted in test_planted_prose."""
    times = Counter(
        token.partition("@")[0].partition("=")[0]
        for slip in SLIPS
        for token in slip.expected.split()
        if token[0] not in "~?"
    )
    assert {code: times[code] for code in sorted(PLANTED) if code[0] != "N" and times[code] < 2} == {}


def test_names_are_unique() -> None:
    assert len({slip.name for slip in SLIPS}) == len(SLIPS)
