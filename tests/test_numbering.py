"""The numbers that Word counts by itself: each format, how they go on and begin anew, and what they are asked for by."""

import time
from pathlib import Path

import pytest

import selfeval
from selfeval.document import Document, Paragraph, Where
from selfeval.parsers.docx import read_docx
from selfeval.parsers.guard import LIMITS, Limits, Package
from selfeval.parsers.numbering import formatted
from test_docx import W, cell, document, grids, lines, par, relations, row, run, table, texts, zipped

GONE = "<w:rPr><w:del/></w:rPr>"


def level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f"<w:lvl w:ilvl='{at}'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/>{more}"
        f"<w:suff w:val='nothing'/><w:lvlText w:val='{text}'/></w:lvl>"
    )


def defined(key: int, *levels: str) -> str:
    return f"<w:abstractNum w:abstractNumId='{key}'>{''.join(levels)}</w:abstractNum>"


def num(key: int, definition: int, *overrides: str) -> str:
    return f"<w:num w:numId='{key}'><w:abstractNumId w:val='{definition}'/>{''.join(overrides)}</w:num>"


def restart(at: int, start: int) -> str:
    return f"<w:lvlOverride w:ilvl='{at}'><w:startOverride w:val='{start}'/></w:lvlOverride>"


def numbering(*parts: str) -> dict[str, str]:
    return {"word/numbering.xml": f"<w:numbering xmlns:w='{W}'>{''.join(parts)}</w:numbering>"}


def style(name: str, settings: str = "", based: str = "") -> str:
    based = based and f"<w:basedOn w:val='{based}'/>"
    return f"<w:style w:type='paragraph' w:styleId='{name}'>{based}<w:pPr>{settings}</w:pPr></w:style>"


def styles(*each: str) -> dict[str, str]:
    return {"word/styles.xml": f"<w:styles xmlns:w='{W}'>{''.join(each)}</w:styles>"}


def num_pr(key: int | str = "", at: int | str = "") -> str:
    said = (("ilvl", at), ("numId", key))
    inner = "".join(f"<w:{tag} w:val='{one}'/>" for tag, one in said if one != "")
    return f"<w:numPr>{inner}</w:numPr>"


def item(text: str, key: int = 1, at: int = 0, more: str = "") -> str:
    return par(f"<w:pPr>{num_pr(key, at)}{more}</w:pPr>", run(text))


def styled(text: str, name: str, more: str = "") -> str:
    return par(f"<w:pPr><w:pStyle w:val='{name}'/>{more}</w:pPr>", run(text))


def read(body: str, parts: dict[str, str], limits: Limits = LIMITS) -> Document:
    with Package(zipped({"word/document.xml": document(body)} | parts), limits) as package:
        return read_docx(package, "report.docx")


def read_lines(body: str, parts: dict[str, str]) -> list[str]:
    """The paragraphs of a body, which must have been read without loss."""
    found = read(body, parts)
    assert found.unread == []
    return lines(found)


CHINESE = numbering(
    defined(
        0,
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
    )
    + num(1, 0)
)
OUTLINE = numbering(defined(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")) + num(1, 0))


# Formats


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", {1: "1", 10: "10"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○"}),
        ("chineseCountingThousand", {1: "一", 10: "十", 19: "十九", 21: "二十一", 100: "一百", 105: "一百零五"}),
        ("taiwaneseCountingThousand", {3: "三", 10: "十", 110: "一百一十", 1001: "一千零一"}),
        ("chineseLegalSimplified", {1: "壹", 2: "贰", 10: "壹拾", 21: "贰拾壹", 101: "壹佰零壹"}),
        ("ideographDigital", {1: "一", 10: "一〇", 11: "一一", 20: "二〇"}),
        ("japaneseCounting", {1: "一", 10: "十", 12: "十二", 100: "百", 101: "百一"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "11"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedParen", {1: "⑴"}),
        ("decimalEnclosedFullstop", {2: "⒉"}),
        ("decimalFullWidth", {12: "１２"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 9: "ix", 14: "xiv", 40: "xl"}),
        ("upperRoman", {1999: "MCMXCIX"}),
        ("none", {1: ""}),
        ("bullet", {1: ""}),
        ("of another world", {7: "7"}),
    ],
)
def test_each_format(form: str, numbers: dict[int, str]) -> None:
    assert {count: formatted(count, form) for count in numbers} == numbers
    parts = numbering(
        defined(0, *(level(at, form, f"%{at + 1}、", count) for at, count in enumerate(numbers))), num(1, 0)
    )
    body = "".join(item("部门概况", 1, at) for at in range(len(numbers)))
    assert read_lines(body, parts) == [f"{number}、部门概况" if number else "部门概况" for number in numbers.values()]


