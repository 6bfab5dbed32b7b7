"""The report for people: a block for each submission, findings by form and severity, and what was not checked."""

import unicodedata
from collections.abc import Iterator

from selfeval.checks import SEVERITIES, Rule
from selfeval.document import Where
from selfeval.lang import LANGUAGES, Both
from selfeval.lore import lore
from selfeval.renderers import Style
from selfeval.report import Finding, Lapsed, Proof, Report, SubmissionReport, still_open, summarise
from selfeval.rules import every_rule

Line = list[tuple[str, str]]
SEVERITY_WORDS = {
    "error": ("逻辑性", "error"),
    "missing": ("完整性", "missing"),
    "verify": ("核实性", "verify"),
    "style": ("规范性", "style"),
}
# What a finding is beside bad.
STANDINGS = {
    "near": ("尾差", "near"),
    "waived": ("已认可", "accepted"),
    "answered": ("已说明", "answered"),
}
LONGEST_LABEL = 40
COLOURS = {"error": "bold red", "missing": "bold magenta", "verify": "yellow", "style": "cyan"}
WORDS = STANDINGS | {
    "files": ("文件", "files"),
    "converted": ("{}（经 LibreOffice 转换后读取）", "{} (converted by LibreOffice)"),
    "forms": ("表格", "forms"),
    "not_read": ("未读", "not read"),
    "nothing": ("没有发现问题", "nothing found"),
    "nothing_read": ("读懂的部分没有发现问题", "nothing found in what was understood"),
    "places": ("{} 处", "{} places"),
    "operand": ("依据", "against"),
    "hint": ("提示", "hint"),
    "to_do": ("怎么办", "to do"),
    "because": ("认可理由：{}（{}）", "accepted because: {} ({})"),
    "reply": ("单位说明：{}", "the unit answers: {}"),
    "lapsed": ("对不上现有问题的认可和说明", "what was accepted or answered and is no longer there"),
    "lapsed_waiver": (
        "认可过的问题不在了或内容变了（理由：{}，{}）",
        "what was accepted is gone or has changed (because: {}, {})",
    ),
    "lapsed_reply": (
        "单位说明过的问题不在了或内容变了（说明：{}，{}）",
        "what the unit answered is gone or has changed (answer: {}, {})",
    ),
    "settled": ("，其中已认可 {}、已说明 {}", ", of which {} were accepted and {} answered"),
    "unknown": ("无法核对 {} 项", "{} checks could not be made"),
    "unused": ("没有任何检查涉及的数字 {} 个", "{} figures were in no check"),
    "unused_hint": ("（-v 列出）", " (-v lists them)"),
    "crashed": ("程序出错，未完成的检查", "checks that crashed"),
    "deselected": ("另有 {} 条规则按设置没有核对", "{} more rules were switched off"),
    "strange": (
        "不认识的栏目或行，其数字没有核对（用 selfeval labels 查看）",
        "labels that are not known, their figures were not checked (see selfeval labels)",
    ),
    "prose": (
        "报告中的数字和判断 {} 处，{} 处没有读懂，没有核对{}",
        "the reports make {} statements, of which {} were not understood and not checked{}",
    ),
    "statistics": ("各规则发现的问题", "findings by rule"),
    "skipped": ("没有适用的表、未运行的规则 {} 条", "{} rules did not apply"),
    "file_part": ("文件", "file"),
    "year": ("{}年度", "{}"),
    "no_unit": ("（没有单位名称）", "(no unit named)"),
    "table": ("表{}", "table {}"),
    "paragraph": ("第{}段", "paragraph {}"),
    "submissions": ("{} 个文件，作为 {} 份材料核对", "{} files read as {} submissions"),
}
LAST = (
    "共核对 {checks} 项：相符 {ok}，尾差 {near}，不符 {bad}（逻辑性 {error}、完整性 {missing}、核实性 {verify}、规范性 {style}{settled}），"
    "无法核对 {unknown}；没有任何检查涉及的数字 {unused} 个",
    "{checks} checks: {ok} held, {near} near, {bad} failed (error {error}, missing {missing}, verify {verify}, style {style}{settled}), "
    "{unknown} could not be made; {unused} figures were in none",
)


