"""The grammar of budget prose: clause by clause to claims, the subject carried on as a reader carries it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from selfeval.layout.amounts import HAS_FIGURE, NUMBERING, Mention, figures
from selfeval.layout.phrases import (
    BASES,
    COMPARE,
    COUNTED,
    GRADE,
    LEAD,
    LEFT_OPEN,
    LINK,
    LIST_UNIT,
    MEASURES,
    MONEY,
    NAMED,
    NAMING,
    NO_RATE,
    OF_TASK,
    OTHER_YEAR,
    PARTS_INNER,
    PARTS_LEAD,
    PEOPLE,
    PHRASE,
    REASON_HEAD,
    SECTION,
    SHARE,
    SPLIT,
    TELLING,
    TRAIL,
    TREND,
    TURNED,
    UP_TO,
    VALUES,
    VERBS,
    WITHIN,
    YEAR,
)
from selfeval.units import POINTS, is_money, is_ratio, scale

SEPARATOR = re.compile(
    r"[，。；;！!？?\n→＋①-⑳]|——?(?=[^\d—])|(?<=[^\x00-\x7f])[+=＝]|(?<!\d)[：:]|[：:](?!\d\d)|(?<!\d),|,(?!\d{3}(?!\d))|(?<=[^\x00-\x7f%)])\."
)
INSIDE = re.compile(r"\([^()]*\)")
# What opens a bracket and names no part of what stands before it.
NO_PARTS = re.compile(
    "占|[较比同]|完成|执行率|增|减|下降|增长|为|约|不含|含税|预算|上年|去年|20\\d\\d年|单位[：:]|合|折|任务|目标|满分"
)
PLAIN_SIGN = {"→": "，", "＋": "；", "+": "；", "—": "，", "——": "，", "=": "；", "＝": "；"}
# Further back no reader looks for what a clause goes on with.
LOOK_BACK = 40
BULLET = re.compile(r"\(\d{1,2}\)")
BARE = "、,和及以与 "
STRUCTURAL = ("total", "prior")
Hit = tuple[str, re.Match[str]]


class Claim(NamedTuple):
    """What a clause says of one thing.

    measure: one of those of docs/claims.md. sign: -1, 0 or 1 of a change, a trend or a comparison. of: the base of a
    rate, or the name of the whole; whole: the claim that it is a part of, -1 for none. names: what a count lists, or
    a grade; sums: how many claims just before it it is the total of; period: empty for the report's year, `上年`, or another year. mention: its figure, none where words say it.
    start, end: where it stands in its paragraph. sure: false where a reader could take it otherwise; it is then no claim of
    the report, but what follows is still read by it. open: the list that it ends says that it names only some.
    """

    subject: str
    measure: str
    mention: Mention | None
    start: int
    end: int
    period: str = ""
    sign: int = 0
    of: str = ""
    whole: int = -1
    names: tuple[str, ...] = ()
    open: bool = False
    sums: int = 0
    sure: bool = True


class Clause(NamedTuple):
    """A piece of a sentence, the sign in front of it, and where it begins."""

    opened: str
    text: str
    start: int


class Whole(NamedTuple):
    """What is being broken down: its name, its claim (-1 where none gave a figure), its measure and period, its unit.

    begun: how many claims there were when its parts began. loose: 用于 began them, so that they end with the clause's list.
    """

    name: str
    claim: int
    measure: str
    period: str = ""
    unit: str = ""
    begun: int = 0
    loose: bool = False


class Spread(NamedTuple):
    """What 分别 hands out, one to a figure: the names that wait, or the measures; and what the figures are."""

    names: list[str]
    measure: str
    sign: int = 0
    of: str = ""
    period: str = ""


NO_SPREAD = Spread([], "")


@dataclass(slots=True)
class Reading:
    """Where the reading stands: the claims so far, and what carries over to the next clause.

    noun: the last clause without a figure, which may name what the next is about. measure: the last one of money.
    reference: what a change is held against in this sentence. across: parts go on in the paragraphs that follow.
    former: those of the sentence before it. listed: the names of this sentence in order, for a later 分别. aside: the whole and the subject outside of each bracket at hand.
    """

    year: int
    claims: list[Claim] = field(default_factory=list)
    subject: str = ""
    noun: str = ""
    reference: str = ""
    sign: int = 0
    whole: Whole | None = None
    aside: list[tuple[Whole | None, str]] = field(default_factory=list)
    lead: str = ""
    header: str = ""
    across: Whole | None = None
    parted: bool = False
    begun: int = 0
    former: set[str] = field(default_factory=set)
    some: bool = False
    sentence: int = 0
    ahead: str = ""
    completing: str | None = None
    came_from: str = ""
    measure: str = ""
    spread: Spread = NO_SPREAD
    listed: list[str] = field(default_factory=list)
    unit: str = ""
    share_of: str = ""
    thing: str = ""
    pair: list[str] = field(default_factory=list)
    group: list[str] = field(default_factory=list)


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of plain prose; brackets that hold a figure are clauses of their own, others are part of a name."""
    marks = [(found.start(), found.end(), found.group()) for found in SEPARATOR.finditer(text)]
    for inside in INSIDE.finditer(text):
        if (
            not BULLET.fullmatch(inside.group())
            and HAS_FIGURE.search(inside.group())
            and next(figures(inside.group()[1:-1]), None)
        ):
            marks += [(inside.start(), inside.start() + 1, "("), (inside.end() - 1, inside.end(), ")")]
    marks.sort()
    opened, start = "\n", 0
    for fro, to, sign in marks:
        yield Clause(opened, text[start:fro], start)
        opened, start = PLAIN_SIGN.get(sign, "；" if "①" <= sign <= "⑳" else sign), to
    yield Clause(opened, text[start:], start)


def read_claims(text: str, state: Reading) -> None:
    """Adds the claims of a paragraph, which is plain prose, to what was read before it and carries over."""
    unit = LIST_UNIT.search(text)
    state.unit = unit["unit"] if unit else ""
    if SECTION.match(text):
        state.across = None
    state.whole = state.across
    first = len(state.claims)
    pieces = list(clauses(text))
    for at, clause in enumerate(pieces):
        enter(state, clause)
        state.ahead = pieces[at + 1].text if at + 1 < len(pieces) else ""
        found = list(figures(clause.text))
        if found:
            read_figures(state, clause, found)
        else:
            read_words(state, clause)
    share_units(state, first)
    if LEFT_OPEN.search(text) and state.claims:
        break_down(state)
        state.across = state.whole


