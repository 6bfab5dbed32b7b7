"""The commands: the only module that prints, exits, or reads the environment."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from selfeval.config import Config
    from selfeval.renderers import Style
    from selfeval.report import Report


def no_empty_path(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> tuple[Path, ...]:
    """An unset variable of a script is no folder; taking it for the current one would check who knows what."""
    if any(not word for word in words):
        raise click.BadParameter("路径是空的 / an empty path")
    return tuple(Path(word) for word in words)


PATHS = click.argument("paths", nargs=-1, required=True, callback=no_empty_path)
FILE = click.argument("file", type=click.Path(path_type=Path))
LABELS = click.option(
    "--labels", multiple=True, type=click.Path(path_type=Path), help="本地的标签文件（TOML）。A county's labels."
)
FEW = 4


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="selfeval")
def cli() -> None:
    """核对预算绩效自评材料的勾稽关系。Checks the arithmetic of budget-performance self-evaluations."""


@cli.command()
@PATHS
@click.option(
    "--format",
    "formats",
    multiple=True,
    help="text 或 json，可写 json=文件；可重复。text or json, NAME=FILE writes a file.",
)
@click.option("-o", "output", type=click.Path(path_type=Path), help="写到文件。Write to a file.")
@click.option("--select", multiple=True, help="只用这些规则（代码、前缀或名称，逗号分隔）。Only these rules.")
@click.option("--ignore", multiple=True, help="不用这些规则。Not these rules.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "missing", "verify", "style", "never"]),
    help="达到该级别即返回 1（默认 missing）。",
)
@click.option("--strict", is_flag=True, help="尾差也列出。List near too.")
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), help="报告语言。Language of the report.")
@click.option("--year", type=click.IntRange(1990, 2100), help="报告年度。The report year.")
@LABELS
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="配置文件。Config file.")
@click.option("--together", is_flag=True, help="所列文件合为一份材料。All that is named is one submission.")
@click.option("--jobs", type=click.IntRange(1), help="进程数。Number of processes.")
@click.option("--statistics", is_flag=True, help="按规则计数。Count by rule.")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度和提示。No progress, no warnings.")
@click.option("-v", "--verbose", count=True, help="列出没有检查涉及的数字。List figures that no check looked at.")
def check(paths: tuple[Path, ...], formats: tuple[str, ...], output: Path | None, **given: Any) -> None:
    """核对文件和文件夹。Check files and folders.

    返回：0 没有达到 --fail-on 的问题；1 有；2 用法或配置有误；3 有文件读不出来，或规则出错。
    """
    from selfeval.batch import check_all
    from selfeval.folders import is_folder

    config, settings = settle(given)
    targets = targets_of(formats, output)
    style = style_of(config, given)
    few = len(paths) <= FEW and not any(is_folder(path) for path in paths)
    jobs = given["jobs"] or config.jobs or (1 if few else os.cpu_count() or 1)
    progress = no_progress if given["quiet"] or not sys.stderr.isatty() else progress_bar
    try:
        report = check_all(paths, settings, together=given["together"], jobs=jobs, progress=progress)
    except KeyboardInterrupt:
        click.echo("已中断 / interrupted", err=True)
        # Without waiting for the files that other processes are at.
        os._exit(130)
    for name, target in targets:
        write(report, name, target, style)
    sys.exit(exit_code(report, given["fail_on"] or config.fail_on))


def settle(given: dict[str, Any]) -> "tuple[Config, Any]":
    """The config and the settings of a run; a mistake in either ends the program with code 2."""
    from selfeval.config import ConfigError, load_config, settings_of

    try:
        config, _ = load_config(given.get("config_file"), Path.cwd())
        select, ignore = split(given.get("select", ())), split(given.get("ignore", ()))
        return config, settings_of(
            config, select=select, ignore=ignore, labels=given.get("labels"), year=given.get("year")
        )
    except ConfigError as error:
        raise click.UsageError(str(error)) from error


def split(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def targets_of(formats: tuple[str, ...], output: Path | None) -> list[tuple[str, Path | None]]:
    """Each format and the file it goes to, standard output for none; refused where two go to standard output."""
    from selfeval.renderers import RENDERERS

    targets: list[tuple[str, Path | None]] = []
    for text in formats or ("text",):
        name, _, file = text.partition("=")
        if name not in RENDERERS:
            raise click.UsageError(f"--format {name}：没有这种格式，有 {'、'.join(RENDERERS)} / no such format")
        targets.append((name, Path(file) if file else None))
    if output is not None:
        if len(targets) != 1 or targets[0][1] is not None:
            raise click.UsageError("-o 只用于一种格式；多种格式写成 --format json=文件 / -o goes with one format")
        targets = [(targets[0][0], output)]
    if sum(file is None for _, file in targets) > 1:
        raise click.UsageError(
            "只能有一种格式写到标准输出，其余写成 --format json=文件 / only one format goes to standard output"
        )
    return targets


def style_of(config: "Config", given: dict[str, Any]) -> "Style":
    from selfeval.renderers import Style

    language = given["lang"] or config.lang or language_here()
    return Style(language, given["strict"], given["verbose"], given["statistics"])


def language_here() -> str:
    """Chinese, unless the locale is English."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if named.startswith("en") else "zh"


