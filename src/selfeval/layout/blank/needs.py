"""The labels that each kind of blank form needs, by group, with their usual names."""

Names = dict[str, str]

SIGNATURE: Names = {"preparer": "填表人", "date": "填报日期", "phone": "联系电话", "head": "单位负责人签字"}
SPLITS: Names = {"income_split": "按收入性质分", "expenditure_split": "按支出性质分"}
EVALUATION: tuple[tuple[str, Names], ...] = (
    (
        "funds.columns",
        {
            "initial": "年初预算数",
            "full_year": "全年预算数",
            "executed": "全年执行数",
            "weight": "分值",
            "rate": "执行率",
            "score": "得分",
        },
    ),
    ("funds.rows", {"total": "年度资金总额"}),
    ("splits", SPLITS),
    ("splits.expenditure", {"基本支出": "基本支出", "项目支出": "项目支出"}),
    ("goals", {"expected": "预期目标", "achieved": "实际完成情况"}),
    (
        "indicators.columns",
        {
            "level1": "一级指标",
            "level2": "二级指标",
            "level3": "三级指标",
            "target": "年度指标值",
            "actual": "实际完成值",
            "weight": "分值",
            "score": "得分",
            "reason": "偏差原因分析及改进措施",
        },
    ),
    ("indicators.level1", {"output": "产出指标", "benefit": "效益指标", "satisfaction": "满意度指标"}),
    (
        "indicators.level2",
        {
            "quantity": "数量指标",
            "quality": "质量指标",
            "timeliness": "时效指标",
            "cost": "成本指标",
            "economic": "经济效益指标",
            "social": "社会效益指标",
            "ecological": "生态效益指标",
            "sustainable": "可持续影响指标",
            "satisfaction": "服务对象满意度指标",
        },
    ),
    ("indicators.rows", {"total": "总分"}),
    ("pairs", SIGNATURE),
)
# For each kind of form the labels that it needs, by group, in the order in which they stand.
NEEDS: dict[str, tuple[tuple[str, Names], ...]] = {
    "basic-data": (
        ("staffing", {"quota": "编制数", "staff": "实际在职人数", "control_rate": "控制率"}),
        ("money.columns", {"prior_final": "上年决算数", "budget": "本年预算数", "final": "本年决算数"}),
        (
            "money.rows",
            {
                "three_public": "三公经费",
                "vehicles": "公务用车购置和维护经费",
                "vehicle_purchase": "公车购置",
                "vehicle_running": "公车运行维护",
                "abroad": "出国经费",
                "reception": "公务接待",
                "project": "项目支出",
                "public": "公用经费",
                "procurement": "政府采购金额",
                "adjustment": "部门基本支出预算调整",
            },
        ),
        (
            "building",
            {
                "approved_scale": "批复规模",
                "actual_scale": "实际规模",
                "scale_rate": "规模控制率",
                "planned_investment": "预算投资",
                "actual_investment": "实际投资",
                "investment_rate": "投资概算控制率",
            },
        ),
        ("pairs", {"thrift": "厉行节约保障措施"}),
        ("pairs", SIGNATURE),
    ),
    "department-evaluation": (("pairs", {"unit": "单位名称"}), *EVALUATION),
    "project-evaluation": (
        ("pairs", {"project": "项目名称", "department_in_charge": "主管部门", "implementing_unit": "实施单位"}),
        *EVALUATION,
    ),
    "index-system": (
        ("indicators.columns", {"level1": "一级指标", "level3": "三级指标", "weight": "分值", "score": "得分"}),
    ),
}
# Whole blocks: one that stands nowhere is told once and not label by label.
WHOLE = ("staffing", "money.columns", "building", "funds.columns", "goals", "indicators.columns")
# The title beside each block, wanted where the form has a cell for it.
SIDES = {
    "staffing": "财政供养人员情况",
    "money.columns": "经费控制情况",
    "building": "楼堂馆所控制情况",
    "funds.columns": "项目资金、年度预算申请",
    "goals": "年度总体目标",
    "indicators.columns": "绩效指标",
}
# What is asked for only where the column that holds it stands.
UNDER = {
    "splits.expenditure": "splits.expenditure_split",
    "funds.rows": "funds.columns",
    "money.rows": "money.columns",
    "indicators.rows": "indicators.columns",
    "indicators.level1": "indicators.columns.level1",
    "indicators.level2": "indicators.columns.level2",
}
# 2021 and later, 成本指标 is a heading of its own.
ELSEWHERE = {"indicators.level2.cost": "indicators.level1.cost"}
