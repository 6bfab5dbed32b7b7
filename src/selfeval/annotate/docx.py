"""Puts comments into a Word document, and takes them out again; nothing else of it changes."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from selfeval.annotate.note import AUTHOR, INITIALS, Moved, Note
from selfeval.annotate.package import OURS, Copy, names_of, office_names, take_out
from selfeval.annotate.places import Places, places
from selfeval.document import Unreadable
from selfeval.parsers.docx import USUAL
from selfeval.parsers.guard import Package
from selfeval.parsers.lost import LEFT_OUT

CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
SENTENCE = re.compile(r"[^。；;！？!?\n]+[。；;！？!?\n]*")
# What Word keeps of a comment beside it: threads, and ids that last.
BESIDE = ("commentsExtended", "commentsIds")
PARAGRAPH_ID = "paraId"


def annotate_docx(copy: Copy, notes: list[Note]) -> list[Moved]:
    """Adds the notes; returns those that could not stand in their own places."""
    main = main_of(copy)
    with Package(copy.data, copy.limits) as package:
        found = places(package, main)
    root = copy.tree(main)
    names = names_of(root)
    body = root.find(names + "body")
    paragraphs = list(body.iter(names + "p"))
    if not paragraphs:
        raise Unreadable("damaged", f"{main}: no paragraph")
    part, comments = comments_of(copy, main, root)
    number = first_free(root, comments)
    moved = []
    for note in sorted(notes, key=lambda note: order(note, found)):
        first, last, why = anchor(note, found, paragraphs, names)
        if why:
            moved.append(Moved(note, why, place_of(found, paragraphs.index(first[0]))))
        mark(first, last, number, names)
        comments.append(comment(note, number, names))
        number += 1
    copy.put(part, comments)
    copy.put(main, root)
    return moved


def main_of(copy: Copy) -> str:
    main = copy.package.main_part(USUAL)
    if main is None:
        raise Unreadable("damaged", f"{USUAL} is missing")
    return main


def comments_of(copy: Copy, main: str, root: Any) -> tuple[str, Any]:
    """The part of the comments and its root; both are made where the document has none."""
    known = copy.related(main, "comments")
    if known and known[1].target in copy:
        return known[1].target, copy.tree(known[1].target)
    folder = main.rpartition("/")[0]
    part = known[1].target if known else copy.free_name(f"{folder}/comments{{}}.xml".lstrip("/"))
    usual = f"{folder}/comments.xml".lstrip("/")
    if not known and copy.package.find(usual) is None:
        part = usual
    if not known:
        copy.relate(main, "comments", part, office_names(root))
    copy.type(part, CONTENT)
    return part, etree.Element(names_of(root) + "comments", nsmap={"w": names_of(root)[1:-1]})


def first_free(root: Any, comments: Any) -> int:
    names = names_of(root)
    elements = [*comments.iter(names + "comment"), *root.iter(*(names + tag for tag in MARKS))]
    taken = [int(said) for element in elements if (said := element.get(names + "id", "")).isdecimal()]
    return max(taken, default=-1) + 1


def order(note: Note, found: Places) -> int:
    return next(iter(found.find(note.where.part, note.where.ref)[0]), -1)


Spot = tuple[Any, Any]


def anchor(note: Note, found: Places, paragraphs: list[Any], names: str) -> tuple[Spot, Spot, str]:
    """The paragraph and the child of it that a comment begins with, those that it ends with, and why it is elsewhere, if it is.

    A child that is None is the paragraph's own edge.
    """
    numbers, exact = found.find(note.where.part, note.where.ref)
    why = "" if exact else "no-place" if not note.where.ref else "not-found"
    own = [paragraphs[number] for number in numbers] or paragraphs[:1]
    outer = outside(own[0], names)
    if outer is not own[0]:
        return (outer, None), (outer, None), "text-box"
    if note.where.part == "text" and len(own) == 1:
        first, last = sentence(own[0], note, names)
        return (own[0], first), (own[0], last), why
    beside = following(own, names)
    return (own[0], None), (beside[-1], None), why


def outside(paragraph: Any, names: str) -> Any:
    """The paragraph that holds the text box that this one stands in: Word allows no comment in one."""
    boxes = list(paragraph.iterancestors(names + "txbxContent"))
    return next(boxes[-1].iterancestors(names + "p"), paragraph) if boxes else paragraph


def following(own: list[Any], names: str) -> list[Any]:
    """The first paragraph and those of its cell that follow it one after the other."""
    found = own[:1]
    for paragraph in own[1:]:
        if next(found[-1].itersiblings(f"{names}*"), None) is not paragraph:
            break
        found.append(paragraph)
    return found


def sentence(paragraph: Any, note: Note, names: str) -> Spot:
    """The children of a paragraph that the sentence spoken of begins and ends with; None where it can't be told."""
    children = [child for child in paragraph.iterchildren(f"{names}*") if child.tag != names + "pPr"]
    texts = [text_of(child) for child in children]
    whole = "".join(texts)
    bounds = [m.span() for m in SENTENCE.finditer(whole) if holds(m[0], note.said)]
    if len(bounds) > 1:
        subject = note.where.label.split(" / ")[0].split(" ")[-1]
        bounds = [each for each in bounds if subject and subject in whole[slice(*each)]]
    if len(bounds) != 1:
        return None, None
    start, end = bounds[0]
    at, inside = 0, []
    for child, text in zip(children, texts, strict=True):
        if text and at < end and at + len(text) > start:
            inside.append(child)
        at += len(text)
    return inside[0], inside[-1]


