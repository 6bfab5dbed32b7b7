"""D: dates and signatures."""

from datetime import date
from decimal import Decimal

from selfeval.checks import Checks, at_least, at_most, fails, present, rule, same
from selfeval.figure import DATE, UNKNOWN, Figure
from selfeval.forms.evaluation import EvaluationForm
from selfeval.forms.node import Form, Signature
from selfeval.forms.submission import Submission


def year_end(year: Figure) -> Figure:
    """The first of December of the report year: before that nobody can evaluate the year."""
    if not year.known:
        return Figure(state=UNKNOWN, unit=DATE, why=year.why, parts=(year,), op="date")
    day = date(int(year.value), 12, 1)
    return Figure(Decimal(day.toordinal()), DATE, op="const", typed=day.isoformat())


@rule("D101", "error", zh="填报日期早于年度终了", en="The form is dated before the year ended")
def date_before_year_end(sig: Signature, s: Submission) -> Checks:
    """填报日期不早于报告年度的12月。

    可能合理：无；多为沿用上年日期或年份写错。
    怎么办：改为实际填报日期。
    ---
    The date of the form is not before December of the report year.

    May be right: never; mostly last year's date, or a wrong year.
    To do: write the real date.

    source: 绩效自评在年度终了后进行
    since: 0.1

    ok:
        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：2025-04-17
        项目名称 | 某项目
        全年预算数 | 全年执行数

    bad:
        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：2024-04-30
        项目名称 | 某项目
        全年预算数 | 全年执行数

    unknown: no year is known
        项目支出绩效自评表
        填表人：某甲   填报日期：2024-04-30
        项目名称 | 某项目
        全年预算数 | 全年执行数

    silent:
        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：
        项目名称 | 某项目
        全年预算数 | 全年执行数
    """
    yield at_least(sig.date, year_end(s.year)).noted("too-early", year=s.year)


@rule("D102", "error", zh="日期不存在", en="No such day in the calendar")
def date_invalid(sig: Signature) -> Checks:
    """填报日期是日历上有的一天。

    可能合理：无。
    怎么办：改为实际填报日期。
    ---
    The date is a day of the calendar.

    May be right: never.
    To do: write the real date.

    source: 填报说明
    since: 0.1

    ok:
        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：2025年2月28日
        项目名称 | 某项目
        全年预算数 | 全年执行数

    bad:
        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：2025-02-30
        项目名称 | 某项目
        全年预算数 | 全年执行数

    silent:
        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：    年   月   日
        项目名称 | 某项目
        全年预算数 | 全年执行数
    """
    if sig.date.known or (sig.date.why is not None and sig.date.why.key == "date-invalid"):
        yield same(sig.date, sig.date, holds=sig.date.known).noted("no-such-day")


@rule("D103", "verify", zh="同一文件的填报日期相差过大", en="The dates of one file lie far apart")
def dates_differ(s: Submission, *, within: str = "90天") -> Checks:
    """同一文件各表的填报日期相差不超过90天；D101、D102 已指出的日期不参与比较。

    可能合理：有的表先行填报。
    怎么办：核实各表的填报日期。
    ---
    The dates of one file lie within 90 days; dates that D101 or D102 refuse don't count.

    May be right: one form was filled in earlier.
    To do: check the dates.

    source: 绩效自评审核的通行做法
    since: 0.1

    ok:
        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：2025-04-17
        项目名称 | 甲项目
        全年预算数 | 全年执行数

        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：2025-04-20
        项目名称 | 乙项目
        全年预算数 | 全年执行数

    bad:
        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：2025-01-05
        项目名称 | 甲项目
        全年预算数 | 全年执行数

        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：2025-09-20
        项目名称 | 乙项目
        全年预算数 | 全年执行数

    silent:
        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：2025-01-05
        项目名称 | 甲项目
        全年预算数 | 全年执行数
    """
    dates: dict[str, list[Figure]] = {}
    for form in (s.basic, *s.evaluations, *s.reports):
        day = form.signature.date
        if day.known and not fails(at_least(day, year_end(s.year))):
            dates.setdefault(day.where.file, []).append(day)
    for days in dates.values():
        first, last = min(days, key=lambda d: d.value), max(days, key=lambda d: d.value)
        if len(days) > 1:
            apart = Figure(last.value - first.value, "天", op="−", parts=(last, first))
            yield at_most(apart, within).noted("dates-apart", last, first=first, last=last)


@rule(
    "D104",
    "missing",
    zh="应填的单位、人员、日期或电话空着",
    en="A unit, name, date or phone that the form asks for is blank",
)
def signature_missing(form: Form) -> Checks:
    """表上设有的填表人、填报日期、联系电话、主管部门、实施单位都应填写，一格一条。

    可能合理：无。
    怎么办：补填。
    ---
    Preparer, date, phone, department in charge and implementing unit are filled where the form asks for them.

    May be right: never.
    To do: fill it in.

    source: 各表的填报栏
    since: 0.1

    ok:
        2024年度项目支出绩效自评表
        填表人：某甲   填报日期：2025-04-17   联系电话：0000
        项目名称 | 某项目
        全年预算数 | 全年执行数

    bad:
        2024年度项目支出绩效自评表
        项目名称 | 某项目 |  |
        主管部门 |  | 实施单位 | 某单位
        全年预算数 | 全年执行数 |  |

    silent:
        2024年度项目支出绩效自评表
        项目名称 | 某项目
        全年预算数 | 全年执行数
    """
    sig = form.signature
    yield from (present(said) for said in (sig.preparer, sig.date, sig.phone))
    if isinstance(form, EvaluationForm):
        yield present(form.department_in_charge)
        yield present(form.implementing_unit)


@rule("D105", "verify", zh="单位负责人没有签字", en="The head has not signed")
def signature_blank(sig: Signature) -> Checks:
    """单位负责人签字栏应有签名（纸质件上签名的，电子件可能空着）。

    可能合理：在纸质件上签字。
    怎么办：核对纸质件，或补签。
    ---
    The head's signature stands there; it is often given on paper only.

    May be right: it was signed on paper.
    To do: see the paper copy, or have it signed.

    source: 各表的签字栏
    since: 0.1

    ok:
        2024年度项目支出绩效自评表
        填表人：某甲   单位负责人签字：某乙
        项目名称 | 某项目
        全年预算数 | 全年执行数

    bad:
        2024年度项目支出绩效自评表
        填表人：某甲   单位负责人签字：
        项目名称 | 某项目
        全年预算数 | 全年执行数

    silent:
        2024年度项目支出绩效自评表
        填表人：某甲
        项目名称 | 某项目
        全年预算数 | 全年执行数
    """
    yield from (present(head) for head in sig.heads)
