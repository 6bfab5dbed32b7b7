"""The user's settings: selfeval.toml, or [tool.selfeval] of pyproject.toml; a name nobody knows is refused with the nearest one."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from selfeval.checks import SEVERITIES, Rule
from selfeval.engine import Selection
from selfeval.figure import figure
from selfeval.layout.labels import load_labels
from selfeval.parsers.guard import LIMITS, Limits
from selfeval.rules import every_rule

if TYPE_CHECKING:
    from selfeval.waivers import Waiver


WAIVERS = "waivers.toml"


class ConfigError(Exception):
    """A setting that can't be used; the text says which, where, and what was perhaps meant."""


class Config(BaseModel):
    """What a config file may say; the command line goes before it."""

    # Built when a file is read: most runs have none, and building costs a tenth of a start.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Literal["error", "missing", "verify", "style", "never"] = "missing"
    lang: Literal["zh", "en", "both"] | None = None
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    labels: tuple[str, ...] = ()
    waivers: str | None = None
    jobs: Annotated[int, Field(ge=1)] | None = None
    required: tuple[
        Literal["basic-data", "department-evaluation", "department-report", "project-evaluation", "project-report"], ...
    ] = ()
    rules: dict[str, dict[str, str | int | float]] = {}
    limits: dict[str, Annotated[int, Field(ge=1)]] = {}


DEFAULTS = Config.model_construct()


class Settings(NamedTuple):
    """All that a check needs to know, resolved: nothing is left to look up when it crosses to another process.

    pages: the report brings the files along, to be drawn again; figures: it brings all figures; held: it brings what held; mask: it hides phones and
    personal names. waivers: by fingerprint.
    """

    selection: Selection
    labels: tuple[Path, ...] = ()
    year: int = 0
    limits: Limits = LIMITS
    pages: bool = False
    figures: bool = False
    held: bool = False
    mask: bool = False
    waivers: Mapping[str, "Waiver"] = {}