def test_no_start_makes_a_format_fail_or_its_number_long() -> None:
    forms = (
        "chineseCounting",
        "chineseLegalSimplified",
        "japaneseCounting",
        "lowerLetter",
        "upperRoman",
        "decimalZero",
    )
    assert all(len(formatted(count, form)) <= 31 for form in forms for count in (0, 780, 781, 3999, 9999, 10000, 32767))


def test_a_bullet_counts_nothing_and_a_list_without_numbers_keeps_its_words() -> None:
    parts = numbering(defined(0, level(0, "bullet", "\uf06c"), level(1, "none", "注：")), num(1, 0))
    assert read_lines(item("甲") + item("乙", at=1), parts) == ["甲", "注：乙"]


def test_a_figure_behind_a_number_is_not_run_together_with_it() -> None:
    assert read_lines(item("2024年支出") + item("支出2万元"), OUTLINE) == ["1 2024年支出", "2支出2万元"]
    assert read_lines(item("2024年支出"), CHINESE) == ["一、2024年支出"]


# Counting


def test_lower_levels_begin_anew() -> None:
    body = [item("a"), item("b", at=1), item("c", at=1), item("d", at=2), item("e"), item("f", at=1), item("g", at=2)]
    assert read_lines("".join(body), CHINESE) == ["一、a", "（一）b", "（二）c", "1.d", "二、e", "（一）f", "1.g"]


def test_a_level_may_count_through() -> None:
    through = numbering(
        defined(0, level(0, "decimal", "%1、"), level(1, "decimal", "（%2）", more="<w:lvlRestart w:val='0'/>")),
        num(1, 0),
    )
    body = item("a") + item("b", at=1) + item("c") + item("d", at=1)
    assert read_lines(body, through) == ["1、a", "（1）b", "2、c", "（2）d"]


def test_a_level_above_is_begun_by_one_below_it() -> None:
    body = item("a", at=1) + item("b", at=1) + item("c") + item("d", at=1)
    assert read_lines(body, OUTLINE) == ["1.1 a", "1.2 b", "2 c", "2.1 d"]


def test_levels_above_are_decimal_where_the_list_says_so() -> None:
    parts = numbering(
        defined(0, level(0, "chineseCounting", "第%1部分"), level(1, "decimal", "%1.%2、", more="<w:isLgl/>")),
        num(1, 0),
    )
    assert read_lines(item("概况") + item("职能", at=1), parts) == ["第一部分概况", "1.1、职能"]


def test_two_lists_of_one_definition_count_on_and_a_start_of_its_own_begins_anew() -> None:
    parts = numbering(
        defined(0, level(0, "chineseCounting", "%1、")),
        num(1, 0),
        num(2, 0),
        num(3, 0, restart(0, 1)),
        num(4, 0, restart(0, 7)),
    )
    body = "".join(item("x", key) for key in (1, 1, 2, 3, 3, 4, 4))
    assert read_lines(body, parts) == ["一、x", "二、x", "三、x", "一、x", "二、x", "七、x", "八、x"]


def test_two_definitions_count_apart() -> None:
    parts = numbering(
        defined(0, level(0, "decimal", "%1、")), defined(1, level(0, "decimal", "%1)")), num(1, 0), num(2, 1)
    )
    assert read_lines(item("a") + item("b", 2) + item("c"), parts) == ["1、a", "1)b", "2、c"]


