"""Finds the figures in a piece of prose: numbers, percentages and Chinese numerals with their units, but no dates, numbering or names."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from selfeval.layout.numbers import CHINESE, MOST_DIGITS, chinese_number
from selfeval.units import ALIASES

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：！？"} | {
    ord("．"): ".",
    ord("【"): "(",
    ord("】"): ")",
    ord("﹪"): "%",
    ord("〇"): "零",
}
# A blank beside a Chinese character or within a number is only the line's width; one between two numbers parts them.
BLANK = re.compile(
    r"(?<=[^\x00-\x7f])[ \t\u3000\xa0]+|[ \t\u3000\xa0]+(?=[^\x00-\x7f])|(?<=\d) +(?=[.%])|(?<=\d\.) +(?=\d)"
)
UNITS = (
    "元", "件次", "家次", "册次", "千瓦时", "微克/立方米", "站", "车", "个百分点", "百分点", "%", "‰", "人次", "人份", "人", "名", "位", "分钟", "小时",
    "个工作日", "工作日", "个月", "个季度", "季度", "周岁", "岁", "年", "天", "周", "分", "批次", "场次", "班次", "车次", "批", "次", "场", "期", "届",
    "户次", "户", "平方公里", "平方千米", "平方米", "㎡", "m²", "m2", "立方米", "公里", "千米", "km", "米", "厘米", "毫米", "亩", "公顷", "吨", "公斤",
    "千克", "kg", "克", "斤", "升", "个", "项", "件", "家", "处", "座", "所", "条", "起", "宗", "辆", "台", "套", "部", "份", "篇", "册",
    "本", "张", "幅", "块", "盏", "棵", "株", "头", "只", "支", "艘", "架", "门", "间", "栋", "幢", "口", "眼", "例", "轮", "遍", "班", "节",
    "课", "组", "队", "村", "镇", "乡", "街道", "县", "市", "省", "社区", "度", "千瓦", "兆瓦", "m", "倍", "级", "类", "种", "大类", "方面",
    "枚", "面", "片", "根", "桶", "箱", "瓶", "袋", "双", "桩", "封", "颗", "道", "笔", "卷", "餐", "床", "亿", "万", "千",
)  # fmt: skip
UNIT = "(?:" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
SCALE = "(?:百万|千万|百亿|千亿|万亿|万|亿|千|百)?"
CHINESE_DIGITS = "[零一二两三四五六七八九十百千]"
NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:(?P<more>余|多|几)?(?P<unit>{SCALE}(?P<inner>余|多)?{UNIT}))?"
    rf"|百分之(?P<percent>{CHINESE_DIGITS}+(?:点[零一二三四五六七八九]+)?)"
    rf"|(?P<spelled>{CHINESE_DIGITS}+)(?P<before>余|多)?(?P<times>万|亿)?(?P<over>余|多)?(?P<of>元|分|千瓦时|人次|人|名|户次|户|批次|场次|批|次|场|期|届|家|台|辆|套|项|个|件|份|篇|所|座|处|条|例|公里|米|亩|吨|年|天|个月)"
)
# Nothing of these begins with any other character; to look at it first spares the trial of each in each place.
DATE = re.compile(
    r"(?=[\dA-Za-z(\[【〔〇零一二三四五六七八九十第附表件电手热传邮])(?:"
    r"(?:(?:19|20)\d{2}|[〇零一二三四五六七八九]{4})[-—至~－]?(?:(?:19|20)\d{2})?年(?:度|初|底|末)?(?:\d{1,2}月(?:份|底|末|初|中旬|上旬|下旬)?(?:\d{1,2}[日号])?)?(?:[-—至~](?:\d{1,2}月)?\d{1,2}[日号])?"
    r"|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}"
    r"|\d{1,2}(?:[-—至~]\d{1,2})?月(?:份|底|末|初|中旬|上旬|下旬|(?=\d))?(?:\d{1,2}[日号])?"
    r"|\d{1,2}[日号](?!内)|\d{1,2}:\d{2}(?::\d{2})?"
    r"|[一二三四五六七八九十]{1,3}月(?:份|底|末)?(?![工基])"
    r"|[\[(【〔](?:19|20)\d{2}[\])】〕]\s*(?:第?\d+号)?|第(?:\d+|[零一二三四五六七八九十百]+)[^,。;，；]?|(?:19|20)\d{2}(?=年|版|\b)"
    r"|\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|(?:电话|手机|热线|传真|邮编)[:：]?(?:\d[\d-]+)"
    r"|附?[表件]\d+(?:[-—]\d+)?|[A-Za-z]+-?\d[A-Za-z0-9.-]*|\d+[A-Za-z](?![a-z²]*[^\x00-\x7f]*)(?<![mk])"
    r")"
)
NUMBERING = re.compile(
    r"\s*(?:\d{1,2}(?:[、)]|\.(?!\d))|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[①-⑳])+"
)
# Slogans, and idioms of a numeral that counts nothing.
IDIOM = re.compile(
    "(?=[\\d二两三四五六七八九十])(?:(?:[二两三四五六七八九十]|\\d+)个?(?:意识|自信|维护|代表|一律|确保|严禁|服从|聚焦|结合|坚持|不动摇|必须|清单|文明|为民|统筹|方面|环节|阶段|层面|转变|全面|革命|精神|带头)"
    "|[二三四五六七八九十]项(?:规定|准则|禁令|纪律|制度)|[二三四五六七八九十]大(?!类)|[四五六]风|两条线|[二两三四五六七八九十][学单公定农保重率](?!个)|十[一二三四五]五|九年(?=一贯|义务))"
)
ABOUT = re.compile("(?P<about>大约|约为|(?<!节)约|(?<!最)近|不足|不到|超过|超|逾|突破|接近)(?:了|至|到|为)?$")
LONGEST_ABOUT = 4
SIGNS = {"近": "<", "不足": "<", "不到": "<", "接近": "<", "超过": ">", "超": ">", "逾": ">", "突破": ">"}
BEHIND = re.compile("(?P<behind>余|多(?![支于出收花开次年数项个])|左右|上下|以上|以内|之内|以下)(?:的|元|人)?")
AFTER = {"余": ">", "多": ">", "以上": ">", "左右": "~", "上下": "~", "以内": "<", "之内": "<", "以下": "<"}
WIDE = re.compile("[\uff01-\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5e﹪【】〇]")
BLANKS = " \t\u3000\xa0"
# 1 0 0 %: a number whose digits the typesetter spread.
SPREAD = re.compile(r"(?<=[^\x00-\x7f])\s?\d{1,3}(?: \d{1,3})+(?: ?\. ?\d+)? ?(?=[%元人名个万亿])")
# 1，204.5万元: the Chinese comma within a sum of money.
GROUPED = re.compile(r"，(?<=\d，)(?=\d{3}(?:\.\d+)?[万亿千]?元)")
# 2, 318.46万元, 1.2 8万元, 下降2 2.42%: a number that the typesetter tore.
TORN = re.compile(
    r"(?<=\d,) (?=\d{3}(?:\.\d+)? ?[万亿元])|(?<=\.\d) (?=\d{1,3} ?[万亿元%])|(?<=[^\x00-\x7f]\d) (?=\d+\.\d+ ?[万亿元%])"
)
TORN_POINT = re.compile(r"(?<=\d) +\. *(?=\d)")
# 编制：32人　在职：29人: a blank parts what a colon tells.
TOLD_APART = re.compile(r"(?<=[人名个元])[ \t\u3000\xa0]+(?=[^\d\s：:，,。]{2,8}[：:] ?\d)")
HAS_FIGURE = re.compile(
    rf"\d|百分之|{CHINESE_DIGITS}[万亿余多]?(?:元|人|名|户|批|次|场|期|届|家|台|辆|套|项|个|件|份|篇|所|座|处|条|例|公里|米|亩|吨|年|天)"
)
ENDS = "、，,。；;：:)）和及与或/-—~至 \t\n"


class Mention(NamedTuple):
    """A figure in prose. about: `~`, `<` or `>` where it is approximate; text: as typed, with what makes it so."""

    start: int
    end: int
    value: Decimal
    unit: str
    decimals: int
    about: str
    text: str


def plain_prose(text: str) -> str:
    """The text with full-width digits and signs made plain, and without blanks that only fill a line."""
    text = text.replace("（", "(").replace("）", ")").replace("依次", "分别")
    if WIDE.search(text):
        text = text.translate(FULL_WIDTH)
    if any(blank in text for blank in BLANKS):
        text = TORN.sub("", TORN_POINT.sub(".", TOLD_APART.sub("，", text)))
        text = BLANK.sub("", SPREAD.sub(lambda found: found.group().replace(" ", ""), text))
    return GROUPED.sub(",", text)


def figures(text: str) -> Iterator[Mention]:
    """The figures of a clause, in order; `text` is plain prose."""
    if not HAS_FIGURE.search(text):
        return
    barred = [found.span() for found in DATE.finditer(text)]
    if numbering := NUMBERING.match(text):
        barred.append(numbering.span())
    barred += [found.span() for found in IDIOM.finditer(text)]
    barred.sort()
    at = 0
    for found in NUMBER.finditer(text):
        start, end = found.span()
        # Numbers come in order too: what ends before one ends before all that follow.
        while at < len(barred) and barred[at][1] <= start:
            at += 1
        if at < len(barred) and barred[at][0] < end and not plausible(found):
            continue
        mention = read(text, found)
        if mention is not None:
            yield mention


def plausible(found: re.Match[str]) -> bool:
    """A number that a date's pattern took by mistake: one with decimals, or with money behind it."""
    unit = found["unit"] or ""
    return unit.endswith("元") or (unit in ("%", "个百分点") and "." in (found["digits"] or ""))


