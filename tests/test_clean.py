"""Random submissions that are right in every figure: nothing is found in them, and none of their figures is lost."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from clean import Generated, clean_submission, generate
from narratives import OPEN, WAYS
from plain_files import write_docx, write_xlsx
from selfeval.document import Document
from selfeval.engine import Selection, check_submission
from selfeval.forms.submission import Submission
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers import read
from selfeval.parsers.plain import read_plain
from selfeval.report import Finding, SubmissionReport
from selfeval.rules import all_rules

SEEDS = range(200)
RULES = all_rules()
TABLES = ("B", "E", "I", "D")
# Rules that these forms give no occasion for: money as a quantity, a formula in a header.
NOT_ASKED = {"I216", "E114"}
ALL = Selection(frozenset(rule.code for rule in RULES))


@dataclass
class Case:
    """A generated submission as it was read, and what was found in it."""

    seed: int
    generated: Generated
    submission: Submission
    report: SubmissionReport

    @property
    def in_excel(self) -> bool:
        return self.seed % 10 == 5


def document(seed: int, text: str, folder: Path) -> Document:
    """Most through the plain reader, every tenth as a Word file, every tenth as an Excel workbook."""
    if seed % 10 not in (0, 5):
        return read_plain(text, "plain.txt")
    write, suffix = (write_docx, "docx") if seed % 10 == 0 else (write_xlsx, "xlsx")
    path = folder / f"{seed}.{suffix}"
    write(text, path)
    return read(path)


@pytest.fixture(scope="module", params=SEEDS)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    generated = generate(request.param)
    read_in = document(request.param, generated.text, tmp_path_factory.mktemp("clean"))
    submission = lay_out([read_in], load_labels())
    report = check_submission(submission, RULES, ALL)
    return Case(request.param, generated, submission, report)


def test_nothing_is_found(case: Case) -> None:
    assert not case.report.crashed
    found = [finding for finding in case.report.findings if counts(finding, case)]
    assert [f"{f.code} {f.where.part} {f.where.ref}: {f.message['zh']}" for f in found] == []


def counts(finding: Finding, case: Case) -> bool:
    """All that is bad; and in tables also what is near, unless amounts were rounded one by one."""
    return finding.verdict == "bad" or (finding.code.startswith(TABLES) and not case.generated.rounded)


def test_no_figure_is_lost(case: Case) -> None:
    """With no rule to look at them, all figures of the forms are among the unused ones."""
    unused = check_submission(case.submission, (), Selection(frozenset())).unused
    if case.in_excel:
        lost = Counter(value.text.strip() for value in case.generated.values) - Counter(
            figure.text.strip() for figure in unused
        )
        assert not lost
    else:
        places = {(figure.where.part, figure.where.ref) for figure in unused}
        assert [value for value in case.generated.values if (value.part, value.ref) not in places] == []


# Small right forms that were once read wrong; with each the figures that must be kept, in order.
MET_WRONG = {
    "the unit in the brackets of a header is no unit's name": (
        """
        2024年度部门整体支出绩效评价基础数据表
        财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率
        ^ | 32 | 27 | 84.38%
        经费控制情况（单位：万元） | 2023年决算数 | 2024年预算数 | 2024年决算数
        公用经费 | 30 | 31 | 29
        """,
        "32 27 84.38% 30 31 29",
    ),
    "a note in a row of its own is no indicator": (
        """
        2024年度项目支出绩效自评表
        项目名称 | 渠道清淤经费 | < | < | < | <
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标（50分） | 培训场次 | 10场 | 10场 | 50 | 50
        效益指标（30分） | 能力提升 | 提升 | 提升 | 30 | 30
        满意度指标（20分） | 群众满意度 | 90% | 90% | 20 | 20
        注：1.得分不得突破分值；2.定性指标分三档。 | < | < | < | < | <
        """,
        "10场 10场 50 50 30 30 90% 90% 20 20",
    ),
    "a title over two rows ends the form above it": (
        """
        2024年度项目支出绩效自评表
        项目名称 | 渠道清淤经费 | < | < | < | <
        一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标（50分） | 培训场次 | 10场 | 10场 | 50 | 50
        效益指标（30分） | 能力提升 | 提升 | 提升 | 30 | 30
        满意度指标（20分） | 群众满意度 | 90% | 90% | 20 | 20
        示例县2024年度 | < | < | < | < | <
        项目支出绩效自评表 | < | < | < | < | <
        项目名称 | 村道养护经费 | < | < | < | <
        项目资金（万元） | < | < | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | < | < | 46 | 46 | 46
        """,
        "10场 10场 50 50 30 30 90% 90% 20 20 46 46 46",
    ),
    "a sub-total is one though its lines were rounded": (
        """
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        项目支出 | 285.4 | 286.4 | 283.4
        1、业务工作经费 | 285.4 | 286.4 | 283.4
        （1）护林巡查经费 | 19.0 | 20.2 | 18.2
        （2）图书采购经费 | 266.5 | 266.3 | 265.3
        公用经费 | 30.1 | 31.2 | 29.3
        """,
        "285.4 286.4 283.4 285.4 286.4 283.4 19.0 20.2 18.2 266.5 266.3 265.3 30.1 31.2 29.3",
    ),
    "lines of projects go on after a page break with its header": (
        """
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        项目支出 | 50.00 | 50.00 | 50.00
        1、渠道清淤经费 | 20.00 | 20.00 | 20.00

        项目 | 2023年决算数 | 2024年预算数 | 2024年决算数
        2、村道养护经费 | 30.00 | 30.00 | 30.00
        """,
        "50.00 50.00 50.00 20.00 20.00 20.00 30.00 30.00 30.00",
    ),
    "an adjustment, a balance and the auditor's score are figures too": (
        """
        2024年度项目支出绩效自评表
        项目名称 | 渠道清淤经费 | < | < | < | < | < | < | <
        资金情况（万元） | 年初预算数 | 预算调整数 | 全年预算数 | 全年执行数 | 结余金额 | 分值 | 得分 | 财政审定评分
        年度资金总额 | 46 | 4 | 50 | 48 | 2 | 10 | 9.6 | 9.5
        """,
        "46 4 50 48 2 10 9.6 9.5",
    ),
    "so are an indicator's adjusted target and the auditor's score": (
        """
        2024年度项目支出绩效自评表
        项目名称 | 渠道清淤经费 | < | < | < | < | < | <
        一级指标 | 三级指标 | 年度指标值 | 调整指标值 | 实际完成值 | 分值 | 得分 | 财政审定评分
        产出指标（50分） | 培训场次 | 10场 | 9场 | 10场 | 50 | 50 | 48
        效益指标（30分） | 能力提升 | 提升 | 提升 | 提升 | 30 | 30 | 29
        满意度指标（20分） | 群众满意度 | 90% | 91% | 92% | 20 | 20 | 19
        """,
        "10场 9场 10场 50 50 48 30 30 29 90% 91% 92% 20 20 19",
    ),
    "no budget, and a rate of 0": (
        """
        2024年度项目支出绩效自评表
        项目名称 | 渠道清淤经费 | < | < | < | < | <
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额 | 0 | 0 | 0 | 10 | 0 | 0
        """,
        "0 0 0 10 0 0",
    ),
}


@pytest.mark.parametrize(("text", "figures"), MET_WRONG.values(), ids=MET_WRONG)
def test_what_was_once_read_wrong(text: str, figures: str) -> None:
    submission = lay_out([read_plain(dedent(text))], load_labels())
    report = check_submission(submission, RULES, ALL)
    assert [(f.code, f.where.ref, f.message["zh"]) for f in report.findings if f.verdict == "bad"] == []
    unused = check_submission(submission, (), Selection(frozenset())).unused
    assert sorted(figure.text for figure in unused) == sorted(figures.split())


def test_a_report_belongs_to_the_form_before_it() -> None:
    form = "2024年度项目支出绩效自评表\n项目名称 | {}经费\n全年预算数 | 全年执行数\n46 | 46\n\n"
    report = "2024年度项目支出绩效报告\n一、项目概况\n村道养护经费由养护股管理。\n"
    submission = lay_out([read_plain(form.format("渠道清淤") + form.format("村道养护") + report)], load_labels())
    assert [(p.form.project.text, p.report.there) for p in submission.projects] == [
        ("渠道清淤经费", False),
        ("村道养护经费", True),
    ]


def test_every_rule_of_tables_is_asked() -> None:
    """What is silent must not be silent because nobody asked."""
    asked: set[str] = set()
    for seed in SEEDS:
        submission = lay_out([read_plain(clean_submission(seed))], load_labels())
        asked |= set(check_submission(submission, RULES, ALL).passed)
    assert {rule.code for rule in RULES if rule.code.startswith(TABLES)} - asked <= NOT_ASKED


def test_reports_are_written_in_many_ways() -> None:
    text = "".join(generate(seed).marked for seed in SEEDS)
    assert {way.__name__ for way in WAYS} <= set(re.findall(f"{OPEN}in:(\\w+):", text))


def test_a_seed_gives_the_same_text() -> None:
    assert clean_submission(7) == clean_submission(7)
    assert len({clean_submission(seed) for seed in SEEDS}) == len(SEEDS)
