"""The documents agree with the program and with each other."""

import dataclasses
import json
import re
from pathlib import Path
from string import Formatter
from typing import Any

import jsonschema
import pytest

import selfeval
from selfeval.locale import en, zh
from selfeval.report import INNER, Finding, FormFound, SubmissionReport, Value, to_json
from selfeval.rules import all_rules
from selfeval.steps import markdown

ROOT = Path(__file__).parent.parent


def code_blocks(path: Path) -> list[str]:
    return re.findall(r"^```(?:\w*)\n(.*?)^```", path.read_text("utf-8"), re.M | re.S)


def test_readmes_are_twins() -> None:
    assert code_blocks(ROOT / "README.md") == code_blocks(ROOT / "README.zh.md")


def test_rules_manual_is_generated() -> None:
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == markdown()


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_sentences() -> None:
    assert zh.SENTENCES.keys() == en.SENTENCES.keys()
    for key, sentence in zh.SENTENCES.items():
        assert names(sentence) == names(en.SENTENCES[key]), key


def test_every_note_has_its_sentence() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src/selfeval/rules").glob("*.py"))
    notes = re.findall(r'noted\(\s*"([a-z0-9-]+)"', source)
    assert notes
    assert not [note for note in notes if note not in zh.SENTENCES]


def kept_schema() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8"))
    return kept


def fields(kind: Any) -> set[str]:
    names = kind._fields if hasattr(kind, "_fields") else [field.name for field in dataclasses.fields(kind)]
    return set(names) - INNER


def test_schema_names_the_fields_of_the_report() -> None:
    kinds = kept_schema()["$defs"]
    for name, kind in (("submission", SubmissionReport), ("finding", Finding), ("value", Value), ("form", FormFound)):
        assert set(kinds[name]["properties"]) == fields(kind)


@pytest.mark.parametrize("sample", ["clean.docx", "errors.docx", "errors.xlsx", "no-such-file.docx"])
def test_reports_are_valid_by_the_schema(sample: str) -> None:
    report = to_json(selfeval.check(ROOT / "samples" / sample))
    jsonschema.Draft202012Validator(kept_schema()).validate(json.loads(json.dumps(report)))


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_readme_names_every_family(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    families = {rule.code[0] for rule in all_rules()}
    assert all(f"`{family}" in text for family in families)
