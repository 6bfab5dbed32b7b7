"""Hides phones and personal names in a report that leaves the office."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from selfeval.figure import Text
from selfeval.forms.submission import Submission
from selfeval.report import Report, SubmissionReport

HIDDEN = "***"
# What a report is matched by.
KEPT = frozenset(("fingerprint", "code", "sha256", "ref"))
# Mobile and landline phones, with or without the area, and 身份证号; a digit before or behind, or a unit, makes it another number.
PHONE = re.compile(
    r"(?<![\d.])(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|(?:\(0\d{2,3}\)|（0\d{2,3}）|0\d{2,3}[-— ])\s?[2-9]\d{6,7}"
    r"|[1-9]\d{5}(?:19|20)\d{9}[\dXx])(?![\d.]|\s*[元万亿人])"
)
AFTER_LABEL = re.compile(r"((?:电话|手机|传真|联系方式)(?:号码)?\s*[:：]?\s*)([+\d（(][\d\s（）()—-]{5,}\d)")
# Who signs, is in charge or can be asked; the name ends where the next label or a mark begins.
SIGNED = re.compile(
    r"(?:填表人|填报人|制表人|经办人|审核人|复核人|联系人|负责人|责任人|签字|签名|签章)(?:[（(][^）)]*[）)])?\s*[:：]\s*"
    r"([\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff])"
)
ADDRESSED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3})(?:同志|先生|女士)")
NAME = re.compile(r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,6})*|[A-Za-z]{2,}(?: [A-Za-z]+)+")
OFFICE = re.compile(r"(?:科|室|股|局|办|处|部|所|站|院|校|馆|队|组|会|中心|单位|财务|会计|盖章|签字|负责人|填表人)$")
DIGITS = re.compile(r"\d[\d—-]{5,}\d")
BETWEEN = re.compile(r"[、，,;；/\s]+")
Value = TypeVar("Value")


def people_of(s: Submission) -> tuple[str, ...]:
    """The personal names that a submission gives, of who signed and who stands behind a label such as 联系人; and the phones beside them."""
    found: list[str] = []
    phones: list[str] = []
    for form in (s.basic, *s.evaluations, *s.reports):
        phones += DIGITS.findall(form.signature.phone.text)
        signed = [form.signature.preparer, *form.signature.heads]
        found += [name for text in signed for name in names_in(text.text)]
    for text in texts_of(s):
        found += SIGNED.findall(text)
        found += ADDRESSED.findall(text)
    return tuple(dict.fromkeys([*(name for name in found if not OFFICE.search(name)), *phones]))


def names_in(text: str) -> Iterator[str]:
    # 张 三 is set wide.
    whole = "".join(text.split())
    if NAME.fullmatch(whole):
        yield whole
    yield from (part for part in BETWEEN.split(text) if NAME.fullmatch(part))


def texts_of(node: Any) -> Iterator[str]:
    for _, value in node:
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Text):
                yield part.text
            elif hasattr(part, "model_fields_set"):
                yield from texts_of(part)


def masked(report: Report) -> Report:
    """The same report without phones and names; what it is matched by, its fingerprints and codes, stays."""
    return Report([masked_submission(s) for s in report.submissions])


def masked_submission(s: SubmissionReport) -> SubmissionReport:
    signed = [f.waived["by"] for f in s.findings if f.waived] + [gone.by for gone in s.lapsed if gone.kind == "waiver"]
    mask = Mask([*s.people, *signed], s.unit)
    return mask.hide(replace(s, people=()))


class Mask:
    """Hides certain names and numbers, and all phones; within the unit's own name, where a person's may stand by chance, none."""

    def __init__(self, names: Iterable[str], unit: str = "") -> None:
        longest_first = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
        whole = f"({re.escape(unit)})|" if unit and unit not in longest_first else "(?!)()|"
        self.names = re.compile(whole + "|".join(map(pattern_of, longest_first))) if longest_first else None

    def hide(self, value: Value) -> Value:
        """A value with every text in it hidden, however deep it stands."""
        return self._hide(value)  # type: ignore[no-any-return]

    def _hide(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            if not isinstance(names := getattr(value, "_fields", None), tuple):
                return tuple(self._hide(item) for item in value)
            kept = {name: self._hide(item) for name, item in zip(names, value, strict=True) if name not in KEPT}
            return value._replace(**kept)  # type: ignore[attr-defined]
        if isinstance(value, list):
            return [self._hide(item) for item in value]
        if isinstance(value, dict):
            return {self._hide(key): item if key in KEPT else self._hide(item) for key, item in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value,
                **{
                    field.name: self._hide(getattr(value, field.name))
                    for field in fields(value)
                    if field.name not in KEPT
                },
            )
        return value

    def text(self, text: str) -> str:
        text = PHONE.sub(HIDDEN, AFTER_LABEL.sub(rf"\1{HIDDEN}", text))
        return self.names.sub(lambda found: found[1] or HIDDEN, text) if self.names else text


def pattern_of(name: str) -> str:
    """A name as it may be set, wide as in 张 三; a number that is no part of a longer one."""
    if name[0].isdigit():
        return rf"(?<![\d.]){re.escape(name)}(?![\d.])"
    return r"[ \u3000]*".join(map(re.escape, name))
