"""A submission without a slip, and slips planted in it one by one, each with what a reviewer must find.

Every expectation was worked out by hand from the catalogue of checks, before any tool was run.
`B201@三公经费/2024年决算数=0.18` is one bad finding: its code, parts of the label of its place, its gap;
`~` in front is a near one, `?` a code that could not be checked. An empty expectation: nothing may be said.
"""

# fmt: off

from collections.abc import Callable
from dataclasses import dataclass, field

BASIC = """附件1
青禾县2024年度部门整体支出绩效评价
基础数据表
财政供养人员情况（人） | 编制数 | < | 2024年实际在职人数 | < | 控制率 | <
^ | 40 | < | 36 | < | 90.00% | <
经费控制情况（万元） | 2023年决算数 | < | 2024年预算数 | < | 2024年决算数 | <
三公经费： | 8.56 | < | 7.20 | < | 6.35 | <
1、公务用车购置和维护经费 | 4.86 | < | 4.20 | < | 3.87 | <
其中： 公车购置 |  | < |  | < |  | <
公车运行维护 | 4.86 | < | 4.20 | < | 3.87 | <
2、出国经费 |  | < |  | < |  | <
3、公务接待 | 3.70 | < | 3.00 | < | 2.48 | <
项目支出： | 122.65 | < | 118.40 | < | 113.24 | <
1、业务工作经费 | 62.15 | < | 60.40 | < | 58.09 | <
2、运行维护经费 | 60.50 | < | 58.00 | < | 55.15 | <
…… |  | < |  | < |  | <
公用经费 | 66.78 | < | 68.50 | < | 61.93 | <
其中：办公经费 | 18.24 | < | 17.60 | < | 15.37 | <
水费、电费、差旅费 | 14.35 | < | 14.80 | < | 12.96 | <
会议费、培训费 | 4.12 | < | 3.90 | < | 3.28 | <
政府采购金额 | 9.35 | < | 10.60 | < | 9.87 | <
部门基本支出预算调整 |  | < |  | < | 16.45 | <
楼堂馆所控制情况（2024年完工项目） | 批复规模（m²） | 实际规模（m²） | 规模控制率 | 预算投资（万元） | 实际投资（万元） | 投资概算控制率
^ |  |  |  |  |  |
厉行节约保障措施 | 会议培训从简，公务用车统一派单，办公耗材按季领用。 | < | < | < | < | <
说明：项目支出填报基本支出以外的支出。
填表人：何晓岚    填报日期：2025-03-18    联系电话：0700-000001    单位负责人签字：程远山
"""

DEPT = """青禾县2024年度部门整体支出绩效自评表
县级预算部门、单位名称 | < | < | 青禾县档案服务中心 | < | < | < | < | <
年度预算申请（万元） |  | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分
^ | 年度资金总额 | < | 398.55 | 415.00 | 409.62 | 10 | 98.70% | 9.87
^ | 按收入性质分： | < | < | < | 按支出性质分： | < | < | <
^ | 其中：一般公共预算：352.47 | < | < | < | 其中：基本支出：296.38 | < | < | <
^ | 政府性基金拨款： | < | < | < | 项目支出：113.24 | < | < | <
^ | 纳入专户管理的非税收入拨款：38.15 | < | < | < |  | < | < | <
^ | 其他资金：19.00 | < | < | < |  | < | < | <
年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
^ | 收集整理全县各单位移交的档案，按期完成扫描著录，方便群众查阅，保证库房安全。 | < | < | < | 共接收二十一家单位的移交，扫描著录提前一个月结束，查阅窗口周末照常开放，库房全年无险情。 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施
^ | 产出指标（50分） | 数量指标 | 档案整理数量 | ≥8500件 | 8640件 | 8 | 8 |
^ | ^ | ^ | 业务培训场次 | 12场 | 12场 | 6 | 6 |
^ | ^ | ^ | 下乡走访人次 | ≥1200人次 | 1320人次 | 6 | 6 |
^ | ^ | ^ |  |  |  |  |  |
^ | ^ | 质量指标 | 档案验收合格率 | 95%以上 | 97.5% | 8 | 8 |
^ | ^ | ^ | 群众投诉次数 | ≤3次 | 2次 | 5 | 5 |
^ | ^ | ^ | 窗口办件差错率 | ≤2% | 1.6% | 5 | 5 |
^ | ^ | 时效指标 | 按月办结时间 | 每月25日前 | 每月22日 | 6 | 6 |
^ | ^ | 成本指标 | 公用经费控制额 | ≤70万元 | 61.93万元 | 6 | 6 |
^ | ^ | ^ | …… |  |  |  |  |
^ | 效益指标（30分） | 经济效益指标 | 查询成本 | 比上年下降10% | 下降12.5% | 10 | 10 |
^ | ^ | 社会效益指标 | 群众知晓率 | ≥85% | 80% | 10 | 9.4 | 山区宣传少，下年增加巡回宣讲
^ | ^ | 可持续影响指标 | 制度建设 | 逐步完善 | 逐步完善 | 10 | 10 |
^ | 满意度指标（10分） | 服务对象满意度指标 | 查阅群众满意度 | ≥90% | 93% | 10 | 10 |
^ | ^ | ^ |  |  |  |  |  |
总分 | < | < | < | < | < | 100 | 99.27 |
填表人：何晓岚    填报日期：2025-03-18    联系电话：0700-000001    单位负责人签字：程远山
"""

P1 = """青禾县2024年度项目支出绩效自评表
项目支出名称 | < | < | 档案数字化管理经费 | < | < | < | < | <
主管部门 | < | < | 青禾县档案局 | < | 实施单位 | < | 青禾县档案服务中心 | <
项目资金（万元） |  | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分
^ | 年度资金总额 | < | 60.40 | 60.40 | 58.09 | 10 | 96.18% | 9.62
^ | 其中：当年财政拨款 | < | 45.40 | 45.40 | 43.09 |  |  |
^ | 上年结转资金 | < | 5.00 | 5.00 | 5.00 |  |  |
^ | 其他资金 | < | 10.00 | 10.00 | 10.00 |  |  |
年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
^ | 把馆藏民生档案扫描成电子件，群众可在村里查询打印。 | < | < | < | 婚姻、土地、工伤三类案卷已全部上线，一百零三个村开通了远程打印。 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施
^ | 产出指标（50分） | 数量指标 | 馆藏扫描数量 | ≥45万件 | 46.2万件 | 12 | 12 |
^ | ^ | ^ | 扫描设备购置 | 8台 | 8台 | 8 | 8 |
^ | ^ | 质量指标 | 扫描图像合格率 | ≥98% | 96% | 10 | 9.8 | 老旧案卷破损，已安排重扫
^ | ^ | ^ | 安全事故 | 0起 | 0起 | 5 | 5 |
^ | ^ | 时效指标 | 项目完工时间 | 2024年11月底前 | 2024年11月15日 | 8 | 8 |
^ | ^ | 成本指标 | 项目成本控制 | ≤60.40万元 | 58.09万元 | 7 | 7 |
^ | 效益指标（30分） | 经济效益指标 | 节约查档费用 | ≥5万元 | 5.6万元 | 10 | 10 |
^ | ^ | 社会效益指标 | 查档等候时间 | 明显缩短 | 明显缩短 | 10 | 10 |
^ | ^ | 可持续影响指标 | 成果利用年限 | ≥10年 | 10年 | 10 | 10 |
^ | 满意度指标（10分） | 服务对象满意度指标 | 查档人员满意度 | ≥90% | 94% | 10 | 10 |
总分 | < | < | < | < | < | 100 | 99.42 |
填表人：何晓岚    填报日期：2025-03-18    联系电话：0700-000001    单位负责人签字：程远山
"""

P2 = """青禾县2024年度项目支出绩效自评表
项目支出名称 | < | < | 库房运行维护经费 | < | < | < | < | <
主管部门 | < | < | 青禾县档案局 | < | 实施单位 | < | 青禾县档案服务中心 | <
项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 自评得分 | <
^ | 年度资金总额 | 58.00 | 58.00 | 55.15 | 10 | 95.09% | 9.51 | <
^ | 其中：当年财政拨款 | 58.00 | 58.00 | 55.15 |  |  |  | <
^ | 上年结转资金 |  |  |  |  |  |  | <
^ | 其他资金 |  |  |  |  |  |  | <
年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | <
^ | 库房温湿度保持稳定，消防和空调设备随时可用，防止霉变虫蛀。 | < | < | < | 全年巡检记录完整，更换老化线路四处，梅雨季未见一卷发霉。 | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施
^ | 产出指标 | 数量指标 | 库房维护面积 | ≥2600平方米 | 2650平方米 | 15 | 15 |
^ | ^ | ^ | 设备检修次数 | ≥24次 | 26次 | 10 | 10 |
^ | ^ | 质量指标 | 设备完好率 | ≥95% | 96% | 15 | 15 |
^ | ^ | 时效指标 | 检修完成时间 | 2024年12月底前 | 2024年12月20日 | 5 | 5 |
^ | ^ | 成本指标 | 单位面积维护成本 | ≤220元/平方米 | 208元/平方米 | 5 | 5 |
^ | 效益指标 | 社会效益指标 | 安全保管能力 | 有效提升 | 有效提升 | 20 | 20 |
^ | ^ | 可持续影响指标 | 设备使用年限 | ≥8年 | 8年 | 10 | 10 |
^ | 满意度指标 | 服务对象满意度指标 | 移交单位满意度 | ≥92% | 95% | 10 | 10 |
总分 | < | < | < | < | < | 100 | 99.51 |
填表人：何晓岚    填报日期：2025-03-18    联系电话：0700-000001    单位负责人签字：程远山
"""

BASE = {"basic": BASIC, "dept": DEPT, "p1": P1, "p2": P2}
Forms = dict[str, str]
Edit = Callable[[Forms], None]


def whole(forms: Forms) -> str:
    return "\n".join(forms.values())


def c(form: str, row: str, column: str, value: str) -> Edit:
    """Writes one cell: in the first row with these words (`+1`: the row below), under the column that the nearest header above names."""

    def edit(forms: Forms) -> None:
        lines = [[cell.strip() for cell in line.split("|")] for line in forms[form].splitlines()]
        words, _, down = row.partition("+")
        at = next(i for i, cells in enumerate(lines) if len(cells) > 1 and any(words in x for x in cells)) + int(down or 0)
        header = next(cells for cells in reversed(lines[:at]) if any(column in x for x in cells))
        col = next(i for i, x in enumerate(header) if column in x)
        lines[at][col] = value
        forms[form] = "\n".join(" | ".join(cells) for cells in lines) + "\n"

    return edit


def sub(form: str, old: str, new: str, times: int = 1) -> Edit:
    def edit(forms: Forms) -> None:
        assert forms[form].count(old) == times, (old, forms[form].count(old))
        forms[form] = forms[form].replace(old, new)

    return edit


def after(form: str, row: str, *new: str) -> Edit:
    """Puts lines below the first row with these words."""

    def edit(forms: Forms) -> None:
        lines = forms[form].splitlines()
        at = next(i for i, line in enumerate(lines) if "|" in line and row in line)
        lines[at + 1 : at + 1] = new
        forms[form] = "\n".join(lines) + "\n"

    return edit


def drop(form: str, row: str) -> Edit:
    def edit(forms: Forms) -> None:
        lines = forms[form].splitlines()
        at = next(i for i, line in enumerate(lines) if "|" in line and row in line)
        del lines[at]
        forms[form] = "\n".join(lines) + "\n"

    return edit


def put(form: str, text: str) -> Edit:
    """Another form, or a report, behind the others."""

    def edit(forms: Forms) -> None:
        forms[form] = text + "\n"

    return edit


def only(text: str) -> Edit:
    def edit(forms: Forms) -> None:
        forms.clear()
        forms["only"] = text + "\n"

    return edit


