"""Reads references such as `B3` and `A1:C3`."""

import re
from functools import cache

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
RANGE = re.compile(REFERENCE.pattern + ":" + REFERENCE.pattern)


@cache
def column_number(letters: str) -> int:
    """The number of a column by one to three letters, 0 if there is no such column."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number if number <= LAST_COLUMN else 0


def row_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
    return number if number <= LAST_ROW else 0


def cell_place(text: str) -> tuple[int, int]:
    """Row and column of a reference such as `B3`; 0 for what it does not say."""
    match = REFERENCE.fullmatch(text)
    column = column_number(match[1]) if match else 0
    return (row_number(match[2]), column) if match and column else (0, 0)


def cell_range(text: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom and right of a range such as `A1:C3`, None if it is none or a single cell."""
    match = RANGE.fullmatch(text)
    if match is None:
        return None
    left, right = column_number(match[1]), column_number(match[3])
    top, bottom = int(match[2]), int(match[4])
    if left > right:
        left, right = right, left
    if top > bottom:
        top, bottom = bottom, top
    if not left or not top or bottom > LAST_ROW or (left == right and top == bottom):
        return None
    return top, left, bottom, right
