"""A few of the damaged samples; `make fuzz` checks thousands."""

import subprocess
import sys
from pathlib import Path

import pytest


def test_damaged_samples_give_a_report_or_a_reason() -> None:
    # A process of its own: what is measured includes the memory of the one that it was forked from.
    if sys.platform == "win32":
        pytest.skip("no fork here")
    words = [sys.executable, str(Path(__file__).with_name("mutated.py")), "--cases", "60", "--jobs", "2"]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
