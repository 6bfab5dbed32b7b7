"""The same submission laid out in other ways: what is found, and how much held, stays the same."""

# ruff: noqa: ARG001
# fmt: off

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plain_files import write_docx, write_xlsx
from planted import BASE, SLIPS, Forms, edited, whole
from selfeval.document import Document
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers import read
from selfeval.parsers.plain import read_plain
from selfeval.report import SubmissionReport
from test_planted import EXPECTED, report_on

# Slips that can stand together; a heading that is wrong keeps its weights.
PLANTED = (
    "control rate wrong", "three-public total, digits swapped", "project line, budget", "a part above the public expense, prior",
    "running costs, final", "electricity blank this year", "procurement over budget", "a building's rate blank",
    "rate of the initial budget", "a source executed wrong", "income split, a part forgotten", "basic expenditure, digits swapped",
    "budget down 26 %", "level-1 heading wrong", "total score far off", "a score above its weight", "later in the month",
    "scored a tenth above", "143 % of a target", "a number answered 无", "no goal", "≤ in the actual value", "reason gone",
    "dated a day before December", "head not signed in a project", "phone blank", "an actual value blank",
)
BY_NAME = {slip.name: slip for slip in SLIPS}
CHOSEN = [BY_NAME[name] for name in PLANTED]


def slipped() -> Forms:
    return edited(tuple(edit for slip in CHOSEN for edit in slip.edits))


def expected_codes() -> Counter[str]:
    return Counter(match["code"] for slip in CHOSEN for token in slip.expected.split() if (match := EXPECTED.fullmatch(token)) and not match["mark"])


Rows = list[list[str]]
Layout = Callable[[str, str], str]
LAYOUTS: list[tuple[str, Layout, bool]] = []


def layout(same_checks: bool = True) -> Callable[[Layout], Layout]:
    """Adds a layout; same_checks: as many checks hold as before, so that nothing was overlooked."""

    def add(function: Layout) -> Layout:
        LAYOUTS.append((function.__name__.replace("_", "-"), function, same_checks))
        return function

    return add


def parse(text: str) -> list[list[str] | str]:
    return [[cell.strip() for cell in line.split("|")] if "|" in line else line for line in text.splitlines()]


def join(lines: list[list[str] | str]) -> str:
    return "\n".join(line if isinstance(line, str) else " | ".join(line) for line in lines) + "\n"


def each_row(text: str, change: Callable[[list[str]], list[str]]) -> str:
    return join([line if isinstance(line, str) else change(line) for line in parse(text)])


def each_cell(text: str, change: Callable[[str], str]) -> str:
    return each_row(text, lambda row: [cell if cell in ("<", "^", "") else change(cell) for cell in row])


def spans(row: list[str]) -> Rows:
    """The cells of a row with those merged to their right."""
    found: Rows = []
    for cell in row:
        if cell == "<":
            found[-1].append(cell)
        else:
            found.append([cell])
    return found


def find(lines: list[list[str] | str], words: str) -> int:
    return next(at for at, line in enumerate(lines) if not isinstance(line, str) and any(words in cell for cell in line))


def permute(text: str, first: str, last: str, order: list[int]) -> str:
    """Puts the spans of the rows from one label to before another in another order."""
    lines = parse(text)
    start, end = find(lines, first), find(lines, last)
    for at in range(start, end):
        row = lines[at]
        assert not isinstance(row, str)
        cells = spans(row)
        assert len(cells) == len(order), row
        lines[at] = [cell for place in order for cell in cells[place]]
    return join(lines)


def is_evaluation(form: str) -> bool:
    return form != "basic"


def filled_down(text: str, columns: tuple[int, ...], value: Callable[[str], str]) -> str:
    """Writes into the cells that go on from above, in these columns of the indicators, what `value` makes of the words above."""
    above: dict[int, str] = {}
    inside = False
    lines = parse(text)
    for row in lines:
        if isinstance(row, str):
            continue
        inside = (inside or "一级指标" in row) and not row[0].startswith("总分")
        if not inside:
            continue
        for col in columns:
            if row[col] == "^":
                row[col] = value(above[col])
            else:
                above[col] = row[col]
    return join(lines)


@layout()
def unchanged(form: str, text: str) -> str:
    return text


@layout()
def money_columns_in_another_order(form: str, text: str) -> str:
    return permute(text, "2023年决算数", "楼堂馆所", [0, 3, 1, 2]) if form == "basic" else text


@layout()
def money_budget_last(form: str, text: str) -> str:
    return permute(text, "2023年决算数", "楼堂馆所", [0, 1, 3, 2]) if form == "basic" else text


