"""Habits of filling in a form that were met in the field: what each must read as, one by one."""

import re
from pathlib import Path

import openpyxl
import pytest

import selfeval
from plain_files import write_docx, write_xlsx
from selfeval.report import SubmissionReport

WRITERS = {"docx": write_docx, "xlsx": write_xlsx}
BASIC = """2024年度部门整体支出绩效评价基础数据表
单位名称：青禾县某中心
经费控制情况（万元） | 2023年决算数 | 2024年预算数 | 2024年决算数
三公经费 | 2.00 | 3.00 | 2.00
公务用车 | 1.00 | 1.50 | 1.00
公务接待 | 1.00 | 1.50 | 1.00
"""
WHOLE = """2024年度部门整体支出绩效自评表
单位名称 | 青禾县某中心 | < | < | < | <
年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | {reason}
年度资金总额 | {initial} | 110.00 | 110.00 | 100% | {why}
"""
# Executed 96 of 100.
HUNDRED = """2024年度部门整体支出绩效自评表
单位名称 | 青禾县某中心 | < | < | <
年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
年度资金总额 | 100.00 | 100.00 | 96.00 | {}
"""


def check(text: str, tmp_path: Path, kind: str = "docx") -> SubmissionReport:
    path = tmp_path / f"表.{kind}"
    WRITERS[kind](text, path)
    (report,) = selfeval.check(path).submissions
    return report


def codes(report: SubmissionReport) -> list[str]:
    return [f.code for f in report.findings if f.verdict == "bad"]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    "row",
    [
        "填表人： | 甲 | 填报日期： | {date} | 联系电话： | 3320011",
        "填表人: | 甲 | 填报日期: | {date} | 联系电话: | 3320011",
        "填表人（签字）： | 甲 | 填报日期： | {date} | 联系电话： | 3320011",
        "填表人： | 甲 | <\n填报日期： | {date} | <\n联系电话： | 3320011 | <",
        "填表人 | 甲 | 填报日期 | {date} | 联系电话 | 3320011",
    ],
)
def test_a_signature_with_its_label_in_a_cell_of_its_own(row: str, kind: str, tmp_path: Path) -> None:
    report = check(BASIC + row.format(date="2025年1月20日"), tmp_path, kind)
    assert codes(report) == []
    assert codes(check(BASIC + row.format(date="2024年3月20日"), tmp_path, kind)) == ["D101"]
    assert codes(check(BASIC + row.format(date=""), tmp_path, kind)) == ["D104"]


@pytest.mark.parametrize("behind", ["", "；", "。", "（含人员经费）", "，"])
def test_a_number_behind_its_label_with_a_mark_behind_it(behind: str, tmp_path: Path) -> None:
    text = WHOLE.format(initial="110.00", reason="备注", why="") + (
        f"按收入性质分：110.00 | < | < | 按支出性质分：110.00 | < | <\n"
        f"一般公共预算：110.00{behind} | < | < | 其中：基本支出：{{}}{behind} | < | <\n"
        f"其他资金：0{behind} | < | < | 项目支出：40.00{behind} | < | <\n"
    )
    assert codes(check(text.format("70.00"), tmp_path)) == []
    assert codes(check(text.format("60.00"), tmp_path)) == ["E106"]


@pytest.mark.parametrize(("head", "found"), [("备注", []), ("原因", ["E111"])])
def test_a_blank_remark_is_no_blank_reason(head: str, found: list[str], tmp_path: Path) -> None:
    text = WHOLE.format(initial="104.00", reason=head, why="")
    assert [code for code in codes(check(text, tmp_path)) if code == "E111"] == found


