"""All rules of the catalogue; a rule is found by standing in a module of this package."""

from functools import lru_cache
from types import ModuleType

from selfeval.checks import Rule
from selfeval.rules import basic_data, crossing, dates, files, funds, indicators, narrative, scores, templates

# Of a blank form's file, as of any: whether it can be read, and what no reader sees.
OF_EVERY_FILE = ("F001", "F004", "F005", "F008")


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """By family as the catalogue has them, then by code."""
    rules = rules_of(files, basic_data, funds, scores, indicators, narrative, crossing, dates)
    return tuple(sorted(rules, key=lambda rule: ("FBEINXD".index(rule.code[0]), rule.code)))


@lru_cache(maxsize=1)
def template_rules() -> tuple[Rule, ...]:
    """Those of blank forms, and with them those of every file; a filled form is never asked the former."""
    return tuple(rule for rule in all_rules() if rule.code in OF_EVERY_FILE) + tuple(rules_of(templates))


@lru_cache(maxsize=1)
def every_rule() -> tuple[Rule, ...]:
    """The whole catalogue: those of filled forms, then those of blank ones."""
    return (*all_rules(), *rules_of(templates))


def rules_of(*modules: ModuleType) -> list[Rule]:
    return [rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)]
