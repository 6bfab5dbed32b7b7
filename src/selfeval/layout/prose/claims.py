"""The grammar of budget prose: clause by clause to claims, the subject carried on as a reader carries it."""

from selfeval.layout.prose.amounts import NUMBERING, Mention, figures
from selfeval.layout.prose.clauses import clauses, enter
from selfeval.layout.prose.context import by_context, is_held, listed_period, period_of, refer
from selfeval.layout.prose.doubts import doubtful
from selfeval.layout.prose.flows import announced
from selfeval.layout.prose.measures import meant, measure_of
from selfeval.layout.prose.names import trimmed
from selfeval.layout.prose.phrases import (
    AND_OTHERS,
    BARE,
    EACH_NAMED,
    FROM,
    INTENDED,
    LEFT_OPEN,
    LINK,
    LIST_UNIT,
    PARTS_INNER,
    PHRASE,
    SECTION,
    TELLING,
    TO,
    TO_AFTER,
    WITHIN,
)
from selfeval.layout.prose.reading import Claim, Clause, Reading, Seen, Spread, Whole, bracketed, hits_in, say
from selfeval.layout.prose.spreads import begin_spread, double, each_of, goes_on, hand_out
from selfeval.layout.prose.statements import read_statements, read_words
from selfeval.layout.prose.subjects import settle, subject_of
from selfeval.layout.prose.sums import summed
from selfeval.layout.prose.wholes import as_part, back_to_whole, break_down, measure_named, within_whole
from selfeval.units import is_money

PROJECTS = ("项目", "工程", "专项", "经费")
END = Clause("\n", "", 0)


def read_claims(text: str, state: Reading) -> None:
    """Adds the claims of a paragraph, which is plain prose, to what was read before it and carries over."""
    unit = LIST_UNIT.search(text)
    state.unit = unit["unit"] if unit else ""
    if SECTION.match(text):
        state.across = None
        if not state.subject.endswith(PROJECTS):
            # A new section speaks of what it names itself; the report of a project goes on with the project.
            state.subject, state.thing = state.own, ""
    state.whole = state.across
    first = len(state.claims)
    pieces = list(clauses(text))
    intends = INTENDED.search(text) is not None
    for at, clause in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else END
        state.ahead, state.closing = following.text, following.opened
        enter(state, clause)
        state.intended = state.intended or (intends and INTENDED.search(clause.text) is not None)
        if found := list(figures(clause.text)):
            read_figures(state, clause, found)
        else:
            read_words(state, clause)
    share_units(state, first)
    if state.claims and LEFT_OPEN.search(text):
        break_down(state)
        state.across = state.whole


def read_figures(state: Reading, clause: Clause, found: list[Mention]) -> None:
    """Reads a clause with figures, each by the words between it and the one before."""
    text, at = clause.text, 0
    if numbering := NUMBERING.match(text):
        at = numbering.end()
    # What begins with a set phrase is no name of a whole: 实际支出中.
    if "中" in text and (within := WITHIN.match(text[at:])) and not PHRASE.search(within["whole"][:2]):
        at += within_whole(state, within)
    for n, mention in enumerate(found):
        left = text[at : mention.start]
        stop = found[n + 1].start if n + 1 < len(found) else len(text)
        if inner := PARTS_INNER.search(left):
            named = "" if n else trimmed(left[: inner.start()])
            if (n or inner.start()) and not named.endswith("来源"):
                begin_parts(state, named)
            left = left[inner.end() :]
        state.together = len(found) - n
        read_figure(state, clause, left, mention, text[mention.end : stop], first=n == 0)
        at = mention.end
    state.noun = state.lead = ""
    tail = text[at:]
    if tail == "中":
        break_down(state)
    if len(tail) > 1 and TELLING.search(tail):
        read_statements(state, clause, tail, at)


def begin_parts(state: Reading, name: str) -> None:
    """From here on parts are named: of a name, or where there is none, of what was given a figure before."""
    if name and name not in ("具体", "主要"):
        state.whole = Whole(name, -1, measure_named(name))
    else:
        break_down(state)


