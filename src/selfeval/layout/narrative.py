"""From a report's paragraphs to its topics, lists, counts and headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from selfeval.document import Where
from selfeval.figure import NONE, NUMBER, Figure, Text, same_value, total, typed_figure
from selfeval.forms.narrative import Count, Heading, Listing, ProjectNamed, Told, Topic
from selfeval.forms.stated import Stated
from selfeval.layout.blocks import Entry
from selfeval.layout.concepts import concept_of, shown_subject
from selfeval.layout.labels import Labels
from selfeval.layout.numbers import chinese_number
from selfeval.layout.prose.amounts import NUMBERING, plain_prose
from selfeval.layout.prose.claims import read_claims
from selfeval.layout.prose.phrases import PEOPLE, STAFF_KINDS, VALUES, WORTH
from selfeval.layout.prose.reading import Claim, Reading
from selfeval.units import is_money

MEASURE_LABELS = {
    "initial_budget": "年初预算", "annual_budget": "全年预算", "budget": "预算", "final": "决算", "received": "到位",
    "balance": "结余", "amount": "", "completion_rate": "完成预算", "execution_rate": "执行率", "change": "比上年增减",
    "change_rate": "比上年增减率", "change_points": "比上年增减", "over_budget": "比预算增减", "over_budget_rate": "比预算增减率",
    "share": "占比", "compare": "决算与预算", "trend": "与上年", "no_rate": "无法计算", "quota": "编制", "staff": "实有",
    "retired": "离退休", "count": "", "score": "自评得分", "quantity": "", "other": "", "grade": "自评等级",
}  # fmt: skip
FIELDS = {
    "completion_rate": "completion", "over_budget": "over", "over_budget_rate": "over_rate",
}  # fmt: skip
STATED = frozenset(("change", "change_rate", "change_points", "over_budget", "over_budget_rate", "compare", "trend"))
TOPICAL = frozenset(MEASURE_LABELS) - {"count", "quantity", "other", "grade"}
LONGEST_CLAUSE, LONGEST_SENTENCE = 40, 300
# A heading's number and first words; a heading without a number is no longer than that.
HEAD, SHORT = 30, 20
TOP = re.compile(r"([一二三四五六七八九十]{1,3})(?:、|[.．](?!\d))")
SUB = re.compile(r"\(([一二三四五六七八九十]{1,3})\)|(\d{1,2})(?:、|[.．](?!\d))")
BECAUSE = ("原因", "由于", "因", "主要是", "系", "导致", "所致", "为了")
# Measures of one kind, of which a part may have another than its whole.
KINDS = {
    "final": "spent",
    "amount": "spent",
    "budget": "planned",
    "initial_budget": "planned",
    "annual_budget": "planned",
}
# So many claims before its first part may stand the whole of a list.
NEAR_WHOLE = 8
INNER = frozenset(("in_projects", "whole"))
BUDGET_MOVED = re.compile(r"预算数?(?:安排)?(?:相?较|比|与|同)(?:上年|去年|(?:19|20)\d\d年)")
AGAINST = re.compile("年|同比")
ALL_SPENDING = re.compile(
    r"支出(?:决算)?(?:总额|合计|总计|总数)|总支出|共支出"
    r"|(?:我|本)(?:单位|部门|中心|[局镇乡委办站所院校馆队])(?:(?:19|20)\d\d年度?|全年|本年度?)?(?:实际)?支出(?:决算)?(?:为|数)?\d"
)
SHORTEST_NAME, SHORTEST_REASON = 4, 6
# Where the money of a project came from, and no project.
SOURCE = re.compile(
    "(?:中央|省|市|县|区|级|本级|地方|上级|财政|专项|配套|补助|转移支付|自筹|资金|拨款|投入|安排|一般公共预算|政府性基金|预算|其他|社会|单位|自有|债券)+"
)
NO_PROJECT = re.compile("项目|支出|合计|实施|安排|完成|开展|全年|本年|年")
PROJECT_ENDS = ("费", "经费", "资金", "项目", "补助", "补贴", "专项", "工程", "支出", "款", "奖补", "建设")


@dataclass(slots=True, eq=False, repr=False)
class Passage:
    """A paragraph with claims, the claims' numbers, and the section that it stands in."""

    entry: Entry
    text: str
    first: int
    last: int
    section: str
    in_projects: bool


