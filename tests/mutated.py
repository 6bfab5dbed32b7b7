"""The samples damaged in every way that comes to mind, and what comes of a check of each in a process of its own.

Usage: python tests/mutated.py [--cases N] [--first N] [--jobs N] [--keep FOLDER]; a case is the same whenever it is run.
With --keep the files are only written, to be looked at.
"""

import argparse
import faulthandler
import os
import random
import sys
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, NoReturn

from lxml import etree

import selfeval
from selfeval.renderers import RENDERERS, Style

SAMPLES = Path(__file__).parents[1] / "samples"
MOST_SECONDS, MOST_MEGABYTES = 10, 300
MOST_CHANGES = 8

Parts = dict[str, bytes]


class Outcome(NamedTuple):
    """What came of a case. wrong: empty where it gave a report, else what happened."""

    number: int
    wrong: str
    seconds: float
    megabytes: int


@cache
def samples() -> list[tuple[str, Parts]]:
    found = []
    for path in sorted((*SAMPLES.glob("*.docx"), *SAMPLES.glob("*.xlsx"))):
        with zipfile.ZipFile(path) as package:
            found.append((path.suffix, {name: package.read(name) for name in package.namelist()}))
    return found


def mutant(number: int) -> tuple[str, str, bytes]:
    """The suffix, the way and the bytes of a case."""
    draw = random.Random(number)
    suffix, parts = draw.choice(samples())
    way = draw.choice(WAYS)
    return suffix, way.__name__, way(draw, dict(parts))


def packed(parts: Parts) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return file.getvalue()


def a_part(draw: random.Random, parts: Parts) -> str:
    """The name of a part, as often as not of one that holds the text."""
    main = [
        name for name in parts if name.endswith(("document.xml", "sharedStrings.xml", "styles.xml")) or "/sheet" in name
    ]
    return draw.choice(main if draw.random() < 0.7 else sorted(parts))


# Ways that damage a member's bytes


def cut(draw: random.Random, parts: Parts) -> bytes:
    name = a_part(draw, parts)
    parts[name] = parts[name][: draw.randrange(len(parts[name]))]
    return packed(parts)


def flip_bits(draw: random.Random, parts: Parts) -> bytes:
    name = a_part(draw, parts)
    parts[name] = flipped(draw, parts[name])
    return packed(parts)


def flipped(draw: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.randint(1, MOST_CHANGES)):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def double_a_stretch(draw: random.Random, parts: Parts) -> bytes:
    name = a_part(draw, parts)
    data = parts[name]
    start, end = sorted(draw.randrange(len(data) + 1) for _ in range(2))
    parts[name] = data[:end] + data[start:]
    return packed(parts)


def change_digits(draw: random.Random, parts: Parts) -> bytes:
    """Numbers become huge, negative or none: spans, indexes, rows, figures."""
    name = a_part(draw, parts)
    data = parts[name]
    places = [at for at in range(len(data)) if data[at : at + 1].isdigit()]
    for at in sorted(draw.sample(places, min(len(places), MOST_CHANGES)), reverse=True):
        data = (
            data[:at] + draw.choice((b"", b"-1", b"x", b"99999999999", b"0", b"1e9", b"\xef\xbc\x91")) + data[at + 1 :]
        )
    parts[name] = data
    return packed(parts)


# Ways that damage the package


def drop_a_part(draw: random.Random, parts: Parts) -> bytes:
    for _ in range(draw.randint(1, 3)):
        parts.pop(draw.choice(sorted(parts)))
    return packed(parts)


