"""The walk over the rows and paragraphs of a file of blank forms: what each is, and which form it belongs to."""

from collections.abc import Callable

from selfeval.document import Cell, Document, Grid, Paragraph, Row, Where
from selfeval.figure import Text
from selfeval.layout.blank.header import heads_only, read_header, read_values
from selfeval.layout.blank.indicators import read_indicator, read_total
from selfeval.layout.blank.pairs import read_pairs, read_signature
from selfeval.layout.blank.rows import read_funds, read_money, read_splits
from selfeval.layout.blank.seen import Scan, Seen
from selfeval.layout.blocks import match_header, signature, title_kind
from selfeval.layout.labels import Labels
from selfeval.layout.numbers import read_date

READERS: dict[str, Callable[[Scan, Row], None]] = {
    "money": read_money,
    "funds": read_funds,
    "indicators": read_indicator,
}


def scan_document(document: Document, labels: Labels) -> list[Seen]:
    scan = Scan(document.file, labels, [Seen()])
    for block in document.blocks:
        if isinstance(block, Paragraph):
            text = Text(" ".join(block.text.split()), Where(document.file, block.part, block.ref))
            if text.text:
                read_paragraph(scan, text, block.text)
        else:
            read_grid(scan, block)
    return scan.forms


def begin(scan: Scan, kind: str, title: Text) -> None:
    """Opens a form; a title right after a title, such as a second line of one, is one title."""
    seen = scan.seen
    if not seen.found and (not seen.kind or seen.kind == kind or "evaluation" in (kind, seen.kind)):
        scan.forms.pop()
        kind = kind if kind != "evaluation" or not seen.kind else seen.kind
    scan.header, scan.waiting, scan.open, scan.last, scan.split = None, False, "", "", False
    scan.forms.append(Seen(kind, title))


def read_paragraph(scan: Scan, text: Text, typed: str) -> None:
    if kind := title_kind(text.text, scan.labels):
        begin(scan, kind, text)
    elif signed := signature(typed, scan.labels):
        read_signature(scan, signed, text.where, typed)
    elif not scan.seen.begun:
        scan.seen.before.append(text)
    elif read_date(typed) and len(typed) < 20:
        scan.seen.left.append((text, "date"))


def read_grid(scan: Scan, grid: Grid) -> None:
    scan.grid, scan.header, scan.waiting = grid, scan.header if not grid.a1 else None, False
    if grid.a1 and (scan.seen.found or scan.seen.kind):
        scan.forms.append(Seen())
    scan.width = width(grid)
    above: Row | None = None
    for at, row in enumerate(grid.rows):
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else None
        read_row(scan, row, above, below, first=at == 0)
        above = row
    if grid.a1 and not scan.seen.kind and scan.seen.begun and (kind := title_kind(grid.part, scan.labels)):
        scan.seen.kind, scan.seen.title = kind, Text(grid.part, Where(scan.file, grid.part, "A1"))


def width(grid: Grid) -> int:
    """The last column that a text or a merged cell reaches: cells with a mere border beside the table are none of it."""
    cells = [cell for row in grid.rows for cell in row.cells if cell.text or cell.cols > 1 or cell.rows > 1]
    return max((cell.col + cell.cols - 1 for cell in cells), default=0)


def read_row(scan: Scan, row: Row, above: Row | None, below: Row | None, first: bool) -> None:
    """Finds what a row is, as the walk over filled forms does, and notes its labels and what else it holds."""
    texts = [cell for cell in row.cells if cell.text.strip() and cell.row == row.number]
    if len(texts) == 1 and read_lone(scan, texts[0], row):
        return
    signed = [(cell, found) for cell in texts if (found := signature(cell.text, scan.labels))]
    for cell, found in signed:
        read_signature(scan, found, scan.text(cell).where, cell.text)
    if signed:
        for cell in texts:
            if cell not in [known for known, _ in signed]:
                scan.answer(cell, "")
        return
    if texts and (header := match_header(row, above, below, scan.labels)) and heads_only(header):
        read_header(scan, header, row, first)
        return
    if scan.waiting:
        read_values(scan, row)
    elif not (read_splits(scan, row, texts) or read_total(scan, row, texts) or read_pairs(scan, row, texts)):
        if scan.header and scan.header.block in READERS:
            READERS[scan.header.block](scan, row)
        else:
            for cell in texts:
                scan.stranger("pairs", cell, False)


def read_lone(scan: Scan, cell: Cell, row: Row) -> bool:
    """A row with one text: a title, a line of signatures, or a note across the table."""
    if kind := title_kind(cell.text, scan.labels):
        begin(scan, kind, scan.text(cell))
        return True
    across = len(row.cells) == 1 or (cell.col == 1 and cell.cols >= scan.width)
    if not across or scan.waiting or scan.labels.find(cell.text):
        return False
    read_paragraph(scan, scan.text(cell), cell.text)
    return True
