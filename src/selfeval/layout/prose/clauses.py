"""Cuts prose into clauses, and knows what the sign between two of them ends and begins."""

from collections.abc import Iterator

from selfeval.layout.prose.amounts import HAS_FIGURE, figures
from selfeval.layout.prose.measures import CHANGES
from selfeval.layout.prose.names import is_clear, naming, trimmed
from selfeval.layout.prose.phrases import (
    BULLET,
    CLASSES,
    HEADS_APART,
    INSIDE,
    LEADS_ON,
    LEFT_OPEN,
    MOVED,
    NAMES_ONLY,
    NO_PARTS,
    PARTS_LEAD,
    SEPARATOR,
    TO_DO,
    VIEWED,
)
from selfeval.layout.prose.reading import NO_SPREAD, Clause, Reading
from selfeval.layout.prose.wholes import break_down, whole_at

# Signs of a list, and the plain ones that they stand for.
PLAIN_SIGN = {"→": "，", "＋": "；", "+": "；", "—": "，", "——": "，", "=": "；", "＝": "；"}


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of plain prose; brackets that hold a figure are clauses of their own, others are part of a name."""
    marks = [(found.start(), found.end(), found.group()) for found in SEPARATOR.finditer(text)]
    for inside in INSIDE.finditer(text):
        if BULLET.fullmatch(inside.group()) or not HAS_FIGURE.search(inside.group()):
            continue
        if next(figures(inside.group()[1:-1]), None):
            marks += [(inside.start(), inside.start() + 1, "("), (inside.end() - 1, inside.end(), ")")]
    marks.sort()
    opened, start = "\n", 0
    for fro, to, sign in marks:
        yield Clause(opened, text[start:fro], start)
        opened, start = PLAIN_SIGN.get(sign, "；" if "①" <= sign <= "⑳" else sign), to
    yield Clause(opened, text[start:], start)


def enter(state: Reading, clause: Clause) -> None:
    """What the sign between two clauses does to what carries over."""
    opened, text = clause.opened, clause.text
    lead = PARTS_LEAD.match(text)
    leads = lead is not None
    used_before, state.used = state.used, lead is not None and "用于" in lead.group()
    if opened in "。！!？?\n.":
        begin_sentence(state, opened)
        # 其中 at the head of a sentence breaks down what the one before it gave.
        if text and not leads and not VIEWED.fullmatch(text):
            state.begun = len(state.claims)
    elif opened in "；;":
        begin_part(state)
    elif opened == "(":
        state.aside.append((state.whole, state.subject))
        if text and not text[0].isdigit() and state.claims and not NO_PARTS.match(text):
            break_down(state)
    elif opened == ")" and state.aside:
        state.whole, state.subject = state.aside.pop()
    used_for = text.startswith("用于")
    if (used_for and used_before) or (lead and opened in "，," and lists_uses(state, text, lead.end())):
        # 用于 once more: the next of the same parts; 主要包括基本工资、奖金等: what a part is for.
        return
    if leads and state.claims and opened in "，,；;(" and (used_for or text.startswith("主要")):
        break_down(state)
        state.whole = state.whole._replace(loose=True) if state.whole else None
    elif (leads and not used_for) or (opened in "：:" and is_list_ahead(state, text)):
        break_down(state)
        last = state.claims[-1] if state.claims else None
        state.of_change = (
            last is not None and last.measure in CHANGES and (state.whole is None or MOVED.search(text) is not None)
        )


def lists_uses(state: Reading, text: str, at: int) -> bool:
    """Whether a clause only names what money is for, from a place on: no parts with figures follow."""
    ends = state.closing in "；;。\n" and "用于" in text[:at] and at < len(text)
    return (ends or NAMES_ONLY.match(text, at) is not None) and not HAS_FIGURE.search(text)


def is_list_ahead(state: Reading, text: str) -> bool:
    """Whether the colon before a clause is one that parts follow."""
    return bool(HAS_FIGURE.search(text) and (LEFT_OPEN.search(state.noun) if state.noun else state.claims))


def begin_sentence(state: Reading, opened: str) -> None:
    """Forgets what only the last sentence meant; what a new one says is said of the whole again, not of its last part."""
    head = head_of(state, opened)
    if opened == "\n" and state.own and not state.across:
        state.subject = state.own
    if opened == "\n":
        state.former = set()
    elif state.listed:
        state.former = {state.whole.name} if state.whole is not None else set(state.listed)
    if state.whole is not None and not state.across:
        end_parts(state)
    state.sentence = state.part = len(state.claims)
    state.noun = state.lead = state.thing = state.measure = state.reference = state.header = state.share_of = (
        state.passed
    ) = ""
    state.sign, state.completing, state.spread = 0, None, NO_SPREAD
    state.of_change = state.planned = state.intended = False
    for names in (state.listed, state.group, state.pair):
        names.clear()
    if head:
        state.noun = state.subject = head
        state.former = {head}


def head_of(state: Reading, opened: str) -> str:
    """The thing that the sentence before only named, for what follows: 1.公务接待费。预算2万元; 小学教育(项)。年初预算为…."""
    if opened != "\n" and (chain := CLASSES.search(state.noun)):
        return chain["name"]
    *before, last = HEADS_APART.split(state.passed)
    if len(state.claims) > state.sentence or not last or not all(not one or LEADS_ON.fullmatch(one) for one in before):
        return ""
    name = trimmed(state.noun)
    return name if naming(name) and is_clear(name) and not TO_DO.match(name) else ""


def begin_part(state: Reading) -> None:
    """Forgets what only the part of a sentence before the semicolon meant; parts that commas divide end at it."""
    state.part = len(state.claims)
    state.reference, state.measure, state.lead = state.header, "", ""
    state.sign, state.spread = 0, NO_SPREAD
    if state.whole is not None and not state.across:
        divided = not state.parted and len(state.group) > 1
        outer = state.claims[state.whole.claim].whole if state.whole.loose and state.whole.claim >= 0 else -1
        if outer >= 0:
            # 其中：A 25万元，主要用于购车1辆；B 8万元: back to what A is a part of.
            state.whole = whole_at(state, outer, begun=outer + 1)
        elif state.whole.loose or divided:
            end_parts(state)
    state.parted, state.of_change = True, False


def end_parts(state: Reading) -> None:
    """Goes back from the parts to their whole."""
    if state.whole is not None:
        state.subject, state.whole = state.whole.name, None
