"""`check`: the report on files and folders, in each format that is asked for, and the copies with comments."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from selfeval.commands.letters import hear_all, letter_of, notices_in, recall
from selfeval.commands.options import (
    CONFIG,
    FAIL_ON,
    IGNORE,
    JOBS,
    LABELS,
    LANG,
    MASK,
    OUTPUT,
    PATHS,
    QUIET,
    SELECT,
    TOGETHER,
    WAIVERS,
    YEAR,
)
from selfeval.commands.run import checked, exit_code, settle, style_of
from selfeval.output import is_a_folder, targets_of, tell, write

if TYPE_CHECKING:
    from selfeval.renderers import Style
    from selfeval.report import Report


@click.command()
@PATHS
@click.option(
    "--format",
    "formats",
    multiple=True,
    help="text json jsonl sarif junit github csv xlsx md html notice；可写 csv=文件，多份材料的 html、notice=文件夹；可重复。"
    "NAME=FILE writes a file, html and notice of several submissions a folder; may repeat.",
)
@OUTPUT
@SELECT
@IGNORE
@FAIL_ON
@click.option("--strict", is_flag=True, help="尾差也列出。List near too.")
@LANG
@YEAR
@LABELS
@WAIVERS
@CONFIG
@TOGETHER
@JOBS
@click.option("--statistics", is_flag=True, help="按规则计数。Count by rule.")
@click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    help="把带批注的副本写到这个文件夹。Copies with comments go to this folder.",
)
@click.option("--force", is_flag=True, help="覆盖已有的副本和通知。Write over copies and notices.")
@click.option("--deadline", type=click.DateTime(["%Y-%m-%d"]), help="通知的期限，如 2026-03-31。The notice's deadline.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    help="上次 --format json 的报告：通知分清已改正、仍未改正、新发现。An earlier report.",
)
@click.option("--template", type=click.Path(path_type=Path), help="通知的模板，见 template new notice。A letterhead.")
@click.option(
    "--replies",
    multiple=True,
    type=click.Path(path_type=Path),
    help="填好退回的通知，或装通知的文件夹；可重复。Returned notices, or a folder of them.",
)
@MASK
@QUIET
@click.option("-v", "--verbose", count=True, help="列出没有检查涉及的数字。List figures that no check looked at.")
def check(paths: tuple[Path, ...], formats: tuple[str, ...], output: Path | None, **given: Any) -> None:
    """核对文件和文件夹。Check files and folders.

    返回：0 没有达到 --fail-on 的问题；1 有；2 用法或配置有误；3 有文件读不出来，或规则出错。
    """
    from selfeval.renderers import DRAWN

    config, settings = settle(given)
    targets = targets_of(formats, output, force=given["force"])
    style = style_of(config, given)
    if given["mask"] and given["annotate"]:
        raise click.UsageError(
            "--mask 不能和 --annotate 同用：副本里有原文件的全部内容 / a copy holds all that the file holds"
        )
    letter, earlier = letter_of(given, any(name == "notice" for name, _ in targets))
    notices = notices_in(given["replies"], settings.limits)
    settings = settings._replace(pages=any(name in DRAWN for name, _ in targets), held=bool(earlier))
    if given["annotate"] and not is_a_folder(given["annotate"]):
        raise click.UsageError(f"--annotate {given['annotate']}：没有这个文件夹 / there is no such folder")
    report = checked(paths, config, settings, given)
    hear_all(report, notices, given["replies"])
    before = recall(report, earlier) if earlier else []
    if given["mask"]:
        from selfeval.masks import mask_of, masked

        before = [mask_of(s).hide(said) for s, said in zip(report.submissions, before, strict=False)]
        report = masked(report)
    style = style._replace(letter=letter._replace(before=before))
    if settings.waivers and not given["quiet"]:
        say_elsewhere(report, settings.waivers)
    for name, target in targets:
        write(report, name, target, style, force=given["force"])
    code = exit_code(report, given["fail_on"] or config.fail_on)
    if given["annotate"] and not copies(report, paths, style, settings.limits, given):
        code = max(code, 2)
    sys.exit(code)


def say_elsewhere(report: "Report", waivers: Any) -> None:
    from selfeval.waivers import elsewhere

    if others := elsewhere(report, waivers):
        tell(f"{others} 条认可不属于这次核对的单位和年度 / {others} waivers are of no unit and year that was checked")


def copies(report: "Report", paths: tuple[Path, ...], style: "Style", limits: Any, given: dict[str, Any]) -> bool:
    """Writes the copies with comments; whether all could be."""
    from selfeval.annotate import Done, annotate_all, told
    from selfeval.folders import heaps_in, printable

    files = [source.path for heap in heaps_in(paths, given["together"]) for source in heap.sources]
    named = {printable(file.as_posix()): file for file in files}
    whole = True
    for done in annotate_all(report, named, given["annotate"], style, limits, given["force"]):
        whole = whole and isinstance(done, Done)
        for line in told(done, style) if not given["quiet"] or not isinstance(done, Done) else ():
            tell(line)
    return whole
