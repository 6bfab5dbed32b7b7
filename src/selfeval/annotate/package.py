"""Writes a package anew of which only some parts change: all others are copied as they lie there, still packed."""

import re
import struct
import zipfile
from io import BytesIO
from posixpath import basename, dirname, join, relpath
from typing import Any

from lxml import etree

from selfeval.document import Unreadable
from selfeval.parsers.guard import DAMAGE, LIMITS, LOCAL_HEADER_SIZE, Limits, Package, Relation, safe_name
from selfeval.parsers.strict_xml import plain_xml

TYPES = "[Content_Types].xml"
TYPES_NAMES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
# By its id a relation is known to be ours; the longer one says that the part that holds it is ours too.
OURS, OURS_ALONE = "selfeval", "selfevalNew"
DESCRIPTOR_FOLLOWS = 0x08
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Copy:
    """A package of which a copy is made. changed: the parts that differ in it, None for those that it lacks."""

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self.data = data
        self.limits = limits
        self.package = Package(data, limits)
        self.changed: dict[str, bytes | None] = {}

    def __contains__(self, name: str) -> bool:
        return self.changed[name] is not None if name in self.changed else name in self.package.names

    def read(self, name: str) -> bytes:
        return self.changed.get(name) or self.package.read(name)

    def tree(self, name: str) -> Any:
        """The root of a part's XML, with all that stands in it kept: comments, instructions, CDATA."""
        data = self.read(name)
        # It refuses what is dangerous or broken.
        self.package.tree(name, data)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False, collect_ids=False
        )
        return etree.fromstring(plain_xml(name, data), parser)

    def put(self, name: str, root: Any) -> None:
        tree = root.getroottree()
        self.changed[name] = etree.tostring(
            tree, xml_declaration=True, encoding="UTF-8", standalone=tree.docinfo.standalone
        )

    def drop(self, name: str) -> None:
        self.changed[name] = None
        self.untype(name)

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as `xl/comments{}.xml` that no part has, in whatever case."""
        taken = {name.lower() for name in (*self.package.names, *self.changed)}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def related(self, part: str, kind: str) -> tuple[str, Relation] | None:
        """The first relation of a part of this kind to another part, and its id."""
        found = self.package.relations(part).items()
        return next(((key, each) for key, each in found if each.type == kind and not each.external), None)

    def relate(self, part: str, kind: str, target: str, office: str) -> str:
        """A new relation of a part to another; returns its id."""
        name = relations_name(part)
        known = self.package.find(name)
        if known or name in self.changed:
            root = self.tree(known or name)
        else:
            root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
        start = OURS if known else OURS_ALONE
        taken = {element.get("Id") for element in root}
        key = next(key for number in range(1, len(taken) + 2) if (key := f"{start}{number}") not in taken)
        relation = etree.SubElement(root, f"{{{RELATIONS}}}Relationship")
        relation.set("Id", key)
        relation.set("Type", f"{office}/{kind}")
        relation.set("Target", relpath(target, dirname(part) or "."))
        self.put(known or name, root)
        return key

    def unrelate(self, part: str, keys: set[str]) -> None:
        """Takes relations out, and the part that holds them if it was made for them."""
        name = self.package.find(relations_name(part))
        if name is None or not keys:
            return
        root = self.tree(name)
        for relation in [each for each in root if each.get("Id") in keys]:
            take_out(relation)
        if not len(root) and all(key.startswith(OURS_ALONE) for key in keys):
            self.changed[name] = None
        else:
            self.put(name, root)

    def type(self, name: str, content: str) -> None:
        """Says of what type a new part is."""
        types = self.package.find(TYPES)
        if types is None:
            return
        root = self.tree(types)
        element = etree.SubElement(root, f"{{{TYPES_NAMES}}}Override")
        element.set("PartName", f"/{name}")
        element.set("ContentType", content)
        self.put(types, root)

    def untype(self, name: str) -> None:
        types = self.package.find(TYPES)
        if types is None:
            return
        root = self.tree(types)
        for element in [each for each in root if (each.get("PartName") or "").lower() == f"/{name}".lower()]:
            take_out(element)
        self.put(types, root)

    def write(self) -> bytes:
        """The copy: members in their order, with their times and their compression; new ones at the end."""
        if not self.changed:
            return self.data
        out = BytesIO()
        try:
            with zipfile.ZipFile(BytesIO(self.data)) as old, zipfile.ZipFile(out, "w") as new:
                new.comment = old.comment
                waiting = dict(self.changed)
                for info in old.infolist():
                    name = safe_name(info.filename)
                    if name not in self.changed:
                        copy_packed(self.data, info, new)
                    elif (data := self.changed[name]) is not None:
                        attributes = info.external_attr
                        new.writestr(info, data, info.compress_type)
                        # Where there were none, some were made up.
                        info.external_attr = attributes
                    waiting.pop(name, None)
                date = max((info.date_time for info in old.infolist()), default=(1980, 1, 1, 0, 0, 0))
                for name, data in waiting.items():
                    if data is not None:
                        new.writestr(zipfile.ZipInfo(name, date), data, zipfile.ZIP_DEFLATED)
        except DAMAGE as error:
            raise Unreadable("damaged", str(error)) from error
        return out.getvalue()


def copy_packed(data: bytes, info: zipfile.ZipInfo, new: zipfile.ZipFile) -> None:
    """Copies a member without unpacking it, which `zipfile` has no way for."""
    names = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + LOCAL_HEADER_SIZE + sum(names)
    packed = data[start : start + info.compress_size]
    if len(packed) < info.compress_size:
        raise Unreadable("truncated", info.filename)
    # The sizes stand in the header now, so nothing follows that says them.
    info.flag_bits &= ~DESCRIPTOR_FOLLOWS
    assert new.fp is not None
    new.fp.seek(new.start_dir)
    info.header_offset = new.fp.tell()
    new.fp.write(info.FileHeader())
    new.fp.write(packed)
    new.start_dir = new.fp.tell()
    new.filelist.append(info)
    new.NameToInfo[info.filename] = info


def relations_name(part: str) -> str:
    return join(dirname(part), "_rels", f"{basename(part)}.rels")


def office_names(root: Any) -> str:
    """Where the names of relations begin, for a part of this root: Office's strict format has its own."""
    return STRICT_OFFICE if "//purl.oclc.org/ooxml/" in root.tag else OFFICE


def names_of(root: Any) -> str:
    """The namespace of an element, as it stands before a tag."""
    return f"{{{etree.QName(root).namespace}}}"


def take_out(element: Any) -> None:
    """Removes an element, and not the blanks behind it as lxml would."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def legal(text: str) -> str:
    """The text without what XML can't hold."""
    return ILLEGAL.sub("", text)
