"""Reads an Excel workbook (.xlsx, .xlsm and their kin) from its XML: what people see in each stored cell."""

from posixpath import dirname, join
from typing import Any

from selfeval.document import Document, Grid, Row, Unreadable
from selfeval.parsers.drawings import text_boxes
from selfeval.parsers.guard import Package
from selfeval.parsers.hidden import hidden_columns, hide
from selfeval.parsers.merges import merge, ranges_of
from selfeval.parsers.notes import shorten
from selfeval.parsers.sheet_text import Looks, Unusual, body_and_rest, rows_of_text
from selfeval.parsers.sheet_tree import rows_of_tree
from selfeval.parsers.workbook import MAIN, Book, Rows, is_false, is_true

USUAL = "xl/workbook.xml"
SHEET, WORKSHEET, VIEW, CELL = (MAIN + tag for tag in ("sheet", "worksheet", "sheetView", "c"))
# A merged range counts as so many cells.
MERGE, MERGE_COST = b"mergeCell ", 10
NO_SHEETS = {"chartsheet", "dialogsheet"}
MACRO_SHEETS = {"xlMacrosheet", "xlIntlMacrosheet"}


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
    looks = Looks(book)
    for number, sheet in enumerate(root.iter(SHEET), 1):
        # Each sheet is a member of its own.
        if number > package.limits.members:
            raise Unreadable("too-many-members", part)
        read_sheet(looks, document, sheet, number)
    shorten(document)
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


def read_sheet(looks: Looks, document: Document, sheet: Any, number: int) -> None:
    book = looks.book
    name = sheet.get("name", "")
    said = next((value for key, value in sheet.items() if key.endswith("}id")), "")
    relation = book.relations.get(said)
    part = relation.target if relation else join(dirname(book.part), f"worksheets/sheet{number}.xml")
    if relation and relation.type in MACRO_SHEETS:
        document.external.append(("macros", name))
    elif relation and relation.type in NO_SHEETS:
        pass
    elif part not in book.package.names or part in book.sheets:
        document.unread.append(name)
    else:
        book.sheets.add(part)
        read_part(looks, document, part, Grid(name, a1=True, hidden=sheet.get("state") in ("hidden", "veryHidden")))


def read_part(looks: Looks, document: Document, part: str, grid: Grid) -> None:
    """Adds a sheet's grid and text boxes to the document, if the part is a worksheet."""
    book = looks.book
    root, rows, cells = stored(looks, document, part)
    if root.tag != WORKSHEET:
        return
    placed = sum(map(len, rows.cells.values()))
    # A check on this very reader.
    if placed + rows.aside != cells:
        document.unread.append(grid.part)
    book.count(placed)
    merge(book.count, document, rows, ranges_of(root))
    grid.rows = [Row(row, cells, row in rows.hidden) for row, cells in sorted(rows.cells.items()) if cells]
    document.blocks.append(grid)
    columns = hidden_columns(root)
    if grid.hidden or rows.hidden or columns or book.hides:
        hide(document, grid, sorted(rows.hidden), columns)
    text_boxes(book.package, document, grid, part, root)


def stored(looks: Looks, document: Document, part: str) -> tuple[Any, Rows, int]:
    """The root of a sheet, its rows, and how many cells it says it has."""
    book = looks.book
    data = book.package.read(part)
    book.count(MERGE_COST * data.count(MERGE))
    try:
        body, root = body_and_rest(book.package, part, data)
        return root, rows_of_text(body, looks if shows_zeros(root) else Looks(book, zeros=False)), body.count("<c ")
    except Unusual:
        root = book.package.tree(part, data)
    if root.tag != WORKSHEET:
        return root, Rows(), 0
    return root, rows_of_tree(book, document, root, shows_zeros(root)), sum(1 for _ in root.iter(CELL))


def shows_zeros(root: Any) -> bool:
    return not any(is_false(view.get("showZeros")) for view in root.iter(VIEW))
