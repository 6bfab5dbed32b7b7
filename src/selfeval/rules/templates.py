"""T: blank forms, for their keepers; a filled form is never asked."""

from selfeval.checks import Check, Checks, at_most, equal, present, rule, same, worded
from selfeval.figure import Figure, Text, figure, total
from selfeval.forms.template import Blank, Heading, Wanted
from selfeval.units import POINTS

NOTHING_ELSE = Text("")
FULL = figure("100", POINTS)


@rule(
    "T101",
    "error",
    zh="空白表的标签缺少、重复或认不出",
    en="A label of the blank form is missing, doubled or not known",
)
def template_label(b: Blank, *, without: str = "") -> Checks:
    """核对时要用的每个标签各出现一次，用认识的名称，写在合并好的格子里，盖住它统领的行或列。

    可能合理：本地的表有意不设这一栏：在配置 [rules.T101] 的 without 里写明它的字段，如 "building funds.columns.initial"；
    名称是本地的叫法：写进标签文件，用 --labels 给出。
    怎么办：补上缺的标签，去掉重复的，改用通用的名称，把拆开的格子重新合并。
    ---
    Each label that a check needs stands exactly once, by a known name, in a merged cell that spans the rows or columns that it heads.

    May be right: the county's form lacks it on purpose: name its field in `without` of [rules.T101], such as
    "building funds.columns.initial"; the name is the county's own: put it in a labels file, given by --labels.
    To do: add what is missing, take out what is doubled, use the usual name, merge what was split.

    source: 本工具的读取范围；各自评表的栏目
    since: 0.1

    ok:
        2025年度部门整体支出绩效评价基础数据表
        财政供养人员情况（人） | 编制数 | 2025年实际在职人数 | 控制率
        ^ |  |  |

    bad: a label that nobody knows
        set: without=money building pairs.thrift
        2025年度部门整体支出绩效评价基础数据表
        财政供养人员情况（人） | 编制人头 | 2025年实际在职人数 | 控制率
        ^ |  |  |

    bad: a merged cell that was split
        set: without=money building pairs.thrift
        2025年度部门整体支出绩效评价基础数据表
        财政供养人员情况（人） | 编制数 | 2025年实际在职人数 | 控制率
         |  |  |

    silent: a target table is no form of self-evaluation
        2025年度项目支出绩效目标申报表
        一级指标 | 二级指标 | 三级指标 | 年度指标值
        产出指标 | 数量指标 |  |
    """
    spared = tuple(without.split())
    for wanted in b.wanted:
        if not any(wanted.field == field or wanted.field.startswith(field + ".") for field in spared):
            yield from standing(wanted, b)
    for unknown in b.strangers:
        note = "label-unknown-near" if unknown.near else "label-unknown"
        yield same(unknown.label, NOTHING_ELSE, holds=False).noted(note, near=unknown.near)
    yield from (same(cell, NOTHING_ELSE, holds=False).noted("label-nameless") for cell in b.nameless)
    yield from (same(label, NOTHING_ELSE, holds=False).noted("label-roomless") for label in b.roomless)
    for unspanned in b.unspanned:
        cell = unspanned.cell
        yield same(unspanned.label, NOTHING_ELSE, holds=False).noted("label-split", at=cell, label=unspanned.label)


def standing(wanted: Wanted, b: Blank) -> Checks:
    """That one label stands once; else where it stands again, or what stands in its place, or what it should follow."""
    name = wanted.name or worded(f"kind-{b.kind or 'any'}")
    if len(wanted.found) == 1:
        yield same(wanted.found[0], NOTHING_ELSE, holds=True)
    for again in wanted.found[1:]:
        yield same(again, wanted.found[0], holds=False).noted("label-doubled", name=name, times=str(len(wanted.found)))
    if not wanted.found:
        yield missing(wanted, name, b)


def missing(wanted: Wanted, name: str, b: Blank) -> Check:
    if not wanted.like.absent:
        return same(wanted.like, NOTHING_ELSE, holds=False).noted("label-renamed", name=name)
    neighbour = (
        wanted.empty if not wanted.empty.absent else wanted.after if not wanted.after.absent else Text("", b.where)
    )
    note = "empty" if not wanted.empty.absent else "missing-after" if not wanted.after.absent else "missing"
    # By the label that is missing, so that two that are missing beside one neighbour are two findings.
    place = Text(neighbour.text, neighbour.where._replace(label=wanted.name or "表名"))
    return same(neighbour, NOTHING_ELSE, holds=False).noted(f"label-{note}", at=place, name=name)


