"""All rules of the catalogue; a rule is found by standing in a module of this package."""

from functools import lru_cache

from selfeval.checks import Rule
from selfeval.rules import basic_data, crossing, dates, files, funds, indicators, narrative, scores


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """By family as the catalogue has them, then by code."""
    modules = (files, basic_data, funds, scores, indicators, narrative, crossing, dates)
    rules = [rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)]
    return tuple(sorted(rules, key=lambda rule: ("FBEINXD".index(rule.code[0]), rule.code)))
