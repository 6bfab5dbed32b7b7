"""Each question of the hints: the slip that it knows, and that it stays silent where another explanation is as good."""

import pytest

from selfeval.engine import Selection, check_submission
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers.plain import read_plain
from selfeval.rules import all_rules

RULES = all_rules()
ALL = Selection(frozenset(rule.code for rule in RULES))
BASIC = """2024年度部门整体支出绩效评价基础数据表
项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
三公经费 | 9.20 | 8.00 | {total}
公务用车运行维护费 | 6.40 | 5.60 | 5.02
公务接待费 | 2.80 | 2.40 | {reception}
公用经费 | 30.00 | 30.00 | 28.00
"""
REPORT = """2024年度部门整体支出绩效报告
“三公”经费支出决算为{said}。
"""


def hints(text: str, code: str) -> list[str]:
    report = check_submission(lay_out([read_plain(text)], load_labels()), RULES, ALL)
    assert not report.crashed
    return [f.hint["zh"] if f.hint else "" for f in report.findings if f.code == code and f.verdict == "bad"]


@pytest.mark.parametrize(
    ("total", "reception", "hint"),
    [
        ("5.02", "2.10", "可能漏加了“公务接待费 / 2024年决算数”"),
        ("9.22", "2.10", "可能多算了一次“公务接待费 / 2024年决算数”"),
        ("7.21", "2.10", "可能相邻两位数字写颠倒了（应为 7.12）"),
        ("7.42", "2.10", "可能一位数字写错了（应为 7.12）"),
        ("9.20", "2.10", "可能抄了“三公经费 / 2023年决算数”的数"),
        ("8.53", "2.10", ""),
        # Two parts of the same amount: nobody can say which was left out.
        ("5.02", "5.02", ""),
    ],
)
def test_sums(total: str, reception: str, hint: str) -> None:
    assert hints(BASIC.format(total=total, reception=reception), "B201") == [hint]


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("71200万元", "很可能元与万元写混了（应为 7.12）"),
        ("-7.12万元", "很可能正负号写反了"),
        ("1.72万元", "很可能相邻两位数字写颠倒了（应为 7.12）"),
    ],
)
def test_prose_against_a_table(said: str, hint: str) -> None:
    text = BASIC.format(total="7.12", reception="2.10") + REPORT.format(said=said)
    assert hint in hints(text, "X101")


def test_percentages() -> None:
    text = "2024年度部门整体支出绩效报告\n公务接待费支出预算为2万元，支出决算为1.63万元，完成预算的0.815%。\n"
    assert hints(text, "N101") == ["可能百分数与小数写混了（应为 81.5）"]


def test_a_number_of_two_digits_has_no_wrong_digit() -> None:
    """30 for 20: any number of two digits is one digit off many others."""
    text = """2024年度项目支出绩效自评表
项目名称 | 养护经费
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
效益指标（30分） | 社会效益指标 | 畅通率 | ≥90% | 92% | 10 | 10
^ | 经济效益指标 | 节约工时 | ≥5天 | 5天 | 10 | 10
"""
    assert hints(text, "I102") == [""]
