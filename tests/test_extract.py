"""The figures themselves: each of the form's and of the prose's once, with its place; a row a unit; phones and names hidden."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from in_process import selfeval
from plain_files import write_docx, write_xlsx
from selfeval.masks import HIDDEN, Mask, names_in
from test_cli import err, out

SAMPLES = Path(__file__).parents[1] / "samples"
YUAN = """2024年度部门整体支出绩效评价基础数据表
单位名称：青禾县某中心
经费控制情况（单位：元） | 2023年决算数 | 2024年预算数 | 2024年决算数
三公经费 | 20000 | 30000.50 | 见附件
公务用车 | 10000 | 15000 | 10000
"""
SIGNED = """2024年度部门整体支出绩效评价基础数据表
单位名称：青禾县高峰中心
经费控制情况 | 2023年决算数 | 2024年预算数 | 2024年决算数
三公经费 | 2.00 | 3.00 | 2.60
公务用车 | 1.00 | 1.50 | 1.00

填表人：高峰   填报日期：2024-11-02   联系电话：8829998   单位负责人签字：欧阳小明
"""


def extracted(*words: object) -> list[dict[str, str]]:
    done = selfeval("extract", *words, "--lang", "zh")
    assert done.returncode == 0, err(done)
    text = out(done)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_every_figure_stands_at_its_place() -> None:
    """openpyxl as a second witness of what stands in each cell that a row names."""
    rows = extracted(SAMPLES / "clean.xlsx")
    sheets = openpyxl.load_workbook(SAMPLES / "clean.xlsx", data_only=True)
    checked = 0
    for row in rows:
        part, _, ref = row["place"].rpartition("!")
        if not part:
            continue
        shown = sheets[part][ref].value
        if isinstance(shown, (int, float)):
            # A percent is stored as its share.
            assert Decimal(row["value"]) in (Decimal(str(shown)), Decimal(str(shown)) * 100), row
        else:
            assert row["text"] in str(shown), row
        checked += 1
    assert checked > 60
    assert len({(row["place"], row["label"], row["text"]) for row in rows}) == len(rows)


def test_word_and_excel_give_the_same() -> None:
    word, excel = (extracted(SAMPLES / f"errors.{kind}") for kind in ("docx", "xlsx"))
    keys = ("field", "project", "value", "measure")
    assert [[row[key] for key in keys] for row in word] == [[row[key] for key in keys] for row in excel]


def test_what_is_no_number_is_there_with_its_words() -> None:
    row = next(row for row in extracted(SAMPLES / "errors.docx") if row["text"] == "约2.6")
    assert (row["value"], row["label"]) == ("", "会议费、培训费 / 2024年决算数")


def test_json_names_the_form_and_the_cell() -> None:
    done = selfeval("extract", SAMPLES / "clean.docx", "--format", "json")
    found = json.loads(done.stdout)["submissions"][0]
    figure = next(f for f in found["figures"] if f["field"] == "basic.final.three_public")
    assert figure["form"]["kind"] == "basic-data"
    assert (figure["value"], figure["unit"], figure["where"]["part"]) == ("3.86", "万元", "table 1")
    assert any(f["field"].startswith("department.report.") for f in found["figures"])


def test_workbook_holds_numbers() -> None:
    done = selfeval("extract", SAMPLES / "clean.docx", "--format", "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(done.stdout)).active
    heads = [cell.value for cell in sheet[1]]
    row = next(
        row for row in sheet.iter_rows(min_row=2) if row[heads.index("字段")].value == "basic.final.three_public"
    )
    value = row[heads.index("数值")]
    assert (value.value, value.number_format, value.data_type) == (3.86, "0.00", "n")
    assert (sheet.freeze_panes, sheet.auto_filter.ref.startswith("A1:")) == ("A2", True)


def wide(*words: object) -> list[dict[str, str]]:
    done = selfeval("extract", "--wide", *words, "--lang", "zh")
    return list(csv.DictReader(io.StringIO(out(done)[1:])))


def test_a_row_a_unit_in_one_unit_of_measure(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        write_docx(YUAN.replace("某", name), tmp_path / name / "表.docx")
    rows = wide(tmp_path)
    assert [row["单位"] for row in rows] == ["青禾县乙中心", "青禾县甲中心"]
    for row in rows:
        assert row["三公经费（上年决算）（万元）"] == "2"
        assert row["三公经费（本年预算）（万元）"] == "3.00005"
        assert row["三公经费（本年决算）（万元）"] == "见附件"
        assert row["项目自评表个数"] == "0"
        assert row["项目全年执行数合计（万元）"] == ""


def test_the_sums_of_projects() -> None:
    row = wide(SAMPLES / "errors.docx")[0]
    single = [f for f in extracted(SAMPLES / "errors.docx") if f["field"].endswith("].form.total.executed")]
    assert row["项目自评表个数"] == "2" == str(len(single))
    assert Decimal(row["项目全年执行数合计（万元）"]) == sum(Decimal(f["value"]) for f in single)


def test_a_projects_form_twice_has_no_sum(tmp_path: Path) -> None:
    form = "2024年度项目支出绩效自评表\n项目名称 | 修路 | < | <\n主管部门 | 青禾县某局 | < | <\n"
    form += "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数\n年度资金总额 | 9 | 9 | 9\n"
    for name in ("修路.docx", "修路-副本.docx"):
        write_docx(form, tmp_path / name)
    done = selfeval("extract", "--wide", "--together", tmp_path, "--lang", "zh")
    (row,) = csv.DictReader(io.StringIO(out(done)[1:]))
    assert (row["项目自评表个数"], row["项目全年执行数合计（万元）"]) == ("2", "")
    assert "修路" in row["备注"]


def test_wide_says_what_it_leaves_out() -> None:
    done = selfeval("extract", "--wide", SAMPLES / "clean.docx")
    rows = extracted(SAMPLES / "clean.docx")
    said = int(err(done).split(" ")[0])
    assert 0 < said < len(rows)
    assert err(selfeval("extract", "--wide", "-q", SAMPLES / "clean.docx")) == ""


def test_same_bytes_for_any_number_of_jobs() -> None:
    for form in ("csv", "xlsx", "json"):
        for more in ((), ("--wide",)):
            runs = [selfeval("extract", SAMPLES, "--format", form, "--jobs", n, *more).stdout for n in (1, 2)]
            assert runs[0] == runs[1] != b""


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    write_docx(YUAN, tmp_path / "好.docx")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "照片.jpg").write_bytes(b"x")
    done = selfeval("extract", tmp_path)
    assert done.returncode == 3
    assert "坏.docx" in err(done)
    assert "照片.jpg" in err(done)
    assert "20000" in out(done)
    assert selfeval("extract", tmp_path / "没有.docx").returncode == 3
    assert selfeval("extract", tmp_path, "--format", "html").returncode == 2


def test_targets_are_as_for_check(tmp_path: Path) -> None:
    target = tmp_path / "数.xlsx"
    assert selfeval("extract", SAMPLES / "clean.docx", "--format", f"xlsx={target}", "--format", "json").returncode == 0
    assert openpyxl.load_workbook(target).active.title == "数字"
    missing = selfeval("extract", SAMPLES / "clean.docx", "-o", tmp_path / "无" / "a.csv")
    assert missing.returncode == 2
    assert "没有这个文件夹" in err(missing)


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "md", "csv", "html", "sarif", "junit", "github"])
def test_mask_hides_phones_and_names_in_every_output(form: str, tmp_path: Path) -> None:
    file = tmp_path / "欧阳小明报.docx"
    write_docx(SIGNED, file)
    plain = out(selfeval("check", file, "--format", form, "-v"))
    hidden = out(selfeval("check", file, "--format", form, "-v", "--mask"))
    assert "欧阳小明" in plain
    for secret in ("欧阳小明", "8829998"):
        assert secret not in hidden
    assert "高峰中心" in hidden
    assert hidden.replace("高峰中心", "").count("高峰") == 0


def test_mask_changes_neither_findings_nor_fingerprints(tmp_path: Path) -> None:
    write_docx(SIGNED, tmp_path / "表.docx")
    both: list[Any] = [
        json.loads(selfeval("check", tmp_path / "表.docx", "--format", "json", *more).stdout)
        for more in ((), ("--mask",))
    ]
    plain, hidden = (report["submissions"][0] for report in both)
    assert [f["fingerprint"] for f in plain["findings"]] == [f["fingerprint"] for f in hidden["findings"]] != []
    assert plain["files"] == hidden["files"]
    assert both[0]["summary"] == both[1]["summary"]


def test_mask_of_extract_and_of_waivers(tmp_path: Path) -> None:
    write_docx(SIGNED, tmp_path / "欧阳小明.docx")
    assert "欧阳小明" not in out(selfeval("extract", tmp_path, "--mask", cwd=tmp_path))
    selfeval(
        "accept", tmp_path / "欧阳小明.docx", "B201", "--at", "r2c4", "--reason", "问过", "--by", "审核王", cwd=tmp_path
    )
    assert "审核王" in out(selfeval("check", tmp_path / "欧阳小明.docx", cwd=tmp_path))
    assert "审核王" not in out(selfeval("check", tmp_path / "欧阳小明.docx", "--mask", cwd=tmp_path))


def test_a_copy_cannot_be_masked(tmp_path: Path) -> None:
    done = selfeval("check", SAMPLES / "clean.docx", "--annotate", tmp_path, "--mask")
    assert done.returncode == 2
    assert "--mask" in err(done)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("请拨打13812345678咨询", "请拨打***咨询"),
        ("电话 0737-8829998", "电话 ***"),
        ("联系电话：(0737) 8829998", "联系电话：***"),
        ("联系方式：8829998", "联系方式：***"),
        ("430903199001011234", "***"),
        ("电话费 8829998 元", "电话费 8829998 元"),
        ("支出13812345678元", "支出13812345678元"),
        ("13812345678.50", "13812345678.50"),
        ("王-13812345678.docx", "王-***.docx"),
        ("13712345678.", "***."),
        ("0737 8812347", "***"),
        ("１３８１２３４５６７８", "***"),
        ("020－88123456", "***"),
        ("手机 1380000元", "手机 1380000元"),
        ("传真2000000元", "传真2000000元"),
        ("2024年12月31日 10:30", "2024年12月31日 10:30"),
        ("全年认证人数164976人", "全年认证人数164976人"),
        ("2024-03-15", "2024-03-15"),
    ],
)
def test_what_is_a_phone(text: str, hidden: str) -> None:
    assert Mask([]).text(text) == hidden


@pytest.mark.parametrize(
    ("signed", "names"),
    [
        ("张伟国", {"张伟国"}),
        ("张 伟 国", {"张伟国"}),
        ("财务股王建国", {"王建国"}),
        ("会计王建国", {"王建国"}),
        ("李明亮局长", {"李明亮"}),
        ("局长李明亮", {"李明亮"}),
        ("张伟国13812345678", {"张伟国"}),
        ("张伟国2025.3.18", {"张伟国"}),
        ("张伟国、股长王大明", {"张伟国", "王大明"}),
        ("Zhang Wei", {"ZhangWei"}),
        ("𠮷田一", {"𠮷田一"}),
        ("丙\u00a0三", {"丙三"}),
        ("同上", set()),
        ("财务股", set()),
        ("", set()),
    ],
)
def test_who_signs(signed: str, names: set[str]) -> None:
    found = names_in(signed)
    assert names <= set(found)
    shown = Mask(found).text(f"填表人：{signed}")
    assert all(name not in "".join(shown.split()) for name in names)
    assert (HIDDEN in shown) == bool(names)


@given(st.decimals(min_value=0, max_value=99_999_999, places=2))
def test_no_amount_is_taken_for_a_phone(amount: Decimal) -> None:
    text = f"支出{amount}万元，{amount} | {amount}"
    assert Mask(["8829998"]).text(text) == text


def test_excel_is_masked_too(tmp_path: Path) -> None:
    write_xlsx(SIGNED, tmp_path / "表.xlsx")
    page = out(selfeval("check", tmp_path / "表.xlsx", "--format", "html", "--mask"))
    assert "欧阳小明" not in page
    assert "8829998" not in page


@pytest.mark.parametrize("by", ["zh", "name", "a", "1", "财务股"])
def test_who_accepted_is_hidden_and_nothing_else(by: str, tmp_path: Path) -> None:
    write_docx(SIGNED, tmp_path / "表.docx")
    done = selfeval("accept", "表.docx", "B201", "--at", "r2c4", "--reason", "问过", "--by", by, cwd=tmp_path)
    assert done.returncode == 0
    for form in ("text", "json"):
        shown = selfeval("check", "表.docx", "--mask", "--format", form, cwd=tmp_path)
        assert shown.returncode == 1, err(shown)
    report = json.loads(shown.stdout)
    waived = [f["waived"] for f in report["submissions"][0]["findings"] if f["waived"]]
    assert waived == [{"reason": "问过", "by": "***"}]
    assert report["submissions"][0]["findings"][0]["where"]["part"] == "table 1"


def test_what_has_no_figures_for_it_is_told(tmp_path: Path) -> None:
    write_docx("随便一段话", tmp_path / "信.docx")
    assert "没有认出" in err(selfeval("extract", tmp_path / "信.docx"))


def test_wide_marks_what_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    assert wide(tmp_path / "坏.docx")[0]["备注"] != ""
    assert wide(SAMPLES / "clean.docx")[0]["备注"] == ""
