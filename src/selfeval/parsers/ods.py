"""Reads an OpenDocument spreadsheet from its XML: what people see in each cell, which the file itself says."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from selfeval.document import Cell, Document, Grid, Paragraph, Where
from selfeval.parsers.digits import exact, general
from selfeval.parsers.guard import Package
from selfeval.parsers.notes import shorten
from selfeval.parsers.references import LAST_COLUMN, LAST_ROW
from selfeval.parsers.sheet import Counter, Sheet, add_sheet

NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT, STYLE, DRAW = (NAMESPACE % name for name in ("office", "table", "text", "style", "drawing"))
CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
LINK = "{http://www.w3.org/1999/xlink}href"
SHEET, ROW, COLUMN = TABLE + "table", TABLE + "table-row", TABLE + "table-column"
CELL, COVERED, PARAGRAPH = TABLE + "table-cell", TABLE + "covered-table-cell", TEXT + "p"
COLUMNS_REPEATED, ROWS_REPEATED = TABLE + "number-columns-repeated", TABLE + "number-rows-repeated"
COLUMNS_SPANNED, ROWS_SPANNED = TABLE + "number-columns-spanned", TABLE + "number-rows-spanned"
LISTED = f"{TEXT}list//{PARAGRAPH}"
# What stands in a text beside letters, and what of it is no part of what the cell shows.
SIGNS = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
BLANKS, SILENT = TEXT + "s", (OFFICE + "annotation", TEXT + "ruby-text")
ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|(?:Err|错误)[:：][0-9]{3}")
MOST_BLANKS = 10_000
DAY = len("2024-12-31")


class Piece(NamedTuple):
    """Cells side by side that say the same, from a column on. rows, cols: how many each covers."""

    col: int
    times: int
    text: str
    why: str
    rows: int
    cols: int

    @property
    def says(self) -> bool:
        return bool(self.text or self.why)


class Band(NamedTuple):
    """Rows one below the other that say the same, from one on."""

    first: int
    times: int
    pieces: list[Piece]
    hidden: bool

    @property
    def filled(self) -> bool:
        return any(piece.says for piece in self.pieces)


def read_ods(package: Package, file: str) -> Document:
    """The sheets as grids in the workbook's order, each followed by its text boxes."""
    root = package.parse("content.xml")
    document = Document(
        file, external=[("macros", name) for name in sorted(package.names) if name.startswith("Basic/")]
    )
    hidden = {
        style.get(STYLE + "name")
        for style in root.iter(STYLE + "style")
        if any(part.get(TABLE + "display") == "false" for part in style.iterchildren(STYLE + "table-properties"))
    }
    count = Counter(package.limits)
    for element in root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{SHEET}"):
        # What is kept of the sheets of other files that formulas name is no sheet of this one.
        source = element.find(TABLE + "table-source")
        if source is not None:
            document.external.append(("external-link", source.get(LINK, "")))
            continue
        name = element.get(TABLE + "name", "")
        sheet = Sheet(name, element.get(TABLE + "style-name") in hidden, columns=hidden_columns(element))
        read_rows(sheet, element, count)
        text_boxes(document, add_sheet(document, sheet, count), element)
    shorten(document)
    return document


