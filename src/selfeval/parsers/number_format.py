"""Shows a stored number as its Excel number format shows it, in exact decimals, dates as ISO text."""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from selfeval.parsers.dates import date_show
from selfeval.parsers.digits import ZERO, Show, digits_show, general, with_minus
from selfeval.parsers.format_code import Condition, Section, Token, sections

LONGEST_CODE = 255
COUNTED = {"digit", "point", "comma", "percent", "general"}
HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
    "=": Decimal.__eq__,
    "<>": Decimal.__ne__,
}
MINUS, OPENING, CLOSING = "-－−", "(（", ")）"


class Format(NamedTuple):
    """How a cell is shown. number: its number; text: its text, None where text is shown as it is."""

    number: Show
    text: Callable[[str], str] | None


@lru_cache(maxsize=1024)
def number_format(code: str, date1904: bool = False) -> Format:
    """What a format code does to numbers and to texts. A code that cannot be understood shows numbers as they are."""
    if not code or len(code) > LONGEST_CODE:
        return Format(general, None)
    found = sections(code)
    of_text = found.pop() if len(found) > 3 or any(kind == "text" for kind, _ in found[-1].tokens) else None
    return Format(routed(found[:3], date1904), text_show(of_text.tokens) if of_text else None)


def text_show(tokens: list[Token]) -> Callable[[str], str] | None:
    shown = [(kind, text) for kind, text in tokens if kind in ("text", "literal") and text.strip()]
    if shown == [("text", "@")]:
        return None
    return lambda value: "".join(value if kind == "text" else text for kind, text in shown)


def routed(found: list[Section], date1904: bool) -> Show:
    """What shows a number by the first section whose condition it meets."""
    if not found:
        return general
    routes = [
        (condition, number_show(section, only_negative, date1904))
        for section, (condition, only_negative) in zip(found, conditions(found), strict=True)
    ]
    if len(routes) == 1 and routes[0][0] is None:
        return routes[0][1]

    def show(value: Decimal) -> str:
        for condition, shows in routes:
            if condition is None or HOLDS[condition[0]](value, condition[1]):
                return shows(value)
        return general(value)

    return show


def conditions(found: list[Section]) -> list[tuple[Condition | None, bool]]:
    """Each section's condition, said or implied, and whether only negative numbers can come to it."""
    said = [section.condition for section in found]
    if len(found) == 3:
        said = [said[0] or (">", ZERO), said[1] or ("<", ZERO), None]
    elif len(found) == 2:
        said[0] = said[0] or (">=", ZERO)
    rest_is_negative = len(found) == 2 and said[0] is not None and said[0][0] in (">", ">=") and said[0][1] <= 0
    return [(condition, negative(condition) if condition else rest_is_negative) for condition in said]


def negative(condition: Condition) -> bool:
    sign, limit = condition
    return limit < 0 if sign in ("<=", "=") else sign == "<" and limit <= 0


def number_show(section: Section, only_negative: bool, date1904: bool) -> Show:
    tokens, signed = with_sign(section) if only_negative else (section.tokens, True)
    kinds = [kind for kind, _ in tokens]
    first = next((kind for kind in kinds if kind in ("date", "elapsed", "digit", "general")), "")
    if first in ("date", "elapsed"):
        return date_show(tokens, date1904)
    if first == "digit" and ("exponent" in kinds or is_fraction(tokens)):
        return general
    tokens = [(kind if kind in COUNTED else "literal", text) for kind, text in tokens]
    if first == "digit":
        return digits_show(tokens, signed)
    return with_minus(general_show(tokens) if first == "general" else literal_show(tokens), signed)


def with_sign(section: Section) -> tuple[list[Token], bool]:
    """A negative section's tokens, and whether to put a minus before them: for brackets, a minus behind, a colour."""
    tokens = section.tokens
    first = next((place for place, (kind, _) in enumerate(tokens) if kind in ("digit", "general")), len(tokens))
    before, after = (
        {mark for kind, text in part if kind == "literal" for mark in text} for part in (tokens[:first], tokens[first:])
    )
    if not before.isdisjoint(MINUS):
        return tokens, False
    if before.isdisjoint(OPENING) and after.isdisjoint(MINUS):
        return tokens, section.coloured
    marks = MINUS + OPENING + CLOSING
    return [(kind, text.strip(marks) if kind == "literal" else text) for kind, text in tokens], True


def is_fraction(tokens: list[Token]) -> bool:
    kinds = [kind for kind, _ in tokens]
    if "slash" not in kinds:
        return False
    slash = kinds.index("slash")
    return "digit" in kinds[:slash] and any(kind == "digit" or text.isdigit() for kind, text in tokens[slash + 1 :])


def literal_show(tokens: list[Token]) -> Show:
    literal = "".join(text for _, text in tokens).strip()
    return lambda _: literal


def general_show(tokens: list[Token]) -> Show:
    place = next(place for place, (kind, _) in enumerate(tokens) if kind == "general")
    before, after = ("".join(text for _, text in part).strip() for part in (tokens[:place], tokens[place + 1 :]))
    return lambda value: f"{before}{general(value)}{after}"
