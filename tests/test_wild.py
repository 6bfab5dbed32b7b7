"""Tables of other counties and provinces, re-keyed cell by cell: what is wrong in each is found, and nothing else."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import selfeval
from plain_files import write_docx, write_xlsx

HERE = Path(__file__).parent / "wild"
KEY: dict[str, Any] = tomllib.loads((HERE / "expected.toml").read_text("utf-8"))


def codes(entries: list[Any]) -> Counter[str]:
    return Counter({entry["code"]: entry["count"] for entry in entries})


def allowed(key: dict[str, Any]) -> set[str]:
    return {
        entry["code"] if isinstance(entry, dict) else entry for part in ("may", "skip") for entry in key.get(part, [])
    }


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("name", sorted(KEY))
def test_table(name: str, kind: str, tmp_path: Path) -> None:
    text, path = (HERE / f"{name}.txt").read_text("utf-8"), tmp_path / f"{name}.{kind}"
    (write_docx if kind == "docx" else write_xlsx)(text, path)
    [submission] = selfeval.check(path).submissions
    assert not submission.crashed
    key = KEY[name]
    found = Counter(f.code for f in submission.findings if f.verdict == "bad")
    near = Counter(f.code for f in submission.findings if f.verdict == "near")
    wanted = codes(key.get("must", []))
    assert not wanted - found
    assert set(found - wanted) <= allowed(key)
    assert near == codes(key.get("near", []))
    assert [form.kind for form in submission.forms] == key["kinds"]
