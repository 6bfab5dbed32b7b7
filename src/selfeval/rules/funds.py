"""E: the funds of a 自评表, their execution, their sources and uses."""

from selfeval.checks import HUNDRED, Check, Checks, at_least, at_most, equal, fails, present, rule
from selfeval.figure import UNKNOWN, Figure, Why, figure, first, nearer, smaller, total
from selfeval.forms.evaluation import EvaluationForm, FundRow, Split
from selfeval.forms.reasons import fund_reason
from selfeval.forms.submission import Submission


def spent_share(row: FundRow) -> Figure:
    """全年执行数 / 全年预算数, as a percentage."""
    return (row.executed / row.full_year).to("%")


def no_budget(row: FundRow) -> bool:
    return row.full_year.known and not row.full_year.value


def needs_reason(row: FundRow) -> bool:
    """Whether the row's own reason column has something to explain: an adjustment, or less than 90 % spent."""
    changed = row.full_year - row.initial
    share = spent_share(row)
    return (changed.known and bool(changed.value)) or (share.known and share.value < 90)


@rule("E101", "error", zh="执行率与执行数、预算数不符", en="Execution rate does not follow from spending and budget")
def execution_rate(form: EvaluationForm) -> Checks:
    """执行率 = 全年执行数 / 全年预算数（不是年初预算数）；执行行和其他填了执行率的行都核对。

    可能合理：无；四舍五入和截尾不报。
    怎么办：按全年预算数重新计算执行率。
    ---
    The rate is what was spent over the full-year budget (not the initial one), on the execution row and each row with a rate.

    May be right: never; rounding and cutting are not reported.
    To do: compute the rate again from the full-year budget.

    source: 财政部 项目支出绩效自评表，执行率（B/A）
    since: 0.1

    ok:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 354.83 | 444.37 | 444.24 | 10 | 99.97% | 10

    ok: a ratio
        项目资金（万元） | 预算数(A) | 执行数(B) | 执行率(B/A) | 得分
        年度财政资金总额 | 1.56 | 1.56 | 1 | 20

    bad: 25.23
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 354.83 | 444.37 | 444.24 | 10 | 125.20% | 10

    near: cut, not rounded
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 |  | 32.4 | 31.69 | 10 | 97.80% | 9

    unknown:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 880 | 880 | 880 | 10 |  | 10

    silent:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 0 | 0 | 0 | 10 | 0 |
    """
    execution = form.execution
    for row in form.funds:
        if (row is execution or row.rate.known) and not no_budget(row):
            yield equal(row.rate, row.executed / row.full_year)


@rule("E102", "error", zh="执行得分与执行率不符", en="Execution score does not follow from the rate")
def execution_score(form: EvaluationForm) -> Checks:
    """得分 = 分值 × 执行率（重新计算，最高100%）；印出的执行率更接近的，按印出的算（E101 已指出）。

    可能合理：当地按档次给分。
    怎么办：按分值乘以执行率重新计算得分。
    ---
    The score is the weight times the recomputed rate, 100 % at most; from the printed rate where that is nearer.

    May be right: the county scores by bands.
    To do: compute the score again.

    source: 财政部 项目支出绩效自评表，预算执行率得分
    since: 0.1

    ok: 9.997 is 10
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 354.83 | 444.37 | 444.24 | 10 | 99.97% | 10

    bad: 0.78
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 |  | 32.4 | 31.69 | 10 | 97.81% | 9

    bad: 0.01
        预算执行情况（万元）（20分） |  | 预算数(A) | 执行数(B) | 执行率(B/A) | 得分（20分*执行率）
         | 年度财政资金总额 | 278.4449 | 30.00 | 10.77% | 2.16

    near: to whole points
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 43.2 | 43.2 | 37.24 | 10 | 86% | 9

    unknown:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 43.2 | 43.2 | 37.24 | 10 | 86% |

    silent:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
        年度资金总额 | 43.2 | 43.2 | 37.24 | 86%
    """
    row = form.execution
    if no_budget(row):
        return
    ought = row.weight * smaller(spent_share(row), HUNDRED)
    if ought.known and fails(equal(row.rate, row.executed / row.full_year)):
        ought = nearer(row.score, ought, row.weight * smaller(row.rate, HUNDRED))
    yield equal(row.score, ought)


