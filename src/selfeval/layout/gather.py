"""From the documents of one submission to its tree: which form is whose, its unit and its year."""

from collections.abc import Sequence
from typing import Any

from selfeval.document import Document, Where
from selfeval.figure import NO_TEXT, UNKNOWN, Figure, Text, Why, figure
from selfeval.forms.basic_data import BasicData
from selfeval.forms.evaluation import EvaluationForm
from selfeval.forms.narrative import Report
from selfeval.forms.node import Form
from selfeval.forms.submission import Department, FileFacts, FormSeen, Project, Submission
from selfeval.layout.blocks import YEARS
from selfeval.layout.build import build_basic_data, build_evaluation, build_report, year_figure
from selfeval.layout.draft import THREE_PUBLIC, Draft, walk_document
from selfeval.layout.labels import Labels
from selfeval.units import YEAR

SINGLE = ("basic-data", "department-evaluation", "department-report")


def lay_out(
    documents: Sequence[Document],
    labels: Labels,
    *,
    year: int = 0,
    name: str = "",
    broken: Sequence[FileFacts] = (),
    twins: dict[str, tuple[str, ...]] | None = None,
) -> Submission:
    """The submission that the documents hold.

    year: the report year where the user gave one. broken: files that could not be read. twins: for a file, others of the
    same unit and year with a form that it has too, so that each stays by itself.
    """
    built: list[tuple[Form, Draft]] = []
    facts: list[FileFacts] = []
    forms: list[FormSeen] = []
    others: list[FormSeen] = []
    taken: dict[str, Form] = {}
    for document in documents:
        doubled: list[Text] = []
        firsts: list[Text] = []
        for draft in walk_document(document, labels):
            kind = kind_of(draft)
            if not kind:
                continue
            place = draft.place if draft.place.part else draft.title.where if draft.title.text else Where(document.file)
            form = build(draft, kind, labels)
            if form is not None:
                place = form.where
            seen = FormSeen(kind=kind, title="".join(draft.title.text.split()), where=place)
            (others if kind == "three-public-table" else forms).append(seen)
            if form is None:
                continue
            if kind in SINGLE and kind in taken:
                doubled.append(Text(kind, place))
                firsts.append(Text(taken[kind].where.file, taken[kind].where))
                forms.pop()
                continue
            taken.setdefault(kind, form)
            built.append((form, draft))
        facts.append(file_facts(document, doubled, firsts, (twins or {}).get(document.file, ())))
    given = {"name": name, "files": (*facts, *broken), "forms": tuple(forms), "other_tables": tuple(others)}
    return assemble([form for form, _ in built], given, year)


def kind_of(draft: Draft) -> str:
    """The kind of a form, by its title where its blocks don't contradict it; empty where it is none that is known."""
    columns = draft.columns
    if "vouchers" in columns:
        return "project-evaluation"
    has_evaluation = "funds" in columns or "indicators" in columns or "achieved" in draft.goals
    if draft.is_report:
        return draft.kind if draft.paragraphs else ""
    if ("money" in columns or draft.single) and not has_evaluation:
        lines = draft.lines.get("money", [])
        only_public = not draft.single and {line.name for line in lines if line.name} <= set(THREE_PUBLIC)
        return "three-public-table" if only_public and draft.kind != "basic-data" else "basic-data"
    if not has_evaluation:
        # A title over a table of nothing but unknown labels is a form whose figures are all unchecked.
        named = draft.kind in ("basic-data", "department-evaluation", "project-evaluation") and draft.strange
        return draft.kind if draft.kind == "target-table" or named else ""
    indicators = columns.get("indicators", set())
    funds = columns.get("funds", set())
    answered = bool(indicators & {"actual", "score"} or funds & {"executed", "score"} or "achieved" in draft.goals)
    # What calls itself a 自评表 is one, though its columns may go by names that nobody knows.
    if not answered and not draft.kind.endswith("evaluation"):
        return "target-table"
    if draft.kind == "index-system" or (
        not funds and indicators & {"explanation", "standard"} and "score" in indicators
    ):
        return "index-system"
    if draft.kind in ("department-evaluation", "project-evaluation"):
        return draft.kind
    if "project" in draft.pairs:
        return "project-evaluation"
    return "department-evaluation"


