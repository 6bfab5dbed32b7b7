"""I20 to I21: each indicator, its target, its actual value, its score and its reason."""

from collections import Counter
from typing import Any

from selfeval.checks import Checks, at_least, at_most, equal, present, rule, same, worded
from selfeval.figure import Figure, Text, figure, larger
from selfeval.forms.evaluation import EvaluationForm, Indicator
from selfeval.forms.reasons import indicator_reason
from selfeval.forms.submission import Submission
from selfeval.units import POINTS, alike, is_money, is_ratio, is_unit, scale

FULL = Text("低于分值")
A_NUMBER = Text("一个数字")
ONE_SIDED = ("≥", ">")
BANDS = (("部分达成", "0.6", "0.8"), ("未达成", "0", "0.6"), ("全部达成", "0.8", "1"), ("达成", "0.8", "1"))


def zero_target(i: Indicator) -> bool:
    return i.target.numeric and not i.target.figure.value


def missed(i: Indicator) -> bool:
    return i.met is False


def full_marks(i: Indicator) -> bool:
    return i.score.known and i.weight.known and i.score.value >= i.weight.value > 0


def deducted(i: Indicator) -> bool:
    return i.score.known and i.weight.known and i.score.value < i.weight.value


def proportion(i: Indicator) -> Figure:
    """What the score may be at most: the weight by 完成/目标, or 目标/完成 where less is better."""
    goal, done = i.target.figure, i.actual.figure
    return i.weight * (done / goal) if i.side in ONE_SIDED else i.weight * (goal / done)


def judged_by_size(i: Indicator) -> bool:
    """A missed target of plain numbers, not 0, that cost some of the score."""
    return missed(i) and i.target.numeric and i.actual.numeric and not zero_target(i) and deducted(i)


def unanswered(i: Indicator) -> Checks:
    """For a target that nothing answers yet: a check that can't be made, so that it is counted and not passed over."""
    if i.target.numeric and i.actual.blank and not zero_target(i) and not i.part:
        yield at_most(i.score, i.weight * (i.actual.figure / i.target.figure))


def stated(i: Indicator) -> dict[str, Any]:
    return {"target": i.target.text, "actual": i.actual.text}


@rule("I201", "error", zh="目标没有完成却得满分", en="Full marks for a missed target")
def missed_full_marks(i: Indicator) -> Checks:
    """指标没有完成的，得分应低于分值。目标为0的由 I207 核对。

    可能合理：无。
    怎么办：按完成比例扣分，或改正完成值。
    ---
    A missed target does not get full marks. A target of 0 is I207's.

    May be right: never.
    To do: deduct in proportion, or mend the actual value.

    source: 财政部 项目支出绩效自评表填报说明，定量指标得分
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 95%以上 | 100% | 10 | 10

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 94% | 10 | 10

    bad: later than planned
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 时效指标 | 完工时限 | 2023年10月 | 2023年12月 | 10 | 10

    bad: a smaller decline than planned
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 成本指标 | 三公经费 | 比上年度下降10% | 下降5% | 5 | 5

    unknown:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 |  |  | 10 | 10

    silent: words are not judged
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        效益指标 | 社会效益指标 | 工资增加 | 按政策进行调整 | 按政策调整 | 10 | 10
    """
    yield from unanswered(i)
    if not (i.score.known and i.weight.known) or zero_target(i) or (i.target.numeric and i.actual.blank):
        return
    if i.target.blank or i.actual.blank:
        yield at_most(i.score, i.target.figure if i.target.blank else i.actual.figure)
    elif i.met is not None:
        yield same(i.score, FULL, holds=not (missed(i) and full_marks(i))).noted("missed-full", **stated(i))


