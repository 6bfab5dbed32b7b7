"""Writes the narrative reports of a clean submission in the many ways that units write them, each figure marked by what it is.

A mark holds a role, `kind:concept:need`, and the words in it; marks stand in one another. need: `t` where only the basic data can
tell that the words are right, empty where the report or the form that it belongs to can. `unmarked` gives the text as people read it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clean import Facts, Form, Project, Three

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
MARKS = re.compile(f"{OPEN}[^{MIDDLE}]*{MIDDLE}|{CLOSE}")
ZERO = Decimal(0)
NUMERALS = "一二三四五六七八九十"


def mark(role: str, text: str) -> str:
    return f"{OPEN}{role}{MIDDLE}{text}{CLOSE}"


def unmarked(text: str) -> str:
    return MARKS.sub("", text)


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


class Voice:
    """How one report writes: its unit of money, its decimals, its numbering, its words."""

    def __init__(self, draw: Random, facts: "Facts") -> None:
        self.draw = draw
        self.facts = facts
        self.year = facts.year
        self.unit = draw.choice(("万元", "万元", "万元", "元"))
        self.places = 2 if facts.places == 4 and self.unit == "万元" and draw.random() < 0.4 else facts.places
        self.short = draw.random() < 0.6
        self.comma = draw.random() < 0.1
        self.percent_places = draw.choice((2, 2, 2, 1))
        self.sub_style = draw.choice(("（{c}）", "（{c}）", "{n}、", "{n}.", "({n})", "{circled}"))
        self.unit_name = facts.unit if draw.random() < 0.6 else draw.choice(("我单位", "本单位", "单位"))

    def pick(self, *options: str) -> str:
        return self.draw.choice(options)

    def chance(self, share: float) -> bool:
        return self.draw.random() < share

    def amount(self, value: Decimal) -> Decimal:
        """The amount in 万元 as this report shows it."""
        return rounded(value, self.places)

    def view(self, three: "Three") -> "Three":
        return type(three)(*(self.amount(value) for value in three))

    def money(self, value: Decimal, role: str = "") -> str:
        shown = self.amount(value) if self.unit == "万元" else rounded(value * 10000, 0)
        places = max(-int(shown.as_tuple().exponent), 0)
        text = f"{shown:,.{places}f}" if self.comma else f"{shown:.{places}f}"
        if self.short and "." in text:
            text = text.rstrip("0").rstrip(".")
        text += self.unit
        return mark(role, text) if role else text

    def percent(self, part: Decimal, whole: Decimal, role: str = "") -> str:
        text = f"{rounded(part / whole * 100, self.percent_places):f}"
        if self.short and "." in text:
            text = text.rstrip("0").rstrip(".")
        text += self.draw.choice("%%%%%%％")
        return mark(role, text) if role else text

    def sub(self, number: int) -> str:
        """A number of the second level or below."""
        return self.sub_style.format(n=number, c=NUMERALS[number - 1], circled="①②③④⑤⑥⑦⑧⑨⑩"[number - 1])


@dataclass
class Line:
    """One expense as a report speaks of it: 上年决算, 预算 and 决算, none of them 0."""

    v: Voice
    name: str
    concept: str
    three: "Three"

    @property
    def bare(self) -> str:
        """The name without the year before it."""
        return self.name.partition("年度" if "年度" in self.name else "年")[2] or self.name

    @property
    def out(self) -> str:
        """The name, and that it was spent; 项目支出 says so itself."""
        return self.name if self.name.endswith("支出") else f"{self.name}支出"

    def __post_init__(self) -> None:
        self.prior, self.plan, self.final = self.v.view(self.three)

    # Figures. `_t`: only the tables can tell that it is right.

    @property
    def b(self) -> str:
        return self.v.money(self.plan, f"budget:{self.concept}:")

    @property
    def f(self) -> str:
        return self.v.money(self.final, f"final:{self.concept}:")

    @property
    def p(self) -> str:
        return self.v.money(self.prior, f"prior:{self.concept}:")

    @property
    def b_t(self) -> str:
        return self.v.money(self.plan, f"budget:{self.concept}:t")

    @property
    def f_t(self) -> str:
        return self.v.money(self.final, f"final:{self.concept}:t")

    @property
    def p_t(self) -> str:
        return self.v.money(self.prior, f"prior:{self.concept}:t")

    def done(self, need: str = "") -> str:
        return self.v.percent(self.final, self.plan, f"completion:{self.concept}:{need}")

    def completed(self, words: str = "完成预算的{}", need: str = "") -> str:
        """The clause that gives the rate of completion."""
        return mark(f"completed:{self.concept}:{need}", words.format(self.done(need)))

    @property
    def up(self) -> bool:
        return self.final > self.prior

    @property
    def same(self) -> bool:
        return self.final == self.prior

    def d(self, need: str = "") -> str:
        return self.v.money(abs(self.final - self.prior), f"change:{self.concept}:{need}")

    def r(self, need: str = "") -> str:
        return self.v.percent(abs(self.final - self.prior), self.prior, f"rate:{self.concept}:{need}")

    def way(self, up: str, down: str, need: str = "") -> str:
        return mark(f"way:{self.concept}:{need}", up if self.up else down)

    @property
    def saved(self) -> str:
        return self.v.money(self.plan - self.final, f"saved:{self.concept}:")

    def compare(self, need: str = "") -> str:
        """大于 or 小于 the budget."""
        return mark(f"compare:{self.concept}:{need}", "小于" if self.final < self.plan else "大于")

    @property
    def why(self) -> str:
        return because(self.v, self.concept, self.up)

    def change(self, words: str, need: str = "") -> str:
        """The clause of a change on last year, or that there is none. words: {d} {r} {way} {rise} {why}."""
        if self.same:
            return self.v.pick("与上年持平", "与上年一致", "和上年相同")
        made = words.format(
            d=self.d("" if "{r}" in words else need),
            r=self.r("" if "{d}" in words else need),
            way=self.way("增加", "减少", need),
            rise=self.way(self.v.pick("增长", "上升"), self.v.pick("下降", "降低"), need),
            less=self.way("多", "少", need),
            why=self.why,
        )
        return mark(f"changed:{self.concept}:{need}", made)

    def against_budget(self) -> str:
        """In words: less than the budget, and why."""
        if self.final == self.plan:
            return self.v.pick("决算数与预算数一致", "决算数等于预算数", "与预算持平")
        return f"决算数{self.compare()}预算数的主要原因是{self.why}"


REASONS_DOWN = {
    "three_public": ("严格遵守中央八项规定，厉行节约，严控公务接待及公务用车使用", "压减了接待批次，公务用车统一派单"),
    "reception": (
        "严格遵守中央八项规定精神，压减接待批次和人数",
        "公务接待一律在食堂用餐",
        "厉行节约，严控公务接待支出",
    ),
    "vehicle_running": ("一辆老旧车辆报废，用车里程减少", "严格公务用车管理，定点维修、定点加油"),
    "vehicles": ("一辆老旧车辆报废，用车里程减少", "公务用车统一调度"),
    "vehicle_purchase": ("购车价格低于预算", "按程序公开采购，节约了资金"),
    "abroad": ("出访团组减少", "行程压缩"),
    "public": ("会议合并召开，办公耗材集中采购", "机关运行费用压减"),
    "project": ("部分工程款按合同约定待验收后支付", "上年一次性设备采购已完成"),
    "": ("按实际工作进度支付", "厉行节约"),
}
REASONS_UP = ("年中追加了防汛任务", "人员工资正常晋级晋档", "上级下达的专项资金增加", "新增了两处服务网点")


def because(v: Voice, concept: str, up: bool) -> str:
    return v.draw.choice(REASONS_UP if up else REASONS_DOWN.get(concept, REASONS_DOWN[""]))


# Ways of writing about one expense. Each is given an expense of which nothing is 0.


def reference_way(x: Line) -> str:
    text = f"{x.out}预算为{x.b}，支出决算为{x.f}，{x.completed()}，{x.against_budget()}，"
    return text + x.change("与上年相比{way}{d}，{rise}{r}，{rise}的主要原因是{why}", "t") + "。"


def year_before_first(x: Line) -> str:
    text = f"{x.name}决算{x.f}，" + x.change(f"比上年决算{x.p}{{way}}{{d}}，{{rise}}{{r}}，主要是{{why}}")
    return text + f"；年初预算{x.b}，{x.completed('完成年初预算的{}')}，{x.against_budget()}。"


def saved_way(x: Line) -> str:
    saved = f"较预算节约{x.saved}，" if x.plan > x.final else ""
    text = f"{x.name}预算数{x.b}，决算数{x.f}，{saved}{x.completed('预算完成率{}')}；"
    return text + x.change(f"较上年的{x.p}" + "{rise}{r}，原因：{why}") + "。"


def two_years(x: Line) -> str:
    v = x.v
    change = x.change("同比{way}{d}（{rise}{r}），原因是{why}")
    return f"{v.year}年{x.out.removeprefix(x.name.removesuffix(x.bare))}{x.f}，{v.year - 1}年为{x.p}，{change}。年初安排预算{x.b}，{x.completed('预算执行率{}')}。"


def columns_way(x: Line) -> str:
    change = x.change("本年决算比上年决算{rise}{r}，主要原因为{why}")
    return f"{x.name}上年决算{x.p}，本年预算{x.b}，本年决算{x.f}，{change}；{x.completed('决算占预算的{}')}。"


def within(x: Line) -> str:
    size = x.v.pick("增幅" if x.up else "降幅", "幅度为")
    change = x.change(f"与上年{x.p}相比，" + "{way}{d}，" + size + "{r}，主要是{why}")
    return f"{x.name}全年支出{x.f}，控制在预算{x.b}以内，{x.completed()}，{change}。"


def share_of_budget(x: Line) -> str:
    text = f"用于{x.name}的支出为{x.f}，{x.completed(f'占年初预算{x.b}的' + '{}')}，"
    return text + x.change("较上年{way}{d}，{way}{r}，主要原因系{why}", "t") + "。"


def dry_list(x: Line) -> str:
    less = f"决算比预算{mark('compare:' + x.concept + ':', '少')}{x.saved}，" if x.plan > x.final else ""
    change = x.change("比上年{less}{d}，系{why}所致")
    return f"{x.name}：预算{x.b}、决算{x.f}、上年决算{x.p}，{less}{change}。"


def percent_only(x: Line) -> str:
    change = x.change("较上年{rise}{r}，主要原因是{why}", "t")
    return f"{x.name}决算{x.f_t}，{change}，{x.completed('完成年初预算的{}', 't')}。"


def words_only(x: Line) -> str:
    budget = "等于预算数" if x.plan == x.final else f"{x.compare()}预算数"
    before = "与上年决算数持平" if x.same else x.way("大于", "小于") + "上年决算数"
    if not x.same:
        before = mark(f"changed:{x.concept}:", before)
    return f"{x.name}预算{x.b_t}，决算{x.f_t}，上年决算{x.p_t}，决算数{budget}，{before}，主要是{x.why}。"


def reason_first(x: Line) -> str:
    change = x.change(f"较上年决算数{x.p}" + "{way}了{d}，{rise}{r}")
    return f"{x.name}：由于{x.why}，本年支出决算{x.f}，{change}，完成年度预算{x.b}的{x.done()}。"


def open_book(x: Line) -> str:
    text = f"{x.bare}{x.v.year}年支出预算数为{x.b}，支出决算数为{x.f}，{x.completed('完成预算{}')}，"
    return (
        text
        + x.change(f"{x.v.year - 1}年支出决算数为{x.p}，" + "本年比上年{way}{d}，{rise}{r}，主要是由于{why}")
        + "。"
    )


def in_brackets(x: Line) -> str:
    change = x.change(f"比上年（{x.p}）" + "{way}{d}、{rise}{r}，{why}")
    return f"{x.out}{x.f}（预算{x.b}，{x.completed()}），{change}。"


def semicolons(x: Line) -> str:
    change = x.change(f"与{x.v.year - 1}年{x.p}相比，{{way}}{{d}}，{{rise}}率{{r}}；变动原因：{{why}}")
    return f"{x.name}年初预算安排{x.b}；实际支出{x.f}；{x.completed('预算完成率为{}')}；{change}。"


WAYS: tuple[Callable[[Line], str], ...] = (
    reference_way,
    year_before_first,
    saved_way,
    two_years,
    columns_way,
    within,
    share_of_budget,
    dry_list,
    percent_only,
    words_only,
    reason_first,
    open_book,
    in_brackets,
    semicolons,
)


def nothing_spent(v: Voice, name: str, concept: str) -> str:
    """Budget 0 and spent 0: there is no percentage."""
    zero = v.money(ZERO)
    no_rate = mark(
        f"no-rate:{concept}:",
        v.pick(f"由于预算数为{zero}，无法计算百分比", "因预算为0，无法计算百分比", "无法计算百分比"),
    )
    return v.pick(
        f"{name}支出预算为{zero}，支出决算为{zero}，{no_rate}，决算数与预算数一致，{v.unit_name}严格按预算执行，{name}支出与上年持平。",
        f"{name}预算{zero}，决算{zero}，{no_rate}，与上年持平。",
        f"{name}年初预算{zero}，实际支出{zero}，{no_rate}；上年决算也为{zero}，与上年持平。",
        f"{name}支出预算为{zero}，支出决算为{zero}，{no_rate}，本年未安排此项支出。",
    )


def spoken(v: Voice, name: str, concept: str, three: "Three", way: Callable[[Line], str]) -> str:
    if not three.final:
        return nothing_spent(v, name, concept)
    return mark(f"in:{way.__name__}:", way(Line(v, name, concept, three)))


def ways(v: Voice) -> Iterator[Callable[[Line], str]]:
    """Mostly one way in a report, now and then another."""
    own = v.draw.choice(WAYS)
    while True:
        yield own if v.chance(0.6) else v.draw.choice(WAYS)


# 三公经费

KIND_NAMES = {
    "abroad": ("因公出国（境）费", "因公出国（境）费用", "因公出国(境)费"),
    "reception": ("公务接待费", "公务接待费", "公务接待经费"),
    "vehicle_purchase": ("公务用车购置费", "公务用车购置费用"),
    "vehicle_running": ("公务用车运行维护费", "公务用车运行维护费用"),
    "vehicles": ("公务用车购置及运行维护费", "公务用车购置和运行维护费"),
}


def kinds_of(v: Voice) -> list[tuple[str, str, "Three"]]:
    """The parts of 三公: four, or three with one for vehicles, each with a name."""
    money = v.facts.public_money
    parts = dict(money)
    if v.chance(0.35):
        parts = {
            "abroad": money["abroad"],
            "vehicles": money["vehicle_purchase"] + money["vehicle_running"],
            "reception": money["reception"],
        }
    order = list(parts)
    if v.chance(0.7):
        order.sort(key=("abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_running").index)
    return [(kind, v.draw.choice(KIND_NAMES[kind]), parts[kind]) for kind in order]


def three_public(v: Voice) -> list[str]:
    """The paragraphs on 三公经费."""
    whole = v.facts.three_public
    name = v.pick("“三公”经费", "“三公”经费", "三公经费", "“三公”经费财政拨款")
    head = v.pick(f"{v.year}年度", f"{v.year}年", "")
    if not whole.final:
        return [
            v.pick(
                f"{v.year}年{v.unit_name}未安排“三公”经费预算，也未发生“三公”经费支出。",
                nothing_spent(v, name, "three_public"),
            )
        ]
    manner = v.draw.choice((each_in_turn, each_in_turn, one_paragraph, finals_listed, respectively, with_shares))
    lines = manner(v, head + name)
    if v.chance(0.3):
        lines.append(details(v))
    return lines


def each_in_turn(v: Voice, name: str) -> list[str]:
    """The total, then a paragraph for each part."""
    way = ways(v)
    kinds = kinds_of(v)
    lead = v.pick("", "", "其中：")
    numbered = v.chance(0.4)
    lines = [spoken(v, name, "three_public", v.facts.three_public, next(way)) + lead]
    for at, (kind, part, three) in enumerate(kinds, 1):
        lines.append((v.sub(at) if numbered else "") + spoken(v, part, kind, three, next(way)))
    return lines


def one_paragraph(v: Voice, name: str) -> list[str]:
    return ["".join(each_in_turn(v, name))]


def of_list(v: Voice, kinds: Sequence[tuple[str, str, "Three"]], column: str) -> list[str]:
    """The amounts of the parts in a column, marked as parts of the whole."""
    return [
        v.money(getattr(three, column), f"part:{kind}:" if getattr(three, column) else "") for kind, _, three in kinds
    ]


def finals_listed(v: Voice, name: str) -> list[str]:
    """其中: and the final figure of each part."""
    x = Line(v, name, "three_public", v.facts.three_public)
    kinds = [kind for kind in kinds_of(v) if kind[2].final or v.chance(0.8)]
    amounts = of_list(v, kinds, "final")
    lead, joint = v.pick("其中：", "其中，", "包括", "包括："), v.pick("，", "、", "；")
    said = v.pick("", "支出", "决算")
    listed = joint.join(f"{part}{said}{amount}" for (_, part, _), amount in zip(kinds, amounts, strict=True))
    whole = v.money(x.final, "whole:three_public:")
    change = x.change("与上年相比{way}{d}，{rise}{r}，主要是{why}", "t")
    text = f"{name}支出决算{whole}，{lead}{listed}。" + v.pick("", f"“三公”经费支出{change}。")
    return [mark("in:finals_listed:", text)]


def respectively(v: Voice, name: str) -> list[str]:
    """Names first, then 分别为 and the amounts in the same order."""
    x = Line(v, name, "three_public", v.facts.three_public)
    kinds = kinds_of(v)
    names = "、".join(part for _, part, _ in kinds)
    amounts = "、".join(of_list(v, kinds, "final"))
    whole = v.money(x.final, "whole:three_public:")
    change = x.change("较上年{way}{d}，{rise}{r}，原因是{why}", "t")
    text = v.pick(
        f"{names}支出分别为{amounts}，“三公”经费合计{whole}，{change}。",
        f"{name}支出{whole}，{names}分别为{amounts}。",
        f"{name}决算{whole}，其中{names}决算分别为{amounts}。“三公”经费{change}。",
    )
    return [mark("in:respectively:", text)]


def with_shares(v: Voice, name: str) -> list[str]:
    """Each part with its share of the whole."""
    x = Line(v, name, "three_public", v.facts.three_public)
    kinds = kinds_of(v)
    amounts = of_list(v, kinds, "final")
    shares = [v.percent(v.amount(three.final), x.final) for _, _, three in kinds]
    listed = "；".join(
        f"{part}支出决算{amount}，占{share}" for (_, part, _), amount, share in zip(kinds, amounts, shares, strict=True)
    )
    whole = v.money(x.final, "whole:three_public:")
    text = f"{name}支出决算为{whole}，{x.completed(f'完成年初预算{x.b}的' + '{}')}，其中：{listed}。"
    text += x.change(f"与上年决算数{x.p}相比，{{way}}{{d}}，{{rise}}{{r}}，主要原因是{{why}}") + "。"
    return [mark("in:with_shares:", text)]


def details(v: Voice) -> str:
    """Numbers of guests and cars, which no table holds."""
    draw = v.draw
    groups = draw.randint(5, 90)
    return v.pick(
        f"全年国内公务接待{groups}批次、{groups * draw.randint(4, 8)}人次；年末公务用车保有量{draw.randint(1, 6)}辆。",
        f"本年度共接待来访团组{groups}个、来宾{groups * draw.randint(4, 8)}人次（不包括陪同人员）。",
        "单位严格执行公务接待“一函两单”制度，未发生无公函接待。",
    )


# 部门概况

OFFICES = (
    "办公室", "财务股", "人事股", "项目股", "宣传股", "安全生产股", "政策法规股", "技术推广站", "档案与信息股", "后勤服务中心",
)  # fmt: skip


def offices(v: Voice) -> str:
    names = v.draw.sample(OFFICES, v.draw.randint(2, 7))
    count = len(names)
    number = v.pick(f"{count}", f"{count}", f" {count} ", NUMERALS[count - 1] if count != 2 else "两")
    marked_count, at_least = mark("count::", number), mark("count-open::", number)
    joined = "、".join(mark("named::", name) for name in names)
    last = f"{'、'.join(mark('named::', name) for name in names[:-1])}{v.pick('和', '以及', '及')}{mark('named::', names[-1])}"
    return v.pick(
        f"内设股室{marked_count}个，分别为：{joined}。",
        f"内设{marked_count}个股室，分别是{joined}。",
        f"下设机构{marked_count}个：{last}。",
        f"内设机构共{marked_count}个，包括{last}。",
        f"设{joined}等{at_least}个内设机构。",
        f"设有{last}{marked_count}个股室。",
    )


def people(v: Voice) -> str:
    facts, draw = v.facts, v.draw
    quota = mark("quota::t", f"{facts.quota}")
    staff = mark("staff::t", f"{facts.staff}")
    split = draw.randint(1, facts.staff - 1) if facts.staff > 1 else 0
    parts = [mark("head::", f"{split}"), mark("head::", f"{facts.staff - split}")]
    retired = draw.randint(1, 60)
    plain = [
        f"{facts.unit}共有编制人数{quota}人，实有人数{staff}人。",
        f"{v.unit_name}核定编制{quota}名，年末实有在职人员{staff}人，退休人员{retired}人。",
        f"截至{v.year}年12月31日，{facts.unit}编制数{quota}人，实际在职人数{staff}人。",
        f"{facts.unit}是{facts.department}下属公益一类事业单位，人员编制{quota}人，在职人员{staff}人，另有退休人员{retired}人、临聘人员{draw.randint(1, 9)}人。",
        f"{facts.unit}编制数{quota}人，{v.year}年实际在职人数{staff}人，人员控制率{v.percent(Decimal(facts.staff), Decimal(facts.quota))}。",
        f"我单位编制人数为{quota}人，年末实有人数为{staff}人，无超编人员。",
        f"{facts.unit}人员编制数{quota}个，{v.year}年末在职人员{staff}名。",
    ]
    if split:
        whole = mark("heads::", f"{facts.staff}")
        plain += [
            f"{facts.unit}编制{quota}人，实有在职人数{whole}人，其中：管理人员{parts[0]}人，专业技术人员{parts[1]}人。",
            f"我单位编制人数{quota}人，实有人数{whole}人（其中管理岗位{parts[0]}人、工勤岗位{parts[1]}人）。",
        ]
    return draw.choice(plain)


DUTIES = (
    "部门职责主要有：1、贯彻执行上级方针政策，拟定管理办法并组织实施；2、负责设施的日常维护；3、承办上级交办的其他事项。",
    "主要职能：（1）承担全县公益服务；（2）开展技术指导和宣传培训；（3）负责档案管理和统计工作。",
    "单位主要负责公共服务设施的建设、管理和养护，按季度开展检查，实行24小时值班制度。",
)


# Totals


def totals(v: Voice) -> list[str]:
    """What was spent in all, and its split."""
    facts, draw = v.facts, v.draw
    spent, basic, project = facts.executed, facts.basic, facts.project.final
    whole = v.money(spent, "whole:total:")
    b, p = v.money(basic, "part:basic:"), v.money(project, "part:project:")
    public = v.money(facts.public.final, "part:public:")
    staff = v.money(v.amount(basic) - v.amount(facts.public.final), "part::")
    total = v.money(spent, "final:total:")
    year = v.pick(f"{v.year}年", f"{v.year}年度", "本年")
    split = v.pick(
        f"{year}部门整体支出{whole}，其中：基本支出{b}，项目支出{p}。",
        f"{year}支出合计{whole}，其中：基本支出{b}，占{v.percent(basic, spent)}；项目支出{p}，占{v.percent(project, spent)}。",
        f"{year}总支出{whole}，包括基本支出{b}和项目支出{p}两部分。",
        f"{year}基本支出和项目支出分别为{b}、{p}，支出合计{whole}。",
        f"{year}支出{whole}：人员经费支出{staff}，公用经费支出{public}，项目支出{p}。",
        f"部门整体支出{whole}，按支出性质分：基本支出{b}、项目支出{p}。",
        f"{year}部门支出总计{whole}（基本支出{b}，项目支出{p}）。",
    )
    alone = v.pick(
        f"部门整体支出{total}，主要用于本部门工作人员工资福利支出、公用经费支出以及项目支出等。",
        f"{year}部门整体支出{total}，用于保障机构正常运转和完成专项工作。",
        f"{year}，{v.unit_name}部门整体支出总额为{total}。",
    )
    lines = [mark("in:totals:", draw.choice((split, split, alone)))]
    if facts.full and v.chance(0.5):
        lines.append(mark("in:execution:", execution(v)))
    if v.chance(0.4):
        lines.append(mark("in:income:", income(v)))
    return lines


def execution(v: Voice) -> str:
    """年初, 全年, 执行 and the rate."""
    facts = v.facts
    initial, full, spent = (v.amount(value) for value in (facts.initial, facts.full, facts.executed))
    rate = v.percent(spent, full, "completion:total:")
    added = v.money(abs(full - initial), "saved::")
    grown = "追加" if full > initial else "调减"
    adjusted = f"年中{grown}{added}，" if full != initial else ""
    said = (v.money(initial), v.money(full, "budget:total:"), v.money(spent, "final:total:"))
    why = "，主要原因是部分项目跨年实施" if spent < full * Decimal("0.95") else ""
    return v.pick(
        f"{v.year}年部门年初预算{said[0]}，{adjusted}全年预算数{said[1]}，全年执行数{said[2]}，预算执行率{rate}{why}。",
        f"年初预算数为{said[0]}，调整后全年预算数为{said[1]}，全年实际支出{said[2]}，执行率为{rate}{why}。",
        f"{v.year}年全年预算{said[1]}，实际执行{said[2]}，完成全年预算的{rate}{why}。",
    )


def income(v: Voice) -> str:
    """Income, of which no table holds last year's."""
    facts, draw = v.facts, v.draw
    now = v.amount(facts.full or facts.executed)
    before = v.amount(now * Decimal(draw.randint(70, 130)) / 100)
    if before == now or not before:
        return f"{v.year}年收入合计{v.money(now)}，与上年持平。"
    first = v.amount(now * Decimal(draw.randint(60, 95)) / 100)
    x = Line(v, "收入", "", type(facts.public)(before, now, now))
    whole = v.money(now, "whole::")
    parts = [v.money(first, "part::"), v.money(now - first, "part::")]
    return v.pick(
        f"收入{v.money(now, 'final::')}，同比{x.way('增加', '减少')}{x.d()}，{x.way('增长', '下降')}{x.r()}，主要是{x.why}。",
        f"{v.year}年收入合计{whole}，其中：财政拨款收入{parts[0]}，其他收入{parts[1]}。",
        f"本年收入{whole}，其中一般公共预算财政拨款收入{parts[0]}，占{v.percent(first, now)}；事业收入{parts[1]}，占{v.percent(now - first, now)}。",
        f"{v.year}年总收入{v.money(now, 'final::')}，{v.year - 1}年总收入{v.money(before, 'prior::')}，{x.way('增加', '减少')}{x.d()}，{x.way('增幅', '降幅')}{x.r()}，{x.why}。",
        f"财政拨款收入和其他收入分别为{parts[0]}、{parts[1]}，收入合计{whole}。",
    )


