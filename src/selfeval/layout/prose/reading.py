"""What a reading of prose is made of: its claims, its clauses, and all that carries over from one clause to the next."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from selfeval.layout.prose.amounts import Mention
from selfeval.layout.prose.phrases import COUNTED, PHRASE, VALUES

# Further back, in claims, no reader looks for what a clause goes on with.
LOOK_BACK = 40
# The name of a set phrase, and where it stands.
Hit = tuple[str, re.Match[str]]


class Claim(NamedTuple):
    """What a clause says of one thing.

    measure: one of those of tests/claims/README.md, or `other` for what is understood to be none. mention: its figure, none
    where words say it. start, end: where it stands in its paragraph. period: empty for the report's year, `上年`, or another
    year. sign: -1, 0 or 1 of a change, a trend or a comparison. of: the base of a rate, or the name of the whole; whole: the
    claim that it is a part of, -1 for none; view: how often that was divided anew before. names: what a count lists, or a grade; open: the list that it ends says that it
    names only some. sums: how many claims just before it it is the total of. sure: false where a reader could take it
    otherwise; it is then no claim of the report, but what follows is still read by it.
    """

    subject: str
    measure: str
    mention: Mention | None
    start: int
    end: int
    period: str = ""
    sign: int = 0
    of: str = ""
    whole: int = -1
    view: int = 0
    names: tuple[str, ...] = ()
    open: bool = False
    sums: int = 0
    sure: bool = True


class Clause(NamedTuple):
    """A piece of a sentence, the sign in front of it, and where it begins."""

    opened: str
    text: str
    start: int


# How far a reader looks back and ahead of a figure within its clause, in characters.
FAR = 200


class Seen(NamedTuple):
    """A figure as it stands in its clause.

    left: the words before it, from the figure before, with what they go on from; hits: the set phrases in them, names: how
    those are called. right: the words up to the next figure. first: no figure stands before it in its clause.
    """

    clause: Clause
    mention: Mention
    left: str
    right: str
    first: bool
    hits: list[Hit]
    names: list[str]

    @property
    def before(self) -> str:
        """The clause up to the figure, as far as a reader looks back: a clause may be of thousands of figures."""
        return self.clause.text[max(self.mention.start - FAR, 0) : self.mention.start]

    @property
    def behind(self) -> str:
        """The clause behind the figure, as far as a reader looks ahead."""
        return self.clause.text[self.mention.end : self.mention.end + FAR]


class Whole(NamedTuple):
    """What is being broken down: its name, its claim (-1 where none gave a figure), its measure and period, its unit.

    begun: how many claims there were when its parts began. view: how often it was divided anew. loose: 用于 began them, so that they end with the clause's list.
    """

    name: str
    claim: int
    measure: str
    period: str = ""
    unit: str = ""
    begun: int = 0
    view: int = 0
    loose: bool = False


class Spread(NamedTuple):
    """What 分别 hands out, one to a figure: the names, years or measures that wait; and what the figures are.

    by: which field of a claim it hands out, subject, period or measure.
    """

    names: list[str]
    measure: str
    sign: int = 0
    of: str = ""
    period: str = ""
    by: str = "subject"


NO_SPREAD = Spread([], "")


@dataclass(slots=True)
class Reading:
    """Where the reading stands: the claims so far, and what carries over to the next clause.

    What is spoken of. own: what the whole text is about, empty where it is about a unit; subject: the thing; noun: the last clause without a figure, which may name what the next is about;
    lead: the same, where it is short, as what the next goes on from; thing: what was last counted; pair: the things that
    the last figure was said of together; ahead: the next clause, closing: the sign before it; passed: the clauses without a figure since the last thing that a figure was named for.

    Of the sentence. sentence: its first claim; part: the first since a semicolon; together: how many figures its clause still has; begun: the first claim that its 其中 may break down; listed: the names of its
    claims in order, for a later 分别; former: those of the sentence before it; measure: the last one of money; reference:
    what a change is held against, `prior` or a budget; header: the one that holds beyond a semicolon; sign: of the last
    change; completing: the budget that was completed, none where none was; came_from: the noun of 由… until its 降至…;
    intended: it speaks of what is meant to be; planned: its head speaks of a budget; share_of: the base of the last share;
    spread: what 分别 still hands out.

    Of a list. whole: what is being broken down; across: the one whose parts go on in the paragraphs that follow; parted: a
    semicolon stood between its parts; aside: the whole and the subject outside of each bracket at hand; group: the names so
    far; some: it names only some; used: its last part began with 用于; of_change: it breaks a change down; unit: the one that the paragraph states for all.
    """

    year: int
    own: str = ""
    claims: list[Claim] = field(default_factory=list)
    subject: str = ""
    noun: str = ""
    lead: str = ""
    thing: str = ""
    pair: list[str] = field(default_factory=list)
    ahead: str = ""
    closing: str = ""
    passed: str = ""
    sentence: int = 0
    part: int = 0
    together: int = 1
    begun: int = 0
    listed: list[str] = field(default_factory=list)
    former: set[str] = field(default_factory=set)
    measure: str = ""
    reference: str = ""
    header: str = ""
    sign: int = 0
    completing: str | None = None
    came_from: str = ""
    share_of: str = ""
    spread: Spread = NO_SPREAD
    whole: Whole | None = None
    across: Whole | None = None
    parted: bool = False
    aside: list[tuple[Whole | None, str]] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    some: bool = False
    used: bool = False
    of_change: bool = False
    planned: bool = False
    intended: bool = False
    unit: str = ""


def hits_in(text: str) -> list[Hit]:
    """The set phrases of a text."""
    return [(found.lastgroup or "", found) for found in PHRASE.finditer(text)]


def bracketed(text: str, hit: Hit) -> bool:
    """Whether a phrase stands within a bracket of a text: 项目支出(含上年结转)."""
    before, behind = text[: hit[1].start()], text[hit[1].end() :]
    return before.count("(") > before.count(")") and ")" in behind


def say(state: Reading, claim: Claim) -> None:
    """Adds a claim, and notes what it says for those after it."""
    subject, measure, mention = claim.subject, claim.measure, claim.mention
    if measure in VALUES:
        if measure not in ("quantity", "count"):
            state.measure = measure
        if subject not in state.listed:
            state.listed.append(subject)
    counts = ("个", "家") if claim.names else ("个",)
    if measure in ("quantity", "amount") and mention and mention.unit in counts and COUNTED.search(subject):
        claim = claim._replace(measure="count")
    if state.some and measure != "other":
        claim = claim._replace(open=True)
    state.claims.append(claim)
