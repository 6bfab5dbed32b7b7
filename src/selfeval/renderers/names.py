"""The names of the files in a folder of pages or notices, one for each submission."""

import re
import unicodedata
from collections.abc import Sequence

from selfeval.report import SubmissionReport

UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|#%\s\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+')
DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?:\.|$)", re.I)
LONGEST_NAME = 60


def file_names(submissions: Sequence[SubmissionReport], suffix: str) -> list[str]:
    """A name for each file: the unit and year, or the submission's own name; what a file system or an address could take amiss is out."""
    taken = {"index"}
    names = []
    for s in submissions:
        wanted = f"{s.unit}-{s.year}" if s.unit and s.year else s.unit or s.name
        stem = UNSAFE.sub("_", unicodedata.normalize("NFC", wanted))[:LONGEST_NAME].strip("._ ") or "_"
        stem = f"_{stem}" if DEVICES.match(stem) else stem
        name, number = stem, 1
        while (folded := unicodedata.normalize("NFKC", name).casefold()) in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(folded)
        names.append(f"{name}{suffix}")
    return names
