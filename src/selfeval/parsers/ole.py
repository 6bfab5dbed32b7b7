"""Reads the streams of an OLE file (.doc, .xls, .wps), as far as its tables can be followed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, NamedTuple

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER, ENTRY, SMALL_SECTOR, SMALL_STREAM = 512, 128, 64, 4096
DIRECTORY_SECTORS = 1024
MOST_TABLES = 2**15
NOWHERE = 0xFFFFFFFA


class Entry(NamedTuple):
    """What the directory says of a stream or a storage: its neighbours, its children, where it starts, its size."""

    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


@dataclass(slots=True)
class Ole:
    """An OLE file. tables: the sectors that say which sector comes after which; streams: by name."""

    file: BinaryIO
    sector_size: int
    tables: list[int]
    small_table: int = NOWHERE
    small_stream: int = NOWHERE
    streams: dict[str, Entry] = field(default_factory=dict)


def open_ole(file: BinaryIO) -> Ole:
    """The file with its streams: those of its own and not of embedded files, where its directory tells them apart."""
    file.seek(0)
    header = file.read(HEADER)
    ole = Ole(
        file, 4096 if number(header, 30, 2) == 12 else 512, [number(header, at, 4) for at in range(76, HEADER, 4)]
    )
    more = number(header, 68, 4)
    per_table = ole.sector_size // 4
    while len(ole.tables) < MOST_TABLES and (listed := sector(ole, more)):
        ole.tables += [number(listed, 4 * place, 4) for place in range(per_table - 1)]
        more = number(listed, len(listed) - 4, 4)
    entries = [
        entry
        for data in chain(ole, number(header, 48, 4), DIRECTORY_SECTORS)
        for entry in map(partial(read_entry, data), range(0, len(data) - ENTRY + 1, ENTRY))
    ]
    if entries:
        ole.small_table, ole.small_stream = number(header, 60, 4), entries[0].start
    ole.streams = {entry.name: entry for entry in own(entries) or entries if entry.name}
    return ole


def read_entry(data: bytes, at: int) -> Entry:
    length = min(number(data, at + 64, 2), 64)
    name = data[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
    left, right, child, start, size = (number(data, at + place, 4) for place in (68, 72, 76, 116, 120))
    return Entry(name, left, right, child, start, size)


def own(entries: list[Entry]) -> list[Entry]:
    """What stands in the root storage itself, nothing if the directory does not say."""
    waiting = [entries[0].child] if entries else []
    found: dict[int, Entry] = {}
    while waiting:
        at = waiting.pop()
        if 0 < at < len(entries) and at not in found:
            found[at] = entries[at]
            waiting += [entries[at].left, entries[at].right]
    return list(found.values())


def stream(ole: Ole, name: str, most: int) -> bytes:
    """The first bytes of a stream, none if it is not there."""
    entry = ole.streams.get(name)
    if entry is None:
        return b""
    size = min(entry.size, most)
    if entry.size >= SMALL_STREAM:
        return b"".join(chain(ole, entry.start, -(-size // ole.sector_size)))[:size]
    return b"".join(small_chain(ole, entry.start, -(-size // SMALL_SECTOR)))[:size]


def small_chain(ole: Ole, at: int, most: int) -> Iterator[bytes]:
    """The pieces of a small stream, which lie in a stream that all small ones share."""
    table = b"".join(chain(ole, ole.small_table, MOST_TABLES))
    shared = b"".join(chain(ole, ole.small_stream, MOST_TABLES))
    for _ in range(most):
        piece = shared[at * SMALL_SECTOR : (at + 1) * SMALL_SECTOR]
        if not piece:
            return
        yield piece
        at = number(table, at * 4, 4)


def chain(ole: Ole, at: int, most: int) -> Iterator[bytes]:
    """The sectors from one on, no more than so many: a chain may lead back to itself."""
    per_table = ole.sector_size // 4
    for _ in range(most):
        data = sector(ole, at)
        if not data:
            return
        yield data
        if at // per_table >= len(ole.tables):
            return
        at = number(sector(ole, ole.tables[at // per_table]), at % per_table * 4, 4)


def sector(ole: Ole, at: int) -> bytes:
    if at >= NOWHERE:
        return b""
    ole.file.seek((at + 1) * ole.sector_size)
    return ole.file.read(ole.sector_size)


def number(data: bytes, at: int, width: int) -> int:
    return int.from_bytes(data[at : at + width], "little") if len(data) >= at + width else 0xFFFFFFFF
