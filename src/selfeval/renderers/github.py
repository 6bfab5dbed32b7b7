"""Findings as workflow commands of GitHub Actions, which shows them beside the files."""

from collections.abc import Iterator

from selfeval.document import Where
from selfeval.renderers import Style
from selfeval.renderers.text import Voice, counts
from selfeval.renderers.told import (
    graver_first,
    head,
    legal,
    not_checked,
    path_of,
    sentence,
    shown,
    spot,
)
from selfeval.report import Report, SubmissionReport

COMMANDS = {"error": "error", "missing": "error", "verify": "warning", "style": "notice"}


def github(report: Report, style: Style) -> str:
    return "".join(line + "\n" for s in report.submissions for line in commands(s, style))


def commands(s: SubmissionReport, style: Style) -> Iterator[str]:
    """The counts before all else, then the gravest, for GitHub shows only the first ten of a kind beside the files."""
    voice = Voice(style)
    yield command("notice", path_of(s, Where(), style), head(s, voice), counts([s], voice))
    for item in not_checked(s, voice):
        if item.kind in ("crashed", "unreadable"):
            yield command("error", path_of(s, item.where, style), item.code, item.text)
    for f in graver_first(shown(s, style)):
        word = COMMANDS[f.severity] if f.standing == "bad" else "notice"
        yield command(word, path_of(s, f.where, style), f"{f.code} {voice.say(f.title)}", sentence(f, voice))
    for item in not_checked(s, voice):
        if item.kind not in ("crashed", "unreadable"):
            word = "warning" if item.kind == "unknown" else "notice"
            text = f"{spot(item.where, voice)}: {item.text}" if item.where.part else item.text
            yield command(word, path_of(s, item.where, style), f"{item.code} {item.kind}".strip(), text)


def command(word: str, file: str, title: str, message: str) -> str:
    return f"::{word} file={of_property(file)},title={of_property(title)}::{of_data(message)}"


def of_data(text: str) -> str:
    return legal(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def of_property(text: str) -> str:
    return of_data(text).replace(":", "%3A").replace(",", "%2C")
