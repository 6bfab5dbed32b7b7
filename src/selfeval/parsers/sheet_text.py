"""Reads the rows of an Excel sheet from its text, where they are written as programs write them: much faster than a tree."""

import re
from itertools import repeat
from typing import Any

from selfeval.document import Cell, Unreadable
from selfeval.parsers.digits import general
from selfeval.parsers.guard import Package
from selfeval.parsers.references import column_number, row_number
from selfeval.parsers.values import shown, without_value
from selfeval.parsers.workbook import MAIN, Book

OPENING, CLOSING, END_ROW = "<sheetData>", "</sheetData>", "</row>"
MARKED = b'<sheetData here=""/>'
# What follows `<c r="A1"`, up to the next cell: attributes, formula, value. A plain number is shown as it is stored.
CELL = re.compile(
    r"""((?:\ (?:s|t|cm|vm|ph)="\w*+")*+)
    (?:/>|>
      (<f(?:\ [^<>]*+)?(?:/>|>[^<]*+</f>))?
      (?:<v>(-?(?:[1-9][0-9]{0,8}+(?:\.[0-9]{0,5}[1-9])?|0\.[0-9]{0,5}[1-9]))</v>
        |<v/>
        |(?:<v(?:\ xml:space="preserve")?>|<is><t(?:\ xml:space="preserve")?>)
         ([^<&\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*+)(?:</v>|</t></is>))?
    </c>)\s*+""",
    re.VERBOSE,
)
# What follows `<row r="1"`, without its `>`.
ROW = re.compile(r"""(?:\ (?!xmlns)[\w:]+="[^"<>&]*+")*+/?+""")
STYLE, KIND = re.compile(r"\bs=\"(\w+)"), re.compile(r"\bt=\"(\w+)")
HIDDEN_ROW = re.compile(r"""\s(?:hidden="(?:1|true|on)"|ht="0(?:\.0*)?")""")


class Unusual(Exception):
    """Something that only a tree can tell."""


class Columns(dict[str, int]):
    """Each column's number by its letters."""

    def __missing__(self, letters: str) -> int:
        number = column_number(letters) if re.fullmatch("[A-Z]{1,3}", letters) else 0
        if not number:
            raise Unusual
        self[letters] = number
        return number


class RowsHidden(dict[str, bool]):
    """Whether a row is hidden, by what is written after its number."""

    def __missing__(self, attributes: str) -> bool:
        if not ROW.fullmatch(attributes):
            raise Unusual
        hidden = self[attributes] = HIDDEN_ROW.search(attributes) is not None
        return hidden


class Texts(dict[str, str]):
    """What is shown of a cell, by all that is written after its place; each is understood once.

    odd: why it can't be known and whether it is hidden, where there is anything to say.
    """

    def __init__(self, book: Book, zeros: bool = True) -> None:
        super().__init__()
        self.book = book
        self.zeros = zeros
        self.odd: dict[str, tuple[str, bool]] = {}
        self.general: set[str] = set()
        self.styles: dict[str, tuple[str, str]] = {}

    def __missing__(self, said: str) -> str:
        match = CELL.fullmatch(said)
        if match is None:
            raise Unusual
        attributes, formula, number, value = match.groups()
        if number is not None and attributes in self.general:
            self[said] = number
            return number
        style, kind = self.styles.get(attributes) or self.style_and_kind(attributes)
        value = number or value
        if value:
            text, why, hidden = shown(self.book, style, kind, value, self.zeros)
        else:
            text, why, hidden = without_value(kind, formula is not None)
        if why or hidden:
            self.odd[said] = why, hidden
        self[said] = text
        return text

    def style_and_kind(self, attributes: str) -> tuple[str, str]:
        style, kind = STYLE.search(attributes), KIND.search(attributes)
        found = self.styles[attributes] = (style[1] if style else "0", kind[1] if kind else "n")
        if found[1] == "n" and self.book.format_of(found[0]).number is general:
            self.general.add(attributes)
        return found


COLUMNS = Columns()


def body_and_rest(package: Package, part: str, data: bytes) -> tuple[str, Any]:
    """What stands in a sheet's `sheetData`, and the root of all the rest."""
    start, end = data.find(OPENING.encode()), data.rfind(CLOSING.encode())
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


def rows_of_text(body: str, texts: Texts) -> tuple[dict[int, list[Cell]], set[int]]:
    """The cells of each row by column, and the hidden rows; Unusual where a byte is not accounted for."""
    rows: dict[int, list[Cell]] = {}
    hidden_rows = set()
    hidden = RowsHidden()
    before, *pieces = body.split("<row")
    if before.strip():
        raise Unusual
    last = 0
    for piece in pieces:
        head, _, cells = piece.partition(">")
        name, _, said = head.partition('"')
        number, _, attributes = said.partition('"')
        row = row_number(number)
        if name != " r=" or row <= last:
            raise Unusual
        if hidden[attributes]:
            hidden_rows.add(row)
        cells = cells.rstrip()
        if attributes.endswith("/"):
            cells += END_ROW
        if not cells.endswith(END_ROW):
            raise Unusual
        rows[row] = cells_of_text(cells[: -len(END_ROW)], row, number, texts)
        last = row
    return rows, hidden_rows


def cells_of_text(text: str, row: int, number: str, texts: Texts) -> list[Cell]:
    before, *pieces = text.split('<c r="')
    if before.strip():
        raise Unusual
    if not pieces:
        return []
    mark = number + '"'
    letters, _, said = zip(*[piece.partition(mark) for piece in pieces], strict=True)
    columns = [COLUMNS[each] for each in letters]
    if columns != sorted(set(columns)):
        raise Unusual
    cells = list(map(Cell, [texts[each] for each in said], repeat(row), columns))
    if texts.odd:
        for cell, each in zip(cells, said, strict=True):
            if each in texts.odd:
                cell.why, cell.hidden = texts.odd[each]
    return cells
