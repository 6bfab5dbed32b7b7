"""Units as people write them, and how they convert."""

from decimal import Decimal
from functools import lru_cache

PERCENT = "%"
RATIO = "1"
YUAN = "元"
WAN_YUAN = "万元"
POINTS = "分"
DATE = "年月日"
YEAR = "年度"

# unit -> (what it measures, how many of that); 1 平方米 is 0.0015 亩 exactly
BASES: dict[str, tuple[str, Decimal]] = {
    unit: (base, Decimal(factor))
    for base, units in {
        "元": {"元": "1", "角": "0.1", "千元": "1000", "万元": "10000", "亿元": "100000000"},
        "1": {"1": "1", "%": "0.01", "‰": "0.001"},
        "分": {"分": "1"},
        "人": {"人": "1", "名": "1", "位": "1", "人数": "1"},
        "人次": {"人次": "1"},
        "个": {
            "个": "1",
            "项": "1",
            "件": "1",
            "家": "1",
            "处": "1",
            "座": "1",
            "所": "1",
            "条": "1",
            "起": "1",
            "宗": "1",
        },
        "次": {"次": "1", "场": "1", "场次": "1", "期": "1", "批": "1", "批次": "1"},
        "户": {"户": "1"},
        "分钟": {
            "分钟": "1",
            "分钟内": "1",
            "小时": "60",
            "时": "60",
            "天": "1440",
            "日": "1440",
            "工作日": "1440",
            "个工作日": "1440",
            "周": "10080",
        },
        "月": {"月": "1", "个月": "1", "季度": "3", "年": "12"},
        "米": {"米": "1", "m": "1", "公里": "1000", "千米": "1000", "km": "1000", "厘米": "0.01", "毫米": "0.001"},
        "亩": {"亩": "1", "平方米": "0.0015", "公顷": "15", "平方公里": "1500"},
        "公斤": {"公斤": "1", "千克": "1", "kg": "1", "克": "0.001", "斤": "0.5", "吨": "1000"},
        "立方米": {"立方米": "1", "方": "1", "升": "0.001"},
    }.items()
    for unit, factor in units.items()
}
ALIASES = {
    "㎡": "平方米", "m2": "平方米", "平米": "平方米", "平方": "平方米", "m²": "平方米", "百分比": "%", "％": "%", "百分之": "%",
    "千分比": "‰", "km²": "平方公里", "m³": "立方米", "m3": "立方米", "人民币元": "元", "人民币万元": "万元", "元整": "元", "月份": "月", "工日": "天",
    "万": "万", "亿": "亿", "千": "千",
}  # fmt: skip
PREFIXES = {"百万": Decimal(1_000_000), "千万": Decimal(10_000_000), "万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1000), "百": Decimal(100)}  # fmt: skip
LONGEST = 12
HEADINGS = frozenset(base for base, _ in BASES.values())
HEADS = frozenset({"人", "次", "人次", "月", "户", "个"})


@lru_cache(maxsize=4096)
def scale(unit: str) -> tuple[str, Decimal]:
    """What a unit measures, and how many of that one is; a unit nobody knows measures only itself.

    The empty base means a bare number: `万` alone is ten thousand of whatever the counterpart counts.
    """
    unit = ALIASES.get(unit, unit).removesuffix("/年")
    if known := BASES.get(unit):
        return known
    # 百万元, 千万元; what repeats them further is no unit.
    for prefix, factor in PREFIXES.items() if len(unit) <= LONGEST else ():
        if unit.startswith(prefix):
            base, inner = scale(unit[len(prefix) :])
            return base, inner * factor
    return unit, Decimal(1)


def alike(first: str, second: str) -> bool:
    """Whether two units convert into each other; a missing one converts into any."""
    return not first or not second or scale(first)[0] == scale(second)[0] or not scale(first)[0] or not scale(second)[0]


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether the words are a unit that this tool knows, or so much of one per something."""
    if not text:
        return False
    text = ALIASES.get(text, text)
    if text in BASES or text in PREFIXES or scale(text)[0] in HEADINGS:
        return True
    head, slash, _ = text.partition("/")
    return bool(slash) and is_unit(head)


@lru_cache(maxsize=4096)
def is_money(unit: str) -> bool:
    return scale(unit)[0] == YUAN


@lru_cache(maxsize=4096)
def is_ratio(unit: str) -> bool:
    return scale(unit)[0] == RATIO


@lru_cache(maxsize=4096)
def precision(unit: str, typed: int, usual: int) -> tuple[int, Decimal]:
    """The digits that a figure is judged to, and its slack as an operand (rules.md, "How figures are compared").

    typed: the decimals as written; usual: those that its block of columns has for money.
    """
    if is_money(unit):
        digits = max(typed, usual)
    elif unit == POINTS:
        return max(typed, 1), Decimal(0)
    elif unit in (YEAR, DATE) or (scale(unit)[0] in HEADS and scale(unit)[1] == 1):
        return typed, Decimal(0)
    else:
        digits = typed
    return digits, Decimal(5).scaleb(-digits - 1)