def test_a_list_may_have_a_level_of_its_own() -> None:
    own = f"<w:lvlOverride w:ilvl='0'>{level(0, 'upperLetter', '%1．', 3)}</w:lvlOverride>"
    parts = numbering(defined(0, level(0, "decimal", "%1、")), num(1, 0, own))
    assert read_lines(item("a") + item("b"), parts) == ["C．a", "D．b"]


def test_a_definition_may_stand_in_another_ones_place() -> None:
    parts = numbering(
        defined(0, "<w:styleLink w:val='outline'/>", level(0, "decimal", "%1、")),
        defined(1, "<w:numStyleLink w:val='outline'/>"),
        num(1, 1),
    )
    assert read_lines(item("a") + item("b"), parts) == ["1、a", "2、b"]


def test_an_empty_numbered_paragraph_is_seen_and_counted() -> None:
    assert read_lines(item("a") + par(f"<w:pPr>{num_pr(1, 0)}</w:pPr>") + item("b"), CHINESE) == [
        "一、a",
        "二、",
        "三、b",
    ]


# Who is numbered


def test_through_the_style_and_those_it_is_based_on() -> None:
    of_styles = styles(style("Top", num_pr(1)), style("Mine", based="Top"), style("Sub", num_pr(1, 1)), style("Plain"))
    body = styled("概况", "Top") + styled("职能", "Sub") + styled("支出", "Mine") + styled("说明", "Plain")
    assert read_lines(body, CHINESE | of_styles) == ["一、概况", "（一）职能", "二、支出", "说明"]


def test_the_list_says_which_level_a_style_stands_on() -> None:
    parts = numbering(
        defined(
            0,
            level(0, "chineseCounting", "%1、", more="<w:pStyle w:val='Top'/>"),
            level(1, "decimal", "%2.", more="<w:pStyle w:val='Sub'/>"),
        ),
        num(1, 0),
    ) | styles(style("Top", num_pr(1)), style("Sub", num_pr(1)))
    body = styled("概况", "Top") + styled("职能", "Sub") + styled("支出", "Top")
    assert read_lines(body, parts) == ["一、概况", "1.职能", "二、支出"]


def test_parts_are_found_where_the_relations_say() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "word/lists.xml": CHINESE["word/numbering.xml"],
        "word/looks.xml": styles(style("Top", num_pr(1)))["word/styles.xml"],
        "word/_rels/document.xml.rels": relations(
            f'Id="a" Type="{kind}/numbering" Target="lists.xml"', f'Id="b" Type="{kind}/styles" Target="looks.xml"'
        ),
    }
    assert read_lines(styled("概况", "Top") + styled("支出", "Top"), parts) == ["一、概况", "二、支出"]


def test_number_0_takes_a_paragraph_out_of_its_styles_list() -> None:
    of_styles = styles(style("Top", num_pr(1)), style("Out", num_pr(0), based="Top"))
    body = styled("概况", "Top") + styled("附注", "Top", num_pr(0)) + styled("支出", "Top") + styled("其他", "Out")
    assert read_lines(body, CHINESE | of_styles) == ["一、概况", "附注", "二、支出", "其他"]
    assert read_lines(item("概况", 0), CHINESE) == ["概况"]


def test_the_paragraphs_own_level_goes_before_its_styles() -> None:
    body = styled("概况", "Top") + styled("职能", "Top", num_pr(at=1)) + styled("支出", "Top")
    assert read_lines(body, CHINESE | styles(style("Top", num_pr(1)))) == ["一、概况", "（一）职能", "二、支出"]


def test_styles_are_opened_only_for_short_lines_without_a_number() -> None:
    broken = CHINESE | {"word/styles.xml": f"<w:styles xmlns:w='{W}'>numPr"}
    long = "本单位全年严格执行预算管理制度，各项支出均按规定的标准和程序执行。"
    typed = "".join(styled(text, "Top") for text in ("一、概况", "（二）支出", "3.绩效", "4、问题", "第五部分", long))
    # A damaged part that is opened would leave the numbers of the list out too.
    numbered = item("甲")
    assert read_lines(typed + styled("概况", "Top") + numbered, broken)[-1] == "一、甲"
    assert read_lines(typed + table(row(cell(styled("概况", "Top") * 3))) + numbered, broken)[-1] == "一、甲"
    assert read_lines(typed + styled("概况", "Top") * 2 + numbered, broken)[-1] == "甲"


