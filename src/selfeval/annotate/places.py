"""Finds the paragraphs of a Word document that stand in the places that the reader names.

The reader itself finds them: before it reads, each paragraph is given a mark with its number, and the marks are looked up in
what it read. So there is no second walk that might count tables, columns or paragraphs otherwise.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from selfeval.document import Cell, Unreadable
from selfeval.parsers.docx import CHANGES
from selfeval.parsers.guard import Package
from selfeval.parsers.shown import PARAGRAPH, TABLE, W, pieces, shown
from selfeval.parsers.tables import build

# Code points that Unicode keeps free for such use, and the reader does not take.
START, END = "\ufdea", "\ufdeb"
MARK = re.compile(f"{START}([0-9]+){END}")
CELL_PLACE = re.compile(r"r(\d+)c(\d+)")


@dataclass
class Places:
    """tables: by part each cell with the numbers of its paragraphs; lines: the same by `pN`; texts: what the reader read there.

    heads: which cell of its table begins at a row and column.
    """

    tables: dict[str, list[tuple[Cell, list[int]]]] = field(default_factory=dict)
    lines: dict[int, list[int]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    heads: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def find(self, part: str, ref: str) -> tuple[list[int], bool]:
        """The numbers of the paragraphs in a place or the nearest one that has any, and whether it is the place itself."""
        if part == "text" and ref[1:].isdecimal():
            return self.nearest_line(int(ref[1:]))
        place = CELL_PLACE.fullmatch(ref)
        if part in self.tables and place:
            return self.nearest_cell(part, int(place[1]), int(place[2]))
        return self.nearest_line(1)[0] or self.anywhere(), False

    def nearest_line(self, number: int) -> tuple[list[int], bool]:
        if found := self.lines.get(number):
            return found, True
        near = min(((abs(number - at), at) for at, found in self.lines.items() if found), default=None)
        return (self.lines[near[1]] if near else self.anywhere()), False

    def nearest_cell(self, part: str, row: int, col: int) -> tuple[list[int], bool]:
        at = self.heads.get((part, row, col))
        if at is not None and (found := self.tables[part][at][1]):
            return found, True

        def far(cell: Cell) -> tuple[int, int]:
            below, right = row - cell.row, col - cell.col
            return max(-below, below - cell.rows + 1, 0), max(-right, right - cell.cols + 1, 0)

        near = min(((far(cell), at) for at, (cell, found) in enumerate(self.tables[part]) if found), default=None)
        return (self.tables[part][near[1]][1], near[0] == (0, 0)) if near else (self.anywhere(), False)

    def anywhere(self) -> list[int]:
        cells = (found for table in self.tables.values() for _, found in table)
        return next((found for found in (*self.lines.values(), *cells) if found), [])


def places(package: Package, main: str) -> Places:
    """The places in a document; paragraphs are numbered from 0 as they stand in the body's XML."""
    body = package.parse(main).find(W + "body")
    if body is None:
        raise Unreadable("damaged", f"{main}: no body")
    careful = next(body.iter(*CHANGES), None) is not None
    for number, paragraph in enumerate(list(body.iter(W + "p"))):
        mark = etree.Element(W + "t")
        mark.text = f"{START}{number}{END}"
        paragraph.insert(0, mark)
    found = Places()
    tables = paragraphs = 0
    for piece in pieces(shown(body, careful), package.limits.nesting):
        if piece[0] == TABLE:
            tables += 1
            table = build(piece, f"table {tables}")
            found.tables[table.grid.part] = [(cell, numbers(cell.text)) for cell in table.cells()]
            for at, cell in enumerate(table.cells()):
                found.heads[table.grid.part, cell.row, cell.col] = at
                found.texts[table.grid.part, table.grid.ref(cell)] = MARK.sub("", cell.text)
        else:
            for line in piece[1:].split(PARAGRAPH)[1:]:
                paragraphs += 1
                found.lines[paragraphs] = numbers(line)
                found.texts["text", f"p{paragraphs}"] = MARK.sub("", line)
    return found


def numbers(text: str) -> list[int]:
    return [int(number) for number in MARK.findall(text)]
