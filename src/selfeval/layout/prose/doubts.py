"""Where a reader could not be sure what a figure is of: then it is no claim, and is listed as not understood."""

from selfeval.layout.prose.carrying import DONE, KEYED, begins_parts, carries, displaced, last_named
from selfeval.layout.prose.measures import CHANGES
from selfeval.layout.prose.names import is_clear
from selfeval.layout.prose.phrases import (
    ADDED,
    BARE,
    COUNTED,
    DONE_WITH_ALL,
    EACH_NAMED,
    FULL_MARKS,
    FUND,
    GIVERS,
    HOLDING,
    LEFT_OVER,
    MEASURED,
    MEASURES,
    MONEY_VALUES,
    NAMED_MONEY,
    NO_BASE,
    OTHER_PEOPLE,
    OURS,
    PAID,
    PEOPLE,
    PER_HEAD,
    PRONOUNS,
    SPENT,
    SPENT_NEXT,
    SPOKEN_OF,
    STAFF_NAMED,
    SUMMED_UP,
    TO_AFTER,
    TURNS,
    USED_UP,
    VALUES,
)
from selfeval.layout.prose.points import is_full_mark, unsure_points
from selfeval.layout.prose.reading import LOOK_BACK, Claim, Reading, Seen
from selfeval.layout.prose.subjects import is_counted
from selfeval.layout.prose.wording import (
    has_no_base,
    is_change,
    is_held_elsewhere,
    is_no_figure,
    is_of_another,
)
from selfeval.units import POINTS, is_money

# Phrases that say that money was given, not spent.
PLANNING = frozenset(("initial", "annual", "budget", "received", "added"))
# Phrases that together say neither: 结转结余年初数 is no budget, 执行到位金额 no money that came in.
CROSSED = ({"initial", "balance"}, {"final", "received"})
# What something was given, and may be left of.
GIVEN = ("initial_budget", "annual_budget", "budget", "received", "amount", "balance")


def doubtful(state: Reading, seen: Seen, claim: Claim, *, carried: bool, nameless: bool) -> bool:
    """Whether a reader could not be sure what a figure is of.

    carried: its subject was named before it, not with it; nameless: it was not named there either.
    """
    subject, measure = claim.subject, claim.measure
    if measure == "other":
        return False
    if measure in MONEY_VALUES and (is_unnamed_base(state, seen, claim) or is_headed(state, seen, measure)):
        return True
    if (
        is_no_figure(state, seen)
        or (measure == "score" and is_full_mark(state, seen))
        or subject in ("?", *PRONOUNS)
        or (subject == "收支" and measure != "balance")
    ):
        return True
    if not subject:
        # A score or a grade of nothing named is the unit's own.
        if measure != "score":
            return True
        return seen.clause.opened not in "。；;\n" and (
            len(state.claims) > state.sentence or SPOKEN_OF.search(state.passed) is not None
        )
    if carried and (not carries(state, seen, claim) or displaced(state, subject) or begins_parts(state, seen, subject)):
        return True
    if (
        not is_clear(subject)
        or named_otherwise(state, seen, claim)
        or follows_doubt(state, seen, claim, carried=carried)
    ):
        return True
    if carried and measure in DONE and is_part(state, claim):
        return True
    if "分别" in seen.before and (not EACH_NAMED.match(seen.before) or carried):
        # What is handed out to nobody knows whom.
        return True
    if is_held_elsewhere(state, seen) or (not carried and is_counted(state, seen)):
        return True
    if measure in CHANGES:
        if is_of_another(seen) or has_no_base(state, seen, subject):
            return True
    elif measure in VALUES and (is_change(seen) or state.of_change):
        return True
    return of_whole(state, seen, claim, carried=carried, nameless=nameless)


def is_part(state: Reading, claim: Claim) -> bool:
    """Whether the last of several parts was named before a rate, which may be of their whole: 其中A 82万元、B 26万元，进度97%."""
    parts = {one.subject for one in state.claims[max(state.part, len(state.claims) - LOOK_BACK) :] if one.whole >= 0}
    return len(parts) > 1 and claim.subject in parts


def is_unnamed_base(state: Reading, seen: Seen, claim: Claim) -> bool:
    """Whether a figure is what a change began from, of a year or budget that nobody names: 由85万元降至80万元."""
    return bool(state.came_from) and not claim.period and TO_AFTER.match(seen.right) is not None


def is_headed(state: Reading, seen: Seen, measure: str) -> bool:
    """Whether 支出 only ends a name under a head that speaks of budgets: 支出预算：基本支出600万元，项目支出400万元."""
    return measure == "final" and state.planned and not SPENT.search(seen.left)