@layout()
def staff_columns_in_another_order(form: str, text: str) -> str:
    return permute(text, "编制数", "2023年决算数", [0, 3, 2, 1]) if form == "basic" else text


@layout()
def building_columns_in_another_order(form: str, text: str) -> str:
    return permute(text, "批复规模", "厉行节约", [0, 4, 5, 6, 1, 2, 3]) if form == "basic" else text


def indicator_columns(order: list[int]) -> Layout:
    """The columns of the indicators in another order, those of the total row, unmerged, with them."""

    def change(form: str, text: str) -> str:
        if not is_evaluation(form):
            return text
        lines = parse(text)
        start, end = find(lines, "一级指标"), find(lines, "总分")
        for at in range(start, end + 1):
            cells = ["" if cell == "<" else cell for cell in lines[at]]
            lines[at] = [cells[place] for place in order]
        return join(lines)

    return change


LAYOUTS.append(("weight-in-front", indicator_columns([0, 1, 2, 3, 6, 4, 5, 7, 8]), True))
LAYOUTS.append(("score-and-weight-in-front", indicator_columns([0, 1, 2, 3, 7, 6, 4, 5, 8]), True))
LAYOUTS.append(("reason-before-the-scores", indicator_columns([0, 1, 2, 3, 4, 5, 8, 6, 7]), True))
LAYOUTS.append(("actual-before-target", indicator_columns([0, 1, 2, 3, 5, 4, 6, 7, 8]), True))


@layout()
def fund_columns_in_another_order(form: str, text: str) -> str:
    if form == "dept":
        return permute(text, "年初预算数", "收入性质", [0, 1, 4, 3, 2, 5, 7, 6])
    if form == "p1":
        return permute(text, "年初预算数", "预期目标", [0, 1, 4, 3, 2, 5, 7, 6])
    return text


@layout()
def goals_the_other_way_round(form: str, text: str) -> str:
    return permute(text, "预期目标", "一级指标", [0, 2, 1]) if is_evaluation(form) else text


@layout()
def rows_in_another_order(form: str, text: str) -> str:
    lines = parse(text)
    if form == "basic":
        at = find(lines, "公务接待")
        lines.insert(find(lines, "公务用车"), lines.pop(at))
        at = find(lines, "政府采购")
        lines.insert(find(lines, "项目支出"), lines.pop(at))
        at = find(lines, "运行维护经费")
        lines.insert(find(lines, "业务工作"), lines.pop(at))
        return join(lines)
    if form == "p1":
        at = find(lines, "其他资金")
        lines.insert(find(lines, "上年结转"), lines.pop(at))
    if form == "dept":
        at = find(lines, "群众投诉")
        lines.insert(find(lines, "窗口办件") + 1, lines.pop(at) if at > find(lines, "窗口办件") else lines[at])
        del lines[at]
    return join(lines)


@layout()
def three_public_total_below_its_parts(form: str, text: str) -> str:
    if form != "basic":
        return text
    lines = parse(text)
    total = lines.pop(find(lines, "三公经费"))
    lines.insert(find(lines, "项目支出"), total)
    return join(lines)


def broken_headers(by: str) -> Layout:
    def change(form: str, text: str) -> str:
        def broken(cell: str) -> str:
            plain = not re.search(r"\d{2}|。|：\S", cell) and len(cell) > 3
            return cell[:2] + by + cell[2:4] + by + cell[4:] if plain and re.search("[数率值分标因金]", cell) else cell

        lines = parse(text)
        headers = ("编制数", "2023年决算数", "批复规模", "年初预算数", "一级指标", "预期目标")
        for row in lines:
            if not isinstance(row, str) and any(any(word in cell for cell in row) for word in headers):
                row[:] = [cell if cell in ("<", "^", "") else broken(cell) for cell in row]
        return join(lines)

    return change


for named, mark in (("line-breaks", "\\n"), ("blanks", "  "), ("no-break-spaces", "\u00a0"), ("ideographic-spaces", "\u3000"), ("breaks-and-blanks", " \\n ")):
    LAYOUTS.append((f"headers-broken-by-{named}", broken_headers(mark), True))


@layout()
def labels_broken_everywhere(form: str, text: str) -> str:
    def broken(cell: str) -> str:
        return "\u3000".join(cell) if re.fullmatch("[\u4e00-\u9fff]{2,6}", cell) and cell[-2:] in ("指标", "金额", "费用", "接待", "总额", "资金", "经费", "总分") else cell

    return each_cell(text, broken)


@layout()
def digits_full_width(form: str, text: str) -> str:
    wide = str.maketrans("0123456789.%,", "０１２３４５６７８９．％，")
    return each_cell(text, lambda cell: cell.translate(wide) if re.fullmatch(r"[\d.,%]+", cell) else cell)


