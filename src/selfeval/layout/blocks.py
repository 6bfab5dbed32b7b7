"""What a row or a paragraph is: a header with its columns, a title, label and value in one, a line of signatures."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from selfeval.document import Cell, Row, Where
from selfeval.layout.labels import UNIT_LABEL, Labels, fold, squeeze
from selfeval.layout.numbers import read_number
from selfeval.units import is_unit

BLOCKS = {
    "staffing": "staffing",
    "money": "money.columns",
    "building": "building",
    "funds": "funds.columns",
    "goals": "goals",
    "indicators": "indicators.columns",
    "vouchers": "vouchers.columns",
}
BLOCK_OF = {group: block for block, group in BLOCKS.items()}
ROWS = {"money": "money.rows", "funds": "funds.rows", "vouchers": "vouchers.rows"}
SINGLE_YEARS = frozenset(("Y年", "Y年度", "上年", "上年度", "本年", "本年度", "当年"))
INLINE = re.compile(r"(.*?)[:]?(?:为)?(-?\d[\d,]*(?:\.\d+)?)([^\d:]{0,4})")
# What may stand behind the number, and is none of it.
BEHIND = re.compile(r"(?<=\d)(?:\([^()\d]*\))?[;,。、]*$")
DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
YEARS = re.compile(r"((?:19|20)\d\d)\s*年(度?)")


class Entry(NamedTuple):
    """What stands in one place, before it is read as a figure or as words."""

    text: str = ""
    where: Where = Where()
    why: str = ""
    unit: str = ""


@dataclass(slots=True, eq=False, repr=False)
class Header:
    """The header of a block: field → the cell that heads its column.

    cells: all of its rows. unit: in the block's side title. first: the first column that holds values, labels stand left of it.
    years, labels, units: what each column's label says. older: heads of columns of
    years that nobody asks for. last: the row that was asked for last, with its cells.
    """

    block: str
    columns: dict[str, Cell]
    cells: frozenset[Cell]
    count: int
    unit: str = ""
    years: dict[str, int] = field(default_factory=dict)
    first: int = 0
    labels: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    ordered: tuple[Cell, ...] = ()
    older: tuple[Cell, ...] = ()
    last: "tuple[Row, dict[str, Cell | None]] | None" = None

    def __post_init__(self) -> None:
        self.first = min(cell.col for name, cell in self.columns.items() if name != "source" or len(self.columns) == 1)
        self.labels = {name: label_text(cell.text) for name, cell in self.columns.items()}
        self.units = {name: fold(cell.text).unit for name, cell in self.columns.items()}


def match_header(row: Row, above: Row | None, below: Row | None, labels: Labels) -> Header | None:
    """The header that a row is: two known column labels, or one where the next row's label belongs to the block."""
    found: dict[str, list[tuple[str, Cell, int]]] = {}
    texts = 0
    if not any(labels.heads_column(cell.text) for cell in row.cells if cell.text):
        return None
    for cell in row.cells:
        if not cell.text or cell.row != row.number:
            if cell.text:
                _collect(found, cell, cell.text, labels)
            continue
        texts += 1
        text = cell.text
        if above and (over := _covering(above, cell.col)) is not None and fold(over.text).key in SINGLE_YEARS:
            text = over.text + text
        if not _collect(found, cell, text, labels) and read_number(cell.text):
            return None
    if not texts or not found:
        return None
    block = max(found, key=lambda name: (distinct(found[name]), name))
    entries = found[block]
    if distinct(entries) < 2 and not (below and _belongs(below, block, labels)):
        return None
    return _header(block, entries, row, labels)


def distinct(entries: list[tuple[str, Cell, int]]) -> int:
    return len({(name, year) for name, _, year in entries})


def _collect(found: dict[str, list[tuple[str, Cell, int]]], cell: Cell, text: str, labels: Labels) -> bool:
    known = False
    for group, name in labels.find(text):
        block = BLOCK_OF.get(group)
        if block and name != "side":
            found.setdefault(block, []).append((name, cell, fold(text).year))
            known = True
    return known


def _belongs(row: Row, block: str, labels: Labels) -> bool:
    group = ROWS.get(block)
    return bool(group) and any(labels.field(cell.text, group or "") for cell in row.cells[:2] if cell.text)