# 基本支出


def basic(v: Voice) -> list[str]:
    facts = v.facts
    x = Line(v, v.pick("公用经费", "日常公用经费"), "public", facts.public)
    staff = v.amount(facts.basic) - v.amount(facts.public.final)
    whole, parts = v.money(facts.basic, "whole:basic:"), (v.money(staff, "part::"), v.money(x.final, "part:public:"))
    lines = [
        v.pick(
            "基本支出主要是为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出，包括工资福利支出、办公费、印刷费、邮电费、公务接待费、工会经费等。",
            mark("in:basic:", f"基本支出{whole}，其中：人员经费{parts[0]}，公用经费{parts[1]}。"),
            mark("in:basic:", f"基本支出{whole}，包括人员经费支出{parts[0]}、公用经费支出{parts[1]}。"),
            mark("in:basic:", f"人员经费{parts[0]}，公用经费{parts[1]}，基本支出合计{whole}。"),
        )
    ]
    if v.chance(0.5):
        lines.append(spoken(v, x.name, "public", facts.public, v.draw.choice(WAYS)))
    if v.chance(0.4):
        names = ("办公费", "水费、电费、差旅费", "会议费和培训费")
        spent = [(name, three.final) for name, three in zip(names, facts.public_lines, strict=True) if three.final]
        listed = "，".join(f"{name}{v.money(amount)}" for name, amount in spent)
        lines.append(mark("in:open_list:", f"公用经费支出{v.money(x.final, 'final:public:t')}，主要用于{listed}等。"))
    if facts.procurement.final and v.chance(0.3):
        lines.append(mark("in:procurement:", procurement(v)))
    return lines