def read_figure(state: Reading, clause: Clause, left: str, mention: Mention, right: str, *, first: bool) -> None:
    """Makes a claim of a figure, or one for each of the things that it is said of."""
    if (handed := EACH_NAMED.match(left)) and trimmed(left[handed.end() :]):
        # 分别是文物巡查118万元、城墙修缮218万元: each with its own name, as after 包括.
        left = left[handed.end() :]
    state.some = right.lstrip("元").startswith(AND_OTHERS) or (state.whole is not None and state.whole.loose)
    if goes_on(state, clause, left, first=first):
        hand_out(state, clause, mention)
        return
    bare = not left.strip(BARE)
    left = continued(state, clause, left, right, first=first, money=is_money(mention.unit))
    hits = hits_in(left)
    if "(" in left:
        hits = [hit for hit in hits if not bracketed(left, hit)]
    seen = Seen(clause, mention, left, right, first, hits, [name for name, _ in hits])
    refer(state, hits)
    measure, sign, of = measure_of(state, seen)
    if "分别" in left and begin_spread(state, left, Spread([], measure, sign, of, period_of(state, hits, measure))):
        hand_out(state, clause, mention)
        return
    subject, listed = subject_of(state, seen, measure)
    period = period_of(state, hits, measure) or listed_period(state, seen, subject, measure)
    measure, subject, period = by_context(state, seen, measure, subject, period, bare=bare)
    subject = back_to_whole(state, seen, subject, measure)
    carried = not subject
    nameless = carried and not state.subject and "final" not in seen.names
    if not carried and measure != "other" and "added" not in seen.names:
        state.passed = ""
    subject = settle(state, subject, measure, seen)
    mention, sign = meant(seen, measure, sign)
    if mention is not seen.mention:
        seen = seen._replace(mention=mention)
    if first and "added" in seen.names and (named := announced(state)):
        state.subject = named
    if subject == "合计" and measure == "amount" and state.measure:
        measure = state.measure
    some = listed[-1:] == (AND_OTHERS,)
    start, end = clause.start + mention.start, clause.start + mention.end
    claim = Claim(subject, measure, mention, start, end, period, sign, of, names=listed[:-1] if some else listed)
    claim = as_part(state, seen, claim)
    # 分别 without a list that it could speak of: nobody knows what it hands out.
    each = state.pair if carried and state.pair else each_of(subject, left)
    claims = [claim if name == claim.subject else claim._replace(subject=name) for name in each]
    doubts = (doubtful(state, seen, one, carried=carried, nameless=nameless) for one in claims)
    sure = "分别" not in left and not any(doubts)
    state.pair = list(each) if len(each) > 1 else []
    state.some = state.some or some
    sums = summed(state, seen, claim)
    for at in range(len(state.claims) - sums, len(state.claims)):
        if state.claims[at].measure == "amount" != claim.measure:
            # A 0万元，B 2.94万元，合计为决算数2.94万元: what the parts are was said too late.
            state.claims[at] = state.claims[at]._replace(sure=False)
    for one in claims:
        say(state, one if sure and not sums else one._replace(sure=sure, sums=sums))
        double(state, left, claim.measure)


def continued(state: Reading, clause: Clause, left: str, right: str, *, first: bool, money: bool) -> str:
    """What stands before a figure, with what it goes on from: `支出进度：截至6月底47.2%`, `由上年的3万元降至2万元`."""
    if first and left and state.lead and clause.opened in "，," and LINK.fullmatch(left):
        return state.lead + left
    if first and clause.opened == "(" and not left.strip():
        named = hits_in(state.lead)
        if named and is_held(named[-1], state.lead):
            # 比上年（67.27万元）增加: the figure is what the change is held against.
            return state.lead[named[-1][1].start() :]
    if first and state.noun and clause.opened in "：:" and not trimmed(left) and not hits_in(left):
        return state.noun + left
    if (came := FROM.match(left)) and TO_AFTER.match(right):
        state.came_from = came["noun"]
        if money and not came["prior"]:
            # 由412万元减少到405万元: of which year, only 与上年相比 before it says.
            return f"{came['noun']}上年" if state.reference == "prior" else left
        return came["noun"] + came["prior"]
    if state.came_from and (went := TO.match(left)):
        return state.came_from + left[went.end() :]
    state.came_from = ""
    return left


def share_units(state: Reading, first: int) -> None:
    """A unit that stands once at the end of a list is each figure's; so is the one that the paragraph states."""
    later = state.unit
    for at in range(len(state.claims) - 1, first - 1, -1):
        claim = state.claims[at]
        mention = claim.mention
        if mention is None:
            continue
        if not mention.unit:
            whole = state.claims[claim.whole].mention if claim.whole >= 0 else None
            unit = later or (whole.unit if whole else "")
            if unit:
                state.claims[at] = claim._replace(mention=mention._replace(unit=unit))
        elif is_money(mention.unit):
            later = state.unit or mention.unit
