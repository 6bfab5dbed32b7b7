"""Reads an Excel sheet from its text, where it is written as programs write it: several times as fast as from a tree."""

import re
from itertools import repeat
from typing import Any

from selfeval.document import Cell, Unreadable
from selfeval.parsers.digits import exact, general
from selfeval.parsers.guard import Package
from selfeval.parsers.references import column_number, row_number
from selfeval.parsers.values import shown, without_value
from selfeval.parsers.workbook import MAIN, Book

OPENING, CLOSING, MARKED = b"<sheetData>", b"</sheetData>", b'<sheetData here=""/>'
# Of a cell the letters, number, other attributes, value, or what else it holds; of a row what is said of it.
TAG = re.compile(
    r"""<(?:
      c\ r="([A-Z]{1,3}+)([0-9]++)"([^<>/]*+)(?:/>|>(?:<v>([^<&]*+)</v>)?+((?:<(?!/c>)[^<]*+)*+)</c>)
      | row\ ([^<>]*+)> | /row>
    )\s*+""",
    re.VERBOSE,
)
GROUPS = TAG.groups + 1
ATTRIBUTES = re.compile(r'(?: (?:s="([0-9]++)"|t="(\w++)"|(?:cm|vm|ph)="\w++"))*+')
ROW = re.compile(r"""(?:\ (?!xmlns)[\w:]+="[^"<>&]*+")*+/?+""", re.VERBOSE)
HIDDEN_ROW = re.compile(r"""\s(?:hidden="(?:1|true|on)"|ht="0(?:\.0*)?")""")
# A formula and a value other than `<v>…</v>` alone.
MORE = re.compile(
    r"""(<f(?:\ [^<>]*+)?(?:/>|>[^<]*+</f>))?
    (?:<v/>|(?:<v(?:\ xml:space="preserve")?>|<is><t(?:\ xml:space="preserve")?>)([^<&]*+)(?:</v>|</t></is>))?""",
    re.VERBOSE,
)
# A number that is shown as it is stored where no format says otherwise.
PLAIN = re.compile(r"-?(?:[1-9][0-9]{0,8}+(?:\.[0-9]{0,5}[1-9])?|0\.[0-9]{0,5}[1-9])")
XML_TEXT = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*+")


class Unusual(Exception):
    """Something in a sheet that only a tree can tell."""


class Columns(dict[tuple[str, ...], list[int]]):
    """The columns of a row's cells by their letters, if they rise."""

    def __missing__(self, letters: tuple[str, ...]) -> list[int]:
        columns = self[letters] = [column_number(each) if each else 0 for each in letters]
        if columns != sorted(set(columns)) or columns[:1] == [0]:
            raise Unusual
        return columns


class Hidden(dict[str, bool]):
    """Whether a row is hidden, by what is written after its number."""

    def __missing__(self, attributes: str) -> bool:
        if not ROW.fullmatch(attributes):
            raise Unusual
        hidden = self[attributes] = HIDDEN_ROW.search(attributes) is not None
        return hidden


class Look(dict[str | None, str]):
    """What is shown of the values of the cells of one style and type; each is understood once.

    odd: why a value can't be known and whether it is hidden, where there is anything to say.
    """

    def __init__(self, book: Book, style: str, kind: str, zeros: bool) -> None:
        super().__init__({None: "", "": ""})
        self.book, self.form, self.kind, self.zeros = book, book.format_of(style), kind, zeros
        self.as_stored = kind == "n" and self.form.number is general
        self.odd: dict[str | None, tuple[str, bool]] = {}

    def __missing__(self, value: str) -> str:
        if self.as_stored and PLAIN.fullmatch(value):
            self[value] = value
            return value
        if not XML_TEXT.fullmatch(value):
            raise Unusual
        text, why, hidden = shown(self.book, self.form, self.kind, value, self.zeros)
        if why or hidden:
            self.odd[value] = why, hidden
        self[value] = text
        return text


class Looks(dict[str | None, Look]):
    """The look of cells by their attributes."""

    def __init__(self, book: Book, zeros: bool = True) -> None:
        super().__init__()
        self.book, self.zeros = book, zeros
        # What is no cell has neither attributes nor a value.
        self[None] = Look(book, "", "", zeros)

    def __missing__(self, attributes: str) -> Look:
        match = ATTRIBUTES.fullmatch(attributes)
        if match is None:
            raise Unusual
        look = self[attributes] = Look(self.book, match[1] or "0", match[2] or "n", self.zeros)
        return look

    @property
    def odd(self) -> bool:
        return any(look.odd for look in self.values())


def body_and_rest(package: Package, part: str, data: bytes) -> tuple[str, Any]:
    """What stands in a sheet's `sheetData`, and the root of all the rest."""
    start, end = data.find(OPENING), data.rfind(CLOSING)
    head = data[: max(start, 0)].lower()
    if start < 0 or end < start or (b"encoding" in head and b"utf-8" not in head):
        raise Unusual
    try:
        body = data[start + len(OPENING) : end].decode()
        root = package.tree(part, data[:start] + MARKED + data[end + len(CLOSING) :])
    except (UnicodeDecodeError, Unreadable) as error:
        raise Unusual from error
    # What was found may have stood in a comment.
    if [element.get("here") for element in root.iter(MAIN + "sheetData")] != [""]:
        raise Unusual
    return body, root


def rows_of_text(body: str, looks: Looks) -> tuple[dict[int, list[Cell]], set[int]]:
    """The cells of each row by column, and the hidden rows; Unusual where anything is not accounted for."""
    parts = TAG.split(body.lstrip())
    if any(parts[::GROUPS]):
        raise Unusual
    letters, numbers, attributes, values, more, heads = (parts[group::GROUPS] for group in range(1, GROUPS))
    starts = [place for place, head in enumerate(heads) if head is not None]
    ends = [*starts[1:], len(heads)]
    if heads and not starts[:1] == [0]:
        raise Unusual
    unsaid = put_more(more, values) if any(more) else set()
    texts = [looks[each][value] for each, value in zip(attributes, values, strict=True)]
    rows: dict[int, list[Cell]] = {}
    hidden_rows = set()
    columns, hidden = Columns(), Hidden()
    last = 0
    for start, end in zip(starts, ends, strict=True):
        name, _, said = heads[start].partition('"')
        number, _, said = said.partition('"')
        row = row_number(number)
        if name != "r=" or row <= last or ...:
            raise Unusual
    return rows, hidden_rows
