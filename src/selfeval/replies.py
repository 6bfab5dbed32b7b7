"""What a unit answers in a returned notice: each answer by the fingerprint of the finding that it speaks of."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from selfeval.document import Cell, Document, Grid, Row, Unreadable
from selfeval.lang import both
from selfeval.layout.labels import squeeze
from selfeval.parsers import read
from selfeval.parsers.guard import LIMITS, Limits
from selfeval.report import Lapsed, Report, SubmissionReport

MARK = re.compile(r"(?:([A-Z]\d{3})\s*)?(?<![0-9a-f])([0-9a-f]{16})(?![0-9a-f])")
UNIT = re.compile(r"单位[:：]\s*(\S.*?)\s*年度[:：]\s*(\d{4})")
ANSWER = ("情况说明", "改正情况")
LONGEST_HEAD = 16
# What stands in a cell to which somebody had nothing to say.
NOTHING = re.compile(r"[\W_]*(?:无|没有|同上)?[\W_]*")


class Reply(NamedTuple):
    """What was answered to one finding, and the words by which the notice named it."""

    fingerprint: str
    code: str
    label: str
    text: str


class Notice(NamedTuple):
    """A returned notice. unit, year: that it was sent to, empty and 0 where it says none; asked: all fingerprints in it; idle:
    answers that say nothing, such as 无."""

    path: Path
    unit: str
    year: int
    asked: frozenset[str]
    replies: tuple[Reply, ...]
    idle: tuple[Reply, ...] = ()

    @property
    def to(self) -> str:
        """Whom it was sent to."""
        return f"{self.unit}{self.year}年度" if self.unit else "另一个单位或年度"


class NoticeError(ValueError):
    """A notice that can't be used; the text says which, why, and what to do."""


def read_notice(path: Path, limits: Limits = LIMITS) -> Notice:
    """Reads a returned notice, however its rows were moved. Raises NoticeError where it is none, or an answer has lost its mark."""
    try:
        document = read(path, limits)
    except Unreadable as error:
        said = both(f"unreadable-{error.key}", {"detail": error.detail})
        raise NoticeError(f"{path}：{said['zh']} / {said['en']}") from error
    unit, year = unit_of(document)
    if not is_notice(document):
        raise NoticeError(
            f"{path}：没有找到核对码，不是本工具的整改通知，或“核对码”一栏被删去了；请用发出的通知填写 / no marks: "
            "this is no notice, or its column 核对码 was taken out"
        )
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    found = [reply for grid in grids for reply in replies_in(grid, path)]
    told = [reply for reply in merged(found) if reply.text]
    idle = tuple(reply for reply in told if NOTHING.fullmatch(reply.text))
    asked = frozenset(reply.fingerprint for reply in found)
    return Notice(path, unit, year, asked, tuple(reply for reply in told if reply not in idle), idle)


