"""Reads the labelled clauses of tests/claims, and holds the claims that the grammar reads against them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from selfeval.figure import plain
from selfeval.layout.prose.amounts import plain_prose
from selfeval.layout.prose.claims import read_claims
from selfeval.layout.prose.reading import Claim, Reading

FOLDER = Path(__file__).parent / "claims"
ENDS = ("财政拨款支出", "经费支出", "支出", "总额", "金额", "资金", "人数", "数", "额", "费")
SIGNED = {
    "change", "change_rate", "change_points", "over_budget", "over_budget_rate"
}  # fmt: skip


class Told(NamedTuple):
    """One claim: the names that its subject goes by, the rest as the file writes it."""

    subjects: tuple[str, ...]
    measure: str
    value: str
    period: str = ""
    of: str = ""


class Example(NamedTuple):
    name: str
    year: int
    text: str
    told: list[Told]


def examples(path: Path) -> Iterator[Example]:
    for block in re.split(r"\n(?=\[)", path.read_text("utf-8")):
        head, *lines = block.strip().splitlines()
        year, text, told = 2024, [], []
        for line in lines:
            if line.startswith("year:"):
                year = int(line[5:])
            elif line.startswith("> "):
                told.append(label(line[2:]))
            elif line.strip():
                text.append(line)
        yield Example(head.strip("[]"), year, "\n".join(text), told)


def label(line: str) -> Told:
    subject, measure, value, *rest = (part.strip() for part in line.split(" | "))
    of = rest[0] if rest else ""
    period = ""
    if found := re.search(r" (上年|\d{4}年)(?=$| /)", subject):
        period, subject = found.group(1), re.sub(r" (?:上年|\d{4}年)(?=$| /)", "", subject)
    return Told(
        tuple(bare(name) for name in subject.split(" / ")),
        measure,
        value.replace(",", ""),
        period,
        of.removeprefix("of "),
    )


def bare(name: str) -> str:
    name = re.sub(r"[“”\"'《》\s]", "", plain_prose(name))
    for end in ENDS:
        if name.endswith(end) and len(name) > len(end) + 1 and not (end == "费" and name.endswith("经费")):
            name = name.removesuffix(end)
    return "支出" if name in ("本年", "全年") else name


def read_example(example: Example) -> list[Told]:
    reading = Reading(example.year)
    for paragraph in example.text.splitlines():
        read_claims(plain_prose(paragraph), reading)
    return [told(claim, reading.claims) for claim in reading.claims if claim.sure and claim.measure != "other"]


def told(claim: Claim, claims: list[Claim]) -> Told:
    return Told((bare(claim.subject),), claim.measure, value_of(claim), claim.period, of_claim(claim, claims))


def value_of(claim: Claim) -> str:
    mention = claim.mention
    if claim.measure == "compare":
        return "<=>"[claim.sign + 1]
    if claim.measure == "trend":
        return "-=+"[claim.sign + 1]
    if claim.measure == "grade":
        return claim.names[0]
    if mention is None:
        return "-"
    sign = "" if claim.measure not in SIGNED else "+" if claim.sign > 0 else "-"
    return f"{mention.about}{sign}{mention.value:f}{mention.unit}"


def of_claim(claim: Claim, claims: list[Claim]) -> str:
    if claim.names and claim.measure == "count" and not claim.open:
        return f"names {len(claim.names)}"
    return claims[claim.whole].subject if claim.whole >= 0 else claim.of


def agree(right: Told, read: Told, names: dict[str, tuple[str, ...]]) -> bool:
    """Whether the grammar read what the label says: the same measure, value, period and base, and a name for the same thing."""
    return (
        right.measure == read.measure
        and same_value(right.value, read.value)
        and right.period == read.period
        and same_of(right.of, read.of, names)
        and (
            any(alike(name, read.subjects[0]) for name in right.subjects)
            or ("?" in right.subjects and read.subjects[0] in ("", "支出"))
        )
    )


def same_of(right: str, read: str, names: dict[str, tuple[str, ...]]) -> bool:
    """Whether both name the same whole or base; a whole goes by every name that its own label gives it."""
    if right == read or right.startswith("names") or read.startswith("names"):
        return right == read
    if right.endswith("预算") and read.endswith("预算"):
        return False
    return bool(right and read) and any(alike(name, bare(read)) for name in names.get(bare(right), (bare(right),)))


def same_value(right: str, read: str) -> bool:
    return spelled(right) == spelled(read)


def spelled(value: str) -> str:
    from decimal import Decimal

    found = re.fullmatch(r"([~<>]?)([+-]?)(\d+(?:\.\d+)?)(.*)", value)
    return f"{found[1]}{found[2]}{plain(Decimal(found[3]))}{found[4]}" if found else value


def alike(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= 2 and short in long


def compare(example: Example) -> tuple[list[Told], list[Told], int]:
    """What was missed, what was read that no label says, and how many were right."""
    missed = list(example.told)
    names: dict[str, tuple[str, ...]] = {}
    for told in example.told:
        names[told.subjects[0]] = (*names.get(told.subjects[0], ()), *told.subjects)
    wrong = []
    right = 0
    for read in read_example(example):
        found = next((one for one in missed if agree(one, read, names)), None)
        if found is None:
            wrong.append(read)
        else:
            missed.remove(found)
            right += 1
    return missed, wrong, right


def scores(path: Path) -> tuple[int, int, int]:
    """How many claims were right, how many wrong, and how many missed, in a whole file."""
    right = wrong = missed = 0
    for example in examples(path):
        lost, extra, good = compare(example)
        right, wrong, missed = right + good, wrong + len(extra), missed + len(lost)
    return right, wrong, missed
