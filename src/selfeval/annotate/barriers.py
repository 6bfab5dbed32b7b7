"""What stands against a copy with comments: a signature that would break, a protection, a file that is open."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selfeval.annotate.package import Copy
from selfeval.annotate.sheet_places import sheets_of
from selfeval.parsers.shown import W
from selfeval.parsers.workbook import MAIN, is_true

SIGNATURES = "_xmlsignatures/"
MAY_COMMENT = ("none", "comments", "trackedChanges")
ON = ("1", "true", "on", "")
# What each is called, in both languages.
BARRIERS = {
    "signed": (
        "文件有数字签名，加了批注的副本签名失效",
        "it is signed, and in a copy with comments the signature breaks",
    ),
    "protected": ("文件受保护，不许加批注", "it is protected against comments"),
}


def barriers(copy: Copy, kind: str, main: str) -> list[str]:
    """What its owner has set against any change of the document."""
    found = []
    root_relations = copy.package.relations().values()
    if any(name.lower().startswith(SIGNATURES) for name in copy.package.names) or any(
        relation.type == "origin" for relation in root_relations
    ):
        found.append("signed")
    if any(word_protection(copy, main) if kind == "word" else sheet_protection(copy, main)):
        found.append("protected")
    return found


def word_protection(copy: Copy, main: str) -> Iterator[bool]:
    known = copy.related(main, "settings")
    part = known[1].target if known else copy.package.find("word/settings.xml")
    if part is None or part not in copy.package.names:
        return
    for element in copy.package.parse(part).iter(W + "documentProtection"):
        yield element.get(W + "enforcement", "0") in ON and element.get(W + "edit") not in MAY_COMMENT


def sheet_protection(copy: Copy, main: str) -> Iterator[bool]:
    for part in sheets_of(copy.package, main).values():
        if b"sheetProtection" in copy.package.read(part):
            yield any(objects_locked(each) for each in copy.package.parse(part).iter(MAIN + "sheetProtection"))


def objects_locked(protection: Any) -> bool:
    """Whether a sheet's protection covers its notes; one of the cells alone does not."""
    return is_true(protection.get("sheet")) and is_true(protection.get("objects"))


def is_open(path: Path) -> bool:
    """Whether Word, Excel, WPS or LibreOffice has left the sign beside a file that it is open."""
    name = path.name
    # Word writes over the first letters of a long name, Excel and WPS put theirs before it.
    signs = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#", f".~{name}")
    return any(path.with_name(sign).exists() for sign in signs)
