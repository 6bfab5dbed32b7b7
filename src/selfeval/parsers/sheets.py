"""Has an .xls or .xlsb read by calamine in a process that may die, and makes grids of what it says."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from selfeval.document import Cell, Document, Unreadable
from selfeval.parsers.guard import Limits
from selfeval.parsers.notes import shorten
from selfeval.parsers.sheet import Counter, Sheet, add_sheet

READER, SECONDS = "selfeval.parsers.calamine", 20
# What another program may still read.
FAILED = ("damaged", "reader-died", "reader-slow")


def read_sheets(path: Path, kind: str, limits: Limits, name: str) -> Document:
    """The sheets as grids in the workbook's order. kind: `.xls` or `.xlsb`."""
    said = reader(path, kind, limits)
    document = Document(name, external=[("macros", macros) for macros in said["macros"]])
    count = Counter(limits)
    for stored in said["sheets"]:
        add_sheet(document, sheet_of(stored, count), count)
    shorten(document)
    return document


def reader(path: Path, kind: str, limits: Limits) -> Any:
    """What the other process says. It takes nothing from the current folder, where anything may lie."""
    command = [sys.executable, "-P", "-m", READER, kind, str(path.absolute()), json.dumps(asdict(limits))]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("reader-slow", kind) from error
    except (ValueError, OSError) as error:
        raise Unreadable("reader-died", kind) from error
    if "refused" in said:
        raise Unreadable(*said["refused"])
    # Of what is no workbook at all calamine makes an empty one.
    if not said["sheets"]:
        raise Unreadable("damaged", path.name)
    return said


def sheet_of(stored: dict[str, Any], count: Counter) -> Sheet:
    sheet = Sheet(stored["name"], stored["hidden"], columns=set(stored["columns"]))
    sheet.merged = [(top, left, bottom, right) for top, left, bottom, right in stored["merged"]]
    sheet.rows.hidden = set(stored["rows"])
    count(len(stored["cells"]) + len(sheet.merged))
    for row, col, text, why, hidden in stored["cells"]:
        sheet.rows.cells.setdefault(row, []).append(Cell(text, row, col, hidden=hidden, why=why))
        sheet.hides = sheet.hides or hidden
    return sheet
