"""基础数据表: staffing, three columns of money, buildings, and what the unit does to save."""

from selfeval.figure import NO_TEXT, NONE, Figure, Text
from selfeval.forms.node import Form, Node


class Staffing(Node):
    """财政供养人员情况, in 人 and %."""

    quota: Figure = NONE
    staff: Figure = NONE
    control_rate: Figure = NONE


class MoneyColumn(Node):
    """One of the three columns of money: prior (上年决算数), budget (本年预算数) or final (本年决算数).

    project_lines, public_lines: the free-text lines under 项目支出 and 公用经费, each once (no sub-totals, no 其中 of a line);
    the same places in every column. projects: each line of the first level under 项目支出,
    a sub-total too, followed by the lines below it.
    """

    period: str = ""
    three_public: Figure = NONE
    vehicles: Figure = NONE
    vehicle_purchase: Figure = NONE
    vehicle_running: Figure = NONE
    abroad: Figure = NONE
    reception: Figure = NONE
    project: Figure = NONE
    project_lines: tuple[Figure, ...] = ()
    projects: tuple[tuple[Figure, ...], ...] = ()
    public: Figure = NONE
    public_lines: tuple[Figure, ...] = ()
    procurement: Figure = NONE


class Building(Node):
    """楼堂馆所控制情况: scale in m², investment in 万元, two rates in %."""

    approved_scale: Figure = NONE
    actual_scale: Figure = NONE
    scale_rate: Figure = NONE
    planned_investment: Figure = NONE
    actual_investment: Figure = NONE
    investment_rate: Figure = NONE


class BasicData(Form):
    """The whole table. adjustment: what stands in the row 部门基本支出预算调整, a figure or words; thrift: 厉行节约保障措施."""

    staffing: Staffing = Staffing()
    prior: MoneyColumn = MoneyColumn()
    budget: MoneyColumn = MoneyColumn()
    final: MoneyColumn = MoneyColumn()
    building: Building = Building()
    thrift: Text = NO_TEXT
    adjustment: Text = NO_TEXT

    @property
    def columns(self) -> tuple[MoneyColumn, MoneyColumn, MoneyColumn]:
        return self.prior, self.budget, self.final
