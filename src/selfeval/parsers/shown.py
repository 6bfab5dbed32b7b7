"""Says what a Word body shows, as one string in which marks part the tables, rows, cells and paragraphs.

A stylesheet does the walk: it is the list of what is shown and what is not, and runs twice as fast as a walk in Python
would. Whatever it does not name is seen through: smart tags, content controls, insertions, fields, hyperlinks.
"""

import re
from functools import cache
from typing import Any

from lxml import etree

from selfeval.document import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Code points that Unicode keeps free for such use. CUT and FIELD are followed by a letter that says of what.
CUT, ROW, CELL, PARAGRAPH, FIELD, JOIN, SYMBOL, SYMBOL_END, HIDE, SHOW = (chr(0xFDD0 + at) for at in range(10))
TABLE, BOX, END = "t", "b", "e"
SPAN, BEFORE, DOWN, ACROSS = "s", "b", "d", "a"

OFF = "@w:val and contains(' 0 false off ', concat(' ', @w:val, ' '))"
SHOWN = f"""
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:w="{W[1:-1]}" xmlns:m="{M[1:-1]}" xmlns:mc="{MC[1:-1]}">
  <xsl:output method="text"/>
  <xsl:template match="text()"/>
  <xsl:template match="w:t | m:t"><xsl:apply-templates mode="text"/></xsl:template>

  <!-- Not shown: what is deleted or moved away, reading aids, settings of before a change, fallbacks. -->
  <xsl:template match="w:del | w:moveFrom | w:rt | w:trPrChange | w:tcPrChange"/>
  <xsl:template match="mc:AlternateContent"><xsl:apply-templates select="*[1]"/></xsl:template>

  <xsl:template match="w:tbl">{CUT}{TABLE}<xsl:value-of select="count(w:tblGrid/w:gridCol)"/>
    <xsl:apply-templates/>{CUT}{END}</xsl:template>
  <xsl:template match="w:txbxContent">{CUT}{BOX}<xsl:apply-templates/>{CUT}{END}</xsl:template>
  <xsl:template match="w:tc">{CELL}<xsl:apply-templates/></xsl:template>
  <xsl:template match="w:p">{PARAGRAPH}<xsl:apply-templates/></xsl:template>
  <xsl:template match="w:gridSpan">{FIELD}{SPAN}<xsl:value-of select="@w:val"/></xsl:template>
  <xsl:template match="w:gridBefore">{FIELD}{BEFORE}<xsl:value-of select="@w:val"/></xsl:template>
  <xsl:template match="w:vMerge">{FIELD}{DOWN}<xsl:value-of select="@w:val"/></xsl:template>
  <xsl:template match="w:hMerge">{FIELD}{ACROSS}<xsl:value-of select="@w:val"/></xsl:template>

  <xsl:template match="w:br | w:cr"><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="w:r/w:tab | w:ptab"><xsl:text>&#9;</xsl:text></xsl:template>
  <xsl:template match="w:noBreakHyphen">-</xsl:template>
  <xsl:template match="m:den">/<xsl:apply-templates/></xsl:template>
  <xsl:template match="w:sym">{SYMBOL}<xsl:value-of select="concat(@w:char, ' ', @w:font)"/>{SYMBOL_END}</xsl:template>

  <!-- Old form fields keep what they show in their settings. -->
  <xsl:template match="w:ffData/w:checkBox">
    <xsl:choose>
      <xsl:when test="w:checked[1][not({OFF})] or not(w:checked) and w:default[1][not({OFF})]">☑</xsl:when>
      <xsl:otherwise>☐</xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="w:ffData/w:ddList">
    <xsl:variable name="chosen" select="1 + number(concat('0', w:result/@w:val))"/>
    <xsl:value-of select="w:listEntry[position() = $chosen]/@w:val"/>
  </xsl:template>
  <!-- PLAIN OR CAREFUL -->
</xsl:stylesheet>
"""
PLAIN = f"""
  <xsl:template match="w:tr">{ROW}<xsl:apply-templates/></xsl:template>
  <xsl:template match="w:pPr | w:rPr | w:tblPr"/>
"""
# Where anything is deleted or hidden each row and run must be asked. Never by a predicate in `match`: that counts siblings.
CAREFUL = f"""
  <xsl:template match="w:tr"><xsl:if test="not(w:trPr/w:del)">{ROW}<xsl:apply-templates/></xsl:if></xsl:template>
  <xsl:template match="w:r">
    <xsl:choose>
      <xsl:when test="w:rPr/w:vanish[not({OFF})]">{HIDE}<xsl:apply-templates/>{SHOW}</xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- A paragraph whose mark is deleted goes on in the next one. -->
  <xsl:template match="w:pPr/w:rPr/w:del | w:pPr/w:rPr/w:moveFrom">{JOIN}</xsl:template>
"""

