"""N: what the narrative reports say, held against the figures that they themselves and the tables give."""

import re
from decimal import Decimal

from selfeval.checks import Checks, at_least, equal, rule, same
from selfeval.figure import Figure, Text, first, nearer, total
from selfeval.forms.evaluation import EvaluationForm, Indicator
from selfeval.forms.facts import in_its_unit, own_form, spent, spent_before, tabled
from selfeval.forms.narrative import Count, Listing, Report, Topic
from selfeval.forms.stated import Stated
from selfeval.forms.submission import Department, Project, Submission

CLAUSE = re.compile("[，,。；;！!]")
ALL = re.compile(
    "(?:均|全部|全面|圆满|都|全都)(?:已|已经|得到)?(?:达成|达到|完成|实现)|(?:达成|完成|实现)(?:了)?(?:全部|所有)"
)
OF_TARGETS = re.compile("目标|任务|指标")
HEDGED = re.compile("基本|主要|大部分|绝大多数|较好")
IN_FULL = ("足额", "全额")
DUTIES = ("发放", "拨付", "支付", "兑付", "兑现", "补助", "报销", "缴纳", "到位")
WHOLE_CHANGE = Decimal("0.05")


def planned(t: Topic, s: Submission, rate: Figure, now: Figure) -> Figure:
    """The budget that a rate of completion is of: the one that the sentence names, else the one that fits best."""
    if t.completion_of:
        return first(t.planned, tabled(s, t.concept, "budget") if t.planned.absent else t.planned)
    choices = [b for b in (t.budget, t.annual_budget, t.initial_budget) if not b.absent]
    if not choices and (own := own_form(t, s)) is not None:
        choices = [b for b in in_its_unit(own, s)[1:] if b.known]
    if not choices:
        return tabled(s, t.concept, "budget")
    if len(choices) < 2:
        return choices[0]
    rates = [(now / b).to("%") for b in choices]
    best = nearer(rate, *rates)
    return next((b for b, r in zip(choices, rates, strict=True) if r is best), choices[0])


def zero(said: Figure) -> bool:
    return said.known and not said.value


def apart(now: Figure, before: Figure) -> Figure:
    """How far two figures lie apart, as a reviewer writes it: the larger minus the smaller."""
    if now.known and before.known and now.to(before.unit).known and now.to(before.unit).value > before.value:
        return now - before
    return before - now


@rule("N101", "error", zh="完成预算的百分比与决算、预算不符", en="Rate of completion is not final over budget")
def completion_rate(t: Topic, s: Submission) -> Checks:
    """完成预算的百分比 = 决算 / 预算；执行率 = 执行数 / 全年预算数。

    可能合理：文中说的是另一个口径的预算（年初、调整后）。
    怎么办：按文中或表中的决算、预算重算百分比。
    ---
    The rate of completion equals final over budget, and the rate of execution what was spent over the year's budget.

    May be right: the rate is of another budget, the initial or the adjusted one.
    To do: compute the rate again from the figures of the text or the tables.

    source: 部门整体支出绩效报告
    since: 0.1

    ok:
        2024年度部门整体支出绩效报告
        公务接待费支出预算为2万元，支出决算为1.63万元，完成预算的81.5%。

    bad: 6.5
        2024年度部门整体支出绩效报告
        公务接待费支出预算为2万元，支出决算为1.63万元，完成预算的88%。

    near: cut, not rounded
        2024年度部门整体支出绩效报告
        某项目年初预算3万元，支出决算2万元，完成年初预算的66.66%。

    silent:
        2024年度部门整体支出绩效报告
        任务完成率为98%，群众满意度96%。
    """
    now = spent(t, s)
    base = planned(t, s, t.completion, now)
    if not zero(base):
        yield equal(t.completion, now / base)
    budget = first(t.annual_budget, t.budget, t.initial_budget)
    if budget.absent and own_form(t, s) is not None:
        budget = planned(t, s, t.execution_rate, now)
    if not t.spent.absent and not zero(budget):
        yield equal(t.execution_rate, t.spent / budget)