def alone(form: str) -> Edit:
    """Leaves one of the forms; the others would contradict what was made of it."""

    def edit(forms: Forms) -> None:
        for other in set(forms) - {form}:
            del forms[other]

    return edit


def without(*left_out: str) -> Edit:
    def edit(forms: Forms) -> None:
        for form in left_out:
            del forms[form]

    return edit


@dataclass(frozen=True)
class Slip:
    name: str
    edits: tuple[Edit, ...]
    expected: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return whole(edited(self.edits))


def edited(edits: tuple[Edit, ...]) -> Forms:
    forms = dict(BASE)
    for edit in edits:
        edit(forms)
    return forms


PRIOR, BUDGET, FINAL = "2023年决算数", "2024年预算数", "2024年决算数"
TARGET, ACTUAL, WEIGHT, SCORE, REASON = "年度指标值", "实际完成值", "分值", "自评得分", "偏差原因"
INITIAL, FULL, DONE, RATE = "年初预算数", "全年预算数", "全年执行数", "执行率"
FUNDS = "年度资金总额"
RECEPTION, CARS, RUNNING = "公务接待", "公务用车", "公车运行"


def b(row: str, column: str, value: str) -> Edit:
    return c("basic", row, column, value)


def d(row: str, column: str, value: str) -> Edit:
    return c("dept", row, column, value)


def p(row: str, column: str, value: str) -> Edit:
    return c("p1", row, column, value)


def q(row: str, column: str, value: str) -> Edit:
    return c("p2", row, column, value)


def total(form: str, score: str) -> Edit:
    return c(form, "总分", SCORE, score)


def building(*cells: str) -> Edit:
    columns = ("批复规模", "实际规模", "规模控制率", "预算投资", "实际投资", "投资概算控制率")
    edits = [c("basic", "楼堂馆所+1", column, cell) for column, cell in zip(columns, cells, strict=True)]

    def edit(forms: Forms) -> None:
        for one in edits:
            one(forms)

    return edit


def staff(quota: str, there: str, rate: str) -> Edit:
    return sub("basic", "^ | 40 | < | 36 | < | 90.00% | <", f"^ | {quota} | < | {there} | < | {rate} | <")


def signed(form: str, old: str, new: str) -> Edit:
    return sub(form, old, new)


NO_REASON = p("扫描图像合格率", REASON, "")
LOW_P2 = (q(FUNDS, DONE, "45.15"), q("当年财政拨款", DONE, "45.15"), q(FUNDS, RATE, "77.84%"), q(FUNDS, SCORE, "7.78"), total("p2", "97.78"))
LOW_P1 = (p(FUNDS, DONE, "50.09"), p("当年财政拨款", DONE, "35.09"), p(FUNDS, RATE, "82.93%"), p(FUNDS, SCORE, "8.29"), total("p1", "98.09"))
ZERO_P2 = (alone("p2"), *(q(row, col, "0") for row in (FUNDS, "当年财政拨款") for col in (INITIAL, FULL, DONE)))
FUND_REASON = (sub("p2", "执行率 | 自评得分 | <", "执行率 | 自评得分 | 原因"), sub("p2", "95.09% | 9.51 | <", "95.09% | 9.51 |"))
REPORT = "青禾县2024年度部门整体支出绩效报告\n一、部门概况\n{}\n"


def says(sentence: str) -> Edit:
    """A report with one sentence."""
    return put("report", REPORT.format(sentence))


def named(form: str, old: str, new: str, **cells: str) -> tuple[Edit, ...]:
    """Another indicator in the place of one: its name, and the cells that it has (target, actual, score, reason)."""
    columns = {"target": TARGET, "actual": ACTUAL, "score": SCORE, "reason": REASON}
    return (sub(form, f"| {old} |", f"| {new} |"), *(c(form, new, columns[name], value) for name, value in cells.items()))


# What the department's form says as the project's does.
SCANNED = named("dept", "档案整理数量", "馆藏扫描数量", target="≥45万件", actual="46.2万件")
FINISHED = named("dept", "按月办结时间", "项目完工时间", target="2024年11月底前", actual="2024年11月15日")
PLEASED = named("dept", "查阅群众满意度", "查档人员满意度", target="≥90%", actual="94%")
LASTING = named("dept", "制度建设", "成果利用年限", target="≥10年", actual="10年")
FALL = named("dept", "查询成本", "三公经费", target="比上年下降10%", actual="下降25.82%")
OF_PROJECTS = (sub("basic", "业务工作经费", "档案数字化管理经费"), sub("basic", "运行维护经费", "库房运行维护经费"))
FIRE = P2.replace("库房运行维护经费", "馆舍消防改造经费").replace("58.00", "38.00").replace("55.15", "36.14").replace("95.09%", "95.11%")

SLIPS: list[Slip] = []


def slip(name: str, *edits: Edit, expect: str = "", **facts: str) -> None:
    SLIPS.append(Slip(name, edits, expect, facts))


# F: files and texts
slip("the file is encrypted", expect="F001", unreadable="encrypted")
slip("the file is cut off", expect="F001", unreadable="truncated")
slip("a target table alone", only("2025年度项目支出绩效目标申报表\n项目名称 | 库房维护 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 维护面积 | ≥2600平方米"), expect="F002")
slip("a three-public table alone", only("一般公共预算三公经费支出决算表\n项目 | 预算数 | 决算数\n三公经费合计 | 7.20 | 6.35\n公务接待费 | 7.20 | 6.35"), expect="F002")
slip("a letter without any form", only("青禾县档案服务中心\n关于报送材料的说明\n材料随后报送。"), expect="F002")
slip("text that was not placed", expect="F004", unread="一段文字")
slip("text that was not placed, a figure", expect="F004", unread="合计 12.50")
slip("tracked insertions", expect="F005", insertions="3")
slip("tracked deletions", expect="F005", deletions="1")
slip("hidden text", expect="F005", hidden="12.50")
slip("macros", expect="F008", external="macros")
slip("a link outside", expect="F008", external="external-link")
slip("an embedded object", expect="F008", external="embedded-object")
slip("a weight in words", p("扫描设备购置", WEIGHT, "15分左右"), expect="F006@扫描设备购置/分值 ?I101 ?I102")
slip("an amount in words", b("三公经费", PRIOR, "见附表"), expect="F006@三公经费/2023年决算数 ?B201 ?B204 ?X108")
slip("staff in words", staff("40", "约36", "90.00%"), expect="F006@在职人数 ?B101 ?B102")
slip("a rate in words", d(FUNDS, RATE, "接近全部"), expect="F006@年度资金总额/执行率 ?E101")
slip("a total in words", total("p2", "满分"), expect="F006@总分/自评得分 ?I104")
slip("an old year over the buildings", sub("basic", "2024年完工", "2023年完工"), expect="F007@楼堂馆所=1")
slip("an old year over the staff", sub("basic", "2024年实际在职人数", "2023年实际在职人数"), expect="F007@2023年实际在职人数=1")
slip("an old year over the prior column", sub("basic", "2023年决算数", "2022年决算数"), expect="F007@2022年决算数=1")
slip("a prompt left behind an answer", sub("basic", "按季领用。", "按季领用。（100字以内）"), expect="F007@厉行节约")
slip("a prompt left behind what was done", sub("dept", "库房全年无险情。", "库房全年无险情。（不超过500字，请如实填写）"), expect="F007@实际完成情况")
slip("the department's form twice", put("again", DEPT), expect="F009")
slip("basic data twice", put("again", BASIC), expect="F009")
slip("no goal", sub("dept", "收集整理全县各单位移交的档案，按期完成扫描著录，方便群众查阅，保证库房安全。", ""), expect="F010@预期目标")
slip("nothing said of what was done", sub("p1", "婚姻、土地、工伤三类案卷已全部上线，一百零三个村开通了远程打印。", ""), expect="F010@实际完成情况")
slip("a figure for a goal", sub("p2", "库房温湿度保持稳定，消防和空调设备随时可用，防止霉变虫蛀。", "58.00"), expect="F010@预期目标")
slip("a prompt for a goal", sub("p1", "把馆藏民生档案扫描成电子件，群众可在村里查询打印。", "（简要说明，200字以内）"), expect="F010@预期目标")
slip("a slash for what was done", sub("p2", "全年巡检记录完整，更换老化线路四处，梅雨季未见一卷发霉。", "/"), expect="F010@实际完成情况")

