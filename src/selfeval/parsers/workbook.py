"""What the sheets of an Excel workbook share: its strings, and the number formats of its cell styles."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import dirname, join
from typing import Any

from lxml import etree

from selfeval.document import Cell, Unreadable
from selfeval.parsers.format_code import BUILT_IN
from selfeval.parsers.guard import Package, Relation
from selfeval.parsers.number_format import Format, number_format

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ITEM, RUN_TEXT, PHONETIC = MAIN + "si", MAIN + "t", MAIN + "rPh"
MOST_FORMATS = 500  # Excel takes some 250; to understand one costs as much as hundreds of cells.
# Whether any shared string is not one `<t>` alone.
MIXED = etree.XPath("boolean(*[count(*) != 1 or not(m:t)])", namespaces={"m": MAIN[1:-1]})
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
STYLE_SHEET = re.compile(rb"<((?:\w+:)?)styleSheet\b[^<>]*>")


@dataclass
class Book:
    """A workbook that is being read.

    hides: some number format shows nothing of a value; cells: how many were read; sheets: the parts that were.
    """

    package: Package
    relations: dict[str, Relation]
    part: str
    date1904: bool
    hides: bool = False
    cells: int = 0
    sheets: set[str] = field(default_factory=set)
    formats: dict[str, Format] = field(default_factory=dict)

    @cached_property
    def strings(self) -> dict[str, str]:
        """The shared strings by their index as cells write it."""
        part = related(self, "sharedStrings", "sharedStrings.xml")
        texts = strings(self.package.parse(part)) if part else []
        whole = "".join(texts)
        if "_x" in whole or "\r" in whole:
            texts = [plain(text) for text in texts]
        return dict(zip(map(str, range(len(texts))), texts, strict=True))

    @cached_property
    def codes(self) -> dict[str, str]:
        """The number format's code of each cell style, by the style's index as cells write it."""
        part = related(self, "styles", "styles.xml")
        return cell_codes(self.package.tree(part, formats_only(self.package.read(part)))) if part else {}

    def format_of(self, style: str) -> Format:
        code = self.codes.get(style, "")
        found = self.formats.get(code)
        if found is None:
            known = code if len(self.formats) < MOST_FORMATS else ""
            found = self.formats[code] = number_format(known, self.date1904)
        return found

    def count(self, more: int) -> None:
        self.cells += more
        if self.cells > self.package.limits.cells:
            raise Unreadable("too-many-cells", str(self.cells))


@dataclass(slots=True)
class Rows:
    """The rows of a sheet.

    cells: of each row by column; hidden: the rows that are.
    aside: how many cells say nothing, or gave way to another in their place.
    """

    cells: dict[int, list[Cell]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    aside: int = 0


def related(book: Book, kind: str, usual: str) -> str | None:
    """The part that the workbook names for this, else the one of the usual name."""
    named = [relation.target for relation in book.relations.values() if relation.type == kind]
    places = (*named, join(dirname(book.part), usual))
    return next((member for name in places if (member := book.package.find(name))), None)


def strings(root: Any) -> list[str]:
    if MIXED(root):
        return [string(item) for item in root.iter(ITEM)]
    return [text.text or "" for text in root.iter(RUN_TEXT)]


def string(item: Any) -> str:
    """The text of a shared or inline string, its runs joined; how it is pronounced is left out."""
    return "".join(text.text or "" for text in item.iter(RUN_TEXT) if text.getparent().tag != PHONETIC)


def plain(text: str) -> str:
    """The text with Excel's `_x000D_` decoded and its lines parted by `\\n`."""
    if "_x" in text:
        text = ESCAPE.sub(escaped_character, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def escaped_character(match: re.Match[str]) -> str:
    # XML has no control characters, and what prints a text need not expect them.
    character = chr(int(match[1], 16))
    return character if character >= " " or character in "\t\n\r" else ""


def cell_codes(root: Any) -> dict[str, str]:
    codes = {str(number): code for number, code in BUILT_IN.items()}
    for element in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt"):
        codes[element.get("numFmtId", "")] = element.get("formatCode", "")
    styles = root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
    return {str(index): codes.get(style.get("numFmtId", ""), "") for index, style in enumerate(styles)}


def formats_only(data: bytes) -> bytes:
    """The style sheet without its fonts, borders and named styles, which are most of it."""
    root = STYLE_SHEET.search(data)
    if root is None or root[0].endswith(b"/>"):
        return data
    kept = b""
    for name in (b"numFmts", b"cellXfs"):
        opening = re.search(rb"<" + root[1] + name + rb"[\s>]", data)
        closing = b"</" + root[1] + name + b">"
        if opening and (end := data.find(closing, opening.end())) >= 0:
            kept += data[opening.start() : end] + closing
    return data[: root.end()] + kept + b"</" + root[1] + b"styleSheet>"


def is_true(text: str | None) -> bool:
    return text is not None and text.strip().lower() in ("1", "true", "on")


def is_false(text: str | None) -> bool:
    return text is not None and text.strip().lower() in ("0", "false", "off")
