"""What a figure is of: the noun before it, the names that it counts, or the thing that was spoken of."""

import re

from selfeval.layout.prose.flows import announced, begins_anew, beside_income, of_unit, scored_anew
from selfeval.layout.prose.names import cut_at, listed_names, name_before, name_behind, naming, trimmed
from selfeval.layout.prose.phrases import (
    AFTER_COUNTED,
    AND_OTHERS,
    BARE,
    CLASSES,
    COUNTED,
    HAVING,
    LISTING,
    MONEY,
    NAMES_BRACKETED,
    NOUN_AND_NAMES,
    OF_TASK,
    PARTS_LEAD,
    PLANNED_FLOW,
    SPENDING,
    STAFF_KINDS,
    VALUES,
    VERBS,
    YEAR_END,
)
from selfeval.layout.prose.reading import Clause, Reading, Seen
from selfeval.layout.prose.sums import several_given
from selfeval.units import is_money, is_ratio

# A saving or an excess is of what was planned so many claims before it, at most.
PLANNED_BEFORE = 6
# What is left over, with a name of its own: it doesn't displace what is spoken of.
LEFT_OVER = ("年末", "期末", "结转下年", "结转和", "结转结余", "结转资金", "结余资金", "本年", "当年")
ASIDE = ("年末", "期末", "结转", "结余", "上年", "年初")
# 合计支出, 共收到: a total that says what was done.
IN_ALL_GIVEN = [[name] for name in MONEY]


def subject_of(state: Reading, seen: Seen, measure: str) -> tuple[str, tuple[str, ...]]:
    """The noun before the first of the words that say what the figure is, empty where it is carried over; and names that a count lists."""
    clause, left, hits = seen.clause, seen.left, seen.hits
    own = None
    if measure == "share":
        head = left[: left.rfind("占")]
        head = head[:-1] if head.endswith(("约", "近")) else head
    elif measure == "score":
        head = left[: next((found.start() for name, found in hits if name == "score"), len(left))]
    elif measure == "quantity":
        head = OF_TASK.sub("", left).removesuffix("满分")
    else:
        cut, own = cut_at(left, hits)
        head = left[:cut]
    noun = trimmed(head)
    if chain := CLASSES.search(noun):
        noun = chain["name"]
    if of_unit(state, seen, measure, head, noun):
        # 县残联当年支出合计642万元, 我局年初预算580万元: all that the unit spent, and was to spend.
        return ("收入" if "收入" in left and "支出" not in left else "支出"), ()
    if own is not None:
        noun = named_by(state, own, noun, clause, in_all=left[: own.start()].endswith("总"))
        if (
            noun == "支出"
            and "prior" in seen.names
            and clause.opened in "；;"
            and state.subject
            and left.strip(BARE).startswith(("上", "去"))
        ):
            # 公务用车费：预算6万元；支出5.47万元；上年支出5.92万元
            noun = ""
        if noun == "支出" and is_counted(state, seen):
            # 三公两项支出合计6.21万元: of what was counted, not of all.
            noun = "?"
    if measure == "quantity" or (measure == "amount" and not noun):
        noun, listed = counted(noun, head, seen.right, bare=not left.strip(BARE))
        if listed is not None:
            state.group = list(listed)
            return noun, listed
    if not noun and "total" in seen.names and of_several(state, seen):
        state.whole = None
        noun = "合计"
    if not noun and "budget" in measure and (planned := PLANNED_FLOW.match(left.strip(BARE))):
        noun = planned["flow"]
    if not noun and seen.first and state.noun and measure != "quantity" and clause.opened in "(：:，,、":
        named = name_before(PARTS_LEAD.sub("", state.noun))
        if clause.opened in "(：:" or naming(named):
            noun = named
    return noun, ()


def of_several(state: Reading, seen: Seen) -> bool:
    """Whether a total without a name is of the things before it: 合计293万元, 共收到85万元 after several."""
    words = seen.left.strip(BARE)
    if words.startswith(("合计", "总计", "共计")) and seen.names[-1] == "total":
        return True
    return words.startswith(("合计", "总计", "共")) and seen.names[1:] in IN_ALL_GIVEN and several_given(state)