INDICATORS = """2024年度项目支出绩效自评表
项目名称 | 某项目 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 招聘会场次 | {target} | {actual} | 50 | 50
效益指标 | 社会效益 | 就业 | 改善 | 改善 | 40 | 40
满意度指标 | 满意度 | 满意度 | ≥90% | 95% | 10 | 10
"""


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [("2场/月", "24场", False), ("780元/生/年", "780元", False), ("100人", "2万元", True), ("2场/月", "3万元", True)],
)
def test_a_unit_per_period_can_be_right(target: str, actual: str, found: bool, tmp_path: Path) -> None:
    report = check(INDICATORS.format(target=target, actual=actual), tmp_path)
    assert ("I209" in codes(report)) == found


def test_a_hundred_points_without_execution_are_a_standard_of_their_own(tmp_path: Path) -> None:
    assert "I103" not in codes(check(INDICATORS.format(target="10场", actual="10场"), tmp_path))


def test_a_year_in_full_width_digits(tmp_path: Path) -> None:
    assert check(BASIC.replace("2024年度部门", "２０２４年度部门"), tmp_path).year == 2024


def test_an_older_year_is_listed(tmp_path: Path) -> None:
    text = BASIC.replace("（万元） |", "（万元） | 2022年决算数 |")
    for row in ("三公经费 |", "公务用车 |", "公务接待 |"):
        text = text.replace(row, f"{row} 7.31 |")
    report = check(text, tmp_path, "xlsx")
    assert [figure.text for figure in report.unused if figure.where.ref.startswith("B")] == ["7.31"] * 3
    assert codes(report) == []


@pytest.mark.parametrize("kind", WRITERS)
def test_buildings_in_two_pairs_of_rows(kind: str, tmp_path: Path) -> None:
    text = BASIC + (
        "楼堂馆所控制情况 | 批复规模（㎡） | 实际规模（㎡） | 规模控制率\n ^ | 1200 | 1176 | {}\n"
        "^ | 预算投资（万元） | 实际投资（万元） | 投资概算控制率\n ^ | 300 | 288 | 96%\n"
    )
    assert codes(check(text.format("98%"), tmp_path, kind)) == []
    assert codes(check(text.format("89%"), tmp_path, kind)) == ["B501"]


def test_investment_is_in_the_unit_of_the_form(tmp_path: Path) -> None:
    write_docx(
        BASIC.replace("（万元）", "").replace("单位名称：青禾县某中心\n", "单位名称：青禾县某中心\n单位：元\n")
        + "楼堂馆所控制情况 | 批复规模（㎡） | 实际规模（㎡） | 规模控制率 | 预算投资 | 实际投资\n"
        " ^ | 100 | 100 | 100% | 300000 | 300000\n",
        tmp_path / "表.docx",
    )
    building = selfeval.read(tmp_path / "表.docx").basic.building
    assert building.planned_investment.to("万元").value == 30


@pytest.mark.parametrize(
    ("row", "found"),
    [("100.00 | 90.00 | 81.00 | 90%", []), ("100.00 | 90.00 | 81.00 | 81%", ["E101"]),
     ("100.00 | -10.00 | 81.00 | 90%", []), ("100.00 | 0 | 81.00 | 90%", ["E101"])],
)  # fmt: skip
def test_the_adjusted_budget_by_the_name_of_an_adjustment(row: str, found: list[str], tmp_path: Path) -> None:
    text = f"""2024年度部门整体支出绩效自评表
单位名称 | 青禾县某中心 | < | < | <
资金来源 | 预算批复数 | 预算调整数 | 实际执行数 | 执行率
年度资金总额 | {row}
"""
    assert [code for code in codes(check(text, tmp_path)) if code in ("E101", "E107")] == found


def test_who_is_in_charge_by_its_local_name(tmp_path: Path) -> None:
    text = INDICATORS.format(target="10场", actual="10场").replace(
        "项目名称 | 某项目 | < | < | < | <\n",
        "项目名称 | 某项目 | < | < | < | <\n地方主管部门 | 青禾县某局 | < | 资金使用单位 | 青禾县某站 | <\n",
    )
    write_docx(text, tmp_path / "表.docx")
    (project,) = selfeval.read(tmp_path / "表.docx").projects
    assert (project.form.department_in_charge.text, project.form.implementing_unit.text) == ("青禾县某局", "青禾县某站")


