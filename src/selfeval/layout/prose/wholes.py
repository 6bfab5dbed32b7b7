"""Wholes and their parts: what is being broken down, what is a part of it, and where its parts end."""

import re

from selfeval.layout.prose.amounts import Mention
from selfeval.layout.prose.names import naming, trimmed
from selfeval.layout.prose.phrases import (
    BARE,
    LEFT_OPEN,
    MADE_UP,
    MEASURES,
    MONEY_VALUES,
    PARTS_INNER,
    PEOPLE,
    PER_HEAD,
    SPENT,
    VALUES,
    WHOLES,
)
from selfeval.layout.prose.reading import LOOK_BACK, Claim, Reading, Seen, Whole, hits_in
from selfeval.layout.prose.sums import add_up
from selfeval.units import is_money, is_ratio, scale

# Parts follow their whole so closely, in claims.
NEAR = 8
# So closely before a balance stands what it is left of.
BESIDE = 3
# 固定资产中: what is divided gave no figure, and its name says no measure.
UNKNOWN = Whole("?", -1, "")
FLOWS = ("收入", "支出")


def break_down(state: Reading) -> None:
    """From here on parts are named: of the last thing that was given a figure, or of what the last clause named."""
    named = trimmed(MADE_UP.sub("", PARTS_INNER.sub("", state.noun))) if LEFT_OPEN.search(state.noun) else ""
    if naming(named):
        state.whole = Whole(named, -1, measure_named(named))
        return
    for at in range(len(state.claims) - 1, max(len(state.claims) - 1 - NEAR, -1), -1):
        claim = state.claims[at]
        if at < state.begun and (
            named
            or claim.subject != state.subject
            or any(c.measure in VALUES and not c.period for c in state.claims[state.begun :])
        ):
            # Behind a sentence of changes and of last year alone a reader goes on to what changed.
            return
        if claim.measure not in VALUES or not claim.mention:
            continue
        if is_ratio(claim.mention.unit) or PER_HEAD.search(claim.subject):
            # Neither a rate nor what each has is divided.
            continue
        if is_beside(state, at):
            # 支出950万元，结余50万元，其中：what was spent is broken down, not what is left of it, or what it is held against.
            continue
        beside = claim.period and at and state.claims[at - 1].subject == claim.subject
        if state.whole is None and claim.whole >= 0 and state.sentence == len(state.claims):
            # A new sentence breaks down the whole again, not its last part: 从支出科目看.
            continue
        # A part may be broken down itself where it is the claim just before.
        part = state.whole and claim.whole == state.whole.claim >= 0 and state.claims[-1] is not claim
        if not beside and not part:
            state.whole = whole_at(state, at, begun=len(state.claims))
            state.parted = False
            state.group.clear()
            return


def view_again(state: Reading) -> None:
    """From here on the parts are those of another view: of the whole that was divided before, else of the last thing."""
    whole = state.whole
    if whole is not None and whole.claim >= 0 and len(state.claims) > whole.begun:
        state.whole = whole_at(state, whole.claim, begun=len(state.claims))._replace(view=whole.view + 1)
        state.group.clear()
        return
    parts = [one for one in state.claims[max(state.sentence, len(state.claims) - LOOK_BACK) :] if one.whole >= 0]
    if parts:
        state.whole = whole_at(state, parts[-1].whole, begun=len(state.claims))._replace(view=parts[-1].view + 1)
    else:
        break_down(state)


def is_beside(state: Reading, at: int) -> bool:
    """Whether a balance, or the budget of a comparison, stands behind what was spent, in the same passage."""
    claim = state.claims[at]
    before = [
        one
        for one in state.claims[max(at - BESIDE, state.begun if at >= state.begun else 0) : at]
        if one.mention and one.whole < 0
    ]
    if claim.measure == "balance":
        return any(one.measure in ("final", "amount") for one in before)
    budget = claim.measure in ("initial_budget", "annual_budget", "budget")
    return budget and any(one.measure == "final" and one.subject == claim.subject for one in before[-1:])


def whole_at(state: Reading, at: int, begun: int = 0) -> Whole:
    """A claim as a whole."""
    claim = state.claims[at]
    unit = claim.mention.unit if claim.mention else ""
    return Whole(claim.subject, at, claim.measure, claim.period, unit, begun)


def within_whole(state: Reading, within: re.Match[str]) -> int:
    """Takes the thing before 中 for the whole: `基本支出中人员经费372万元`; where its words end, 0 where it is none."""
    name = trimmed(within["whole"])
    if within["whole"].startswith(("上年", "去年")):
        state.whole = Whole(name, -1, measure_named(within.group()), "上年")
        return within.end()
    for at in range(len(state.claims) - 1, -1, -1):
        claim = state.claims[at]
        if claim.subject == name and claim.measure in VALUES and claim.mention:
            state.whole = whole_at(state, at)
            return within.end()
    if name.endswith(WHOLES):
        state.whole = Whole(name, -1, measure_named(within.group()))
        return within.end()
    return 0


def measure_named(name: str) -> str:
    """The measure that the name of a whole implies for its parts: 核定编制包括…, 项目支出包括…."""
    return next((MEASURES[hit] for hit, _ in reversed(hits_in(name)) if hit in MEASURES), "")


