"""The figures of a submission, each with its field, its value and its place: those of the forms, and those of the reports."""

from collections.abc import Iterator

from selfeval.document import Where
from selfeval.figure import ABSENT, BLANK, NUMBER, Figure
from selfeval.forms.evaluation import EvaluationForm, Group
from selfeval.forms.node import DatedLabel, Form, Node
from selfeval.forms.stated import Stated
from selfeval.forms.submission import FileFacts, FormSeen, Project, Submission
from selfeval.lang import shown
from selfeval.report import Extracted
from selfeval.units import DATE

# What repeats the figures of other fields, or counts what a file holds.
PASSED_OVER = (FileFacts, FormSeen, DatedLabel, Group)
YEARS = ("year", "years")


class Trail:
    """Where a walk stands: the field, the form and the project that it belongs to."""

    def __init__(self, field: str = "", form: Where | None = None, project: str = "") -> None:
        self.field, self.form, self.project = field, form, project

    def into(self, name: str, node: object = None) -> "Trail":
        field = f"{self.field}.{name}" if self.field else name
        project = node.form.project.text if isinstance(node, Project) else self.project
        return Trail(field, node.where if isinstance(node, Form) else self.form, project)


def figures_of(s: Submission) -> tuple[Extracted, ...]:
    """Every figure once, in the order of the forms; one that nobody understood stands with its words alone. Blank cells are none."""
    forms = {seen.where: at for at, seen in enumerate(s.forms)}
    found: dict[int, Extracted] = {}
    for path, figure in walk(s, Trail()):
        if id(figure.where) not in found:
            form = forms.get(path.form, -1) if path.form else -1
            found[id(figure.where)] = extracted(figure, path, form)
    for report in s.reports:
        for claim in report.claims:
            if id(claim.where) not in found and any(map(str.isdigit, claim.text)):
                found[id(claim.where)] = Extracted(
                    forms.get(report.where, -1), "", "", claim.where.label, claim.text, None, "", claim.where
                )
    return tuple(sorted(found.values(), key=lambda figure: figure.form))


def walk(node: Node, path: Trail) -> Iterator[tuple[Trail, Figure]]:
    for name, value in node:
        if name in YEARS:
            continue
        many = isinstance(value, tuple) and not isinstance(value, Where)
        for at, part in enumerate(value if many else (value,), 1):
            # The row of the whole form's funds has its own name, whatever rows stand before it.
            whole = isinstance(node, EvaluationForm) and part is node.total
            below = path.into("total" if whole else f"{name}[{at}]" if many else name, part)
            if isinstance(part, Stated):
                part = part.figure
            if isinstance(part, Figure):
                if part.state not in (ABSENT, BLANK) and part.where.ref:
                    yield below, part
            elif isinstance(part, Node) and part.there and not isinstance(part, PASSED_OVER):
                yield from walk(part, below)
            elif many and isinstance(part, tuple) and not isinstance(part, Where):
                for figure in part:
                    if isinstance(figure, Figure) and figure.state not in (ABSENT, BLANK):
                        yield below, figure


def extracted(figure: Figure, path: Trail, form: int) -> Extracted:
    value = None
    if figure.state is NUMBER:
        value = shown(figure) if figure.unit == DATE else f"{figure.value:f}"
    unit = "" if figure.unit == DATE else figure.unit
    typed = figure.typed or figure.shown
    return Extracted(form, path.project, path.field, figure.where.label, typed, value, unit, figure.where)