def test_a_projects_report_before_its_form(tmp_path: Path) -> None:
    form = INDICATORS.format(target="10场", actual="10场")
    report = "2024年度某项目支出绩效评价报告\n一、基本情况\n某项目全年按计划实施。\n二、自评结论\n项目自评得分97分。\n"
    for text in (f"{form}\n{report}", f"{report}\n{form}"):
        write_docx(text, tmp_path / "表.docx")
        (project,) = selfeval.read(tmp_path / "表.docx").projects
        assert project.form.there
        assert project.report.there


def beside(path: Path, left: str, right: str, gap: int) -> None:
    """Two forms side by side in one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    start = 1
    for text in (left, right):
        rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().split("\n")]
        for number, row in enumerate(rows, 1):
            for at, cell in enumerate(row):
                if cell and cell != "<":
                    number_cell = cell.replace(".", "").isdigit()
                    sheet.cell(number, start + at).value = float(cell) if number_cell else cell
        start += max(map(len, rows)) + gap
    book.save(path)


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_two_forms_side_by_side(gap: int, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    whole = WHOLE.format(initial="110.00", reason="备注", why="")
    beside(path, BASIC, whole, gap)
    (report,) = selfeval.check(path).submissions
    assert [form.kind for form in report.forms] == ["basic-data", "department-evaluation"]
    assert (codes(report), report.unused, report.year) == ([], [], 2024)
    beside(path, BASIC.replace("三公经费 | 2.00", "三公经费 | 2.40"), whole.replace("100%", "90%"), gap)
    (report,) = selfeval.check(path).submissions
    assert sorted(codes(report)) == ["B201", "E101"]


def test_a_table_of_other_things_is_no_part_of_the_form_above(tmp_path: Path) -> None:
    text = BASIC.replace("公务用车 | 1.00", "其他名目 | 11 | 12 | 13\n公务用车 | 1.00") + (
        "\n资产情况表\n名称 | 数量 | 原值（元）\n房屋 | 2 | 345678.90\n车辆 | 4 | 567890.12\n"
    )
    write_docx(text, tmp_path / "表.docx")
    basic = selfeval.read(tmp_path / "表.docx").basic
    houses = [figure for figure in basic.loose if figure.typed == "345678.90"]
    assert [figure.unit for figure in houses] == ["元"]
    assert "2024年" not in houses[0].where.label


@pytest.mark.parametrize(("planned", "found"), [("96", []), ("86", ["E107"])])
def test_the_head_of_a_list_of_vouchers_is_its_funds(planned: str, found: list[str], tmp_path: Path) -> None:
    text = f"""2024年度项目支出绩效自评表
项目名称 | 某项目 | < | < | < | <
计划安排资金（万元） | {planned} | 实际到位资金（万元） | 96 | 实际支出（万元） | 96
支出内容 | < | 会计凭证号 | < | 实际支出数 | <
材料 | < | 12 | < | 600000 | <
人工 | < | 15 | < | 360000 | <
合计 | < | | < | 960000 | <
"""
    assert [code for code in codes(check(text, tmp_path)) if code[0] == "E"] == found


WITH_REPORT = """2024年度部门整体支出绩效评价基础数据表
单位名称：青禾县某中心
经费控制情况 | 2023年决算数 | 2024年预算数 | 2024年决算数
三公经费 | 2.00 | 3.00 | 2.00
公务用车 | 1.00 | 1.50 | 1.00
公务接待 | 1.00 | 1.50 | 1.00
项目支出 | 380 | 400 | 370
修路 | 380 | 400 | 370
公用经费 | 85 | 90 | 80

2024年度项目支出绩效自评表
项目名称 | 修路 | < | <
项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
年度资金总额 | 400 | 400 | 370

