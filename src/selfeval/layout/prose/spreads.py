"""What 分别 hands out to the figures behind it, and what one figure says of several things."""

from selfeval.layout.prose.amounts import Mention
from selfeval.layout.prose.context import year_named
from selfeval.layout.prose.names import cut_at, is_clear, name_in, trimmed
from selfeval.layout.prose.phrases import (
    BARE,
    BOTH,
    CHANGED,
    EACH,
    HOW_MANY,
    JOINED,
    MEASURES,
    MONEY,
    PEOPLE,
    PHRASE,
    SHARED,
    SPLIT,
    TRAIL,
    VALUES,
    YEARS,
)
from selfeval.layout.prose.reading import LOOK_BACK, Claim, Clause, Hit, Reading, Spread, hits_in, say
from selfeval.layout.prose.sums import sum_before
from selfeval.layout.prose.wholes import fits

RANGE = ("至", "到", "-", "—", "~")
FLOWING = frozenset(("收入", "支出", "结余"))
# 收支均为…: what is short for what.
SHORT = {"收": "收入", "支": "支出", "收入": "收入", "支出": "支出"}


def goes_on(state: Reading, clause: Clause, left: str, *, first: bool) -> bool:
    """Whether a figure is the next that 分别 hands out: it has no words of its own, or only those of its direction."""
    if not state.spread.names:
        return False
    words = left.strip(BARE)
    if not words:
        return not first or clause.opened in "，,、"
    turned = PHRASE.fullmatch(words)
    if turned is None or turned.lastgroup not in CHANGED or not state.spread.sign:
        return False
    state.spread = state.spread._replace(sign=1 if turned.lastgroup == "grown" else -1)
    return True


def hand_out(state: Reading, clause: Clause, mention: Mention) -> None:
    """Makes a claim of a figure for the next of the names, years or measures that wait."""
    spread, start, end = state.spread, clause.start + mention.start, clause.start + mention.end
    name, *rest = spread.names
    state.spread = spread._replace(names=rest)
    if spread.by == "period":
        say(state, Claim(state.subject, spread.measure, mention, start, end, year_named(state, name)))
        return
    if spread.by == "measure":
        say(state, Claim(state.subject, name, mention, start, end))
        return
    state.subject = name
    measure, whole, of = spread.measure, -1, spread.of
    if state.whole and measure in VALUES and fits(state.whole, mention, measure):
        whole, of = (state.whole.claim, "") if state.whole.claim >= 0 else (-1, state.whole.name)
        measure = state.whole.measure if measure in ("amount", "quantity") and state.whole.measure else measure
    elif measure in ("amount", "final") and (at := sum_before(state, mention)) >= 0:
        whole, measure = at, state.claims[at].measure
    sure = (measure != "share" or bool(of)) and (whole < 0 or measure != "amount" or state.claims[whole].sure)
    say(state, Claim(name, measure, mention, start, end, spread.period, spread.sign, of, whole, sure=sure))


def begin_spread(state: Reading, left: str, given: Spread) -> bool:
    """Notes what 分别 gives to the figures that follow; false where no list of names stands before it.

    given: what the first of them is, as its own words say.
    """
    head, _, rest = left.partition("分别")
    pieces = [piece for piece in SPLIT.split(HOW_MANY.sub("", head)) if piece]
    years = YEARS.findall(head)
    if len(years) > 1 and given.measure in VALUES:
        tail = head[head.rfind(years[-1]) + len(years[-1]) :]
        state.subject = trimmed(tail[: cut_at(tail, hits_in(tail))[0]]) or state.subject
        state.spread = Spread(each_year(head, years), given.measure, by="period")
        return True
    hits = [hits_in(piece) for piece in pieces]
    if given.measure in VALUES and are_measures(pieces, hits) and len(measures_of(hits)) == len(set(measures_of(hits))):
        state.subject = trimmed(pieces[0][: hits[0][-1][1].start()]) or state.subject
        state.spread = Spread(measures_of(hits), "", by="measure")
        return True
    names = names_before(state, pieces)
    if len(names) > state.together > 1:
        parts = {claim.subject for claim in state.claims[-LOOK_BACK:] if claim.whole >= 0}
        names = [name for name in names if name not in parts]
    # 5个项目得分分别为…: so many figures are of none that were listed before.
    short = len(names) < state.together and names == state.listed
    if (
        len(names) < 2
        or short
        or len(names) > state.together > 1
        or not all(is_clear(name) and "、" not in name for name in names)
    ):
        return False
    state.group = list(names)
    measure, of = measure_spread(state, head, rest, given.measure), given.of
    kinds = {MEASURES[name] for name, _ in hits_in(head) if name in (*PEOPLE, *MONEY)}
    if (len(kinds) > 1 and measure in VALUES) or (measure == "amount" and not FLOWING.isdisjoint(names)):
        # 在职人员、退休人员分别有…; 收入、支出分别达到…: each is measured otherwise.
        return False
    if measure == "share" and not of:
        first = state.listed[0] if state.listed else ""
        of = state.whole.name if state.whole else first if first not in names else ""
    state.spread = given._replace(names=names, measure=measure, of=of)
    return True