@rule("N102", "error", zh="增减的数额与两年的数不符", en="Amount of change is not the difference")
def change_amount(t: Topic, s: Submission) -> Checks:
    """与上年相比增减的数额 = 两年之差；比预算增减的数额 = 决算与预算之差。

    可能合理：上年数按同口径调整过。
    怎么办：按两年的决算数（或决算、预算）重算差额；方向写反的见 N104。
    ---
    The change on last year is the difference of the two years, the change on the budget that of final and budget.

    May be right: last year's figure was restated.
    To do: compute the difference again; for a wrong direction see N104.

    source: 部门整体支出绩效报告
    since: 0.1

    ok:
        2024年度部门整体支出绩效报告
        公务接待费支出决算为1.63万元，2023年决算为3.42万元，与上年相比减少1.79万元。

    bad: 0.10
        2024年度部门整体支出绩效报告
        公务接待费支出决算为1.63万元，2023年决算为3.42万元，与上年相比减少1.89万元。

    silent: no last year
        2024年度部门整体支出绩效报告
        收入792.22万元，同比增加189.25万元。
    """
    now = spent(t, s)
    yield equal(t.change.figure, apart(now, spent_before(t, s)))
    if t.over.kind == "change" and not t.spent.absent:
        yield equal(t.over.figure, apart(t.spent, budget_named(t, s)))


def budget_named(t: Topic, s: Submission) -> Figure:
    if t.over_of == "年初预算":
        return first(t.initial_budget, t.budget)
    if t.over_of == "全年预算":
        return first(t.annual_budget, t.budget)
    own = first(t.budget, t.annual_budget, t.initial_budget)
    return own if not own.absent else tabled(s, t.concept, "budget")


@rule("N103", "error", zh="增减的百分比与数额不符", en="Rate of change is not change over base")
def change_rate(t: Topic, s: Submission) -> Checks:
    """增减的百分比 = 增减额 / 上年数；上年数没有写的，由本年数和增减额倒推。

    可能合理：上年数按同口径调整过。
    怎么办：按上年数重算百分比，注意分母是上年数。
    ---
    The rate of change equals the change over last year's figure, which follows from this year's and the change where nobody states it.

    May be right: last year's figure was restated.
    To do: compute the rate again; last year's figure is the divisor.

    source: 部门整体支出绩效报告
    since: 0.1

    ok:
        2024年度部门整体支出绩效报告
        收入792.22万元，同比增加189.25万元，增加31.39%。

    bad: 7.50
        2024年度部门整体支出绩效报告
        收入792.22万元，同比增加189.25万元，增加23.89%。

    near: cut, not rounded
        2024年度部门整体支出绩效报告
        “三公”经费支出决算为2.76万元，上年决算为6.87万元，与上年相比减少4.11万元，下降59.82%。

    silent:
        2024年度部门整体支出绩效报告
        预算执行率提高3个百分点。
    """
    now, before = spent(t, s), spent_before(t, s)
    change = t.change.figure
    base = before
    if not before.known and now.known:
        base = now - change if t.change.up else now + change
    rates = [part / base for part in (change, apart(now, before)) if not zero(base)]
    yield equal(t.change_rate.figure, nearer(t.change_rate.figure, *rates) if rates else change)
    if t.over_rate.kind == "change" and not t.spent.absent:
        budget = budget_named(t, s)
        if not zero(budget):
            yield equal(t.over_rate.figure, apart(t.spent, budget) / budget)


