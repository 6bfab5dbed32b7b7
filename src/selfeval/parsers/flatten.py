"""Turns a Word body into bare paragraphs, tables, rows, cells and texts, so that one plain pass can read it."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from selfeval.document import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BODY, TABLE, ROW, CELL, PARAGRAPH, RUN, TEXT = (W + tag for tag in ("body", "tbl", "tr", "tc", "p", "r", "t"))
DELETED, MOVED_FROM, INSERTED, MOVED_TO = (W + tag for tag in ("del", "moveFrom", "ins", "moveTo"))
VANISH, BOX, CHUNK, RUBY_TEXT = (W + tag for tag in ("vanish", "txbxContent", "altChunk", "rt"))
OLD_ROW, OLD_CELL = W + "trPrChange", W + "tcPrChange"
BREAK, RETURN, TAB, ALIGNED_TAB, HYPHEN, SYMBOL = (
    W + tag for tag in ("br", "cr", "tab", "ptab", "noBreakHyphen", "sym")
)
CHECK_BOX, DROP_DOWN = W + "checkBox", W + "ddList"
MATH_TEXT, MATH_RUN, DENOMINATOR = M + "t", M + "r", M + "den"
ALTERNATE = MC + "AlternateContent"
CONTENT, CUSTOM = W + "sdt", W + "customXml"
WRAPPERS = (CONTENT, W + "sdtContent", CUSTOM, ALTERNATE, MC + "Choice", MC + "Fallback")
VAL = W + "val"
# What the plain pass is to see: a text that its run hides, a paragraph of the body, a cell's second and later ones.
HIDDEN_TEXT, LINE, NEXT = "hidden", "line", "next"

SIGNS = {BREAK: "\n", RETURN: "\n", TAB: "\t", ALIGNED_TAB: "\t", HYPHEN: "-"}
LEFT_OUT = (DELETED, MOVED_FROM, RUBY_TEXT, OLD_ROW, OLD_CELL)
# All that a plain pass would read wrongly. What a file lacks costs nothing to look for.
RARE = (*LEFT_OUT, *SIGNS, INSERTED, MOVED_TO, VANISH, BOX, CHUNK, SYMBOL, CHECK_BOX, DROP_DOWN)
RARE += (MATH_TEXT, DENOMINATOR, ALTERNATE, CONTENT, CUSTOM)

second_paragraphs = etree.XPath(".//w:tc/w:p[2]", namespaces={"w": W[1:-1]})

OFF = ("0", "false", "off", "none")
WINGDINGS = {0xFE: "☑", 0xFD: "☑", 0xA8: "☐", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0xFC: "✓", 0xFB: "✗"}
WINGDINGS_2 = {0x52: "☑", 0x53: "☑", 0x54: "☑", 0xA3: "☐", 0x2A: "☐", 0x30: "☐", 0x50: "✓", 0x4F: "✗"}
GREEK_FONT = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0x2D: "−"}
FONTS = {"wingdings": WINGDINGS | {0x52: "☑"}, "wingdings 2": WINGDINGS_2, "symbol": GREEK_FONT}


def flatten(body: Any, found: set[str], nesting: int) -> Any:
    """A body of paragraphs and tables alone, without what is deleted, each sign a text.

    found: the rare tags that there are, and TABLE if tables lie within something else.
    """
    if found - {TABLE}:
        accept(body, found)
        spell_out(body, found)
    if found & {*WRAPPERS}:
        etree.strip_tags(body, *WRAPPERS)
    if found & {*WRAPPERS, TABLE, BOX}:
        parts = list(blocks(body, nesting))
        body = etree.Element(BODY)
        body.extend(parts)
    for paragraph in body.iterchildren(PARAGRAPH):
        paragraph.tag = LINE
    for second in second_paragraphs(body):
        for paragraph in list(second.itersiblings(PARAGRAPH)):
            paragraph.tag = NEXT
        second.tag = NEXT
    return body


def accept(body: Any, found: set[str]) -> None:
    """Leaves out what is deleted, moved away, a reading aid or a fallback."""
    if ALTERNATE in found:
        keep_first_choice(body)
    if DELETED in found:
        leave_out_rows(body)
    if found & {DELETED, MOVED_FROM}:
        join_paragraphs(body)
    if found & {*LEFT_OUT}:
        etree.strip_elements(body, *LEFT_OUT, with_tail=False)


def spell_out(body: Any, found: set[str]) -> None:
    """Makes a text of each sign that is shown, and marks the texts that are not."""
    if found & SIGNS.keys():
        for sign in list(body.iter(*(found & SIGNS.keys()))):
            # A w:tab in w:tabs is a tab stop.
            if sign.getparent().tag == RUN:
                show(sign, SIGNS[sign.tag])
    if SYMBOL in found:
        for symbol in list(body.iter(SYMBOL)):
            show(symbol, symbol_text(symbol.get(W + "char", ""), symbol.get(W + "font", "")))
    if found & {CHECK_BOX, DROP_DOWN}:
        show_fields(body)
    if MATH_TEXT in found:
        show_math(body)
    if VANISH in found:
        mark_hidden(body)


def show(element: Any, text: str) -> None:
    element.tag = TEXT
    element.text = text


def keep_first_choice(body: Any) -> None:
    for alternate in list(body.iter(ALTERNATE)):
        for other in alternate[1:]:
            alternate.remove(other)


def leave_out_rows(body: Any) -> None:
    for row in list(body.iter(ROW)):
        if is_deleted(row):
            row.getparent().remove(row)


def is_deleted(row: Any) -> bool:
    return row.find(f"{W}trPr/{DELETED}") is not None


def join_paragraphs(body: Any) -> None:
    """A paragraph whose mark is deleted goes on in the next one."""
    first = None
    for paragraph in list(body.iter(PARAGRAPH)):
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        goes_on = mark is not None and any(change.tag in (DELETED, MOVED_FROM) for change in mark)
        if first is not None and paragraph.getprevious() is first:
            first.extend(list(paragraph))
            paragraph.getparent().remove(paragraph)
        else:
            first = paragraph
        if not goes_on:
            first = None


def symbol_text(code: str, font: str) -> str:
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    low = point - 0xF000 if 0xF000 <= point <= 0xF0FF else point
    known = FONTS.get(font.lower(), {}).get(low)
    if known:
        return known
    # Symbol shares its digits and most signs with ASCII.
    if font.lower() == "symbol" and 0x20 <= low < 0x40:
        return chr(low)
    return chr(point) if 0x20 <= point < 0x110000 and not 0xD800 <= point < 0xE000 else ""


def show_fields(body: Any) -> None:
    """Old form fields keep what they show in their settings."""
    for field in list(body.iter(CHECK_BOX, DROP_DOWN)):
        text = box_text(field) if field.tag == CHECK_BOX else chosen_text(field)
        show(field, text)
        for part in list(field):
            field.remove(part)


def box_text(field: Any) -> str:
    state = field.find(W + "checked")
    if state is None:
        state = field.find(W + "default")
    return "☐" if state is None or state.get(VAL, "1") in OFF else "☑"


def chosen_text(field: Any) -> str:
    entries = [entry.get(VAL, "") for entry in field.iterchildren(W + "listEntry")]
    result = field.find(W + "result")
    chosen = result.get(VAL, "0") if result is not None else "0"
    return entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else ""


def show_math(body: Any) -> None:
    for text in list(body.iter(MATH_TEXT)):
        text.tag = TEXT
    for below in list(body.iter(DENOMINATOR)):
        slash = etree.Element(TEXT)
        slash.text = "/"
        below.insert(0, slash)


def mark_hidden(body: Any) -> None:
    for vanish in list(body.iter(VANISH)):
        settings = vanish.getparent()
        run = settings.getparent() if settings is not None else None
        if run is None or run.tag not in (RUN, MATH_RUN) or vanish.get(VAL, "1") in OFF:
            continue
        for text in list(run.iter(TEXT)):
            text.tag = HIDDEN_TEXT


def show_fonts(body: Any) -> None:
    """Characters typed in a font of signs are written as the signs that people see."""
    for fonts in body.iter(W + "rFonts"):
        font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""
        run = fonts.getparent().getparent()
        if font.lower() not in FONTS or run is None or run.tag != RUN:
            continue
        for text in run.iterchildren(TEXT):
            text.text = "".join(symbol_text(f"{ord(sign):x}", font) or sign for sign in text.text or "")


def blocks(container: Any, nesting: int, depth: int = 0) -> Iterator[Any]:
    """The paragraphs and tables in a body, each followed by the tables and text boxes that are lifted out of it."""
    for child in container:
        if child.tag in (PARAGRAPH, TABLE):
            yield from lifted(child, nesting, depth)
        elif child.tag != W + "sectPr":
            yield from blocks(child, nesting, depth)


def lifted(block: Any, nesting: int, depth: int) -> Iterator[Any]:
    if depth > nesting:
        raise Unreadable("too-deep", str(nesting))
    inner = outermost(block)
    for part in inner:
        part.getparent().remove(part)
    yield block
    for part in inner:
        if part.tag == TABLE:
            yield from lifted(part, nesting, depth + 1)
        else:
            yield from blocks(part, nesting, depth + 1)


def outermost(block: Any) -> list[Any]:
    """The tables and text boxes in a block that are in no other of it."""
    found = []
    walk = etree.iterwalk(block, events=("start",), tag=(TABLE, BOX))
    for _, part in walk:
        if part is not block:
            walk.skip_subtree()
            found.append(part)
    return found
