"""A submission: all that one unit sent in for one year, as a tree."""

from typing import Any

from pydantic import PrivateAttr

from selfeval.document import Where
from selfeval.figure import NO_TEXT, NONE, Figure, Text
from selfeval.forms.basic_data import BasicData
from selfeval.forms.evaluation import EvaluationForm
from selfeval.forms.narrative import Report
from selfeval.forms.node import Node


class FileFacts(Node):
    """How one file was read. Texts quote what was met, with its place.

    insertions, deletions: tracked changes that nobody accepted. external: names, the label of the place says what kind.
    second_forms, first_forms: kinds that a submission has once and that stand twice, here and where the one that was read stands.
    twins: other files of the same unit and year with the same form. unreadable: why it could not be read, and the detail of that.
    """

    name: str = ""
    unread: tuple[Text, ...] = ()
    insertions: Figure = NONE
    deletions: Figure = NONE
    hidden: tuple[Text, ...] = ()
    external: tuple[Text, ...] = ()
    second_forms: tuple[Text, ...] = ()
    first_forms: tuple[Text, ...] = ()
    twins: tuple[Text, ...] = ()
    unreadable: Text = NO_TEXT
    detail: str = ""

    @property
    def place(self) -> Where:
        return Where(self.name)


class Department(Node):
    """部门整体支出: the 自评表 and the report."""

    form: EvaluationForm = EvaluationForm()
    report: Report = Report()


class Project(Node):
    """One project: its 自评表 and its report."""

    form: EvaluationForm = EvaluationForm()
    report: Report = Report()


class FormSeen(Node):
    """A form that was found, as the head of the report names it."""

    kind: str
    title: str
    where: Where


class Submission(Node):
    """All parts of one submission.

    year: the report year, unknown where nothing says it or the parts disagree. years, units, preparers: as each part has them.
    other_tables: tables that are read and are no form, such as a three-public table alone.
    """

    name: str = ""
    unit: Text = NO_TEXT
    year: Figure = NONE
    years: tuple[Figure, ...] = ()
    units: tuple[Text, ...] = ()
    preparers: tuple[Text, ...] = ()
    files: tuple[FileFacts, ...] = ()
    basic: BasicData = BasicData()
    department: Department = Department()
    projects: tuple[Project, ...] = ()
    forms: tuple[FormSeen, ...] = ()
    other_tables: tuple[FormSeen, ...] = ()
    # What facts.matches worked out.
    _matches: Any = PrivateAttr(default=None)

    @property
    def evaluations(self) -> tuple[EvaluationForm, ...]:
        forms = (self.department.form, *(project.form for project in self.projects))
        return tuple(form for form in forms if form.there)

    @property
    def reports(self) -> tuple[Report, ...]:
        reports = (self.department.report, *(project.report for project in self.projects))
        return tuple(report for report in reports if report.there)
