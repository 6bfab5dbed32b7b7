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
# Whose keys are names of files.
BY_NAME = frozenset(("paths", "converted"))
HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
# Each digit and sign as a phone may have it; one for one, so that places in the text stay.
PLAIN = str.maketrans("０１２３４５６７８９＋－—–（）：", "0123456789+---():")
NO_AMOUNT = r"(?!\d|\.\d|\s*[元万亿千百人次户个件])"
# Mobile and landline phones, with or without the area, and 身份证号; a digit before or behind, or a unit, makes it another number.
PHONE = re.compile(
    r"(?<!\d)(?<!\d\.)(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\(0\d{2,3}\)\s?[2-9]\d{6,7}|0\d{2,3}[- ]?[2-9]\d{6,7}"
    rf"|[1-9]\d{{5}}(?:19|20)\d{{9}}[\dXx]){NO_AMOUNT}"
)
LABELLED = re.compile(rf"(?:电话|手机|传真|联系方式)(?:号码)?\s*:?\s*(\+?\(?\d[\d\s()-]{{5,}}\d){NO_AMOUNT}")
TITLES = (
    "局长", "副局长", "主任", "副主任", "科长", "副科长", "股长", "副股长", "书记", "副书记", "镇长", "副镇长",
    "乡长", "县长", "区长", "市长", "校长", "副校长", "院长", "副院长", "所长", "副所长", "站长", "副站长", "馆长",
    "队长", "会长", "部长", "处长", "经理", "会计", "出纳", "主管", "同志", "先生", "女士", "老师"
)  # fmt: skip
TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
BESIDE = re.compile(rf"^.*(?:{TITLE}|股|科|室|财务)(?=[{HAN}]{{2}})|(?:{TITLE})$")
# Who signs, is in charge or can be asked; the name ends where the next label or a mark begins.
SIGNED = re.compile(
    r"(?:填表人|填报人|制表人|经办人|审核人|复核人|联系人|负责人|责任人|签字|签名|签章)(?:\([^)]*\))?\s*:\s*"
    rf"([{HAN}·]{{2,4}})(?![{HAN}])"
)
ADDRESSED = re.compile(rf"(?<![{HAN}])([{HAN}]{{2,3}})(?:同志|先生|女士)")
NAME = re.compile(rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{1,6}})*|[A-Za-z]{{3,}}")
# What stands where a name belongs and is none.
OFFICE = re.compile(
    r"(?:科|室|股|局|办|处|部|所|站|院|校|馆|队|组|会|中心|单位|财务|盖章|签字|负责人|填表人|经办人|联系人|电话)$"
    r"|^(?:同上|如上|见上|见附件|本单位|全体|待定|未填|空白)$"
)
BETWEEN = re.compile(rf"[^{HAN}·A-Za-z]+")
DIGITS = re.compile(r"\d[\d-]{5,}\d")
Value = TypeVar("Value")


def people_of(s: Submission) -> tuple[str, ...]:
    """The personal names that a submission gives, of who signed and who stands behind a label such as 联系人; and the phones beside them."""
    found: list[str] = []
    for form in (s.basic, *s.evaluations, *s.reports):
        signed = [form.signature.preparer, *form.signature.heads]
        found += [name for text in signed for name in names_in(text.text)]
        found += DIGITS.findall(form.signature.phone.text.translate(PLAIN))
    for text in texts_of(s):
        found += names_said(text)
    return tuple(dict.fromkeys(found))


def names_in(text: str) -> list[str]:
    """The names in the cell of a signature: alone, several, set wide as 张 三, with a title or an office before or behind."""
    whole = "".join(text.split())
    parts = [whole, *BETWEEN.split(whole), *BETWEEN.split(text)]
    bare = [BESIDE.sub("", part) for part in parts]
    return [name for name in dict.fromkeys([*parts, *bare]) if NAME.fullmatch(name) and is_name(name)]


def names_said(text: str) -> list[str]:
    """The names that stand in a text behind a label such as 联系人, or before 同志."""
    plain = text.translate(PLAIN)
    return [name for name in (*SIGNED.findall(plain), *ADDRESSED.findall(plain)) if is_name(name)]


def is_name(name: str) -> bool:
    return not OFFICE.search(name) and name not in TITLES


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


def mask_of(s: SubmissionReport) -> "Mask":
    """Hides what a submission is to hide."""
    return Mask(names_of(s), s.unit)


def masked_submission(s: SubmissionReport) -> SubmissionReport:
    lapsed = [each._replace(by=HIDDEN) if each.kind == "waiver" else each for each in s.lapsed]
    return mask_of(s).hide(replace(s, people=(), lapsed=lapsed))


def names_of(s: SubmissionReport) -> list[str]:
    """The names of a submission, of those who accepted something in it, and those in what was answered."""
    accepted = [part for f in s.findings if f.waived for part in f.waived.values()]
    answered = [f.answered for f in s.findings if f.answered]
    gone = [part for each in s.lapsed for part in (each.text, each.by)]
    signed = [f.waived["by"] for f in s.findings if f.waived] + [each.by for each in s.lapsed if each.kind == "waiver"]
    said = [name for text in (*accepted, *answered, *gone) for name in names_said(text)]
    return [*s.people, *(name for by in signed for name in names_in(by)), *said]


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
            # Of what was accepted, who did is hidden whatever is written there.
            return {
                key: HIDDEN if key == "by" else item if key in KEPT else self._hide(item) for key, item in value.items()
            }
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value,
                **{
                    each.name: self._of(each.name, getattr(value, each.name))
                    for each in fields(value)
                    if each.name not in KEPT
                },
            )
        return value

    def _of(self, name: str, value: Any) -> Any:
        if name in BY_NAME:
            return {self.text(key): self._hide(item) for key, item in value.items()}
        return self._hide(value)

    def text(self, text: str) -> str:
        plain = text.translate(PLAIN)
        for pattern, group in ((LABELLED, 1), (PHONE, 0)):
            for found in reversed(list(pattern.finditer(plain))):
                start, end = found.span(group)
                text, plain = text[:start] + HIDDEN + text[end:], plain[:start] + HIDDEN + plain[end:]
        return self.names.sub(lambda found: found[1] or HIDDEN, text) if self.names else text


def pattern_of(name: str) -> str:
    """A name as it may be set, wide as in 张 三; a number that is no part of a longer one, and no amount."""
    if name[0].isdigit():
        return rf"(?<!\d)(?<!\d\.){re.escape(name)}{NO_AMOUNT}"
    edge = r"(?![A-Za-z])" if name.isascii() else ""
    return ("(?<![A-Za-z])" if name.isascii() else "") + r"\s*".join(map(re.escape, name)) + edge
