"""I1, I3: weights, scores, their sums and the grade."""

from selfeval.checks import Checks, at_least, at_most, equal, fails, present, rule, same
from selfeval.figure import NOWHERE, Text, figure
from selfeval.forms.evaluation import EvaluationForm, Group, Indicator, score_sum
from selfeval.units import POINTS

KINDS = ("output", "benefit", "satisfaction")
STANDARD = {"output": 50, "benefit": 30, "satisfaction": 10}
COST_FIRST = {"cost": 20, "output": 40, "benefit": 20, "satisfaction": 10}
GRADES = (("优", "优秀", 90), ("良", "良好", 80), ("中", "一般", 60), ("差", "较差", 0))


def kinds_there(form: EvaluationForm) -> set[str]:
    """The kinds of indicator in a form, each by its level-1 label or a level-2 label of its kind."""
    return {i.group for i in form.indicators} | {
        "satisfaction" for i in form.indicators if i.category == "satisfaction"
    }


@rule("I101", "error", zh="分值合计不符", en="The weights do not add up")
def weight_total(form: EvaluationForm) -> Checks:
    """执行分值 + 各指标分值 = 印出的分值合计 = 100；没有印合计的，产出、效益、满意度齐全时应为100。

    可能合理：无；小计行、其中行不重复计。
    怎么办：改正分值，使合计为100。
    ---
    The execution weight and all weights add up to the printed total, and that is 100; without a printed total they are 100 where
    output, benefit and satisfaction are all there.

    May be right: never; sub-totals and parts are counted once.
    To do: mend the weights so that they add up to 100.

    source: 财政部 项目支出绩效自评表，分值
    since: 0.1

    ok:
        项目资金（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 46 | 46 | 10 | 100% | 10
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 50 | 50
        效益指标 | 能力提升 | 提升 | 提升 | 30 | 30
        满意度指标 | 满意度 | 90% | 90% | 10 | 10
        总分 |  |  |  | 100 | 100

    bad: 10
        项目资金（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 46 | 46 | 10 | 100% | 10
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 60 | 50
        效益指标 | 能力提升 | 提升 | 提升 | 30 | 30
        满意度指标 | 满意度 | 90% | 90% | 10 | 10
        总分 |  |  |  | 100 | 100

    bad: 5
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 60 | 50
        效益指标 | 能力提升 | 提升 | 提升 | 25 | 25
        满意度指标 | 满意度 | 90% | 90% | 10 | 10

    unknown: a weight is blank
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 60 | 50
        效益指标 | 能力提升 | 提升 | 提升 |  | 30
        总分 |  |  |  | 100 | 100

    silent: no total, and not all groups
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 60 | 50

    silent: a blank form, whose slots are still empty
        项目资金（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 |  |  | 10 |  |
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标（50分） |  |  |  |  |
        总分 |  |  |  | 100 |
    """
    ought = score_sum(form.indicators, "weight", form.execution.weight)
    printed = form.weight_total
    if not (form.has_weight and form.indicators):
        return
    if printed.known:
        yield equal(printed, ought)
        if not fails(equal(printed, ought)):
            yield equal(printed, figure("100", POINTS)).noted("weights-not-100")
    elif kinds_there(form) >= set(KINDS):
        yield equal(ought, figure("100", POINTS)).noted("weights-not-100", form.indicators[0].weight)


