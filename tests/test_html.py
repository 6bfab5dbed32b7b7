"""The pages for a browser, as text: nothing leaves them, nothing in a form becomes markup, and every finding stands where it belongs."""

import re
import subprocess
import sys
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from plain_files import write_docx, write_xlsx
from selfeval.batch import check_all
from selfeval.config import DEFAULTS, settings_of
from selfeval.pages import fold
from selfeval.renderers import FOLDERS, RENDERERS, Style
from selfeval.renderers.names import file_names
from selfeval.report import Drawn, Report, SubmissionReport, to_json

SAMPLES = Path(__file__).parents[1] / "samples"
SETTINGS = settings_of(DEFAULTS)._replace(pages=True)
ZH = Style("zh")
SCRIPT = "<script>alert(1)</script>"
EVALUATION = """2024年度部门整体支出绩效自评表
单位名称 | {unit} | < | <
年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
年度资金总额 | 46 | 46 | 50
其中：一般公共预算 | {cell} | 46 | 50
"""
VOID = {"meta", "link", "br", "input", "img", "hr"}


class Tags(HTMLParser):
    """The tags of a page, its ids and links, what it would load, and whether each tag is closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.text: list[str] = []
        self.marked: dict[str, str] = {}
        self.open: list[str] = []
        self.cell = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        self.loads += [given[name] for name in ("src", "srcset", "data", "action", "poster") if name in given]
        if tag == "link":
            self.loads.append(given["href"])
        assert not [name for name in given if name.startswith("on")]
        if tag in ("td", "p"):
            self.cell = ""
        if given.get("class", "").startswith("m f"):
            self.marked[given["id"]] = self.cell
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and "p" not in self.open:
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        self.cell += data


def checked(*paths: Path) -> Report:
    return check_all(list(paths), SETTINGS)


def page_of(path: Path, style: Style = ZH) -> str:
    page = RENDERERS["html"](checked(path), style)
    assert isinstance(page, str)
    return page


def word(path: Path, unit: str = "青禾县某中心", cell: str = "46") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_docx(EVALUATION.format(unit=unit, cell=cell), path)
    return path


@pytest.fixture(scope="module", params=["errors.docx", "errors.xlsx"])
def sample(request: pytest.FixtureRequest) -> tuple[SubmissionReport, str]:
    report = checked(SAMPLES / request.param)
    page = RENDERERS["html"](report, ZH)
    assert isinstance(page, str)
    return report.submissions[0], page


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_page_stands_alone(language: str) -> None:
    page = page_of(SAMPLES / "errors.docx", Style(language))
    tags = Tags(page)
    assert not tags.open
    assert not [at for at in tags.loads if not at.startswith("data:")]
    assert not re.search(r"https?:|url\(|@import", page)
    assert "Content-Security-Policy" in page
    assert len(set(tags.ids)) == len(tags.ids)
    assert {link[1:] for link in tags.links if link.startswith("#")} <= set(tags.ids)
    assert not [link for link in tags.links if not link.startswith("#")]


def test_what_stands_in_a_cell_is_text(tmp_path: Path) -> None:
    hostile = f"""{SCRIPT}" onmouseover='x' </style><img src=x>{{{{ 7*7 }}}}"""
    for write, name in ((write_docx, "a.docx"), (write_xlsx, "a.xlsx")):
        write(EVALUATION.format(unit=hostile, cell=hostile), tmp_path / name)
        page = page_of(tmp_path / name)
        tags = Tags(page)
        assert tags.tags.count("script") == 1
        assert "img" not in tags.tags
        assert SCRIPT not in page
        assert SCRIPT in "".join(tags.text)
        assert "{{ 7*7 }}" in "".join(tags.text)
        index = dict(FOLDERS["html"](checked(tmp_path / name), ZH))["index.html"]
        assert SCRIPT not in index
        assert Tags(index).tags.count("script") == 1


def test_the_file_name_is_text(tmp_path: Path) -> None:
    try:
        path = word(tmp_path / "<b onclick=x>&.docx")
    except OSError:
        return  # a system that has no such names
    assert "<b onclick" not in page_of(path)


def test_every_finding_has_its_mark_and_its_note(sample: tuple[SubmissionReport, str]) -> None:
    """In the very cell: what is written there stands before the mark."""
    submission, page = sample
    tags = Tags(page)
    notes = re.findall(r'<li class="note [^"]*" id="n(\d+)"', page)
    assert len(notes) == len(submission.findings) + len({(u.where, u.why["zh"]) for u in submission.unknown})
    assert {f"m{number}" for number in notes} == set(tags.marked)
    texts = {(p.file, part, box.ref): box.text for p in submission.pages for part, box in boxes(p.blocks)}
    bodies = {piece.partition('id="n')[2].partition('"')[0]: piece for piece in page.split('<li class="note ')[1:]}
    for f in submission.findings:
        told = (f"{f.code}</span>", f.where.label, f.message["zh"])
        [number] = [n for n, body in bodies.items() if all(words in body.partition("</ol>")[0] for words in told)]
        words = "".join(tags.marked[f"m{number}"].split())
        assert words[:4] == "".join(texts[f.where[:3]].split())[:4], (f.code, f.where, words)


