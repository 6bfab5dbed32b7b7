"""Accepted deviations: `selfeval accept` writes them, a check honours them, and what no longer matches is told."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from in_process import selfeval
from plain_files import write_docx
from test_cli import err, out
from test_cli import selfeval as apart

FORM = """2024年度部门整体支出绩效自评表
单位名称 | 青禾县某中心 | < | <
年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
年度资金总额 | 46 | 46 | {total}
"""
TWO = """2024年度部门整体支出绩效评价基础数据表
单位名称：青禾县某中心
经费控制情况 | 2023年决算数 | 2024年预算数 | 2024年决算数
三公经费 | {prior} | 3.00 | {final}
公务用车 | 1.00 | 1.50 | 1.00
因公出国（境） | 0 | 0 | 0
公务接待 | 1.00 | 1.50 | 1.00
"""


@pytest.fixture
def over(tmp_path: Path) -> Path:
    write_docx(FORM.format(total="50"), tmp_path / "超.docx")
    return tmp_path / "超.docx"


def report(*words: object, cwd: Path, code: int) -> dict[str, Any]:
    done = selfeval("check", *words, "--format", "json", cwd=cwd)
    assert done.returncode == code, err(done)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def accept(*words: object, cwd: Path, code: int = 0) -> str:
    done = selfeval("accept", *words, "--by", "王审", cwd=cwd)
    assert done.returncode == code, err(done)
    return out(done) + err(done)


def accept_all(file: Path) -> None:
    """Accepts whatever fails in a file."""
    for f in report(file, cwd=file.parent, code=1)["submissions"][0]["findings"]:
        accept(file, f["code"], "--at", f["fingerprint"], "--reason", "上级追加，已备案", cwd=file.parent)


def test_accepted_findings_stay_listed_and_fail_nothing(over: Path) -> None:
    before = report(over, cwd=over.parent, code=1)["submissions"][0]["findings"]
    accept_all(over)
    after = report(over, cwd=over.parent, code=0)
    findings = after["submissions"][0]["findings"]
    assert [f["fingerprint"] for f in findings] == [f["fingerprint"] for f in before]
    assert all(f["waived"] == {"reason": "上级追加，已备案", "by": "王审"} for f in findings)
    assert after["summary"]["waived"] == len(findings) == after["summary"]["bad"]
    text = out(selfeval("check", over, cwd=over.parent))
    assert text.count("已认可") == text.count("认可理由：上级追加，已备案（王审）") + 1  # the last line counts them


def test_every_output_says_it(over: Path) -> None:
    accept_all(over)
    for name in ("text", "md", "csv", "html", "sarif", "github", "junit", "jsonl"):
        done = selfeval("check", over, "--format", name, cwd=over.parent)
        assert done.returncode == 0
        assert "上级追加" in out(done), name
    assert 'failures="0"' in out(selfeval("check", over, "--format", "junit", cwd=over.parent))


def test_the_file_is_keyed_by_fingerprint(over: Path) -> None:
    found = report(over, cwd=over.parent, code=1)["submissions"][0]["findings"][0]
    accept(over, found["name"], "--reason", "  上级追加  ", cwd=over.parent)
    entry = tomllib.loads((over.parent / "waivers.toml").read_text("utf-8"))[found["fingerprint"]]
    assert (entry["code"], entry["reason"], entry["by"]) == (found["code"], "上级追加", "王审")
    assert (entry["unit"], entry["year"], entry["label"]) == ("青禾县某中心", 2024, found["where"]["label"])


def test_one_that_no_longer_matches_is_told(over: Path) -> None:
    accept_all(over)
    write_docx(FORM.format(total="51"), over)
    after = report(over, cwd=over.parent, code=1)["submissions"][0]
    assert not any(f["waived"] for f in after["findings"])
    assert {gone["text"] for gone in after["lapsed"]} == {"上级追加，已备案"}
    assert "认可过的问题不在了或内容变了" in out(selfeval("check", over, cwd=over.parent))
    for name in ("md", "csv", "html", "sarif", "github", "junit", "jsonl"):
        assert "认可过的问题不在了" in out(selfeval("check", over, "--format", name, cwd=over.parent)), name


def test_one_whose_rule_did_not_run_has_not_lapsed(over: Path) -> None:
    accept_all(over)
    code = next(iter(tomllib.loads((over.parent / "waivers.toml").read_text("utf-8")).values()))["code"]
    write_docx(FORM.format(total="46"), over)
    assert report(over, "--ignore", code, cwd=over.parent, code=0)["submissions"][0]["lapsed"] == []
    assert report(over, cwd=over.parent, code=0)["submissions"][0]["lapsed"] != []


def test_those_of_another_unit_are_counted_and_kept_quiet_by_q(over: Path) -> None:
    accept_all(over)
    write_docx(FORM.format(total="46").replace("某中心", "另一中心"), over)
    assert "不属于这次核对的单位" in err(selfeval("check", over, cwd=over.parent))
    assert err(selfeval("check", "-q", over, cwd=over.parent)) == ""
    assert report(over, cwd=over.parent, code=0)["submissions"][0]["lapsed"] == []


def test_several_places_need_at(tmp_path: Path) -> None:
    file = tmp_path / "二.docx"
    write_docx(TWO.format(prior="2.50", final="2.60"), file)
    refused = accept(file, "B201", "--reason", "x", cwd=tmp_path, code=2)
    assert "--at" in refused
    assert not (tmp_path / "waivers.toml").exists()
    accept(file, "B201", "--reason", "x", "--at", "r2c4", cwd=tmp_path)
    found = [f for f in report(file, cwd=tmp_path, code=1)["submissions"][0]["findings"] if f["code"] == "B201"]
    assert [(f["where"]["ref"], f["waived"] is not None) for f in found] == [("r2c2", False), ("r2c4", True)]


@pytest.mark.parametrize("at", ["r2c4", "table 1 r2c4", "表1 r2c4", "表1r2c4", "R2C4"])
def test_a_place_is_named_as_people_see_it(at: str, tmp_path: Path) -> None:
    file = tmp_path / "二.docx"
    write_docx(TWO.format(prior="2.50", final="2.60"), file)
    assert "[table 1 r2c4]" in accept(file, "B201", "--reason", "x", "--at", at, cwd=tmp_path)


def test_an_inserted_row_keeps_it_and_another_number_does_not(tmp_path: Path) -> None:
    file = tmp_path / "二.docx"
    write_docx(TWO.format(prior="2.00", final="2.60"), file)
    accept(file, "B201", "--reason", "x", cwd=tmp_path)
    moved = TWO.format(prior="2.00", final="2.60").replace(
        "三公经费 |", "政府采购金额 | 1.00 | 1.00 | 1.00\n三公经费 |"
    )
    write_docx(moved, file)
    found = [f for f in report(file, cwd=tmp_path, code=0)["submissions"][0]["findings"] if f["code"] == "B201"]
    assert [(f["where"]["ref"], bool(f["waived"])) for f in found] == [("r3c4", True)]
    write_docx(TWO.format(prior="2.00", final="2.70"), file)
    found = [f for f in report(file, cwd=tmp_path, code=1)["submissions"][0]["findings"] if f["code"] == "B201"]
    assert [bool(f["waived"]) for f in found] == [False]


def test_what_stands_in_the_file_stays(over: Path) -> None:
    file = over.parent / "waivers.toml"
    file.write_text('# 我的注\n[0000000000000000]  # 留着\ncode = "B101"\nreason = "旧"\nby = "李"\n', "utf-8")
    code = report(over, cwd=over.parent, code=1)["submissions"][0]["findings"][0]["code"]
    accept(over, code, "--reason", "x", cwd=over.parent)
    text = file.read_text("utf-8")
    assert text.startswith("# 我的注\n[0000000000000000]  # 留着\n")
    assert len(tomllib.loads(text)) == 2
    assert "原来的认可改写了" in accept(over, code, "--reason", "新的", cwd=over.parent)
    assert len(tomllib.loads(file.read_text("utf-8"))) == 2


@pytest.mark.parametrize("option", ["--reason", "--by"])
@pytest.mark.parametrize("words", ["", "  \t"])
def test_a_reason_and_a_name_are_required(option: str, words: str, over: Path) -> None:
    given = {"--reason": "x", "--by": "y"} | {option: words}
    done = selfeval("accept", over, "E102", *[part for pair in given.items() for part in pair], cwd=over.parent)
    assert done.returncode == 2
    assert option in err(done)
    assert selfeval("accept", over, "E102", "--by", "y", cwd=over.parent).returncode == 2
    assert not (over.parent / "waivers.toml").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[abc]\ncode = 'B201'\nby = 'x'\n", "abc.reason"),
        ("[abc]\ncode = 'B201'\nreason = ' '\nby = 'x'\n", "abc.reason"),
        ("[abc]\ncode = 'B201'\nreason = 'x'\n", "abc.by"),
        ("[abc]\ncode = 'B201'\nreason = 'x'\nby = 'x'\nwhy = 'x'\n", "abc.why"),
        ("abc = 1\n", "abc"),
        ("[abc\n", "waivers.toml"),
        (b"\xff\xfe\x00", "waivers.toml"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(text: str | bytes, said: str, over: Path) -> None:
    file = over.parent / "waivers.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = file.read_bytes()
    for done in (
        selfeval("check", over, cwd=over.parent),
        selfeval("accept", over, "E102", "--reason", "x", "--by", "y", cwd=over.parent),
    ):
        assert done.returncode == 2
        assert said in err(done)
        assert "Traceback" not in err(done)
    assert file.read_bytes() == before


def test_nothing_to_accept(over: Path) -> None:
    assert "没有 B101 的问题" in accept(over, "B101", "--reason", "x", cwd=over.parent, code=2)
    assert "没有“B999”" in accept(over, "B999", "--reason", "x", cwd=over.parent, code=2)


def test_where_the_file_is_looked_for(over: Path, tmp_path: Path) -> None:
    code = report(over, cwd=tmp_path, code=1)["submissions"][0]["findings"][0]["code"]
    accept(over, code, "--reason", "x", "--waivers", "认可.toml", cwd=tmp_path)
    assert report(over, cwd=tmp_path, code=1)["summary"]["waived"] == 0
    assert report(over, "--waivers", "认可.toml", cwd=tmp_path, code=0)["summary"]["waived"] == 1
    assert selfeval("check", over, "--waivers", "没有.toml", cwd=tmp_path).returncode == 2
    (tmp_path / "selfeval.toml").write_text('waivers = "认可.toml"\n', "utf-8")
    (tmp_path / "里").mkdir()
    assert report(over, cwd=tmp_path / "里", code=0)["summary"]["waived"] == 1


def test_from_python(over: Path) -> None:
    import selfeval as package

    accept_all(over)
    config = over.parent / "selfeval.toml"
    config.write_text("", "utf-8")
    assert package.check(over, config=config).worst() is None
    assert package.check(over).worst() is not None


def test_the_same_for_any_number_of_jobs(over: Path, tmp_path: Path) -> None:
    accept_all(over)
    folder = tmp_path / "夹"
    (folder / "甲").mkdir(parents=True)
    (folder / "乙").mkdir()
    over.rename(folder / "甲" / over.name)
    write_docx(FORM.format(total="50").replace("某中心", "乙中心"), folder / "乙" / "a.docx")
    runs = [out(selfeval("check", folder, "--format", "json", "--jobs", n, cwd=tmp_path)) for n in (1, 2)]
    assert runs[0] == runs[1]
    assert json.loads(runs[0])["summary"]["waived"] > 0


def test_one_has_not_lapsed_where_a_form_of_its_submission_is_missing(tmp_path: Path) -> None:
    """A check across the forms can't be made over one of them alone."""
    folder = tmp_path / "报"
    folder.mkdir()
    write_docx(TWO.format(prior="2.00", final="2.00"), folder / "基.docx")
    write_docx(FORM.format(total="50"), folder / "整.docx")
    found = report(folder, cwd=tmp_path, code=1)["submissions"][0]["findings"]
    for f in found:
        accept(folder, f["code"], "--at", f["fingerprint"], "--reason", "x", cwd=tmp_path)
    assert report(folder, cwd=tmp_path, code=0)["submissions"][0]["lapsed"] == []
    alone = selfeval("check", folder / "整.docx", "--format", "json", cwd=tmp_path)
    assert json.loads(alone.stdout)["submissions"][0]["lapsed"] == []


