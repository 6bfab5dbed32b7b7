"""All income and all spending: when a figure without a thing of its own is of the unit itself."""

from selfeval.layout.prose.names import is_unit, name_before, naming
from selfeval.layout.prose.phrases import AT_TIME, OF_OUR_UNIT, OWN_SCORE
from selfeval.layout.prose.reading import LOOK_BACK, Clause, Reading, Seen

# The measures that a unit has of all its money.
OF_ALL = ("initial_budget", "annual_budget", "budget", "final")
# A heading within a paragraph is so long at most.
LONGEST_HEADING = 16
FLOWS = ("收入", "支出")
# After these 支出 is all spending.
INCOMES = ("收入", "结转", "结余", "拨款", "合计")


def of_unit(state: Reading, seen: Seen, measure: str, head: str, noun: str) -> bool:
    """Whether money is all that the unit had or spent: the unit is named before it and nothing else is, in the list of no whole."""
    if measure not in OF_ALL or state.whole is not None or not seen.first:
        return False
    if noun in ("部门", "单位"):
        return True
    if announced(state):
        return False
    if len(state.claims) > state.sentence or state.former - {"支出", "收入"}:
        return False
    if not noun and "budget" in measure and measure != "budget" and begins_paragraph(seen) and not state.subject:
        # 全年预算数706万元，实际支出700万元: nothing was spoken of but the whole.
        return True
    return is_unit(AT_TIME.sub("", noun)) or (not noun and OF_OUR_UNIT.match(head) is not None)


def begins_paragraph(seen: Seen) -> bool:
    """Whether a clause is the first of its paragraph, or stands behind the heading at its start."""
    return seen.clause.start == 0 or (seen.clause.opened in "。：:" and seen.clause.start <= LONGEST_HEADING)


def begins_anew(state: Reading, word: str, clause: Clause) -> bool:
    """Whether 支出 without a noun means all spending, not the thing spoken of: after income, or where that has its own already."""
    if announced(state) not in ("", *FLOWS):
        return False
    of_income = state.subject.endswith(INCOMES)
    if word.startswith(("支出合计", "支出总")) or (of_income and not word.startswith(("支出决算", "支出预算"))):
        return True
    if of_income and state.claims[-1:] and state.claims[-1].measure == "final":
        # 收入决算436.9万元，支出决算431.2万元
        return True
    for claim in reversed(state.claims[-LOOK_BACK:]):
        if claim.subject != state.subject:
            return False
        if claim.measure == "final" and not claim.period:
            return clause.opened in "。；;\n."
    return not state.subject


def beside_income(state: Reading, clause: Clause) -> str:
    """The spending that stands just behind its income: 财政拨款收入346万元，支出346万元."""
    last = state.claims[-1] if len(state.claims) > state.sentence else None
    if last is None or not last.sure or last.measure != "final" or last.whole >= 0 or last.period:
        return ""
    if last.subject == "收入":
        return "支出"
    # 财政拨款收入742万元，本年支出738万元: that may be all spending.
    same = last.subject.endswith("财政拨款收入") and clause.text.startswith("支出")
    return last.subject.removesuffix("收入") + "支出" if same else ""


def scored_anew(state: Reading, seen: Seen) -> bool:
    """Whether a sentence gives the score of the unit itself, after one on what was reached: 游客满意度94%。自评得分97.81分."""
    if seen.clause.opened not in "。\n" or not seen.first or OWN_SCORE.search(seen.left) is None:
        return False
    last = state.claims[-1] if state.claims else None
    return last is not None and last.subject == state.subject and last.measure in ("quantity", "change_points")


def announced(state: Reading) -> str:
    """The thing that a clause without a figure named, for what comes behind it; empty where it named none."""
    noun = name_before(state.noun) if state.noun else ""
    return noun if naming(noun) else ""
