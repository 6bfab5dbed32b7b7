"""Where a submission may explain a figure: the row's own reason, the form's one reason cell, a sentence of a report."""

import re

from selfeval.figure import NO_TEXT, Figure, Text, plain
from selfeval.forms.evaluation import EvaluationForm, FundRow, Indicator
from selfeval.forms.submission import Submission

ADJUSTED = re.compile(r"预算[^。；;]{0,15}(?:调整|追加|调增|调减|结转)|(?:调整|追加|调增|调减|结转)[^。；;]{0,15}预算")
BECAUSE = ("原因", "由于", "主要是")


def indicator_reason(i: Indicator, form: EvaluationForm) -> Text:
    """The indicator's reason, else the form's; absent where the layout has no place for one."""
    if i.reason.text or form.reason.absent:
        return i.reason
    return form.reason


def fund_reason(row: FundRow, form: EvaluationForm, s: Submission, difference: Figure) -> Text:
    """Why the funds were adjusted or not spent, wherever the submission says so."""
    for text in (row.reason, form.reason):
        if text.text:
            return text
    for report in s.reports:
        for paragraph in report.paragraphs:
            if "预算" in paragraph.text and ADJUSTED.search(paragraph.text):
                return paragraph
            if difference.known and difference.value and names_amount(paragraph.text, difference):
                return paragraph
    for i in form.indicators:
        if i.reason.text and same_figures(i, row):
            return i.reason
    return NO_TEXT


def names_amount(text: str, amount: Figure) -> bool:
    """Whether a text names a sum of money: the number with its unit behind it, whatever zeros end it."""
    number = plain(abs(amount.value))
    whole, _, fraction = number.partition(".")
    decimals = rf"\.{fraction}0*" if fraction else r"(?:\.0+)?"
    return re.search(rf"(?<![\d.,]){whole}{decimals}\s*{amount.unit}", text) is not None


def same_figures(i: Indicator, row: FundRow) -> bool:
    """Whether an indicator's target and actual are the row's budget and what was spent of it."""
    pairs = ((i.target.figure, row.full_year), (i.actual.figure, row.executed))
    return all(a.known and b.known and a.to(b.unit).known and a.to(b.unit).value == b.value for a, b in pairs)


def named_reason(name: str, s: Submission) -> Text:
    """A sentence of a report that names a row and says why."""
    for report in s.reports:
        for paragraph in report.paragraphs:
            for sentence in paragraph.text.split("。"):
                if name in sentence and any(word in sentence for word in BECAUSE):
                    return Text(sentence, paragraph.where)
    return NO_TEXT