2024年度部门整体支出绩效评价报告
一、基本情况
青禾县某中心。
二、支出情况
"""


@pytest.mark.parametrize(
    ("sentence", "slip"),
    [
        ("公用经费由85万元降至80万元。", ""),
        ("支出预算：基本支出600万元，项目支出400万元。", ""),
        ("项目支出370万元，其中：中央资金150万元、省级资金100万元、县级资金120万元。", "省级资金130万元"),
        ("项目支出370万元，其中：修路370万元。", "修路360万元"),
        ("公用经费支出80万元，比上年85万元减少5万元，下降5.88%。", "公用经费支出81万元"),
    ],
)
def test_right_prose_beside_right_tables(sentence: str, slip: str, tmp_path: Path) -> None:
    def said(text: str) -> list[str]:
        return [code for code in codes(check(WITH_REPORT + text + "\n", tmp_path)) if code[0] in "NX"]

    assert said(sentence) == []
    if slip:
        name = slip.rstrip("0123456789.万元")
        wrong = re.sub(rf"{name}[\d.]+万元", slip, sentence)
        assert wrong != sentence
        assert said(wrong) != []


@pytest.mark.parametrize(("rate", "said"), [("1.0", ""), ("0.9", "90%"), ("0.5", "50%"), ("1.5", "150%")])
def test_a_rate_typed_as_a_ratio_with_one_decimal(rate: str, said: str, tmp_path: Path) -> None:
    staff = f"财政供养人员情况（人） | 编制数 | 2024年实际在职人数 | 控制率\n^ | 25 | 24 | {rate}\n"
    text = BASIC.replace("经费控制情况", staff + "经费控制情况") + "\n" + HUNDRED.format(rate)
    wrong = {f.code: f.message["zh"] for f in check(text, tmp_path).findings if f.verdict == "bad"}
    assert list(wrong) == (["B101", "E101"] if said else [])
    assert all(f"填 {said}，应为 96%" in message for message in wrong.values())


def test_a_ratio_with_one_decimal_in_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_xlsx(HUNDRED.format("0.9"), path)
    book = openpyxl.load_workbook(path)
    (cell,) = [cell for row in book.active.iter_rows() for cell in row if cell.value == 0.9]
    cell.number_format = "0.0"
    book.save(path)
    (report,) = selfeval.check(path).submissions
    assert codes(report) == ["E101"]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    "caption",
    [
        "（单位：元）",
        "（金额单位：人民币元）",
        "单位：人民币元",
        "（单位：人民币元）",
        "单位：元、%",
        "单位名称：青禾县某中心（单位：元）",
        "单位名称：青禾县某中心 | < | （单位：元） | <",
        "单位名称 | 青禾县某中心 | 金额单位 | 人民币元",
        " | | | （单位：元）",
        "二、经费控制情况（单位：元）",
    ],
)
def test_the_unit_of_the_money_in_a_caption(caption: str, kind: str, tmp_path: Path) -> None:
    text = BASIC.replace("单位名称：青禾县某中心", caption).replace("情况（万元） |", "情况 |").replace(".00", "0000")
    path = tmp_path / f"表.{kind}"
    WRITERS[kind](text, path)
    basic = selfeval.read(path).basic
    assert basic.final.three_public.unit == "元"
    assert basic.unit.text == ("青禾县某中心" if "青禾" in caption else "")
    WRITERS[kind](text.replace("元", "万元"), path)
    assert selfeval.read(path).basic.final.three_public.unit == "万元"


def test_the_unit_of_the_money_above_two_forms(tmp_path: Path) -> None:
    row = (
        "项目名称 | {} | <\n项目资金 | 年初预算数 | 全年预算数 | 全年执行数\n年度资金总额 | 400000 | 400000 | 370000\n"
    )
    write_docx(
        "2024年度项目支出绩效自评表\n（单位：元）\n" + row.format("修路") + row.format("架桥"), tmp_path / "表.docx"
    )
    assert [p.form.funds[0].executed.unit for p in selfeval.read(tmp_path / "表.docx").projects] == ["元", "元"]


def test_the_unit_of_the_money_in_a_title(tmp_path: Path) -> None:
    text = BASIC.replace("情况（万元） |", "情况 |").replace("基础数据表\n", "基础数据表（单位：元）\n", 1)
    write_docx(text, tmp_path / "表.docx")
    assert selfeval.read(tmp_path / "表.docx").basic.final.three_public.unit == "元"


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(("total", "found"), [("100 | 100", []), ("100 | 97", ["I104"]), ("90 | 100", ["I101"])])
def test_the_total_above_the_indicators(total: str, found: list[str], again: bool, kind: str, tmp_path: Path) -> None:
    head, output, rows = INDICATORS.format(target="10场", actual="10场").partition("产出指标")
    columns = head.splitlines(keepends=True)[-1]
    rows = rows.replace("效益指标", columns + "效益指标") if again else rows
    report = check(f"{head}总分 | < | < | < | < | {total}\n{output}{rows}", tmp_path, kind)
    assert (codes(report), len(report.forms), report.unused) == (found, 1, [])


HUBEI = """2024年度青禾县某中心整体绩效自评表
单位名称 | 青禾县某中心 | < | < | <
预算执行情况（万元）（20分） | | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率）
{}
年度绩效指标（80分） | 一级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
^ | 产出指标 | 查档人次 | ≥3000人次 | 3312人次 | 50
^ | 效益指标 | 馆藏安全 | 无事故 | 无事故 | 20
^ | 满意度指标 | 群众满意度 | ≥95% | 98% | 10
总分 | < | < | < | < | {}
"""


@pytest.mark.parametrize(
    "label", ["部门整体支出总额", "整体支出总额", "年度部门预算总额", "部门预算总额", "本部门全部资金"]
)
def test_the_total_of_the_funds_by_another_name(label: str, tmp_path: Path) -> None:
    row = f"^ | {label} | 400.00 | 380.00 | 95% | 19"
    assert codes(check(HUBEI.format(row, "99"), tmp_path)) == []
    assert codes(check(HUBEI.format(row, "98"), tmp_path)) == ["I104"]


def test_a_score_of_a_row_that_nobody_knows_leaves_the_total_open(tmp_path: Path) -> None:
    rows = "^ | 年度资金总额 | 400.00 | 380.00 | 95% | 19\n^ | 某某款 | 400.00 | 380.00 | 95% | {}"
    report = check(HUBEI.format(rows.format("5"), "104"), tmp_path)
    assert ("I104" in codes(report), [u.code for u in report.unknown if u.code[0] == "I"]) == (False, ["I104"])
    assert codes(check(HUBEI.format(rows.format(""), "104"), tmp_path)) == ["I104"]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    "titles",
    [
        "2024年度项目支出绩效自评表\n项目支出绩效自评表（一） | < | < | <\n",
        "（2024年度）\n项目支出绩效自评表\n项目支出绩效自评表（一）\n",
        "项目支出绩效自评表\n单位名称：青禾县某中心   2024年度   金额单位：万元\n",
        "项目支出绩效自评表\n部门：青禾县某中心 | < | 2024年度 | 金额单位：万元\n",
        "项目支出绩效自评表\n单位名称 | 青禾县某中心 | （2024年度） | 金额单位：万元\n",
    ],
)
def test_the_year_beside_the_title(titles: str, kind: str, tmp_path: Path) -> None:
    report = check(
        f"""{titles}项目名称 | 修路（2022年开工） | < | <