def procurement(v: Voice) -> str:
    three = v.facts.procurement
    final = v.amount(three.final)
    first = v.amount(final * Decimal(v.draw.randint(20, 80)) / 100)
    whole = v.money(final, "whole::")
    if not first or first == final:
        return f"政府采购支出{v.money(final)}，全部为货物采购。"
    parts = v.money(first, "part::"), v.money(final - first, "part::")
    return v.pick(
        f"{v.year}年政府采购支出总额{whole}，其中：货物采购支出{parts[0]}，服务采购支出{parts[1]}。",
        f"政府采购支出{whole}，包括货物{parts[0]}、工程{parts[1]}。",
    )


# 项目支出


def project_list(v: Voice) -> list[str]:
    facts = v.facts
    given = [project for project in facts.projects if project.executed]
    if not given:
        return ["本年度没有发生项目支出。"]
    whole = v.money(facts.project.final, "whole:project:")
    amounts = [v.money(project.executed, "part:project-line:") for project in given]
    named = [f"{project.name}{amount}" for project, amount in zip(given, amounts, strict=True)]
    manner = v.draw.choice((0, 1, 2, 3, 4, 5, 6))
    if manner == 1:
        text = [f"项目支出合计{whole}，其中：{'，'.join(named)}。"]
    elif manner == 2:
        uses = [f"{name}，用于{v.pick('设施维护', '材料和人工', '宣传培训', '设备更新')}" for name in named]
        text = [f"项目资金共{whole}，均为财政资金，严格按规定专款专用。", f"项目资金实际使用情况：{'；'.join(uses)}。"]
    elif manner == 3 and len(given) > 1:
        names = "、".join(project.name for project in given)
        text = [f"{names}分别支出{'、'.join(amounts)}，项目支出合计{whole}。"]
    elif manner == 4 and len(given) > 1:
        count = mark("count::", f"{len(given)}")
        names = "、".join(mark("named::", project.name) for project in given)
        text = [
            f"{v.year}年实施项目{count}个，分别为：{names}，共支出{v.money(facts.project.final, 'final:project:t')}。"
        ]
    elif manner == 5:
        text = [f"项目支出{whole}，具体如下："]
        text += [v.sub(at) + f"{name}。" for at, name in enumerate(named, 1)]
    elif manner == 6:
        uses = [project_line(v, project) for project in given]
        text = [v.sub(at) + use for at, use in enumerate(uses, 1)]
    else:
        text = [f"项目支出共{whole}，包括：{'、'.join(named)}。"]
    text = [mark(f"in:project_list_{manner}:", line) for line in text]
    if v.chance(0.5):
        text.append(spoken(v, "项目支出", "project", facts.project, v.draw.choice(WAYS)))
    return text


