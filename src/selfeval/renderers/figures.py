"""The figures that were read: a row for each with its place, or a row for each submission with the fields that a county sums up."""

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from selfeval.figure import plain as plain_number
from selfeval.renderers import Style
from selfeval.renderers.csv import NUMBER, as_csv
from selfeval.renderers.rows import CELL
from selfeval.renderers.text import Voice, cut
from selfeval.renderers.told import legal, place
from selfeval.renderers.xlsx import Column, Content, number, workbook
from selfeval.report import Extracted, Report, SubmissionReport, plain
from selfeval.units import WAN_YUAN, scale
from selfeval.version import __version__

SCHEMA = "selfeval-figures/1"
COLUMNS = {
    "unit": Column("单位", "Unit", 24),
    "year": Column("年度", "Year", 7),
    "file": Column("文件", "File", 20),
    "form": Column("表格", "Form", 18),
    "project": Column("项目", "Project", 20),
    "field": Column("字段", "Field", 30),
    "label": Column("栏目", "Label", 40),
    "text": Column("填写内容", "Text", 20),
    "value": Column("数值", "Value", 14),
    "measure": Column("单位（数值）", "Unit of the value", 8),
    "place": Column("位置", "Place", 16),
}
PERIODS = {"prior": ("上年决算", "prior year"), "budget": ("本年预算", "budget"), "final": ("本年决算", "final")}
MONEY = {
    "three_public": ("三公经费", "Three public expenses"),
    "vehicles": ("公务用车购置和维护经费", "Vehicles"),
    "vehicle_purchase": ("公车购置", "Vehicle purchase"),
    "vehicle_running": ("公车运行维护", "Vehicle running"),
    "abroad": ("因公出国（境）", "Travel abroad"),
    "reception": ("公务接待", "Reception"),
    "project": ("项目支出", "Projects"),
    "public": ("公用经费", "Public funds"),
    "procurement": ("政府采购", "Procurement"),
}
FUNDS = {
    "initial": ("年初预算数", "initial budget"),
    "full_year": ("全年预算数", "full-year budget"),
    "executed": ("全年执行数", "executed"),
}


class Field(NamedTuple):
    """A column of the table of units: a field of the form that a submission has once, in one unit of measure."""

    path: str
    zh: str
    en: str
    measure: str


WIDE = (
    Field("basic.staffing.quota", "编制数", "Quota of staff", "人"),
    Field("basic.staffing.staff", "在职人数", "Staff", "人"),
    Field("basic.staffing.control_rate", "人员控制率", "Control rate", "%"),
    *(
        Field(f"basic.{period}.{row}", f"{zh}（{when_zh}）", f"{en} ({when_en})", WAN_YUAN)
        for row, (zh, en) in MONEY.items()
        for period, (when_zh, when_en) in PERIODS.items()
    ),
    Field("basic.building.approved_scale", "楼堂馆所批复规模", "Buildings, approved", "m²"),
    Field("basic.building.actual_scale", "楼堂馆所实际规模", "Buildings, actual", "m²"),
    Field("basic.building.planned_investment", "楼堂馆所预算投资", "Buildings, planned", WAN_YUAN),
    Field("basic.building.actual_investment", "楼堂馆所实际投资", "Buildings, invested", WAN_YUAN),
    *(
        Field(f"department.form.total.{column}", f"部门整体{zh}", f"Department, {en}", WAN_YUAN)
        for column, (zh, en) in FUNDS.items()
    ),
    Field("department.form.total.rate", "部门整体执行率", "Department, execution rate", "%"),
    Field("department.form.score_total", "部门整体自评总分", "Department, total score", "分"),
)


PROJECTS = ("项目自评表个数", "Projects with a form")
OF_PROJECTS = {
    name: (f"项目{zh}合计", f"Projects, {en}, total", re.compile(rf"projects\[\d+\]\.form\.total\.{name}"))
    for name, (zh, en) in FUNDS.items()
}
A_PROJECT = re.compile(r"projects\[\d+\]\.form\.")
REMARK = ("备注", "Remark")
REMARKS = {
    "unreadable": ("有文件读不出来", "a file could not be read"),
    "nothing": ("没有认出表和报告", "no form or report was recognised"),
    "twice": ("同一项目有几张自评表，没有合计：{}", "several forms of one project, no total: {}"),
    "": ("", ""),
}
SHEET = ("数字", "Figures")
WIDE_SHEET = ("汇总表", "Units")


