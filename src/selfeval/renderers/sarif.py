"""The findings as SARIF 2.1.0, within what GitHub's code scanning takes: results, the rules behind them, and notifications of what was not checked."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from selfeval.checks import Rule
from selfeval.document import Where
from selfeval.lore import field, lore
from selfeval.renderers import Style
from selfeval.renderers.text import Voice, cut, remark
from selfeval.renderers.told import (
    VERDICTS,
    NotChecked,
    graver_first,
    legal,
    not_checked,
    path_of,
    place,
    sentence,
    shown,
)
from selfeval.report import Finding, Report, SubmissionReport, plain, summarise
from selfeval.rules import all_rules
from selfeval.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# What GitHub takes: results in a run, places of a result that it shows, characters of a description or a message.
MOST_RESULTS, MOST_PLACES, MOST_TEXT = 25_000, 100, 1024
LEVELS = {"error": "error", "missing": "error", "verify": "warning", "style": "note"}
PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
NOTICES = {"crashed": "error", "unreadable": "error", "unknown": "warning", "not-read": "warning"}
LANGUAGES = {"zh": "zh-CN", "en": "en", "both": "zh-CN"}
OTHER = {"zh": "en", "en": "zh"}
# In SARIF `[text](target)` is a link, and braces stand round the number of an argument.
LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


class Log:
    """The rules that are spoken of, in the order of the catalogue, and the language they are described in."""

    def __init__(self, report: Report, style: Style) -> None:
        self.style, self.voice = style, Voice(style)
        self.notices = [(s, item) for s in report.submissions for item in not_checked(s, self.voice)]
        spoken = {f.code for s in report.submissions for f in shown(s, style)}
        spoken |= {item.code for _, item in self.notices}
        self.rules = [rule for rule in all_rules() if rule.code in spoken]
        self.index = {rule.code: at for at, rule in enumerate(self.rules)}


def sarif(report: Report, style: Style) -> str:
    log = Log(report, style)
    findings = [(s, f) for s in report.submissions for f in graver_first(shown(s, style))]
    seen: Counter[tuple[str, str]] = Counter()
    results = [result(s, f, seen, log) for s, f in findings]
    pieces = [results[at : at + MOST_RESULTS] for at in range(0, len(results), MOST_RESULTS)] or [[]]
    runs = [run(report, piece, number, log) for number, piece in enumerate(pieces, 1)]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": runs}, ensure_ascii=False, indent=1) + "\n"


def run(report: Report, results: list[dict[str, Any]], number: int, log: Log) -> dict[str, Any]:
    """One run; what is more than GitHub takes in one goes into further ones, each a category of its own, and nothing is dropped."""
    language = log.style.language
    notices = [notification(s, item, log) for s, item in log.notices] if number == 1 else []
    whole = not (report.crashed or report.unreadable)
    found: dict[str, Any] = {
        "tool": {"driver": driver(log)},
        "language": LANGUAGES[language],
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": "selfeval/" if number == 1 else f"selfeval-{number}/"},
        "invocations": [{"executionSuccessful": whole, "toolExecutionNotifications": notices}],
        "artifacts": artifacts(report, log.style),
        "results": results,
        "properties": {
            "summary": report.summary,
            "submissions": [about(s) for s in report.submissions],
        },
    }
    if language in OTHER:
        found["translations"] = [translation(OTHER[language], log)]
    return found


def about(s: SubmissionReport) -> dict[str, Any]:
    return {
        "name": s.name,
        "unit": s.unit,
        "year": s.year,
        "summary": summarise([s]) | {"unused": len(s.unused)},
        "passed": s.passed,
        "skipped": {
            why: [item["code"] for item in items]
            for why, items in groupby(sorted(s.skipped, key=lambda item: item["why"]), key=lambda item: item["why"])
        },
    }


def driver(log: Log) -> dict[str, Any]:
    kinds = list(dict.fromkeys(item.kind for _, item in log.notices))
    return {
        "name": "selfeval",
        "version": __version__,
        "rules": [described(rule, log.style.language) | settings(rule) for rule in log.rules],
        "notifications": [{"id": kind, "shortDescription": text(log.voice.pair(*VERDICTS[kind]))} for kind in kinds],
    }


def settings(rule: Rule) -> dict[str, Any]:
    level = LEVELS[rule.severity]
    tags = ["budget-performance", f"family-{rule.code[0]}", rule.severity]
    return {
        "defaultConfiguration": {"level": level},
        "properties": {"tags": tags, "precision": "very-high", "problem.severity": PROBLEMS[level]},
    }


def described(rule: Rule, language: str) -> dict[str, Any]:
    """A rule in a language, from its docstring; with both, the one below the other."""
    spoken = ("zh", "en") if language == "both" else (language,)
    titles = {"zh": rule.zh, "en": rule.en}
    told = {each: lore(rule, each) for each in spoken}
    source = field(rule, "source")
    right, todo = {"zh": "可能合理：", "en": "May be right: "}, {"zh": "怎么办：", "en": "To do: "}
    parts = [
        part
        for each, words in told.items()
        for part in (words.what, right[each] + words.may_be_right, todo[each] + words.to_do)
    ]
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": text(" / ".join(titles[each] for each in spoken)),
        "fullDescription": text(" / ".join(words.what for words in told.values())),
        "help": {"text": "\n\n".join([*parts, f"source: {source}"]), "markdown": "\n\n".join([*parts, f"*{source}*"])},
    }


def translation(language: str, log: Log) -> dict[str, Any]:
    return {
        "name": "selfeval",
        "version": __version__,
        "language": LANGUAGES[language],
        "contents": ["localizedData"],
        "isComprehensive": False,
        "translationMetadata": {"name": f"selfeval {LANGUAGES[language]}"},
        "associatedComponent": {"name": "selfeval"},
        "rules": [described(rule, language) for rule in log.rules],
    }


def artifacts(report: Report, style: Style) -> list[dict[str, Any]]:
    found = []
    for s in report.submissions:
        for file in s.files:
            hashes = {"hashes": {"sha-256": file["sha256"]}} if file["sha256"] else {}
            location = artifact(s, Where(file["name"]), style)
            found.append({"location": location, "roles": ["analysisTarget"], **hashes})
    return found


def result(s: SubmissionReport, f: Finding, seen: Counter[tuple[str, str]], log: Log) -> dict[str, Any]:
    """One finding. GitHub tells alerts apart by the hash of their line, of which an Office file has none: the fingerprint stands for it."""
    seen[f.where.file, f.fingerprint] += 1
    number = seen[f.where.file, f.fingerprint]
    near = f.verdict == "near"
    found: dict[str, Any] = {
        "ruleId": f.code,
        "ruleIndex": log.index[f.code],
        "kind": "informational" if near else "fail",
        "level": "none" if near else LEVELS[f.severity],
        "message": text(sentence(f, log.voice)),
        "locations": [location(s, f, f.where, log)],
        "partialFingerprints": {
            "selfeval/v1": f.fingerprint,
            "primaryLocationLineHash": f"{f.fingerprint}:{number}",
        },
        "properties": {
            "submission": s.name,
            "unit": s.unit,
            "year": s.year,
            "severity": f.severity,
            "verdict": f.standing,
            "message": plain(f.message),
            "said": plain(f.said),
            "relation": f.relation,
            "ought": plain(f.ought),
            "give": f.give,
            "gap": f.gap,
            "hint": plain(f.hint),
        },
    }
    others = [p for p in f.evidence if p.where != f.where][:MOST_PLACES]
    if others:
        found["relatedLocations"] = [
            location(s, None, proof.where, log)
            | {"id": at, "message": text(f"{proof.where.label}: {proof.text or '—'}")}
            for at, proof in enumerate(others, 1)
        ]
    if f.standing in ("waived", "answered"):
        found["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": legal(remark(f, log.voice))}
        ]
    return found


def location(s: SubmissionReport, f: Finding | None, where: Where, log: Log) -> dict[str, Any]:
    """The file, which has no lines; and the form with the path of labels, and the cell, as logical places."""
    # GitHub shows no result without a line.
    found: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": artifact(s, where, log.style), "region": {"startLine": 1}}
    }
    logical = list(logical_places(s, f, where, log.voice))
    return found | {"logicalLocations": logical} if logical else found


def logical_places(s: SubmissionReport, f: Finding | None, where: Where, voice: Voice) -> Iterator[dict[str, Any]]:
    form = voice.key("kind-" + s.forms[f.form].kind) if f is not None and f.form >= 0 else ""
    if where.label:
        path = legal(f"{form} / {where.label}" if form else where.label)
        yield {"name": legal(where.label.rpartition(" / ")[2]), "fullyQualifiedName": path, "kind": "member"}
    elif form:
        yield {"name": form, "fullyQualifiedName": form, "kind": "form"}
    if where.part:
        yield {"name": legal(where.ref), "fullyQualifiedName": legal(place(where, voice)), "kind": "cell"}


def artifact(s: SubmissionReport, where: Where, style: Style) -> dict[str, str]:
    path = path_of(s, where, style)
    if PurePath(path).is_absolute():
        return {"uri": "file://" + quote("/" + path.lstrip("/"))}
    inside = {} if path.startswith("../") else {"uriBaseId": "%SRCROOT%"}
    return {"uri": quote(path), **inside}


def notification(s: SubmissionReport, item: NotChecked, log: Log) -> dict[str, Any]:
    found: dict[str, Any] = {
        "descriptor": {"id": item.kind},
        "level": NOTICES.get(item.kind, "note"),
        "message": text(item.text),
        "locations": [location(s, None, item.where, log)],
        "properties": {"submission": s.name},
    }
    if item.code in log.index:
        found["associatedRule"] = {"id": item.code, "index": log.index[item.code]}
    return found


def text(said: str) -> dict[str, str]:
    return {"text": cut(LINK.sub(r"\\[", legal(said)).replace("{", "{{").replace("}", "}}"), MOST_TEXT)}
