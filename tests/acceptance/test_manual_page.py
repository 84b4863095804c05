"""`man liftrun`: it says all that `--help` says, and readers of manual pages find nothing wrong with it."""

import os
import re
import shutil
import subprocess
from functools import cache

import pytest

from service.cli.exit import Exit
from service.cli.main import main
from service.cli.manual import PAGE

READERS = {
    "groff": ("groff", "-man", "-ww", "-Tutf8", str(PAGE)),
    # Only what is drawn wrong: without a date in it the page is the same whenever it is made.
    "mandoc": ("mandoc", "-Tascii", "-Wunsupp,error", str(PAGE)),
    "man": ("man", "--warnings", "--local-file", str(PAGE)),
}


def _plain(text: str) -> str:
    """The text as it is read, in one line."""
    without_marks = re.sub(r"^\.(?:SH|SS|TP|PP|B|I) ?|\\f[BIR]|\\&", "", text, flags=re.MULTILINE)
    for mark, character in ((r"\-", "-"), (r"\(aq", "'"), (r"\(ga", "`"), (r"\e", "\\")):
        without_marks = without_marks.replace(mark, character)
    return " ".join(without_marks.split())


@cache
def _sections() -> dict[str, str]:
    """What the page says, by command; what it says of none is under the name of the program."""
    first, *rest = PAGE.read_text().split("\n.SS ")
    rest[-1], _, after = rest[-1].partition("\n.SH ")
    said = (section.partition("\n") for section in rest)
    return {"liftrun": _plain(first + after), **{_plain(title): _plain(text) for title, _, text in said}}


def _help(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    return capsys.readouterr().out


def _helps(capsys: pytest.CaptureFixture[str], words: tuple[str, ...] = ()) -> dict[str, str]:
    """The help of every command that can be run, and of the program itself, as it is printed."""
    printed = _help(list(words), capsys)
    deeper = re.findall(r"^    ([a-z-]+)(?: |$)", printed, re.MULTILINE)
    below = {name: text for word in deeper for name, text in _helps(capsys, (*words, word)).items()}
    is_run = not words or not deeper
    return ({" ".join(("liftrun", *words)): printed} if is_run else {}) | below


def _is_told(says: str, name: str) -> bool:
    """Whether the page says that of a command; in the help of the program it may be of any of them."""
    told = " ".join(_sections().values()) if name == "liftrun" else _sections()[name]
    return " ".join(says.split()).casefold() in told.casefold()


def test_it_tells_of_every_command_and_each_of_its_options(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    helps = _helps(capsys)
    assert set(_sections()) == set(helps)
    assert len(helps) > 30
    for name, printed in helps.items():
        usage = printed.partition("\n")[0]
        assert set(re.findall(r"--[a-z-]+", usage)) <= set(re.findall(r"--[a-z-]+", _sections()[name])), name
        for says in re.findall(r"^(?:  [-A-Z].*?|       +)  (\S.*)$", printed, re.MULTILINE):
            if says != "show this help message and exit":
                assert _is_told(says, name), f"{name}: {says}"


def test_it_says_every_exit_code() -> None:
    codes = PAGE.read_text().partition(".SH EXIT STATUS")[2].partition(".SH ")[0]
    assert [int(code) for code in re.findall(r"^\\fB(\d+)\\fR$", codes, re.MULTILINE)] == [*Exit]


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_of_manual_pages_complains_of_nothing(reader: str) -> None:
    if not shutil.which(reader):
        pytest.skip(f"{reader} is not installed")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(READERS[reader], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    shown = re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout)
    assert "finds the hours for a person who both lifts and runs" in shown
    assert "--no-browser" in shown