项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
年度资金总额 | 400 | 400 | 370
填表人：甲  填报日期：2024年 3月 1日
""",
        tmp_path,
        kind,
    )
    assert (report.year, codes(report), report.unit) == (2024, ["D101"], "青禾县某中心" if "单位名称" in titles else "")


def test_years_that_head_columns_are_not_the_forms(tmp_path: Path) -> None:
    text = "项目支出绩效自评表\n资金 | 2022年度 | 2023年度\n当年 | 1 | 2\n" + INDICATORS.partition("\n")[2]
    assert check(text.format(target="10场", actual="10场"), tmp_path).year is None


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    "heads",
    [
        "年初预算数① | 追加② | 全年预算数③=①+② | 全年执行数④ | 结余⑤=③-④",
        "年初预算数（A） | 追加（B） | 全年预算数（C=A+B） | 全年执行数（D） | 结余（E=C-D）",
        "年初预算数A | 年中追加B | 全年预算数C＝A＋B | 全年执行数D | 结余E＝C－D",
        "年初预算数（Ａ） | 预算调整数（Ｂ） | 全年预算数（Ｃ＝Ａ＋Ｂ） | 全年执行数（Ｄ） | 结余（Ｅ＝Ｃ－Ｄ）",
    ],
)
def test_columns_that_obey_their_heads(heads: str, kind: str, tmp_path: Path) -> None:
    text = f"2024年度项目支出绩效自评表\n项目名称 | 修路 | < | < | < | <\n项目资金（万元） | {heads}\n年度资金总额 | {{}}\n"
    for row, found in (
        ("80 | 10 | 90 | 86 | 4", []),
        ("80 | 15 | 90 | 86 | 4", ["E110"]),
        ("80 | 10 | 90 | 86 | 5", ["E110"]),
    ):
        assert codes(check(text.format(row), tmp_path, kind)) == found


def test_a_formula_with_a_column_that_nobody_knows_is_not_checked(tmp_path: Path) -> None:
    text = """2024年度项目支出绩效自评表
