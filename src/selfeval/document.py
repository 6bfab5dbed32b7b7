"""What a parser hands on: the grids and paragraphs of one file, each cell with its place."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Where(NamedTuple):
    """A place as people see it.

    part: `table N` (Word, from 1), the sheet's name (Excel) or `text`.
    ref: `r4c6` (row and logical column, from 1), `D3` (Excel) or `p12` (paragraph, from 1).
    label: the labels that name the cell, such as `三公经费 / 2024年决算数`.
    """

    file: str = ""
    part: str = ""
    ref: str = ""
    label: str = ""


@dataclass(slots=True, eq=False, repr=False)
class Cell:
    """One cell, merged or not; a merged cell is this same object in each row that it covers.

    text: as people see it, lines parted by `\\n`; deleted text left out.
    row, col: its first place, from 1; rows, cols: how many it covers.
    hidden: in a hidden row, column or sheet, or hidden text.
    why: a key of the sentences that say why the value can't be known (a formula without a stored value), else empty.
    """

    text: str = ""
    row: int = 1
    col: int = 1
    rows: int = 1
    cols: int = 1
    hidden: bool = False
    why: str = ""

    def covers(self, col: int) -> bool:
        return self.col <= col < self.col + self.cols


@dataclass(slots=True, eq=False, repr=False)
class Row:
    """One row of a grid: its cells by column, each once; cells merged down from above stand in it too."""

    number: int
    cells: list[Cell] = field(default_factory=list)
    hidden: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Grid:
    """A table or a sheet. Rows and cells that are not stored are not there.

    a1: references are written as in Excel (`D3`), else `r3c4`.
    """

    part: str
    rows: list[Row] = field(default_factory=list)
    a1: bool = False
    hidden: bool = False

    def ref(self, cell: Cell) -> str:
        return f"{column_letters(cell.col)}{cell.row}" if self.a1 else f"r{cell.row}c{cell.col}"


@dataclass(slots=True, eq=False, repr=False)
class Paragraph:
    """A paragraph outside tables, or the text of a text box (`part` is then `text`, or the sheet's name)."""

    text: str
    ref: str
    part: str = "text"
    hidden: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Document:
    """One file as read: its blocks in reading order, and what a reviewer must know of how it was read.

    unread: pieces of text that were met and could not be placed.
    insertions, deletions: tracked changes that nobody has accepted.
    hidden: texts that a reader of the printed page does not see.
    external: macros, links and embedded objects, by a key of the sentences and their name; named, never opened.
    converted: the format, such as `.doc`, that LibreOffice converted it from, else empty.
    """

    file: str
    blocks: list[Grid | Paragraph] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    insertions: int = 0
    deletions: int = 0
    hidden: list[tuple[str, Where]] = field(default_factory=list)
    external: list[tuple[str, str]] = field(default_factory=list)
    converted: str = ""


class Unreadable(Exception):
    """A file that can't be read, by a key of the sentences that say why and what to do about it.

    key: such as `encrypted`, `truncated`, `too-large`; detail: the member, the size, the type that was found.
    """

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(f"{key}: {detail}" if detail else key)
        self.key = key
        self.detail = detail


def column_letters(col: int) -> str:
    letters = ""
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
