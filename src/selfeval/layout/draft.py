"""The walk over a document's rows and paragraphs: which form, which block and which field each belongs to."""

import itertools
import re
import sys
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from selfeval.document import Cell, Document, Grid, Paragraph, Row, Where
from selfeval.figure import NOWHERE
from selfeval.layout.blocks import (
    SIGNED,
    UNIT_BEHIND,
    YEAR_ALONE,
    Entry,
    Header,
    inline,
    label_cell,
    label_text,
    match_header,
    signature,
    title_kind,
    value_cells,
    year_in,
)
from selfeval.layout.labels import Label, Labels, fold, squeeze, unit_said
from selfeval.layout.numbers import is_nothing, read_number
from selfeval.units import is_money, is_unit

THREE_PUBLIC = ("three_public", "vehicles", "vehicle_purchase", "vehicle_running", "abroad", "reception")
VEHICLES = ("vehicles", "vehicle_purchase", "vehicle_running")
LINES = ("project", "public")
NO_ENTRY = Entry()
SUBTOTAL = re.compile(".(?:小计|合计)(?:[（(].*[)）])?$|^小计")
ANSWERS = ("content", "conclusion", "problems", "improvements")
WHOLE = ("money", "funds", "indicators")
FEWEST_HEADS = 4


@dataclass(slots=True, eq=False, repr=False)
class Line:
    """A row of a block: the field that its label names (empty for a free-text line), its label, its cell in each column."""

    name: str
    label: Label
    where: Where
    cells: dict[str, Entry]
    under: str = ""
    levels: tuple[Cell | None, Cell | None] = (None, None)


class SplitPart(NamedTuple):
    """A part of a split: its label, its number, and whether the label is known."""

    name: str
    entry: Entry
    known: bool


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """One form as its rows said, before figures are read."""

    kind: str
    title: Entry
    year: int = 0
    year_from: Entry = NO_ENTRY
    money_unit: str = ""
    pairs: dict[str, Entry] = field(default_factory=dict)
    heads: list[Entry] = field(default_factory=list)
    single: dict[str, dict[str, Entry]] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    splits: dict[str, list[SplitPart]] = field(default_factory=dict)
    printed: dict[str, Entry] = field(default_factory=dict)
    goals: dict[str, Entry] = field(default_factory=dict)
    totals: dict[str, Entry] = field(default_factory=dict)
    headers: dict[str, Header] = field(default_factory=dict)
    columns: dict[str, set[str]] = field(default_factory=dict)
    dated: list[tuple[Entry, int, int]] = field(default_factory=list)
    stray: Entry = NO_ENTRY
    loose: list[Entry] = field(default_factory=list)
    paragraphs: list[Entry] = field(default_factory=list)
    unknown: list[tuple[Grid, Cell]] = field(default_factory=list)
    apart: list[tuple[Grid, list[Cell]]] = field(default_factory=list)
    place: Where = NOWHERE
    strange: list[tuple[str, Grid, Cell]] = field(default_factory=list)
    ended: bool = False
    met: set[str] = field(default_factory=set)

    @property
    def is_report(self) -> bool:
        return self.kind.endswith("-report")

    @property
    def begun(self) -> bool:
        return bool(self.columns or self.single)

    @property
    def empty(self) -> bool:
        return not (self.begun or self.paragraphs or self.pairs or self.goals)


@dataclass(slots=True, eq=False, repr=False)
class Walk:
    """Where the walk stands: the form at hand, the block whose header is in force, and what was passed just before.

    fresh: in a sheet that has shown no title and no block yet.
    """

    file: str
    labels: Labels
    drafts: list[Draft]
    header: Header | None = None
    grid: Grid = field(default_factory=lambda: Grid(""))
    waiting: str = ""
    split: dict[str, Cell] = field(default_factory=dict)
    open_lines: str = ""
    last: str = ""
    before: list[Entry] = field(default_factory=list)
    fresh: bool = False

    @property
    def draft(self) -> Draft:
        return self.drafts[-1]

    def entry(self, cell: Cell, label: str = "", unit: str = "") -> Entry:
        return Entry(cell.text.strip(), Where(self.file, self.grid.part, self.grid.ref(cell), label), cell.why, unit)

    def entry_at(self, row: int, col: int, label: str = "") -> Entry:
        return self.entry(Cell(row=row, col=col), label)