def test_a_read_only_file_and_a_link_are_respected(over: Path) -> None:
    file = over.parent / "waivers.toml"
    code = report(over, cwd=over.parent, code=1)["submissions"][0]["findings"][0]["code"]
    file.write_text("", "utf-8")
    file.chmod(0o444)
    assert "只读" in accept(over, code, "--reason", "x", cwd=over.parent, code=2)
    assert file.read_text("utf-8") == ""
    file.unlink()
    (over.parent / "共享").mkdir()
    shared = over.parent / "共享" / "w.toml"
    shared.write_text("# 共享\n", "utf-8")
    file.symlink_to(shared)
    accept(over, code, "--reason", "x", cwd=over.parent)
    assert file.is_symlink()
    assert len(tomllib.loads(shared.read_text("utf-8"))) == 1


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    file = tmp_path / "二.docx"
    write_docx(TWO.format(prior="2.50", final="2.60"), file)
    marks = [f["fingerprint"] for f in report(file, cwd=tmp_path, code=1)["submissions"][0]["findings"]]
    assert len(marks) >= 3

    def one(f: dict[str, Any]) -> int:
        words = (file, f["code"], "--at", f["fingerprint"], "--reason", "x", "--by", "y")
        return apart("accept", *words, cwd=tmp_path).returncode

    found = report(file, cwd=tmp_path, code=1)["submissions"][0]["findings"]
    with ThreadPoolExecutor(len(found)) as pool:
        codes = list(pool.map(one, found))
    kept = tomllib.loads((tmp_path / "waivers.toml").read_text("utf-8"))
    assert codes == [0] * len(found)
    assert set(kept) == set(marks)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_choice_names_unit_and_file(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / "报" / name).mkdir(parents=True)
        text = TWO.format(prior="2.50", final="2.00").replace("某", name)
        write_docx(text, tmp_path / "报" / name / "表.docx")
    refused = accept(tmp_path / "报", "B201", "--reason", "x", cwd=tmp_path, code=2)
    assert "青禾县甲中心" in refused
    assert "青禾县乙中心" in refused
