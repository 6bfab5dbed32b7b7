"""Where a reader could not be sure what a figure is of: then it is no claim, and is listed as not understood."""

from selfeval.layout.prose.measures import CHANGES, money_meant
from selfeval.layout.prose.names import is_clear
from selfeval.layout.prose.phrases import (
    ADDED,
    AS_ASKED,
    ATTRIBUTE,
    BARE,
    CHANGED,
    COUNTED,
    DONE_WITH_ALL,
    FROM_TO,
    FULL_MARKS,
    FUND,
    HEADS,
    HELD,
    IN_SUM,
    LEFT_OVER,
    LINK,
    MEASURED,
    MEASURES,
    MONEY,
    NAMED_MONEY,
    NEGATED,
    NO_BASE,
    OTHER_BASE,
    OVER_TIME,
    OVERALL,
    PARTS_LEAD,
    PEOPLE,
    PER_HEAD,
    PRONOUNS,
    REASON,
    RUNS_ON,
    SPENT,
    SPENT_MORE,
    SPOKEN_OF,
    STAFF_NAMED,
    SUMMED_UP,
    THIS_YEAR,
    THRIFT,
    TURNS,
    UP_TO,
    USED_UP,
    VALUES,
    WON_BEHIND,
)
from selfeval.layout.prose.reading import LOOK_BACK, Claim, Reading, Seen
from selfeval.units import is_money, is_ratio, scale

# Phrases by which a figure speaks of the thing that was named before it.
KEYED = frozenset((*MONEY, *HELD, *CHANGED, "completion", "execution", "prior"))
# Phrases that say that money was given, not spent.
PLANNING = frozenset(("initial", "annual", "budget", "received", "added"))
# What something was given, and may be left of.
GIVEN = ("initial_budget", "annual_budget", "budget", "received", "amount", "balance")
MONEY_VALUES = ("initial_budget", "annual_budget", "budget", "final", "received", "balance", "amount")
RATES = ("completion_rate", "execution_rate", "share", "score")
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
    if torn(seen) or (carried and subject and not carries(state, seen, claim)):
        return True
    if measure == "score" and (WON_BEHIND.match(seen.right or f"，{state.ahead}") or FULL_MARKS.search(seen.left)):
        return True
    if not subject:
        # A score or a grade of nothing named is the unit's own.
        return measure != "score" or seen.clause.opened not in "。；;\n"
    if not is_clear(subject) or (subject == "合计" and measure == "amount"):
        return True
    last = last_named(state)
    counted = state.claims[-1].subject == subject if state.claims else False
    if (
        carried
        and last
        and state.listed
        and last.subject != subject
        and last.whole < 0
        and not state.pair
        and not counted
    ):
        return True
    if (measure in VALUES and (changed_by(seen) or state.of_change)) or follows_doubt(
        state, seen, claim, carried=carried
    ):
        return True
    if AS_ASKED.match(seen.right) or (measure in CHANGES and rate_without_base(state, seen, subject)):
        return True
    if held_elsewhere(seen) or (not carried and is_counted(state, seen)):
        return True
    if of_another(seen, measure) or (carried and begins_parts(state, seen, subject)):
        return True
    if "、" in subject and measure in MONEY_VALUES:
        # 物业费、保安费支出36万元: both together, or each?
        return True
    if ADDED.match(subject) and measure in MONEY_VALUES and measure != "amount":
        return True
    if measure == "balance" and USED_UP.search(seen.left):
        return True
    if measure in MONEY_VALUES and "quota" in seen.names:
        return True
    if "initial" in seen.names and "balance" in seen.names:
        # 结转结余年初数: what there was at the beginning is no budget.
        return True
    if measure == "score":
        if carried and set(seen.names) - {"score", "prior", "total"}:
            return True
        # A total after the scores of its parts has no name of its own.
        return carried and last is not None and last.measure in ("score", "other") and bool(OVERALL.search(seen.left))
    if measure == "share":
        of_part = last is not None and last.subject == subject and last.whole >= 0
        return (carried and not of_part) or not claim.of or bool(NO_BASE.search(claim.of))
    if claim.whole >= 0 or (claim.of and measure in VALUES):
        if claim.whole >= 0 and not is_clear(state.claims[claim.whole].subject):
            return True
        whole = state.whole
        if whole and whole.measure in PEOPLE and measure in PEOPLE and measure != whole.measure:
            # 实有46名，其中行政编制16名: are they people or posts?
            return True
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
            return carried or not MEASURED.search(subject) or STAFF_NAMED.search(subject) is not None
        case "count":
            return not COUNTED.search(subject)
        case "retired" if state.whole and seen.left.startswith("、"):
            return True
        case "balance" if carried and subject != "支出":
            return nameless or not any(
                one.subject == subject and one.measure in GIVEN for one in state.claims[-LOOK_BACK:]
            )
        case "quota" | "staff" | "retired" | "balance" | "received":
            return carried and nameless
        case "amount" if DONE_WITH_ALL.search(seen.clause.text, seen.mention.end) or goes_with(state, seen):
            return True
        case "amount":
            return (
                carried
                or nameless
                or not FUND.search(subject)
                or bool(TURNS.search(seen.clause.text[: seen.mention.start]))
            )
    if not carried:
        if claim.measure == "final" and not SPENT.search(seen.left) and not PLANNING.isdisjoint(seen.names):
            # 年初预算批复基本支出610万元: 支出 only ends the name.
            return True
        return not NAMED_MONEY.search(subject) or PER_HEAD.search(subject) is not None
    keyed = not KEYED.isdisjoint(seen.names) or "幅度" in seen.left
    keyed = keyed or (claim.measure == "completion_rate" and state.completing is not None)
    said = len(state.claims) > state.sentence or state.former == {subject}
    return not said or not keyed or (subject == "支出" and "支出" not in (*state.listed, *state.pair))