@rule("I202", "error", zh="没有完成的指标得分偏高", en="A missed target is scored too high")
def over_scored(i: Indicator) -> Checks:
    """没有完成而扣了分的：越大越好的，得分 ≤ 分值 × 完成值/目标值；越小越好的，得分 ≤ 分值 × 目标值/完成值。变动、时间、文字不按比例核对。

    可能合理：当地按档次扣分。
    怎么办：按完成比例重新计分。
    ---
    A missed target is scored at most in proportion: weight × actual/target, or target/actual where less is better.
    Changes, times and words are not judged.

    May be right: the county deducts by bands.
    To do: score it in proportion.

    source: 财政部 项目支出绩效自评表填报说明，正向指标 B/A，反向指标 A/B
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 94% | 10 | 9.59

    bad: 0.31
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 94% | 10 | 9.9

    bad: 0.31 without its sign
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 0.94 | 10 | 9.9

    near: to whole points
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 工程量 | 43.2 | 37.24 | 10 | 9

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 99% | 10 | 9
    """
    yield from unanswered(i)
    if judged_by_size(i):
        yield at_most(i.score, proportion(i)).noted("over-scored", **stated(i))


@rule("I203", "verify", zh="没有完成的指标扣分偏重", en="A missed target is scored far below its proportion")
def under_scored(i: Indicator, *, by: str = "20%") -> Checks:
    """没有完成的指标，得分低于应得比例分超过分值20%的，请说明（可以从严扣分，只作提示）。

    可能合理：单位从严自评，或按当地办法加扣。
    怎么办：核对扣分依据，在原因栏写明。
    ---
    Where the score falls short of the proportion by more than 20 % of the weight, ask: the unit may deduct more.

    May be right: the unit was strict, or the county deducts more.
    To do: check the ground of the deduction and write it in the reason column.

    source: 财政部 项目支出绩效自评表填报说明
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 94% | 10 | 8

    ok: without its sign
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 0.94 | 10 | 9.5

    bad: 3.59
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 94% | 10 | 6

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 98% | 10 | 6
    """
    yield from unanswered(i)
    if judged_by_size(i):
        goal, done = i.target.figure, i.actual.figure
        fair = proportion(i)
        if i.side not in ONE_SIDED:
            fair = larger(i.weight * (figure("1", "1") - (done - goal) / goal), figure("0", POINTS))
        yield at_least(i.score, fair, give=i.weight * by).noted("under-scored", fair=fair, **stated(i))


@rule("I204", "missing", zh="没有完成或扣了分，没有写原因", en="No reason for a missed target or a deduction")
def reason_missing(i: Indicator, form: EvaluationForm, s: Submission) -> Checks:
    """目标没有完成，或无法判断而扣了分的，原因栏（或全表的原因栏）应写明；版式没有原因栏的不要求。其他表同名指标写了原因的，一并引出。

    可能合理：无。
    怎么办：写明偏差原因和改进措施。
    ---
    A missed target, or a deduction where the target can't be judged, has its reason, in its own column or the form's one cell.
    Where the layout has no place for it, it is not asked. The same indicator's reason in another form is quoted.

    May be right: never.
    To do: write the reason and what will be done.

    source: 财政部 项目支出绩效自评表，偏差原因分析及改进措施
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 94% | 10 | 6 | 督促及时认证

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 94% | 10 | 6 | 无

    bad: words, and points taken off
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        效益指标 | 社会效益指标 | 能力提升 | 明显提升 | 有所提升 | 10 | 8 |

    silent: no place for a reason
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 94% | 10 | 6

    silent: met
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 质量指标 | 发放率 | 大于等于98% | 98% | 10 | 10 |
    """
    yield from unanswered(i)
    if i.part or not (missed(i) or (i.met is None and deducted(i))):
        return
    elsewhere = next(
        (
            other.reason
            for f in s.evaluations
            if f is not form
            for other in f.indicators
            if other.name.text == i.name.text and other.reason.text
        ),
        None,
    )
    note = "reason-missing" if elsewhere is None else "reason-elsewhere"
    reason = indicator_reason(i, form)
    # Where the form has one reason cell for all, the finding is placed at the indicator that it is about.
    at = i.name if i.reason.absent else None
    yield present(reason).noted(note, at, score=i.score, weight=i.weight, elsewhere=elsewhere or "", **stated(i))


