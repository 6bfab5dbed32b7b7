"""The notice to a unit and its way back: what it says, how answers are found again, and what a second round shows."""

import copy
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Word

from in_process import selfeval
from plain_files import write_docx
from selfeval.replies import NoticeError, read_notice
from test_cli import err, out

SAMPLES = Path(__file__).parents[1] / "samples"
ERRORS = SAMPLES / "errors.docx"
UNIT = "示例县云岭公路养护站"
SMALL = """2024年度部门整体支出绩效评价基础数据表
单位名称：青禾县某中心
经费控制情况 | 2023年决算数 | 2024年预算数 | 2024年决算数
三公经费 | {prior} | 3.00 | {final}
公务用车 | 1.00 | 1.50 | 1.00
因公出国（境） | 0 | 0 | 0
公务接待 | 1.00 | 1.50 | {reception}
"""


def check(*words: object, code: int = 1, cwd: Path | None = None) -> dict[str, Any]:
    done = selfeval("check", *words, "--format", "json", cwd=cwd)
    assert done.returncode == code, err(done)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def notice(tmp_path: Path, file: Path = ERRORS, *words: object) -> Path:
    target = tmp_path / "整改通知.docx"
    done = selfeval("check", file, "--format", f"notice={target}", "--force", *words)
    assert done.returncode in (0, 1), err(done)
    return target