# B: basic data
slip("control rate wrong", staff("40", "36", "94.00%"), expect="B101@控制率=4.00")
slip("staff one digit off", staff("40", "38", "90.00%"), expect="B101@控制率=5.00")
slip("control rate as a wrong ratio", staff("40", "36", "0.94"), expect="B101@控制率=4.00")
slip("control rate upside down", staff("40", "36", "111.11%"), expect="B101@控制率=21.11")
slip("more staff than quota", staff("36", "40", "111.11%"), expect="B102@控制率=4")
slip("one more than quota", staff("40", "41", "102.50%"), expect="B102@控制率=1")
slip("three-public total, digits swapped", b("三公经费", FINAL, "6.53"), expect="B201@三公经费/2024年决算数=0.18")
slip("three-public total, budget", b("三公经费", BUDGET, "7.02"), expect="B201@三公经费/2024年预算数=0.18")
slip("reception, prior", b(RECEPTION, PRIOR, "3.07"), expect="B201@三公经费/2023年决算数=0.63")
slip("reception, final", b(RECEPTION, FINAL, "2.84"), expect="B201@三公经费/2024年决算数=0.36")
slip("travel abroad forgotten in the total", b("出国", FINAL, "0.52"), expect="B201@三公经费/2024年决算数=0.52 ?B203 ?B204")
slip("a total two last digits off", b("三公经费", FINAL, "6.37"), expect="B201@三公经费/2024年决算数=0.02")
slip("running costs, final", b(RUNNING, FINAL, "3.78"), expect="B202@公务用车/2024年决算数=0.09")
slip("purchase typed in, budget", b("公车购置", BUDGET, "0.20"), expect="B202@公务用车/2024年预算数=0.20")
slip("vehicles, prior", b(CARS, PRIOR, "4.68"), expect="B202@公务用车/2023年决算数=0.18 B201@三公经费/2023年决算数=0.18")
slip("three-public over budget", b(CARS, FINAL, "4.47"), b(RUNNING, FINAL, "4.47"), b(RECEPTION, FINAL, "2.98"), b("三公经费", FINAL, "7.45"), expect="B203@三公经费/2024年决算数=0.25")
slip("reception over budget", b(CARS, FINAL, "3.23"), b(RUNNING, FINAL, "3.23"), b(RECEPTION, FINAL, "3.12"), expect="B203@公务接待/2024年决算数=0.12")
slip("three-public rose", b(RECEPTION, PRIOR, "1.30"), b("三公经费", PRIOR, "6.16"), expect="B204@三公经费/2024年决算数=0.19")
slip("reception rose", b(RECEPTION, PRIOR, "2.40"), b(CARS, PRIOR, "6.16"), b(RUNNING, PRIOR, "6.16"), expect="B204@公务接待/2024年决算数=0.08")
slip("project total, final", b("项目支出", FINAL, "113.42"), expect="B301@项目支出/2024年决算数=0.18 X101@项目支出=0.18 X102@项目支出/2024年决算数=0.18")
slip("project line, budget", b("业务工作经费", BUDGET, "60.04"), expect="B301@项目支出/2024年预算数=0.36")
slip("project line blank, prior", b("业务工作经费", PRIOR, ""), expect="B301@项目支出/2023年决算数=62.15")
slip("project line blank, final", b("业务工作经费", FINAL, ""), expect="B301@项目支出/2024年决算数=58.09 B404@业务工作经费/2024年决算数")
slip("a whole number beside decimals is exact", b("项目支出", BUDGET, "118"), expect="B301@项目支出/2024年预算数=0.40")
slip("an unlisted project's line", after("basic", "2、运行维护经费", "3、志愿服务经费 |  | < |  | < | 2.50 | <"), expect="B301@项目支出/2024年决算数=2.50 X102@项目支出/2024年决算数=2.50 X103@志愿服务经费/2024年决算数")
slip("no project lines at all", *(b(row, col, "") for row in ("业务工作经费", "运行维护经费") for col in (PRIOR, BUDGET, FINAL)), expect="B302@项目支出")
slip("project lines only dotted", drop("basic", "业务工作经费"), drop("basic", "运行维护经费"), expect="B302@项目支出")
slip("projects over budget", b("项目支出", FINAL, "119.74"), b("业务工作经费", FINAL, "64.59"), expect="B303@项目支出/2024年决算数=1.34 X101@项目支出=6.50 X103@业务工作经费/2024年决算数 ?X102")
slip("projects over a lower budget", b("项目支出", BUDGET, "108.40"), b("业务工作经费", BUDGET, "50.40"), expect="B303@项目支出/2024年决算数=4.84")
slip("a part above the public expense", b("办公经费", FINAL, "65.37"), expect="B401@办公经费/2024年决算数=3.44")
slip("a part above the public expense, prior", b("会议费", PRIOR, "71.12"), expect="B401@会议费/2023年决算数=4.34")
slip("the parts together above", b("办公经费", BUDGET, "40.60"), b("水费", BUDGET, "24.80"), expect="B401@公用经费/2024年预算数=0.80")
slip("public expense over budget", b("公用经费", FINAL, "69.13"), expect="B402@公用经费/2024年决算数=0.63 X106@公用经费控制额/实际完成值=7.20")
slip("public expense over a lower budget", b("公用经费", BUDGET, "60.85"), expect="B402@公用经费/2024年决算数=1.08")
slip("procurement doubled", b("政府采购", PRIOR, "4.35"), expect="B403@政府采购/2024年决算数")
slip("public expense fell by a third", b("公用经费", PRIOR, "96.78"), expect="B403@公用经费/2024年决算数")
slip("projects fell by half", b("项目支出", PRIOR, "222.65"), b("业务工作经费", PRIOR, "162.15"), expect="B403@项目支出/2024年决算数")
slip("electricity blank this year", b("水费", FINAL, ""), expect="B404@水费/2024年决算数")
slip("meetings blank this year", b("会议费", FINAL, ""), expect="B404@会议费/2024年决算数")
slip("scale rate wrong", building("2000", "1900", "96%", "500", "480", "96%"), expect="B501@规模控制率=1.00")
slip("investment rate wrong", building("2000", "1900", "95%", "500", "480", "98%"), expect="B501@投资概算控制率=2.00")
slip("a building's rate blank", building("2000", "1900", "", "500", "480", "96%"), expect="B501@规模控制率")
slip("procurement over budget", b("政府采购", FINAL, "10.95"), expect="B502@政府采购/2024年决算数=0.35")
slip("procurement far over budget, not said twice", b("政府采购", FINAL, "13.87"), expect="B502@政府采购/2024年决算数=3.27")
slip("no measures", sub("basic", "会议培训从简，公务用车统一派单，办公耗材按季领用。", ""), expect="B601@厉行节约")
slip("a prompt for measures", sub("basic", "会议培训从简，公务用车统一派单，办公耗材按季领用。", "（100字以内）"), expect="B601@厉行节约")
slip("adjustment not reported", b("部门基本支出预算调整", FINAL, ""), expect="B602@部门基本支出预算调整")
slip("adjustment half explained by a project", b("部门基本支出预算调整", FINAL, ""), p(FUNDS, INITIAL, "51.95"), p("当年财政拨款", INITIAL, "36.95"), expect="B602@部门基本支出预算调整")

# E: funds
slip("rate of the initial budget", d(FUNDS, RATE, "102.78%"), expect="E101@年度资金总额/执行率=4.08")
slip("rate with swapped digits", p(FUNDS, RATE, "98.16%"), expect="E101@年度资金总额/执行率=1.98")
slip("rate of a part wrong", p("当年财政拨款", RATE, "99.41%"), expect="E101@当年财政拨款/执行率=4.50")
slip("rate 1 where 95 % was spent", q(FUNDS, RATE, "1"), expect="E101@年度资金总额/执行率=4.91")
slip("execution score wrong", d(FUNDS, SCORE, "9.78"), total("dept", "99.18"), expect="E102@年度资金总额/自评得分=0.09")
slip("execution score rounded the wrong way", q(FUNDS, SCORE, "9"), total("p2", "99"), expect="E102@年度资金总额/自评得分=0.51")
slip("execution score and the old total", p(FUNDS, SCORE, "9.26"), expect="E102@年度资金总额/自评得分=0.36 I104@总分/自评得分=0.36")
slip("nothing budgeted, a rate", *ZERO_P2, q(FUNDS, RATE, "100%"), q(FUNDS, SCORE, "0"), total("p2", "90"), expect="E103@年度资金总额/执行率")
slip("nothing budgeted, a score", *ZERO_P2, q(FUNDS, RATE, "/"), q(FUNDS, SCORE, "10"), total("p2", "100"), expect="E103@年度资金总额/自评得分=10")
slip("a source executed wrong", p("当年财政拨款", DONE, "34.09"), expect="E104@年度资金总额/全年执行数=9.00")
slip("a source budgeted wrong", p("其他资金", FULL, "1.00"), expect="E104@年度资金总额/全年预算数=9.00")
slip("a source's initial wrong", q("当年财政拨款", INITIAL, "85.00"), expect="E104@年度资金总额/年初预算数=27.00")
slip("income split, digits swapped", sub("dept", "352.47", "352.74"), expect="E105@收入性质=0.27")
slip("income split, a part forgotten", sub("dept", "其他资金：19.00", "其他资金："), expect="E105@收入性质=19.00")
slip("income sub-total off its parts", sub("dept", "按收入性质分：", "按收入性质分：409.26"), expect="E105@收入性质=0.36")
slip("income split nearer to the budget", sub("dept", "其他资金：19.00", "其他资金：29.00"), expect="E105@收入性质=4.62 E106@支出性质=5.38")
slip("expenditure split of another total", sub("dept", "352.47", "357.85"), expect="E106@支出性质=5.38")
slip("basic expenditure, digits swapped", sub("dept", "296.38", "269.38"), expect="E106@支出性质=27.00")
slip("project expenditure, digits swapped", sub("dept", "113.24", "131.24"), expect="E106@支出性质=18.00 X101@项目支出=18.00")
slip("expenditure sub-total off its parts", sub("dept", "按支出性质分：", "按支出性质分：490.62"), expect="E106@支出性质=81.00")
slip("more spent than budgeted", q(FUNDS, DONE, "59.15"), q("当年财政拨款", DONE, "59.15"), q(FUNDS, RATE, "101.98%"), q(FUNDS, SCORE, "10"), total("p2", "100"), expect="E107@年度资金总额/全年执行数=1.15 X103@运行维护经费/2024年决算数 ?X102")
slip("budget cut below what was spent", p(FUNDS, FULL, "57.40"), p("其他资金", FULL, "7.00"), p(FUNDS, RATE, "101.20%"), p(FUNDS, SCORE, "10"), total("p1", "99.80"), expect="E107@年度资金总额/全年执行数=0.69")
slip("77 % spent", *LOW_P2, expect="E108@年度资金总额 X103@运行维护经费/2024年决算数 ?X102")
slip("82 % spent", *LOW_P1, expect="E108@年度资金总额 X103@业务工作经费/2024年决算数 ?X102")
slip("low rate, spending blank", *LOW_P2, q(FUNDS, DONE, ""), q("当年财政拨款", DONE, ""), expect="E108@年度资金总额/执行率 ?E101 ?E102 ?E107 ?X102 ?X103")
slip("budget up 39 %", d(FUNDS, INITIAL, "298.55"), expect="E109@年度资金总额/全年预算数")
slip("budget up 33 %", p(FUNDS, INITIAL, "45.40"), p("当年财政拨款", INITIAL, "30.40"), expect="E109@年度资金总额/全年预算数")
slip("budget down 26 %", q(FUNDS, INITIAL, "78.00"), q("当年财政拨款", INITIAL, "78.00"), expect="E109@年度资金总额/全年预算数")
slip("fund reason empty, adjusted", *FUND_REASON, q(FUNDS, INITIAL, "55.00"), q("当年财政拨款", INITIAL, "55.00"), expect="E111@年度资金总额/原因")
slip("fund reason 无, adjusted by a third", *FUND_REASON, q(FUNDS, INITIAL, "43.00"), q("当年财政拨款", INITIAL, "43.00"), q(FUNDS, "原因", "无"), expect="E111@年度资金总额/原因")
slip("fund reason empty, little spent", FUND_REASON[0], *LOW_P2, q(FUNDS, "原因", ""), expect="E111@年度资金总额/原因 X103@运行维护经费/2024年决算数 ?X102")
slip("rate blank", d(FUNDS, RATE, ""), expect="E112@年度资金总额/执行率 ?E101")
slip("rate crossed out", p(FUNDS, RATE, "/"), expect="E112@年度资金总额/执行率 ?E101")
slip("execution score blank", d(FUNDS, SCORE, ""), total("dept", ""), expect="E113@年度资金总额/自评得分 I107@总分/自评得分 ?E102")
slip("execution score crossed out", q(FUNDS, SCORE, "-"), total("p2", "/"), expect="E113@年度资金总额/自评得分 I107@总分/自评得分 ?E102")

# I: weights and totals
slip("a weight two too many", p("馆藏扫描数量", WEIGHT, "14"), p("馆藏扫描数量", SCORE, "14"), total("p1", "101.42"), expect="I101@总分/分值=2 I102@产出指标=2")
slip("printed weight total wrong", c("dept", "总分", WEIGHT, "110"), expect="I101@总分/分值=10")
slip("weights add to 105 and say so", q("设备完好率", WEIGHT, "20"), q("设备完好率", SCORE, "20"), c("p2", "总分", WEIGHT, "105"), total("p2", "104.51"), expect="I101@总分/分值=5 I103@产出指标=5")
slip("no total row, weights add to 95", drop("p2", "总分"), q("设备完好率", WEIGHT, "10"), q("设备完好率", SCORE, "10"), expect="I101=5 I103@产出指标=5")
slip("level-1 heading wrong", sub("p1", "效益指标（30分）", "效益指标（40分）"), expect="I102@效益指标=10")
slip("satisfaction heading wrong", sub("dept", "满意度指标（10分）", "满意度指标（5分）"), expect="I102@满意度指标=5")
slip("level-2 heading wrong", sub("p1", "数量指标", "数量指标（25分）"), expect="I102@数量指标=5")
slip("block heading wrong", sub("dept", "绩效指标 | 一级", "绩效指标（80分） | 一级"), expect="I102@绩效指标=10")
slip("two weights moved between groups", q("设备完好率", WEIGHT, "20"), q("设备完好率", SCORE, "20"), q("安全保管能力", WEIGHT, "15"), q("安全保管能力", SCORE, "15"), expect="I103@产出指标=5 I103@效益指标=5")
slip("satisfaction worth 20", q("移交单位满意度", WEIGHT, "20"), q("移交单位满意度", SCORE, "20"), q("安全保管能力", WEIGHT, "10"), q("安全保管能力", SCORE, "10"), expect="I103@满意度指标=10 I103@效益指标=10")
slip("total score, digits swapped", total("dept", "99.72"), expect="I104@总分/自评得分=0.45")
slip("total score far off", total("p2", "95.91"), expect="I104@总分/自评得分=3.60")
slip("total score of 100 for 99.27", total("dept", "100"), expect="I104@总分/自评得分=0.73")
slip("a score above its weight", d("业务培训场次", SCORE, "8"), total("dept", "101.27"), expect="I105@业务培训场次/自评得分=2")
slip("a score below nothing", q("设备完好率", SCORE, "-5"), q("设备完好率", REASON, "巡检记录缺页"), total("p2", "79.51"), expect="I105@设备完好率/自评得分=5")
slip("a weight blank", p("扫描设备购置", WEIGHT, ""), expect="I106@扫描设备购置/分值 ?I101 ?I102")
slip("a weight of nothing", q("库房维护面积", WEIGHT, "0"), q("库房维护面积", SCORE, "0"), q("设备检修次数", WEIGHT, "25"), q("设备检修次数", SCORE, "25"), expect="I106@库房维护面积/分值")
slip("total blank", total("dept", ""), expect="I107@总分/自评得分")
slip("total blank in a project", total("p2", ""), expect="I107@总分/自评得分")

