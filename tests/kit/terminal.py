"""A command run with a pseudo-terminal for its standard error, and what a person would have seen there."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from tests.kit.project import Project, process_environment

START = """
import sys
from revgraph.runtime import pulse
pulse.PATIENCE, pulse.BEAT = {patience}, 0.1
from revgraph.cli.main import main
main(sys.argv[1:], prog="revgraph")
"""


@dataclass(frozen=True)
class Seen:
    """What a terminal has received.

    :param code: the command's exit code.
    :param out: its standard output, which is a pipe.
    :param raw: all that came to the terminal.
    """

    code: int
    out: str
    raw: str

    @property
    def screen(self) -> list[str]:
        """The lines that stand on the terminal in the end, without blanks at their ends."""
        rows: list[list[str]] = [[]]
        column = 0
        for character in self.raw:
            if character == "\r":
                column = 0
            elif character == "\n":
                rows.append([])
                column = 0
            else:
                row = rows[-1]
                row[column:] = [*row[column:column], character, *row[column + 1 :]]
                column += 1
        return ["".join(row).rstrip() for row in rows]

    @property
    def shown(self) -> list[str]:
        """Every text that was drawn over another, in order, without blanks at their ends."""
        parts = (part.rstrip() for line in self.raw.split("\n") for part in line.split("\r"))
        return [part for part in parts if part]


def run_at_terminal(project: Project, *argv: str, patience: float = 10, interpreter: Sequence[str] = ()) -> Seen:
    """Run a command whose standard error is a terminal of 100 columns.

    :param project: the project.
    :param argv: the command.
    :param patience: seconds before a statement counts as long.
    :param interpreter: other arguments for Python instead of the program above.
    """
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (25, 100))
    received: list[bytes] = []

    def read() -> None:
        try:
            while piece := os.read(ours, 65536):
                received.append(piece)
        except OSError:  # the other side is closed
            pass

    reader = threading.Thread(target=read)
    reader.start()
    environment = {**process_environment(), "TERM": "xterm"}
    environment.pop("COLUMNS", None)
    program = interpreter or ("-c", START.format(patience=patience))
    with subprocess.Popen(
        [sys.executable, *program, *argv],
        cwd=project.root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    ) as process:
        os.close(theirs)
        out, _ = process.communicate(timeout=60)
    reader.join(10)
    os.close(ours)
    return Seen(process.returncode, out, b"".join(received).decode().replace("\r\n", "\n"))
