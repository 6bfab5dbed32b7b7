"""Takes the file that is annotated, or what LibreOffice makes of it, and writes the copy whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from selfeval.annotate.barriers import is_open
from selfeval.document import Unreadable
from selfeval.parsers import BINARY_EXCEL, EXCEL, WORD, kind_of
from selfeval.parsers.guard import Limits, Package
from selfeval.parsers.legacy import EXCEL as TO_EXCEL
from selfeval.parsers.legacy import is_flat, is_open_sheets, reason_of, task_of
from selfeval.parsers.office import Task, conversions
from selfeval.whole import whole

SUFFIX = {"word": ".docx", "excel": ".xlsx"}


class Refused(Exception):
    """A copy that is not made. zh, en: why, and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class Taken(NamedTuple):
    """A package that can be annotated. kind: word or excel; converted: the format that it was made from, else empty."""

    data: bytes
    kind: str
    main: str
    converted: str = ""


@contextmanager
def taken(source: Path, limits: Limits) -> Iterator[Taken]:
    """The file as a package; raises Refused where only LibreOffice could make one and does not."""
    if source.stat().st_size > limits.file_bytes:
        raise Unreadable("too-large", str(source.stat().st_size))
    data = source.read_bytes()
    try:
        found = as_package(data, limits)
    except Unreadable:
        found = None
    if found:
        yield found
        return
    reason = reason_of(source, limits)
    if is_flat(source, reason):
        from selfeval.parsers.flat import package_of

        yield as_converted(package_of(source, limits), limits, ".xml")
        return
    task = Task(".ods", TO_EXCEL) if is_open_sheets(source, limits, reason) else task_of(source, limits, reason)
    if task is None:
        raise reason
    with conversions({source: task}) as done:
        if source not in done:
            raise Refused(
                f"{task.suffix} 要先由 LibreOffice 转换，这里没有安装；请另存为 .docx 或 .xlsx 再试",
                f"a {task.suffix} is converted by LibreOffice, which is not installed; save it as .docx or .xlsx",
            )
        path = done[source].path
        if path is None:
            raise Refused(
                f"LibreOffice 转换不了这个 {task.suffix}", f"LibreOffice could not convert this {task.suffix}"
            )
        yield as_converted(path.read_bytes(), limits, task.suffix)


def as_package(data: bytes, limits: Limits) -> Taken | None:
    with Package(data, limits) as package:
        main = package.main_part(WORD, EXCEL, BINARY_EXCEL)
        kind = kind_of(package, main) if main else ""
        return Taken(data, kind, main) if main and kind in SUFFIX else None


def as_converted(data: bytes, limits: Limits, suffix: str) -> Taken:
    found = as_package(data, limits)
    if found is None:
        raise Unreadable("damaged", suffix)
    return found._replace(converted=suffix)


def refuse_target(source: Path, target: Path, force: bool) -> None:
    """Refuses a target that can't be written, or should not be, before any work is done."""
    try:
        look_at_target(source, target, force)
    except OSError as error:
        # A name that is too long cannot even be looked up.
        raise unwritten(error) from error


def unwritten(error: OSError) -> Refused:
    return Refused(f"写不进去（{error.strerror}）", f"can't be written ({error.strerror})")


def look_at_target(source: Path, target: Path, force: bool) -> None:
    folder = target.parent
    if not folder.is_dir():
        raise Refused(f"没有文件夹 {folder}", f"there is no folder {folder}")
    if target.is_dir():
        raise Refused("这是文件夹，请写出副本的文件名", "a folder; name the copy")
    if not target.exists():
        return
    if target.samefile(source):
        raise Refused("副本不能写到原文件上", "the copy must not be the file itself")
    if not force:
        raise Refused("已经有这个文件，--force 覆盖", "it exists already; --force writes over it")
    if not target.stat().st_mode & 0o222:
        raise Refused("文件只读", "it is read-only")
    if is_open(target):
        raise Refused("文件在别处打开着，请先关闭", "it is open elsewhere, close it first")


def refuse_suffix(source: Path, target: Path, made: Taken) -> None:
    """Refuses a name by which no program would open the copy."""
    right = right_suffix(source, made)
    if target.suffix.lower() != right.lower():
        raise Refused(f"副本的文件名应以 {right} 结尾", f"the name of the copy must end in {right}")


def right_suffix(source: Path, made: Taken) -> str:
    return SUFFIX[made.kind] if made.converted else source.suffix


def write_beside(target: Path, data: bytes) -> None:
    try:
        with whole(target) as beside:
            beside.write_bytes(data)
    except OSError as error:
        raise unwritten(error) from error
