"""The report of a check: what was found, what held, what could not be checked; its JSON is versioned."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from selfeval.checks import SEVERITIES
from selfeval.document import Where
from selfeval.lang import Both
from selfeval.version import __version__

SCHEMA = "selfeval-report/1"
INNER = frozenset(
    ("unreadable", "strange", "prose", "paths", "pages", "converted", "figures", "people", "held", "notice")
)


class Value(NamedTuple):
    """One side of a relation. kind: number, date, text or blank; value: a decimal or ISO date as a string; text: as a reviewer writes it."""

    kind: str
    value: str | None
    unit: str
    text: str


class Proof(NamedTuple):
    """What stands in one place that the check looked at."""

    text: str
    where: Where


@dataclass(slots=True)
class Finding:
    """One check that did not hold, or (verdict near) held but for rounding. form: the index of its form, -1 for none."""

    code: str
    name: str
    severity: str
    verdict: str
    title: Both
    message: Both
    said: Value
    relation: str
    ought: Value
    give: str | None
    gap: str | None
    hint: Both | None
    where: Where
    evidence: list[Proof]
    fingerprint: str
    waived: dict[str, str] | None = None
    answered: str | None = None
    form: int = -1

    @property
    def standing(self) -> str:
        """The verdict, or what a person has said to it since; an answer changes what was to be verified, and nothing else."""
        if self.waived is not None:
            return "waived"
        return "answered" if self.answered and self.severity == "verify" and self.verdict == "bad" else self.verdict


class Unchecked(NamedTuple):
    """A check that could not be made, and why."""

    code: str
    why: Both
    where: Where


class Unused(NamedTuple):
    """A figure that no check looked at."""

    label: str
    text: str
    where: Where


class Lapsed(NamedTuple):
    """What a person once said of a finding that is no longer there. kind: waiver, with its reason; reply, with its answer."""

    kind: str
    fingerprint: str
    code: str
    label: str
    text: str
    by: str


class FormFound(NamedTuple):
    """A form that was found. project: whose form or report it is, empty where it is no project's."""

    kind: str
    title: str
    where: Where
    project: str = ""


class Extracted(NamedTuple):
    """A figure that was read. form: the index of its form, -1 for none; field: its place in the tree, such as
    `basic.final.three_public`; value: a decimal or ISO date as a string, null where the text is no number that anybody understood."""

    form: int
    project: str
    field: str
    label: str
    text: str
    value: str | None
    unit: str
    where: Where


class Span(NamedTuple):
    """Words of a text that were read as a claim: what they say, and of what. label: that of the claim's place; looked: a
    check looked at it."""

    start: int
    end: int
    subject: str
    measure: Both
    label: str
    understood: bool
    looked: bool


class Box(NamedTuple):
    """A cell of a drawn table, or a paragraph. ref: empty where the file has no cell; looked: a check looked at a figure in it."""

    text: str
    ref: str
    rows: int = 1
    cols: int = 1
    hidden: bool = False
    looked: bool = False
    spans: tuple[Span, ...] = ()


class Row(NamedTuple):
    """A row of a drawn table. left_out: how many rows before it are not drawn."""

    number: int
    boxes: tuple[Box, ...]
    hidden: bool = False
    left_out: int = 0


class Drawn(NamedTuple):
    """A table or a sheet as it is drawn again. columns: how each is called in Excel; left_out: rows behind the last one drawn."""

    part: str
    a1: bool
    hidden: bool
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0


class Prose(NamedTuple):
    """A paragraph as it is drawn again. left_out: how many before it are not drawn."""

    part: str
    box: Box
    left_out: int = 0


class Page(NamedTuple):
    """One file as it is drawn again. left_out: paragraphs behind the last one drawn."""

    file: str
    blocks: tuple[Drawn | Prose, ...]
    left_out: int = 0


