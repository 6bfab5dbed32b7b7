"""The findings as rows of a table, and with them a row for each thing that was not checked and one with each submission's counts."""

from collections.abc import Iterator
from typing import NamedTuple

from selfeval.renderers import Style
from selfeval.renderers.text import Voice, counts, cut, remark
from selfeval.renderers.told import figure, legal, not_checked, place, shown
from selfeval.report import Finding, Report, SubmissionReport
from selfeval.rules import all_rules

# Excel takes 32,767 characters in a cell, and lets the rest run into the next row.
CELL = 32_000


class Row(NamedTuple):
    """One row. verdict: bad, near, waived, answered; a kind of what was not checked; or `summary`, the counts of a submission."""

    unit: str
    year: str
    file: str
    code: str
    name: str
    severity: str
    verdict: str
    title: str
    message: str
    said: str
    ought: str
    gap: str
    place: str
    label: str
    hint: str
    remark: str
    fingerprint: str


def rows(report: Report, style: Style) -> Iterator[Row]:
    voice = Voice(style)
    for s in report.submissions:
        for row in submission_rows(s, voice):
            yield Row(*(cut(legal(cell), CELL) for cell in row))


def submission_rows(s: SubmissionReport, voice: Voice) -> Iterator[Row]:
    known = {rule.code: rule for rule in all_rules()}
    unit, year = s.unit or s.name, str(s.year or "")
    blank = Row(unit, year, "、".join(f["name"] for f in s.files), *[""] * (len(Row._fields) - 3))
    yield blank._replace(verdict="summary", message=counts([s], voice))
    for f in shown(s, voice.style):
        yield finding_row(f, blank, voice)
    for item in not_checked(s, voice):
        rule = known.get(item.code)
        yield blank._replace(
            file=item.where.file or blank.file,
            code=item.code,
            name=rule.name if rule else "",
            verdict=item.kind,
            title=voice.pair(rule.zh, rule.en) if rule else "",
            message=item.text,
            place=place(item.where, voice),
            label=item.where.label,
        )


def finding_row(f: Finding, blank: Row, voice: Voice) -> Row:
    return blank._replace(
        file=f.where.file or blank.file,
        code=f.code,
        name=f.name,
        severity=f.severity,
        verdict=f.standing,
        title=voice.say(f.title),
        message=voice.say(f.message),
        said=figure(f.said),
        ought=figure(f.ought),
        gap=f.gap or "",
        place=place(f.where, voice),
        label=f.where.label,
        hint=voice.say(f.hint) if f.hint else "",
        remark=remark(f, voice),
        fingerprint=f.fingerprint,
    )