@rule("I205", "verify", zh="目标已完成却扣分，没有写原因", en="Points off for a target that was met, without a reason")
def met_but_deducted(i: Indicator, form: EvaluationForm) -> Checks:
    """目标已经完成的，得分 = 分值；扣了分的应写原因。版式没有原因栏的不要求。

    可能合理：单位从严自评。
    怎么办：写明扣分原因，或改为满分。
    ---
    A target that was met gets full marks, or a reason for the deduction, where the layout has a place for one.

    May be right: the unit was strict.
    To do: give the reason, or full marks.

    source: 财政部 项目支出绩效自评表填报说明
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 质量指标 | 验收合格率 | 100% | 100% | 20 | 20 |

    bad: 1
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 质量指标 | 验收合格率 | 100% | 100% | 20 | 19 |

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 验收合格率 | 100% | 100% | 20 | 19
    """
    yield from unanswered(i)
    reason = indicator_reason(i, form)
    if i.met and i.score.known and i.weight.known and not reason.absent:
        yield at_least(i.score, i.weight).unless(reason).noted("met-deducted", weight=i.weight, **stated(i))


@rule("I206", "verify", zh="完成值远超目标，目标可能偏低", en="Far above its target: the target may be too low")
def target_too_low(i: Indicator, form: EvaluationForm, *, over: str = "30%") -> Checks:
    """越大越好的指标，完成值不超过目标值的130%，超过的应写原因。变动、时间、写明“=”的不核对。

    可能合理：上级临时增加任务。
    怎么办：说明超额完成的原因；下年合理设定目标。
    ---
    Where more is better, the actual value stays within 130 % of the target, or a reason stands there.
    Never for changes, times or a written `=`.

    May be right: tasks were added in the year.
    To do: explain it, and set a fitting target next year.

    source: 财政部 项目支出绩效自评表填报说明，超额完成30%以上应分析原因
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 培训人数 | ≥100人 | 120人 | 10 | 10

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 缴费人数 | 大于15万人 | 20.15万人 | 10 | 10

    ok: with its reason
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 数量指标 | 缴费人数 | 大于15万人 | 20.15万人 | 10 | 10 | 年中扩大参保范围

    silent: less is better
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 成本指标 | 经费控制额 | 50万元 | 70万元 | 10 | 10

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 培训人数 | =100人 | 140人 | 10 | 10
    """
    goal = i.target.figure
    if i.target.numeric and i.actual.numeric and goal.value > 0 and i.target.side != "=" and i.side in ONE_SIDED:
        yield (
            at_most(i.actual.figure, goal, give=goal * over)
            .unless(indicator_reason(i, form))
            .noted("target-low", **stated(i))
        )


@rule("I207", "error", zh="目标为0而未做到，却得满分", en="Full marks though a target of 0 was missed")
def zero_target_marks(i: Indicator) -> Checks:
    """目标为0（如事故0起）的，完成值为0才能得满分；不作除法。

    可能合理：无。
    怎么办：按当地办法扣分，或改正完成值。
    ---
    A target of 0 gets full marks only at 0; it is never divided by.

    May be right: never.
    To do: take points off, or mend the actual value.

    source: 财政部 项目支出绩效自评表填报说明
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 安全事故 | 0起 | 0起 | 10 | 10

    bad: 1
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 质量指标 | 安全事故 | 0起 | 1起 | 10 | 10

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 质量指标 | 安全事故 | 0起 | 1起
    """
    if zero_target(i) and i.side not in ONE_SIDED and i.actual.numeric and full_marks(i):
        yield equal(i.actual.figure, i.target.figure).noted("zero-target", score=i.score, **stated(i))


@rule("I208", "verify", zh="数字目标用文字作答", en="A numeric target is answered in words")
def word_for_number(i: Indicator, form: EvaluationForm) -> Checks:
    """目标是数字的，完成值也应是数字；写了原因的，或已扣分而由 I204 问原因的，不再提示。

    可能合理：无法取得数据。
    怎么办：填写实际完成的数字。
    ---
    A numeric target is answered by a number; not where a reason stands there, or points are off and I204 asks.

    May be right: the figure can't be had.
    To do: fill in what was done, as a number.

    source: 财政部 项目支出绩效自评表填报说明，定量指标填实际数值
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 未完成原因
        产出指标 | 质量指标 | 查处率 | 不低于90% | 95% |

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 未完成原因
        产出指标 | 质量指标 | 查处率 | 不低于90% | 达成预期指标 |

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 未完成原因
        效益指标 | 社会效益 | 知晓度是否提高 | 是 | 是 |
    """
    if i.target.kind in ("number", "approximate") and not (i.actual.blank or i.actual.absent) and i.name.text:
        words = i.actual.kind == "words" and not any(char.isdigit() for char in i.actual.text.text)
        if words and (indicator_reason(i, form).text or deducted(i)):
            return
        yield same(i.actual.text, A_NUMBER, holds=not words).noted("word-for-number", **stated(i))