@layout()
def brackets_and_colons_half_width(form: str, text: str) -> str:
    return text.translate(str.maketrans("（）：，", "():,"))


SYNONYMS = {
    "basic": {
        "编制数": "核定编制数", "2024年实际在职人数": "2024年末实际在职人数", "| 控制率 | <": "| 人员控制率 | <", "三公经费：": "“三公”经费合计",
        "1、公务用车购置和维护经费": "公务用车购置及运行维护费", "公车购置": "公务用车购置费", "公车运行维护": "公务用车运行维护费", "2、出国经费": "因公出国（境）费",
        "3、公务接待": "公务接待费", "项目支出：": "项目支出合计", "政府采购金额": "政府采购", "批复规模": "批准规模", "预算投资": "投资概算", "投资投资概算": "投资概算",
        "厉行节约保障措施": "厉行节约的保障措施", "填表人": "填报人", "填报日期": "填表日期", "联系电话": "联系方式", "单位负责人签字": "单位负责人（签章）",
    },
    "dept": {
        "县级预算部门、单位名称": "部门（单位）名称", "年初预算数": "年初预算", "全年预算数": "调整后预算数", "全年执行数": "预算执行数", "执行率": "预算执行率", "自评得分": "得分",
        "年度资金总额": "资金总额", "按收入性质分": "按收入性质", "按支出性质分": "按支出性质", "预期目标": "年初设定目标", "实际完成情况": "年度总体目标完成情况综述",
        "年度指标值": "绩效目标值", "实际完成值": "全年完成值", "偏差原因分析及改进措施": "未完成原因及拟采取的改进措施", "数量指标": "产出数量", "效益指标（": "效果指标（", "总分": "合计",
        "产出指标": "产出目标", "三级指标": "指标名称",
    },
    "p1": {
        "项目支出名称": "专项资金名称", "项目资金（万元）": "年度预算申请（万元）", "主管部门": "项目主管部门", "实施单位": "项目实施单位（盖章）", "年初预算数": "年初预算数(A)", "全年预算数": "全年(调整)预算数(B)",
        "全年执行数": "执行数(C)", "执行率": "执行率(C/B)", "自评得分": "自评分", "年度资金总额": "年度财政资金总额：", "其中：当年财政拨款": "其中：本年财政拨款",
        "年度指标值": "指标值", "实际完成值": "完成值(B)", "满意度指标（": "服务对象满意度指标（", "质量指标": "质量", "总分": "总计",
    },
    "p2": {
        "项目支出名称": "项目名称", "主管部门": "主管单位", "分值": "权重", "预期目标": "项目年度目标", "实际完成情况": "年度目标完成情况", "年度指标值": "年初目标值(A)",
        "实际完成值": "实际完成值(B)", "偏差原因分析及改进措施": "扣分说明", "产出指标": "项目产出", "效益指标 ": "项目效益 ", "社会效益指标": "社会效益", "年度资金总额": "总额", "其中：当年财政拨款": "其中：财政资金",
        "上年结转资金": "财政专户管理资金", "其他资金": "单位资金",
    },
}


@layout()
def synonyms(form: str, text: str) -> str:
    for old, new in SYNONYMS[form].items():
        text = text.replace(old, new)
    return text


NUMBERINGS = (("一、", "二、", "三、"), ("1.", "2.", "3."), ("（1）", "（2）", "（3）"), ("①", "②", "③"), ("（一）", "（二）", "（三）"))


def numbered(marks: tuple[str, str, str]) -> Layout:
    def change(form: str, text: str) -> str:
        if form == "basic":
            for old, new in zip(("1、公务", "2、出国", "3、公务"), (f"{marks[0]}公务", f"{marks[1]}出国", f"{marks[2]}公务"), strict=True):
                text = text.replace(old, new)
            return text.replace("1、业务", f"{marks[0]}业务").replace("2、运行", f"{marks[1]}运行")
        return text.replace("产出指标", f"{marks[0]}产出指标").replace("效益指标（", f"{marks[1]}效益指标（")

    return change


for marks in NUMBERINGS:
    LAYOUTS.append((f"numbered-{marks[0]}", numbered(marks), True))


@layout()
def no_numbering(form: str, text: str) -> str:
    return re.sub(r"(?m)^\d、", "", text)


@layout()
def side_titles_blank_below(form: str, text: str) -> str:
    return each_row(text, lambda row: ["" if row[0] == "^" else row[0], *row[1:]]) if is_evaluation(form) else text


