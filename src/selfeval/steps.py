"""Each step of the line made visible: what was read, what was bound, what was checked, and what the rules say."""

import json
from collections.abc import Iterator
from pathlib import Path

from selfeval.checks import Rule
from selfeval.config import Settings
from selfeval.document import Document, Grid, Where
from selfeval.engine import Traced, check_submission
from selfeval.figure import Figure, Text
from selfeval.forms.node import Form, Node
from selfeval.forms.stated import Stated
from selfeval.forms.submission import Submission
from selfeval.lang import shown
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.lore import body, field, lore
from selfeval.parsers import read
from selfeval.rules import all_rules, every_rule


def document_of(file: Path, settings: Settings) -> Document:
    return read(file, settings.limits)


def submission_of(file: Path, settings: Settings) -> Submission:
    return lay_out([document_of(file, settings)], load_labels(*settings.labels), year=settings.year, name=file.name)


def grid(file: Path, settings: Settings) -> Iterator[str]:
    """The tables and paragraphs as read, each cell with its place."""
    document = document_of(file, settings)
    for block in document.blocks:
        if not isinstance(block, Grid):
            yield f"{block.ref}  {block.text}"
            continue
        yield f"[{block.part}]"
        for row in block.rows:
            cells = [f"{block.ref(cell)} {' '.join(cell.text.split())}" for cell in row.cells if cell.row == row.number]
            yield "  " + " | ".join(cells)
    for text in document.unread:
        yield f"! {text}"


def form(file: Path, settings: Settings) -> Iterator[str]:
    """The forms and their fields, with values, units, digits and places."""
    yield from node_lines(submission_of(file, settings), 0)


