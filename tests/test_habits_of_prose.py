"""Ways of writing met in reports, each right as it stands beside its tables, and found where a figure of it is wrong."""

from typing import NamedTuple

import pytest

from selfeval.engine import Selection, check_submission
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers.plain import read_plain
from selfeval.rules import all_rules

RULES = all_rules()
ALL = Selection(frozenset(rule.code for rule in RULES))
TABLES = """2024年度部门整体支出绩效评价基础数据表
项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
三公经费 | 9.05 | 9 | 8.42
公务接待 | 3.65 | 3.5 | 3.30
公务用车运行维护费 | 5.40 | 5.5 | 5.12
项目支出 | 310 | 340 | 336.40
1、业务工作经费 | 310 | 340 | 336.40
公用经费 | 41 | 42 | 40.75
其中：办公经费 | 12 | 12 | 11.60
政府采购金额 | 70 | 70 | 68.90
2024年度部门整体支出绩效自评表
 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 700 | 706.20 | 699.85 | 10 | 99.10% | 9.91
三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
巡查次数 | ≥12次 | 12次 | 90 | 88.90
总分 | | | 100 | 98.81
2024年度项目支出绩效自评表
项目名称 | 文物巡查
 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 120 | 120 | 118.40 | 10 | 98.67% | 9.87
三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
巡查天数 | ≥90天 | 90天 | 90 | 90
总分 | | | 100 | 99.87
2024年度项目支出绩效自评表
项目名称 | 城墙修缮
 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 220 | 220 | 218.00 | 10 | 99.09% | 9.91
三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
修缮里程 | ≥2公里 | 2公里 | 90 | 90
总分 | | | 100 | 99.91
2024年度部门整体支出绩效报告
一、基本情况
青禾县某中心为县直单位。
二、支出情况
"""


class Habit(NamedTuple):
    """A passage; what of it is put wrong, where anything is, and the code that must say so."""

    text: str
    right: str = ""
    wrong: str = ""
    code: str = ""


HABITS = {
    "each part with its own year before": Habit(
        "“三公”经费8.42万元，其中：公务接待费3.30万元，较上年3.65万元减少0.35万元，主要是来访减少；"
        "公务用车运行维护费5.12万元，较上年5.40万元减少0.28万元，主要是维修费减少。",
        "减少0.28万元",
        "减少0.38万元",
        "N102",
    ),
    "parts behind a sentence on last year": Habit(
        "2024年度“三公”经费支出共计8.42万元，年初预算9万元，决算比预算少0.58万元。上年决算9.05万元，同比下降6.96%，主要是接待减少。"
        "其中：公务接待费3.30万元，较上年3.65万元减少0.35万元，主要是来访减少；公务用车运行维护费5.12万元。",
        "3.65",
        "3.56",
        "X101",
    ),
    "lines of public expense that do not exhaust it": Habit(
        "公用经费40.75万元，其中：办公经费11.60万元、水电差旅费12.95万元。", "11.60", "41.60", "N106"
    ),
    "points of the parts": Habit(
        "自评得分：预算执行10分，得9.91分；产出50分，得48.90分；效益30分，得30分；满意度10分，得10分。"
    ),
    "points of a project's parts": Habit("项目自评98.81分，其中预算执行9.6分，产出49.21分，效益30分，满意度10分。"),
    "how a budget moved": Habit("三公经费预算比上年下降0.55%，决算比上年下降6.96%，主要是压减接待。"),
    "economic classes of all spending": Habit(
        "按经济分类：工资福利支出310.45万元，商品和服务支出377.15万元，对个人和家庭的补助12.25万元。"
    ),
    "rates of a survey": Habit("发放问卷200份，收回184份，回收率92%，其中满意177份，满意率96.2%。"),
    "a score behind what was reached": Habit("游客满意度94%。自评得分98.81分。", "98.81", "97.81", "X101"),
    "a score by another word": Habit("我中心对照指标逐项打分，最终得分98.81分。", "98.81", "98.18", "X101"),
    "scores of two projects": Habit(
        "文物巡查项目自评得分99.87分，城墙修缮项目自评得分99.91分。", "99.91", "91.99", "X101"
    ),
    "what two projects spent": Habit(
        "项目支出由两部分构成：文物巡查项目支出118.40万元，城墙修缮项目支出218.00万元。", "218.00", "281.00", "X101"
    ),
    "from one year's to the other's": Habit(
        "与2023年相比，项目支出由310万元增加到336.40万元，增加26.40万元，增长8.52%，原因是城墙修缮扩面。",
        "增长8.52%",
        "增长18.52%",
        "N103",
    ),
    "a rate without a thing": Habit(
        "全年预算数706.20万元，实际支出699.85万元，预算执行率99.10%。", "99.10%", "89.10%", "N101"
    ),
    "a heading in the line": Habit(
        "（二）支出情况。2024年度支出合计699.85万元，其中：基本支出363.45万元，项目支出336.40万元。",
        "合计699.85",
        "合计689.85",
        "X101",
    ),
    "the unit's own name": Habit(
        "青禾县文物局2024年度支出总额699.85万元，其中基本支出363.45万元、项目支出336.40万元。",
        "363.45",
        "336.45",
        "N106",
    ),
    "income and spending side by side": Habit(
        "本年收入705.20万元，本年支出699.85万元，其中：基本支出363.45万元，项目支出336.40万元。",
        "363.45",
        "353.45",
        "N106",
    ),
    "functions of spending below a paragraph": Habit(
        "一般公共预算财政拨款支出600万元，占本年支出合计的85.73%。与上年相比，一般公共预算财政拨款支出增加20万元，增长3.45%。\n"
        "主要用于以下方面：文化支出480万元，占80%；卫生健康支出50万元，占8.33%；住房保障支出70万元，占11.67%。",
        "480",
        "408",
        "N106",
    ),
    "parts of a budget": Habit(
        "“三公”经费预算9.00万元，其中：公务接待费3.50万元，公务用车运行维护费5.50万元。", "5.50", "5.05", "N106"
    ),
    "a list that hands out": Habit(
        "项目支出336.40万元，分别用于文物安全巡查118.40万元、古城墙修缮218.00万元。", "218.00", "281.00", "N106"
    ),
    "what was bought": Habit("政府采购金额68.90万元，完成采购预算70万元的98.43%。", "98.43%", "89.43%", "N101"),
    "two parts that a projects' section names": Habit(
        "公用经费40.75万元，较2023年41万元减少0.25万元，下降0.61%。\n"
        "项目支出由两部分构成：文物巡查项目支出118.40万元，城墙修缮项目支出218.00万元。"
    ),
}


