"""The machine formats: valid by their schemas, harmless whatever the cells hold, and silent about nothing that was not checked."""

import csv
import dataclasses
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from lxml import etree
from markdown_it import MarkdownIt

import selfeval
from plain_files import write_docx
from selfeval.batch import check_all
from selfeval.config import Config, settings_of
from selfeval.renderers import RENDERERS, Style
from selfeval.renderers.sarif import MOST_RESULTS, MOST_TEXT
from selfeval.report import Finding, Report, SubmissionReport, to_json
from selfeval.rules import all_rules

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(__file__).parent / "schemas"
FORMATS = ["jsonl", "sarif", "junit", "github", "csv", "xlsx", "md"]
ALL_FORMATS = pytest.mark.parametrize("name", FORMATS)
STYLES = [
    Style(language, strict, verbose) for language in ("zh", "en", "both") for strict, verbose in ((False, 0), (True, 1))
]
FORM = """2024年度部门整体支出绩效自评表
单位名称 | {unit} | < | <
年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
年度资金总额 | 46 | 46 | {executed}
"""
# One cell that is a formula, a tag, a link, a row of a table, a command, a placeholder and a control sequence.
EVIL = "=cmd()<script>alert(1)</script>[a](javascript:alert(1))|`b`*c*_d_&lt;![i](x){0}]]>\n::error::x\r%0A\x1b[31m\x00\x9b\ud800\ufffe"


def text_of(report: Report, name: str, style: Style = Style()) -> str:  # noqa: B008 - it never changes
    told = RENDERERS[name](report, style)
    assert isinstance(told, str)
    return told


def bytes_of(report: Report, style: Style = Style()) -> bytes:  # noqa: B008 - it never changes
    told = RENDERERS["xlsx"](report, style)
    assert isinstance(told, bytes)
    return told


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.encode().decode("utf-8-sig"), newline="")))


def sarif_of(report: Report, style: Style = Style()) -> dict[str, Any]:  # noqa: B008 - it never changes
    log: dict[str, Any] = json.loads(text_of(report, "sarif", style))
    return log


@pytest.fixture(scope="module")
def sarif_schema() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))


@pytest.fixture(scope="module")
def errors() -> Report:
    return selfeval.check(ROOT / "samples" / "errors.docx")


