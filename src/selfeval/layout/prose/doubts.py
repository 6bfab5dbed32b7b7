"""Where a reader could not be sure what a figure is of: then it is no claim, and is listed as not understood."""

from selfeval.layout.prose.measures import money_meant
from selfeval.layout.prose.phrases import (
    ADDED,
    CHANGED,
    CLEAR,
    COUNTED,
    FROM_TO,
    FUND,
    HELD,
    MEASURED,
    MEASURES,
    MONEY,
    NAMED_MONEY,
    NO_BASE,
    OVERALL,
    PRONOUNS,
    RUNS_ON,
    SUMMED_UP,
    TURNS,
    VAGUE,
    VALUES,
)
from selfeval.layout.prose.reading import Claim, Reading, Seen

# Phrases by which a figure speaks of the thing that was named before it.
KEYED = frozenset((*MONEY, *HELD, *CHANGED, "completion", "execution", "prior"))
# So far back, in claims, stands the thing that a figure without a name is of.
JUST_BEFORE = 4


def doubtful(state: Reading, seen: Seen, claim: Claim, *, carried: bool, nameless: bool) -> bool:
    """Whether a reader could not be sure what a figure is of.

    carried: its subject was named before it, not with it; nameless: it was not named there either.
    """
    subject, measure = claim.subject, claim.measure
    if measure == "other":
        return False
    if is_within_name(state, seen) or subject in ("?", *PRONOUNS) or FROM_TO.search(seen.left):
        return True
    if not subject:
        # A score or a grade of nothing named is the unit's own.
        return measure != "score" or seen.clause.opened not in "。；;\n"
    if not CLEAR.fullmatch(subject) or VAGUE.search(subject) or (subject == "合计" and measure == "amount"):
        return True
    last = last_named(state)
    if carried and last and state.listed and last.subject != subject and last.whole < 0 and not state.pair:
        return True
    if measure == "score":
        # A total after the scores of its parts has no name of its own.
        return carried and last is not None and last.measure in ("score", "other") and bool(OVERALL.search(seen.left))
    if measure == "share":
        of_part = last is not None and last.subject == subject and last.whole >= 0
        return (carried and not of_part) or not claim.of or bool(NO_BASE.search(claim.of))
    if claim.whole >= 0 or (claim.of and measure in VALUES):
        inherited = "budget" in measure and not any("budget" in MEASURES.get(name, "") for name in seen.names)
        return measure in ("quantity", "count") or inherited
    if subject == "支出" and not carried and seen.clause.opened in "：:，," and not SUMMED_UP.search(seen.left):
        return True
    return unsure_of(state, seen, claim, carried=carried, nameless=nameless)


def unsure_of(state: Reading, seen: Seen, claim: Claim, *, carried: bool, nameless: bool) -> bool:
    """Whether the name of a thing, or the way it was carried over, leaves in doubt that this measure is its own."""
    subject = claim.subject
    match claim.measure:
        case "quantity":
            return carried or not MEASURED.search(subject)
        case "count":
            return not COUNTED.search(subject)
        case "quota" | "staff" | "retired" | "balance" | "received":
            return carried and nameless
        case "amount":
            return carried or nameless or not FUND.search(subject) or bool(TURNS.search(seen.left))
    if not carried:
        return not NAMED_MONEY.search(subject)
    keyed = not KEYED.isdisjoint(seen.names) or "幅度" in seen.left
    keyed = keyed or (claim.measure == "completion_rate" and state.completing is not None)
    said = len(state.claims) > state.sentence or state.former == {subject}
    return not said or not keyed or (subject == "支出" and "支出" not in state.listed)


def is_within_name(state: Reading, seen: Seen) -> bool:
    """Whether a figure only looks like one: it has no unit and is no money, or it is a limit within a name (单价50万元以上设备)."""
    mention = seen.mention
    if not mention.unit and not money_meant(state, seen.names):
        return True
    return bool(mention.about and mention.text.endswith(("以上", "以下", "以内")) and RUNS_ON.match(seen.right))


def last_named(state: Reading) -> Claim | None:
    """The last claim of a thing; what was added to a budget stands aside, the next figure is of the thing again."""
    for claim in reversed(state.claims[-JUST_BEFORE:]):
        if claim.measure not in ("quantity", "other") and not ADDED.match(claim.subject):
            return claim
    return None
