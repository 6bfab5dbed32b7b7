"""What a rule's docstring says: what must hold, why it may be right all the same, what to do, and where it comes from."""

import re
from functools import lru_cache
from textwrap import dedent
from typing import NamedTuple

from selfeval.checks import Rule

HEAD = re.compile(r"^(?:source|since|changed|ok|bad|near|unknown|silent):", re.M)


class Lore(NamedTuple):
    """One rule in one language."""

    what: str
    may_be_right: str
    to_do: str


@lru_cache(maxsize=512)
def lore(rule: Rule, language: str) -> Lore:
    words = rule.docstring.partition("source:")[0]
    chinese, _, english = words.partition("\n    ---\n")
    text = chinese if language == "zh" else english
    marks = ("可能合理：", "怎么办：") if language == "zh" else ("May be right: ", "To do: ")
    what, _, tail = text.partition(marks[0])
    right, _, todo = tail.partition(marks[1])
    return Lore(joined(what, language), joined(right, language), joined(todo, language))


def joined(text: str, language: str) -> str:
    return ("" if language == "zh" else " ").join(line.strip() for line in text.strip().splitlines() if line.strip())


def body(rule: Rule) -> str:
    first, _, rest = rule.docstring.partition("\n")
    return f"{first}\n{dedent(rest)}"


def field(rule: Rule, name: str) -> str:
    """`source`, `since` or `changed` of a rule, empty where it says none."""
    found = re.search(rf"^{name}: (.*)$", body(rule), re.M)
    return found.group(1) if found else ""