def lines(report: Report, style: Style) -> Iterator[Line]:
    """The report line by line, each as pieces of text with their style."""
    voice = Voice(style)
    files = sum(len(s.files) for s in report.submissions)
    if len(report.submissions) != 1 or files > 1:
        yield [(voice.word("submissions").format(files, len(report.submissions)), "bold")]
        yield []
    for number, submission in enumerate(report.submissions):
        if number:
            yield []
        yield from submission_lines(submission, voice)
    if len(report.submissions) > 1:
        yield []
        yield from table(report, voice)
        yield []
        yield from last_line(report.submissions, voice)
    if style.statistics:
        yield from statistics(report, voice)


class Voice:
    """The language of the report, or both side by side."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.many_files = False
        self.zh = style.language in ("zh", "both")
        self.both = style.language == "both"

    def pair(self, chinese: str, english: str) -> str:
        return f"{chinese} / {english}" if self.both and chinese != english else chinese if self.zh else english

    def word(self, key: str) -> str:
        return self.pair(*WORDS[key]) if not self.both else WORDS[key][0]

    def say(self, text: Both) -> str:
        return self.pair(text["zh"], text["en"])

    def key(self, key: str) -> str:
        return self.pair(LANGUAGES["zh"][key], LANGUAGES["en"][key])

    def severity(self, severity: str) -> str:
        return self.pair(*SEVERITY_WORDS[severity])


def submission_lines(s: SubmissionReport, voice: Voice) -> Iterator[Line]:
    voice.many_files = len(s.files) > 1
    year = f" · {voice.word('year').format(s.year)}" if s.year else ""
    yield [(f"■ {s.unit or s.name or voice.word('no_unit')}{year}", "bold")]
    yield [(f"  {voice.word('files')}  ", "dim"), ("、".join(file_names(s, voice)) or "—", "")]
    seen = "、".join(f"{voice.key('kind-' + form.kind)}（{place_words(form.where, voice)}）" for form in s.forms)
    yield [(f"  {voice.word('forms')}  ", "dim"), (seen or "—", "")]
    for other in s.not_read:
        yield [(f"  {voice.word('not_read')}  ", "dim"), (f"{other['name']}（{voice.say(other['why'])}）", "")]
    shown = [f for f in s.findings if f.verdict == "bad" or voice.style.strict]
    if not shown:
        yield []
        yield [(f"  {voice.word('nothing_read')}", "yellow") if s.strange else (f"  {voice.word('nothing')}", "green")]
    rules = {rule.code: rule for rule in every_rule()}
    for form, entries in by_form(shown):
        yield []
        title = voice.key("kind-" + s.forms[form].kind) if form >= 0 else voice.word("file_part")
        name = f"  {s.forms[form].title}" if form >= 0 and s.forms[form].title else ""
        yield [(f"  {title}", "bold"), (name, "dim")]
        for entry in entries:
            yield from entry_lines(entry, rules[entry[0].code], voice)
    yield from rest_lines(s, voice)
    yield []
    yield from last_line([s], voice)


def by_form(findings: list[Finding]) -> Iterator[tuple[int, list[list[Finding]]]]:
    """The entries of each form, gravest first: one for each rule; what has the same name and figures elsewhere stands with it."""
    entries: dict[tuple[str, ...], list[Finding]] = {}
    for f in findings:
        row = (f.code, f.where.label.split(" / ")[0], f.where.part, f.standing, f.where.file)
        figures = (f.code, f.where.label, f.said.text, f.ought.text, f.standing)
        entry = entries.get(("row", *row)) or entries.get(("same", *figures)) or []
        entry.append(f)
        entries.setdefault(("row", *row), entry)
        entries.setdefault(("same", *figures), entry)
    unique = list({id(entry): entry for entry in entries.values()}.values())
    for form in sorted({entry[0].form for entry in unique}):
        together: dict[tuple[str, str], list[Finding]] = {}
        for entry in unique:
            if entry[0].form == form:
                together.setdefault((entry[0].code, entry[0].standing), []).extend(entry)
        yield (
            form,
            sorted(together.values(), key=entry_order),
        )


def entry_order(entry: list[Finding]) -> tuple[bool, int, bool, str]:
    """The gravest first; what a person has settled comes last."""
    first = entry[0]
    settled = first.standing in ("waived", "answered")
    return settled, SEVERITIES.index(first.severity), first.verdict == "near", first.code


def entry_lines(entry: list[Finding], rule: Rule, voice: Voice) -> Iterator[Line]:
    first = entry[0]
    # What is near, was accepted or is explained is not what a reviewer looks for.
    colour = COLOURS[first.severity] if first.standing == "bad" else "dim"
    places = f"  {voice.word('places').format(len(entry))}" if len(entry) > 1 else ""
    yield [
        (f"    {standing_word(first, voice)} {first.code} ", colour),
        (voice.say(first.title), "bold"),
        (places, "dim"),
    ]
    for f in entry:
        # The label of a sentence is the sentence, which the message quotes.
        label = cut(f.where.label or f.said.text, LONGEST_LABEL)
        place = f"[{place_words(f.where, voice)}]" if f.where.part else ""
        yield [(f"      {label} ", ""), (place, "dim"), (f"  {voice.say(f.message)}", "")]
        others = operands(f)
        if f.hint:
            yield [(f"        {voice.word('hint')}：{voice.say(f.hint)}", "cyan")]
        if others:
            told = "；".join(operand(proof, voice) for proof in others)
            yield [(f"        {voice.word('operand')}：{told}", "dim")]
        if said := remark(f, voice):
            yield [(f"        {said}", "green")]
    if rule.code != "F001":  # whose message says what to do
        todo = voice.pair(lore(rule, "zh").to_do, lore(rule, "en").to_do)
        yield [(f"      → {todo}", "dim")]


def standing_word(f: Finding, voice: Voice) -> str:
    """Its severity where it counts, else why it does not: near, accepted, or answered."""
    return voice.severity(f.severity) if f.standing == "bad" else voice.word(f.standing)


def remark(f: Finding, voice: Voice) -> str:
    """What a person has said to a finding: why it was accepted, and the unit's own answer."""
    said = []
    if f.waived is not None:
        said.append(voice.word("because").format(f.waived["reason"], f.waived["by"]))
    if f.answered:
        said.append(voice.word("reply").format(" ".join(f.answered.split())))
    return "；".join(said)