def own(element: Any, tag: str) -> Iterator[Any]:
    """The rows or columns of a sheet, however they are grouped, without those of a table within a cell."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in (ROW, COLUMN, SHEET):
            yield from own(child, tag)


def times(element: Any, name: str, most: int) -> int:
    said = element.get(name, "1")
    return min(max(int(said), 1), most) if said.isascii() and said.isdecimal() and len(said) < 10 else 1


def is_hidden(element: Any) -> bool:
    return element.get(TABLE + "visibility") in ("collapse", "filter")


def hidden_columns(element: Any) -> set[int]:
    found: set[int] = set()
    first = 1
    for column in own(element, COLUMN):
        end = first + times(column, COLUMNS_REPEATED, LAST_COLUMN)
        if is_hidden(column):
            found.update(range(first, min(end, LAST_COLUMN + 1)))
        first = end
    return found


def read_rows(sheet: Sheet, element: Any, count: Counter) -> None:
    """Puts in the cells of a sheet, blank ones as far as others reach to the right and below."""
    bands = list(bands_of(element))
    width = max((end(piece) for band in bands for piece in band.pieces if piece.says), default=0)
    while bands and not bands[-1].filled:
        bands.pop()
    for band in bands:
        # Of blank rows that are repeated one is enough.
        for row in range(band.first, band.first + (band.times if band.filled else 1)):
            count(1 + sum(max(min(end(piece), width) - piece.col + 1, 0) for piece in band.pieces))
            put_row(sheet, row, band, width)


def bands_of(element: Any) -> Iterator[Band]:
    first = 1
    for stored in own(element, ROW):
        repeated = times(stored, ROWS_REPEATED, LAST_ROW)
        if first + repeated - 1 > LAST_ROW:
            repeated = LAST_ROW + 1 - first
        if repeated > 0:
            yield Band(first, repeated, list(pieces_of(stored)), is_hidden(stored))
        first += repeated


def pieces_of(stored: Any) -> Iterator[Piece]:
    col = 1
    for element in stored.iterchildren(CELL, COVERED):
        repeated = min(times(element, COLUMNS_REPEATED, LAST_COLUMN), LAST_COLUMN + 1 - col)
        if repeated > 0:
            rows, cols = times(element, ROWS_SPANNED, LAST_ROW), times(element, COLUMNS_SPANNED, LAST_COLUMN)
            yield Piece(col, repeated, *shown(element), rows, cols)
        col += repeated


def end(piece: Piece) -> int:
    return piece.col + piece.times - 1


def put_row(sheet: Sheet, row: int, band: Band, width: int) -> None:
    cells = sheet.rows.cells[row] = []
    if band.hidden:
        sheet.rows.hidden.add(row)
    for piece in band.pieces:
        for col in range(piece.col, min(end(piece), width) + 1):
            cells.append(Cell(piece.text, row, col, why=piece.why))
            if piece.rows > 1 or piece.cols > 1:
                bottom, right = min(row + piece.rows - 1, LAST_ROW), min(col + piece.cols - 1, LAST_COLUMN)
                sheet.merged.append((row, col, bottom, right))


def shown(element: Any) -> tuple[str, str]:
    """What people see of a cell, and why its value can't be known."""
    lines = [line(said) for said in element.iterchildren(PARAGRAPH)]
    text = "\n".join(lines)
    formula = element.get(TABLE + "formula") is not None
    if element.get(CALC_TYPE) == "error" or (formula and ERROR.fullmatch(text)):
        return text, "error-value"
    kind = element.get(OFFICE + "value-type", "")
    # What is written in Chinese is kept, be it a year alone; of all else the day, as an .xlsx gives it.
    if kind == "date" and "年" not in text:
        text = element.get(OFFICE + "date-value", text)[:DAY]
    if text or not (kind or formula):
        return text, ""
    return ("", "formula-without-value") if not kind and not lines else (unshown(element, kind), "")


def unshown(element: Any, kind: str) -> str:
    """The value of a cell in which a program has not written what it shows."""
    if kind == "boolean":
        return str(element.get(OFFICE + "boolean-value", "")).upper()
    stored: str = element.get(OFFICE + ("string-value" if kind == "string" else "value"), "")
    number = exact(stored) if kind != "string" else None
    return stored if number is None else general(number)


def line(element: Any) -> str:
    """The text of a paragraph, or of a part of one, without notes and what is drawn in it."""
    said: str = element.text or ""
    for child in element:
        if child.tag == BLANKS:
            said += " " * times(child, TEXT + "c", MOST_BLANKS)
        elif child.tag in SIGNS:
            said += SIGNS[child.tag]
        elif child.tag not in SILENT and not child.tag.startswith(DRAW):
            said += line(child)
        said += child.tail or ""
    return said


def text_boxes(document: Document, grid: Grid, element: Any) -> None:
    """Adds the texts that are drawn on a sheet to the document."""
    number = 0
    for shape in element.iter(DRAW + "*"):
        text = "\n".join(line(said) for said in (*shape.iterchildren(PARAGRAPH), *shape.iterfind(LISTED)))
        if not text.strip():
            continue
        number += 1
        ref = f"text box {number}"
        document.blocks.append(Paragraph(text, ref, grid.part, grid.hidden))
        if grid.hidden:
            document.hidden.append((text, Where(document.file, grid.part, ref)))
