"""Each hostile file is refused with its reason or read, at a cost that is bounded, and never with a traceback."""

from pathlib import Path

import pytest

from hostile import CASES, MOST_MEGABYTES, check, run, submission
from selfeval.lang import LANGUAGES


@pytest.mark.parametrize("name", CASES)
def test_hostile_file(name: str, tmp_path: Path) -> None:
    # What measures the memory is not everywhere.
    pytest.importorskip("resource")
    case = CASES[name]
    path = tmp_path / f"a{case.suffix}"
    case.write(path)
    outcome = check(path)
    assert outcome.errors == ""
    assert outcome.code == 3 if case.reason else outcome.code in (0, 1)
    assert 0 < outcome.megabytes < MOST_MEGABYTES
    found = submission(outcome)
    assert not found["crashed"]
    refusals = [finding["message"] for finding in found["findings"] if finding["code"] == "F001"]
    assert len(refusals) == bool(case.reason)
    for language, sentences in LANGUAGES.items() if case.reason else ():
        before, _, after = sentences[f"unreadable-{case.reason}"].partition("{detail}")
        assert refusals[0][language].startswith(before)
        assert refusals[0][language].endswith(after)
    if case.shows:
        shown = run("show", str(path), "--grid")
        assert (shown.code, shown.errors) == (0, "")
        assert [text for text in case.shows if text not in shown.said] == []