def walk_document(document: Document, labels: Labels) -> list[Draft]:
    """The forms of a document, in order; those of which nothing but a title stands there are left out."""
    walk = Walk(document.file, labels, [Draft("", Entry())])
    for block in document.blocks:
        if isinstance(block, Paragraph):
            read_paragraph(walk, Entry(block.text.strip(), Where(document.file, block.part, block.ref)))
        else:
            read_grid(walk, block)
    return [draft for draft in walk.drafts if not draft.empty or draft.kind]


def begin(walk: Walk, kind: str, title: Entry) -> None:
    """Opens a form; a title right after a title is one title."""
    walk.header, walk.split, walk.open_lines, walk.last, walk.fresh = None, {}, "", "", False
    draft = walk.draft
    year, year_from, unit = year_in(title.text), title, ""
    if draft.empty and (not draft.kind or draft.kind == kind or "evaluation" in (kind, draft.kind)):
        walk.drafts.pop()
        kind = kind if kind != "evaluation" or not draft.kind else draft.kind
        unit = draft.money_unit
        if not year:
            year, year_from = draft.year, draft.year_from
    if not year:
        for entry in reversed(walk.before[-3:]):
            if year := year_in(entry.text):
                year_from = entry
                break
    walk.before.clear()
    walk.drafts.append(Draft(kind, title, year, year_from, unit))
    note_unit(walk.draft, fold(title.text).unit)


def note_unit(draft: Draft, unit: str) -> None:
    """Takes a unit of money that stands above a table, or in a title, as the form's."""
    if is_money(unit):
        draft.money_unit = unit


def note_year(draft: Draft, caption: Entry) -> bool:
    """Takes the year that stands between a title and its form, where the title has none; whether it did."""
    year = year_in(caption.text)
    if not year or not draft.title.text or draft.year or draft.begun:
        return False
    draft.year, draft.year_from = year, caption
    return True


def read_paragraph(walk: Walk, entry: Entry) -> None:
    if not entry.text:
        return
    if kind := title_kind(entry.text, walk.labels):
        begin(walk, kind, entry)
        return
    if signed := signature(entry.text, walk.labels):
        sign(walk, signed, entry)
        return
    if walk.draft.is_report:
        walk.draft.paragraphs.append(entry)
    elif len(entry.text) < 60:
        draft = walk.draft
        note_unit(draft, fold(entry.text).unit)
        if not note_year(draft, entry):
            walk.before.append(entry)


def sign(walk: Walk, signed: list[tuple[str, str, str]], entry: Entry) -> None:
    draft = walk.draft
    note_unit(draft, fold(entry.text).unit)
    if alone := YEAR_ALONE.search(entry.text):
        note_year(draft, entry._replace(text=alone.group()))
    for name, label, value in signed:
        said = Entry(value, entry.where._replace(label=label))
        if name == "unit" and (unit := unit_said(value)):
            note_unit(draft, unit)
        elif name == "head":
            draft.heads.append(said)
        elif name not in draft.pairs or not draft.pairs[name].text:
            draft.pairs[name] = said
    if draft.begun and any(name in SIGNED for name, _, _ in signed):
        draft.ended = True
        walk.header = None


def sign_cell(walk: Walk, row: Row, cell: Cell, signed: list[tuple[str, str, str]]) -> bool:
    """A cell that was signed; whether what belongs to its last label stands in the next one (`填表人：` | `甲`)."""
    name, label, value = signed[-1]
    at = row.cells.index(cell) + 1
    beside = row.cells[at] if at < len(row.cells) else None
    if value or beside is None or not beside.text.strip() or beside.row != row.number or walk.labels.find(beside.text):
        sign(walk, signed, walk.entry(cell))
        return False
    if signature(beside.text, walk.labels):
        sign(walk, signed, walk.entry(cell))
        return False
    sign(walk, signed[:-1], walk.entry(cell))
    sign(walk, [(name, label, beside.text.strip())], walk.entry(beside))
    return True


def read_grid(walk: Walk, grid: Grid) -> None:
    for part in side_by_side(grid, walk.labels) if grid.a1 else (grid,):
        read_part(walk, part)


def side_by_side(grid: Grid, labels: Labels) -> list[Grid]:
    """The forms that stand beside one another in a sheet, each under its title, as grids of their own; else the grid as it is."""
    for row in grid.rows:
        titles = [cell for cell in row.cells if cell.row == row.number and title_kind(cell.text, labels)]
        if len(titles) > 1:
            edges = [0, *(cell.col for cell in titles[1:]), sys.maxsize]
            return [
                replace(grid, rows=[between(row, start, end) for row in grid.rows])
                for start, end in itertools.pairwise(edges)
            ]
    return [grid]


