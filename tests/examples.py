"""Reads the examples of a rule's docstring: small forms in plain text, each with the verdict it must get."""

import re
from dataclasses import dataclass
from textwrap import dedent

from selfeval.document import Document
from selfeval.figure import Text
from selfeval.forms.submission import FileFacts, Submission
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers.plain import read_plain

HEAD = re.compile(r"^(ok|bad|near|unknown|silent):(.*)$")
FACTS = re.compile(r"^(year|insertions|deletions|unread|hidden|external|unreadable|set):\s*(.*)$")


@dataclass(frozen=True)
class Example:
    """One example: the verdict expected, the gap or remark behind it, and the form."""

    verdict: str
    remark: str
    text: str

    @property
    def thresholds(self) -> dict[str, str]:
        """The rule's parameters that a line `set: name=value` gives."""
        found = (FACTS.match(line) for line in self.text.splitlines())
        return dict([f.group(2).split("=", 1) for f in found if f and f.group(1) == "set"])

    @property
    def submission(self) -> Submission:
        """The form through the real label binding, with the file facts of its `key: value` lines."""
        facts: dict[str, str] = {}
        lines = []
        for line in self.text.splitlines():
            found = FACTS.match(line)
            if found:
                facts[found.group(1)] = found.group(2)
            else:
                lines.append(line)
        document = read_plain("\n".join(lines), "example.docx")
        fill(document, facts)
        broken = ()
        if "unreadable" in facts:
            broken = (FileFacts(name="broken.docx", unreadable=Text(facts["unreadable"])),)
        documents = [] if broken else [document]
        return lay_out(documents, load_labels(), year=int(facts.get("year", "0")), broken=broken)


def fill(document: Document, facts: dict[str, str]) -> None:
    from selfeval.document import Where

    document.insertions = int(facts.get("insertions", "0"))
    document.deletions = int(facts.get("deletions", "0"))
    document.unread = [facts["unread"]] if "unread" in facts else []
    document.hidden = [(facts["hidden"], Where(document.file, "table 1", "r1c1"))] if "hidden" in facts else []
    document.external = [(facts["external"], "vbaProject.bin")] if "external" in facts else []


def examples(docstring: str) -> list[Example]:
    """All examples of a docstring, in order."""
    lines = dedent("\n".join(docstring.splitlines()[1:])).splitlines()
    found: list[tuple[str, str, list[str]]] = []
    for line in lines:
        head = HEAD.match(line)
        if head:
            found.append((head.group(1), head.group(2).strip(), []))
        elif found and (line.startswith("    ") or not line.strip()):
            found[-1][2].append(line[4:])
    return [Example(verdict, remark, "\n".join(body).strip("\n")) for verdict, remark, body in found]
