"""Labels as people type them, folded before they are compared, and the fields that they name."""

import re
import tomllib
import unicodedata
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from selfeval.units import ALIASES, is_unit

# NFKC would make them m2, whose digit belongs to no number.
MEASURES = (("㎡", "平方米"), ("m²", "平方米"), ("㎥", "立方米"), ("m³", "立方米"), ("㎞", "公里"), ("㎏", "公斤"))
CIRCLED = re.compile("[①-⑳][①-⑳=＝+＋\\-－−*×/÷]*")
BLANK = re.compile(r"[\s“”\"'‘’「」《》_]+")
NUMBERING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.,]|\([一二三四五六七八九十]{1,3}\)|\(\d{1,2}\)|\d{1,2}(?:[、,)]|\.(?!\d))|[*☆★◆■●·-]+"
)
BRACKETS = re.compile(r"\(([^()]*)\)")
UNIT_LABEL = re.compile("(?:金额|货币|计量)?单位:")
WEIGHT = re.compile(r"(?:共|计|满分|权重|分值)?[:]?(\d+(?:\.\d+)?)(分|%)?(?:[*×]\S*)?")
EXCEPT = re.compile("不含|不包括|不包含|除|扣除|其中")
LETTERS = "[A-H](?:[-+−/*=×÷][A-H])*"
FORMULA = re.compile(rf"{LETTERS}(?:[*×]100%?)?|=?\(?[A-H]/[A-H]\)?")
LETTERS_BEHIND = re.compile(rf"(?<=[^\x00-\x7f]){LETTERS}$")
DROPPED = re.compile(r"盖章|公章|加盖公章|单位盖章|签字|签章|签名|必填|可多选|调整后|.*\d{4}年.*|[^()]*\d+字\S*")
YEAR = re.compile(r"((?:19|20)\d{2})年度?")
SLOT = re.compile(r"(?:三级)?指标\d+(?:[:.、-]|(?=\D)|$)")
PARTS = ("其中:", "其中,", "其中", "#")
MANY, LONGEST = 20_000, 60
COLUMN_GROUPS = frozenset(("staffing", "money.columns", "building", "funds.columns", "goals", "indicators.columns"))
FILLERS = frozenset(("", "/", "\\", "-", "--", "—", "——", "......", "...", "…", "……", "。", ".", "、", "·"))


class Label(NamedTuple):
    """A label folded: what it names, and what its brackets and its number in front say.

    unit: given in brackets; weight: a number of points in brackets; depth: of its numbering, 0 without one;
    part: it begins with 其中; year: the year it carries, which `key` writes as `Y年`.
    """

    name: str
    key: str = ""
    unit: str = ""
    weight: Decimal | None = None
    weight_text: str = ""
    depth: int = 0
    part: bool = False
    year: int = 0


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """The text without blanks and quotes, full-width forms made plain, circled numbers gone."""
    if not text.isascii():
        for sign, words in MEASURES:
            text = text.replace(sign, words)
        text = unicodedata.normalize("NFKC", CIRCLED.sub("", text))
    return BLANK.sub("", text)


@lru_cache(maxsize=16384)
def fold(text: str) -> Label:
    name = squeeze(text)
    depth, part = 0, False
    for _ in range(4):
        start = name
        if numbering := NUMBERING.match(name):
            mark = numbering.group()
            depth = depth or (5 if text.lstrip()[:1] in "①②③④⑤⑥⑦⑧⑨⑩" else numbering_depth(mark))
            name = name[numbering.end() :]
        for prefix in PARTS:
            if name.startswith(prefix):
                name, part = name[len(prefix) :], True
                break
        if name == start:
            break
    if text.lstrip()[:1] in tuple("①②③④⑤⑥⑦⑧⑨⑩"):
        depth = 5
    name = name.strip(":;,。")
    unit, weight, weight_text = "", None, ""
    for inside in BRACKETS.findall(name):
        drop = True
        if said := bracketed_unit(inside):
            unit = said
        elif inside and (number := WEIGHT.fullmatch(inside)):
            weight, weight_text = Decimal(number.group(1)), inside
        elif inside and not (FORMULA.fullmatch(inside) or DROPPED.fullmatch(inside)):
            drop = False
        if drop:
            name = name.replace(f"({inside})", "")
    name = LETTERS_BEHIND.sub("", name).strip(":;,。")
    year = YEAR.search(name)
    key = name[: year.start()] + "Y年" + name[year.end() :] if year else name
    return Label(name, key, unit, weight, weight_text, depth, part, int(year.group(1)) if year else 0)