def enter(state: Reading, clause: Clause) -> None:
    """What the sign between two clauses does to what carries over."""
    opened = clause.opened
    if opened in "。！!？?\n.":
        state.reference, state.sign, state.noun, state.spread, state.share_of = "", 0, "", NO_SPREAD, ""
        state.measure = ""
        if state.listed:
            state.former = {state.whole.name} if state.whole is not None else set(state.listed)
        if opened == "\n":
            state.former = set()
        state.listed.clear()
        state.group.clear()
        state.pair.clear()
        state.thing = ""
        if not state.across and state.whole is not None:
            # What a new sentence says is said of the whole again, not of its last part.
            state.subject, state.whole = state.whole.name, None
        state.header = state.lead = ""
        state.sentence = len(state.claims)
        state.completing = None
        # 其中 at the head of a sentence breaks down what the one before it gave.
        if clause.text and not PARTS_LEAD.match(clause.text) and not VIEWED.fullmatch(clause.text):
            state.begun = len(state.claims)
    elif opened in "；;":
        state.reference, state.sign, state.spread, state.lead = state.header, 0, NO_SPREAD, ""
        state.measure = ""
        if (
            state.whole is not None
            and not state.across
            and (state.whole.loose or (not state.parted and len(state.group) > 1))
        ):
            # Parts that commas divide end at the semicolon.
            state.subject, state.whole = state.whole.name, None
        state.parted = True
    elif opened == "(":
        state.aside.append((state.whole, state.subject))
        if clause.text and not clause.text[0].isdigit() and state.claims and not NO_PARTS.match(clause.text):
            break_down(state)
    elif opened == ")":
        state.whole, state.subject = state.aside.pop() if state.aside else (state.whole, state.subject)
    if (
        opened in "，,；;("
        and clause.text.startswith(("用于", "主要"))
        and PARTS_LEAD.match(clause.text)
        and state.claims
    ):
        break_down(state)
        state.whole = state.whole._replace(loose=True) if state.whole else None
    elif (PARTS_LEAD.match(clause.text) and not clause.text.startswith("用于")) or (
        opened in "：:"
        and HAS_FIGURE.search(clause.text)
        and (LEFT_OPEN.search(state.noun) if state.noun else state.claims)
    ):
        break_down(state)


def break_down(state: Reading) -> None:
    """From here on parts are named: of the last thing that was given a figure, or of what the last clause named."""
    if state.noun and (name := trimmed(PARTS_INNER.sub("", state.noun))) and LEFT_OPEN.search(state.noun):
        state.whole = Whole(name, -1, measure_named(name))
        return
    for at in range(len(state.claims) - 1, max(len(state.claims) - 9, state.begun - 1), -1):
        claim = state.claims[at]
        if (
            claim.measure in VALUES
            and claim.mention
            and not (claim.period and at and state.claims[at - 1].subject == claim.subject)
            and not (state.whole and claim.whole == state.whole.claim >= 0 and not nested(state, claim))
        ):
            state.whole = Whole(claim.subject, at, claim.measure, claim.period, claim.mention.unit, len(state.claims))
            state.parted = False
            state.group.clear()
            return


def nested(state: Reading, claim: Claim) -> bool:
    """Whether a part is broken down itself: it is the claim just before, in this sentence."""
    return state.claims[-1] is claim


def read_figures(state: Reading, clause: Clause, found: list[Mention]) -> None:
    at = 0
    if numbering := NUMBERING.match(clause.text):
        at = numbering.end()
    if (within := WITHIN.match(clause.text[at:])) and not PHRASE.search(within["whole"][:2]):
        at += within_whole(state, within)
    for n, mention in enumerate(found):
        left = clause.text[at : mention.start]
        stop = found[n + 1].start if n + 1 < len(found) else len(clause.text)
        if inner := PARTS_INNER.search(left):
            if n or inner.start():
                name = trimmed(left[: inner.start()])
                if name and not n:
                    state.whole = Whole(name, -1, measure_named(name))
                else:
                    break_down(state)
            left = left[inner.end() :]
        read_figure(state, clause, left, mention, clause.text[mention.end : stop], first=n == 0)
        at = mention.end
    state.noun = state.lead = ""
    tail = clause.text[at:]
    if tail == "中":
        break_down(state)
    if len(tail) > 1 and TELLING.search(tail):
        read_statements(state, clause, tail, at)


def within_whole(state: Reading, within: re.Match[str]) -> int:
    """Takes the thing before 中 for the whole: `基本支出中人员经费372万元`."""
    name = trimmed(within["whole"])
    for at in range(len(state.claims) - 1, -1, -1):
        claim = state.claims[at]
        if claim.subject == name and claim.measure in VALUES and claim.mention:
            state.whole = Whole(name, at, claim.measure, claim.period, claim.mention.unit)
            return within.end()
    if name.endswith(WHOLES):
        state.whole = Whole(name, -1, measure_named(name))
        return within.end()
    return 0


WHOLES = ("支出", "收入", "人员", "职工", "单位", "编制", "经费", "干部", "教师", "案件", "项目", "指标", "资金")


def measure_named(name: str) -> str:
    """The measure that the name of a whole implies for its parts: 核定编制包括…, 项目支出包括…."""
    hits = [hit for hit, _ in hits_in(name) if hit in MEASURES]
    return MEASURES[hits[-1]] if hits else ""


