"""Blank forms: what `template new` writes is clean, twelve planted faults are each named, and the hooks and the workflow run."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from openpyxl import load_workbook

from examples import Example, examples
from plain_files import write_docx as write_sample_docx
from selfeval.blanks import KINDS, blank, write_blank
from selfeval.blanks.excel import write_xlsx
from selfeval.blanks.word import write_docx
from selfeval.checks import Rule
from selfeval.config import DEFAULTS, settings_of
from selfeval.document import Document
from selfeval.engine import Selection, check_submission
from selfeval.layout.blank.build import lay_out_blank
from selfeval.layout.labels import load_labels
from selfeval.parsers import read
from selfeval.parsers.plain import read_plain
from selfeval.report import Finding, SubmissionReport
from selfeval.rules import OF_EVERY_FILE, all_rules, every_rule, template_rules
from selfeval.template import check_template
from test_cli import err, out, selfeval

ROOT = Path(__file__).parents[1]
BLANKS = ROOT / "src/selfeval/blanks"
SETTINGS = settings_of(DEFAULTS, select=tuple(rule.code for rule in template_rules()))
SUFFIXES = (".docx", ".xlsx")
FORMS = [rule for rule in template_rules() if rule.code not in OF_EVERY_FILE]


class Fault(NamedTuple):
    """One planted fault: what of a blank form's text is replaced by what; the code that names it and words of its message."""

    kind: str
    old: str
    new: str
    code: str
    told: tuple[str, ...]


DEPARTMENT, PROJECT, BASIC = "department-evaluation", "project-evaluation", "basic-data"
FAULTS = {
    "a label missing": Fault(PROJECT, "| 实施单位 |", "|  |", "T101", ("应写“实施单位”",)),
    "a heading's label missing": Fault(DEPARTMENT, "| 时效指标 |", "|  |", "T101", ("应写“时效指标”",)),
    "a label doubled": Fault(BASIC, "本年预算数", "本年决算数", "T101", ("“本年决算数”出现 2 次",)),
    "a label renamed": Fault(
        DEPARTMENT, "全年执行数", "全年执行额度", "T101", ("不认识“全年执行额度”", "缺少“全年执行数”")
    ),
    "a row label renamed": Fault(BASIC, "3、公务接待", "3、招待费用", "T101", ("不认识“3、招待费用”", "公务接待")),
    "weights that add to 95": Fault(
        DEPARTMENT, "（30分）", "（25分）", "T102", ("10 + 50 + 25 + 10 = 95分", "应为 100", "差 5")
    ),
    "a heading without its weight": Fault(
        PROJECT, "满意度指标\\n（10分）", "满意度指标", "T102", ("“满意度指标”没有写分值", "100 - 90分 = 10分")
    ),
    "a name left in": Fault(PROJECT, "填表人：", "填表人：甲一", "T103", ("留有名称“甲一”",)),
    "a date left in": Fault(BASIC, "填报日期：", "填报日期：2024年3月20日", "T103", ("留有日期“2024年3月20日”",)),
    "a figure left in": Fault(BASIC, "2、出国经费 |  | <", "2、出国经费 | 3.20 | <", "T103", ("留有数字“3.20”",)),
    "a column lost": Fault(DEPARTMENT, " | 得分 | 偏差", " | 偏差", "T101", ("没有“得分”", "“分值”之后")),
    "a merged cell split": Fault(
        PROJECT, "^ | ^ | 质量指标", "^ |  | 质量指标", "T101", ("“产出指标（50分）”没有盖住",)
    ),
}
MORE = {
    "a title renamed": Fault(PROJECT, "____年度项目支出绩效自评表", "____年度项目情况一览", "T101", ("不认识“____年度项目情况一览”", "缺少“项目支出绩效自评表”")),
    "a level-2 label renamed": Fault(DEPARTMENT, "质量指标", "品质要求", "T101", ("品质要求", "质量指标")),
    "a header split": Fault(BASIC, "| 上年决算数 | < |", "| 上年决算数 |  |", "T101", ("“上年决算数”没有盖住",)),
    "a side title split": Fault(PROJECT, "^ | 其中：当年", " | 其中：当年", "T101", ("“项目资金（万元）”没有盖住",)),
    "a label of a pair split": Fault(PROJECT, "项目名称 | < |", "项目名称 |  |", "T101", ("“项目名称”没有盖住",)),
    "a total's label split": Fault(PROJECT, "总分 | < | < | < | < | <", "总分 |  | < | < | < | <", "T101", ("“总分”没有盖住",)),
    "a total that is not 100": Fault(PROJECT, "| < | 100 |", "| < | 95 |", "T102", ("95", "应为 100")),
    "a row without its label": Fault(PROJECT, "^ |     上年结转资金 | <", "^ |  | <", "T101", ("“其中：当年财政拨款”下面的这一行没有标签",)),
    "a source named twice": Fault(PROJECT, "上年结转资金", "其他资金", "T101", ("“其他资金”出现 2 次",)),
    "the signature's label renamed": Fault(PROJECT, "填表人：", "填表者姓名：", "T101", ("不认识“填表者姓名”", "填表人")),
    "a split's label renamed": Fault(DEPARTMENT, "政府性基金拨款", "政府基金性质拨款", "T101", ("政府基金性质拨款",)),
    "a unit's name left in": Fault(DEPARTMENT, "单位名称 | < | < |  |", "单位名称 | < | < | 青禾中心 |", "T103", ("青禾中心",)),
    "an amount left in beside its label": Fault(DEPARTMENT, "项目支出：", "项目支出：88.50", "T103", ("88.50",)),
    "words left in": Fault(PROJECT, "| 指标1： |  |", "| 指标1：培训场次 |  |", "T103", ("培训场次",)),
    "a target left in": Fault(PROJECT, "| 指标1： |  |", "| 指标1： | ≥24场 |", "T103", ("≥24场",)),
    "a whole block lost": Fault(BASIC, "批复规模\\n（m²） | 实际规模\\n（m²） | 规模\\n控制率 | 预算投资\\n（万元） | 实际投资\\n（万元） | 投资概算\\n控制率", " |  |  |  |  | ", "T101", ("没有“批复规模、",)),
}  # fmt: skip


