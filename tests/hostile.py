"""Files made to do harm, and what each costs when it is checked in a process of its own.

Usage: python tests/hostile.py [NAME …] prints for each case its exit code, seconds and megabytes at the peak.
"""

import json
import os
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
MEGABYTE = 2**20

# What no case may reach: ten times the second and three times the memory that are meant, for a machine may be busy.
MOST_SECONDS, MOST_MEGABYTES = 10, 600
# The high-water mark of the process's own memory: what `getrusage` says may be that of the process that started it.
CHILD = f"""
import atexit, resource, sys

def peak():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1048576)

if sys.platform == "linux":
    resource.setrlimit(resource.RLIMIT_AS, ({MOST_MEGABYTES * MEGABYTE},) * 2)
atexit.register(lambda: print("peak", peak(), file=sys.stderr))
from selfeval.__main__ import main
main()
"""

Members = dict[str, str | bytes | Iterable[bytes]]
Write = Callable[[Path], None]


class Outcome(NamedTuple):
    """What came of a command: `said` and `errors` are what it wrote, `megabytes` its memory at the peak."""

    code: int
    seconds: float
    megabytes: int
    said: str
    errors: str


class Case(NamedTuple):
    """A hostile file. reason: the key of its refusal, empty where it is read; shows: what `show --grid` must say then."""

    suffix: str
    write: Callable[[Path], None]
    reason: str
    shows: tuple[str, ...]


CASES: dict[str, Case] = {}


def case(suffix: str, reason: str = "", *, shows: tuple[str, ...] = ()) -> Callable[[Write], Write]:
    """Puts a function that writes a hostile file among the cases, by its own name."""

    def keep(write: Write) -> Write:
        CASES[write.__name__] = Case(suffix, write, reason, shows)
        return write

    return keep


def run(*words: str) -> Outcome:
    """Runs the command in a process of its own, in the time and memory that it may take at most."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *words],
        capture_output=True,
        encoding="utf-8",
        timeout=MOST_SECONDS,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    seconds = time.perf_counter() - began
    errors, mark, peak = done.stderr.rpartition("peak ")
    return Outcome(done.returncode, seconds, int(peak) if mark else 0, done.stdout, errors if mark else done.stderr)


def check(path: Path) -> Outcome:
    return run("check", str(path), "--format", "json")


def submission(outcome: Outcome) -> dict[str, Any]:
    """The only submission of a report."""
    [found] = json.loads(outcome.said)["submissions"]
    return found


# Packages


def pack(path: Path, members: Members) -> None:
    """Writes a package; a member given in pieces never stands in memory as a whole."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in members.items():
            if isinstance(data, (str, bytes)):
                package.writestr(name, data)
                continue
            with package.open(name, "w") as member:
                for piece in data:
                    member.write(piece)


def relations(*each: tuple[str, str, str]) -> str:
    lines = "".join(f'<Relationship Id="{a}" Type="{OFFICE}/{b}" Target="{c}"/>' for a, b, c in each)
    return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def document(body: str) -> str:
    return f'<w:document xmlns:w="{W}" xmlns:mc="{MC}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>'


