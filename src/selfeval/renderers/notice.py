"""The notice that goes back to a unit: a Word page with what is to be corrected, what is to be explained, and room for answers."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from selfeval.changes import Before, Changes, Earlier, changes
from selfeval.document import Where
from selfeval.lore import lore
from selfeval.renderers import Style, Unprintable
from selfeval.renderers.letter import letter
from selfeval.renderers.names import file_names
from selfeval.renderers.text import Voice, operands
from selfeval.renderers.timeless import without_time
from selfeval.renderers.told import graver_first, legal, not_checked
from selfeval.report import Finding, Proof, Report, SubmissionReport
from selfeval.rules import all_rules

NEEDED = ("to_correct", "to_explain")
WORDS = ("unit", "year", "deadline", "files", "opening", "closing")
ENTRY = ("number", "place", "problem", "to_do", "answer", "severity", "code", "fingerprint", "mark")
NO_MARK = "模板没有印出 {{ f.mark }}（核对码），退回的说明会对不上 / the template prints no {{ f.mark }}"
NO_DATE = "　　　　年　　月　　日"
# What the tags of an office may raise when they are filled: 1 + "x", a name that is no list, a file to include.
MISTAKES = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
TAG_ENDS = (("{{", "}}"), ("{%", "%}"))
CELL = re.compile(r"r(\d+)c(\d+)")
# What a unit can do something about; the rest is the reviewer's.
TOLD = ("crashed", "unreadable", "unknown", "not-read", "strange")


def notice(report: Report, style: Style) -> bytes:
    """The notice of the only submission."""
    ((_, made),) = folder(report, style)
    return made


def folder(report: Report, style: Style) -> Iterator[tuple[str, bytes]]:
    """A notice for each submission, with its file name."""
    names = file_names(report.submissions, ".docx")
    before = style.letter.before or [None] * len(report.submissions)
    for s, name, earlier in zip(report.submissions, names, before, strict=True):
        yield name, page(s, earlier, style)


def page(s: SubmissionReport, before: Earlier | None, style: Style) -> bytes:
    filled = filled_in(style.letter.template, context_of(s, before, style))
    text = text_of(filled)
    if without := [f.code for f in s.failing if f.fingerprint not in text]:
        raise Unprintable(f"{'、'.join(without)}：{NO_MARK}")
    return without_time(filled)


def prove(template: Path) -> None:
    """Fills a template with a finding of each kind, so that a mistake in it is told before the work is done. Raises Unprintable."""
    marks = {"to_correct": "0" * 16, "to_explain": "1" * 16}
    entries = {name: [dict.fromkeys(ENTRY, "x") | {"mark": mark, "fingerprint": mark}] for name, mark in marks.items()}
    lists: dict[str, list[Any]] = {name: ["x"] for name in ("fixed", "unchecked", "not_checked")}
    explained = {"explained": [dict.fromkeys(ENTRY, "x")]}
    filled = text_of(filled_in(template, dict.fromkeys(WORDS, "x") | entries | lists | explained))
    if without := [name for name, mark in marks.items() if mark not in filled]:
        raise Unprintable(f"{'、'.join(without)}：{NO_MARK}")


def refuse_torn_tags(template: bytes) -> None:
    """A tag that does not end in its paragraph would swallow what stands behind it. Raises Unprintable."""
    try:
        word = docx.Document(io.BytesIO(template))
    except (KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise Unprintable(f"不是 Word 文件（.docx）/ no Word file: {error}") from error
    edges = [edge for section in word.sections for edge in (section.header, section.footer)]
    for paragraph in (p for part in (word, *edges) for p in part._element.iter(qn("w:p"))):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        if any(text.count(start) != text.count(end) for start, end in TAG_ENDS):
            raise Unprintable(f"模板的标记没有写完整 / a tag that does not end: {text[:40]}")


def filled_in(template: Path | None, context: dict[str, Any]) -> bytes:
    """The template with its tags filled. Raises Unprintable."""
    try:
        data = own_letter() if template is None else template.read_bytes()
        refuse_torn_tags(data)
        word = DocxTemplate(io.BytesIO(data))
        environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
        tags = word.get_undeclared_template_variables(environment)
        without = [name for name in NEEDED if name not in tags]
        if without:
            raise Unprintable(f"模板里没有 {'、'.join(without)}，问题会丢掉 / the template lacks {', '.join(without)}")
        word.render(context, environment, autoescape=True)
        out = io.BytesIO()
        word.save(out)
    except (TemplateError, *MISTAKES) as error:
        raise Unprintable(f"模板的标记有误 / a mistake in the template's tags: {error}") from error
    except OSError as error:
        raise Unprintable(f"读不出来（{error.strerror}）/ can't be read") from error
    return out.getvalue()


@cache
def own_letter() -> bytes:
    return letter()


def text_of(filled: bytes) -> str:
    """All text of the body, as a reader of the returned notice will find it."""
    with zipfile.ZipFile(io.BytesIO(filled)) as package:
        return re.sub(r"<[^>]*>", "", package.read("word/document.xml").decode())


def context_of(s: SubmissionReport, before: Earlier | None, style: Style) -> dict[str, Any]:
    """What the tags of a template stand for."""
    voice = Voice(style._replace(language="zh", verbose=0))
    voice.many_files = len(s.files) > 1
    became = changes(s, before) if before is not None else None
    open_ = graver_first(s.failing)
    correct = [f for f in open_ if f.severity != "verify"]
    explain = [f for f in open_ if f.severity == "verify"]
    explained = [f for f in s.findings if f.standing == "answered"]
    numbers = {id(f): at for at, f in enumerate([*correct, *explain], 1)}
    return {
        "unit": legal(s.unit or s.name),
        "year": str(s.year or ""),
        "deadline": in_words(style.letter.deadline),
        "files": legal("、".join(f["name"] for f in s.files)),
        "opening": opening(s, bool(correct), bool(explain), style),
        "closing": "“核对码”供退回时对应问题，请勿改动。没有列出的内容不等于正确。",
        "to_correct": [entry(f, numbers[id(f)], became, voice) for f in correct],
        "to_explain": [entry(f, numbers[id(f)], became, voice) for f in explain],
        "explained": [entry(f, at, None, voice) for at, f in enumerate(explained, len(open_) + 1)],
        "fixed": [earlier_words(f, voice) for f in became.fixed] if became else [],
        "unchecked": [earlier_words(f, voice) for f in became.unchecked] if became else [],
        "not_checked": [
            legal(f"{place_in_words(item.where, voice)}：{item.text}" if item.where.part else item.text)
            for item in not_checked(s, voice)
            if item.kind in TOLD
        ],
    }


def opening(s: SubmissionReport, correct: bool, explain: bool, style: Style) -> str:
    of_year = f"{s.year}年度" if s.year else ""
    sent = f"你单位报送的{of_year}预算绩效自评材料已经核对"
    if not correct and not explain:
        return f"{sent}，没有发现需要改正或说明的问题。"
    until = f"请于{in_words(style.letter.deadline)}前"
    asked = [*(["改正后重新报送"] if correct else []), *(["把说明填在“情况说明”一栏退回"] if explain else [])]
    return f"{sent}，有下列问题。{until}{'，'.join(asked)}。"


def in_words(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else NO_DATE


def entry(f: Finding, number: int, became: Changes | None, voice: Voice) -> dict[str, str]:
    """One finding as a template names its parts."""
    rule = next(rule for rule in all_rules() if rule.code == f.code)
    since = "" if became is None else "【仍未改正】" if f.fingerprint in became.open else "【新发现】"
    lines = [f"{since}{f.title['zh']}：{f.message['zh']}。"]
    others = operands(f)
    if others:
        lines.append(f"依据：{'；'.join(proof_in_words(proof, voice) for proof in others)}")
    said = f"（单位已说明：{f.answered}）" if f.answered and f.standing == "bad" else ""
    texts = {
        "number": str(number),
        "place": place_in_words(f.where, voice),
        "problem": "\n".join(lines) + said,
        "to_do": lore(rule, "zh").to_do,
        "answer": f.answered or "",
        "severity": voice.severity(f.severity),
        "code": f.code,
        "fingerprint": f.fingerprint,
        "mark": f"{f.code} {f.fingerprint}",
    }
    return {name: legal(text) for name, text in texts.items()}


def proof_in_words(proof: Proof, voice: Voice) -> str:
    """Another place that the check looked at, and what stands there; a label that quotes it already says so."""
    text = " ".join(proof.text.split())[:40] or "空"
    itself = len(text) > 3 and proof.where.label.endswith("".join(text.split()))
    there = place_in_words(proof.where, voice)
    return there if itself else f"{there} {text}"


def earlier_words(before: Before, voice: Voice) -> str:
    """A finding of the earlier report: of which form and whose project, at which label, and what was wrong."""
    place = before.place
    form = voice.key(f"kind-{place.kind}") if place.kind else ""
    whose = f"“{place.project}”" if place.project else ""
    return legal("：".join(part for part in (f"{form}{whose}", place.label, before.message) if part))


def place_in_words(where: Where, voice: Voice) -> str:
    """A cell as people name it: its labels, and the row and column of the table."""
    file = f"{where.file} " if voice.many_files and where.part else ""
    cell = CELL.fullmatch(where.ref)
    if where.part.startswith("table ") and cell:
        place = f"第{where.part[6:]}个表第{cell[1]}行第{cell[2]}列"
    elif where.part == "text":
        place = f"第{where.ref.removeprefix('p')}段"
    elif where.part:
        place = f"工作表“{where.part}”{where.ref}"
    else:
        return where.label or where.file
    return f"{where.label}（{file}{place}）" if where.label else f"{file}{place}"