def codes(text: str) -> list[str]:
    submission = lay_out([read_plain(TABLES + text)], load_labels())
    report = check_submission(submission, RULES, ALL)
    assert not report.crashed
    return [f.code for f in report.findings if f.code[0] in "NX" and f.verdict == "bad" and f.where.ref.startswith("p")]


@pytest.mark.parametrize("name", HABITS)
def test_right_as_it_stands(name: str) -> None:
    assert codes(HABITS[name].text) == []


@pytest.mark.parametrize("name", [name for name, habit in HABITS.items() if habit.code])
def test_found_where_it_is_wrong(name: str) -> None:
    habit = HABITS[name]
    assert habit.right in habit.text
    assert habit.code in codes(habit.text.replace(habit.right, habit.wrong))


def test_a_line_for_several_projects_is_no_project() -> None:
    # 业务工作经费 336.40 is what the two projects spent together.
    submission = lay_out([read_plain(TABLES)], load_labels())
    found = check_submission(submission, RULES, ALL).findings
    assert [f.code for f in found if f.code in ("X102", "X103")] == []


PROJECT = """2024年度项目支出绩效自评表
项目名称 | 水闸维修
 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 95 | 108 | 102.60 | 10 | 95% | 9.5
三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
维修水闸 | ≥12座 | 12座 | 90 | 89.5
总分 | | | 100 | 99
2024年度水闸维修项目支出绩效自评报告
一、项目概况
水闸维修项目由青禾县某站实施。
二、资金使用情况
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong", "code"),
    [
        ("截至年底，实际支出102.6万元，预算执行率95%。", "95%", "85%", "N101"),
        ("截至年底，项目实际支出102.6万元，占预算的95%。", "95%", "90%", "N101"),
        ("材料费支出8.8万元。\n支出较上年98.4万元增长4.27%，主要是泵站增加。", "增长4.27%", "增长7.24%", "N103"),
        ("支出较上年98.4万元增长4.27%，主要是泵站增加。", "增长", "下降", "N104"),
    ],
)
def test_the_report_of_a_project_speaks_of_it(text: str, right: str, wrong: str, code: str) -> None:
    def found(prose: str) -> list[str]:
        submission = lay_out([read_plain(PROJECT + prose)], load_labels())
        findings = check_submission(submission, RULES, ALL).findings
        return [f.code for f in findings if f.code[0] in "NX" and f.verdict == "bad" and f.where.ref.startswith("p")]

    assert found(text) == []
    assert code in found(text.replace(right, wrong))


@pytest.mark.parametrize(
    ("conclusion", "found"),
    [
        ("自评得分98.81分，执行良好。", []),
        ("总体良好，综合评分为96.81分。", ["X101"]),
        ("满分100分，自评得分98.81分。", []),
        ("甲项目自评得分97分，乙项目自评得分96分。", []),
        ("各项目标均已完成，较好。", []),
    ],
)
def test_the_score_in_a_conclusion_is_the_forms(conclusion: str, found: list[str]) -> None:
    form = f"""2024年度部门整体支出绩效自评表
三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
巡查次数 | ≥12次 | 12次 | 100 | 98.81
总分 | | | 100 | 98.81
评价结论 | {conclusion}
"""
    findings = check_submission(lay_out([read_plain(form)], load_labels()), RULES, ALL).findings
    assert [f.code for f in findings if f.code == "X101"] == found
