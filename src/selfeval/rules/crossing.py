"""X: one submission's parts held against each other."""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from decimal import Decimal

from selfeval.checks import BAD, Checks, at_most, equal, fails, judge, rule, same
from selfeval.figure import BLANK, UNKNOWN, Figure, Text, Why, figure, nearer, total
from selfeval.forms.basic_data import BasicData
from selfeval.forms.evaluation import EvaluationForm, Indicator
from selfeval.forms.facts import (
    Match,
    akin,
    bare,
    basic_expenditure,
    executed,
    in_its_unit,
    line_name,
    matches,
    own_form,
    tabled,
    without_form,
)
from selfeval.forms.narrative import Report, Topic
from selfeval.forms.stated import Stated
from selfeval.forms.submission import Submission
from selfeval.units import RATIO, is_money, scale

PARTS_OF_SCORE = ("产出", "效益", "满意度", "执行", "指标", "过程", "决策", "投入", "管理", "项目")
COARSE_DIGITS = 4
DECLINE = re.compile("(?:下降|降低|压减|减少|压缩)(?:率|比例|幅度)$")
# So many figures beside one another are looked at; where more agree, they agree with one another.
NEIGHBOURS = 20


def said_of(prose: Figure, table: Figure) -> Checks:
    """That prose says what a table says; nothing in prose where the table is blank is the same."""
    if prose.known and not prose.value and table.state is BLANK:
        yield equal(prose, figure("0", prose.unit))
    else:
        yield equal(prose, table)


@rule("X101", "error", zh="同一事项前后数字不一致", en="One fact with two values")
def same_fact(s: Submission) -> Checks:
    """同一事项（编制、实有人数、三公经费及各项、公用经费、项目支出、支出总额、自评得分、项目的执行数）在各表和报告中应当一致。

    元、万元、人、万人换算后比较；位数足够的两个数只差末位一个单位的，当作同一个数（只提示）。

    可能合理：口径不同，报告中没有说明。
    怎么办：以决算、预算批复和原始台账为准，改正写错的一处。
    ---
    One fact has one value wherever it stands: staff, the three public expenses, public and project expenditure, the total,
    the score, what a project spent, across the tables and the reports.

    May be right: they are counted in different ways, and nothing says so.
    To do: go by the accounts, and mend the place that is wrong.

    source: 基础数据表、自评表、绩效报告
    since: 0.1

    ok:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年预算数 | 2024年决算数
        公务接待费 | 2 | 1.63
        2024年度部门整体支出绩效报告
        公务接待费支出决算为1.63万元。

    bad: 0.10
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年预算数 | 2024年决算数
        三公经费 | 4 | 2.76
        公用经费 | 30 | 28
        2024年度部门整体支出绩效报告
        “三公”经费支出决算为2.86万元。

    near: one last digit
        2024年度项目支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        全年认证人数 | ≥11.19万人 | 16.49万人 | 10 | 10
        总分 |  |  | 10 | 10
        2024年度项目支出绩效报告
        全年共认证164976人。

    silent:
        2024年度部门整体支出绩效报告
        公务接待费支出决算为1.63万元。
    """
    for report in s.reports:
        for t in report.topics:
            yield from money_agrees(t, report, s)
            yield from (equal(again, measure) for again, measure in repeated(t))
        yield from people_agree(report, s)
        yield from score_agrees(report, s)
    yield from (equal(form.score_said, form.score_total) for form in s.evaluations)
    project = [part for part in s.department.form.expenditure.parts if "项目支出" in part.where.label]
    yield from (equal(part, s.basic.final.project) for part in project)
    for match in matches(s):
        if match.form is not None and match.sure and is_line(match, s):
            yield equal(match.amount, executed(match.form, s))
    forms = {project_key(p.form.project.text): p.form for p in s.projects if p.form.project.text}
    for report in s.reports:
        for t in report.topics:
            if (form := forms.get(project_key(t.subject.text))) is not None:
                yield equal(t.spent, nearer(t.spent, *in_its_unit(form, s)))
                yield equal(t.score, form.score_total)
    lines = {bare(line_name(line)): line for line in s.basic.final.project_lines if line.known}
    for named in s.department.report.projects:
        if (line := lines.get(bare(named.name.text))) is not None:
            yield equal(named.amount, line)
    yield from one_last_digit(s)


