"""Where the command starts; `--version` answers before anything else is loaded."""

import atexit
import gc
import io
import sys

from selfeval.version import __version__


def main() -> None:
    if sys.argv[1:] == ["--version"]:
        print(f"selfeval {__version__}")
        return
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that lacks a character gets a sign in its place, and never a traceback.
            stream.reconfigure(errors="replace")
    # What is loaded stays until the end: looking for garbage among it would cost a tenth of a start, and of an end.
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    from selfeval.cli import cli

    cli.main(prog_name="selfeval")


if __name__ == "__main__":
    main()
