"""Headers that carry their own formula, such as 小计③=①+② or 全年预算数（C=A+B）: what each row says in such a column, and what the formula gives."""

import re
from decimal import Decimal

from selfeval.figure import NONE, Figure
from selfeval.forms.evaluation import Formula
from selfeval.layout.blocks import Entry, Header
from selfeval.layout.values import make, make_rate
from selfeval.units import PERCENT

# A column's number, or its letter, which is no part of a word.
MARK = "(?:[①-⑳]|(?<![A-Za-z0-9])[A-HＡ-Ｈ](?![A-Za-z0-9]))"
NUMBER = re.compile(MARK)
FORMULA = re.compile(rf"(?P<said>{MARK})\s*[=＝]\s*(?P<rest>{MARK}(?:\s*[-+＋－−*×/÷]\s*{MARK})+)")
STEP = re.compile(rf"(?P<sign>[-+＋－−*×/÷])\s*(?P<number>{MARK})")
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
        if any(number not in figures for number in NUMBER.findall(formula["rest"])):
            # A column that nobody knows may hold anything.
            continue
        ought = figures[formula["rest"][0]]
        last = NONE
        for step in STEP.finditer(formula["rest"]):
            last = figures[step["number"]]
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