@rule("E103", "error", zh="没有预算却有执行率或得分", en="A rate or a score without any budget")
def zero_budget_rate(form: EvaluationForm) -> Checks:
    """全年预算数为0时，执行率应为空、0或“/”，不得计分。

    可能合理：无。
    怎么办：删去执行率和得分，或补填全年预算数。
    ---
    With a full-year budget of 0 the rate is blank, 0 or `/`, and no score is claimed.

    May be right: never.
    To do: take out rate and score, or fill in the budget.

    source: 财政部 项目支出绩效自评表，执行率（B/A）
    since: 0.1

    ok:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 0 | 0 | 0 | 10 | 0 | 0

    bad:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 0 | 0 | 0 | 10 | 100% | 0

    bad: 10
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 0 | 0 | 0 | 10 | / | 10

    silent:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 5 | 5 | 5 | 10 | 100% | 10
    """
    row = form.execution
    if no_budget(row):
        yield from (equal(claim, figure("0")).noted("zero-budget") for claim in (row.rate, row.score) if claim.known)


@rule("E104", "error", zh="年度资金总额与各来源之和不符", en="Total of funds is not the sum of its sources")
def fund_sources(form: EvaluationForm) -> Checks:
    """年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金，填了分项的列逐列核对。

    可能合理：无。
    怎么办：补齐资金来源，或改正总额。
    ---
    The total equals its sources, in each column where a source is filled.

    May be right: never.
    To do: complete the sources, or mend the total.

    source: 财政部 项目支出绩效自评表，项目资金
    since: 0.1

    ok:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 46 | 46 | 46
        其中：当年财政拨款 | 40 | 46 | 46
        上年结转资金 | 6 |  |

    bad: 3.00
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 46 | 46 | 46
        其中：当年财政拨款 | 46 | 46 | 40
        上年结转资金 |  |  | 3

    unknown:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 46 | 46 | 46
        其中：当年财政拨款 | 46 | 46 | 40
        彩票公益金 |  |  | 6

    silent:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 46 | 46 | 46
        其中：当年财政拨款 |  |  |
    """
    whole = form.total
    kinds = ("part", "use") if sum(row.kind == "total" for row in form.funds) > 1 else ("part",)
    parts = [row for row in form.funds if row.kind in kinds and row is not whole]
    for at, said in enumerate(whole.columns):
        sources = [row.columns[at] for row in parts]
        if not any(source.known for source in sources):
            continue
        if len(parts) == 1 and parts[0].among and not sources[0].stray:
            # A lone 其中 row need not exhaust the whole.
            yield at_most(sources[0], said)
        else:
            yield equal(said, total(sources))


def split_total(form: EvaluationForm) -> Figure:
    """全年执行数 or 全年预算数, whichever lies nearer to the income split; 全年执行数 without such a split."""
    row, income = form.total, form.income
    parts = total(income.parts)
    if not (parts.known or income.printed.known):
        return row.executed
    return nearer(income.printed if income.printed.known else parts, row.executed, row.full_year)


def check_split(split: Split, whole: Figure, form: EvaluationForm) -> Checks:
    """A printed sub-total equals its parts; the total equals the sub-total, or where only the parts hold them: one slip, one finding."""
    parts = total(split.parts)
    inner = equal(split.printed, parts)
    if split.printed.known:
        yield inner
    right = not fails(inner) or not fails(equal(whole, split.printed))
    ought = split.printed if split.printed.known and right else parts
    place = split.printed if not split.printed.absent else (split.parts or (whole,))[0]
    row = form.total
    check = equal(whole, ought)
    if not row.executed.known and fails(check):
        # It may equal what was spent, which the form does not say.
        check = equal(Figure(state=UNKNOWN, why=Why("blank", "全年执行数"), op="?", parts=(whole,)), ought)
    yield check.noted("split", place, whole=whole, executed=row.executed, budget=row.full_year, parts=parts)


