"""`annotate`: a copy of a file with comments, and without them again."""

import sys
from pathlib import Path
from typing import Any

import click

from selfeval.commands.options import CONFIG, FAIL_ON, FILE, IGNORE, LABELS, LANG, SELECT, WAIVERS, YEAR
from selfeval.commands.run import exit_code, settle, style_of
from selfeval.output import put, tell


@click.command()
@FILE
@click.option("-o", "copy", type=click.Path(path_type=Path), required=True, help="副本的文件名。The copy's name.")
@click.option(
    "--force", is_flag=True, help="覆盖已有的副本；有签名、受保护也写。Overwrite; also if signed or protected."
)
@click.option("--clean", is_flag=True, help="取下本工具的批注。Take the comments out again.")
@SELECT
@IGNORE
@FAIL_ON
@click.option("--strict", is_flag=True, help="尾差也批注。Comment on near too.")
@LANG
@YEAR
@LABELS
@WAIVERS
@CONFIG
def annotate(file: Path, copy: Path, force: bool, clean: bool, **given: Any) -> None:
    """在副本的出错处加批注，原文件不动。A copy with a comment on each place where something is wrong.

    返回：同 check。Exit codes as for check.
    """
    from selfeval import annotate as made
    from selfeval.batch import check_all
    from selfeval.document import Unreadable

    config, settings = settle(given)
    style = style_of(config, given)
    code = 0
    try:
        if clean:
            done = made.clean(file, copy, settings.limits, force)
        else:
            report = check_all([file], settings)
            code = exit_code(report, given["fail_on"] or config.fail_on)
            notes = [
                note for s in report.submissions for one in s.files for note in made.notes_for(s, one["name"], style)
            ]
            done = made.annotate(file, copy, notes, settings.limits, force)
    except (made.Refused, Unreadable) as error:
        for line in made.told(made.Failed(copy if isinstance(error, made.Refused) else file, error), style):
            tell(line)
        sys.exit(2 if isinstance(error, made.Refused) else 3)
    first, *rest = made.told(done, style)
    put(first + "\n")
    for line in rest:
        tell(line)
    sys.exit(code)
