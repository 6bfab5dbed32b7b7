"""Counts the texts of a Word body a second time, on its own, and names those that were not read."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from selfeval.parsers.shown import MC, M, W

TEXTS = (W + "t", M + "t")
ROW, ALTERNATE = W + "tr", MC + "AlternateContent"
LEFT_OUT = (W + "del", W + "moveFrom", W + "rt")
# How many lost texts are named, and how far on from the last one a text is looked for.
MOST = 100
FAR = 1000

all_text = etree.XPath("string()", smart_strings=False)


def squeeze(text: str) -> str:
    return "".join(text.split())


def lost(body: Any, said: str) -> list[str]:
    """The texts of a body that ought to have been read and are not in what was said."""
    ought = [squeeze(text) for text in shown_texts(body)]
    whole = "".join(ought)
    missing = Counter() if whole == said else Counter(whole) - Counter(said)
    if not missing:
        return []
    pieces: list[str] = []
    for text in not_in_place(ought, said):
        if len(pieces) < MOST and not Counter(text) - missing:
            pieces.append(text)
            missing -= Counter(text)
    # What was lost in part, or stands elsewhere too, is known by its characters alone.
    rest = "".join(islice(missing.elements(), FAR))
    return [*pieces, rest] if rest else pieces


def not_in_place(ought: list[str], said: str) -> Iterator[str]:
    at = 0
    for text in ought:
        place = said.find(text, at, at + len(text) + FAR)
        if place < 0:
            yield text
        else:
            at = place + len(text)


def shown_texts(body: Any) -> list[str]:
    """Every text that is not deleted, moved away, a reading aid or a fallback."""
    texts = []
    walk = etree.iterwalk(body, events=("start",), tag=(*TEXTS, ROW, f"{MC}*", *LEFT_OUT))
    for _, element in walk:
        tag = element.tag
        if tag in TEXTS:
            texts.append("".join(element.itertext()))
            walk.skip_subtree()
        elif tag in LEFT_OUT or (tag == ROW and is_deleted(element)) or is_fallback(element):
            walk.skip_subtree()
    return texts


def is_deleted(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def is_fallback(element: Any) -> bool:
    return element.getprevious() is not None and element.getparent().tag == ALTERNATE
