"""B: 基础数据表, its sums, its rates, and how the years compare."""

from selfeval.checks import Check, Checks, at_least, at_most, equal, fails, present, rule
from selfeval.figure import Figure, figure, first, larger, total
from selfeval.forms.basic_data import BasicData, Building, MoneyColumn, Staffing
from selfeval.forms.facts import same_amount, without_form
from selfeval.forms.reasons import named_reason
from selfeval.forms.submission import Submission


@rule(
    "B101", "error", zh="人员控制率与编制、在职人数不符", en="Staff control rate does not follow from quota and staff"
)
def staff_control_rate(st: Staffing) -> Checks:
    """控制率 = 实际在职人数 / 编制数。

    可能合理：编制在年中调整，而控制率按另一时点计算。
    怎么办：按同一时点的编制数、在职人数重新计算控制率。
    ---
    The control rate is the staff in post over the quota.

    May be right: the quota changed in the year and the rate was taken at another date.
    To do: compute the rate again from the two numbers in the table.

    source: 部门整体支出绩效评价基础数据表，财政供养人员情况
    since: 0.1

    ok:
        财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率
         | 32 | 27 | 84.38%

    ok: without its sign, as a ratio
        财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率
         | 40 | 40 | 1

    bad: 0.38
        财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率
         | 32 | 27 | 84.00%

    near:
        财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率
         | 32 | 27 | 84.37%

    unknown:
        财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率
         | 32 |  | 84.38%

    silent:
        财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率
         |  |  |
    """
    yield equal(st.control_rate, st.staff / st.quota)


@rule("B102", "verify", zh="在职人数超过编制", en="More staff than the quota allows")
def staff_over_quota(st: Staffing) -> Checks:
    """控制率 ≤ 100%，即实际在职人数不超过编制数。

    可能合理：按政策接收军转干部、带编调入尚未办结。
    怎么办：说明超编人数的来源和消化办法。
    ---
    The control rate is at most 100 %: no more staff than the quota.

    May be right: transfers by policy that are not settled yet.
    To do: explain where the staff beyond the quota come from.

    source: 部门整体支出绩效评价基础数据表，财政供养人员情况
    since: 0.1

    ok:
        财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率
         | 32 | 27 | 84.38%

    bad: 4
        财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率
         | 46 | 50 | 108.70%

    silent:
        财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率
         |  |  |
    """
    rate = (st.staff / st.quota).to("%")
    yield at_most(st.staff, st.quota).noted("over-quota", first(st.control_rate, st.staff), rate=rate)


@rule("B201", "error", zh="三公经费合计与分项之和不符", en="Three-public total is not the sum of its parts")
def three_public_total(c: MoneyColumn) -> Checks:
    """三公经费合计 = 公务用车 + 因公出国（境） + 公务接待，逐列核对。

    可能合理：无；各项四舍五入造成的尾差不报。
    怎么办：核对分项和合计，改正填错的一项。
    ---
    The total equals vehicles, travel abroad and reception, in each column.

    May be right: never; what rounding explains is not reported.
    To do: find the figure that is wrong and mend it.

    source: 部门整体支出绩效评价基础数据表，经费控制情况
    since: 0.1

    ok:
        项目 | 2024年决算数
        三公经费 | 12.50
        公务用车 | 8.00
        公务接待 | 4.50

    bad: 0.50
        项目 | 2024年决算数
        “三公”经费（万元） | 12.50
        1、公务用车购置和维护经费 | 8.00
        其中：公车购置 | 0
        公车运行维护 | 8.00
        3、公务接待费 | 4.00

    near: the parts are rounded
        项目 | 2024年决算数
        三公经费 | 12.51
        公务用车 | 8.00
        公务接待 | 4.50

    unknown: a row that nobody knows
        项目 | 2024年决算数
        三公经费 | 12.50
        公务用车 | 8.00
        公务接待 | 4.00
        其他三公费用 | 0.50

    unknown:
        项目 | 2024年决算数
        三公经费 | 12.50
        公务用车 |
        公务接待 |

    silent:
        项目 | 2024年决算数
        三公经费 |
        公务用车 |
        公务接待 |
    """
    yield equal(c.three_public, first(c.vehicles, c.vehicle_purchase + c.vehicle_running) + c.abroad + c.reception)


