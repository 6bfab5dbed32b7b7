"""What a rule says: a relation between what the form said and what it ought to be; and the verdict on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from selfeval.figure import ABSENT, BLANK, NO_TEXT, NUMBER, ZERO, Figure, Text, Why, figure, label_of
from selfeval.units import POINTS


class Verdict(Enum):
    OK = "ok"
    NEAR = "near"
    BAD = "bad"
    UNKNOWN = "unknown"


OK, NEAR, BAD, NOT_KNOWN = Verdict

SEVERITIES = ("error", "missing", "verify", "style")

Said = Figure | Text
# No text of a document can hold it, so a fact that begins with it is the key of a sentence and not a quotation.
KEY = "\x01"


@dataclass(slots=True, eq=False, repr=False)
class Check:
    """One relation that a rule asks for.

    give: the rule's own threshold beyond `ought`, never a rounding tolerance. note: the key of the sentence that tells it,
    else the relation's own. facts: what that sentence shows besides. at: the place, where it is not that of `said`.
    reason: what excuses a miss. holds: the answer, where the rule itself compared words.
    """

    relation: str
    said: Said
    ought: Said
    give: Figure | None = None
    note: str = ""
    facts: dict[str, Said | str] | None = None
    at: Said | None = None
    reason: Said = NO_TEXT
    holds: bool | None = None

    def unless(self, reason: Text | None) -> "Check":
        """The same; a miss that this explains counts as ok."""
        if reason is not None:
            self.reason = reason
        return self

    def noted(self, note: str, at: Said | None = None, **facts: "Said | str") -> "Check":
        """The same, told by another sentence, with what that shows besides."""
        self.note, self.facts = note, facts
        self.at = at or self.at
        return self

    @property
    def place(self) -> Said:
        return self.at or self.said


Checks = Iterator[Check]


def worded(key: str) -> str:
    """A fact that each language says in its own words: the sentence of this key."""
    return KEY + key


def equal(said: Figure, ought: Figure) -> Check:
    return Check("=", said, ought)


def at_most(said: Figure, ought: Figure | str, give: Figure | None = None) -> Check:
    return Check("≤", said, figure(ought), give)


def at_least(said: Figure, ought: Figure | str, give: Figure | None = None) -> Check:
    return Check("≥", said, figure(ought), give)


def present(said: Said) -> Check:
    """That something is filled in; no check is made where the form has no place for it."""
    return Check("present", said, NO_TEXT)


def same(said: Said, ought: Said, holds: bool | None = None) -> Check:
    """That words say the same; `holds` where the rule has compared them itself."""
    return Check("same", said, ought, holds=holds)


class Judgement(NamedTuple):
    """A verdict, why it can't be given, and for a number how far it is off and what it was held against."""

    verdict: Verdict
    why: Why | None = None
    gap: Decimal | None = None
    limit: Decimal | None = None


# The verdicts on words, which are most of all, need no more than this.
HELD, MISSED = Judgement(OK), Judgement(BAD)


def judge(check: Check) -> Judgement | None:
    """The verdict of rules.md; None where all figures are blank or the form has no such label."""
    said, ought = check.said, check.ought
    if check.relation == "present":
        if isinstance(said, Text):
            return None if said.absent else MISSED if said.blank else HELD
        return None if said.state is ABSENT else MISSED if said.state is BLANK else HELD
    if check.relation == "same" and (check.holds is not None or isinstance(said, Text)):
        return _judge_words(check)
    assert isinstance(said, Figure)
    assert isinstance(ought, Figure)
    if said.state is ABSENT or ought.state is ABSENT:
        return None
    if said.state is not NUMBER or ought.state is not NUMBER:
        filled = any(leaf.state is not BLANK for part in (said, ought) for leaf in part.leaves())
        return Judgement(NOT_KNOWN, _why(said) or _why(ought)) if filled else None
    limit = ought.to(said.unit)
    if limit.state is not NUMBER:
        return Judgement(NOT_KNOWN, limit.why)
    return _judge_numbers(check, said, limit)


def _judge_words(check: Check) -> Judgement | None:
    said, ought = check.said, check.ought
    if check.holds is not None:
        holds = check.holds
    else:
        assert isinstance(said, Text)
        assert isinstance(ought, Text)
        if said.absent or ought.absent or (said.blank and ought.blank):
            return None
        if said.blank or ought.blank:
            return Judgement(NOT_KNOWN, Why("blank", label_of(said if said.blank else ought)))
        holds = "".join(said.text.split()) == "".join(ought.text.split())
    return HELD if holds or not check.reason.blank else MISSED


