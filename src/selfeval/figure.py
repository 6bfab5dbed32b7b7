"""Figures that carry their unit, their precision and their place, so that a rule is only arithmetic."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from selfeval.document import Where
from selfeval.units import DATE as DATE
from selfeval.units import RATIO as RATIO
from selfeval.units import alike, is_ratio, precision, scale

ZERO = Decimal(0)
NOWHERE = Where()


class State(Enum):
    """NUMBER: known; BLANK: the cell is empty; ABSENT: the form has no such label; UNKNOWN: can't be known, and why."""

    NUMBER = "number"
    BLANK = "blank"
    ABSENT = "absent"
    UNKNOWN = "unknown"


NUMBER, BLANK, ABSENT, UNKNOWN = State


class Evidence(NamedTuple):
    """What stands in one place, as typed."""

    text: str
    where: Where


class Why(NamedTuple):
    """Why something can't be checked: a key of the sentences, and the label or text that it speaks of."""

    key: str
    text: str = ""


def instance_schema(kind: type) -> Any:
    """How a pydantic model holds a small value of ours: as the instance it is, not taken apart."""
    from pydantic_core import core_schema

    return core_schema.is_instance_schema(kind)


@dataclass(slots=True, eq=False, repr=False)
class Figure:
    """A number with its unit, precision and provenance, or the reason why there is none.

    digits: the decimals that it is judged to when the form says it; slack: how far the true value may lie from it.
    op, parts: the formula that made it, where it is not typed. stray: a filled row of its block that nobody knows.
    """

    value: Decimal = ZERO
    unit: str = ""
    digits: int = 0
    slack: Decimal = ZERO
    state: State = NUMBER
    typed: str = ""
    where: Where = NOWHERE
    why: Why | None = None
    op: str = ""
    parts: "tuple[Figure, ...]" = ()
    stray: str = ""
    decimals: int = 0

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> Any:
        return instance_schema(cls)

    @property
    def known(self) -> bool:
        return self.state is NUMBER

    @property
    def blank(self) -> bool:
        return self.state is BLANK

    @property
    def absent(self) -> bool:
        return self.state is ABSENT

    def leaves(self) -> Iterator["Figure"]:
        """The figures that stand in the form; constants of the rule are none."""
        if self.parts:
            for part in self.parts:
                yield from part.leaves()
        elif self.op != "const":
            yield self

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Each place that it was taken from, once, in the order of the places."""
        seen = {Evidence(leaf.typed, leaf.where) for leaf in self.leaves() if leaf.state is not ABSENT}
        return tuple(sorted(seen, key=lambda e: (e.where, e.text)))

    @property
    def text(self) -> str:
        """The formula as a reviewer would write it, such as `10 × 94% / 98%`."""
        if not self.parts:
            return self.shown
        texts = [part._within(self.op, at) for at, part in enumerate(self.parts) if part.state is not BLANK]
        return f" {self.op} ".join(texts) if self.op != "→" else texts[0]

    @property
    def shown(self) -> str:
        """The number alone, with its sign of percent, as people write it."""
        if self.state is not NUMBER or (self.unit == DATE and self.typed):
            return self.typed
        text = plain(self.value)
        if self.decimals and not self.parts:
            text = f"{self.value:.{max(self.decimals, 0)}f}"
        return text + (self.unit if self.unit in ("%", "‰") else "")

    def _within(self, op: str, at: int) -> str:
        text = self.text
        loose = len(self.parts) > 1 and self.op in "+−"
        return f"({text})" if loose and (op in "×/" or (op == "−" and at)) else text

    def __add__(self, other: "Figure") -> "Figure":
        return total((self, other))

    def __sub__(self, other: "Figure") -> "Figure":
        if gap := _gap("−", self, other):
            return gap
        unit = _coarser(self, other)
        if unit is None:
            return _units_differ("−", self, other)
        a, b = self.to(unit), other.to(unit)
        return Figure(a.value - b.value, unit, max(a.digits, b.digits), a.slack + b.slack, op="−", parts=(self, other))

    def __mul__(self, other: "Figure | int | str") -> "Figure":
        b = figure(other)
        if gap := _gap("×", self, b):
            return gap
        x, y = self, b
        if is_ratio(y.unit):
            x, y, unit = x, y.to(RATIO), x.unit
        elif is_ratio(x.unit):
            x, y, unit = x.to(RATIO), y, y.unit
        else:
            unit = x.unit or y.unit
        slack = abs(x.value) * y.slack + abs(y.value) * x.slack + x.slack * y.slack
        return Figure(x.value * y.value, unit, max(x.digits, y.digits), slack, op="×", parts=(self, b))

    def __truediv__(self, other: "Figure | int | str") -> "Figure":
        b = figure(other)
        if gap := _gap("/", self, b):
            return gap
        x, y = self, b
        if y.op == "const" and not y.unit:
            unit = x.unit
        elif x.unit and is_ratio(y.unit) and not is_ratio(x.unit):
            y, unit = y.to(RATIO), x.unit
        else:
            common = _coarser(x, y)
            if common is None:
                return _units_differ("/", self, b)
            x, y, unit = x.to(common), y.to(common), RATIO
        if not y.value:
            return Figure(state=UNKNOWN, why=Why("zero-divisor", label_of(b)), op="/", parts=(self, b))
        value = x.value / y.value
        least = abs(y.value) - y.slack
        slack = (abs(x.value) + x.slack) / least - abs(value) if least > 0 else abs(value)
        return Figure(value, unit, max(x.digits, y.digits), slack, op="/", parts=(self, b))

    def to(self, unit: str) -> "Figure":
        """The same in another unit; where either has none it is taken to be the other's."""
        if self.state is not NUMBER or unit == self.unit or not unit or not self.unit:
            return self
        (mine, factor), (theirs, divisor) = scale(self.unit), scale(unit)
        if mine and theirs and mine != theirs:
            return Figure(state=UNKNOWN, why=Why("units", f"{self.unit} / {unit}"), op="→", parts=(self,))
        ratio = factor / divisor
        return Figure(self.value * ratio, unit, self.digits, self.slack * ratio, op="→", parts=(self,))

    def rounded(self, digits: int) -> Decimal:
        return self.value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)

    def cut(self, digits: int) -> Decimal:
        return self.value.quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)