@rule("B202", "error", zh="公务用车经费与购置、运行维护之和不符", en="Vehicle costs are not purchase plus running")
def vehicle_total(c: MoneyColumn) -> Checks:
    """公务用车购置和维护经费 = 公车购置 + 公车运行维护，逐列核对。

    可能合理：无。
    怎么办：核对购置、运行维护两项和小计。
    ---
    Vehicles equal purchase plus running, in each column.

    May be right: never.
    To do: check the two parts and the sub-total.

    source: 部门整体支出绩效评价基础数据表，经费控制情况
    since: 0.1

    ok:
        项目 | 2024年决算数
        1、公务用车购置和维护经费 | 3.45
        其中： 公车购置 |
        公车运行维护 | 3.45

    bad: 1.00
        项目 | 2024年决算数
        公务用车购置及运行维护费 | 4.45
        其中：公务用车购置费 | 0
        公务用车运行维护费 | 3.45

    silent:
        项目 | 2024年决算数
        三公经费 | 3.45
        公务用车 | 3.45
    """
    yield equal(c.vehicles, c.vehicle_purchase + c.vehicle_running)


def three_public_parts(c: MoneyColumn) -> tuple[Figure, ...]:
    """The parts that add up to the total, in one order in every column."""
    return first(c.vehicles, c.vehicle_purchase + c.vehicle_running), c.abroad, c.reception


def over_budget(b: BasicData) -> list[Check]:
    """三公经费 against its budget: the total, and where that holds each part."""
    whole = at_most(b.final.three_public, b.budget.three_public)
    if fails(whole):
        return [whole]
    return [whole, *map(at_most, three_public_parts(b.final), three_public_parts(b.budget))]


@rule("B203", "verify", zh="三公经费决算超预算", en="Three-public spending is over its budget")
def three_public_over_budget(b: BasicData) -> Checks:
    """三公经费决算数 ≤ 预算数；合计不超的，再看各分项。

    可能合理：年中经批准追加，或上级安排的接待、出国任务。
    怎么办：附批准文件，说明超预算的原因。
    ---
    The final three-public total is within its budget; where it is, each part is.

    May be right: an increase was approved in the year.
    To do: give the approval and the reason.

    source: 党政机关厉行节约反对浪费条例
    since: 0.1

    ok:
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 6.87 | 4 | 2.76
        公务接待 | 6.87 | 4 | 2.76

    bad: 0.50
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 3 | 4 | 4.50
        公务接待 | 3 | 4 | 4.50

    bad: 0.30
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 6.00 | 4.00 | 4.00
        公务用车 | 3.00 | 2.00 | 1.70
        公务接待 | 3.00 | 2.00 | 2.30

    silent:
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 |  |  |
    """
    befores = (b.prior.three_public, *three_public_parts(b.prior))
    for check, before in zip(over_budget(b), befores, strict=False):
        yield check.noted("over-budget", before=before, rate=rise(check.said, before))


@rule("B204", "verify", zh="三公经费比上年增加", en="Three-public spending rose on last year")
def three_public_increase(b: BasicData) -> Checks:
    """三公经费决算数 ≤ 上年决算数（只减不增）；合计不增的，再看各分项。B203 已指出的不再重复。

    可能合理：上年因故未开支，或本年有经批准的购车、出国任务。
    怎么办：说明增加的原因和依据。
    ---
    Three-public spending does not rise on last year: the total, and where it holds each part. Silent where B203 speaks.

    May be right: nothing was spent last year, or a purchase was approved.
    To do: give the reason and its ground.

    source: 国务院“约法三章”，三公经费只减不增
    since: 0.1

    ok:
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 6.87 | 4 | 2.76

    bad: 0.50
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 3.00 | 4.00 | 3.50

    silent: B203 speaks
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        三公经费 | 3.00 | 4.00 | 4.50

    silent:
        项目 | 2024年预算数 | 2024年决算数
        三公经费 | 4.00 | 3.50
    """
    spoken = {id(check.said) for check in over_budget(b) if fails(check)}
    whole = at_most(b.final.three_public, b.prior.three_public)
    if id(whole.said) not in spoken:
        yield whole.noted("rise", rate=rise(whole.said, b.prior.three_public))
    if not fails(whole):
        for now, was, budget in zip(*map(three_public_parts, (b.final, b.prior, b.budget)), strict=True):
            if not fails(at_most(now, budget)):
                yield at_most(now, was).noted("rise", rate=rise(now, was))