def bracketed_unit(inside: str) -> str:
    """The unit that brackets hold, such as 万元 and 金额单位:元; empty where they hold other words."""
    if named := UNIT_LABEL.match(inside):
        return unit_said(inside[named.end() :])
    return ALIASES.get(inside, inside) if is_unit(inside) else ""


def unit_said(words: str) -> str:
    """The unit that stands behind 单位:, the first where there are several."""
    unit = re.split("[、,;]", words, maxsplit=1)[0]
    return ALIASES.get(unit, unit) if is_unit(unit) else ""


def numbering_depth(mark: str) -> int:
    """How deep a number in front stands: 一、 1, （一） 2, 1、 3, （1） 4."""
    if mark[0] == "(":
        return 4 if mark[1].isdigit() else 2
    return 3 if mark[0].isdigit() else 1 if mark[0] in "一二三四五六七八九十" else 0


def slot_name(text: str) -> str:
    """An indicator's name without the template's `指标1：`; empty where only that, or a filler, stands there."""
    name = squeeze(text).strip(":")
    pieces = [SLOT.sub("", piece, count=1).strip(":") for piece in name.split("/")] if SLOT.match(name) else [name]
    name = "/".join(piece for piece in pieces if piece not in FILLERS)
    return "" if name in FILLERS or not name.strip("….·-—/") else name


Field = tuple[str, str]


class Labels:
    """Which fields a folded label names: pairs of a group, such as `money.rows`, and a field of it."""

    def __init__(self, tables: list[dict[str, Any]]) -> None:
        self.fields: dict[str, tuple[Field, ...]] = {}
        self.titles: dict[str, tuple[str, ...]] = {}
        self.found: dict[str, tuple[Field, ...]] = {}
        for table in tables:
            for group, content in table.items():
                self._add(group, content)

    def _add(self, group: str, content: dict[str, Any]) -> None:
        for field, names in content.items():
            if isinstance(names, dict):
                self._add(f"{group}.{field}", names)
            elif group == "titles":
                self.titles[field] = self.titles.get(field, ()) + tuple(names)
            else:
                for name in names:
                    # Most names are plain words already, and folding all of them would cost more than the rest of a start.
                    key = name if name.isalpha() and name[0] != "其" else fold(name).key
                    there = self.fields.get(key, ())
                    if (group, field) not in there:
                        self.fields[key] = (*there, (group, field))

    def find(self, text: str) -> tuple[Field, ...]:
        found = self.found.get(text)
        if found is None:
            # No label is without Chinese characters, or longer than a line of them.
            if text.isascii() or len(text) > LONGEST:
                return ()
            key = fold(text).key
            found = self.fields.get(key, ())
            if not found and "(" in key and not EXCEPT.search(key):
                # Words in brackets may belong to the name; where the whole is no name, what stands before them may be.
                found = self.fields.get(BRACKETS.sub("", key), ())
            if len(self.found) < MANY:
                self.found[text] = found
        return found

    def heads_column(self, text: str) -> bool:
        """Whether a text may head a column of some block."""
        found = self.find(text)
        return bool(found) and any(group in COLUMN_GROUPS and field != "side" for group, field in found)

    def field(self, text: str, group: str) -> str:
        """The field that a text names in one group, or nothing."""
        for where, field in self.find(text):
            if where == group:
                return field
        return ""

    def is_side(self, text: str, block: str) -> bool:
        return any(group.startswith(block) and field in ("side", "source") for group, field in self.find(text))


@lru_cache(maxsize=16)
def load_labels(*extra: Path) -> Labels:
    """The national labels, and a county's own on top of them.

    Raises ValueError where a file is not TOML or names a field that no form has.
    """
    national = tomllib.loads((Path(__file__).parent / "labels" / "national.toml").read_text("utf-8"))
    tables = [national]
    for path in extra:
        table = tomllib.loads(path.read_text("utf-8-sig"))
        refuse_unknown(table, national, str(path.name))
        tables.append(table)
    return Labels(tables)


def refuse_unknown(table: dict[str, Any], known: dict[str, Any], where: str) -> None:
    for name, content in table.items():
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, 1, 0.3)
            raise ValueError(f"{where}: {name}" + (f" → {near[0]}?" if near else ""))
        if isinstance(content, dict) and isinstance(known[name], dict):
            refuse_unknown(content, known[name], f"{where}: {name}")
        elif isinstance(known[name], dict) or not (
            isinstance(content, list) and all(isinstance(item, str) for item in content)
        ):
            raise ValueError(f'{where}: {name} = ["…"]')