def planted(fault: Fault) -> Document:
    text = blank_text(fault.kind)
    at = text.index(fault.old)
    text = text[:at] + fault.new + text[at + len(fault.old) :]
    if "得分 | 偏差" in fault.old:
        text = without_column(text)
    return read_plain(text)


def without_column(text: str) -> str:
    """The rows of the indicators without the cell of 得分, as the header is."""
    head, mark, rows = text.partition("绩\\n效")
    lines = rows.splitlines()
    kept = [line if line.count("|") < 8 else line.rpartition(" |")[0] for line in lines]
    return head + mark + "\n".join(kept)


def write(document: Document, path: Path) -> Path:
    (write_docx if path.suffix == ".docx" else write_xlsx)(document, path)
    return path


def bad(report: SubmissionReport) -> list[Finding]:
    assert not report.crashed
    return [finding for finding in report.findings if finding.verdict == "bad"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", [*FAULTS, *MORE])
def test_a_planted_fault_is_named(name: str, suffix: str, tmp_path: Path) -> None:
    fault = (FAULTS | MORE)[name]
    found = bad(check_template(write(planted(fault), tmp_path / f"空白{suffix}"), SETTINGS))
    named = [f for f in found if f.code == fault.code and all(word in f.message["zh"] for word in fault.told)]
    assert named, [(f.code, f.where, f.message["zh"]) for f in found]
    assert all(f.where.ref and f.where.label for f in named)


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_told_once(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    found = bad(check_template(write(planted(fault), tmp_path / "空白.docx"), SETTINGS))
    # Of two columns one is now named as the other, so that one is doubled and one is missing.
    assert len(found) == (2 if name == "a label doubled" else 1), [
        (f.code, f.where.ref, f.message["zh"]) for f in found
    ]


# Lines that the unit names itself, slots, and weights.
FREE = re.compile(r"……|指标\d|业务工作|运行维护经费|办公经费|水费|会议费|10|100")


def spoilt(kind: str) -> Iterator[tuple[str, str]]:
    """The blank form with one cell spoilt at a time: a label blanked or renamed, a merged cell split, a figure typed in."""
    lines = blank_text(kind).splitlines()
    for number, line in enumerate(lines):
        cells = line.split("|")
        for at, cell in enumerate(cells if len(cells) > 1 else []):
            word = cell.strip()
            if word in ("<", "^"):
                # The blank head of the column of labels heads nothing that is read.
                spoils = [""] if not (word == "<" and not cells[at - 1].strip() and "年初预算数" in line) else []
            elif word:
                spoils = ["", f"{word[1:]}甲乙"] if not FREE.match(re.sub("^(其中：|[123]、)", "", word)) else []
            else:
                spoils = ["12.5"]
            for spoil in spoils:
                text = "|".join([*cells[:at], f" {spoil} ", *cells[at + 1 :]])
                yield f"{word!r} → {spoil!r} in {line}", "\n".join([*lines[:number], text, *lines[number + 1 :]])


def blank_text(kind: str) -> str:
    return (BLANKS / f"{kind}.txt").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_can_be_spoilt_unseen(kind: str) -> None:
    selection = SETTINGS.selection
    unseen = [
        what
        for what, text in spoilt(kind)
        if not check_submission(lay_out_blank(read_plain(text), load_labels()), template_rules(), selection).findings
    ]
    assert not unseen


def test_there_are_twelve() -> None:
    assert len(FAULTS) == 12


@pytest.mark.parametrize("year", [0, 2025])
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_blank_form_is_clean(kind: str, suffix: str, year: int, tmp_path: Path) -> None:
    path = tmp_path / f"空白{suffix}"
    write_blank(kind, path, year)
    report = check_template(path, SETTINGS)
    assert [form.kind for form in report.forms] == [kind]
    assert not report.findings
    assert not report.unknown
    assert not report.strange
    assert not report.unused
    assert report.passed["T101"] > 25


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_form_raises_no_arithmetic_finding(kind: str, suffix: str, tmp_path: Path) -> None:
    """All other rules on a blank form: what they say is that something is to be filled in, and never that a figure is wrong."""
    from selfeval import check

    write_blank(kind, tmp_path / f"空白{suffix}", 2025)
    [submission] = check(tmp_path / f"空白{suffix}").submissions
    assert not submission.crashed
    assert {f.code for f in submission.findings if f.severity not in ("missing", "style")} <= {"D105"}
    assert not [f for f in submission.findings if f.said.kind == "number" or f.gap]


def test_all_blank_forms_in_one_file(tmp_path: Path) -> None:
    text = "\n".join(map(blank_text, KINDS))
    write_sample_docx(text, tmp_path / "全套.docx")
    report = check_template(tmp_path / "全套.docx", SETTINGS)
    assert [form.kind for form in report.forms] == list(KINDS)
    assert not report.findings


def test_a_cell_unmerged_in_excel_is_named(tmp_path: Path) -> None:
    path = tmp_path / "空白.xlsx"
    write_blank("project-evaluation", path)
    book = load_workbook(path)
    page = book.worksheets[0]
    [split] = [area for area in page.merged_cells.ranges if str(page.cell(area.min_row, area.min_col).value).startswith("效益指标")]  # fmt: skip
    page.unmerge_cells(str(split))
    book.save(path)
    found = bad(check_template(path, SETTINGS))
    assert [(f.code, f.where.ref) for f in found] == [("T101", f"B{split.min_row + 1}")]


def test_a_file_without_a_form_and_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    write_sample_docx("会议通知\n请各单位按时报送。\n", tmp_path / "通知.docx")
    [found] = bad(check_template(tmp_path / "通知.docx", SETTINGS))
    assert found.code == "T101"
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    assert check_template(tmp_path / "坏.docx", SETTINGS).unreadable


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_readers_of_word_and_excel_give_is_the_form(kind: str, tmp_path: Path) -> None:
    def cells(document: Document) -> list[list[tuple[str, int, int]]]:
        rows = [row for block in document.blocks if hasattr(block, "rows") for row in block.rows]
        tables = [[("".join(c.text.split()), c.cols, c.rows) for c in row.cells if c.row == row.number] for row in rows]
        return [row for row in tables if len(row) > 1 or (row and row[0][1] < 7)]

    write_blank(kind, tmp_path / "空白.docx")
    write_blank(kind, tmp_path / "空白.xlsx")
    assert cells(read(tmp_path / "空白.docx")) == cells(blank(kind))
    assert cells(read(tmp_path / "空白.xlsx")) == cells(blank(kind))


# The rules as they are documented.


def run(rule: Rule, example: Example) -> SubmissionReport:
    lines = [line for line in example.text.splitlines() if not line.startswith("set:")]
    file = lay_out_blank(read_plain("\n".join(lines), "example.docx"), load_labels())
    selection = Selection(frozenset({rule.code}), {}, {rule.code: example.thresholds})
    return check_submission(file, template_rules(), selection)


CASES = [(rule, example, at) for rule in FORMS for at, example in enumerate(examples(rule.docstring))]


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r, e, _ in CASES], ids=[f"{r.code}-{at}-{e.verdict}" for r, e, at in CASES]
)
def test_example(rule: Rule, example: Example) -> None:
    report = run(rule, example)
    found = bad(report)
    if example.verdict == "bad":
        assert found
        if re.fullmatch(r"\d+", example.remark):
            assert example.remark in [f.gap for f in found]
    else:
        assert not [f for f in found if example.verdict == "silent" or f.code != "T101"]
        assert (rule.code in report.passed) == (example.verdict == "ok")


