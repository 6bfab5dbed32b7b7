"""From the entry in one place to the figure, rate, name, reason or answer that it holds."""

import re
from collections.abc import Iterable
from decimal import Decimal

from selfeval.figure import BLANK, NO_TEXT, UNKNOWN, Figure, Text, Why, typed_figure
from selfeval.forms.node import Answer
from selfeval.layout.blocks import Entry
from selfeval.layout.labels import squeeze
from selfeval.layout.numbers import Number, is_no_reason, is_nothing, read_number
from selfeval.units import PERCENT, POINTS, WAN_YUAN, is_money

PROMPT = re.compile(
    r"\(?(?:[^()]{0,12}?)?\d+字(?:以内|左右|之内)\)?|请(?:填写|在此|说明|简要|结合|如实|对照)[^。;]*|此处填[^。;]*"
    r"|(?:^|\()(?:示例|例|样例|填写说明)[:)][^)]*\)?|[X×]{2,}|[*_]{3,}"
)
SEAL = re.compile(r"\s*[（(](?:加?盖章|(?:加盖)?公章|签[章字名])[)）]\s*$")
LIMIT = re.compile(r"\(\d+字(?:以内|左右|之内)\)$")
PROMPT_START = re.compile(
    r"(?:对照|结合|简要|简述|说明|概述|反映).{0,30}(?:说明|情况|概述|总分|描述|等)|执行率.{0,6}未达|.*需(?:要)?(?:单独)?说明"
)


def usual_digits(entries: Iterable[Entry]) -> dict[str, int]:
    """For each money unit of a block of columns the finest digits typed, at most 2; 2 where fewer than five values differ."""
    values: dict[str, set[Decimal]] = {}
    finest: dict[str, int] = {}
    for entry in entries:
        number = read_number(entry.text)
        if number is None:
            continue
        unit = money_of(number.unit) or entry.unit or WAN_YUAN
        if is_money(unit):
            values.setdefault(unit, set()).add(number.value)
            finest[unit] = max(finest.get(unit, 0), number.decimals)
    return {unit: min(2, finest[unit]) if len(values[unit]) >= 5 else 2 for unit in values}


def money_of(unit: str) -> str:
    """万 and 亿 alone, in a cell of money, are 万元 and 亿元."""
    return f"{unit}元" if unit in ("万", "亿") else unit


def make(entry: Entry, unit: str, usual: dict[str, int], stray: str = "") -> Figure:
    """The figure that an entry holds, blank where it holds nothing, unknown where it holds something else."""
    if entry.why and entry.why != "error-value":
        return Figure(state=UNKNOWN, unit=unit, typed=entry.text, where=entry.where, why=Why(entry.why, entry.text))
    if is_nothing(entry.text):
        return Figure(state=BLANK, unit=unit, where=entry.where)
    number = read_number(entry.text)
    if number is None:
        return not_a_number(entry, unit)
    own = money_of(number.unit) if is_money(unit) else number.unit
    own = own or entry.unit or unit
    if unit == POINTS:
        own = POINTS
    return typed_figure(number.value, own, number.decimals, usual.get(own, 2), entry.text, entry.where, stray)


def not_a_number(entry: Entry, unit: str) -> Figure:
    return Figure(state=UNKNOWN, unit=unit, typed=entry.text, where=entry.where, why=Why("not-a-number", entry.text))


def make_rate(entry: Entry, numerator: Figure, denominator: Figure) -> Figure:
    """A rate in %; without its sign it is v or 100·v, whichever agrees with what it is the rate of, else a ratio up to 1.5."""
    number = read_number(entry.text) if not entry.why else None
    if number is None:
        return make(entry, PERCENT, {})
    if number.unit in (PERCENT, "‰"):
        return make(entry, PERCENT, {})
    as_ratio = Number(number.value * 100, PERCENT, number.decimals - 2 if number.decimals else 0)
    as_typed = Number(number.value, PERCENT, number.decimals)
    true = (numerator / denominator).to(PERCENT)
    reading = as_ratio if number.value <= Decimal("1.5") else as_typed
    if true.known and numerator.known:
        fitting = [r for r in (as_typed, as_ratio) if abs(r.value - true.value) <= Decimal(1).scaleb(-r.decimals)]
        reading = fitting[0] if fitting else reading
    return typed_figure(reading.value, PERCENT, reading.decimals, 2, entry.text, entry.where)


def text_of(entry: Entry | None) -> Text:
    return Text(entry.text, entry.where) if entry is not None else NO_TEXT


def name_of(entry: Entry | None) -> Text:
    """A name that the form asks for; a filler is as good as nothing."""
    if entry is None:
        return NO_TEXT
    words = SEAL.sub("", " ".join(entry.text.split()))
    text = "" if is_nothing(words) or not squeeze(words).strip("_年月日") else words
    return Text(text, entry.where)


def reason_of(entry: Entry | None) -> Text:
    """A reason; what people put for none, and the template's prompt, is none."""
    if entry is None:
        return NO_TEXT
    return Text("" if is_no_reason(entry.text) or prompt_only(entry.text) else entry.text, entry.where)


def may_prompt(text: str) -> bool:
    """Whether a text holds any of the words that a prompt does: most hold none, and the pattern is slow on long ones."""
    return any(
        word in text for word in ("字以", "字左右", "字之内", "请", "此处填", "例", "填写说明", "X", "×", "**", "__")
    )


def prompt_only(text: str) -> bool:
    """Whether nothing but the template's prompt stands there."""
    words = squeeze(text)
    if not words or len(words) > 120:
        return False
    found = PROMPT.search(words) if may_prompt(words) else None
    if LIMIT.search(words) and "。" not in words and len(words) < 80:
        return True
    return bool(found and len(PROMPT.sub("", words).strip("()。;,:…. ")) < 12) or bool(
        (found or len(words) < 60) and PROMPT_START.match(words.strip("("))
    )


def answer_of(entry: Entry) -> Answer:
    words = squeeze(entry.text)
    text = Text(entry.text, entry.where)
    if words != "无" and (is_nothing(entry.text) or words in ("……", "......")):
        return Answer(text=Text("", entry.where), fault="blank")
    if read_number(entry.text):
        return Answer(text=text, fault="figure-only")
    return Answer(text=text, fault="prompt-only" if prompt_only(entry.text) else "")


def prompts_in(entries: Iterable[Entry]) -> tuple[Text, ...]:
    """Prompts and examples of the template that were left in beside an answer, or in a name."""
    return tuple(
        Text(found.group(), entry.where)
        for entry in entries
        if may_prompt(entry.text) and (found := PROMPT.search(squeeze(entry.text))) and not prompt_only(entry.text)
    )


def prose_figures(entry: Entry | None) -> list[Figure]:
    """The figures in a text that the form asks for."""
    if entry is None or is_nothing(entry.text):
        return []
    # Loaded where a form has such a text: its patterns take long to compile.
    from selfeval.layout.prose.amounts import figures, plain_prose

    return [
        typed_figure(
            m.value, m.unit, m.decimals, 2, m.text, entry.where._replace(label=f"{entry.where.label} {m.text}".strip())
        )
        for m in figures(plain_prose(entry.text))
    ]
