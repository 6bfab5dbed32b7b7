"""The reference submission against its answer key: exactly these findings, each at the right cell with its arithmetic."""

import os
from collections import Counter
from pathlib import Path

import pytest
from twin import write_twin

import selfeval
from selfeval.parsers import read
from selfeval.report import Finding

FOLDER = Path(os.environ.get("REFERENCE", "../shared/reference"))
WORD = FOLDER / "submission-2024.docx"

# code, form, label, what the arithmetic must show
KEY = [
    ("I102", "department-evaluation", "效益指标（30分）", "10 + 10 = 20分"),
    ("B301", "basic-data", "项目支出 / 2023年决算数", "68.79"),
    ("B301", "basic-data", "项目支出 / 2024年预算数", "正是没有自评表的“财政对其他基本养老保险基金的补助”"),
    ("B301", "basic-data", "项目支出 / 2024年决算数", "24.65"),
    ("D101", "department-evaluation", "填报日期", "2024-04-30"),
    ("I204", "department-evaluation", "实际发放人数 / 偏差原因分析及改进措施", "督促退休人员及时认证"),
    ("I212", "department-evaluation", "一级指标", ""),
    ("D104", "project-evaluation", "主管部门", ""),
    ("D104", "project-evaluation", "实施单位", ""),
    ("B601", "basic-data", "厉行节约保障措施", ""),
    ("B602", "basic-data", "部门基本支出预算调整", "444.37 − 354.83 = 89.54"),
    ("E109", "department-evaluation", "年度资金总额 / 全年预算数", "25.23%"),
    ("B402", "basic-data", "公用经费 / 2024年决算数", "154.02%"),
    ("B403", "basic-data", "政府采购金额 / 2024年决算数", "146.2"),
    ("B403", "basic-data", "项目支出 / 2024年决算数", "-38.45%"),
    ("B404", "basic-data", "水费、电费、差旅费 / 2024年决算数", "16.53"),
    ("I206", "department-evaluation", "缴费人数 / 实际完成值", "134.33%"),
    ("I206", "project-evaluation", "全年认证人数 / 实际完成值", "147.36%"),
    ("I206", "department-evaluation", "基金静态可支付月数 / 实际完成值", "750%"),
    ("I206", "project-evaluation", "基金静态可支付月数 / 实际完成值", "750%"),
    ("I203", "department-evaluation", "实际发放人数 / 自评得分", "10 × 94% / 98% = 9.59"),
    ("I203", "project-evaluation", "实际发放人数 / 自评得分", "10 × 94% / 98% = 9.59"),
    ("I213", "project-evaluation", "基金收益率 / 年度指标值", "大于三个月整存整取利率"),
    ("I219", "project-evaluation", "实际完成情况", "0.94"),
    ("I215", "department-evaluation", "缴费人数 / 年度指标值", "大于15万人"),
    ("I215", "department-evaluation", "实际发放人数 / 年度指标值", "大于等于98%"),
    ("I215", "project-evaluation", "实际发放人数 / 年度指标值", "大于等于98%"),
    ("I218", "department-evaluation", "参保扩面任务 / 实际完成值", "45.99"),
    ("I218", "department-evaluation", "公用经费控制额 / 实际完成值", "37.78"),
    ("F007", "basic-data", "楼堂馆所控制情况（2023年完工项目）", "2024"),
    ("X103", "department-report", "二（二）2 财政对其他基本养老保险基金的补助", "24.65"),
    ("X107", "department-evaluation", "公用经费控制额 / 年度指标值", "203.83%"),
    ("X107", "department-evaluation", "三公经费 / 年度指标值", "154.58%"),
    ("X110", "department-evaluation", "虚报冒领资金追缴率 / 年度指标值", "“95%以上”，另一张表的同名指标写“98%”"),
    ("X110", "department-evaluation", "按时发放养老金 / 年度指标值", "每月28号左右"),
    ("X111", "department-evaluation", "实际发放人数", "“质量指标”，另一张表归在“数量指标”"),
    ("X111", "department-evaluation", "退休人员工资增加", "“经济效益指标”，另一张表归在“社会效益指标”"),
    ("N201", "department-report", "", "“五、绩效评价工作开展情况”接在“三、"),
    ("N201", "project-report", "", "没有编号的“项目组织实施情况分析”"),
    ("N204", "department-report", "", "年初预算绩效目标均已达成"),
    ("N204", "project-report", "", "做好了养老金按时足额发放工作"),
    ("N205", "project-report", "", "十九大"),
]
NEAR = [
    ("N103", "department-report", "二（一） 三公经费 / 比上年增减率", "4.11 / 6.87"),
    ("X106", "department-evaluation", "三公经费 / 实际完成值", "(6.87 − 2.76) / 6.87"),
    ("X101", "project-evaluation", "全年认证人数 / 实际完成值", "164976"),
]
# Figures that no check looks at, rightly.
UNUSED = [
    "114288.83万元",
    "14个月",
    "53年",
    "100%",
    "60周岁以上",
    "9816人",
    "60周岁以上",
    "211027.71万元",
    "15个",
    "两期",
    "60周岁以上",
]


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("twin") / "submission-2024.xlsx"
    write_twin(read(WORD), target)
    return target


def bare(label: str) -> str:
    return "".join(label.split())


def findings(path: Path) -> list[tuple[Finding, str]]:
    submission = selfeval.check(path).submissions[0]
    assert not submission.crashed
    return [(f, submission.forms[f.form].kind if f.form >= 0 else "") for f in submission.findings]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_answer_key(kind: str, workbook: Path) -> None:
    found = findings(WORD if kind == "docx" else workbook)
    said = Counter((f.code, form, bare(f.where.label)) for f, form in found if f.verdict == "bad")
    assert said == Counter((code, form, bare(label)) for code, form, label, _ in KEY)
    near = Counter((f.code, form, bare(f.where.label)) for f, form in found if f.verdict == "near")
    assert near == Counter((code, form, bare(label)) for code, form, label, _ in NEAR)


def test_unused() -> None:
    assert Counter(u.text for u in selfeval.check(WORD).submissions[0].unused) == Counter(UNUSED)


def test_arithmetic() -> None:
    for code, form, label, arithmetic in [*KEY, *NEAR]:
        messages = [
            f.message["zh"]
            for f, where in findings(WORD)
            if (f.code, where) == (code, form) and bare(f.where.label) == bare(label)
        ]
        assert any(arithmetic in message for message in messages), (code, label, messages)


def test_places() -> None:
    places = {(f.code, f.where.part, f.where.ref) for f, _ in findings(WORD)}
    assert {
        ("B301", "table 1", "r10c2"),
        ("I102", "table 2", "r21c2"),
        ("I204", "table 2", "r16c9"),
        ("D104", "table 3", "r2c4"),
    } <= places
    assert ("D101", "text", "p7") in places


def test_counts() -> None:
    summary = selfeval.check(WORD).summary
    assert summary["error"] + summary["missing"] + summary["verify"] + summary["style"] == summary["bad"] == len(KEY)
    assert summary["checks"] == summary["ok"] + summary["near"] + summary["bad"] + summary["unknown"]
    assert summary["unknown"] == 0
