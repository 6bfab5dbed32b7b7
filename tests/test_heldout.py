"""Whole submissions in other styles, clean and with one slip at a time: what a reviewer finds, and nothing else."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from heldout import CASES, FORMS, SUBMISSIONS, Case, Slip, Submission, edited, filled, write
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers.plain import read_plain
from selfeval.report import Finding, SubmissionReport
from test_planted import brief, report_on

EXPECTED = re.compile(r"(?P<mark>[~*]?)(?P<code>[A-Z]\d{3})(?:@(?P<place>[^=\s]+))?(?:=(?P<gap>[\d.]+))?")
SLIPS = [
    (one, name, slip)
    for one in SUBMISSIONS
    if "uncached" not in one.writer
    for name in one.forms
    for slip in FORMS[name].slips
]


def report(one: Submission, folder: Path, form: str = "", edits: tuple[tuple[str, str], ...] = ()) -> SubmissionReport:
    texts = [edited(FORMS[name].text, edits) if name == form else FORMS[name].text for name in one.forms]
    found = report_on(lay_out([write(filled("\n".join(texts)), one.writer, folder)], load_labels()))
    assert not found.crashed
    return found


def bad(found: SubmissionReport) -> list[Finding]:
    return [f for f in found.findings if f.verdict == "bad"]


def fits(finding: Finding, place: str | None, gap: str | None) -> bool:
    label = finding.where.label.replace("\n", "")
    gap_fits = gap is None or (finding.gap is not None and Decimal(finding.gap) == Decimal(gap))
    return all(part in label for part in (place or "").split("/")) and gap_fits


def compare(found: list[Finding], expected: str) -> tuple[list[str], list[Finding]]:
    """What was expected and did not come, and what came and was not expected."""
    missed, left = [], list(found)
    for token in expected.split():
        want = EXPECTED.fullmatch(token)
        assert want, token
        match = next((f for f in left if f.code == want["code"] and fits(f, want["place"], want["gap"])), None)
        if match is None:
            missed += [token] if want["mark"] != "*" else []
        else:
            left.remove(match)
    return missed, left


def same(finding: Finding) -> tuple[str, str, str, str]:
    return finding.code, finding.where.part, finding.where.ref, finding.message["zh"] if finding.code != "F005" else ""


def said(one: Submission) -> str:
    return " ".join([one.said, *(FORMS[name].said for name in one.forms)])


@pytest.mark.parametrize("one", SUBMISSIONS, ids=lambda one: one.name)
def test_clean(one: Submission, tmp_path: Path) -> None:
    found = report(one, tmp_path)
    missed, left = compare(bad(found), said(one))
    assert (missed, [f"{brief(f)} {f.message['zh']}" for f in left]) == ([], [])


@pytest.mark.parametrize(
    ("one", "form", "slip"), SLIPS, ids=[f"{one.name}-{name}-{slip.name}" for one, name, slip in SLIPS]
)
def test_slip(one: Submission, form: str, slip: Slip, tmp_path: Path) -> None:
    """The slip's findings come, and nothing but what the clean submission gives anyhow."""
    clean = Counter(map(same, bad(report(one, tmp_path))))
    new = []
    for finding in bad(report(one, tmp_path, form, slip.edits)):
        if clean[same(finding)]:
            clean[same(finding)] -= 1
        else:
            new.append(finding)
    missed, left = compare(new, slip.expected)
    assert (missed, [f"{brief(f)} {f.message['zh']}" for f in left]) == ([], [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_one_thing(case: Case) -> None:
    found = report_on(lay_out([read_plain(case.text, "plain.docx")], load_labels()))
    assert not found.crashed
    missed, left = compare(bad(found), case.expected)
    assert (missed, [f"{brief(f)} {f.message['zh']}" for f in left]) == ([], [])
