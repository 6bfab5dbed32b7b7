"""The samples: the clean one gives nothing, the other exactly what was planted, and the files are what build.py writes."""

import re
import zipfile
from pathlib import Path

import pytest

from plain_files import build
from selfeval.document import Document
from selfeval.engine import Selection, check_submission
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers import read
from selfeval.parsers.plain import read_plain
from selfeval.report import Finding, SubmissionReport
from selfeval.rules import all_rules

SAMPLES = Path(__file__).parents[1] / "samples"
NUMBER = re.compile(r"\d+(?:\.\d+)?")
RULES = all_rules()


def document(name: str) -> Document:
    path = SAMPLES / name
    return read_plain(path.read_text("utf-8"), name) if path.suffix == ".txt" else read(path)


def check(name: str) -> SubmissionReport:
    submission = lay_out([document(name)], load_labels())
    return check_submission(submission, RULES, Selection(frozenset(rule.code for rule in RULES)))


def bad(report: SubmissionReport) -> list[Finding]:
    assert not report.crashed
    return [finding for finding in report.findings if finding.verdict == "bad"]


def planted() -> dict[tuple[str, str], str]:
    """Code and place of each planted error, and its arithmetic."""
    lines = (SAMPLES / "errors.expected.txt").read_text("utf-8").splitlines()
    rows = [[field.strip() for field in line.split("|")] for line in lines if not line.startswith("#")]
    return {(code, place): arithmetic for code, place, _, arithmetic in rows}


@pytest.mark.parametrize("name", ["clean.txt", "clean.docx", "clean.xlsx"])
def test_clean_sample_gives_nothing(name: str) -> None:
    report = check(name)
    assert not report.crashed
    assert [(f.code, f.where.ref, f.message["zh"]) for f in report.findings] == []
    assert not report.unknown


def test_errors_sample_gives_what_was_planted() -> None:
    found = {(f.code, f"{f.where.part} {f.where.ref}") for f in bad(check("errors.txt"))}
    assert found == set(planted())


def test_findings_show_their_operands() -> None:
    """Each number in the evidence of a finding stands in the arithmetic that was written beforehand."""
    expected = planted()
    for finding in bad(check("errors.txt")):
        arithmetic = expected.get((finding.code, f"{finding.where.part} {finding.where.ref}"), "")
        told = set(NUMBER.findall(arithmetic))
        for proof in finding.evidence:
            assert set(NUMBER.findall(proof.text)) <= told, (finding.code, proof.text, arithmetic)


@pytest.mark.parametrize("name", ["errors.docx", "errors.xlsx"])
def test_errors_sample_is_the_same_in_office_files(name: str) -> None:
    plain, office = (
        sorted((f.code, f.where.label, f.message["zh"]) for f in bad(check(n))) for n in ("errors.txt", name)
    )
    assert office == plain


def test_built_files_are_the_committed_ones(tmp_path: Path) -> None:
    """By their members, for another zlib packs the same bytes otherwise."""
    for path in build(tmp_path):
        assert members(path) == members(SAMPLES / path.name), f"{path.name}: run samples/build.py"


def members(path: Path) -> list[tuple[str, bytes, tuple[int, ...]]]:
    with zipfile.ZipFile(path) as package:
        return [(info.filename, package.read(info), info.date_time) for info in package.infolist()]


def test_a_build_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    for one, other in zip(build(first), build(second), strict=True):
        assert one.read_bytes() == other.read_bytes()