def read_figure(state: Reading, clause: Clause, left: str, mention: Mention, right: str, *, first: bool) -> None:
    start, end = clause.start + mention.start, clause.start + mention.end
    state.some = right.lstrip("元").startswith("等") or (state.whole is not None and state.whole.loose)
    bare = not left.strip(BARE)
    turned = PHRASE.fullmatch(left.strip(BARE)) if state.spread.names and not bare else None
    if turned and turned.lastgroup in ("grown", "shrunk") and state.spread.sign:
        state.spread = state.spread._replace(sign=1 if turned.lastgroup == "grown" else -1)
        hand_out(state, mention, start, end)
        return
    if bare and state.spread.names and (not first or clause.opened in "，,、"):
        hand_out(state, mention, start, end)
        return
    left = continued(state, clause, left, right, first=first)
    hits = hits_in(left)
    names = [name for name, _ in hits]
    refer(state, hits)
    measure, sign, of = measure_of(state, left, hits, mention, right)
    if "分别" in left and begin_spread(state, left, measure, sign, of, period_of(state, hits, measure)):
        hand_out(state, mention, start, end)
        return
    subject, listed = subject_of(state, clause, left, hits, right, measure, first=first)
    period = period_of(state, hits, measure)
    last = state.claims[-1] if state.claims else None
    if (
        hits
        and hits[-1][0] in ("reference", "against")
        and hits[-1][1].end() == len(left)
        and measure in ("amount", "quantity")
    ):
        # 与上年2.22万元相比: the figure is what the change is held against.
        measure, period = held_against(state, hits[-1])
        ahead = (
            ""
            if state.listed or right.strip("相比较，")
            else trimmed(state.ahead[: cut_at(state.ahead, hits_in(state.ahead))[0]])
        )
        subject = "" if state.subject and not ahead else "?"
    elif measure == "amount" and (period or "prior" in names) and (period or state.measure):
        measure = state.measure or "final"
    elif (measure == "amount" and not subject and last and last.period and last.measure in VALUES) or (
        measure == "amount"
        and not first
        and left.startswith("、")
        and last
        and last.measure in ("final", "budget", "received", "initial_budget")
    ):
        measure = last.measure
    elif bare and not subject and last and measure == "amount" and last.mention and last.measure in VALUES:
        # 12万元和8万元; 86人次、14.3万元.
        measure = last.measure if is_money(last.mention.unit) else "quantity"
    if measure == "amount" and (
        behind := re.match(
            "[^，。；0-9]{0,6}?(?:\\d{1,2}月[^，。；0-9]{0,4})?(?:全部|全额|已)?(?P<done>下达|到位|支付|列支)", right
        )
    ):
        measure = "received" if behind["done"] in ("下达", "到位") else "final"
    if measure == "balance" and not subject and state.whole is not None:
        subject, state.whole = state.whole.name, None
    if (
        clause.opened in "；;"
        and state.whole
        and first
        and not state.across
        and ends_parts(state, subject, names, state.whole)
    ):
        subject = subject or state.whole.name
        state.whole = None
    carried = not subject
    nameless = not subject and not state.subject and "final" not in names
    subject = settle(state, subject, measure, names, mention)
    if measure == "share" and (share := SHARE.search(left)) and share["about"]:
        mention = mention._replace(about="~" if share["about"] == "约" else "<")
    if mention.about == "<" and "budget" in measure and "控制在" in left:
        mention = mention._replace(about="")
    if mention.value < 0 and measure in ("change", "change_rate", "over_budget", "over_budget_rate", "change_points"):
        mention, sign = mention._replace(value=-mention.value), -1
    if "added" in names and first and state.noun and naming(own_name := name_before(state.noun)):
        state.subject = own_name
    if subject == "合计" and measure == "amount" and state.measure:
        measure = state.measure
    whole, of, measure, period = as_part(state, subject, hits, measure, of, period, mention)
    part = whole >= 0 or (bool(of) and measure in VALUES)
    sure = not doubtful(
        state, clause, subject, measure, of, mention, left, right, hits, nameless=nameless, carried=carried, part=part
    )
    each = state.pair if carried and state.pair else each_of(subject, left)
    state.pair = list(each) if len(each) > 1 else []
    some = listed[-1:] == ("等",)
    listed = listed[:-1] if some else listed
    state.some = state.some or some
    sums = summed(state, left, measure, mention, subject) if measure in VALUES and not period else 0
    for name in each:
        say(
            state,
            name,
            measure,
            mention,
            start,
            end,
            period=period,
            sign=sign,
            of=of,
            whole=whole,
            names=listed,
            sums=sums,
            sure=sure,
        )
        double(state, left, measure)


def summed(state: Reading, left: str, measure: str, mention: Mention, subject: str) -> int:
    """How many figures just before a total that ends its sentence it adds up: `A 3万元、B 2万元，合计5万元`."""
    if not re.search("合计|总计|共计|共$|共为?$", left[-8:]) or not is_money(mention.unit):
        return 0
    found = 0
    for claim in reversed(state.claims[max(state.sentence, len(state.claims) - LOOK_BACK) :]):
        if claim.mention is None or claim.mention.about or claim.whole >= 0 or claim.subject == subject:
            break
        if (
            not is_money(claim.mention.unit or mention.unit)
            or claim.measure not in ("final", "amount", measure)
            or claim.period
        ):
            break
        found += 1
    return found if found > 1 else 0


def continued(state: Reading, clause: Clause, left: str, right: str, *, first: bool) -> str:
    """What stands before a figure, with what it goes on from: `支出进度：截至6月底47.2%`, `由上年的3万元降至2万元`."""
    if first and state.lead and clause.opened in "，," and left and LINK.fullmatch(left):
        return state.lead + left
    named = hits_in(state.lead) if first and not left.strip() and clause.opened == "(" else []
    if named and named[-1][0] in ("reference", "against") and named[-1][1].end() == len(state.lead):
        # 比上年（67.27万元）增加: the figure is what the change is held against.
        return state.lead[named[-1][1].start() :]
    if first and state.noun and clause.opened in "：:" and not trimmed(left) and not hits_in(left):
        return state.noun + left
    if (came := FROM.match(left)) and TO_AFTER.match(right):
        state.came_from = came["noun"]
        return came["noun"] + came["prior"]
    if state.came_from and (went := TO.match(left)):
        return state.came_from + left[went.end() :]
    state.came_from = ""
    return left


FROM = re.compile(f"^(?P<noun>.*?)[由从](?P<prior>{OTHER_YEAR}?)(?:年[初末])?的?$")
TO_AFTER = re.compile("[^，。；0-9]{0,6}?[到至]")
TO = re.compile("^[^，。；0-9]{0,6}?[到至](?:今年|本年度?|20\\d\\d年度?)?的?")


def doubtful(
    state: Reading,
    clause: Clause,
    subject: str,
    measure: str,
    of: str,
    mention: Mention,
    left: str,
    right: str,
    hits: list[Hit],
    *,
    nameless: bool,
    carried: bool,
    part: bool,
) -> bool:
    """Whether a reader could not be sure what a figure is of: then it is no claim, and is listed as not understood."""
    if measure == "other":
        return False
    if not mention.unit and not money_meant(state, [name for name, _ in hits]):
        return True
    if mention.about and mention.text.endswith(("以上", "以下", "以内")) and re.match("[^\x00-\x7f、，。；）)]", right):
        # 单价50万元以上设备: a limit within a name.
        return True
    if subject == "?" or FROM_TO.search(left) or subject in PRONOUNS:
        return True
    if not subject or not CLEAR.fullmatch(subject) or VAGUE.search(subject):
        # A score or a grade of nothing named is the unit's own.
        return bool(subject) or measure != "score" or clause.opened not in "。；;\n"
    if subject == "合计" and measure == "amount":
        return True
    # What was added to a budget stands aside: the next figure is of the thing again.
    last = next(
        (
            claim
            for claim in reversed(state.claims[-4:])
            if not ADDED.match(claim.subject) and claim.measure not in ("quantity", "other")
        ),
        None,
    )
    if carried and last is not None and state.listed and last.subject != subject and last.whole < 0 and not state.pair:
        return True
    if measure == "score":
        # A total after the scores of its parts has no name of its own.
        return (
            bool(re.search("总|平均|综合", left))
            and last is not None
            and last.measure in ("score", "other")
            and carried
        )
    if measure == "share":
        of_part = last is not None and last.subject == subject and last.whole >= 0
        return (carried and not of_part) or not of or bool(re.search("上年|去年|比$", of))
    if part:
        inherited = "budget" in measure and not any("budget" in MEASURES.get(name, "") for name, _ in hits)
        return measure in ("quantity", "count") or inherited
    if subject == "支出" and not carried and clause.opened in "：:，," and not re.search("合计|总计|总额|共", left):
        return True
    if measure == "quantity":
        return carried or not MEASURED.search(subject)
    if measure == "count":
        return not COUNTED.search(subject)
    if measure in ("quota", "staff", "retired", "score", "balance", "received"):
        return carried and nameless
    if measure == "amount":
        return carried or nameless or not FUND.search(subject) or bool(TURNS.search(left))
    keyed = any(
        name in (*MONEY, "completion", "execution", "grown", "shrunk", "against", "reference", "prior")
        for name, _ in hits
    )
    keyed = keyed or (measure == "completion_rate" and state.completing is not None) or "幅度" in left
    if carried:
        said = len(state.claims) > state.sentence or state.former == {subject}
        return not said or not keyed or (subject == "支出" and "支出" not in state.listed)
    return not NAMED_MONEY.search(subject)