def project_line(v: Voice, project: "Project") -> str:
    """One project: its budget of the year, what was spent, and the rate."""
    full, spent = v.amount(project.full), v.amount(project.executed)
    why = "，剩余资金待验收后支付" if spent < full else ""
    rate = v.percent(spent, full, "completion::")
    return f"{project.name}：全年预算{v.money(full, 'budget::')}，支出{v.money(spent, 'final:project-line:')}，预算执行率{rate}{why}。"


# 绩效情况


def work(v: Voice) -> str:
    """Work done, in numbers that no table holds; some of them round."""
    draw = v.draw
    said = [
        f"开展巡查{draw.randint(20, 300)}次",
        f"管护公路{draw.randint(200, 999) / 10}公里",
        f"培训群众约{draw.randint(11, 39) / 10}万人次",
        f"发放宣传资料{draw.randint(2, 9)}000余份",
        f"办结12345热线工单{draw.randint(20, 200)}件，办结率100%",
        f"清淤沟渠{draw.randint(3, 40)}条近{draw.randint(5, 90)}公里",
        f"组织乡镇业务人员进行了{draw.choice('两三四')}期业务培训",
        f"问卷回收率{draw.randint(90, 99)}%",
        f"争取社会捐赠约{draw.randint(3, 30)}万元",
    ]
    return "，".join(draw.sample(said, draw.randint(2, 4)))


