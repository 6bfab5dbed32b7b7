"""What a check costs, as ratios in one run: against the floor, python-docx, openpyxl and calamine, and in rows, process and memory.

Usage: python bench/bench.py [FILE.docx …]; without files the samples, and the reference submission where it lies beside the project.
The floor: zipfile reads the parts, lxml parses them, one pass gives each table as rows of cell texts and each paragraph as text.
"""

import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
import python_calamine
from lxml import etree

from selfeval.batch import Job, run
from selfeval.config import Config, settings_of
from selfeval.engine import check_submission
from selfeval.folders import Source
from selfeval.layout.gather import lay_out
from selfeval.layout.labels import load_labels
from selfeval.parsers import read
from selfeval.rules import all_rules

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "samples"), str(ROOT / "reference")]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SETTINGS = settings_of(Config())
LABELS = load_labels()
ROUNDS = 40
IMPORTS = """
import click, lxml.etree, pydantic
class Model(pydantic.BaseModel):
    name: str = ""
"""


def floor_docx(path: Path) -> list[object]:
    body = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))[0]
    found: list[object] = []
    for block in body.iterchildren():
        if block.tag == W + "tbl":
            rows = block.iterchildren(W + "tr")
            found.append(
                [["".join(t.text or "" for t in c.iter(W + "t")) for c in r.iterchildren(W + "tc")] for r in rows]
            )
        else:
            found.append("".join(t.text or "" for t in block.iter(W + "t")))
    return found


def floor_xlsx(path: Path) -> list[object]:
    package = zipfile.ZipFile(path)
    names = package.namelist()
    shared: list[str] = []
    if "xl/sharedStrings.xml" in names:
        shared = [
            "".join(t.text or "" for t in si.iter(S + "t"))
            for si in etree.fromstring(package.read("xl/sharedStrings.xml"))
        ]
    found: list[object] = []
    for name in names:
        if name.startswith("xl/worksheets/sheet"):
            for row in etree.fromstring(package.read(name)).iter(S + "row"):
                found.append([cell_text(cell, shared) for cell in row])
    return found


def cell_text(cell: etree._Element, shared: list[str]) -> str:
    value = cell.findtext(S + "v") or ""
    return shared[int(value)] if cell.get("t") == "s" else value


def whole(path: Path) -> object:
    return run(Job((Source(path, path.name),), path.name, SETTINGS))


def row_cells(path: Path) -> object:
    return [[cell.text for cell in row.cells] for table in docx.Document(str(path)).tables for row in table.rows]


