"""Runs a command in this process, which is many times faster than a new one; what it gives is what a process would."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

from selfeval.cli import cli

LANGUAGE = ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "FORCE_COLOR")


def selfeval(*words: object, cwd: Path | None = None) -> CompletedProcess[bytes]:
    """A command as a user of a Chinese locale runs it in a folder."""
    arguments = [str(word) for word in words]
    with surroundings(cwd) as (out, err):
        try:
            cli.main(arguments, prog_name="selfeval")
            code: object = 0
        except SystemExit as end:
            code = end.code
        # Before the streams go, which close what they wrote to.
        said = out.getvalue(), err.getvalue()
    return CompletedProcess(arguments, code if isinstance(code, int) else 0, *said)


@contextmanager
def surroundings(cwd: Path | None) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    before = Path.cwd(), sys.stdout, sys.stderr, dict(os.environ)
    out, err = io.BytesIO(), io.BytesIO()
    for name in LANGUAGE:
        os.environ.pop(name, None)
    sys.stdout, sys.stderr = (io.TextIOWrapper(each, "utf-8", write_through=True) for each in (out, err))
    try:
        if cwd is not None:
            os.chdir(cwd)
        yield out, err
    finally:
        folder, sys.stdout, sys.stderr, environment = before
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