@rule("N104", "error", zh="增减的方向与数字不符", en="Direction contradicts the figures")
def direction(t: Topic, s: Submission) -> Checks:
    """增加、减少、持平与两年的数相符；大于、小于、等于与决算、预算相符。

    可能合理：比较的是另一个口径。
    怎么办：改正方向词，或改正数字。
    ---
    Words for a change agree with the figures of the two years, words for a comparison with final and budget.

    May be right: other figures are compared.
    To do: mend the word or the figures.

    source: 部门整体支出绩效报告
    since: 0.1

    ok:
        2024年度部门整体支出绩效报告
        公务接待费支出预算为2万元，支出决算为1.63万元，决算数小于预算数的主要原因是厉行节约，上年决算为3.42万元，与上年相比减少1.79万元。

    bad:
        2024年度部门整体支出绩效报告
        公务接待费支出决算为1.63万元，上年决算为3.42万元，与上年相比增加1.79万元。

    bad:
        2024年度部门整体支出绩效报告
        公务接待费支出预算为2万元，支出决算为1.63万元，决算数大于预算数的主要原因是厉行节约。

    bad:
        2024年度部门整体支出绩效报告
        公务接待费支出决算为1.63万元，与上年相比减少1.79万元，增长52.34%。

    silent:
        2024年度部门整体支出绩效报告
        公务接待费支出有所减少。
    """
    now, before = spent(t, s), spent_before(t, s)
    budget = budget_named(t, s)
    for stated, base in ((t.change, before), (t.trend, before), (t.over, budget), (t.compare, budget)):
        yield from agrees(stated, now, base)
    if t.change.absent:
        yield from agrees(t.change_rate, now, before)
    if t.over.absent:
        yield from agrees(t.over_rate, now, budget)
    for change, rate, base in ((t.change, t.change_rate, before), (t.over, t.over_rate, budget)):
        # Where the figures are known, they tell which of the two words is wrong.
        if now.known and base.known:
            continue
        if change.kind == rate.kind == "change" and (way := way_of(rate.text.text)):
            yield same(rate.text, change.text, way == way_of(change.text.text, way)).noted(
                "direction-words", change=change.text
            )


def way_of(text: str, unsaid: str = "") -> str:
    """Which way the word of a change goes, where it says one alone."""
    up, down = (any(word in text for word in words) for words in (("增", "升", "提高", "上涨"), ("减", "降", "压缩")))
    return unsaid if up == down else ">" if up else "<"


def agrees(stated: Stated, now: Figure, base: Figure) -> Checks:
    """That a word for a direction agrees with two figures, where both are known."""
    if stated.absent or not (now.known and base.known and now.to(base.unit).known):
        return
    if stated.kind == "change" and not stated.figure.value:
        return
    side = stated.side if stated.kind == "words" else ">" if stated.up else "<"
    value, other = now.to(base.unit).value, base.value
    true = ">" if value > other else "<" if value < other else "="
    loose = "基本" in stated.text.text and abs(value - other) <= abs(other) * WHOLE_CHANGE
    yield same(stated.text, Text(f"{now.shown} {true} {base.shown}"), side == true or loose).noted(
        "direction", now=now, base=base
    )


@rule("N105", "error", zh="基数为 0 却有百分比", en="A percentage of nothing")
def zero_base(t: Topic, s: Submission) -> Checks:
    """预算或上年数为 0 时不能算百分比；不为 0 时不能说无法计算。

    可能合理：没有。
    怎么办：基数为 0 的写“无法计算百分比”；不为 0 的补上百分比。
    ---
    Of a base of nothing there is no percentage, and of any other there is one.

    May be right: never.
    To do: write 无法计算百分比 where the base is nothing, else the percentage.

    source: 部门整体支出绩效报告
    since: 0.1

    ok:
        2024年度部门整体支出绩效报告
        因公出国（境）费支出预算为0万元，支出决算为0万元，由于预算数为0万元，无法计算百分比。

    bad:
        2024年度部门整体支出绩效报告
        公务接待费支出预算为0万元，支出决算为1.2万元，完成预算的100%。

    silent:
        2024年度部门整体支出绩效报告
        公务接待费支出决算为1.2万元。
    """
    budget, before = budget_named(t, s), spent_before(t, s)
    if zero(budget) and t.completion.known:
        yield same(Text(t.completion.typed, t.completion.where), Text("0"), not t.completion.value).noted(
            "zero-base", base=budget
        )
    if not t.no_rate.absent and budget.known:
        nothing = zero(budget) or zero(before) or (t.no_rate_of == "prior" and not before.known)
        yield same(t.no_rate, Text("0"), nothing).noted("no-rate", base=budget)


