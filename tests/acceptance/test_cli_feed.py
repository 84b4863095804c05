"""`liftrun feed` shows, replaces and ends feed links."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from service.cli.main import main
from service.domain.token import Purpose, digest_of
from service.ports.roster import Enrolled
from service.storage.database import Database
from service.storage.stores.roster import DatabaseRoster
from service.storage.stores.token_store import DatabaseTokenStore
from tests.fakes.clock import FakeClock

CONFIG = """
[athlete]
id = "robin"
timezone = "Europe/Berlin"
[storage]
database = "liftrun.db"
[feed]
link = "https://liftrun.example.com/"
"""
NOW = "2026-11-20T09:30+00:00"


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())
    monkeypatch.delenv("LIFTRUN_DATABASE", raising=False)
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock.at(NOW))
    Path("config.toml").write_text(CONFIG, encoding="utf-8")


def says(capsys: pytest.CaptureFixture[str], *command: str, code: int = 0) -> tuple[str, str]:
    capsys.readouterr()
    assert main(["feed", *command]) == code
    printed = capsys.readouterr()
    return printed.out, printed.err


def feeds(capsys: pytest.CaptureFixture[str], *command: str) -> dict[str, dict[str, Any]]:
    told = json.loads(says(capsys, *command, "--json")[0])
    assert (told["schema"], told["athlete"]) == (1, "robin")
    return {each.pop("feed"): each for each in told["feeds"]}


def secret(url: str) -> str:
    return url.rpartition("/")[2].removesuffix(".ics")


def tokens(purpose: Purpose) -> list[str]:
    with Database.at("liftrun.db") as database:
        return [token.digest for token in DatabaseTokenStore(database).of("robin", purpose)]


def test_tells_both_links_and_makes_them_once(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = says(capsys)
    lines = out.splitlines()
    assert lines[0] == "Your sessions, for your own calendar:"
    assert lines[1].startswith("  https://liftrun.example.com/feed/")
    assert lines[2] == lines[1].replace("https://", "webcal://")
    assert lines[3] == "  never fetched so far"
    assert lines[4] == "Only when you are busy, for others:"
    assert lines[5].startswith("  https://liftrun.example.com/feed/")
    assert lines[1] != lines[5]
    assert err == ""
    assert says(capsys)[0] == out


def test_the_links_open_what_is_remembered_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    told = feeds(capsys)
    for purpose in (Purpose.FEED, Purpose.BUSY_FEED):
        assert tokens(purpose) == [digest_of(secret(told[purpose.value]["url"]))]
    files = list(Path().glob("liftrun.db*"))
    assert files
    assert not [path for path in files if secret(told["feed"]["url"]).encode() in path.read_bytes()]


def test_json_has_all_that_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    url = feeds(capsys)["feed"]["url"]
    at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    with Database.at("liftrun.db") as database:
        DatabaseTokenStore(database).seen(digest_of(secret(url)), at=at, by="khal", uses=3)
    told = feeds(capsys)
    assert told["feed"] == {
        "url": url,
        "webcal": url.replace("https", "webcal"),
        "made_at": "2026-11-20T09:30:00+00:00",
        "fetched_at": "2026-11-20T08:00:00+00:00",
        "fetched_by": "khal",
        "fetches": 3,
    }
    assert told["busy-feed"]["fetched_at"] is None
    assert "  fetched 3 times, last on Fri 20 Nov 09:00 by khal" in says(capsys)[0]


@pytest.mark.parametrize("busy", [False, True])
def test_a_roll_changes_one_link_and_ends_the_old(capsys: pytest.CaptureFixture[str], *, busy: bool) -> None:
    flags = ["--busy"] if busy else []
    which, other = ("busy-feed", "feed") if busy else ("feed", "busy-feed")
    before = feeds(capsys)
    rolled = feeds(capsys, "roll", *flags)
    after = feeds(capsys)
    assert rolled == {which: after[which]}
    assert after[which]["url"] != before[which]["url"]
    assert after[other] == before[other]
    assert tokens(Purpose(which)) == [digest_of(secret(after[which]["url"]))]


def test_a_link_that_was_ended_stays_so_until_it_is_rolled(capsys: pytest.CaptureFixture[str]) -> None:
    before = feeds(capsys)
    out, err = says(capsys, "revoke", "--busy")
    assert out.splitlines() == [
        "Only when you are busy, for others:",
        "  no link; `liftrun feed roll --busy` makes one",
    ]
    assert err == ""
    assert tokens(Purpose.BUSY_FEED) == []
    told = feeds(capsys)
    assert told == {"feed": before["feed"], "busy-feed": {"url": None}}
    assert feeds(capsys, "roll", "--busy")["busy-feed"]["url"]


def test_busy_alone_tells_that_link_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert feeds(capsys, "--busy").keys() == {"busy-feed"}
    assert tokens(Purpose.FEED) == []


def test_draws_a_link_for_a_camera(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = says(capsys, "--busy", "--qr")
    drawn = out.splitlines()[4:]
    assert len(drawn) > 15
    assert len({len(line) for line in drawn}) == 1
    assert {letter for line in drawn for letter in line} == set(" █▀▄")


def test_without_a_link_it_is_where_serve_listens(capsys: pytest.CaptureFixture[str]) -> None:
    config = CONFIG.partition("[feed]")[0]
    for host, base in {
        "127.0.0.1": "http://127.0.0.1:9000",
        "0.0.0.0": "http://127.0.0.1:9000",
        "::1": "http://[::1]:9000",
        "192.0.2.5": "http://192.0.2.5:9000",
    }.items():
        Path("config.toml").write_text(f'{config}[serve]\nhost = "{host}"\nport = 9000\n', encoding="utf-8")
        out, err = says(capsys)
        assert f"  {base}/feed/" in out
        assert ("only this machine finds" in err) is (host != "192.0.2.5")


def test_of_several_athletes_one_has_to_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    with Database.at("liftrun.db") as database:
        for name in ("jo", "robin"):
            since = datetime.fromisoformat(NOW)
            DatabaseRoster(database).enrol(Enrolled(name, Path("config.toml").resolve(), since))
    _, err = says(capsys, code=2)
    assert "several athletes" in err
    assert "`liftrun feed --athlete jo`, `liftrun feed --athlete robin`" in err
    robin, jo = feeds(capsys, "--athlete", "robin"), json.loads(says(capsys, "--athlete", "jo", "--json")[0])
    assert jo["athlete"] == "jo"
    assert robin["feed"]["url"] not in {each["url"] for each in jo["feeds"]}


def test_whoever_is_not_planned_for_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        "there is no athlete jo\nhint: Choose one of: `liftrun feed --athlete robin`"
        in says(capsys, "--athlete", "jo", code=2)[1]
    )
    Path("config.toml").unlink()
    _, err = says(capsys, "--database", "liftrun.db", code=2)
    assert "nobody is planned for yet\nhint: Answer the questions of `liftrun serve`" in err
    assert "`liftrun init`" in err
    assert "nope.toml: there is no such file" in says(capsys, "--config", "nope.toml", code=2)[1]


def test_a_lost_key_is_told_with_the_way_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    says(capsys)
    monkeypatch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())
    assert "liftrun feed roll" in says(capsys, code=2)[1]
    rolled = feeds(capsys, "roll"), feeds(capsys, "roll", "--busy")
    assert feeds(capsys) == rolled[0] | rolled[1]


def test_another_word_is_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Did you mean roll?" in says(capsys, "rol", code=2)[1]