def named_otherwise(state: Reading, seen: Seen, claim: Claim) -> bool:
    """Whether a name or the words with it don't go with a measure of money."""
    subject, measure = claim.subject, claim.measure
    if ADDED.match(subject):
        return measure != "amount"
    if subject == "合计" and len(state.listed) < 2:
        return True
    if measure not in MONEY_VALUES:
        return False
    if PER_HEAD.search(subject) and (measure != "amount" or claim.whole >= 0):
        return True
    if measure == "balance" and (USED_UP.search(seen.left) or GIVERS.fullmatch(subject)):
        return True
    if subject == "合计" and (measure == "amount" or any(PER_HEAD.search(one.subject) for one in state.claims[-1:])):
        # 每人每年补助6000元，共计38.4万元: the sum of a number of people, not of parts.
        return True
    # 物业费、保安费支出36万元: both together, or each? 预算编制数, 结转结余年初数: neither posts nor a budget.
    return "、" in subject or "quota" in seen.names or any(pair <= set(seen.names) for pair in CROSSED)


def of_whole(state: Reading, seen: Seen, claim: Claim, *, carried: bool, nameless: bool) -> bool:
    """Whether it is in doubt what a figure is a part of; what is no part is judged by its own name."""
    measure, last = claim.measure, last_named(state)
    if measure == "score":
        return unsure_points(state, seen, claim, carried=carried)
    if measure == "share":
        of_part = last is not None and last.subject == claim.subject and (last.whole >= 0 or bool(last.of))
        alone = state.listed == [claim.subject] and last is not None and last.sure
        return (carried and not of_part and not alone) or not claim.of or bool(NO_BASE.search(claim.of))
    if claim.of == "?":
        return True
    if claim.whole >= 0 or (claim.of and measure in VALUES):
        if claim.whole >= 0 and not may_be_whole(state.claims[claim.whole]):
            return True
        if measure in PEOPLE and (OTHER_PEOPLE.search(claim.subject) or seen.right.startswith(("不占", "不在"))):
            return True
        if state.whole and {state.whole.measure, measure} <= set(PEOPLE) and measure != state.whole.measure:
            # 实有46名，其中行政编制16名: are they people or posts?
            return True
        own = any(name in MEASURES for name in seen.names)
        if claim.whole >= 0 and not own and otherwise_measured(state, claim):
            return True
        if measure == "balance" != state.claims[claim.whole].measure and not LEFT_OVER.match(claim.subject):
            return True
        if measure == "final" and not own and SPENT_NEXT.match(state.ahead):
            return True
        inherited = "budget" in measure and not any("budget" in MEASURES.get(name, "") for name in seen.names)
        return measure in ("quantity", "count") or (inherited and (carried or not is_planned_part(state, claim)))
    if state.whole and not carried and claim.subject == state.whole.name and claim.measure == state.whole.measure:
        # 收入4,286万元，其中…本年收入4,160万元: a part that is called as the whole.
        return True
    if claim.subject == "支出" and not carried and seen.clause.opened in "：:，," and not SUMMED_UP.search(seen.left):
        before = state.claims[-1] if len(state.claims) > state.sentence else None
        if before is None and OURS.search(seen.left):
            return False
        return before is None or not before.sure or before.subject != "收入" or measure != "final"
    return unsure_of(state, seen, claim, carried=carried, nameless=nameless)


def otherwise_measured(state: Reading, claim: Claim) -> bool:
    """Whether the part before it was given another measure than their whole: 经费7万元，其中列支稿费3.2万元、印刷费3.8万元."""
    last = next((one for one in reversed(state.claims[-LOOK_BACK:]) if one.whole == claim.whole), None)
    return last is not None and last.measure in MONEY_VALUES and last.measure not in (claim.measure, "balance")


def is_planned_part(state: Reading, claim: Claim) -> bool:
    """Whether a part is of a budget that stands just before the list, and nothing was spent of it yet: 预算9万元，其中：公务接待费3万元."""
    whole = state.claims[claim.whole] if claim.whole >= 0 else None
    if whole is None or not whole.sure or state.whole is None or claim.whole != state.whole.begun - 1:
        return False
    return not any(one.measure == "final" for one in state.claims[state.begun :]) and not (
        state.closing in "，,、" and SPENT_NEXT.match(state.ahead)
    )


def may_be_whole(whole: Claim) -> bool:
    """Whether the name of a whole is one, and one that money goes with where it is of money: no 报告接种率."""
    if not is_clear(whole.subject) or (not whole.sure and whole.measure == "amount"):
        return False
    return whole.sure or whole.measure not in MONEY_VALUES or not MEASURED.search(whole.subject)


