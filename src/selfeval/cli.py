"""The commands: what each does, and how it ends."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from selfeval.output import fitting, is_a_folder, put, targets_of, write, write_file

if TYPE_CHECKING:
    from selfeval.checks import Rule
    from selfeval.config import Config
    from selfeval.renderers import Letter, Style
    from selfeval.replies import Notice
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
WAIVERS = click.option(
    "--waivers",
    type=click.Path(path_type=Path),
    help="已认可的偏差（默认用配置文件旁或当前文件夹的 waivers.toml）。What was accepted.",
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
    help="text json jsonl sarif junit github csv xlsx md html notice；可写 csv=文件，多份材料的 html、notice=文件夹；可重复。"
    "NAME=FILE writes a file, html and notice of several submissions a folder; may repeat.",
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
@WAIVERS
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="配置文件。Config file.")
@click.option("--together", is_flag=True, help="所列文件合为一份材料。All that is named is one submission.")
@click.option("--jobs", type=click.IntRange(1), help="进程数。Number of processes.")
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
@click.option("--mask", is_flag=True, help="隐去电话和人名。Hide phones and personal names.")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度和提示。No progress, no warnings.")
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
    letter = letter_of(given, any(name == "notice" for name, _ in targets))
    style = style._replace(letter=letter)
    settings = settings._replace(
        pages=any(name in DRAWN for name, _ in targets), notices=notices_in(given["replies"], settings.limits)
    )
    if given["annotate"] and not is_a_folder(given["annotate"]):
        raise click.UsageError(f"--annotate {given['annotate']}：没有这个文件夹 / there is no such folder")
    report = checked(paths, config, settings, given)
    if settings.waivers and not given["quiet"]:
        say_elsewhere(report, settings.waivers)
    for name, target in targets:
        write(report, name, target, style, force=given["force"])
    code = exit_code(report, given["fail_on"] or config.fail_on)
    if given["annotate"] and not copies(report, paths, style, settings.limits, given):
        code = max(code, 2)
    sys.exit(code)


def letter_of(given: dict[str, Any], wanted: bool) -> "Letter":
    """What the notice says beside the findings; a template or a report that can't be used ends the program with code 2."""
    from selfeval.renderers import Letter

    named = [f"--{name}" for name in ("deadline", "previous", "template") if given[name] is not None]
    if named and not wanted:
        raise click.UsageError(f"{'、'.join(named)} 只用于 --format notice / only for --format notice")
    if given["template"] is not None:
        from selfeval.renderers import Unprintable
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
    return Letter(deadline and deadline.date(), given["template"], earlier)


def notices_in(paths: tuple[Path, ...], limits: Any) -> "tuple[Notice, ...]":
    """The returned notices; in a folder, what is none is told and passed over."""
    if not paths:
        return ()
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
                click.echo(fitting(str(error)), err=True)
    for notice in found:
        for reply in notice.idle:
            click.echo(
                fitting(
                    f"{notice.file}：{reply.code} {reply.label} 只写“{reply.text}”，不算说明 / says nothing, no answer"
                ),
                err=True,
            )
    return tuple(found)


def checked(paths: tuple[Path, ...], config: "Config", settings: Any, given: dict[str, Any]) -> "Report":
    """The report on all paths, on as many processes as there are, with progress on a terminal."""
    from selfeval.batch import check_all
    from selfeval.folders import is_folder

    few = len(paths) <= FEW and not any(is_folder(path) for path in paths)
    jobs = given["jobs"] or config.jobs or (1 if few else os.cpu_count() or 1)
    progress = no_progress if given["quiet"] or not sys.stderr.isatty() else progress_bar
    from selfeval.replies import NoticeError

    try:
        return check_all(paths, settings, together=given["together"], jobs=jobs, progress=progress)
    except NoticeError as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt:
        click.echo("已中断 / interrupted", err=True)
        # Without waiting for the files that other processes are at.
        os._exit(130)


def say_elsewhere(report: "Report", waivers: Any) -> None:
    from selfeval.waivers import elsewhere

    if others := elsewhere(report, waivers):
        click.echo(
            fitting(
                f"{others} 条认可不属于这次核对的单位和年度 / {others} waivers are of no unit and year that was checked"
            ),
            err=True,
        )


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
            click.echo(fitting(line), err=True)
    return whole


