"""What became of the findings of an earlier report: fixed, still open, or not looked at again."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from selfeval.layout.labels import squeeze
from selfeval.report import SCHEMA, Finding, SubmissionReport


class EarlierError(ValueError):
    """An earlier report that can't be used; the text says which and why."""


class Place(NamedTuple):
    """Of what a finding speaks, in words that outlive its position: the form's kind, whose project it is, and the label."""

    code: str
    kind: str
    project: str
    label: str


class Before(NamedTuple):
    """A finding of the earlier report. message: what was wrong there; answered: what the unit said to it, or nothing."""

    fingerprint: str
    place: Place
    message: str
    answered: str


class Earlier(NamedTuple):
    """A submission of the earlier report: what failed in it, and which forms it had."""

    name: str
    unit: str
    year: int | None
    findings: tuple[Before, ...]
    kinds: frozenset[str]


class Changes(NamedTuple):
    """fixed, unchecked: findings of the earlier report; open: fingerprints of those now that stood there too."""

    fixed: tuple[Before, ...] = ()
    unchecked: tuple[Before, ...] = ()
    open: frozenset[str] = frozenset()


def load_earlier(path: Path) -> tuple[Earlier, ...]:
    """The submissions of a report that `--format json` wrote. Raises EarlierError for what is none."""
    try:
        report = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise EarlierError(f"{path}：读不出来（{error.strerror}）/ can't be read") from error
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise EarlierError(f"{path}：不是 JSON / no JSON: {error}") from error
    schema = report.get("schema") if isinstance(report, dict) else None
    if schema != SCHEMA:
        raise EarlierError(
            f"{path}：不是 --format json 写的报告 / no report of this tool: schema {schema}, not {SCHEMA}"
        )
    try:
        return tuple(map(submission, report["submissions"]))
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise EarlierError(f"{path}：报告不完整或被改过 / the report is not whole: {error!r}") from error


def submission(s: Mapping[str, Any]) -> Earlier:
    forms = [(form["kind"], form["project"]) for form in s["forms"]]
    bad = [f for f in s["findings"] if f["verdict"] == "bad" and f["waived"] is None]
    findings = []
    for f in bad:
        kind, project = forms[f["form"]] if f["form"] >= 0 else ("", "")
        place = Place(f["code"], kind, project, f["where"]["label"])
        findings.append(Before(f["fingerprint"], place, f["message"]["zh"].strip(), f["answered"] or ""))
    year = s["year"]
    return Earlier(
        s["name"].strip(),
        s["unit"].strip(),
        None if year is None else int(year),
        tuple(findings),
        frozenset(kind for kind, _ in forms),
    )


def paired(submissions: Sequence[SubmissionReport], earlier: Sequence[Earlier]) -> list[Earlier | None]:
    """For each submission what it was before: of the same unit and year, by its name where there are several of those; none
    where nobody can tell which."""
    left = list(earlier)
    found: list[Earlier | None] = [None] * len(submissions)
    for by_name in (True, False):
        for at, s in enumerate(submissions):
            if found[at] is not None:
                continue
            same = [e for e in left if is_same(e, s) and (e.name == s.name or not by_name)]
            rivals = [o for o, other in enumerate(submissions) if found[o] is None and same and is_same(same[0], other)]
            if len(same) == 1 and (by_name or rivals == [at]):
                found[at] = same[0]
                left.remove(same[0])
    return found


def is_same(e: Earlier, s: SubmissionReport) -> bool:
    if not s.unit:
        return not e.unit and e.name == s.name
    return squeeze(e.unit) == squeeze(s.unit) and e.year == s.year


def changes(s: SubmissionReport, earlier: Earlier) -> Changes:
    """Findings are the same by fingerprint; else, since a number may have changed and still be wrong, by what they speak of."""
    now = [f for f in s.findings if f.verdict == "bad"]
    same = {f.fingerprint for f in now} & {f.fingerprint for f in earlier.findings}
    left = [f for f in now if f.fingerprint not in same]
    fixed: list[Before] = []
    unchecked: list[Before] = []
    for before in earlier.findings:
        if before.fingerprint in same:
            continue
        again = next((f for f in left if place_of(s, f) == before.place), None)
        if again is not None:
            left.remove(again)
            same.add(again.fingerprint)
        else:
            (fixed if is_right(s, before.place, earlier) else unchecked).append(before)
    return Changes(tuple(fixed), tuple(unchecked), frozenset(same))


def place_of(s: SubmissionReport, f: Finding) -> Place:
    kind, project = (s.forms[f.form].kind, s.forms[f.form].project) if f.form >= 0 else ("", "")
    return Place(f.code, kind, project, f.where.label)


def is_right(s: SubmissionReport, place: Place, earlier: Earlier) -> bool:
    """Whether the present run can say that a thing is right: its check held, or what it speaks of is there and the rule, which
    speaks only where something is wrong, ran and was silent."""
    if s.unreadable or s.crashed or any(item["code"] == place.code for item in s.skipped):
        return False
    if any(u.code == place.code and u.where.label == place.label for u in s.unknown):
        return False
    forms = {at for at, form in enumerate(s.forms) if (form.kind, form.project) == (place.kind, place.project)}
    if place.kind and not forms:
        return False
    if place.kind and place.label and place.code[0] != "F":
        return any(code in ("", place.code) and form in forms and label == place.label for code, form, label in s.held)
    # What is said of a form's or a file's own state, or across the forms, is right only where all of them are there again.
    return earlier.kinds <= {form.kind for form in s.forms}


def carry(s: SubmissionReport, earlier: Earlier) -> None:
    """Puts what the unit said the last time at the findings that are still the same."""
    said = {before.fingerprint: before.answered for before in earlier.findings if before.answered}
    for f in s.findings:
        if f.answered is None and f.fingerprint in said:
            f.answered = said[f.fingerprint]