@dataclass(slots=True, eq=False, repr=False)
class Narration:
    """What one report says. figures: one for each claim, in their order; topics: as fields of their model;
    doubtful: the wholes of which a part is not sure."""

    labels: Labels
    claims: list[Claim]
    usual: dict[str, int]
    figures: list[Figure] = field(default_factory=list)
    topics: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[Figure] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    doubtful: frozenset[int] = frozenset()


def narrate(entries: Sequence[Entry], year: int, labels: Labels, own: str = "") -> dict[str, Any]:
    """What a report holds beside its paragraphs, as the fields of its model. own: what all of it is about, other than the unit."""
    reading = Reading(year, own, subject=own)
    sections = Sections()
    passages: list[Passage] = []
    for entry in entries:
        note_heading(sections, entry, reading)
        numbering = NUMBERING.match(entry.text)
        if WORTH.search(entry.text, numbering.end() if numbering else 0):
            text = plain_prose(entry.text)
            before = len(reading.claims)
            read_claims(text, reading)
            if len(reading.claims) > before:
                passages.append(
                    Passage(
                        entry,
                        text,
                        before,
                        len(reading.claims),
                        sections.section,
                        sections.in_projects or "项目" in text[:8],
                    )
                )
    doubtful = frozenset(claim.whole for claim in reading.claims if not claim.sure)
    told = Narration(labels, reading.claims, usual_of(reading.claims), doubtful=doubtful)
    for passage in passages:
        take(told, passage)
    return {
        "headings": tuple(sections.headings),
        "topics": tuple(
            Topic.model_validate({k: v for k, v in topic.items() if k not in INNER}) for topic in told.topics
        ),
        "claims": tuple(told.told),
        "mentions": tuple(told.mentions),
        "lists": tuple(lists_of(told)),
        "counts": tuple(counts_of(told)),
        "projects": tuple(projects_of(told)),
    }


def usual_of(claims: Sequence[Claim]) -> dict[str, int]:
    """For each money unit the finest digits typed in the report, at most 2; 2 where fewer than five values differ."""
    values: dict[str, set[Any]] = {}
    finest: dict[str, int] = {}
    for claim in claims:
        if claim.mention and is_money(claim.mention.unit):
            unit = claim.mention.unit
            values.setdefault(unit, set()).add(claim.mention.value)
            finest[unit] = max(finest.get(unit, 0), claim.mention.decimals)
    return {unit: min(2, finest[unit]) if len(values[unit]) >= 5 else 2 for unit in values}


@dataclass(slots=True)
class Sections:
    """The headings so far, and the section that the reading stands in. in_projects: it is one on projects."""

    headings: list[Heading] = field(default_factory=list)
    top: str = ""
    section: str = ""
    in_projects: bool = False


def note_heading(sections: Sections, entry: Entry, reading: Reading) -> None:
    """Keeps the number of the section that what follows stands in; a new section ends the parts of the one before."""
    text = entry.text[:HEAD].replace("（", "(").replace("）", ")")
    if found := TOP.match(text):
        sections.top = sections.section = found.group(1)
        sections.headings.append(
            Heading(text=Text(entry.text, entry.where), number=chinese_number(found.group(1)) or 0)
        )
        sections.in_projects = "项目" in text
        reading.across = reading.whole = None
    elif found := SUB.match(text):
        number = f"（{found.group(1)}）" if found.group(1) else found.group(2)
        if found.group(1):
            sections.section = sections.top + number
            sections.in_projects = "项目" in text[:14] or (sections.in_projects and "基本支出" not in text[:14])
            reading.across = reading.whole = None
        else:
            sections.section = sections.section.rstrip("0123456789") + number
    elif len(text) <= SHORT and text and text[-1] not in "。；;，,：:":
        sections.headings.append(Heading(text=Text(entry.text, entry.where)))