@rule("E105", "error", zh="按收入性质分的合计与资金总额不符", en="Funds split by income do not add up to the total")
def income_split(form: EvaluationForm) -> Checks:
    """按收入性质分各项之和 = 全年执行数或全年预算数（取较接近的）；印有小计的，小计 = 各项之和。

    可能合理：无。
    怎么办：核对各项收入来源，补齐漏填的一项。
    ---
    The split by income equals what was spent or the full-year budget, whichever is nearer; a printed sub-total equals its parts.

    May be right: never.
    To do: check each source of income and complete what is missing.

    source: 部门整体支出绩效自评表，年度预算申请
    since: 0.1

    ok:
        年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数
        ^ | 年度资金总额 | 354.83 | 444.37 | 444.24
        ^ | 按收入性质分： | < | 按支出性质分： | <
        ^ | 其中：一般公共预算：444.24 | < | 其中：基本支出：373.59 | <
        ^ | 其他资金： | < | 项目支出：70.65 | <

    bad: 44.24
        年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数
        ^ | 年度资金总额 | 354.83 | 444.37 | 444.24
        ^ | 按收入性质分： | < | 按支出性质分： | <
        ^ | 其中：一般公共预算：400.00 | < | 其中：基本支出：373.59 | <

    unknown:
        年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数
        ^ | 年度资金总额 | 354.83 | 444.37 | 444.24
        ^ | 按收入性质分： | < | 按支出性质分： | <
        ^ | 其中：一般公共预算：400.00 | < | 其中：基本支出：373.59 | <
        ^ | 债券资金：44.24 | < | 项目支出：70.65 | <

    silent:
        年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数
        ^ | 年度资金总额 | 354.83 | 444.37 | 444.24
    """
    if form.income.there:
        yield from check_split(form.income, split_total(form), form)


@rule(
    "E106",
    "error",
    zh="基本支出与项目支出之和与资金总额不符",
    en="Basic and project expenditure do not add up to the total",
)
def expenditure_split(form: EvaluationForm) -> Checks:
    """基本支出 + 项目支出 = E105 所取的总额（没有收入性质划分的，取全年执行数）；印有小计的，小计 = 各项之和。

    可能合理：无。
    怎么办：核对基本支出、项目支出，与决算报表保持一致。
    ---
    Basic plus project expenditure equals the total that E105 took; a printed sub-total equals its parts.

    May be right: never.
    To do: check both against the final accounts.

    source: 部门整体支出绩效自评表，年度预算申请
    since: 0.1

    ok:
        年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数
        ^ | 年度资金总额 | 354.83 | 444.37 | 444.24
        ^ | 按收入性质分： | < | 按支出性质分： | <
        ^ | 其中：一般公共预算：444.24 | < | 其中：基本支出：373.59 | <
        ^ | 其他资金： | < | 项目支出：70.65 | <

    bad: 104.45
        年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数
        ^ | 年度资金总额 | 861.10 | 2030.12 | 2030.12
        ^ | 按收入性质分： | < | 按支出性质分：1925.67 | <
        ^ | 其中：一般公共预算：2030.12 | < | 其中：基本支出：900.47 | <
        ^ | 其他资金： | < | 项目支出：1025.20 | <

    silent:
        年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数
        ^ | 年度资金总额 | 354.83 | 444.37 | 444.24
    """
    if form.expenditure.there:
        yield from check_split(form.expenditure, split_total(form), form)
    uses = [row for row in form.funds if row.kind == "use"]
    if uses and sum(row.kind == "total" for row in form.funds) == 1:
        for at, said in enumerate(form.total.columns):
            if any(row.columns[at].known for row in uses):
                yield equal(said, total([row.columns[at] for row in uses]))


@rule("E107", "error", zh="执行数超过全年预算数", en="More was spent than the full-year budget")
def over_executed(form: EvaluationForm) -> Checks:
    """全年执行数 ≤ 全年预算数。超过年初预算数而在全年预算数之内的，不算超。

    可能合理：无；应先调整预算。
    怎么办：核对全年预算数是否漏了追加，或执行数口径有误。
    ---
    What was spent is within the full-year budget; above the initial one is fine.

    May be right: never; the budget is adjusted first.
    To do: see whether the full-year budget lacks an increase.

    source: 预算法；财政部 项目支出绩效自评表
    since: 0.1

    ok:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 354.83 | 444.37 | 444.24

    bad: 5.63
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 354.83 | 444.37 | 450.00

    silent:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 |  |  |
    """
    yield at_most(form.execution.executed, form.execution.full_year)