def goes_with(state: Reading, seen: Seen) -> bool:
    """Whether an amount may be of the measure that the one before was given: 安排公务接待费3万元，公务用车运行维护费6万元."""
    last = state.claims[-1] if len(state.claims) > state.part else None
    if last is None or seen.clause.opened not in "，,、" or last.mention is None or not is_money(last.mention.unit):
        return False
    if last.measure == "amount":
        return not last.sure and FUND.search(last.subject) is not None
    return last.measure in MONEY_VALUES and last.measure != "balance" and not last.period and last.whole < 0


def torn(seen: Seen) -> bool:
    """Whether a bracket within another, or left open, parts a figure from what it belongs to."""
    before, text = seen.clause.text[: seen.mention.start], seen.clause.text
    return before.count("(") != before.count(")") or text.count(")") > text.count("(")


def after_list(state: Reading, claim: Claim) -> bool:
    """Whether a figure follows two things in one measure: it may be of the last, or of both: `A 82万元，B 9万元，结余8万元`."""
    said = [one for one in state.claims[max(state.part, len(state.claims) - LOOK_BACK) :] if one.measure != "other"]
    if len(said) < 2 or said[-1].subject != claim.subject or said[-2].subject == claim.subject:
        return False
    before, last = said[-2:]
    if (
        before.measure != last.measure
        or last.measure == "quantity"
        or (last.whole >= 0 and state.claims[last.whole] is before)
    ):
        return False
    # Where the one before was given the same, each has its own.
    given = (before.subject, claim.measure, claim.period)
    return not any((one.subject, one.measure, one.period) == given for one in said)


def of_other_year(state: Reading, seen: Seen, claim: Claim) -> bool:
    """Whether the year of the figure before may be this one's too: 2023年项目支出预算120万元，执行116万元."""
    said = [one for one in state.claims[state.part :][-LOOK_BACK:] if one.subject == claim.subject]
    if not said or claim.period or claim.measure in CHANGES:
        return False
    if not said[-1].period and (
        not any(one.period for one in said) or any(one.sure and not one.period for one in said)
    ):
        return False
    return "prior" not in seen.names and THIS_YEAR.search(seen.left) is None


def outgrown(seen: Seen, claim: Claim, alike: list[Claim]) -> bool:
    """Whether a figure after parts goes on with their whole: it is more than its part's amount, or summed up over time."""
    last = next((one for one in reversed(alike) if one.sure), None)
    if last is None or last.mention is None or last.whole < 0 or last.measure != "amount" or claim.period:
        return False
    most = last.mention.value * scale(last.mention.unit)[1]
    return seen.mention.value * scale(seen.mention.unit)[1] > most or OVER_TIME.search(seen.left) is not None


