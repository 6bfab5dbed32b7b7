"""How people write numbers, dates, targets and actual values."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from selfeval.document import Where
from selfeval.figure import BLANK, DATE, UNKNOWN, Figure, Text, Why
from selfeval.forms.stated import Stated
from selfeval.layout.labels import squeeze
from selfeval.units import ALIASES, is_unit

NUMBER = re.compile(r"\(?([-−–+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\)?(.*)")
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
NOTHING = frozenset(
    ("", "-", "--", "---", "/", "//", "\\", "—", "——", "–", "―", "无", "........", "...", "......", "_", "*")
)
NO_REASON = NOTHING | {"0", "已完成", "无偏差", "完成", "无。", "不适用", "未发生", "已达标", "0.00", "全部完成"}
NOT = ("不", "不得", "不能", "不应", "不可")
ABOVE, BELOW = ("大于", "超过", "高于", "多于"), ("小于", "低于", "少于")
SIDES = {
    "≥": ("≥", "≧", ">=", "⩾", "≫", "大于等于", "大于或等于", "高于等于", "达到", "至少", *(no + word for no in NOT for word in BELOW)),
    "≤": ("≤", "≦", "<=", "⩽", "小于等于", "小于或等于", "低于等于", "控制在", "不超", "不突破", "最多", *(no + word for no in NOT for word in ABOVE)),
    ">": (">", *ABOVE),
    "<": ("<", *BELOW),
    "=": ("等于", "=", "﹦", "═"),
}  # fmt: skip
SIDE_OF = {word: side for side, words in SIDES.items() for word in words}
# The longest first, so that 不低于 is not read as 低于.
OPERATORS = tuple(sorted(SIDE_OF, key=len, reverse=True))
TOWARDS = {"≤": ("降低", "下降", "压减", "减少", "降", "压缩"), "≥": ("提高", "提升", "增长", "增加", "升")}
SUFFIXES = (
    ("及以上", "≥"),
    ("或以上", "≥"),
    ("以上", "≥"),
    ("及以下", "≤"),
    ("以内", "≤"),
    ("之内", "≤"),
    ("以下", "≤"),
    ("内", "≤"),
)
ABOUT = ("左右", "约", "大约", "近", "余", "上下", "大概")
UP = ("增长", "增加", "提高", "上升", "提升", "上涨", "增")
DOWN = ("下降", "减少", "降低", "压减", "下浮", "压缩", "降幅", "减")
TRAILING = ("完成", "已完成", "达标", "合格", "到位", "达成")
CHANGE = re.compile(
    rf"(?P<word>{'|'.join(UP + DOWN)})(?:了|约|率|幅度|比例)?(?P<sign>不低于|不少于|大于等于|≥|>=|不超过|大于|超过|>)?(?P<size>\d[\d,]*(?:\.\d+)?)(?P<unit>%|‰|个百分点|[^\d,。;;]{{0,4}}?)(?:以上|左右|及以上)?$"
)
TIME = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)(?:年度?|[.\-/]))?(?:(?P<month>1[0-2]|0?[1-9])(?:月份?|[.\-/](?=\d)))?(?:(?P<day>[0-3]?\d)[日号]?)?(?P<end>底|末|上旬|中旬|下旬|初)?"
)
TIMELY = re.compile(r"(?<!个)月|[日号](?:前|左右|之前|以前)?|(?:19|20)\d\d年|(?:19|20)\d\d[.\-/]\d")
# Longer than any sum of money; exact decimals have 28 digits.
MOST_DIGITS = 20
OUTSIDE = re.compile("利率|水平|均值|平均|上年|去年|往年|同期|全[县市省国区]")
YEARS = re.compile(r"(?:19|20)\d\d(?=[年.\-/])")
WHOLE_DATE = re.compile(r"((?:19|20)\d\d)\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D{0,2}$")
CHINESE_DATE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
CHINESE = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "○": 0}
CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
CHINESE_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百千万]+")


class Number(NamedTuple):
    """A number as written: its value, its own unit, and the decimals it shows."""

    value: Decimal
    unit: str
    decimals: int


@lru_cache(maxsize=16384)
def read_number(text: str) -> Number | None:
    """The one number that the text is, with a unit that is known or none; None where it is anything else."""
    # A unit may stand on a line of its own; two lines with figures are two numbers.
    if "\n" in text and sum(any(char.isdigit() for char in line) for line in text.splitlines()) > 1:
        return None
    found = NUMBER.fullmatch(squeeze(text))
    if not found or len(found.group(1)) > MOST_DIGITS:
        return None
    number, unit = found.group(1).replace(",", "").replace("−", "-").replace("–", "-"), found.group(2).strip("()")
    if unit and not is_unit(unit):
        return None
    decimals = len(number.partition(".")[2])
    return Number(Decimal(number), ALIASES.get(unit, unit), decimals)


def is_nothing(text: str) -> bool:
    """Whether a cell is left empty, or filled with a sign that people put for nothing."""
    return squeeze(text) in NOTHING


def is_no_reason(text: str) -> bool:
    return squeeze(text) in NO_REASON


@lru_cache(maxsize=4096)
def read_date(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as written, whether or not the calendar has that day; None where there is no date."""
    if spelled := CHINESE_DATE.search(squeeze(text)):
        year, month, day = spelled.groups()
        return int(chinese_digits(year)), chinese_number(month) or 0, chinese_number(day) or 0
    found = WHOLE_DATE.search(squeeze(text))
    if not found:
        digits = squeeze(text)
        if len(digits) == 8 and digits.isdigit() and digits[:2] in ("19", "20"):
            return int(digits[:4]), int(digits[4:6]), int(digits[6:])
        return None
    return int(found.group(1)), int(found.group(2)), int(found.group(3))


