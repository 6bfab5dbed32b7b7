"""What a figure measures: by the set phrases before it, its unit, and the claim before."""

import re

from selfeval.layout.prose.amounts import Mention
from selfeval.layout.prose.names import trimmed
from selfeval.layout.prose.phrases import (
    ARRANGED,
    BARE,
    BASES,
    BECAUSE,
    BUDGETS,
    CHANGED,
    DONE_BEFORE,
    HELD,
    LEARNERS,
    LIMIT,
    LINK,
    MEASURES,
    MONEY,
    OF_RATE,
    OF_TASK,
    PEOPLE,
    POINTS_WON,
    RESULTS,
    SHARE,
    STAFF_BEHIND,
    THRIFT,
    UP_TO,
)
from selfeval.layout.prose.reading import Hit, Reading, Seen
from selfeval.units import POINTS, is_money, is_ratio, scale

# What a measure, the sign of a change and the base of a rate are together.
Measured = tuple[str, int, str]
# The word that makes points a score stands so closely before them, in characters.
SCORED = 4
# 约为预算的92%
ABOUT_BASE = re.compile("约(?:为|是|占|完成)?[^，]{0,6}预算")
# A saving is of a budget so many claims before it, at most.
SAVED_OF = 8
# Longer words between a change and a figure make it a figure of something else.
LONGEST_LINK = 6
CHANGES = ("change", "change_rate", "over_budget", "over_budget_rate", "change_points")


def measure_of(state: Reading, seen: Seen) -> Measured:
    """The measure of a figure, the sign of a change, and the base of a rate."""
    unit = seen.mention.unit
    sign = sign_of(state, seen)
    if unit in ("个百分点", "百分点"):
        return ("change_points", sign or state.sign, "") if sign or state.sign else ("quantity", 0, "")
    if is_ratio(unit):
        return rate_of(state, seen, sign)
    if unit == POINTS:
        return ("score" if "score" in seen.names or POINTS_WON.search(seen.left[-SCORED:]) else "quantity"), 0, ""
    if sign and unit == "倍":
        return "quantity", 0, ""
    if scale(unit)[0] in ("周岁", "岁") or (not seen.mention.value and BECAUSE.search(seen.left)):
        return "other", 0, ""
    money = is_money(unit) or (not unit and money_meant(state, seen.names))
    if sign and (changed := change_of(state, seen, sign, money=money))[0]:
        return changed
    return (money_of(state, seen) if money else people_of(seen)), 0, ""


def change_of(state: Reading, seen: Seen, sign: int, *, money: bool) -> Measured:
    """How a figure grew or shrank: on last year, or off the budget; the empty measure where people or things did otherwise."""
    last = state.claims[-1] if state.claims else None
    saved = money and state.reference == "prior" and thrift(seen.hits) and "reference" not in seen.names
    if saved and any(
        "budget" in one.measure and one.measure in MEASURES.values()
        for one in state.claims[state.sentence :][-SAVED_OF:]
    ):
        return "over_budget", sign, ""
    if state.reference == "prior":
        return "change", sign, ""
    if money:
        if state.reference or thrift(seen.hits):
            return "over_budget", sign, base_named(state.reference)
        if last and last.subject == state.subject and last.period == "上年":
            return "change", sign, ""
        return ("change" if may_change(state) else "amount"), sign, ""
    alike = last and last.mention and last.mention.unit == seen.mention.unit and last.measure in ("quantity", *PEOPLE)
    return ("change", sign, "") if alike else ("", 0, "")


def people_of(seen: Seen) -> str:
    """The measure of a figure that is no money: staff of a kind, or just so many."""
    counted = scale(seen.mention.unit)[0]
    people, found = next(((name, found) for name, found in reversed(seen.hits) if name in PEOPLE), ("", None))
    if found and LEARNERS.search(seen.left, found.end()):
        return "quantity"
    posts = found is not None and people == "quota" and counted == "个" and LINK.fullmatch(seen.left, found.end())
    if people and (counted in ("人", "人次") or posts):
        return MEASURES[people]
    return "staff" if counted == "人" and STAFF_BEHIND.match(seen.right) else "quantity"


def money_of(state: Reading, seen: Seen) -> str:
    """The measure of money, by the last of the phrases before it."""
    state.completing = None
    if completion := next((found for name, found in seen.hits if name == "completion"), None):
        state.completing = base_of(completion)
        return BUDGETS.get(state.completing, "budget")
    last = next((name for name in reversed(seen.names) if name in MONEY), "")
    if last == "budget" and seen.left.lstrip(BARE).startswith("年初"):
        last = "initial"
    if last:
        return MEASURES[last]
    if ARRANGED.search(seen.left):
        return "budget"
    if DONE_BEFORE.search(seen.left):
        return "final"
    return "quantity" if RESULTS.search(seen.before) else "amount"