ADDED = re.compile("追加|调[增减]|核[增减]|预算调整")
# Names that end so are of what is measured, or of what money is spent on.
FUND = re.compile("(?:经费|资金|补助|补贴|项目|专项|费|总额|工程)$")
# Words that make of an amount more than a thing's: a budget, a contract, a use.
TURNS = re.compile("安排|批复|下达|列入|使用|投入|合同|中标|争取|落实|筹|拨|申请|上级|补助.*资金|计划|需|拟")
MEASURED = re.compile("(?:[率度量数额]|人数|面积|里程|次数|户数|比例|比重)$")
NAMED_MONEY = re.compile(
    "(?:费|费用|经费|资金|收入|支出|合计|项目|补助|补贴|采购|专项|工程|建设|改造|维修|维护|接待|购置|公|公”|境\\)?|项\\)|款\\)|款|金|编制|结余|结转|拨款|整体|基本|人员|公用|预算|运行|平台|保障|整治|管护|培训|服务|福利|奖金|津贴|工资|救助|养护|租赁|印刷|物业|投资|资产|债|贷款|治理|防治|管理|宣传)$|^支出$|^追加$|^调[增减]$"
)
FROM_TO = re.compile(
    "[由从].*(?:减至|增至|增加到|增加至|减少到|减少至|提高到|提高至|提升至|提升到|扩大到|下降到|下降至|降至|降到|升至|升到)$|^(?:减至|增至|提高到|提高至|扩大到|下降到|降至|降到|升至|提升至)"
)
PRONOUNS = ("前者", "后者", "其", "该项", "此项", "两者")
CLEAR = re.compile(
    "[^\x00-\x7f()、，。；：]{2,16}|[^\x00-\x7f，。；：]*\\([^()]*\\)[^\x00-\x7f，。；：]*|[^\x00-\x7f，。；：]{2,8}(?:、[^\x00-\x7f，。；：]{2,8})?"
)
VAGUE = re.compile(
    "^(?:[值率末达减增对将把按给拟办可其各每全被使让向]$|提高|扩大|规划|设定|原定|计划$|给出|负责|拟|剩余$|连同|辖$|对|将|把|从|由|为|以|在(?![职编岗校园])|到|均|已|该|这|那|每|给|共|未|不|应|并|及时|根据|按照|通过|截|发生|有|另|返聘|安排|使用|计|年初$|资金$|陪同|来宾)"
    "|(?:空缺|了|的|地|得|着|过|等|并|且|而|但|以|对|为|向|被|把|从|由|至|达到?|约|第|每|各)$"
)


def refer(state: Reading, hits: list[Hit]) -> None:
    """Notes what the changes of this sentence are held against."""
    for name, found in hits:
        if name == "reference":
            state.reference = "prior"
        elif name == "against":
            state.reference = against_of(found.group())


def settle(state: Reading, subject: str, measure: str, names: list[str], mention: Mention) -> str:
    """The subject of a figure, its own or carried over; quantities and sums that were added don't displace it."""
    if measure == "quantity":
        if subject:
            state.thing = subject
            if not state.measure:
                state.subject = subject
        return subject or state.thing or state.subject
    if measure in ("over_budget", "over_budget_rate") and not subject:
        planned = next((c for c in reversed(state.claims[-6:]) if "budget" in c.measure and c.measure in VALUES), None)
        return planned.subject if planned else state.subject
    aside = (
        measure == "balance" and state.measure and subject.startswith(("年末", "期末", "结转", "结余", "上年", "年初"))
    ) or ("added" in names and measure == "amount")
    if subject and not aside:
        state.subject = subject
    if measure == "change_points" and not subject and not state.subject and state.claims:
        return state.claims[-1].subject
    return (
        subject
        or state.subject
        or ("支出" if is_money(mention.unit) or measure in ("execution_rate", "completion_rate") else "")
    )


def say(
    state: Reading, subject: str, measure: str, mention: Mention | None, start: int, end: int, **more: object
) -> None:
    if measure == "other":
        state.claims.append(Claim(subject, measure, mention, start, end))
        return
    if measure in VALUES and measure not in ("quantity", "count"):
        state.measure = measure
    if measure in VALUES and subject not in state.listed:
        state.listed.append(subject)
    if measure in ("quantity", "amount") and mention and mention.unit == "个" and COUNTED.search(subject):
        measure = "count"
    if state.some and "open" not in more:
        more["open"] = True
    state.claims.append(Claim(subject, measure, mention, start, end, **more))  # type: ignore[arg-type]


def each_of(subject: str, left: str) -> list[str]:
    """The things that one figure is said of: `收入、支出均为3万元`."""
    if not re.search("各|均|都|总计$|合计$|总计为?$|合计为?$", left) or not re.search("、|和|与|及", subject):
        return [subject]
    names = [name for name in SPLIT.split(subject) if name]
    short = {"收": "收入", "支": "支出", "收入": "收入", "支出": "支出"}
    if len(names) == 2 and all(name.removesuffix("总").removesuffix("支出总") or name for name in names):
        plain = [short.get(TRAIL.sub("", name) or name, name) for name in names]
        if any(name in ("收入", "支出") for name in plain) or re.search("各|均|都", left):
            return plain
    return names if re.search("各|均|都", left) else [subject]


def double(state: Reading, left: str, measure: str) -> None:
    """A figure that two measures share: `年初预算数与决算数均为0万元`; the claim just made has the second."""
    if not re.search("均|都", left):
        return
    hits = [name for name, _ in hits_in(left) if name in MEASURES]
    if len(hits) == 2 and MEASURES[hits[1]] == measure and hits[0] != hits[1]:
        last = state.claims.pop()
        state.claims += [last._replace(measure=MEASURES[hits[0]]), last]


def hits_in(left: str) -> list[Hit]:
    return [(found.lastgroup if found.lastgroup != "base" else "completion", found) for found in PHRASE.finditer(left)]  # type: ignore[misc]


def against_of(words: str) -> str:
    if "年初" in words:
        return "年初预算"
    return "全年预算" if "全年" in words or "调整" in words else "预算"


def held_against(state: Reading, hit: Hit) -> tuple[str, str]:
    if hit[0] == "reference":
        spent = any(
            c.measure == "final" and c.subject == state.subject
            for c in state.claims[max(state.begun, len(state.claims) - LOOK_BACK) :]
        )
        return ("final" if spent else state.measure or "final"), "上年"
    base = against_of(hit[1].group())
    return {"年初预算": "initial_budget", "全年预算": "annual_budget"}.get(base, "budget"), ""