def carries(state: Reading, seen: Seen, claim: Claim) -> bool:
    """Whether what was named before can be what a figure without a name is of: it was surely named, and nothing else since."""
    subject = claim.subject
    alike = [one for one in state.claims[-LOOK_BACK:] if one.subject == subject]
    of_money = [one for one in alike if one.mention is None or is_money(one.mention.unit) or one.measure in RATES]
    spent_on = NAMED_MONEY if of_money or not alike else FUND
    named = any(one.sure for one in of_money) or (is_clear(subject) and spent_on.search(subject))
    if alike and not named and subject != "支出" and claim.measure not in ("quantity", "count", "score", *CHANGES):
        return False
    if of_other_year(state, seen, claim):
        return False
    if claim.measure in MONEY_VALUES and claim.measure != "balance" and LEFT_OVER.match(subject):
        return False
    if claim.measure in VALUES and (ATTRIBUTE.search(subject) or outgrown(seen, claim, alike)):
        return False
    if not state.pair and (after_list(state, claim) or (claim.measure in CHANGES and IN_SUM.search(seen.left))):
        return False
    last = state.claims[-1] if state.claims else None
    if (
        last
        and not seen.first
        and last.measure in ("quantity", "count")
        and last.subject != subject
        and FUND.search(last.subject)
    ):
        # 会议类项目2个共安排9万元: of what was just counted.
        return False
    if subject == "支出" and any(HEADS.fullmatch(piece) for piece in state.passed.split("，")):
        return False
    passed = state.passed
    if (why := REASON.search(passed)) and not KEYED.isdisjoint(seen.names):
        # 原因是严控接待支出，与上年相比减少: what a reason names is not what is compared.
        passed = passed[: why.start()]
    return not any(found.group() not in subject for found in SPOKEN_OF.finditer(passed))


def follows_doubt(state: Reading, seen: Seen, claim: Claim, *, carried: bool) -> bool:
    """Whether a figure goes on with one that was in doubt itself: a rate of it, or the next of its list."""
    last = state.claims[-1] if len(state.claims) > state.part else None
    if last is None or last.sure:
        return False
    if carried:
        rates = last.measure in ("share", "execution_rate", "completion_rate")
        return claim.measure in CHANGES and (rates or (last.measure in CHANGES and last.subject == claim.subject))
    return claim.measure == "final" and seen.left.startswith("、") and not SPENT.search(seen.left)


def begins_parts(state: Reading, seen: Seen, subject: str) -> bool:
    """Whether the first part has no name of its own: 项目支出198万元，其中本年预算180万元."""
    whole = state.whole
    if whole is None or whole.begun != len(state.claims) or subject != whole.name or not seen.first:
        return False
    return seen.clause.opened in "：:" or PARTS_LEAD.match(seen.clause.text) is not None


def rate_without_base(state: Reading, seen: Seen, subject: str) -> bool:
    """Whether a rate of change is named as a thing of its own, and nobody says against what: 会议费压减率10.2%."""
    named = next((found.group() for name, found in reversed(seen.hits) if name in CHANGED), "")
    if not named.endswith("率") or state.reference or THRIFT.search(named):
        return False
    return not any(one.sure and one.subject == subject for one in state.claims[-LOOK_BACK:])


def held_elsewhere(seen: Seen) -> bool:
    """Whether a figure is held against something that is neither a year nor a budget, or is denied: 较编制数少2人, 未支出的3万元."""
    denied = any(name in MONEY and NEGATED.search(seen.left, 0, found.start()) for name, found in seen.hits)
    return denied or OTHER_BASE.search(seen.left) is not None


def is_counted(state: Reading, seen: Seen) -> bool:
    """Whether the name before a figure is what the figure before it counts: 3个项目执行率达100% is said of three."""
    last = state.claims[-1] if state.claims else None
    begins = seen.clause.start + seen.mention.start - len(seen.left)
    if seen.first or last is None or last.mention is None or last.end != begins or seen.left[:1] in BARE:
        return False
    return not is_money(last.mention.unit) and not is_ratio(last.mention.unit) and last.mention.unit not in ("", "年")


def of_another(seen: Seen, measure: str) -> bool:
    """Whether a name stands between a change and its figure: 压减办公费1.2万元 is no change of what was spoken of."""
    if measure not in CHANGES:
        return False
    turned = next((found for name, found in reversed(seen.hits) if name in CHANGED), None)
    return turned is not None and LINK.fullmatch(SPENT_MORE.sub("", seen.left[turned.end() :])) is None


def changed_by(seen: Seen) -> bool:
    """Whether a figure is how much something changed, and nobody knows against what: 会议费压减4.1万元."""
    if not seen.hits or seen.hits[-1][0] not in CHANGED:
        return False
    end = seen.hits[-1][1].end()
    return LINK.fullmatch(seen.left, end) is not None and not UP_TO.match(seen.left, end)


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
