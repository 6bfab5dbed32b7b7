"""Points in prose: whose they are, and whether they were won at all."""

from selfeval.layout.prose.carrying import last_named
from selfeval.layout.prose.phrases import DEDUCTED, FULL_MARKS, OVERALL, OWN_SCORE, WON_BEHIND
from selfeval.layout.prose.reading import Claim, Reading, Seen
from selfeval.units import is_ratio


def unsure_points(state: Reading, seen: Seen, claim: Claim, *, carried: bool) -> bool:
    """Whether points leave in doubt what won them: lost ones, or ones that something else may have won."""
    if DEDUCTED.search(seen.left):
        return True
    if not carried:
        return False
    if set(seen.names) - {"score", "prior", "total"} or scored_other(state, seen, claim):
        return True
    # A total after the scores of its parts has no name of its own.
    last = last_named(state)
    return last is not None and last.measure in ("score", "other") and OVERALL.search(seen.left) is not None


def is_full_mark(state: Reading, seen: Seen) -> bool:
    """Whether points are what could be won: 满分10分, 10分，得9.6分."""
    behind = seen.right or f"，{state.ahead}"
    return WON_BEHIND.match(behind) is not None or FULL_MARKS.search(seen.left) is not None


def scored_other(state: Reading, seen: Seen, claim: Claim) -> bool:
    """Whether something else was given a figure just before that the points may be of: 控制率91.11%，得5分."""
    before = state.claims[-1] if len(state.claims) > state.sentence else None
    if before is None:
        return False
    if before.subject == claim.subject and not state.passed:
        # 目标完成率95%，自评得分94分: the unit's own.
        rate = before.measure == "quantity" and before.mention is not None and is_ratio(before.mention.unit)
        return rate and OWN_SCORE.search(seen.left) is not None
    return before.measure == "quantity" or not before.sure