def measure_of(state: Reading, left: str, hits: list[Hit], mention: Mention, right: str) -> tuple[str, int, str]:
    """The measure of a figure, the sign of a change, and the base of a rate."""
    names = [name for name, _ in hits]
    unit = mention.unit
    sign = sign_of(state, left, hits)
    if unit in ("个百分点", "百分点"):
        return ("change_points", sign or state.sign, "") if sign or state.sign else ("quantity", 0, "")
    if is_ratio(unit):
        return rate_of(state, left, hits, names, sign)
    if unit == POINTS:
        return ("score", 0, "") if "score" in names or re.search("得|自评|评", left[-4:]) else ("quantity", 0, "")
    if scale(unit)[0] in ("周岁", "岁") or (not mention.value and re.search("由于|因(?!公)", left)):
        return "other", 0, ""
    money = is_money(unit) or (not unit and money_meant(state, names))
    if sign and state.reference == "prior":
        return "change", sign, ""
    if sign and money:
        against = state.reference or ("预算" if thrift(hits) or not changed_before(state) else "")
        if against and against != "prior" and (state.reference or thrift(hits)):
            return "over_budget", sign, against if against != "预算" else ""
        if state.claims and state.claims[-1].subject == state.subject and state.claims[-1].period == "上年":
            return "change", sign, ""
        return ("change", sign, "") if known_subject(state) and not thrift(hits) else ("amount", 0, "")
    if (
        sign
        and state.claims
        and state.claims[-1].mention
        and state.claims[-1].mention.unit == unit
        and state.claims[-1].measure in ("quantity", *PEOPLE)
    ):
        return "change", sign, ""
    if not money:
        people = next((name for name in reversed(names) if name in PEOPLE), "")
        if people and scale(unit)[0] in ("人", "个", "人次"):
            return MEASURES[people], 0, ""
        if scale(unit)[0] == "人" and re.match("在职|在编|在岗", right):
            return "staff", 0, ""
        return "quantity", 0, ""
    last = next((name for name in reversed(names) if name in MONEY), "")
    state.completing = None
    if completion := next((found for name, found in hits if name == "completion"), None):
        state.completing = base_of(completion)
        return {"年初预算": "initial_budget", "全年预算": "annual_budget"}.get(state.completing, "budget"), 0, ""
    if last == "budget" and left.lstrip(BARE).startswith("年初"):
        last = "initial"
    if last:
        return MEASURES[last], 0, ""
    return ("quantity" if RESULTS.search(left) else "amount"), 0, ""


RESULTS = re.compile(
    "追回|追缴|挽回|增收|减免|发放|收缴|征收|入库|救助|节能|实现产值|补偿|兑现|为.{2,8}(?:减|增)|回收|罚没|税收|产值|销售"
)


def sign_of(state: Reading, left: str, hits: list[Hit]) -> int:
    """1 or -1 where the figure is how much something grew or shrank; 0 else."""
    for name, found in reversed(hits):
        if name in MONEY and name != "added":
            return 0
        if name in ("grown", "shrunk"):
            if UP_TO.match(left, found.end()) or (
                found.end() < len(left) and not LINK.fullmatch(left, found.end()) and len(left) - found.end() > 6
            ):
                return 0
            state.sign = 1 if name == "grown" else -1
            return state.sign
        if name == "against" and found.group().startswith("超"):
            state.sign = 1
            return 1
    return 0


def thrift(hits: list[Hit]) -> bool:
    """Whether a word speaks of the budget by itself: 节约, 超支."""
    return any(name in ("grown", "shrunk") and re.search("节|超|短", found.group()) for name, found in hits)


def changed_before(state: Reading) -> bool:
    return bool(state.claims) and state.claims[-1].measure in ("change", "change_rate")


def money_meant(state: Reading, names: list[str]) -> bool:
    return (
        any(name in MONEY for name in names)
        or state.unit.endswith("元")
        or bool(state.whole and (is_money(state.whole.unit) or state.whole.measure == "final"))
    )


def known_subject(state: Reading) -> bool:
    return bool(state.claims) and state.claims[-1].measure in (
        "initial_budget", "annual_budget", "budget", "final", "completion_rate", "compare", "change", "change_rate",
    )  # fmt: skip


def rate_of(state: Reading, left: str, hits: list[Hit], names: list[str], sign: int) -> tuple[str, int, str]:
    completion = next((found for name, found in hits if name == "completion"), None)
    if completion is not None:
        return "completion_rate", 0, base_of(completion)
    if state.completing is not None and left.strip() in ("的", "的比例为", "比例为"):
        # 完成年初预算9.42万元的92.57%
        return "completion_rate", 0, state.completing
    if "execution" in names and not sign and not OF_TASK.search(left):
        return "execution_rate", 0, ""
    last = state.claims[-1] if state.claims else None
    if sign and not re.search("率(?:较|比|同比)", left):
        if state.reference not in ("", "prior") or (
            last and last.measure == "over_budget" and state.reference != "prior"
        ):
            of = last.of if last and last.measure == "over_budget" else state.reference.replace("prior", "")
            return "over_budget_rate", sign, of if of != "预算" else ""
        return "change_rate", sign, ""
    if "幅度" in left and last is not None and last.measure == "change":
        return "change_rate", last.sign, ""
    if (share := SHARE.search(left)) and not OF_TASK.search(left):
        of = trimmed(share["of"]) or (state.whole.name if state.whole else "") or state.share_of
        state.share_of = of
        return "share", 0, of
    if not left.strip("、,(") and last and last.measure in ("change", "over_budget"):
        return ("change_rate" if last.measure == "change" else "over_budget_rate"), last.sign, last.of
    return "quantity", 0, ""


def base_of(completion: re.Match[str]) -> str:
    return BASES.get(completion.group("base") or ("年初" if "年初" in completion.group() else ""), "")


def period_of(state: Reading, hits: list[Hit], measure: str) -> str:
    if measure not in VALUES:
        return ""
    for name, found in reversed(hits):
        if name == "prior":
            words = found.group()
            return year_named(state, words) if words[:2] in ("19", "20") else "上年"
        if name == "carried" and found.group()[:2] in ("19", "20"):
            return year_named(state, found.group())
    return ""


def year_named(state: Reading, words: str) -> str:
    """The period that a year is: nothing for the report's own, 上年 for the one before."""
    year = int(words[:4])
    return "" if year == state.year else "上年" if year == state.year - 1 else f"{year}年"