def par(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, settings: str = "") -> str:
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{par(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def in_pieces(one: str, times: int, before: str, after: str) -> Iterator[bytes]:
    yield before.encode()
    for _ in range(times):
        yield one.encode()
    yield after.encode()


def body_of(one: str, times: int) -> Iterator[bytes]:
    """A document whose body is the same again and again."""
    before, _, after = document("|").partition("|")
    return in_pieces(one, times, before, after)


def word(path: Path, body: str | Iterable[bytes], parts: Members | None = None) -> None:
    data = document(body) if isinstance(body, str) else body
    pack(path, {"word/document.xml": data, **(parts or {})})


def sheet(rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row(number: object, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def text_at(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def workbook(sheets: Iterable[str] = ("rId1",)) -> str:
    each = "".join(f'<sheet name="表{at}" sheetId="{at}" r:id="{said}"/>' for at, said in enumerate(sheets, 1))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{each}</sheets></workbook>'


def book(path: Path, sheet_xml: str | bytes | Iterable[bytes], parts: Members | None = None) -> None:
    """A workbook of one sheet; `parts` adds members or replaces them."""
    members: Members = {
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook(),
        "xl/_rels/workbook.xml.rels": relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId8", "sharedStrings", "sharedStrings.xml"),
            ("rId9", "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet_xml,
    }
    pack(path, members | (parts or {}))


def styles(formats: str, looks: str) -> str:
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>'


# Packages that lie


@case(".docx", "too-large")
def zip_bomb(path: Path) -> None:
    word(path, body_of(" " * MEGABYTE, 400))


@case(".docx", "damaged")
def zip_bomb_that_lies(path: Path) -> None:
    """Says that a member of 200 MB has a thousand bytes, and gives the sum of the first thousand."""
    word(path, body_of(" " * MEGABYTE, 200))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package, package.open("word/document.xml") as member:
        first = member.read(1000)
    directory = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 16, zlib.crc32(first))
    struct.pack_into("<I", data, directory + 24, len(first))
    path.write_bytes(data)


@case(".xlsx", "too-large")
def sheets_that_are_one_member(path: Path) -> None:
    overlapping(path, quoted=False)


@case(".xlsx", "damaged")
def quoted_overlap_bomb(path: Path) -> None:
    """Each member holds the headers of all that follow it, and then the same kernel."""
    overlapping(path, quoted=True)


def overlapping(path: Path, quoted: bool, sheets: int = 300) -> None:
    """A workbook of hundreds of sheets of a megabyte, all of which end with the same bytes of the file."""
    content = sheet(row(1, text_at("A1", " " * MEGABYTE))).encode()
    book(path, content, {"xl/workbook.xml": workbook([""] * sheets)})
    with zipfile.ZipFile(path) as package:
        plain = [(info.filename.encode(), package.read(info)) for info in package.infolist()[:-1]]
    data, members = b"", []
    for name, said in plain:
        stream = packed(said)
        sizes = (zlib.crc32(said), len(stream), len(said))
        members.append((name, len(data), sizes))
        data += header(b"PK\x03\x04", name, sizes) + name + stream
    stream, tail, backward = packed(content), b"", []
    for at in range(sheets, 0, -1):
        name = f"xl/worksheets/sheet{at}.xml".encode()
        sizes = (zlib.crc32(content), len(stream), len(content))
        head = header(b"PK\x03\x04", name, sizes) + name
        if quoted or not tail:
            tail = head + stream
        backward.append((name, len(tail), sizes))
        if quoted:
            # A stored block, not the last one, that quotes the header of the member that follows.
            stream = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF) + tail
            content = head + content
    end = len(data) + len(tail)
    members += [(name, end - back, sizes) for name, back, sizes in backward]
    entries = b"".join(
        header(b"PK\x01\x02" + struct.pack("<H", 20), name, sizes) + struct.pack("<HHHII", 0, 0, 0, 0, at) + name
        for name, at, sizes in members
    )
    closing = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(members), len(members), len(entries), end, 0)
    path.write_bytes(data + tail + entries + closing)


def packed(data: bytes) -> bytes:
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(data) + squeezer.flush()


def header(start: bytes, name: bytes, sizes: tuple[int, int, int]) -> bytes:
    """What a member's header and its entry in the directory have in common, after their start."""
    return start + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, *sizes, len(name), 0)


@case(".docx", shows=("里面不看",))
def zip_files_in_zip_files(path: Path) -> None:
    for _ in range(3):
        inner = path.read_bytes() if path.exists() else bytes(50 * MEGABYTE)
        word(path, par("里面不看"), {"word/embeddings/inner.zip": inner})


@case(".docx", "too-many-members")
def a_hundred_thousand_members(path: Path) -> None:
    word(path, par("自评"), {f"word/media/{at}.png": b"" for at in range(100_000)})


@case(".docx", "unsafe-name")
def path_that_leads_out(path: Path) -> None:
    word(path, par("自评"), {"../../evil.xml": b"x"})


@case(".xlsx", "unsafe-name")
def path_from_the_root(path: Path) -> None:
    book(path, sheet(""), {"/etc/passwd": b"x"})


# What XML may declare


@case(".docx", "dtd")
def entity_bomb(path: Path) -> None:
    pack(path, {"word/document.xml": laughter()})


@case(".xlsx", "dtd")
def entity_bomb_in_the_strings(path: Path) -> None:
    cells = row(1, '<c r="A1" t="s"><v>0</v></c>')
    book(path, sheet(cells), {"xl/sharedStrings.xml": laughter()})


def laughter() -> str:
    more = "".join(f'<!ENTITY l{at + 1} "{f"&l{at};" * 10}">' for at in range(9))
    return f'<!DOCTYPE a [<!ENTITY l0 "ha">{more}]>' + document(par("&l9;"))


@case(".docx", "dtd")
def external_entity(path: Path) -> None:
    declared = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    pack(path, {"word/document.xml": declared + document(par("&x;"))})


@case(".docx", "dtd")
def document_type_elsewhere(path: Path) -> None:
    declared = '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">'
    pack(path, {"word/document.xml": declared + document(par("自评"))})


# What a document holds


@case(".docx", "too-deep")
def nested_tables(path: Path) -> None:
    word(path, within("<w:tbl><w:tr><w:tc>", 5000, par("底"), "</w:tc></w:tr></w:tbl>"))


@case(".docx", "too-deep")
def nested_text_boxes(path: Path) -> None:
    opening = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
    closing = "</w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>"
    word(path, within(opening, 1000, par("底"), closing))


@case(".docx", "too-deep")
def text_boxes_just_too_deep(path: Path) -> None:
    word(path, within("<w:p><w:txbxContent>", 60, par("底"), "</w:txbxContent></w:p>"))


@case(".docx", shows=("选",))
def nested_fallbacks(path: Path) -> None:
    opening = "<mc:AlternateContent><mc:Choice><w:r><w:t>选</w:t></w:r></mc:Choice><mc:Fallback>"
    word(path, f"<w:p>{within(opening, 100, '', '</mc:Fallback></mc:AlternateContent>')}</w:p>")


def within(opening: str, times: int, inner: str, closing: str) -> str:
    return opening * times + inner + closing * times


@case(".docx", "too-large")
def forty_texts_of_nine_megabytes(path: Path) -> None:
    word(path, body_of(par("a" * 9 * MEGABYTE), 40))


@case(".docx", "too-large")
def text_of_eleven_megabytes(path: Path) -> None:
    word(path, par("a" * 11 * MEGABYTE))


@case(".docx", "too-large")
def attribute_of_eleven_megabytes(path: Path) -> None:
    word(path, f'<w:p w:a="{"a" * 11 * MEGABYTE}"/>')


@case(".docx", shows=("自评",))
def attribute_of_nine_megabytes(path: Path) -> None:
    word(path, par("自评") + f'<w:p w:a="{"a" * 9 * MEGABYTE}"/>')


@case(".docx", "too-many-elements")
def million_empty_elements(path: Path) -> None:
    word(path, body_of("<w:p/>" * 1000, 1001))


SIGNS = ("1", "0", "一", "百", "万", ".", ",", "，", "%", "（", "(", "）", "、", "；", "：", ":", "/", "-", "~", "≥", "年", "月", "元", "人", "第", "是", " ", "\u3000", "1 ", "1、", "1.", "（1）", "1,", "10分", "万元", "大于", "2024年", "单位：", "三公经费", "□")  # fmt: skip


@case(".docx")
def signs_without_end(path: Path) -> None:
    """Each sign that a pattern may look for, again and again: in a title, a paragraph, a label and a figure's cell."""
    texts = [sign * (20_000 // len(sign)) for sign in SIGNS]
    head = "".join(map(cell, ("项目", "2023年决算数", "2024年预算数", "2024年决算数")))
    rows = (cell("会议费") + cell(text) + cell("2") + cell(text) for text in texts)
    labels = (cell(text) + cell("1") + cell("2") + cell("3") for text in texts)
    titles = "".join(par("2024年度部门整体支出绩效报告" + text) for text in texts)
    word(path, par("某县2024年度部门整体支出绩效评价基础数据表") + table(head, *rows, *labels) + titles)


@case(".docx", shows=("跨列", "九十八"))
def span_of_two_thousand_million(path: Path) -> None:
    span = '<w:gridSpan w:val="2000000000"/>'
    word(path, table(cell("跨列", span) + cell("右"), cell("左") + cell("九十八")))


@case(".docx", shows=("跨列", "右"))
def span_of_a_hundred_thousand_digits(path: Path) -> None:
    word(path, table(cell("跨列", f'<w:gridSpan w:val="{"9" * 100_000}"/>') + cell("右")))


@case(".docx", shows=("甲", "乙", "丙"))
def negative_spans(path: Path) -> None:
    first = '<w:trPr><w:gridBefore w:val="-2000000000"/></w:trPr>' + cell("甲", '<w:gridSpan w:val="-5"/>') + cell("乙")
    word(path, table(first, '<w:trPr><w:gridBefore w:val="2000000000"/></w:trPr>' + cell("丙")))


@case(".docx", shows=("无头", "续", "丁"))
def merges_without_a_start(path: Path) -> None:
    down, across = "<w:vMerge/>", '<w:hMerge w:val="continue"/>'
    word(path, table(cell("无头", down) + cell("乙"), cell("续", down) + cell("丁", across), cell("戊", across)))


@case(".docx", shows=("循环",))
def relations_in_a_circle(path: Path) -> None:
    part = "word/_rels/document.xml.rels"
    word(
        path,
        par("循环") + '<w:altChunk r:id="rId1"/>',
        {
            "_rels/.rels": relations(
                ("rId1", "officeDocument", "word/document.xml"), ("rId2", "package", "_rels/.rels")
            ),
            part: relations(("rId1", "aFChunk", "document.xml"), ("rId2", "subDocument", "_rels/document.xml.rels")),
            "word/_rels/_rels/document.xml.rels.rels": relations(("rId1", "package", "document.xml.rels")),
        },
    )


@case(".docx")
def relations_without_end(path: Path) -> None:
    one = f'<Relationship Id="a" Type="{OFFICE}/image" Target="a/../../b.png"/>'
    before, after = f'<Relationships xmlns="{PACKAGE}">', "</Relationships>"
    word(path, par("自评"), {"word/_rels/document.xml.rels": in_pieces(one, 90_000, before, after)})


@case(".docx")
def things_to_report_without_end(path: Path) -> None:
    """Hidden runs, embedded objects and chunks from elsewhere, tens of thousands of each."""
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>98</w:t></w:r></w:p>"
    chunks = "".join(f'<w:altChunk r:id="n{at}"/>' for at in range(30_000))
    objects = relations(*((f"rId{at}", "oleObject", f"embeddings/{at}.bin") for at in range(30_000)))
    word(path, hidden * 30_000 + chunks, {"word/_rels/document.xml.rels": objects})


# What a workbook holds


@case(".xlsx", shows=("A1 头", "XFD1048576 尾"))
def two_cells_far_apart(path: Path) -> None:
    book(path, sheet(row(1, text_at("A1", "头")) + row(1_048_576, text_at("XFD1048576", "尾"))))


@case(".xlsx", shows=("A1 实",))
def dimension_that_lies(path: Path) -> None:
    book(path, sheet(row(1, text_at("A1", "实")), '<dimension ref="A1:XFD1048576"/>'))


@case(".xlsx")
def overlapping_merges(path: Path) -> None:
    rows = "".join(row(at, text_at(f"A{at}", "甲"), text_at(f"B{at}", "乙")) for at in range(1, 1001))
    merges = "".join(f'<mergeCell ref="A{at}:B{at + 1}"/>' for at in range(1, 40_001))
    book(path, sheet(rows, after=f"<mergeCells>{merges}</mergeCells>"))


@case(".xlsx", "too-many-cells")
def merges_of_the_whole_sheet(path: Path) -> None:
    rows = "".join(row(at, text_at(f"A{at}", "首")) for at in range(1, 2001))
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 80_000
    book(path, sheet(rows, after=f"<mergeCells>{merges}</mergeCells>"))


@case(".xlsx")
def values_under_a_merge_without_end(path: Path) -> None:
    rows = "".join(row(at, f'<c r="A{at}"><v>{at}</v></c>') for at in range(1, 60_001))
    book(path, sheet(rows, after='<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>'))


@case(".xlsx")
def strings_out_of_range(path: Path) -> None:
    cells = row(1, '<c r="A1" t="s"><v>999999999999</v></c>', '<c r="B1" t="s"><v>-1</v></c>')
    book(path, sheet(cells), {"xl/sharedStrings.xml": few_strings()})


@case(".xlsx")
def strings_nowhere(path: Path) -> None:
    cells = "".join(row(at, f'<c r="A{at}" t="s"><v>{at}</v></c>') for at in range(1, 50_001))
    book(path, sheet(cells), {"xl/sharedStrings.xml": few_strings()})


def few_strings() -> str:
    return f'<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000"><si><t>仅有</t></si></sst>'


@case(".xlsx", shows=tuple(f"第{at}行" for at in (0, 1, 2, 4, 5, 6, 7, 8)))
def odd_row_numbers(path: Path) -> None:
    """Out of order, twice, negative, zero, huge, none; a second text in one place is said to be unread."""
    places = [("A", 5), ("A", 3), ("B", 3), ("A", 5), ("A", -7), ("A", 0), ("A", 10**30), ("A", "x"), ("ZZZZ", 9)]
    rows = [row(number, text_at(f"{letter}{number}", f"第{at}行")) for at, (letter, number) in enumerate(places)]
    book(path, sheet("".join(rows)))


@case(".xlsx", "damaged")
def row_of_row_numbers(path: Path) -> None:
    book(path, sheet("<row" + ' r="1"' * 1_500_000 + "<"))


@case(".xlsx", shows=("98.50",))
def cell_styles_without_end(path: Path) -> None:
    code = '<numFmt numFmtId="164" formatCode="0.00"/>'
    book(path, styled(), {"xl/styles.xml": styles(code, '<xf numFmtId="164"/>' * 100_000)})


@case(".xlsx", shows=("98.5",))
def number_formats_of_a_megabyte(path: Path) -> None:
    long = "0#?;" * (MEGABYTE // 4)
    codes = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{long}"/>' for at in range(8))
    looks = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(8))
    book(path, styled(), {"xl/styles.xml": styles(codes, looks)})


@case(".xlsx")
def number_formats_without_end(path: Path) -> None:
    codes = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="[&gt;{at}]{"0" * 200}.0;0"/>' for at in range(30_000))
    looks = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(30_000))
    cells = "".join(row(at + 1, f'<c r="A{at + 1}" s="{at}"><v>98.5</v></c>') for at in range(30_000))
    book(path, sheet(cells), {"xl/styles.xml": styles(codes, looks)})


def styled() -> str:
    return sheet(row(1, *(f'<c r="{letter}1" s="{at}"><v>98.5</v></c>' for at, letter in enumerate("ABCDEFGH"))))


@case(".xlsx", shows=("A1 头",))
def workbook_relations_in_a_circle(path: Path) -> None:
    book(
        path,
        sheet(row(1, text_at("A1", "头")), after='<drawing r:id="rId1"/>'),
        {
            "xl/workbook.xml": workbook(["rId1", "rId2", "rId3"]),
            "xl/_rels/workbook.xml.rels": relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "worksheet", "workbook.xml"),
                ("rId3", "worksheet", "_rels/workbook.xml.rels"),
                ("rId8", "sharedStrings", "workbook.xml"),
                ("rId9", "styles", "worksheets/sheet1.xml"),
            ),
            "xl/worksheets/_rels/sheet1.xml.rels": relations(("rId1", "drawing", "sheet1.xml")),
        },
    )


@case(".xlsx")
def sheets_that_are_one_part(path: Path) -> None:
    rows = "".join(row(at, text_at(f"A{at}", "又来")) for at in range(1, 1001))
    book(path, sheet(rows), {"xl/workbook.xml": workbook(["rId1"] * 9000)})


@case(".xlsx", "too-many-members")
def sheets_nowhere(path: Path) -> None:
    book(path, sheet(""), {"xl/workbook.xml": workbook(["rId7"] * 150_000)})


def main(names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        for name in names or CASES:
            path = Path(folder) / f"{name}{CASES[name].suffix}"
            CASES[name].write(path)
            try:
                done = check(path)
            except subprocess.TimeoutExpired:
                print(f"  more than {MOST_SECONDS} s   {name}", flush=True)
            else:
                print(f"{done.code} {done.seconds:6.2f} s {done.megabytes:4} MB  {name}", flush=True)
            path.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