def lapsed_words(gone: Lapsed, voice: Voice) -> str:
    return voice.word(f"lapsed_{gone.kind}").format(" ".join(gone.text.split()), gone.by)


def operands(f: Finding) -> list[Proof]:
    """The other places that the check looked at, without the template's lines of dots that nobody filled."""
    return [p for p in f.evidence if p.where != f.where and (p.text or not p.where.label.startswith("."))]


def operand(proof: Proof, voice: Voice) -> str:
    """Another place that the check looked at: its label, what stands there, and where."""
    text = " ".join(proof.text.split())[:40] or "—"
    label = proof.where.label
    # A label that stands for itself is not said twice.
    itself = len(text) > 3 and label.endswith("".join(text.split()))
    words = label if itself else f"{label} {text}".strip()
    return f"{words} [{place_words(proof.where, voice)}]"


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def place_words(where: Where, voice: Voice) -> str:
    """A place as people see it: the sheet and cell of Excel, the table and its row and column, or the paragraph of Word."""
    file = f"{where.file} " if voice.many_files and where.part else ""
    if where.part.startswith("table "):
        place = f"{voice.word('table').format(where.part[6:])} {where.ref}".strip()
    elif where.part == "text":
        place = voice.word("paragraph").format(where.ref.removeprefix("p"))
    elif where.part:
        place = f"{where.part}!{where.ref}"
    else:
        place = where.file
    return file + place


def file_names(s: SubmissionReport, voice: Voice) -> list[str]:
    return [voice.word("converted").format(f["name"]) if f["name"] in s.converted else f["name"] for f in s.files]