@pytest.mark.parametrize("rule", FORMS, ids=lambda rule: rule.code)
def test_rule_is_documented(rule: Rule) -> None:
    assert {"ok", "bad", "silent"} <= {example.verdict for example in examples(rule.docstring)}
    chinese, _, english = rule.docstring.partition("\n    ---\n")
    assert all(mark in chinese for mark in ("可能合理：", "怎么办："))
    assert all(mark in english for mark in ("May be right:", "To do:", "source:", "since:"))


def test_a_filled_form_is_never_asked() -> None:
    assert not {rule.code for rule in all_rules()} & {rule.code for rule in FORMS}
    assert len({rule.code for rule in every_rule()}) == len(every_rule())


# The commands.


def test_template_new_refuses_to_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "空白.docx"
    assert selfeval("template", "new", "basic-data", "-o", path).returncode == 0
    before = path.read_bytes()
    done = selfeval("template", "new", "project-evaluation", "-o", path)
    assert done.returncode == 2
    assert "--force" in err(done)
    assert path.read_bytes() == before
    assert selfeval("template", "new", "project-evaluation", "-o", path, "--force", "--year", "2025").returncode == 0
    assert "2025年度项目支出绩效自评表" in out(selfeval("template", "check", path, "--format", "json"))
    assert [p.name for p in tmp_path.iterdir()] == ["空白.docx"]