def date_figure(text: str, where: Where) -> Figure:
    """A date as a figure of days; blank where nothing is written, unknown where it is no day of the calendar."""
    if is_nothing(text) or not squeeze(text).strip("年月日"):
        return Figure(state=BLANK, unit=DATE, where=where)
    parts = read_date(text)
    if not parts:
        return Figure(state=UNKNOWN, unit=DATE, typed=text.strip(), where=where, why=Why("no-date", text.strip()))
    try:
        day = date(*parts)
    except ValueError:
        return Figure(state=UNKNOWN, unit=DATE, typed=text.strip(), where=where, why=Why("date-invalid", text.strip()))
    return Figure(Decimal(day.toordinal()), DATE, 0, typed=text.strip(), where=where)


def chinese_digits(text: str) -> str:
    """〇 to 九 as digits, for years written in Chinese such as 二〇二四."""
    return "".join(str(CHINESE[char]) if char in CHINESE and char != "两" else char for char in text)


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals write, such as 九十八; None where they write none."""
    if not text or not CHINESE_NUMBER.fullmatch(text):
        return None
    whole = section = digit = 0
    for char in text:
        if char in CHINESE:
            digit = CHINESE[char]
        elif char == "万":
            whole, section, digit = (section + digit) * 10000, 0, 0
        else:
            section, digit = section + (digit or 1) * CHINESE_UNITS[char], 0
    return whole + section + digit


def read_stated(text: str, where: Where, operator: str = "", unit: str = "", *, present: bool = True) -> Stated:
    """A target or actual value.

    operator: what the operator's own column says; unit: the unit of the unit column or the header.
    """
    if not present:
        return Stated()
    said = Text(text.strip(), where)
    if is_nothing(text) and squeeze(text) != "无":
        return Stated("blank", Text("", where), Figure(state=BLANK, unit=unit, where=where))
    kind, number, side, up, moment, sign = _grammar(squeeze(text), squeeze(operator))
    if kind in ("number", "approximate", "change") and number:
        own = number.unit or (unit if kind != "change" else number.unit)
        value = Figure(number.value, own, number.decimals, typed=said.text, where=where, decimals=number.decimals)
    else:
        value = Figure(state=UNKNOWN, unit=unit, typed=said.text, where=where, why=Why("words", said.text))
    return Stated(kind, said, value, side, up, moment, sign)


Grammar = tuple[str, Number | None, str, bool, tuple[int, int, int], bool]
NO_MOMENT = (0, 0, 0)


@lru_cache(maxsize=8192)
def _grammar(text: str, operator: str) -> Grammar:
    text = _percent_words(text).rstrip("。;,")
    side = SIDE_OF.get(operator, "")
    if text.endswith(")") and DIGITS.search(head := text.partition("(")[0]):
        text = head
    if (change := CHANGE.search(text)) and len(change["size"]) <= MOST_DIGITS:
        unit = change["unit"] or ""
        number = Number(Decimal(change["size"].replace(",", "")), unit, len(change["size"].partition(".")[2]))
        return "change", number, "", change["word"] in UP, NO_MOMENT, False
    if moment := read_moment(text):
        return "time", None, side, False, moment, False
    numbers = DIGITS.findall(text)
    if any(len(number) > MOST_DIGITS for number in numbers):
        return "words", None, "", False, NO_MOMENT, False
    if not numbers and (spelled := _spelled(text)):
        text, numbers = spelled, DIGITS.findall(spelled)
    sign_side, rest = _leading_operator(text)
    if not numbers:
        return ("outside" if sign_side and OUTSIDE.search(rest) else "words"), None, "", False, NO_MOMENT, False
    if len(numbers) > 1:
        return "words", None, "", False, NO_MOMENT, False
    return _one_number(text, numbers[0], side)


def _one_number(text: str, digits: str, column_side: str) -> Grammar:
    before, _, after = text.partition(digits)
    before, after = before.strip("("), after.replace("(含)", "").strip(")")
    operator = next(filter(before.endswith, OPERATORS), "")
    side, lead = SIDE_OF.get(operator, ""), before.removesuffix(operator)
    about = any(lead.endswith(word) for word in ABOUT if word != "余")
    for word in ABOUT:
        lead = lead.removesuffix(word)
        if after.endswith(word):
            after, about = after.removesuffix(word), True
    if after.startswith(("余", "多")):
        after, about = after[1:], True
    for word, bound in SUFFIXES:
        if after.endswith(word) and (word != "内" or is_unit(after[:-1])):
            after, side = after.removesuffix(word), side or bound
            break
        if after.startswith(word):
            after, side = after.removeprefix(word), side or bound
            break
    for word in TRAILING:
        after = after.removesuffix(word) if after != word else ""
    after = after.strip("()的")
    after = after.removesuffix("内") if after.startswith("个工作日") else after
    towards = next((side for side, words in TOWARDS.items() if lead[:-1].endswith(words)), "")
    if towards and lead.endswith(("到", "至")):
        lead, side = "", side or towards
    known = not after or is_unit(after)
    if not known and (lead.strip(":") or len(after) > 6):
        return "words", None, "", False, NO_MOMENT, False
    if lead.startswith("-") or lead.endswith(("-", "~", "第", "前")) or after.startswith(("-", "~")):
        return "words", None, "", False, NO_MOMENT, False
    number = Number(Decimal(digits.replace(",", "")), ALIASES.get(after, after), len(digits.partition(".")[2]))
    return (
        ("approximate" if about and not side else "number"),
        number,
        side or column_side,
        False,
        NO_MOMENT,
        bool(side),
    )


def _leading_operator(text: str) -> tuple[str, str]:
    operator = next(filter(text.startswith, OPERATORS), "")
    return SIDE_OF.get(operator, ""), text.removeprefix(operator)


def _percent_words(text: str) -> str:
    """`百分之九十八` as `98%`."""
    at = text.find("百分之")
    if at < 0:
        return text
    found = CHINESE_NUMBER.match(text, at + 3)
    if found and (value := chinese_number(found.group())) is not None:
        return f"{text[:at]}{value}%{text[found.end() :]}"
    digits = DIGITS.match(text, at + 3)
    return f"{text[:at]}{digits.group()}%{text[digits.end() :]}" if digits else text


def _spelled(text: str) -> str:
    """A text that is one Chinese number with its unit, with the number in digits; empty for any other text."""
    _, rest = _leading_operator(text)
    found = CHINESE_NUMBER.match(rest)
    if not found or not is_unit(rest[found.end() :].removesuffix("以上").removesuffix("以内")):
        return ""
    value = chinese_number(found.group())
    return f"{text[: len(text) - len(rest)]}{value}{rest[found.end() :]}" if value is not None else ""


@lru_cache(maxsize=4096)
def read_moment(text: str) -> tuple[int, int, int] | None:
    """Year, month and day that a time limit names, 0 for what it leaves open; of a range its end."""
    if not TIMELY.search(text):
        return None
    if len(starts := [found.start() for found in YEARS.finditer(text)]) > 1:
        text = text[starts[-1] :]
    best: tuple[int, int, int] | None = None
    for found in TIME.finditer(text):
        year, month, day, end = found.group("year", "month", "day", "end")
        named = "年" in found.group() or "月" in found.group() or "日" in found.group() or "号" in found.group()
        if not found.group() or not (year or month or day) or not (named or (year and month)):
            continue
        if day and not (month or found.group()[-1] in "日号"):
            continue
        days = {"上旬": 10, "中旬": 20, "初": 5}.get(end or "", 31 if end else 0)
        if end and year and not month:
            month, days = "12", 31
        best = (int(year or 0), int(month or 0), int(day or days))
    return best
