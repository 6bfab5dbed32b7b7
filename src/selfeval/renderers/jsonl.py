"""One JSON object a line: each finding as the JSON report has it, with its submission; what was not checked; and the counts."""

import json
from collections.abc import Iterator
from typing import Any

from selfeval.lang import Both
from selfeval.renderers import Style
from selfeval.renderers.text import Voice
from selfeval.renderers.told import not_checked, shown
from selfeval.report import Report, SubmissionReport, plain, summarise

# Says each thing in both languages, whatever the report's: a program's message["zh"] must not go with a locale.
SPOKEN = ("zh", "en")


def jsonl(report: Report, style: Style) -> str:
    lines = (line for s in report.submissions for line in submission_lines(s, style))
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def submission_lines(s: SubmissionReport, style: Style) -> Iterator[dict[str, Any]]:
    """kind: finding; summary, one a submission; else what was not checked, by its kind."""
    of = {"submission": s.name, "unit": s.unit, "year": s.year}
    for f in shown(s, style):
        yield {"kind": "finding", **of, **plain(f)}
    told = [list(not_checked(s, Voice(style._replace(language=language)))) for language in SPOKEN]
    for zh, en in zip(*told, strict=True):
        why = Both(zh=zh.text, en=en.text)
        yield {"kind": zh.kind, **of, "code": zh.code or None, "why": why, "where": plain(zh.where)}
    yield {"kind": "summary", **of, **summarise([s]), "unused": len(s.unused), "not_understood": s.prose[1]}