@cli.command()
@PATHS
@click.option(
    "--format", "formats", multiple=True, help="csv（默认）、xlsx 或 json，可写 xlsx=文件，可重复。csv, xlsx or json."
)
@click.option("-o", "output", type=click.Path(path_type=Path), help="写到文件。Write to a file.")
@click.option("--wide", is_flag=True, help="一份材料一行的汇总表。A row for each submission.")
@click.option("--mask", is_flag=True, help="隐去电话和人名。Hide phones and personal names.")
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), help="语言。Language.")
@click.option("--year", type=click.IntRange(1990, 2100), help="报告年度。The report year.")
@LABELS
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="配置文件。Config file.")
@click.option("--together", is_flag=True, help="所列文件合为一份材料。All that is named is one submission.")
@click.option("--jobs", type=click.IntRange(1), help="进程数。Number of processes.")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度和提示。No progress, no warnings.")
def extract(paths: tuple[Path, ...], formats: tuple[str, ...], output: Path | None, **given: Any) -> None:
    """取出表格和报告里的数字，带单位和位置。The figures themselves, with their units and places.

    返回：0 都读出来了；2 用法或配置有误；3 有文件读不出来，其余照写。
    """
    from selfeval.renderers.figures import FIGURES, WIDE_FIGURES, left_out

    known = WIDE_FIGURES if given["wide"] else FIGURES
    config, settings = settle(given)
    targets = targets_of(formats, output, known)
    style = style_of(config, given | {"strict": False, "verbose": 0, "statistics": False})
    report = checked(paths, config, settings._replace(figures=True), given)
    for name, target in targets:
        write(report, name, target, style, known)
    for line in unread_lines(report, style):
        click.echo(fitting(line), err=True)
    if given["wide"] and not given["quiet"] and (others := left_out(report)):
        click.echo(
            fitting(
                f"{others} 个数字不在汇总表的栏目里（各项目、指标、明细和报告文字），不带 --wide 逐个列出 / "
                f"{others} figures have no column here, without --wide each is listed"
            ),
            err=True,
        )
    sys.exit(exit_code(report, "never"))


def unread_lines(report: "Report", style: "Style") -> Iterator[str]:
    """What could not be read, and so is in no row."""
    from selfeval.renderers.text import Voice
    from selfeval.renderers.told import not_checked, sentence

    for s in report.submissions:
        yield from (f"{f.where.file}: {sentence(f, Voice(style))}" for f in s.findings if f.code == "F001")
        for item in not_checked(s, Voice(style)):
            if item.kind in ("crashed", "unreadable", "not-read"):
                yield item.text


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("code")
@click.option("--reason", required=True, help="认可的理由。Why it is accepted.")
@click.option("--by", required=True, help="认可的人。Who accepts it.")
@click.option("--at", default="", help="有几处时指明：r4c6、D3、p12 或标识。Which place, where there are several.")
@click.option("--year", type=click.IntRange(1990, 2100), help="报告年度。The report year.")
@LABELS
@WAIVERS
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="配置文件。Config file.")
@click.option("--together", is_flag=True, help="文件夹里的文件合为一份材料。All files of a folder are one submission.")
def accept(file: Path, code: str, reason: str, by: str, at: str, together: bool, **given: Any) -> None:
    """认可一处偏差，记入 waivers.toml；以后仍列出，但不再算问题。Record an accepted deviation, which then fails nothing.

    FILE 同 check 的参数，是文件或文件夹；CODE 是规则代码或名称。
    """
    from datetime import date

    from selfeval import waivers
    from selfeval.batch import check_all
    from selfeval.config import WAIVERS as NAME

    for option, words in (("--reason", reason), ("--by", by)):
        if not words.strip():
            raise click.UsageError(f"{option} 不能是空的 / must not be empty")
    path = given["waivers"]
    config, settings = settle(given | {"waivers": path if path and path.exists() else None})
    path = path or Path(config.waivers or NAME)
    report = check_all([file], settings, together=together)
    try:
        chosen = waivers.chosen(report, rule_named(code).code, at)
        before = waivers.accept(path, chosen, reason.strip(), by.strip(), date.today())
    except waivers.WaiverError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{path}：写不进去（{error.strerror}）/ can't be written") from error
    f = chosen.finding
    put(f"已认可 / accepted: {f.code} {f.where.label} [{f.where.part} {f.where.ref}] → {path} [{f.fingerprint}]\n")
    if chosen.alike > 1:
        put(f"同样的问题有 {chosen.alike} 处，都已认可 / {chosen.alike} findings say the same, all are accepted\n")
    if before is not None:
        put(f"原来的认可改写了 / replaced: {before.reason}（{before.by}）\n")


