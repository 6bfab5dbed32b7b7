"""What the machine formats share: which findings are shown, what each says, where it stands, and what was not checked."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePath
from typing import NamedTuple

from selfeval.checks import SEVERITIES
from selfeval.document import Where
from selfeval.lang import Both
from selfeval.renderers import Style
from selfeval.renderers.text import STANDINGS, Voice, lapsed_words, place_words, remark
from selfeval.report import Finding, SubmissionReport, Value

# What XML forbids, and what steers a terminal; a document may hold it all the same, as `_x001B_` of Excel.
ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WORDS = {
    "unreadable": ("有文件没有读出来，没有核对", "a file could not be read and was not checked"),
    "not-read": ("没有读取 {}：{why}", "not read, {}: {why}"),
    "deselected": ("{} 条规则按设置没有核对：{}", "{} rules were switched off: {}"),
    "strange": (
        "不认识的栏目或行，其数字没有核对：{}",
        "labels that are not known, their figures were not checked: {}",
    ),
    "prose": (
        "报告中的数字和判断 {} 处，{} 处没有读懂，没有核对",
        "the reports make {} statements, of which {} were not understood and not checked",
    ),
    "unused": ("没有任何检查涉及的数字 {} 个", "{} figures were in no check"),
    "unused-one": ("没有任何检查涉及这个数字：{}", "no check looked at this figure: {}"),
    "crashed": ("程序出错，检查没有完成：{}（{}）", "the check crashed: {} ({})"),
    "unknown": ("无法核对：{why}", "could not be checked: {why}"),
}
NO_REASON = Both(zh="", en="")
# What may stand as the verdict of a row: what came of a check, a kind of what was not checked, and the counts.
VERDICTS = STANDINGS | {
    "bad": ("不符", "bad"),
    "summary": ("合计", "summary"),
    "unknown": ("无法核对", "could not be checked"),
    "crashed": ("程序出错", "crashed"),
    "unreadable": ("读不出", "unreadable"),
    "not-read": ("未读", "not read"),
    "deselected": ("未选", "switched off"),
    "strange": ("不认识", "label not known"),
    "prose": ("没有读懂", "not understood"),
    "unused": ("没有核对", "in no check"),
    "lapsed": ("认可、说明失效", "accepted or answered, and gone"),
}


class NotChecked(NamedTuple):
    """Something that was not checked. kind: a key of WORDS; code: the rule, where it is one rule's; text: what, and why."""

    kind: str
    code: str
    text: str
    where: Where


def shown(s: SubmissionReport, style: Style) -> list[Finding]:
    return [f for f in s.findings if f.verdict == "bad" or style.strict]


def graver_first(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.verdict != "bad", SEVERITIES.index(f.severity)))


def not_checked(s: SubmissionReport, voice: Voice) -> Iterator[NotChecked]:
    """All that was not checked, so that in no format it looks like what was right; and what was once accepted and is gone."""
    file = Where(s.files[0]["name"] if s.files else s.name)

    def told(kind: str, *facts: object, why: Both = NO_REASON) -> str:
        zh, en = WORDS[kind]
        return voice.pair(zh.format(*facts, why=why["zh"]), en.format(*facts, why=why["en"]))

    for crash in s.crashed:
        yield NotChecked("crashed", crash["code"], told("crashed", crash["error"], crash["where"]), file)
    if s.unreadable and not any(f.code == "F001" for f in s.findings):
        yield NotChecked("unreadable", "F001", told("unreadable"), file)
    for u in s.unknown:
        yield NotChecked("unknown", u.code, told("unknown", why=u.why), u.where)
    for other in s.not_read:
        yield NotChecked("not-read", "", told("not-read", other["name"], why=other["why"]), Where(other["name"]))
    off = [item["code"] for item in s.skipped if item["why"] == "deselected"]
    if off:
        yield NotChecked("deselected", "", told("deselected", len(off), " ".join(off)), file)
    if s.strange:
        yield NotChecked("strange", "", told("strange", "、".join(s.strange)), file)
    said, lost = s.prose
    if lost:
        yield NotChecked("prose", "", told("prose", said, lost), file)
    if s.unused:
        yield NotChecked("unused", "", told("unused", len(s.unused)), file)
    for gone in s.lapsed:
        yield NotChecked("lapsed", "", f"{gone.code} {gone.label}: {lapsed_words(gone, voice)}", file)
    if voice.style.verbose:
        yield from (NotChecked("unused", "", told("unused-one", figure.text), figure.where) for figure in s.unused)


def head(s: SubmissionReport, voice: Voice) -> str:
    """The unit and year of a submission, else its name."""
    year = f" · {voice.word('year').format(s.year)}" if s.year else ""
    return f"{s.unit or s.name or voice.word('no_unit')}{year}"


def place(where: Where, voice: Voice) -> str:
    return place_words(where, voice) if where.part else ""


def spot(where: Where, voice: Voice) -> str:
    """The label of a place, and the place in brackets."""
    there = place(where, voice)
    return f"{where.label} [{there}]".strip() if there else where.label


def sentence(f: Finding, voice: Voice) -> str:
    """A finding in one line: the label, the place, and what is wrong there."""
    before = spot(f.where, voice)
    hint = f" ({voice.word('hint')}: {voice.say(f.hint)})" if f.hint else ""
    said = f"；{remark(f, voice)}" if remark(f, voice) else ""
    return legal(f"{before}: {voice.say(f.message)}{hint}{said}" if before else f"{voice.say(f.message)}{hint}{said}")


def figure(value: Value) -> str:
    """One side of a relation with its unit, in full and not as its formula."""
    return f"{value.value}{value.unit}" if value.kind == "number" and value.value is not None else value.value or ""


def path_of(s: SubmissionReport, where: Where, style: Style) -> str:
    """The path of the file that a place stands in, seen from the root; from nowhere in particular, as it was given."""
    name = where.file or (s.files[0]["name"] if s.files else s.name)
    path = s.paths.get(name, name)
    if style.here and style.root:
        with suppress(ValueError):  # on another drive
            path = os.path.relpath(Path(style.here, path), style.root)
    return PurePath(path).as_posix()


def legal(text: str) -> str:
    """The text with a sign for each character that XML forbids or that steers a terminal."""
    return ILLEGAL.sub("\ufffd", text)