def rest_lines(s: SubmissionReport, voice: Voice) -> Iterator[Line]:
    """What was not checked, so that it never looks like what was right."""
    switched_off = sum(item["why"] == "deselected" for item in s.skipped)
    if switched_off:
        yield []
        yield [("  " + voice.word("deselected").format(switched_off), "yellow")]
    if s.strange:
        yield []
        yield [(f"  {voice.word('strange')}：{'、'.join(s.strange)}", "yellow")]
    said, lost = s.prose
    if lost:
        hint = "" if voice.style.verbose else voice.word("unused_hint")
        yield []
        yield [("  " + voice.word("prose").format(said, lost, hint), "yellow")]
    if s.unknown:
        yield []
        yield [("  " + voice.word("unknown").format(len(s.unknown)), "yellow")]
        grouped: dict[tuple[str, str], list[str]] = {}
        for u in s.unknown:
            place = f"{u.where.label} [{place_words(u.where, voice)}]".strip()
            grouped.setdefault((place, voice.say(u.why)), []).append(u.code)
        for (place, why), codes in grouped.items():
            yield [(f"    {'、'.join(dict.fromkeys(codes))}  {place}  {why}", "")]
    if s.lapsed:
        yield []
        yield [("  " + voice.word("lapsed"), "yellow")]
        for gone in s.lapsed:
            yield [(f"    {gone.code}  {gone.label}  {lapsed_words(gone, voice)}", "")]
    if s.crashed:
        yield []
        yield [("  " + voice.word("crashed"), "bold red")]
        for crash in s.crashed:
            yield [(f"    {crash['code']}  {crash['where']}  {crash['error']}", "")]
    if s.unused and voice.style.verbose:
        yield []
        yield [("  " + voice.word("unused").format(len(s.unused)), "")]
        for figure in s.unused:
            yield [(f"    {figure.label}  {figure.text} [{place_words(figure.where, voice)}]", "dim")]
    skipped = [item for item in s.skipped if item["why"] == "no-form"]
    if skipped and voice.style.verbose:
        yield [
            (
                "  " + voice.word("skipped").format(len(skipped)) + "：" + "、".join(item["code"] for item in skipped),
                "dim",
            )
        ]


def last_line(submissions: list[SubmissionReport], voice: Voice) -> Iterator[Line]:
    unused = any(s.unused for s in submissions)
    hint = voice.word("unused_hint") if unused and not voice.style.verbose else ""
    yield [("  " + counts(submissions, voice) + hint, "bold")]


def counts(submissions: list[SubmissionReport], voice: Voice) -> str:
    """How many checks held, did not, and could not be made, and how many figures were in none."""
    numbers = summarise(submissions) | {"unused": sum(len(s.unused) for s in submissions)}
    now = still_open(submissions)
    settled = now["waived"], now["answered"]
    last = [
        text.format(**numbers, settled=words.format(*settled) if any(settled) else "")
        for text, words in zip(LAST, WORDS["settled"], strict=True)
    ]
    return voice.pair(*last)


def table(report: Report, voice: Voice) -> Iterator[Line]:
    """One row a unit, with its counts."""
    heads = [
        voice.pair("单位", "unit"),
        voice.pair("年度", "year"),
        *(voice.severity(s) for s in SEVERITIES),
        voice.pair("无法核对", "unknown"),
        voice.pair("文件", "file"),
    ]
    rows = [heads]
    for s in report.submissions:
        counts = still_open([s])
        figures = [str(counts[severity]) for severity in SEVERITIES] + [str(counts["unknown"])]
        rows.append([s.unit or "—", str(s.year or "—"), *figures, s.name])
    widths = [max(width(row[at]) for row in rows) for at in range(len(heads))]
    for number, row in enumerate(rows):
        cells = [pad(cell, widths[at], at in range(1, 7)) for at, cell in enumerate(row)]
        yield [("  " + "  ".join(cells).rstrip(), "bold" if not number else "")]


def statistics(report: Report, voice: Voice) -> Iterator[Line]:
    """How often each rule spoke."""
    yield []
    yield [(f"  {voice.word('statistics')}", "bold")]
    counts: dict[str, int] = {}
    for s in report.submissions:
        for f in s.findings:
            if f.verdict == "bad":
                counts[f.code] = counts.get(f.code, 0) + 1
    titles = {rule.code: voice.pair(rule.zh, rule.en) for rule in every_rule()}
    for code, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield [(f"  {number:>6}  {code}  {titles[code]}", "")]


def width(text: str) -> int:
    """How many columns of a terminal a text takes: full-width characters take two."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text
    )


def pad(text: str, to: int, right: bool) -> str:
    blank = " " * (to - width(text))
    return blank + text if right else text + blank


def plain_text(report_lines: Iterator[Line]) -> str:
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in report_lines)
