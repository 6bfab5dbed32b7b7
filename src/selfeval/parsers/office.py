"""Has LibreOffice convert what nothing else reads: many files in one process, with a profile of its own and a time limit."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

from selfeval.parsers import Converted

# Where it lies when it is not on the path.
ROOT = Path("C:/" if sys.platform == "win32" else "/")
PLACES = (
    "Program Files*/LibreOffice*/program/soffice.com",
    "Program Files*/LibreOffice*/program/soffice.exe",
    "Applications/LibreOffice*.app/Contents/MacOS/soffice",
    "usr/lib*/libreoffice/program/soffice",
    "opt/libreoffice*/program/soffice",
)
# So long may a file take, the first one with the start of a new profile; and how often it is looked at.
SECONDS, LOOK = 60, 0.2
# So many go into one process: a command has only so much room, and one that is killed loses no more than these.
AT_ONCE = 200
SETTINGS = "".join(
    f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
    for path, name, value in (
        ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
        ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
        ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
        ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
        ("Office.Writer/Content/Update", "Link", "2"),
        ("Office.Calc/Content/Update", "Link", "2"),
        # Nothing external is opened: whatever is asked of the network is asked of a door that is closed.
        ("Inet/Settings", "ooInetProxyType", "1"),
        ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
        ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
        ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
        ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
        ("Inet/Settings", "ooInetNoProxy", ""),
    )
)
PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    f'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{SETTINGS}'
    "</oor:items>"
)


class Task(NamedTuple):
    """A conversion: the suffix by which LibreOffice knows the file, and what it becomes.

    reads_as: the filter, where it must be said; content: what to convert, where that is not the file as it lies there.
    """

    suffix: str
    to: str
    reads_as: str = ""
    content: bytes | None = None


def found() -> str | None:
    """The program, if LibreOffice is installed."""
    named = shutil.which("soffice")
    # Windows looks in the current folder first, where anything may lie.
    if named and Path(named).is_absolute():
        return named
    return next((str(place) for pattern in PLACES for place in sorted(ROOT.glob(pattern))), None)


@contextmanager
def conversions(tasks: Mapping[Path, Task]) -> Iterator[dict[Path, Converted]]:
    """What became of each file, for as long as the context lasts; nothing where LibreOffice is not installed."""
    program = found() if tasks else None
    temporary = prepared() if program else None
    if program is None or temporary is None:
        yield {}
        return
    with temporary as name:
        folder = Path(name)
        done: dict[Path, Converted] = {}
        copies = {path: copied(path, task, folder, number) for number, (path, task) in enumerate(tasks.items(), 1)}
        for to, reads_as in dict.fromkeys((task.to, task.reads_as) for task in tasks.values()):
            alike = [path for path, task in tasks.items() if (task.to, task.reads_as) == (to, reads_as)]
            outcomes = converted(program, folder, [copies[path] for path in alike], to, reads_as)
            done |= zip(alike, outcomes, strict=True)
        yield done


def prepared() -> "TemporaryDirectory[str] | None":
    """A folder with what a conversion needs, None where there is no room for one."""
    try:
        # What is still open on Windows when all is done is no reason to fail.
        temporary = TemporaryDirectory(prefix="selfeval-", ignore_cleanup_errors=True)
        folder = Path(temporary.name)
        user = folder / "profile" / "user"
        for made in (user, folder / "in", folder / "out", folder / "temporary"):
            made.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(PROFILE, "utf-8")
    except OSError:
        return None
    return temporary


def copied(path: Path, task: Task, folder: Path, number: int) -> Path:
    """A copy of neutral name; what can't be copied fails to be converted."""
    copy = folder / "in" / f"{number:05}{task.suffix}"
    try:
        if task.content is None:
            shutil.copyfile(path, copy)
        else:
            copy.write_bytes(task.content)
    except OSError:
        copy.unlink(missing_ok=True)
    return copy


def converted(program: str, folder: Path, files: list[Path], to: str, reads_as: str) -> Iterator[Converted]:
    """What became of each file, in order; where the process died, those that were not done are tried one by one."""
    for start in range(0, len(files), AT_ONCE):
        several = files[start : start + AT_ONCE]
        wrong = launch(program, folder, several, to, reads_as)
        outputs = [folder / "out" / f"{file.stem}.{to}" for file in several]
        whole = [output for output in outputs if output.is_file()]
        if wrong:
            # The last one may be half written.
            whole = whole[:-1]
        for file, output in zip(several, outputs, strict=True):
            if output in whole:
                yield Converted(output)
            elif wrong and len(several) > 1:
                output.unlink(missing_ok=True)
                yield from converted(program, folder, [file], to, reads_as)
            else:
                yield Converted(None, wrong or "not-converted")


def launch(program: str, folder: Path, files: list[Path], to: str, reads_as: str) -> str:
    """Converts files; returns the key of what went wrong with the process, empty if it ended well."""
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
        *([f"--infilter={reads_as}"] if reads_as else []),
        *("--convert-to", to, "--outdir", "out", *(f"in/{file.name}" for file in files)),
    ]
    temporary = str(folder / "temporary")
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"TMPDIR": temporary, "TEMP": temporary, "TMP": temporary},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return "not-converted"
    try:
        if not ended(process, folder / "out"):
            kill(process)
            return "office-slow"
    except BaseException:
        kill(process)
        raise
    return "not-converted" if process.returncode else ""


def ended(process: "subprocess.Popen[bytes]", out: Path) -> bool:
    """Whether the process ends while each file takes no longer than it may."""
    done, until = 0, monotonic() + SECONDS
    while monotonic() < until:
        try:
            process.wait(LOOK)
        except subprocess.TimeoutExpired:
            if (now := sum(1 for _ in out.iterdir())) > done:
                done, until = now, monotonic() + SECONDS
        else:
            return True
    return False


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Ends a process and all that it started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