@rule("I209", "error", zh="目标值与完成值的单位不能换算", en="The units of target and actual don't convert")
def unit_mismatch(i: Indicator) -> Checks:
    """目标值和完成值的单位能互相换算（万元与元、公里与米可以；人与万元不可以）。

    可能合理：无。
    怎么办：改用同一单位。
    ---
    The units of target and actual convert into each other.

    May be right: never.
    To do: use one unit for both.

    source: 填报说明
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 成本指标 | 经费 | 10万元 | 98000元

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 培训规模 | 100人 | 2万元

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 培训规模 | 100 | 100人
    """
    units = (i.target.figure.unit, i.actual.figure.unit)
    # A whole year's 24场 may well meet 2场/月: I206 says that it was not checked.
    bases = [unit.partition("/")[0] for unit in units]
    if i.target.numeric and i.actual.numeric and all(map(is_unit, units)) and (bases == [*units] or not alike(*bases)):
        yield same(i.actual.text, i.target.text, holds=alike(*units)).noted("unit-mismatch", **stated(i))


@rule("I210", "missing", zh="指标有空格", en="An indicator has a blank cell")
def blank_cell(i: Indicator) -> Checks:
    """已列名的指标，目标值、完成值、得分都应填写（版式有的栏），一格一条；分值由 I106 核对，“其中”行不要求。

    可能合理：无。
    怎么办：补填。
    ---
    A named indicator has its target, actual value and score, where the layout has the column; one finding for each blank cell.

    May be right: never.
    To do: fill it in.

    source: 财政部 项目支出绩效自评表
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 培训场次 | 10场 | 10场 | 10 | 10

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 培训场次 | 10场 |  | 10 | 10

    silent: an empty slot of the template
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 指标1： |  |  |  |
    """
    if not i.name.text or i.part:
        return
    for said in (i.target, i.actual):
        if not said.absent:
            yield present(said.text)
    yield present(i.score)


@rule("I211", "verify", zh="同一指标重复出现", en="The same indicator twice")
def duplicate_indicator(form: EvaluationForm) -> Checks:
    """同一张表里三级指标不重复；括号里的字也算名称，“指标1：”不算。

    可能合理：同名而口径不同。
    怎么办：合并，或在名称中写明区别。
    ---
    No level-3 indicator stands twice in one form; words in brackets count, `指标1：` does not.

    May be right: they measure different things.
    To do: join them, or name the difference.

    source: 绩效自评审核的通行做法
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 其他试验（水稻） | 3组 | 3组
        产出指标 | 数量指标 | 其他试验（玉米） | 2组 | 2组

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 指标1：田间试验 | 3组 | 3组
        产出指标 | 数量指标 | 指标2：田间试验 | 2组 | 2组

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 |  |  |
    """
    named = form.named
    times = Counter(i.name.text for i in named)
    seen: set[str] = set()
    for i in named:
        if i.name.text in seen:
            first = next(other.name for other in named if other.name.text == i.name.text)
            yield same(i.name, first, holds=False).noted("duplicate", times=str(times[i.name.text]))
        seen.add(i.name.text)
    if named and len(times) == len(named):
        yield same(named[0].name, named[0].name, holds=True)


