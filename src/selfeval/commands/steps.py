"""`show` and `labels`: each step of the line, for people who wonder why."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from selfeval.commands.options import FILE, LABELS
from selfeval.commands.run import settle
from selfeval.output import put, tell


@click.command()
@FILE
@click.option("--grid", "step", flag_value="grid", help="读出的表格和段落。The tables and paragraphs as read.")
@click.option(
    "--form", "step", flag_value="form", default=True, help="认出的表和字段（默认）。The forms and their fields."
)
@click.option("--claims", "step", flag_value="claims", help="报告的句子→读出的意思→核对。Sentence → claims → checks.")
@click.option("--checks", "step", flag_value="checks", help="做过的每一项核对。Every check that was made.")
@LABELS
def show(file: Path, step: str, labels: tuple[Path, ...]) -> None:
    """显示读取和核对的每一步。Show each step, for people who wonder why."""
    from selfeval import steps

    _, settings = settle({"labels": labels})
    put_steps(
        lambda: {"grid": steps.grid, "form": steps.form, "claims": steps.claims, "checks": steps.checks}[step](
            file, settings
        )
    )


@click.command()
@FILE
@LABELS
def labels(file: Path, labels: tuple[Path, ...]) -> None:
    """标签 → 字段 → 单元格，以及不认识的标签的 TOML 草稿。What was bound to what, and a TOML stub for the rest."""
    from selfeval import steps

    _, settings = settle({"labels": labels})
    put_steps(lambda: steps.bound(file, settings))


def put_steps(lines: Callable[[], Iterable[str]]) -> None:
    from selfeval.document import Unreadable
    from selfeval.lang import both

    try:
        for line in lines():
            put(line + "\n")
    except Unreadable as error:
        said = both(f"unreadable-{error.key}", {"detail": error.detail})
        tell(f"F001 {said['zh']} / {said['en']}")
        sys.exit(3)