@layout()
def side_titles_repeated(form: str, text: str) -> str:
    above = ""

    def change(row: list[str]) -> list[str]:
        nonlocal above
        above = row[0] if row[0] != "^" else above
        return [above, *row[1:]]

    return each_row(text, change) if is_evaluation(form) else text


@layout()
def side_titles_absent(form: str, text: str) -> str:
    if not is_evaluation(form):
        return text
    sides = ("年度预算申请（万元）", "项目资金（万元）", "年度总体目标", "绩效指标", "^")
    return each_row(text, lambda row: row[1:] if row[0] in sides else [cell for at, cell in enumerate(row) if at != 1])


@layout()
def side_titles_split_over_lines(form: str, text: str) -> str:
    return text.replace("绩效指标 |", "绩\\n效\\n指\\n标 |").replace("项目资金（万元）", "项\\n目\\n资\\n金\\n（万元）").replace("年度预算申请", "年度预\\n算申请")


@layout()
def levels_repeated(form: str, text: str) -> str:
    return filled_down(text, (1, 2), str) if is_evaluation(form) else text


@layout()
def levels_blank_below(form: str, text: str) -> str:
    return filled_down(text, (1, 2), lambda _: "") if is_evaluation(form) else text


@layout()
def level_one_blank_level_two_repeated(form: str, text: str) -> str:
    return filled_down(filled_down(text, (1,), lambda _: ""), (2,), str) if is_evaluation(form) else text


def split_at(words: str, forms: tuple[str, ...], again: str = "", blank: bool = True) -> Layout:
    """Parts the table before a row; again: the header with this word is repeated."""

    def change(form: str, text: str) -> str:
        if form not in forms:
            return text
        lines = parse(text)
        at = find(lines, words)
        row = lines[at]
        assert not isinstance(row, str)
        above = {col: next(line[col] for line in reversed(lines[:at]) if line[col] != "^") for col, cell in enumerate(row) if cell == "^"}
        lines[at] = [above[col] if cell == "^" else cell for col, cell in enumerate(row)]
        header = [lines[find(lines, again)]] if again else []
        lines[at:at] = ["", *header] if blank else header
        return join(lines)

    return change


EVALUATIONS = ("dept", "p1", "p2")
for words in ("质量指标", "效益指标", "满意度指标", "总分"):
    LAYOUTS.append((f"parted-before-{words}", split_at(words, EVALUATIONS), True))
    LAYOUTS.append((f"parted-before-{words}-header-again", split_at(words, EVALUATIONS, "一级指标"), True))
LAYOUTS.append(("header-again-in-the-same-table", split_at("效益指标", EVALUATIONS, "一级指标", blank=False), True))
LAYOUTS.append(("parted-inside-a-level-2", split_at("安全事故", ("p1",)), True))
LAYOUTS.append(("parted-inside-a-level-2-header-again", split_at("安全事故", ("p1",), "一级指标"), True))
for words in ("公务接待", "运行维护经费", "公用经费", "水费", "政府采购", "楼堂馆所", "厉行节约"):
    LAYOUTS.append((f"parted-before-{words}", split_at(words, ("basic",)), True))
    LAYOUTS.append((f"parted-before-{words}-header-again", split_at(words, ("basic",), "2023年决算数"), True))
for words in ("年度资金总额", "预期目标", "一级指标"):
    LAYOUTS.append((f"parted-before-{words}", split_at(words, EVALUATIONS), True))
LAYOUTS.append(("parted-before-the-sources", split_at("其他资金", ("p1", "p2")), True))
LAYOUTS.append(("parted-inside-the-splits", split_at("其他资金", ("dept",)), True))


@layout()
def tables_parted_everywhere(form: str, text: str) -> str:
    for words, forms in (("效益指标", EVALUATIONS), ("一级指标", EVALUATIONS), ("公用经费", ("basic",)), ("楼堂馆所", ("basic",))):
        text = split_at(words, forms)(form, text)
    return text


@layout()
def titles_in_the_first_row(form: str, text: str) -> str:
    lines = parse(text)
    at = next(i for i, line in enumerate(lines) if not isinstance(line, str))
    row = lines[at]
    assert not isinstance(row, str)
    title = "".join(line for line in lines[:at] if isinstance(line, str) and not line.startswith("附件"))
    return join(["", [title, *["<"] * (len(row) - 1)], *lines[at:]])


@layout()
def all_in_one_table(form: str, text: str) -> str:
    lines = parse(text)
    wide = 9
    made: list[list[str] | str] = []
    for line in lines:
        row = [line, "<"] if isinstance(line, str) else list(line)
        made.append(row + ["<"] * (wide - len(row)) if len(row) < wide else row)
    return join(made)