def results(v: Voice, form: "Form", missed: bool) -> str:
    """What was reached: all targets only where no indicator was missed."""
    if not missed and v.chance(0.5):
        claim = v.pick(
            "年初设定的绩效目标均已达成", "圆满完成了各项目标任务", "各项绩效指标全部完成", "全面完成年度目标任务"
        )
    else:
        claim = v.pick(
            "年初绩效目标基本实现",
            "各项工作有序推进",
            "主要目标任务完成较好",
            "个别指标受天气影响未达预期，其余按计划完成",
        )
    return mark(f"claim:{form.missed}:", claim)


def score(v: Voice, form: "Form", what: str) -> str:
    if not form.layout.scored:
        return ""
    points = f"{form.score.normalize():f}"
    given = mark("score::", points)
    return v.pick(
        f"综合评分自评为{given}分",
        f"自评得分{given}分",
        f"自评得分为{given}分",
        f"{what}绩效自评综合得分{given}分",
        f"经综合评定，自评总分{given}分（满分100分）",
        f"自评分数为{given}分",
        f"按照评分标准逐项打分，{what}自评得{given}分",
    )


def department_results(v: Voice, form: "Form", missed: bool) -> list[str]:
    given = score(v, form, v.pick("部门整体支出", ""))
    done = results(v, form, missed)
    return v.draw.choice(
        (
            [f"{v.year}年，{v.unit_name}{work(v)}。{done}，{given}。"],
            [f"全年{work(v)}。", f"{done}。", f"对照年初设定的指标逐项核对数据，{given}。"],
            [f"（一）产出情况。{work(v)}。", f"（二）效益情况。{done}。", f"（三）自评结论。{given}。"],
            [f"{v.year}年{done}，{work(v)}，群众反映良好，{given}。"],
        )
    )


