"""The files of a submission as they are drawn again: their tables and paragraphs, and what was read and looked at in them."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

from selfeval.document import Cell, Document, Grid, Paragraph, column_letters
from selfeval.document import Row as GridRow
from selfeval.engine import Seen
from selfeval.forms.narrative import Told
from selfeval.forms.submission import Submission
from selfeval.lang import Both
from selfeval.report import Box, Drawn, Page, Prose, Row, Span, SubmissionReport

# What a submission's page may hold, in about the bytes that it takes; beyond it only rows that the report speaks of are drawn.
ROOM, CELL, LONGEST = 120_000, 60, 4_000
WORD_REF, SHEET_REF = re.compile(r"r(\d+)c(\d+)"), re.compile(r"([A-Z]+)(\d+)")
Key = tuple[str, str, str]


class Known(NamedTuple):
    """What the report knows by place: what it speaks of, where a check looked, and the claims that were read there."""

    spoken: frozenset[Key]
    looked: frozenset[Key]
    used: set[int]
    claims: dict[Key, list[Told]]


class Room:
    """How much more may be drawn."""

    def __init__(self, left: int) -> None:
        self.left = left

    def takes(self, size: int, needed: bool) -> bool:
        if not needed and self.left < size:
            return False
        self.left -= size
        return True


def pages_of(
    documents: Sequence[Document], submission: Submission, report: SubmissionReport, seen: Seen
) -> tuple[Page, ...]:
    """Each file with all that the report speaks of; of a long one, rows and paragraphs that it does not speak of are left out."""
    told = [f.where for f in report.findings] + [u.where for u in report.unknown]
    told += [u.where for u in report.unused]
    told += [proof.where for f in report.findings for proof in f.evidence]
    claims: dict[Key, list[Told]] = {}
    for claim in (claim for each in submission.reports for claim in each.claims):
        claims.setdefault(claim.where[:3], []).append(claim)
    known = Known(
        frozenset(where[:3] for where in told),
        frozenset(figure.where[:3] for figure in seen.figures if id(figure.where) in seen.used),
        seen.used,
        claims,
    )
    room = Room(ROOM)
    return tuple(page_of(document, known, room) for document in documents)


def page_of(document: Document, known: Known, room: Room) -> Page:
    blocks: list[Drawn | Prose] = []
    left_out = 0
    for block in document.blocks:
        if isinstance(block, Grid):
            if block.rows:
                blocks.append(drawn(document.file, block, known, room))
            continue
        key = (document.file, block.part, block.ref)
        if room.takes(CELL + 3 * len(block.text), key in known.spoken):
            blocks.append(Prose(block.part, paragraph(block, key, known), left_out))
            left_out = 0
        else:
            left_out += 1
    return Page(document.file, tuple(blocks), left_out)


def paragraph(block: Paragraph, key: Key, known: Known) -> Box:
    spans = spans_in(block.text, known.claims.get(key, ()), known.used)
    return Box(block.text, block.ref, hidden=block.hidden, looked=key in known.looked, spans=spans)


def drawn(file: str, grid: Grid, known: Known, room: Room) -> Drawn:
    """A grid with the columns in which a cell begins or ends, and no row without a cell: one that stands far out costs nothing."""
    rows, gaps, behind = rows_with_room(file, grid, known, room)
    cells = [cell for row in rows for cell in row.cells]
    edges = sorted({edge for cell in cells for edge in (cell.col, cell.col + cell.cols)})
    numbers = [row.number for row in rows]
    begun: set[int] = set()
    out: list[Row] = []
    until = [0] * len(edges)
    for at, (row, gap) in enumerate(zip(rows, gaps, strict=True)):
        boxes: list[Box] = []
        column = 0
        here = {bisect_left(edges, cell.col): cell for cell in row.cells if id(cell) not in begun}
        while column < len(edges) - 1:
            cell = here.get(column)
            if until[column] > at:
                column += 1
            elif cell is None:
                # Where the file has no cell, up to the next that there is.
                end = next((c for c in range(column + 1, len(edges) - 1) if c in here or until[c] > at), len(edges) - 1)
                boxes.append(Box("", "", cols=end - column))
                column = end
            else:
                begun.add(id(cell))
                end = next((c for c in range(column, bisect_left(edges, cell.col + cell.cols)) if until[c] > at), 0)
                end = end or bisect_left(edges, cell.col + cell.cols)
                down = max(bisect_left(numbers, cell.row + cell.rows) - at, 1)
                until[column:end] = [at + down] * (end - column)
                boxes.append(box((file, grid.part, grid.ref(cell)), cell, known, down, end - column))
                column = end
        out.append(Row(row.number, tuple(boxes), row.hidden, gap))
    names = tuple(column_letters(edge) for edge in edges[:-1]) if grid.a1 else ("",) * (len(edges) - 1)
    return Drawn(grid.part, grid.a1, grid.hidden, names, tuple(out), behind)


def box(key: Key, cell: Cell, known: Known, rows: int, cols: int) -> Box:
    text = cell.text if len(cell.text) <= LONGEST or key in known.spoken else cell.text[:LONGEST] + "……"
    spans = spans_in(text, known.claims.get(key, ()), known.used)
    return Box(text, key[2], rows, cols, cell.hidden, key in known.looked, spans)


def rows_with_room(file: str, grid: Grid, known: Known, room: Room) -> tuple[list[GridRow], list[int], int]:
    """The rows that are drawn, how many with cells are left out before each, and behind them."""
    rows: list[GridRow] = []
    gaps: list[int] = []
    gap = 0
    for row in with_blanks(file, grid, known):
        own = [cell for cell in row.cells if cell.row == row.number]
        size = sum(CELL + 3 * min(len(cell.text), LONGEST) for cell in own)
        spoken = any((file, grid.part, grid.ref(cell)) in known.spoken for cell in own)
        if not row.cells or (grid.a1 and not spoken and not any(cell.text for cell in row.cells)):
            continue
        if room.takes(size, spoken):
            rows.append(row)
            gaps.append(gap)
            gap = 0
        else:
            gap += 1
    return rows, gaps, gap


def with_blanks(file: str, grid: Grid, known: Known) -> Iterable[GridRow]:
    """The rows of a grid, with an empty cell where the report speaks of one that the file does not store."""
    wanted: dict[int, list[int]] = {}
    for key in known.spoken:
        if key[:2] == (file, grid.part) and (at := place(key[2])):
            wanted.setdefault(at[0], []).append(at[1])
    if not wanted:
        return grid.rows
    rows = {row.number: row for row in grid.rows}
    for number, columns in wanted.items():
        row = rows.get(number) or GridRow(number)
        missing = [col for col in columns if not any(cell.covers(col) for cell in row.cells)]
        if missing:
            blank = [Cell(row=number, col=col) for col in missing]
            rows[number] = GridRow(number, sorted([*row.cells, *blank], key=lambda cell: cell.col), row.hidden)
    return [rows[number] for number in sorted(rows)]


def place(ref: str) -> tuple[int, int] | None:
    """The row and column of a reference such as r4c6 or D3."""
    if found := WORD_REF.fullmatch(ref):
        return int(found[1]), int(found[2])
    if found := SHEET_REF.fullmatch(ref):
        return int(found[2]), reduce(lambda col, letter: col * 26 + ord(letter) - 64, found[1], 0)
    return None


def spans_in(text: str, claims: Iterable[Told], used: set[int]) -> tuple[Span, ...]:
    """The claims of a text at their words, in order and without overlap; one whose words are not found has no span."""
    folded, places = fold(text)
    spans: list[Span] = []
    at = end = 0
    for claim in claims:
        words = fold(claim.text)[0]
        if not words:
            continue
        found = folded.find(words, at)
        found = folded.find(words) if found < 0 else found
        if found < 0:
            continue
        at = found
        start = max(places[found], end)
        stop = places[found + len(words) - 1] + 1
        # A claim begins with what stands before its figure, which another claim may have in common with it.
        while start < stop and text[start] in " \u3000，,、。；;：:":
            start += 1
        if start < stop:
            label = claim.where.label
            measure = Both(zh=label.rpartition(" / ")[2] if " / " in label else "", en=claim.measure.replace("_", " "))
            spans.append(Span(start, stop, claim.subject, measure, label, claim.understood, id(claim.where) in used))
            end = stop
    return tuple(spans)


def fold(text: str) -> tuple[str, list[int]]:
    """A text without blanks and with plain signs, and where each character stood: claims quote prose that was made plain."""
    chars: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text.replace("依次", "分别")):
        for plain in unicodedata.normalize("NFKC", char):
            if not plain.isspace():
                chars.append(plain)
                places.append(at)
    return "".join(chars), places