@layout()
def titles_in_two_lines(form: str, text: str) -> str:
    return text.replace("青禾县2024年度", "青禾县2024年度\n", 1)


@layout()
def title_and_year_apart(form: str, text: str) -> str:
    return text.replace("青禾县2024年度", "", 1).replace("自评表", "自评表\n（2024年度）", 1)


@layout()
def title_year_in_chinese(form: str, text: str) -> str:
    return text.replace("青禾县2024年度", "青禾县二〇二四年度", 1)


@layout()
def annexes_and_units_above(form: str, text: str) -> str:
    return "附件2-1：\n" + text.replace("自评表\n", "自评表\n单位：万元\n", 1)


def signature_line(text: str) -> tuple[list[list[str] | str], str]:
    lines = parse(text)
    at = next(i for i, line in enumerate(lines) if isinstance(line, str) and line.startswith("填表人"))
    line = lines.pop(at)
    assert isinstance(line, str)
    return lines, line


def last_row(lines: list[list[str] | str]) -> int:
    return max(at for at, line in enumerate(lines) if not isinstance(line, str))


@layout()
def signature_in_a_row(form: str, text: str) -> str:
    lines, line = signature_line(text)
    at = last_row(lines)
    lines.insert(at + 1, [line, *["<"] * (len(lines[at]) - 1)])
    return join(lines)


@layout()
def signature_in_cells(form: str, text: str) -> str:
    lines, line = signature_line(text)
    pieces = re.split(r"\s{2,}(?=[\u4e00-\u9fff]+：)", line)
    wide = len(lines[last_row(lines)])
    lines.insert(last_row(lines) + 1, [*pieces, *["<"] * (wide - len(pieces))])
    return join(lines)


@layout()
def signature_as_pairs_in_a_row(form: str, text: str) -> str:
    lines, line = signature_line(text)
    pieces = [cell.strip() for piece in re.split(r"\s{2,}(?=[\u4e00-\u9fff]+：)", line) for cell in piece.split("：", 1)]
    lines.insert(last_row(lines) + 1, pieces)
    return join(lines)


@layout()
def signature_in_paragraphs(form: str, text: str) -> str:
    lines, line = signature_line(text)
    return join([*lines, *re.split(r"\s{2,}(?=[\u4e00-\u9fff]+：)", line)])


@layout()
def signature_before_the_table(form: str, text: str) -> str:
    lines, line = signature_line(text)
    at = next(i for i, row in enumerate(lines) if not isinstance(row, str))
    return join([*lines[:at], line, *lines[at:]])


@layout()
def notes_below(form: str, text: str) -> str:
    return text + "注：1.得分一档最高不能超过该指标分值上限。\n2.定性指标分为三档，分别按100%-80%、80%-60%、60%-0合理确定分值。\n备注：每个项目支出一张表。\n"


@layout()
def notes_in_the_last_row(form: str, text: str) -> str:
    if not is_evaluation(form):
        return text
    lines = parse(text)
    at = last_row(lines)
    lines.insert(at + 1, ["备注：定量指标按完成比例计分，定性指标分三档。", *["<"] * (len(lines[at]) - 1)])
    return join(lines)


@layout()
def staff_as_pairs_in_a_row(form: str, text: str) -> str:
    if form != "basic":
        return text
    lines = parse(text)
    at = find(lines, "编制数")
    values = [cells[0] for cells in spans(lines[at + 1])[1:]]  # type: ignore[arg-type]
    lines[at : at + 2] = [["财政供养人员情况（人）", "编制数", values[0], "2024年实际在职人数", values[1], "控制率", values[2]]]
    return join(lines)


@layout()
def goals_as_rows(form: str, text: str) -> str:
    if not is_evaluation(form):
        return text
    lines = parse(text)
    at = find(lines, "预期目标")
    goals = [cells[0] for cells in spans(lines[at + 1])[1:]]  # type: ignore[arg-type]
    rows = zip(("年度总体目标", "^"), ("预期目标", "实际完成情况"), goals, strict=True)
    lines[at : at + 2] = [[side, label, goal, *["<"] * 6] for side, label, goal in rows]
    return join(lines)


def total_row(change: Callable[[str, str], list[str]]) -> Layout:
    def layout_of(form: str, text: str) -> str:
        if not is_evaluation(form):
            return text
        lines = parse(text)
        at = find(lines, "总分")
        row = lines[at]
        assert not isinstance(row, str)
        lines[at] = change(row[6], row[7])
        return join(lines)

    return layout_of


