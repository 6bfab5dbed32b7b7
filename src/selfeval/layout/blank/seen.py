"""What a walk over a blank form gathers: labels and their places, gaps, what was left in."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from selfeval.document import Cell, Grid, Where
from selfeval.figure import NO_TEXT, NONE, NOWHERE, Figure, Text
from selfeval.forms.template import Heading
from selfeval.layout.blocks import BLOCKS, Entry, Header, label_text
from selfeval.layout.labels import Labels, slot_name, squeeze
from selfeval.layout.numbers import is_nothing, read_date, read_number
from selfeval.layout.values import SEAL, make, prompt_only
from selfeval.units import POINTS, is_unit

PLACEHOLDER = re.compile(r"(?:单击|点击|轻触)(?:或(?:单击|点击|轻触))?此处.*|\([^()]*\)|[□☐○]\S{0,6}(?:[□☐○]\S{0,6})*")
NAMES = frozenset(("unit", "project", "department_in_charge", "implementing_unit", "preparer", "head", "contact"))
LONGEST_LABEL = 30


class Stranger(NamedTuple):
    """A text where labels stand that nobody knows. firm: it can be nothing but a label; free: the form may name such a line as it likes."""

    group: str
    text: Text
    firm: bool
    free: bool = False


class Gap(NamedTuple):
    """A blank cell where a label could stand: the field of the label before it, that label, and whether nothing else can be there."""

    group: str
    before: str
    label: Text
    cell: Text
    firm: bool


@dataclass(slots=True, eq=False, repr=False)
class Weighed:
    """A heading on its way: its label, its weight, the headings and the slots below it."""

    label: Text
    weight: Figure
    below: "list[Weighed]" = field(default_factory=list)
    slots: list[Figure] = field(default_factory=list)

    def done(self) -> Heading:
        below = tuple(heading.weight for heading in self.below)
        known = bool(below) and all(weight.known for weight in below)
        return Heading(label=self.label, weight=self.weight, parts=below if known else tuple(self.slots))


@dataclass(slots=True, eq=False, repr=False)
class Seen:
    """One blank form as its rows and paragraphs said."""

    kind: str = ""
    title: Text = NO_TEXT
    where: Where = NOWHERE
    before: list[Text] = field(default_factory=list)
    found: dict[str, list[Text]] = field(default_factory=dict)
    strangers: list[Stranger] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    unspanned: list[tuple[Text, Text]] = field(default_factory=list)
    left: list[tuple[Text, str]] = field(default_factory=list)
    sides: dict[str, Weighed] = field(default_factory=dict)
    sideless: list[tuple[str, Text]] = field(default_factory=list)
    roomless: list[Text] = field(default_factory=list)
    execution: Figure = NONE
    execution_label: Text = NO_TEXT
    levels: list[Weighed] = field(default_factory=list)
    slots: list[Figure] = field(default_factory=list)
    full: Figure = NONE

    @property
    def begun(self) -> bool:
        return any(name.partition(".")[0] in BLOCKS for name in self.found)


@dataclass(slots=True, eq=False, repr=False)
class Scan:
    """Where the walk stands. open: the free-text lines it is among; last: the row label before; width: of the table at hand."""

    file: str
    labels: Labels
    forms: list[Seen]
    grid: Grid = field(default_factory=lambda: Grid(""))
    width: int = 0
    header: Header | None = None
    waiting: bool = False
    open: str = ""
    last: str = ""
    split: bool = False
    halves: dict[Cell, list[Text]] = field(default_factory=dict)
    level: list[Text | None] = field(default_factory=lambda: [None, None])
    said: set[int] = field(default_factory=set)

    @property
    def seen(self) -> Seen:
        return self.forms[-1]

    def text(self, cell: Cell, label: str = "") -> Text:
        words = " ".join(cell.text.split())
        return Text(words, Where(self.file, self.grid.part, self.grid.ref(cell), label or label_text(cell.text)))

    def at(self, row: int, col: int, label: str) -> Text:
        return self.text(Cell(row=row, col=col), label)

    def find(self, name: str, cell: Cell) -> Text:
        """Notes that a label stands in a cell."""
        label = self.text(cell)
        self.seen.found.setdefault(name, []).append(label)
        if not self.seen.where.part:
            self.seen.where = label.where._replace(ref=self.grid.ref(Cell(row=cell.row)), label="")
        return label

    def stranger(self, group: str, cell: Cell, firm: bool, free: bool = False) -> None:
        if len(squeeze(cell.text)) <= LONGEST_LABEL and not read_number(cell.text):
            self.seen.strangers.append(Stranger(group, self.text(cell), firm, free))

    def answer(self, cell: Cell, label: str, kind: str = "") -> None:
        """Notes what was left in a cell that the unit is to fill."""
        if not is_blank(cell.text):
            self.seen.left.append((self.text(cell, label), kind or kind_left(cell.text)))

    def unspanned(self, label: Text, cell: Text) -> None:
        if id(label) not in self.said:
            self.said.add(id(label))
            self.seen.unspanned.append((label, cell))


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing that a unit would write: blank, a line to write on, a prompt, a printed unit."""
    words = squeeze(SEAL.sub("", text)).strip("_年月日")
    if is_nothing(words) or is_unit(words) or prompt_only(text):
        return True
    return bool(PLACEHOLDER.fullmatch(words)) or not slot_name(words)


def kind_left(text: str) -> str:
    if read_date(text):
        return "date"
    return "figure" if any(char.isdigit() for char in squeeze(text)) else "words"


def points(scan: Scan, cell: Cell, label: str) -> Figure:
    place = Where(scan.file, scan.grid.part, scan.grid.ref(cell), label)
    return make(Entry(cell.text.strip(), place, cell.why), POINTS, {})
