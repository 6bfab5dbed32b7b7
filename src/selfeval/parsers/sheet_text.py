"""Reads an Excel sheet from its text, where it is written as programs write it; much faster than from a tree."""

import re
from decimal import Decimal
from functools import cached_property
from itertools import pairwise, repeat
from typing import Any

from selfeval.document import Cell, Unreadable
from selfeval.parsers.digits import general
from selfeval.parsers.guard import Package
from selfeval.parsers.references import LAST_ROW, column_number
from selfeval.parsers.values import shown, without_value
from selfeval.parsers.workbook import MAIN, Book, Rows

OPENING, CLOSING, MARKED = b"<sheetData>", b"</sheetData>", b'<sheetData here=""/>'
# Of a cell its letters, number, other attributes, value or what else it holds; of a row its number among attributes.
TAG = re.compile(
    r"""<(?:
      c\ r="([A-Z]{1,3}+)([0-9]++)"([^<>/]*+)
        (?:>(?:<v>|<is><t>)([^<]*+)(?:</v>|</t></is>)</c>|/>|>((?:</?(?:f|v|is|t)[\ />][^<]*+){0,6}+)</c>)
      | row((?:\ (?!r=)[\w:]++="[^"<>]*+")*+)\ r="([0-9]{1,7}+)"([^<>]*+)> | /row>
    )\s*+""",
    re.VERBOSE,
)
GROUPS = TAG.groups + 1
ATTRIBUTES = re.compile(r'(?: (?:s="([0-9]++)"|t="(\w++)"|(?:cm|vm|ph)="\w++"))*+')
ROW = re.compile(r"""(?:\ (?!xmlns)[\w:]+="[^"<>&]*+")*+/?+""", re.VERBOSE)
HIDDEN_ROW = re.compile(r"""\s(?:hidden="(?:1|true|on)"|ht="0(?:\.0*)?")""")
# What a cell holds that holds more or less than a value.
MORE = re.compile(
    r"""(<f(?:\ [^<>]*+)?(?:/>|>[^<]*+</f>))?
    (?:<v/>|(?:<v(?:\ xml:space="preserve")?>|<is><t(?:\ xml:space="preserve")?>)([^<]*+)(?:</v>|</t></is>))?""",
    re.VERBOSE,
)
# A number other than zero whose digits are all exact, and that is shown as it is stored where no format says otherwise.
PLAIN = re.compile(r"-?(?:[1-9][0-9]{0,8}+(?:\.[0-9]{0,5}[1-9])?|0\.[0-9]{0,5}[1-9])")
NONE = re.compile("(?!)")
XML_TEXT = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*+")


# Why the value of a cell can't be known and whether it is hidden, by the cell's place among the tags.
Odd = dict[int, tuple[str, bool]]


class Unusual(Exception):
    """Something in a sheet that only a tree can tell."""


class Columns(dict[tuple[str, ...], list[int]]):
    """The columns of a row's cells by their letters, if they rise."""

    def __missing__(self, letters: tuple[str, ...]) -> list[int]:
        columns = [column_number(each) for each in letters]
        if columns != sorted(set(columns)) or 0 in columns:
            raise Unusual
        self[letters] = columns
        return columns