def process(v: Voice) -> list[str]:
    guide = mark("guide::", v.pick("为强化财政支出绩效理念和部门责任意识", "为规范财政资金管理"))
    return v.draw.choice(
        (
            [
                f"（一）绩效评价目的。{guide}，提高财政资金使用效益。",
                "（二）绩效评价工作过程。1、前期准备。收集预决算数据。2、组织实施。座谈并抽查凭证。3、分析评价。",
            ],
            [
                f"{guide}，根据县财政局《关于开展{v.year}年度绩效自评工作的通知》（财绩〔{v.year + 1}〕3号），成立由主要负责人任组长、3名业务骨干参加的自评小组，于{v.year + 1}年2月10日前完成自评。"
            ],
            [f"{guide}，我们分四步开展自评：一是制定方案；二是核对数据；三是实地查看；四是形成结论。"],
        )
    )


PROBLEMS = (
    ("预算管理有待加强，内控制度实施方面有待改进。",),
    ("1、预算编制不够细化，部分项目支出进度偏慢。", "2、绩效指标设置不够精准。"),
    ("一是工作安排受天气影响；二是专业人员不足。",),
    ("资金使用效益有待进一步提高，资产管理的信息化程度不高。",),
)
ADVICE = (
    ("1、部门预算中的基本支出应进一步细化、完善、充实。", "2、严格按照预算的相关制度和要求执行。"),
    ("下年提前落实，按季度通报支出进度。",),
    ("（一）加强预算编制。（二）完善内控制度。",),
)