TOTALS: dict[str, Callable[[str, str], list[str]]] = {
    "unmerged": lambda weight, score: ["总分", "", "", "", "", "", weight, score, ""],
    "label-over-two": lambda weight, score: ["总分", "<", "", "", "", "", weight, score, ""],
    "label-in-the-middle": lambda weight, score: ["", "", "", "合计", "<", "", weight, score, ""],
    "label-beside-the-weight": lambda weight, score: ["", "<", "<", "<", "<", "总分", weight, score, ""],
    "reason-crossed-out": lambda weight, score: ["自评总分", "<", "<", "<", "<", "<", weight, score, "/"],
    "with-its-side-title": lambda weight, score: ["^", "总分", "<", "<", "<", "<", weight, score, ""],
    "spaced": lambda weight, score: ["总  分", "<", "<", "<", "<", "<", weight, score, ""],
}
for named, row in TOTALS.items():
    LAYOUTS.append((f"total-{named}", total_row(row), True))


@layout()
def money_in_yuan(form: str, text: str) -> str:
    def yuan(cell: str) -> str:
        return f"{float(cell) * 10000:.2f}" if re.fullmatch(r"\d+\.\d\d", cell) else cell

    lines = parse(text)
    if form == "basic":
        for at in range(find(lines, "2023年决算数") + 1, find(lines, "楼堂馆所")):
            lines[at] = [yuan(cell) for cell in lines[at]]
        return join(lines).replace("经费控制情况（万元）", "经费控制情况（元）")
    for at in range(find(lines, "年初预算数") + 1, find(lines, "预期目标")):
        row = lines[at]
        assert not isinstance(row, str)
        money = [re.sub(r"(?<=：)\d+\.\d\d", lambda m: yuan(m.group()), cell) for cell in row]
        upto = 6 if form != "p2" else 5
        lines[at] = [yuan(cell) if 1 < col < upto else cell for col, cell in enumerate(money)]
    return join(lines).replace("申请（万元）", "申请（元）").replace("资金（万元）", "资金（元）")


@layout()
def unit_in_a_paragraph(form: str, text: str) -> str:
    if form == "basic":
        return text.replace("经费控制情况（万元）", "经费控制情况").replace("\n财政供养", "\n单位：万元\n财政供养")
    return text.replace("申请（万元）", "申请").replace("资金（万元）", "资金").replace("自评表\n", "自评表\n单位：万元\n", 1)


@layout()
def yuan_in_a_paragraph(form: str, text: str) -> str:
    return money_in_yuan(form, text).replace("经费控制情况（元）", "经费控制情况").replace("申请（元）", "申请").replace("资金（元）", "资金").replace("自评表\n", "自评表\n金额单位：元\n", 1).replace("\n财政供养", "\n金额单位：元\n财政供养")


@layout()
def thousands_separators(form: str, text: str) -> str:
    yuan = money_in_yuan(form, text)
    return re.sub(r"(?<=[ ：])\d{4,}\.\d\d", lambda m: f"{float(m.group()):,.2f}", yuan)


@layout()
def split_numbers_in_the_next_cell(form: str, text: str) -> str:
    if form != "dept":
        return text
    lines = parse(text)
    for at in range(find(lines, "收入性质"), find(lines, "预期目标")):
        row = lines[at]
        assert not isinstance(row, str)
        left, right = (cells[0].partition("：") if not cells[0].startswith("其中") else cells[0][3:].partition("：") for cells in spans(row)[1:])
        lines[at] = ["^", left[0], "<", left[2], "<", right[0], "<", right[2], "<"]
    return join(lines)


@layout()
def split_with_units_in_the_cell(form: str, text: str) -> str:
    return re.sub(r"(?<=[款支出算金]：)(\d+\.\d\d)", r"\1万元", text) if form == "dept" else text


@layout(same_checks=False)
def weight_in_the_score_header(form: str, text: str) -> str:
    if form != "p1":
        return text
    lines = parse(text)
    for at in range(find(lines, "年初预算数"), find(lines, "预期目标")):
        row = lines[at]
        assert not isinstance(row, str)
        row[6], row[7] = row[7], "<"
    return join(lines).replace("执行率 | < | 自评得分", "执行率 | < | 得分（10分*执行率）")


@layout()
def unknown_column(form: str, text: str) -> str:
    lines = parse(text)
    inside = False
    for row in lines:
        if isinstance(row, str):
            continue
        header = "一级指标" in row
        inside = (inside or header) and row[0] != "总分"
        row.append("佐证材料" if header else "见附件" if inside and row[3] else "")
    return join(lines)


