"""From what a walk gathered to the blank forms of a file."""

from selfeval.document import Document, Where
from selfeval.figure import Figure, Text
from selfeval.forms.submission import FormSeen
from selfeval.forms.template import Blank, Heading, Left, TemplateFile, Unknown, Unspanned, Wanted
from selfeval.layout.blank.needs import NEEDS, WHOLE
from selfeval.layout.blank.seen import Seen
from selfeval.layout.blank.walk import scan_document
from selfeval.layout.blank.wanted import nearest, standing, wanted_of
from selfeval.layout.gather import file_facts
from selfeval.layout.labels import Labels


def lay_out_blank(document: Document, labels: Labels) -> TemplateFile:
    """The blank forms of one file; where none is known, one without a kind, that lacks its title."""
    blanks: list[Blank] = []
    for seen in scan_document(document, labels):
        kind = kind_of_blank(seen)
        if kind in NEEDS:
            blanks.append(build_blank(seen, kind, labels))
        elif kind == "target-table":
            blanks.append(Blank(kind=kind, title=seen.title, where=seen.where))
    if not blanks:
        here = Where(document.file)
        blanks = [Blank(where=here, wanted=(Wanted(field="title"),))]
    forms = [FormSeen(kind=b.kind, title="".join(b.title.text.split()), where=b.where) for b in blanks if b.kind]
    asked = tuple(blank for blank in blanks if blank.kind != "target-table")
    facts = file_facts(document, [], [], ())
    return TemplateFile(name=document.file, files=(facts,), forms=tuple(forms), blanks=asked)


def kind_of_blank(seen: Seen) -> str:
    """The kind that the title names, else that the blocks are of; empty for a report, a note, or what is no form."""
    if seen.kind.endswith("-report") or not (seen.begun or seen.kind):
        return ""
    columns = {name.partition(".")[0] for name in seen.found}
    if seen.kind and seen.kind != "evaluation":
        return seen.kind if seen.begun or columns else ""
    if columns & {"money", "staffing", "building"}:
        return "basic-data"
    if columns & {"funds", "indicators"}:
        return "project-evaluation" if standing("pairs.project", seen) else "department-evaluation"
    return ""


def build_blank(seen: Seen, kind: str, labels: Labels) -> Blank:
    given = wanted_of(seen, kind, labels)
    used = {id(w.like) for w in given} | {id(w.empty) for w in given}
    strangers = [
        Unknown(label=s.text, near=near)
        for s in seen.strangers
        if id(s.text) not in used and not s.free and ((near := nearest(s, labels)) or s.firm)
    ]
    # Where a column is lost its row ends early, and that is no second fault.
    lost = {w.field.rpartition(".")[0] for w in given if not w.found and w.like.absent and w.empty.absent}
    gaps = [gap for gap in seen.gaps if gap.firm and id(gap.cell) not in used and gap.group not in lost & set(WHOLE)]
    unspanned = [Unspanned(label=label, cell=cell) for label, cell in seen.unspanned]
    unspanned += [
        Unspanned(label=gap.label, cell=gap.cell)
        for gap in gaps
        if not (gap.label.absent or gap.group.endswith("rows"))
    ]
    execution = Heading(label=seen.execution_label, weight=execution_of(seen))
    side = seen.sides.get("indicators")
    levels = [level.done() for level in seen.levels]
    weighted = any(level.weight.known for level in levels)
    below = levels if weighted or side is None else [Heading(label=side.label, weight=side.weight)]
    slots = (*([execution.weight] if execution.weight.known else []), *seen.slots) if seen.slots else ()
    groups = [level for top in seen.levels for level in (top.done(), *(low.done() for low in top.below))]
    if side is not None and weighted:
        groups.append(Heading(label=side.label, weight=side.weight, parts=tuple(level.weight for level in levels)))
    lone = lone_weights(seen)
    if lone:
        slots = ()
    told = used | {id(u.label) for u in strangers}
    strange = tuple(s.text for s in seen.strangers if id(s.text) not in told and not s.free)
    return Blank(
        kind=kind,
        title=seen.title,
        where=seen.where,
        wanted=given,
        strangers=tuple(strangers),
        unspanned=tuple(unspanned),
        nameless=tuple(Text(gap.label.text, gap.cell.where) for gap in gaps if gap.group.endswith("rows")),
        headings=(execution, *below),
        groups=tuple(g for g in groups if g.weight.known and any(part.known for part in g.parts)),
        slots=slots,
        full=seen.full,
        left=tuple(Left(text=text, kind=kind_) for text, kind_ in (*seen.left, *lone)),
        roomless=tuple(seen.roomless),
        strange=strange,
    )


def lone_weights(seen: Seen) -> list[tuple[Text, str]]:
    """Weights in the slots of less than half of the headings: not printed for all, so left in."""
    lowest = [low for top in seen.levels for low in (top.below or [top])]
    filled = [[slot for slot in low.slots if slot.known] for low in lowest]
    if 2 * sum(map(bool, filled)) >= len(lowest):
        return []
    return [(Text(slot.typed, slot.where), "figure") for slots in filled for slot in slots]


def execution_of(seen: Seen) -> Figure:
    """The weight of 预算执行: in the row of the total, else in the title beside the funds; absent where the form has no place for it."""
    side = seen.sides.get("funds")
    if not seen.execution.known and side is not None:
        return side.weight
    return seen.execution