@rule("I212", "missing", zh="一级指标不全，或一级指标名称空着", en="A level-1 group is missing, or its label is blank")
def group_missing(form: EvaluationForm) -> Checks:
    """有一级指标栏的自评表，产出、效益、满意度都应有（按一级指标名或同类的二级指标名认）；这类行的一级指标名空着的，指出空着的名称。

    可能合理：项目性质决定没有满意度指标。
    怎么办：补设指标，或补上一级指标名称。
    ---
    A form with a level-1 column has output, benefit and satisfaction, each by its level-1 label or a level-2 label of its kind;
    a level-1 label blank over such rows is the finding instead.

    May be right: the project has nobody to satisfy.
    To do: add the indicators, or write the label.

    source: 财政部 项目支出绩效自评表，一级指标
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 培训场次 | 10场 | 10场
        效益指标 | 社会效益指标 | 能力 | 提升 | 提升
        ^ | 服务对象满意度 | 满意度 | 90% | 95%

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 培训场次 | 10场 | 10场
        效益指标 | 社会效益指标 | 能力 | 提升 | 提升

    bad: the label is blank
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
         | 数量指标 | 培训场次 | 10场 | 10场
        ^ | 质量指标 | 合格率 | 90% | 95%
        效益指标 | 社会效益指标 | 能力 | 提升 | 提升
        满意度指标 | 服务对象满意度 | 满意度 | 90% | 95%

    silent: a flat list
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        培训场次 | 10场 | 10场 | 10 | 10
    """
    if form.flat or form.kind == "index-system" or not form.named:
        return
    blank = [
        g.label for g in form.groups if g.level == 1 and not g.label.text and any(i.name.text for i in g.indicators)
    ]
    yield from (present(label).noted("group-label-blank") for label in blank)
    there = {i.group for i in form.indicators} | {
        "satisfaction" for i in form.indicators if i.category == "satisfaction"
    }
    place = form.groups[0].label if form.groups else form.named[0].name
    for kind in ("output", "benefit", "satisfaction"):
        holds = kind in there or bool(blank)
        yield same(place, place, holds=holds).noted("group-missing", group=worded(f"group-{kind}"))


@rule("I213", "verify", zh="目标无法核对", en="A target that can't be verified")
def unverifiable_target(i: Indicator) -> Checks:
    """目标是约数（左右、约、近、余），或与表外的数相比（大于三个月整存整取利率）的，只能提示，不作判断。写到日的时间按日判断。

    可能合理：目标本来如此设定。
    怎么办：附依据；下年设定可以核对的目标。
    ---
    An approximate target, or one against a figure that is not in the form, is pointed out and not judged. A date is judged by its day.

    May be right: the target was set so.
    To do: give the evidence; set a target that can be checked next year.

    source: 绩效目标应当可衡量
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 培训人数 | ≥100人 | 120人

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        效益指标 | 经济效益指标 | 基金收益率 | 大于三个月整存整取利率 | 1.1%

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 培训人数 | 100人左右 | 120人

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 时效指标 | 发放时间 | 每月28号左右 | 每月25号左右
    """
    if i.target.kind in ("number", "approximate", "outside"):
        yield same(i.target.text, A_NUMBER, holds=i.target.kind == "number").noted(f"unverifiable-{i.target.kind}")


@rule("I214", "style", zh="完成值带着比较符号", en="An operator in the actual value")
def operator_in_actual(i: Indicator) -> Checks:
    """实际完成值是一个确定的数，不带 ≥、≤、以上等比较符号。

    可能合理：无。
    怎么办：填写实际数字。
    ---
    The actual value is one number, without ≥, ≤ or the like.

    May be right: never.
    To do: write the number.

    source: 填报说明
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 安装水尺 | ≥266米 | 266米

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 安装水尺 | ≥266米 | ≥266米

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 安装水尺 | ≥266米 | 完成
    """
    if i.actual.numeric:
        yield same(i.actual.text, A_NUMBER, holds=not i.actual.sign).noted("operator-in-actual")


def misfit(i: Indicator) -> str:
    """The key of what does not fit between an indicator's name, unit and level-2 category; empty where all does."""
    unit = i.target.figure.unit or i.actual.figure.unit
    base = scale(unit)[0]
    name = i.name.text.rstrip("0123456789.%‰()（）")
    if name.endswith("率") and not name.endswith(("效率", "频率", "速率")) and not is_ratio(unit):
        return "fit-rate"
    if name.endswith("人数") and base not in ("人", "人次", ""):
        return "fit-people"
    if name.endswith("次数") and base not in ("次", "人次", ""):
        return "fit-times"
    if i.category == "quantity" and is_ratio(unit):
        return "fit-percent-quantity"
    return "fit-people-quality" if i.category == "quality" and base == "人" else ""


