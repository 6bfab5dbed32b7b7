"""Slips planted one at a time in the reports of clean submissions: each changes one figure or one word of a right sentence.

The marks of the reports (see narratives.py) say what each figure is, and so how people get it wrong. What is expected is written
nowhere else: a reviewer finds the paragraph of the slip.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from clean import Generated, generate
from narratives import CLOSE, MIDDLE, NUMERALS, OPEN, unmarked
from selfeval.forms.submission import Submission
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers.plain import read_plain

SEEDS = range(200)
# How often a kind of slip is planted in one way of writing, and where the ways have no names.
EACH, NAMELESS = 2, 8
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
OPPOSITE = {
    "增加": "减少",
    "增长": "下降",
    "上升": "降低",
    "大于": "小于",
    "多": "少",
    "增幅": "降幅",
}
OPPOSITE |= {down: up for up, down in OPPOSITE.items()}


@dataclass(frozen=True)
class Marked:
    """A marked piece of a paragraph: what it is, where it stands in the plain text, the way of writing it is in."""

    kind: str
    concept: str
    need: str
    text: str
    at: int
    way: str


@dataclass(frozen=True)
class Slip:
    """name: what was done, in which way of writing; line: which line of the text; before and after: the whole paragraph."""

    name: str
    seed: int
    line: int
    before: str
    after: str

    @property
    def right(self) -> str:
        return generated(self.seed).text

    @property
    def text(self) -> str:
        lines = self.right.splitlines()
        assert lines[self.line] == self.before
        return "\n".join([*lines[: self.line], self.after, *lines[self.line + 1 :]]) + "\n"

    @property
    def ref(self) -> str:
        """The paragraph, as the plain reader counts them."""
        lines = self.right.splitlines()[: self.line + 1]
        return f"p{sum(bool(line.strip()) and '|' not in line for line in lines)}"


@cache
def generated(seed: int) -> Generated:
    return generate(seed)


def marks_of(line: str) -> Iterator[Marked]:
    """The marked pieces of a paragraph, inner ones too."""
    plain = ""
    open_marks: list[tuple[str, int]] = []
    role = ""
    reading_role = False
    for char in line:
        if char == OPEN:
            reading_role, role = True, ""
        elif char == MIDDLE:
            reading_role = False
            open_marks.append((role, len(plain)))
        elif char == CLOSE:
            own, at = open_marks.pop()
            kind, concept, need = own.split(":")
            way = next((other.split(":")[1] for other, _ in reversed(open_marks) if other.startswith("in:")), "")
            yield Marked(kind, concept, need, plain[at:], at, way)
        elif reading_role:
            role += char
        else:
            plain += char


def wrong_amount(piece: Marked) -> str:
    """Another amount: digits swapped, one digit typed wrong, or the point moved; far from what rounding explains."""
    least = Decimal("0.3") if piece.text.endswith("万元") else Decimal(3000)
    return typed_wrong(piece.text, least, Decimal("0.2"))


def wrong_percent(piece: Marked) -> str:
    return typed_wrong(piece.text, Decimal(4), Decimal("0.05"))


def typed_wrong(text: str, least: Decimal, share: Decimal) -> str:
    found = NUMBER.search(text)
    assert found, text
    number = found[0].replace(",", "")
    right = Decimal(number)
    for other in likely(number):
        gap = abs(Decimal(other) - right)
        if gap >= least and gap >= right * share and Decimal(other) > 0 and other[0] + other[1:2] not in ("00", "01"):
            return text.replace(found[0], other, 1)
    return ""


def likely(number: str) -> Iterator[str]:
    """How a number is typed wrong, the likeliest first."""
    for at in range(len(number) - 1):
        a, b = number[at : at + 2]
        if a != b and "." not in (a, b) and not (at == 0 and b == "0"):
            yield number[:at] + b + a + number[at + 2 :]
    for at, digit in enumerate(number):
        if digit != ".":
            for other in (3, 5, 7):
                yield number[:at] + str((int(digit) + other) % 10 or 1) + number[at + 1 :]
    yield str(Decimal(number) * 10)


def one_more(piece: Marked) -> str:
    text = piece.text.strip()
    if text.isdigit():
        return piece.text.replace(text, str(int(text) + 1))
    return NUMERALS[NUMERALS.replace("二", "两").index(text) + 1]


def one_less(piece: Marked) -> str:
    """For names that end with 等: there may be more, but not fewer."""
    text = piece.text.strip()
    if text.isdigit():
        return piece.text.replace(text, str(int(text) - 1))
    return NUMERALS[NUMERALS.replace("二", "两").index(text) - 1]


def one_name_more(piece: Marked) -> str:
    more = {"股": "综合事务股", "费": "应急抢险经费"}.get(piece.text[-1])
    return f"{piece.text}、{more}" if more else ""


def other_score(piece: Marked) -> str:
    return f"{Decimal(piece.text) - Decimal('2.5'):f}"


def opposite(piece: Marked) -> str:
    return OPPOSITE[piece.text]


def always(text: str) -> Callable[[Marked], str]:
    return lambda piece: text


def repeated(piece: Marked) -> str:
    return NUMERALS[NUMERALS.index(piece.text) - 1] if piece.text != "一" else ""


def skipped(piece: Marked) -> str:
    return NUMERALS[NUMERALS.index(piece.text) + 1] if piece.text not in "一二" else ""


def claim(text: str) -> Callable[[Marked], str]:
    """A claim, where the form of the report has missed a target."""
    return lambda piece: text if piece.concept != "0" else ""


# For each kind of mark the slips: what it is called, and what stands there then (empty: not here).
SLIPS: dict[str, tuple[tuple[str, Callable[[Marked], str]], ...]] = {
    "completion": (("completion percentage wrong", wrong_percent),),
    "change": (("amount of change wrong", wrong_amount),),
    "saved": (("amount saved wrong", wrong_amount),),
    "rate": (("percentage of change wrong", wrong_percent),),
    "way": (("direction turned round", opposite),),
    "compare": (("larger and smaller turned round", opposite),),
    "changed": (("no change claimed", always("与上年持平")),),
    "completed": (("said to have no percentage", always("无法计算百分比")),),
    "no-rate": (("percentage of nothing", always("完成预算的100%")),),
    "part": (("a part wrong", wrong_amount),),
    "whole": (("a whole wrong", wrong_amount),),
    "budget": (("a budget wrong", wrong_amount),),
    "final": (("a final figure wrong", wrong_amount),),
    "prior": (("last year's figure wrong", wrong_amount),),
    "quota": (("quota wrong", one_more),),
    "staff": (("staff wrong", one_more),),
    "heads": (("staff wrong, with its parts", one_more),),
    "head": (("a part of the staff wrong", one_more),),
    "score": (("score wrong", other_score),),
    "count": (("count wrong", one_more),),
    "count-open": (("count less than the names", one_less),),
    "named": (("one name too many", one_name_more),),
    "heading": (("heading number repeated", repeated), ("heading number skipped", skipped)),
    "claim": (
        ("all targets claimed", claim("年初设定的绩效目标全部完成")),
        ("all targets claimed in other words", claim("圆满完成了年初各项目标任务")),
        ("all indicators claimed", claim("各项绩效指标均已达到年初目标值")),
    ),
    "guide": (("stale phrase", always("为认真贯彻落实党的十九大精神")), ("stale plan", always("为落实“十三五”规划要求"))),
}  # fmt: skip


def told_by_tables(piece: Marked, submission: Submission) -> bool:
    """Whether the basic data give what the piece must agree with."""
    columns = submission.basic
    if piece.kind in ("quota", "staff"):
        return getattr(columns.staffing, piece.kind.removesuffix("heads") or "staff").known
    if not columns.there:
        return False
    needed = {
        "budget": ("budget",),
        "final": ("final",),
        "prior": ("prior",),
        "completion": ("budget",),
        "completed": ("budget",),
    }
    given = (getattr(columns, name) for name in needed.get(piece.kind, ("prior", "final")))
    return all(getattr(column, piece.concept).known for column in given)


def fits(piece: Marked, made: Generated, submission: Submission) -> bool:
    """Whether a reviewer can tell this slip."""
    if piece.kind == "guide" and made.facts.year < 2023:
        return False
    if piece.kind == "saved" and not piece.concept:
        return False
    if piece.kind == "score":
        return all(form.score_total.known for form in submission.evaluations)
    # Where the words put out the figures that contradict them, only the basic data still do.
    if piece.kind in ("changed", "completed") and not submission.basic.there:
        return False
    if piece.kind == "part" and piece.way.startswith("project") and not submission.basic.there:
        return False
    return not piece.need or told_by_tables(piece, submission)


def planted() -> Iterator[Slip]:
    times: dict[tuple[str, str], int] = {}
    labels = load_labels()
    for seed in SEEDS:
        made = generated(seed)
        if made.rounded or made.facts.places not in (2, 4) or OPEN not in made.marked:
            continue
        submission = lay_out([read_plain(made.text)], labels)
        seen: set[tuple[str, str]] = set()
        for number, line in enumerate(made.marked.splitlines()):
            before = unmarked(line)
            for piece in marks_of(line):
                for name, change in SLIPS.get(piece.kind, ()):
                    key = (name, piece.way or piece.concept if piece.kind != "claim" else "")
                    if (
                        times.get(key, 0) >= (EACH if piece.way else NAMELESS)
                        or key in seen
                        or not fits(piece, made, submission)
                    ):
                        continue
                    text = change(piece)
                    if not text or text == piece.text:
                        continue
                    times[key] = times.get(key, 0) + 1
                    seen.add(key)
                    after = before[: piece.at] + text + before[piece.at + len(piece.text) :]
                    place = piece.way + (f" of {piece.concept}" if piece.concept and piece.kind != "claim" else "")
                    yield Slip(f"{name}, {place or 'report'}, seed {seed} line {number}", seed, number, before, after)