# I: single indicators
slip("missed, full marks, with its reason", d("群众知晓率", SCORE, "10"), total("dept", "99.87"), expect="I201@群众知晓率/自评得分")
slip("missed, full marks, no reason", p("扫描图像合格率", SCORE, "10"), NO_REASON, total("p1", "99.62"), expect="I201@扫描图像合格率/自评得分 I204@扫描图像合格率/偏差原因")
slip("later in the month", d("按月办结时间", ACTUAL, "每月28日"), expect="I201@按月办结时间/自评得分 I204@按月办结时间/偏差原因")
slip("a smaller fall", d("查询成本", ACTUAL, "下降8.5%"), expect="I201@查询成本/自评得分 I204@查询成本/偏差原因")
slip("a rise for a fall", d("查询成本", ACTUAL, "增长12.5%"), expect="I201@查询成本/自评得分 I204@查询成本/偏差原因")
slip("more errors than allowed", d("窗口办件差错率", ACTUAL, "2.4%"), expect="I201@窗口办件差错率/自评得分 I204@窗口办件差错率/偏差原因")
slip("a bare cost exceeded", p("项目成本控制", TARGET, "55万元"), expect="I201@项目成本控制/自评得分 I204@项目成本控制/偏差原因")
slip("more than is strict", d("下乡走访人次", TARGET, "大于1320人次"), expect="I201@下乡走访人次/自评得分 I204@下乡走访人次/偏差原因")
slip("finished a month late", p("项目完工时间", ACTUAL, "2024年12月15日"), expect="I201@项目完工时间/自评得分 I204@项目完工时间/偏差原因")
slip("a bare number of harm exceeded", d("群众投诉次数", TARGET, "1次"), expect="I201@群众投诉次数/自评得分 I204@群众投诉次数/偏差原因")
slip("a bare count missed", p("扫描设备购置", ACTUAL, "7台"), expect="I201@扫描设备购置/自评得分 I204@扫描设备购置/偏差原因")
slip("full-width sign, missed", p("成果利用年限", TARGET, "＞＝12年"), expect="I201@成果利用年限/自评得分 I204@成果利用年限/偏差原因")
slip("不低于, missed", q("设备完好率", TARGET, "不低于98%"), expect="I201@设备完好率/自评得分 I204@设备完好率/偏差原因")
slip("控制在…以内, exceeded", d("窗口办件差错率", TARGET, "控制在1.5%以内"), expect="I201@窗口办件差错率/自评得分 I204@窗口办件差错率/偏差原因")
slip("metres for kilometres", q("库房维护面积", TARGET, "≥3公里"), q("库房维护面积", ACTUAL, "2650米"), expect="I201@库房维护面积/自评得分 I204@库房维护面积/偏差原因")
slip("scored above the proportion", d("群众知晓率", SCORE, "9.8"), total("dept", "99.67"), expect="I202@群众知晓率/自评得分=0.39")
slip("scored a tenth above", p("扫描图像合格率", SCORE, "9.9"), total("p1", "99.52"), expect="I202@扫描图像合格率/自评得分=0.10")
slip("scored a hundredth above", d("群众知晓率", SCORE, "9.42"), total("dept", "99.29"), expect="I202@群众知晓率/自评得分=0.01")
slip("at-most, scored above", d("窗口办件差错率", ACTUAL, "2.5%"), d("窗口办件差错率", SCORE, "4.5"), d("窗口办件差错率", REASON, "新人上岗"), total("dept", "98.77"), expect="I202@窗口办件差错率/自评得分=0.50")
slip("scored far below", d("群众知晓率", SCORE, "6.9"), total("dept", "96.77"), expect="I203@群众知晓率/自评得分=2.51")
slip("scored far below in a project", p("扫描图像合格率", SCORE, "7.5"), total("p1", "97.12"), expect="I203@扫描图像合格率/自评得分=2.30")
slip("reason gone", d("群众知晓率", REASON, ""), expect="I204@群众知晓率/偏差原因")
for word in ("无", "/", "-", "0", "已完成"):
    slip(f"{word} for a reason", p("扫描图像合格率", REASON, word), expect="I204@扫描图像合格率/偏差原因")
slip("words, points off, no reason", d("制度建设", SCORE, "8"), total("dept", "97.27"), expect="I204@制度建设/偏差原因")
slip("met but deducted", d("档案整理数量", SCORE, "7"), total("dept", "98.27"), expect="I205@档案整理数量/自评得分=1")
slip("met but deducted in a project", q("设备完好率", SCORE, "12"), total("p2", "96.51"), expect="I205@设备完好率/自评得分=3")
slip("met in time but deducted", p("项目完工时间", SCORE, "6"), total("p1", "97.42"), expect="I205@项目完工时间/自评得分=2")
slip("143 % of a target", d("下乡走访人次", ACTUAL, "1720人次"), expect="I206@下乡走访人次/实际完成值")
slip("134 % in 万件", p("馆藏扫描数量", ACTUAL, "60.2万件"), expect="I206@馆藏扫描数量/实际完成值")
slip("133 % of a bare number", d("业务培训场次", ACTUAL, "16场"), expect="I206@业务培训场次/实际完成值")
slip("an accident at full marks", p("安全事故", ACTUAL, "1起"), expect="I207@安全事故/实际完成值=1 I204@安全事故/偏差原因")
slip("three accidents, explained, full marks", p("安全事故", ACTUAL, "3起"), p("安全事故", REASON, "雷击跳闸"), expect="I207@安全事故/实际完成值=3")
slip("a number answered 完成", d("业务培训场次", ACTUAL, "完成"), expect="I208@业务培训场次/实际完成值")
slip("a number answered 达成预期指标", q("设备完好率", ACTUAL, "达成预期指标"), expect="I208@设备完好率/实际完成值")
slip("a number answered 无", p("扫描设备购置", ACTUAL, "无"), expect="I208@扫描设备购置/实际完成值")
slip("people answered in money", d("下乡走访人次", ACTUAL, "1320万元"), expect="I209@下乡走访人次/实际完成值 ?I206")
slip("an area answered in metres", q("库房维护面积", ACTUAL, "2650米"), expect="I209@库房维护面积/实际完成值 ?I206")
slip("an actual value blank", d("档案整理数量", ACTUAL, ""), expect="I210@档案整理数量/实际完成值 ?I201 ?I202 ?I203 ?I204 ?I205")
slip("a target blank", p("查档等候时间", TARGET, ""), expect="I210@查档等候时间/年度指标值 ?I201")
slip("a score blank", q("设备检修次数", SCORE, ""), expect="I210@设备检修次数/自评得分 ?I104")
slip("two cells blank", p("节约查档费用", TARGET, ""), p("节约查档费用", ACTUAL, ""), expect="I210@节约查档费用/年度指标值 I210@节约查档费用/实际完成值 ?I201")
slip("an indicator twice", sub("p2", "设备检修次数", "库房维护面积"), expect="I211@库房维护面积")
slip("an indicator twice but for its number", sub("dept", "业务培训场次", "指标1：档案整理数量"), expect="I211@档案整理数量")
slip("no satisfaction", drop("p2", "移交单位满意度"), q("安全保管能力", WEIGHT, "30"), q("安全保管能力", SCORE, "30"), expect="I212")
slip("benefit's label blank", sub("p1", "效益指标（30分）", ""), expect="I212@一级指标")
slip("output's label blank", sub("dept", "产出指标（50分）", ""), expect="I212@一级指标")
slip("about 1200", d("下乡走访人次", TARGET, "1200人次左右"), expect="I213@下乡走访人次/年度指标值")
slip("约8台", p("扫描设备购置", TARGET, "约8台"), expect="I213@扫描设备购置/年度指标值")
slip("against an outside rate", p("节约查档费用", TARGET, "高于同期市场平均收费"), p("节约查档费用", ACTUAL, "5.6万元"), expect="I213@节约查档费用/年度指标值")
slip("a sign in the actual value", d("档案整理数量", ACTUAL, "≥8640件"), expect="I214@档案整理数量/实际完成值")
slip("以上 in the actual value", d("档案验收合格率", ACTUAL, "97.5%以上"), expect="I214@档案验收合格率/实际完成值")
slip("≤ in the actual value", q("单位面积维护成本", ACTUAL, "≤208元/平方米"), expect="I214@单位面积维护成本/实际完成值")
slip("a rate in pieces", sub("p1", "扫描设备购置", "扫描设备购置率"), expect="I215@扫描设备购置率")
slip("times in people", d("群众投诉次数", TARGET, "≤3人"), d("群众投诉次数", ACTUAL, "2人"), expect="I215@群众投诉次数")
slip("a percentage as a quantity", d("业务培训场次", TARGET, "90%"), d("业务培训场次", ACTUAL, "95%"), expect="I215@业务培训场次")
slip("人数 in %", sub("p2", "设备完好率", "持证上岗人数"), expect="I215@持证上岗人数")
slip("the budget as a quantity", p("扫描设备购置", TARGET, "60.40万元"), p("扫描设备购置", ACTUAL, "60.40万元"), expect="I216@扫描设备购置/年度指标值")
slip("the budget as a quantity in 元", q("设备检修次数", TARGET, "≥580,000元"), q("设备检修次数", ACTUAL, "580000元"), sub("p2", "设备检修次数", "检修投入"), expect="I216@检修投入/年度指标值")
slip("partly done, full marks", d("制度建设", ACTUAL, "部分达成预期指标"), expect="I217@制度建设/自评得分=2")
slip("not done, 7 of 10", d("制度建设", ACTUAL, "未达成预期指标"), d("制度建设", SCORE, "7"), d("制度建设", REASON, "编制未批"), total("dept", "96.27"), expect="I217@制度建设/自评得分=1")
slip("done, 7 of 10", p("查档等候时间", ACTUAL, "达成预期指标"), p("查档等候时间", SCORE, "7"), p("查档等候时间", REASON, "周末排队"), total("p1", "96.42"), expect="I217@查档等候时间/自评得分=1")
slip("actual without its unit", d("下乡走访人次", ACTUAL, "1320"), expect="I218@下乡走访人次/实际完成值")
slip("target without its unit", p("扫描设备购置", TARGET, "8"), expect="I218@扫描设备购置/年度指标值")
slip("percent lost", d("查阅群众满意度", ACTUAL, "93"), expect="I218@查阅群众满意度/实际完成值")
slip("the goals copied", sub("p1", "婚姻、土地、工伤三类案卷已全部上线，一百零三个村开通了远程打印。", "把馆藏民生档案扫描成电子件，群众可在村里查询打印。"), expect="I219@实际完成情况")
slip("the goals copied with 了", sub("dept", "共接收二十一家单位的移交，扫描著录提前一个月结束，查阅窗口周末照常开放，库房全年无险情。", "收集整理了全县各单位移交的档案，按期完成了扫描著录，方便了群众查阅，保证了库房安全。"), expect="I219@实际完成情况")
slip("grade too low", c("p1", "总分", REASON, "良"), expect="I301")
slip("grade far too low", c("dept", "总分", REASON, "中"), expect="I301")