@rule("I215", "style", zh="指标名称、单位与类别不相称", en="Name, unit and category don't fit")
def category_fit(i: Indicator) -> Checks:
    """名称里的“率”用百分比，“人数”用人或人次，“次数”用次或人次；百分比不属数量指标，人数不属质量指标。没有单位的数不核对；与所属小计行同单位的不核对。

    可能合理：当地指标库如此归类。
    怎么办：调整指标类别或单位。
    ---
    率 is in %, 人数 in 人 or 人次, 次数 in 次 or 人次; % is no quantity, a head count no quality. A bare number has no unit to misfit;
    not for lines under a sub-total of the same unit.

    May be right: the county's list of indicators has it so.
    To do: move the indicator, or change its unit.

    source: 绩效指标体系通用分类
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 质量指标 | 验收合格率 | 100% | 100%

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 库存真实率 | 100% | 100%

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 质量指标 | 缴费人数 | 大于15万人 | 20.15万人

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 质量指标 | 设备配备率 | 1000件 | 1000件

    silent: a bare number
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 质量指标 | 验收合格率 | 100 | 100
    """
    if i.target.kind in ("number", "approximate") and (unit := i.target.figure.unit) and unit != i.under:
        wrong = misfit(i)
        yield same(i.target.text, i.name, holds=not wrong).noted(
            wrong or "fit-rate", name=i.name.text, category=i.level2.text
        )


@rule("I216", "verify", zh="把预算金额当作数量指标", en="The budget amount as an output")
def funds_as_output(i: Indicator, form: EvaluationForm) -> Checks:
    """数量指标不应就是预算金额（元、万元换算后相等）：金额是投入，不是产出。

    可能合理：补助发放类项目以发放金额为任务。
    怎么办：改用能反映产出的指标。
    ---
    A quantity indicator is not the budget amount, after 元 and 万元: money is what goes in, not what comes out.

    May be right: the task is to pay out that sum.
    To do: name what was produced.

    source: 绩效指标设置要求
    since: 0.1

    ok:
        项目资金（万元） | 全年预算数 | 全年执行数
        年度资金总额 | 7.29 | 7.29
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 补助金额 | 50000元 | 50000元

    bad:
        项目资金（万元） | 全年预算数 | 全年执行数
        年度资金总额 | 7.29 | 7.29
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 执法补助经费 | 72890元 | 72890元

    silent:
        项目资金（万元） | 全年预算数 | 全年执行数
        年度资金总额 | 63 | 63
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 成本指标 | 成本控制数 | 63万元 | 63万元
    """
    goal, budget = i.target.figure, form.total.full_year
    named = any(word in i.name.text for word in ("金额", "经费", "资金", "投资", "支出", "补助"))
    if (
        i.category == "quantity"
        and i.target.numeric
        and budget.known
        and (is_money(goal.unit) or (not goal.unit and named))
    ):
        amount = goal.to(budget.unit)
        if amount.known:
            equals = amount.rounded(budget.digits) == budget.rounded(budget.digits) and bool(budget.value)
            yield same(i.target.text, A_NUMBER, holds=not equals).noted("funds-as-output", budget=budget)