def as_part(state: Reading, seen: Seen, claim: Claim) -> Claim:
    """A claim with the whole that it is a part of, and the measure and period that it takes from it."""
    whole, mention = state.whole, seen.mention
    if whole is None or claim.measure not in VALUES or claim.subject == whole.name or "added" in seen.names:
        return claim
    if is_ratio(mention.unit) and claim.measure == "quantity":
        # 回收率92%，其中满意177份，满意率96.2%: one rate is no part of another.
        return claim
    if seen.left.lstrip(BARE).startswith("另"):
        state.whole = None
        return claim
    if claim.period and claim.period != whole.period:
        # 其中公务接待费9.2万元，较去年9.85万元下降6.6%: last year's is no part of this year's.
        return claim
    if claim.subject in FLOWS and whole.name in FLOWS:
        # 收入总计…，其中…；支出总计…: neither is a part of the other.
        state.whole = None
        return claim
    if state.across is not None and exceeds(state, state.across, mention):
        state.across = state.whole = None
        return claim
    if mention.value and claim.subject not in state.group and add_up(state, whole):
        state.whole = None
        return claim
    if not fits(whole, mention, claim.measure):
        other = other_whole(state, whole, mention, claim.measure)
        if other is None:
            return claim
        whole = other
    measure = claim.measure
    if measure in ("amount", "quantity") or (measure == "final" and spent_by_name(state, seen, whole)):
        measure = whole.measure or measure
    if claim.subject not in state.group:
        state.group.append(claim.subject)
    of = "" if whole.claim >= 0 else whole.name
    return claim._replace(
        measure=measure, period=claim.period or whole.period, of=of, whole=whole.claim, view=whole.view
    )


def spent_by_name(state: Reading, seen: Seen, whole: Whole) -> bool:
    """Whether 支出 only ends the name of a part, and is no measure of its own: 预算545万元，其中：基本支出425万元."""
    if any(
        SPENT.search(found.group()) or (name == "final" and not trimmed(seen.left[: found.start()]))
        for name, found in seen.hits
    ):
        return False
    return not any(c.subject == whole.name and c.measure == "final" for c in state.claims[-LOOK_BACK:])


def exceeds(state: Reading, across: Whole, mention: Mention) -> bool:
    """Whether a figure is larger than all that the whole of the paragraphs before it was given: then its parts are at an end."""
    if not is_money(mention.unit):
        return False
    said = [c.mention for c in state.claims if c.subject == across.name and c.mention and is_money(c.mention.unit)]
    value = mention.value * scale(mention.unit)[1]
    return bool(said) and all(value > given.value * scale(given.unit)[1] for given in said[-NEAR:])


def fits(whole: Whole, mention: Mention, measure: str) -> bool:
    """Whether a figure may be a part of a whole: what it counts is the same kind of thing."""
    counts = scale(mention.unit)[0]
    if whole.measure in MONEY_VALUES and mention.unit and not is_money(mention.unit):
        return False
    if whole.measure in PEOPLE:
        return measure in (whole.measure, "quantity") and counts in ("人", "个")
    return not mention.unit or not whole.unit or counts == scale(whole.unit)[0]


def other_whole(state: Reading, whole: Whole, mention: Mention, measure: str) -> Whole | None:
    """The figure before the list that a part of another unit belongs to: 86人次、14.3万元，其中…."""
    for at in range(whole.begun - 1, max(whole.begun - NEAR, -1), -1):
        claim = state.claims[at]
        if claim.mention and claim.measure in VALUES and claim.whole < 0 and claim.subject in state.listed:
            other = whole_at(state, at)
            if other.unit and fits(other, mention, measure):
                return other
    return None


def back_to_whole(state: Reading, seen: Seen, subject: str, measure: str) -> str:
    """The subject of a figure: the whole itself where the figure ends its parts, which then are at an end."""
    whole = state.whole
    if whole is None:
        return subject
    if (
        (measure == "balance" and not subject)
        or beyond_parts(state, seen, subject, measure, whole)
        or (seen.first and seen.clause.opened in "；;" and not state.across and ends_parts(state, seen, subject, whole))
    ):
        state.whole = None
        return subject or whole.name
    return subject


def beyond_parts(state: Reading, seen: Seen, subject: str, measure: str, whole: Whole) -> bool:
    """Whether a figure without a name is of the whole that was just divided: `其中A 5万元、B 3万元，支出7.6万元`."""
    if subject or measure not in ("final", "received") or measure == whole.measure or not add_up(state, whole):
        return False
    if {"reference", "prior"} & set(seen.names):
        # 公务用车运行维护费5.12万元，较上年5.40万元: the last part's own year before.
        return False
    parts = [c for c in state.claims[whole.begun :] if c.whole == whole.claim]
    last = parts[-1].mention
    return last is not None and seen.mention.value > last.value and not any(c.measure == measure for c in parts)


def ends_parts(state: Reading, seen: Seen, subject: str, whole: Whole) -> bool:
    """Whether a figure after a semicolon goes on with the whole itself: another measure without a name of its own."""
    own = next((MEASURES[name] for name in reversed(seen.names) if name in MEASURES), "")
    if whole.measure in PEOPLE:
        return own != whole.measure
    if subject or not own or own == whole.measure or whole.measure in ("amount", "") or "prior" in seen.names:
        return False
    near = state.claims[max(state.begun, len(state.claims) - LOOK_BACK) :]
    return not any(claim.whole >= 0 and claim.measure == own for claim in near)