# D: dates and signatures
slip("dated in the report year", signed("dept", "2025-03-18", "2024-03-18"), expect="D101@填报日期")
slip("dated a day before December", signed("p1", "2025-03-18", "2024年11月30日"), expect="D101@填报日期")
slip("no such day", signed("basic", "2025-03-18", "2025-02-30"), expect="D102@填报日期 ?D101")
slip("no such month", signed("p2", "2025-03-18", "2025年13月1日"), expect="D102@填报日期 ?D101")
slip("dates half a year apart", signed("p2", "2025-03-18", "2025-09-20"), expect="D103@填报日期")
slip("dates 91 days apart", signed("dept", "2025-03-18", "2025-06-17"), expect="D103@填报日期=1")
slip("preparer blank", signed("dept", "填表人：何晓岚", "填表人："), expect="D104@填表人")
slip("date blank", signed("p1", "填报日期：2025-03-18", "填报日期：    年  月  日"), expect="D104@填报日期")
slip("phone blank", signed("basic", "联系电话：0700-000001", "联系电话："), expect="D104@联系电话")
slip("department and unit blank", sub("p1", "主管部门 | < | < | 青禾县档案局 | < | 实施单位 | < | 青禾县档案服务中心 | <", "主管部门 | < | < |  | < | 实施单位 | < |  | <"), expect="D104@主管部门 D104@实施单位")
slip("head not signed", signed("basic", "单位负责人签字：程远山", "单位负责人签字："), expect="D105@单位负责人签字")
slip("head not signed in a project", signed("p2", "单位负责人签字：程远山", "单位负责人签字：       "), expect="D105@单位负责人签字")
slip("another preparer", signed("p2", "何晓岚", "何晓兰"), expect="X109@填表人")
slip("another year in a title", sub("p2", "青禾县2024年度", "青禾县2023年度"), expect="X109 ?D101 ?F007")
slip("another unit in a project", after("p1", "项目支出名称", "单位名称 | < | < | 青禾县档案馆 | < | < | < | < | <"), expect="X109")

# F003: what the configuration demands
ALL_PARTS = "required=basic-data department-evaluation department-report project-evaluation"
slip("a report is demanded", expect="F003", set="required=department-report")
slip("a report and another are demanded", expect="F003 F003", set="required=department-report project-report")
slip("no basic data, though demanded", without("basic"), expect="F003", set=ALL_PARTS.replace(" department-report", ""))
slip("no project's form, though demanded", without("p1", "p2"), expect="F003", set="required=basic-data project-evaluation")
slip("all that is demanded", says("本单位负责全县档案的收集和保管。"), set=ALL_PARTS)
slip("less is demanded than sent", set="required=basic-data")

# X101: one fact, one value
slip("three-public in the report, digits swapped", says("“三公”经费支出决算为6.53万元。"), expect="X101=0.18")
slip("reception in the report, digits swapped", says("公务接待费支出决算为2.84万元。"), expect="X101=0.36")
slip("vehicles in the report", says("公务用车购置及运行维护费支出决算为3.78万元。"), expect="X101=0.09")
slip("public expense in the report", says("公用经费支出决算为61.39万元。"), expect="X101=0.54")
slip("an amount of one decimal in the report is exact", says("公用经费支出61.9万元。"), expect="X101=0.03")
slip("quota in the report", says("本单位核定编制42人，年末实有在职人员36人。"), expect="X101=2")
slip("staff in the report", says("本单位核定编制40人，年末实有在职人员38人。"), expect="X101=2")
slip("project expenditure in the report", says("全年项目支出131.24万元。"), expect="X101=18.00")
slip("spending in the report", says("全年支出总额490.62万元。"), expect="X101=81.00")
slip("the department's spending in the report", says("2024年部门整体支出490.62万元。"), expect="X101=81.00")
slip("basic expenditure in the report", says("全年基本支出269.38万元。"), expect="X101=27.00")
slip("the score in the report", says("经自评，部门整体支出绩效自评得分为97.29分。"), expect="X101=1.98")
slip("reception in the report, in 元", says("公务接待费支出决算为28400元。"), expect="X101=3600")
slip("a travel that the tables leave blank", says("因公出国（境）费支出决算为0.52万元。"), expect="?X101")
slip("two lines that cancel, named as their projects", *OF_PROJECTS, b("档案数字化", FINAL, "58.90"), b("库房运行", FINAL, "54.34"), expect="X101@档案数字化管理经费/2024年决算数=0.81 X101@库房运行维护经费/2024年决算数=0.81")
slip("a project's spending in the report", says("其中，档案数字化管理经费支出58.90万元。"), expect="X101=0.81")
slip("a project's spending in a list of the report", says("项目支出包括：档案数字化管理经费58.90万元，库房运行维护经费55.15万元。"), expect="X101@档案数字化管理经费=0.81")

# X102, X103: the projects' forms
NO_LINES = tuple(b(row, col, "") for row in ("业务工作经费", "运行维护经费") for col in (PRIOR, BUDGET, FINAL))
slip("projects' forms short of the total", *NO_LINES, b("项目支出", FINAL, "118.24"), sub("dept", "113.24", "118.24"), sub("dept", "296.38", "291.38"), expect="B302 X102@项目支出/2024年决算数=5.00")
slip("a project's form not sent, no lines", *NO_LINES, without("p2"), expect="B302 X102@项目支出/2024年决算数=55.15")
slip("a project's form too many", put("p3", FIRE), expect="X102@项目支出/2024年决算数=36.14")
slip("a project's form of another year's money", *NO_LINES, b("项目支出", FINAL, "113.42"), sub("dept", "113.24", "113.42"), sub("dept", "296.38", "296.20"), expect="B302 X102@项目支出/2024年决算数=0.18")
slip("a project's form not sent", without("p2"), expect="X103@运行维护经费/2024年决算数")
slip("a named project's form not sent", *OF_PROJECTS, without("p1"), expect="X103@档案数字化管理经费/2024年决算数")
slip("a third line without a form", after("basic", "2、运行维护经费", "3、志愿服务经费 |  | < |  | < | 2.50 | <"), b("项目支出", FINAL, "115.74"), sub("dept", "113.24", "115.74"), sub("dept", "296.38", "293.88"), expect="X103@志愿服务经费/2024年决算数")
slip("a project of the report without a form", says("项目支出包括：档案数字化管理经费58.09万元，库房运行维护经费55.15万元，志愿服务经费2.50万元。"), expect="X102@项目支出/2024年决算数=2.50 X103@志愿服务经费")

# X104, X110, X111: one indicator in two forms
slip("scanned fewer here than there", *SCANNED, d("馆藏扫描数量", ACTUAL, "45.2万件"), expect="X104@馆藏扫描数量/实际完成值")
slip("finished later here than there", *FINISHED, d("项目完工时间", ACTUAL, "2024年11月25日"), expect="X104@项目完工时间/实际完成值")
slip("more pleased there than here", *PLEASED, d("查档人员满意度", ACTUAL, "93%"), expect="X104@查档人员满意度/实际完成值")
slip("a digit lost on the way", *LASTING, d("成果利用年限", ACTUAL, "11年"), sub("dept", "可持续影响指标", "可持续影响"), expect="X104@成果利用年限/实际完成值")
slip("more to scan here than there", *SCANNED, d("馆藏扫描数量", TARGET, "≥46万件"), expect="X110@馆藏扫描数量/年度指标值")
slip("to be finished earlier here than there", *FINISHED, d("项目完工时间", TARGET, "2024年11月20日前"), expect="X110@项目完工时间/年度指标值")
slip("to be more pleased here than there", *PLEASED, d("查档人员满意度", TARGET, "92%以上"), expect="X110@查档人员满意度/年度指标值")
slip("no side here", *LASTING, d("成果利用年限", TARGET, "10年"), expect="X110@成果利用年限/年度指标值")
slip("social here, lasting there", *named("dept", "群众知晓率", "成果利用年限", target="≥10年", actual="10年", score="10", reason=""), total("dept", "99.87"), expect="X111@成果利用年限")
slip("lasting here, economic there", *named("dept", "制度建设", "节约查档费用", target="≥5万元", actual="5.6万元"), expect="X111@节约查档费用")
slip("quality here, quantity there", *named("dept", "群众投诉次数", "设备检修次数", target="≥24次", actual="26次"), expect="X111@设备检修次数")
slip("another target, another value, another kind", *named("dept", "群众投诉次数", "设备检修次数", target="≥20次", actual="25次"), expect="X104@设备检修次数/实际完成值 X110@设备检修次数/年度指标值 X111@设备检修次数")

# X106, X107, X108: indicators and forms against the basic data
slip("public expense as an indicator, digits swapped", d("公用经费控制额", ACTUAL, "61.39万元"), expect="X106@公用经费控制额/实际完成值=0.54")
slip("public expense as an indicator, the budget", d("公用经费控制额", ACTUAL, "68.50万元"), expect="X106@公用经费控制额/实际完成值=6.57")
slip("three-public fell otherwise", *FALL, d("三公经费", ACTUAL, "下降28.52%"), expect="X106@三公经费/实际完成值=2.70")
slip("three-public fell against the budget", *FALL, d("三公经费", ACTUAL, "下降11.81%"), expect="X106@三公经费/实际完成值=14.01")
slip("three-public rose, they say", *FALL, d("三公经费", TARGET, "比上年增长0%以上"), d("三公经费", ACTUAL, "增长25.82%"), expect="X106@三公经费/实际完成值")
slip("three-public's rate of fall", *named("dept", "查询成本", "三公经费下降率", target="≥25%", actual="28.52%"), expect="X106@三公经费下降率/实际完成值=2.70")
slip("procurement as an indicator, digits swapped", *named("dept", "公用经费控制额", "政府采购控制额", target="≤10.60万元", actual="8.97万元"), expect="X106@政府采购控制额/实际完成值=0.90")
slip("reception as an indicator, digits swapped", *named("dept", "公用经费控制额", "公务接待费控制额", target="≤3万元", actual="2.84万元"), expect="X106@公务接待费控制额/实际完成值=0.36")
slip("three-public as an amount", *named("dept", "公用经费控制额", "三公经费控制额", target="≤7.20万元", actual="6.53万元"), expect="X106@三公经费控制额/实际完成值=0.18")
slip("three-public's fall, cut", *FALL, d("三公经费", ACTUAL, "下降25.81%"), expect="~X106@三公经费/实际完成值")
slip("a ceiling a quarter above the budget", d("公用经费控制额", TARGET, "≤85万元"), expect="X107@公用经费控制额/年度指标值")
slip("a ceiling above the budget, in 元", d("公用经费控制额", TARGET, "≤850000元"), expect="X107@公用经费控制额/年度指标值")
slip("reception's ceiling above its budget", *named("dept", "公用经费控制额", "公务接待费控制额", target="≤4万元", actual="2.48万元"), expect="X107@公务接待费控制额/年度指标值")
slip("a fall that ends above the budget", *FALL, b("三公经费", PRIOR, "9.70"), b(RECEPTION, PRIOR, "4.84"), d("三公经费", ACTUAL, "下降34.54%"), expect="X107@三公经费/年度指标值")
slip("three-public above all there is, last year", *(b(row, PRIOR, value) for row, value in (("三公经费", "856.00"), (CARS, "486.00"), (RUNNING, "486.00"), (RECEPTION, "370.00"))), expect="X108@三公经费/2023年决算数=666.57")
slip("three-public above all there is, budget", *(b(row, BUDGET, value) for row, value in (("三公经费", "720.00"), (CARS, "420.00"), (RUNNING, "420.00"), (RECEPTION, "300.00"))), expect="X108@三公经费/2024年预算数=533.10")
slip("basic expenditure below the public expense", sub("dept", "296.38", "29.638"), expect="E106@支出性质=266.74 X108@公用经费/2024年决算数=32.29")

