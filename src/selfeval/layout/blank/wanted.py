"""The labels that a blank form needs, held against those that stand in it: missing, renamed, doubled, or blank."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from selfeval.figure import NO_TEXT, Text
from selfeval.forms.template import Wanted
from selfeval.layout.blank.needs import ELSEWHERE, NEEDS, SIDES, SIGNATURE, SPLITS, UNDER, WHOLE, Names
from selfeval.layout.blank.seen import Seen, Stranger
from selfeval.layout.labels import BRACKETS, Labels, fold

# How alike an unknown text must be to the names of a missing label, and to a known name to be told with it.
LIKENESS, FREE_LIKENESS = 0.5, 0.8
NEARNESS = 0.6
LONGEST_TITLE = 40


def wanted_of(seen: Seen, kind: str, labels: Labels) -> tuple[Wanted, ...]:
    """The labels that a kind of form needs, the title first."""
    title = (
        Wanted(field="title", found=(seen.title,))
        if not seen.title.absent
        else Wanted(field="title", after=NO_TEXT, like=title_like(seen))
    )
    found: list[Wanted] = [title]
    for group, names in NEEDS[kind]:
        there = [name for name in names if standing(f"{group}.{name}", seen)]
        if group in WHOLE and not there:
            found.append(Wanted(field=group, name="、".join(names.values())))
        elif asked_for(group, names, there, seen):
            found += of_group(group, names, seen, labels)
    found += [Wanted(field=f"{group}.side", name=SIDES[group], empty=cell) for group, cell in seen.sideless]
    found += twice(seen, {w.field for w in found})
    return tuple(found)


def asked_for(group: str, names: Names, there: list[str], seen: Seen) -> bool:
    """Whether a form has to have the labels: a signature and a split that it lacks altogether it need not have."""
    if names in (SIGNATURE, SPLITS):
        return len(there) >= len(names) / 2
    under = UNDER.get(group)
    return under is None or any(name.startswith(under) for name in seen.found)


def title_like(seen: Seen) -> Text:
    """The line right above the form, which may be meant for its title."""
    lines = [text for text in seen.before[-1:] if len(text.text) <= LONGEST_TITLE and "。" not in text.text]
    return Text(lines[0].text, lines[0].where._replace(label=lines[0].text)) if lines else NO_TEXT


def twice(seen: Seen, known: set[str]) -> list[Wanted]:
    """Labels that no layout asks for, such as a source of funds or a level-2 heading, and that stand more than once."""
    return [
        Wanted(field=name, name=fold(texts[0].text).name, found=tuple(texts))
        for name, texts in seen.found.items()
        if len(texts) > 1
        and name not in known
        and not any(name.startswith(f"{field}.") for field in known)
        and not name.startswith(("pairs.", "indicators.level2."))
    ]


def of_group(group: str, names: Names, seen: Seen, labels: Labels) -> list[Wanted]:
    """The labels of one group: those that stand, and for each other the text, the blank cell or the neighbour to name."""
    places = {name: standing(f"{group}.{name}", seen) for name in names}
    missing = [name for name, texts in places.items() if not texts]
    likes = pair_up(missing, group, seen, labels)
    wanted: list[Wanted] = []
    order = list(places)
    for at, name in enumerate(order):
        field, usual = f"{group}.{name}", names[name]
        if places[name]:
            wanted.append(Wanted(field=field, name=usual, found=places[name]))
            continue
        before = next((n for n in reversed(order[:at]) if places[n]), "")
        after = places[before][-1] if before else NO_TEXT
        empty = NO_TEXT if name in likes else empty_for(group, name, order, places, seen)
        like = likes.get(name, NO_TEXT)
        if not empty.absent:
            # One blank cell stands for one label.
            seen.gaps[:] = [gap for gap in seen.gaps if gap.cell is not empty]
        wanted.append(Wanted(field=field, name=usual, like=like, empty=empty, after=after))
    return wanted


def standing(field: str, seen: Seen) -> tuple[Text, ...]:
    """Where a label stands; headings are noted by their own words too, so that 经济成本 and 社会成本 are two of 成本."""
    exact = seen.found.get(field) or seen.found.get(ELSEWHERE.get(field, ""), [])
    fields = (f"{field}.", f"{ELSEWHERE.get(field, field)}.")
    kin = [texts for name, texts in seen.found.items() if name.startswith(fields)]
    if kin:
        most = max(kin, key=len)
        return tuple(most) if len(most) > 1 else (most[0],)
    return tuple(exact)


def pair_up(missing: list[str], group: str, seen: Seen, labels: Labels) -> dict[str, Text]:
    """Each missing label with the unknown text most like it; one missing and one unknown of a header belong together anyhow."""
    strangers = [s for s in seen.strangers if s.group == group]
    scored = sorted(
        (
            (-likeness(stranger.text.text, names_of(group, name, labels)), at, place, name)
            for at, stranger in enumerate(strangers)
            for place, name in enumerate(missing)
        ),
        key=lambda row: row[:3],
    )
    found: dict[str, Text] = {}
    taken: set[int] = set()
    for score, at, _, name in scored:
        if -score >= (FREE_LIKENESS if strangers[at].free else LIKENESS) and name not in found and at not in taken:
            found[name] = strangers[at].text
            taken.add(at)
    rest = [name for name in missing if name not in found]
    left = [s for at, s in enumerate(strangers) if at not in taken and not s.free]
    if len(rest) == len(left) == 1 and group != "pairs" and not group.endswith("rows"):
        found[rest[0]] = left[0].text
    return found


def likeness(text: str, names: Iterable[str]) -> float:
    word = BRACKETS.sub("", fold(text).key)
    matcher = SequenceMatcher(b=word, autojunk=False)
    best = 0.0
    for name in names:
        matcher.set_seq1(name)
        if matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best


def empty_for(group: str, name: str, order: list[str], places: dict[str, tuple[Text, ...]], seen: Seen) -> Text:
    """The blank cell in which a label should stand: right after the one before it that the form has."""
    before = next((n for n in reversed(order[: order.index(name)]) if places[n]), "")
    for gap in seen.gaps:
        if gap.group == group and (
            (before and gap.before.removeprefix(f"{group}.").partition(".")[0] == before)
            or (not before and not gap.before.removeprefix(f"{group}."))
        ):
            return gap.cell
    return NO_TEXT


def nearest(stranger: Stranger, labels: Labels) -> str:
    """The known name most like an unknown label, of those that belong where it stands."""
    names = [name for name, fields in labels.fields.items() if any(group == stranger.group for group, _ in fields)]
    scored = [(likeness(stranger.text.text, [name]), name) for name in names]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= NEARNESS else ""


def names_of(group: str, name: str, labels: Labels) -> list[str]:
    wanted = {(group, name), (group, f"{name.removeprefix('prior_')}_of_year")}
    return [key for key, fields in labels.fields.items() if wanted & set(fields)]
