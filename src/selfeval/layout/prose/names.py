"""The names of things in prose: cut out of what stands round them."""

import re

from selfeval.layout.prose.phrases import (
    CHANGED,
    CLASSES,
    CLEAR,
    HELD,
    JOINERS,
    LEAD,
    LINK,
    NAME_ENDS,
    NAMED,
    NOUN_END,
    OF_UNIT,
    ORGAN_ENDS,
    SPENDING,
    TRAIL,
    UNIT,
    VAGUE,
)
from selfeval.layout.prose.reading import Hit, hits_in

# A name that a clause without a figure gives; a longer one is a sentence. Behind a figure it is shorter still.
LONGEST_NAME, LONGEST_BEHIND = 24, 12
# Phrases within a name.
STRUCTURAL = ("total", "prior")
# Measures that another may be joined to: 预算数与决算数.
PLANNED = ("initial", "annual", "budget")
# They look like trimmings, and are names.
WHOLE_NAMES = ("财政拨款", "当年财政拨款")
# Trimming one end may lay bare the other, but hardly more often.
TRIMMINGS = 3


def trimmed(text: str) -> str:
    """The name in a text, without the words round it that are no part of one; empty where nothing is left."""
    if len(text) < 2:
        return ""
    # 县消防救援大队2024年地方财政保障经费: who it is stands before the year.
    noun = text[unit.end() :] if "年" in text and (unit := OF_UNIT.match(text)) else text
    for _ in range(TRIMMINGS):
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
    if noun.count("“") != noun.count("”"):
        noun = noun.replace("“", "").replace("”", "")
    if len(noun) < 2:
        return ""
    return "" if noun not in WHOLE_NAMES and (LEAD.fullmatch(noun) or TRAIL.fullmatch(noun)) else noun


def is_clear(subject: str) -> bool:
    """Whether a name is one, and not a piece of a sentence."""
    return CLEAR.fullmatch(subject) is not None and not VAGUE.search(subject)


def is_unit(name: str) -> bool:
    """Whether a name is that of a unit."""
    return UNIT.fullmatch(name) is not None


def cut_at(left: str, hits: list[Hit]) -> tuple[int, re.Match[str] | None]:
    """Where the words begin that say what a figure is; and the one of them that names the thing itself."""
    cut, own = len(left), None
    for name, found in reversed(hits):
        beside = LINK.fullmatch(left, found.end(), cut) or (name in PLANNED and left[found.end() : cut] in JOINERS)
        if name in (*HELD, "completion") or (name != "prior" and beside):
            cut = found.start()
            own = found if name in (*NAMED, "execution") else own
        elif name in CHANGED:
            cut, own = found.start(), None
        elif name == "execution":
            cut, own = found.start(), found
        elif name == "prior" and found.start() and LINK.fullmatch(left, found.end(), cut):
            cut = found.start()
    return cut, own


def name_before(text: str) -> str:
    """The name that a clause without a figure begins with; in a chain of classes (类)(款)(项) the last."""
    if chain := CLASSES.search(text):
        return chain["name"]
    for name, found in hits_in(text):
        if found.start() > 1 and name not in (*STRUCTURAL, "final", "income"):
            return trimmed(text[: found.start()])
    return trimmed(text)


def name_in(piece: str) -> str:
    """A name out of a list, without the words behind it that say what is measured."""
    hits = [hit for hit in hits_in(piece) if hit[0] not in STRUCTURAL]
    cut = len(piece)
    for name, found in reversed(hits):
        if (found.end() >= cut and name not in ("income", "quota")) or name in HELD:
            cut = found.start()
    noun = trimmed(piece[:cut])
    if hits and hits[-1][0] == "final" and piece[cut:].startswith("支出") and (not noun or noun.endswith(SPENDING)):
        noun += "支出"
    return noun.removeprefix("核定")


def name_behind(right: str) -> str:
    """The name that stands behind a figure: `5个股室`."""
    return trimmed(NOUN_END.split(right, maxsplit=1)[0])[:LONGEST_BEHIND]


def naming(noun: str) -> bool:
    """Whether a clause without a figure names what the next one is about."""
    return 2 <= len(noun) <= LONGEST_NAME and noun.endswith(NAME_ENDS)


def listed_names(body: str) -> list[str]:
    """The names of a list: the last joiner parts two, unless what stands before it is no whole name (个账与职业年金股)."""
    names = [name for name in (piece.strip() for piece in body.split("、")) if name]
    if not names:
        return []
    last = names[-1]
    joiner = next((joiner for joiner in JOINERS if joiner in last[1:-1]), "")
    if not joiner:
        return names
    before, _, after = last.partition(joiner) if joiner in ("以及", "及") else last.rpartition(joiner)
    organs = sum(name[-1] in ORGAN_ENDS for name in names) * 2 > len(names)
    if len(before) > 1 and len(after) > 1 and (not organs or before[-1] in ORGAN_ENDS):
        names[-1:] = [before, after]
    return names