def between(row: Row, start: int, end: int) -> Row:
    return replace(row, cells=[cell for cell in row.cells if start <= cell.col < end])


def read_part(walk: Walk, grid: Grid) -> None:
    walk.grid = grid
    if grid.a1:
        walk.header, walk.split, walk.fresh = None, {}, True
    elif walk.header and walk.header.block in ("money", "funds") and grid.rows and heads_others(walk, grid.rows[0]):
        walk.header, walk.open_lines = None, ""
    above: Row | None = None
    for at, row in enumerate(grid.rows):
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else None
        read_row(walk, row, above, below)
        above = row


def heads_others(walk: Walk, row: Row) -> bool:
    """The first row of a table of other things: only words, and none of them a known label."""
    texts = [cell.text for cell in row.cells if cell.text.strip()]
    groups = {group for text in texts for group, _ in walk.labels.find(text)}
    if walk.header and walk.header.block == "money":
        # 数量 and the like are kinds of indicators, of which the basic data has none.
        groups = {group for group in groups if not group.startswith("indicators")}
    return len(texts) > 1 and not groups and not any(map(read_number, texts))


def read_row(walk: Walk, row: Row, above: Row | None, below: Row | None) -> None:
    """Finds what a row is, the most telling first, and puts its cells where they belong."""
    number = row.number
    texts = [cell for cell in row.cells if cell.text and cell.row == number and cell.text.strip()]
    if not texts and not walk.waiting and not (walk.header and walk.header.block == "goals"):
        return
    for cell in texts:
        if "单位" in cell.text and UNIT_BEHIND.fullmatch(squeeze(cell.text)):
            note_unit(walk.draft, fold(cell.text).unit)
    years = [] if walk.draft.begun else [cell for cell in texts if YEAR_ALONE.fullmatch(cell.text.strip())]
    if len(years) == 1:
        # Of two that head columns neither is the form's.
        note_year(walk.draft, walk.entry(years[0]))
    if len(texts) == 1 and read_lone(walk, texts[0], row):
        return
    labelled = any(walk.labels.find(cell.text) for cell in row.cells if cell.text)
    if texts:
        signed = [
            (cell, found)
            for cell in texts
            if (":" in cell.text or "：" in cell.text) and (found := signature(cell.text, walk.labels))
        ]
        beside = sum(sign_cell(walk, row, cell, found) for cell, found in signed)
        if signed and len(signed) + beside == len(texts):
            return
        if labelled and (header := match_header(row, above, below, walk.labels)) and take_header(walk, header, row):
            return
    if walk.waiting:
        read_single(walk, row)
    elif walk.header and walk.header.block == "goals":
        read_goals(walk, row)
    elif (
        read_splits(walk, row, texts)
        or read_total(walk, row)
        or read_said(walk, texts)
        or (labelled and read_pairs(walk, row, texts))
    ):
        return
    elif walk.header:
        READERS[walk.header.block](walk, row)
    elif walk.draft.is_report:
        walk.draft.paragraphs.extend(walk.entry(cell) for cell in texts)
    else:
        read_unknown(walk, texts, below)


def read_unknown(walk: Walk, texts: list[Cell], below: Row | None) -> None:
    """A row of no known block: it stands apart; where it looks like a header, its labels are strange."""
    draft = walk.draft
    draft.unknown.extend((walk.grid, cell) for cell in texts)
    draft.apart.append((walk.grid, texts))
    # A table of nobody's form may be long: what its cells are is not asked.
    if not draft.kind or below is None or len(texts) < FEWEST_HEADS:
        return
    if not any(read_number(cell.text) for cell in texts):
        words = [cell for cell in below.cells if cell.text.strip() and not read_number(cell.text)]
        block = "money" if draft.kind == "basic-data" else "indicators" if len(words) >= FEWEST_HEADS else "funds"
        draft.strange.extend((f"{block}.columns", walk.grid, cell) for cell in texts if not walk.labels.find(cell.text))


def read_lone(walk: Walk, cell: Cell, row: Row) -> bool:
    """A row with one text: a title, a line of signatures, or a paragraph typed into a row."""
    entry = walk.entry(cell)
    if kind := title_kind(cell.text, walk.labels):
        begin(walk, kind, entry)
        return True
    if walk.header and all(cell.covers(head.col) for head in walk.header.columns.values()):
        read_paragraph(walk, entry)
        return True
    if walk.draft.is_report and len(row.cells) == 1:
        read_paragraph(walk, entry)
        return True
    if walk.header or walk.waiting or (len(row.cells) > 1 and not walk.grid.a1):
        return False
    if walk.labels.field(cell.text, "pairs") or match_header(row, None, None, walk.labels):
        return False
    read_paragraph(walk, entry)
    return True