def subject_of(
    state: Reading, clause: Clause, left: str, hits: list[Hit], right: str, measure: str, *, first: bool
) -> tuple[str, tuple[str, ...]]:
    """The noun before the first of the words that say what the figure is, empty where it is carried over; and names that a count lists."""
    own = None
    if measure == "share":
        head = re.sub("[约近]$", "", left[: left.rfind("占")])
    elif measure == "quantity":
        head = OF_TASK.sub("", left)
        head = re.sub("满分$", "", head)
    else:
        cut, own = cut_at(left, hits)
        head = left[:cut]
    noun = trimmed(head)
    if own is not None:
        noun = named_by(state, own, noun, clause)
    if measure == "quantity" or (measure == "amount" and not noun):
        noun, listed = counted(noun, head, right, bare=not left.strip(BARE))
        if listed is not None:
            state.group = list(listed)
            return noun, listed
    if not noun and hits and hits[-1][0] == "total" and left.strip(BARE).startswith(("合计", "总计", "共计")):
        state.whole = None
        noun = "合计"
    if noun:
        return noun, ()
    if first and state.noun and measure != "quantity" and clause.opened in "(：:，,、":
        named = name_before(PARTS_LEAD.sub("", state.noun))
        if clause.opened in "(：:" or naming(named):
            return named, ()
    return "", ()


def cut_at(left: str, hits: list[Hit]) -> tuple[int, re.Match[str] | None]:
    """Where the words begin that say what a figure is; and the one of them that names the thing itself."""
    cut, own = len(left), None
    for name, found in reversed(hits):
        if name in ("reference", "against", "completion") or (
            name != "prior" and LINK.fullmatch(left, found.end(), cut)
        ):
            cut = found.start()
            own = found if name in NAMED else own
        elif name in ("grown", "shrunk"):
            cut, own = found.start(), None
        elif name == "execution":
            cut, own = found.start(), found
        elif name == "prior" and found.start() and LINK.fullmatch(left, found.end(), cut):
            cut = found.start()
    return cut, own


def name_before(text: str) -> str:
    """The name that a clause without a figure begins with."""
    cut = next(
        (
            found.start()
            for name, found in hits_in(text)
            if found.start() > 1 and name not in (*STRUCTURAL, "final", "income")
        ),
        len(text),
    )
    return trimmed(text[:cut])


def counted(noun: str, head: str, right: str, *, bare: bool) -> tuple[str, tuple[str, ...] | None]:
    """What a number of things counts, where the noun stands behind it: `5个股室`; and the names in front of or behind it."""
    behind = right_noun(right)
    if head.count("、") and (COUNTED.search(behind) or behind.startswith(("项目", "单位", "部门", "乡镇", "科室"))):
        behind = re.sub("(?:预算|支出|决算).*$", "", behind) or behind
        body = re.sub("^.*?(?:内设机构有|内设|下设|下辖|设有|设立|设|包括)", "", trimmed(head.rstrip("等")), count=1)
        names = listed_names(body)
        some = head.rstrip().endswith("等")
        return behind, (*(name for name in names if name), *(("等",) if some else ()))
    inside = re.match(r"\((?P<names>[^()\d]*、[^()\d]*)\)", right)
    if noun and inside and head.strip(BARE) and not bare:
        return VERBS.sub("", noun, count=1) or noun, tuple(inside["names"].split("、"))
    if not noun or VERBS.fullmatch(noun):
        inside = re.match(r"[^(，。]{2,10}\((?P<names>[^()]*、[^()]*)\)", right)
        if behind and inside and COUNTED.search(behind):
            return behind, tuple(inside["names"].split("、"))
        return (behind or noun), None
    return (behind if bare and behind else noun), None


def named_by(state: Reading, own: re.Match[str], noun: str, clause: Clause) -> str:
    """The name of what a word names itself: 编制, 收入, and 支出 where the noun before it is none without it."""
    word = own.group()
    match own.lastgroup:
        case "income":
            return noun + "收入"
        case "final":
            if noun:
                return noun + "支出" if noun.endswith(SPENDING) and word.startswith("支出") else noun
            return "支出" if word.startswith("支出") and begins_anew(state, word, clause) else ""
        case "quota":
            return noun + "编制" if noun.endswith(STAFF_KINDS) else "编制"
        case "staff":
            return noun if noun.endswith(STAFF_KINDS) else word
        case "execution":
            return noun or ("整体支出" if word.startswith("整体") else "")
        case "carried":
            return word
        case "balance":
            return (
                noun + "结转"
                if noun.endswith(("支出", "拨款"))
                else noun
                if noun and not word.startswith(("年末", "期末"))
                else word
                if not noun and (word.startswith(("年末", "期末", "结转", "本年", "当年")) or not state.claims)
                else noun
            )
        case "received":
            return noun or (word if "资金" in word else "")
        case "added":
            return "追加" if word.startswith(("追加", "年中")) else word
    return trimmed(word) or word


SPENDING = (
    "整体", "基本", "项目", "总", "公用", "人员", "公共预算", "经营", "商品和服务", "福利", "教育", "资本性", "转移",
    "对个人和家庭的补助", "业务", "专项",
)  # fmt: skip
STAFF_KINDS = (
    "行政",
    "事业",
    "工勤",
    "公务员",
    "参公",
    "机关",
    "工勤人员",
    "后勤",
    "全额",
    "差额",
    "行政人员",
    "事业人员",
)


def begins_anew(state: Reading, word: str, clause: Clause) -> bool:
    """Whether 支出 without a noun means all spending, not the thing spoken of: after income, or where that has its own already."""
    if state.noun and naming(name_before(state.noun)):
        return False
    if word.startswith(("支出合计", "支出总")) or (
        state.subject.endswith(("收入", "结转", "结余", "拨款", "合计"))
        and not word.startswith(("支出决算", "支出预算"))
    ):
        return True
    for claim in reversed(state.claims[-LOOK_BACK:]):
        if claim.subject != state.subject:
            return False
        if claim.measure == "final" and not claim.period:
            return clause.opened in "。；;\n."
    return not state.subject


def naming(noun: str) -> bool:
    """Whether a clause without a figure names what the next one is about."""
    return 2 <= len(noun) <= 24 and noun.endswith(
        ("费", "支出", "经费", "资金", "收入", "项目", "补助", "预算", "采购", "补贴", "专项", "公", "公”", "接待", "置", "护", "境", "境)", "项)", "款)", "编制", "费用", "款", "金", "工程", "建设", "改造", "维修", "运行", "平台", "保障", "整治", "管护", "培训", "服务")
    )  # fmt: skip


def trimmed(text: str) -> str:
    noun = text
    for _ in range(3):
        before = noun
        if lead := LEAD.match(noun):
            noun = noun[lead.end() :]
        shorter = TRAIL.sub("", noun)
        noun = shorter if len(shorter) > 1 or not shorter else noun
        if noun == before:
            break
    noun = noun.strip("“”\"' :：")
    if noun.endswith("(") or noun.count(")") > noun.count("("):
        noun = noun.strip("()")
    if len(noun) < 2:
        return ""
    return (
        noun
        if (LEAD.fullmatch(noun) is None and TRAIL.fullmatch(noun) is None) or noun in ("财政拨款", "当年财政拨款")
        else ""
    )


def right_noun(right: str) -> str:
    return trimmed(re.split("[、,，。的(和及]|待遇|以上", right)[0])[:12]


