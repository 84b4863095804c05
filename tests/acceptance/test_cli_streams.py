"""Streams that are closed or full, and input that no parser takes, end in a line and a code of ours."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.cli.exit import Exit
from service.cli.main import main

LIFTRUN = Path(sys.executable).with_name("liftrun")
FEED = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nEND:VCALENDAR\r\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.ics").write_text(FEED, encoding="utf-8", newline="")


def run_in_shell(line: str) -> tuple[int, str]:
    """The command with its streams as the shell opens them: its exit code, and what it says on stderr."""
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace("liftrun", str(LIFTRUN))], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("liftrun plan --busy - --from 2026-03-02 <&-", Exit.CALENDAR),
        ("liftrun init <&-", Exit.CONFIGURATION),
        ("liftrun rules >&-", Exit.DONE),
        ("liftrun rules 2>&-", Exit.DONE),
        ("liftrun nonsense 2>/dev/full", Exit.CONFIGURATION),
    ],
)
def test_closed_streams(line: str, code: Exit) -> None:
    found, said = run_in_shell(line)
    assert found == code, said
    assert "Traceback" not in said
    assert "bug" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "command",
    [
        "--help",
        "--version",
        "rules",
        "plan --help",
        "plan --busy empty.ics --from 2026-03-02",
        "plan --busy empty.ics --from 2026-03-02 --json",
        "busy --busy empty.ics --start 2026-03-02 --end 2026-03-09",
        "completion bash",
    ],
)
def test_a_place_without_room_for_the_output(command: str) -> None:
    code, said = run_in_shell(f"liftrun {command} >/dev/full")
    *_, message, hint = said.splitlines()
    assert message == "liftrun: What is printed could not be written: no space left on device"
    assert hint == "hint: Print it to a place with room."
    assert code == Exit.CALENDAR


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"a = {'[' * 5000}{']' * 5000}", "nested too deeply"),
        (f"[plan]\nweeks = {'1' * 5000}", "a number in it is too long"),
        (f"[plan]\nweeks = -{'9' * 9000}", "a number in it is too long"),
    ],
    ids=["nested", "number", "negative"],
)
def test_toml_that_no_parser_takes(text: str, problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text(text, encoding="utf-8")
    assert main(["check"]) == Exit.CONFIGURATION
    assert problem in capsys.readouterr().err


def test_a_host_name_that_cannot_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "a" * 300, "--port", "1"]) == Exit.CONFIGURATION
    assert "nobody can listen at" in capsys.readouterr().err


@pytest.mark.parametrize("zone", ["Garbage/Zone", ":Garbage/Zone", "x" * 5000, "Europe/Berlin\n"])
def test_a_zone_of_the_environment_that_is_none(
    zone: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TZ", zone)
    assert main(["busy", "--busy", "empty.ics", "--start", "2026-03-02", "--end", "2026-03-09"]) == Exit.DONE
    assert "is no time zone that is known, so hours are UTC" in capsys.readouterr().err


INTERRUPTED = """
import sys
wanted = sys.argv[1]
class Interrupt:
    def find_spec(self, name, *_):
        if name == wanted:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
from service.cli.entry import run
sys.argv[1:] = ["plan", "--busy", "empty.ics", "--from", "2026-03-02"]
sys.exit(run())
"""


@pytest.mark.parametrize(
    "module", ["service.cli.main", "service.cli.commands.plan", "service.planning.solve"]
)
def test_an_interrupt_while_a_module_is_imported_leaves_no_traceback(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, module], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (Exit.INTERRUPTED, False), done.stderr
