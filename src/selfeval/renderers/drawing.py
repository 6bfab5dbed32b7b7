"""The files of a submission drawn again: parts of blocks, each cell and paragraph with the notes and claims that are in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from selfeval.renderers.marks import Note, Tongue, anchor
from selfeval.report import Box, Drawn, Page, Row, Span, SubmissionReport

NUMBER = re.compile(r"[-−+]?[\d,]+(?:\.\d+)?[%‰]?")
TOP = re.compile(r"[一二三四五六七八九十]{1,3}、")
# A cell with more than this is set from the left; paragraphs before a table up to this belong to it.
SHORT, BEFORE_TABLE = 24, 160
Key = tuple[str, str, str]


class Piece(NamedTuple):
    """Words of a text: plain, or a claim (kind: checked, read, lost), with the notes that are on it."""

    text: str
    kind: str = ""
    tip: str = ""
    notes: tuple[Note, ...] = ()


class Field(NamedTuple):
    """A cell or a paragraph with what is marked in it."""

    box: Box
    classes: str
    anchor: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    unused: tuple[str, ...]
    operands: tuple[Note, ...] = ()

    @property
    def told(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind]

    @property
    def all_notes(self) -> list[Note]:
        return list({id(n): n for n in chain(self.notes, *(piece.notes for piece in self.pieces))}.values())


class Table(NamedTuple):
    """looked: a check looked at something in it, or there is no figure to look at."""

    drawn: Drawn
    rows: list[tuple[Row, list[Field]]]
    looked: bool


class Line(NamedTuple):
    field: Field
    style: str
    left_out: int


@dataclass(slots=True)
class Part:
    """Blocks that stand together, and the notes beside them."""

    blocks: list[Table | Line] = field(default_factory=list)

    @property
    def fields(self) -> Iterator[Field]:
        for block in self.blocks:
            if isinstance(block, Line):
                yield block.field
            else:
                yield from chain.from_iterable(fields for _, fields in block.rows)

    @property
    def notes(self) -> list[Note]:
        return list({id(n): n for each in self.fields for n in each.all_notes}.values())

    @property
    def told(self) -> list[Piece]:
        return [piece for each in self.fields for piece in each.told]


def number_notes(notes: list[Note], parts: Iterable[Part]) -> None:
    """Numbers the notes as a reader meets them; what stands in no page comes first."""
    ordered = [note for part in parts for note in part.notes]
    for note in ordered:
        note.here = True
    for number, note in enumerate([*(note for note in notes if not note.here), *ordered], 1):
        note.number = number
    notes.sort(key=lambda note: note.number)


class Drawer:
    """Draws the files of a submission with its marks in them, each mark once: where two places have one name, in the first."""

    def __init__(self, s: SubmissionReport, voice: Tongue, notes: list[Note]) -> None:
        self.voice, self.file = voice, ""
        self.notes: dict[Key, list[Note]] = {}
        self.unused: dict[Key, list[str]] = {}
        self.operands: dict[Key, list[Note]] = {}
        for note in notes:
            self.notes.setdefault(note.where[:3], []).append(note)
            for where in note.evidence:
                self.operands.setdefault(where[:3], []).append(note)
        for u in s.unused:
            self.unused.setdefault(u.where[:3], []).append(u.text)
        self.titles = {"".join(form.title.split()) for form in s.forms if form.title}
        self.linked: set[Key] = {where[:3] for note in notes for where in note.evidence} | self.unused.keys()

    def parts(self, page: Page) -> list[Part]:
        """A file in parts: a table with the lines round it, or a chapter of a report."""
        self.file = page.file
        parts = [Part()]
        tables = words = 0
        chapter = False
        for block in page.blocks:
            if isinstance(block, Drawn):
                if tables or words > BEFORE_TABLE or block.a1:
                    parts.append(Part())
                parts[-1].blocks.append(self.table(block))
                tables, words, chapter = tables + 1, 0, False
                continue
            text = "".join(block.box.text.split())
            titled = text in self.titles
            top = bool(TOP.match(text))
            if parts[-1].blocks and ((titled and chapter) or ((tables or words > BEFORE_TABLE) and (titled or top))):
                parts.append(Part())
                tables, words, chapter = 0, 0, False
            words += len(text)
            chapter |= top
            style = "title" if titled else "top" if top else "short" if len(text) <= SHORT else "body"
            parts[-1].blocks.append(Line(self.field(block.part, block.box, False), style, block.left_out))
        return [part for part in parts if part.blocks]

    def table(self, drawn: Drawn) -> Table:
        rows = [(row, [self.field(drawn.part, box, drawn.a1) for box in row.boxes]) for row in drawn.rows]
        looked = any(
            each.box.looked or each.box.spans or each.notes or each.unused for _, fields in rows for each in fields
        )
        return Table(drawn, rows, looked or not any(c.isdigit() for r in drawn.rows for b in r.boxes for c in b.text))

    def field(self, part: str, box: Box, sheet: bool) -> Field:
        if not box.text and not box.ref:
            return Field(box, "v", "", (), (), ())
        key = (self.file, part, box.ref)
        notes, unused, operands = self.notes.pop(key, []), self.unused.get(key, []), self.operands.get(key, [])
        on_words: set[int] = set()
        pieces = pieces_of(box, notes, on_words, self.voice)
        rest = tuple(note for note in notes if id(note) not in on_words)
        held = box.looked and not notes and not unused and not operands
        text = box.text.strip()
        classes = [
            alignment(box, text, sheet),
            "h" if box.hidden else "",
            "t" if held and not box.spans else "",
        ]
        name = anchor(key) if key in self.linked else ""
        self.linked.discard(key)
        return Field(
            box, " ".join(filter(None, classes)), name, pieces, rest, tuple(dict.fromkeys(unused)), tuple(operands)
        )


def alignment(box: Box, text: str, sheet: bool) -> str:
    """As such forms are set: words of a sheet from the left, its figures to the right, and all else short in the middle."""
    if len(text) > SHORT:
        return "l"
    if not sheet or (box.cols > 1 < len(text) and not NUMBER.fullmatch(text)):
        return ""
    return "r" if NUMBER.fullmatch(text) else "l"


def pieces_of(box: Box, notes: Sequence[Note], on_words: set[int], voice: Tongue) -> tuple[Piece, ...]:
    """A text as plain words and claims; a note goes on the claim that it is about, where that is sure."""
    pieces: list[Piece] = []
    at = 0
    for span in box.spans:
        if span.start > at:
            pieces.append(Piece(box.text[at : span.start]))
        words = box.text[span.start : span.end]
        own = [n for n in notes if n.where.label == span.label and id(n) not in on_words and fits(n, span, box, words)]
        on_words.update(map(id, own))
        kind = "lost" if not span.understood else "checked" if span.looked else "read"
        pieces.append(Piece(words, kind, meaning(span, kind, voice), tuple(own)))
        at = span.end
    if at < len(box.text):
        pieces.append(Piece(box.text[at:]))
    return tuple(pieces)


def fits(note: Note, span: Span, box: Box, words: str) -> bool:
    """Whether a note is on these words: the only ones of its label, or those that hold what it says is written."""
    same = [other for other in box.spans if other.label == span.label]
    return len(same) == 1 or not note.said or note.said in words or span is same[-1]


def meaning(span: Span, kind: str, voice: Tongue) -> str:
    if kind == "lost":
        return voice("没有读懂，没有核对", "not understood, not checked")
    said = " · ".join(filter(None, (span.subject, voice.pair(span.measure["zh"], span.measure["en"]))))
    return said if kind == "checked" else said + voice("（没有检查涉及）", " (in no check)")
