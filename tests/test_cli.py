"""The commands as people and other programs run them: output, exit codes, bad input, consoles of any kind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plain_files import write_docx

GOOD = """2024年度部门整体支出绩效自评表
单位名称 | 青禾县某中心 | < | <
年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
年度资金总额 | 46 | 46 | 46
"""
OVER = GOOD.replace("46 | 46 | 46", "46 | 46 | 50")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    write_docx(GOOD, tmp_path / "好.docx")
    return tmp_path / "好.docx"


@pytest.fixture
def over(tmp_path: Path) -> Path:
    write_docx(OVER, tmp_path / "超.docx")
    return tmp_path / "超.docx"


def selfeval(*words: object, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    clean = {
        name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LANG", "NO_COLOR", "FORCE_COLOR")
    }
    command = [sys.executable, "-m", "selfeval", *map(str, words)]
    return subprocess.run(command, capture_output=True, cwd=cwd, env=clean | {"PYTHONUTF8": "1"} | env, check=False)


def out(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stdout.decode()


def err(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode()


def test_version() -> None:
    done = selfeval("--version")
    assert (done.returncode, out(done).split()[0]) == (0, "selfeval")


def test_help_names_only_what_works() -> None:
    text = out(selfeval("--help"))
    assert all(command in text for command in ("check", "show", "labels", "explain", "rules"))
    assert "archive" not in text


def test_exit_codes(good: Path, over: Path, tmp_path: Path) -> None:
    assert selfeval("check", good).returncode == 0
    assert selfeval("check", over).returncode == 1
    assert selfeval("check", over, "--fail-on", "never").returncode == 0
    assert selfeval("check", over, "--ignore", "E107").returncode == 0
    assert selfeval("check", "--nonsense", over).returncode == 2
    assert selfeval("check", tmp_path / "没有.docx", good).returncode == 3
    assert selfeval("check", tmp_path / "没有.docx", "--ignore", "F", "--fail-on", "never").returncode == 3


def test_fail_on_counts_what_is_graver_too(over: Path) -> None:
    assert selfeval("check", over, "--fail-on", "style").returncode == 1
    assert selfeval("check", over, "--fail-on", "error").returncode == 1


def test_text_names_place_and_arithmetic(over: Path) -> None:
    text = out(selfeval("check", over))
    assert "青禾县某中心 · 2024年度" in text
    assert "E107" in text
    assert "年度资金总额 / 全年执行数 [表1 r3c4]" in text
    assert "超出 4万元" in text
    assert "共核对" in text.splitlines()[-1]


def test_languages(over: Path) -> None:
    assert "More was spent" in out(selfeval("check", over, "--lang", "en"))
    assert "More was spent" in out(selfeval("check", over, LANG="en_US.UTF-8"))
    assert "执行数超过" in out(selfeval("check", over, LANG="zh_CN.UTF-8"))
    both = out(selfeval("check", over, "--lang", "both"))
    assert "执行数超过" in both
    assert "More was spent" in both


def test_json_is_alone_on_standard_output(over: Path) -> None:
    done = selfeval("check", over, "--format", "json")
    report = json.loads(done.stdout)
    assert report["schema"] == "selfeval-report/1"
    assert report["summary"]["error"] == 1
    [finding] = [f for f in report["submissions"][0]["findings"] if f["code"] == "E107"]
    assert finding["said"] == {"kind": "number", "value": "50", "unit": "万元", "text": "50"}
    assert (finding["relation"], finding["ought"]["value"], finding["gap"]) == ("≤", "46.00", "4")


def test_formats_may_repeat_and_go_to_files(over: Path, tmp_path: Path) -> None:
    done = selfeval("check", over, "--format", f"json={tmp_path / '报告.json'}", "--format", "text")
    assert "E107" in out(done)
    assert json.loads((tmp_path / "报告.json").read_text("utf-8"))["summary"]["error"] == 1
    selfeval("check", over, "-o", tmp_path / "报告.txt")
    assert "E107" in (tmp_path / "报告.txt").read_text("utf-8")


def test_same_input_same_bytes(over: Path) -> None:
    runs = {selfeval("check", over, "--format", "json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}
    assert len(runs) == 1


@pytest.mark.parametrize(
    "words",
    [("--format", "nonsense"), ("--format", "json", "--format", "text"), ("--select", "E10X"), ("--year", "12")],
)
def test_wrong_usage_is_code_2_and_says_why(over: Path, words: tuple[str, ...]) -> None:
    done = selfeval("check", over, *words)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr


def test_a_missing_output_folder_is_said(over: Path, tmp_path: Path) -> None:
    done = selfeval("check", over, "-o", tmp_path / "没有" / "报告.txt")
    assert done.returncode == 2
    assert "写不进去" in err(done)


@pytest.mark.parametrize(
    ("config", "near"),
    [
        ('selct = ["B"]', "select"),
        ('[rules.E109]\nbye = "0.3"', "by"),
        ('[rules.E190]\nby = "0.3"', "E110"),
        ('[rules.E109]\nseverity = "stile"', "style"),
        ('[rules.E109]\nby = "viel"', "by"),
        ("[limits]\npart_byte = 3", "part_bytes"),
        ('[rules.B403]\nrise_by = "NaN"', "B403"),
        ("jobs = 0", "jobs"),
        ("year = 12", "year"),
        ("not toml", "not toml"),
    ],
)
def test_a_config_with_a_typo_is_refused_with_the_nearest_name(
    over: Path, tmp_path: Path, config: str, near: str
) -> None:
    (tmp_path / "selfeval.toml").write_text(config, "utf-8")
    done = selfeval("check", over, cwd=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert near in err(done) or "toml" in err(done).lower()


def test_config_sets_severity_threshold_and_selection(tmp_path: Path) -> None:
    write_docx(GOOD.replace("46 | 46 | 46", "46 | 60 | 60"), tmp_path / "调.docx")
    assert "E109" in out(selfeval("check", tmp_path / "调.docx", cwd=tmp_path))
    (tmp_path / "selfeval.toml").write_text('[rules.E109]\nby = "0.5"\n', "utf-8")
    assert "E109" not in out(selfeval("check", tmp_path / "调.docx", cwd=tmp_path))
    (tmp_path / "selfeval.toml").unlink()
    (tmp_path / "pyproject.toml").write_text(
        '[tool.selfeval]\nfail_on = "verify"\n[tool.selfeval.rules.E109]\nseverity = "style"\n', "utf-8"
    )
    done = selfeval("check", tmp_path / "调.docx", cwd=tmp_path)
    assert "规范性 E109" in out(done)
    assert done.returncode == 0


def test_year_from_the_command_line(tmp_path: Path) -> None:
    write_docx(GOOD.replace("2024年度", "") + "\n填表人：某甲  填报日期：2024-04-30\n", tmp_path / "无年.docx")
    assert "D101" in out(selfeval("check", tmp_path / "无年.docx", "--year", "2024"))
    text = out(selfeval("check", tmp_path / "无年.docx"))
    assert "无法核对 1 项" in text
    assert "--year" in text


def test_a_console_of_another_encoding(over: Path) -> None:
    for encoding in ("gbk", "cp437", "ascii"):
        done = selfeval("check", over, PYTHONUTF8="0", PYTHONIOENCODING=encoding)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        assert b"E107" in done.stdout


def test_colour_only_where_it_is_asked_for(over: Path) -> None:
    assert b"\x1b[" not in selfeval("check", over).stdout
    assert b"\x1b[" in selfeval("check", over, FORCE_COLOR="1", TERM="xterm").stdout
    assert b"\x1b[" not in selfeval("check", over, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_a_pipe_imports_no_rich(over: Path) -> None:
    code = "import sys; sys.argv[1:] = ['check', sys.argv[1]]\nfrom selfeval.cli import cli\ntry:\n cli.main()\nfinally:\n sys.stderr.write(str('rich' in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(over)], capture_output=True, check=False, env=os.environ | {"PYTHONUTF8": "1"}
    )
    assert done.stderr.decode().strip().endswith("False")


def test_statistics_and_verbose(over: Path) -> None:
    assert "E107  执行数超过" in out(selfeval("check", over, "--statistics")).splitlines()[-1]
    assert selfeval("check", over, "-v", "-q").returncode == 1


@pytest.mark.parametrize("step", ["--grid", "--form", "--checks"])
def test_show(over: Path, step: str) -> None:
    done = selfeval("show", over, step)
    assert done.returncode == 0
    assert "50" in out(done)


def test_labels(over: Path) -> None:
    text = out(selfeval("labels", over))
    assert "年度资金总额 / 全年执行数 → funds.executed → table 1 r3c4" in text


def test_labels_gives_a_stub_that_reads_an_unknown_label(tmp_path: Path) -> None:
    """What nobody knows is listed; its stub, with the field written in, makes the form read and checked."""
    write_docx(OVER.replace("全年执行数", "今年花掉的数"), tmp_path / "怪.docx")
    assert "今年花掉的数" in out(selfeval("check", tmp_path / "怪.docx"))
    assert "E107" not in out(selfeval("check", tmp_path / "怪.docx"))
    stub = out(selfeval("labels", tmp_path / "怪.docx")).partition("\n\n")[2]
    assert "executed" in stub
    own = tmp_path / "本县.toml"
    own.write_text(stub.replace("# 字段 = ", "executed = "), "utf-8")
    assert "E107" in out(selfeval("check", tmp_path / "怪.docx", "--labels", own))


@pytest.mark.parametrize("content", ['[money.rows]\nthree_publik = ["三公"]', 'money = ["a"]', "not toml"])
def test_a_labels_file_with_a_mistake_is_refused(over: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "错.toml").write_text(content, "utf-8")
    done = selfeval("check", over, "--labels", tmp_path / "错.toml")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_what_was_switched_off_is_said(over: Path) -> None:
    text = out(selfeval("check", over, "--ignore", "E"))
    assert "条规则按设置没有核对" in text


def test_an_empty_folder_and_an_empty_path(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    done = selfeval("check", tmp_path / "空")
    assert done.returncode == 1
    assert "没有可读的 Word 或 Excel 文件" in out(done)
    assert selfeval("check", "").returncode == 2


def test_a_name_of_no_encoding(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/\xb2\xe2\x1b.docx"
    try:
        Path(os.fsdecode(odd)).write_bytes(b"PK\x03\x04")
    except OSError:
        return  # a system that has no such names
    for form in ("text", "json"):
        done = selfeval("check", os.fsdecode(odd), "--format", form)
        assert done.returncode == 3
        assert b"\x1b" not in done.stdout


def test_a_closed_pipe_is_no_error(over: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-m", "selfeval", "check", str(over)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert first.stdout is not None
    assert first.stderr is not None
    first.stdout.close()
    assert b"Traceback" not in first.stderr.read()
    first.stderr.close()
    first.wait()


def test_show_of_what_cannot_be_read(tmp_path: Path) -> None:
    done = selfeval("show", tmp_path / "没有.docx")
    assert done.returncode == 3
    assert "没有这个文件" in err(done)


def test_explain_and_rules() -> None:
    assert "怎么办" in out(selfeval("explain", "b403"))
    assert "Large change" in out(selfeval("explain", "large-change", "--lang", "en"))
    done = selfeval("explain", "B999")
    assert done.returncode == 2
    assert len(out(selfeval("rules")).splitlines()) == len(json.loads(selfeval("rules", "--format", "json").stdout))


NAMED = {
    "empty-file": b"",
    "truncated": b"PK\x03\x04",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "pdf": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("kind", NAMED)
def test_what_cannot_be_read_is_named_and_the_rest_is_checked(kind: str, good: Path, tmp_path: Path) -> None:
    from selfeval.locale import zh

    bad = tmp_path / "坏.docx"
    bad.write_bytes(NAMED[kind])
    done = selfeval("check", bad, good)
    reason = zh.SENTENCES[f"unreadable-{kind}"].partition("{")[0].rstrip("（")
    assert done.returncode == 3
    assert reason in out(done)
    assert "部门整体支出绩效自评表" in out(done)
    assert b"Traceback" not in done.stderr