@rule("I217", "error", zh="完成情况的档次与得分不符", en="The grade word does not fit the score")
def qualitative_band(i: Indicator) -> Checks:
    """定性指标按达成（80%–100%）、部分达成（60%–80%）、未达成（0–60%）三档计分。

    可能合理：当地分档不同。
    怎么办：按档次改正得分。
    ---
    达成 scores 80 to 100 % of the weight, 部分达成 60 to 80 %, 未达成 0 to 60 %.

    May be right: the county has other bands.
    To do: mend the score.

    source: 财政部 项目支出绩效自评表填报说明，定性指标三档
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        效益指标 | 社会效益指标 | 能力提升 | 明显提升 | 部分达成预期指标 | 10 | 7

    bad: 1
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        效益指标 | 社会效益指标 | 能力提升 | 明显提升 | 部分达成预期指标 | 10 | 9

    bad: 1
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        效益指标 | 社会效益指标 | 能力提升 | 明显提升 | 达成预期指标 | 10 | 7

    silent:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        效益指标 | 社会效益指标 | 能力提升 | 明显提升 | 有所提升 | 10 | 7
    """
    band = next(
        (b for b in BANDS if i.actual.kind == "words" and i.actual.text.text.removeprefix("已").startswith(b[0])), None
    )
    if band and i.score.known and i.weight.known:
        low, high = i.weight * band[1], i.weight * band[2]
        check = at_most(i.score, high) if i.score.value > high.value else at_least(i.score, low)
        yield check.noted("band", low=low, high=high, **stated(i))


@rule("I218", "style", zh="目标值和完成值一个有单位一个没有", en="Target or actual lacks its unit")
def unit_missing(i: Indicator) -> Checks:
    """目标值、完成值都是数字的，要么都带单位，要么由单位栏或表头给出单位。

    可能合理：无；核对时按有单位的一方理解。
    怎么办：补上单位。
    ---
    Where target and actual are numbers, both carry a unit, or a unit column or the header gives it.

    May be right: never; the other's unit is taken.
    To do: write the unit.

    source: 填报说明
    since: 0.1

    ok:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 参保人数 | 45万人 | 45.99万人

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 数量指标 | 参保任务 | 大于等于45万人 | 45.99

    silent:
        一级指标 | 二级指标 | 三级指标 | 指标值 | 度量单位 | 实际完成值
        产出指标 | 数量指标 | 补助经费 | 72890 | 元 | 72890
    """
    if i.target.numeric and i.actual.numeric and not i.unit_column:
        units = (i.target.figure.unit, i.actual.figure.unit)
        if any(units):
            lacking = i.actual.text if not units[1] else i.target.text
            yield same(lacking, A_NUMBER, holds=all(units)).noted(
                "unit-missing", unit=units[0] or units[1], **stated(i)
            )


@rule("I219", "verify", zh="实际完成情况照抄预期目标", en="The goals were copied as what was done")
def goal_copied(form: EvaluationForm, *, at: str = "0.9", least: str = "20") -> Checks:
    """实际完成情况不是预期目标的照抄：去掉“了”“已”后相似度低于0.90；不足20字的不比。

    可能合理：目标写得很具体，逐条完成。
    怎么办：写明实际做了什么、做到什么程度。
    ---
    What was done does not repeat the goals: similarity below 0.90 without 了 and 已; texts under 20 characters are not compared.

    May be right: the goals were concrete and were met one by one.
    To do: say what was done and how far it went.

    source: 绩效自评审核的通行做法
    since: 0.1

    ok:
        预期目标 | 实际完成情况
        举办三期业务培训，提升乡镇经办人员的政策水平和业务能力。 | 全年培训一百二十人，考核全部合格，群众办事等候时间缩短一半。

    bad:
        预期目标 | 实际完成情况
        举办三期业务培训，提升乡镇经办人员的政策水平和业务能力。 | 举办了三期业务培训，提升了乡镇经办人员的政策水平和业务能力。

    silent:
        预期目标 | 实际完成情况
        完成培训 | 完成培训
    """
    first, second = bare(form.expected), bare(form.achieved)
    if min(len(first), len(second)) < max(int(least), 1):
        return
    share, shared = 0.0, (Counter(first) & Counter(second)).total()
    # In order two texts share no more characters than in any order, and most share too few in any.
    if 2 * shared / (len(first) + len(second)) >= float(at):
        from difflib import SequenceMatcher

        share = SequenceMatcher(None, first, second, autojunk=False).ratio()
    yield same(form.achieved, form.expected, holds=share < float(at)).noted("goal-copied", share=f"{share:.2f}")


def bare(text: Text) -> str:
    return "".join(text.text.split()).replace("了", "").replace("已", "")
