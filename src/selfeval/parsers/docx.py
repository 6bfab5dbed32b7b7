"""Reads a Word document: each table as a grid, each paragraph and text box, and what a reviewer must know of them."""

from collections import Counter
from itertools import islice
from typing import Any

from lxml import etree

from selfeval.document import Document, Paragraph, Unreadable, Where
from selfeval.parsers import flatten as flat
from selfeval.parsers.flatten import TABLE, TEXT
from selfeval.parsers.guard import Package
from selfeval.parsers.tables import DraftTable, build, draft

USUAL = "word/document.xml"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SIGN_FONTS = (b"Wingdings", b'"Symbol"')
EMBEDDED = ("oleObject", "package", "control", "aFChunk")
# Pieces of lost text that are looked for one by one; beyond them it is enough to know that there are more.
PIECES = 100
all_text = etree.XPath("string()", smart_strings=False)


def read_docx(package: Package, file: str) -> Document:
    """The document as it is seen with all tracked changes accepted."""
    document = Document(file)
    main = package.main_part(USUAL)
    if main is None:
        raise Unreadable("damaged", f"{USUAL} is missing")
    data = package.read(main)
    body = package.tree(main, data).find(flat.BODY)
    if body is None:
        raise Unreadable("damaged", f"{main}: no body")
    name_external(document, package, main, body)
    if any(font in data for font in SIGN_FONTS):
        flat.show_fonts(body)
    tags = Counter(element.tag for element in body.iter(TABLE, *flat.RARE))
    document.insertions = tags[flat.INSERTED] + tags[flat.MOVED_TO]
    document.deletions = tags[flat.DELETED] + tags[flat.MOVED_FROM]
    found = {*tags} - {TABLE}
    if tags[TABLE] > sum(1 for _ in body.iterchildren(TABLE)):
        found.add(TABLE)
    # Where nothing is rare the body's whole text is what ought to be read, and soonest had.
    whole = "" if found else squeeze(all_text(body))
    ought = shown_texts(body, found) if found else []
    body = flat.flatten(body, found, package.limits.nesting)
    said = read_body(document, body, hides=flat.VANISH in found)
    if whole != said:
        document.unread += lost(ought or shown_texts(body, found), said)
    return document


def read_body(document: Document, body: Any, hides: bool) -> str:
    """Adds each paragraph and table of a flattened body to the document; returns all their texts without blanks."""
    tables = paragraphs = 0
    said: list[str] = []
    blocks, stray = draft(body)
    for block in blocks:
        if isinstance(block, DraftTable):
            tables += 1
            grid, cells, _ = build(block, f"table {tables}")
            document.blocks.append(grid)
            said += [cell.text for cell in cells]
        else:
            paragraphs += 1
            text = block.texts[0]
            if text and not text.isspace():
                ref = f"p{paragraphs}"
                document.blocks.append(Paragraph(text, ref))
                said.append(text)
    if stray.strip():
        document.unread.append(stray)
    return squeeze("".join([*said, stray]))


def note_hidden(document: Document, pieces: list[str], part: str, ref: str) -> bool:
    text = "".join([]).strip()
    if text:
        document.hidden.append((text, Where(document.file, part, ref)))
    return bool(text)


def squeeze(text: str) -> str:
    return "".join(text.split())


def shown_texts(body: Any, found: Any) -> list[str]:
    """Every text of a body that is not deleted, moved away, a reading aid or a fallback: what ought to be read."""
    if not found & {*flat.LEFT_OUT, flat.ALTERNATE}:
        return [element.text for element in body.iter(TEXT, flat.MATH_TEXT) if element.text]
    texts = []
    walk = etree.iterwalk(body, events=("start",), tag=(TEXT, flat.MATH_TEXT, flat.ROW, f"{flat.MC}*", *flat.LEFT_OUT))
    for _, element in walk:
        tag = element.tag
        if tag in (TEXT, flat.MATH_TEXT):
            texts.append(element.text or "")
        elif tag in flat.LEFT_OUT or flat.is_deleted(element) or is_fallback(element):
            walk.skip_subtree()
    return texts


def is_fallback(element: Any) -> bool:
    return element.getprevious() is not None and element.getparent().tag == flat.ALTERNATE


def lost(ought: list[str], said: str) -> list[str]:
    """The texts that ought to be read and were not."""
    whole = squeeze("".join(ought))
    if whole == said:
        return []
    missing = Counter(whole) - Counter(said)
    if not missing:
        return []
    pieces = []
    at = 0
    for piece in map(squeeze, ought):
        place = said.find(piece, at, at + len(piece) + 1000)
        if place < 0:
            pieces.append(piece)
        else:
            at = place + len(piece)
    return [piece for piece in islice(pieces, PIECES) if piece not in said] or ["".join(sorted(missing.elements()))]


def name_external(document: Document, package: Package, main: str, body: Any) -> None:
    """Names macros, embedded objects and what lies outside the file; plain hyperlinks are harmless."""
    folder = main.rpartition("/")[0]
    prefix = f"{folder}/_rels/" if folder else "_rels/"
    for name in sorted(package.names):
        if name.endswith("vbaProject.bin"):
            document.external.append(("macros", name))
        elif name.startswith(prefix) and name.endswith(".rels") and name != "_rels/.rels":
            part = f"{folder}/{name[len(prefix) : -5]}".lstrip("/")
            for relation in package.relations(part).values():
                if relation.external and relation.type != "hyperlink":
                    document.external.append(("external-link", relation.target))
                elif relation.type in EMBEDDED and not relation.external:
                    document.external.append(("embedded-object", relation.target))
    if next(body.iter(flat.CHUNK), None) is not None:
        relations = package.relations(main)
        for chunk in body.iter(flat.CHUNK):
            relation_id = chunk.get(RELATION_ID, "")
            document.unread.append(relations[relation_id].target if relation_id in relations else relation_id)