def double_a_part(draw: random.Random, parts: Parts) -> bytes:
    """One name twice, as some programs write it, the second of which may be cut."""
    name = a_part(draw, parts)
    end = draw.choice((-1, len(parts[name]) // 2, len(parts[name])))
    file = BytesIO(packed(parts))
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        warnings.simplefilter("ignore")
        package.writestr(name, parts[name][:end])
    return file.getvalue()


def swap_parts(draw: random.Random, parts: Parts) -> bytes:
    one, other = draw.sample(sorted(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return packed(parts)


def put_in_another_sample(draw: random.Random, parts: Parts) -> bytes:
    _, others = draw.choice(samples())
    parts[a_part(draw, parts)] = others[a_part(draw, others)]
    return packed(parts)


def spoil_the_directory(draw: random.Random, parts: Parts) -> bytes:
    data = packed(parts)
    start = data.index(b"PK\x01\x02")
    return data[:start] + flipped(draw, data[start:])


def spoil_anything(draw: random.Random, parts: Parts) -> bytes:
    return flipped(draw, packed(parts))


def cut_the_file(draw: random.Random, parts: Parts) -> bytes:
    data = packed(parts)
    start, end = sorted(draw.randrange(len(data) + 1) for _ in range(2))
    return draw.choice((data[:end], data[start:], data[:start] + data[end:]))


# Ways that leave sound XML of another shape


def change_elements(draw: random.Random, parts: Parts) -> bytes:
    name = a_part(draw, {name: data for name, data in parts.items() if name.endswith((".xml", ".rels"))})
    root = etree.fromstring(parts[name])
    for _ in range(draw.randint(1, MOST_CHANGES)):
        elements = [element for element in root.iter() if element is not root]
        if elements:
            draw.choice(CHANGES)(draw, draw.choice(elements), elements)
    parts[name] = etree.tostring(root)
    return packed(parts)


def remove(_: random.Random, element: Any, __: list[Any]) -> None:
    element.getparent().remove(element)


def double(_: random.Random, element: Any, __: list[Any]) -> None:
    element.addnext(deepcopy(element))


def repeat(draw: random.Random, element: Any, _: list[Any]) -> None:
    # A part of the tree that is small, for repeating all of it would only be large.
    if sum(1 for _ in element.iter()) < 50:
        for _ in range(draw.choice((10, 200))):
            element.addnext(deepcopy(element))


def move(draw: random.Random, element: Any, elements: list[Any]) -> None:
    target = draw.choice(elements)
    if element not in (target, *target.iterancestors()):
        target.insert(draw.randint(0, len(target)), element)


def nest(draw: random.Random, element: Any, _: list[Any]) -> None:
    """Puts copies of an element in one another, below the depth that the parser refuses and beyond."""
    inner = element
    for _ in range(draw.choice((2, 20, 150))):
        copy = etree.SubElement(inner, element.tag, dict(element.attrib))
        copy.text = element.text
        inner = copy


def unwrap(_: random.Random, element: Any, __: list[Any]) -> None:
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def rename(draw: random.Random, element: Any, elements: list[Any]) -> None:
    element.tag = draw.choice(elements).tag


def change_attributes(draw: random.Random, element: Any, elements: list[Any]) -> None:
    others = [other for other in (element, draw.choice(elements), draw.choice(elements)) if other.attrib]
    if not others:
        return
    name, value = draw.choice(list(draw.choice(others).attrib.items()))
    if draw.random() < 0.3:
        element.attrib.pop(name, None)
    else:
        element.set(
            name, draw.choice((value, "", "-1", "0", "99999999999", "restart", "true", "自评", "A1:XFD1048576"))
        )


def change_text(draw: random.Random, element: Any, elements: list[Any]) -> None:
    texts = ("", " ", "-1", "1e400", "98%", "2024年", "\ufdd0e", "自评" * 500, draw.choice(elements).text)
    draw.choice((element, draw.choice(elements))).text = draw.choice(texts)


CHANGES = (remove, double, repeat, move, nest, unwrap, rename, change_attributes, change_attributes, change_text)
WAYS: tuple[Callable[[random.Random, Parts], bytes], ...] = (
    cut,
    flip_bits,
    double_a_stretch,
    change_digits,
    drop_a_part,
    double_a_part,
    swap_parts,
    put_in_another_sample,
    spoil_the_directory,
    spoil_anything,
    cut_the_file,
    *[change_elements] * 9,
)


# Checks, each in a process of its own


def failure_of(path: Path) -> str:
    """What is wrong with the report on a file, empty if nothing is."""
    report = selfeval.check(path)
    for render in RENDERERS.values():
        said = render(report, Style("both", strict=True, verbose=1))
        if not (said if isinstance(said, bytes) else said.encode()):
            return "an empty report"
    [found] = report.submissions
    if found.crashed:
        return str(found.crashed)
    refusals = [finding for finding in found.findings if finding.code == "F001"]
    if found.unreadable != bool(refusals) or not all(finding.message["zh"] for finding in refusals):
        return "refused without a reason"
    return ""


def run_here(number: int, note: Path) -> None:
    """Checks a case, and notes the seconds and what was wrong."""
    suffix, way, data = mutant(number)
    path = note.with_suffix(suffix)
    path.write_bytes(data)
    with note.open("w", encoding="utf-8") as file:
        # Whatever hangs, it says where and ends.
        faulthandler.dump_traceback_later(MOST_SECONDS, exit=True, file=file)
        began = time.perf_counter()
        wrong = failure_of(path)
        seconds = time.perf_counter() - began
        faulthandler.cancel_dump_traceback_later()
        file.write(f"{seconds}\n{wrong and f'{way}: {wrong}'}")


def outcomes(numbers: Iterable[int], jobs: int, folder: Path) -> Iterator[Outcome]:
    """The outcomes of cases, so many at once, as they come."""
    waiting = iter(numbers)
    running: dict[int, int] = {}
    while True:
        for number in islice(waiting, jobs - len(running)):
            child = os.fork()
            if not child:
                run_and_end(number, folder / f"{number}.note")
            running[child] = number
        if not running:
            return
        child, status, usage = os.wait4(-1, 0)
        number = running.pop(child)
        yield outcome(number, folder / f"{number}.note", status, usage.ru_maxrss)
        for path in folder.glob(f"{number}.*"):
            path.unlink()


def run_and_end(number: int, note: Path) -> NoReturn:
    """Ends the process at once, for nothing of the parent's is to be closed or written a second time."""
    try:
        run_here(number, note)
    except BaseException:
        note.write_text(traceback.format_exc(), "utf-8")
        os._exit(1)
    os._exit(0)


def outcome(number: int, note: Path, status: int, peak: int) -> Outcome:
    said = note.read_text("utf-8") if note.exists() else ""
    megabytes = peak // (1024 if sys.platform == "linux" else 2**20)
    if status:
        return Outcome(number, said or f"ended with {status}", MOST_SECONDS, megabytes)
    seconds, _, wrong = said.partition("\n")
    if not wrong and megabytes > MOST_MEGABYTES:
        wrong = f"{megabytes} MB"
    return Outcome(number, wrong, float(seconds), megabytes)


def keep(numbers: Iterable[int], folder: Path) -> None:
    for number in numbers:
        suffix, way, data = mutant(number)
        (folder / f"{number}-{way}{suffix}").write_bytes(data)


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--cases", type=int, default=60)
    words.add_argument("--first", type=int, default=0)
    words.add_argument("--jobs", type=int, default=1)
    words.add_argument("--keep", type=Path)
    said = words.parse_args()
    numbers = range(said.first, said.first + said.cases)
    if said.keep:
        keep(numbers, said.keep)
        return 0
    with TemporaryDirectory() as folder:
        found = list(outcomes(numbers, said.jobs, Path(folder)))
    wrong = sorted(one for one in found if one.wrong)
    for one in wrong:
        print(f"case {one.number}: {one.wrong}")
    slowest, largest = max(found, key=lambda one: one.seconds), max(found, key=lambda one: one.megabytes)
    print(
        f"{len(found)} cases, {len(wrong)} wrong; slowest {slowest.seconds:.2f} s ({slowest.number}),"
        f" largest {largest.megabytes} MB ({largest.number})"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