def test_a_style_based_on_itself_ends() -> None:
    of_styles = styles(style("A", based="B"), style("B", based="A"), style("Top", num_pr(1)))
    assert read_lines(styled("概况", "A") + styled("支出", "Top"), CHINESE | of_styles) == ["概况", "一、支出"]


def test_tables_are_untouched_and_their_items_counted() -> None:
    found = read(item("概况") + table(row(cell(item("表内"))), columns=1) + item("支出"), CHINESE)
    assert texts(grids(found)[0]) == [["表内"]]
    assert lines(found) == ["一、概况", "三、支出"]
    assert found.unread == []
    # What is deleted of a table is not counted.
    found = read(item("概况") + table(row(cell(item("表内")), settings="<w:del/>"), columns=1) + item("支出"), CHINESE)
    assert lines(found) == ["一、概况", "二、支出"]


def test_a_text_box_is_left_alone() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{item('盒中')}</w:txbxContent></w:pict></w:r>"
    assert read_lines(item("概况") + par(run("图"), box) + item("支出"), CHINESE) == [
        "一、概况",
        "图",
        "盒中",
        "二、支出",
    ]


def test_settings_of_before_a_change_number_nothing() -> None:
    was = f"<w:pPr><w:pPrChange><w:pPr>{num_pr(1, 0)}</w:pPr></w:pPrChange></w:pPr>"
    assert read_lines(par(was, run("概况")) + item("支出"), CHINESE) == ["概况", "一、支出"]


def test_settings_and_content_controls_are_seen_through() -> None:
    control = f"<w:sdt><w:sdtContent>{item('概况')}</w:sdtContent></w:sdt>"
    assert read_lines(control + item("支出"), CHINESE) == ["一、概况", "二、支出"]


# Tracked changes and hidden text


def test_a_deleted_paragraph_is_not_counted() -> None:
    deleted = par(f"<w:pPr>{num_pr(1, 0)}{GONE}</w:pPr>", "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>")
    moved = par(f"<w:pPr>{num_pr(1, 0)}<w:rPr><w:moveFrom/></w:rPr></w:pPr>", f"<w:moveFrom>{run('旧')}</w:moveFrom>")
    found = read(item("概况") + deleted + moved + item("支出") + item("绩效", more="<w:rPr><w:ins/></w:rPr>"), CHINESE)
    assert lines(found) == ["一、概况", "二、支出", "三、绩效"]
    assert found.unread == []


def test_a_paragraph_whose_mark_is_deleted_takes_the_number_of_the_next() -> None:
    body = item("概况") + item("支出", at=1, more=GONE) + item("情况") + item("绩效")
    assert read_lines(body, CHINESE) == ["一、概况", "二、支出情况", "三、绩效"]
    body = item("概况", more=GONE) + table(row(cell(item("表内")))) + item("支出")
    assert read_lines(body, CHINESE) == ["概况", "二、支出"]


def test_a_hidden_paragraph_is_not_counted_and_hidden_text_stays_hidden() -> None:
    vanish = "<w:rPr><w:vanish/></w:rPr>"
    hidden = par(f"<w:pPr>{num_pr(1, 0)}{vanish}</w:pPr>", run("旧", "<w:vanish/>"))
    beside = par(f"<w:pPr>{num_pr(1, 0)}</w:pPr>", run("支出"), run("旧", "<w:vanish/>"))
    found = read(item("概况") + hidden + beside + item("标题", more=vanish), CHINESE)
    assert [(block.text, block.hidden) for block in found.blocks if isinstance(block, Paragraph)] == [
        ("一、概况", False),
        ("旧", True),
        ("二、支出", True),
        ("三、标题", False),
    ]
    assert found.hidden == [("旧", Where("report.docx", "text", f"p{at}")) for at in (2, 3)]
    assert found.unread == []


# Damage and size