# What must stay silent
slip("nothing")
slip("control rate half up", staff("32", "27", "84.38%"))
slip("control rate as a ratio", staff("40", "36", "0.9"))
slip("control rate without its sign", staff("40", "36", "90"))
slip("quota exactly filled", staff("36", "36", "1"))
slip("units in the staff cells", staff("40人", "36人", "90%"))
slip("zeros for blanks in vehicles", *(b("公车购置", col, "0") for col in (PRIOR, BUDGET, FINAL)))
slip("zeros for blanks abroad", *(b("出国", col, "0.00") for col in (PRIOR, BUDGET, FINAL)))
slip("fillers for blanks", b("公车购置", PRIOR, "/"), b("公车购置", BUDGET, "-"), b("公车购置", FINAL, "—"), *(b("出国", col, "——") for col in (PRIOR, BUDGET, FINAL)))
slip("three-public wholly blank", *(b(row, col, "") for row in ("三公经费", CARS, RUNNING, RECEPTION) for col in (PRIOR, BUDGET, FINAL)))
slip("a column's total in 元", b("三公经费", FINAL, "63500元"))
slip("full-width digits", b("项目支出", PRIOR, "１２２．６５"))
slip("trailing zeros", b("项目支出", FINAL, "113.240"))
slip("one stray finer figure", b("业务工作经费", FINAL, "58.0912"))
slip("thousands separators on one side", sub("dept", "296.38", "2,963,800元"))
slip("units typed beside amounts", b("项目支出", FINAL, "113.24万元"), b("业务工作经费", FINAL, "58.09 万元"))
slip("其中 lines don't exhaust", b("办公经费", FINAL, "1.20"), b("水费", FINAL, "1.10"))
slip("parts exactly the whole", b("公用经费", FINAL, "31.61"), b("公用经费", PRIOR, "36.71"), d("公用经费控制额", ACTUAL, "31.61万元"))
slip("a small fall over 30 %", b("政府采购", PRIOR, "15.35"))
slip("a small rise over 30 %", b("政府采购", PRIOR, "0.80"), b("政府采购", BUDGET, "1.50"), b("政府采购", FINAL, "1.40"))
slip("a rise of exactly 30 %", b("政府采购", PRIOR, "7.00"), b("政府采购", FINAL, "9.10"))
slip("the report says why", b("政府采购", PRIOR, "4.35"), put("report", REPORT.format("政府采购比上年增加，主要是更换了阅览室座椅。")))
slip("a line of last year is 0", b("水费", FINAL, "0"))
slip("a small line vanished", b("会议费", PRIOR, "0.82"), b("会议费", FINAL, ""))
slip("a building in order", building("2000", "1900", "95.00%", "500", "480", "96"))
slip("a building in order, as ratios", building("2000", "1900", "0.95", "500万元", "4800000元", "0.96"))
slip("project numbered below a line", after("basic", "业务工作经费", "（1）宣传 | 30.15 | < | 30.40 | < | 28.09 | <", "（2）培训 | 32.00 | < | 30.00 | < | 30.00 | <"))
slip("其中 of a project line", after("basic", "业务工作经费", "其中：宣传 | 30.15 | < | 30.40 | < | 28.09 | <"))
slip("projects explain the adjustment", b("部门基本支出预算调整", FINAL, ""), p(FUNDS, INITIAL, "51.95"), p("当年财政拨款", INITIAL, "36.95"), q(FUNDS, INITIAL, "50.00"), q("当年财政拨款", INITIAL, "50.00"))
slip("adjustment in words", b("部门基本支出预算调整", FINAL, "年中追加人员经费"))
slip("final exactly its budget", b("公用经费", FINAL, "68.50"), b("政府采购", FINAL, "10.60"), d("公用经费控制额", ACTUAL, "68.50万元"))
slip("rate to whole percent", p(FUNDS, RATE, "96%"))
slip("rate to one decimal", p(FUNDS, RATE, "96.2%"))
slip("rate without its sign", p(FUNDS, RATE, "96.18"))
slip("rate as a ratio", p(FUNDS, RATE, "0.9618"))
slip("rate as a short ratio", q(FUNDS, RATE, "0.95"))
slip("rate 1 for all", alone("p2"), q(FUNDS, DONE, "58.00"), q("当年财政拨款", DONE, "58.00"), q(FUNDS, RATE, "1"), q(FUNDS, SCORE, "10"), total("p2", "100"))
slip("9.997 is 10", d(FUNDS, DONE, "414.87"), sub("dept", "352.47", "357.72"), sub("dept", "296.38", "301.63"), d(FUNDS, RATE, "99.97%"), d(FUNDS, SCORE, "10"), total("dept", "99.4"))
slip("execution score to one decimal", p(FUNDS, SCORE, "9.6"), total("p1", "99.40"))
slip("rates of the parts, right", p("当年财政拨款", RATE, "94.91%"), p("上年结转资金", RATE, "100%"), p("其他资金", RATE, "1"))
slip("execution score repeated below", p("当年财政拨款", WEIGHT, "10"), p("当年财政拨款", SCORE, "9.62"))
slip("nothing budgeted, nothing claimed", *ZERO_P2, q(FUNDS, RATE, "/"), q(FUNDS, SCORE, "0"), total("p2", "90"))
slip("nothing budgeted, a rate of 0", *ZERO_P2, q(FUNDS, RATE, "0.00%"), q(FUNDS, SCORE, "0"), total("p2", "90.00"))
slip("funds in 元", p(FUNDS, DONE, "580900元"), p("当年财政拨款", DONE, "430,900元"))
slip("sources blank", *(p(row, col, "") for row in ("当年财政拨款", "上年结转资金", "其他资金") for col in (INITIAL, FULL, DONE)))
slip("splits of the budget", sub("dept", "352.47", "357.85"), sub("dept", "296.38", "301.76"))
slip("split sub-totals printed", sub("dept", "按收入性质分：", "按收入性质分：409.62"), sub("dept", "按支出性质分：", "按支出性质分：409.62"))
slip("split zeros", sub("dept", "政府性基金拨款：", "政府性基金拨款：0"))
slip("budget down exactly 20 %", q(FUNDS, INITIAL, "72.50"), q("当年财政拨款", INITIAL, "72.50"))
slip("an adjustment that the report explains", p(FUNDS, INITIAL, "45.40"), p("当年财政拨款", INITIAL, "30.40"), put("report", REPORT.format("年中经批准调增预算15万元，用于补扫案卷。")))
slip("low execution that an indicator explains", alone("p1"), *LOW_P1, p("项目成本控制", ACTUAL, "50.09万元"), p("项目成本控制", REASON, "尾款未到付款期"))
slip("fund reason given", *FUND_REASON, q(FUNDS, INITIAL, "43.00"), q("当年财政拨款", INITIAL, "43.00"), q(FUNDS, "原因", "追加线路改造"))
slip("fund reason not needed", *FUND_REASON)
slip("weights as the headings say", sub("p1", "产出指标（50分）", "产出指标（55分）"), sub("p1", "效益指标（30分）", "效益指标（25分）"), p("扫描设备购置", WEIGHT, "13"), p("扫描设备购置", SCORE, "13"), p("成果利用年限", WEIGHT, "5"), p("成果利用年限", SCORE, "5"))
slip("level-2 and block headings right", sub("p1", "数量指标", "数量指标（20分）"), sub("p1", "绩效指标 | 一级", "绩效指标（90分） | 一级"))
slip("no total row", drop("p2", "总分"))
slip("weights with 分", d("业务培训场次", WEIGHT, "6分"), d("业务培训场次", SCORE, "6分"))
slip("a score in brackets", d("业务培训场次", SCORE, "（6）"))
slip("scores with decimals", d("业务培训场次", SCORE, "6.0"), d("档案整理数量", WEIGHT, "8.00"), total("dept", "99.270"))
slip("grade fits", c("p1", "总分", REASON, "优"))
slip("a stricter score", d("群众知晓率", SCORE, "8"), total("dept", "97.87"))
slip("just within 20 % of the weight", p("扫描图像合格率", SCORE, "7.8"), total("p1", "97.42"))
slip("exactly in proportion", d("窗口办件差错率", ACTUAL, "2.5%"), d("窗口办件差错率", SCORE, "4"), d("窗口办件差错率", REASON, "新人上岗"), total("dept", "98.27"))
slip("met but deducted, with a reason", d("档案整理数量", SCORE, "7"), d("档案整理数量", REASON, "目录有错"), total("dept", "98.27"))
slip("25号 against 28日前", d("按月办结时间", TARGET, "每月28日前"), d("按月办结时间", ACTUAL, "每月25号左右"))
slip("a date with 左右", d("按月办结时间", TARGET, "每月28号左右"))
slip("on the day itself", d("按月办结时间", ACTUAL, "每月25日前"))
slip("a range of months", p("项目完工时间", TARGET, "2024.03-2024.11"), p("项目完工时间", ACTUAL, "2024.10"))
slip("earlier year-end", q("检修完成时间", TARGET, "2024年12月"), q("检修完成时间", ACTUAL, "2024年11月底"))
slip("a bare 98% answered 100%", q("设备完好率", TARGET, "98%"), q("设备完好率", ACTUAL, "100%"))
slip("10场 answered 11场", d("业务培训场次", TARGET, "10场"), d("业务培训场次", ACTUAL, "11场"))
slip("exactly 130 %", p("成果利用年限", ACTUAL, "13年"))
slip("far above, with a reason", d("下乡走访人次", ACTUAL, "1900人次"), d("下乡走访人次", REASON, "增加两轮入户"))
slip("a written = exceeded", d("业务培训场次", TARGET, "=12场"), d("业务培训场次", ACTUAL, "18场"))
slip("a bigger fall", d("查询成本", ACTUAL, "下降59.82%"))
slip("a fall written otherwise", d("查询成本", TARGET, "较上年降低10%"), d("查询成本", ACTUAL, "比上年降低了10%"))
slip("far below an at-most", d("群众投诉次数", ACTUAL, "0次"))
slip("a bare cost kept", p("项目成本控制", TARGET, "60万元"))
slip("a bare cost kept by far", p("项目成本控制", TARGET, "90万元"))
slip("an accident, scored down, explained", p("安全事故", ACTUAL, "1起"), p("安全事故", SCORE, "4"), p("安全事故", REASON, "雷击跳闸"), total("p1", "98.42"))
slip("wording differs", d("制度建设", TARGET, "按计划逐步完善"), d("制度建设", ACTUAL, "已按计划完善"))
slip("partly done, 7 of 10, explained", d("制度建设", ACTUAL, "部分达成预期指标"), d("制度建设", SCORE, "7"), d("制度建设", REASON, "编制未批"), total("dept", "96.27"))
slip("people in 万人次", d("下乡走访人次", TARGET, "≥0.12万人次"), d("下乡走访人次", ACTUAL, "1,320人次"))
slip("scale words 千米 and 公里", q("库房维护面积", TARGET, "≥3000米"), q("库房维护面积", ACTUAL, "3.1公里"))
slip("百分之九十五", q("设备完好率", TARGET, "百分之九十五以上"))
slip("not a number answered with a reason", d("业务培训场次", ACTUAL, "完成"), d("业务培训场次", REASON, "台账由主管局保管"))
slip("a 万元 cost in 元", p("项目成本控制", ACTUAL, "580,900元"))
slip("a cost equal to the budget", p("项目成本控制", ACTUAL, "60.40万元"))
slip("words in brackets part two names", sub("p2", "设备检修次数", "库房维护面积（二期）"))
slip("a bare number's rate", q("设备完好率", TARGET, "95"), q("设备完好率", ACTUAL, "96"))
slip("a date in December of the year", signed("p1", "2025-03-18", "2024-12-31"), signed("p2", "2025-03-18", "2025-01-20"))
slip("dates 90 days apart", signed("dept", "2025-03-18", "2025-06-16"))
slip("dates written otherwise", signed("dept", "2025-03-18", "2025年3月18日"), signed("p1", "2025-03-18", "2025.3.18"), signed("p2", "2025-03-18", "二〇二五年三月十八日"))
slip("no date asked for", signed("p1", "填报日期：2025-03-18    ", ""))
slip("无 for what was done", sub("p2", "全年巡检记录完整，更换老化线路四处，梅雨季未见一卷发霉。", "无"))
slip("short goals alike", sub("p2", "库房温湿度保持稳定，消防和空调设备随时可用，防止霉变虫蛀。", "保障库房安全"), sub("p2", "全年巡检记录完整，更换老化线路四处，梅雨季未见一卷发霉。", "保障库房安全"))
slip("dots for slots", after("p1", "扫描设备购置", "^ | ^ | ^ | …… |  |  |  |  | ", "^ | ^ | ^ | 指标3： |  |  |  |  | "))
slip("slashes for slots", after("p2", "设备检修次数", "^ | ^ | ^ | / | / | / | / | / | /"))
slip("one project alone", only(P1))
slip("the department alone", only(DEPT))

