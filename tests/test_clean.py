"""Random submissions that are right in every figure: nothing is found in them, and none of their figures is lost."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from clean import Generated, clean_submission, generate
from plain_files import write_docx, write_xlsx

from selfeval.document import Document
from selfeval.engine import Selection, check_submission
from selfeval.forms.submission import Submission
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers import read
from selfeval.parsers.plain import read_plain
from selfeval.report import SubmissionReport
from selfeval.rules import all_rules

SEEDS = range(200)
RULES = all_rules()
TABLES = ("B", "E", "I", "D")
# Rules that a right form gives no occasion for: money as a quantity.
NOT_ASKED = {"I216"}


@dataclass
class Case:
    """A generated submission as it was read, and what was found in it."""

    seed: int
    generated: Generated
    submission: Submission
    report: SubmissionReport

    @property
    def in_excel(self) -> bool:
        return self.seed % 10 == 5


def document(seed: int, text: str, folder: Path) -> Document:
    """Most through the plain reader, every tenth as a Word file, every tenth as an Excel workbook."""
    if seed % 10 not in (0, 5):
        return read_plain(text, "plain.txt")
    write, suffix = (write_docx, "docx") if seed % 10 == 0 else (write_xlsx, "xlsx")
    path = folder / f"{seed}.{suffix}"
    write(text, path)
    return read(path)


@pytest.fixture(scope="module", params=SEEDS)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    generated = generate(request.param)
    read_in = document(request.param, generated.text, tmp_path_factory.mktemp("clean"))
    submission = lay_out([read_in], load_labels())
    report = check_submission(submission, RULES, Selection(frozenset(rule.code for rule in RULES)))
    return Case(request.param, generated, submission, report)


def test_nothing_is_found(case: Case) -> None:
    assert not case.report.crashed
    assert [f"{f.code} {f.where.part} {f.where.ref}: {f.message['zh']}" for f in case.report.findings if counts(f, case)] == []


def counts(finding: object, case: Case) -> bool:
    """All that is bad; and in tables also what is near, unless amounts were rounded one by one."""
    verdict, code = finding.verdict, finding.code  # type: ignore[attr-defined]
    return verdict == "bad" or (code.startswith(TABLES) and not case.generated.rounded)


def test_no_figure_is_lost(case: Case) -> None:
    """With no rule to look at them, all figures of the forms are among the unused ones."""
    unused = check_submission(case.submission, (), Selection(frozenset())).unused
    if case.in_excel:
        lost = Counter(value.text for value in case.generated.values) - Counter(figure.text for figure in unused)
        assert not lost
    else:
        places = {(figure.where.part, figure.where.ref) for figure in unused}
        assert [value for value in case.generated.values if (value.part, value.ref) not in places] == []


def test_every_rule_of_tables_is_asked() -> None:
    """What is silent must not be silent because nobody asked."""
    asked: set[str] = set()
    for seed in SEEDS:
        submission = lay_out([read_plain(clean_submission(seed))], load_labels())
        asked |= set(check_submission(submission, RULES, Selection(frozenset(rule.code for rule in RULES))).passed)
    assert {rule.code for rule in RULES if rule.code.startswith(TABLES)} - asked <= NOT_ASKED


def test_a_seed_gives_the_same_text() -> None:
    assert clean_submission(7) == clean_submission(7)
    assert len({clean_submission(seed) for seed in SEEDS}) == len(SEEDS)