def take_header(walk: Walk, header: Header, row: Row) -> bool:
    """Puts a header in force, in a new form where the one at hand already has what it heads."""
    begin_sheet(walk)
    block, draft = header.block, walk.draft
    if block == "goals":
        heads = list(header.columns.values())
        if any(cell.text and cell not in heads and cell.col > header.first for cell in row.cells):
            return False
    if draft.is_report and not strong(header):
        return False
    if block == "vouchers":
        join_cover(walk)
    if foreign(walk, header, row):
        walk.header = None
        return True
    known = draft.columns
    # Below a total on top the header may stand again, on the next page.
    goes_on = walk.header is not None and walk.header.block == block == "indicators"
    again = block in known and (
        draft.ended
        or (block == "funds" and "indicators" in known)
        or (bool(draft.totals) and block != "goals" and not goes_on)
    )
    other = (block in ("funds", "indicators") and "money" in known) or (
        block in ("money", "staffing") and "funds" in known
    )
    if draft.is_report or again or other or (draft.ended and block in WHOLE):
        kind = draft.kind if again and not draft.is_report else ""
        title, year, unit = (draft.title, draft.year, draft.money_unit) if kind else (Entry(), 0, "")
        walk.drafts.append(Draft(kind, title, year, draft.year_from, unit))
        draft = walk.draft
    if (
        walk.header
        and walk.header.block == block
        and walk.header.ordered[-1].row + 1 >= row.number > walk.header.ordered[-1].row
    ):
        header = joined(walk.header, header)
    header.unit = header.unit or fold(row.cells[0].text).unit
    walk.header, walk.split = header, {}
    if block not in draft.columns:
        walk.open_lines = ""
    draft.headers[block] = header
    settle(walk, row.number)
    known_heads = set(header.columns.values())
    for cell in row.cells:
        if cell.text.strip() and cell not in known_heads and cell.row == row.number and not walk.labels.find(cell.text):
            draft.strange.append((f"{block}.columns", walk.grid, cell))
    draft.columns.setdefault(block, set()).update(header.columns)
    walk.waiting = block if block in ("staffing", "building") else ""
    date_labels(walk, header, row)
    return True


def join_cover(walk: Walk) -> None:
    """A report in the form of a table: its cover, and the funds below it, belong to the form of its vouchers."""
    draft, cover = walk.draft, walk.drafts[-2] if len(walk.drafts) > 1 else walk.draft
    if draft.is_report and "project" in draft.pairs:
        draft.kind = "project-evaluation"
        draft.loose += [entry for entry in draft.paragraphs if read_number(entry.text)]
        draft.paragraphs.clear()
    elif (
        cover.is_report
        and "project" in cover.pairs
        and "project" not in draft.pairs
        and not draft.title.text
        and not any("。" in entry.text for entry in cover.paragraphs)
    ):
        walk.drafts.remove(cover)
        draft.title, draft.year, draft.year_from, draft.place = cover.title, cover.year, cover.year_from, cover.place
        draft.pairs, draft.heads, draft.dated = (
            cover.pairs | draft.pairs,
            cover.heads + draft.heads,
            cover.dated + draft.dated,
        )
        draft.loose += [entry for entry in cover.paragraphs if read_number(entry.text)]


def begin_sheet(walk: Walk) -> None:
    """A sheet whose first block has no title above it is a form of its own, of the kind that the sheet's name says."""
    if not walk.fresh:
        return
    walk.fresh = False
    name = walk.grid.part
    if kind := title_kind(name, walk.labels):
        begin(walk, kind, Entry(name, Where(walk.file, name, "A1")))
    elif not walk.draft.empty:
        walk.drafts.append(Draft("", Entry()))


def settle(walk: Walk, row: int) -> None:
    """A form stands where the first row of its table is."""
    if not walk.draft.place.part:
        walk.draft.place = walk.entry_at(row, 1).where


def foreign(walk: Walk, header: Header, row: Row) -> bool:
    """The header of another block that has columns of money too, such as 年度主要任务 with 任务名称 and 主要内容."""
    if header.block != "funds" or header.columns.keys() & {"rate", "weight", "score"}:
        return False
    heads = set(header.columns.values())
    others = [
        c for c in row.cells if c.text and c not in heads and c.row == row.number and not walk.labels.find(c.text)
    ]
    return len(others) > (0 if "funds" in walk.draft.lines else 1)