# What must stay silent across the parts
slip("three-public in the report", says("“三公”经费支出决算为6.35万元，其中公务接待费支出2.48万元，公务用车运行维护费3.87万元。"))
slip("amounts in 元 in the report", says("公务接待费支出决算为24800元，公用经费支出619300元。"))
slip("nothing abroad in the report", says("因公出国（境）费支出0万元。"))
slip("staff in the report, right", says("本单位核定编制40人，年末实有在职人员36人。"))
slip("projects in the report, right", says("全年项目支出113.24万元，包括：档案数字化管理经费58.09万元，库房运行维护经费55.15万元。"))
slip("the score in the report, right", says("经自评，部门整体支出绩效自评得分为99.27分。"))
slip("spending in the report, right", says("全年支出总额409.62万元，其中基本支出296.38万元，项目支出113.24万元。"))
PEOPLE = named("dept", "下乡走访人次", "走访服务人数", target="≥20万人", actual="20.34万人")
slip("203415名 against 20.34万人", *PEOPLE, says("全年走访服务群众203415名。"))
slip("203,415人 against 20.34万人", *PEOPLE, says("全年走访服务人数203,415人。"))
slip("203472人 against 20.34万人", *PEOPLE, says("全年走访服务人数203472人。"), expect="~X101")
slip("amounts in 元 in a project's form", *(p(row, col, f"{value}元") for row, col, value in ((FUNDS, DONE, "580,900"), ("当年财政拨款", DONE, "430900"))))
slip("lines named as the projects", *OF_PROJECTS)
slip("lines named as the projects, in another order", sub("basic", "业务工作经费", "档案数字化经费"), sub("basic", "运行维护经费", "库房维护经费"))
slip("lines in 元", b("业务工作经费", FINAL, "580900元"))
slip("the basic data alone", alone("basic"))
slip("the basic data and the department", without("p1", "p2"))
slip("the projects alone", without("basic", "dept"))
slip("the report alone", only(REPORT.format("项目支出包括：档案管理经费58.09万元，志愿服务经费2.50万元。")))
slip("one indicator in two forms", *SCANNED, *FINISHED, *PLEASED, *LASTING)
slip("one indicator in two forms, written otherwise", *SCANNED, d("馆藏扫描数量", TARGET, "不低于450000件"), d("馆藏扫描数量", ACTUAL, "462000件"), *PLEASED, d("查档人员满意度", TARGET, "90%以上"), *FINISHED, d("项目完工时间", TARGET, "11月底前"), d("项目完工时间", ACTUAL, "2024.11.15"))
slip("a month's end and its last day", *FINISHED, d("项目完工时间", TARGET, "2024年11月30日前"))
slip("a day without its year", *FINISHED, d("项目完工时间", ACTUAL, "11月15日"))
slip("one indicator in two forms, in words", *named("dept", "群众知晓率", "查档等候时间", target="逐步缩短", actual="已有缩短", score="10", reason=""), total("dept", "99.87"))
slip("one indicator in two projects", sub("p2", "| 库房维护面积 |", "| 馆藏扫描数量 |"), q("馆藏扫描数量", TARGET, "≥2万件"), q("馆藏扫描数量", ACTUAL, "2.1万件"))
slip("one indicator in two projects, of two kinds", sub("p2", "| 设备使用年限 |", "| 节约查档费用 |"), q("节约查档费用", TARGET, "≥8万元"), q("节约查档费用", ACTUAL, "8.2万元"))
slip("a category without its last word", *LASTING, sub("dept", "可持续影响指标", "可持续影响"))
slip("public expense as an indicator, in 元", d("公用经费控制额", ACTUAL, "619300元"))
slip("three-public's fall", *FALL)
slip("three-public's fall to whole percent", *FALL, d("三公经费", ACTUAL, "下降26%"))
slip("three-public's fall in other words", *FALL, d("三公经费", ACTUAL, "较上年减少25.8%"))
slip("a ceiling of exactly 120 % of the budget", d("公用经费控制额", TARGET, "≤82.20万元"))
slip("a fall that ends just below 120 % of the budget", *FALL, d("三公经费", TARGET, "比上年下降1%"))
slip("public expense exactly the basic expenditure", b("公用经费", FINAL, "61.93"), sub("dept", "296.38", "61.93"), expect="E106@支出性质=234.45")

# Near: rounding explains it
slip("control rate cut", staff("32", "27", "84.37%"), expect="~B101@控制率")
slip("a total one last digit off", b("三公经费", FINAL, "6.36"), expect="~B201@三公经费/2024年决算数")
slip("project total one last digit off", b("项目支出", BUDGET, "118.41"), expect="~B301@项目支出/2024年预算数")
slip("rate cut", p(FUNDS, RATE, "96.17%"), expect="~E101@年度资金总额/执行率")
slip("rate cut in another project", q(FUNDS, RATE, "95.08%"), expect="~E101@年度资金总额/执行率")
slip("execution score cut", p(FUNDS, SCORE, "9.61"), total("p1", "99.41"), expect="~E102@年度资金总额/自评得分")
slip("execution score to whole points", p(FUNDS, SCORE, "10"), total("p1", "99.80"), expect="~E102@年度资金总额/自评得分")
slip("proportion to whole points", d("群众知晓率", ACTUAL, "76%"), d("群众知晓率", SCORE, "9"), total("dept", "98.87"), expect="~I202@群众知晓率/自评得分")
slip("proportion less a fifth, to whole points", d("群众知晓率", SCORE, "7"), total("dept", "96.87"), expect="~I203@群众知晓率/自评得分")
slip("total to whole points", total("p2", "100"), expect="~I104@总分/自评得分")
slip("total cut", q("设备检修次数", SCORE, "9.55"), q("设备检修次数", REASON, "少检一次"), total("p2", "99.0"), expect="~I104@总分/自评得分")
slip("sources one last digit off", p("当年财政拨款", FULL, "45.41"), expect="~E104@年度资金总额/全年预算数")
slip("spent a last digit over the budget", q(FUNDS, FULL, "55.14"), q("当年财政拨款", FULL, "55.14"), q(FUNDS, RATE, "100.02%"), q(FUNDS, SCORE, "10"), total("p2", "100"), expect="E107@年度资金总额/全年执行数=0.01")

# Whole 万元 throughout: 46 is 46 ± 0.5
WHOLE = (alone("basic"), *(
    b(row, col, value)
    for row, values in {
        "三公经费": ("85", "72", "64"), CARS: ("48", "42", "39"), RUNNING: ("48", "42", "39"), RECEPTION: ("37", "30", "25"),
        "项目支出": ("1226", "1184", "1132"), "业务工作经费": ("621", "604", "581"), "运行维护经费": ("605", "580", "551"),
        "公用经费": ("668", "685", "619"), "办公经费": ("182", "176", "154"), "水费": ("144", "148", "130"), "会议费": ("41", "39", "33"),
        "政府采购": ("94", "106", "99"), "部门基本支出预算调整": ("", "", "165"),
    }.items()
    for col, value in zip((PRIOR, BUDGET, FINAL), values, strict=True)
))
slip("whole 万元", *WHOLE)
slip("whole 万元, one off", *WHOLE, b("三公经费", FINAL, "65"), expect="~B201@三公经费/2024年决算数")
slip("whole 万元, two off", *WHOLE, b("三公经费", FINAL, "66"), expect="B201@三公经费/2024年决算数=2")
slip("whole 万元, projects ten off", *WHOLE, b("项目支出", FINAL, "1142"), expect="B301@项目支出/2024年决算数=10")

# Unknown: not checked, and said so
slip("staff blank", staff("40", "", "90.00%"), expect="?B101 ?B102")
slip("control rate blank", staff("40", "36", ""), expect="?B101")
slip("no parts of three-public", *(b(row, FINAL, "") for row in (CARS, RUNNING, RECEPTION)), expect="?B201 ?B203 ?B204")
slip("a row of three-public that nobody knows", after("basic", "3、公务接待", "4、其他因公费用 |  | < |  | < | 0.50 | <"), b("三公经费", FINAL, "6.85"), expect="?B201")
slip("an unknown row that changes nothing", after("basic", "3、公务接待", "4、其他因公费用 |  | < |  | < | 0.00 | <"))
slip("an unknown source", after("p1", "其他资金", "^ | 彩票公益金 | < |  |  | 6.00 |  |  | "), p("当年财政拨款", DONE, "37.09"), expect="?E104")
slip("an unknown income", sub("dept", "其他资金：19.00", "债券资金：19.00"), expect="?E105")
slip("no splits filled", *(sub("dept", old, "") for old in ("352.47", "296.38", "113.24", "38.15", "19.00")), expect="?E105 ?E106 ?X101 ?X108")
slip("full-year budget blank", q(FUNDS, FULL, ""), q("当年财政拨款", FULL, ""), expect="?E101 ?E102 ?E107 ?E109")
slip("initial budget blank", q(FUNDS, INITIAL, ""), q("当年财政拨款", INITIAL, ""), expect="?E109")
slip("total of funds blank", q(FUNDS, DONE, ""), expect="?E101 ?E102 ?E104 ?E107 ?X102 ?X103")
slip("final of projects blank", b("项目支出", FINAL, ""), expect="?B301 ?B303 ?B403 ?X101 ?X102")
slip("no year anywhere", only(P1.replace("2024年度", "").replace("2024年", "")), expect="?D101")

