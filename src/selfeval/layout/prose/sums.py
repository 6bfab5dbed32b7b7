"""Sums in prose: parts that make up their whole, the sum before a list, and the total that ends one."""

from selfeval.layout.prose.amounts import Mention
from selfeval.layout.prose.phrases import ADDED, IN_ALL, MONEY_VALUES, VALUES
from selfeval.layout.prose.reading import LOOK_BACK, Claim, Reading, Seen, Whole
from selfeval.units import is_money

# So many parts at most are added up.
MOST_PARTS = 60
# The word for a total stands so closely before it, in characters.
TOTAL = 8


def several_given(state: Reading) -> bool:
    """Whether more than one thing was given money in this sentence, so that a total is of all of them."""
    given = {
        one.subject
        for one in state.claims[max(state.sentence, len(state.claims) - LOOK_BACK) :]
        if one.measure in MONEY_VALUES
    }
    return sum(not ADDED.match(name) for name in given) > 1


def add_up(state: Reading, whole: Whole) -> bool:
    """Whether the parts so far make up their whole, so that what follows is none of them."""
    if whole.claim < 0 or not whole.begun or len(state.claims) - whole.begun > MOST_PARTS:
        return False
    parts = [c for c in state.claims[whole.begun :] if c.whole == whole.claim and c.measure == whole.measure]
    if len(parts) < 2 or any(part.mention is None or part.mention.unit != whole.unit for part in parts):
        return False
    given = state.claims[whole.claim].mention
    return given is not None and sum(part.mention.value for part in parts if part.mention) == given.value


def sum_before(state: Reading, mention: Mention) -> int:
    """The claim of the whole that a distributed list breaks down: the one just before the list, in the same sentence."""
    for at in range(len(state.claims) - 1, -1, -1):
        claim = state.claims[at]
        if claim.subject not in state.group:
            return at if known_sum(state, claim) and claim.mention and claim.mention.value >= mention.value else -1
    return -1


def known_sum(state: Reading, claim: Claim) -> bool:
    """Whether a claim is of money, and of this sentence."""
    money = claim.mention is not None and is_money(claim.mention.unit)
    return money and claim.measure in VALUES and claim.subject in state.listed


def summed(state: Reading, seen: Seen, claim: Claim) -> int:
    """How many figures just before a total that ends its sentence it adds up: `A 3万元、B 2万元，合计5万元`."""
    unit = seen.mention.unit
    if claim.measure not in VALUES or claim.period or not is_money(unit) or not IN_ALL.search(seen.left[-TOTAL:]):
        return 0
    found = 0
    for part in reversed(state.claims[max(state.sentence, len(state.claims) - LOOK_BACK) :]):
        mention = part.mention
        if mention is None or mention.about or part.whole >= 0 or part.subject == claim.subject or part.period:
            break
        if not is_money(mention.unit or unit) or part.measure not in ("final", "amount", claim.measure):
            break
        found += 1
    return found if found > 1 else 0