def project_key(name: str) -> str:
    """A project's name without what a report hangs on it: 文物巡查项目支出."""
    return bare(name).removesuffix("支出").removesuffix("项目")


def is_line(match: Match, s: Submission) -> bool:
    return any(match.amount is line for family in s.basic.final.projects for line in family)


def repeated(t: Topic) -> Iterator[tuple[Figure, Figure]]:
    """What a passage says twice, each with the first time that it says it."""
    for again in t.again:
        for name in ("initial_budget", "annual_budget", "budget", "final", "amount", "score", "staff", "quota"):
            if getattr(t, name).known and getattr(t, name).value == again.value:
                yield again, getattr(t, name)
                break


def money_agrees(t: Topic, report: Report, s: Submission) -> Checks:
    if report is not s.department.report:
        if (own := own_form(t, s)) is not None:
            yield equal(t.spent, nearer(t.spent, *in_its_unit(own, s)))
        if t.concept in ("", "project", "total"):
            return
    if not t.concept:
        return
    yield from said_of(t.spent, tabled(s, t.concept, "final"))
    yield from said_of(t.prior_final, tabled(s, t.concept, "prior"))
    budget = tabled(s, t.concept, "budget")
    said = [b for b in (t.budget, t.initial_budget, t.annual_budget) if b.known]
    if said and not budget.absent:
        yield from said_of(nearer(budget, *said) if budget.known else said[0], budget)


def people_agree(report: Report, s: Submission) -> Checks:
    """编制 and 实有人数: of several that a report names the one that comes nearest to the table's."""
    staffing = s.basic.staffing
    for name, table in (("quota", staffing.quota), ("staff", staffing.staff)):
        said = [f for t in report.topics if t.concept == "staffing" and (f := getattr(t, name)).known]
        if said and table.known:
            yield equal(nearer(table, *said), table)


def score_agrees(report: Report, s: Submission) -> Checks:
    form = s.department.form
    if report is not s.department.report:
        form = next((p.form for p in s.projects if p.report is report), EvaluationForm())
    said = [t.score for t in report.topics if t.score.known and not any(w in t.subject.text for w in PARTS_OF_SCORE)]
    if report is not s.department.report and not said:
        said = [t.score for t in report.topics if t.score.known and t.subject.text.endswith("项目")]
    if said and form.score_total.known:
        yield equal(nearer(form.score_total, *said), form.score_total)


def one_last_digit(s: Submission) -> Checks:
    """Two figures of one base unit, the coarser with four digits or more, that differ by one last digit at most."""
    found = [f for f in counted(s) if f.known and f.value and significant(f) >= COARSE_DIGITS]
    by_base: dict[str, list[Figure]] = {}
    for said in found:
        base = scale(said.unit)[0]
        if base and base != RATIO:
            by_base.setdefault(base, []).append(said)
    for group in by_base.values():
        values = sorted(((f.value * scale(f.unit)[1], at) for at, f in enumerate(group)))
        for at, coarse in enumerate(group):
            unit = unit_of_last(coarse)
            value = coarse.value * scale(coarse.unit)[1]
            low = bisect_left(values, (value - unit, 0))
            finer = next(
                (
                    group[other]
                    for found, other in values[low : low + NEIGHBOURS]
                    if found <= value + unit
                    and (unit_of_last(group[other]), other) < (unit, at)
                    and same_number(coarse, group[other])
                ),
                None,
            )
            if finer is not None:
                check = equal(coarse, finer)
                judgement = judge(check)
                if judgement is not None and judgement.verdict is not BAD:
                    yield check


def counted(s: Submission) -> Iterator[Figure]:
    """The figures of work done, in the indicators, the goals and the reports; the tables' money has checks of its own."""
    for form in s.evaluations:
        yield from form.goal_figures
        for i in form.indicators:
            yield from (stated.figure for stated in (i.target, i.actual) if stated.kind == "number")
    for report in s.reports:
        yield from report.mentions
        yield from (t.amount for t in report.topics if t.amount.known and not t.concept)


def significant(said: Figure) -> int:
    return len(said.value.normalize().as_tuple().digits)


def unit_of_last(said: Figure) -> Decimal:
    """What one unit of the last digit is worth, in the base unit."""
    return scale(said.unit)[1].scaleb(-said.decimals)