def times(functions: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Milliseconds of each, taken in turn, so that a busy machine burdens all alike."""
    found: dict[str, list[float]] = {name: [] for name in functions}
    for function in functions.values():
        function()
    for _ in range(rounds):
        for name, function in functions.items():
            start = time.perf_counter()
            function()
            found[name].append((time.perf_counter() - start) * 1000)
    return found


def row(name: str, taken: list[float], base: float, of: str) -> None:
    median, late = statistics.median(taken), statistics.quantiles(taken, n=10)[-1]
    print(f"  {name:<34}{median:9.2f} ms   p90 {late:9.2f} ms   {median / base:8.3f} x {of}")


def steps_of(path: Path) -> dict[str, Callable[[], object]]:
    document = read(path)
    submission = lay_out([document], LABELS)
    return {
        "read": lambda: read(path),
        "layout": lambda: lay_out([document], LABELS),
        "rules, engine, report": lambda: check_submission(submission, all_rules(), SETTINGS.selection),
        "whole check": lambda: whole(path),
    }


def bench_docx(path: Path) -> None:
    print(f"{path.name}")
    taken = times({"floor": lambda: floor_docx(path)} | steps_of(path))
    slow = times({"python-docx row.cells": lambda: row_cells(path)}, 5)["python-docx row.cells"]
    floor = statistics.median(taken["floor"])
    for name, values in taken.items():
        row(name, values, floor, "floor")
    row("python-docx row.cells", slow, floor, "floor")
    row("whole check", taken["whole check"], statistics.median(slow), "python-docx row.cells   (at most 0.12)")


def bench_xlsx(path: Path, twin: Path | None = None) -> None:
    print(f"{path.name}")
    functions = {"floor": lambda: floor_xlsx(path)} | steps_of(path)
    functions["calamine"] = lambda: [
        python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(n).to_python()
        for n in range(len(python_calamine.CalamineWorkbook.from_path(str(path)).sheet_names))
    ]
    if twin:
        functions["the same in Word"] = lambda: whole(twin)
    taken = times(functions)
    slow = times({"openpyxl.load_workbook": lambda: openpyxl.load_workbook(path)}, 8)["openpyxl.load_workbook"]
    floor = statistics.median(taken["floor"])
    for name, values in (taken | {"openpyxl.load_workbook": slow}).items():
        row(name, values, floor, "floor")
    row("whole check", taken["whole check"], statistics.median(slow), "openpyxl.load_workbook")
    row("whole check", taken["whole check"], statistics.median(taken["calamine"]), "calamine")
    if twin:
        row(
            "whole check",
            taken["whole check"],
            statistics.median(taken["the same in Word"]),
            "the same in Word   (at most 1)",
        )


def grown(times_rows: int) -> str:
    """A project's form with so many times the rows."""
    head = "2024年度项目支出绩效自评表\n项目名称 | 某项目 | < | < | < | < | <\n"
    head += "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"
    return head + "".join(
        f"产出指标 | 数量指标 | 第{n}项任务 | ≥{n + 10}次 | {n + 11}次 | 1 | 1\n" for n in range(40 * times_rows)
    )


def bench_rows(folder: Path) -> None:
    from build import write_docx, write_xlsx

    print("rows: 1x, 4x, 16x")
    for write, suffix in ((write_docx, "docx"), (write_xlsx, "xlsx")):
        paths = {n: folder / f"rows{n}.{suffix}" for n in (1, 4, 16)}
        for n, path in paths.items():
            write(grown(n), path)
        taken = times({str(n): (lambda path=path: whole(path)) for n, path in paths.items()}, 10)  # type: ignore[misc]
        for n in paths:
            row(f"{suffix} {n}x", taken[str(n)], statistics.median(taken["1"]), f"1x   (at most {n * 18 / 16:g})")


def projects(number: int) -> str:
    """Basic data with so many projects, each with its form, whose name is not quite the line's."""
    lines = "".join(f"{n}、第{n}号养护经费 | 10 | {10 + n % 7}\n" for n in range(1, number + 1))
    forms = "".join(
        f"2024年度项目支出绩效自评表\n项目名称 | 第{n}号养护专项\n | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分\n"
        f"年度资金总额 | 10 | 10 | {10 + n % 7} | 10 | 100% | 10\n"
        for n in range(1, number + 1)
    )
    head = "2024年度部门整体支出绩效评价基础数据表\n项目 | 2024年预算数 | 2024年决算数\n"
    return f"{head}项目支出 | {10 * number} | {14 * number}\n{lines}{forms}"


def bench_projects(folder: Path) -> None:
    from build import write_docx

    print("projects: 10, 40")
    paths = {n: folder / f"projects{n}.docx" for n in (10, 40)}
    for n, path in paths.items():
        write_docx(projects(n), path)
    taken = times({str(n): (lambda path=path: whole(path)) for n, path in paths.items()}, 10)  # type: ignore[misc]
    for n in paths:
        row(f"{n} projects", taken[str(n)], statistics.median(taken["10"]), f"10   (at most {n * 1.125 / 10:g})")


def bench_wild(folder: Path) -> None:
    """The tables of other places, in Word and in Excel: each check as a ratio to its own floor."""
    from build import write_docx, write_xlsx

    print("tables of other places")
    for write, suffix, floor in ((write_docx, "docx", floor_docx), (write_xlsx, "xlsx", floor_xlsx)):
        ratios: dict[str, float] = {}
        for text in sorted((ROOT / "tests" / "wild").glob("*.txt")):
            path = folder / f"{text.stem}.{suffix}"
            write(text.read_text("utf-8"), path)
            taken = times({"floor": lambda p=path, f=floor: f(p), "whole": lambda p=path: whole(p)}, 10)  # type: ignore[misc]
            ratios[text.stem] = statistics.median(taken["whole"]) / statistics.median(taken["floor"])
        worst = max(ratios, key=lambda name: ratios[name])
        median = statistics.median(ratios.values())
        print(f"  {suffix}: {len(ratios)} tables, median {median:.1f} x floor, most {ratios[worst]:.1f} x ({worst})")


CLAUSE = "公务接待费支出预算为2万元，支出决算为1.63万元，完成预算的81.5%，与上年相比减少1.79万元，下降52.34%。"


def part(at: int) -> str:
    """A project with a name of its own."""
    return f"{chr(0x4E00 + at % 500)}{chr(0x4E50 + at % 311)}工程{at % 7 + 1}.5万元"


def bench_prose(folder: Path) -> None:
    """A narrative in paragraphs, without a full stop, of figures alone, and of a list of parts, at 1x, 4x and 16x."""
    from build import write_docx

    print("prose: 1x, 4x, 16x")
    kinds = {
        "paragraphs": lambda n: "\n".join([CLAUSE] * (40 * n)),
        "no full stop": lambda n: CLAUSE.replace("。", "，") * (40 * n),
        "figures alone": lambda n: "12.5万元、" * (240 * n),
        "parts of a whole": lambda n: "项目支出9000万元，其中：" + "；".join(part(at) for at in range(120 * n)) + "。",
    }
    for kind, prose in kinds.items():
        paths = {n: folder / f"{kind.replace(' ', '-')}{n}.docx" for n in (1, 4, 16)}
        for n, path in paths.items():
            write_docx("2024年度部门整体支出绩效报告\n" + prose(n) + "\n", path)
        taken = times({str(n): (lambda path=path: whole(path)) for n, path in paths.items()}, 5)  # type: ignore[misc]
        for n in paths:
            row(f"{kind} {n}x", taken[str(n)], statistics.median(taken["1"]), f"1x   (at most {n * 18 / 16:g})")


def process(*words: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return (time.perf_counter() - start) * 1000


def bench_process(path: Path) -> None:
    print("processes")
    taken = times(
        {
            "python -c pass": lambda: process("-c", "pass"),
            "selfeval --version": lambda: process("-m", "selfeval", "--version"),
            "python that only imports": lambda: process("-c", IMPORTS),
            "selfeval check": lambda: process("-m", "selfeval", "check", str(path)),
        },
        12,
    )
    for name, values in taken.items():
        row(
            name,
            values,
            statistics.median(taken["python -c pass"]),
            "python -c pass" + ("   (at most 5)" if "version" in name else ""),
        )
    row(
        "selfeval check",
        taken["selfeval check"],
        statistics.median(taken["python that only imports"]),
        "python that only imports   (at most 1.5)",
    )


def bench_memory(path: Path) -> None:
    """Peak memory of one check in a process of its own, where the system tells it (Linux)."""
    code = (
        "import sys; sys.argv[1:] = ['check', sys.argv[1]]\n"
        "from selfeval.cli import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "high = [line for line in open('/proc/self/status') if line.startswith('VmHWM')]\n"
        "sys.stderr.write(str(int(high[0].split()[1]) // 1024))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=False)
    print(f"peak memory of one check: {done.stderr.decode() or '?'} MB   (at most 60)")


def many_cells(folder: Path) -> Path:
    """A workbook of 2,500 cells: a form, and a long list behind it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for n in range(250):
        sheet.append([f"第{n}行", "办公经费", n, n * 1.25, n / 7, "说明文字", n + 1, 0.5, "万元", f"备注{n % 20}"])
    book.save(folder / "cells2500.xlsx")
    return folder / "cells2500.xlsx"


def main() -> None:
    reference = ROOT.parent / "shared" / "reference" / "submission-2024.docx"
    given = [Path(word) for word in sys.argv[1:]] or [
        p for p in (reference, ROOT / "samples" / "errors.docx") if p.exists()
    ]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path in given:
            if path.suffix.lower() == ".xlsx":
                bench_xlsx(path)
                continue
            bench_docx(path)
            twin = folder / f"{path.stem}.xlsx"
            from twin import write_twin

            write_twin(read(path), twin)
            bench_xlsx(twin, path)
        bench_xlsx(many_cells(folder))
        bench_rows(folder)
        bench_projects(folder)
        bench_prose(folder)
        bench_wild(folder)
        bench_process(given[0])
        bench_memory(given[0])


if __name__ == "__main__":
    main()