def boxes(blocks: Sequence[object]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for block in blocks:
        if isinstance(block, Drawn):
            found += [(block.part, box) for row in block.rows for box in row.boxes]
        else:
            found.append((block.part, block.box))
    return found


def test_every_row_of_a_table_is_as_wide_as_the_table(sample: tuple[SubmissionReport, str]) -> None:
    for page in sample[0].pages:
        for table in (block for block in page.blocks if isinstance(block, Drawn)):
            filled = [0] * len(table.rows)
            for at, row in enumerate(table.rows):
                for box in row.boxes:
                    for down in range(at, at + box.rows):
                        filled[down] += box.cols
            assert set(filled) == {len(table.columns)}


def test_the_words_of_a_claim_are_underlined() -> None:
    [submission] = checked(SAMPLES / "errors.docx").submissions
    prose = [block.box for block in submission.pages[0].blocks if not isinstance(block, Drawn)]
    spans = [box.text[span.start : span.end] for box in prose for span in box.spans]
    assert len(spans) == submission.prose[0]
    assert "完成预算的89%" in spans
    page = page_of(SAMPLES / "errors.docx")
    assert 'class="q checked" data-t="三公经费 · 完成预算">完成预算的89%</span>' in page
    assert re.search(r'class="q checked k\d+ s-error">下降52%<a class="m f s-error c-N103"', page)
    assert 'class="q lost"' in page


def test_folding_keeps_each_character_s_place() -> None:
    text = "三公 经费（8 万元）依次"
    folded, places = fold(text)
    assert folded == "三公经费(8万元)分别"
    assert [text[at] for at in places[:4]] == list("三公经费")


def test_filters_are_there_for_each_severity_and_code(sample: tuple[SubmissionReport, str]) -> None:
    submission, page = sample
    for kind in ("error", "missing", "verify", "style", "unknown", "unused"):
        assert f'type="checkbox" id="s-{kind}" checked' in page
        assert f"body:has(#s-{kind}:not(:checked)) .f.s-{kind}" in page
    for code in {f.code for f in submission.findings}:
        assert f'id="c-{code}"' in page
        assert f"body:has(#c-{code}:checked) .f:not(.c-{code})" in page


def test_what_was_not_checked_never_looks_right(tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    page = page_of(broken)
    assert "有文件读不出来" in page
    assert "没有认出任何自评表或报告" in page
    write_docx("不认识的表\n甲 | 乙\n12.5 | 13.5\n", tmp_path / "别的.docx")
    assert "这张表没有认出，其中的数字没有核对" in page_of(tmp_path / "别的.docx")
    report = checked(SAMPLES / "errors.docx")
    report.submissions[0].crashed.append({"code": "B101", "error": "ValueError: x", "where": "BasicData"})
    report.submissions[0].skipped.append({"code": "E101", "why": "deselected"})
    told = str(RENDERERS["html"](report, ZH))
    assert "程序出错，未完成的检查" in told
    assert "ValueError: x" in told
    assert "1 条规则按设置没有核对" in told
    assert "这个数字核对过，都相符" in told


def test_a_tick_is_only_where_all_that_looked_held() -> None:
    report = checked(SAMPLES / "errors.docx")
    [submission] = report.submissions
    spoken = {f.where[:3] for f in submission.findings} | {
        u.where[:3] for u in (*submission.unknown, *submission.unused)
    }
    spoken |= {proof.where[:3] for f in submission.findings for proof in f.evidence}
    page = str(RENDERERS["html"](report, ZH))
    ticked = re.findall(r'<td[^>]* class="(?:\w+ )*t(?: \w+)*"[^>]*>', page)
    held = [
        box
        for part, box in boxes(submission.pages[0].blocks)
        if box.looked and not box.spans and part != "text" and ("errors.docx", part, box.ref) not in spoken
    ]
    assert len(ticked) == len(held) > 50
    assert not [tag for tag in ticked if re.search(r" [ke]\d", tag)]


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "selfeval", "check", str(SAMPLES / "errors.docx"), "--format", "html"]
    runs = {
        subprocess.run(
            command, capture_output=True, env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}, check=False
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    folders = []
    for number in range(3):
        word(tmp_path / "u" / f"{number}局" / "a.docx", f"青禾县{number}局")
    for jobs in (1, 2):
        report = check_all([tmp_path / "u"], SETTINGS, jobs=jobs)
        folders.append(list(FOLDERS["html"](report, ZH)))
    assert folders[0] == folders[1]


def test_a_page_is_small_also_where_the_file_is_not(tmp_path: Path) -> None:
    assert len(page_of(SAMPLES / "errors.xlsx").encode()) < 300_000
    rows = "".join(f"第{number}项 | {number}.5 | {'很长的说明' * 8} | <\n" for number in range(6000))
    write_xlsx(EVALUATION.format(unit="青禾县某中心", cell="46") + rows, tmp_path / "大.xlsx")
    page = page_of(tmp_path / "大.xlsx")
    assert "行没有画出，见原文件" in page
    assert "E107" in page
    assert len(page.encode()) < 1_000_000


def test_the_json_is_the_same_with_and_without_pages() -> None:
    path = SAMPLES / "errors.docx"
    assert to_json(checked(path)) == to_json(check_all([path], SETTINGS._replace(pages=False)))


def submission(unit: str, year: int | None = 2024, name: str = "a.docx") -> SubmissionReport:
    return SubmissionReport(name, unit, year)


def test_file_names_are_safe_and_apart() -> None:
    odd = [
        "../../etc/passwd",
        "甲局",
        "甲局",
        "Ａ局",
        "A局",
        "a局",
        "con",
        "index",
        "",
        "长" * 300,
        "a\u202eb",
        "C:\\x",
        ".",
        " ",
    ]
    names = file_names(
        [submission(unit) for unit in odd] + [submission("index", None), submission("", None, "..")], ".html"
    )
    assert len({name.casefold() for name in names}) == len(odd) + 2
    assert "甲局-2024.html" in names
    for name in names:
        assert not re.search(r'[\\/:*?"<>|\x00-\x1f\u202e]', name)
        assert not name.startswith((".", " "))
        assert len(name.encode()) < 255
    assert "index.html" not in names


def test_an_index_of_five_hundred_is_small_and_links_each() -> None:
    report = Report([submission(f"青禾县第{number}局", name=f"第{number}局/材料.docx") for number in range(500)])
    files = dict(FOLDERS["html"](report, ZH))
    assert list(files)[-1] == "index.html"
    assert len(files["index.html"].encode()) < 1_000_000
    from urllib.parse import unquote

    links = [unquote(link) for link in Tags(files["index.html"]).links if not link.startswith("#")]
    assert links == [name for name in files if name != "index.html"]


def run(*words: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "selfeval", "check", *map(str, words)],
        capture_output=True,
        env={"PYTHONUTF8": "1"},
        check=False,
    )


def test_one_submission_is_a_file_and_several_are_a_folder(tmp_path: Path) -> None:
    for number in range(2):
        word(tmp_path / "in" / f"{number}局" / "a.docx", f"青禾县{number}局")
    assert run(tmp_path / "in" / "0局" / "a.docx", "--format", f"html={tmp_path / '一.html'}").returncode == 1
    assert "青禾县0局" in (tmp_path / "一.html").read_text("utf-8")
    assert run(tmp_path / "in", "--format", "html", "-o", tmp_path / "页").returncode == 1
    names = sorted(path.name for path in (tmp_path / "页").iterdir())
    assert names == ["index.html", "青禾县0局-2024.html", "青禾县1局-2024.html"]
    index = (tmp_path / "页" / "index.html").read_text("utf-8")
    assert "青禾县1局" in index
    assert 'href="index.html"' in (tmp_path / "页" / "青禾县0局-2024.html").read_text("utf-8")
    # Again into the same folder, and one submission into a folder that is there.
    assert run(tmp_path / "in", "--format", f"html={tmp_path / '页'}").returncode == 1
    assert run(tmp_path / "in" / "0局" / "a.docx", "--format", f"html={tmp_path / '页'}").returncode == 1


def test_several_submissions_do_not_go_to_standard_output_or_into_a_file(tmp_path: Path) -> None:
    for number in range(2):
        word(tmp_path / "in" / f"{number}局" / "a.docx", f"青禾县{number}局")
    done = run(tmp_path / "in", "--format", "html")
    assert (done.returncode, done.stdout) == (2, b"")
    (tmp_path / "有").write_text("x", "utf-8")
    done = run(tmp_path / "in", "--format", f"html={tmp_path / '有'}")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "有").read_text("utf-8") == "x"


def test_a_text_check_loads_nothing_of_it(tmp_path: Path) -> None:
    code = "import sys; sys.argv[1:] = ['check', sys.argv[1]]\nfrom selfeval.cli import cli\ntry:\n cli.main()\nfinally:\n sys.stderr.write(str({'jinja2', 'selfeval.pages'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(word(tmp_path / "a.docx"))],
        capture_output=True,
        env={"PYTHONUTF8": "1"},
        check=False,
    )
    assert done.stderr.decode().strip().endswith("set()")
