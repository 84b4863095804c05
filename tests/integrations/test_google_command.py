"""`liftrun google` against the local Google server."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

from tests.fakes.google_server import GoogleServer

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture
def home(google: GoogleServer, tmp_path: Path) -> Path:
    google.client_file(tmp_path / "client.json")
    (tmp_path / "config.toml").write_text(
        f'[google]\nclient_file = "client.json"\napi_root = "{google.url}"\n'
        f'revoke_uri = "{google.url}/revoke"\n'
    )
    return tmp_path


def started(home: Path, *words: str) -> subprocess.Popen[str]:
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "LIFTRUN_DATABASE": str(home / "kept.db")}
    command: Sequence[str] = [sys.executable, "-m", "service.cli", "google", *words]
    pipe = subprocess.PIPE
    everything = {**os.environ, **own, "PYTHONPATH": str(Path.cwd())}
    everything.pop("LIFTRUN_KEY", None)
    return subprocess.Popen(
        command, cwd=home, env=everything, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


def ended(process: subprocess.Popen[str], typed: str = "") -> tuple[int, str, str]:
    said, complained = process.communicate(typed, timeout=60)
    return process.returncode, said, complained


def run(home: Path, *words: str) -> tuple[int, str, str]:
    return ended(started(home, *words))


def consent(process: subprocess.Popen[str], *, pasting: bool = False) -> tuple[int, str, str]:
    """Open the address it prints, and let it know of the last page, by the browser or by hand."""
    assert process.stderr
    address = next(line.strip() for line in process.stderr if line.startswith("http"))
    answer = httpx2.get(address, follow_redirects=not pasting, trust_env=False)
    return ended(process, f"{answer.headers['Location']}\n" if pasting else "")


@pytest.mark.parametrize("pasting", [False, True])
def test_logs_in_looks_around_and_logs_out(google: GoogleServer, home: Path, *, pasting: bool) -> None:
    work = google.add_calendar("Work", role="reader")
    assert consent(started(home, "login", "--no-browser"), pasting=pasting)[:2] == (
        0,
        "Logged in to Google.\n",
    )
    code, said, complained = run(home, "calendars")
    assert (code, complained) == (0, "")
    assert f"{work.id}  Work  (may be read)" in said.splitlines()
    assert run(home, "logout") == (0, "Logged out of Google.\n", "")
    code, _, complained = run(home, "calendars")
    assert code == 5
    assert "liftrun google login" in complained


def test_says_what_is_missing(home: Path) -> None:
    (home / "config.toml").write_text("")
    code, said, complained = run(home, "login", "--no-browser")
    assert (code, said) == (5, "")
    assert "client_file" in complained
    assert "Traceback" not in complained
