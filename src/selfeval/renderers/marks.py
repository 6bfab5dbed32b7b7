"""What the pages say of each place: a note for each finding, and for each reason why something could not be checked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from selfeval.checks import Rule
from selfeval.document import Where
from selfeval.lore import lore
from selfeval.renderers.text import SEVERITY_WORDS, STANDINGS, Voice, operands, place_words, remark
from selfeval.report import Finding, SubmissionReport
from selfeval.rules import all_rules

# The sign of each kind: never its colour alone.
SIGNS = {
    "error": "✗",
    "missing": "○",
    "verify": "!",
    "style": "~",
    "near": "≈",
    "waived": "✓",
    "answered": "…",
    "unknown": "?",
    "unused": "–",
}
KIND_WORDS = (
    SEVERITY_WORDS
    | STANDINGS
    | {
        "unknown": ("无法核对", "not checkable"),
        "unused": ("没有检查涉及", "in no check"),
    }
)


class Operand(NamedTuple):
    label: str
    text: str
    place: str
    target: str


@dataclass(slots=True)
class Note:
    """What is said of one place. number: in the order of the pages; kind: its severity, or near, waived, answered, unknown; here: a mark stands in a page."""

    kind: str
    codes: tuple[str, ...]
    title: str
    label: str
    place: str
    message: str
    where: Where
    number: int = 0
    hint: str = ""
    todo: str = ""
    state: str = ""
    said: str = ""
    operands: list[Operand] = field(default_factory=list)
    evidence: list[Where] = field(default_factory=list)
    here: bool = False

    @property
    def classes(self) -> str:
        return " ".join(("f", f"s-{self.kind}", *(f"c-{code}" for code in self.codes)))

    @property
    def sign(self) -> str:
        return SIGNS[self.kind]


class Tongue(Voice):
    """The words of the pages."""

    def __call__(self, chinese: str, english: str, *facts: object) -> str:
        return self.pair(chinese.format(*facts), english.format(*facts))

    def kind(self, kind: str) -> str:
        return self.pair(*KIND_WORDS[kind])


def notes_of(s: SubmissionReport, voice: Tongue) -> list[Note]:
    """A note for each finding, and for each place and reason why something could not be checked."""
    rules = {rule.code: rule for rule in all_rules()}
    notes = [note_of(f, rules[f.code], voice) for f in s.findings]
    grouped: dict[tuple[Where, str], list[str]] = {}
    for u in s.unknown:
        grouped.setdefault((u.where, voice.say(u.why)), []).append(u.code)
    for (where, reason), codes in grouped.items():
        unique = tuple(dict.fromkeys(codes))
        titles = "；".join(voice.pair(rules[code].zh, rules[code].en) for code in unique)
        title = voice("没有核对：{}", "Not checked: {}", titles)
        notes.append(Note("unknown", unique, title, where.label, place_words(where, voice), reason, where))
    return notes


def note_of(f: Finding, rule: Rule, voice: Tongue) -> Note:
    others = operands(f)
    return Note(
        kind=f.severity if f.standing == "bad" else f.standing,
        codes=(f.code,),
        title=voice.say(f.title),
        label=f.where.label,
        place=place_words(f.where, voice) if f.where.part or f.where.file else "",
        message=voice.say(f.message),
        where=f.where,
        hint=voice.say(f.hint) if f.hint else "",
        todo="" if f.code == "F001" else voice.pair(lore(rule, "zh").to_do, lore(rule, "en").to_do),
        state=remark(f, voice),
        said=f.said.text,
        operands=[
            Operand(
                "" if p.where.label == p.text else p.where.label,
                " ".join(p.text.split())[:60] or "—",
                place_words(p.where, voice),
                anchor(p.where[:3]),
            )
            for p in others
        ],
        evidence=[p.where for p in others],
    )


def anchor(key: Sequence[str]) -> str:
    """The name of a place within the page."""
    return "p" + sha256("\x1f".join(key).encode("utf-8", "replace")).hexdigest()[:8]
