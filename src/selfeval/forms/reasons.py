"""Where a submission may explain a figure: the row's own reason, the form's one reason cell, a sentence of a report."""

import re

from selfeval.figure import NO_TEXT, Figure, Text, plain
from selfeval.forms.evaluation import EvaluationForm, FundRow, Indicator
from selfeval.forms.submission import Submission

SENTENCE_END = re.compile("[。；;]")
ADJUSTED = ("调整", "追加", "调增", "调减", "结转")
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
            if speaks_of_adjusting(paragraph.text):
                return paragraph
            if difference.known and difference.value and names_amount(paragraph.text, difference):
                return paragraph
    for i in form.indicators:
        if i.reason.text and same_figures(i, row):
            return i.reason
    return NO_TEXT


def speaks_of_adjusting(text: str) -> bool:
    """Whether 预算 stands within 15 characters of a word for adjusting, in one sentence."""
    at = text.find("预算")
    while at >= 0:
        before = SENTENCE_END.split(text[max(0, at - 17) : at])[-1]
        after = SENTENCE_END.split(text[at + 2 : at + 19])[0]
        if any(word in before or word in after for word in ADJUSTED):
            return True
        at = text.find("预算", at + 2)
    return False


def names_amount(text: str, amount: Figure) -> bool:
    """Whether a text names a sum of money: the number with its unit behind it, whatever zeros end it."""
    number = plain(abs(amount.value))
    whole, _, fraction = number.partition(".")
    if whole not in text:
        return False
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
            for sentence in paragraph.text.split("。") if name in paragraph.text else ():
                if name in sentence and any(word in sentence for word in BECAUSE):
                    return Text(sentence, paragraph.where)
    return NO_TEXT