def holds(text: str, said: str) -> bool:
    """Whether a sentence holds what was said, which is no part of a longer number."""
    return bool(said) and re.search(rf"(?<![\d.]){re.escape(said)}(?!\d)", text) is not None


def text_of(element: Any) -> str:
    """The text of a piece of a paragraph, without what is deleted and what stands in a text box."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element).localname
    if name == "t":
        return element.text or ""
    if name in ("txbxContent", "Fallback", *(tag.rpartition("}")[2] for tag in LEFT_OUT)):
        return ""
    return "".join(map(text_of, element))


def place_of(found: Places, number: int) -> str:
    """A place by the number of a paragraph, as reports write it."""
    for part, cells in found.tables.items():
        for cell, numbers in cells:
            if number in numbers:
                return f"{part} r{cell.row}c{cell.col}"
    return next((f"p{line}" for line, numbers in found.lines.items() if number in numbers), "p1")


def mark(first: Spot, last: Spot, number: int, names: str) -> None:
    """Marks a range of a document as the one that a comment speaks of."""
    start, end = (etree.Element(names + tag, {names + "id": str(number)}) for tag in MARKS[:2])
    run = etree.Element(names + "r")
    etree.SubElement(run, names + MARKS[2], {names + "id": str(number)})
    paragraph, child = last
    if child is None:
        # After the last element: white space at the end stays where it is.
        before = paragraph[-1] if len(paragraph) else None
        if before is None:
            paragraph.append(end)
        else:
            add_after(before, end)
    else:
        add_after(child, end)
    add_after(end, run)
    paragraph, child = first
    settings = paragraph.find(names + "pPr")
    if child is not None:
        child.addprevious(start)
    elif settings is not None:
        add_after(settings, start)
    else:
        paragraph.insert(0, start)


def add_after(element: Any, new: Any) -> None:
    """Puts an element directly behind another, before the blanks that follow it."""
    tail, element.tail = element.tail, None
    element.addnext(new)
    new.tail = tail


def comment(note: Note, number: int, names: str) -> Any:
    """The comment itself, of its own small letters, for a form's own settings are meant for print."""
    found = etree.Element(names + "comment")
    for name, value in (("id", str(number)), ("author", AUTHOR), ("initials", INITIALS)):
        found.set(names + name, value)
    for at, line in enumerate((note.head, *note.lines)):
        paragraph = etree.SubElement(found, names + "p")
        settings = etree.SubElement(paragraph, names + "pPr")
        for tag, values in (
            ("spacing", {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}),
            ("ind", {"left": "0", "right": "0", "firstLineChars": "0", "firstLine": "0"}),
            ("jc", {"val": "left"}),
        ):
            etree.SubElement(settings, names + tag, {names + name: value for name, value in values.items()})
        if not at:
            etree.SubElement(etree.SubElement(paragraph, names + "r"), names + "annotationRef")
        run = etree.SubElement(paragraph, names + "r")
        letters = etree.SubElement(run, names + "rPr")
        if not at:
            etree.SubElement(letters, names + "b")
        etree.SubElement(letters, names + "sz", {names + "val": "18"})
        text = etree.SubElement(run, names + "t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return found


def clean_docx(copy: Copy) -> int:
    """Takes our comments out; returns how many there were."""
    main = main_of(copy)
    known = copy.related(main, "comments")
    if known is None or known[1].target not in copy:
        return 0
    key, (_, part, _) = known
    comments, root = copy.tree(part), copy.tree(main)
    names = names_of(root)
    ours = [each for each in comments.iter(names + "comment") if each.get(names + "author") == AUTHOR]
    if not ours:
        return 0
    numbers = {each.get(names + "id") for each in ours}
    lasting = {value for each in ours for p in each.iter(names + "p") if (value := paragraph_id(p))}
    for each in ours:
        take_out(each)
    for element in list(marks_of(root, numbers, names)):
        take_out(element)
    copy.put(main, root)
    for kind in BESIDE if lasting else ():
        forget(copy, main, kind, lasting)
    if key.startswith(OURS) and not len(comments):
        copy.drop(part)
        copy.unrelate(main, {key})
    else:
        copy.put(part, comments)
    return len(ours)


def marks_of(root: Any, numbers: set[str], names: str) -> Iterator[Any]:
    """The marks of comments, and the runs that hold nothing else."""
    for element in root.iter(*(names + tag for tag in MARKS)):
        if element.get(names + "id") not in numbers:
            continue
        parent = element.getparent()
        alone = element.tag == names + MARKS[2] and parent.tag == names + "r"
        yield parent if alone and all(each in (element,) or each.tag == names + "rPr" for each in parent) else element


def paragraph_id(paragraph: Any) -> str:
    return next((value for key, value in paragraph.items() if key.endswith("}" + PARAGRAPH_ID)), "")


def forget(copy: Copy, main: str, kind: str, lasting: set[str]) -> None:
    """Takes out what Word noted of our comments in a part of its own, once it has saved them."""
    known = copy.related(main, kind)
    if known is None or known[1].target not in copy:
        return
    root = copy.tree(known[1].target)
    for element in [each for each in root if paragraph_id(each) in lasting]:
        take_out(element)
    for element in root:
        for name in [name for name in element.keys() if name.endswith("}paraIdParent")]:  # noqa: SIM118
            if element.get(name) in lasting:
                del element.attrib[name]
    copy.put(known[1].target, root)