@dataclass(slots=True)
class SubmissionReport:
    """All about one submission. passed: how many checks of each rule held; unreadable: a file could not be read; strange:
    labels that nobody knows; prose: how many figures and statements the reports make, and how many of them nobody
    understood; paths: how each file was named to the program; pages: the files to be drawn again, where that was asked for;
    converted: the format that LibreOffice converted a file from; figures: all that were read, and people: the personal names,
    held: the checks that held by code, form and label, and with an empty code the labels of all figures, each where it was
    asked for; notice: there is nothing but a notice that was sent to the unit; none of the ten is in the JSON."""

    name: str
    unit: str
    year: int | None
    files: list[dict[str, str]] = field(default_factory=list)
    not_read: list[dict[str, Any]] = field(default_factory=list)
    forms: list[FormFound] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    passed: dict[str, int] = field(default_factory=dict)
    unknown: list[Unchecked] = field(default_factory=list)
    skipped: list[dict[str, str]] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    crashed: list[dict[str, str]] = field(default_factory=list)
    lapsed: list[Lapsed] = field(default_factory=list)
    unreadable: bool = False
    strange: list[str] = field(default_factory=list)
    prose: tuple[int, int] = (0, 0)
    pages: tuple[Page, ...] = ()
    paths: dict[str, str] = field(default_factory=dict)
    converted: dict[str, str] = field(default_factory=dict)
    figures: tuple[Extracted, ...] = ()
    people: tuple[str, ...] = ()
    held: frozenset[tuple[str, int, str]] = frozenset()
    notice: bool = False

    @property
    def failing(self) -> list[Finding]:
        """What counts against the submission: bad, and neither waived nor answered."""
        return [f for f in self.findings if f.standing == "bad"]


@dataclass(slots=True)
class Report:
    """The report on all that was checked."""

    submissions: list[SubmissionReport] = field(default_factory=list)

    @property
    def unreadable(self) -> bool:
        return any(s.unreadable for s in self.submissions)

    @property
    def summary(self) -> dict[str, int]:
        return summarise(self.submissions)

    @property
    def crashed(self) -> bool:
        return any(s.crashed for s in self.submissions)

    def worst(self) -> str | None:
        """The gravest severity that counts, or nothing."""
        there = {f.severity for s in self.submissions for f in s.failing}
        return next((severity for severity in SEVERITIES if severity in there), None)


def summarise(submissions: list[SubmissionReport]) -> dict[str, int]:
    """The counts of the JSON's summary: error + missing + verify + style = bad, checks = ok + near + bad + unknown."""
    findings = [f for s in submissions for f in s.findings]
    counts = {"submissions": len(submissions), "files": sum(len(s.files) for s in submissions)}
    bad = [f for f in findings if f.verdict == "bad"]
    counts |= {severity: sum(f.severity == severity for f in bad) for severity in SEVERITIES}
    counts["near"] = len(findings) - len(bad)
    standings = [f.standing for f in findings]
    counts |= {standing: standings.count(standing) for standing in ("waived", "answered")}
    ok = sum(sum(s.passed.values()) for s in submissions)
    unknown = sum(len(s.unknown) for s in submissions)
    return counts | {"checks": ok + len(findings) + unknown, "ok": ok, "bad": len(bad), "unknown": unknown}


def still_open(submissions: list[SubmissionReport]) -> dict[str, int]:
    """The same counts, those of what failed without what was accepted or answered."""
    failing = [f.severity for s in submissions for f in s.failing]
    counts = {severity: failing.count(severity) for severity in SEVERITIES}
    return summarise(submissions) | counts | {"bad": len(failing)}


def to_json(report: Report) -> dict[str, Any]:
    """The report as the JSON contract has it."""
    return {
        "schema": SCHEMA,
        "tool": f"selfeval {__version__}",
        "summary": report.summary,
        "submissions": [plain(s) for s in report.submissions],
    }


def plain(value: Any) -> Any:
    """A value of this module as dicts, lists and strings."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: plain(item) for name, item in zip(value._fields, value, strict=True)}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__ if name not in INNER}
    return value