WINGDINGS = {0xFE: "☑", 0xFD: "☑", 0x52: "☑", 0xA8: "☐", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐"}
WINGDINGS |= {0xFC: "✓", 0xFB: "✗"}
WINGDINGS_2 = {0x51: "☑", 0x52: "☑", 0x53: "☑", 0x54: "☑", 0xA3: "☐", 0x50: "✓", 0x4F: "✗"}
GREEK_FONT = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0x2D: "−"}
FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "symbol": GREEK_FONT}


@cache
def stylesheet(careful: bool) -> Any:
    return etree.XSLT(etree.fromstring(SHOWN.replace("<!-- PLAIN OR CAREFUL -->", CAREFUL if careful else PLAIN)))


def shown(body: Any, careful: bool) -> str:
    """What a body shows; `careful` if anything in it is deleted or hidden: hidden text stands between HIDE and SHOW."""
    try:
        text = str(stylesheet(careful)(body))
    except etree.XSLTError as error:
        raise Unreadable("damaged", str(error)) from error
    if JOIN in text:
        text = re.sub(f"{JOIN}([^{JOIN}{CUT}{ROW}{CELL}{PARAGRAPH}]*){PARAGRAPH}", r"\1", text).replace(JOIN, "")
    if SYMBOL in text:
        text = re.sub(f"{SYMBOL}([^{SYMBOL}{SYMBOL_END}]*){SYMBOL_END}", symbol, text)
    return text


def symbol(said: re.Match[str]) -> str:
    code, _, font = said[1].partition(" ")
    return symbol_text(int(code, 16), font) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else ""


def symbol_text(point: int, font: str) -> str:
    """The sign that a font of signs shows for a code point."""
    low = point - 0xF000 if 0xF000 <= point <= 0xF0FF else point
    known = FONTS.get(font.lower(), {}).get(low)
    if known:
        return known
    # Symbol shares its digits and most signs with ASCII.
    if font.lower() == "symbol" and 0x20 <= low < 0x40:
        return chr(low)
    return chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point < 0x110000 else ""


def show_typed_symbols(body: Any) -> None:
    """Characters typed in a font of signs become the signs that people see."""
    for fonts in body.iter(W + "rFonts"):
        font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""
        run = fonts.getparent().getparent()
        if font.lower() in FONTS and run is not None and run.tag == W + "r":
            for text in run.iterchildren(W + "t"):
                text.text = "".join(symbol_text(ord(sign), font) or sign for sign in text.text or "")


def pieces(text: str, nesting: int) -> list[str]:
    """The tables and the runs of paragraphs of what is shown, nested ones and text boxes lifted out, in reading order.

    A table's piece begins with TABLE, any other with END or BOX.
    """
    first, *rest = text.split(CUT)
    flat = [[END, first]]
    open_pieces = [flat[0]]
    for cut in rest:
        if cut[:1] != END:
            if len(open_pieces) > nesting:
                raise Unreadable("too-deep", str(nesting))
            flat.append([cut or BOX])
            open_pieces.append(flat[-1])
            continue
        if len(open_pieces) > 1:
            open_pieces.pop()
        after = cut[1:]
        if open_pieces[-1][0][0] != TABLE:
            # The paragraph that held a text box goes on; the next one comes after the text box.
            end, mark, after = after.partition(PARAGRAPH)
            open_pieces[-1].append(end)
            if mark:
                flat.append([END, PARAGRAPH])
                open_pieces[-1] = flat[-1]
        open_pieces[-1].append(after)
    return ["".join(piece) for piece in flat]