def rise(now: object, was: Figure) -> Figure:
    """By how much a figure rose on another, as a percentage."""
    return ((now - was) / was).to("%") if isinstance(now, Figure) else was


@rule("B301", "error", zh="项目支出与各明细之和不符", en="Project expenditure is not the sum of its lines")
def project_total(c: MoneyColumn, s: Submission) -> Checks:
    """项目支出 = 各明细行之和，有明细的列逐列核对（表格要求填报基本支出以外的所有项目支出）。

    可能合理：有的项目没有单列明细。
    怎么办：补齐没有列出的项目，或改正项目支出合计。
    ---
    Project expenditure equals the sum of its lines, in each column where a line is filled: the form demands all projects.

    May be right: a project was not listed.
    To do: list the missing project, or mend the total.

    source: 部门整体支出绩效评价基础数据表，说明：项目支出需要填报基本支出以外的所有项目支出情况
    since: 0.1

    ok:
        项目 | 2024年预算数 | 2024年决算数
        项目支出： | 70.65 | 70.65
        1、业务工作经费 | 46 | 46
        2、其他专项 | 24.65 | 24.65

    bad: 24.65
        项目 | 2024年预算数 | 2024年决算数
        项目支出： | 46 | 70.65
        1、业务工作经费 | 46 | 46
        …… |  |

    ok: a sub-total and its own lines are counted once
        项目 | 2024年预算数 | 2024年决算数
        项目支出 | 30 | 30
        1、业务工作经费 | 30 | 30
        （1）宣传 | 10 | 10
        （2）培训 | 20 | 20

    silent:
        项目 | 2024年预算数 | 2024年决算数
        项目支出 | 30 | 30
        1、业务工作经费 |  |
    """
    if any(line.known for line in c.project_lines):
        lines = total(c.project_lines)
        check = equal(c.project, lines)
        gap = c.project - lines
        missing = without_form(s) if gap.known and gap.value else []
        equals = next((p for p in missing if same_amount(gap, p.amount)), None)
        yield check.noted("gap-is-project", project=equals.name) if equals else check


@rule("B302", "verify", zh="项目支出没有填列明细", en="Project expenditure without any line")
def project_lines_absent(b: BasicData) -> Checks:
    """填了项目支出，明细行至少填一行。

    可能合理：项目涉密，或明细另附。
    怎么办：按专项逐行填列。
    ---
    Where project expenditure is given, at least one of its lines is filled in some column.

    May be right: the lines are in an annex.
    To do: fill in a line for each project.

    source: 部门整体支出绩效评价基础数据表，项目支出
    since: 0.1

    ok:
        项目 | 2024年预算数 | 2024年决算数
        项目支出 | 30 | 30
        1、业务工作经费 | 30 | 30

    bad:
        项目 | 2024年预算数 | 2024年决算数
        项目支出 | 30 | 30
        1、业务工作经费 |  |
        2、运行维护经费 |  |

    silent:
        项目 | 2024年预算数 | 2024年决算数
        项目支出 |  |
        1、业务工作经费 |  |
    """
    given = first(*(c.project for c in (b.final, b.budget, b.prior)))
    lines = [line for c in b.columns for line in c.project_lines]
    if given.known and given.value and lines:
        yield present(total(lines)).noted("lines-absent", given, given=given)