def figures_json(report: Report, _: Style) -> str:
    """Each submission with its figures, as a program reads them; numbers are strings."""
    made = {
        "schema": SCHEMA,
        "tool": f"selfeval {__version__}",
        "submissions": [
            {
                "name": s.name,
                "unit": s.unit,
                "year": s.year,
                "files": s.files,
                "not_read": s.not_read,
                "unreadable": s.unreadable,
                "figures": [plain(f) | {"form": form_of(s, f)} for f in s.figures],
            }
            for s in report.submissions
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def form_of(s: SubmissionReport, f: Extracted) -> dict[str, Any] | None:
    return {"kind": s.forms[f.form].kind, "title": s.forms[f.form].title} if f.form >= 0 else None


def figures_csv(report: Report, style: Style) -> str:
    return as_csv(COLUMNS, lines_of(report, style))


def figures_xlsx(report: Report, style: Style) -> bytes:
    # A date is no number.
    figures = ("year", "value")
    lines = (
        [
            number(cell) if name in figures and NUMBER.fullmatch(cell) else cell
            for name, cell in zip(COLUMNS, line, strict=True)
        ]
        for line in lines_of(report, style)
    )
    voice = Voice(style)
    return workbook([(voice.pair(*SHEET), list(COLUMNS.values()), lines)], voice)


def lines_of(report: Report, style: Style) -> Iterator[list[str]]:
    """A row for each figure; its value is empty where nobody understood the text as a number."""
    voice = Voice(style)
    for s in report.submissions:
        for f in s.figures:
            form = voice.key("kind-" + s.forms[f.form].kind) if f.form >= 0 else ""
            line = [s.unit or s.name, str(s.year or ""), f.where.file, form, f.project, f.field, f.label, f.text]
            yield [cut(legal(cell), CELL) for cell in (*line, f.value or "", f.unit, place(f.where, voice))]


def wide_json(report: Report, style: Style) -> str:
    voice = Voice(style)
    heads = wide_heads()
    columns = [{"field": key, "title": {"zh": c.zh, "en": c.en}} for key, c in heads.items()]
    rows = [dict(zip(heads, map(str, wide_line(s, voice)), strict=True)) for s in report.submissions]
    made = {"schema": f"{SCHEMA}/wide", "tool": f"selfeval {__version__}", "columns": columns, "rows": rows}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def wide_csv(report: Report, style: Style) -> str:
    voice = Voice(style)
    heads = [voice.pair(column.zh, column.en) for column in wide_heads().values()]
    return as_csv(heads, (map(str, wide_line(s, voice)) for s in report.submissions))


def wide_xlsx(report: Report, style: Style) -> bytes:
    voice = Voice(style)
    lines = (wide_line(s, voice) for s in report.submissions)
    return workbook([(voice.pair(*WIDE_SHEET), list(wide_heads().values()), lines)], voice)


def wide_heads() -> dict[str, Column]:
    """The columns of the table of units, by their fields."""
    fields = {f.path: Column(f"{f.zh}（{f.measure}）", f"{f.en} ({f.measure})", 14) for f in WIDE}
    sums = {
        f"projects.{name}": Column(f"{zh}（{WAN_YUAN}）", f"{en} ({WAN_YUAN})", 14)
        for name, (zh, en, _) in OF_PROJECTS.items()
    }
    return {
        "unit": COLUMNS["unit"],
        "year": COLUMNS["year"],
        "file": COLUMNS["file"],
        **fields,
        "projects": Column(*PROJECTS, 10),
        **sums,
        "remark": Column(*REMARK, 20),
    }


def wide_line(s: SubmissionReport, voice: Voice) -> list[Content]:
    """One submission. A cell that is no number in the column's unit holds the words that stand in the form."""
    by_field = {f.field: f for f in s.figures}
    line: list[Content] = [
        legal(s.unit or s.name),
        number(str(s.year or "")),
        legal("、".join(f["name"] for f in s.files)),
    ]
    line += [in_unit(by_field.get(f.path), f.measure) for f in WIDE]
    forms = {f.form for f in s.figures if A_PROJECT.match(f.field)}
    names = [s.forms[form].project for form in sorted(forms) if form >= 0]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    line.append(Decimal(len(forms)))
    for _, _, field in OF_PROJECTS.values():
        amounts = [in_unit(f, WAN_YUAN) for f in s.figures if field.fullmatch(f.field)]
        known = [amount for amount in amounts if isinstance(amount, Decimal)]
        # Where one of them is not known, or stands twice, neither is their sum.
        line.append(sum(known, Decimal(0)) if forms and len(known) == len(forms) and not twice else "")
    remark = "unreadable" if s.unreadable else "nothing" if not s.forms else "twice" if twice else ""
    line.append(voice.pair(*(words.format("、".join(twice)) for words in REMARKS[remark])))
    return line


def in_unit(f: Extracted | None, unit: str) -> Content:
    """The value in a unit of measure; the words of the form where it has none that converts."""
    if f is None:
        return ""
    (base, factor), (wanted, divisor) = scale(f.unit), scale(unit)
    if f.value is None or base != wanted or not base:
        return cut(legal(f.text), CELL)
    return Decimal(plain_number(Decimal(f.value) * factor / divisor)) if f.unit != unit else Decimal(f.value)


def left_out(report: Report) -> int:
    """How many figures have no column in the table of units."""
    columns = {f.path for f in WIDE}
    fields = [f.field for s in report.submissions for f in s.figures]
    summed = [field for field in fields if any(each.fullmatch(field) for _, _, each in OF_PROJECTS.values())]
    return len(fields) - sum(field in columns for field in fields) - len(summed)


FIGURES: dict[str, Callable[[Report, Style], str | bytes]] = {
    "csv": figures_csv,
    "xlsx": figures_xlsx,
    "json": figures_json,
}
WIDE_FIGURES: dict[str, Callable[[Report, Style], str | bytes]] = {
    "csv": wide_csv,
    "xlsx": wide_xlsx,
    "json": wide_json,
}
