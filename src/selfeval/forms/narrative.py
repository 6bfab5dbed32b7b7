"""What the narrative reports say: of each thing that they speak of its figures and its directions, their lists and headings."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from selfeval.document import Where
from selfeval.figure import NO_TEXT, NONE, Figure, Text, first, instance_schema
from selfeval.forms.node import Form, Node
from selfeval.forms.stated import NOTHING_STATED, Stated


@dataclass(slots=True, eq=False, repr=False)
class Told:
    """One claim as it was read, for people who wonder why: the sentence, what is said of what, and the figure, if one is.

    understood: false for a figure of which nobody can say what it measures.
    """

    sentence: str
    subject: str
    measure: str
    text: str
    where: Where
    understood: bool = True

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> Any:
        return instance_schema(cls)


class Topic(Node):
    """What a passage says of one thing, such as 公务接待费.

    concept: the field that its name stands for (three_public, project …), empty where nobody knows it; sentence: where it is said.
    of_year: figures of the report's year unless `prior_` stands before them. completion: 完成预算的X%, against
    completion_of (年初预算, 全年预算, or empty). change and its rate: against last year; over: against the budget over_of.
    compare: 决算 against 预算 in words, trend: against last year in words; their side is `<`, `=` or `>`.
    no_rate: words that say that a rate can't be computed, of the budget or of last year (no_rate_of). again: the same measures said once more with the same value.
    reason: a sentence here says why.
    """

    subject: Text = NO_TEXT
    concept: str = ""
    sentence: Text = NO_TEXT
    initial_budget: Figure = NONE
    annual_budget: Figure = NONE
    budget: Figure = NONE
    final: Figure = NONE
    received: Figure = NONE
    balance: Figure = NONE
    amount: Figure = NONE
    prior_budget: Figure = NONE
    prior_final: Figure = NONE
    completion: Figure = NONE
    completion_of: str = ""
    execution_rate: Figure = NONE
    change: Stated = NOTHING_STATED
    change_rate: Stated = NOTHING_STATED
    change_points: Stated = NOTHING_STATED
    over: Stated = NOTHING_STATED
    over_rate: Stated = NOTHING_STATED
    over_of: str = ""
    compare: Stated = NOTHING_STATED
    trend: Stated = NOTHING_STATED
    no_rate: Text = NO_TEXT
    no_rate_of: str = ""
    share: Figure = NONE
    quota: Figure = NONE
    staff: Figure = NONE
    retired: Figure = NONE
    score: Figure = NONE
    again: tuple[Figure, ...] = ()
    reason: bool = False

    @cached_property
    def spent(self) -> Figure:
        return first(self.final, self.amount)

    @property
    def planned(self) -> Figure:
        """The budget that a rate of completion is of."""
        if self.completion_of == "年初预算":
            return first(self.initial_budget, self.budget)
        if self.completion_of == "全年预算":
            return first(self.annual_budget, self.budget)
        return first(self.budget, self.annual_budget, self.initial_budget)


class Listing(Node):
    """A whole and the parts that the report names of it; open: the list says that it names only some (其中 with one part, 等)."""

    whole: Figure = NONE
    parts: tuple[Figure, ...] = ()
    open: bool = False


class Count(Node):
    """A number of things and their names: 内设股室7个，分别为…; open: the list ends with 等."""

    count: Figure = NONE
    names: Text = NO_TEXT
    named: Figure = NONE
    open: bool = False


class Heading(Node):
    """A numbered heading of the first level, or a short line without a number that stands where one is missing."""

    text: Text
    number: int = 0


class ProjectNamed(Node):
    """A project that a report names with an amount."""

    name: Text
    amount: Figure


class Report(Form):
    """A narrative report: its paragraphs and what they say.

    claims: every claim in its order; mentions: figures of the prose that are in no topic; headings: of the first level, in order; projects: named with an amount.
    """

    paragraphs: tuple[Text, ...] = ()
    claims: tuple[Told, ...] = ()
    topics: tuple[Topic, ...] = ()
    lists: tuple[Listing, ...] = ()
    counts: tuple[Count, ...] = ()
    mentions: tuple[Figure, ...] = ()
    headings: tuple[Heading, ...] = ()
    projects: tuple[ProjectNamed, ...] = ()