@rule("T102", "error", zh="空白表的分值加起来不是 100", en="The weights of the blank form do not add to 100")
def template_weights(b: Blank) -> Checks:
    """预算执行的分值与各一级指标标题所写分值之和是 100，每个标题都写了分值；印好的指标分值合计等于标题的分值，总分一行是 100。
    标题和指标都没有印分值的，不查。

    可能合理：无。
    怎么办：补写或改正标题的分值、印好的指标分值。
    ---
    The weights of budget execution and of the level-1 headings add to 100, and each heading has one; weights printed for the indicators
    add to their heading's, and the last row says 100. A form that prints no weights is not asked.

    May be right: never.
    To do: write or mend the weights of headings and indicators.

    source: 财预〔2020〕10号 项目支出绩效自评表：预算执行率 10、产出 50、效益 30、满意度 10
    since: 0.1

    ok:
        2025年度项目支出绩效自评表
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 |  |  |  | 10 |  |
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标（50分） | 数量指标 |  |  |  |  |
        效益指标（30分） | 社会效益指标 |  |  |  |  |
        满意度指标（10分） | 服务对象满意度指标 |  |  |  |  |

    bad: 5
        2025年度项目支出绩效自评表
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 |  |  |  | 10 |  |
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标（50分） | 数量指标 |  |  |  |  |
        效益指标（25分） | 社会效益指标 |  |  |  |  |
        满意度指标（10分） | 服务对象满意度指标 |  |  |  |  |

    bad: a heading without its weight
        2025年度项目支出绩效自评表
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 |  |  |  | 10 |  |
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标（50分） | 数量指标 |  |  |  |  |
        效益指标 | 社会效益指标 |  |  |  |  |
        满意度指标（10分） | 服务对象满意度指标 |  |  |  |  |

    silent: no weights are printed
        2025年度项目支出绩效自评表
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 |  |  |  |  |
    """
    rest = total(h.weight for h in b.headings if h.weight.known)
    bare = [h for h in b.headings if h.weight.blank]
    if not any(h.weight.known for h in b.headings[1:]):
        if b.slots and all(slot.known for slot in b.slots):
            yield equal(total(b.slots), FULL).noted("template-weights")
    elif bare and rest.value < FULL.value:
        yield from (without_weight(heading, rest, len(bare) == 1) for heading in bare)
    else:
        yield equal(rest, FULL).noted("template-weights")
    for heading in b.groups:
        printed = total(part for part in heading.parts if part.known)
        if len(printed.parts) == len(heading.parts):
            yield equal(heading.weight, printed).noted("group-weight")
        else:
            yield at_most(printed, heading.weight).noted("template-group-over", label=heading.label)
    yield equal(b.full, FULL).noted("template-weights")


def without_weight(heading: Heading, rest: Figure, alone: bool) -> Check:
    """That a heading has a weight, and what it would be where only this one lacks it."""
    left = FULL - rest
    note = "heading-weight-left" if alone else "heading-weight"
    return present(heading.weight).noted(note, at=heading.label, label=heading.label, rest=rest, left=left)


@rule("T103", "style", zh="空白表里留有填写的内容", en="Something filled in was left in the blank form")
def template_not_blank(b: Blank) -> Checks:
    """填写的格子里没有留下数字、日期、名称和文字；栏目的名称和年份、标题的分值、括号里的提示语、“……”不算。

    可能合理：本地统一规定的指标和目标值。
    怎么办：从空白表里删去。
    ---
    No figure, date, name or words were left in where the unit is to write. Labels and their years, weights, prompts in brackets and
    dots are none.

    May be right: indicators and targets that the county prescribes for all.
    To do: delete them from the blank form.

    source: 空白表的通常做法
    since: 0.1

    ok:
        2025年度部门整体支出绩效自评表
        单位名称 | （盖章）
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 |  |  |  | 10 |  |

    bad:
        2025年度部门整体支出绩效自评表
        单位名称 | 示例县青禾服务中心
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 |  |  | 46 | 10 |  |

    silent: a target table is no form of self-evaluation
        2025年度项目支出绩效目标申报表
        一级指标 | 二级指标 | 三级指标 | 年度指标值
        产出指标 | 数量指标 | 就读人数 | ≤500人
    """
    if not b.left:
        yield same(Text(b.title.text, b.where), NOTHING_ELSE, holds=True)
    for left in b.left:
        yield same(left.text, NOTHING_ELSE, holds=False).noted(f"left-{left.kind}")