@rule("B303", "verify", zh="项目支出决算超预算", en="Project spending is over its budget")
def project_over_budget(b: BasicData) -> Checks:
    """项目支出决算数 ≤ 预算数。

    可能合理：年中追加的专项、上年结转在本年支出。
    怎么办：说明追加或结转的来源和金额。
    ---
    Final project spending is within its budget.

    May be right: funds added in the year, or carried over.
    To do: say where the money came from and how much.

    source: 部门整体支出绩效评价基础数据表，经费控制情况
    since: 0.1

    ok:
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        项目支出 | 114.79 | 70.65 | 70.65

    bad: 717.03
        项目 | 2022年决算数 | 2023年预算数 | 2023年决算数
        项目支出 | 874.20 | 308.17 | 1025.20

    silent:
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        项目支出 | 114.79 |  |
    """
    now, was = b.final.project, b.prior.project
    if not (now.blank and b.budget.project.blank):
        yield at_most(now, b.budget.project).noted("over-budget", before=was, rate=rise(now, was))


@rule("B401", "error", zh="公用经费的其中项大于公用经费", en="A part of the public expense is larger than the whole")
def public_expense_parts(c: MoneyColumn) -> Checks:
    """每个其中项 ≤ 公用经费，其中项之和 ≤ 公用经费（其中项不必列全，不要求相等）。

    可能合理：无。
    怎么办：核对其中项的口径，改正填错的数字。
    ---
    Each line is at most the public expense, and so is their sum; the lines need not exhaust it.

    May be right: never.
    To do: check what the lines cover and mend the wrong figure.

    source: 部门整体支出绩效评价基础数据表，公用经费
    since: 0.1

    ok:
        项目 | 2024年决算数
        公用经费 | 37.78
        其中：办公经费 | 1.85
        水费、电费、差旅费 |

    bad: 2.22
        项目 | 2024年决算数
        公用经费 | 37.78
        其中：办公经费 | 40.00

    bad: 12.22
        项目 | 2024年决算数
        公用经费 | 37.78
        其中：办公经费 | 30.00
        会议费、培训费 | 20.00

    silent:
        项目 | 2024年决算数
        公用经费 |
        其中：办公经费 |
    """
    lines = [at_most(line, c.public) for line in c.public_lines if not line.blank]
    yield from lines
    if len(lines) > 1 and not any(fails(line) for line in lines):
        yield at_most(total(c.public_lines), c.public).noted("parts-over-whole", c.public)


@rule("B402", "verify", zh="公用经费决算超预算", en="Public expense is over its budget")
def public_expense_over_budget(b: BasicData) -> Checks:
    """公用经费决算数 ≤ 预算数。

    可能合理：年中追加、调剂，或人员增加。
    怎么办：说明超预算的原因和资金来源。
    ---
    The final public expense is within its budget.

    May be right: funds were added or moved in the year.
    To do: give the reason and the source of the money.

    source: 部门整体支出绩效评价基础数据表，公用经费
    since: 0.1

    ok:
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        公用经费 | 99.37 | 40 | 37.78

    bad: 13.25
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        公用经费 | 99.37 | 24.53 | 37.78

    silent:
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        公用经费 | 99.37 |  |
    """
    now, was = b.final.public, b.prior.public
    if not (now.blank and b.budget.public.blank):
        yield at_most(now, b.budget.public).noted("over-budget", before=was, rate=rise(now, was))


@rule("B403", "verify", zh="与上年相比变动过大", en="Large change on last year")
def large_change(
    b: BasicData,
    s: Submission,
    *,
    rise_by: str = "0.3",
    rise_over: str = "1万元",
    fall_by: str = "0.3",
    fall_over: str = "10万元",
) -> Checks:
    """项目支出、公用经费、政府采购比上年增加超过30%且超过1万元，或减少超过30%且超过10万元的，应有说明。B303、B402、B502 已指出的不再重复。

    可能合理：任务增减、一次性项目完工、机构调整。
    怎么办：在报告中写明该项变动的主要原因。
    ---
    Project spending, public expense and procurement: a rise over 30 % and 1 万元, or a fall over 30 % and 10 万元, is explained.
    Silent where B303, B402 or B502 speak, and where a sentence of a report names the row with its reason.

    May be right: tasks came or went, a one-off project ended.
    To do: give the main reason in the report.

    source: 绩效自评审核的通行做法；门槛可在配置中调整
    since: 0.1

    ok:
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        项目支出 | 80.00 | 80.00 | 70.00

    bad: a fall of 38.45 %
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        项目支出 | 114.79 | 70.65 | 70.65

    bad: a rise of 146.20 %
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        政府采购金额 | 1.84 | 4.53 | 4.53

    silent: B402 speaks
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        公用经费 | 20.00 | 24.53 | 37.78

    silent:
        项目 | 2024年预算数 | 2024年决算数
        项目支出 | 80.00 | 70.00
    """
    rows = (
        (b.final.project, b.prior.project, b.budget.project, "项目支出"),
        (b.final.public, b.prior.public, b.budget.public, "公用经费"),
        (b.final.procurement, b.prior.procurement, b.budget.procurement, "政府采购"),
    )
    for now, was, budget, name in rows:
        if fails(at_most(now, budget)):
            continue
        if now.known and was.known and now.value < was.value:
            change = at_least(now, was, give=larger(was * fall_by, fall_over))
        else:
            change = at_most(now, was, give=larger(was * rise_by, rise_over))
        yield change.unless(named_reason(name, s) if fails(change) else None).noted("change", rate=rise(now, was))


