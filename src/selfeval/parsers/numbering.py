"""Writes the numbers that Word counts by itself into the paragraphs outside tables, as people see them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

from selfeval.document import Unreadable
from selfeval.parsers.guard import Package
from selfeval.parsers.lost import LEFT_OUT, ROW, is_deleted, is_fallback
from selfeval.parsers.shown import MC, W

# What a body's bytes hold where anything in it may be numbered: by itself, or through its style.
OWN, STYLED = b"numPr", b"pStyle"
PARAGRAPH, TABLE, BOX, RUN, TEXT = (W + tag for tag in ("p", "tbl", "txbxContent", "r", "t"))
SETTINGS, MARK, STYLE_USED, VALUE = W + "pPr", W + "rPr", W + "pStyle", W + "val"
NUMBER, LEVEL = f"{W}numPr/{W}numId", f"{W}numPr/{W}ilvl"
# Word's own limits: levels of a list, styles based on one another (in fact fewer), the highest start.
LEVELS, DEEPEST, HIGHEST = 9, 20, 32767
# The longest pattern of a number, and the longest line that is a heading without one.
LONGEST, SHORT, ENOUGH = 60, 30, 2
TYPED = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十百〇零]{1,4}|\d{1,3})[）)、.．]|第[一二三四五六七八九十\d]|[①-⑳㈠-㈩])"
)
PLACE = re.compile("%([1-9])")

ONES = "零一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
ROMAN = [("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50)]
ROMAN += [("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)]


def write_numbers(body: Any, data: bytes, package: Package, main: str) -> None:
    """Gives each numbered paragraph outside tables its number, as a first run. What is damaged numbers nothing.

    data: the bytes that the body was parsed from.
    """
    try:
        lists, styles = read_lists(body, data, package, main)
    except Unreadable:
        return
    if lists is None:
        return
    for carrier, paragraph, in_table in paragraphs(body):
        settings = paragraph.find(SETTINGS)
        if settings is None or is_unseen(paragraph, settings):
            continue
        # In tables it is only counted: a list may go on in one.
        number = lists.next(*asked(settings, styles))
        if number and not in_table:
            run = etree.Element(RUN)
            etree.SubElement(run, TEXT).text = number + gap(number, carrier, paragraph)
            carrier.find(SETTINGS).addnext(run)


def read_lists(body: Any, data: bytes, package: Package, main: str) -> tuple["Lists | None", "Styles"]:
    """The lists, if the body may use any, and the styles, if they may choose them: styles.xml takes long to parse."""
    styles = Styles()
    numbering = part_of(package, main, "numbering")
    if numbering is None:
        return None, styles
    if STYLED in data and leaves_numbers_to_styles(body):
        name = part_of(package, main, "styles")
        bytes_of_styles = package.read(name) if name else b""
        if name and OWN in bytes_of_styles:
            styles = Styles.of(package.tree(name, bytes_of_styles))
    if OWN not in data and not styles.elements:
        return None, styles
    return Lists.of(package.parse(numbering)), styles


def part_of(package: Package, main: str, kind: str) -> str | None:
    said = [one.target for one in package.relations(main).values() if one.type == kind and not one.external]
    usual = f"{main.rpartition('/')[0]}/{kind}.xml".lstrip("/")
    return next((member for name in (*said, usual) if (member := package.find(name))), None)


def leaves_numbers_to_styles(body: Any) -> bool:
    """Whether enough short lines outside tables have a style and no number, neither typed nor counted."""
    found = 0
    for _, paragraph, in_table in paragraphs(body, tables=False):
        settings = paragraph.find(SETTINGS)
        if in_table or settings is None or not value(settings, STYLE_USED) or value(settings, NUMBER):
            continue
        line = start_of(paragraph, SHORT + 1)
        found += 0 < len(line) <= SHORT and not TYPED.match(line)
        if found == ENOUGH:
            return True
    return False


def paragraphs(body: Any, tables: bool = True) -> Iterator[tuple[Any, Any, bool]]:
    """Each paragraph that stays when all changes are accepted, text boxes left aside, and whether it is in a table.

    Before it the one that its text begins in: a paragraph whose mark is deleted goes on in the next one, and takes its settings.
    """
    depth = 0
    carrier = None
    # Listed first, since who walks on through what was just added would meet it.
    walk = etree.iterwalk(body, events=("start", "end"), tag=(PARAGRAPH, TABLE, BOX, ROW, f"{MC}*", *LEFT_OUT))
    for event, element in walk:
        tag = element.tag
        if tag == TABLE:
            carrier = None
            depth += 1 if event == "start" else -1
            if event == "start" and not tables:
                walk.skip_subtree()
        elif event == "end":
            # The paragraph's own text boxes lie behind.
            if tag == PARAGRAPH:
                carrier = carrier if carrier is not None else element
                if not goes_on(element):
                    yield carrier, element, depth > 0
                    carrier = None
        elif tag in LEFT_OUT or tag == BOX or (tag == ROW and is_deleted(element)) or is_fallback(element):
            walk.skip_subtree()


def goes_on(paragraph: Any) -> bool:
    """Whether the paragraph's mark is deleted or moved away."""
    mark = paragraph.find(f"{SETTINGS}/{MARK}")
    return mark is not None and any(mark.find(tag) is not None for tag in LEFT_OUT[:2])