@rule("N106", "error", zh="文中各部分之和与总数不符", en="Parts do not add up to their whole")
def parts_sum(part: Listing) -> Checks:
    """其中、包括、分别为所列各部分之和 = 总数；只列一部分（或写“等”）的，不大于总数。

    可能合理：只列了主要部分，没有写“等”。
    怎么办：补齐没有列出的部分，或改正数字。
    ---
    The parts that a passage names add up to the whole that it names; where it says that they are only some, they don't exceed it.

    May be right: only the main parts are named, and nothing says so.
    To do: name the missing part, or mend the figure.

    source: 部门整体支出绩效报告
    since: 0.1

    ok:
        2024年度部门整体支出绩效报告
        支出799.12万元，其中：人员经费支出434.89万元，公用经费支出77.4万元，项目支出286.83万元。

    bad: 3.00
        2024年度部门整体支出绩效报告
        支出799.12万元，其中：人员经费支出431.89万元，公用经费支出77.4万元，项目支出286.83万元。

    ok: only some are named
        2024年度部门整体支出绩效报告
        支出799.12万元，其中人员经费支出434.89万元。

    silent:
        2024年度部门整体支出绩效报告
        支出799.12万元。
    """
    if part.open:
        yield at_least(part.whole, total(part.parts)).noted("parts-exceed", parts=total(part.parts))
    else:
        yield equal(part.whole, total(part.parts))


@rule("N107", "missing", zh="写了偏差，没有写原因", en="A deviation without its reason")
def reason_absent(t: Topic, *, least: str = "10%") -> Checks:
    """三公经费及其各项的决算与预算、与上年相差较大的，应当写明原因。

    可能合理：原因写在别的段落。
    怎么办：在这一段补写增减的主要原因。
    ---
    Where the three public expenses deviate notably from the budget or from last year, the passage says why.

    May be right: the reason stands elsewhere.
    To do: add the main reason to the passage.

    source: 部门整体支出绩效报告
    since: 0.1

    ok:
        2024年度部门整体支出绩效报告
        公务接待费支出决算为1.63万元，与上年相比减少1.79万元，下降52.34%，下降的主要原因是厉行节约。

    bad:
        2024年度部门整体支出绩效报告
        公务接待费支出决算为1.63万元，与上年相比减少1.79万元，下降52.34%。

    silent:
        2024年度部门整体支出绩效报告
        公务接待费支出决算为1.63万元，与上年相比减少0.01万元，下降0.61%。
    """
    if t.concept not in THREE_PUBLIC or t.change_rate.absent:
        return
    rate = t.change_rate.figure
    if rate.known and rate.value >= Decimal(least.rstrip("%")):
        yield same(t.change_rate.text, Text(), t.reason).noted("no-reason", said=t.change_rate.text)


THREE_PUBLIC = ("three_public", "vehicles", "vehicle_purchase", "vehicle_running", "abroad", "reception")