def load_config(path: Path | None, folder: Path) -> tuple[Config, Path | None]:
    """The config in a file, else in selfeval.toml or pyproject.toml of the folder or one above it, else the defaults.

    Raises ConfigError for a file that is not there, is not TOML, or says what no setting is.
    """
    found = path or find_config(folder)
    if found is None:
        return DEFAULTS.model_copy(update={"waivers": str(folder / WAIVERS)}), None
    try:
        table = tomllib.loads(found.read_text("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{found}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{found}: {error}") from error
    if found.name == "pyproject.toml":
        table = own_table(table)
    try:
        config = Config.model_validate(table)
        # A path in a config is meant from where the config lies.
        labels = tuple(str(found.parent / name) for name in config.labels)
        waivers = str(found.parent / (config.waivers or WAIVERS))
        return config.model_copy(update={"labels": labels, "waivers": waivers}), found
    except ValidationError as error:
        raise ConfigError(f"{found}: {complaint(error)}") from error


def find_config(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        own = place / "selfeval.toml"
        if own.is_file():
            return own
        shared = place / "pyproject.toml"
        if shared.is_file():
            try:
                if own_table(tomllib.loads(shared.read_text("utf-8"))):
                    return shared
            except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
                continue
    return None


def own_table(table: dict[str, Any]) -> dict[str, Any]:
    tool = table.get("tool")
    own = tool.get("selfeval") if isinstance(tool, dict) else None
    return own if isinstance(own, dict) else {}


def complaint(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"没有“{name}”这个设置 / no such setting: {name}{nearest(name, Config.model_fields)}"
    return f"{name}: {first['msg']}"


def nearest(name: str, known: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1, 0.4)
    return f"（是不是 / perhaps {near[0]}？）" if near else ""


def settings_of(
    config: Config, *, select: tuple[str, ...] = (), ignore: tuple[str, ...] = (), **given: Any
) -> Settings:
    """The settings of one run: the command line's, else the config's. Raises ConfigError."""
    rules = every_rule()
    labels = tuple(Path(path) for path in given.get("labels") or config.labels)
    try:
        load_labels(*labels)
    except (OSError, ValueError) as error:
        raise ConfigError(f"labels: {error}") from error
    severities, thresholds = overrides(config.rules, rules)
    if config.required:
        thresholds.setdefault("F003", {})["required"] = " ".join(config.required)
    selection = Selection(selected(rules, select or config.select, ignore or config.ignore), severities, thresholds)
    # One that is named on the command line must be there; the others are there once something was accepted.
    waivers = given.get("waivers")
    if waivers is None and config.waivers and Path(config.waivers).is_file():
        waivers = Path(config.waivers)
    return Settings(
        selection,
        labels,
        given.get("year") or config.year or 0,
        limits_of(config.limits),
        mask=bool(given.get("mask")),
        waivers=waivers_in(waivers) if waivers else {},
    )


def waivers_in(path: Path) -> "Mapping[str, Waiver]":
    # Loaded only where there is such a file.
    from selfeval.waivers import WaiverError, load_waivers

    try:
        return load_waivers(path)
    except WaiverError as error:
        raise ConfigError(str(error)) from error


def limits_of(given: dict[str, int]) -> Limits:
    try:
        return Limits(**given)
    except TypeError as error:
        name = next(name for name in given if name not in Limits.__dataclass_fields__)
        raise ConfigError(f"limits.{name}{nearest(name, Limits.__dataclass_fields__)}") from error


def selected(rules: tuple[Rule, ...], select: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str]:
    """The codes that `select` names (all without one) and `ignore` does not: by code, by prefix, or by name."""
    chosen = {rule.code for rule in rules if not select or any(named(rule, word) for word in select)}
    for word in (*select, *ignore):
        if not any(named(rule, word) for rule in rules):
            raise ConfigError(
                f"没有“{word}”这条规则 / no such rule: {word}{nearest(word, [n for r in rules for n in (r.code, r.name)])}"
            )
    return frozenset(
        code for rule in rules if (code := rule.code) in chosen and not any(named(rule, word) for word in ignore)
    )


def named(rule: Rule, word: str) -> bool:
    return rule.code.startswith(word.upper()) or rule.name == word.replace("_", "-")


def overrides(
    given: dict[str, dict[str, str | int | float]], rules: tuple[Rule, ...]
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Severities and thresholds by code; a rule, a threshold or a number that can't be is refused."""
    by_code = {word: rule for rule in rules for word in (rule.code, rule.name, rule.name.replace("-", "_"))}
    severities: dict[str, str] = {}
    thresholds: dict[str, dict[str, str]] = {}
    for code, values in given.items():
        rule = by_code.get(code)
        if rule is None:
            raise ConfigError(f"rules.{code}: 没有这条规则 / no such rule{nearest(code, by_code)}")
        code = rule.code
        for name, value in ((name, str(value)) for name, value in values.items()):
            if name == "severity":
                if value not in SEVERITIES:
                    raise ConfigError(f"rules.{code}.severity = {value!r}{nearest(value, SEVERITIES)}")
                severities[code] = value
            elif name in rule.thresholds:
                numeric = is_number(rule.thresholds[name])
                thresholds.setdefault(code, {})[name] = valid_threshold(code, name, value) if numeric else value
            else:
                raise ConfigError(
                    f"rules.{code}.{name}: 没有这个门槛 / no such threshold{nearest(name, [*rule.thresholds, 'severity'])}"
                )
    return severities, thresholds


def is_number(default: str) -> bool:
    """Whether a threshold is a number, or a list of words."""
    return default[:1].isdigit()


def valid_threshold(code: str, name: str, value: str) -> str:
    try:
        threshold = figure(value).value
    except (ArithmeticError, ValueError) as error:
        raise ConfigError(f"rules.{code}.{name} = {value!r}: 不是数字 / not a number") from error
    if not threshold.is_finite() or threshold < 0:
        raise ConfigError(f"rules.{code}.{name} = {value!r}: 应是不小于 0 的数 / must be 0 or more")
    return value