def is_unseen(paragraph: Any, settings: Any) -> bool:
    """Whether a paragraph is hidden with its mark; a hidden mark alone is how a heading runs on into its text."""
    return is_hidden(settings) and not any(
        text.text and not text.text.isspace() and not is_hidden(text.getparent()) for text in paragraph.iter(TEXT)
    )


def is_hidden(of: Any) -> bool:
    vanish = of.find(f"{MARK}/{W}vanish")
    return vanish is not None and vanish.get(VALUE) not in ("0", "false", "off")


def gap(number: str, *parts: Any) -> str:
    """A space where people see a tab stop and 1. before 2024年 would else be read as one figure."""
    if not (number[-1] in ".．" or number[-1].isdecimal()):
        return ""
    first = next((text for part in parts if (text := start_of(part, 1))), "")
    return " " if first.isdecimal() else ""


def start_of(paragraph: Any, most: int) -> str:
    """The first characters of a paragraph's text."""
    line = ""
    for text in paragraph.iter(TEXT):
        line = (line + (text.text or "")[: most + 1]).strip()
        if len(line) >= most:
            break
    return line[:most]


def value(element: Any, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(VALUE, "")


def whole(text: str, default: int) -> int:
    return min(int(text), HIGHEST) if re.fullmatch("[0-9]{1,9}", text) else default


class Asked(NamedTuple):
    """Which list and level are asked for, empty where nothing is said, and by which styles."""

    num: str = ""
    level: str = ""
    styles: tuple[str, ...] = ()


@dataclass(slots=True)
class Styles:
    """The styles of a document by their id, and what those that were looked at ask for."""

    elements: dict[str, Any] = field(default_factory=dict)
    known: dict[str, Asked] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any) -> "Styles":
        return cls({style.get(W + "styleId", ""): style for style in root.iterchildren(W + "style")})

    def asked(self, style: str) -> Asked:
        """What a style asks for, or else those that it is based on."""
        if style not in self.known:
            num = level = ""
            chain: list[str] = []
            at = style
            while at in self.elements and len(chain) < DEEPEST:
                chain.append(at)
                element = self.elements[at]
                num = num or value(element, f"{SETTINGS}/{NUMBER}")
                level = level or value(element, f"{SETTINGS}/{LEVEL}")
                at = value(element, W + "basedOn")
            self.known[style] = Asked(num, level, tuple(chain))
        return self.known[style]


