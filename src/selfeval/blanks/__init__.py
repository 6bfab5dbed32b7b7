"""Blank forms written from the plain texts beside this module, merged as the printed ones are."""

from pathlib import Path

from selfeval.document import Document, Grid
from selfeval.parsers.plain import read_plain
from selfeval.whole import whole

KINDS = ("basic-data", "department-evaluation", "project-evaluation")
# What the plain texts say without a year, with one.
DATED = (("____年度", "{this}年度"), ("本年", "{this}年"), ("上年决算数", "{last}年决算数"))


def blank(kind: str, year: int = 0) -> Document:
    """The blank form of a kind; with a year, its title and its columns carry it."""
    text = (Path(__file__).parent / f"{kind}.txt").read_text("utf-8")
    for words, dated in DATED if year else ():
        text = text.replace(words, dated.format(this=year, last=year - 1))
    return read_plain(text, f"{kind}.txt")


def write_blank(kind: str, path: Path, year: int = 0) -> None:
    """Writes a blank form as Word or Excel, by the file's suffix; a file that is there is overwritten."""
    document = blank(kind, year)
    with whole(path) as beside:
        if path.suffix.lower() == ".xlsx":
            from selfeval.blanks.excel import write_xlsx

            write_xlsx(document, beside)
        else:
            from selfeval.blanks.word import write_docx

            write_docx(document, beside)


def width(grid: Grid) -> int:
    return max(cell.col + cell.cols - 1 for row in grid.rows for cell in row.cells)
