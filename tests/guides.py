"""The guides of this project, and the commands and settings they show."""

import re
import shlex
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path

from tests.installed import ROOT

BLOCK = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<text>.*?)^(?P=indent)```", re.MULTILINE | re.DOTALL)


def tracked(*folders: str) -> list[str]:
    """The files of this project that git knows, or would if they were committed, below these folders."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in listed.splitlines() if (ROOT / name).is_file()]


GUIDES = [ROOT / name for name in tracked() if name.endswith(".md")]


def name_of(guide: Path) -> str:
    """A guide's place in the project."""
    return str(guide.relative_to(ROOT))


def blocks(guide: Path, kind: str) -> list[str]:
    """What is shown in a guide in blocks of one kind."""
    found = BLOCK.finditer(guide.read_text())
    return [textwrap.dedent(block["text"]) for block in found if block["kind"] == kind]


def lines(guide: Path) -> list[str]:
    """The lines that a guide tells people to type, each whole."""
    shown = (block.replace("\\\n", " ").splitlines() for block in blocks(guide, "sh"))
    return [line for block in shown for line in block if line.strip()]


def commands(guide: Path) -> Iterator[list[str]]:
    """The words after `liftrun` of every command of ours that a guide names, in its blocks or its prose."""
    prose = BLOCK.sub("", guide.read_text())
    named = [" ".join(quoted.split()) for quoted in re.findall(r"`([^`]+)`", prose)]
    for line in [*lines(guide), *named]:
        # Of a container, both its name and the command are called liftrun.
        for command in re.split(r"&&|;|\|", line):
            found = re.search(r"(?:^|sudo |bin/|liftrun )\s*liftrun (?!liftrun)(?P<words>[^<>]+)", command)
            found = found or re.search(r"run --rm liftrun (?P<words>.+)", command)
            if found:
                yield shlex.split(found["words"], comments=True)
