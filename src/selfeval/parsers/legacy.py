"""Reads what the readers of .docx and .xlsx refuse: older and other formats, by calamine or as LibreOffice converts them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

from selfeval.document import Document, Unreadable
from selfeval.parsers import Converted, open_file, read_package, refusal, refuse_foreign
from selfeval.parsers.guard import Limits, Package
from selfeval.parsers.kinds import EXCEL_XML, FLAT_XML, MAIL
from selfeval.parsers.office import Task, conversions
from selfeval.parsers.ole import SIGNATURE, open_ole

# No form fits in less, and to start LibreOffice costs a second.
LEAST = 256
HEAD = 2**16
WORD, EXCEL = "docx", "xlsx"
# By the key and the detail of the reason for which a file was refused.
TASKS = {
    ("old-format", ".doc"): Task(".doc", WORD),
    ("old-format", ".wps"): Task(".wps", WORD),
    ("old-format", ".xls"): Task(".xls", EXCEL),
    ("old-format", ".xml"): Task(".xml", WORD),
    ("xlsb", ""): Task(".xlsb", EXCEL),
    ("rtf", ""): Task(".rtf", WORD),
    ("odf", ""): Task(".odt", WORD),
    # As a text and not as a sheet, which would make 12.5 of 12.50.
    ("html", ""): Task(".html", WORD, "HTML (StarWriter)"),
}
SHEETS = (("old-format", ".xls"), ("xlsb", ""))
ODF_SHEETS, ODF_TEXT = b"<office:spreadsheet", b"<office:text"
MACROS = ("Macros", "_VBA_PROJECT_CUR")


def read_old(path: Path, limits: Limits, name: str, reason: Unreadable, done: Converted | None) -> Document:
    """The document in a file that was refused for this reason.

    done: what became of the file, where it was converted ahead.
    """
    if path.stat().st_size > limits.file_bytes:
        raise Unreadable("too-large", str(path.stat().st_size))
    document, failed = read_here(path, limits, name, reason)
    if document is not None:
        return document
    task = task_of(path, limits, reason)
    if task is None:
        raise failed
    if done is not None:
        return read_converted(path, task, done, limits, name)
    with conversions({path: task}) as each:
        if path not in each:
            raise failed
        return read_converted(path, task, each[path], limits, name)


def read_here(path: Path, limits: Limits, name: str, reason: Unreadable) -> tuple[Document | None, Unreadable]:
    """The document, if it takes no other program; and why it can't be read so far."""
    if is_open_sheets(path, limits, reason):
        from selfeval.parsers.ods import read_ods

        with Package(path, limits) as package:
            return read_ods(package, name), reason
    if is_flat(path, reason):
        from selfeval.parsers.flat import package_of

        with Package(package_of(path, limits), limits) as package:
            return read_package(package, name), reason
    if is_sheets(path, reason):
        from selfeval.parsers.sheets import FAILED, read_sheets

        try:
            return read_sheets(path, reason.detail or ".xlsb", limits, name), reason
        except Unreadable as error:
            if error.key not in FAILED:
                raise
            return None, reason if error.key == "damaged" else error
    return None, reason


def is_sheets(path: Path, reason: Unreadable) -> bool:
    return (reason.key, reason.detail) in SHEETS and path.stat().st_size >= LEAST


def is_open_sheets(path: Path, limits: Limits, reason: Unreadable) -> bool:
    return reason.key == "odf" and odf_holds(path, limits, ODF_SHEETS)


def is_flat(path: Path, reason: Unreadable) -> bool:
    return reason.detail == ".xml" and FLAT_XML in head_of(path)


def head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def odf_holds(path: Path, limits: Limits, body: bytes) -> bool:
    with Package(path, limits) as package:
        return "content.xml" in package.names and body in package.read("content.xml")


def read_converted(path: Path, task: Task, done: Converted, limits: Limits, name: str) -> Document:
    if done.path is None:
        raise Unreadable(done.why, task.suffix)
    with Package(done.path, limits) as package:
        document = read_package(package, name)
    document.converted = task.suffix
    # They do not come along.
    if head_of(path).startswith(SIGNATURE):
        with path.open("rb") as file:
            document.external += [("macros", macros) for macros in open_ole(file).streams if macros in MACROS]
    return document


@contextmanager
def converted_ahead(paths: Iterable[Path], limits: Limits) -> Iterator[Mapping[Path, Converted]]:
    """What became of those files that only LibreOffice reads, for as long as the context lasts."""
    tasks = {}
    for path in paths:
        try:
            reason = reason_of(path, limits)
            here = is_sheets(path, reason) or is_open_sheets(path, limits, reason) or is_flat(path, reason)
            if not here and path.stat().st_size <= limits.file_bytes and (task := task_of(path, limits, reason)):
                tasks[path] = task
        except (Unreadable, OSError):
            # Whoever reads it will say so.
            continue
    with conversions(tasks) as done:
        yield done


def reason_of(path: Path, limits: Limits) -> Unreadable:
    """Why the readers of today's formats refuse a file."""
    try:
        with open_file(path) as file:
            refuse_foreign(file)
        with Package(path, limits) as package:
            return refusal(package, "")
    except Unreadable as reason:
        return reason


def task_of(path: Path, limits: Limits, reason: Unreadable) -> Task | None:
    """How LibreOffice is to convert a file, None where there is nothing to convert."""
    task = TASKS.get((reason.key, reason.detail))
    if task is None or path.stat().st_size < LEAST:
        return None
    if reason.key == "odf":
        return task if odf_holds(path, limits, ODF_TEXT) else None
    head = head_of(path)
    if head.startswith(SIGNATURE) and not holds_anything(path):
        return None
    if reason.detail == ".xml" and EXCEL_XML.search(head):
        return task._replace(to=EXCEL)
    return task._replace(content=page_of(path.read_bytes())) if MAIL.match(head) else task


def holds_anything(path: Path) -> bool:
    with path.open("rb") as file:
        return any(entry.size for entry in open_ole(file).streams.values())


def page_of(mail: bytes) -> bytes:
    """The web page in a file that Word or Excel saved as a single one (.mht), which LibreOffice can't unpack."""
    parts = message_from_bytes(mail).walk()
    pages = (part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html")
    return next((page for page in pages if isinstance(page, bytes)), b"")
