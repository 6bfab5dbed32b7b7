"""What is said without a figure: names that a count lists, statements in words, and the subject of what follows."""

from selfeval.layout.prose.amounts import NUMBERING
from selfeval.layout.prose.context import refer
from selfeval.layout.prose.flows import announced
from selfeval.layout.prose.names import is_clear, listed_names, naming, trimmed
from selfeval.layout.prose.phrases import (
    ATTRIBUTE,
    BASES,
    CLASSES,
    COLUMN_END,
    COMPARE,
    GRADE,
    GRADED,
    JOINED,
    LEADS_ON,
    NAMING,
    NEGATED,
    NO_GRADE,
    NO_RATE,
    PARTS_LEAD,
    REASON,
    REASON_HEAD,
    REASON_LEAD,
    SOME_ONLY,
    TELLING,
    TREND,
    TURNED,
    VAGUE,
    VIEWED,
    WITHIN,
)
from selfeval.layout.prose.reading import LOOK_BACK, Claim, Clause, Reading, hits_in, say
from selfeval.layout.prose.wholes import UNKNOWN, view_again, within_whole
from selfeval.units import scale

# Longer words without a figure are no beginning of a clause, no name of its subject, no subject of a statement.
LONGEST_LEAD, LONGEST_NOUN, LONGEST_SUBJECT = 24, 40, 20
# Further back, in characters, nobody looks for a thing that was spoken of.
LONGEST_PASSED = 200
# The measures that say the same as a statement in words.
KINDS = {
    "trend": ("change", "change_rate", "trend"),
    "compare": ("compare", "over_budget", "over_budget_rate"),
}


def read_words(state: Reading, clause: Clause) -> None:
    """A clause without a figure: names that a count lists, a statement in words, or the subject of what follows."""
    text = clause.text
    if not text.strip() or (awaits_names(state, clause) and names_follow(state, clause)):
        return
    if TELLING.search(text):
        refer(state, hits_in(text))
        state.header = state.reference
        read_statements(state, clause, text, 0)
    if VIEWED.fullmatch(text):
        view_again(state)
    elif text.endswith("中") and (within := WITHIN.match(text)) and not within_whole(state, within):
        state.whole = UNKNOWN
    state.lead = text if len(text) <= LONGEST_LEAD else ""
    state.passed = f"{state.passed}{'；' if clause.opened in '；;' else '，'}{text}"[-LONGEST_PASSED:]
    if clause.opened in "。；;！!\n." or (
        clause.opened in "：:" and (not state.noun or NUMBERING.match(text) or LEADS_ON.fullmatch(state.noun))
    ):
        chain = CLASSES.search(text)
        body = chain["name"] if chain else NUMBERING.sub("", text, count=1)
        state.noun = body if len(body) <= LONGEST_NOUN else state.noun
        state.planned = state.noun.endswith("预算")


def awaits_names(state: Reading, clause: Clause) -> bool:
    """Whether the claim before counts things that a list may name."""
    if clause.opened not in "，,：:(" or len(state.claims) <= state.sentence:
        return False
    last = state.claims[-1]
    counts = last.measure in ("count", "quantity") and not last.names
    return counts and last.mention is not None and scale(last.mention.unit)[0] in ("个", "人")


def names_follow(state: Reading, clause: Clause) -> bool:
    """Takes the things that a list names for the count before it."""
    text = clause.text
    lead = NAMING.match(text)
    said = lead.group() if lead else ""
    body = text[len(said) :]
    if not body:
        state.noun = text
        return bool(said)
    after_colon = clause.opened in "：:"
    if not said and not after_colon:
        return False
    if "、" not in body and not ((after_colon or said.startswith("分别")) and JOINED.search(body)):
        return False
    names = listed_names(body)
    if not names:
        return False
    some = SOME_ONLY.search(names[-1]) is not None and not names[-1].startswith("等")
    if some:
        names[-1] = SOME_ONLY.sub("", names[-1])
    counted = state.claims[-1]
    state.claims[-1] = counted._replace(
        measure="count",
        names=tuple(names),
        open=some,
        sure=is_clear(counted.subject) and not JOINED.search(counted.subject),
    )
    state.noun = ""
    return True