def rate_of(state: Reading, seen: Seen, sign: int) -> Measured:
    """The measure of a percentage: of completion, of execution, of a change, or a share."""
    left = seen.left
    completion = next((found for name, found in seen.hits if name == "completion"), None)
    if completion is not None:
        return "completion_rate", 0, base_of(completion)
    if state.completing is not None and left.strip() in ("的", "的比例为", "比例为"):
        # 完成年初预算9.42万元的92.57%
        return "completion_rate", 0, state.completing
    if "execution" in seen.names and not sign and not OF_TASK.search(left):
        return "execution_rate", 0, ""
    last = state.claims[-1] if state.claims else None
    if sign and not OF_RATE.search(left):
        over = last is not None and last.measure == "over_budget" and state.reference != "prior"
        planned = state.reference == "" and thrift(seen.hits) and state.measure
        if over or planned or state.reference not in ("", "prior"):
            return "over_budget_rate", sign, base_named(last.of if over and last else state.reference)
        return "change_rate", sign, ""
    if "幅度" in left and last is not None and last.measure == "change":
        return "change_rate", last.sign, ""
    if (share := SHARE.search(left)) and not OF_TASK.search(left):
        of = trimmed(share["of"]) or (state.whole.name.strip("?") if state.whole else "") or state.share_of
        state.share_of = of
        return "share", 0, of
    if last and last.measure in ("change", "over_budget") and not left.strip("、,("):
        return ("change_rate" if last.measure == "change" else "over_budget_rate"), last.sign, last.of
    return "quantity", 0, ""


def sign_of(state: Reading, seen: Seen) -> int:
    """1 or -1 where the figure is how much something grew or shrank; 0 else."""
    left = seen.left
    for name, found in reversed(seen.hits):
        if name in MONEY and name != "added":
            return 0
        if name in CHANGED:
            between = len(left) - found.end()
            if UP_TO.match(left, found.end()) or (between > LONGEST_LINK and not LINK.fullmatch(left, found.end())):
                return 0
            if (
                is_ratio(seen.mention.unit)
                and LIMIT.match(found.group())
                and not any(other in HELD for other in seen.names)
            ):
                # 执行率低于80%: a limit, no change.
                return 0
            state.sign = 1 if name == "grown" else -1
            return state.sign
        if name == "against" and found.group().startswith("超"):
            state.sign = 1
            return 1
    return 0


def thrift(hits: list[Hit]) -> bool:
    """Whether a word speaks of the budget by itself: 节约, 超支."""
    return any(name in CHANGED and THRIFT.search(found.group()) for name, found in hits)


def money_meant(state: Reading, names: list[str]) -> bool:
    """Whether a figure without a unit is money: its phrases, its list or its whole are of money."""
    return (
        any(name in MONEY for name in names)
        or state.unit.endswith("元")
        or bool(state.whole and (is_money(state.whole.unit) or state.whole.measure == "final"))
    )


def may_change(state: Reading) -> bool:
    """Whether the last claim is of something that can grow or shrink."""
    return bool(state.claims) and state.claims[-1].sure and state.claims[-1].measure in (
        "initial_budget", "annual_budget", "budget", "final", "completion_rate", "compare", "change", "change_rate",
    )  # fmt: skip


def base_of(completion: re.Match[str]) -> str:
    """The budget that was completed; empty for a budget without more words."""
    return BASES.get(completion.group("base") or ("年初" if "年初" in completion.group() else ""), "")


def base_named(reference: str) -> str:
    """The base of a rate as claims name it: empty for a budget without more words."""
    return reference if reference != "预算" else ""


def meant(seen: Seen, measure: str, sign: int) -> tuple[Mention, int]:
    """The figure and its sign as they are meant: 占比约5% is about 5%, 控制在5万元以内 is a budget of 5, -5% is a fall."""
    mention = seen.mention
    if measure == "share" and (share := SHARE.search(seen.left)) and share["about"]:
        return mention._replace(about="~" if share["about"] == "约" else "<"), sign
    if measure == "completion_rate" and ABOUT_BASE.search(seen.left):
        return mention._replace(about="~"), sign
    if mention.about == "<" and "budget" in measure and "控制在" in seen.left:
        mention = mention._replace(about="")
    if mention.value < 0 and measure in CHANGES:
        return mention._replace(value=-mention.value), -1
    return mention, sign
