"""Parses XML that anybody may have made: nothing is fetched, nothing expanded, nothing repaired."""

import re
from typing import Any

from lxml import etree

from selfeval.document import Unreadable

PROLOG = 2**12
# Encodings in which `<` is one byte and that byte only, so that elements can be counted before they are parsed.
ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252", b"gb2312", b"gbk", b"gb18030"}
ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""")
STRICT = re.compile(rb"""(?<=["'])http://purl\.oclc\.org/ooxml/(\w+)/""")


def parse_xml(name: str, data: bytes) -> Any:
    """The root element of XML that went through `plain_xml`, comments and instructions left out."""
    if data.find(b"<!DOCTYPE", 0, PROLOG) >= 0:
        raise Unreadable("dtd", name)
    if b"//purl.oclc.org/ooxml/" in data:
        data = STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(syntax_key(error), f"{name}: {error}") from error
    except ValueError as error:
        raise Unreadable("damaged", f"{name}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("dtd", name)
    return root


def plain_xml(name: str, data: bytes) -> bytes:
    """The same XML in an encoding in which its elements can be counted."""
    start = data[:4]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start:
        data = from_utf_16(name, data, little=start[:2] == b"\xff\xfe" or start[1:2] == b"\0")
    plain = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    said = ENCODING.match(plain, 0, 200)
    if said and said[1].lower() not in ENCODINGS:
        raise Unreadable("damaged", f"{name}: {said[1].decode('ascii', 'replace')}")
    if not plain.startswith(b"<"):
        raise Unreadable("damaged", f"{name}: no XML")
    return plain


def from_utf_16(name: str, data: bytes, little: bool) -> bytes:
    try:
        text = data.decode("utf-16-le" if little else "utf-16-be").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Unreadable("damaged", f"{name}: {error}") from error
    if "\0" in text:
        raise Unreadable("damaged", f"{name}: no XML")
    return (text.partition("?>")[2] if text.startswith("<?xml") else text).encode()


def syntax_key(error: Exception) -> str:
    said = str(error).lower()
    if "depth" in said:
        return "too-deep"
    if "huge" in said or "too long" in said or "buffer size limit" in said:
        return "too-large"
    return "damaged"
