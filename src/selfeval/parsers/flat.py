"""Makes a package of a Word document that was saved as one XML file (Flat OPC), which LibreOffice takes for plain text."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from selfeval.document import Unreadable
from selfeval.parsers.guard import Limits
from selfeval.parsers.strict_xml import parse_xml, plain_xml

PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
PART, NAME, TREE = PACKAGE + "part", PACKAGE + "name", PACKAGE + "xmlData"


def package_of(path: Path, limits: Limits) -> bytes:
    """The parts that are XML, zipped as they usually are; what is no XML holds no text."""
    data = plain_xml(path.name, path.read_bytes()) if path.stat().st_size <= limits.part_bytes else b""
    if not data:
        raise Unreadable("too-large", str(path.stat().st_size))
    if data.count(b"<") > 2 * limits.elements:
        raise Unreadable("too-many-elements", path.name)
    packed = BytesIO()
    with ZipFile(packed, "w") as zipped:
        for part in parse_xml(path.name, data).iterchildren(PART):
            root = next((child for tree in part.iterchildren(TREE) for child in tree), None)
            if root is not None:
                zipped.writestr(part.get(NAME, "").lstrip("/"), etree.tostring(root, with_tail=False))
    return packed.getvalue()
