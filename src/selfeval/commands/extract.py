"""`extract`: the figures themselves."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from selfeval.commands.options import CONFIG, JOBS, LABELS, LANG, MASK, OUTPUT, PATHS, QUIET, TOGETHER, YEAR
from selfeval.commands.run import checked, exit_code, settle, style_of
from selfeval.output import targets_of, tell, write

if TYPE_CHECKING:
    from selfeval.renderers import Style
    from selfeval.report import Report


@click.command()
@PATHS
@click.option(
    "--format", "formats", multiple=True, help="csv（默认）、xlsx 或 json，可写 xlsx=文件，可重复。csv, xlsx or json."
)
@OUTPUT
@click.option("--wide", is_flag=True, help="一份材料一行的汇总表。A row for each submission.")
@MASK
@LANG
@YEAR
@LABELS
@CONFIG
@TOGETHER
@JOBS
@QUIET
def extract(paths: tuple[Path, ...], formats: tuple[str, ...], output: Path | None, **given: Any) -> None:
    """取出表格和报告里的数字，带单位和位置。The figures themselves, with their units and places.

    返回：0 都读出来了；2 用法或配置有误；3 有文件读不出来，其余照写。
    """
    from selfeval.renderers.figures import FIGURES, WIDE_FIGURES, left_out

    known = WIDE_FIGURES if given["wide"] else FIGURES
    config, settings = settle(given)
    targets = targets_of(formats, output, known)
    style = style_of(config, given)
    report = checked(paths, config, settings._replace(figures=True), given)
    if given["mask"]:
        from selfeval.masks import masked

        report = masked(report)
    for name, target in targets:
        write(report, name, target, style, known)
    for line in unread_lines(report, style):
        tell(line)
    if given["wide"] and not given["quiet"] and (others := left_out(report)):
        tell(
            f"{others} 个数字不在汇总表的栏目里（各项目、指标、明细和报告文字），不带 --wide 逐个列出 / "
            f"{others} figures have no column here, without --wide each is listed"
        )
    sys.exit(exit_code(report, "never"))


# An index system is an evaluation form without funds.
READ = frozenset((
    "basic-data", "department-evaluation", "department-report", "project-evaluation", "project-report", "index-system"
))  # fmt: skip


def unread_lines(report: "Report", style: "Style") -> Iterator[str]:
    """What could not be read, and so is in no row."""
    from selfeval.renderers.text import Voice
    from selfeval.renderers.told import not_checked, sentence

    for s in report.submissions:
        yield from (f"{f.where.file}: {sentence(f, Voice(style))}" for f in s.findings if f.code == "F001")
        for item in not_checked(s, Voice(style)):
            if item.kind in ("crashed", "unreadable", "not-read"):
                yield item.text
        for form in s.forms:
            if form.kind not in READ:
                yield f"{form.where.file} {form.title}：这种表的数字没有读取 / the figures of this kind of form are not read"
        if not s.forms and not s.unreadable:
            yield f"{s.name}：没有认出任何自评表或报告 / no form or report was recognised"
