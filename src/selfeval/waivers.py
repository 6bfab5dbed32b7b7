"""Deviations that a reviewer has accepted: waivers.toml, keyed by the fingerprint of what was accepted."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import sleep
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from selfeval.layout.labels import squeeze
from selfeval.report import Finding, Lapsed, Report, SubmissionReport
from selfeval.whole import whole

TRIES, WAIT = 100, 0.1
HEAD = (
    "由 selfeval accept 写入：标识、代码，和认可的理由。删去一段，就是撤销这项认可。",
    "Written by selfeval accept: fingerprint, code, and why it was accepted. Take a table out to withdraw it.",
)


class Waiver(BaseModel):
    """One accepted deviation. unit, year, forms: of the submission that it was accepted in; label, message: what was accepted."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    code: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    by: str = Field(min_length=1)
    on: date | None = None
    unit: str = ""
    year: int | None = None
    forms: tuple[str, ...] = ()
    label: str = ""
    message: str = ""


class WaiverError(ValueError):
    """A waivers.toml that can't be used, or a finding that can't be accepted; the text says what and where."""


class Accepted(NamedTuple):
    """A finding to accept, with its submission. alike: how many findings have the same fingerprint."""

    submission: SubmissionReport
    finding: Finding
    alike: int


def load_waivers(path: Path) -> dict[str, Waiver]:
    """The waivers of a file by their fingerprints. Raises WaiverError for one that says no reason, or no name."""
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise WaiverError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WaiverError(f"{path}: {error}") from error
    return {fingerprint: waiver(path, fingerprint, entry) for fingerprint, entry in table.items()}


def waiver(path: Path, fingerprint: str, entry: Any) -> Waiver:
    try:
        return Waiver.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in (fingerprint, *first["loc"]))
        raise WaiverError(f"{path}: [{place}] {first['msg']}") from error


def waive(report: Report, waivers: Mapping[str, Waiver]) -> None:
    """Marks the findings that were accepted, and lists those waivers that match nothing in the submission that they were of.

    One whose rule did not run, or of whose submission a form is missing now, has not lapsed.
    """
    met: set[str] = set()
    for s in report.submissions:
        for f in s.findings:
            entry = waivers.get(f.fingerprint)
            if entry is not None:
                f.waived = {"reason": entry.reason, "by": entry.by}
                met.add(f.fingerprint)
    for fingerprint, entry in waivers.items():
        home = [s for s in report.submissions if is_of(entry, s)]
        if fingerprint not in met and any(was_looked_for(entry, s) for s in home):
            home[0].lapsed.append(
                Lapsed("waiver", fingerprint, entry.code, entry.label or entry.message, entry.reason, entry.by)
            )


def elsewhere(report: Report, waivers: Mapping[str, Waiver]) -> int:
    """How many waivers are of no submission of a report."""
    return sum(not any(is_of(entry, s) for s in report.submissions) for entry in waivers.values())


def is_of(entry: Waiver, s: SubmissionReport) -> bool:
    return squeeze(entry.unit) == squeeze(s.unit) and entry.year == s.year


def was_looked_for(entry: Waiver, s: SubmissionReport) -> bool:
    off = {item["code"] for item in s.skipped if item["why"] == "deselected"}
    if s.unreadable or s.crashed or entry.code in off:
        return False
    return set(entry.forms) <= {form.kind for form in s.forms}


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keeps others from the file while it is read and written; raises WaiverError where one has it for long."""
    lock = path.with_name(f".{path.name}.lock")
    for _ in range(TRIES):
        try:
            lock.touch(exist_ok=False)
            break
        except FileExistsError:
            sleep(WAIT)
    else:
        raise WaiverError(
            f"另一个 accept 正在写 {path}；若没有，请删去 {lock} / another accept is at it, else remove the lock"
        )
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def chosen(report: Report, code: str, at: str = "") -> Accepted:
    """The finding of a rule to accept: the only one, or the one at a place or with a fingerprint.

    at: r4c6, D3, p12, with or without the table or sheet before it, or a fingerprint. Raises WaiverError.
    """
    found = [(s, f) for s in report.submissions for f in s.findings if f.code == code]
    bad = [(s, f) for s, f in found if f.verdict == "bad"]
    if not bad:
        near = "；尾差不计为问题，不用认可 / what is near needs no waiver" if found else ""
        raise WaiverError(f"没有 {code} 的问题 / no finding of {code}{near}")
    there = [(s, f) for s, f in bad if not at or is_at(f, at)]
    if len({f.fingerprint for _, f in there}) != 1:
        places = "\n".join(
            f"  --at {f.fingerprint}  {s.unit or s.name}  {f.where.file} {f.where.part} {f.where.ref}  {f.where.label}"
            for s, f in bad
        )
        said = f"--at {at} 对不上 / matches none" if at and not there else f"{code} 有 {len(there)} 处 / places"
        raise WaiverError(f"{said}，请用 --at 指明 / name one by --at:\n{places}")
    return Accepted(*there[0], len(there))


def is_at(f: Finding, at: str) -> bool:
    part, ref = f.where.part, f.where.ref
    names = {f.fingerprint, ref, f"{part}!{ref}", f"{part} {ref}", f"{part.replace('table ', '表')} {ref}"}
    return "".join(at.split()).lower() in {"".join(name.split()).lower() for name in names if name}


def accept(path: Path, chosen: Accepted, reason: str, by: str, on: date) -> Waiver | None:
    """Writes the waiver into the file, which keeps what else is in it; gives the waiver that stood there before.

    Raises WaiverError for a file that can't be read as waivers, OSError for one that can't be written.
    """
    with locked(path):
        return put_in(path, chosen, reason, by, on)


def put_in(path: Path, chosen: Accepted, reason: str, by: str, on: date) -> Waiver | None:
    from tomlkit import comment, document, parse, table

    s, f, _ = chosen
    before = load_waivers(path).get(f.fingerprint) if path.exists() else None
    if path.exists():
        made = parse(path.read_text("utf-8-sig"))
    else:
        made = document()
        for line in HEAD:
            made.add(comment(line))
    entry = Waiver(
        code=f.code,
        reason=reason,
        by=by,
        on=on,
        unit=s.unit,
        year=s.year,
        forms=tuple(sorted({form.kind for form in s.forms})),
        label=f.where.label,
        message=f.message["zh"],
    )
    section = table()
    for name, value in entry.model_dump(exclude_none=True).items():
        if value not in ("", ()):
            section.add(name, list(value) if isinstance(value, tuple) else value)
    made[f.fingerprint] = section
    with whole(path) as beside:
        beside.write_text(made.as_string(), "utf-8", newline="\n")
    return before
