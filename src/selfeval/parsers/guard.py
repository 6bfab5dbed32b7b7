"""Opens a package (.docx, .xlsx) that anybody may have made, within limits."""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import SEEK_CUR, BytesIO
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self
from urllib.parse import unquote

from selfeval.document import Unreadable
from selfeval.parsers.strict_xml import parse_xml, plain_xml


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost.

    part_bytes, total_bytes: one unpacked member, all that are read; file_bytes: the file as it lies on the disk.
    elements: of all XML that is parsed; cells: stored ones; nesting: tables and text boxes within one another.
    """

    part_bytes: int = 12 * 2**20
    total_bytes: int = 64 * 2**20
    elements: int = 1_000_000
    members: int = 10_000
    nesting: int = 50
    cells: int = 1_000_000
    file_bytes: int = 256 * 2**20


LIMITS = Limits()


class Relation(NamedTuple):
    """What a part refers to.

    type: the last word of its URI, such as `worksheet`; target: a member, or an address if external.
    """

    type: str
    target: str
    external: bool


DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, IndexError)
DIRECTORY_ENTRY = b"PK\x01\x02"
DIRECTORY_ENTRY_SIZE = 46
LOCAL_HEADER = b"PK\x03\x04"
LOCAL_HEADER_SIZE = 30
CHUNK = 2**20
SLACK = 2**10


class Package:
    """A zip file of parts: unpacked only when asked for, never written; nothing outside it is opened."""

    def __init__(self, source: bytes | Path, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._bytes = 0
        self._elements = 0
        self._relations: dict[str, dict[str, Relation]] = {}
        self._folded: dict[str, str] | None = None
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size > limits.file_bytes:
            raise Unreadable("too-large", str(size))
        self._file: BinaryIO = BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        try:
            self._refuse_many(size)
            self._members = self._open()
        except BaseException:
            self._file.close()
            raise
        self.names = frozenset(self._members)

    def _refuse_many(self, size: int) -> None:
        # zipfile makes an object of every entry before one can ask how many there are.
        if size <= self.limits.members * DIRECTORY_ENTRY_SIZE:
            return
        entries = 0
        while chunk := self._file.read(CHUNK):
            entries += chunk.count(DIRECTORY_ENTRY)
        if entries > self.limits.members:
            raise Unreadable("too-many-members", str(entries))

    def _open(self) -> dict[str, zipfile.ZipInfo]:
        try:
            self._zip = zipfile.ZipFile(self._file)
        except NotImplementedError as error:
            raise Unreadable("damaged", str(error)) from error
        except DAMAGE as error:
            raise Unreadable("truncated", str(error)) from error
        infos = self._zip.infolist()
        if len(infos) > self.limits.members:
            raise Unreadable("too-many-members", str(len(infos)))
        return {safe_name(info.filename): info for info in infos}

    def find(self, name: str) -> str | None:
        """The member of this name, in whatever case, or None."""
        if name in self._members:
            return name
        if self._folded is None:
            self._folded = {member.lower(): member for member in self._members}
        return self._folded.get(name.lower())

    def read(self, name: str, most: int | None = None) -> bytes:
        """A member's bytes; with `most`, only so many of its first."""
        info = self._members.get(name)
        if info is None:
            raise Unreadable("damaged", f"{name} is missing")
        if info.flag_bits & 1:
            raise Unreadable("encrypted", name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("damaged", f"{name}: compression {info.compress_type}")
        size = info.file_size if most is None else min(info.file_size, most)
        if size > self.limits.part_bytes or self._bytes + size > self.limits.total_bytes:
            raise Unreadable("too-large", f"{name} {size}")
        try:
            data = self._unpack(info, size)
        except DAMAGE as error:
            raise Unreadable("truncated", f"{name}: {error}") from error
        self._bytes += len(data)
        if most is None and (len(data) != size or zlib.crc32(data) != info.CRC):
            raise Unreadable("truncated", name)
        return data

    def _unpack(self, info: zipfile.ZipInfo, size: int) -> bytes:
        # Three times as fast as zipfile's way, and not a byte more than asked for is unpacked, whatever the file says.
        self._file.seek(info.header_offset)
        header = self._file.read(LOCAL_HEADER_SIZE)
        if not header.startswith(LOCAL_HEADER):
            raise zipfile.BadZipFile("no member where the directory says")
        self._file.seek(sum(struct.unpack_from("<HH", header, 26)), SEEK_CUR)
        if info.compress_type == zipfile.ZIP_STORED:
            return self._file.read(size)
        packed = self._file.read(min(info.compress_size, 2 * size + SLACK))
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, max(size, 1))

    def parse(self, name: str) -> Any:
        """A member's root element, comments and instructions left out."""
        return self.tree(name, self.read(name))

    def tree(self, name: str, data: bytes) -> Any:
        """The root element of a member's bytes, as `parse` gives it."""
        data = plain_xml(name, data)
        self._count_elements(name, data)
        return parse_xml(name, data)

    def _count_elements(self, name: str, data: bytes) -> None:
        count = data.count(b"<")
        # The closing tags take longer to count, so only where it matters.
        self._elements += count if count < self.limits.elements // 100 else count - data.count(b"</")
        if self._elements > self.limits.elements:
            raise Unreadable("too-many-elements", name)

    def relations(self, name: str = "") -> dict[str, Relation]:
        """The relations of a part by id, of the whole package without a name. What a target names need not be there."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        return self._relations[name]

    def _read_relations(self, name: str) -> dict[str, Relation]:
        member = self.find(join(dirname(name), "_rels", f"{basename(name)}.rels"))
        if member is None:
            return {}
        found: dict[str, Relation] = {}
        for number, element in enumerate(self.parse(member)):
            kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
            target = element.get("Target", "")
            external = element.get("TargetMode", "").lower() == "external"
            if not external:
                target = self.target(dirname(name), target)
            found[element.get("Id") or f"#{number}"] = Relation(kind, target, external)
        return found

    def target(self, folder: str, target: str) -> str:
        """The member that a relation names, seen from a part's folder; it never leaves the package."""
        plain = f"{folder}/{target}" if folder else target
        if plain in self._members:
            return plain
        target = target.replace("\\", "/").partition("#")[0]
        for spelling in (target, unquote(target)):
            path = normpath(join("/", folder, spelling)).lstrip("/")
            if member := self.find(path):
                return member
        return path

    def main_part(self, *usual: str) -> str | None:
        """The member that holds the document itself: what the relations say, else the first of the usual names."""
        said = [relation.target for relation in self.relations().values() if relation.type == "officeDocument"]
        return next((member for name in (*said, *usual) if (member := self.find(name))), None)

    def close(self) -> None:
        self._zip.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def safe_name(name: str) -> str:
    plain = name.replace("\\", "/")
    if plain.startswith("/") or plain[1:2] == ":" or (".." in plain and ".." in plain.split("/")):
        raise Unreadable("unsafe-name", name)
    return plain
