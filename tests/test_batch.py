"""Files and folders: what is one submission, any number of processes, and what breaks costs only itself."""

import json
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

import selfeval
from plain_files import write_docx, write_xlsx
from selfeval.batch import Job, check_all, run, run_on
from selfeval.config import Config, Settings, settings_of
from selfeval.folders import Source, same_submission
from selfeval.report import Report, SubmissionReport, to_json

EVALUATION = """{year}年度部门整体支出绩效自评表
单位名称 | {unit} | < | <
年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
年度资金总额 | 46 | 46 | 46
"""
PROJECT = """{year}年度项目支出绩效自评表
单位名称 | {unit} | < | <
项目名称 | {project} | < | <
项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
年度资金总额 | 20 | 20 | 20
"""
NAMELESS = """{year}年度部门整体支出绩效评价基础数据表
项目 | {before}年决算数 | {year}年预算数 | {year}年决算数
公用经费 | 26 | 26 | 26
"""


@pytest.fixture
def settings() -> Settings:
    return settings_of(Config())


def word(path: Path, text: str, **facts: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_docx(text.format(**{"year": 2024, "before": 2023, "unit": "青禾县某中心", "project": "甲项目"} | facts), path)
    return path


def kinds(submission: SubmissionReport) -> list[str]:
    return [form.kind for form in submission.forms]


def codes(submission: SubmissionReport) -> set[str]:
    return {f.code for f in submission.findings}


def test_named_files_stand_alone(tmp_path: Path) -> None:
    files = [word(tmp_path / "a.docx", EVALUATION), word(tmp_path / "b.docx", PROJECT)]
    assert [kinds(s) for s in selfeval.check(*files).submissions] == [["department-evaluation"], ["project-evaluation"]]


def test_together_joins_all_that_is_named(tmp_path: Path) -> None:
    files = [word(tmp_path / "a.docx", EVALUATION), word(tmp_path / "x" / "a.docx", PROJECT)]
    [submission] = selfeval.check(*files, together=True).submissions
    assert kinds(submission) == ["department-evaluation", "project-evaluation"]
    assert len({file["name"] for file in submission.files}) == 2


def test_a_folder_of_units(tmp_path: Path) -> None:
    word(tmp_path / "甲局" / "整体.docx", EVALUATION, unit="青禾县甲局")
    word(tmp_path / "甲局" / "附件" / "项目.docx", PROJECT, unit="青禾县甲局")
    word(tmp_path / "甲局" / "基础.docx", NAMELESS)
    word(tmp_path / "乙局" / "整体.docx", EVALUATION, unit="青禾县乙局")
    (tmp_path / "甲局" / "扫描.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "甲局" / "~$整体.docx").write_bytes(b"x")
    (tmp_path / "甲局" / "Thumbs.db").write_bytes(b"x")
    report = selfeval.check(tmp_path)
    by_unit = {s.unit: s for s in report.submissions}
    assert len(report.submissions) == 2
    assert sorted(kinds(by_unit["青禾县甲局"])) == ["basic-data", "department-evaluation", "project-evaluation"]
    assert [item["name"] for item in by_unit["青禾县甲局"].not_read] == ["甲局/扫描.pdf"]
    assert kinds(by_unit["青禾县乙局"]) == ["department-evaluation"]
    assert not report.unreadable


def test_nearly_the_same_name_is_one_unit_and_x109_says_so(tmp_path: Path) -> None:
    word(tmp_path / "u" / "a.docx", EVALUATION, unit="青禾县甲局")
    word(tmp_path / "u" / "b.docx", PROJECT, unit="甲局")
    [submission] = selfeval.check(tmp_path).submissions
    assert "X109" in codes(submission)


def test_other_years_are_other_submissions(tmp_path: Path) -> None:
    word(tmp_path / "u" / "a.docx", EVALUATION, year=2023, before=2022)
    word(tmp_path / "u" / "b.docx", EVALUATION, year=2024)
    assert sorted(s.year or 0 for s in selfeval.check(tmp_path).submissions) == [2023, 2024]


def test_the_same_form_twice_keeps_each_file_by_itself(tmp_path: Path) -> None:
    word(tmp_path / "u" / "稿.docx", EVALUATION)
    word(tmp_path / "u" / "终稿.docx", EVALUATION)
    submissions = selfeval.check(tmp_path).submissions
    assert len(submissions) == 2
    for submission, other in zip(submissions, ("终稿", "稿"), strict=True):
        [f] = [f for f in submission.findings if f.code == "F009"]
        assert other in f.message["zh"]


def test_the_same_form_twice_in_one_file_says_which_was_read(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", EVALUATION + "\n" + EVALUATION.replace("46", "50"))
    [submission] = selfeval.check(path).submissions
    assert "F009" in codes(submission)


def test_a_folder_with_only_a_scan_has_no_form(tmp_path: Path) -> None:
    (tmp_path / "u").mkdir()
    (tmp_path / "u" / "扫描.pdf").write_bytes(b"%PDF-1.4")
    report = selfeval.check(tmp_path)
    [submission] = report.submissions
    assert codes(submission) == {"F002"}
    assert not report.unreadable


def test_a_broken_file_is_no_twin(tmp_path: Path) -> None:
    word(tmp_path / "u" / "稿.docx", EVALUATION)
    word(tmp_path / "u" / "终稿.docx", EVALUATION)
    (tmp_path / "u" / "坏.docx").write_bytes(b"")
    found = [f for s in selfeval.check(tmp_path).submissions for f in s.findings if f.code == "F009"]
    assert len(found) == 2
    assert not any("坏" in f.message["zh"] for f in found)


def test_a_file_that_the_program_failed_on_takes_no_other_with_it() -> None:
    unit, nameless, failed = (
        SubmissionReport(name, unit, 2024) for name, unit in (("a", "甲局"), ("b", ""), ("c", ""))
    )
    failed.crashed.append({"code": "F001", "error": "ValueError", "where": "c"})
    assert same_submission([unit, nameless, failed]) == [[0, 1], [2]]


def test_links_and_hidden_folders_lead_nowhere(tmp_path: Path) -> None:
    word(tmp_path / "里" / "u" / "a.docx", EVALUATION)
    word(tmp_path / "里" / "u" / ".cache" / "b.docx", EVALUATION)
    word(tmp_path / "外" / "c.docx", EVALUATION, unit="青禾县外局")
    try:
        (tmp_path / "里" / "u" / "圈").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "里" / "出").symlink_to(tmp_path / "外", target_is_directory=True)
    except OSError:
        return  # a system that has no links for everyone
    [submission] = selfeval.check(tmp_path / "里").submissions
    assert [file["name"] for file in submission.files] == ["u/a.docx"]


def test_word_and_excel_say_the_same(tmp_path: Path) -> None:
    text = EVALUATION.format(year=2024, unit="青禾县某中心").replace("| 46\n", "| 50\n")
    write_docx(text, tmp_path / "a.docx")
    write_xlsx(text, tmp_path / "a.xlsx")
    first, second = selfeval.check(tmp_path / "a.docx", tmp_path / "a.xlsx").submissions
    assert [(f.code, f.where.label, f.gap) for f in first.findings] == [
        (f.code, f.where.label, f.gap) for f in second.findings
    ]
    assert {f.code for f in first.findings} == {"E107"}


def text_of(report: Report) -> str:
    return json.dumps(to_json(report), ensure_ascii=False)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(6):
        word(tmp_path / f"单位{number}" / "整体.docx", EVALUATION, unit=f"青禾县{number}局")
        word(tmp_path / f"单位{number}" / "项目.docx", PROJECT, unit=f"青禾县{number}局")
    (tmp_path / "单位3" / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    return tmp_path


def test_any_number_of_jobs_gives_the_same_bytes(many: Path, settings: Settings) -> None:
    reports = [text_of(check_all([many], settings, jobs=jobs)) for jobs in (1, 2, 3)]
    assert reports[0] == reports[1] == reports[2]


def test_one_broken_file_costs_only_itself(many: Path, settings: Settings) -> None:
    report = check_all([many], settings, jobs=2)
    assert report.unreadable
    assert len(report.submissions) == 6
    [broken] = [s for s in report.submissions if "F001" in codes(s)]
    assert sorted(kinds(broken)) == ["department-evaluation", "project-evaluation"]


def test_a_killed_worker_loses_no_job(many: Path, settings: Settings) -> None:
    jobs = [Job((Source(path, path.name),), path.name, settings) for path in sorted(many.rglob("整体.docx"))]
    with ProcessPoolExecutor(2) as pool:
        pool.submit(os._exit, 1)
        reports = list(run_on(pool, jobs))
    assert reports == [run(job) for job in jobs]


def test_read_gives_the_models(tmp_path: Path) -> None:
    submission = selfeval.read(word(tmp_path / "a.docx", EVALUATION))
    assert submission.department.form.total.full_year.value == 46
    assert submission.department.form.unit.text == "青禾县某中心"