def asked(settings: Any, styles: Styles) -> Asked:
    """What a paragraph asks for: its own word goes before its style's."""
    style = styles.asked(value(settings, STYLE_USED)) if styles.elements else Asked()
    level = value(settings, LEVEL)
    return Asked(value(settings, NUMBER) or style.num, level or style.level, () if level else style.styles)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    text: the pattern, with %1 for the number of the first level; above: it begins anew behind levels above that one.
    legal: all its numbers are decimal; style: that of the paragraphs that stand on it.
    """

    format: str
    text: str
    start: int
    above: int
    legal: bool
    style: str

    @classmethod
    def of(cls, element: Any) -> "Level":
        text = value(element, W + "lvlText")
        legal = element.find(W + "isLgl")
        return cls(
            value(element, W + "numFmt") or "decimal",
            text if len(text) <= LONGEST else "",
            whole(value(element, W + "start"), 1),
            whole(value(element, W + "lvlRestart"), LEVELS),
            legal is not None and legal.get(VALUE) not in ("0", "false", "off"),
            value(element, STYLE_USED),
        )


@dataclass(slots=True)
class Listed:
    """A list as its paragraphs name it. counter: of the definition, which lists of one definition share; starts: its own."""

    counter: str
    levels: dict[int, Level]
    starts: dict[int, int]

    def start(self, at: int) -> int:
        return self.starts.get(at, self.levels[at].start)


@dataclass(slots=True)
class Lists:
    """The lists of a document and how far each has been counted.

    counts: by definition and level; begun: the levels of lists that have had a paragraph.
    """

    nums: dict[str, Any]
    definitions: dict[str, Any]
    by_style: dict[str, str]
    known: dict[str, Listed] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any) -> "Lists":
        definitions = {one.get(W + "abstractNumId", ""): one for one in root.iterchildren(W + "abstractNum")}
        by_style = {value(one, W + "styleLink"): key for key, one in definitions.items()}
        return cls({one.get(W + "numId", ""): one for one in root.iterchildren(W + "num")}, definitions, by_style)

    def next(self, num: str, level: str, styles: tuple[str, ...]) -> str:
        """Counts one paragraph and gives its number; empty where it has none."""
        # 0 is how a paragraph is taken out of its style's list.
        if num in ("", "0") or num not in self.nums:
            return ""
        listed = self.listed(num)
        at = level_asked(listed, level, styles)
        if at not in listed.levels:
            return ""
        counts = self.counts.setdefault(listed.counter, {})
        fresh = at not in counts or (at in listed.starts and (num, at) not in self.begun)
        counts[at] = listed.start(at) if fresh else counts[at] + 1
        self.begun.add((num, at))
        for deeper in range(at + 1, LEVELS):
            if deeper in counts and (deeper not in listed.levels or at < listed.levels[deeper].above):
                del counts[deeper]
        return numbered(listed, at, counts)

    def listed(self, num: str) -> Listed:
        if num not in self.known:
            element = self.nums[num]
            key = value(element, W + "abstractNumId")
            if key in self.definitions:
                # A definition may only name the style that another one stands for.
                key = self.by_style.get(value(self.definitions[key], W + "numStyleLink") or "\0", key)
            listed = Listed(key, dict(self.levels_of(key)), {})
            for override in element.iterchildren(W + "lvlOverride"):
                at = whole(override.get(W + "ilvl", ""), LEVELS)
                own = override.find(W + "lvl")
                start = value(override, W + "startOverride")
                if own is not None and at < LEVELS:
                    listed.levels[at] = Level.of(own)
                if start and at < LEVELS:
                    listed.starts[at] = whole(start, 1)
            self.known[num] = listed
        return self.known[num]

    def levels_of(self, key: str) -> dict[int, Level]:
        if key not in self.levels:
            elements = self.definitions[key].iterchildren(W + "lvl") if key in self.definitions else ()
            found = {whole(one.get(W + "ilvl", ""), LEVELS): one for one in elements}
            self.levels[key] = {at: Level.of(one) for at, one in found.items() if at < LEVELS}
        return self.levels[key]


def level_asked(listed: Listed, level: str, styles: tuple[str, ...]) -> int:
    """The level of a paragraph. What a list says of a style goes before what the style says of itself."""
    linked = {one.style: at for at, one in listed.levels.items() if one.style} if styles else {}
    return next((linked[style] for style in styles if style in linked), whole(level or "0", LEVELS))


def numbered(listed: Listed, at: int, counts: dict[int, int]) -> str:
    """The number of a paragraph on a level."""
    level = listed.levels[at]
    if level.format == "bullet" or (level.format == "none" and "%" in level.text):
        return ""

    def part(place: re.Match[str]) -> str:
        other = int(place[1]) - 1
        if other > at or other not in listed.levels:
            return ""
        # A level above that has had no paragraph yet counts as begun.
        count = counts.get(other, listed.start(other))
        return str(count) if level.legal else formatted(count, listed.levels[other].format)

    return PLACE.sub(part, level.text).strip()


def formatted(count: int, form: str) -> str:
    return FORMATS.get(form, str)(count)


def counting(count: int, digits: str = ONES, units: str = "千百十") -> str:
    """The number in Chinese, as it is spoken; 10 to 19 without 一 but in figures that can't be changed."""
    if not 0 < count < 10000:
        return str(count) if count else digits[0]
    said = ""
    for digit, unit in zip(f"{count:04}", (*units, ""), strict=True):
        if digit != "0":
            said += digits[int(digit)] + unit
        elif said and said[-1] != digits[0]:
            said += digits[0]
    said = said.rstrip(digits[0])
    return said[1:] if digits == ONES and 10 <= count < 20 else said


