"""The report as pages for a browser: the files drawn again with what was found marked in them; an index for several."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from selfeval.checks import SEVERITIES
from selfeval.renderers import Style
from selfeval.renderers.drawing import Drawer, Table, number_notes
from selfeval.renderers.marks import SIGNS, Note, Tongue, anchor, notes_of
from selfeval.renderers.names import file_names
from selfeval.renderers.text import place_words
from selfeval.renderers.told import not_checked
from selfeval.report import Report, SubmissionReport, still_open
from selfeval.rules import all_rules
from selfeval.version import __version__

FAMILIES = {
    "F": ("文件", "The file"),
    "B": ("基础数据表", "Basic data"),
    "E": ("资金", "Funds"),
    "I": ("指标", "Indicators"),
    "D": ("日期", "Dates"),
    "N": ("报告文字", "Narrative"),
    "X": ("各部分之间", "Across parts"),
    "T": ("模板", "Templates"),
}


def html(report: Report, style: Style) -> str:
    """The page of one submission; several on one page, such as for standard output, are only their index."""
    if len(report.submissions) == 1:
        return page(report.submissions[0], style)
    return index(report, style, [""] * len(report.submissions))


def folder(report: Report, style: Style) -> Iterator[tuple[str, str]]:
    """A page for each submission, then their index, each with its file name."""
    names = file_names(report.submissions, ".html")
    for submission, name in zip(report.submissions, names, strict=True):
        yield name, page(submission, style, home=True)
    yield "index.html", index(report, style, names)


def page(s: SubmissionReport, style: Style, home: bool = False) -> str:
    """One submission. home: an index stands beside it."""
    voice = Tongue(style)
    voice.many_files = len(s.files) > 1
    notes = notes_of(s, voice)
    drawer = Drawer(s, voice, notes)
    parts = [(each, drawer.parts(each)) for each in s.pages]
    number_notes(notes, [part for _, file_parts in parts for part in file_parts])
    counts = still_open([s])
    return (
        environment()
        .get_template("page.jinja")
        .render(
            common(style, voice)
            | {
                "s": s,
                "home": home,
                "heading": s.unit or s.name or voice("（没有单位名称）", "(no unit named)"),
                "counts": counts,
                "pages": parts,
                "general": [note for note in notes if not note.here],
                "notes": notes,
                "kinds": kinds_of(notes, s, voice),
                "codes": codes_of(notes, voice),
                "families": families([s], voice),
                "deselected": [item["code"] for item in s.skipped if item["why"] == "deselected"],
                "lapsed": [item.text for item in not_checked(s, voice) if item.kind == "lapsed"],
                "skipped": [item["code"] for item in s.skipped if item["why"] != "deselected"],
                "unused": [(u, place_words(u.where, voice), anchor(u.where[:3])) for u in s.unused],
                "titles": {rule.code: voice.pair(rule.zh, rule.en) for rule in all_rules()},
            }
        )
    )


def index(report: Report, style: Style, names: Sequence[str]) -> str:
    """The units with their counts, and how the findings spread over the families of rules."""
    voice = Tongue(style)
    rows: list[dict[str, Any]] = []
    for s, name in zip(report.submissions, names, strict=True):
        counts = still_open([s])
        bad = s.failing
        has = {f"has-{severity}" for severity in SEVERITIES if counts[severity]}
        has |= {f"fam-{f.code[0]}" for f in bad}
        has |= {"has-unchecked"} if counts["unknown"] or s.unused or s.crashed or s.unreadable else set()
        has |= {"has-none"} if not bad else set()
        rows.append(
            {
                "s": s,
                "href": quote(name),
                "counts": counts,
                "classes": " ".join(sorted(has)),
                "name": s.unit or s.name,
            }
        )
    most = max((row["counts"]["bad"] for row in rows), default=0)
    return (
        environment()
        .get_template("index.jinja")
        .render(
            common(style, voice)
            | {
                "rows": rows,
                "most": max(most, 1),
                "counts": still_open(report.submissions),
                "unused": sum(len(s.unused) for s in report.submissions),
                "families": families(report.submissions, voice),
                "unreadable": sum(s.unreadable for s in report.submissions),
                "crashed": sum(bool(s.crashed) for s in report.submissions),
            }
        )
    )


def common(style: Style, voice: Tongue) -> dict[str, Any]:
    script = asset("page.js")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return {
        "t": voice,
        "lang": "en" if style.language == "en" else "zh-CN",
        "css": Markup(asset("page.css")),
        "script": Markup(script),
        "policy": f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        "signs": SIGNS,
        "severities": SEVERITIES,
        "tool": f"selfeval {__version__}",
        "strict": style.strict,
    }


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("selfeval.renderers"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals["is_table"] = lambda block: isinstance(block, Table)
    return made


@cache
def asset(name: str) -> str:
    loader = environment().loader
    assert loader is not None
    return loader.get_source(environment(), name)[0]


def kinds_of(notes: Sequence[Note], s: SubmissionReport, voice: Tongue) -> list[tuple[str, str, int]]:
    """The kinds that the page can show, with their words and counts."""
    counts = {kind: sum(note.kind == kind for note in notes) for kind in SIGNS}
    counts["unknown"], counts["unused"] = len(s.unknown), len(s.unused)
    return [(kind, voice.kind(kind), counts[kind]) for kind in SIGNS if counts[kind] or kind in SEVERITIES]


def codes_of(notes: Sequence[Note], voice: Tongue) -> list[tuple[str, str, int]]:
    rules = {rule.code: voice.pair(rule.zh, rule.en) for rule in all_rules()}
    counts: dict[str, int] = {}
    for note in notes:
        for code in note.codes:
            counts[code] = counts.get(code, 0) + 1
    return [(code, rules[code], counts[code]) for code in sorted(counts)]


def families(submissions: Sequence[SubmissionReport], voice: Tongue) -> list[dict[str, Any]]:
    """For each family of rules: how many checks held, did not by severity, and could not be made; share: of the longest bar."""
    rows: dict[str, dict[str, Any]] = {}
    for s in submissions:
        for code, held in s.passed.items():
            bump(rows, code[0], "ok", held)
        for f in s.findings:
            bump(rows, f.code[0], f.severity if f.standing == "bad" else f.standing, 1)
        for u in s.unknown:
            bump(rows, u.code[0], "unknown", 1)
    shown = ("error", "missing", "verify", "style", "unknown")
    longest = max((sum(row[kind] for kind in shown) for row in rows.values()), default=0) or 1
    order = [*FAMILIES, *sorted(rows.keys() - FAMILIES.keys())]
    return [
        {
            "family": family,
            "name": voice.pair(*FAMILIES.get(family, (family, family))),
            "bars": [
                (kind, rows[family][kind], 100 * rows[family][kind] / longest) for kind in shown if rows[family][kind]
            ],
            **rows[family],
        }
        for family in order
        if family in rows
    ]


def bump(rows: dict[str, dict[str, Any]], family: str, kind: str, by: int) -> None:
    row = rows.setdefault(family, dict.fromkeys(("ok", *SIGNS), 0))
    row[kind] += by