@rule("B404", "verify", zh="上年有数的明细本年为空", en="A line of last year is blank this year")
def line_vanished(b: BasicData, *, over: str = "1万元") -> Checks:
    """上年决算数超过1万元的明细行，本年决算数不应空着（没有发生的填0）。

    可能合理：该项支出本年没有发生。
    怎么办：没有发生的填0；漏填的补上。
    ---
    A line above 1 万元 last year is not blank in this year's final (0 where nothing was spent).

    May be right: nothing was spent on it.
    To do: write 0, or fill in what was left out.

    source: 绩效自评审核的通行做法
    since: 0.1

    ok:
        项目 | 2023年决算数 | 2024年决算数
        公用经费 | 99.37 | 37.78
        水费、电费、差旅费 | 16.53 | 0

    bad:
        项目 | 2023年决算数 | 2024年决算数
        公用经费 | 99.37 | 37.78
        水费、电费、差旅费 | 16.53 |

    silent:
        项目 | 2023年决算数 | 2024年决算数
        公用经费 | 99.37 | 37.78
        会议费、培训费 | 0.50 |
    """
    before = (*b.prior.project_lines, *b.prior.public_lines)
    now = (*b.final.project_lines, *b.final.public_lines)
    for was, line in zip(before, now, strict=False):
        if was.known and was.value > figure(over).to(was.unit).value:
            yield present(line).noted("vanished", before=was)


@rule("B501", "error", zh="楼堂馆所控制率不符或没有填全", en="Building control rates are wrong or incomplete")
def building_control_rate(g: Building) -> Checks:
    """规模控制率 = 实际规模 / 批复规模，投资概算控制率 = 实际投资 / 预算投资；六格要么全填，要么全空。

    可能合理：无。
    怎么办：补齐六格，重新计算两个控制率。
    ---
    Both control rates are recomputed; all six cells are filled, or none.

    May be right: never.
    To do: fill in all six cells and compute the rates again.

    source: 部门整体支出绩效评价基础数据表，楼堂馆所控制情况
    since: 0.1

    ok:
        楼堂馆所控制情况 | 批复规模（m²） | 实际规模（m²） | 规模控制率 | 预算投资（万元） | 实际投资（万元） | 投资概算控制率
         | 2000 | 1900 | 95% | 500 | 480 | 96%

    bad: 1.00
        楼堂馆所控制情况 | 批复规模（m²） | 实际规模（m²） | 规模控制率 | 预算投资（万元） | 实际投资（万元） | 投资概算控制率
         | 2000 | 1900 | 96% | 500 | 480 | 96%

    bad:
        楼堂馆所控制情况 | 批复规模（m²） | 实际规模（m²） | 规模控制率 | 预算投资（万元） | 实际投资（万元） | 投资概算控制率
         | 2000 | 1900 | 95% | 500 | 480 |

    silent:
        楼堂馆所控制情况 | 批复规模（m²） | 实际规模（m²） | 规模控制率 | 预算投资（万元） | 实际投资（万元） | 投资概算控制率
         |  |  |  |  |  |
    """
    cells = (
        g.approved_scale,
        g.actual_scale,
        g.scale_rate,
        g.planned_investment,
        g.actual_investment,
        g.investment_rate,
    )
    if all(cell.blank or cell.absent for cell in cells):
        return
    for cell in cells:
        if cell.blank:
            yield present(cell)
    if not g.scale_rate.blank:
        yield equal(g.scale_rate, g.actual_scale / g.approved_scale)
    if not g.investment_rate.blank:
        yield equal(g.investment_rate, g.actual_investment / g.planned_investment)


