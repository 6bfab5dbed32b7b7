"""Puts notes into the cells of a workbook, and takes them out again; nothing else of it changes."""

import re
from typing import Any

from lxml import etree

from selfeval.annotate.note import AUTHOR, Moved, Note
from selfeval.annotate.package import OURS, Copy, names_of, office_names, take_out
from selfeval.annotate.sheet_places import Sheet, cell_of, sheet_of, sheets_of
from selfeval.annotate.vml import CONTENT as DRAWING_CONTENT
from selfeval.annotate.vml import EMPTY, Box, add_boxes, rows_for, take_boxes
from selfeval.document import Unreadable, column_letters
from selfeval.parsers.guard import Package
from selfeval.parsers.references import cell_place
from selfeval.parsers.shown import MC
from selfeval.parsers.xlsx import USUAL

CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
# What may follow `legacyDrawing` in a sheet, in the order of the schema.
LATER = ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"]
# Ours begins with such a line in a note of somebody else, and ends with the other; the longer first line says that what the
# person wrote was one plain text before.
BEGIN, BEGIN_PLAIN, FINISH = "\n[selfeval]\n", "\n\n[selfeval]\n", "\n[/selfeval]"
OWN_PART = re.compile(r"\n?\n\[selfeval\]\n.*?\n\[/selfeval\]", re.DOTALL)
THREAD = "tc="
# Excel takes no more characters.
MOST = 32_000
ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
RELATION_ID = re.compile(r"\}id$")


def annotate_xlsx(copy: Copy, notes: list[Note]) -> list[Moved]:
    """Adds the notes; returns those that could not stand in their own places."""
    main = copy.package.main_part(USUAL)
    if main is None:
        raise Unreadable("damaged", f"{USUAL} is missing")
    moved: list[Moved] = []
    with Package(copy.data, copy.limits) as package:
        sheets = sheets_of(package, main)
        if not sheets:
            raise Unreadable("damaged", "no worksheet")
        first = next(iter(sheets))
        wanted: dict[str, list[tuple[Note, str, str]]] = {}
        opened: dict[str, Sheet] = {}
        for note in notes:
            name = note.where.part if note.where.part in sheets else first
            ref = note.where.ref if name == note.where.part else ""
            if name not in opened:
                opened[name] = sheet_of(package, sheets[name])
            cell, why = cell_of(package, opened[name], ref)
            why = "not-found" if why == "no-place" and note.where.part else why
            wanted.setdefault(name, []).append((note, cell, why))
    for name, placed in wanted.items():
        moved += annotate_sheet(copy, name, sheets[name], placed)
    return moved


def annotate_sheet(copy: Copy, name: str, part: str, placed: list[tuple[Note, str, str]]) -> list[Moved]:
    root = copy.tree(part)
    names = names_of(root)
    comments_part, comments = comments_of(copy, part, root)
    authors, listed = comments.find(names + "authors"), comments.find(names + "commentList")
    if authors is None or listed is None:
        raise Unreadable("damaged", comments_part)
    there = {each.get("ref", ""): each for each in listed.iterchildren(names + "comment")}
    threads = {ref for ref, each in there.items() if author_of(each, authors, names).startswith(THREAD)}
    moved: list[Moved] = []
    by_cell: dict[str, list[Note]] = {}
    for note, cell, why in placed:
        free = beside(cell, threads)
        if free != cell or why:
            moved.append(Moved(note, why or "threaded", f"{name}!{free}"))
        by_cell.setdefault(free, []).append(note)
    boxes = []
    for cell in sorted(by_cell, key=cell_place):
        text = "\n\n".join("\n".join((note.head, *note.lines)) for note in by_cell[cell])
        text = text[:MOST] + "…" if len(text) > MOST else text
        if cell in there:
            append(there[cell], text, names)
        else:
            add_note(listed, cell, own_author(authors, names), text, names)
            boxes.append(Box(*cell_place(cell), rows_for(text)))
    copy.put(comments_part, comments)
    if boxes:
        draw(copy, part, root, boxes)
    return moved