@pytest.fixture(scope="module")
def clean() -> Report:
    return selfeval.check(ROOT / "samples" / "clean.docx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two units and a broken file, a stamped PDF among them, and a name that is no name."""
    place = tmp_path_factory.mktemp("全县")
    for unit, executed in (("青禾县甲局", "50"), ("=cmd()", "约46")):
        (place / unit).mkdir()
        write_docx(FORM.format(unit=unit, executed=executed), place / unit / "自评, 表: 1%.docx")
    (place / "坏的").mkdir()
    (place / "坏的" / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (place / "青禾县甲局" / "扫描.pdf").write_bytes(b"%PDF-1.4")
    return place


@pytest.fixture(scope="module")
def mixed(folder: Path) -> Report:
    report = selfeval.check(folder)
    assert len(report.submissions) == 3
    return report


@pytest.fixture(scope="module")
def evil(errors: Report) -> Report:
    """The report on the errors with that text wherever a document could have put it, and a crash, a waiver and an answer."""

    def spoilt(f: Finding) -> Finding:
        both = {"zh": EVIL + f.message["zh"], "en": EVIL + f.message["en"]}
        return dataclasses.replace(
            f,
            message=both,
            hint=both,
            said=f.said._replace(kind="text", value=EVIL, text=EVIL),
            where=f.where._replace(label=EVIL, part="=1+1", ref="D3"),
            evidence=[proof._replace(text=EVIL) for proof in f.evidence],
        )

    [s] = errors.submissions
    findings = [spoilt(f) for f in s.findings]
    findings[0] = dataclasses.replace(findings[0], waived={"reason": EVIL, "by": "某人"})
    findings[1] = dataclasses.replace(findings[1], answered=EVIL, severity="verify")
    unknown = [u._replace(why={"zh": EVIL, "en": EVIL}) for u in s.unknown]
    unused = [u._replace(label=EVIL, text=EVIL) for u in s.unused]
    crashed = [{"code": "B101", "error": f"ValueError: {EVIL}", "where": EVIL}]
    spoilt_one = dataclasses.replace(
        s,
        unit=EVIL,
        name=EVIL,
        findings=findings,
        unknown=unknown,
        unused=unused,
        crashed=crashed,
        strange=[EVIL],
        forms=[form._replace(title=EVIL) for form in s.forms],
    )
    return Report([spoilt_one])


@pytest.fixture(scope="module")
def reports(errors: Report, clean: Report, mixed: Report, evil: Report) -> list[Report]:
    return [errors, clean, mixed, evil, Report([])]


# Each by its own reader.


def test_sarif_is_valid(reports: list[Report], sarif_schema: jsonschema.Draft4Validator) -> None:
    for report in reports:
        for style in STYLES:
            sarif_schema.validate(sarif_of(report, style))


def test_junit_is_valid_and_its_counts_are_right(reports: list[Report], junit_schema: etree.XMLSchema) -> None:
    for report in reports:
        for style in STYLES:
            root = etree.fromstring(text_of(report, "junit", style).encode("utf-8", "replace"))
            junit_schema.assertValid(root)
            for suite in root:
                for attribute, outcome in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                    assert int(suite.get(attribute)) == len(suite.findall(f"testcase/{outcome}"))
                assert int(suite.get("tests")) == len(suite.findall("testcase"))


def test_sarif_keeps_to_the_limits_of_github(evil: Report, errors: Report) -> None:
    for report in (evil, errors):
        [run] = sarif_of(report, Style("both", strict=True, verbose=1))["runs"]
        for rule in run["tool"]["driver"]["rules"]:
            assert len(rule["properties"]["tags"]) <= 20
            assert len(rule["shortDescription"]["text"]) <= MOST_TEXT
            assert len(rule["fullDescription"]["text"]) <= MOST_TEXT
        assert all(len(result["message"]["text"]) <= MOST_TEXT for result in run["results"])
        assert all(len(result["locations"]) == 1 for result in run["results"])


def test_sarif_of_very_many_findings_loses_none(errors: Report, sarif_schema: jsonschema.Draft4Validator) -> None:
    [s] = errors.submissions
    bad = [f for f in s.findings if f.verdict == "bad"]
    many = [bad[at % len(bad)] for at in range(MOST_RESULTS + 5)]
    runs = sarif_of(Report([dataclasses.replace(s, findings=many)]))["runs"]
    assert [len(run["results"]) for run in runs] == [MOST_RESULTS, 5]
    assert len({run["automationDetails"]["id"] for run in runs}) == 2
    assert not runs[1]["invocations"][0]["toolExecutionNotifications"]
    hashes = [result["partialFingerprints"]["primaryLocationLineHash"] for run in runs for result in run["results"]]
    assert len(set(hashes)) == len(hashes)
    sarif_schema.validate({"version": "2.1.0", "runs": [runs[1]]})


def test_sarif_rules_are_those_of_the_results(errors: Report) -> None:
    [run] = sarif_of(errors)["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert "怎么办：" in rule["help"]["text"]
        logical = result["locations"][0]["logicalLocations"]
        assert [place["kind"] for place in logical] in (["member", "cell"], ["form", "cell"], ["cell"])
        assert result["partialFingerprints"]["selfeval/v1"]
    [total] = [result for result in run["results"] if result["ruleId"] == "B201"]
    assert total["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "基础数据表 / 三公经费 / 2023年决算数"
    [english] = run["translations"]
    assert [rule["id"] for rule in english["rules"]] == [rule["id"] for rule in rules]
    assert "To do: " in english["rules"][0]["help"]["text"]
    assert "translations" not in sarif_of(errors, Style("both"))["runs"][0]


def test_near_only_where_it_is_asked_for(tmp_path: Path) -> None:
    rate = FORM.replace("全年执行数\n", "全年执行数 | 分值 | 执行率 | 得分\n").replace(
        "{executed}", "{executed} | 10 | 97.82% | 9.78"
    )
    write_docx(
        rate.format(unit="青禾县某中心", executed="45").replace("| < | <", "| < | < | < | < | <"), tmp_path / "尾.docx"
    )
    report = selfeval.check(tmp_path / "尾.docx")
    [near] = [f for f in report.submissions[0].findings if f.verdict == "near"]
    strict = Style(strict=True)
    [run] = sarif_of(report, strict)["runs"]
    assert {r["level"] for r in run["results"] if r["ruleId"] == near.code} == {"none"}
    assert near.code not in [r["ruleId"] for r in sarif_of(report)["runs"][0]["results"]]
    assert near.fingerprint in [row["fingerprint"] for row in table(text_of(report, "csv", strict))]
    assert near.fingerprint not in [row["fingerprint"] for row in table(text_of(report, "csv"))]
    assert f"title={near.code}" not in text_of(report, "github")
    assert f"::notice file={(tmp_path / '尾.docx').as_posix()},title={near.code}" in text_of(report, "github", strict)
    for style in (Style(), strict):
        case = etree.fromstring(text_of(report, "junit", style).encode()).find(f".//testcase[@name='{name_of(near)}']")
        assert case.find("failure") is None


def name_of(f: Finding) -> str:
    return f"{f.code} {f.name} {f.title['zh']}"


def test_csv_has_a_row_for_each_finding(mixed: Report, errors: Report) -> None:
    for report in (mixed, errors):
        text = text_of(report, "csv")
        assert text.encode().startswith(b"\xef\xbb\xbf")
        rows = table(text)
        assert " ".join(rows[0]) == (
            "unit year file code name severity verdict title message said ought gap place label hint remark fingerprint"
        )
        bad = [f for s in report.submissions for f in s.findings if f.verdict == "bad"]
        assert [(row["code"], row["fingerprint"]) for row in rows if row["verdict"] == "bad"] == [
            (f.code, f.fingerprint) for f in bad
        ]
        assert sum(row["verdict"] == "summary" for row in rows) == len(report.submissions)
    [row] = [row for row in table(text_of(errors, "csv")) if row["code"] == "B201"]
    assert (row["said"], row["ought"], row["gap"]) == ("9.60万元", "9.20万元", "0.40")
    assert (row["place"], row["label"], row["year"]) == ("表1 r4c2", "三公经费 / 2023年决算数", "2024")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        *((f"{sign}cmd()", f"'{sign}cmd()") for sign in "=+-@＝＋－＠"),
        (" =1+1", "' =1+1"),
        ("\tx", "'\tx"),
        ("-0.5万元", "'-0.5万元"),
        ("-0.50", "-0.50"),
        ("三公=经费", "三公=经费"),
        ("", ""),
    ],
)
def test_no_cell_of_the_csv_is_a_formula(cell: str, told: str) -> None:
    assert table(text_of(Report([SubmissionReport("a.docx", cell, 2024)]), "csv"))[0]["unit"] in (told, "a.docx")


def test_xlsx_has_both_sheets_with_filters_and_frozen_heads(errors: Report) -> None:
    [s] = errors.submissions
    book = openpyxl.load_workbook(io.BytesIO(bytes_of(errors)))
    assert book.sheetnames == ["问题", "数字"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}"
        assert sheet["A2"].alignment.wrap_text
        assert sheet.column_dimensions["A"].width == 24
    findings, figures = sheets(bytes_of(errors)).values()
    assert [row[-1] for row in findings if row[6] == "不符"] == [
        f.fingerprint for f in s.findings if f.verdict == "bad"
    ]
    assert sum(row[3] == "没有核对" for row in figures) == len(s.unused)
    assert sum(row[3] == "核对依据" for row in figures) == sum(
        len(f.evidence) for f in s.findings if f.verdict == "bad"
    )
    [gap] = [row[11] for row in findings if row[3] == "B201"]
    assert gap == 0.4
    assert list(sheets(bytes_of(errors, Style("en")))) == ["Findings", "Figures"]


def test_xlsx_holds_no_formula_and_no_time(evil: Report, mixed: Report) -> None:
    for report in (evil, mixed):
        data = bytes_of(report, Style("both", strict=True, verbose=1))
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        formulas = [cell for cell in cells if str(cell.value).startswith("=")]
        assert formulas
        assert all(cell.quotePrefix for cell in formulas)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {member.date_time for member in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_jsonl_has_the_findings_of_the_json(errors: Report) -> None:
    lines = [json.loads(line) for line in text_of(errors, "jsonl", Style(strict=True)).splitlines()]
    expected = to_json(errors)["submissions"][0]["findings"]
    found = [line for line in lines if line["kind"] == "finding"]
    assert [{key: line[key] for key in expected[0]} for line in found] == json.loads(json.dumps(expected))
    assert {(line["submission"], line["unit"], line["year"]) for line in lines} == {
        ("errors.docx", "示例县云岭公路养护站", 2024)
    }
    assert lines[-1]["kind"] == "summary"


def test_github_names_files_from_the_root(folder: Path) -> None:
    report = check_all([folder], settings_of(Config()))
    style = Style(here=str(folder.parent), root=str(folder.parent))
    [line] = [line for line in text_of(report, "github", style).splitlines() if "title=E107 执行数" in line]
    assert line.startswith(f"::error file={folder.name}/青禾县甲局/自评%2C 表%3A 1%25.docx,title=E107 ")
    assert "/" + folder.name not in text_of(report, "github", style)
    [run] = sarif_of(report, style)["runs"]
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert not [uri for uri in places if uri.startswith("/") or " " in uri]


def test_github_commands_are_one_line_each(evil: Report) -> None:
    lines = text_of(evil, "github", Style("both", strict=True, verbose=1)).splitlines()
    for line in lines:
        assert line.startswith(("::error file=", "::warning file=", "::notice file="))
        head, _, _ = line[2:].partition("::")
        assert head.count(",") == 1


def test_markdown_is_text_and_nothing_else(evil: Report, mixed: Report) -> None:
    for report in (evil, mixed):
        tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(
            text_of(report, "md", Style("both", strict=True, verbose=1))
        )
        inline = [child for token in tokens for child in token.children or []]
        assert {token.type for token in inline} <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}
        assert "html_block" not in {token.type for token in tokens}
        assert "code_block" not in {token.type for token in tokens}


def test_markdown_shows_each_finding(errors: Report) -> None:
    plain = MarkdownIt().render(text_of(errors, "md"))
    for f in errors.submissions[0].findings:
        if f.verdict == "bad":
            assert f"<strong>{f.code} " in plain
            assert f.message["zh"].replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in plain


def test_a_table_of_many_units_in_markdown(mixed: Report) -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text_of(mixed, "md"))
    assert html.count("<tr>") == 1 + len(mixed.submissions)


# What was not checked is never silent.


def everything(report: Report, name: str, style: Style) -> str:
    """All that a format says, as one text, without its escapes."""
    if name == "xlsx":
        return "\n".join(
            str(cell) for rows in sheets(bytes_of(report, style)).values() for row in rows for cell in row if cell
        )
    text = text_of(report, name, style)
    return {"md": lambda: MarkdownIt().render(text), "github": lambda: text.replace("%25", "%")}.get(
        name, lambda: text
    )()


@ALL_FORMATS
def test_what_was_not_checked_is_said(name: str, mixed: Report, errors: Report) -> None:
    text = everything(mixed, name, Style("zh"))
    assert "“约46”不是数字" in text
    assert "扫描.pdf" in text
    assert "文件损坏" in text or "文件不完整" in text
    assert "坏.docx" in text
    unused = everything(errors, name, Style("zh"))
    assert "没有任何检查涉及的数字 17 个" in unused
    assert "7 处没有读懂" in unused


@ALL_FORMATS
def test_what_was_not_checked_is_said_in_english(name: str, mixed: Report) -> None:
    assert "“约46” is no number" in everything(mixed, name, Style("en"))


@ALL_FORMATS
def test_a_crash_and_an_unreadable_file_are_said_under_ignore(name: str, folder: Path) -> None:
    report = check_all([folder / "坏的"], settings_of(Config(), ignore=("F",)))
    report.submissions[0].crashed.append({"code": "E101", "error": "ZeroDivisionError: 某处", "where": "某表"})
    text = everything(report, name, Style("zh"))
    assert "有文件没有读出来" in text
    assert "ZeroDivisionError: 某处" in text
    assert "按设置没有核对" in text


@ALL_FORMATS
def test_both_languages_say_each_thing_once(name: str, mixed: Report) -> None:
    text = everything(mixed, name, Style("both"))
    assert "“约46” is no number" in text
    told = [line for line in text.splitlines() if "没有读取" in line and "扫描.pdf：" in line]
    assert told
    assert {line.count("not an Office file") for line in told} == {1}


def test_sarif_says_that_the_run_failed(mixed: Report, clean: Report) -> None:
    assert not sarif_of(mixed)["runs"][0]["invocations"][0]["executionSuccessful"]
    assert sarif_of(clean)["runs"][0]["invocations"][0]["executionSuccessful"]
    notices = sarif_of(mixed)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert {"unknown", "not-read"} <= {notice["descriptor"]["id"] for notice in notices}


def test_junit_cases(mixed: Report, errors: Report, evil: Report) -> None:
    broken = [s for s in etree.fromstring(text_of(mixed, "junit").encode()) if int(s.get("errors"))]
    assert [suite.find("testcase/error").get("type") for suite in broken] == ["unreadable"]
    [suite] = etree.fromstring(text_of(errors, "junit").encode())
    cases = {case.get("name").split()[0]: case for case in suite.findall("testcase")}
    assert {rule.code for rule in all_rules()} <= set(cases)
    [s] = errors.submissions
    for rule in all_rules():
        outcome = [child.tag for child in cases[rule.code] if child.tag != "system-out"]
        bad = any(f.code == rule.code and f.verdict == "bad" for f in s.findings)
        passed = s.passed.get(rule.code) and not any(u.code == rule.code for u in s.unknown)
        assert outcome == (["failure"] if bad else [] if passed else ["skipped"])
    [suite] = etree.fromstring(text_of(evil, "junit").encode("utf-8", "replace"))
    assert [error.getparent().get("name")[:4] for error in suite.findall("testcase/error")] == ["B101"]


def test_what_a_person_accepted_fails_nothing(evil: Report) -> None:
    first, second = evil.submissions[0].findings[:2]
    verdicts = {row["fingerprint"]: row["verdict"] for row in table(text_of(evil, "csv"))}
    assert (verdicts[first.fingerprint], verdicts[second.fingerprint]) == ("waived", "answered")
    results = {r["partialFingerprints"]["selfeval/v1"]: r for run in sarif_of(evil)["runs"] for r in run["results"]}
    assert results[first.fingerprint]["suppressions"][0]["status"] == "accepted"


@ALL_FORMATS
def test_nothing_found(name: str, clean: Report) -> None:
    text = everything(clean, name, Style("zh"))
    assert "不符 0" in text or '"bad": 0' in text


# The same bytes, whole files, clear refusals.


def selfeval_check(*words: object, cwd: Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    env = os.environ | {"PYTHONUTF8": "1", "LC_ALL": "zh_CN.UTF-8"} | more
    command = [sys.executable, "-m", "selfeval", "check", *map(str, words)]
    return subprocess.run(command, capture_output=True, cwd=cwd, env=env, check=False)


def test_the_same_bytes_whatever_the_hash_seed_and_the_jobs(folder: Path, tmp_path: Path) -> None:
    written: list[dict[str, bytes]] = []
    for seed, jobs in (("1", 1), ("2", 2)):
        place = tmp_path / seed
        place.mkdir()
        formats = [word for name in FORMATS for word in ("--format", f"{name}={place / name}")]
        done = selfeval_check(folder, *formats, "--jobs", jobs, "-q", cwd=tmp_path, PYTHONHASHSEED=seed)
        assert done.returncode == 3, done.stderr.decode()
        assert not done.stdout
        written.append({name: (place / name).read_bytes() for name in FORMATS})
    assert written[0] == written[1]


@ALL_FORMATS
def test_same_report_same_bytes(name: str, reports: list[Report]) -> None:
    for report in reports:
        for style in STYLES:
            assert RENDERERS[name](report, style) == RENDERERS[name](report, style)


@ALL_FORMATS
def test_standard_output_is_what_the_file_would_be(name: str, tmp_path: Path) -> None:
    sample = ROOT / "samples" / "errors.docx"
    done = selfeval_check(sample, "--format", name, cwd=tmp_path)
    selfeval_check(sample, "--format", name, "-o", tmp_path / "file", cwd=tmp_path)
    assert (tmp_path / "file").read_bytes() == done.stdout
    assert done.returncode == 1


def locked(place: Path) -> Path:
    (place / "锁.csv").write_bytes(b"old")
    (place / "锁.csv").chmod(0o444)
    return place / "锁.csv"


TARGETS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "read-only": (locked, "只读"),
    "no folder": (lambda place: place / "没有" / "r.csv", "没有这个文件夹"),
    "a folder": (lambda place: place, "文件夹"),
    "below a file": (lambda place: locked(place) / "r.csv", "没有这个文件夹"),
    "long name": (lambda place: place / ("长" * 300), "写不进去"),
}


@pytest.mark.parametrize("kind", TARGETS)
def test_what_cannot_be_written_is_refused(kind: str, tmp_path: Path) -> None:
    make, said = TARGETS[kind]
    target = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    done = selfeval_check(ROOT / "samples" / "clean.docx", "--format", f"csv={target}", cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert sorted(tmp_path.rglob("*")) == before
    if kind == "read-only":
        assert target.read_bytes() == b"old"


def test_two_formats_into_one_file_are_refused(tmp_path: Path) -> None:
    done = selfeval_check(ROOT / "samples" / "clean.docx", "--format=csv=a", "--format=md=a", cwd=tmp_path)
    assert done.returncode == 2
    assert not (tmp_path / "a").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="devices of POSIX")
def test_a_device_is_written_and_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rohr")
    reader = subprocess.Popen(["cat", str(tmp_path / "rohr")], stdout=subprocess.PIPE)
    done = selfeval_check(ROOT / "samples" / "clean.docx", "--format", f"csv={tmp_path / 'rohr'}", cwd=tmp_path)
    assert done.returncode in (0, 1)
    assert reader.communicate()[0].startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "rohr").is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_a_terminal_gets_no_workbook(tmp_path: Path) -> None:
    screen, line = os.openpty()
    command = [sys.executable, "-m", "selfeval", "check", str(ROOT / "samples" / "clean.docx"), "--format", "xlsx"]
    done = subprocess.run(command, stdout=line, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    os.close(line)
    os.close(screen)
    assert done.returncode == 2
    assert "xlsx=" in done.stderr.decode()


def test_a_pipe_loads_no_other_format(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = ['check', sys.argv[1]]\nfrom selfeval.cli import cli\ntry:\n cli.main()\n"
        "finally:\n sys.stderr.write(' '.join(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(ROOT / "samples" / "errors.docx")]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, env=os.environ | {"PYTHONUTF8": "1"})
    loaded = set(done.stderr.decode().split())
    assert "selfeval.renderers.text" in loaded
    assert {name for name in loaded if name.startswith("selfeval.renderers.")} == {"selfeval.renderers.text"}
    assert "openpyxl" not in loaded


def test_the_readmes_name_every_format() -> None:
    for readme in ("README.md", "README.zh.md"):
        text = (ROOT / readme).read_text("utf-8")
        assert all(f"`{name}`" in text for name in (*FORMATS, "text", "json")), readme