def follows_doubt(state: Reading, seen: Seen, claim: Claim, *, carried: bool) -> bool:
    """Whether a figure goes on with one that was in doubt itself: a rate of it, or the next of its list."""
    last = state.claims[-1] if len(state.claims) > state.part else None
    if last is None or last.sure:
        return False
    if carried and not seen.first and (not seen.left.strip(BARE) or seen.left.startswith("、")):
        return True
    if carried:
        if claim.measure in CHANGES and last.period and last.subject != claim.subject:
            return True
        rates = last.measure in (*DONE, "share")
        if claim.measure in DONE:
            return last.measure == "final" and last.subject == claim.subject
        if last.measure == "amount" and last.sign and last.subject == claim.subject and not state.reference:
            # 支出增加73.7万元，增长17.87%: nobody says against what.
            return claim.measure in CHANGES
        return claim.measure in CHANGES and (rates or (last.measure in CHANGES and last.subject == claim.subject))
    return claim.measure == "final" and seen.left.startswith("、") and not SPENT.search(seen.left)


def unsure_of(state: Reading, seen: Seen, claim: Claim, *, carried: bool, nameless: bool) -> bool:
    """Whether the name of a thing, or the way it was carried over, leaves in doubt that this measure is its own."""
    subject = claim.subject
    match claim.measure:
        case "quantity" if claim.names:
            # 内设办公室、财务股2个股室
            return not COUNTED.search(subject)
        case "quantity" if seen.mention.unit == POINTS and not FULL_MARKS.search(seen.left):
            return True
        case "quantity":
            return carried or not MEASURED.search(subject) or STAFF_NAMED.search(subject) is not None
        case "count":
            return not COUNTED.search(subject)
        case "retired" if state.whole:
            return True
        case "balance" if carried and PAID.match(subject):
            return True
        case "balance" if carried and subject == "支出":
            return not any(one.sure and one.subject == subject for one in state.claims[-LOOK_BACK:])
        case "balance" if carried:
            return nameless or not any(
                one.subject == subject and one.measure in GIVEN for one in state.claims[-LOOK_BACK:]
            )
        case "quota" | "staff" | "retired" | "balance" | "received":
            return carried and nameless
        case "amount" if HOLDING.search(subject):
            return carried
        case "amount" if DONE_WITH_ALL.search(seen.behind) or goes_with(state, seen):
            return True
        case "amount":
            return carried or nameless or not FUND.search(subject) or bool(TURNS.search(seen.before))
    if not carried:
        if claim.measure == "final" and not SPENT.search(seen.left) and not PLANNING.isdisjoint(seen.names):
            # 年初预算批复基本支出610万元: 支出 only ends the name.
            return True
        if claim.measure == "final" and not SPENT.search(seen.left) and "预算" in state.lead:
            return True
        return not NAMED_MONEY.search(subject) or PER_HEAD.search(subject) is not None
    keyed = not KEYED.isdisjoint(seen.names) or "幅度" in seen.left
    keyed = keyed or (claim.measure == "completion_rate" and state.completing is not None)
    said = len(state.claims) > state.sentence or state.former == {subject} or subject == state.own
    return not said or not keyed or (subject == "支出" and not is_known_spending(state))


def is_known_spending(state: Reading) -> bool:
    """Whether all spending was spoken of, in this sentence or surely in the one before."""
    if "支出" in (*state.listed, *state.pair):
        return True
    said = [one for one in state.claims[-LOOK_BACK:] if one.subject == "支出"] if "支出" in state.former else []
    return bool(said) and said[-1].sure


def goes_with(state: Reading, seen: Seen) -> bool:
    """Whether an amount may be of the measure that the one before was given: 安排公务接待费3万元，公务用车运行维护费6万元."""
    before = state.claims[-1] if state.claims else None
    if (
        before is not None
        and seen.clause.opened in "；;."
        and before.mention is not None
        and is_money(before.mention.unit)
    ):
        # 其中：A 1.1万元。B 5.3万元: the list may go on. 用于三个项目：A 86万元；B 35万元: so may the doubt.
        if seen.clause.opened == ".":
            return before.whole >= 0
        unsure = before.measure == "amount" and not before.sure and not FUND.search(before.subject)
        return unsure and len(state.claims) > state.sentence
    last = state.claims[-1] if len(state.claims) > state.part else None
    if last is None or seen.clause.opened not in "，,、" or last.mention is None or not is_money(last.mention.unit):
        return False
    if last.measure == "amount":
        return not last.sure and FUND.search(last.subject) is not None
    return last.measure in MONEY_VALUES and last.measure != "balance" and not last.period and last.whole < 0
