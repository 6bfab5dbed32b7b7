"""A blank form as its keeper hands it out: the labels that it has and lacks, the weights that it prints, what was left in."""

from pydantic import ConfigDict

from selfeval.figure import NO_TEXT, NONE, Figure, Text
from selfeval.forms.node import Form, Node
from selfeval.forms.submission import Submission

# Built when a blank form is read: most runs read none, and building costs 4 ms of a start.
LATER = ConfigDict(defer_build=True)


class Wanted(Node):
    """A label that the layout needs.

    field: its group and field, such as `funds.columns.executed`, or `title`; name: what it is usually called; found: each place
    where it stands. Where it stands nowhere: like, a text that nobody knows and that is most like it; empty, a blank cell
    in its place; after, the label that it should follow.
    """

    model_config = LATER

    field: str
    name: str = ""
    found: tuple[Text, ...] = ()
    like: Text = NO_TEXT
    empty: Text = NO_TEXT
    after: Text = NO_TEXT


class Unknown(Node):
    """A label that nobody knows where the layout reads one, and the known name that is most like it, else empty."""

    model_config = LATER

    label: Text
    near: str = ""


class Unspanned(Node):
    """A label that does not span all that it heads, and the cell that should be merged with another."""

    model_config = LATER

    label: Text
    cell: Text


class Heading(Node):
    """What carries a weight, and the weights below it: of its own sub-headings, else of its slots."""

    model_config = LATER

    label: Text = NO_TEXT
    weight: Figure = NONE
    parts: tuple[Figure, ...] = ()


class Left(Node):
    """What was left in where the unit is to write. kind: figure, date, name or words."""

    model_config = LATER

    text: Text
    kind: str


class Blank(Form):
    """One blank form.

    roomless: labels with no cell below them to fill in. nameless: cells of rows that have figures to fill in and no label. headings: what adds up to 100, 预算执行 first; groups: headings with the weights below them; slots: the weights of all
    indicator rows; full: the weight of the last row.
    """

    model_config = LATER

    wanted: tuple[Wanted, ...] = ()
    strangers: tuple[Unknown, ...] = ()
    unspanned: tuple[Unspanned, ...] = ()
    nameless: tuple[Text, ...] = ()
    roomless: tuple[Text, ...] = ()
    headings: tuple[Heading, ...] = ()
    groups: tuple[Heading, ...] = ()
    slots: tuple[Figure, ...] = ()
    full: Figure = NONE
    left: tuple[Left, ...] = ()


class TemplateFile(Submission):
    """A file of blank forms. Nothing but these hangs on it, so that no rule of a filled form finds anything to speak of."""

    model_config = LATER

    blanks: tuple[Blank, ...] = ()
