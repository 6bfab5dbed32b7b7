"""One slip in a right report: a finding stands at its paragraph, or one that contradicts it quotes it."""

from functools import cache

import pytest

from planted_prose import Slip, planted
from selfeval.engine import Selection, check_submission
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers.plain import read_plain
from selfeval.report import Finding
from selfeval.rules import all_rules

RULES = all_rules()
ALL = Selection(frozenset(rule.code for rule in RULES))
SLIPS = list(planted())


@cache
def findings_of(text: str) -> list[Finding]:
    report = check_submission(lay_out([read_plain(text)], load_labels()), RULES, ALL)
    assert not report.crashed
    return [finding for finding in report.findings if finding.verdict == "bad"]


def points_at(finding: Finding, ref: str) -> bool:
    """Whether a finding stands at a paragraph, or quotes it among its evidence."""
    places = [finding.where, *(proof.where for proof in finding.evidence)]
    return any(place.part == "text" and place.ref == ref for place in places)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name.replace(" ", "-"))
def test_slip(slip: Slip) -> None:
    before = {told(finding) for finding in findings_of(slip.right)}
    found = [finding for finding in findings_of(slip.text) if told(finding) not in before]
    assert any(points_at(finding, slip.ref) for finding in found), (slip.after, [told(finding) for finding in found])


def told(finding: Finding) -> str:
    return f"{finding.code} {finding.where.part} {finding.where.ref}: {finding.message['zh']}"


def test_there_are_many_in_many_texts() -> None:
    assert len(SLIPS) >= 150
    assert len({slip.seed for slip in SLIPS}) >= 8
    assert len({slip.name for slip in SLIPS}) == len(SLIPS)