def is_notice(document: Document) -> bool:
    """Whether a document is a notice of ours: it has marks, or, to a unit of which nothing was asked, says what they are for."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    texts = [block.text for block in document.blocks if not isinstance(block, Grid)]
    cells = [cell.text for grid in grids for row in grid.rows for cell in row.cells]
    if not any("核对码" in text for text in (*texts, *cells)):
        return False
    asked = any(is_head(row) for grid in grids for row in grid.rows)
    return any(map(MARK.search, cells)) or (not asked and bool(unit_of(document)[0]))


def replies_in(grid: Grid, path: Path) -> Iterator[Reply]:
    """An entry for each row that has a mark; a row without one belongs to the row above it, where only its answer is filled."""
    column, before_mark = answer_column(grid)
    last: Reply | None = None
    for row in grid.rows:
        cells = [cell for cell in row.cells if cell.row == row.number]
        marked = next((cell for cell in cells if MARK.search(cell.text)), None)
        if marked is not None:
            if last is not None:
                yield last
            code, fingerprint = MARK.findall(marked.text)[0]
            # Where somebody wrote beside the mark, that is the answer too.
            said = [words(answer_of(row, marked, before_mark)), MARK.sub("", words(marked)).strip()]
            label = next((words(cell) for cell in cells if cell.col == 2), "")
            last = Reply(fingerprint, code, label, "\n".join(part for part in said if part))
            continue
        if is_head(row) or column is None:
            continue
        answer = next((cell for cell in cells if cell.covers(column)), Cell())
        if not words(answer):
            continue
        others = [cell for cell in cells if cell is not answer and words(cell)]
        if others or last is None:
            raise NoticeError(
                f"{path}：{grid.part.replace('table ', '表')} 第{row.number}行有说明“{words(answer)[:20]}”，核对码没有了，"
                "不知道是哪个问题的；请从发出的通知抄回核对码 / an answer whose mark 核对码 is gone"
            )
        last = last._replace(text="\n".join(part for part in (last.text, words(answer)) if part))
    if last is not None:
        yield last


def answer_column(grid: Grid) -> tuple[int | None, int]:
    """The column whose head asks for an answer, and how many cells before the mark's it stands."""
    for row in grid.rows:
        if is_head(row):
            cells = sorted(row.cells, key=lambda cell: cell.col)
            answer = next(at for at, cell in enumerate(cells) if asks(cell))
            mark = next((at for at, cell in enumerate(cells) if "核对码" in cell.text), answer + 1)
            return cells[answer].col, mark - answer
    return None, 1


def is_head(row: Row) -> bool:
    return any(map(asks, row.cells)) and not any(MARK.search(cell.text) for cell in row.cells)


def asks(cell: Cell) -> bool:
    """The head of the column for answers, whatever is noted behind it."""
    text = "".join(cell.text.split())
    return text.startswith(ANSWER) and len(text) <= LONGEST_HEAD


def answer_of(row: Row, marked: Cell, before: int) -> Cell:
    """The answer's cell, counted from the mark: a row that was moved into another table brings its own columns."""
    cells = sorted(row.cells, key=lambda cell: cell.col)
    at = next(at for at, cell in enumerate(cells) if cell is marked) - before
    return cells[at] if 0 <= at < len(cells) else Cell()


def words(cell: Cell) -> str:
    return "\n".join(" ".join(line.split()) for line in cell.text.split("\n") if line.strip())


def unit_of(document: Document) -> tuple[str, int]:
    for block in document.blocks:
        texts = [cell.text for row in block.rows for cell in row.cells] if isinstance(block, Grid) else [block.text]
        for text in texts:
            if found := UNIT.search(text):
                return found[1], int(found[2])
    return "", 0


def merged(replies: Sequence[Reply]) -> list[Reply]:
    """One reply a fingerprint; what was said of it in several places stands together."""
    by_mark: dict[str, list[Reply]] = {}
    for reply in replies:
        by_mark.setdefault(reply.fingerprint, []).append(reply)
    return [
        each[0]._replace(text="\n".join(dict.fromkeys(reply.text for reply in each if reply.text)))
        for each in by_mark.values()
    ]


def hear(report: Report, notice: Notice) -> bool:
    """Puts each answer at its finding, and lists what speaks of no finding that is there; false for another unit's notice."""
    homes = [s for s in report.submissions if is_to(notice, s)]
    if not homes:
        return False
    waiting = {reply.fingerprint: reply for reply in notice.replies}
    heard = set()
    for f in (f for s in homes for f in s.findings if f.fingerprint in waiting):
        said = waiting[f.fingerprint].text
        f.answered = f"{f.answered}\n{said}" if f.answered and said not in f.answered else said
        heard.add(f.fingerprint)
    for reply in waiting.values():
        if reply.fingerprint not in heard:
            gone = Lapsed("reply", reply.fingerprint, reply.code, reply.label, reply.text, notice.path.name)
            homes[0].lapsed.append(gone)
    return True


def is_to(notice: Notice, s: SubmissionReport) -> bool:
    """Whether a notice was sent to a unit: it asks of a finding that is there, or names the unit and year."""
    named = bool(notice.unit) and squeeze(notice.unit) == squeeze(s.unit) and notice.year == s.year
    return named or any(f.fingerprint in notice.asked for f in s.findings)