def read_statements(state: Reading, clause: Clause, text: str, offset: int) -> None:
    """What a clause says in words: 决算数小于预算数, 与上年持平, 无法计算百分比, 等级为优."""
    start, end = clause.start + offset, clause.start + len(clause.text)

    def tell(subject: str, measure: str, *, sign: int = 0, of: str = "", sure: bool = True) -> None:
        say(state, Claim(subject, measure, None, start, end, sign=sign, of=of, sure=sure))

    for sign, pattern in COMPARE:
        if (found := pattern.search(text)) and not NEGATED.search(text[: found.start()]):
            if REASON_LEAD.search(text[: found.start()]) or text[: found.start()].endswith("是"):
                break
            subject = statement_subject(state, text[: found.start()])
            if not said_already(state, subject, "compare"):
                of = BASES.get(next(filter(None, found.groups()), ""), "")
                tell(
                    subject,
                    "compare",
                    sign=sign,
                    of=of,
                    sure=is_known(state, subject) and not ATTRIBUTE.search(subject),
                )
            break
    for sign, pattern in TREND:
        if found := pattern.search(text):
            if REASON_LEAD.search(text[: found.start()]):
                break
            subject = statement_subject(state, text[: found.start()])
            if not REASON_HEAD.match(text, found.end()) and not said_already(state, subject, "trend"):
                tell(subject, "trend", sign=sign, sure=is_known(state, subject))
            break
    else:
        if state.reference == "prior" and (turned := TURNED.fullmatch(PARTS_LEAD.sub("", text).lstrip("但而"))):
            subject = statement_subject(state, turned["noun"])
            if trimmed(turned["noun"]) == subject:
                tell(subject, "trend", sign=-1 if turned["down"] else 1 if turned["up"] else 0)
    if NO_RATE.search(text):
        last = state.claims[-1] if state.claims else None
        tell(
            state.subject,
            "no_rate",
            sure=bool(state.subject) and (last is None or last.sure or last.subject != state.subject),
        )
    if grade := GRADE.search(text):
        thing = GRADED.sub("", trimmed(text[: grade.start()]))
        if thing and not NO_GRADE.search(text):
            state.subject = thing
        last = state.claims[-1] if len(state.claims) > state.sentence else None
        # 自评得分为95.6分，评价等级为优: of what was scored.
        scored = (
            last is not None
            and last.sure
            and (last.measure, last.period, last.subject) == ("score", "", state.subject)
            and last.whole < 0
        )
        sure = (bool(thing) and not VAGUE.search(thing) and "均" not in thing) or (not thing and scored)
        names = (grade["grade"] or grade["grade2"],)
        say(state, Claim(state.subject, "grade", None, start, end, names=names, sure=sure))


def statement_subject(state: Reading, before: str) -> str:
    """The subject of a statement: the name before it, else the one that the clause before named, else what is spoken of."""
    noun = trimmed(COLUMN_END.sub("", before))
    if noun == "基本":
        # 基本与预算持平: almost.
        noun = ""
    if noun and len(noun) <= LONGEST_SUBJECT and (naming(noun) or naming(noun + "支出")) and not REASON.search(noun):
        state.subject = noun
    elif named := announced(state):
        state.subject = named
    return state.subject


def is_known(state: Reading, subject: str) -> bool:
    """Whether a statement's subject is a name, and the figure that it was last given was surely its own."""
    last = next((one for one in reversed(state.claims[-LOOK_BACK:]) if one.subject == subject), None)
    return is_clear(subject) and (last is None or last.sure)


def said_already(state: Reading, subject: str, measure: str) -> bool:
    """Whether the same was said of the same thing just before: in words, or for a trend by the change itself."""
    for claim in reversed(state.claims[-LOOK_BACK:]):
        if claim.subject != subject:
            return False
        if claim.measure in KINDS[measure]:
            return True
    return False
