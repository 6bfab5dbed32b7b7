"""Every example of every rule's docstring, through the real binding and the real judge."""

import re
from decimal import Decimal

import pytest

from examples import Example, examples
from selfeval.checks import Rule
from selfeval.engine import Selection, check_submission
from selfeval.report import SubmissionReport
from selfeval.rules import all_rules

# A remark without a form says that a rule speaks of every file; every other example has one.
SPEAKS_OF_EVERY_FILE = {"F001", "F004", "F005", "F008", "F009"}
CASES = [
    (rule, example, at)
    for rule in all_rules()
    for at, example in enumerate(examples(rule.docstring))
    if example.text or rule.code not in SPEAKS_OF_EVERY_FILE
]


def run(rule: Rule, example: Example) -> SubmissionReport:
    return check_submission(
        example.submission, all_rules(), Selection(frozenset({rule.code}), {}, {rule.code: example.thresholds})
    )


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r, e, _ in CASES], ids=[f"{r.code}-{at}-{e.verdict}" for r, e, at in CASES]
)
def test_example(rule: Rule, example: Example) -> None:
    report = run(rule, example)
    bad = [f for f in report.findings if f.verdict == "bad"]
    near = [f for f in report.findings if f.verdict == "near"]
    assert not report.crashed
    match example.verdict:
        case "ok":
            assert rule.code in report.passed or rule.code == "F006"
            assert not bad
            assert not near
            assert not (report.unknown)
        case "bad":
            assert bad
            if re.fullmatch(r"\d+(\.\d+)?", example.remark):
                assert Decimal(example.remark) in [Decimal(f.gap) for f in bad if f.gap]
        case "near":
            assert near
            assert not bad
        case "unknown":
            assert report.unknown
            assert not bad
        case "silent":
            assert not bad
            assert not near
            assert not (report.unknown)
            assert not (report.passed)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_rule_is_documented(rule: Rule) -> None:
    verdicts = {example.verdict for example in examples(rule.docstring)}
    assert {"ok", "bad", "silent"} <= verdicts
    chinese, _, english = rule.docstring.partition("\n    ---\n")
    assert "可能合理：" in chinese
    assert "怎么办：" in chinese
    assert "May be right:" in english
    assert "To do:" in english
    assert "source:" in english
    assert "since:" in english


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(codes) == len(set(codes))