def each_year(head: str, years: list[str]) -> list[str]:
    """The years that a text names: 2021年至2023年 are three."""
    if len(years) == 2 and head[head.find(years[0]) + len(years[0]) :].startswith(RANGE):
        return [f"{year}年" for year in range(int(years[0][:4]), int(years[1][:4]) + 1)]
    return years


def are_measures(pieces: list[str], hits: list[list[Hit]]) -> bool:
    """Whether a list is of measures of one thing: `公用经费预算数、决算数分别为…`."""
    if len(pieces) < 2:
        return False
    for at, (piece, found) in enumerate(zip(pieces, hits, strict=True)):
        if not found:
            return False
        name, last = found[-1]
        if name not in MEASURES or name in PEOPLE or last.end() != len(piece) or (at and last.start()):
            return False
    return True


def measures_of(hits: list[list[Hit]]) -> list[str]:
    """The measures that the pieces of a list name."""
    return [MEASURES[of_piece[-1][0]] for of_piece in hits]


def names_before(state: Reading, pieces: list[str]) -> list[str]:
    """The names that 分别 speaks of: those before it, else those of the list or the sentence before."""
    names = [name for name in (name_in(piece) for piece in pieces) if name]
    if len(names) > 1 and any(len(piece) == 1 for piece in pieces):
        # 中央、省、县资金: one of them is no name by itself.
        return []
    if len(names) < 2:
        names = money_first(state, state.group)
    if len(names) < 2 and state.noun and not state.listed:
        return [name for name in (name_in(piece) for piece in SPLIT.split(state.noun)) if name]
    if len(names) > 1:
        return names
    return money_first(state, state.listed)


def money_first(state: Reading, names: list[str]) -> list[str]:
    """The names that more was given to than a count, where there are such: 购置费18万元（更新警车1辆），运行费30万元."""
    given = state.claims[max(state.sentence, len(state.claims) - LOOK_BACK) :]
    measured = {one.subject for one in given if one.measure != "quantity"}
    kept = [name for name in names if name in measured]
    return kept if len(kept) > 1 else list(names)


def measure_spread(state: Reading, head: str, rest: str, measure: str) -> str:
    """What figures are that a list shares, where the words behind 分别 don't tell: by those before it, or the sentence."""
    inside = [name for name, _ in hits_in(head) if name in (*MONEY, *PEOPLE, "execution")]
    if inside and (measure == "amount" or (measure == "quantity" and inside[-1] in PEOPLE)):
        return MEASURES.get(inside[-1], measure)
    if measure == "amount" and state.whole is None and state.measure and state.listed:
        return state.measure
    if measure == "quantity" and "执行率" in head and not rest.strip(BARE + "为是"):
        return "execution_rate"
    return measure


def each_of(subject: str, left: str) -> list[str]:
    """The things that one figure is said of: `收入、支出均为3万元`."""
    if not SHARED.search(left) or ("、" not in subject and not JOINED.search(subject)):
        return [subject]
    each = EACH.search(left)
    names = [name for name in SPLIT.split(subject) if name]
    if len(names) == 2 and all(name.removesuffix("总").removesuffix("支出总") or name for name in names):
        plain = [SHORT.get(TRAIL.sub("", name) or name, name) for name in names]
        if each or any(name in ("收入", "支出") for name in plain):
            return plain
    return names if each else [subject]


def double(state: Reading, left: str, measure: str) -> None:
    """A figure that two measures share: `年初预算数与决算数均为0万元`; the claim just made has the second."""
    if not BOTH.search(left):
        return
    names = [name for name, _ in hits_in(left) if name in MEASURES]
    if len(names) == 2 and MEASURES[names[0]] != MEASURES[names[1]] == measure:
        last = state.claims.pop()
        state.claims += [last._replace(measure=MEASURES[names[0]]), last]