def strong(header: Header) -> bool:
    return len(header.columns) >= {"indicators": 4, "funds": 3, "money": 3, "staffing": 3, "vouchers": 3}.get(
        header.block, 9
    )


def joined(upper: Header, lower: Header) -> Header:
    """A header of two rows: what the lower one names stands, and of the upper one what has no cell of its own below."""
    taken = {cell.col for cell in lower.columns.values()}
    kept = {name: cell for name, cell in upper.columns.items() if name not in lower.columns and cell.col not in taken}
    return Header(
        lower.block,
        kept | lower.columns,
        upper.cells | lower.cells,
        lower.count,
        upper.unit or lower.unit,
        upper.years | lower.years,
        ordered=lower.ordered,
    )


def date_labels(walk: Walk, header: Header, row: Row) -> None:
    """Notes the years that labels carry, and by how many years each should stand off the report's own."""
    offsets = {cell: -1 for name, cell in header.columns.items() if name.startswith("prior")}
    dated = walk.draft.dated
    heads = set(header.columns.values())
    for cell in row.cells:
        asked = cell in heads or not walk.labels.heads_column(cell.text)
        if asked and cell.text and cell.row == row.number and (year := year_in(cell.text)):
            dated.append((walk.entry(cell, label_text(cell.text)), year, offsets.get(cell, 0)))


def read_single(walk: Walk, row: Row) -> None:
    """The one row of values below a header of staffing or buildings."""
    header, walk.waiting = walk.header, ""
    assert header is not None
    walk.header = None
    side = next((label_text(c.text) for c in header.ordered if c.text and c.col < header.first), "")
    cells = value_cells(row, header)
    values: dict[str, Entry] = {}
    for name, head in header.columns.items():
        cell = cells[name]
        label = " / ".join(filter(None, (fold(side).name, label_text(head.text))))
        unit = header.units[name]
        values[name] = walk.entry(cell, label, unit) if cell else walk.entry_at(row.number, head.col, label)
    walk.draft.single.setdefault(header.block, {}).update(values)


def row_cells(walk: Walk, row: Row, header: Header, label: Label, shown: str) -> dict[str, Entry]:
    """The entries of a row under each column of the header; what stands under no known column is loose."""
    cells = value_cells(row, header)
    entries: dict[str, Entry] = {}
    shared = "" if header.block == "indicators" else label.unit or header.unit or walk.draft.money_unit
    prefix = f"{shown} / " if shown else ""
    file, part, ref = walk.file, walk.grid.part, walk.grid.ref
    for name, cell in cells.items():
        at = cell or Cell(row=row.number, col=header.columns[name].col)
        where = Where(file, part, ref(at), prefix + header.labels[name])
        entries[name] = Entry(at.text.strip(), where, at.why, header.units[name] or shared)
    if len(row.cells) > len(cells):
        known = set(cells.values())
        for cell in row.cells:
            old = next((head for head in header.older if head.covers(cell.col)), None)
            if (
                cell.text
                and (cell.col >= header.first or old)
                and cell not in known
                and cell not in header.cells
                and read_number(cell.text)
            ):
                walk.draft.loose.append(
                    walk.entry(cell, prefix + label_text(old.text) if old else shown, shared if old else "")
                )
    return entries


def is_scored(entries: dict[str, Entry]) -> bool:
    return any(name in entries and read_number(entries[name].text) for name in ("weight", "score"))


def filled(entries: dict[str, Entry]) -> bool:
    return any(not is_nothing(entry.text) or entry.why for entry in entries.values())


def unit_beside(row: Row, header: Header) -> str:
    """The unit in a column of its own, between the label and the figures."""
    units = [squeeze(cell.text) for cell in row.cells if cell.col < header.first and cell.text]
    return next((text for text in units if is_unit(text) and not text.isascii()), "")


def in_words(entries: dict[str, Entry], row: Row, header: Header) -> bool:
    """A row of words: no number under any column, or one cell across them all."""
    if not any(read_number(entry.text) or entry.why for entry in entries.values()):
        return filled(entries)
    return len(entries) > 1 and len({id(cell) for cell in value_cells(row, header).values()}) == 1