def take(told: Narration, passage: Passage) -> None:
    """Puts the claims of a paragraph into topics: one for each run of claims of one thing."""
    current: dict[str, Any] = {}
    here: dict[str, dict[str, Any]] = {}
    last = max((told.claims[at].end for at in range(passage.first, passage.last)), default=0)
    of_budget = False
    # A clause of words behind the figures says why too: 一辆老旧车辆报废.
    why = any(word in passage.text for word in BECAUSE) or len(passage.text) - last > SHORTEST_REASON
    for at in range(passage.first, passage.last):
        claim = told.claims[at]
        subject = shown_subject(claim.subject)
        sentence = sentence_at(passage.text, claim.start)
        # 由于预算数为0万元 says once more what was just said.
        again = claim.measure == "other" and bool(current) and claim.mention is not None and not claim.mention.value
        understood = (claim.sure and claim.measure != "other") or again
        where = passage.entry.where._replace(
            label=place_label(passage.section, subject, claim.measure)
            if understood
            else f"{passage.section} “{clause_at(passage.text, claim)}”".strip()
        )
        figure = figure_of(claim, where, told.usual)
        told.figures.append(figure)
        words = words_of(claim, passage.text)
        told.told.append(Told(sentence, subject, claim.measure, words, where, understood))
        name = field_of(claim)
        if claim.measure in ("change", "change_rate", "trend"):
            # 预算比上年减少1万元，下降5%，决算比上年…: how a budget moved is held against no final account.
            of_budget = BUDGET_MOVED.search(words) is not None or (of_budget and not AGAINST.search(words))
            name = "" if of_budget else name
        else:
            of_budget = False
        if again:
            current["again"] += (figure,)
            continue
        if not name:
            told.mentions.append(figure)
            continue
        current = here.get(subject, {})
        if not current or (name in current and not same_again(current[name], figure)):
            current = {
                "subject": Text(subject, where),
                "concept": staffing_of(claim) or concept_in(claim, sentence, told.labels),
                "sentence": Text(sentence, where),
                "again": (),
                "reason": why,
                "in_projects": passage.in_projects,
                "whole": claim.whole,
            }
            told.topics.append(current)
            here[subject] = current
        if name in current:
            current["again"] += (figure,)
        else:
            current[name] = said(claim, figure, Text(words, where))
        if claim.measure == "no_rate":
            earlier = {"change", "change_rate", "trend", "prior_final"} & current.keys()
            of_last_year = bool(earlier) or re.search("增|降|上年|去年|变动", words)
            current["no_rate_of"] = "prior" if of_last_year else "budget"
        if claim.measure in ("completion_rate", "over_budget", "over_budget_rate"):
            current["completion_of" if claim.measure == "completion_rate" else "over_of"] = claim.of


def place_label(section: str, subject: str, measure: str) -> str:
    return " / ".join(filter(None, (f"{section} {subject}".strip(), MEASURE_LABELS[measure])))


def said(claim: Claim, figure: Figure, words: Text) -> Figure | Stated | Text:
    if claim.measure == "no_rate":
        return words
    if claim.measure not in STATED:
        return figure
    if claim.mention is None:
        return Stated("words", words, NONE, side="<=>"[claim.sign + 1])
    return Stated("change", words, figure, up=claim.sign > 0)


