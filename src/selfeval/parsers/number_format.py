"""Shows a stored number as its Excel number format shows it, in exact decimals, dates as ISO text."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

Show = Callable[[Decimal], str]
Token = tuple[str, str]
Condition = tuple[str, Decimal]


class Format(NamedTuple):
    """How a cell is shown. number: its number; text: its text, None where text is shown as it is."""

    number: Show
    text: Callable[[str], str] | None


class Section(NamedTuple):
    """What stands between two `;`. condition: such as `[>=100]`; coloured: such as `[Red]`, which may mean a minus."""

    tokens: list[Token]
    condition: Condition | None
    coloured: bool


YEAR_MONTH, MONTH_DAY, DAY = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
CLOCK, CLOCK_SECONDS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
# By id, for files that name only the id; those that depend on the language as the Chinese Excel has them.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;-¥#,##0", 6: "¥#,##0;[Red]-¥#,##0",
    7: "¥#,##0.00;-¥#,##0.00", 8: "¥#,##0.00;[Red]-¥#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: YEAR_MONTH, 28: MONTH_DAY, 29: MONTH_DAY, 30: "m-d-yy",
    31: DAY, 32: CLOCK, 33: CLOCK_SECONDS, 34: CLOCK, 35: CLOCK_SECONDS, 36: YEAR_MONTH, 37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00", 41: '#,##0;-#,##0;"-"',
    42: '¥#,##0;-¥#,##0;¥"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '¥#,##0.00;-¥#,##0.00;¥"-"', 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@", 50: YEAR_MONTH, 51: MONTH_DAY, 52: YEAR_MONTH,
    53: MONTH_DAY, 54: MONTH_DAY, 55: CLOCK, 56: CLOCK_SECONDS, 57: YEAR_MONTH, 58: MONTH_DAY,
}  # fmt: skip
LONGEST_CODE = 255
# Excel computes with 15 digits; a format may ask for more places than that, of a number as large as 1E+308.
FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP, Emax=400, Emin=-400)
WIDE = Context(prec=2000, rounding=ROUND_HALF_UP)
TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | (?P<filler>[_*].?) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>general|g/通用格式) | (?P<half>am/pm|a/p|上午/下午) | (?P<exponent>e[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|g+|b+|a{3,4}) | (?P<digit>[0\#?]) | (?P<mark>[.,%/@;]) | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
COUNTED = {"digit", "point", "comma", "percent", "general"}
MARKS = {".": "point", ",": "comma", "%": "percent", "/": "slash", "@": "text"}
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*([+-]?[0-9]{1,30}(?:\.[0-9]{0,30})?)")
COLOURS = {"black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"} | set("黑蓝青绿红白黄") | {"洋红"}
HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
    "=": Decimal.__eq__,
    "<>": Decimal.__ne__,
}
MINUS, OPENING, CLOSING = "-－−", "(（", ")）"
# Years of an era, the Buddhist ones and weekdays are shown as years and days.
UNITS = {"e": "y", "b": "y", "g": "y", "a": "d", "m": "M"}
LAST_DAY = date.max.toordinal()
DAY_SECONDS = 86400
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


@lru_cache(maxsize=1024)
def number_format(code: str, date1904: bool = False) -> Format:
    """What a format code does to numbers and to texts. A code that cannot be understood shows numbers as they are."""
    if not code or len(code) > LONGEST_CODE:
        return Format(general, None)
    found = sections(code)
    of_text = found.pop() if len(found) > 3 or any(kind == "text" for kind, _ in found[-1].tokens) else None
    return Format(routed(found[:3], date1904), text_show(of_text.tokens) if of_text else None)


def sections(code: str) -> list[Section]:
    found = [Section([], None, False)]
    for match in TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if text == ";" and kind == "mark":
            found.append(Section([], None, False))
        elif kind == "bracket":
            found[-1] = with_bracket(found[-1], text)
        elif kind == "mark":
            found[-1].tokens.append((MARKS[text], text))
        elif kind in ("general", "exponent", "date", "digit"):
            found[-1].tokens.append((kind, text.lower()))
        elif kind in ("quoted", "escaped", "literal"):
            found[-1].tokens.append(("literal", text))
    return found


def with_bracket(section: Section, text: str) -> Section:
    """The section with what a `[…]` adds: a currency sign, elapsed time, a condition, a colour; else nothing."""
    if text.startswith("$"):
        section.tokens.append(("literal", text[1:].partition("-")[0]))
    elif text and not text.lower().strip(text[0].lower()) and text[0] in "hmsHMS":
        section.tokens.append(("elapsed", text[0].lower()))
    elif match := CONDITION.fullmatch(text):
        return section._replace(condition=(match[1], Decimal(match[2])))
    elif text.lower().removesuffix("色") in COLOURS or text.lower().startswith(("color", "颜色")):
        return section._replace(coloured=True)
    return section


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


def with_minus(shows: Show, signed: bool) -> Show:
    """What shows any number, of what shows one that is not negative."""
    if not signed:
        return lambda value: shows(value.copy_abs())
    return lambda value: "-" + shows(value.copy_abs()) if value < 0 else shows(value)


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
        spec = ",f" if grouped else "f"
        if before or not signed:
            return with_minus(lambda value: f"{before}{rounded(value):{spec}}{after}", signed)
        if after or grouped or scale or len(part) > SIMPLE_PLACES:
            return lambda value: f"{rounded(value):{spec}}{after}"
        return lambda value: str(round_to(value, step))

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


def date_show(tokens: list[Token], date1904: bool) -> Show:
    """What shows a serial as the ISO text of what its format names: a date, a month, a year, else the time of day."""
    units = date_units(tokens)
    seconds, elapsed = "s" in units, any(kind == "elapsed" for kind, _ in tokens)
    length = 10 if "d" in units else 7 if "M" in units else 4 if "y" in units else 0

    def show(value: Decimal) -> str:
        days, second = divided(value)
        day = iso_day(days, date1904) if value >= 0 else ""
        if not day:
            return general(value)
        return day[:length] if length else clock(second + (days * DAY_SECONDS if elapsed else 0), seconds)

    return show


def date_units(tokens: list[Token]) -> set[str]:
    """The units that a date format shows: `y M d h m s`, `M` a month and `m` minutes."""
    shown = [(kind, text) for kind, text in tokens if kind in ("date", "elapsed")]
    letters = ["", *(text[0] for _, text in shown), ""]
    units = set()
    for place, (kind, text) in enumerate(shown, 1):
        minutes = kind == "elapsed" or (len(text) < 3 and (letters[place - 1] == "h" or letters[place + 1] == "s"))
        units.add("m" if text[0] == "m" and minutes else UNITS.get(text[0], text[0]))
    return units


def divided(value: Decimal) -> tuple[int, int]:
    """The days of a serial, and the seconds of its last day."""
    days = value.to_integral_value(ROUND_FLOOR)
    seconds = int(((value - days) * DAY_SECONDS).to_integral_value(ROUND_HALF_UP))
    return int(days) + seconds // DAY_SECONDS, seconds % DAY_SECONDS


def iso_day(days: int, date1904: bool) -> str:
    if date1904:
        first = date(1904, 1, 1)
    elif days == 0:
        return "1900-01-00"
    elif days == 60:
        return "1900-02-29"  # The day that never was, which Excel keeps for the sake of Lotus 1-2-3.
    else:
        first = date(1899, 12, 31 if days < 60 else 30)
    return (first + timedelta(days)).isoformat() if days <= LAST_DAY - first.toordinal() else ""


def clock(seconds: int, with_seconds: bool) -> str:
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{second:02}" if with_seconds else "")