def same_number(coarse: Figure, fine: Figure) -> bool:
    converted = fine.to(coarse.unit)
    return converted.known and abs(converted.value - coarse.value) <= Decimal(1).scaleb(-coarse.decimals)


@rule(
    "X102",
    "error",
    zh="各项目自评表执行数之和与项目支出不符",
    en="The projects' forms do not add up to project expenditure",
)
def project_forms_total(s: Submission) -> Checks:
    """各项目自评表的全年执行数之和，加上没有自评表的项目，= 基础数据表的项目支出决算数。

    可能合理：有的项目没有报送自评表，也没有列出名称。
    怎么办：补报缺少的项目自评表，或改正项目支出。
    ---
    What the projects' forms spent, with the projects that have none, is the project expenditure of the basic data.

    May be right: a project sent no form and is named nowhere.
    To do: send the missing form, or mend the figure.

    source: 基础数据表、项目支出绩效自评表
    since: 0.1

    ok:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年预算数 | 2024年决算数
        项目支出 | 46 | 46
        1、养护经费 | 46 | 46
        2024年度项目支出绩效自评表
        项目名称 | 养护经费
        | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 46 | 46 | 46 | 10 | 100% | 10

    bad: 4.00
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年预算数 | 2024年决算数
        项目支出 | 50 | 50
        1、养护经费 | 46 | 46
        2024年度项目支出绩效自评表
        项目名称 | 养护经费
        | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 46 | 46 | 46 | 10 | 100% | 10

    silent: no form of a project
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年预算数 | 2024年决算数
        项目支出 | 50 | 50
    """
    forms = [p.form for p in s.projects if p.form.there and not p.form.total.executed.absent]
    if not forms or s.basic.final.project.absent:
        return
    found = matches(s)
    missing = [m for m in found if m.form is None]
    doubtful = next((m for m in missing if any(akin(m.name.text, form.project.text) for form in forms)), None)
    parts = [executed(form, s) for form in forms] + [m.amount for m in missing]
    if doubtful is None and missing and any(not any(m.form is form for m in found) for form in forms):
        # A name without a form and a form without a name may be one project.
        doubtful = missing[0]
    if doubtful is not None:
        parts.append(unsure(doubtful))
    yield equal(s.basic.final.project, total(parts))


def unsure(match: Match) -> Figure:
    return Figure(state=UNKNOWN, where=match.amount.where, why=Why("match", match.name.text))


@rule("X103", "missing", zh="报告或明细中的项目没有自评表", en="A project without its form")
def project_without_form(s: Submission) -> Checks:
    """报告中写明金额的项目、项目支出明细行中的项目，都有项目支出绩效自评表。

    按金额和名称对应：名称相同，或金额相同而短名的字都在长名中；模板自带的“业务工作经费”“运行维护经费”只按金额对应。

    可能合理：按规定不需要单独自评的项目。
    怎么办：补报这个项目的自评表，或说明为什么没有。
    ---
    Each project that a report names with an amount, or that a line under 项目支出 names, has its form. They are matched by name,
    or by the amount and the characters of the name; a template's own line by its amount alone.

    May be right: the project needs no evaluation of its own.
    To do: send the project's form, or say why there is none.

    source: 项目支出绩效自评表，备注：每个项目支出一张表
    since: 0.1

    ok:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年预算数 | 2024年决算数
        项目支出 | 46 | 46
        1、业务工作经费 | 46 | 46
        2024年度项目支出绩效自评表
        项目名称 | 稽核管理工作经费
        | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 46 | 46 | 46 | 10 | 100% | 10

    bad:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年预算数 | 2024年决算数
        项目支出 | 70 | 70
        1、养护经费 | 46 | 46
        2、检测经费 | 24 | 24
        2024年度项目支出绩效自评表
        项目名称 | 养护经费
        | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 46 | 46 | 46 | 10 | 100% | 10

    silent: a report alone
        2024年度部门整体支出绩效报告
        项目支出包括：委员活动经费36.3万元，信息网络运行经费5万元。
    """
    if not s.projects and not without_form(s):
        return
    found = matches(s)
    blank = next(
        (
            p.form
            for p in s.projects
            if p.form.there and not p.form.total.executed.known and not any(m.form is p.form for m in found)
        ),
        None,
    )
    for match in found:
        if match.form is None and blank is not None:
            # The form whose spending is blank may be this project's.
            yield equal(match.amount, blank.total.executed)
            continue
        form = match.form.project if match.form is not None else Text()
        yield same(match.name, form, match.form is not None).noted("project-without-form", amount=match.amount)