def section(lines: list[str], title: str, *contents: Iterable[str]) -> None:
    """A numbered heading and its paragraphs."""
    number = sum(line.startswith(f"{OPEN}heading") for line in lines)
    lines.append(mark("heading::", NUMERALS[number]) + f"、{title}")
    for content in contents:
        lines.extend(content)


def department_report(draw: Random, facts: "Facts", form: "Form", missed: bool) -> list[str]:
    v = Voice(draw, facts)
    lines = [v.pick(f"{v.year}年度部门整体支出绩效报告", f"示例县{v.year}年度部门整体支出绩效自评报告")]
    about = [people(v) + offices(v) if v.chance(0.5) else people(v)]
    if len(about) == 1 and v.chance(0.3):
        about.append(offices(v))
    about.append(v.draw.choice(DUTIES))
    outline = v.draw.choice((outline_reference, outline_open, outline_short))
    outline(v, lines, about, form, missed)
    return [noisy(v, line) for line in lines]


def noisy(v: Voice, line: str) -> str:
    """A blank that people leave before a comma or in a word, now and then."""
    if v.chance(0.05):
        return line.replace("，主要", " ，主要", 1).replace("厉行节约", "厉 行节约", 1)
    return line


def outline_reference(v: Voice, lines: list[str], about: list[str], form: "Form", missed: bool) -> None:
    spent, *more = totals(v)
    section(lines, "部门概况", ["（一）部门基本情况"], about, [f"（二）{spent}", *more])
    section(
        lines,
        "部门整体支出管理及使用情况分析",
        ["（一）基本支出"],
        basic(v),
        three_public(v),
        ["（二）项目支出"],
        project_list(v),
    )
    section(lines, "部门整体支出绩效情况分析", department_results(v, form, missed))
    section(lines, "绩效评价工作开展情况", process(v))
    section(lines, "存在的主要问题", v.draw.choice(PROBLEMS))
    section(lines, "改进措施和有关建议", v.draw.choice(ADVICE))


