"""Reads the text boxes that lie on an Excel sheet."""

from typing import Any

from selfeval.document import Document, Grid, Paragraph, Where
from selfeval.parsers.guard import Package
from selfeval.parsers.workbook import MAIN, is_true

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BODY, LINE, RUN, BREAK = DRAWING + "txBody", TEXT + "p", TEXT + "t", TEXT + "br"


def text_boxes(package: Package, document: Document, grid: Grid, part: str, root: Any) -> None:
    """Adds the text boxes of a sheet to the document."""
    number = 0
    for shape in shapes(package, part, root):
        body, named = shape.find(BODY), shape.find(f"{DRAWING}nvSpPr/{DRAWING}cNvPr")
        # A text within a text would be read once for each that it stands in.
        if body is None or next(shape.iterancestors(BODY), None) is not None:
            continue
        text = "\n".join(said for line in body.iterchildren(LINE) if (said := line_text(line)).strip())
        if not text:
            continue
        number += 1
        ref = f"text box {number}"
        hidden = grid.hidden or (named is not None and is_true(named.get("hidden")))
        document.blocks.append(Paragraph(text, ref, grid.part, hidden))
        if hidden:
            document.hidden.append((text, Where(document.file, grid.part, ref)))


def shapes(package: Package, part: str, root: Any) -> list[Any]:
    """The shapes of a sheet's drawing, without what stands there for older programs."""
    drawing = root.find(MAIN + "drawing")
    if drawing is None:
        return []
    said = next((value for key, value in drawing.items() if key.endswith("}id")), "")
    relation = package.relations(part).get(said)
    if relation is None or relation.external or relation.target not in package.names:
        return []
    found = package.parse(relation.target)
    for fallback in list(found.iter(FALLBACK)):
        fallback.getparent().remove(fallback)
    return list(found.iter(DRAWING + "sp"))


def line_text(line: Any) -> str:
    return "".join("\n" if run.tag == BREAK else run.text or "" for run in line.iter(RUN, BREAK))
