"""The narrative as a whole: every figure of the prose is in a claim or listed, whatever the prose looks like."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import selfeval
from plain_files import write_docx
from selfeval.cli import cli
from selfeval.engine import Selection, check_submission
from selfeval.forms.narrative import Report
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.layout.prose.amounts import figures, plain_prose
from selfeval.parsers.plain import read_plain
from selfeval.report import SubmissionReport
from selfeval.rules import all_rules

RULES = all_rules()
ALL = Selection(frozenset(rule.code for rule in RULES))
TITLE = "2024年度部门整体支出绩效报告\n"
SAMPLES = Path(__file__).parents[1] / "samples"
PIECES = st.sampled_from(
    [
        "公务接待费",
        "三公经费",
        "项目支出",
        "财政拨款收入",
        "预算为",
        "年初预算",
        "支出决算为",
        "完成预算的",
        "与上年相比",
        "减少",
        "增长",
        "其中：",
        "分别为",
        "包括",
        "（",
        "）",
        "，",
        "。",
        "；",
        "、",
        "2万元",
        "1.63万元",
        "81.5%",
        "203,415名",
        "20.34万人",
        "百分之五",
        "三万元",
        "约3公里",
        "7个",
        "0万元",
        "-5%",
        "2023年",
        "无法计算百分比",
        "持平",
        "占",
        "合计",
        "由",
        "至",
        "一、",
        "1、",
        "（一）",
        "自评得分",
        "96分",
        "等级为优",
        "编制",
        "32人",
        "实有",
        "27人",
        "近20户",
        "100",
        "12",
        "用于",
        "对",
        "的",
        "和",
    ]
)


def read(text: str) -> tuple[Report, SubmissionReport]:
    submission = lay_out([read_plain(TITLE + text)], load_labels())
    report = check_submission(submission, RULES, ALL)
    assert not report.crashed
    return submission.department.report, report


def told(text: str) -> list[str]:
    """The figures of a text, paragraph by paragraph, as the clauses hold them."""
    return [m.text for line in text.splitlines() for m in figures(plain_prose(line.strip()))]


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
def test_every_figure_is_in_a_claim(text: str) -> None:
    # A number before 、 at the head of a clause counts paragraphs.
    if not text.strip() or "：" in text[:12] or re.search("[，。；：、（）]1、", text):
        return
    report, _ = read("本单位" + text)
    spoken = "".join(claim.text for claim in report.claims)
    for figure in told("本单位" + text):
        number = re.sub("^[约近]|(?:左右|以[上内下])$", "", figure)
        assert number in spoken, (figure, [claim.text for claim in report.claims])


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费支出决算为1.63万元，" * 4000,
        "12.5万元、" * 20_000,
        "12.5 " * 20_000,
        "支出100万元，其中：" + "某某经费1万元、" * 5000,
        "（" * 3000 + "3万元" + "）" * 3000,
        "加强财务管理" * 100_000,
    ],
    ids=["no full stop", "figures alone", "figures without units", "parts without end", "brackets", "words alone"],
)
def test_odd_prose_is_read(text: str) -> None:
    report, found = read("本单位情况如下。\n" + text)
    assert report.paragraphs
    assert found.prose[0] == len([claim for claim in report.claims if claim.text])


def test_figures_in_a_table_inside_the_text_are_not_lost() -> None:
    _, found = read(
        "项目支出情况如下。\n甲 | 乙 | 丙\n村道养护 | 12.50万元 | 已完工\n灯杆更换 | 7.25万元 | 在建\n以上项目均已验收。"
    )
    assert {"12.50万元", "7.25万元"} <= {u.text for u in found.unused}


def test_a_figure_that_was_not_understood_is_listed_with_its_clause() -> None:
    report, found = read("另有一笔3.5万元尚待核实。")
    assert [claim.understood for claim in report.claims] == [False]
    assert [(u.text, u.label) for u in found.unused] == [("3.5万元", "“另有一笔3.5万元尚待核实”")]
    assert found.prose == (1, 1)


def test_a_count_that_a_list_of_no_names_follows() -> None:
    report, _ = read("内设股室3个：、")
    assert [claim.text for claim in report.claims] == ["内设股室3个"]


def test_show_claims_goes_from_sentence_to_check() -> None:
    result = CliRunner().invoke(cli, ["show", "--claims", str(SAMPLES / "errors.docx")])
    lines = result.output.splitlines()
    assert result.exit_code == 0
    at = next(n for n, line in enumerate(lines) if "下降52% →" in line)
    assert lines[at].strip() == "下降52% → 公务接待费 | change_rate"
    assert any("bad     N103" in line and "52% = 0.7 / 2.80" in line for line in lines[at + 1 : at + 4])


def test_text_says_how_much_was_not_understood(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    write_docx(TITLE + "公务接待费支出决算为1.63万元。另有一笔3.5万元尚待核实。\n", path)
    result = CliRunner().invoke(cli, ["check", str(path)])
    assert "报告中的数字和判断 2 处，1 处没有读懂，没有核对（-v 列出）" in result.output


WHOLES = {
    "what is left is not what was spent": "项目支出291.60万元，执行率97.2%，结余8.40万元。其中：药剂168.30万元、服务费103.30万元、监测20.00万元。",
    "in the next sentence": "全年支出1612.30万元，年末结余32.20万元。按支出性质划分，基本支出986.40万元；项目支出625.90万元。",
    "after a budget": "预算资金1000万元，支出950万元，结余50万元，具体为：人员经费500万元、公用经费80万元、项目支出370万元。",
    "what is bought of whom": "政府采购支出31万元，其中货物12万元、工程10万元、服务9万元，授予中小企业合同金额31万元。",
    "an average": "三公经费支出18.60万元，其中：公务接待费6.20万元；公务用车运行维护费12.40万元，车辆5台，平均每台2.48万元。",
    "others beside": "在职人员48人，其中行政18人、事业30人，另有离退休26人，临聘5人。",
    "two views": "项目支出370万元，其中：中央资金150万元、省级资金100万元、县级资金120万元；按用途分：工程250万元、设备80万元、其他40万元。",
    "a budget that it is held against": "三公经费支出18.60万元，较年初预算20.00万元减少1.40万元，下降7%；其中：公务接待费6.20万元，公务用车运行维护费12.40万元。",
    "the year before": "全年支出与上年1000万元相比，减少100万元，下降10%。",
}
SLIPS = {
    "what is left is not what was spent": ("103.30", "130.30"),
    "in the next sentence": ("625.90", "652.90"),
    "after a budget": ("370", "307"),
    "what is bought of whom": ("12万元", "15万元"),
    "an average": ("6.20", "6.80"),
    "others beside": ("18人", "16人"),
    "two views": ("250", "205"),
    "a budget that it is held against": ("12.40", "12.90"),
    "the year before": ("下降10%", "下降11%"),
}


@pytest.mark.parametrize("name", WHOLES)
def test_parts_belong_to_the_whole_that_they_make_up(name: str, tmp_path: Path) -> None:
    def codes(text: str) -> list[str]:
        path = tmp_path / "报告.docx"
        write_docx(f"2024年度部门整体支出绩效评价报告\n一、基本情况\n青禾县某中心。\n二、支出情况\n{text}\n", path)
        (report,) = selfeval.check(path).submissions
        return [f.code for f in report.findings if f.code[0] in "NX" and f.verdict == "bad"]

    assert codes(WHOLES[name]) == []
    right, wrong = SLIPS[name]
    assert codes(WHOLES[name].replace(right, wrong)) == ["N103" if name == "the year before" else "N106"]