# Harder: what people really type
P2_SPENT = (q(FUNDS, INITIAL, "43.00"), q("当年财政拨款", INITIAL, "43.00"))
slip("万 without 元 is money", b("项目支出", BUDGET, "118万"), expect="B301@项目支出/2024年预算数=0.40")
slip("万 without 元, right", b("项目支出", BUDGET, "118.40万"))
slip("an amount with its unit in brackets", b("项目支出", BUDGET, "118.40（万元）"))
slip("a rate broken over two lines", p(FUNDS, RATE, "96.18\\n%"))
slip("an amount and its unit on two lines", b("项目支出", FINAL, "113.24\\n万元"))
slip("a slip in one of the lines below a line", after("basic", "业务工作经费", "（1）宣传 | 30.15 | < | 30.40 | < | 28.90 | <", "（2）培训 | 32.00 | < | 30.00 | < | 30.00 | <"), expect="B301@项目支出/2024年决算数=0.81")
slip("dots with an amount are a line", b("……", FINAL, "2.50"), b("项目支出", FINAL, "115.74"), expect="X101@项目支出=2.50 X103@2024年决算数")
slip("two slips that cancel", b("业务工作经费", FINAL, "58.90"), b("运行维护经费", FINAL, "54.34"), expect="X103@业务工作经费/2024年决算数 X103@运行维护经费/2024年决算数 ?X102")
slip("nothing last year", b("三公经费", PRIOR, "0"), *(b(row, PRIOR, "0") for row in (CARS, RUNNING, RECEPTION)), expect="B204@三公经费/2024年决算数=6.35")
slip("no procurement last year", b("政府采购", PRIOR, "0"), expect="B403@政府采购/2024年决算数")
slip("all labels a year old", sub("basic", "2023年决算数", "2022年决算数"), sub("basic", "2024年预算数", "2023年预算数"), sub("basic", "2024年决算数", "2023年决算数"), expect="F007@2022年决算数=1 F007@2023年预算数=1 F007@2023年决算数=1")
slip("an old year in a fund header", sub("dept", "年初预算数", "2023年初预算数"), expect="F007@2023年初预算数=1")
slip("pension adjusted, not the budget", *P2_SPENT, put("report", REPORT.format("全年按政策完成养老金调整，未见差错。")), expect="E109@年度资金总额/全年预算数")
slip("调整 far from 预算", *P2_SPENT, put("report", REPORT.format("严格执行预算，全体职工认真学习业务知识和档案法律法规，岗位有调整。")), expect="E109@年度资金总额/全年预算数")
slip("调整 in the next sentence", *P2_SPENT, put("report", REPORT.format("按时编制了预算。调整了两个科室的分工。")), expect="E109@年度资金总额/全年预算数")
slip("the difference's digits inside another number", *P2_SPENT, put("report", REPORT.format("全年接待查档115人次。")), expect="E109@年度资金总额/全年预算数")
slip("the difference itself", *P2_SPENT, put("report", REPORT.format("年中下达线路改造资金15万元。")))
slip("nothing budgeted, score crossed out", *ZERO_P2, q(FUNDS, RATE, "/"), q(FUNDS, SCORE, "0"), q(FUNDS, INITIAL, ""), q("当年财政拨款", INITIAL, ""), total("p2", "90"), expect="?E109")
slip("3 of 2 is 150 %", p("成果利用年限", TARGET, "≥2年"), p("成果利用年限", ACTUAL, "3年"), expect="I206@成果利用年限/实际完成值")
slip("actual 1 for 100 %", q("设备完好率", TARGET, "100%"), q("设备完好率", ACTUAL, "1"), expect="I218@设备完好率/实际完成值")
slip("a number and a remark with another number", d("档案整理数量", ACTUAL, "8640件（其中民生类5200件）"))
slip("a number and its rate", d("档案整理数量", ACTUAL, "8640件，完成率101.65%"))
slip("working days", d("按月办结时间", TARGET, "5个工作日内"), d("按月办结时间", ACTUAL, "4个工作日"))
slip("working days, too many", d("按月办结时间", TARGET, "5个工作日内"), d("按月办结时间", ACTUAL, "7个工作日"), expect="I201@按月办结时间/自评得分 I204@按月办结时间/偏差原因")
slip("hours within", d("按月办结时间", TARGET, "24小时内"), d("按月办结时间", ACTUAL, "20小时"))
slip("minutes within", d("按月办结时间", TARGET, "30分钟以内"), d("按月办结时间", ACTUAL, "25分钟"))
slip("台（套）", p("扫描设备购置", TARGET, "8台（套）"))
slip("件 in 万件", p("馆藏扫描数量", ACTUAL, "462000件"))
slip("期 for 次", d("业务培训场次", TARGET, "12期"), d("业务培训场次", ACTUAL, "12次"))
slip("已完成 before the number", d("档案整理数量", ACTUAL, "已完成8640件"))
slip("a share of people", sub("p2", "设备完好率", "培训人数占比"))
slip("a completion rate of people", sub("p2", "设备完好率", "培训人数完成率"))
slip("低于 is strict", d("群众投诉次数", TARGET, "低于2次"), expect="I201@群众投诉次数/自评得分 I204@群众投诉次数/偏差原因")
slip("超过 is strict", d("业务培训场次", TARGET, "超过12场"), expect="I201@业务培训场次/自评得分 I204@业务培训场次/偏差原因")
slip("及以上 is not", d("业务培训场次", TARGET, "12场及以上"))
slip("以下 is not", d("群众投诉次数", TARGET, "2次以下"))
slip("a written = missed", d("业务培训场次", TARGET, "=12场"), d("业务培训场次", ACTUAL, "11场"), expect="I201@业务培训场次/自评得分 I204@业务培训场次/偏差原因")
slip("an accident, scored down, unexplained", p("安全事故", ACTUAL, "1起"), p("安全事故", SCORE, "4"), total("p1", "98.42"), expect="I204@安全事故/偏差原因")
slip("satisfaction under benefit", sub("p2", "^ | 满意度指标 | 服务对象", "^ | ^ | 服务对象"))
COST_FIRST = (
    sub("p2", "^ | ^ | 成本指标 | 单位", "^ | 成本指标 | 经济成本指标 | 单位"),
    *(q(row, col, value) for row, value in (("设备检修次数", "5"), ("单位面积维护成本", "20"), ("安全保管能力", "10")) for col in (WEIGHT, SCORE)),
)
slip("cost first", *COST_FIRST)
slip("cost first, five moved", *COST_FIRST, *(q(row, col, value) for row, value in (("单位面积维护成本", "15"), ("库房维护面积", "20")) for col in (WEIGHT, SCORE)), expect="I103@成本指标=5 I103@产出指标=5")
SUBTOTAL = (
    after("p2", "库房维护面积", "^ | ^ | ^ | （1）东库房 | ≥1500平方米 | 1520平方米 | 9 | 9 | ", "^ | ^ | ^ | （2）西库房 | ≥1100平方米 | 1130平方米 | 6 | 6 | "),
    sub("p2", "库房维护面积", "1、库房维护面积"),
)
slip("a sub-total of indicators", *SUBTOTAL)
slip("a sub-total, one line deducted", *SUBTOTAL, q("西库房", SCORE, "5"), q("西库房", REASON, "漏雨一处"), total("p2", "98.51"))
slip("a 其中 line of an indicator", after("p1", "馆藏扫描数量", "^ | ^ | ^ | 其中：婚姻档案 | 12万件 | 12.5万件 |  |  | "))
slip("a 其中 line with its share of the weight", after("p1", "馆藏扫描数量", "^ | ^ | ^ | 其中：婚姻档案 | 12万件 | 12.5万件 | 4 | 4 | "))
slip("an unnamed indicator with a target", after("p1", "扫描设备购置", "^ | ^ | ^ |  | 3套 | 3套 |  |  | "), expect="I106")
slip("the seal after the unit's name", after("p1", "项目支出名称", "单位名称 | < | < | 青禾县档案服务中心（盖章） | < | < | < | < | <"))
slip("a blank in the preparer's name", signed("p2", "何晓岚", "何 晓岚"))
slip("no such day in Chinese figures", signed("p2", "2025-03-18", "二〇二五年二月三十日"), expect="D102@填报日期 ?D101")
slip("91 days apart in Chinese figures", signed("dept", "2025-03-18", "二〇二五年六月十七日"), expect="D103@填报日期=1")
slip("a date without separators", signed("p2", "2025-03-18", "20250230"), expect="D102@填报日期 ?D101")
slip("dated too early in Chinese figures", signed("p2", "2025-03-18", "二〇二四年十一月三十日"), expect="D101@填报日期")
slip("prepared by nobody", signed("dept", "填表人：何晓岚", "填表人：/"), expect="D104@填表人")
slip("a grade between", c("p1", "总分", REASON, "优秀"))
slip("three sources, swapped digits in 元", p(FUNDS, DONE, "580900元"), p("当年财政拨款", DONE, "439000元"), expect="E104@年度资金总额/全年执行数")
slip("万元 typed where 元 was meant", p(FUNDS, DONE, "580900"), expect="E101@年度资金总额/执行率 E104@年度资金总额/全年执行数 E107@年度资金总额/全年执行数 X103@业务工作经费/2024年决算数 ?X102")
slip("a source in 元 under 万元", p("其他资金", DONE, "100000"), expect="E104@年度资金总额/全年执行数")
slip("uses as rows", after("p2", "其他资金", "^ | 基本支出 |  |  | 12.00 |  |  |  | <", "^ | 项目支出 |  |  | 44.15 |  |  |  | <"), expect="E106@年度资金总额/全年执行数=1.00")
slip("uses as rows, right", after("p2", "其他资金", "^ | 基本支出 |  |  | 11.00 |  |  |  | <", "^ | 项目支出 |  |  | 44.15 |  |  |  | <"))
slip("a part of a source", after("p1", "当年财政拨款", "^ | 其中：县级资金 | < | 40.00 | 40.00 | 38.00 |  |  | "))
slip("dashes for what was done", sub("p2", "全年巡检记录完整，更换老化线路四处，梅雨季未见一卷发霉。", "——"), expect="F010@实际完成情况")
slip("two dashes for a reason", p("扫描图像合格率", REASON, "--"), expect="I204@扫描图像合格率/偏差原因")
slip("无。 for a reason", p("扫描图像合格率", REASON, "无。"), expect="I204@扫描图像合格率/偏差原因")
slip("a real reason that begins with 无", p("扫描图像合格率", REASON, "无原件可扫，已补采"))
slip("an amount of 1,132.4 typed 1132.4", b("项目支出", FINAL, "1,132.40"), expect="B301@项目支出/2024年决算数=1019.16 B303@项目支出/2024年决算数=1014.00 X101@项目支出=1019.16 X102@项目支出/2024年决算数=1019.16")
slip("money's unit above a form is not its indicators'", sub("p2", "自评表\n", "自评表\n单位：万元\n"), q("设备检修次数", TARGET, "≥24"), q("设备检修次数", ACTUAL, "26"))
slip("another year below a title", sub("p1", "青禾县2024年度项目支出绩效自评表", "项目支出绩效自评表\n（2023年度）"), expect="X109 ?D101 ?F007")
slip("the year below a title", sub("p1", "青禾县2024年度项目支出绩效自评表", "项目支出绩效自评表\n（2024年度）"))
slip("a row of words that nobody knows in the funds", after("p2", "其他资金", "^ | 资金用途 | 线路改造与防潮 | < | < | < | < | < | <"))
slip("a row of words that nobody knows in the money", after("basic", "3、公务接待", "备注 | 见附表 | < | < | < | < | <"))
slip("a file number in a row of its own", after("dept", "其他资金", "备案文号 | < | < | 青档字12号 | < | < | < | < | <"))
slip("不得低于 is at least", q("设备完好率", TARGET, "不得低于98%"), expect="I201@设备完好率/自评得分 I204@设备完好率/偏差原因")
slip("不得超过 is at most", d("群众投诉次数", TARGET, "不得超过3次"))
slip("不得超过, exceeded", d("群众投诉次数", TARGET, "不得超过1次"), expect="I201@群众投诉次数/自评得分 I204@群众投诉次数/偏差原因")
slip("December kept in January", q("检修完成时间", TARGET, "12月底前"), q("检修完成时间", ACTUAL, "2025年1月5日"), expect="I201@检修完成时间/自评得分 I204@检修完成时间/偏差原因")
slip("actual 0.96 for 95 %", q("设备完好率", ACTUAL, "0.96"), expect="I218@设备完好率/实际完成值")
slip("lowered to", d("窗口办件差错率", TARGET, "降低到2%"))
slip("a rank", sub("p2", "设备完好率", "考核排名"), q("考核排名", TARGET, "全县前10名"), q("考核排名", ACTUAL, "第8名"))
slip("a day for 24 hours", d("按月办结时间", TARGET, "≤24小时"), d("按月办结时间", ACTUAL, "1天"))
slip("times a year", d("业务培训场次", TARGET, "≥12次/年"), d("业务培训场次", ACTUAL, "12次"))