@rule(
    "I102", "error", zh="标题的分值与下列指标分值之和不符", en="The weights under a heading do not add up to its number"
)
def group_weight(g: Group) -> Checks:
    """标题里写的分值（如“效益指标（30分）”）= 其下各指标分值之和；整块、一级、二级标题都核对。

    可能合理：无。
    怎么办：改正指标分值，或改正标题里的数字。
    ---
    The number in a heading equals the sum of the weights below it: for the block, a level-1 or a level-2 heading.

    May be right: never.
    To do: mend the weights, or the number in the heading.

    source: 自评表各级指标标题
    since: 0.1

    ok:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        效益指标（20分） | 收入增长 | 10% | 10% | 10 | 10
        ^ | 能力提升 | 提升 | 提升 | 10 | 10

    bad: 10
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        效益指标（30分） | 收入增长 | 10% | 10% | 10 | 10
        ^ | 能力提升 | 提升 | 提升 | 10 | 10

    unknown: a weight is blank
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        效益指标（30分） | 收入增长 | 10% | 10% | 10 | 10
        ^ | 能力提升 | 提升 | 提升 |  | 10

    silent:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        效益指标 | 收入增长 | 10% | 10% | 10 | 10
    """
    yield equal(g.weight, score_sum(g.indicators, "weight")).noted("group-weight", heading=g.label)


@rule("I103", "style", zh="分值没有按通用标准设置", en="The weights are not the standard ones")
def standard_weights(form: EvaluationForm) -> Checks:
    """通用标准为预算执行10、产出50、效益30、满意度10（成本列为一级指标的：成本20、产出40、效益20、满意度10）；标题里写了分值的按标题，不核对此项。

    可能合理：当地另有规定。
    怎么办：按当地规定核对分值设置。
    ---
    The standard is 10 for execution, 50, 30 and 10 (with cost as a level-1 group 20, 40, 20, 10); headings that carry numbers rule instead.

    May be right: the county has its own standard.
    To do: check the weights against the county's rules.

    source: 财政部 项目支出绩效自评表填报说明
    since: 0.1

    ok:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 50 | 50
        效益指标 | 能力提升 | 提升 | 提升 | 30 | 30
        满意度指标 | 满意度 | 90% | 90% | 10 | 10

    bad: 10
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 60 | 60
        效益指标 | 能力提升 | 提升 | 提升 | 20 | 20
        满意度指标 | 满意度 | 90% | 90% | 10 | 10

    silent: the headings say so
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标（60分） | 培训场次 | 10场 | 10场 | 60 | 60
        效益指标（20分） | 能力提升 | 提升 | 提升 | 20 | 20
        满意度指标（10分） | 满意度 | 90% | 90% | 10 | 10
    """
    tops = [g for g in form.groups if g.level == 1]
    there = {g.group for g in tops}
    if not there >= set(KINDS) or any(g.weight.known for g in form.groups) or form.kind == "index-system":
        return
    standard = COST_FIRST if "cost" in there else STANDARD
    execution = form.execution.weight
    if execution.known and execution.value != 10:
        return
    whole = score_sum(form.indicators, "weight")
    if not execution.known and whole.known and whole.value == 100:
        # Without execution the indicators have all points: a standard of the layout's own.
        return
    for kind, points in standard.items():
        members = [i for g in tops if g.group == kind for i in g.indicators]
        place = next(g.label for g in tops if g.group == kind)
        yield equal(score_sum(members, "weight"), figure(points, POINTS)).noted("standard-weight", place)


@rule("I104", "error", zh="总分与各项得分之和不符", en="The total score is not the sum of the scores")
def score_total(form: EvaluationForm) -> Checks:
    """执行得分 + 各指标得分 = 印出的总分；小计行、其中行不重复计；没有印总分的不核对。

    可能合理：无。
    怎么办：重新加总得分。
    ---
    The execution score and all scores add up to the printed total; sub-totals and parts are counted once.

    May be right: never.
    To do: add up the scores again.

    source: 财政部 项目支出绩效自评表，总分
    since: 0.1

    ok:
        项目资金（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 46 | 46 | 10 | 100% | 10
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 50 | 46
        总分 |  |  |  | 60 | 56

    bad: 4
        项目资金（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 46 | 46 | 10 | 100% | 10
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 50 | 46
        总分 |  |  |  | 60 | 60

    unknown: a score is blank
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 50 | 46
        效益指标 | 能力提升 | 提升 | 提升 | 30 |
        总分 |  |  |  | 80 | 76

    silent: none printed
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 50 | 46
    """
    if not form.score_total.blank:
        yield equal(form.score_total, score_sum(form.indicators, "score", form.execution.score))


