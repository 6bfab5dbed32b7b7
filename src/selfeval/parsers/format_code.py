"""Reads an Excel number format's code: its sections, their tokens, and the codes that files name by an id only."""

import re
from decimal import Decimal
from typing import NamedTuple

Token = tuple[str, str]
Condition = tuple[str, Decimal]


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
TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | (?P<filler>[_*].?) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>general|g/通用格式) | (?P<half>am/pm|a/p|上午/下午) | (?P<exponent>e[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|g+|b+|a{3,4}) | (?P<digit>[0\#?]) | (?P<mark>[.,%/@;]) | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
MARKS = {".": "point", ",": "comma", "%": "percent", "/": "slash", "@": "text"}
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*([+-]?[0-9]{1,30}(?:\.[0-9]{0,30})?)")
COLOURS = {"black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"} | set("黑蓝青绿红白黄") | {"洋红"}


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