def shared(s: Submission) -> Iterator[tuple[Indicator, Indicator]]:
    """Each indicator of the department's form with its namesake in a project's."""
    own = {"".join(i.name.text.split()): i for i in s.department.form.indicators if i.name.text}
    for project in s.projects:
        for i in project.form.indicators:
            other = own.get("".join(i.name.text.split()))
            if other is not None:
                yield other, i


@rule("X104", "verify", zh="同一指标在两张表中的完成值不同", en="One indicator, two actual values")
def same_indicator(s: Submission) -> Checks:
    """部门整体自评表与项目自评表中同名的三级指标，完成值（数字、时间）应一致。

    可能合理：两张表的口径不同。
    怎么办：核对原始数据，改正写错的一处。
    ---
    An indicator of one name in the department's form and in a project's has one actual value, where that is a number or a time.

    May be right: the forms count in different ways.
    To do: check the records, and mend the place that is wrong.

    source: 部门整体支出绩效自评表、项目支出绩效自评表
    since: 0.1

    ok:
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        实际发放人数 | ≥98% | 99% | 10 | 10
        2024年度项目支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        实际发放人数 | ≥98% | 99% | 10 | 10

    bad:
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        实际发放人数 | ≥98% | 99% | 10 | 10
        2024年度项目支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        实际发放人数 | ≥98% | 98% | 10 | 10

    silent: words
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        退休人员工资 | 按政策调整 | 严格按政策调整 | 10 | 10
        2024年度项目支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        退休人员工资 | 按政策调整 | 按政策调整到位 | 10 | 10
    """
    for i, other in shared(s):
        if comparable(i.actual, other.actual):
            yield same(i.actual.text, other.actual.text, alike_stated(i.actual, other.actual)).noted("same-indicator")


@rule("X110", "verify", zh="同一指标在两张表中的目标不同", en="One indicator, two targets")
def same_indicator_target(s: Submission) -> Checks:
    """部门整体自评表与项目自评表中同名的三级指标，目标值（数字、时间）应一致：数值、大于小于、左右都相同。

    可能合理：两张表的口径不同。
    怎么办：按批复的绩效目标改正。
    ---
    An indicator of one name in both forms has one target: the value, the side and whether it is approximate.

    May be right: the forms count in different ways.
    To do: go by the approved targets.

    source: 部门整体支出绩效自评表、项目支出绩效自评表
    since: 0.1

    ok:
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        追缴率 | 95%以上 | 100% | 10 | 10
        2024年度项目支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        追缴率 | ≥95% | 100% | 10 | 10

    bad:
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        追缴率 | 95%以上 | 100% | 10 | 10
        2024年度项目支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        追缴率 | 98% | 100% | 10 | 10

    silent: words
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        退休人员工资 | 按政策进行调整 | 已调整 | 10 | 10
        2024年度项目支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        退休人员工资 | 按政策调整 | 已调整 | 10 | 10
    """
    for i, other in shared(s):
        if comparable(i.target, other.target):
            sides = i.target.side == other.target.side and about(i.target) == about(other.target)
            holds = sides and alike_stated(i.target, other.target)
            yield same(i.target.text, other.target.text, holds).noted("same-indicator")


def comparable(a: Stated, b: Stated) -> bool:
    kinds = ("number", "approximate", "change", "time")
    return a.kind in kinds and b.kind in kinds


def alike_stated(a: Stated, b: Stated) -> bool:
    if a.kind == "time" or b.kind == "time":
        return a.kind == b.kind and same_moment(a.moment, b.moment)
    converted = b.figure.to(a.figure.unit)
    return (
        a.up == b.up
        and (a.kind == "change") == (b.kind == "change")
        and converted.known
        and converted.value == a.figure.value
    )


def same_moment(a: tuple[int, int, int], b: tuple[int, int, int]) -> bool:
    """Whether two times agree in all that both say; a month's end is its last day."""
    year, month = a[0] or b[0], a[1] or b[1]
    last = monthrange(year or 2024, month)[1] if 1 <= month <= 12 else 31
    ends = tuple((*time[:2], min(time[2], last)) for time in (a, b))
    return all(x == y for x, y in zip(*ends, strict=True) if x and y)


