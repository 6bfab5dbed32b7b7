"""Makes a copy of a file with a comment on each place that a finding speaks of, and takes those comments out again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from selfeval.annotate.barriers import BARRIERS, barriers, is_open
from selfeval.annotate.files import Refused, Taken, refuse_suffix, refuse_target, right_suffix, taken, write_beside
from selfeval.annotate.note import MOVES, Moved, Note, note_of
from selfeval.annotate.package import Copy
from selfeval.document import Unreadable
from selfeval.lang import both
from selfeval.parsers import open_file
from selfeval.parsers.guard import LIMITS, Limits
from selfeval.renderers import Style
from selfeval.renderers.text import Voice, place_words
from selfeval.report import Finding, Report, SubmissionReport

__all__ = ["Done", "Failed", "Refused", "annotate", "annotate_all", "clean", "notes_for", "told"]


@dataclass
class Done:
    """What became of a copy. count: the comments that were put in or taken out; broken: keys of BARRIERS that were gone over."""

    target: Path
    count: int = 0
    moved: list[Moved] = field(default_factory=list)
    converted: str = ""
    broken: list[str] = field(default_factory=list)
    open: bool = False


@dataclass
class Failed:
    """A copy that was not made, and why."""

    target: Path
    why: Refused | Unreadable


def annotate(source: Path, target: Path, notes: list[Note], limits: Limits = LIMITS, force: bool = False) -> Done:
    """Writes the copy with these notes in it; raises Refused or Unreadable, and then writes nothing."""
    with ready(source, target, limits, force) as made:
        return put_notes(made, source, target, notes, limits, force)


def put_notes(made: Taken, source: Path, target: Path, notes: list[Note], limits: Limits, force: bool) -> Done:
    data, _ = cleaned(made, limits)
    broken = passed(made, limits, force) if notes or data != made.data else []
    data, moved = with_notes(made._replace(data=data), notes, limits)
    write_beside(target, data)
    return Done(target, len(notes), moved, made.converted, broken, is_open(source))


def clean(source: Path, target: Path, limits: Limits = LIMITS, force: bool = False) -> Done:
    """Writes a copy without the comments that are ours."""
    with ready(source, target, limits, force) as made:
        data, count = cleaned(made, limits)
        broken = passed(made, limits, force) if count else []
        write_beside(target, data)
        return Done(target, count, [], made.converted, broken, is_open(source))


@contextmanager
def ready(source: Path, target: Path, limits: Limits, force: bool) -> Iterator[Taken]:
    try:
        open_file(source).close()
    except FileNotFoundError as error:
        raise Unreadable("missing-file") from error
    except OSError as error:
        raise Unreadable("no-permission") from error
    refuse_target(source, target, force)
    with taken(source, limits) as made:
        refuse_suffix(source, target, made)
        yield made


def passed(made: Taken, limits: Limits, force: bool) -> list[str]:
    """What was gone over by force; refused without it."""
    met = [] if made.converted else barriers(Copy(made.data, limits), made.kind, made.main)
    if met and not force:
        zh, en = ("；".join(words) for words in zip(*(BARRIERS[key] for key in met), strict=True))
        raise Refused(f"{zh}。仍要做，用 --force", f"{en}; --force makes it all the same")
    return met


def cleaned(made: Taken, limits: Limits) -> tuple[bytes, int]:
    copy = Copy(made.data, limits)
    if made.kind == "word":
        from selfeval.annotate.docx import clean_docx

        return (made.data, 0) if not (count := clean_docx(copy)) else (copy.write(), count)
    from selfeval.annotate.xlsx import clean_xlsx

    return (made.data, 0) if not (count := clean_xlsx(copy)) else (copy.write(), count)


def with_notes(made: Taken, notes: list[Note], limits: Limits) -> tuple[bytes, list[Moved]]:
    if not notes:
        return made.data, []
    copy = Copy(made.data, limits)
    if made.kind == "word":
        from selfeval.annotate.docx import annotate_docx

        moved = annotate_docx(copy, notes)
    else:
        from selfeval.annotate.xlsx import annotate_xlsx

        moved = annotate_xlsx(copy, notes)
    return copy.write(), moved


def notes_for(s: SubmissionReport, name: str, style: Style) -> list[Note]:
    """The notes on a file of a submission; what stands in no file of it is noted on the first."""
    names = [file["name"] for file in s.files]
    voice = Voice(style)
    voice.many_files = len(names) > 1
    there = [f for f in s.failing if is_on(f, name, names)]
    near = [f for f in s.findings if f.verdict != "bad" and style.strict and is_on(f, name, names)]
    return [note_of(finding, voice) for finding in (*there, *near)]


def is_on(finding: Finding, name: str, names: list[str]) -> bool:
    return finding.where.file == name or (finding.where.file not in names and names[:1] == [name])


def annotate_all(
    report: Report, paths: Mapping[str, Path], folder: Path, style: Style, limits: Limits, force: bool = False
) -> Iterator[Done | Failed]:
    """A copy in the folder of each file with findings, under the name that the report calls it by.

    paths: each file by the name that it was given by.
    """
    targets: set[Path] = set()
    for s in report.submissions:
        for name in [file["name"] for file in s.files]:
            source = paths.get(s.paths.get(name, ""))
            notes = notes_for(s, name, style) if source else []
            # What could not be read is said in the report.
            if source is None or not notes or any(f.code == "F001" and f.where.file == name for f in s.failing):
                continue
            target = free_target(folder, name, targets)
            try:
                with taken(source, limits) as made:
                    suffix = right_suffix(source, made)
                    if target.suffix.lower() != suffix.lower():
                        target = free_target(folder, f"{name}{suffix}", targets)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    refuse_target(source, target, force)
                    done: Done | Failed = put_notes(made, source, target, notes, limits, force)
            except (Refused, Unreadable) as error:
                done = Failed(target, error)
            except OSError as error:
                done = Failed(target, Refused(f"写不进去（{error.strerror}）", f"can't be written ({error.strerror})"))
            yield done


def free_target(folder: Path, name: str, targets: set[Path]) -> Path:
    """Where the copy goes; files of one name from several folders are numbered. No name leads out of the folder."""
    parts = [part for part in PurePath(name).parts if part not in ("..", PurePath(name).anchor)]
    plain = folder.joinpath(*parts)
    target, number = plain, 1
    while target in targets:
        number += 1
        target = plain.with_name(f"{plain.stem}-{number}{plain.suffix}")
    targets.add(target)
    return target


def told(done: Done | Failed, style: Style) -> Iterator[str]:
    """What a person must know of a copy, line by line; the first says what came of it."""
    voice = Voice(style)
    if isinstance(done, Failed):
        yield f"{done.target}：{reason(done.why, voice)}"
        return
    yield voice.pair(f"{done.target}：批注 {done.count} 条", f"{done.target}: {done.count} comments")
    if done.converted:
        yield voice.pair(
            f"原文件是 {done.converted}，批注写在 LibreOffice 转换出的副本里",
            f"the file is a {done.converted}; the comments are in a copy that LibreOffice converted",
        )
    for key in done.broken:
        yield voice.pair(*BARRIERS[key])
    if done.open:
        yield voice.pair(
            "原文件正打开着，没有保存的修改不在副本里", "the file is open; what is not saved is not in the copy"
        )
    for note, why, to in done.moved:
        place = place_words(note.where, voice) or note.where.label
        yield voice.pair(
            f"{note.code} {place}：{MOVES[why][0]}，批注在 {to}",
            f"{note.code} {place}: {MOVES[why][1]}, the comment is at {to}",
        )


def reason(error: Refused | Unreadable, voice: Voice) -> str:
    if isinstance(error, Refused):
        return voice.pair(error.zh, error.en)
    return voice.say(both(f"unreadable-{error.key}", {"detail": error.detail}))