def read_money(walk: Walk, row: Row) -> None:
    header, draft = walk.header, walk.draft
    assert header is not None
    cell = label_cell(row, header)
    label = fold(cell.text if cell else "")
    if unit := unit_beside(row, header):
        label = label._replace(unit=unit)
    name = walk.labels.field(cell.text, "money.rows") if cell else ""
    if not name and cell and walk.last in VEHICLES:
        name = walk.labels.field(cell.text, "money.under_vehicles")
    entries = row_cells(walk, row, header, label, label.name)
    place = walk.entry(cell, label.name).where if cell else Where(walk.file, walk.grid.part, f"r{row.number}c1")
    if name and name not in draft.met:
        draft.met.add(name)
        walk.open_lines = name if name in LINES else ""
        walk.last = name
        if name == "other":
            draft.loose.extend(entry for entry in entries.values() if read_number(entry.text))
        draft.lines.setdefault("money", []).append(Line(name, label, place, entries))
    elif in_words(entries, row, header):
        draft.unknown.extend((walk.grid, c) for c in row.cells if c.text and c.row == row.number)
    elif walk.open_lines:
        if filled(entries) or label.name:
            draft.lines.setdefault("money", []).append(Line("", label, place, entries, walk.open_lines))
    elif filled(entries):
        if walk.last in THREE_PUBLIC and not draft.stray.text:
            draft.stray = Entry(label.name, place)
        draft.loose.extend(entry for entry in entries.values() if not is_nothing(entry.text))
        if cell:
            draft.strange.append(("money.rows", walk.grid, cell))


def read_funds(walk: Walk, row: Row) -> None:
    header, draft = walk.header, walk.draft
    assert header is not None
    cell = label_cell(row, header)
    if cell is None and "source" in header.columns:
        cell = value_cells(row, header)["source"]
    text = cell.text if cell else ""
    label = fold(text)
    entries = row_cells(walk, row, header, label, label.name)
    if not filled(entries) and not label.name.strip("….· "):
        return
    name = walk.labels.field(text, "funds.rows")
    if not name and in_words(entries, row, header):
        draft.unknown.extend((walk.grid, c) for c in row.cells if c.text and c.row == row.number)
        return
    if not name:
        name = "use" if walk.labels.field(text, "splits") == "expenditure" else "stray"
        known = any(line.name != "stray" for line in draft.lines.get("funds", []))
        if name == "stray" and not known and (not text or is_scored(entries)):
            # The first row, by a name of its own: it has none, or it carries the weight or the score of execution.
            name = "total"
        if name == "stray" and cell and filled(entries):
            draft.strange.append(("funds.rows", walk.grid, cell))
    place = walk.entry(cell, label.name).where if cell else Where(walk.file, walk.grid.part, f"r{row.number}c1")
    draft.lines.setdefault("funds", []).append(Line(name, label, place, entries))


def read_splits(walk: Walk, row: Row, texts: list[Cell]) -> bool:
    """按收入性质分 and 按支出性质分: label and number in one cell, or the number in the next."""
    if "funds" not in walk.draft.columns or "indicators" in walk.draft.columns:
        return False
    found: list[tuple[Cell, str, str, Entry]] = []
    for at, cell in enumerate(row.cells):
        if not cell.text.strip() or (walk.header and cell in walk.header.cells):
            continue
        name, number = inline(cell.text)
        side = next((f for group, f in walk.labels.find(name) if group == "splits"), "")
        if walk.split and not side and number:
            side = "stray"
        if not side:
            continue
        beside = row.cells[at + 1] if at + 1 < len(row.cells) else None
        if (
            not number
            and beside is not None
            and (read_number(beside.text) or not (beside.text.strip() or ends_open(cell.text)))
        ):
            entry = walk.entry(beside, label_text(fold(name).name))
        else:
            entry = Entry(number, walk.entry(cell, label_text(fold(name).name)).where, cell.why)
        found.append((cell, side, name, entry._replace(unit=fold(name).unit)))
    heads = {side: cell for cell, side, _, _ in found if side.endswith("_split")}
    if heads:
        walk.split = heads
    if not walk.split or not found or not set(texts) & {cell for cell, _, _, _ in found}:
        return False
    for cell, side, name, entry in found:
        place_split(walk, cell, side, name, entry)
    return True


def ends_open(text: str) -> bool:
    """A label that ends with a colon: its number would stand in the same cell."""
    return text.rstrip().endswith((":", "："))


