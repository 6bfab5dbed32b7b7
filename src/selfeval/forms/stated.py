"""A target or an actual value of an indicator, as it was stated."""

from dataclasses import dataclass
from typing import Any

from selfeval.figure import NO_TEXT, NONE, Figure, Text, instance_schema


@dataclass(slots=True, eq=False, repr=False)
class Stated:
    """What a target or actual says.

    kind: number, approximate (`约100人`), change (`比上年下降10%`), time (`每月28日前`), outside (`大于三个月整存整取利率`),
    words, blank or absent. side: ≥ > ≤ < = or nothing for a bare number. figure: the number, or the size of a change.
    up: a change that goes up. moment: year, month, day of a time, 0 where it says none. sign: the operator stood in the cell.
    """

    kind: str = "absent"
    text: Text = NO_TEXT
    figure: Figure = NONE
    side: str = ""
    up: bool = False
    moment: tuple[int, int, int] = (0, 0, 0)
    sign: bool = False

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> Any:
        return instance_schema(cls)

    @property
    def absent(self) -> bool:
        return self.kind == "absent"

    @property
    def blank(self) -> bool:
        return self.kind == "blank"

    @property
    def numeric(self) -> bool:
        return self.kind == "number"


NOTHING_STATED = Stated()