def build(draft: Draft, kind: str, labels: Labels) -> Form | None:
    if kind in ("basic-data", "three-public-table"):
        return build_basic_data(draft)
    if kind.endswith("-report"):
        return build_report(draft, labels)
    if kind == "target-table":
        return None
    return build_evaluation(draft, kind, labels)


def assemble(built: list[Form], given: dict[str, Any], year: int) -> Submission:
    projects: list[dict[str, Any]] = []
    department: dict[str, Any] = {}
    for form in built:
        if isinstance(form, BasicData):
            given.setdefault("basic", form)
        elif isinstance(form, EvaluationForm):
            if form.kind == "department-evaluation":
                department["form"] = form
            else:
                home = report_of(form, projects)
                projects.append({"form": form}) if home is None else home.update(form=form)
        elif isinstance(form, Report):
            if form.kind == "department-report":
                department["report"] = form
            else:
                home = home_of(form, projects)
                projects.append({"report": form}) if home is None else home.update(report=form)
    if department:
        given["department"] = Department.model_validate(department)
    given["projects"] = tuple(Project.model_validate(project) for project in projects)
    given["years"] = tuple(form.year for form in built if form.year.known)
    given["units"] = tuple(form.unit for form in built if form.unit.text)
    given["preparers"] = tuple(form.signature.preparer for form in built if form.signature.preparer.text)
    given["year"] = report_year(given["years"] or term_years(built), year)
    given["unit"] = unit_of(built)
    return Submission.model_validate(given)


def report_of(form: EvaluationForm, projects: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The project whose report stood before its form, and names it."""
    name = form.project.text
    waiting = [project for project in projects if "form" not in project] if name else []
    return next((project for project in waiting if name in beginning(project["report"])), None)


def beginning(report: Report) -> str:
    return report.title.text + "".join(paragraph.text for paragraph in report.paragraphs[:20])


def home_of(report: Report, projects: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The project that a report is about: one that it names, else the last form before it; none that has its report."""
    waiting = [project for project in projects if "report" not in project]
    text = beginning(report)
    named = [p for p in waiting if "form" in p and p["form"].project.text and p["form"].project.text in text]
    return named[0] if len(named) == 1 else waiting[-1] if waiting else None


def report_year(years: tuple[Figure, ...], given: int) -> Figure:
    """The user's, else the one that all titles agree on; unknown where none says it or they disagree."""
    if given:
        return figure(given, YEAR)
    if not years:
        return Figure(state=UNKNOWN, unit=YEAR, why=Why("no-year"))
    if len({year.value for year in years}) > 1:
        return Figure(
            state=UNKNOWN, unit=YEAR, why=Why("years-differ", " / ".join(sorted({str(y.value) for y in years})))
        )
    return years[0]


def term_years(built: list[Form]) -> tuple[Figure, ...]:
    """The years of projects that began and ended in one, for forms whose titles name none."""
    terms = [form.term for form in built if isinstance(form, EvaluationForm) and form.term.text]
    named = [(term, {year for year, _ in YEARS.findall(term.text)}) for term in terms]
    return tuple(year_figure(int(*years), term.where, term.text) for term, years in named if len(years) == 1)


def unit_of(built: list[Form]) -> Text:
    """The unit that the forms name, the department's first; where none does, the implementing unit."""
    ranked = sorted(built, key=lambda form: form.kind != "department-evaluation")
    named = next((form.unit for form in ranked if form.unit.text), None)
    if named is not None:
        return named
    evaluations = [form for form in built if isinstance(form, EvaluationForm)]
    return next((form.implementing_unit for form in evaluations if form.implementing_unit.text), NO_TEXT)


def file_facts(document: Document, doubled: list[Text], firsts: list[Text], twins: tuple[str, ...]) -> FileFacts:
    here = Where(document.file)
    return FileFacts(
        name=document.file,
        unread=tuple(Text(text, here) for text in document.unread),
        insertions=count(document.insertions, here),
        deletions=count(document.deletions, here),
        hidden=tuple(Text(text, where) for text, where in document.hidden),
        external=tuple(Text(name or key, here._replace(label=key)) for key, name in document.external),
        second_forms=tuple(doubled),
        first_forms=tuple(firsts),
        twins=tuple(Text(twin, here) for twin in twins),
    )


def count(number: int, where: Where) -> Figure:
    from decimal import Decimal

    return Figure(Decimal(number), "处", 0, typed=str(number), where=where)
