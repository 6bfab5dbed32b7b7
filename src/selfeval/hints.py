"""Asks of a check that is bad which usual slip would make it right: one question a row, the first that fits is the hint."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from selfeval.checks import Check, Judgement, worded
from selfeval.figure import NUMBER, Figure, plain
from selfeval.lang import Both, both
from selfeval.units import DATE, YEAR, is_money, is_ratio

LAST_YEAR, YEARS = re.compile("上年|去年|上一年"), re.compile(r"20\d\d")
TEN_THOUSAND, HUNDRED = Decimal(10_000), Decimal(100)
# The figures that a submission holds, by their values.
ByValue = Mapping[Decimal, Sequence[Figure]]


class Slip(NamedTuple):
    """A slip that would explain a difference: the key of its sentence, the figure that it points at, if any."""

    key: str
    part: Figure | None = None


def hint_of(check: Check, judgement: Judgement, figures: ByValue) -> Both | None:
    """What may have gone wrong; `likely` where the right figure stands elsewhere in the submission."""
    said, ought, limit = check.said, check.ought, judgement.limit
    known = isinstance(said, Figure) and isinstance(ought, Figure) and said.state is NUMBER
    if check.relation != "=" or not known or said.unit in (YEAR, DATE) or limit is None or not said.value:  # type: ignore[union-attr]
        return None
    assert isinstance(said, Figure)
    assert isinstance(ought, Figure)
    for ask in QUESTIONS:
        slip = ask(said, ought, limit, figures)
        if slip is not None:
            witness = any(f.unit == said.unit and f.where is not said.where for f in figures.get(limit, ()))
            facts = {"part": slip.part.where.label if slip.part else "", "right": plain(limit)}
            return both(
                "hint",
                {"likely": worded("hint-likely" if witness else "hint-perhaps"), "slip": worded(slip.key), **facts},
            )
    return None


def same(a: Decimal, limit: Decimal) -> bool:
    """Whether a figure, put right, is what it ought to be at the digits of that."""
    return a.quantize(limit, ROUND_HALF_UP) == limit


def wrong_unit(said: Figure, _: Figure, limit: Decimal, __: ByValue) -> Slip | None:
    fits = (
        is_money(said.unit)
        and limit
        and (same(said.value * TEN_THOUSAND, limit) or same(said.value / TEN_THOUSAND, limit))
    )
    return Slip("hint-unit") if fits else None


def wrong_hundred(said: Figure, _: Figure, limit: Decimal, __: ByValue) -> Slip | None:
    fits = is_ratio(said.unit) and limit and (same(said.value * HUNDRED, limit) or same(said.value / HUNDRED, limit))
    return Slip("hint-hundred") if fits else None


def wrong_sign(said: Figure, _: Figure, limit: Decimal, __: ByValue) -> Slip | None:
    return Slip("hint-sign") if limit and same(-said.value, limit) else None


def digits_of(value: Decimal, limit: Decimal) -> tuple[str, str]:
    """Both numbers with as many decimals as the finer of them."""
    places = max(-int(value.as_tuple().exponent), -int(limit.as_tuple().exponent), 0)
    return f"{value:.{places}f}", f"{limit:.{places}f}"


def swapped_digits(said: Figure, _: Figure, limit: Decimal, __: ByValue) -> Slip | None:
    a, b = (text.replace(".", "") for text in digits_of(said.value, limit))
    off = [at for at in range(min(len(a), len(b))) if a[at] != b[at]]
    fits = (
        len(a) == len(b)
        and len(off) == 2
        and off[1] == off[0] + 1
        and a[off[0]] == b[off[1]]
        and a[off[1]] == b[off[0]]
    )
    return Slip("hint-swapped") if fits else None


def part_of_sum(said: Figure, ought: Figure, limit: Decimal, _: ByValue) -> Slip | None:
    if ought.op != "+":
        return None
    gap = said.value - limit
    values = [(part, part.to(said.unit)) for part in ought.parts]
    fitting = [p for p, v in values if v.known and v.value and same(v.value, abs(gap).quantize(limit))]
    # Of two parts that fit nobody can say which.
    return Slip("hint-left-out" if gap < 0 else "hint-twice", fitting[0]) if len(fitting) == 1 else None


def last_years(said: Figure, _: Figure, __: Decimal, figures: ByValue) -> Slip | None:
    row, slash, column = said.where.label.partition(" / ")
    if not slash or LAST_YEAR.search(column):
        return None
    for f in figures.get(said.value, ()):
        here, _slash, other = f.where.label.partition(" / ")
        if here == row and f.unit == said.unit and f.where.part == said.where.part:
            before = YEARS.search(other)
            now = YEARS.search(column)
            if LAST_YEAR.search(other) or (before and now and int(before.group()) == int(now.group()) - 1):
                return Slip("hint-last-year", f)
    return None


def wrong_digit(said: Figure, _: Figure, limit: Decimal, __: ByValue) -> Slip | None:
    a, b = digits_of(said.value, limit)
    # In a number typed with two digits one wrong digit explains anything.
    typed = sum(char.isdigit() for char in said.shown)
    fits = len(a) == len(b) and typed > 2 and sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return Slip("hint-digit") if fits else None


QUESTIONS: tuple[Callable[[Figure, Figure, Decimal, ByValue], Slip | None], ...] = (
    wrong_unit,
    wrong_hundred,
    wrong_sign,
    swapped_digits,
    part_of_sum,
    last_years,
    wrong_digit,
)