def digit_by_digit(count: int, zero: str = "〇") -> str:
    return "".join((zero + ONES[1:])[int(digit)] for digit in str(count))


def counting_to_99(count: int) -> str:
    return counting(count) if count < 100 else digit_by_digit(count, "○")


def japanese(count: int) -> str:
    said = counting(count) if count else "〇"
    return said.replace("零", "").replace("一百", "百").replace("一千", "千")


def sign(first: str, last: int) -> Callable[[int], str]:
    """A format of single signs, which stand one behind the other in Unicode; after the last one numbers go on in digits."""
    return lambda count: chr(ord(first) + count - 1) if 0 < count <= last else str(count)


def letters(count: int) -> str:
    """a to z, then aa, bb; up to thirty times, as Word does."""
    if not 0 < count <= 26 * 30:
        return str(count)
    times, letter = divmod(count - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    said = ""
    for figure, worth in ROMAN:
        times, count = divmod(count, worth)
        said += figure * times
    return said


# Whatever is not here is written in digits. ideographEnclosedCircle has, against its name, parentheses in Word.
FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda count: f"{count:02}",
    "chineseCounting": counting_to_99,
    "taiwaneseCounting": counting_to_99,
    "chineseCountingThousand": counting,
    "taiwaneseCountingThousand": counting,
    "chineseLegalSimplified": lambda count: counting(count, LEGAL, "仟佰拾"),
    "japaneseCounting": japanese,
    "ideographDigital": digit_by_digit,
    "taiwaneseDigital": lambda count: digit_by_digit(count, "○"),
    "ideographEnclosedCircle": sign("㈠", 10),
    "decimalEnclosedCircle": sign("①", 20),
    "decimalEnclosedCircleChinese": sign("①", 20),
    "decimalEnclosedParen": sign("⑴", 20),
    "decimalEnclosedFullstop": sign("⒈", 20),
    "decimalFullWidth": lambda count: "".join(chr(ord(digit) + 0xFEE0) for digit in str(count)),
    "lowerLetter": letters,
    "upperLetter": lambda count: letters(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
}
