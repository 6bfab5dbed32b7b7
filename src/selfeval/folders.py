"""What lies in files and folders: which files are looked at together, and which of those are one submission."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from selfeval.layout.gather import SINGLE
from selfeval.layout.labels import squeeze
from selfeval.parsers import Converted
from selfeval.report import SubmissionReport

WORD = "docx docm dotx dotm doc dot wps wpt rtf odt"
EXCEL = "xlsx xlsm xltx xltm xls xlt et ett xlsb ods"
OFFICE = frozenset(f".{suffix}" for suffix in (*WORD.split(), *EXCEL.split()))
PASSED_OVER = frozenset(("thumbs.db", "desktop.ini"))


class Source(NamedTuple):
    """A file to read, and the name that the report calls it by. converted: what became of it, where it was converted."""

    path: Path
    name: str
    converted: Converted | None = None


class Heap(NamedTuple):
    """Files that are looked at together, since they lie in one folder or were joined, and what lies among them unread."""

    name: str
    sources: tuple[Source, ...]
    not_read: tuple[str, ...] = ()
    joined: bool = False


def heaps_in(paths: Sequence[Path], together: bool) -> list[Heap]:
    """What the paths name, as heaps: a file by itself, each sub-folder of a folder, the loose files of a folder."""
    heaps: list[Heap] = []
    for path in paths:
        heaps += folder_heaps(path) if is_folder(path) else [Heap(shown_name(path), (source(path),))]
    if not together or not heaps:
        return heaps
    sources = {s.path: s for heap in heaps for s in heap.sources}
    not_read = tuple(name for heap in heaps for name in heap.not_read)
    return [Heap(heaps[0].name, unlike(sources.values()), not_read, joined=True)]


def is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def source(path: Path, name: str = "") -> Source:
    return Source(path, printable(name) if name else shown_name(path))


def shown_name(path: Path) -> str:
    return printable(path.name or path.resolve().name or str(path))


def printable(name: str) -> str:
    """A name that can be shown: what is text of no encoding, or would steer a terminal, gives way to a sign."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def unlike(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The same files; where two have one name, each is called by its whole path."""
    found = list(sources)
    names = [s.name for s in found]
    return tuple(s if names.count(s.name) == 1 else s._replace(name=printable(str(s.path))) for s in found)


def folder_heaps(folder: Path) -> list[Heap]:
    """The loose files of a folder, then each sub-folder with what is below it; an empty folder is a heap without files."""
    loose, folders = entries(folder)
    heaps = [heap_of(shown_name(folder), folder, loose)] if loose else []
    for sub in folders:
        below = all_below(sub)
        if below:
            heaps.append(heap_of(shown_name(sub), folder, below))
    return heaps or [Heap(shown_name(folder), ())]


def entries(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files and the folders in a folder; a folder that can't be opened stands among the files, to be named and not lost."""
    try:
        found = sorted((entry for entry in folder.iterdir() if not passed_over(entry)), key=lambda entry: entry.name)
    except OSError:
        return [folder], []
    folders = [entry for entry in found if is_folder(entry)]
    # A link to a folder may lead out of what was named, or in a circle.
    return [e for e in found if e not in folders], [e for e in folders if not e.is_symlink()]


def all_below(folder: Path) -> list[Path]:
    files, folders = entries(folder)
    found = files + [path for sub in folders for path in all_below(sub)]
    return sorted(found, key=lambda path: path.as_posix())


def heap_of(name: str, folder: Path, files: list[Path]) -> Heap:
    names = {path: path.relative_to(folder).as_posix() if path != folder else path.name for path in files}
    office = tuple(source(path, names[path]) for path in files if is_office(path))
    return Heap(name, office, tuple(printable(names[path]) for path in files if not is_office(path)))


def passed_over(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.name.lower() in PASSED_OVER


def is_office(path: Path) -> bool:
    """An Office file by its suffix, one that lost its suffix and begins like one, or what can't be opened to see."""
    if path.suffix.lower() in OFFICE or is_folder(path):
        return True
    if path.suffix or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(8).startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    except OSError:
        return True


def same_submission(alone: list[SubmissionReport]) -> list[list[int]]:
    """Which files belong together: those that name one unit and year; those that name no unit join the only one there.

    A file that the program failed on stays apart: it would take the others down with it.
    """
    groups: list[list[int]] = []
    homeless = []
    apart = [[at] for at, report in enumerate(alone) if report.crashed]
    for at, report in enumerate(alone):
        if report.crashed:
            continue
        if not report.unit:
            homeless.append(at)
            continue
        home = next((group for group in groups if alike(alone[group[0]], report)), None)
        if home is None:
            groups.append([at])
        else:
            home.append(at)
    if len(groups) == 1 and not doubled(alone, groups[0] + homeless):
        return sorted([sorted(groups[0] + homeless), *apart])
    return sorted([*groups, *([at] for at in homeless), *apart])


def alike(first: SubmissionReport, second: SubmissionReport) -> bool:
    """One unit, by the same name or one within the other, and one year where both say it."""
    a, b = squeeze(first.unit), squeeze(second.unit)
    return (a in b or b in a) and (first.year == second.year or None in (first.year, second.year))


def doubled(alone: list[SubmissionReport], members: list[int]) -> bool:
    """Whether a submission of these files would get a form twice that it has once."""
    kinds = [form.kind for at in members for form in alone[at].forms if form.kind in SINGLE]
    return len(kinds) > len(set(kinds))


def twins_of(alone: list[SubmissionReport], members: list[int], at: int) -> list[int]:
    """The other files that hold a form that this one holds too, and that a submission has once."""
    mine = {form.kind for form in alone[at].forms} & set(SINGLE)
    return [other for other in members if other != at and mine & {form.kind for form in alone[other].forms}]