def place_split(walk: Walk, cell: Cell, side: str, name: str, entry: Entry) -> None:
    """Puts a part on the side of the column that it stands in, where the form has both columns, else by its label."""
    draft = walk.draft
    if side.endswith("_split"):
        draft.printed[side.removesuffix("_split")] = entry
        return
    known = side != "stray"
    right = max(walk.split.values(), key=lambda head: head.col)
    if len(walk.split) == 2:
        at = "right" if cell.col >= right.col else "left"
        side = next(s for s, head in walk.split.items() if (head is right) == (at == "right")).removesuffix("_split")
    elif side == "stray":
        side = next(iter(walk.split)).removesuffix("_split")
    draft.splits.setdefault(side, []).append(SplitPart(fold(name).name, entry, known))


def read_goals(walk: Walk, row: Row) -> None:
    header = walk.header
    assert header is not None
    for name, cell in value_cells(row, header).items():
        if name not in walk.draft.goals and name in ("expected", "achieved"):
            label = header.labels[name]
            walk.draft.goals[name] = (
                walk.entry(cell, label) if cell else walk.entry_at(row.number, header.columns[name].col, label)
            )
    walk.header = None


def read_total(walk: Walk, row: Row) -> bool:
    """The last row of the indicators, or the first: 总分, or 合计."""
    header = walk.header
    if not header or header.block != "indicators":
        return False
    cell = next((c for c in row.cells if c.text.strip() and c not in header.cells and c.row == row.number), None)
    if cell is None or not walk.labels.field(cell.text, "indicators.rows"):
        return False
    cells = {
        name: at for name, at in value_cells(row, header).items() if name in ("weight", "score") and at is not cell
    }
    if cells.get("weight") is cells.get("score") and len(cells) == 2:
        del cells["weight"]
    label = label_text(cell.text)
    for name in ("weight", "score"):
        if name not in header.columns:
            continue
        at = cells.get(name)
        shown = f"{label} / {header.labels[name]}"
        if at is not None:
            walk.draft.totals[name] = walk.entry(at, shown)
        elif name == "score" or len(cells) == 2:
            walk.draft.totals[name] = walk.entry_at(row.number, header.columns[name].col, shown)
    numbers = [c for c in row.cells if c is not cell and read_number(c.text) and c not in cells.values()]
    if not any(entry.text for entry in walk.draft.totals.values()) and len(numbers) == 1:
        walk.draft.totals["score"] = walk.entry(numbers[0], label)
    for other in row.cells:
        if other.text.strip() in ("优", "良", "中", "差", "合格", "优秀", "良好"):
            walk.draft.pairs.setdefault("grade", walk.entry(other, label))
    if "indicators" in walk.draft.lines:
        walk.header = None
    walk.draft.ended = False
    return True


def read_said(walk: Walk, texts: list[Cell]) -> bool:
    """A row of labels with their words in the same cell, such as `自评总分：98.25分` and `自评等级：优`."""
    found = []
    for cell in texts:
        label, colon, value = cell.text.replace("：", ":").partition(":")
        name = walk.labels.field(label, "pairs") if colon else ""
        if name not in ("grade", "score_total") or not value.strip() or len(value) > 12:
            return False
        found.append((name, walk.entry(cell, label_text(label))._replace(text=value.strip())))
    for name, entry in found:
        if name == "score_total":
            walk.draft.totals["score"] = entry
        else:
            walk.draft.pairs[name] = entry
    return bool(found)


def read_pairs(walk: Walk, row: Row, texts: list[Cell]) -> bool:
    """Rows of label and value, side by side: 单位名称, 项目名称, 主管部门, goals, what the form asks for in words."""
    if not any(pair_field(walk, cell) for cell in texts):
        return False
    cells = [c for c in row.cells if not (walk.header and c in walk.header.cells)]
    names = [(pair_field(walk, cell), cell) for cell in cells]
    at = next((i for i, (name, _) in enumerate(names) if name), None)
    if at is None or any(
        cell.text.strip() and cell in texts and not read_number(cell.text)
        for _, cell in names[:at]
        if not side_title(walk, cell, row)
    ):
        return False
    if walk.header and walk.header.block == "indicators" and at > 0:
        return False
    for i, (name, cell) in enumerate(names):
        if not name:
            continue
        following = names[i + 1] if i + 1 < len(names) else None
        if following and following[0] and walk.labels.is_side(cell.text, "goals"):
            # 年度总体目标 titles the goals beside it; it is one only where no other label follows.
            continue
        label = label_text(cell.text)
        if following and not following[0]:
            put_pair(walk, name, walk.entry(following[1], label, fold(cell.text).unit), row.number)
        elif not following:
            put_pair(walk, name, walk.entry_at(row.number, cell.col + cell.cols, label), row.number)
        else:
            put_pair(walk, name, walk.entry(cell, label)._replace(text=""), row.number)
    return True