def read(text: str, found: re.Match[str]) -> Mention | None:
    """A number as a figure, with what makes it approximate; none where it is a name, or counts nothing."""
    start, end = found.span()
    about = ""
    if digits := found["digits"]:
        if len(digits) > MOST_DIGITS or (start and text[start - 1] in ".+"):
            return None
        unit = found["unit"] or ""
        if not unit and end < len(text) and text[end] not in ENDS and not BEHIND.match(text, end):
            # 110指挥中心: a number before a word that is no unit is a name.
            return None
        number = digits.replace(",", "")
        value, decimals = Decimal(number), len(number.partition(".")[2])
        about = ">" if found["more"] or found["inner"] else ""
        unit = unit.replace(found["inner"], "", 1) if found["inner"] else unit
        if start and text[start - 1] in "-−" and (start < 2 or not ("0" <= text[start - 2] <= "z")):
            value, start = -value, start - 1
    elif spelled := found["percent"]:
        whole, _, fraction = spelled.partition("点")
        part = "".join(str(CHINESE[char]) for char in fraction)
        value, unit, decimals = Decimal(f"{chinese_number(whole) or 0}.{part or 0}"), "%", len(part)
    else:
        # 一次, 一张: before a measure word 一 counts nothing; before money it does.
        if found["spelled"] == "一" and not found["times"] and found["of"] != "元":
            return None
        count = chinese_number(found["spelled"])
        if count is None:
            return None
        value, unit, decimals = Decimal(count), (found["times"] or "") + found["of"], 0
        about = ">" if found["over"] or found["before"] else ""
    if before := ABOUT.search(text, max(0, start - LONGEST_ABOUT), start):
        about, start = about or SIGNS.get(before["about"], "~"), before.start()
    if behind := BEHIND.match(text, end):
        about, end = about or AFTER.get(behind["behind"], "~"), behind.end("behind")
    return Mention(start, end, value, ALIASES.get(unit, unit), decimals, about, text[start:end])