def comments_of(copy: Copy, part: str, root: Any) -> tuple[str, Any]:
    """The part of a sheet's notes and its root; both are made where the sheet has none."""
    known = copy.related(part, "comments")
    if known and known[1].target in copy:
        return known[1].target, copy.tree(known[1].target)
    name = known[1].target if known else copy.free_name("xl/comments{}.xml")
    if not known:
        copy.relate(part, "comments", name, office_names(root))
    copy.type(name, CONTENT)
    names = names_of(root)
    comments = etree.Element(names + "comments", nsmap={None: names[1:-1]})
    for tag in ("authors", "commentList"):
        etree.SubElement(comments, names + tag)
    return name, comments


def author_of(comment: Any, authors: Any, names: str) -> str:
    said = comment.get("authorId", "")
    listed = authors.findall(names + "author")
    return (listed[int(said)].text or "") if said.isdecimal() and int(said) < len(listed) else ""


def own_author(authors: Any, names: str) -> int:
    listed = [each.text for each in authors.iterchildren(names + "author")]
    if AUTHOR not in listed:
        etree.SubElement(authors, names + "author").text = AUTHOR
        listed.append(AUTHOR)
    return listed.index(AUTHOR)


def beside(cell: str, taken: set[str]) -> str:
    """The cell, or the next one to its right that is not taken."""
    row, col = cell_place(cell)
    while f"{column_letters(col)}{row}" in taken:
        col += 1
    return f"{column_letters(col)}{row}"


def add_note(listed: Any, cell: str, author: int, text: str, names: str) -> None:
    """Adds a note in the order of rows, as Excel has them."""
    comment = etree.Element(names + "comment", {"ref": cell, "authorId": str(author)})
    body = etree.SubElement(comment, names + "text")
    body.append(run(text, names))
    place = cell_place(cell)
    # Notes come in order, so most of them go to the end.
    if len(listed) and cell_place(listed[-1].get("ref", "")) > place:
        next(each for each in listed if cell_place(each.get("ref", "")) > place).addprevious(comment)
    else:
        listed.append(comment)


def run(text: str, names: str) -> Any:
    found = etree.Element(names + "r")
    letters = etree.SubElement(found, names + "rPr")
    for tag, value in (("sz", "9"), ("color", None), ("rFont", "宋体"), ("family", "3"), ("charset", "134")):
        etree.SubElement(letters, names + tag, {"val": value} if value else {"indexed": "81"})
    said = etree.SubElement(found, names + "t", {SPACE: "preserve"})
    said.text = ESCAPED.sub("_x005F_", text)
    return found


def append(comment: Any, text: str, names: str) -> None:
    """Puts ours behind what a person wrote."""
    body = comment.find(names + "text")
    if body is None:
        body = etree.SubElement(comment, names + "text")
    plain = body.find(names + "t")
    last = next((each for each in reversed(body) if each.tag in (names + "r", names + "t")), None)
    if plain is not None and len(body) == 1:
        # A text of runs has nothing beside them.
        whole = etree.Element(names + "r")
        body.replace(plain, whole)
        whole.append(plain)
        last = whole
    ours = run((BEGIN if plain is None else BEGIN_PLAIN) + text + FINISH, names)
    if last is None:
        body.insert(0, ours)
    else:
        tail, last.tail = last.tail, None
        last.addnext(ours)
        ours.tail = tail


