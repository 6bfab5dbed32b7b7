"""What `check` sends to a unit and gets back: the notice's letterhead and deadline, the returned notices, the earlier report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from selfeval.output import tell

if TYPE_CHECKING:
    from selfeval.changes import Earlier
    from selfeval.renderers import Letter
    from selfeval.replies import Notice
    from selfeval.report import Report


def letter_of(given: dict[str, Any], wanted: bool) -> "tuple[Letter, Sequence[Earlier]]":
    """What the notice says beside the findings, and an earlier report; one that can't be used ends the program with code 2."""
    from selfeval.renderers import Letter, Unprintable

    named = [f"--{name}" for name in ("deadline", "previous", "template") if given[name] is not None]
    if named and not wanted:
        raise click.UsageError(f"{'、'.join(named)} 只用于 --format notice / only for --format notice")
    if given["template"] is not None:
        from selfeval.renderers.notice import prove

        try:
            prove(given["template"])
        except Unprintable as error:
            raise click.UsageError(f"{given['template']}：{error}") from error
    earlier: Any = ()
    if given["previous"] is not None:
        from selfeval.changes import EarlierError, load_earlier

        try:
            earlier = load_earlier(given["previous"])
        except EarlierError as error:
            raise click.UsageError(str(error)) from error
    deadline = given["deadline"]
    return Letter(deadline and deadline.date(), given["template"]), earlier


def notices_in(paths: Sequence[Path], limits: Any) -> "list[Notice]":
    """The returned notices; in a folder, what is none is told and passed over."""
    if not paths:
        return []
    from selfeval.folders import all_below, is_folder, is_office
    from selfeval.replies import NoticeError, read_notice

    found = []
    for path in paths:
        inside = is_folder(path)
        for file in [each for each in all_below(path) if is_office(each)] if inside else [path]:
            try:
                found.append(read_notice(file, limits))
            except NoticeError as error:
                if not inside:
                    raise click.UsageError(str(error)) from error
                tell(str(error))
    return found


def hear_all(report: "Report", notices: "Sequence[Notice]", named: Sequence[Path]) -> None:
    """Puts the answers at their findings. One that was named and is another unit's ends the program with code 2; in a folder
    it is told and passed over."""
    if not notices:
        return
    from selfeval.replies import hear

    here = "、".join(f"{s.unit or s.name}{s.year or ''}" for s in report.submissions[:3])
    for notice in notices:
        if not hear(report, notice):
            said = f"{notice.path}：这是给{notice.to}的通知，这次核对的是{here} / a notice of another unit or year"
            if notice.path in named:
                raise click.UsageError(said)
            tell(said)
        elif notice.asked and not notice.replies:
            tell(f"{notice.path}：没有读到任何说明，说明要填在“情况说明”一栏 / no answer was found in it")
        for reply in notice.idle:
            tell(f"{notice.path}：{reply.code} {reply.label} 只写“{reply.text}”，不算说明 / says nothing, no answer")


def recall(report: "Report", earlier: "Sequence[Earlier]") -> "list[Earlier | None]":
    """What the earlier report said of each submission, and puts what units said then at what is still the same; a submission
    that nobody can find there is told."""
    from selfeval.changes import carry, paired

    found = paired(report.submissions, earlier)
    for s, before in zip(report.submissions, found, strict=True):
        if before is not None:
            carry(s, before)
        else:
            of = f"{s.unit or s.name}{s.year or ''}"
            tell(f"上次的报告里没有（或分不清是哪一份）{of} / the earlier report has no such unit and year: {of}")
    return found