项目名称 | 修路 | < | < | < | <
项目资金（万元） | 年初预算数（A） | 某某数（B） | 全年预算数（C=A+B） | 全年执行数（D）
年度资金总额 | 80 | 10 | 90 | 86
"""
    assert codes(check(text, tmp_path)) == []


COVER = """财政支出项目绩效评价自评报告
评价类型：项目完成结果评价
项目名称 | 修路 | 项目单位 | {}
主管部门 | {} | 评价方式 | 部门（单位）绩效自评
项目起止时间 | 2024年3月起至2024年11月止 | 报告日期 | {}

青禾县财政局（制）
一、项目资金情况
资金来源 | 计划安排资金（万元） | 实际到位资金（万元） | 实际支出（万元） | 结余（万元）
省财政 | 30 | 30 | 30 | 0
县市区财政 | 18 | 18 | 17 | 1
合计 | 48 | 48 | 47 | 1

二、项目支出明细情况
支出内容 | 实际支出数（元） | 会计凭证号 | 备注
材料 | 300000 | 记-1 |
人工 | 170000 | 记-2 |
支出合计 | 470000 | |
"""


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (("青禾县某站", "青禾县某局", "2025年2月10日"), []),
        (("青禾县某站", "青禾县某局", "2024年2月10日"), ["D101"]),
        (("青禾县某站", "", ""), ["D104", "D104"]),
        (("", "青禾县某局", "2025年2月10日"), ["D104"]),
    ],
)
def test_the_cover_of_a_report_in_the_form_of_a_table(said: tuple[str, ...], found: list[str], tmp_path: Path) -> None:
    report = check(COVER.format(*said), tmp_path)
    assert (codes(report), report.year, report.unit) == (found, 2024, said[0])
    assert [form.kind for form in report.forms] == ["project-evaluation"]
    assert codes(check(COVER.format(*said).replace("| 170000", "| 160000"), tmp_path)) == ["E114", *found]


def test_the_cover_of_a_report_in_prose_stays_with_it(tmp_path: Path) -> None:
    text = COVER.format("青禾县某站", "青禾县某局", "2025年2月10日").replace(
        "一、项目资金情况\n", "一、项目资金情况\n全年实施顺利。\n"
    )
    report = check(text, tmp_path)
    assert [form.kind for form in report.forms] == ["project-report", "project-evaluation"]
