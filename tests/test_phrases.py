"""The long patterns of prose look at one character first: nothing that they find begins with another."""

import re
from collections.abc import Iterable
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from selfeval.layout.prose.amounts import DATE
from selfeval.layout.prose.phrases import PHRASE, SEPARATOR

DIGITS = frozenset("0123456789")


@pytest.mark.parametrize("pattern", [DATE, PHRASE, SEPARATOR], ids=["date", "phrase", "separator"])
def test_no_other_character_begins_it(pattern: re.Pattern[str]) -> None:
    (_, (_, ahead)), *rest = _parser.parse(pattern.pattern)
    looked_at, _ = first_characters(ahead)
    begin, empty = first_characters(rest)
    assert not empty
    assert begin - looked_at == set()


def first_characters(parsed: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """The characters that a part of a pattern may begin with, and whether it may be empty."""
    found: set[str] = set()
    for kind, what in parsed:
        match str(kind):
            case "ASSERT" | "ASSERT_NOT" | "AT":
                continue
            case "LITERAL":
                begin, empty = {chr(what)}, False
            case "IN":
                begin, empty = set().union(*(one_of(*member) for member in what)), False
            case "BRANCH":
                pairs = [first_characters(branch) for branch in what[1]]
                begin, empty = set().union(*(chars for chars, _ in pairs)), any(none for _, none in pairs)
            case "SUBPATTERN":
                begin, empty = first_characters(what[3])
            case "MAX_REPEAT" | "MIN_REPEAT":
                begin, empty = first_characters(what[2])
                empty = empty or what[0] == 0
            case _:
                raise AssertionError(kind)
        found |= begin
        if not empty:
            return found, False
    return found, True


def one_of(kind: Any, what: Any) -> set[str]:
    match str(kind):
        case "LITERAL":
            return {chr(what)}
        case "RANGE":
            return {chr(code) for code in range(what[0], what[1] + 1)}
        case "CATEGORY" if str(what) == "CATEGORY_DIGIT":
            return {"\\d", *DIGITS}
    raise AssertionError(kind)
