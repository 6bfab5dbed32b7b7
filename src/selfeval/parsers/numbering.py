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
OWN_NUMBER, NUMBER, LEVEL, VANISH = (W + tag for tag in ("numPr", "numId", "ilvl", "vanish"))
OFF = ("0", "false", "off")
# Word's own limits: levels of a list, styles based on one another (in fact fewer), the highest start, the longest number.
LEVELS, DEEPEST, HIGHEST, LONGEST = 9, 20, 32767, 31
LEVEL_NAMED = {str(at): at for at in range(LEVELS)}
# The longest line that may be a heading, and how many of them must be without a number to ask the styles.
SHORT, ENOUGH = 30, 2
TYPED = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十百〇零]{1,4}|\d{1,3})[）)、.．]|第[一二三四五六七八九十\d]|[①-⑳㈠-㈩])"
)
PLACE = re.compile("%([1-9])")
# The last sign of a number and the first one of a text that would be read as one word.
ENDS, RUN_ON = re.compile(r"[\dA-Za-z.．]"), re.compile(r"[\d.．]\d|[0-9A-Za-z]{2}")

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
    for one in paragraphs(body, all_tables=bool(styles.elements)):
        if one.settings.hidden and not has_seen_text(one.paragraph):
            continue
        # In tables it is only counted: a list may go on in one.
        number = lists.count(*asked(one.settings, styles))
        if number and not one.in_table:
            run = etree.Element(RUN)
            etree.SubElement(run, TEXT).text = number + gap(number, one.carrier, one.paragraph)
            next(one.carrier.iterchildren(SETTINGS)).addnext(run)


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
    for one in paragraphs(body):
        if one.settings.style and not one.settings.num and not one.in_table:
            line = start_of(one.paragraph, SHORT + 1)
            found += 0 < len(line) <= SHORT and not TYPED.match(line)
            if found == ENOUGH:
                return True
    return False


class Settings(NamedTuple):
    """What a paragraph says of itself; gone: its mark is deleted or moved away, hidden: its mark is."""

    style: str = ""
    num: str = ""
    level: str = ""
    gone: bool = False
    hidden: bool = False


class Found(NamedTuple):
    """A paragraph, and the one that its text begins in."""

    carrier: Any
    paragraph: Any
    settings: Settings
    in_table: bool


def paragraphs(body: Any, all_tables: bool = False) -> Iterator[Found]:
    """Each paragraph with settings that stays when all changes are accepted, but for text boxes, and tables that number nothing.

    A paragraph whose mark is deleted goes on in the next one, whose settings hold for both.
    """
    depth = 0
    carrier = None
    walk = etree.iterwalk(body, events=("start", "end"), tag=(PARAGRAPH, TABLE, BOX, ROW, f"{MC}*", *LEFT_OUT))
    for event, element in walk:
        tag = element.tag
        if tag == TABLE:
            carrier = None
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1 and not all_tables and next(element.iter(OWN_NUMBER), None) is None:
                walk.skip_subtree()
        elif event == "end":
            # At its end what is added to it is not walked through.
            if tag == PARAGRAPH:
                settings = settings_of(element)
                carrier = element if carrier is None else carrier
                if settings is None or not settings.gone:
                    if settings is not None:
                        yield Found(carrier, element, settings, depth > 0)
                    carrier = None
        elif tag in LEFT_OUT or tag == BOX or (tag == ROW and is_deleted(element)) or is_fallback(element):
            walk.skip_subtree()


def settings_of(paragraph: Any) -> Settings | None:
    settings = next(paragraph.iterchildren(SETTINGS), None)
    if settings is None:
        return None
    style = num = level = ""
    gone = hidden = False
    for element in settings:
        tag = element.tag
        if tag == STYLE_USED:
            style = element.get(VALUE, "")
        elif tag == OWN_NUMBER:
            num, level = value(element, NUMBER), value(element, LEVEL)
        elif tag == MARK:
            gone = any(True for _ in element.iterchildren(LEFT_OUT[:2]))
            hidden = is_hidden(element)
    return Settings(style, num, level, gone, hidden)


def has_seen_text(paragraph: Any) -> bool:
    """Whether there is text that is not hidden: with a hidden mark it runs on into the next paragraph, and keeps its number."""
    for text in paragraph.iter(TEXT):
        mark = next(text.getparent().iterchildren(MARK), None)
        if text.text and not text.text.isspace() and (mark is None or not is_hidden(mark)):
            return True
    return False


def is_hidden(mark: Any) -> bool:
    vanish = next(mark.iterchildren(VANISH), None)
    return vanish is not None and vanish.get(VALUE) not in OFF


def gap(number: str, *parts: Any) -> str:
    """A space where a number and its text would else be read as one: 1. and 2024年. Nothing parts them elsewhere."""
    first = next((text for part in parts if (text := start_of(part, 1))), "") if ENDS.match(number[-1]) else ""
    return " " if RUN_ON.fullmatch(number[-1] + first) else ""


def start_of(paragraph: Any, most: int) -> str:
    """The first characters of a paragraph's text."""
    line = ""
    for text in paragraph.iter(TEXT):
        line = (line + (text.text or "")[: most + 1]).strip()
        if len(line) >= most:
            break
    return line[:most]