@rule("B502", "verify", zh="政府采购决算超预算", en="Procurement is over its budget")
def procurement_over_budget(b: BasicData) -> Checks:
    """政府采购决算数 ≤ 预算数。

    可能合理：年中追加采购预算。
    怎么办：附追加采购预算的批复。
    ---
    Final procurement is within its budget.

    May be right: the procurement budget was raised in the year.
    To do: give the approval.

    source: 部门整体支出绩效评价基础数据表，政府采购金额
    since: 0.1

    ok:
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        政府采购金额 | 1.84 | 4.53 | 4.53

    bad: 1.00
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        政府采购金额 | 1.84 | 4.53 | 5.53

    silent:
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        政府采购金额 |  |  |
    """
    now, was = b.final.procurement, b.prior.procurement
    if not (now.blank and b.budget.procurement.blank):
        yield at_most(now, b.budget.procurement).noted("over-budget", before=was, rate=rise(now, was))


@rule("B601", "missing", zh="没有填写厉行节约保障措施", en="No measures of economy are given")
def blank_measure(b: BasicData) -> Checks:
    """厉行节约保障措施应填写。

    可能合理：无。
    怎么办：写明本单位的节约措施。
    ---
    The measures of economy are filled in.

    May be right: never.
    To do: describe the unit's measures.

    source: 部门整体支出绩效评价基础数据表
    since: 0.1

    ok:
        项目 | 2024年决算数
        公用经费 | 37.78
        厉行节约保障措施 | 严格执行公务接待审批制度。

    bad:
        项目 | 2024年决算数
        公用经费 | 37.78
        厉行节约保障措施 |

    silent:
        项目 | 2024年决算数
        公用经费 | 37.78
    """
    yield present(b.thrift)


@rule("B602", "verify", zh="预算有调整而没有填报", en="The budget was adjusted and the table does not say so")
def adjustment_unreported(b: BasicData, s: Submission) -> Checks:
    """部门自评表的全年预算数与年初预算数之差，超出各项目自评表能解释的部分时，基础数据表的部门基本支出预算调整应填报。

    可能合理：调整的全是没有单独报表的项目支出。
    怎么办：填报部门基本支出预算调整的金额或情况。
    ---
    Where the department's budget changed by more than its projects' forms explain, the row of adjustments is filled in.

    May be right: all that changed is projects without a form.
    To do: fill in the adjustment of the basic expenditure.

    source: 部门整体支出绩效评价基础数据表，部门基本支出预算调整
    since: 0.1

    ok:
        部门整体支出绩效自评表
        年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 300.00 | 400.00 | 400.00

        基础数据表
        项目 | 2024年预算数 | 2024年决算数
        公用经费 | 24.53 | 20.00
        部门基本支出预算调整 |  | 100

    bad: an adjustment of 89.54
        部门整体支出绩效自评表
        年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 354.83 | 444.37 | 444.24

        基础数据表
        项目 | 2024年预算数 | 2024年决算数
        公用经费 | 24.53 | 20.00
        部门基本支出预算调整 |  |

    silent:
        部门整体支出绩效自评表
        年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 354.83 | 354.83 | 350.00

        基础数据表
        项目 | 2024年预算数 | 2024年决算数
        公用经费 | 24.53 | 20.00
        部门基本支出预算调整 |  |
    """
    row = s.department.form.total
    change = row.full_year - row.initial
    explained = total([p.form.total.full_year - p.form.total.initial for p in s.projects])
    if not change.known or not change.value:
        return
    left = change - explained if explained.known else change
    if left.known and abs(left.value) > left.slack:
        yield present(b.adjustment).noted("adjustment-unreported", change=change, left=left)
