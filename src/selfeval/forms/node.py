"""What every part of a submission's tree is."""

from pydantic import BaseModel, ConfigDict

from selfeval.document import Where
from selfeval.figure import NO_TEXT, NONE, Figure, Text


class Node(BaseModel):
    """A part of the tree that rules run for; one on which nothing was set is passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @property
    def there(self) -> bool:
        return bool(self.model_fields_set)


class Signature(Node):
    """The line under a form: 填表人, 填报日期, 联系电话, 单位负责人签字."""

    preparer: Text = NO_TEXT
    date: Figure = NONE
    phone: Text = NO_TEXT
    heads: tuple[Text, ...] = ()


class DatedLabel(Node):
    """A label that carries a year, and by how many years it stands off the report's own."""

    label: Text
    year: Figure
    offset: int = 0


class Answer(Node):
    """A text that the form asks for. fault: what is wrong with it (blank, figure-only, prompt-only), else empty."""

    text: Text = NO_TEXT
    fault: str = ""


class Form(Node):
    """What every form has: its kind, its title, the unit and the year that it names, and its signature line.

    prompts: the template's own prompts and examples left in where an answer belongs.
    loose: figures that stand in the form under a column or row that nobody knows; unknown: texts that
    belong to nothing; strange: labels of columns and rows that nobody knows, the label of the place says of which block.
    """

    kind: str = ""
    title: Text = NO_TEXT
    where: Where = Where()
    unit: Text = NO_TEXT
    year: Figure = NONE
    signature: Signature = Signature()
    dated: tuple[DatedLabel, ...] = ()
    prompts: tuple[Text, ...] = ()
    loose: tuple[Figure, ...] = ()
    unknown: tuple[Text, ...] = ()
    strange: tuple[Text, ...] = ()