@layout()
def unknown_column_of_figures(form: str, text: str) -> str:
    if form != "basic":
        return text
    lines = parse(text)
    start, end = find(lines, "2023年决算数"), find(lines, "楼堂馆所")
    for at in range(start, end):
        lines[at] = [*lines[at], "人均数" if at == start else "0.37"]
    return join(lines)


@layout()
def auditor_column(form: str, text: str) -> str:
    if not is_evaluation(form):
        return text
    lines = parse(text)
    start, end = find(lines, "一级指标"), find(lines, "总分")
    for at in range(start, end + 1):
        lines[at] = [*lines[at], "财政审定评分" if at == start else "5"]
    return join(lines)


@layout()
def unknown_rows(form: str, text: str) -> str:
    if form == "basic":
        return text.replace("部门基本支出预算调整", "资产处置收入 | 1.20 | < | 1.10 | < | 1.00 | <\n部门基本支出预算调整")
    lines = parse(text)
    at = find(lines, "预期目标")
    lines.insert(at, ["备案文号", "<", "<", "青档字12号", *["<"] * 5])
    return join(lines)


@layout()
def blank_rows_and_dots(form: str, text: str) -> str:
    if form == "basic":
        return text.replace("公用经费 |", "3、 |  | < |  | < |  | <\n…… |  | < |  | < |  | <\n公用经费 |")
    lines = parse(text)
    for words in ("质量指标", "效益指标", "满意度指标"):
        at = find(lines, words)
        lines[at:at] = [["^", "^", "^", "", "", "", "", "", ""], ["^", "^", "^", "……", "", "", "", "", ""], ["^", "^", "^", "指标4：", "", "", "", "", ""]]
    return join(lines)


@layout()
def year_below_an_old_form(form: str, text: str) -> str:
    return text.replace("青禾县2024年度", "", 1).replace("自评表\n", "自评表\n2024年度\n", 1)


@layout()
def slot_numbers(form: str, text: str) -> str:
    count = 0

    def change(row: list[str]) -> list[str]:
        nonlocal count
        if len(row) == 9 and row[0] == "^" and row[3] not in ("<", "", "……") and row[6]:
            count += 1
            return [*row[:3], f"指标{count}：{row[3]}", *row[4:]]
        return row

    lines = parse(text)
    if not is_evaluation(form):
        return text
    start, end = find(lines, "一级指标"), find(lines, "总分")
    return join([*lines[:start], *(change(row) for row in lines[start:end]), *lines[end:]])  # type: ignore[arg-type]


@layout(same_checks=False)
def operator_and_unit_columns(form: str, text: str) -> str:
    if form != "p2":
        return text
    lines = parse(text)
    start, end = find(lines, "一级指标"), find(lines, "总分")
    for at in range(len(lines)):
        row = lines[at]
        if isinstance(row, str):
            continue
        if not start <= at <= end:
            lines[at] = [*row, "<", "<"]
        elif at == start:
            lines[at] = [*row[:4], "指标性质", "指标值", "度量单位", "完成值", *row[6:]]
        elif at == end:
            lines[at] = [*row[:6], "<", "<", *row[6:]]
        else:
            goal = re.fullmatch(r"(≥|≤)(\d+)(\D+)", row[4])
            done = re.fullmatch(r"(\d+)(\D+)", row[5])
            cells = [goal[1], goal[2], goal[3], done[1]] if goal and done else ["定性", row[4], "", row[5]]
            lines[at] = [*row[:4], *cells, *row[6:]]
    return join(lines)


@layout()
def two_line_header(form: str, text: str) -> str:
    """The header of the indicators in two rows, most cells merged down."""
    if not is_evaluation(form):
        return text
    lines = parse(text)
    at = find(lines, "一级指标")
    header = lines[at]
    assert not isinstance(header, str)
    upper = [*header[:4], "指标值", "<", *header[6:]]
    lower = ["^", "^", "^", "^", header[4], header[5], "^", "^", "^"]
    lines[at : at + 1] = [upper, lower]
    return join(lines)


def documents(forms: Forms, change: Layout) -> str:
    return whole({name: change(name, text) for name, text in forms.items()})


def check(*read_in: Document) -> SubmissionReport:
    return report_on(lay_out(list(read_in), load_labels()))


def codes(report: SubmissionReport) -> Counter[str]:
    return Counter(f.code for f in report.findings if f.verdict == "bad")


def differing(report: SubmissionReport, wanted: SubmissionReport) -> dict[str, tuple[int, int]]:
    """Rules of which more or fewer checks held; a header that is repeated shows its years again."""
    there, ought = report.passed, wanted.passed
    return {code: (there.get(code, 0), ought.get(code, 0)) for code in ought if code != "F007" and there.get(code) != ought[code]}


