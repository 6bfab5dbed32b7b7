"""Shows a stored number in exact decimals, rounded half up: by the placeholders of a number format, or without one."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal

from selfeval.parsers.format_code import Token

Show = Callable[[Decimal], str]

# Excel computes with 15 digits; a format may ask for more places than that, of a number as large as 1E+308.
FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP, Emax=400, Emin=-400)
WIDE = Context(prec=2000, rounding=ROUND_HALF_UP)
ZERO = Decimal(0)
SIMPLE_PLACES = 6  # Up to here str() of a rounded number has no exponent.


def exact(stored: str) -> Decimal | None:
    """The number that a stored text stands for, at the 15 digits Excel computes with, or None if it is none."""
    try:
        value = FIFTEEN.create_decimal(stored)
    except ArithmeticError:
        stripped = stored.strip()
        return exact(stripped) if stripped != stored else None
    if not value.is_finite() or not stored.isascii():
        return None
    return value or ZERO


def general(value: Decimal) -> str:
    """A number as Excel shows it without a format in a column that is wide enough."""
    if not value:
        return "0"
    text = str(value)
    if "E" not in text and not ("." in text and text.endswith("0")):
        return text
    value = value.normalize(FIFTEEN)
    return f"{value:f}" if -10 < value.adjusted() < 21 else f"{value:E}"


def with_minus(shows: Show, signed: bool) -> Show:
    """What shows any number, of what shows one that is not negative."""
    if not signed:
        return lambda value: shows(value.copy_abs())
    return lambda value: "-" + shows(value.copy_abs()) if value < 0 else shows(value)


def digits_show(tokens: list[Token], signed: bool) -> Show:
    """What shows a number by the placeholders `0 # ?` and what stands between them."""
    places, scale, grouped = placed(tokens)
    whole = [text for kind, text in places if kind == "whole"]
    part = "".join(text for kind, text in places if kind == "part")
    least_whole = len(whole) - whole.index("0") if "0" in whole else 0
    least_part = part.rfind("0") + 1
    step = Decimal(1).scaleb(-len(part))
    round_to = WIDE.quantize

    def rounded(value: Decimal) -> Decimal:
        return round_to(value.scaleb(scale, WIDE) if scale else value, step)

    kinds = "".join({"whole": "w", "point": ".", "part": "p"}.get(kind, " ") for kind, _ in places)
    if re.fullmatch(r" *w+(?:\.p+)? *", kinds) and least_whole == 1 and least_part == len(part):
        before, _, after = ("".join(text for _, text in places[a:b]) for a, b in spans(kinds))
        before, after = before.lstrip(), after.rstrip()
        written = "{:,f}".format if grouped else "{:f}".format if len(part) > SIMPLE_PLACES else str
        if before or not signed:
            return with_minus(lambda value: before + written(rounded(value)) + after, signed)
        if scale:
            return lambda value: written(round_to(value.scaleb(scale, WIDE), step)) + after
        return lambda value: written(round_to(value, step)) + after

    def show(value: Decimal) -> str:
        digits, _, decimals = f"{rounded(value):f}".partition(".")
        digits = digits.lstrip("0").rjust(least_whole, "0")
        # Excel leaves the point of `0.##` behind a whole number; a figure needs none.
        decimals = decimals[:least_part] + decimals[least_part:].rstrip("0")
        return filled(places, whole_digits(digits, len(whole), grouped), decimals).strip()

    return with_minus(show, signed)


def spans(kinds: str) -> tuple[tuple[int, int], ...]:
    start, end = len(kinds) - len(kinds.lstrip()), len(kinds.rstrip())
    return (0, start), (start, end), (end, len(kinds))


def placed(tokens: list[Token]) -> tuple[list[Token], int, bool]:
    """The tokens as `whole`, `point`, `part`, `literal`; the power of ten that `%` and commas ask for; and grouping."""
    kinds = [kind for kind, _ in tokens]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    scale, grouped, places = 0, False, list[Token]()
    for place, (kind, text) in enumerate(tokens):
        more = "digit" in (kinds[place + 1 : point] if place < point else kinds[place + 1 :])
        if kind == "digit":
            places.append(("whole" if place < point else "part", text))
        elif kind == "point" and place == point:
            if not any(kind == "whole" for kind, _ in places):
                places.append(("whole", "#"))
            places.append(("point", "."))
        elif kind == "comma" and "digit" in kinds[:place]:
            grouped = grouped or (more and place < point)
            scale -= 0 if more else 3
        else:
            scale += 2 * (kind == "percent")
            places.append(("literal", text))
    return places, scale, grouped


def whole_digits(digits: str, places: int, grouped: bool) -> list[str]:
    """The digits before the point, one for each place; blank where there are fewer, what is over in the first place."""
    each = [
        digit + ("," if grouped and left and left % 3 == 0 else "")
        for left, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True)
    ]
    if (over := len(each) - places) > 0:
        each = ["".join(each[: over + 1]), *each[over + 1 :]]
    return [""] * (places - len(each)) + each


def filled(places: list[Token], whole: list[str], decimals: str) -> str:
    wholes, parts = iter(whole), iter(decimals)
    shown = ""
    for kind, text in places:
        if kind == "whole":
            shown += next(wholes)
        elif kind == "part":
            shown += next(parts, "")
        elif kind == "literal" or decimals:
            shown += text
    return shown
