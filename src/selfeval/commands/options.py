"""The options that several commands share."""

from pathlib import Path

import click

SEVERITIES = click.Choice(["error", "missing", "verify", "style", "never"])


def no_empty_path(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> tuple[Path, ...]:
    """An unset variable of a script is no folder; taking it for the current one would check who knows what."""
    if any(not word for word in words):
        raise click.BadParameter("路径是空的 / an empty path")
    return tuple(Path(word) for word in words)


PATHS = click.argument("paths", nargs=-1, required=True, callback=no_empty_path)
FILE = click.argument("file", type=click.Path(path_type=Path))
OUTPUT = click.option("-o", "output", type=click.Path(path_type=Path), help="写到文件。Write to a file.")
SELECT = click.option("--select", multiple=True, help="只用这些规则（代码、前缀或名称，逗号分隔）。Only these rules.")
IGNORE = click.option("--ignore", multiple=True, help="不用这些规则。Not these rules.")
FAIL_ON = click.option(
    "--fail-on", type=SEVERITIES, help="达到该级别即返回 1（默认 missing）。From which severity on 1 is returned."
)
LANG = click.option("--lang", type=click.Choice(["zh", "en", "both"]), help="语言。Language.")
YEAR = click.option("--year", type=click.IntRange(1990, 2100), help="报告年度。The report year.")
LABELS = click.option(
    "--labels", multiple=True, type=click.Path(path_type=Path), help="本地的标签文件（TOML）。A county's labels."
)
WAIVERS = click.option(
    "--waivers",
    type=click.Path(path_type=Path),
    help="已认可的偏差（默认用配置文件旁或当前文件夹的 waivers.toml）。What was accepted.",
)
CONFIG = click.option("--config", "config_file", type=click.Path(path_type=Path), help="配置文件。Config file.")
TOGETHER = click.option("--together", is_flag=True, help="所列文件合为一份材料。All that is named is one submission.")
JOBS = click.option("--jobs", type=click.IntRange(1), help="进程数。Number of processes.")
MASK = click.option("--mask", is_flag=True, help="隐去电话和人名。Hide phones and personal names.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="不显示进度和提示。No progress, no warnings.")
