"""Reads an Excel workbook (.xlsx, .xlsm and their kin) from its XML: what people see in each stored cell."""

from operator import attrgetter
from posixpath import dirname, join
from typing import Any

from selfeval.document import Cell, Document, Grid, Row, Unreadable
from selfeval.parsers.drawings import text_boxes
from selfeval.parsers.guard import Package
from selfeval.parsers.hidden import hidden_columns, hide
from selfeval.parsers.merges import merge
from selfeval.parsers.sheet_text import Texts, Unusual, body_and_rest, rows_of_text
from selfeval.parsers.sheet_tree import rows_of_tree
from selfeval.parsers.workbook import MAIN, Book, is_false, is_true

USUAL = "xl/workbook.xml"
SHEET, WORKSHEET, VIEW = MAIN + "sheet", MAIN + "worksheet", MAIN + "sheetView"
NO_SHEETS = {"chartsheet", "dialogsheet"}
MACRO_SHEETS = {"xlMacrosheet", "xlIntlMacrosheet"}
TEXT = attrgetter("text")


def read_xlsx(package: Package, file: str) -> Document:
    """The sheets as grids in the workbook's order, each followed by its text boxes.

    A value under a merged cell, which no program shows, and a second value of one cell are put in `unread`.
    """
    part = package.main_part(USUAL)
    if part is None:
        raise Unreadable("damaged", f"{USUAL} is missing")
    document = Document(file, external=external_parts(package))
    root = package.parse(part)
    properties = root.find(MAIN + "workbookPr")
    book = Book(package, package.relations(part), part, properties is not None and is_true(properties.get("date1904")))
    texts = Texts(book)
    for number, sheet in enumerate(root.iter(SHEET), 1):
        read_sheet(texts, document, sheet, number)
    document.unread.extend(unplaced(book, document))
    return document


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


def read_sheet(texts: Texts, document: Document, sheet: Any, number: int) -> None:
    book = texts.book
    name = sheet.get("name", "")
    said = next((value for key, value in sheet.items() if key.endswith("}id")), "")
    relation = book.relations.get(said)
    part = relation.target if relation else join(dirname(book.part), f"worksheets/sheet{number}.xml")
    if relation and relation.type in MACRO_SHEETS:
        document.external.append(("macros", name))
    elif relation and relation.type in NO_SHEETS:
        pass
    elif part not in book.package.names:
        document.unread.append(name)
    else:
        read_part(texts, document, part, Grid(name, a1=True, hidden=sheet.get("state") in ("hidden", "veryHidden")))


def read_part(texts: Texts, document: Document, part: str, grid: Grid) -> None:
    """Adds a sheet's grid and text boxes to the document, if the part is a worksheet."""
    book = texts.book
    root, rows, hidden_rows = stored(texts, document, part)
    if root.tag != WORKSHEET:
        return
    book.count(sum(map(len, rows.values())))
    merge(book, document, rows, root)
    grid.rows = [Row(row, cells, row in hidden_rows) for row, cells in sorted(rows.items()) if cells]
    document.blocks.append(grid)
    columns = hidden_columns(root)
    if grid.hidden or hidden_rows or columns or book.hides:
        hide(document, grid, sorted(hidden_rows), columns)
    text_boxes(book.package, document, grid, part, root)


def stored(texts: Texts, document: Document, part: str) -> tuple[Any, dict[int, list[Cell]], set[int]]:
    """The root of a sheet, the cells of each row, and the hidden rows."""
    book = texts.book
    data = book.package.read(part)
    try:
        body, root = body_and_rest(book.package, part, data)
        return root, *rows_of_text(body, texts if shows_zeros(root) else Texts(book, zeros=False))
    except Unusual:
        root = book.package.tree(part, data)
    if root.tag != WORKSHEET:
        return root, {}, set()
    return root, *rows_of_tree(book, document, root, shows_zeros(root))


def shows_zeros(root: Any) -> bool:
    return not any(is_false(view.get("showZeros")) for view in root.iter(VIEW))


def unplaced(book: Book, document: Document) -> list[str]:
    """The strings that a stored cell uses and that have arrived nowhere: a check on this very reader."""
    arrived = set(document.unread)
    for block in document.blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                arrived.update(map(TEXT, row.cells))
    return sorted(book.texts - arrived)
