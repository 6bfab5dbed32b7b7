"""Counts the texts of a Word body a second time, on its own, and names those that were not read."""

from collections import Counter
from itertools import islice
from typing import Any

from lxml import etree

from selfeval.parsers.shown import MC, M, W

TEXTS = (W + "t", M + "t")
ROW, ALTERNATE = W + "tr", MC + "AlternateContent"
LEFT_OUT = (W + "del", W + "moveFrom", W + "rt")
# Texts that are looked for one by one, and how far on from the last one.
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
    suspects = []
    at = 0
    for text in ought:
        place = said.find(text, at, at + len(text) + FAR)
        if place < 0:
            suspects.append(text)
        else:
            at = place + len(text)
    return [text for text in islice(suspects, MOST) if text not in said] or ["".join(sorted(missing.elements()))]


def shown_texts(body: Any) -> list[str]:
    """Every text that is not deleted, moved away, a reading aid or a fallback."""
    texts = []
    walk = etree.iterwalk(body, events=("start",), tag=(*TEXTS, ROW, f"{MC}*", *LEFT_OUT))
    for _, element in walk:
        tag = element.tag
        if tag in TEXTS:
            texts.append("".join(element.itertext()))
        elif tag in LEFT_OUT or (tag == ROW and is_deleted(element)) or is_fallback(element):
            walk.skip_subtree()
    return texts


def is_deleted(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def is_fallback(element: Any) -> bool:
    return element.getprevious() is not None and element.getparent().tag == ALTERNATE
