"""Says what people see of the value that an Excel cell stores."""

import re
from decimal import Decimal
from typing import NamedTuple

from selfeval.parsers.digits import exact, general
from selfeval.parsers.number_format import Format
from selfeval.parsers.workbook import Book, is_true, plain

MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0*)?)?Z?$")


class Shown(NamedTuple):
    """What people see, why the value can't be known, and whether its number format shows nothing of it."""

    text: str
    why: str = ""
    hidden: bool = False


BLANK = Shown("")


def shown(book: Book, form: Format, kind: str, value: str, zeros: bool) -> Shown:
    """What is shown of a value that is not empty. kind: the cell's type as stored; zeros: the sheet shows its zeros."""
    if kind == "n":
        number = exact(value)
        if number is not None:
            return number_shown(book, form, number) if number or zeros else BLANK
    if kind == "b":
        return Shown("TRUE" if is_true(value) else "FALSE")
    if kind == "e":
        return Shown(value, "error-value")
    if kind == "d":
        return Shown(MIDNIGHT.sub("", value))
    text = book.strings.get(value) if kind == "s" else plain(value)
    if text is None:
        return Shown("", "bad-shared-string")
    return seen_or_hidden(book, form.text(text), text) if form.text else Shown(text)


def without_value(kind: str, formula: bool) -> Shown:
    """What is shown of a cell that stores no value; the value of a formula that gives a text may be empty."""
    return Shown("", "formula-without-value") if formula and kind != "str" else BLANK


def number_shown(book: Book, form: Format, number: Decimal) -> Shown:
    text = form.number(number)
    return Shown(text) if text or not number else seen_or_hidden(book, text, general(number))


def seen_or_hidden(book: Book, seen: str, text: str) -> Shown:
    if seen or not text:
        return Shown(seen)
    book.hides = True
    return Shown(text, hidden=True)