@rule("N201", "style", zh="标题编号不连续", en="Gap or repeat in the numbering of the headings")
def section_numbering(r: Report) -> Checks:
    """一级标题的编号一、二、三……连续，不缺、不重。

    可能合理：删去了没有内容的一节。
    怎么办：重新编号；没有编号的标题补上编号。
    ---
    The headings of the first level are numbered without a gap and without a repeat.

    May be right: a section without content was taken out.
    To do: number the headings again.

    source: 公文格式
    since: 0.1

    ok:
        2024年度部门整体支出绩效报告
        一、部门概况
        二、支出情况
        三、绩效情况

    bad:
        2024年度部门整体支出绩效报告
        一、部门概况
        二、支出情况
        四、绩效情况

    bad: a heading without its number
        2024年度部门整体支出绩效报告
        一、部门概况
        支出情况分析
        三、绩效情况

    silent:
        2024年度部门整体支出绩效报告
        本单位支出444万元。
    """
    before = None
    bare = None
    for heading in r.headings:
        if not heading.number:
            bare = heading
            continue
        if before is not None and heading.number != 1:
            holds = heading.number == before.number + 1
            note = "unnumbered" if bare is not None and heading.number > before.number + 1 else "numbering"
            yield same(heading.text, before.text, holds).noted(note, before=before.text, bare=bare.text if bare else "")
        before, bare = heading, None


@rule("N202", "missing", zh="报告缺少规定的部分", en="A section of the configured list is missing")
def section_missing(r: Report, *, sections: str = "") -> Checks:
    """配置中 sections 所列的各部分，报告都有（用、隔开，如 sections = "部门概况、存在的问题"）。

    可能合理：用了别的标题。
    怎么办：补写缺少的部分。
    ---
    The report has every section that the configuration lists.

    May be right: the section goes by another name.
    To do: write the missing section.

    source: 各地的报告提纲
    since: 0.1
    parameters: sections = "部门概况、存在的问题"

    ok:
        set: sections=部门概况、存在的问题
        2024年度部门整体支出绩效报告
        一、部门概况
        二、存在的问题

    bad:
        set: sections=部门概况、存在的问题
        2024年度部门整体支出绩效报告
        一、部门概况

    silent: a form that is no report
        2024年度部门整体支出绩效自评表
        全年预算数 | 全年执行数
    """
    for name in filter(None, sections.split("、")):
        found = next((h.text for h in r.headings if name in h.text.text), None)
        yield same(found or Text(name, r.where), Text(name), found is not None).noted("section-missing")


@rule("N203", "error", zh="数目与所列的名称不符", en="A number of things and their names differ")
def count_of_list(c: Count) -> Checks:
    """“7个，分别为……”列出的名称正好七个。

    可能合理：没有列全，也没有写“等”。
    怎么办：核对数目，或补齐名称。
    ---
    A number of things is followed by as many names.

    May be right: not all are named, and nothing says so.
    To do: check the number, or add the missing name.

    source: 部门整体支出绩效报告
    since: 0.1

    ok:
        2024年度部门整体支出绩效报告
        内设股室3个，分别为：办公室、财务股、养护股。

    bad: 1
        2024年度部门整体支出绩效报告
        内设股室4个，分别为：办公室、财务股、养护股。

    silent:
        2024年度部门整体支出绩效报告
        内设股室4个。
    """
    check = at_least(c.count, c.named) if c.open else equal(c.count, c.named)
    yield check.noted("count-of-list", names=c.names)


@rule("N204", "verify", zh="指标没有完成，报告却说全部完成", en="The report claims what an indicator denies")
def contradiction(r: Report, s: Submission) -> Checks:
    """有指标没有达到目标，报告却说目标均已达成、圆满完成，或说足额、全额做到了。

    可能合理：说的是另一件事。
    怎么办：如实写明没有完成的指标和原因。
    ---
    An indicator missed its target, and the report says that all targets were met, or that the thing was done in full.

    May be right: the sentence speaks of something else.
    To do: say which indicator was missed, and why.

    source: 部门整体支出绩效报告
    since: 0.1

    ok:
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        发放率 | ≥98% | 99% | 10 | 10
        总分 |  |  | 10 | 10
        2024年度部门整体支出绩效报告
        年初绩效目标均已达成。

    bad:
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        发放率 | ≥98% | 94% | 10 | 6
        总分 |  |  | 10 | 6
        2024年度部门整体支出绩效报告
        年初绩效目标均已达成。

    silent: a goal is no claim
        2024年度部门整体支出绩效自评表
        三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
        发放率 | ≥98% | 94% | 10 | 6
        总分 |  |  | 10 | 6
        2024年度部门整体支出绩效报告
        确保待遇足额发放，年初绩效目标基本实现。
    """
    forms = forms_of(r, s)
    judged = [i for form in forms for i in form.indicators if i.met is not None]
    missed = [i for i in judged if i.met is False]
    claims = [(clause, p) for p in r.paragraphs for clause in claims_in(p.text, missed if missed else judged)]
    if not claims or not judged:
        return
    quoted = "；".join(dict.fromkeys(clause for clause, _ in claims))
    said = Text(quoted, claims[0][1].where)
    odd = missed[0] if missed else judged[0]
    yield same(said, odd.actual.text, not missed).noted(
        "contradiction", name=odd.name, target=odd.target.text, actual=odd.actual.text
    )