def field_of(claim: Claim) -> str:
    """The field of a topic that a claim fills; empty where it fills none: counts, other quantities, what is approximate."""
    if not claim.sure or claim.measure not in TOPICAL or (claim.mention and claim.mention.about):
        return ""
    if claim.measure == "score" and claim.whole >= 0:
        # 项目自评99.1分，其中预算执行9.6分: the points of a part are not the thing's own.
        return ""
    name = FIELDS.get(claim.measure, claim.measure)
    if not claim.period:
        return name
    if claim.period == "上年" and name in ("budget", "final", "amount", "initial_budget", "annual_budget"):
        return "prior_budget" if "budget" in name else "prior_final"
    return ""


def same_again(before: Any, figure: Figure) -> bool:
    if isinstance(before, Figure):
        return before.state is NUMBER and before.value == figure.value and before.unit == figure.unit
    return isinstance(before, Stated) and before.figure.state is NUMBER and before.figure.value == figure.value


def figure_of(claim: Claim, where: Where, usual: dict[str, int]) -> Figure:
    mention = claim.mention
    if mention is None:
        return Figure(where=where)
    # 编制103个: posts are counted as the people on them.
    unit = "人" if claim.measure in PEOPLE and mention.unit in ("个", "名") else mention.unit
    return typed_figure(mention.value, unit, mention.decimals, usual.get(unit, 2), mention.text, where)


def words_of(claim: Claim, text: str) -> str:
    """The words of a claim: its figure with what stands before it in its clause."""
    start = begin(text, claim.start, "，,。；;：:")
    return text[start : claim.end].strip()


def clause_at(text: str, claim: Claim) -> str:
    """The clause that a claim stands in, cut where it is long."""
    return text[
        begin(text, claim.start, "，,。；;：:", LONGEST_CLAUSE) : end(text, claim.end, "，。；：", LONGEST_CLAUSE)
    ].strip()


def sentence_at(text: str, at: int) -> str:
    return text[begin(text, at, "。；") : end(text, at, "。；")].strip()


def begin(text: str, at: int, signs: str, most: int = LONGEST_SENTENCE) -> int:
    """Where the piece begins that a place stands in; not further back than a reader would look, so that prose without stops costs no more."""
    low = max(at - most, 0)
    return max([text.rfind(sign, low, at) for sign in signs]) + 1 or low


def end(text: str, at: int, signs: str, most: int = LONGEST_SENTENCE) -> int:
    high = min(at + most, len(text))
    return min([place for sign in signs if (place := text.find(sign, at, high)) >= 0], default=high)


def staffing_of(claim: Claim) -> str:
    """Marks the unit's whole staff, which the basic data give too; 行政编制 and the like are parts of it."""
    whole = claim.measure in ("quota", "staff") and claim.whole < 0 and not claim.of and not claim.period
    return "staffing" if whole and not claim.subject.startswith(STAFF_KINDS) else ""


def concept_in(claim: Claim, sentence: str, labels: Labels) -> str:
    """The concept of a claim whose own sentence names it; one carried over from another sentence is not held against tables."""
    if claim.subject == "支出" and claim.measure == "final" and ALL_SPENDING.search(sentence):
        return "total"
    if claim.subject.startswith("商品和服务"):
        # By economic class it is what all spending holds of it, projects included.
        return ""
    return concept_of(claim.subject, labels) if shown_subject(claim.subject)[:3] in shown_subject(sentence) else ""


def lists_of(told: Narration) -> list[Listing]:
    """Each whole with the parts that are named of it, in the same measure."""
    parts: dict[tuple[int, int], list[int]] = {}
    again = {id(figure) for topic in told.topics for figure in topic["again"]}
    for at, claim in enumerate(told.claims):
        if (
            claim.whole >= 0
            and id(told.figures[at]) not in again
            and claim.mention
            and not claim.mention.about
            and not claim.period
        ):
            parts.setdefault((claim.whole, claim.view), []).append(at)
    lists = [
        Listing(whole=told.figures[at], parts=tuple(told.figures[at - claim.sums : at]))
        for at, claim in enumerate(told.claims)
        if claim.sums
    ]
    for (whole, _), places in parts.items():
        for measure, figure in whole_measures(told, whole).items():
            listed = listing(told, figure, measure, places)
            if listed is not None:
                lists.append(listed if listed.open else settled(told, listed, whole, places[0]))
    return lists


