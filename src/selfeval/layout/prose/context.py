"""What a figure takes from what stands round it: its year, what it is held against, and a measure that its own words lack."""

import re

from selfeval.layout.prose.names import cut_at, is_clear, trimmed
from selfeval.layout.prose.phrases import BUDGETS, DONE_BEHIND, FUND, HELD, SPENT_NAMED, VALUES
from selfeval.layout.prose.reading import LOOK_BACK, Hit, Reading, Seen, hits_in
from selfeval.units import is_money, is_ratio

# 比2022年决算46.3万元减少: what was held against says itself what it is.
HELD_TO = re.compile("决算|预算")
# Rates that a year has, as it has sums.
RATES_OF_YEAR = ("execution_rate", "completion_rate")
# What a list of amounts goes on with.
LISTED = ("final", "budget", "received", "initial_budget")


def refer(state: Reading, hits: list[Hit]) -> None:
    """Notes what the changes of this sentence are held against."""
    for name, found in hits:
        if name == "reference":
            state.reference = "prior"
        elif name == "against":
            state.reference = against_of(found.group())


def against_of(words: str) -> str:
    """The budget that words of comparison name."""
    if "年初" in words:
        return "年初预算"
    return "全年预算" if "全年" in words or "调整" in words else "预算"


def period_of(state: Reading, hits: list[Hit], measure: str) -> str:
    """The period of a value, by the last phrase that names a year."""
    if measure not in VALUES and measure not in RATES_OF_YEAR:
        return ""
    for name, found in reversed(hits):
        words = found.group()
        named = words.startswith(("19", "20"))
        if name == "prior":
            return year_named(state, words) if named else "上年"
        if name == "carried" and named:
            return year_named(state, words)
    return ""


def listed_period(state: Reading, seen: Seen, subject: str, measure: str) -> str:
    """The year of a measure that a list goes on with: 上年预算9万元、决算8.6万元."""
    last = state.claims[-1] if state.claims else None
    if last is None or measure not in VALUES or not seen.left.startswith("、"):
        return ""
    if subject and last.measure != measure:
        return ""
    return "" if {"prior", "carried"} & set(seen.names) else last.period


def year_named(state: Reading, words: str) -> str:
    """The period that a year is: nothing for the report's own, 上年 for the one before."""
    year = int(words[:4])
    return "" if year == state.year else "上年" if year == state.year - 1 else f"{year}年"


def by_context(
    state: Reading, seen: Seen, measure: str, subject: str, period: str, *, bare: bool
) -> tuple[str, str, str]:
    """The measure, subject and period of an amount whose own words don't tell: by what stands before and behind it.

    bare: it has no words of its own.
    """
    last = state.claims[-1] if state.claims else None
    if measure in ("amount", "quantity") and seen.hits and is_held(seen.hits[-1], seen.left):
        # 与上年2.22万元相比: the figure is what the change is held against.
        measure, period = held_against(state, seen.hits[-1])
        if is_ratio(seen.mention.unit):
            measure = last.measure if last and last.mention and is_ratio(last.mention.unit) else "quantity"
        if subject not in seen.left.replace("“", "").replace("”", "") or not is_clear(subject):
            subject = "" if state.subject and not name_ahead(state, seen.right) else "?"
    elif measure != "amount":
        if measure in VALUES and seen.hits and seen.hits[-1][0] == "reference" and is_held(seen.hits[-1], seen.left):
            # 支出与上年1000万元相比: what was spent the year before.
            period = "上年"
        return measure, subject, period
    elif last and state.came_from and seen.left.startswith(state.came_from) and last.measure in VALUES and last.period:
        measure = last.measure
    elif period or ("prior" in seen.names and state.measure):
        measure = state.measure or (
            "final" if seen.names != ["prior"] or SPENT_NAMED.search(state.noun + state.subject) else "amount"
        )
    elif last and (
        (not subject and last.period and last.measure in VALUES)
        or (not seen.first and seen.left.startswith("、") and last.measure in LISTED)
    ):
        measure = last.measure
    elif bare and not subject and last and last.mention and last.measure in VALUES:
        # 12万元和8万元; 86人次、14.3万元.
        measure = last.measure if is_money(last.mention.unit) else "quantity"
    behind = DONE_BEHIND.match(seen.right)
    ends = seen.mention.end + len(seen.right) == len(seen.clause.text)
    # 电费62万元支付58.3万元: the word is the next figure's.
    if measure == "amount" and behind and (ends or behind.end() < len(seen.right)):
        measure = "received" if behind["done"] in ("下达", "到位") else "final"
    return measure, subject, period


def is_held(hit: Hit, left: str) -> bool:
    """Whether a phrase of comparison is the last word of a text."""
    return hit[0] in HELD and hit[1].end() == len(left)


def held_against(state: Reading, hit: Hit) -> tuple[str, str]:
    """The measure and period of a figure that a change is held against."""
    if hit[0] == "reference":
        if named := HELD_TO.search(hit[1].group()):
            return ("final" if named.group() == "决算" else "budget"), "上年"
        near = state.claims[max(state.begun, len(state.claims) - LOOK_BACK) :]
        said = {claim.measure for claim in near if claim.subject == state.subject}
        # A budget that it was held against before is not what it is itself; what a cost amounts to was spent.
        spent = "final" in said or ("amount" in said and FUND.search(state.subject))
        return ("final" if spent else state.measure or "final"), "上年"
    return BUDGETS.get(against_of(hit[1].group()), "budget"), ""


def name_ahead(state: Reading, right: str) -> str:
    """The thing that the next clause is about, where nothing in this one or this sentence is."""
    if state.listed or right.strip("相比较，"):
        return ""
    return trimmed(state.ahead[: cut_at(state.ahead, hits_in(state.ahead))[0]])