def value(element: Any, tag: str) -> str:
    found = next(element.iterchildren(tag), None)
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
                own = settings_of(element) or Settings()
                num, level = num or own.num, level or own.level
                at = value(element, W + "basedOn")
            self.known[style] = Asked(num, level, tuple(chain))
        return self.known[style]


def asked(own: Settings, styles: Styles) -> Asked:
    """What a paragraph asks for: its own word goes before its style's."""
    style = styles.asked(own.style)
    return Asked(own.num or style.num, own.level or style.level, () if own.level else style.styles)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    words: the pattern's, between its places; places: the levels whose numbers stand there.
    above: it begins anew behind levels above that one; legal: all its numbers are decimal.
    style: that of the paragraphs that stand on it.
    """

    format: str
    words: tuple[str, ...]
    places: tuple[int, ...]
    start: int
    above: int
    legal: bool
    style: str

    @classmethod
    def of(cls, element: Any) -> "Level":
        text = value(element, W + "lvlText")
        words = PLACE.split(text if len(text) <= 2 * LONGEST else "")
        legal = element.find(W + "isLgl")
        return cls(
            value(element, W + "numFmt") or "decimal",
            tuple(words[::2]),
            tuple(int(place) - 1 for place in words[1::2]),
            whole(value(element, W + "start"), 0),
            whole(value(element, W + "lvlRestart"), LEVELS),
            legal is not None and legal.get(VALUE) not in OFF,
            value(element, STYLE_USED),
        )


@dataclass(slots=True)
class Listed:
    """A list as its paragraphs name it.

    counter: of the definition, which lists of one definition share; starts: its own; linked: the level of a style.
    """

    counter: str
    levels: dict[int, Level]
    starts: dict[int, int]
    linked: dict[str, int] = field(default_factory=dict)

    def start(self, at: int) -> int:
        return self.starts.get(at, self.levels[at].start)


@dataclass(slots=True)
class Lists:
    """The lists of a document and how far each has been counted.

    real: the definition that each stands for; counts: by definition and level; begun: the levels of lists that have had a paragraph.
    """

    nums: dict[str, Any]
    definitions: dict[str, Any]
    real: dict[str, str]
    known: dict[str, Listed] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any) -> "Lists":
        definitions = {one.get(W + "abstractNumId", ""): one for one in root.iterchildren(W + "abstractNum")}
        by_style = {style: key for key, one in definitions.items() if (style := value(one, W + "styleLink"))}
        # A definition may only name the style that another one stands for.
        real = {key: by_style.get(value(one, W + "numStyleLink"), key) for key, one in definitions.items()}
        return cls({one.get(W + "numId", ""): one for one in root.iterchildren(W + "num")}, definitions, real)

    def count(self, num: str, level: str, styles: tuple[str, ...]) -> str:
        """Counts one paragraph and gives its number; empty where it has none."""
        # 0 is how a paragraph is taken out of its style's list.
        if num in ("", "0") or num not in self.nums:
            return ""
        listed = self.listed(num)
        at = level_asked(listed, level, styles)
        if at not in listed.levels:
            return ""
        counts = self.counts.setdefault(listed.counter, {})
        for above in range(at):
            # A level above that has had no paragraph yet is begun by one below it.
            if above not in counts and above in listed.levels:
                counts[above] = listed.start(above)
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
            key = self.real.get(key, key)
            listed = Listed(key, dict(self.levels_of(key)), {})
            for override in element.iterchildren(W + "lvlOverride"):
                at = LEVEL_NAMED.get(override.get(W + "ilvl", ""))
                if at is not None:
                    for own in override.iterchildren(W + "lvl"):
                        listed.levels[at] = Level.of(own)
                    if start := value(override, W + "startOverride"):
                        listed.starts[at] = whole(start, 1)
            listed.linked = {one.style: at for at, one in listed.levels.items() if one.style}
            self.known[num] = listed
        return self.known[num]

    def levels_of(self, key: str) -> dict[int, Level]:
        if key not in self.levels:
            elements = self.definitions[key].iterchildren(W + "lvl") if key in self.definitions else ()
            found = {one.get(W + "ilvl", ""): one for one in elements}
            self.levels[key] = {LEVEL_NAMED[at]: Level.of(one) for at, one in found.items() if at in LEVEL_NAMED}
        return self.levels[key]


def level_asked(listed: Listed, level: str, styles: tuple[str, ...]) -> int:
    """The level of a paragraph. What a list says of a style goes before what the style says of itself."""
    if listed.linked:
        for style in styles:
            if style in listed.linked:
                return listed.linked[style]
    return LEVEL_NAMED.get(level or "0", LEVELS)


def numbered(listed: Listed, at: int, counts: dict[int, int]) -> str:
    """The number of a paragraph on a level."""
    level = listed.levels[at]
    # Word leaves a number out whole if it asks for a level below.
    if level.format == "bullet" or (level.format == "none" and level.places) or max(level.places, default=0) > at:
        return ""
    number = level.words[0]
    for place, words in zip(level.places, level.words[1:], strict=True):
        if place in counts:
            number += formatted(counts[place], "decimal" if level.legal else listed.levels[place].format)
        number += words
    return number.strip() if len(number) <= LONGEST else ""


def formatted(count: int, form: str) -> str:
    return FORMATS.get(form, str)(count)


def counting(count: int, digits: str = ONES, units: str = "千百十") -> str:
    """The number in Chinese, as it is spoken; only the signs of contracts say 一 before 10 to 19."""
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
