"""Keeps what is noted of a file to what somebody may read: each note becomes a finding of the report."""

from collections import Counter
from typing import TypeVar

from selfeval.document import Document, Where

MOST = 500

Note = TypeVar("Note")


def shorten(document: Document) -> None:
    """Of more notes than that the first stay; further unread texts are put in one, of the others only their number."""
    if more := cut_off(document.unread):
        document.unread.append("\n".join(more))
    if hidden := cut_off(document.hidden):
        document.hidden.append((f"+{len(hidden)}", Where(document.file)))
    if external := cut_off(document.external):
        document.external += [(key, f"+{count}") for key, count in Counter(key for key, _ in external).items()]


def cut_off(notes: list[Note]) -> list[Note]:
    more = notes[MOST:]
    del notes[MOST:]
    return more