@rule("E108", "verify", zh="执行率低于90%而没有说明原因", en="Less than 90 % was spent, without a reason")
def low_execution(form: EvaluationForm, s: Submission, *, least: str = "90%") -> Checks:
    """执行率 ≥ 90%，否则应有原因：本行原因栏、全表原因栏、报告中关于预算调整或该差额的句子、同额指标的原因。

    可能合理：尾款未到付款条件、招标节约。
    怎么办：在原因栏或报告中说明未执行的原因。
    ---
    At least 90 % is spent, or a reason stands somewhere: the row, the form, a sentence of a report, an indicator of the same sums.

    May be right: a last instalment is not due yet, a tender came in lower.
    To do: give the reason in its column or in the report.

    source: 财政部 项目支出绩效自评表，偏差原因分析
    since: 0.1

    ok:
        项目资金（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 444.37 | 444.24 | 10 | 99.97% | 10

    bad:
        项目资金（万元） | 预算数(A) | 执行数(B) | 执行率(B/A) | 得分
        年度财政资金总额 | 278.4449 | 30.00 | 10.77% | 2.15

    ok: an indicator of the same sums gives the reason
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 43.2 | 43.2 | 37.24 | 10 | 86% | 8.62
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标 | 数量指标 | 工程资金金额 | 43.2 | 37.24 | 10 | 8.62 | 剩余尾款未到付款期

    silent:
        项目资金（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 |  |  | 10 |  |
    """
    row = form.execution
    if no_budget(row) or (row.reason.blank and not row.reason.absent and needs_reason(row)):
        return
    share = spent_share(row)
    said = share if share.known else row.rate
    check = at_least(said, least)
    if fails(check):
        check = check.unless(fund_reason(row, form, s, row.full_year - row.executed))
    yield check.noted(
        "low-execution", row.rate if row.rate.known else row.executed, executed=row.executed, budget=row.full_year
    )


@rule("E109", "verify", zh="预算调整幅度过大而没有说明", en="The budget was much adjusted, without a reason")
def budget_adjusted(form: EvaluationForm, s: Submission, *, by: str = "0.2") -> Checks:
    """全年预算数与年初预算数相差不超过20%，否则应有原因（同 E108 所列各处）。

    可能合理：年中追加人员经费、上级专项下达。
    怎么办：说明调整的事项、金额和依据。
    ---
    The full-year budget stays within 20 % of the initial one, or a reason stands somewhere, as for E108.

    May be right: staff costs or earmarked funds were added in the year.
    To do: say what was adjusted, by how much and on what ground.

    source: 财政部 项目支出绩效自评表；绩效自评审核的通行做法
    since: 0.1

    ok:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 400.00 | 444.37 | 444.24

    bad:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 354.83 | 444.37 | 444.24

    ok: the row gives its reason
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 偏差原因分析及改进措施
        年度资金总额 | 354.83 | 444.37 | 444.24 | 年中追加人员经费

    unknown:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 |  | 32.4 | 31.69

    silent:
        项目资金（万元） | 全年预算数 | 全年执行数
        年度资金总额 | 32.4 | 31.69
    """
    row = form.execution
    now, was = row.full_year, row.initial
    if row.reason.blank and not row.reason.absent and needs_reason(row):
        return
    fell = now.known and was.known and now.value < was.value
    check: Check = (at_least if fell else at_most)(now, was, was * by)
    if fails(check):
        check = check.unless(fund_reason(row, form, s, now - was))
    yield check.noted("adjusted", change=now - was, rate=((now - was) / was).to("%"))


@rule("E111", "missing", zh="预算调整或执行偏低的原因没有填写", en="The reason column of the funds is empty")
def adjustment_reason_blank(form: EvaluationForm) -> Checks:
    """资金行设有原因栏，全年预算数 ≠ 年初预算数或执行率低于90%的，原因栏应填写（模板提示语不算）。

    可能合理：无。
    怎么办：填写调整或未执行的原因。
    ---
    Where the fund row has a reason column, and the budget was adjusted or less than 90 % spent, it holds a reason.

    May be right: never; the template's prompt is none.
    To do: fill in why the budget was adjusted or not spent.

    source: 部门预算项目支出绩效自评表，原因
    since: 0.1

    ok:
        预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因
         | 总额 | 238.93 | 251.89 | 251.89 | 100.00% | 10 | 10 | 年中追加工资

    bad:
        预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因
         | 总额 | 238.93 | 251.89 | 251.89 | 100.00% | 10 | 10 | 无

    silent:
        预算执行情况（10分） | 年度预算数（万元） | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因
         | 总额 | 251.89 | 251.89 | 251.89 | 100.00% | 10 | 10 |
    """
    row = form.execution
    if needs_reason(row):
        yield present(row.reason).noted(
            "reason-blank", change=row.full_year - row.initial, budget=row.full_year, initial=row.initial
        )