def agree(report: SubmissionReport, wanted: SubmissionReport) -> None:
    """Whether both say the same; labels may be worded otherwise."""
    assert not report.crashed
    for verdict in ("bad", "near"):
        found, ought = (Counter(f.code for f in r.findings if f.verdict == verdict) for r in (report, wanted))
        assert found == ought, (verdict, {"too many": found - ought, "too few": ought - found}, [(f.code, f.where.label) for f in report.findings])
    assert {u.code for u in report.unknown} == {u.code for u in wanted.unknown}


CLEAN_REPORT = check(read_plain(whole(dict(BASE))))
SLIPPED_REPORT = check(read_plain(whole(slipped())))


def test_slips_are_found_together() -> None:
    assert codes(SLIPPED_REPORT) == expected_codes()


@pytest.mark.parametrize(("change", "same_checks"), [(f, s) for _, f, s in LAYOUTS], ids=[name for name, _, _ in LAYOUTS])
def test_layout(change: Layout, same_checks: bool) -> None:
    clean = check(read_plain(documents(dict(BASE), change)))
    agree(clean, CLEAN_REPORT)
    if same_checks:
        assert differing(clean, CLEAN_REPORT) == {}
    agree(check(read_plain(documents(slipped(), change))), SLIPPED_REPORT)


def write_one_sheet(text: str, path: Path) -> None:
    write_xlsx(text, path, "表")


@pytest.mark.parametrize("write", [write_docx, write_xlsx, write_one_sheet], ids=["docx", "xlsx", "one-sheet"])
@pytest.mark.parametrize(("change", "same_checks"), [(f, s) for _, f, s in LAYOUTS], ids=[name for name, _, _ in LAYOUTS])
def test_layout_in_files(change: Layout, same_checks: bool, write: Callable[[str, Path], None], tmp_path: Path) -> None:
    path = tmp_path / f"form.{'docx' if write is write_docx else 'xlsx'}"
    write(documents(dict(BASE), change), path)
    clean = check(read(path))
    agree(clean, CLEAN_REPORT)
    if same_checks:
        assert differing(clean, CLEAN_REPORT) == {}
    write(documents(slipped(), change), path)
    agree(check(read(path)), SLIPPED_REPORT)


@pytest.mark.parametrize("order", [("dept", "basic", "p1", "p2"), ("p2", "p1", "dept", "basic"), ("p1", "dept", "p2", "basic")], ids=" ".join)
def test_forms_in_any_order(order: tuple[str, ...]) -> None:
    forms = slipped()
    agree(check(read_plain(whole({name: forms[name] for name in order}))), SLIPPED_REPORT)


def test_each_form_in_its_own_file() -> None:
    forms = slipped()
    report = check(*(read_plain(text, f"{name}.docx") for name, text in forms.items()))
    assert codes(report) == expected_codes()


@pytest.mark.parametrize("one", ["dept", "p1", "p2"])
def test_titles_missing(one: str) -> None:
    """A form without its title is told by what it holds; its year is that of the others."""
    forms = {name: text.partition("\n")[2] if name == one else text for name, text in slipped().items()}
    order = [one, *(name for name in forms if name != one)]
    agree(check(read_plain(whole({name: forms[name] for name in order}))), SLIPPED_REPORT)


def test_all_titles_missing() -> None:
    forms = {name: text.partition("\n")[2] if name != "basic" else text for name, text in slipped().items()}
    agree(check(read_plain(whole(forms))), SLIPPED_REPORT)


def test_figures_as_text_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "text.xlsx"
    write_xlsx(whole(slipped()), path)
    book = load_workbook(path)
    shown = load_workbook(path)
    for page, there in zip(book.worksheets, shown.worksheets, strict=True):
        for cell in (cell for row in there.iter_rows() for cell in row if isinstance(cell.value, (int, float))):
            scale, _, decimals = cell.number_format.rstrip("%").partition(".")
            percent = cell.number_format.endswith("%")
            text = f"{cell.value * (100 if percent else 1):.{len(decimals)}f}" + "%" * percent if scale == "0" else str(cell.value)
            page[cell.coordinate].value, page[cell.coordinate].number_format = text, "@"
            page[cell.coordinate].data_type = "s"
    book.save(path)
    agree(check(read(path)), SLIPPED_REPORT)


def test_nothing_of_the_form_is_left_unused() -> None:
    """Each value cell is in some check, but the adjustment, of which only the presence is asked; amounts in prose may be in none."""
    prose = ("预算调整", "预期目标", "实际完成情况")
    assert [(u.label, u.text) for u in CLEAN_REPORT.unused if not any(word in u.label for word in prose)] == []