def begin_spread(state: Reading, left: str, measure: str, sign: int, of: str, period: str) -> bool:
    """Notes what 分别 gives to the figures that follow; false where no list of names stands before it."""
    head, _, rest = left.partition("分别")
    pieces = [
        piece
        for piece in SPLIT.split(re.sub(r"(?:[一二三四五六七八九十]|\d+)个?(?:项目|单位|部门|机构|科室)?$", "", head))
        if piece
    ]
    hits = [hits_in(piece) for piece in pieces]
    years = re.findall(YEAR, head)
    if len(years) > 1 and measure in VALUES:
        tail = head[head.rfind(years[-1]) + len(years[-1]) :]
        state.subject = trimmed(tail[: cut_at(tail, hits_in(tail))[0]]) or state.subject
        state.spread = Spread([f"@{year}" for year in years], measure)
        return True
    if (
        len(pieces) > 1
        and measure in VALUES
        and all(
            h and h[-1][0] in MEASURES and h[-1][0] not in PEOPLE and h[-1][1].end() == len(p)
            for p, h in zip(pieces, hits, strict=True)
        )
        and all(h[-1][1].start() == 0 for h in hits[1:])
    ):
        if noun := trimmed(pieces[0][: hits[0][-1][1].start()]):
            state.subject = noun
        state.spread = Spread([f"={MEASURES[h[-1][0]]}" for h in hits], "")
        return True
    names = [name for name in (name_in(piece) for piece in pieces) if name]
    inside = [h for h in hits_in(head) if h[0] in (*MONEY, *PEOPLE, "execution")]
    if len(names) < 2:
        names = list(state.group)
    if len(names) < 2:
        names = (
            [name_in(p) for p in SPLIT.split(state.noun) if name_in(p)]
            if state.noun and not state.listed
            else list(state.listed)
        )
    if len(names) < 2:
        return False
    if measure in ("amount", "quantity") and inside:
        measure = MEASURES.get(inside[-1][0], measure)
    elif measure == "amount" and state.whole is None and state.measure and state.listed:
        measure = state.measure
    elif measure == "quantity" and rest.strip(BARE + "为是") == "" and "执行率" in head:
        measure = "execution_rate"
    state.group = list(names)
    if measure == "share" and not of:
        of = (
            state.whole.name
            if state.whole
            else state.listed[0]
            if state.listed and state.listed[0] not in names
            else ""
        )
    state.spread = Spread(names, measure, sign, of, period)
    return True


def name_in(piece: str) -> str:
    """A name out of a list, without the words behind it that say what is measured."""
    hits = [h for h in hits_in(piece) if h[0] not in STRUCTURAL]
    cut = len(piece)
    for name, found in reversed(hits):
        if (found.end() >= cut and name not in ("income", "quota")) or name in ("reference", "against"):
            cut = found.start()
    noun = trimmed(piece[:cut])
    if hits and hits[-1][0] == "final" and noun.endswith(SPENDING):
        noun += "支出"
    return re.sub("^核定", "", noun)


def hand_out(state: Reading, mention: Mention, start: int, end: int) -> None:
    spread = state.spread
    name, *rest = spread.names
    state.spread = spread._replace(names=rest)
    if name.startswith("@"):
        say(state, state.subject, spread.measure, mention, start, end, period=year_named(state, name[1:]))
        return
    if name.startswith("@"):
        say(state, state.subject, spread.measure, mention, start, end, period=year_named(state, name[1:]))
        return
    if name.startswith("="):
        say(state, state.subject, name[1:], mention, start, end)
        return
    state.subject = name
    measure, whole, of = spread.measure, -1, spread.of
    if state.whole and spread.measure in VALUES and fits(state.whole, mention, spread.measure):
        whole, of = (state.whole.claim, "") if state.whole.claim >= 0 else (-1, state.whole.name)
        measure = state.whole.measure if measure in ("amount", "quantity") and state.whole.measure else measure
    elif (spread.measure == "amount" or spread.measure == "final") and (at := sum_before(state, mention)) >= 0:
        whole, measure = at, state.claims[at].measure
    say(state, name, measure, mention, start, end, period=spread.period, sign=spread.sign, of=of, whole=whole)


def sum_before(state: Reading, mention: Mention) -> int:
    """The claim of the whole that a distributed list breaks down: the one just before the list, in the same sentence."""
    for at in range(len(state.claims) - 1, -1, -1):
        claim = state.claims[at]
        if claim.subject in state.group:
            continue
        known = (
            claim.mention and is_money(claim.mention.unit) and claim.measure in VALUES and claim.subject in state.listed
        )
        return at if known and claim.mention and claim.mention.value >= mention.value else -1
    return -1


def fits(whole: Whole, mention: Mention, measure: str) -> bool:
    """Whether a figure may be a part of a whole: what it counts is the same kind of thing."""
    unit = mention.unit
    if whole.measure in PEOPLE:
        return measure in (whole.measure, "quantity") and scale(unit)[0] in ("人", "个")
    if not unit or not whole.unit:
        return True
    return scale(unit)[0] == scale(whole.unit)[0]


def as_part(
    state: Reading, subject: str, hits: list[Hit], measure: str, of: str, period: str, mention: Mention
) -> tuple[int, str, str, str]:
    """The whole that a figure is a part of, with the measure and period that it takes from it."""
    whole = state.whole
    if whole is None or measure not in VALUES or subject == whole.name or any(name == "added" for name, _ in hits):
        return -1, of, measure, period
    if state.across is not None and exceeds(state, mention):
        state.across = state.whole = None
        return -1, of, measure, period
    if not fits(whole, mention, measure):
        whole = other_whole(state, mention, measure)
        if whole is None:
            return -1, of, measure, period
    # 支出 in the name of a part is no measure of its own: 预算545万元，其中：基本支出425万元.
    by_name = measure == "final" and not any(
        re.search("决算|实际|执行|支付|列支|开支", found.group()) for _, found in hits
    )
    by_name = by_name and not any(c.subject == whole.name and c.measure == "final" for c in state.claims[-40:])
    if (measure in ("amount", "quantity") or by_name) and whole.measure:
        measure = whole.measure
    period = period or whole.period
    if subject not in state.group:
        state.group.append(subject)
    return (whole.claim, "", measure, period) if whole.claim >= 0 else (-1, whole.name, measure, period)


def exceeds(state: Reading, mention: Mention) -> bool:
    """Whether a figure is larger than all that the whole of the paragraphs before it was given: then its parts are at an end."""
    assert state.across is not None
    said = [
        c.mention for c in state.claims if c.subject == state.across.name and c.mention and is_money(c.mention.unit)
    ]
    factor = scale(mention.unit)[1]
    return (
        bool(said)
        and is_money(mention.unit)
        and all(mention.value * factor > m.value * scale(m.unit)[1] for m in said[-8:])
    )