def node_lines(node: Node, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for name, value in node:
        parts = value if isinstance(value, tuple) and not isinstance(value, Where) else (value,)
        for part in parts:
            if isinstance(part, Node) and part.there:
                yield f"{indent}{name}: {type(part).__name__}"
                yield from node_lines(part, depth + 1)
            elif (line := value_line(part)) is not None:
                yield f"{indent}{name}: {line}"


def value_line(part: object) -> str | None:
    if isinstance(part, Figure) and not part.absent:
        why = f"  ({part.why.key})" if part.why else ""
        return f"{shown(part)}  d={part.digits}  [{part.where.part} {part.where.ref}] {part.where.label}{why}"
    if isinstance(part, Text) and not part.absent:
        return f"“{' '.join(part.text.split())}”  [{part.where.part} {part.where.ref}]"
    if isinstance(part, Stated) and not part.absent:
        return f"{part.kind} {part.side}{shown(part.figure)}  “{part.text.text}”  [{part.text.where.part} {part.text.where.ref}]"
    return str(part) if isinstance(part, (str, bool, int)) and part else None


def checks(file: Path, settings: Settings) -> Iterator[str]:
    """Every check that was made, with its verdict and its arithmetic."""
    trace: list[Traced] = []
    check_submission(submission_of(file, settings), all_rules(), settings.selection, trace)
    yield from (traced.line for traced in trace)


def claims(file: Path, settings: Settings) -> Iterator[str]:
    """Sentence → claims → checks: what was understood of each sentence of the reports, and what looked at it."""
    submission = submission_of(file, settings)
    trace: list[Traced] = []
    check_submission(submission, all_rules(), settings.selection, trace)
    for report in submission.reports:
        yield f"[{report.kind}] {report.title.text}"
        sentence = ""
        for claim in report.claims:
            if claim.sentence != sentence:
                sentence = claim.sentence
                yield f"  {claim.where.ref}  {sentence}"
            read_as = f"{claim.subject} | {claim.measure}" if claim.understood else "? 没有读懂 / not understood"
            yield f"      {claim.text} → {read_as}"
            yield from (f"          {traced.line}" for traced in trace if id(claim.where) in traced.places)


def bound(file: Path, settings: Settings) -> Iterator[str]:
    """Label → field → cell, then the labels that nobody knows as a stub for a labels file."""
    submission = submission_of(file, settings)
    strange: dict[str, list[str]] = {}
    for form_ in (submission.basic, *submission.evaluations, *submission.reports):
        if form_.there:
            yield f"[{form_.kind}] {form_.title.text}"
            yield from (f"  {line}" for line in bound_lines(form_, ""))
            for text in form_.unknown:
                yield f"  {' '.join(text.text.split())[:40]} → – → {text.where.part} {text.where.ref}"
            for label in form_.strange:
                words = strange.setdefault(label.where.label, [])
                words.append("".join(label.text.split()))
                yield f"  {words[-1]} → ? → {label.where.part} {label.where.ref}"
    yield from stub(strange)


def stub(strange: dict[str, list[str]]) -> Iterator[str]:
    """A labels file for the labels that nobody knows: each is to be put behind the field that it names."""
    if not strange:
        return
    fields: dict[str, list[str]] = {}
    for pairs in load_labels().fields.values():
        for group, name in pairs:
            if name not in fields.setdefault(group, []):
                fields[group].append(name)
    yield ""
    yield "# 不认识的标签。去掉行首的 #，把“字段”改成它应属的字段，存为 .toml，用 --labels 给出。"
    yield "# Labels that are not known. Take off the #, write the field that each names, save as .toml, give it by --labels."
    for group, words in strange.items():
        yield ""
        yield f"[{group}]"
        yield f"# 可用的字段 / fields: {' '.join(fields.get(group, ()))}"
        for word in dict.fromkeys(words):
            yield f"# 字段 = {json.dumps([word], ensure_ascii=False)}"


def bound_lines(node: Node, path: str) -> Iterator[str]:
    for name, value in node:
        parts = value if isinstance(value, tuple) and not isinstance(value, Where) else (value,)
        for part in parts:
            if isinstance(part, Form) or name in ("groups", "dated", "unknown", "strange"):
                continue
            if isinstance(part, Node) and part.there:
                yield from bound_lines(part, f"{path}{name}.")
            else:
                said = part.text if isinstance(part, Stated) else part
                if isinstance(said, (Figure, Text)) and not said.absent and said.where.label:
                    yield f"{said.where.label} → {path}{name} → {said.where.part} {said.where.ref}"


def explained(rule: Rule, language: str) -> str:
    """A rule's docstring with its head."""
    chinese, _, rest = body(rule).partition("\n---\n")
    english, mark, tail = rest.partition("source:")
    text = {"zh": chinese + "\n\n" + mark + tail, "en": english + mark + tail}.get(language, body(rule))
    lines = "".join(f'{name} = "{value}"\n' for name, value in rule.thresholds.items())
    thresholds = f"\n[rules.{rule.code}]\n{lines}" if lines else ""
    return f"{rule.code} {rule.name} ({rule.severity})\n{title(rule, language)}\n\n{text.strip()}\n{thresholds}"


def catalogue(form_: str, language: str) -> str:
    """All rules: a line each, or as JSON or a Markdown table."""
    listed = every_rule()
    if form_ == "json":
        table = [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity,
                "title": {"zh": rule.zh, "en": rule.en},
                "what": {"zh": lore(rule, "zh").what, "en": lore(rule, "en").what},
                "thresholds": rule.thresholds,
                "source": field(rule, "source"),
                "since": field(rule, "since"),
            }
            for rule in listed
        ]
        return json.dumps(table, ensure_ascii=False, indent=1) + "\n"
    if form_ == "markdown":
        return markdown()
    return "".join(f"{rule.code}  {rule.severity:<8} {rule.name:<28} {title(rule, language)}\n" for rule in listed)


def title(rule: Rule, language: str) -> str:
    return {"zh": rule.zh, "en": rule.en}.get(language, f"{rule.zh} / {rule.en}")


def markdown() -> str:
    """The manual of the rules, as docs/rules.md holds it."""
    lines = [
        "# 规则目录 · The rules",
        "",
        "由 `selfeval rules --format markdown` 生成。Generated from the rules' docstrings.",
        "",
    ]
    for rule in every_rule():
        zh, en = lore(rule, "zh"), lore(rule, "en")
        lines += [f"## {rule.code} {rule.name}", "", f"**{rule.zh}** · {rule.en} · `{rule.severity}`", "", zh.what, ""]
        lines += [
            f"可能合理：{zh.may_be_right}",
            "",
            f"怎么办：{zh.to_do}",
            "",
            en.what,
            "",
            f"May be right: {en.may_be_right}",
            "",
            f"To do: {en.to_do}",
            "",
        ]
        lines += [f"来源 · source: {field(rule, 'source')} · since {field(rule, 'since')}", ""]
        if rule.thresholds:
            lines += [
                "门槛 · thresholds: " + ", ".join(f"`{name} = {value}`" for name, value in rule.thresholds.items()),
                "",
            ]
    return "\n".join(lines)
