"""`template`: blank forms checked and written."""

import sys
from pathlib import Path
from typing import Any

import click

from selfeval.commands.options import CONFIG, FAIL_ON, IGNORE, LABELS, LANG, OUTPUT, PATHS
from selfeval.commands.run import exit_code, settle, style_of
from selfeval.output import targets_of, write, write_file


@click.group()
def template() -> None:
    """空白表：检查、生成。Blank forms: check them, write new ones."""


@template.command("check")
@PATHS
@click.option("--format", "formats", multiple=True, help="text 或 json，可写 json=文件。text or json.")
@OUTPUT
@IGNORE
@FAIL_ON
@LANG
@LABELS
@CONFIG
def check_blank(paths: tuple[Path, ...], formats: tuple[str, ...], output: Path | None, **given: Any) -> None:
    """检查空白表：标签、分值、遗留的内容；不作任何勾稽核对。Check blank forms: labels, weights, what was left in."""
    from selfeval.rules import template_rules
    from selfeval.template import check_templates

    config, settings = settle(given | {"select": [rule.code for rule in template_rules()]})
    targets = targets_of(formats, output)
    if other := next((name for name, _ in targets if name not in ("text", "json")), None):
        raise click.UsageError(f"--format {other}：空白表只有 text 和 json / only text and json for blank forms")
    report = check_templates(paths, settings)
    for name, target in targets:
        write(report, name, target, style_of(config, given))
    sys.exit(exit_code(report, given["fail_on"] or config.fail_on))


@template.command("new")
@click.argument("kind", type=click.Choice(["basic-data", "department-evaluation", "project-evaluation", "notice"]))
@click.option(
    "-o", "output", required=True, type=click.Path(path_type=Path), help="写成 .docx 或 .xlsx。A .docx or .xlsx file."
)
@click.option("--year", type=click.IntRange(1990, 2100), help="印上年度。The year to print.")
@click.option("--force", is_flag=True, help="覆盖已有的文件。Overwrite the file.")
def new_blank(kind: str, output: Path, year: int | None, force: bool) -> None:
    """生成一张空白表，或整改通知的模板（notice）。Write a blank form, or the notice's template."""
    from selfeval.blanks import write_blank

    suffixes = (".docx",) if kind == "notice" else (".docx", ".xlsx")
    if output.suffix.lower() not in suffixes:
        raise click.UsageError(f"{output}：应是 {' 或 '.join(suffixes)} / must be {' or '.join(suffixes)}")
    try:
        if output.exists() and not force:
            raise click.UsageError(f"{output}：已有这个文件，没有覆盖；要覆盖请加 --force / exists, not overwritten")
        if kind == "notice":
            from selfeval.renderers.letter import letter

            write_file(output, letter())
        else:
            write_blank(kind, output, year or 0)
    except OSError as error:
        raise click.UsageError(f"{output}：写不进去（{error.strerror}）/ can't be written") from error