def draw(copy: Copy, part: str, root: Any, boxes: list[Box]) -> None:
    """Draws the boxes of new notes, in the sheet's old drawing if it has one."""
    names, office = names_of(root), office_names(root)
    element = root.find(names + "legacyDrawing")
    if element is not None:
        said = next((value for key, value in element.items() if RELATION_ID.search(key)), "")
        relation = copy.package.relations(part).get(said)
        if relation is None or relation.target not in copy:
            raise Unreadable("damaged", f"{part}: legacyDrawing")
        drawing = add_boxes(copy.read(relation.target), boxes)
        if drawing is None:
            raise Unreadable("damaged", relation.target)
        copy.changed[relation.target] = drawing
        return
    name = copy.free_name("xl/drawings/vmlDrawing{}.vml")
    copy.changed[name] = add_boxes(EMPTY, boxes)
    copy.type(name, DRAWING_CONTENT)
    key = copy.relate(part, "vmlDrawing", name, office)
    # Excel's own prefix, where the sheet has not declared one.
    nsmap = {} if office in root.nsmap.values() else {"r": office}
    new = etree.Element(names + "legacyDrawing", {f"{{{office}}}id": key}, nsmap=nsmap)
    tags = [names + tag for tag in LATER]
    # What only newer programs know stands within an alternative.
    later = next((each for each in root if each.tag in tags or is_alternative(each, tags)), None)
    if later is None:
        root.append(new)
    else:
        later.addprevious(new)
    copy.put(part, root)


def is_alternative(element: Any, tags: list[str]) -> bool:
    return element.tag == MC + "AlternateContent" and next(element.iter(*tags), None) is not None


def clean_xlsx(copy: Copy) -> int:
    """Takes our notes out; returns how many there were."""
    main = copy.package.main_part(USUAL)
    if main is None:
        raise Unreadable("damaged", f"{USUAL} is missing")
    with Package(copy.data, copy.limits) as package:
        sheets = sheets_of(package, main)
    return sum(clean_sheet(copy, part) for part in sheets.values())


def clean_sheet(copy: Copy, part: str) -> int:
    known = copy.related(part, "comments")
    if known is None or known[1].target not in copy:
        return 0
    key, (_, comments_part, _) = known
    comments = copy.tree(comments_part)
    names = names_of(comments)
    authors, listed = comments.find(names + "authors"), comments.find(names + "commentList")
    if authors is None or listed is None:
        return 0
    ours = [each for each in listed if author_of(each, authors, names) == AUTHOR]
    shared = [each for each in listed if each not in ours and take_own_part(each, names)]
    if not ours and not shared:
        return 0
    for each in ours:
        take_out(each)
    last = authors[-1] if len(authors) else None
    if last is not None and last.text == AUTHOR and not any(author_of(e, authors, names) == AUTHOR for e in listed):
        take_out(last)
    gone: set[str] = set()
    if key.startswith(OURS) and not len(listed):
        copy.drop(comments_part)
        gone.add(key)
    else:
        copy.put(comments_part, comments)
    gone |= undraw(copy, part, {cell_place(each.get("ref", "")) for each in ours})
    copy.unrelate(part, gone)
    return len(ours) + len(shared)


def take_own_part(comment: Any, names: str) -> bool:
    """Takes what is ours out of a person's note; whether there was any."""
    body = comment.find(names + "text")
    texts = list(body.iter(names + "t")) if body is not None else []
    found = False
    for text in texts:
        said = text.text or ""
        kept = OWN_PART.sub("", said)
        if kept == said:
            continue
        found = True
        text.text = kept
        if not kept and text.getparent().tag == names + "r":
            take_out(text.getparent())
        runs = body.findall(names + "r")
        if BEGIN_PLAIN in said and len(runs) == 1 == len(body) and len(runs[0]) == 1:
            body.replace(runs[0], runs[0][0])
    return found


def undraw(copy: Copy, part: str, cells: set[tuple[int, int]]) -> set[str]:
    """Takes the boxes of notes out of a sheet's old drawing; returns the relation that goes with a drawing of ours."""
    root = copy.tree(part)
    element = root.find(names_of(root) + "legacyDrawing")
    if element is None or not cells:
        return set()
    said = next((value for key, value in element.items() if RELATION_ID.search(key)), "")
    relation = copy.package.relations(part).get(said)
    if relation is None or relation.target not in copy:
        return set()
    drawing = take_boxes(copy.read(relation.target), cells)
    if said.startswith(OURS) and drawing == EMPTY:
        copy.drop(relation.target)
        take_out(element)
        copy.put(part, root)
        return {said}
    copy.changed[relation.target] = drawing
    return set()