def side_title(walk: Walk, cell: Cell, row: Row) -> bool:
    """A cell that titles the rows beside it: it reaches down, or its label is known as one."""
    return cell.row != row.number or cell.rows > 1 or any(field == "side" for _, field in walk.labels.find(cell.text))


def pair_field(walk: Walk, cell: Cell) -> str:
    found = walk.labels.find(cell.text) if cell.text.strip() else ()
    for group, name in found:
        if group == "pairs" or (group == "goals" and name != "side"):
            return f"{group}.{name}"
        if group in ("staffing", "building") and name != "side" and not walk.draft.single.get(group, {}).get(name):
            return f"{group}.{name}"
    return ""


def put_pair(walk: Walk, name: str, entry: Entry, row: int) -> None:
    begin_sheet(walk)
    group, _, name = name.partition(".")
    draft = walk.draft
    again = name == "project" and ("project" in draft.pairs or draft.columns)
    if group == "pairs" and (
        again or (name == "unit" and any(block in draft.columns for block in WHOLE) and "unit" in draft.pairs)
    ):
        kind = draft.kind if not draft.is_report else ""
        walk.drafts.append(Draft(kind, draft.title, draft.year, draft.year_from, draft.money_unit))
        walk.header, draft = None, walk.draft
    if not draft.place.part:
        draft.place = entry.where._replace(ref=walk.grid.ref(Cell(row=row, col=1)), label="")
    if group == "goals":
        draft.goals.setdefault(name, entry)
    elif group in ("staffing", "building"):
        if year := year_in(entry.where.label):
            draft.dated.append((entry, year, 0))
        draft.single.setdefault(group, {})[name] = entry
    elif name == "unit" and (unit := unit_said(squeeze(entry.text))):
        note_unit(draft, unit)
    elif name == "head":
        draft.heads.append(entry)
    elif name not in draft.pairs:
        draft.pairs[name] = entry


def read_indicator(walk: Walk, row: Row) -> None:
    header, draft = walk.header, walk.draft
    assert header is not None
    cells = value_cells(row, header)
    name = cells.get("level3") or cells.get("level2")
    first = cells.get("level1") or cells.get("level2")
    if first is not None and first.text and "level3" in cells and first is cells["level3"]:
        # One cell across all levels heads words, a sub-total or a note, and no indicator.
        beside_indicators(walk, row)
        return
    if (
        name is not None
        and name.text
        and all(cells.get(f) is name for f in ("target", "actual", "score") if f in cells)
    ):
        # One cell from the name to the score holds words: a note, an opinion.
        beside_indicators(walk, row)
        return
    if (name and SUBTOTAL.search(label_text(name.text))) or (
        first and first.row == row.number and SUBTOTAL.search(label_text(first.text))
    ):
        beside_indicators(walk, row)
        return
    label = label_text(name.text) if name else ""
    entries = row_cells(walk, row, header, fold(""), label)
    line = Line("", fold(label), entries.get("level3", Entry()).where, entries)
    line.levels = (cells.get("level1"), cells.get("level2"))
    draft.lines.setdefault("indicators", []).append(line)


def beside_indicators(walk: Walk, row: Row) -> None:
    """A row of the indicator block that is no indicator: its figures are loose, its words belong to nothing."""
    for cell in row.cells:
        if cell.text.strip() and cell.row == row.number:
            if read_number(cell.text):
                walk.draft.loose.append(walk.entry(cell))
            else:
                walk.draft.unknown.append((walk.grid, cell))


def read_voucher(walk: Walk, row: Row) -> None:
    """One voucher, or the total of all."""
    header = walk.header
    assert header is not None
    cell = value_cells(row, header).get("item") or label_cell(row, header)
    label = fold(cell.text if cell else "")
    entries = row_cells(walk, row, header, label, label.name)
    if cell and walk.labels.field(cell.text, "vouchers.rows") and "spent" in entries:
        walk.draft.totals["voucher_total"] = entries["spent"]
    elif label.name or filled(entries):
        place = walk.entry(cell, label.name).where if cell else Where(walk.file, walk.grid.part, f"r{row.number}c1")
        walk.draft.lines.setdefault("vouchers", []).append(Line("", label, place, entries))


READERS = {
    "vouchers": read_voucher,
    "money": read_money,
    "funds": read_funds,
    "indicators": read_indicator,
    "goals": read_goals,
    "staffing": read_single,
    "building": read_single,
}