def _judge_numbers(check: Check, said: Figure, limit: Figure) -> Judgement:
    value, slack = limit.value, limit.slack
    ought_value = value
    if check.give is not None:
        give = check.give.to(said.unit)
        if give.state is not NUMBER:
            return Judgement(NOT_KNOWN, _why(give))
        value = value + give.value if check.relation == "≤" else value - give.value
        slack += give.slack
        limit = Figure(value, said.unit, limit.digits, slack)
    # A threshold is no figure of the form: what it gives is not rounded to the form's digits.
    rounded = limit.rounded(said.digits) if check.give is None else limit.value
    if _holds(check.relation, said.value, rounded):
        return Judgement(OK, limit=rounded)
    gap = (abs(said.value - ought_value)).quantize(Decimal(1).scaleb(-max(said.digits, 2)))
    if _near(check.relation, said, limit):
        return Judgement(NEAR, gap=gap, limit=rounded)
    if not check.reason.blank:
        return Judgement(OK, limit=rounded)
    ought = check.ought
    assert isinstance(ought, Figure)
    stray = (ought.op == "+" and ought.stray) or (said.op == "+" and said.stray)
    if stray:
        return Judgement(NOT_KNOWN, Why("stray", str(stray)))
    # 0.9 is judged to tens of percent; what it ought to be is said to the percent.
    return Judgement(BAD, gap=gap, limit=limit.rounded(0) if said.digits < 0 else rounded)


def _holds(relation: str, said: Decimal, limit: Decimal) -> bool:
    if relation == "≤":
        return said <= limit
    if relation == "≥":
        return said >= limit
    return said == limit


def _near(relation: str, said: Figure, limit: Figure) -> bool:
    """The three reasons of rules.md: cut instead of rounded, a score rounded to the digits typed, or the operands' rounding."""
    if said.decimals > 0 and _holds(relation, said.value, limit.cut(said.digits)):
        return True
    if said.unit == POINTS and _holds(relation, said.value, limit.rounded(said.decimals)):
        return True
    reach = said.slack + limit.slack
    off = said.value - limit.value
    return {"≤": off < reach, "≥": -off < reach}.get(relation, abs(off) < reach)


def _why(said: Figure) -> Why | None:
    """Why a figure is not known: its own reason, or that of the first part that has one."""
    if said.state is NUMBER:
        return None
    if said.why:
        return said.why
    reasons = [_why(part) for part in said.parts if part.state is not NUMBER and part.state is not ABSENT]
    if said.parts:
        return next((why for why in reasons if why and why.key != "blank"), next((why for why in reasons if why), None))
    return Why("blank", label_of(said)) if said.state is BLANK else Why("not-a-number", said.typed)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A check of the catalogue.

    function: yields checks; its first parameter is the part of the tree that it runs for, the next are ancestors of that,
    the keyword-only ones are thresholds. zh, en: what is wrong where it is bad, in a few words.
    """

    code: str
    severity: str
    zh: str
    en: str
    function: Callable[..., Checks]
    node: type
    ancestors: tuple[type, ...]
    thresholds: dict[str, str]

    @property
    def name(self) -> str:
        return self.function.__name__.replace("_", "-")

    @property
    def docstring(self) -> str:
        return self.function.__doc__ or ""


def rule(code: str, severity: str, *, zh: str, en: str) -> Callable[[Callable[..., Checks]], Rule]:
    """Makes a function a rule of the catalogue; its annotations say what it runs for."""

    def make(function: Callable[..., Checks]) -> Rule:
        kinds: list[Any] = [kind for name, kind in function.__annotations__.items() if name != "return"]
        thresholds: dict[str, str] = dict(function.__kwdefaults__ or {})
        kinds = kinds[: function.__code__.co_argcount]
        return Rule(code, severity, zh, en, function, kinds[0], tuple(kinds[1:]), thresholds)

    return make


HUNDRED = Figure(Decimal(100), "%", 0, ZERO, op="const")


def fails(check: Check) -> bool:
    """Whether a check is bad: a rule that gives way to a sharper one asks so."""
    judgement = judge(check)
    return judgement is not None and judgement.verdict is BAD