def settled(told: Narration, listed: Listing, whole: int, first: int) -> Listing:
    """A list whose parts do not make up its whole: where that is a part or what is left, another figure just before it is broken down."""
    ought = total(listed.parts)
    if not ought.known or same_value(listed.whole, ought):
        return listed
    if told.claims[whole].whole < 0 and told.claims[whole].measure != "balance":
        return listed
    for at in range(first - 1, max(first - NEAR_WHOLE, -1), -1):
        claim, figure = told.claims[at], told.figures[at]
        if claim.mention and not claim.mention.about and claim.measure in VALUES and same_value(figure, ought):
            return listed.model_copy(update={"whole": figure})
    return listed


def listing(told: Narration, whole: Figure, measure: str, places: list[int]) -> Listing | None:
    """The parts of a whole in one measure, each thing once: in the whole's own measure, else in one of its kind."""
    by_name: dict[str, list[int]] = {}
    for at in places:
        by_name.setdefault(told.claims[at].subject, []).append(at)
    parts: list[Figure] = []
    some = told.claims[places[0]].whole in told.doubtful
    for own in by_name.values():
        alike = [at for at in own if told.claims[at].measure == measure] or [
            at for at in own if KINDS.get(told.claims[at].measure) == KINDS.get(measure, measure)
        ]
        # A part that says nothing in this measure leaves the list open.
        some = some or not alike or told.claims[alike[0]].open
        parts += [told.figures[at] for at in alike[:1]]
    # The lines of 公用经费 do not exhaust it, in a report as in the form.
    divided = told.claims[told.claims[places[0]].whole].subject
    some = some or len(parts) == 1 or concept_of(divided, told.labels) == "public"
    return Listing(whole=whole, parts=tuple(parts), open=some) if parts else None


def whole_measures(told: Narration, at: int) -> dict[str, Figure]:
    """The measures of the thing that was broken down, from the claims before the one that the parts hang on."""
    subject = told.claims[at].subject
    found: dict[str, Figure] = {}
    for place in range(at, max(at - 8, -1), -1):
        claim = told.claims[place]
        if claim.subject != subject:
            break
        if claim.sure and claim.mention and not claim.mention.about and claim.measure in VALUES and not claim.period:
            found.setdefault(claim.measure, told.figures[place])
    return found


def counts_of(told: Narration) -> list[Count]:
    return [
        Count(
            count=figure,
            names=Text("、".join(claim.names), figure.where),
            named=Figure(Decimal(len(claim.names)), figure.unit, op="const"),
            open=claim.open,
        )
        for claim, figure in zip(told.claims, told.figures, strict=True)
        if claim.names and claim.measure == "count"
    ]


def is_no_project(name: str) -> bool:
    return bool(NO_PROJECT.match(name) or SOURCE.fullmatch(name))


def projects_of(told: Narration) -> list[ProjectNamed]:
    """Things with an amount that stand as parts of 项目支出, or in a section on it under names of projects."""
    found = []
    for topic in told.topics:
        amount = topic.get("amount") or topic.get("final")
        name = topic["subject"]
        if amount is None or topic["concept"] or not is_money(amount.unit):
            continue
        whole = told.claims[topic["whole"]] if topic["whole"] >= 0 else None
        part = whole is not None and concept_of(whole.subject, told.labels) == "project"
        named = topic["in_projects"] and whole is None and name.text.endswith(PROJECT_ENDS)
        if (part or named) and len(name.text) >= SHORTEST_NAME and not is_no_project(name.text):
            found.append(ProjectNamed(name=name, amount=amount))
    return found