def about(stated: Stated) -> str:
    """What makes a target approximate, or a day a limit: 左右, 约, or 前."""
    text = stated.text.text
    if any(word in text for word in ("左右", "约", "上下")):
        return "about"
    return "before" if stated.kind == "time" and any(word in text for word in ("前", "内", "底")) else ""


@rule("X111", "style", zh="同一指标在两张表中归类不同", en="One indicator in two categories")
def same_indicator_category(s: Submission) -> Checks:
    """部门整体自评表与项目自评表中同名的三级指标，归在同一个二级指标下。

    可能合理：两张表的模板不同。
    怎么办：按指标的内容归类。
    ---
    An indicator of one name in both forms stands under one level-2 category.

    May be right: the templates differ.
    To do: put it where its content belongs.

    source: 部门整体支出绩效自评表、项目支出绩效自评表
    since: 0.1

    ok:
        2024年度部门整体支出绩效自评表
        二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        数量指标 | 认证人数 | ≥9人 | 9人 | 10 | 10
        2024年度项目支出绩效自评表
        二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        数量指标 | 认证人数 | ≥9人 | 9人 | 10 | 10

    bad:
        2024年度部门整体支出绩效自评表
        二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        质量指标 | 认证人数 | ≥9人 | 9人 | 10 | 10
        2024年度项目支出绩效自评表
        二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        数量指标 | 认证人数 | ≥9人 | 9人 | 10 | 10

    silent:
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        认证人数 | ≥9人 | 9人 | 10 | 10
    """
    for i, other in shared(s):
        if i.category and other.category:
            yield same(i.level2, other.level2, i.category == other.category).noted("same-category", at=i.name)


@rule("X106", "error", zh="指标的完成值与基础数据表不符", en="An indicator contradicts the basic data")
def indicator_against_table(i: Indicator, form: EvaluationForm, s: Submission) -> Checks:
    """三公经费下降率、公用经费控制额等指标的完成值，与基础数据表算出的一致。

    可能合理：口径不同。
    怎么办：按基础数据表重算完成值。
    ---
    The actual value of an indicator such as the decline of the three public expenses is what the basic data give.

    May be right: it is counted in another way.
    To do: compute the actual value again from the basic data.

    source: 部门整体支出绩效自评表、基础数据表
    since: 0.1

    ok:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 8 | 6 | 6
        公用经费 | 30 | 30 | 30
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        三公经费 | 比上年度下降10% | 下降25% | 10 | 10

    bad: 5
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 8 | 6 | 6
        公用经费 | 30 | 30 | 30
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        三公经费 | 比上年度下降10% | 下降30% | 10 | 10

    near: cut, not rounded
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 6.87 | 4 | 2.76
        公用经费 | 30 | 30 | 30
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        三公经费 | 比上年度下降10% | 下降59.82% | 10 | 10

    silent:
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        三公经费 | 比上年度下降10% | 下降25% | 10 | 10
    """
    if form is not s.department.form or not i.concept:
        return
    now, before = tabled(s, i.concept, "final"), tabled(s, i.concept, "prior")
    if i.actual.kind == "change" and i.actual.figure.unit == "%" and before.value:
        yield equal(i.actual.figure, (now - before if i.actual.up else before - now) / before)
    elif i.actual.numeric and is_money(i.actual.figure.unit or i.target.figure.unit):
        check, turned = equal(i.actual.figure, now), equal(now, i.actual.figure)
        # 45.15 and a table of one decimal that says 45.2 are one figure.
        yield turned.noted("=", at=i.actual.figure) if fails(check) and not fails(turned) else check
    elif i.actual.numeric and i.actual.figure.unit == "%" and DECLINE.search(i.name.text) and before.value:
        yield equal(i.actual.figure, (before - now) / before)