def other_whole(state: Reading, mention: Mention, measure: str) -> Whole | None:
    """The figure before the list that a part of another unit belongs to: 86人次、14.3万元，其中…."""
    assert state.whole is not None
    for at in range(state.whole.begun - 1, max(state.whole.begun - 8, -1), -1):
        claim = state.claims[at]
        if claim.mention and claim.measure in VALUES and claim.whole < 0 and claim.subject in state.listed:
            whole = Whole(claim.subject, at, claim.measure, claim.period, claim.mention.unit)
            if claim.mention.unit and fits(whole, mention, measure):
                return whole
    return None


def ends_parts(state: Reading, subject: str, names: list[str], whole: Whole) -> bool:
    """Whether a figure after a semicolon goes on with the whole itself: another measure without a name of its own."""
    own = next((MEASURES[name] for name in reversed(names) if name in MEASURES), "")
    if whole.measure in PEOPLE:
        return own != whole.measure
    if "prior" in names or any(
        c.whole >= 0 and c.measure == own for c in state.claims[max(state.begun, len(state.claims) - LOOK_BACK) :]
    ):
        return False
    return not subject and bool(own) and own != whole.measure and whole.measure not in ("amount", "")


def read_words(state: Reading, clause: Clause) -> None:
    """A clause without a figure: names that a count lists, a statement in words, or the subject of what follows."""
    text = clause.text
    if not text.strip():
        return
    last = state.claims[-1] if state.claims else None
    if (
        last
        and len(state.claims) > state.sentence
        and last.measure in ("count", "quantity")
        and not last.names
        and last.mention
        and scale(last.mention.unit)[0] in ("个", "人")
        and clause.opened in "，,：:("
        and names_follow(state, clause, text)
    ):
        return
    if TELLING.search(text):
        refer(state, hits_in(text))
        state.header = state.reference
        read_statements(state, clause, text, 0)
    if VIEWED.fullmatch(text):
        break_down(state)
    elif text.endswith("中") and (within := WITHIN.match(text)):
        within_whole(state, within)
    state.lead = text if len(text) <= 24 else ""
    body = NUMBERING.sub("", text, count=1)
    if len(body) <= 40 and (clause.opened in "。；;！!\n." or (not state.noun and clause.opened in "：:")):
        state.noun = body


VIEWED = re.compile("(?:分项|从?来源|从?构成|从?结构|按.{2,8})(?:来?看|分|划分|分类)")


def names_follow(state: Reading, clause: Clause, text: str) -> bool:
    """Takes the things that a list names for the count before it."""
    lead = NAMING.match(text)
    said = lead.group() if lead else ""
    body = text[len(said) :]
    if not body:
        state.noun = text
        return bool(said)
    if (not said and clause.opened not in "：:") or (
        "、" not in body and not ((said.startswith("分别") or clause.opened in "：:") and re.search("和|及|与", body))
    ):
        return False
    names = listed_names(body)
    some = re.search(r"等(?:\d+[个家项])?[^、]{0,6}$", names[-1]) is not None and names[-1].find("等") > 0
    claim = state.claims[-1]
    if some:
        names[-1] = re.sub(r"等(?:\d+[个家项])?[^、]{0,6}$", "", names[-1])
    state.claims[-1] = claim._replace(measure="count", names=tuple(names), open=some, sure=True)
    state.noun = ""
    return True


ORGAN_ENDS = "股室科心站队办所部处局院校馆园会组厂场库"


def listed_names(body: str) -> list[str]:
    """The names of a list: the last joiner parts two, unless what stands before it is no whole name (个账与职业年金股)."""
    names = [name for name in (piece.strip() for piece in body.split("、")) if name]
    if not names:
        return []
    last = names[-1]
    joiner = next((j for j in ("以及", "及", "和", "与") if j in last[1:-1]), "")
    before, _, after = (
        last.partition(joiner) if joiner in ("以及", "及") else last.rpartition(joiner) if joiner else (last, "", "")
    )
    organs = sum(name[-1] in ORGAN_ENDS for name in names) * 2 > len(names)
    if joiner and len(before) > 1 and len(after) > 1 and (not organs or before[-1] in ORGAN_ENDS):
        names[-1:] = [before, after]
    return names


def read_statements(state: Reading, clause: Clause, text: str, offset: int) -> None:
    """What a clause says in words: 决算数小于预算数, 与上年持平, 无法计算百分比, 等级为优."""
    start, end = clause.start + offset, clause.start + len(clause.text)
    for sign, pattern in COMPARE:
        if found := pattern.search(text):
            subject = statement_subject(state, text[: found.start()])
            of = BASES.get(next((group for group in found.groups() if group), ""), "")
            if not said_already(state, subject, "compare"):
                say(state, subject, "compare", None, start, end, sign=sign, of=of, sure=bool(subject))
            break
    for sign, pattern in TREND:
        if found := pattern.search(text):
            subject = statement_subject(state, text[: found.start()])
            if not REASON_HEAD.match(text, found.end()) and not said_already(state, subject, "trend"):
                say(state, subject, "trend", None, start, end, sign=sign, sure=bool(subject))
            break
    if (
        state.reference == "prior"
        and not any(pattern.search(text) for _, pattern in TREND)
        and (turned := TURNED.fullmatch(PARTS_LEAD.sub("", text).lstrip("但而")))
    ):
        subject = statement_subject(state, turned["noun"])
        if trimmed(turned["noun"]) == subject:
            say(state, subject, "trend", None, start, end, sign=-1 if turned["down"] else 1 if turned["up"] else 0)
    if NO_RATE.search(text):
        say(state, state.subject, "no_rate", None, start, end, sure=bool(state.subject))
    if grade := GRADE.search(text):
        thing = re.sub("(?:绩效)?(?:自评|自我评价|评价|评定|考核)?(?:结果|综合)?$", "", trimmed(text[: grade.start()]))
        if thing and not re.search("均|没有|无", text):
            state.subject = thing
        say(
            state,
            state.subject,
            "grade",
            None,
            start,
            end,
            sure=bool(thing) and not VAGUE.search(thing) and "均" not in thing,
            names=(grade["grade"] or grade["grade2"],),
        )


def statement_subject(state: Reading, before: str) -> str:
    noun = trimmed(re.sub("(?:支出)?(?:决算|预算)数?$|(?<=费)支出$", "", before))
    if (
        noun
        and (naming(noun) or naming(noun + "支出"))
        and len(noun) <= 20
        and not re.search("原因|由于|因为|严格", noun)
    ):
        state.subject = noun
    elif state.noun and naming(name_before(state.noun)):
        state.subject = name_before(state.noun)
    return state.subject


def said_already(state: Reading, subject: str, measure: str) -> bool:
    """Whether the same was said of the same thing just before: in words, or for a trend by the change itself."""
    kinds = {
        "trend": ("change", "change_rate", "trend"),
        "compare": ("compare", "over_budget", "over_budget_rate"),
    }[measure]
    for claim in reversed(state.claims[-LOOK_BACK:]):
        if claim.subject != subject:
            return False
        if claim.measure in kinds:
            return True
    return False


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
