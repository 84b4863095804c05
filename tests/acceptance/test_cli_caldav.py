"""`liftrun caldav` logs in, stores the password encrypted, and lists the account's calendars."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli.main import main
from tests.caldav_accounts import PASSWORD_IN_PLACE, Account, account_on
from tests.radicale_server import PASSWORD, USER


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with account_on("radicale", tmp_path_factory.mktemp("radicale")) as account:
        yield account


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIFTRUN_DATABASE", str(tmp_path / "liftrun.db"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)
    Path("config.toml").write_text(
        '[athlete]\ntimezone = "Europe/Berlin"\n[network]\nallow_hosts = ["127.0.0.1"]\n'
    )


def log_in(account: Account, monkeypatch: pytest.MonkeyPatch, password: str = PASSWORD) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
    return main(["caldav", "login", account.url, "--user", USER])


def test_a_login_is_proven_and_shows_the_calendars(
    account: Account, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = account.new_calendar("Mine, all mine")
    path = url.removeprefix(account.url.rstrip("/"))
    assert log_in(account, monkeypatch) == 0
    assert f"Logged in as {USER}.\n" in capsys.readouterr().out
    assert main(["caldav", "calendars", account.url, "--user", USER]) == 0
    assert f"Mine, all mine  {path}\n" in capsys.readouterr().out


def test_what_is_kept_is_sealed(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    assert log_in(account, monkeypatch) == 0
    kept = b"".join(path.read_bytes() for path in Path().glob("liftrun.db*"))
    assert kept
    assert PASSWORD.encode() not in kept


def test_a_wrong_password_is_one_line_and_keeps_the_right_one(
    account: Account, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert log_in(account, monkeypatch) == 0
    assert log_in(account, monkeypatch, "wr0ng") == 5
    told = capsys.readouterr().err.splitlines()
    assert (
        told[0] == "liftrun: 127.0.0.1 did not let Liftrun in: it does not accept the password or token (401)"
    )
    assert told[1] == f"hint: Run `liftrun caldav login URL --user {USER}`."
    assert main(["caldav", "calendars", account.url, "--user", USER]) == 0


def test_a_logout_forgets(
    account: Account, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log_in(account, monkeypatch)
    assert main(["caldav", "logout", account.url, "--user", USER]) == 0
    assert main(["caldav", "logout", account.url, "--user", USER]) == 0
    assert capsys.readouterr().out.endswith(
        "Logged out: the password is forgotten.\nThere was no login to forget.\n"
    )
    assert main(["caldav", "calendars", account.url, "--user", USER]) == 5
    assert "no password or token for 127.0.0.1 is known" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("url", "words"),
    [("nowhere", "is no address of a server"), ("https://sam:x@cloud.example/", "the address holds a user")],
)
def test_an_address_that_is_none_is_told_before_anything_is_asked(
    url: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["caldav", "calendars", url]) == 2
    assert words in capsys.readouterr().err


def test_no_password_is_no_login(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    assert log_in(account, monkeypatch, "") == 5


HELP = """
import sys
from service.cli.main import main
try:
    main(["caldav", "--help"])
except SystemExit:
    print([name for name in ("httpx2", "icalendar", "sqlmodel", "cryptography") if name in sys.modules])
"""


def test_help_asks_for_no_heavy_library() -> None:
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