def write(report: "Report", name: str, target: Path | None, style: "Style") -> None:
    from selfeval.renderers import RENDERERS

    if target is None and name == "text" and coloured():
        from selfeval.renderers.text import lines

        print_coloured(lines(report, style))
        return
    text = RENDERERS[name](report, style)
    if target is not None:
        write_file(target, text)
    elif name == "text":
        put(text)
    else:
        put_bytes(text.encode())


def coloured() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "")
    return forced not in ("", "0") or (not forced and sys.stdout.isatty())


def print_coloured(lines: Iterable[list[tuple[str, str]]]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=True, highlight=False, soft_wrap=not sys.stdout.isatty())
    for line in lines:
        console.print(Text.assemble(*((fitting(text), style) for text, style in line)))


def put(text: str) -> None:
    """Prints to a console of any encoding; what it lacks is written with a sign that it has."""
    put_bytes(fitting(text).encode(sys.stdout.encoding or "utf-8", "replace"))


def put_bytes(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Whoever read has seen enough; nothing more is written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise click.UsageError(f"标准输出写不进去（{error.strerror}）/ standard output can't be written") from error


def fitting(text: str) -> str:
    encoding = sys.stdout.encoding or "utf-8"
    if encoding.lower().replace("-", "") == "utf8":
        return text
    plain = text.translate({0x2212: "-", 0x25A0: "#", 0x2192: "->", 0x2014: "-", 0xB7: "."})
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return plain.encode(encoding, "replace").decode(encoding)
    return text


def write_file(target: Path, text: str) -> None:
    """Writes beside the target and then renames, so that no half-written file is left."""
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_bytes(text.encode())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise click.UsageError(f"{target}：写不进去（{error.strerror}）/ can't be written") from error


def no_progress(done: Iterable[Any], _: int) -> Iterable[Any]:
    return done


def progress_bar(done: Iterable[Any], number: int) -> Iterable[Any]:
    from rich.console import Console
    from rich.progress import track

    return track(done, "核对", total=number, console=Console(stderr=True), transient=True)


def exit_code(report: "Report", fail_on: str) -> int:
    from selfeval.checks import SEVERITIES

    if report.unreadable or report.crashed:
        return 3
    worst = report.worst()
    return int(fail_on != "never" and worst is not None and SEVERITIES.index(worst) <= SEVERITIES.index(fail_on))


@cli.command()
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


@cli.command()
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
        click.echo(fitting(f"F001 {said['zh']} / {said['en']}"), err=True)
        sys.exit(3)


@cli.command()
@click.argument("code")
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), help="语言。Language.")
def explain(code: str, lang: str | None) -> None:
    """一条规则：核对什么、何时合理、怎么办、例子。One rule: what it checks, when it may be right, what to do, examples."""
    from selfeval import steps
    from selfeval.config import nearest
    from selfeval.rules import all_rules

    known = {word: rule for rule in all_rules() for word in (rule.code, rule.name)}
    rule = known.get(code.upper()) or known.get(code.lower().replace("_", "-"))
    if rule is None:
        raise click.UsageError(f"没有“{code}”这条规则 / no such rule: {code}{nearest(code, known)}")
    put(steps.explained(rule, lang or language_here()))


@cli.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="格式。Format.")
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), help="语言。Language.")
def rules(form: str, lang: str | None) -> None:
    """所有规则，一行一条。All rules, a line each."""
    from selfeval import steps

    text = steps.catalogue(form, lang or language_here())
    if form == "json":
        sys.stdout.buffer.write(text.encode())
    else:
        put(text)
