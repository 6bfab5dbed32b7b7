"""What a comment says of a finding: code, what is wrong, the arithmetic, where the other operand stands, what to do."""

from typing import NamedTuple

from selfeval.annotate.package import legal
from selfeval.document import Where
from selfeval.lore import lore
from selfeval.renderers.text import Voice, operand, operands
from selfeval.report import Finding
from selfeval.rules import all_rules

AUTHOR, INITIALS = "selfeval", "SE"


class Note(NamedTuple):
    """A comment. head: its first line; lines: the others; said: what stands at the place that it speaks of."""

    where: Where
    head: str
    lines: tuple[str, ...]
    said: str = ""

    @property
    def code(self) -> str:
        return self.head.split(" ")[0]


class Moved(NamedTuple):
    """A comment that could not stand where it belongs. why: a key of MOVES; to: where it stands instead."""

    note: Note
    why: str
    to: str


# Why, in both languages.
MOVES = {
    "no-place": ("问题是关于整个文件的", "it is about the file as a whole"),
    "not-found": ("这个位置没有单元格或段落", "there is no cell or paragraph in that place"),
    "text-box": ("文本框里不能加批注", "a text box takes no comment"),
    "threaded": ("那里有别人的会话式批注", "there is a threaded comment of somebody else"),
}


def note_of(finding: Finding, voice: Voice) -> Note:
    rule = next(rule for rule in all_rules() if rule.code == finding.code)
    head = f"{finding.code} {voice.say(finding.title)}（{severity(finding, voice)}）"
    label = finding.where.label
    lines = [f"{label}  {voice.say(finding.message)}" if label else voice.say(finding.message)]
    if finding.hint:
        lines.append(f"{voice.word('hint')}：{voice.say(finding.hint)}")
    others = operands(finding)
    if others:
        lines.append(f"{voice.word('operand')}：{'；'.join(operand(proof, voice) for proof in others)}")
    lines.append("→ " + voice.pair(lore(rule, "zh").to_do, lore(rule, "en").to_do))
    said = next((p.text for p in finding.evidence if p.where == finding.where), finding.said.text)
    return Note(finding.where, legal(head), tuple(legal(" ".join(line.split("\n"))) for line in lines), said)


def severity(finding: Finding, voice: Voice) -> str:
    return voice.word("near") if finding.verdict == "near" else voice.severity(finding.severity)
