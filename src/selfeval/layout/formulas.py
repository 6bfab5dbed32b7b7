"""Headers that carry their own formula, such as 小计③=①+②: what each row says in such a column, and what the formula gives."""

import re
from decimal import Decimal

from selfeval.figure import NONE, Figure
from selfeval.forms.evaluation import Formula
from selfeval.layout.blocks import Entry, Header
from selfeval.layout.values import make, make_rate
from selfeval.units import PERCENT

NUMBER = re.compile("[①-⑳]")
FORMULA = re.compile(r"(?P<said>[①-⑳])\s*[=＝]\s*(?P<rest>[①-⑳](?:\s*[-+＋－−*×/÷]\s*[①-⑳])+)")
STEP = re.compile(r"(?P<sign>[-+＋－−*×/÷])\s*(?P<number>[①-⑳])")
RATES = ("rate", "balance_rate")


def formulas(header: Header | None, cells: dict[str, Entry], unit: str, usual: dict[str, int]) -> tuple[Formula, ...]:
    """The formulas of a header, for one row. The rate of execution has a rule of its own."""
    if header is None:
        return ()
    numbered: dict[str, str] = {}
    for name, cell in header.columns.items():
        if first := NUMBER.search(cell.text):
            numbered[first.group()] = name
    figures = {
        number: make(cells[name], unit, usual)
        for number, name in numbered.items()
        if name in cells and name not in RATES
    }
    found = []
    for name, cell in header.columns.items():
        formula = FORMULA.search(cell.text)
        if formula is None or name == "rate" or name not in cells:
            continue
        ought = figures.get(formula["rest"][0], NONE)
        last = NONE
        for step in STEP.finditer(formula["rest"]):
            last = figures.get(step["number"], NONE)
            ought = applied(ought, step["sign"], last)
        if name in RATES:
            said = make_rate(cells[name], ought.parts[0] if ought.parts else NONE, last)
            ought = ought.to(PERCENT)
        else:
            said = figures.get(formula["said"], NONE)
        if blank_or_zero(last) and name in RATES:
            continue
        found.append(Formula(said=said, ought=ought))
    return tuple(found)


def blank_or_zero(said: Figure) -> bool:
    return not said.known or said.value == Decimal(0)


def applied(a: Figure, sign: str, b: Figure) -> Figure:
    # A blank column counts as nothing, as in a sum.
    if sign in "+＋":
        return a + b
    if sign in "-－−":
        return a if b.blank else a - b
    return a * b if sign in "*×" else a / b
