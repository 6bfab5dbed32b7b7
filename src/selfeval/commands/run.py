"""What the commands share of a run: its settings, its style, its processes, and how it ends."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from selfeval.output import tell

if TYPE_CHECKING:
    from selfeval.checks import Rule
    from selfeval.config import Config
    from selfeval.renderers import Style
    from selfeval.report import Report


FEW = 4


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
    return Style(
        language, given.get("strict", False), given.get("verbose", 0), given.get("statistics", False), here, root
    )


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


def checked(paths: tuple[Path, ...], config: "Config", settings: Any, given: dict[str, Any]) -> "Report":
    """The report on all paths, on as many processes as there are, with progress on a terminal."""
    from selfeval.batch import check_all
    from selfeval.folders import is_folder

    few = len(paths) <= FEW and not any(is_folder(path) for path in paths)
    jobs = given["jobs"] or config.jobs or (1 if few else os.cpu_count() or 1)
    progress = no_progress if given["quiet"] or not sys.stderr.isatty() else progress_bar
    try:
        return check_all(paths, settings, together=given["together"], jobs=jobs, progress=progress)
    except KeyboardInterrupt:
        tell("已中断 / interrupted")
        # Without waiting for the files that other processes are at.
        os._exit(130)


def rule_named(word: str) -> "Rule":
    """A rule by its code or its name; one that nobody knows ends the program with code 2."""
    from selfeval.config import nearest
    from selfeval.rules import every_rule

    known = {name: rule for rule in every_rule() for name in (rule.code, rule.name)}
    rule = known.get(word.upper()) or known.get(word.lower().replace("_", "-"))
    if rule is None:
        raise click.UsageError(f"没有“{word}”这条规则 / no such rule: {word}{nearest(word, known)}")
    return rule
