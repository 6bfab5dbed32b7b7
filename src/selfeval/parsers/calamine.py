"""Reads an .xls or .xlsb by calamine: a program of its own, since calamine may end the process that it runs in."""

import datetime
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import python_calamine

from selfeval.document import Unreadable
from selfeval.parsers.biff import Marks, marks_of_xls
from selfeval.parsers.digits import exact, general
from selfeval.parsers.guard import Limits, Package
from selfeval.parsers.number_format import number_format
from selfeval.parsers.ole import open_ole
from selfeval.parsers.references import LAST_COLUMN, LAST_ROW

MEMORY = 3 * 2**30
DAY_SECONDS = 86400
FIRST_DAY = datetime.datetime(1899, 12, 30)
MIDNIGHT = datetime.time()
MACROS = "_VBA_PROJECT_CUR"


def main() -> None:
    """Writes what the parent process is to know, as JSON: the arguments are the kind, the file and the limits."""
    kind, file, limits = sys.argv[1:]
    limit_memory()
    try:
        said = workbook(kind, Path(file), Limits(**json.loads(limits)))
    except Unreadable as error:
        said = {"refused": [error.key, error.detail]}
    except python_calamine.PasswordError:
        said = {"refused": ["encrypted", ""]}
    except python_calamine.CalamineError as error:
        said = {"refused": ["damaged", str(error)]}
    sys.stdout.buffer.write(json.dumps(said).encode())


def limit_memory() -> None:
    """A cell far away may cost all memory there is; Windows has no such limit, and refuses what it has not."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def workbook(kind: str, file: Path, limits: Limits) -> dict[str, Any]:
    marks, macros = marks_of(kind, file, limits)
    sheets = []
    left = limits.cells
    with python_calamine.CalamineWorkbook.from_path(file) as book:
        for place, about in enumerate(book.sheets_metadata):
            if about.typ == python_calamine.SheetTypeEnum.MacroSheet:
                macros.append(about.name)
            if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            own = marks[place] if place < len(marks) else Marks()
            found = sheet(book.get_sheet_by_index(place), own, left)
            left -= len(found["cells"])
            sheets.append(found | {"hidden": about.visible != python_calamine.SheetVisibleEnum.Visible})
    return {"sheets": sheets, "macros": macros}


def marks_of(kind: str, file: Path, limits: Limits) -> tuple[list[Marks], list[str]]:
    """The marks of each sheet in the workbook's order, and the names of macros."""
    if kind == ".xls":
        with file.open("rb") as opened:
            macros = [name for name in open_ole(opened).streams if name == MACROS]
            return marks_of_xls(opened, limits), macros
    from selfeval.parsers.biff12 import marks_of_xlsb

    with Package(file, limits) as package:
        return marks_of_xlsb(package), [name for name in package.names if name.endswith("vbaProject.bin")]


def sheet(stored: python_calamine.CalamineSheet, marks: Marks, left: int) -> dict[str, Any]:
    """The cells of a sheet as row, column, text, why the value can't be known, and whether it is hidden."""
    cells: dict[tuple[int, int], tuple[str, str, bool]] = dict.fromkeys(marks.blanks, ("", "", False))
    for row, col, value in values(stored):
        text, hidden = shown(value, marks.codes.get((row, col), ""))
        cells[row, col] = text, "", hidden
        if len(cells) > left:
            break
    # Of an error calamine gives no more than of a blank cell.
    cells |= {place: (error, "error-value", False) for place, error in marks.errors.items()}
    if len(cells) > left:
        raise Unreadable("too-many-cells", str(len(cells)))
    return {
        "name": stored.name,
        "cells": [(*place, *cells[place]) for place in sorted(cells) if place <= (LAST_ROW, LAST_COLUMN)],
        "merged": marks.merged,
        "rows": sorted(marks.rows),
        "columns": sorted(marks.columns),
    }


def values(stored: python_calamine.CalamineSheet) -> Iterator[tuple[int, int, Any]]:
    """The values that are not blank, with their places from 1."""
    if stored.start is None:
        return
    first = stored.start[1] + 1
    for row, each in enumerate(stored.iter_rows(), 1):
        for col, value in enumerate(each, first):
            if value != "":
                yield row, col, value


def shown(value: Any, code: str) -> tuple[str, bool]:
    """What people see of a value in a cell of a number format, and whether the format shows nothing of it."""
    if isinstance(value, bool):
        return str(value).upper(), False
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n"), False
    number = exact(repr(value)) if isinstance(value, (int, float)) else serial(value)
    if number is None or (not code and not isinstance(value, (int, float))):
        return str(value), False
    text = number_format(code).number(number)
    return (text, False) if text or not number else (general(number), True)


def serial(value: Any) -> Decimal | None:
    """The serial of a date, a time of day or a time that has passed."""
    if isinstance(value, datetime.time):
        value = datetime.datetime.combine(FIRST_DAY, value)
    elif isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, MIDNIGHT)
    passed = value - FIRST_DAY if isinstance(value, datetime.datetime) else value
    return passed.days + Decimal(passed.seconds) / DAY_SECONDS if isinstance(passed, datetime.timedelta) else None


if __name__ == "__main__":
    main()
