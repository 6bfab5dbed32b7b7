"""What LibreOffice really makes of older formats; `make office` runs these, and they need it installed."""

from pathlib import Path

import pytest

import selfeval
from selfeval.parsers import office, read
from selfeval.parsers.office import Task, conversions
from selfeval.renderers import RENDERERS, Style
from selfeval.report import Report, to_json

SAMPLES = Path(__file__).parents[2] / "samples"

pytestmark = pytest.mark.skipif(office.found() is None, reason="LibreOffice is not installed")


def made(sample: str, folder: Path, to: str, reads_as: str = "") -> Path:
    """A sample in an older format, as LibreOffice writes it."""
    source = SAMPLES / sample
    with conversions({source: Task(source.suffix, to, reads_as)}) as done:
        converted = done[source].path
        assert converted is not None
        return converted.rename(folder / f"{source.stem}.{to}")


def said(report: Report, name: str) -> str:
    text = str(to_json(report)["submissions"]).replace(name, "")
    for file in report.submissions[0].files:
        text = text.replace(file["sha256"], "")
    return text


@pytest.mark.parametrize("to", ["doc", "rtf", "odt", "html"])
def test_a_word_sample_gives_the_findings_of_its_docx(to: str, tmp_path: Path) -> None:
    path = made("errors.docx", tmp_path, to)
    report = selfeval.check(path)
    assert f"{path.name}（经 LibreOffice 转换后读取）" in RENDERERS["text"](report, Style("zh"))
    assert said(report, path.name) == said(selfeval.check(SAMPLES / "errors.docx"), "errors.docx")


@pytest.mark.parametrize("to", ["xls", "ods"])
def test_an_excel_sample_gives_the_findings_of_its_xlsx(to: str, tmp_path: Path) -> None:
    path = made("errors.xlsx", tmp_path, to)
    assert said(selfeval.check(path), path.name) == said(selfeval.check(SAMPLES / "errors.xlsx"), "errors.xlsx")


def test_a_page_that_is_named_like_a_sheet_keeps_its_figures(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='utf-8'></head><body><table><tr><td rowspan=2>三公经费<td>12.50<tr><td>98%</table>"
    )
    path = tmp_path / "自评.xls"
    path.write_text(page + " " * 300 + "</body></html>", "utf-8")
    document = read(path)
    assert document.converted == ".html"
    [grid] = [block for block in document.blocks if hasattr(block, "rows")]
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [["三公经费", "12.50"], ["三公经费", "98%"]]


def test_several_files_in_one_go_and_one_that_is_none(tmp_path: Path) -> None:
    paths = [made("errors.docx", tmp_path, "doc"), made("clean.docx", tmp_path, "rtf")]
    broken = tmp_path / "坏.doc"
    broken.write_bytes(paths[0].read_bytes()[:9000])
    report = selfeval.check(*paths, broken)
    assert [{f.code for f in s.findings} & {"F001", "F002", "B201"} for s in report.submissions][:2] == [
        {"B201"},
        set(),
    ]
    assert report.submissions[2].findings[0].code in ("F001", "F002")