NONE = Figure(state=ABSENT)


@dataclass(slots=True, eq=False, repr=False)
class Text:
    """Words in a place of the form. absent: the form has no such label; blank: nothing is written there."""

    text: str = ""
    where: Where = NOWHERE
    absent: bool = False
    # Words are made of nothing else, as a typed figure is.
    parts: ClassVar[tuple["Text", ...]] = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> Any:
        return instance_schema(cls)

    @property
    def blank(self) -> bool:
        return not self.text

    def leaves(self) -> Iterator["Text"]:
        yield self

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return () if self.absent else (Evidence(self.text, self.where),)

    @property
    def shown(self) -> str:
        return self.text


NO_TEXT = Text(absent=True)


def figure(value: "Figure | int | str", unit: str = "") -> Figure:
    """A rule's own constant, such as `"30%"` or `"1万元"`; it has no slack and no place."""
    return value if isinstance(value, Figure) else constant(str(value), unit)


@lru_cache(maxsize=512)
def constant(text: str, unit: str) -> Figure:
    if not unit:
        number = text.rstrip("元万亿千%‰人分天")
        text, unit = number, text[len(number) :]
    number_value = Decimal(text)
    if not number_value.is_finite():
        raise ValueError(text)
    decimals = max(-int(number_value.as_tuple().exponent), 0)
    return Figure(number_value, unit, decimals, ZERO, op="const", decimals=decimals)


def typed_figure(
    value: Decimal, unit: str, decimals: int, usual: int, typed: str, where: Where, stray: str = ""
) -> Figure:
    """A figure as it stands in the form, judged to the digits that rules.md gives its kind."""
    digits, slack = precision(unit, decimals, usual)
    return Figure(value, unit, digits, slack, NUMBER, typed, where, stray=stray, decimals=decimals)