def _header(block: str, entries: list[tuple[str, Cell, int]], row: Row, labels: Labels) -> Header:
    """The columns by field; a label that may as well be the block's side title gives way to one that may not."""
    columns: dict[str, Cell] = {}
    years: dict[str, int] = {}
    latest = max((year for _, _, year in entries), default=0)
    # Last year's, or where no label says that year the next before it: the year was left as in an old form.
    before = max((year for name, _, year in entries if name == "final_of_year" and year < latest), default=latest - 1)
    for name, cell, year in entries:
        if name in ("final_of_year", "budget_of_year"):
            plain = name.removesuffix("_of_year")
            name = {latest: plain, before: f"prior_{plain}"}.get(year, f"older_{plain}")
        if name == "final" and name in columns and not year:
            columns["prior_final"] = columns.pop("final")
        if name not in columns or labels.is_side(columns[name].text, block):
            columns[name] = cell
            years[name] = year
    older = [columns.pop(name) for name in ("prior_budget", "older_budget", "older_final") if name in columns]
    behind_level3(columns, entries)
    unit = side_unit(row, columns)
    return Header(
        block, columns, frozenset(row.cells), len(row.cells), unit, years, ordered=tuple(row.cells), older=tuple(older)
    )


def behind_level3(columns: dict[str, Cell], entries: list[tuple[str, Cell, int]]) -> None:
    """Where each level has a weight of its own, the one behind 三级指标 is the indicator's."""
    level3 = columns.get("level3")
    weights = [cell for name, cell, _ in entries if name == "weight"]
    if level3 and len(weights) > 1:
        columns["weight"] = next((cell for cell in weights if cell.col > level3.col), weights[0])


def side_unit(row: Row, columns: dict[str, Cell]) -> str:
    """The unit in the brackets of a cell of the header row that heads no column of values."""
    heads = list(columns.values())
    return next((unit for cell in row.cells if cell not in heads and (unit := fold(cell.text).unit)), "")


def _covering(row: Row, col: int) -> Cell | None:
    for cell in row.cells:
        if cell.col <= col < cell.col + cell.cols:
            return cell
    return None


def value_cells(row: Row, header: Header) -> dict[str, Cell | None]:
    """The cell of each column of the header in one row, None where none is stored.

    By the columns of the grid; where that puts two fields in one cell and the row has as many cells as the header, by their order.
    """
    if header.last is None or header.last[0] is not row:
        header.last = (row, find_cells(row, header))
    return header.last[1]


def find_cells(row: Row, header: Header) -> dict[str, Cell | None]:
    starts = {cell.col: cell for cell in row.cells}
    found: dict[str, Cell | None] = {}
    for name, head in header.columns.items():
        cell = starts.get(head.col)
        if cell is None or cell in header.cells:
            cell = _widest(row, head, header)
        found[name] = cell
    taken = [cell for cell in found.values() if cell is not None]
    if len(row.cells) == header.count and len(set(taken)) < len(taken):
        return {
            name: row.cells[header.ordered.index(head)]
            for name, head in header.columns.items()
            if head in header.ordered
        }
    return found


def _widest(row: Row, head: Cell, header: Header) -> Cell | None:
    """The cell that shares most columns with a head: grids of Word are often a column off between header and rows."""
    best, most = None, 0
    for cell in row.cells:
        shared = min(cell.col + cell.cols, head.col + head.cols) - max(cell.col, head.col)
        label = cell.col < header.first and cell.text and not read_number(cell.text)
        if shared > 0 and shared >= most and cell not in header.cells and not label:
            best, most = cell, shared
    return best


def label_cell(row: Row, header: Header) -> Cell | None:
    """The cell that names a row: the last one with words left of the values; side titles, units and values left out."""
    values = value_cells(row, header).values()
    left = [
        cell
        for cell in row.cells
        if cell.col < header.first
        and cell.text.strip()
        and cell not in header.cells
        and cell not in values
        and not read_number(cell.text)
        and not is_unit(squeeze(cell.text))
    ]
    return left[-1] if left else None


@lru_cache(maxsize=4096)
def inline(text: str) -> tuple[str, str]:
    """Label and number that stand in one cell, such as `其中：基本支出：373.59`; the number is empty where none stands."""
    squeezed = squeeze(text).rstrip(":")
    found = INLINE.fullmatch(squeezed)
    if not found or not is_unit(found.group(3).strip("()")):
        found = INLINE.fullmatch(BEHIND.sub("", squeezed))
    if found and found.group(1) and (not found.group(3) or is_unit(found.group(3).strip("()"))):
        return found.group(1).rstrip(":("), found.group(2) + found.group(3).strip("()")
    return squeezed, ""


