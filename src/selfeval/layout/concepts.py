"""What a name speaks of: the row of the basic data, or the concept of a report, that it stands for."""

import re

from selfeval.layout.labels import Labels

CONTROLS = re.compile(
    "(?:控制额度?|控制数|控制金额|控制情况|控制|下降率|降低率|压减率|减少率|变动率|变化率|下降|压减|总额|金额|成本)+$"
)
SUFFIXES = (
    "财政拨款支出",
    "支出合计",
    "支出总额",
    "财政拨款",
    "经费支出",
    "支出",
    "总额",
    "合计",
    "金额",
    "资金",
    "总数",
    "数",
)


def indicator_concept(name: str, labels: Labels) -> str:
    """The row of the basic data that an indicator's name speaks of, such as 公用经费控制额."""
    short = CONTROLS.sub("", "".join(name.split()))
    return concept_of(short, labels) if short else ""


def concept_of(subject: str, labels: Labels) -> str:
    """The field of a form that a name stands for; empty where nobody knows it."""
    name = shown_subject(subject)
    name = name.removesuffix("用") if name.endswith("费用") else name
    for _ in range(3):
        if found := labels.field(name, "prose.concepts") or labels.field(name, "money.rows"):
            return "" if found in ("other", "adjustment") else found
        shorter = next(
            (name.removesuffix(end) for end in filter(name.endswith, SUFFIXES) if len(name) > len(end) + 1), ""
        )
        if not shorter:
            break
        name = shorter
    return ""


def shown_subject(subject: str) -> str:
    return subject.replace("”", "").replace("“", "")