@rule("E112", "missing", zh="执行率没有填写", en="The execution rate is blank")
def rate_blank(form: EvaluationForm) -> Checks:
    """预算数、执行数都填了，设有执行率栏的，执行率应填写。

    可能合理：无。
    怎么办：填写执行率。
    ---
    With budget and spending filled in, the rate is too, where the form has that column.

    May be right: never.
    To do: fill in the rate.

    source: 财政部 项目支出绩效自评表，执行率（B/A）
    since: 0.1

    ok:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 880 | 880 | 880 | 10 | 100% | 10

    bad:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 880 | 880 | 880 | 10 |  | 10

    silent:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 |  |  |  | 10 |  |
    """
    row = form.execution
    if row.full_year.known and row.executed.known and row.full_year.value:
        ought = spent_share(row)
        yield present(row.rate).noted("rate-blank", ought=ought)


@rule("E113", "missing", zh="执行得分没有填写", en="The execution score is blank")
def score_blank(form: EvaluationForm) -> Checks:
    """分值、执行数都填了，设有得分栏的，得分应填写。

    可能合理：无。
    怎么办：填写得分。
    ---
    With weight and spending filled in, the score is too, where the form has that column.

    May be right: never.
    To do: fill in the score.

    source: 财政部 项目支出绩效自评表，得分
    since: 0.1

    ok:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 880 | 880 | 880 | 10 | 100% | 10

    bad:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 880 | 880 | 880 | 10 | 100% |

    silent:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
        年度资金总额 | 880 | 880 | 880 | 100%
    """
    row = form.execution
    if row.weight.known and row.executed.known and not no_budget(row):
        yield present(row.score)


@rule("E110", "error", zh="表头公式不成立", en="A column breaks the formula in its header")
def header_formula(row: FundRow) -> Checks:
    """表头自带公式的栏目（如 小计③=①+②），逐行按公式核对；执行率由 E101 核对。

    可能合理：无。
    怎么办：按表头的公式重新计算。
    ---
    A column whose header carries its own formula obeys it in every row; the rate of execution is E101's.

    May be right: never.
    To do: compute the column again by its formula.

    source: 部门整体支出绩效自评表表头（福建等地）
    since: 0.1

    ok:
        资金结构 | 年初部门预算安排金额① | 年中调整金额② | 小计③=①+② | 年度拨付金额④ | 支出实现率(%)⑤=④/③ | 本年度结余金额⑥=③-④
        合计 | 130.54 | 58.07 | 188.61 | 188.45 | 99.92 | 0.16

    bad: 1.00
        资金结构 | 年初部门预算安排金额① | 年中调整金额② | 小计③=①+② | 年度拨付金额④ | 支出实现率(%)⑤=④/③ | 本年度结余金额⑥=③-④
        合计 | 130.54 | 58.07 | 189.61 | 188.45 | 99.39 | 1.16

    silent: no formula in the header
        资金结构 | 年初预算数 | 全年预算数 | 全年执行数
        合计 | 130.54 | 189.61 | 188.45
    """
    for formula in row.formulas:
        yield equal(formula.said, formula.ought)


@rule("E114", "error", zh="支出明细与合计不符", en="Vouchers do not add up to what was spent")
def detail_total(form: EvaluationForm) -> Checks:
    """支出明细逐笔之和 = 支出合计 = 实际支出，元与万元换算后比较；明细没有写单位的按元。

    可能合理：只列了主要的支出。
    怎么办：补齐明细，或改正合计。
    ---
    The lines of a list of vouchers add up to its total, and that is what the form says was spent, after 元 and 万元 are converted;
    lines without a unit are in 元.

    May be right: only the main vouchers are listed.
    To do: add the missing lines, or mend the total.

    source: 财政支出项目绩效评价自评报告，项目支出明细情况（湖南等地）
    since: 0.1

    ok:
        项目名称 | 森林防火专项
        实际支出(万元) | 5.5
        支出内容 | 实际支出数 | 会计凭证号 | 备注
        防火宣传 | 45300 | 12 |
        防火油料 | 9700 | 13 |
        支出合计 | 55000 | |

    bad: 1000
        项目名称 | 森林防火专项
        实际支出(万元) | 5.5
        支出内容 | 实际支出数 | 会计凭证号 | 备注
        防火宣传 | 45300 | 12 |
        防火油料 | 8700 | 13 |
        支出合计 | 55000 | |

    silent:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 46 | 46 | 46
    """
    yield equal(form.voucher_total, total(form.vouchers))
    yield equal(form.spent, first(form.voucher_total, total(form.vouchers)))
