"""The report as JUnit XML: a suite for each submission, a case for each rule, and one for each kind of what was not checked."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from selfeval.checks import Rule
from selfeval.renderers import Style
from selfeval.renderers.text import Voice, counts
from selfeval.renderers.told import NotChecked, graver_first, head, legal, not_checked, sentence, shown, spot
from selfeval.report import Finding, Report, SubmissionReport
from selfeval.rules import all_rules

WORDS = {
    "deselected": ("按设置没有核对", "switched off"),
    "nothing": ("没有可核对的内容", "there was nothing to check"),
    "more": ("{}（共 {} 处）", "{} ({} places)"),
}


class Case(NamedTuple):
    """A case. outcome: failure, error, skipped, or empty where all held; kind: its type; out: what else was said."""

    name: str
    outcome: str = ""
    kind: str = ""
    message: str = ""
    text: str = ""
    out: str = ""


def junit(report: Report, style: Style) -> str:
    root = ElementTree.Element("testsuites", name="selfeval")
    for s in report.submissions:
        root.append(suite(s, Voice(style)))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(each.get(name, "0")) for each in root)))
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def suite(s: SubmissionReport, voice: Voice) -> ElementTree.Element:
    voice.many_files = len(s.files) > 1
    name = legal(head(s, voice))
    found = list(cases(s, voice))
    element = ElementTree.Element("testsuite", name=name, tests=str(len(found)))
    for attribute, outcome in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(sum(case.outcome == outcome for case in found)))
    properties = ElementTree.SubElement(element, "properties")
    for file in s.files:
        ElementTree.SubElement(properties, "property", name="file", value=legal(file["name"]))
    for case in found:
        place = ElementTree.SubElement(element, "testcase", name=legal(case.name), classname=name)
        if case.outcome:
            told = ElementTree.SubElement(place, case.outcome, type=case.kind, message=legal(case.message))
            told.text = legal(case.text) or None
        if case.out:
            ElementTree.SubElement(place, "system-out").text = legal(case.out)
    ElementTree.SubElement(element, "system-out").text = counts([s], voice)
    return element


def cases(s: SubmissionReport, voice: Voice) -> Iterator[Case]:
    unchecked = list(not_checked(s, voice))
    of_rule: dict[str, list[NotChecked]] = {}
    of_kind: dict[str, list[NotChecked]] = {}
    for item in unchecked:
        (of_rule.setdefault(item.code, []) if item.code else of_kind.setdefault(item.kind, [])).append(item)
    off = {item["code"] for item in s.skipped if item["why"] == "deselected"}
    for rule in all_rules():
        findings = graver_first([f for f in s.findings if f.code == rule.code])
        yield case_of(rule, findings, of_rule.get(rule.code, []), rule.code in off, s, voice)
    for kind, items in of_kind.items():
        yield Case(kind, "skipped", kind, items[0].text, "\n".join(told(item, voice) for item in items[1:]))


def case_of(
    rule: Rule, findings: list[Finding], unchecked: list[NotChecked], off: bool, s: SubmissionReport, voice: Voice
) -> Case:
    """What came of a rule; the gravest first, and passed only where something was checked and all of it could be."""
    case = Case(f"{rule.code} {rule.name} {voice.pair(rule.zh, rule.en)}")
    failing = [f for f in s.failing if f.code == rule.code]
    broken = [item for item in unchecked if item.kind in ("crashed", "unreadable")]
    said = [sentence(f, voice) for f in failing] + [told(item, voice) for item in unchecked]
    rest = [f for f in findings if f not in failing and f in shown(s, voice.style)]
    case = case._replace(text="\n".join(said), out="\n".join(sentence(f, voice) for f in rest))
    if broken or (failing and rule.code == "F001"):
        first = broken[0].text if broken else sentence(failing[0], voice)
        return case._replace(outcome="error", kind=broken[0].kind if broken else "unreadable", message=first)
    if failing:
        return case._replace(outcome="failure", kind=failing[0].severity, message=many(said[0], len(failing), voice))
    if off:
        return case._replace(outcome="skipped", kind="deselected", message=voice.pair(*WORDS["deselected"]))
    if unchecked:
        return case._replace(outcome="skipped", kind="unknown", message=many(said[0], len(unchecked), voice))
    if not findings and not s.passed.get(rule.code):
        return case._replace(outcome="skipped", kind="nothing", message=voice.pair(*WORDS["nothing"]))
    return case


def many(first: str, number: int, voice: Voice) -> str:
    return first if number < 2 else voice.pair(*(words.format(first, number) for words in WORDS["more"]))


def told(item: NotChecked, voice: Voice) -> str:
    return f"{spot(item.where, voice)}: {item.text}" if item.where.part else item.text
