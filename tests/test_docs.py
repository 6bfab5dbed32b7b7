"""The documents agree with the program and with each other."""

import json
import re
from pathlib import Path
from string import Formatter

import pytest
from pydantic import TypeAdapter

from selfeval.locale import en, zh
from selfeval.report import SubmissionReport
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


def test_schema_of_the_report() -> None:
    """The JSON Schema kept in the repository is that of the report's own types."""
    kept = json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8"))
    assert kept == report_schema()


def report_schema() -> dict[str, object]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | TypeAdapter(SubmissionReport).json_schema()


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_readme_names_every_family(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    families = {rule.code[0] for rule in all_rules()}
    assert all(f"`{family}" in text for family in families)