def outline_open(v: Voice, lines: list[str], about: list[str], form: "Form", missed: bool) -> None:
    section(lines, v.pick("部门（单位）基本情况", "基本情况"), about)
    section(lines, "部门收支情况", totals(v), basic(v))
    section(lines, v.pick("“三公”经费使用和管理情况", "三公经费情况"), three_public(v))
    section(lines, "项目支出情况", project_list(v))
    section(lines, "部门整体支出绩效情况", department_results(v, form, missed))
    section(lines, "存在的问题及原因分析", v.draw.choice(PROBLEMS))
    section(lines, "下一步改进措施", v.draw.choice(ADVICE))
    section(lines, "绩效自评结果拟应用和公开情况", ["自评结果随部门决算一并公开，作为下年度预算安排的依据。"])


def outline_short(v: Voice, lines: list[str], about: list[str], form: "Form", missed: bool) -> None:
    section(lines, "部门概况", about)
    section(lines, "资金使用情况", totals(v), three_public(v), project_list(v))
    section(lines, "评价工作和结论", process(v), department_results(v, form, missed))
    section(lines, "存在的问题和改进措施", v.draw.choice(PROBLEMS), v.draw.choice(ADVICE))


# 项目支出绩效报告


def project_report(draw: Random, facts: "Facts", project: "Project", form: "Form", missed: bool) -> list[str]:
    v = Voice(draw, facts)
    lines = [v.pick(f"{v.year}年度项目支出绩效报告", f"示例县{v.year}年度项目支出绩效自评报告")]
    given = score(v, form, v.pick("项目", ""))
    ending = f"{results(v, form, missed)}{'，' + given if given else ''}。"
    intro = v.pick(
        f"{project.name}由{facts.unit}实施，主管部门为{facts.department}。",
        f"{project.name}主要用于保障设施安全的各项支出，包含宣传费、印刷费、交通费等。",
    )
    funds = mark("in:project_funds:", project_funds(v, project))
    if v.chance(0.5):
        section(lines, "项目概况", [f"（一）项目单位基本情况。{people(v)}", f"（二）{intro}"])
        section(lines, "项目资金使用及管理情况分析", [funds])
        section(
            lines,
            "项目组织实施情况分析",
            ["（一）规范管理，强化监督", f"1.加强日常巡查。{work(v)}。", "2.加强财务管理，专款专用。"],
        )
        section(lines, "项目绩效情况分析", [ending])
        section(lines, "绩效评价工作开展情况", process(v))
        section(
            lines,
            "其他需要说明的问题",
            ["（一）存在的问题"],
            v.draw.choice(PROBLEMS),
            ["（二）有关建议"],
            v.draw.choice(ADVICE),
        )
    else:
        section(lines, "项目基本情况", [intro])
        section(lines, "资金使用情况", [funds, "项目资金实行专账核算。"])
        section(lines, "自评情况", [f"全年{work(v)}。", ending])
    return [noisy(v, line) for line in lines]


def project_funds(v: Voice, project: "Project") -> str:
    initial, full, spent = (v.amount(value) for value in (project.initial, project.full, project.executed))
    because = v.pick("，主要原因是尾款未到付款条件", "，原因是部分工程跨年实施") if spent < full else ""
    rate = v.percent(spent, full, "completion::")
    b, f = v.money(full, "budget::"), v.money(spent, "final:project-line:")
    left = f"，结余{v.money(full - spent, 'saved::')}" if spent < full else ""
    grown = "追加" if full > initial else "调减"
    adjusted = f"年中{grown}{v.money(abs(full - initial), 'saved::')}，" if full != initial and initial else ""
    said = [
        f"{project.name}全年预算为{b}，支出为{f}，完成预算的{rate}{because}。",
        f"本项目年初预算{v.money(initial)}，{adjusted}全年预算{b}，实际支出{f}，预算执行率{rate}{because}。",
        f"{project.name}安排资金{b}，已支出{f}{left}，预算执行率为{rate}{because}。",
        f"截至{v.year}年12月底，项目累计支出{f}，占全年预算{b}的{rate}{because}。",
        f"项目资金全年预算{b}，实际支出{f}，预算执行率{rate}{because}。资金到位率100%。",
    ]
    if spent > 3:
        first = v.amount(spent * Decimal(v.draw.randint(20, 45)) / 100)
        second = v.amount(spent * Decimal(v.draw.randint(20, 45)) / 100)
        parts = [v.money(part, "part::") for part in (first, second, spent - first - second)]
        whole = v.money(spent, "whole:project-line:")
        said += [
            f"{project.name}全年支出{whole}，其中：材料费{parts[0]}，人工费{parts[1]}，其他费用{parts[2]}。",
            f"项目支出{whole}，包括设备购置{parts[0]}、宣传培训{parts[1]}和日常维护{parts[2]}。",
            f"本项目支出共{whole}，材料费、人工费、其他费用分别为{parts[0]}、{parts[1]}和{parts[2]}。",
        ]
    return v.draw.choice(said)