@pytest.mark.parametrize(
    "damaged",
    [
        "<w:numbering",
        "no XML",
        "",
        f"<w:numbering xmlns:w='{W}'/>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        numbering(num(1, 5))["word/numbering.xml"],
        numbering(defined(0), num(1, 0))["word/numbering.xml"],
        numbering(defined(0, level(0, "decimal", "%1、").replace("'0'", "'x'")), num(1, 0))["word/numbering.xml"],
        numbering(defined(0, level(0, "decimal", "%2、")), num(1, 0))["word/numbering.xml"],
        numbering(defined(0, level(0, "decimal", "%1" * 10_000)), num(1, 0))["word/numbering.xml"],
        numbering(defined(0, "<w:lvl w:ilvl='0'/>"), num(1, 0))["word/numbering.xml"],
    ],
)
def test_what_is_damaged_numbers_nothing(damaged: str) -> None:
    assert read_lines(item("概况") + item("支出"), {"word/numbering.xml": damaged}) == ["概况", "支出"]


def test_what_is_missing_numbers_nothing() -> None:
    body = item("概况") + item("支出", 99) + item("绩效", at=8) + par(f"<w:pPr>{num_pr('x', 'y')}</w:pPr>", run("a"))
    assert read_lines(body, {}) == ["概况", "支出", "绩效", "a"]
    assert read_lines(body, CHINESE) == ["一、概况", "支出", "绩效", "a"]
    assert read_lines(styled("概况", "Top") * 2, CHINESE) == ["概况", "概况"]


def test_the_limits_hold() -> None:
    large = numbering(defined(0, level(0, "decimal", "%1、")) * 100, num(1, 0))
    assert lines(read(item("概况"), large)) == ["1、概况"]
    for limits in (Limits(elements=300), Limits(part_bytes=4000), Limits(total_bytes=8000)):
        assert lines(read(item("概况"), large, limits)) == ["概况"]


COSTLY = {
    "items": (item("甲") * 50_000, CHINESE),
    "lists": (
        "".join(item("甲", key) for key in range(20_000)),
        numbering(defined(0, *[level(0, "decimal", "%1、")] * 20_000), *(num(key, 0) for key in range(20_000))),
    ),
    "styles": (
        "".join(styled("甲", f"s{at}") for at in range(20_000)),
        CHINESE | styles(*(style(f"s{at}", based=f"s{at + 1}") for at in range(20_000)), style("s20000", num_pr(1))),
    ),
    "deleted marks": (item("甲", more=GONE) * 50_000, CHINESE),
    "hidden marks": (item("甲", more="<w:rPr><w:vanish/></w:rPr>") * 50_000, CHINESE),
}


@pytest.mark.parametrize(("body", "parts"), COSTLY.values(), ids=COSTLY.keys())
def test_the_time_grows_no_faster_than_the_file(body: str, parts: dict[str, str]) -> None:
    began = time.perf_counter()
    read(body, parts)
    assert time.perf_counter() - began < 5


# What it is for


def report(*headings: str) -> dict[str, str]:
    prose = par(run("本单位按照预算管理的要求，严格执行各项财务制度。"))
    title = par(run("2024年度部门整体支出绩效评价报告"))
    lists = numbering(
        defined(0, level(0, "japaneseCounting", "%1、")),
        num(1, 0),
        num(2, 0, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='4'/></w:lvlOverride>"),
    )
    return lists | {"word/document.xml": document(title + "".join(heading + prose for heading in headings))}


def gaps(path: Path, parts: dict[str, str]) -> list[str]:
    path.write_bytes(zipped(parts))
    [found] = selfeval.check(path).submissions
    return [finding.code for finding in found.findings if finding.code == "N201"]


def test_a_gap_in_the_numbers_of_headings_is_found(tmp_path: Path) -> None:
    whole = report(item("部门概况"), item("支出情况"), item("绩效情况"))
    assert gaps(tmp_path / "whole.docx", whole) == []
    cut = report(item("部门概况"), item("支出情况"), par(run("绩效情况")), item("存在的问题", 2))
    assert gaps(tmp_path / "cut.docx", cut) == ["N201"]