@cli.command()
@FILE
@click.option("-o", "copy", type=click.Path(path_type=Path), required=True, help="副本的文件名。The copy's name.")
@click.option(
    "--force", is_flag=True, help="覆盖已有的副本；有签名、受保护也写。Overwrite; also if signed or protected."
)
@click.option("--clean", is_flag=True, help="取下本工具的批注。Take the comments out again.")
@click.option("--select", multiple=True, help="只用这些规则。Only these rules.")
@click.option("--ignore", multiple=True, help="不用这些规则。Not these rules.")
@click.option(
    "--fail-on", type=click.Choice(["error", "missing", "verify", "style", "never"]), help="同 check。As check."
)
@click.option("--strict", is_flag=True, help="尾差也批注。Comment on near too.")
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), help="批注的语言。Language of the comments.")
@click.option("--year", type=click.IntRange(1990, 2100), help="报告年度。The report year.")
@LABELS
@WAIVERS
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="配置文件。Config file.")
def annotate(file: Path, copy: Path, force: bool, clean: bool, **given: Any) -> None:
    """在副本的出错处加批注，原文件不动。A copy with a comment on each place where something is wrong.

    返回：同 check。Exit codes as for check.
    """
    from selfeval import annotate as made
    from selfeval.batch import check_all
    from selfeval.document import Unreadable

    config, settings = settle(given)
    style = style_of(config, given | {"verbose": 0, "statistics": False})
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
            click.echo(fitting(line), err=True)
        sys.exit(2 if isinstance(error, made.Refused) else 3)
    first, *rest = made.told(done, style)
    put(first + "\n")
    for line in rest:
        click.echo(fitting(line), err=True)
    sys.exit(code)


def settle(given: dict[str, Any]) -> "tuple[Config, Any]":
    """The config and the settings of a run; a mistake in either ends the program with code 2."""
    from selfeval.config import ConfigError, load_config, settings_of

    try:
        config, _ = load_config(given.get("config_file"), Path.cwd())
        select, ignore = split(given.get("select", ())), split(given.get("ignore", ()))
        return config, settings_of(
            config,
            select=select,
            ignore=ignore,
            labels=given.get("labels"),
            year=given.get("year"),
            waivers=given.get("waivers"),
            mask=given.get("mask"),
        )
    except ConfigError as error:
        raise click.UsageError(str(error)) from error


def split(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def style_of(config: "Config", given: dict[str, Any]) -> "Style":
    from selfeval.renderers import Style

    language = given["lang"] or config.lang or language_here()
    here = str(Path.cwd())
    # A step of GitHub Actions may work below the repository, from whose root its commands name files.
    root = os.environ.get("GITHUB_WORKSPACE") or here
    return Style(language, given["strict"], given["verbose"], given["statistics"], here, root)


def language_here() -> str:
    """Chinese, unless the locale is English."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if named.startswith("en") else "zh"


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

    put(steps.explained(rule_named(code), lang or language_here()))


def rule_named(word: str) -> "Rule":
    """A rule by its code or its name; one that nobody knows ends the program with code 2."""
    from selfeval.config import nearest
    from selfeval.rules import every_rule

    known = {name: rule for rule in every_rule() for name in (rule.code, rule.name)}
    rule = known.get(word.upper()) or known.get(word.lower().replace("_", "-"))
    if rule is None:
        raise click.UsageError(f"没有“{word}”这条规则 / no such rule: {word}{nearest(word, known)}")
    return rule


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


@cli.group()
def template() -> None:
    """空白表：检查、生成。Blank forms: check them, write new ones."""


@template.command("check")
@PATHS
@click.option("--format", "formats", multiple=True, help="text 或 json，可写 json=文件。text or json.")
@click.option("-o", "output", type=click.Path(path_type=Path), help="写到文件。Write to a file.")
@click.option("--ignore", multiple=True, help="不用这些规则。Not these rules.")
@click.option(
    "--fail-on", type=click.Choice(["error", "missing", "verify", "style", "never"]), help="达到该级别即返回 1。"
)
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), help="报告语言。Language of the report.")
@LABELS
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="配置文件。Config file.")
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
        write(report, name, target, style_of(config, given | {"strict": False, "verbose": 0, "statistics": False}))
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