@pytest.mark.parametrize(
    "words",
    [("basic", "-o", "表.docx"), ("basic-data",), ("basic-data", "-o", "表.doc"), ("basic-data", "-o", "没有/表.docx")],
)
def test_template_new_wrong_usage(words: tuple[str, ...], tmp_path: Path) -> None:
    done = selfeval("template", "new", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_template_check_exit_codes_and_outputs(tmp_path: Path) -> None:
    good, faulty, left = (tmp_path / name for name in ("好.docx", "错.docx", "留.docx"))
    write_blank("department-evaluation", good)
    write(planted(FAULTS["weights that add to 95"]), faulty)
    write(planted(FAULTS["a name left in"]), left)
    assert selfeval("template", "check", good).returncode == 0
    done = selfeval("template", "check", good, faulty)
    assert done.returncode == 1
    assert "T102 空白表的分值加起来不是 100" in out(done)
    assert selfeval("template", "check", left).returncode == 0
    assert selfeval("template", "check", left, "--fail-on", "style").returncode == 1
    assert selfeval("template", "check", faulty, "--ignore", "T102").returncode == 0
    assert selfeval("template", "check", tmp_path / "没有.docx", good).returncode == 3
    assert selfeval("template", "check", good, "--format", "sarif").returncode == 2
    report = json.loads(selfeval("template", "check", faulty, "--format", "json").stdout)
    assert report["schema"] == "selfeval-report/1"
    assert report["summary"]["error"] == 1
    assert "do not add to 100" in out(selfeval("template", "check", faulty, "--lang", "en"))


def test_a_label_that_a_county_leaves_out_on_purpose(tmp_path: Path) -> None:
    text = blank_text("project-evaluation")
    kept = [line for line in text.splitlines() if "生态效益" not in line]
    write(read_plain("\n".join(kept)), tmp_path / "空白.docx")
    done = selfeval("template", "check", "空白.docx", cwd=tmp_path)
    assert done.returncode == 1
    assert "没有“生态效益指标”" in out(done)
    (tmp_path / "selfeval.toml").write_text('[rules.T101]\nwithout = "indicators.level2.ecological"\n', "utf-8")
    done = selfeval("template", "check", "空白.docx", cwd=tmp_path)
    assert done.returncode == 0, out(done)
    # The same config serves `check`.
    assert selfeval("check", "空白.docx", "--fail-on", "never", cwd=tmp_path).returncode == 0


def test_explain_and_rules_know_them() -> None:
    assert "怎么办" in out(selfeval("explain", "T101"))
    assert "add to 100" in out(selfeval("explain", "template-weights", "--lang", "en"))
    assert all(code in out(selfeval("rules")) for code in ("T101", "T102", "T103"))


# The hooks and the workflow.


def bash(command: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, check=False, env=os.environ | {"PATH": path}
    )


HOOKS = ROOT / ".pre-commit-hooks.yaml"


def test_hooks_are_of_the_format_that_pre_commit_reads() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_hooks_run(tmp_path: Path) -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text("utf-8"))}
    assert hooks.keys() == {"selfeval", "selfeval-template"}
    write_blank("project-evaluation", tmp_path / "空白.docx")
    write(planted(FAULTS["a column lost"]), tmp_path / "缺列.docx")
    for name in ("clean.docx", "errors.docx"):
        shutil.copy(ROOT / "samples" / name, tmp_path / name)
    for hook, good, wrong in (
        ("selfeval", "clean.docx", "errors.docx"),
        ("selfeval-template", "空白.docx", "缺列.docx"),
    ):
        words = " ".join([hooks[hook]["entry"], *hooks[hook].get("args", [])])
        assert bash(f"{words} {good}", tmp_path).returncode == 0
        assert bash(f"{words} {wrong}", tmp_path).returncode == 1
        assert re.search(hooks[hook]["files"], f"2025/{good}")
        assert not re.search(hooks[hook]["files"], "说明.pdf")
        assert re.search(hooks[hook]["exclude"], "2025/~$表.docx")


def test_the_workflow_runs(tmp_path: Path) -> None:
    workflow = yaml.safe_load((ROOT / "examples" / "workflow.yml").read_text("utf-8"))
    # YAML 1.1 reads `on` as true.
    assert workflow.keys() == {"name", True, "permissions", "jobs"}
    (tmp_path / "templates").mkdir()
    (tmp_path / "returned").mkdir()
    for suffix in SUFFIXES:
        write_blank("department-evaluation", tmp_path / "templates" / f"空白{suffix}")
    shutil.copy(ROOT / "samples" / "clean.docx", tmp_path / "returned")
    lines = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert len(lines) >= 3
    for line in lines:
        done = bash(line, tmp_path)
        assert done.returncode == 0, (line, done.stdout.decode(), done.stderr.decode())
    assert json.loads((tmp_path / "selfeval.json").read_text("utf-8"))["summary"]["submissions"] == 1
    write(planted(FAULTS["a label renamed"]), tmp_path / "templates" / "空白.docx")
    assert any(bash(line, tmp_path).returncode == 1 for line in lines if "template" in line)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    done = selfeval("template", "new", "basic-data", "-o", tmp_path / ("空" * 90 + ".docx"))
    assert done.returncode == 2
    assert "写不进去" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