@rule("I105", "error", zh="得分超出分值范围", en="A score is outside its weight")
def score_range(form: EvaluationForm) -> Checks:
    """0 ≤ 得分 ≤ 分值，执行行和各指标都核对。

    可能合理：无。
    怎么办：改正得分。
    ---
    A score is between 0 and its weight, on the execution row and each indicator.

    May be right: never.
    To do: mend the score.

    source: 财政部 项目支出绩效自评表，得分不得超过分值
    since: 0.1

    ok:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 10 | 10

    bad: 2
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 10 | 12

    silent:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值
        产出指标 | 培训场次 | 10场 | 10场
    """
    row = form.execution
    for score, weight in ((row.score, row.weight), *((i.score, i.weight) for i in form.indicators)):
        if score.known and weight.known:
            yield at_most(score, weight) if score.value >= 0 else at_least(score, figure("0", POINTS))


@rule("I106", "error", zh="指标没有分值", en="An indicator without a weight")
def weight_missing(i: Indicator) -> Checks:
    """设有分值栏的，每个填了的指标分值应大于0；以“其中”开头的行属于上面的指标，不单独要求。

    可能合理：无。
    怎么办：补填分值。
    ---
    Where the layout has weights, each indicator has one above 0; a line that begins with 其中 is part of the one above.

    May be right: never.
    To do: give the indicator its weight.

    source: 财政部 项目支出绩效自评表，分值
    since: 0.1

    ok:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 10 | 10

    bad:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 |  | 10

    bad:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 0 | 0

    silent:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 其中：线上培训 | 10场 | 10场 |  |
    """
    if i.part or not (i.name.text or i.target.text.text):
        return
    if i.weight.known:
        yield same(i.weight, i.weight, holds=i.weight.value > 0).noted("weight-zero")
    else:
        yield present(i.weight)


@rule("I107", "missing", zh="总分没有填写", en="The total score is blank")
def total_blank(form: EvaluationForm) -> Checks:
    """合计行设有得分格、已列指标的，总分应填写。

    可能合理：无。
    怎么办：填写总分。
    ---
    Where the total row has a cell for the score and indicators are named, it is filled.

    May be right: never.
    To do: fill in the total.

    source: 财政部 项目支出绩效自评表，总分
    since: 0.1

    ok:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 100 | 100
        总分 |  |  |  | 100 | 100

    bad:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 100 | 100
        总分 |  |  |  | 100 |

    silent:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 培训场次 | 10场 | 10场 | 100 | 100
    """
    if form.named:
        yield present(form.score_total)


@rule("I301", "error", zh="评价等级与总分不符", en="The grade does not fit the score")
def grade(form: EvaluationForm) -> Checks:
    """总分90分以上为优，80分以上为良，60分以上为中，60分以下为差。

    可能合理：当地等级划分不同。
    怎么办：按总分改正等级。
    ---
    From 90 优, from 80 良, from 60 中, below 差.

    May be right: the county draws the lines elsewhere.
    To do: mend the grade.

    source: 财政部 项目支出绩效评价管理办法，评价等级
    since: 0.1

    ok:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 说明
        产出指标 | 培训场次 | 10场 | 10场 | 100 | 96 |
        总分 |  |  |  | 100 | 96 | 优

    bad:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 说明
        产出指标 | 培训场次 | 10场 | 10场 | 100 | 86 |
        总分 |  |  |  | 100 | 86 | 优

    silent:
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 说明
        产出指标 | 培训场次 | 10场 | 10场 | 100 | 96 |
        总分 |  |  |  | 100 | 96 |
    """
    said, score = form.grade, form.score_total
    if not said.text or not score.known or not any(said.text in (short, long) for short, long, _ in GRADES):
        return
    short, long = next((short, long) for short, long, least in GRADES if score.value >= least or not least)
    yield same(said, Text(short, NOWHERE), holds=said.text in (short, long)).noted("grade", score=score)
