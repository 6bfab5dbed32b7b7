"""Sentences in both languages, filled with labels and figures."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import Formatter
from types import MappingProxyType
from typing import TypedDict

from selfeval.checks import KEY
from selfeval.figure import DATE, NUMBER, Figure, Why, plain
from selfeval.locale import en, zh
from selfeval.units import RATIO, YEAR

POINTS, PRECISE = f"{KEY}points", f"{KEY}precise"
LANGUAGES = {"zh": zh.SENTENCES, "en": en.SENTENCES}


class Both(TypedDict):
    """One thing said in Chinese and in English."""

    zh: str
    en: str


def both(key: str, facts: Mapping[str, str] = MappingProxyType({})) -> Both:
    """A sentence in both languages; a fact that is KEY and the key of a sentence is said in that language."""
    if KEY in "".join(facts.values()):
        return Both(zh=sentence("zh", key, facts), en=sentence("en", key, facts))
    return Both(zh=zh.SENTENCES[key].format_map(facts), en=en.SENTENCES[key].format_map(facts))


def sentence(language: str, key: str, facts: Mapping[str, str]) -> str:
    sentences = LANGUAGES[language]
    facts = {name: spoken(fact, sentences) for name, fact in facts.items()}
    facts = {name: sentences[fact[1:]].format_map(facts) if fact[:1] == KEY else fact for name, fact in facts.items()}
    return sentences[key].format_map(facts)


def spoken(fact: str, sentences: Mapping[str, str]) -> str:
    """A difference of percentages in points, and a precision, as the language says them."""
    if fact.endswith(POINTS):
        return fact.removesuffix(POINTS) + sentences["points"]
    if fact.startswith(PRECISE):
        return sentences["precise"].format(precision=fact.removeprefix(PRECISE))
    return fact


@lru_cache(maxsize=512)
def facts_in(key: str) -> tuple[str, ...]:
    """The facts that a sentence shows, and those that a sentence within it may."""
    names = [name for _, name, _, _ in Formatter().parse(LANGUAGES["zh"][key]) if name]
    return tuple(dict.fromkeys([*names, *(["detail"] if "reason" in names else [])]))


def why(reason: Why | None) -> Both:
    """Why something could not be checked."""
    return both(f"why-{reason.key}", {"text": reason.text}) if reason else both("why-blank", {"text": ""})


def shown(figure: Figure) -> str:
    """A figure as people write it, with its unit; a computed one at two digits or its own."""
    if figure.state is not NUMBER:
        return figure.typed or "—"
    if figure.unit == DATE:
        return date.fromordinal(int(figure.value)).isoformat()
    value = figure.value
    if figure.parts:
        value = figure.rounded(max(figure.digits if figure.unit not in ("%", RATIO) else 2, 2))
    elif figure.decimals > 0:
        return f"{value:.{figure.decimals}f}{unit_shown(figure.unit)}"
    return plain(value) + unit_shown(figure.unit)


def unit_shown(unit: str) -> str:
    return "" if unit in (RATIO, YEAR, DATE) else unit


def number_shown(value: Decimal, unit: str, digits: int) -> str:
    """A value that was rounded to digits, with its unit."""
    if unit == DATE:
        return date.fromordinal(int(value)).isoformat()
    text = f"{value:.{digits}f}" if digits > 0 and value != value.to_integral_value() else plain(value)
    return text + unit_shown(unit)
