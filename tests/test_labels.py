"""A form whose every label is unknown: what is said of it, and the labels file by which it is read and checked."""

import json
import subprocess
import sys
from pathlib import Path

from plain_files import write_docx

OWN = {
    "开年批下的数": "initial",
    "今年可用的数": "full_year",
    "今年花掉的数": "executed",
    "满多少": "weight",
    "花掉几成": "rate",
    "自己打的": "score",
    "考核大类": "level1",
    "考核门类": "level2",
    "考核事项": "level3",
    "要做到的": "target",
    "做到了的": "actual",
    "没做到是因为": "reason",
}
ROWS = ("钱一共", "一共打了")
FORM = """2024年度项目支出绩效自评表
项目名称 | 护路经费 | < | < | < | < | < | <
| | 开年批下的数 | 今年可用的数 | 今年花掉的数 | 满多少 | 花掉几成 | 自己打的
| 钱一共 | 40.00 | 40.00 | 30.00 | 10 | 85.00% | 8.5
考核大类 | 考核门类 | 考核事项 | 要做到的 | 做到了的 | 满多少 | 自己打的 | 没做到是因为
产出指标 | 数量指标 | 养护里程 | ≥120公里 | 100公里 | 50 | 50 |
效益指标 | 社会效益指标 | 道路通畅率 | ≥95% | 97% | 30 | 30 |
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 93% | 10 | 10 |
一共打了 | < | < | < | < | 100 | 98.5 |
"""


def selfeval(*words: object) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "selfeval", *map(str, words)], capture_output=True, check=False
    )
    assert b"Traceback" not in done.stderr
    return done.stdout.decode()


def test_what_was_not_read_does_not_look_right(tmp_path: Path) -> None:
    write_docx(FORM, tmp_path / "新表.docx")
    text = selfeval("check", tmp_path / "新表.docx")
    assert "不认识的栏目或行，其数字没有核对" in text
    assert "没有发现问题" not in text.replace("读懂的部分没有发现问题", "")
    assert all(label in text for label in OWN)
    report = json.loads(selfeval("check", tmp_path / "新表.docx", "--format", "json"))["submissions"][0]
    unused = [(figure["text"], figure["where"]["ref"]) for figure in report["unused"]]
    assert unused == [
        *(("40.00", "r3c3"), ("40.00", "r3c4"), ("30.00", "r3c5"), ("10", "r3c6"), ("85.00%", "r3c7"), ("8.5", "r3c8")),
        *(("100公里", "r5c5"), ("50", "r5c6"), ("50", "r5c7")),
        *(("97%", "r6c5"), ("30", "r6c6"), ("30", "r6c7")),
        *(("93%", "r7c5"), ("10", "r7c6"), ("10", "r7c7")),
        *(("100", "r8c6"), ("98.5", "r8c7")),
    ]


def test_a_form_of_unknown_labels_is_read_with_a_labels_file(tmp_path: Path) -> None:
    """The stub, filled in twice: the headers first, then the rows below them, which only a known header shows."""
    form, own = tmp_path / "新表.docx", tmp_path / "本县.toml"
    write_docx(FORM, form)
    stub = selfeval("labels", form).partition("\n\n")[2]
    assert all(f'["{label}"]' in stub for label in OWN)
    for label, field in OWN.items():
        stub = stub.replace(f'# 字段 = ["{label}"]', f'{field} = ["{label}"]')
    own.write_text(stub, "utf-8")
    report = json.loads(selfeval("check", form, "--labels", own, "--format", "json"))["submissions"][0]
    found = {(finding["code"], finding["where"]["ref"]) for finding in report["findings"]}
    assert {("E101", "r3c7"), ("I204", "r5c8")} <= found
    assert not {figure["text"] for figure in report["unused"]} & {"40.00", "30.00", "≥120公里"}
