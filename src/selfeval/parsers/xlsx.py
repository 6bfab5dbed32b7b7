"""Reads an Excel workbook (.xlsx, .xlsm and their kin) from its XML: what people see in each stored cell."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from itertools import islice
from operator import attrgetter
from posixpath import dirname, join
from typing import Any

from selfeval.document import Cell, Document, Grid, Paragraph, Row, Unreadable, Where
from selfeval.parsers.guard import Package, Relation
from selfeval.parsers.number_format import BUILT_IN, Format, exact, general, number_format

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WORKSHEET, SHEET_DATA, ROW, CELL = MAIN + "worksheet", MAIN + "sheetData", MAIN + "row", MAIN + "c"
FORMULA, VALUE, INLINE, RUN_TEXT, PHONETIC = MAIN + "f", MAIN + "v", MAIN + "is", MAIN + "t", MAIN + "rPh"
COLUMN = attrgetter("col")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
HIDDEN_LISTED = 40
MOST_FORMATS = 1000  # Excel takes some 250; to understand one costs as much as hundreds of cells.
NO_SHEETS = {"chartsheet", "dialogsheet"}
MACRO_SHEETS = {"xlMacrosheet", "xlIntlMacrosheet"}

REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
RANGE = re.compile(REFERENCE.pattern + ":" + REFERENCE.pattern)
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
HIDDEN_ROW = re.compile(r"""\s(?:hidden=["'](?:1|true|on)["']|ht=["']0(?:\.0*)?["'])""")
STYLE_SHEET = re.compile(rb"<((?:\w+:)?)styleSheet\b[^<>]*>")
# Of a cell its letters, number, other attributes, formula and value; of a row its attributes, and no letters.
Piece = tuple[str | None, str | None, str | None, str | None, str | None, str | None]
GROUPS = 6
VALUES = 4
# Rows and cells as Excel, WPS, LibreOffice, POI and openpyxl write them.
USUAL = re.compile(
    r"""(?:
      <c\ r="([A-Z]{1,3}+)([0-9]{1,7}+)"([^<>/]*+)(?:/>|>
        (<f(?:\ [^<>]*+)?(?:/>|>[^<]*+</f>))?
        (?:<v/>|(?:<v(?:\ xml:space="preserve")?>|<is><t(?:\ xml:space="preserve")?>)
          ([^<\x00-\x08\x0b\x0c\x0e-\x1f]*+)(?:</v>|</t></is>))?
      </c>)
      | <row(?![^\s>/])([^<>]*+)> | </row>
    )\s*+""",
    re.VERBOSE,
)
PLACE, STYLE, KIND = (re.compile(rf"""\s{name}=["']\s*(\w*)""") for name in "rst")


# What people see of a stored value, why it can't be known, and whether its number format shows nothing of it.
Shown = tuple[str, str, bool]


@dataclass(slots=True)
class Book:
    """What the sheets of a workbook share.

    strings: by their index as written; hides: some number format shows nothing; known: what was met so far, by a
    cell's attributes and value.
    """

    package: Package
    relations: dict[str, Relation]
    part: str
    date1904: bool
    strings: dict[str, str] | None = None
    codes: dict[str, str] | None = None
    formats: dict[str, Format] = field(default_factory=dict)
    hides: bool = False
    known: dict[tuple[str | None, str | None], Shown] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    cells: int = 0


Rows = dict[int, list[Cell]]


def read_xlsx(package: Package, file: str) -> Document:
    """The sheets as grids in the workbook's order, each followed by its text boxes.

    A value under a merged cell, which no program shows, and a second value of one cell are put in `unread`.
    """
    part = package.main_part("xl/workbook.xml")
    if part is None:
        raise Unreadable("damaged", "xl/workbook.xml is missing")
    document = Document(file, external=external_parts(package))
    root = package.parse(part)
    properties = root.find(MAIN + "workbookPr")
    book = Book(package, package.relations(part), part, properties is not None and is_true(properties.get("date1904")))
    for number, sheet in enumerate(root.iter(MAIN + "sheet"), 1):
        read_sheet(book, document, sheet, number)
    document.unread.extend(unplaced(book, document))
    return document


def read_sheet(book: Book, document: Document, sheet: Any, number: int) -> None:
    name = sheet.get("name", "")
    said = next((value for key, value in sheet.items() if key.endswith("}id")), "")
    relation = book.relations.get(said)
    part = relation.target if relation else join(dirname(book.part), f"worksheets/sheet{number}.xml")
    if relation and relation.type in MACRO_SHEETS:
        document.external.append(("macros", name))
        return
    if relation and relation.type in NO_SHEETS:
        return
    if part not in book.package.names:
        document.unread.append(name)
        return
    hidden = sheet.get("state") in ("hidden", "veryHidden")
    root, pieces = stored(book, part)
    if root.tag != WORKSHEET:
        return
    zeros = not any(is_false(view.get("showZeros")) for view in root.iter(MAIN + "sheetView"))
    rows, hidden_rows = placed(book, document, pieces, zeros)
    merge(book, document, rows, root)
    grid = Grid(name, a1=True, hidden=hidden)
    grid.rows = [Row(row, cells, row in hidden_rows) for row, cells in sorted(rows.items()) if cells]
    document.blocks.append(grid)
    columns = hidden_columns(root)
    if hidden or hidden_rows or columns or book.hides:
        hide(document, grid, sorted(hidden_rows), columns)
    text_boxes(book, document, grid, part, root)


def unplaced(book: Book, document: Document) -> list[str]:
    """The strings that a stored cell uses and that have arrived nowhere: a check on this very reader."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    arrived = {cell.text for grid in grids for row in grid.rows for cell in row.cells}
    return sorted(book.texts - arrived - set(document.unread))


def is_true(text: str | None) -> bool:
    return text is not None and text.strip().lower() in ("1", "true", "on")


def is_false(text: str | None) -> bool:
    return text is not None and text.strip().lower() in ("0", "false", "off")


def external_parts(package: Package) -> list[tuple[str, str]]:
    found = []
    for name in sorted(package.names):
        folded = name.lower()
        if folded.endswith("vbaproject.bin"):
            found.append(("macros", name))
        elif "/externallinks/" in folded and folded.endswith(".xml"):
            targets = [relation.target for relation in package.relations(name).values() if relation.external]
            found.append(("external-link", targets[0] if targets else name))
        elif "/embeddings/" in folded:
            found.append(("embedded-object", name))
    return found


def stored(book: Book, part: str) -> tuple[Any, Iterable[Piece]]:
    """A sheet's root element and its rows and cells, by pattern where they are written as usual, else from a tree."""
    data = book.package.read(part)
    scan = scanned(book, part, data)
    if scan is None:
        root = book.package.tree(part, data)
        count_cells(book, sum(1 for _ in root.iter(CELL)))
        return root, walked(root)
    return scan


def count_cells(book: Book, more: int) -> None:
    book.cells += more
    if book.cells > book.package.limits.cells:
        raise Unreadable("too-many-cells", str(book.cells))


def scanned(book: Book, part: str, data: bytes) -> tuple[Any, Iterable[Piece]] | None:
    """What `stored` gives, at half the cost of a tree; None unless the pattern covers every byte of the rows."""
    start, end = data.find(b"<sheetData>"), data.rfind(b"</sheetData>")
    head = data[: max(start, 0)].lower()
    if start < 0 or end < start or (b"encoding" in head and b"utf-8" not in head):
        return None
    try:
        body = data[start + len(b"<sheetData>") : end].decode().lstrip()
    except UnicodeDecodeError:
        return None
    parts = USUAL.split(body)
    if any(parts[:: GROUPS + 1]):
        return None
    root = book.package.tree(part, data[:start] + b"<sheetData/>" + data[end + len(b"</sheetData>") :])
    if [len(element) for element in root.iter(SHEET_DATA)] != [0]:
        return None
    count_cells(book, body.count("<c "))
    columns = [parts[group :: GROUPS + 1] for group in range(1, GROUPS + 1)]
    columns[VALUES] = unescaped(book, part, columns[VALUES])
    return root, zip(*columns, strict=True)


def unescaped(book: Book, part: str, values: list[str | None]) -> list[str | None]:
    """The values with `&#…;` and `&amp;` resolved, by the XML parser and all at once."""
    escaped = {value for value in values if value and "&" in value}
    if not escaped:
        return values
    root = book.package.tree(part, f"<v><t>{'</t><t>'.join(escaped)}</t></v>".encode())
    texts = dict(zip(escaped, (element.text for element in root), strict=True))
    return [texts.get(value, value) if value else value for value in values]


def walked(root: Any) -> Iterator[Piece]:
    for element in root.iter(ROW, CELL):
        names = ("r", "hidden", "ht") if element.tag == ROW else ("s", "t")
        attributes = "".join(f' {name}="{element.get(name, "")}"' for name in names)
        if element.tag == ROW:
            yield None, None, None, None, None, attributes
            continue
        reference = REFERENCE.fullmatch(element.get("r", ""))
        letters, number = (reference[1].upper(), reference[2]) if reference else ("", "")
        value, inline = element.find(VALUE), element.find(INLINE)
        text = value.text if value is not None else None if inline is None else string(inline)
        yield letters, number, attributes, None if element.find(FORMULA) is None else "f", text, None


@cache
def column_number(letters: str) -> int:
    """The number of a column, 0 if there is no such column."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number if number <= LAST_COLUMN else 0


def row_number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
    return number if number <= LAST_ROW else 0


def placed(book: Book, document: Document, pieces: Iterable[Piece], zeros: bool) -> tuple[Rows, set[int]]:
    """The cells of each row by column, and the hidden rows. What does not say where it stands, stands next.

    zeros: the sheet shows its zeros.
    """
    rows: Rows = {}
    hidden_rows = set()
    row, here, col, last = 0, "", 0, 0
    cells: list[Cell] = []
    known = book.known
    for letters, number, attributes, formula, value, row_attributes in pieces:
        if letters is None:
            if row_attributes is not None:
                said = PLACE.search(row_attributes)
                row, col = (row_number(said[1]) if said else 0) or row + 1, 0
                here, cells = str(row), rows.setdefault(row, [])
                last = cells[-1].col if cells else 0
                if HIDDEN_ROW.search(row_attributes):
                    hidden_rows.add(row)
            continue
        column = column_number(letters)
        col = column or col + 1
        if number != here:
            row = (column and row_number(number or "")) or row or 1
            here, cells = str(row), rows.setdefault(row, [])
            last = cells[-1].col if cells else 0
        key = (attributes, value)
        shown = known.get(key)
        if shown is None:
            shown = known[key] = shown_as(book, attributes, value)
        cell = Cell(shown[0], row, col)
        if shown[1] or shown[2]:
            cell.why, cell.hidden = shown[1], shown[2]
        elif formula is not None and not value and style_and_kind(attributes)[1] != "str":
            cell.why = "formula-without-value"
        elif not zeros and is_zero(attributes, value):
            cell.text = ""
        if col > last:
            cells.append(cell)
            last = col
        else:
            put_among(document, cells, cell)
    return rows, hidden_rows


def put_among(document: Document, cells: list[Cell], cell: Cell) -> None:
    """Puts a cell in its row; of two in one place the first that is not blank stays, the other's text is unread."""
    place = bisect_left(cells, cell.col, key=COLUMN)
    if place == len(cells) or cells[place].col != cell.col:
        cells.insert(place, cell)
    elif not cells[place].text and not cells[place].why:
        cells[place] = cell
    elif cell.text and cell.text != cells[place].text:
        document.unread.append(cell.text)


@lru_cache(maxsize=4096)
def style_and_kind(attributes: str | None) -> tuple[str, str]:
    """A cell's style and type, as its attributes say."""
    style, kind = STYLE.search(attributes or ""), KIND.search(attributes or "")
    return (style[1] if style else "") or "0", (kind[1] if kind else "") or "n"


def is_zero(attributes: str | None, value: str | None) -> bool:
    return bool(value) and style_and_kind(attributes)[1] == "n" and exact(value or "") == 0


def shown_as(book: Book, attributes: str | None, value: str | None) -> Shown:
    if not value:
        return "", "", False
    style, kind = style_and_kind(attributes)
    if kind == "n":
        number = exact(value)
        if number is not None:
            return number_shown(book, style, number)
    if kind == "b":
        return "TRUE" if is_true(value) else "FALSE", "", False
    if kind == "e":
        return value, "error-value", False
    if kind == "d":
        return re.sub(r"[T ]00:00(:00(\.0*)?)?Z?$", "", value), "", False
    text = shared_string(book, value) if kind == "s" else value
    if text is None:
        return "", "bad-shared-string", False
    text = plain(text)
    shows = format_of(book, style).text
    return seen_or_hidden(book, shows(text) if shows else text, text)


def number_shown(book: Book, style: str, number: Decimal) -> Shown:
    text = format_of(book, style).number(number)
    return (text, "", False) if text or not number else seen_or_hidden(book, text, general(number))


def seen_or_hidden(book: Book, seen: str, text: str) -> Shown:
    hides = bool(text) and not seen
    book.hides = book.hides or hides
    if shown := seen or text:
        book.texts.add(shown)
    return shown, "", hides


def plain(text: str) -> str:
    """The text with Excel's `_x000D_` decoded and its lines parted by `\\n`."""
    if "_x" in text:
        text = ESCAPE.sub(escaped_character, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def escaped_character(match: re.Match[str]) -> str:
    # XML has no control characters, and what prints a text need not expect them.
    character = chr(int(match[1], 16))
    return character if character >= " " or character in "\t\n\r" else ""


def shared_string(book: Book, value: str) -> str | None:
    if book.strings is None:
        part = related(book, "sharedStrings", "sharedStrings.xml")
        items = book.package.parse(part).iter(MAIN + "si") if part else ()
        book.strings = {str(index): string(item) for index, item in enumerate(items)}
    return book.strings.get(value)


def string(item: Any) -> str:
    """The text of a shared or inline string, its runs joined; how it is pronounced is left out."""
    if len(item) == 1 and item[0].tag == RUN_TEXT:
        return item[0].text or ""
    return "".join(text.text or "" for text in item.iter(RUN_TEXT) if text.getparent().tag != PHONETIC)


def related(book: Book, kind: str, usual: str) -> str | None:
    """The part that the workbook names for this, else the one of the usual name."""
    named = [relation.target for relation in book.relations.values() if relation.type == kind]
    places = (*named, join(dirname(book.part), usual))
    return next((member for name in places if (member := book.package.find(name))), None)


def format_of(book: Book, style: str) -> Format:
    if book.codes is None:
        part = related(book, "styles", "styles.xml")
        book.codes = cell_codes(book, part) if part else {}
    code = book.codes.get(style, "")
    found = book.formats.get(code)
    if found is None:
        known = code if len(book.formats) < MOST_FORMATS else ""
        found = book.formats[code] = number_format(known, book.date1904)
    return found


def cell_codes(book: Book, part: str) -> dict[str, str]:
    """The number format's code of each cell style, by the style's index as cells write it."""
    root = book.package.tree(part, formats_only(book.package.read(part)))
    codes = {str(number): code for number, code in BUILT_IN.items()}
    for element in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt"):
        codes[element.get("numFmtId", "")] = element.get("formatCode", "")
    styles = root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
    return {str(index): codes.get(style.get("numFmtId", ""), "") for index, style in enumerate(styles)}


def formats_only(data: bytes) -> bytes:
    """The style sheet without its fonts, borders and named styles, which are most of it."""
    root = STYLE_SHEET.search(data)
    if root is None or root[0].endswith(b"/>"):
        return data
    kept = b""
    for name in (b"numFmts", b"cellXfs"):
        opening = re.search(rb"<" + root[1] + name + rb"[\s>]", data)
        closing = b"</" + root[1] + name + b">"
        if opening and (end := data.find(closing, opening.end())) >= 0:
            kept += data[opening.start() : end] + closing
    return data[: root.end()] + kept + b"</" + root[1] + b"styleSheet>"


def merge(book: Book, document: Document, rows: Rows, root: Any) -> None:
    """Puts each merged cell in every stored row that it covers; of merged ranges that overlap the first holds."""
    ranges = [found for element in root.iter(MAIN + "mergeCell") if (found := cell_range(element.get("ref", "")))]
    numbers = sorted(rows) if ranges else []
    for top, left, bottom, right in ranges:
        covered = []
        for line in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
            cells = rows[line]
            start = bisect_left(cells, left, key=COLUMN)
            end = bisect_right(cells, right, start, key=COLUMN)
            # Without a count, wide ranges that are refused would look at the same cells again and again.
            count_cells(book, end - start + 2)
            if (start and cells[start - 1].covers(left)) or any(is_merged(cell) for cell in cells[start:end]):
                break
            covered.append((cells, start, end))
        else:
            put_over(document, covered, Cell("", top, left, bottom - top + 1, right - left + 1))


def is_merged(cell: Cell) -> bool:
    return cell.rows > 1 or cell.cols > 1


def put_over(document: Document, covered: list[tuple[list[Cell], int, int]], merged: Cell) -> None:
    """Puts a merged cell in the place of all that it covers, with what its first place holds."""
    for cells, start, end in covered:
        for cell in cells[start:end]:
            if cell.row == merged.row and cell.col == merged.col:
                merged.text, merged.why, merged.hidden = cell.text, cell.why, cell.hidden
            elif cell.text:
                document.unread.append(cell.text)
        cells[start:end] = [merged]


def cell_range(text: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom and right of a range such as `A1:C3`, None if it is none or a single cell."""
    match = RANGE.fullmatch(text)
    if match is None:
        return None
    left, right = column_number(match[1].upper()), column_number(match[3].upper())
    top, bottom = row_number(match[2]), row_number(match[4])
    if not (left and right and top and bottom) or (left == right and top == bottom):
        return None
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


def hidden_columns(root: Any) -> list[int]:
    found: list[int] = []
    last = 0
    for element in islice(root.iterfind(f"{MAIN}cols/{MAIN}col"), LAST_COLUMN):
        first, end = (element.get(name, "") for name in ("min", "max"))
        if not (first.isdecimal() and end.isdecimal()) or len(first + end) > 10:
            continue
        columns = range(max(int(first), last + 1), min(int(end), LAST_COLUMN) + 1)
        if is_true(element.get("hidden")) or re.fullmatch(r"0(\.0*)?", element.get("width", "")):
            found.extend(columns)
        last = max(last, columns.stop - 1)
    return found


def hide(document: Document, grid: Grid, rows: list[int], columns: list[int]) -> None:
    """Marks the cells that stand in hidden rows or columns only, and lists those that hold something."""
    listed = 0
    for cell in dict.fromkeys(cell for row in grid.rows for cell in row.cells):
        if grid.hidden or wholly(rows, cell.row, cell.rows) or wholly(columns, cell.col, cell.cols):
            cell.hidden = True
        if cell.hidden and cell.text:
            listed += 1
            if listed <= HIDDEN_LISTED:
                document.hidden.append((cell.text, Where(document.file, grid.part, grid.ref(cell))))
    if listed > HIDDEN_LISTED:
        document.hidden.append((f"+{listed - HIDDEN_LISTED}", Where(document.file, grid.part)))


def wholly(hidden: list[int], first: int, count: int) -> bool:
    return bisect_left(hidden, first + count) - bisect_left(hidden, first) == count


def text_boxes(book: Book, document: Document, grid: Grid, part: str, root: Any) -> None:
    drawing = root.find(MAIN + "drawing")
    if drawing is None:
        return
    said = next((value for key, value in drawing.items() if key.endswith("}id")), "")
    relation = book.package.relations(part).get(said)
    if relation is None or relation.external or relation.target not in book.package.names:
        return
    shapes = book.package.parse(relation.target)
    for fallback in list(shapes.iter(FALLBACK)):
        fallback.getparent().remove(fallback)
    number = 0
    for shape in shapes.iter(DRAWING + "sp"):
        body, named = shape.find(DRAWING + "txBody"), shape.find(f"{DRAWING}nvSpPr/{DRAWING}cNvPr")
        # A text within a text would be read once for each that it stands in.
        if body is None or next(shape.iterancestors(DRAWING + "txBody"), None) is not None:
            continue
        text = "\n".join(line for paragraph in body.iterchildren(TEXT + "p") if (line := shape_line(paragraph)).strip())
        if not text:
            continue
        number += 1
        hidden = grid.hidden or (named is not None and is_true(named.get("hidden")))
        document.blocks.append(Paragraph(text, f"text box {number}", grid.part, hidden))
        if hidden:
            document.hidden.append((text, Where(document.file, grid.part, f"text box {number}")))


def shape_line(paragraph: Any) -> str:
    return "".join(
        "\n" if run.tag == TEXT + "br" else run.text or "" for run in paragraph.iter(TEXT + "t", TEXT + "br")
    )
