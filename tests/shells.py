"""Real shells at a terminal of their own, that complete what is typed as they do for people."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READY, RAN = "READY>", "RAN>"
COLOUR = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
PATIENCE = 20.0
"""Seconds in which a shell answers, on a machine that has other things to do."""

RECORDER = """#!/bin/sh
printf '%s\\n' "$@" > "$HOME/ran"
echo "RAN>"
"""

AT_A_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Makes what it reads from the terminal of its session; forking here would copy the threads of the tests."""

START = {
    "bash": (("bash", "--norc", "--noprofile", "-i"), "PS1='REA''DY>'; source '{script}'"),
    "zsh": (
        ("zsh", "-f", "-i"),
        "PS1='REA''DY>'; fpath=('{folder}' $fpath); autoload -Uz compinit; compinit -u -D",
    ),
    "fish": (
        ("fish", "--no-config", "-i"),
        "source '{script}'; function fish_prompt; echo -n REA'DY>'; end",
    ),
}
"""How each is started, and what a person writes into its settings; said so that no echo looks ready."""


def is_there(shell: str) -> bool:
    """Whether this machine has the shell."""
    return shutil.which(shell) is not None


@dataclass
class Shell:
    """A shell somebody sits at."""

    terminal: int
    home: Path

    def ran(self, keys: str) -> list[str]:
        """The words after `liftrun` of the command that these keys, and then Enter, have run."""
        self.press(f"{keys}\r")
        self.wait_for(f"{RAN}.*{READY}")
        return (self.home / "ran").read_text().splitlines()

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self.terminal, keys.encode())

    def wait_for(self, shown: str) -> None:
        """Wait until the terminal shows something new that looks like this."""
        text, until = "", time.monotonic() + PATIENCE
        while not re.search(shown, text, re.DOTALL):
            assert time.monotonic() < until, f"{shown} is not in {text!r}"
            text = COLOUR.sub("", text + self._read())

    def _read(self) -> str:
        readable, _, _ = select.select([self.terminal], [], [], 0.1)
        return os.read(self.terminal, 65536).decode(errors="replace") if readable else ""


@contextmanager
def shell(name: str, script: Path, home: Path) -> Iterator[Shell]:
    """The shell with this completion script, in a folder where `liftrun` only notes what it was told."""
    folder = home / "bin"
    folder.mkdir(parents=True)
    (folder / "liftrun").write_text(RECORDER)
    (folder / "liftrun").chmod(0o755)
    command, settings = START[name]
    terminal, its_end = pty.openpty()
    environment = {"HOME": str(home), "PATH": f"{folder}:{os.defpath}", "TERM": "xterm", "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL, *command],
        cwd=home,
        env=environment,
        stdin=its_end,
        stdout=its_end,
        stderr=its_end,
        start_new_session=True,
    )
    os.close(its_end)
    try:
        sitting = Shell(terminal, home)
        sitting.press(f"{settings.format(script=script, folder=script.parent)}\r")
        sitting.wait_for(READY)
        yield sitting
    finally:
        process.kill()
        process.wait()
        os.close(terminal)