@lru_cache(maxsize=8192)
def label_text(text: str) -> str:
    """A label as a finding shows it: in one line, without blanks."""
    return "".join(text.split())


SIGNED = ("preparer", "date", "phone", "head")
# A caption's year and unit stand beside its names, and belong to none of them.
YEAR_ALONE = re.compile(r"(?<!\S)[（(]?(?:19|20)\d\d\s?年度[)）]?(?!\S)")
UNIT_BEHIND = re.compile(rf"\({UNIT_LABEL.pattern}[^()]*\)")


def signature(text: str, labels: Labels) -> list[tuple[str, str, str]]:
    """Field, label and value of each signed thing in a line such as `填表人：…  填报日期：…`; empty for any other text."""
    if len(text) >= 400 or (":" not in text and "：" not in text):
        return []
    pieces = UNIT_BEHIND.sub("", squeeze(YEAR_ALONE.sub("", text))).split(":")
    if len(pieces) < 2:
        return []
    found: list[tuple[str, str, str]] = []
    for at, piece in enumerate(pieces[:-1]):
        name, label = _label_at_end(piece, labels)
        if found and found[-1][2] == "\0":
            field_, before, _ = found[-1]
            value = piece.removesuffix(label) if name else piece
            found[-1] = (field_, before, value.strip(",;。"))
        if name:
            found.append((name, label, "\0"))
        elif not found and at == 0 and len(piece) > 20:
            return []
    if found and found[-1][2] == "\0":
        found[-1] = (*found[-1][:2], pieces[-1].strip(",;。"))
    return found if any(name in (*SIGNED, "unit") for name, _, _ in found) else []


def _label_at_end(piece: str, labels: Labels) -> tuple[str, str]:
    for length in range(min(len(piece), 16), 1, -1):
        label = piece[-length:]
        if name := labels.field(label, "pairs"):
            return name, label
    return "", ""


@lru_cache(maxsize=2048)
def _title_words(text: str) -> str:
    return re.sub(r"^附(?:件|表)?[\d一二三四五六七八九十-]*[:.、]?", "", re.sub(r"\([^()]*\)", "", squeeze(text)))


def title_kind(text: str, labels: Labels) -> str:
    """The kind of form that a title names, `evaluation` where it leaves open whose; empty where it is no title."""
    if len(text) > 90 or not any(word in text for word in ("表", "报告", "体系", "数据")):
        return ""
    if kind := _title_kind(_title_words(text), labels):
        return kind
    inside = re.findall(r"\(([^()]*)\)", squeeze(text))
    return next((kind for words in inside if (kind := _title_kind(words, labels))), "")


def _title_kind(words: str, labels: Labels) -> str:
    if (
        not 4 <= len(words) <= 60
        or any(mark in words for mark in "。;,:|")
        or words.startswith(("见", "详见", "依据", "根据", "按照", "对照"))
    ):
        return ""
    titles = labels.titles

    def has(kind: str) -> bool:
        return any(word in words for word in titles[kind])

    if has("basic-data") and words.endswith(("表", "数据")):
        return "basic-data"
    whole = has("department-evaluation")
    project = has("project-evaluation")
    if words.endswith(titles["report"]) and any(word in words for word in ("绩效", "自评", "评价")):
        return "project-report" if project and not whole else "department-report"
    if words.endswith(titles["evaluation"]) or ("自评" in words and words.endswith("表")):
        return "department-evaluation" if whole else "project-evaluation" if project else "evaluation"
    if words.endswith(titles["target-table"]):
        return "target-table"
    return "index-system" if has("index-system") and words.endswith(("体系", "表")) else ""


def year_in(text: str) -> int:
    """The year that a title names; `2024年度` outranks a year inside a project's name."""
    if "年" not in text:
        return 0
    text = text.translate(DIGITS)
    found = YEARS.findall(chinese_year(text) if "二" in text else text)
    return int(next((year for year, whole in found if whole), found[0][0] if found else 0))


def chinese_year(text: str) -> str:
    return re.sub("二[〇零○O0][一二三四五六七八九〇零]{2}", lambda m: "".join(str("零一二三四五六七八九".find(c.replace("〇", "零").replace("○", "零").replace("O", "零").replace("0", "零"))) for c in m.group()), text)  # fmt: skip
