"""Words round a figure that leave in doubt what it says, whatever it is of: a limit, a demand, a change of something else."""

from selfeval.layout.prose.measures import money_meant
from selfeval.layout.prose.phrases import (
    AS_ASKED,
    AT_LEAST,
    CHANGED,
    FROM_TO,
    LINK,
    MONEY,
    NEGATED,
    OTHER_BASE,
    RUNS_ON,
    SPENT_MORE,
    THRIFT,
    UP_TO,
    YEARS,
)
from selfeval.layout.prose.reading import LOOK_BACK, Reading, Seen

# A demand stands so closely before its figure, in characters.
LONGEST_DEMAND = 4


def is_no_figure(state: Reading, seen: Seen) -> bool:
    """Whether a figure is part of a name, of a demand or of a torn bracket: 单价50万元以上设备, 压减5%的要求."""
    mention = seen.mention
    if not mention.unit and not money_meant(state, seen.names):
        return True
    if state.intended or AT_LEAST.search(seen.left[-LONGEST_DEMAND:]):
        return True
    before, behind = seen.before, seen.behind
    left_open = before.count("(") - before.count(")")
    if left_open or behind.count(")") > behind.count("("):
        return True
    limit = mention.about and mention.text.endswith(("以上", "以下", "以内")) and RUNS_ON.match(seen.right)
    return bool(limit or AS_ASKED.match(seen.right) or FROM_TO.search(seen.left))


def is_held_elsewhere(state: Reading, seen: Seen) -> bool:
    """Whether a figure is held against something that is neither last year nor a budget, or is denied: 较编制数少2人, 未支出的3万元."""
    for name, found in seen.hits:
        if name == "reference" and (year := YEARS.search(found.group())) and int(year.group()[:4]) != state.year - 1:
            return True
    denied = any(name in MONEY and NEGATED.search(seen.left, 0, found.start()) for name, found in seen.hits)
    return denied or OTHER_BASE.search(seen.left) is not None


def is_of_another(seen: Seen) -> bool:
    """Whether a name stands between a change and its figure: 压减办公费1.2万元 is no change of what was spoken of."""
    turned = next((found for name, found in reversed(seen.hits) if name in CHANGED), None)
    return turned is not None and LINK.fullmatch(SPENT_MORE.sub("", seen.left[turned.end() :])) is None


def is_change(seen: Seen) -> bool:
    """Whether a figure is how much something changed, and nobody knows against what: 会议费压减4.1万元."""
    if not seen.hits or seen.hits[-1][0] not in CHANGED:
        return False
    end = seen.hits[-1][1].end()
    return LINK.fullmatch(seen.left, end) is not None and not UP_TO.match(seen.left, end)


def has_no_base(state: Reading, seen: Seen, subject: str) -> bool:
    """Whether nobody says against what something changed: 会议费压减率10.2%; 预算6万元，决算5.1万元，减少0.9万元."""
    named = next((found.group() for name, found in reversed(seen.hits) if name in CHANGED), "")
    if state.reference or THRIFT.search(named):
        return False
    said = [one for one in state.claims[-LOOK_BACK:] if one.sure and one.subject == subject]
    if not said:
        # 压减 is measured against what somebody set.
        return named.endswith("率") or named.startswith(("压", "缩"))
    near = [one for one in state.claims[max(state.part, len(state.claims) - LOOK_BACK) :] if one.subject == subject]
    return any("budget" in one.measure for one in near) and not any(one.period for one in near)