def counted(noun: str, head: str, right: str, *, bare: bool) -> tuple[str, tuple[str, ...] | None]:
    """What a number of things counts, where the noun stands behind it: `5个股室`; and the names in front of or behind it."""
    behind = name_behind(right)
    if head.count("、") and (COUNTED.search(behind) or behind.startswith(("项目", "单位", "部门", "乡镇", "科室"))):
        names = listed_names(LISTING.sub("", trimmed(head.rstrip(AND_OTHERS)), count=1))
        some = (AND_OTHERS,) if head.rstrip().endswith(AND_OTHERS) else ()
        return AFTER_COUNTED.sub("", behind) or behind, (*names, *some)
    inside = NAMES_BRACKETED.match(right)
    if noun and inside and not bare and head.strip(BARE):
        return VERBS.sub("", noun, count=1) or noun, tuple(inside["names"].split("、"))
    if not noun or VERBS.fullmatch(noun) or HAVING.search(noun):
        inside = NOUN_AND_NAMES.match(right)
        if behind and inside and COUNTED.search(behind):
            return behind, tuple(inside["names"].split("、"))
        return behind or noun, None
    return (behind if bare and behind else noun), None


def named_by(state: Reading, own: re.Match[str], noun: str, clause: Clause, *, in_all: bool) -> str:
    """The name of what a word names itself: 编制, 收入, and 支出 where the noun before it is none without it."""
    word = own.group()
    match own.lastgroup:
        case "income":
            return noun + "收入"
        case "final":
            if noun:
                return noun + "支出" if noun.endswith(SPENDING) and word.startswith("支出") else noun
            if word.startswith("决算收入") and not noun:
                return "收入"
            if word.startswith(("实际支出", "决算支出", "决算总支出")) and state.subject.endswith("收入"):
                return "支出"
            if word.startswith("支出") and (flow := beside_income(state, clause)):
                return flow
            if in_all or (word.startswith("支出") and begins_anew(state, word, clause)):
                return "支出"
            return ""
        case "quota":
            return noun + "编制" if noun.endswith(STAFF_KINDS) else "编制"
        case "staff":
            return noun if noun.endswith(STAFF_KINDS) else word
        case "execution":
            return noun or ("整体支出" if word.startswith("整体") else "")
        case "carried":
            return YEAR_END.sub("年末", word)
        case "balance":
            if noun.endswith(("支出", "拨款")):
                return noun + "结转"
            if noun:
                return noun
            return word if word.startswith(LEFT_OVER) or not state.claims else ""
        case "received":
            return noun or (word if "资金" in word else "")
        case "added":
            return "追加" if word.startswith(("追加", "年中")) else word
    return trimmed(word) or word


def counted_last(state: Reading, seen: Seen) -> str:
    """What was just counted, where a change may be its own: money changes by money, and what is counted by its unit or a rate."""
    last = state.claims[-1] if len(state.claims) > state.sentence else None
    if last is None or last.mention is None or last.measure not in ("quantity", "count"):
        return ""
    unit = seen.mention.unit
    if unit in ("个百分点", "百分点"):
        return last.subject if is_ratio(last.mention.unit) else ""
    return last.subject if is_ratio(unit) or unit == last.mention.unit else ""


def settle(state: Reading, subject: str, measure: str, seen: Seen) -> str:
    """The subject of a figure, its own or carried over; quantities and sums that were added don't displace it."""
    if measure == "quantity":
        if subject:
            state.thing = subject
            if not state.measure:
                state.subject = announced(state) or subject
        return subject or state.thing or state.subject
    if measure in ("over_budget", "over_budget_rate") and not subject:
        planned = (
            c.subject for c in reversed(state.claims[-PLANNED_BEFORE:]) if "budget" in c.measure and c.measure in VALUES
        )
        return next(planned, state.subject)
    if measure in ("change", "change_rate", "change_points") and not subject and (counted := counted_last(state, seen)):
        return counted
    if measure == "score" and not subject and scored_anew(state, seen):
        state.subject = ""
        return ""
    aside = (measure == "balance" and state.measure and subject.startswith(ASIDE)) or (
        "added" in seen.names and measure == "amount"
    )
    if subject and not aside:
        state.subject = subject
    if measure == "change_points" and not subject and not state.subject and state.claims:
        return state.claims[-1].subject
    spending = is_money(seen.mention.unit) or measure in ("execution_rate", "completion_rate")
    return subject or state.subject or ("支出" if spending else "")


def is_counted(state: Reading, seen: Seen) -> bool:
    """Whether the name before a figure is what the figure before it counts: 3个项目执行率达100% is said of three."""
    last = state.claims[-1] if state.claims else None
    begins = seen.clause.start + seen.mention.start - len(seen.left)
    if seen.first or last is None or last.mention is None or last.end != begins or seen.left[:1] in BARE:
        return False
    return not is_money(last.mention.unit) and not is_ratio(last.mention.unit) and last.mention.unit not in ("", "年")