def findings(report: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [f for s in report["submissions"] for f in s["findings"]]
    return found


def text_of(path: Path) -> str:
    word = docx.Document(str(path))
    lines = [p.text for p in word.paragraphs]
    return "\n".join([*lines, *(cell.text for t in word.tables for row in t.rows for cell in row.cells)])


def rows_of(word: Word, head: str) -> list[Any]:
    """The rows of the table that has a column of this head, without the head's."""
    for table in word.tables:
        if head in [cell.text for cell in table.rows[0].cells]:
            return list(table.rows[1:])
    return []


def answer(path: Path, head: str = "情况说明", column: int = 3) -> dict[str, str]:
    """Types an answer into each row of a table; gives the answers by fingerprint."""
    word = docx.Document(str(path))
    said = {}
    for at, row in enumerate(rows_of(word, head), 1):
        row.cells[column].text = f"第{at}项：项目年中追加，已备案"
        said[row.cells[-1].text.split()[-1]] = row.cells[column].text
    word.save(str(path))
    return said


def test_it_says_what_is_wrong_where_and_until_when(tmp_path: Path) -> None:
    text = text_of(notice(tmp_path, ERRORS, "--deadline", "2026-12-05"))
    found = findings(check(ERRORS))
    assert f"单位：{UNIT}　　年度：2024" in text
    assert "请于2026年12月5日前改正后重新报送，把说明填在“情况说明”一栏退回" in text
    for f in found:
        assert f["fingerprint"] in text
        assert f["message"]["zh"] in text
        assert f["where"]["label"] in text
    assert "（第1个表第4行第2列）" in text
    assert re.findall(r"\br\d+c\d+\b", text) == []
    word = docx.Document(str(tmp_path / "整改通知.docx"))
    numbers = [row.cells[0].text for head in ("改正情况", "情况说明") for row in rows_of(word, head)]
    assert numbers == [str(at) for at in range(1, len(found) + 1)]
    assert len(rows_of(word, "情况说明")) == sum(f["severity"] == "verify" for f in found)


def test_without_a_deadline_there_is_room_for_one(tmp_path: Path) -> None:
    assert "请于　　　　年　　月　　日前" in text_of(notice(tmp_path))


def test_same_report_same_bytes(tmp_path: Path) -> None:
    first = notice(tmp_path).read_bytes()
    (tmp_path / "二").mkdir()
    assert notice(tmp_path / "二").read_bytes() == first


def test_excel_cells_are_named_by_their_sheet(tmp_path: Path) -> None:
    text = text_of(notice(tmp_path, SAMPLES / "errors.xlsx"))
    assert re.search(r"（工作表“[^”]+”[A-Z]+\d+）", text)


def test_a_folder_gets_one_for_each_unit(tmp_path: Path) -> None:
    folder, notices = tmp_path / "报", tmp_path / "通知"
    for name in ("甲", "乙"):
        (folder / name).mkdir(parents=True)
        text = SMALL.format(prior="2.50", final="2.00", reception="1.00").replace("某", name)
        write_docx(text, folder / name / "表.docx")
    done = selfeval("check", folder, "--format", f"notice={notices}")
    assert done.returncode == 1
    assert sorted(path.name for path in notices.iterdir()) == ["青禾县乙中心-2024.docx", "青禾县甲中心-2024.docx"]
    assert "青禾县甲中心" in text_of(notices / "青禾县甲中心-2024.docx")
    refused = selfeval("check", folder, "--format", "notice")
    assert refused.returncode == 2


def test_nothing_wrong_is_said_so(tmp_path: Path) -> None:
    text = text_of(notice(tmp_path, SAMPLES / "clean.docx"))
    assert "没有发现需要改正或说明的问题" in text
    assert "核对码”" in text


def test_what_was_not_checked_is_in_it(tmp_path: Path) -> None:
    report = check(ERRORS)
    assert report["submissions"][0]["unknown"]
    text = text_of(notice(tmp_path))
    assert "没有核对的内容" in text
    assert "“约2.6”不是数字" in text


def test_each_answer_is_at_its_finding(tmp_path: Path) -> None:
    path = notice(tmp_path)
    said = answer(path)
    report = check(ERRORS, "--replies", path)
    answered = {f["fingerprint"]: f["answered"] for f in findings(report) if f["answered"]}
    assert answered == said
    assert len(said) >= 3
    text = out(selfeval("check", ERRORS, "--replies", path))
    assert text.count("单位说明：第") == len(said)
    assert f"已说明 {len(said)}" in text
    assert report["submissions"][0]["lapsed"] == []


def test_an_answered_verify_fails_nothing_and_an_answered_error_still_does(tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    write_docx(SMALL.format(prior="2.00", final="2.60", reception="1.60"), file)
    path = notice(tmp_path, file)
    found = findings(check(file, "--fail-on", "verify"))
    assert {f["severity"] for f in found} == {"verify"}
    answer(path)
    check(file, "--replies", path, "--fail-on", "verify", code=0)

    write_docx(SMALL.format(prior="2.50", final="2.00", reception="1.00"), file)
    path = notice(tmp_path, file)
    answer(path, "改正情况", 4)
    report = check(file, "--replies", path, code=1)
    errors = [f for f in findings(report) if f["severity"] == "error"]
    assert errors
    assert all(f["answered"] for f in errors)
    text = out(selfeval("check", file, "--replies", path))
    assert "逻辑性 B201" in text
    assert "单位说明：第1项" in text


def test_rows_may_be_moved_and_tables_split(tmp_path: Path) -> None:
    path = notice(tmp_path)
    said = answer(path)
    word = docx.Document(str(path))
    table = next(t for t in word.tables if "情况说明" in [cell.text for cell in t.rows[0].cells])
    rows = [row._tr for row in table.rows[1:]]
    for row in reversed(rows):
        table._tbl.remove(row)
    # The last comes first; the first goes below the other table; the second gets a table without a head of its own.
    for row in reversed(rows[2:]):
        table._tbl.append(row)
    word.tables[0]._tbl.append(copy.deepcopy(rows[0]))
    alone = copy.deepcopy(table._tbl)
    for row in list(alone.tr_lst):
        alone.remove(row)
    alone.append(copy.deepcopy(rows[1]))
    word.element.body.insert(0, alone)
    word.save(str(path))
    answered = {f["fingerprint"]: f["answered"] for f in findings(check(ERRORS, "--replies", path)) if f["answered"]}
    fingerprint = rows_mark(rows[0])
    # In a table with other columns the head of that table decides where the answer stands.
    assert {**answered, fingerprint: said[fingerprint]} == said


def rows_mark(tr: Any) -> str:
    found = re.search(r"[0-9a-f]{16}", "".join(node.text or "" for node in tr.iter() if node.tag.endswith("}t")))
    assert found
    return found[0]


def test_an_answer_may_run_into_a_row_of_its_own(tmp_path: Path) -> None:
    path = notice(tmp_path)
    word = docx.Document(str(path))
    table = next(t for t in word.tables if "情况说明" in [cell.text for cell in t.rows[0].cells])
    table.rows[1].cells[3].text = "前半"
    more = copy.deepcopy(table.rows[1]._tr)
    table.rows[1]._tr.addnext(more)
    for at, cell in enumerate(table.rows[2].cells):
        cell.text = "后半" if at == 3 else ""
    word.save(str(path))
    answers = [f["answered"] for f in findings(check(ERRORS, "--replies", path)) if f["answered"]]
    assert answers == ["前半\n后半"]


@pytest.mark.parametrize("nothing", ["", "  ", "/", "—", "无", "无。", "同上"])
def test_what_says_nothing_is_no_answer(nothing: str, tmp_path: Path) -> None:
    path = notice(tmp_path)
    word = docx.Document(str(path))
    rows_of(word, "情况说明")[0].cells[3].text = nothing
    word.save(str(path))
    done = selfeval("check", ERRORS, "--replies", path, "--format", "json")
    assert not any(f["answered"] for f in findings(json.loads(done.stdout)))
    assert ("不算说明" in err(done)) == bool(nothing.strip())


def test_an_answer_to_what_is_gone_is_listed(tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    write_docx(SMALL.format(prior="2.00", final="2.60", reception="1.60"), file)
    path = notice(tmp_path, file)
    answer(path)
    write_docx(SMALL.format(prior="2.00", final="2.00", reception="1.00"), file)
    report = check(file, "--replies", path, code=0)
    gone = report["submissions"][0]["lapsed"]
    assert {(each["kind"], each["by"]) for each in gone} == {("reply", "整改通知.docx")}
    assert [each["text"][:3] for each in gone] == ["第1项", "第2项"]
    assert [(each["code"], each["label"].split("（")[0]) for each in gone] == [
        ("B203", "公务接待 / 2024年决算数"),
        ("B204", "三公经费 / 2024年决算数"),
    ]
    for form in ("text", "md", "csv", "html", "sarif", "github", "junit", "jsonl"):
        text = out(selfeval("check", file, "--replies", path, "--format", form))
        assert "单位说明过的问题不在了" in text, form


def test_a_folder_of_notices(tmp_path: Path) -> None:
    back = tmp_path / "退回"
    back.mkdir()
    path = notice(tmp_path)
    said = answer(path)
    path.rename(back / "甲.docx")
    write_docx("随便一段话", back / "别的.docx")
    done = selfeval("check", ERRORS, "--replies", back, "--format", "json")
    assert sum(bool(f["answered"]) for f in findings(json.loads(done.stdout))) == len(said)
    assert "别的.docx" in err(done)


def test_a_notice_of_another_unit_is_refused(tmp_path: Path) -> None:
    path = notice(tmp_path)
    other = tmp_path / "别家.docx"
    write_docx(SMALL.format(prior="2.50", final="2.00", reception="1.00"), other)
    done = selfeval("check", other, "--replies", path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert UNIT in err(done)
    assert "青禾县某中心" in err(done)


def test_marks_gone(tmp_path: Path) -> None:
    path = notice(tmp_path)
    answer(path)
    word = docx.Document(str(path))
    row = rows_of(word, "情况说明")[1]
    row.cells[-1].text = ""
    word.save(str(path))
    done = selfeval("check", ERRORS, "--replies", path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "第3行有说明" in err(done)
    for row in [row for head in ("改正情况", "情况说明") for row in rows_of(word, head)]:
        row.cells[-1].text = ""
    word.save(str(path))
    with pytest.raises(NoticeError, match="没有找到核对码"):
        read_notice(path)


@pytest.mark.parametrize("name", ["没有.docx", "坏.docx", "不是通知.docx"])
def test_what_is_no_notice_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    write_docx("一段话", tmp_path / "不是通知.docx")
    done = selfeval("check", ERRORS, "--replies", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert name in err(done)
    assert "Traceback" not in err(done)


def earlier(tmp_path: Path, file: Path) -> Path:
    path = tmp_path / "上次.json"
    path.write_bytes(selfeval("check", file, "--format", "json").stdout)
    return path


def test_a_second_round_says_fixed_open_and_new(tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    write_docx(SMALL.format(prior="2.50", final="2.60", reception="1.00"), file)
    before = earlier(tmp_path, file)
    # prior is put right; final is still wrong with another number; a new one comes in.
    later = SMALL.format(prior="2.00", final="2.70", reception="1.00").replace("| 3.00 |", "| 3.50 |")
    write_docx(later, file)
    word = docx.Document(str(notice(tmp_path, file, "--previous", before)))
    text = "\n".join(p.text for p in word.paragraphs)
    fixed = text[text.index("已经改正的问题") :]
    assert "三公经费 / 2023年决算数：填 2.50万元" in fixed
    assert "2024年决算数：填 2.60万元，应为" not in fixed
    problems = {row.cells[1].text.split("（")[0]: row.cells[2].text for row in rows_of(word, "改正情况")}
    assert problems["三公经费 / 2024年决算数"].startswith("【仍未改正】")
    assert problems["三公经费 / 2024年预算数"].startswith("【新发现】")


def test_what_was_not_checked_again_is_not_called_fixed(tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    write_docx(SMALL.format(prior="2.50", final="2.00", reception="1.00"), file)
    before = earlier(tmp_path, file)
    write_docx(SMALL.format(prior="2.50", final="2.00", reception="1.00").replace("| 2.50 |", "| 约2 |"), file)
    text = text_of(notice(tmp_path, file, "--previous", before))
    part = text[text.index("上次提出、这次没有核对的问题") :]
    assert "填 2.50万元" in part
    assert "已经改正的问题" not in text
    text = text_of(notice(tmp_path, file, "--previous", before, "--ignore", "B201"))
    assert "填 2.50万元" in text[text.index("上次提出、这次没有核对的问题") :]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"schema": "selfeval-report/2", "submissions": []}',
                                  '{"schema": "selfeval-report/1", "submissions": [{"unit": "x"}]}'])  # fmt: skip
def test_an_earlier_report_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "上次.json").write_text(text, "utf-8")
    done = selfeval("check", ERRORS, "--format", f"notice={tmp_path / 'n.docx'}", "--previous", tmp_path / "上次.json")
    assert done.returncode == 2
    assert "上次.json" in err(done)
    assert not (tmp_path / "n.docx").exists()


@pytest.mark.parametrize("option", [("--deadline", "2026-01-01"), ("--previous", "x.json"), ("--template", "x.docx")])
def test_what_only_a_notice_says_needs_one(option: tuple[str, str]) -> None:
    done = selfeval("check", ERRORS, *option)
    assert done.returncode == 2
    assert option[0] in err(done)


@pytest.mark.parametrize("day", ["明天", "2026-13-01", "2026/01/01", ""])
def test_a_deadline_is_a_day(day: str) -> None:
    assert selfeval("check", ERRORS, "--format", "notice=x.docx", "--deadline", day).returncode == 2


def lettered(tmp_path: Path) -> tuple[Path, Word]:
    path = tmp_path / "红头.docx"
    assert selfeval("template", "new", "notice", "-o", path).returncode == 0
    return path, docx.Document(str(path))


def test_the_offices_own_letterhead(tmp_path: Path) -> None:
    path, word = lettered(tmp_path)
    word.paragraphs[0].insert_paragraph_before("青禾县财政局文件")
    word.sections[0].header.paragraphs[0].text = "青财绩〔{{ year }}〕号"
    word.save(str(path))
    made = notice(tmp_path, ERRORS, "--template", path)
    assert "青禾县财政局文件" in text_of(made)
    assert docx.Document(str(made)).sections[0].header.paragraphs[0].text == "青财绩〔2024〕号"
    said = answer(made)
    answered = [f for f in findings(check(ERRORS, "--replies", made)) if f["answered"]]
    assert len(answered) == len(said)


@pytest.mark.parametrize(
    ("tag", "instead", "said"),
    [
        ("{{ f.mark }}", "", "f.mark"),
        ("{%tr for f in to_explain %}", "{%tr for f in to_correct %}", "f.mark"),
        ("{{ opening }}", "{{ opneing }}", "opneing"),
        ("{{ opening }}", "{{ opening ", "标记没有写完整"),
        ("{{ opening }}", "{% for x in fixed %}", "模板的标记有误"),
        ("{{ f.problem }}", "{{ f.probelm }}", "probelm"),
        ("{{ opening }}", "{{ unit.__class__.__mro__ }}", "模板的标记有误"),
    ],
)
def test_a_mistake_in_a_template_is_told(tag: str, instead: str, said: str, tmp_path: Path) -> None:
    path, word = lettered(tmp_path)
    for paragraph in [
        *word.paragraphs,
        *(p for t in word.tables for row in t.rows for c in row.cells for p in c.paragraphs),
    ]:
        if tag in paragraph.text:
            paragraph.runs[0].text = paragraph.text.replace(tag, instead)
            for run in paragraph.runs[1:]:
                run.text = ""
    word.save(str(path))
    done = selfeval("check", ERRORS, "--format", f"notice={tmp_path / 'n.docx'}", "--template", path)
    assert done.returncode == 2, out(done)
    assert "红头.docx" in err(done)
    assert said in err(done)
    assert "Traceback" not in err(done)
    assert not (tmp_path / "n.docx").exists()


@pytest.mark.parametrize("name", ["没有.docx", "空.docx", "图.docx", "表.xlsx"])
def test_a_template_that_is_no_word_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "空.docx").write_bytes(b"")
    (tmp_path / "图.docx").write_bytes(b"\x89PNG")
    (tmp_path / "表.xlsx").write_bytes((SAMPLES / "clean.xlsx").read_bytes())
    done = selfeval("check", ERRORS, "--format", "notice=n.docx", "--template", tmp_path / name, cwd=tmp_path)
    assert done.returncode == 2
    assert name in err(done)
    assert "Traceback" not in err(done)
    assert not (tmp_path / "n.docx").exists()


def test_what_a_cell_holds_is_text_and_no_tag(tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    evil = SMALL.format(prior="2.50", final="{{ 7*7 }}<w:p/>&amp;{%p if x %}", reception="1.00")
    write_docx(evil.replace("某中心", "<b>某{{ unit }}中心"), file)
    text = text_of(notice(tmp_path, file))
    assert "{{ 7*7 }}<w:p/>&amp;{%p if x %}" in text
    assert "<b>某{{unit}}中心" in text


def test_waived_and_answered_are_not_asked_again(tmp_path: Path) -> None:
    path = notice(tmp_path)
    said = answer(path)
    again = tmp_path / "再.docx"
    selfeval("check", ERRORS, "--replies", path, "--format", f"notice={again}")
    word = docx.Document(str(again))
    assert "需要说明的问题" not in text_of(again)
    assert "已经说明的问题" in text_of(again)
    assert {row.cells[-1].text.split()[-1]: row.cells[3].text for row in rows_of(word, "情况说明")} == said
    # It counts again where this page comes back by itself.
    answered = {f["fingerprint"]: f["answered"] for f in findings(check(ERRORS, "--replies", again)) if f["answered"]}
    assert answered == said


def test_one_that_was_filled_in_is_not_written_over(tmp_path: Path) -> None:
    path = notice(tmp_path)
    answer(path)
    before = path.read_bytes()
    for target in (path, tmp_path):
        path = path.rename(tmp_path / f"{UNIT}-2024.docx") if target is tmp_path else path
        done = selfeval("check", ERRORS, "--format", f"notice={target}")
        assert (done.returncode, done.stdout) == (2, b"")
        assert "--force" in err(done)
        assert path.read_bytes() == before
    assert selfeval("check", ERRORS, "--format", f"notice={tmp_path}", "--force").returncode == 1
    assert path.read_bytes() != before


def test_mask_in_a_notice(tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    write_docx(
        SMALL.format(prior="2.50", final="2.00", reception="1.00") + "\n填表人：欧阳小明 联系电话：8829998", file
    )
    named = file.rename(tmp_path / "欧阳小明.docx")
    text = text_of(notice(tmp_path, named, "--mask"))
    assert "欧阳小明" not in text


def test_the_package_has_no_time(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(notice(tmp_path).read_bytes())) as package:
        assert {info.date_time for info in package.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def two_projects(tmp_path: Path, first: str, second: str) -> Path:
    file = tmp_path / "两个项目.docx"
    form = """2024年度项目支出绩效自评表
项目名称 | {name} | < | < | < | <
主管部门 | 青禾县某局 | < | 实施单位 | 青禾县某中心 | <
项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 10.00 | 10.00 | {executed} | 10 | {rate} | 10
"""
    text = "\n\n".join(
        form.format(name=name, executed="10.00", rate=rate) for name, rate in (("修路", first), ("架桥", second))
    )
    write_docx(text, file)
    return file


def test_a_second_round_keeps_projects_apart(tmp_path: Path) -> None:
    before = earlier(tmp_path, two_projects(tmp_path, "90%", "100%"))
    file = two_projects(tmp_path, "100%", "80%")
    text = text_of(notice(tmp_path, file, "--previous", before))
    assert "【新发现】执行率与执行数、预算数不符：填 80%" in text
    fixed = text[text.index("已经改正的问题") :]
    assert "项目支出绩效自评表“修路”：" in fixed
    assert "填 90%" in fixed


def test_a_form_that_was_not_sent_again_is_not_called_fixed(tmp_path: Path) -> None:
    file = tmp_path / "材料.docx"
    write_docx(ERRORS_TWO, file)
    before = earlier(tmp_path, file)
    write_docx(ERRORS_TWO.split("\n\n")[0], file)
    text = text_of(notice(tmp_path, file, "--previous", before))
    assert "已经改正的问题" not in text
    assert "部门整体支出绩效自评表" in text[text.index("上次提出、这次没有核对的问题") :]
    # Nor is a row that was taken out.
    write_docx(ERRORS_TWO.replace("三公经费 | 2.50 | 3.00 | 2.00\n", ""), file)
    text = text_of(notice(tmp_path, file, "--previous", before))
    assert "已经改正的问题" not in text


ERRORS_TWO = (
    SMALL.format(prior="2.50", final="2.00", reception="1.00")
    + """
2024年度部门整体支出绩效自评表
单位名称 | 青禾县某中心 | < | < | < | <
年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分
年度资金总额 | 46 | 46 | 46 | 90% | 10
"""
)


def test_two_submissions_of_one_unit_are_not_mixed_up(tmp_path: Path) -> None:
    folder = tmp_path / "报"
    folder.mkdir()
    write_docx(SMALL.format(prior="2.50", final="2.00", reception="1.00"), folder / "甲.docx")
    write_docx(SMALL.format(prior="2.00", final="2.00", reception="1.00"), folder / "乙.docx")
    before = tmp_path / "上次.json"
    before.write_bytes(selfeval("check", folder, "--format", "json").stdout)
    assert len(json.loads(before.read_text("utf-8"))["submissions"]) == 2
    done = selfeval("check", folder, "--format", f"notice={tmp_path}", "--previous", before)
    assert done.returncode == 1, err(done)
    for path in tmp_path.glob("青禾县某中心-2024*.docx"):
        assert "已经改正的问题" not in text_of(path)
    (folder / "甲.docx").unlink()
    done = selfeval("check", folder, "--format", f"notice={tmp_path}", "--previous", before, "--force")
    # The other file is gone, so that there are no two any more; what was wrong in it was not put right.
    assert "填 2.50万元" not in text_of(tmp_path / "青禾县某中心-2024.docx")


def test_an_earlier_report_of_others_is_told(tmp_path: Path) -> None:
    before = earlier(tmp_path, SAMPLES / "clean.docx")
    done = selfeval("check", ERRORS, "--format", f"notice={tmp_path / 'n.docx'}", "--previous", before)
    assert f"上次的报告里没有（或分不清是哪一份）{UNIT}2024" in err(done)


def test_what_was_explained_before_is_not_asked_again(tmp_path: Path) -> None:
    path = notice(tmp_path)
    said = answer(path)
    before = tmp_path / "上次.json"
    before.write_bytes(selfeval("check", ERRORS, "--replies", path, "--format", "json").stdout)
    word = docx.Document(str(notice(tmp_path, ERRORS, "--previous", before)))
    assert "需要说明的问题" not in "\n".join(p.text for p in word.paragraphs)
    assert {row.cells[-1].text.split()[-1]: row.cells[3].text for row in rows_of(word, "情况说明")} == said
    assert not any("【" in row.cells[2].text for row in rows_of(word, "情况说明"))


def test_a_row_moved_into_a_table_of_other_columns_brings_its_answer(tmp_path: Path) -> None:
    path = notice(tmp_path)
    said = answer(path)
    word = docx.Document(str(path))
    upper, lower = word.tables[0], word.tables[1]
    moved, correct = lower.rows[1]._tr, upper.rows[1]._tr
    upper._tbl.append(moved)
    lower._tbl.append(correct)
    word.save(str(path))
    answered = {f["fingerprint"]: f["answered"] for f in findings(check(ERRORS, "--replies", path)) if f["answered"]}
    assert answered == said


def test_an_answer_written_beside_the_mark_counts(tmp_path: Path) -> None:
    path = notice(tmp_path)
    word = docx.Document(str(path))
    rows_of(word, "情况说明")[0].cells[-1].add_paragraph("年中追加")
    word.save(str(path))
    assert [f["answered"] for f in findings(check(ERRORS, "--replies", path)) if f["answered"]] == ["年中追加"]


def test_a_notice_without_any_answer_is_told(tmp_path: Path) -> None:
    done = selfeval("check", ERRORS, "--replies", notice(tmp_path))
    assert "没有读到任何说明" in err(done)


def test_a_folder_of_notices_passes_over_those_of_others(tmp_path: Path) -> None:
    back = tmp_path / "退回"
    back.mkdir()
    path = notice(tmp_path)
    said = answer(path)
    path.rename(back / "甲.docx")
    other = tmp_path / "别家.docx"
    write_docx(SMALL.format(prior="2.50", final="2.00", reception="1.00"), other)
    notice(tmp_path, other).rename(back / "乙.docx")
    notice(tmp_path, SAMPLES / "clean.docx").rename(back / "丙.docx")
    done = selfeval("check", ERRORS, "--replies", back, "--format", "json")
    assert done.returncode == 1
    assert sum(bool(f["answered"]) for f in findings(json.loads(done.stdout))) == len(said)
    assert "乙.docx：这是给青禾县某中心2024年度的通知" in err(done)
    assert "丙.docx：这是给" in err(done)


def test_evidence_keeps_its_figure_though_the_place_has_its_digits(tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    write_docx(SMALL.format(prior="2.50", final="2.00", reception="1.00").replace("| 1.00 | 1.50", "| 3 | 1.50"), file)
    text = text_of(notice(tmp_path, file))
    assert "公务用车 / 2023年决算数（第1个表第3行第2列） 3；" in text


@pytest.mark.parametrize("tag", ["{{ year + 1 }}", "{{ unit / 2 }}", "{% include 'x' %}", "{{ unit.nothing.more }}"])
def test_a_tag_that_cannot_be_filled_is_told(tag: str, tmp_path: Path) -> None:
    path, word = lettered(tmp_path)
    word.paragraphs[0].insert_paragraph_before(tag)
    word.save(str(path))
    done = selfeval("check", ERRORS, "--format", f"notice={tmp_path / 'n.docx'}", "--template", path)
    assert done.returncode == 2
    assert "模板的标记有误" in err(done)
    assert "Traceback" not in err(done)


def test_an_earlier_report_that_was_edited_is_refused(tmp_path: Path) -> None:
    before = earlier(tmp_path, ERRORS)
    for change in (("unit", None), ("year", "x"), ("forms", []), ("findings", None)):
        report = json.loads(before.read_text("utf-8"))
        report["submissions"][0][change[0]] = change[1]
        edited = tmp_path / "改.json"
        edited.write_text(json.dumps(report), "utf-8")
        done = selfeval("check", ERRORS, "--format", f"notice={tmp_path / 'n.docx'}", "--previous", edited)
        assert done.returncode == 2, change
        assert "改.json" in err(done)
        assert "Traceback" not in err(done)


def test_names_in_answers_and_in_the_earlier_report_are_masked(tmp_path: Path) -> None:
    path = notice(tmp_path)
    word = docx.Document(str(path))
    rows_of(word, "情况说明")[0].cells[3].text = "经办人：钱七七，孙小英同志已核实，手机13812345678"
    word.save(str(path))
    for form in ("text", "json", "html", "csv"):
        text = out(selfeval("check", ERRORS, "--replies", path, "--format", form, "--mask"))
        assert "已核实" in text
        assert not [secret for secret in ("钱七七", "孙小英", "13812345678") if secret in text]


@pytest.mark.parametrize("units", [1, 2])
def test_a_notice_among_the_material_is_none_of_it(units: int, tmp_path: Path) -> None:
    folder = tmp_path / "报"
    (folder / "退回").mkdir(parents=True)
    for at in range(units):
        text = SMALL.format(prior="2.50", final="2.00", reception="1.00").replace("某", "甲乙"[at])
        write_docx(text, folder / "退回" / f"{at}.docx")
    before = check(folder)
    notice(tmp_path, folder / "退回" / "0.docx").rename(folder / "退回" / "整改通知.docx")
    after = check(folder)
    assert [s["findings"] for s in after["submissions"]] == [s["findings"] for s in before["submissions"]]
    assert after["submissions"][0]["not_read"][0]["name"].endswith("整改通知.docx")
    text = out(selfeval("check", folder / "退回" / "整改通知.docx"))
    assert "--replies" in text


def test_a_second_round_of_a_unit_whose_name_holds_a_persons(tmp_path: Path) -> None:
    """What was before is found by the unit's name, whatever a mask hides."""
    file = tmp_path / "高峰.docx"
    signed = SMALL.replace("某中心", "高峰中心") + "\n填表人：高峰 填报日期：2025-02-01 联系电话：8829998\n"
    write_docx(signed.format(prior="2.50", final="2.00", reception="1.00"), file)
    before = earlier(tmp_path, file)
    write_docx(signed.format(prior="2.00", final="2.00", reception="1.00"), file)
    text = text_of(notice(tmp_path, file, "--previous", before, "--mask"))
    assert "填 2.50万元" in text[text.index("已经改正的问题") :]
    assert "高峰" not in text.replace("高峰中心", "")


def test_a_letterhead_with_a_table_and_nothing_asked_is_a_notice(tmp_path: Path) -> None:
    path, word = lettered(tmp_path)
    word.add_table(1, 2).rows[0].cells[0].text = "抄送：预算股"
    word.save(str(path))
    made = notice(tmp_path, SAMPLES / "clean.docx", "--template", path)
    assert read_notice(made).asked == frozenset()
