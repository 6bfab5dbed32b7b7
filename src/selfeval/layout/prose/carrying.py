"""Whether what was named before is what a figure without a name is of: it was surely named, and nothing stands between."""

from selfeval.layout.prose.measures import CHANGES
from selfeval.layout.prose.names import is_clear
from selfeval.layout.prose.phrases import (
    ADDED,
    ATTRIBUTE,
    CHANGED,
    FUND,
    GIVERS,
    HEADS,
    HEADS_APART,
    HELD,
    IN_SUM,
    LEFT_OVER,
    MONEY,
    MONEY_VALUES,
    NAMED_MONEY,
    OVER_TIME,
    PARTS_LEAD,
    REASONS,
    SPOKEN_OF,
    THIS_YEAR,
    VALUES,
)
from selfeval.layout.prose.reading import LOOK_BACK, Claim, Reading, Seen
from selfeval.units import is_money, scale

# Phrases by which a figure speaks of the thing that was named before it.
KEYED = frozenset((*MONEY, *HELD, *CHANGED, "completion", "execution", "prior"))
DONE = ("completion_rate", "execution_rate")
RATES = (*DONE, "share", "score")
# Units of things that are counted, and not scored.
COUNTS = ("个", "项", "家", "条")
# So far back, in claims, stands the thing that a figure without a name is of.
JUST_BEFORE = 4


def carries(state: Reading, seen: Seen, claim: Claim) -> bool:
    """Whether what was named before can be what a figure without a name is of: it was surely named, and nothing else since."""
    subject = claim.subject
    alike = [one for one in state.claims[-LOOK_BACK:] if one.subject == subject]
    if (
        ADDED.match(subject)
        or GIVERS.fullmatch(subject)
        or not may_have(state, claim, alike)
        or of_other_year(state, seen, claim)
    ):
        return False
    if (
        seen.clause.opened in "；;"
        and len(state.claims) > state.sentence
        and state.claims[state.sentence].subject != subject
    ):
        # 主要是维修费支出1.1万元；与上年6.1万元比: of what the sentence began with, or of the last?
        return False
    if ATTRIBUTE.search(subject) and (claim.measure in VALUES or claim.measure in DONE):
        return False
    if claim.measure in VALUES and outgrown(seen, claim, alike):
        return False
    if not state.pair and (after_list(state, claim) or (claim.measure in CHANGES and IN_SUM.search(seen.left))):
        return False
    return not counted_beside(state, seen, subject) and not spoken_since(state, seen, subject)


def may_have(state: Reading, claim: Claim, alike: list[Claim]) -> bool:
    """Whether a thing is known as one that has such a measure. alike: what was said of it."""
    subject, measure = claim.subject, claim.measure
    if measure in MONEY_VALUES and measure != "balance" and LEFT_OVER.match(subject):
        return False
    if measure == "score":
        # 三级指标21个，自评得分94.3分: what was counted was not scored.
        return not any(
            one.mention and one.mention.unit in COUNTS
            for one in state.claims[max(state.sentence, len(state.claims) - LOOK_BACK) :]
            if one.subject == subject
        )
    if not alike or subject == "支出" or measure in ("quantity", "count", *CHANGES):
        return True
    of_money = [one for one in alike if one.mention is None or is_money(one.mention.unit) or one.measure in RATES]
    if any(one.sure for one in of_money):
        return True
    return is_clear(subject) and (NAMED_MONEY if of_money else FUND).search(subject) is not None


def counted_beside(state: Reading, seen: Seen, subject: str) -> bool:
    """Whether something else was counted in the same clause that may be meant: 会议类项目2个共安排9万元."""
    last = state.claims[-1] if state.claims and not seen.first else None
    if last is None or last.measure not in ("quantity", "count") or last.subject == subject:
        return False
    return FUND.search(last.subject) is not None


def spoken_since(state: Reading, seen: Seen, subject: str) -> bool:
    """Whether a clause without a figure named another thing since."""
    passed = state.passed
    if subject == "支出" and any(HEADS.fullmatch(piece) for piece in HEADS_APART.split(passed)):
        return True
    if not KEYED.isdisjoint(seen.names):
        # 原因是严控接待支出，与上年相比减少: what a reason names is not what is compared.
        passed = REASONS.sub("", passed)
    return any(found.group() not in subject for found in SPOKEN_OF.finditer(passed))


def of_other_year(state: Reading, seen: Seen, claim: Claim) -> bool:
    """Whether the year of the figure before may be this one's too: 2023年项目支出预算120万元，执行116万元."""
    near = state.claims[max(state.part, len(state.claims) - LOOK_BACK) :]
    said = [one for one in near if one.subject == claim.subject]
    if not said or claim.period or claim.measure in CHANGES:
        return False
    if not said[-1].period and (
        any(one.sure and not one.period for one in said) or not any(one.period for one in said)
    ):
        return False
    return "prior" not in seen.names and THIS_YEAR.search(seen.left) is None


def outgrown(seen: Seen, claim: Claim, alike: list[Claim]) -> bool:
    """Whether a figure after parts goes on with their whole: it is more than its part's amount, or summed up over time."""
    last = next((one for one in reversed(alike) if one.sure), None)
    if (
        last is None
        or last.mention is None
        or last.whole < 0
        or last.measure not in ("amount", "received")
        or claim.period
    ):
        return False
    most = last.mention.value * scale(last.mention.unit)[1]
    return seen.mention.value * scale(seen.mention.unit)[1] > most or OVER_TIME.search(seen.left) is not None


def after_list(state: Reading, claim: Claim) -> bool:
    """Whether a figure follows two things in one measure: it may be of the last, or of both: `A 82万元，B 9万元，结余8万元`."""
    said = [one for one in state.claims[max(state.part, len(state.claims) - LOOK_BACK) :] if one.measure != "other"]
    if len(said) < 2 or said[-1].subject != claim.subject or said[-2].subject == claim.subject:
        return False
    before, last = said[-2:]
    if before.measure != last.measure or last.measure == "quantity":
        return False
    if last.whole >= 0 and state.claims[last.whole] is before:
        return False
    # Where the one before was given the same, each has its own.
    given = (before.subject, claim.measure, claim.period)
    return not any((one.subject, one.measure, one.period) == given for one in said)


def begins_parts(state: Reading, seen: Seen, subject: str) -> bool:
    """Whether the first part has no name of its own: 项目支出198万元，其中本年预算180万元."""
    whole = state.whole
    if whole is None or whole.begun != len(state.claims) or subject != whole.name or not seen.first:
        return False
    return seen.clause.opened in "：:" or PARTS_LEAD.match(seen.clause.text) is not None


def displaced(state: Reading, subject: str) -> bool:
    """Whether another thing was given a figure since a subject was."""
    last = last_named(state)
    if last is None or not state.listed or state.pair or last.subject == subject or last.whole >= 0:
        return False
    return state.claims[-1].subject != subject


def last_named(state: Reading) -> Claim | None:
    """The last claim of a thing; what was added to a budget stands aside, the next figure is of the thing again."""
    for claim in reversed(state.claims[-JUST_BEFORE:]):
        if claim.measure not in ("quantity", "other") and not ADDED.match(claim.subject):
            return claim
    return None
