"""The findings and the figures as a workbook for people: filters, frozen heads, wrapped text; the same report gives the same bytes."""

import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from selfeval.renderers import Style
from selfeval.renderers.rows import CELL, rows
from selfeval.renderers.text import SEVERITY_WORDS, Voice, cut
from selfeval.renderers.timeless import without_time
from selfeval.renderers.told import VERDICTS, legal, place, shown
from selfeval.report import Report


class Column(NamedTuple):
    """A column: its head in both languages, and its width in characters."""

    zh: str
    en: str
    width: int


FINDINGS = {
    "unit": Column("单位", "Unit", 24),
    "year": Column("年度", "Year", 7),
    "file": Column("文件", "File", 20),
    "code": Column("代码", "Code", 7),
    "name": Column("规则", "Rule", 20),
    "severity": Column("级别", "Severity", 9),
    "verdict": Column("结论", "Verdict", 9),
    "title": Column("问题", "Title", 28),
    "message": Column("说明", "Message", 60),
    "said": Column("填报数", "Said", 16),
    "ought": Column("应为", "Ought", 16),
    "gap": Column("差额", "Gap", 10),
    "place": Column("位置", "Place", 16),
    "label": Column("栏目", "Label", 30),
    "hint": Column("提示", "Hint", 30),
    "remark": Column("认可、说明", "Accepted, answered", 30),
    "fingerprint": Column("标识", "Fingerprint", 18),
}
FIGURES = {
    "unit": Column("单位", "Unit", 24),
    "year": Column("年度", "Year", 7),
    "file": Column("文件", "File", 20),
    "use": Column("用途", "Use", 12),
    "code": Column("代码", "Code", 7),
    "place": Column("位置", "Place", 16),
    "label": Column("栏目", "Label", 40),
    "text": Column("填写内容", "Text", 24),
    "fingerprint": Column("标识", "Fingerprint", 18),
}
WORDS = {
    "evidence": ("核对依据", "evidence"),
    "findings": ("问题", "Findings"),
    "figures": ("数字", "Figures"),
    "left-out": ("另有 {} 行放不下，请用 csv 格式", "{} more rows do not fit, see the csv format"),
}
# Excel has 1,048,576 rows; one is the head, one says what was left out.
MOST_ROWS = 1_048_574
Content = str | Decimal


def xlsx(report: Report, style: Style) -> bytes:
    voice = Voice(style)
    return workbook(
        [
            (voice.pair(*WORDS["findings"]), list(FINDINGS.values()), finding_cells(report, voice)),
            (voice.pair(*WORDS["figures"]), list(FIGURES.values()), figure_cells(report, voice)),
        ],
        voice,
    )


def workbook(sheets: Iterable[tuple[str, Sequence[Column], Iterable[Sequence[Content]]]], voice: Voice) -> bytes:
    """A workbook of tables; each is its name, its columns and its rows."""
    book = Workbook(write_only=True)
    for name, columns, lines in sheets:
        fill_sheet(book, name, columns, lines, voice)
    out = io.BytesIO()
    book.save(out)
    return without_time(out.getvalue())


def finding_cells(report: Report, voice: Voice) -> Iterator[list[Content]]:
    for row in rows(report, voice.style):
        severity = voice.severity(row.severity) if row.severity in SEVERITY_WORDS else row.severity
        line: list[Content] = list(row._replace(verdict=voice.pair(*VERDICTS[row.verdict]), severity=severity))
        yield [number(cell) if name in ("year", "gap") else cell for name, cell in zip(row._fields, line, strict=True)]


def number(text: Content) -> Content:
    return Decimal(text) if text else text


def figure_cells(report: Report, voice: Voice) -> Iterator[list[Content]]:
    """The figures that no check looked at, and those that a finding rests on."""
    unused, evidence = voice.pair(*VERDICTS["unused"]), voice.pair(*WORDS["evidence"])
    for s in report.submissions:
        unit, year = s.unit or s.name, number(str(s.year or ""))
        for f in shown(s, voice.style):
            for proof in f.evidence:
                there = [place(proof.where, voice), proof.where.label, proof.text]
                yield [unit, year, proof.where.file, evidence, f.code, *there, f.fingerprint]
        for figure in s.unused:
            there = [place(figure.where, voice), figure.label, figure.text]
            yield [unit, year, figure.where.file, unused, "", *there, ""]


def fill_sheet(
    book: Any, name: str, columns: Sequence[Column], lines: Iterable[Sequence[Content]], voice: Voice
) -> None:
    sheet = book.create_sheet(name.replace(" / ", " "))
    for at, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.freeze_panes = "A2"
    bold, grey = Font("Calibri", 11, bold=True), PatternFill("solid", fgColor="DDE6F0")
    wrapped = Alignment(vertical="top", wrap_text=True)
    heads = [voice.pair(column.zh, column.en) for column in columns]
    sheet.append([text_cell(sheet, head, font=bold, fill=grey, alignment=wrapped) for head in heads])
    written = left_out = 0
    for line in lines:
        if written == MOST_ROWS:
            left_out += 1
            continue
        sheet.append([a_cell(sheet, content, wrapped) for content in line])
        written += 1
    if left_out:
        note = voice.pair(*(words.format(left_out) for words in WORDS["left-out"]))
        sheet.append([text_cell(sheet, note, font=bold)])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{written + 1}"


def a_cell(sheet: Any, content: Content, alignment: Alignment) -> Any:
    """A cell of a number, which Excel can sum and shows with the digits that it was written with, or of text."""
    if isinstance(content, str):
        return text_cell(sheet, content, alignment=alignment)
    cell = WriteOnlyCell(sheet, content)
    cell.alignment = alignment
    digits = -min(int(content.as_tuple().exponent), 0)
    cell.number_format = f"0.{'0' * digits}" if digits else "0"
    return cell


def text_cell(sheet: Any, text: str, **looks: Any) -> Any:
    """A cell of text, whatever the text begins with: `=1+1` is no formula and `#N/A` no error, now or when it is edited."""
    cell = WriteOnlyCell(sheet, cut(legal(text), CELL) or None)
    for name, look in looks.items():
        setattr(cell, name, look)
    if text:
        cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True
    return cell