def total(parts: Iterable[Figure]) -> Figure:
    """The sum; an absent part vanishes, a blank one counts as nothing where another is filled."""
    there = [p for part in parts for p in (part.parts if part.op == "+" else (part,)) if p.state is not ABSENT]
    if not there:
        return NONE
    kept = tuple(there)
    filled = [part for part in there if part.state is not BLANK]
    if not filled:
        return Figure(state=BLANK, op="+", parts=kept)
    if any(part.state is UNKNOWN for part in filled):
        return Figure(state=UNKNOWN, op="+", parts=kept)
    unit = filled[0].unit
    for part in filled[1:]:
        if part.unit != unit:
            coarser = _coarser(Figure(unit=unit), part)
            if coarser is None:
                return _units_differ("+", filled[0], part, kept)
            unit = coarser
    same = [part.to(unit) for part in filled]
    stray = next((part.stray for part in filled if part.stray), "")
    value, slack = sum((p.value for p in same), ZERO), sum((p.slack for p in same), ZERO)
    return Figure(value, unit, max(p.digits for p in same), slack, op="+", parts=kept, stray=stray)


def first(*choices: Figure) -> Figure:
    """The first that the form has, filled if any is."""
    there = [choice for choice in choices if choice.state is not ABSENT]
    return next((choice for choice in there if choice.state is not BLANK), there[0] if there else NONE)


def larger(a: Figure, b: "Figure | str") -> Figure:
    other = figure(b)
    if a.state is not NUMBER or other.state is not NUMBER:
        return a if a.state is not NUMBER else other
    return a if a.value >= other.to(a.unit).value else other


def smaller(a: Figure, b: "Figure | str") -> Figure:
    other = figure(b)
    if a.state is not NUMBER or other.state is not NUMBER:
        return a if a.state is not NUMBER else other
    return a if a.value <= other.to(a.unit).value else other


def nearer(to: Figure, *choices: Figure) -> Figure:
    """The choice that lies nearest, the first of equals; `to` not known, the first known."""
    known = [choice for choice in choices if choice.state is NUMBER]
    if to.state is not NUMBER or not known:
        return known[0] if known else first(*choices)
    return min(known, key=lambda choice: abs(choice.to(to.unit).value - to.value))


def same_value(a: Figure, b: Figure) -> bool:
    """Whether two figures are known and the same number, whatever their units."""
    there = b.to(a.unit)
    return a.known and there.known and a.value == there.value


def plain(value: Decimal) -> str:
    """A number without an exponent and without noise behind the point."""
    if value == value.to_integral_value():
        return f"{value.quantize(Decimal(1)):f}"
    return f"{value.normalize():f}"


def label_of(said: Figure | Text) -> str:
    return next((leaf.where.label or leaf.where.ref for leaf in said.leaves()), "")


def _gap(op: str, a: Figure, b: Figure) -> Figure | None:
    """What an operation other than + makes of an operand that is not a number."""
    if a.state is NUMBER and b.state is NUMBER:
        return None
    if a.state is ABSENT or b.state is ABSENT:
        return NONE
    state = UNKNOWN if UNKNOWN in (a.state, b.state) else BLANK
    return Figure(state=state, op=op, parts=(a, b))


def _coarser(a: Figure, b: Figure) -> str | None:
    """The unit in which two figures meet: the larger one, whichever side it stands on."""
    if a.unit == b.unit or not a.unit or not b.unit:
        return a.unit or b.unit
    if not alike(a.unit, b.unit):
        return None
    (base, first_factor), (other, second_factor) = scale(a.unit), scale(b.unit)
    if not base or not other:
        return b.unit if not base else a.unit
    return a.unit if (first_factor, a.unit) >= (second_factor, b.unit) else b.unit


def _units_differ(op: str, a: Figure, b: Figure, parts: tuple[Figure, ...] = ()) -> Figure:
    return Figure(state=UNKNOWN, why=Why("units", f"{a.unit} / {b.unit}"), op=op, parts=parts or (a, b))
