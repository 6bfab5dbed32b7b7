"""What became of the findings of an earlier report: fixed, still open, or not looked at again."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from selfeval.layout.labels import squeeze
from selfeval.report import SCHEMA, SubmissionReport

Earlier = Mapping[str, Any]


class EarlierError(ValueError):
    """An earlier report that can't be used; the text says which and why."""


class Changes(NamedTuple):
    """fixed, unchecked: findings of the earlier report, as its JSON has them; open: fingerprints of those now that stood there too."""

    fixed: tuple[Earlier, ...]
    unchecked: tuple[Earlier, ...]
    open: frozenset[str]


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
        # What is read below is read here once, so that a report that was cut or edited is refused before the work is done.
        for s in report["submissions"]:
            _ = s["unit"], s["year"], s["name"], [key_of(f) for f in s["findings"]]
            _ = [(f["verdict"], f["waived"], f["fingerprint"], f["message"]["zh"]) for f in s["findings"]]
    except (KeyError, TypeError) as error:
        raise EarlierError(f"{path}：报告不完整 / the report is not whole: {error}") from error
    return tuple(report["submissions"])


def earlier_of(s: SubmissionReport, earlier: Sequence[Earlier]) -> Earlier | None:
    """The same unit's submission of the same year; of one that names no unit, that of the same name."""
    for each in earlier:
        same = squeeze(each["unit"]) == squeeze(s.unit) if s.unit else each["name"] == s.name
        if same and each["year"] == s.year:
            return each
    return None


def changes(s: SubmissionReport, earlier: Earlier) -> Changes:
    """Findings are the same by fingerprint; else, since a number may have changed and still be wrong, by rule and label."""
    before = [f for f in earlier["findings"] if f["verdict"] == "bad" and f["waived"] is None]
    now = [f for f in s.findings if f.verdict == "bad"]
    same = {f.fingerprint for f in now} & {f["fingerprint"] for f in before}
    left = [f for f in now if f.fingerprint not in same]
    fixed: list[Earlier] = []
    unchecked: list[Earlier] = []
    for f in before:
        if f["fingerprint"] in same:
            continue
        again = next((each for each in left if (each.code, each.where.label) == key_of(f)), None)
        if again is not None:
            left.remove(again)
            same.add(again.fingerprint)
        else:
            (fixed if was_checked(s, *key_of(f)) else unchecked).append(f)
    return Changes(tuple(fixed), tuple(unchecked), frozenset(same))


def key_of(f: Earlier) -> tuple[str, str]:
    return f["code"], f["where"]["label"]


def was_checked(s: SubmissionReport, code: str, label: str) -> bool:
    """Whether a rule could say today that a thing is right: it ran, nothing broke, and it was not in doubt there."""
    if s.unreadable or s.crashed or any(item["code"] == code for item in s.skipped):
        return False
    return not any(u.code == code and u.where.label == label for u in s.unknown)