class Hidden(dict[str, bool]):
    """Whether a row is hidden, by its attributes but for its number."""

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
        self.plain = PLAIN if kind == "n" else NONE
        self.number = None if self.form.number is general else self.form.number
        self.odd: dict[str | None, tuple[str, bool]] = {}

    def __missing__(self, value: str) -> str:
        if self.plain.fullmatch(value):
            text = self.number(Decimal(value)) if self.number else value
            if text:
                self[value] = text
                return text
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
        self.columns, self.hidden = Columns(), Hidden()
        # What is no cell has neither attributes nor a value.
        self[None] = Look(book, "", "", zeros)

    def __missing__(self, attributes: str) -> Look:
        match = ATTRIBUTES.fullmatch(attributes)
        if match is None:
            raise Unusual
        style, kind = match[1] or "0", match[2] or "n"
        plain = kind == "s" and self.book.format_of(style).text is None
        look = self[attributes] = self.strings if plain else Look(self.book, style, kind, self.zeros)
        return look

    @cached_property
    def strings(self) -> Look:
        """The look of all cells that show a shared string as it is."""
        look = Look(self.book, "", "s", self.zeros)
        look.update(self.book.strings)
        return look

    def odd(self, attributes: list[str | None], values: list[str | None]) -> Odd:
        """Those of these cells whose value can't be known or is hidden."""
        if not any(look.odd for look in self.values()):
            return {}
        each = enumerate(zip(attributes, values, strict=True))
        return {place: found for place, (look, value) in each if (found := self[look].odd.get(value))}


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


def rows_of_text(body: str, looks: Looks) -> Rows:
    """The rows of a sheet; Unusual where anything is not accounted for, or does not stand in order."""
    parts = TAG.split(body.lstrip())
    if any(parts[::GROUPS]):
        raise Unusual
    groups = (parts[group::GROUPS] for group in range(1, GROUPS))
    letters, numbers, attributes, values, more, before, row_numbers, after = groups
    del parts
    unsaid = put_more(more, attributes, values, looks) if any(more) else {}
    if "&" in body:
        values = unescaped(looks.book.package, values)
    texts = [looks[each][value] for each, value in zip(attributes, values, strict=True)]
    odd = unsaid | looks.odd(attributes, values)
    rows = Rows()
    columns, hidden = looks.columns, looks.hidden
    last = 0
    for start, end in spans(row_numbers):
        number, said = row_numbers[start], (before[start] or "") + after[start]
        row = int(number)
        start += 1
        # A row that is not closed at once ends with its closing tag.
        stop = end if said[-1:] == "/" else end - 1
        closed = stop == end or letters[stop] is None
        if row <= last or not closed or numbers[start:stop].count(number) != stop - start:
            raise Unusual
        if hidden[said]:
            rows.hidden.add(row)
        of_row = columns[tuple(letters[start:stop])]
        rows.cells[row] = cells = list(map(Cell, texts[start:stop], repeat(row), of_row))
        for place, cell in enumerate(cells if odd else (), start):
            cell.why, cell.hidden = odd.get(place, ("", False))
        last = row
    if last > LAST_ROW:
        raise Unusual
    return rows


def spans(row_numbers: list[Any]) -> list[tuple[int, int]]:
    """Where each row starts and ends among the tags."""
    starts = [place for place, number in enumerate(row_numbers) if number is not None]
    if row_numbers and starts[:1] != [0]:
        raise Unusual
    return list(pairwise([*starts, len(row_numbers)]))


def put_more(more: list[str | None], attributes: list[str | None], values: list[str | None], looks: Looks) -> Odd:
    """Puts in the values that do not stand in `<v>` alone; returns where a formula has none."""
    unsaid: Odd = {}
    for place, said in enumerate(more):
        if not said:
            continue
        match = MORE.fullmatch(said)
        if match is None:
            raise Unusual
        value = values[place] = match[2]
        if match[1] and not value:
            found = without_value(looks[attributes[place]].kind, True)
            unsaid[place] = found.why, found.hidden
    return unsaid


def unescaped(package: Package, values: list[str | None]) -> list[str | None]:
    """The values with `&#…;` and `&amp;` resolved, by the XML parser and all at once."""
    escaped = {value for value in values if value and "&" in value}
    # It may stand in formulas alone.
    if not escaped:
        return values
    try:
        root = package.tree("sheetData", f"<v><t>{'</t><t>'.join(escaped)}</t></v>".encode())
    except Unreadable as error:
        raise Unusual from error
    known = dict(zip(escaped, (element.text for element in root), strict=True))
    return [known.get(value, value) if value else value for value in values]