def forms_of(r: Report, s: Submission) -> list[EvaluationForm]:
    """The forms that a report speaks of: the department's for its report, else the project's."""
    parts: tuple[Department | Project, ...] = (s.department, *s.projects)
    for part in parts:
        if part.report is r and part.form.there:
            return [part.form]
    return list(s.evaluations)


def claims_in(text: str, indicators: list[Indicator]) -> list[str]:
    """The clauses that claim all targets met, or that an indicator's thing was done in full."""
    if not any(word in text for word in ("均", "全", "圆满", "都", "所有", "足额")):
        return []
    found = []
    for clause in CLAUSE.split(text):
        clause = clause.strip()
        claims_all = OF_TARGETS.search(clause) and ALL.search(clause) and not HEDGED.search(clause)
        done_fully = any(word in clause for word in IN_FULL)
        if claims_all or (done_fully and any(in_full(clause, i) for i in indicators)):
            found.append(clause)
    return found


def in_full(clause: str, i: Indicator) -> bool:
    """Whether a clause says that the thing of an indicator was done in full: 足额发放 with 了 or a figure."""
    for word in IN_FULL:
        at = clause.find(word)
        if at < 0:
            continue
        duty = next((duty for duty in DUTIES if clause.startswith(duty, at + len(word))), "")
        if duty and duty in i.name.text and ("了" in clause or re.search(r"\d", clause)):
            return True
    return False


@rule("N205", "style", zh="沿用了过时的提法", en="A phrase of an earlier period")
def stale_phrase(
    r: Report, s: Submission, *, phrases: str = "十九大=2023 十九届=2023 十三五=2021 十八大=2018"
) -> Checks:
    """不用以前时期的提法。phrases 列出提法和从哪个年度起算过时；后面写“以来”，或同时提到二十大的，不算。

    可能合理：引用文件名。
    怎么办：换成现行的提法，也看看这一段是否照抄了往年的报告。
    ---
    No phrases of an earlier period. phrases: each with the report year from which it is stale.

    May be right: it is part of a document's name.
    To do: use the present phrase, and see whether the passage was copied from an earlier year.

    source: 各地的审核要点
    since: 0.1

    ok:
        2024年度部门整体支出绩效报告
        贯彻党的二十大精神和党的十九大以来的部署。

    bad:
        2024年度部门整体支出绩效报告
        认真贯彻落实十九大报告精神。

    silent:
        2024年度部门整体支出绩效报告
        提高财政资金使用效益。
    """
    year = s.year.value if s.year.known else None
    stale = [
        word
        for word, _, since in (pair.partition("=") for pair in phrases.split())
        if year is not None and year >= int(since or 0)
    ]
    for paragraph in r.paragraphs:
        for phrase in stale:
            if phrase in paragraph.text:
                clause = next(c.strip() for c in CLAUSE.split(paragraph.text) if phrase in c)
                dated = phrase + "以来" in clause or "二十大" in clause
                yield same(Text(clause, paragraph.where), Text(phrase), dated).noted("stale", phrase=phrase)
                break
