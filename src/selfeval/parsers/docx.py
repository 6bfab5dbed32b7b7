"""Reads a Word document: each table as a grid, each paragraph and text box, and what a reviewer must know of them."""

import re
from collections import Counter

from selfeval.document import Document, Paragraph, Unreadable, Where
from selfeval.parsers.guard import Package
from selfeval.parsers.lost import all_text, lost, squeeze
from selfeval.parsers.notes import shorten
from selfeval.parsers.shown import HIDE, PARAGRAPH, SHOW, TABLE, W, pieces, show_typed_symbols, shown
from selfeval.parsers.tables import build

USUAL = "word/document.xml"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SYMBOL_FONTS = (b'w:ascii="Wingdings', b'w:ascii="Symbol"')
# A paragraph is numbered by itself or through its style.
NUMBERED = (b"numPr", b"pStyle")
INSERTED, MOVED_TO, DELETED, MOVED_FROM = (W + tag for tag in ("ins", "moveTo", "del", "moveFrom"))
VANISH, CHUNK = W + "vanish", W + "altChunk"
# What makes a text be left out, or shown to nobody.
CHANGES = (DELETED, MOVED_FROM, VANISH)
EMBEDDED = ("oleObject", "package", "control", "aFChunk")
HIDDEN = re.compile(f"{HIDE}([^{SHOW}]*)")


def read_docx(package: Package, file: str) -> Document:
    """The document as it is shown when all tracked changes are accepted."""
    document = Document(file)
    main = package.main_part(USUAL)
    if main is None:
        raise Unreadable("damaged", f"{USUAL} is missing")
    data = package.read(main)
    body = package.tree(main, data).find(W + "body")
    if body is None:
        raise Unreadable("damaged", f"{main}: no body")
    if SYMBOL_FONTS[0] in data or SYMBOL_FONTS[1] in data:
        show_typed_symbols(body)
    tags = Counter(element.tag for element in body.iter(INSERTED, MOVED_TO, DELETED, MOVED_FROM, VANISH, CHUNK))
    document.insertions = tags[INSERTED] + tags[MOVED_TO]
    document.deletions = tags[DELETED] + tags[MOVED_FROM]
    name_external(document, package, main, [chunk.get(RELATION_ID, "") for chunk in body.iter(CHUNK)])
    if NUMBERED[0] in data or NUMBERED[1] in data:
        # Loaded only where a file may need it.
        from selfeval.parsers.numbering import write_numbers

        write_numbers(body, data, package, main)
    whole = all_text(body)
    found = pieces(shown(body, careful=not tags.keys().isdisjoint(CHANGES)), package.limits.nesting)
    said = squeeze("".join(add_blocks(document, found, hides=VANISH in tags)))
    if said != squeeze(whole):
        document.unread += lost(body, said)
    shorten(document)
    return document


def add_blocks(document: Document, found: list[str], hides: bool) -> list[str]:
    """Adds the blocks of a body to the document; returns their texts, and those outside them."""
    tables = paragraphs = 0
    texts: list[str] = []
    for piece in found:
        if piece[0] == TABLE:
            tables += 1
            table = build(piece, f"table {tables}")
            document.blocks.append(table.grid)
            texts += [seen(cell.text) for cell in table.cells()]
            for cell in table.cells() if hides else ():
                cell.text, cell.hidden = bare(document, cell.text, table.grid.part, table.grid.ref(cell))
            stray = "".join(table.stray)
        else:
            stray, *lines = piece[1:].split(PARAGRAPH)
            for number, line in enumerate(lines, paragraphs + 1):
                if line and not line.isspace():
                    ref = f"p{number}"
                    text, hidden = bare(document, line, "text", ref) if hides else (line, False)
                    document.blocks.append(Paragraph(text, ref, hidden=hidden))
                    texts.append(seen(line))
            paragraphs += len(lines)
        if stray and not stray.isspace():
            document.unread.append(stray)
            texts.append(stray)
    return texts


def seen(text: str) -> str:
    """The text without the marks of hidden text."""
    return text.replace(HIDE, "").replace(SHOW, "")


def bare(document: Document, text: str, part: str, ref: str) -> tuple[str, bool]:
    """The text without the marks of hidden text, which is put on the document's list, and whether there was any."""
    hidden = "".join(HIDDEN.findall(text)).replace(HIDE, "").strip()
    if hidden:
        document.hidden.append((hidden, Where(document.file, part, ref)))
    # Beside words that are seen, hidden ones would only spoil the figure; where all is hidden, it is kept and marked.
    visible = HIDDEN.sub("", text).replace(SHOW, "")
    kept = visible if hidden and visible.strip() else text
    return seen(kept), bool(hidden)


def name_external(document: Document, package: Package, main: str, chunks: list[str]) -> None:
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
    if chunks:
        relations = package.relations(main)
        document.unread += [relations[chunk].target if chunk in relations else chunk for chunk in chunks]