@rule("X107", "verify", zh="成本目标高于预算", en="A cost target above the budget")
def ceiling_above_budget(i: Indicator, form: EvaluationForm, s: Submission, *, over: str = "20%") -> Checks:
    """成本指标的目标值（或“比上年下降x%”算出的数）不高于基础数据表预算数的 120%。

    可能合理：目标按追加后的预算设定。
    怎么办：按预算调低目标值。
    ---
    A cost target, or last year's figure less the decline that is aimed at, does not exceed the budget by more than a fifth.

    May be right: the target goes by the budget after additions.
    To do: lower the target to the budget.

    source: 部门整体支出绩效自评表、基础数据表
    since: 0.1

    ok:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 8 | 6 | 6
        公用经费 | 30 | 30 | 30
        2024年度部门整体支出绩效自评表
        二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        成本指标 | 公用经费控制额 | ≤35万元 | 30万元 | 10 | 10

    bad:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 8 | 6 | 6
        公用经费 | 30 | 30 | 30
        2024年度部门整体支出绩效自评表
        二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        成本指标 | 公用经费控制额 | ≤50万元 | 30万元 | 10 | 10

    silent:
        2024年度部门整体支出绩效自评表
        二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        成本指标 | 公用经费控制额 | ≤50万元 | 30万元 | 10 | 10
    """
    if form is not s.department.form or not i.concept:
        return
    budget, before = tabled(s, i.concept, "budget"), tabled(s, i.concept, "prior")
    if i.target.kind == "change" and not i.target.up and i.target.figure.unit == "%":
        ceiling = before * (figure("100%") - i.target.figure)
    elif i.target.numeric and is_money(i.target.figure.unit or i.actual.figure.unit):
        ceiling = i.target.figure
    else:
        return
    if budget.known and budget.value:
        yield at_most(ceiling, budget, give=budget * over).noted(
            "ceiling", at=i.target.text, target=i.target.text, budget=budget, rate=(ceiling / budget).to("%")
        )


@rule("X108", "error", zh="部分大于整体", en="A part exceeds its whole")
def containment(b: BasicData, s: Submission) -> Checks:
    """公用经费 ≤ 基本支出；三公经费 ≤ 公用经费 + 项目支出。

    可能合理：没有。
    怎么办：核对两处数字，改正写错的一处。
    ---
    公用经费 is part of 基本支出, and 三公经费 of 公用经费 and 项目支出 together.

    May be right: never.
    To do: check both figures, and mend the one that is wrong.

    source: 基础数据表、部门整体支出绩效自评表
    since: 0.1

    ok:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年决算数
        三公经费 | 6
        公用经费 | 30
        项目支出 | 10

    bad: 6.00
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年决算数
        三公经费 | 46
        公用经费 | 30
        项目支出 | 10

    silent:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年决算数
        公用经费 | 30
    """
    yield at_most(b.final.public, basic_expenditure(s))
    for c in b.columns:
        if c.public.known and c.project.known and not c.three_public.blank:
            yield at_most(c.three_public, c.public + c.project)


@rule("X109", "verify", zh="各表的单位、年度或填表人不一致", en="Unit, year or preparer differ between the parts")
def names(s: Submission) -> Checks:
    """各表的单位名称、年度、填表人应一致。

    可能合理：各表由不同的人填报。
    怎么办：核对单位名称和年度，改正写错的一处。
    ---
    Unit, year and preparer are the same in all parts.

    May be right: different people filled in the forms.
    To do: check the names and years, and mend the one that is wrong.

    source: 各表的表头
    since: 0.1

    ok:
        2024年度部门整体支出绩效自评表
        单位名称 | 某县某某中心
        全年预算数 | 全年执行数

        2024年度项目支出绩效自评表
        项目名称 | 某项目
        全年预算数 | 全年执行数

    bad:
        2024年度部门整体支出绩效自评表
        单位名称 | 某县某某中心
        全年预算数 | 全年执行数

        2023年度项目支出绩效自评表
        项目名称 | 某项目
        全年预算数 | 全年执行数

    silent:
        2024年度部门整体支出绩效自评表
        全年预算数 | 全年执行数
    """
    for said, *others in (s.years,) if s.years else ():
        yield from (equal(other, said).noted("years-differ", first=said) for other in others)
    for texts, note in ((s.units, "units-differ"), (s.preparers, "preparers-differ")):
        if len({text.text for text in texts}) > 1:
            odd = next(text for text in texts if text.text != texts[0].text)
            yield same(odd, texts[0]).noted(note)
        elif len(texts) > 1:
            yield same(texts[1], texts[0])
