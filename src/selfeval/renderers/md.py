"""The report as Markdown, to paste into an issue, a page or a letter."""

import re
from collections.abc import Iterator

from selfeval.checks import SEVERITIES
from selfeval.lore import lore
from selfeval.renderers import Style
from selfeval.renderers.text import Voice, by_form, counts, operand, operands, place_words, remark, standing_word
from selfeval.renderers.told import head, legal, not_checked, place, shown, spot
from selfeval.report import Finding, Report, SubmissionReport, still_open
from selfeval.rules import all_rules

# What could begin or end a mark, a link, a tag, an entity or a formula, wherever it stands in a line.
MARKS = re.compile(r"([\\`*_\[\]<>|~&$])")
WORDS = {
    "title": ("预算绩效自评核对报告", "Check of budget self-evaluations"),
    "not_checked": ("没有核对的", "Not checked"),
    "all": ("合计", "All"),
}


def md(report: Report, style: Style) -> str:
    return "\n".join(lines(report, Voice(style))) + "\n"


def lines(report: Report, voice: Voice) -> Iterator[str]:
    yield f"# {voice.pair(*WORDS['title'])}"
    if len(report.submissions) != 1:
        yield ""
        yield from table(report, voice)
    for s in report.submissions:
        yield from submission_lines(s, voice)
    if len(report.submissions) > 1:
        yield from ("", f"**{voice.pair(*WORDS['all'])}** {marked(counts(report.submissions, voice))}")


def table(report: Report, voice: Voice) -> Iterator[str]:
    """A row for each submission with its counts."""
    unknown, unit, year = voice.pair("无法核对", "unknown"), voice.pair("单位", "unit"), voice.pair("年度", "year")
    heads = [unit, year, *(voice.severity(severity) for severity in SEVERITIES), unknown, voice.word("file_part")]
    yield f"| {' | '.join(heads)} |"
    yield f"|---|{'---:|' * (len(heads) - 2)}---|"
    for s in report.submissions:
        numbers = still_open([s])
        figures = [str(numbers[key]) for key in (*SEVERITIES, "unknown")]
        yield f"| {' | '.join([marked(s.unit or '—'), str(s.year or '—'), *figures, marked(s.name)])} |"


def submission_lines(s: SubmissionReport, voice: Voice) -> Iterator[str]:
    voice.many_files = len(s.files) > 1
    yield from ("", f"## {marked(head(s, voice))}", "")
    yield f"- {voice.word('files')}: {marked('、'.join(f['name'] for f in s.files) or '—')}"
    forms = "、".join(f"{voice.key('kind-' + form.kind)}（{place_words(form.where, voice)}）" for form in s.forms)
    yield f"- {voice.word('forms')}: {marked(forms or '—')}"
    yield f"- **{marked(counts([s], voice))}**"
    findings = shown(s, voice.style)
    if not findings:
        yield from ("", voice.word("nothing_read" if s.strange else "nothing"))
    for form, entries in by_form(findings):
        kind = voice.key("kind-" + s.forms[form].kind) if form >= 0 else voice.word("file_part")
        title = f" {s.forms[form].title}" if form >= 0 and s.forms[form].title else ""
        yield from ("", f"### {marked(kind + title)}", "")
        for entry in entries:
            yield from entry_lines(entry, voice)
    open_ = list(not_checked(s, voice))
    if open_:
        yield from ("", f"### {voice.pair(*WORDS['not_checked'])}", "")
        for item in open_:
            where = f"{marked(spot(item.where, voice))}: " if item.where.part else ""
            yield f"- {item.code} {where}{marked(item.text)}" if item.code else f"- {where}{marked(item.text)}"


def entry_lines(entry: list[Finding], voice: Voice) -> Iterator[str]:
    """A rule's findings: what is wrong, each place with its arithmetic, and what to do."""
    first = entry[0]
    yield f"- {standing_word(first, voice)} **{first.code} {marked(voice.say(first.title))}**"
    for f in entry:
        label = f.where.label or f.said.text
        there = f" [{place(f.where, voice)}]" if f.where.part else ""
        yield "  - " + marked(f"{label}{there}: {voice.say(f.message)}")
        if f.hint:
            yield "    - " + marked(f"{voice.word('hint')}: {voice.say(f.hint)}")
        others = operands(f)
        if others:
            told = "; ".join(operand(proof, voice) for proof in others)
            yield "    - " + marked(f"{voice.word('operand')}: {told}")
        if said := remark(f, voice):
            yield "    - " + marked(said)
    rule = next(rule for rule in all_rules() if rule.code == first.code)
    todo = voice.pair(lore(rule, "zh").to_do, lore(rule, "en").to_do)
    yield f"  - → {marked(todo)}"


def marked(text: str) -> str:
    """The text in one line, with nothing in it that Markdown would take for its own."""
    return MARKS.sub(r"\\\1", " ".join(legal(text).split()))
