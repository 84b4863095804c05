"""`liftrun athlete` adds, lists and removes athletes, and creates their sign-in links."""

import json
import re
import sqlite3
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet

from service.cli.main import main
from service.config import Config, load

UNATTENDED = ("--goal", "muscle", "--level", "beginner", "--timezone", "Asia/Tokyo", "--busy", "none")
LINK = re.compile(r"https?://\S+/sign-in/(\S+)")
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIFTRUN_DATABASE", str(tmp_path / "liftrun.db"))
    monkeypatch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())


@pytest.fixture
def sole(capsys: Output) -> Path:
    """The configuration of somebody who is planned for alone."""
    assert main(["init", *UNATTENDED]) == 0
    capsys.readouterr()
    return Path("config.toml")


def _run(capsys: Output, *argv: str) -> str:
    """What a command that does as it is told prints."""
    assert main(["athlete", *argv]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def _refused(capsys: Output, *argv: str, code: int = 2) -> str:
    """The error and the hint of one that does not."""
    assert main(["athlete", *argv]) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 2
    return printed.err


def _names(capsys: Output) -> list[str]:
    return [each["name"] for each in json.loads(_run(capsys, "list", "--json"))["athletes"]]


def _read(path: Path) -> Config:
    return load(path, usual_zone=lambda: ZoneInfo("UTC"))


def _rows(athlete: str) -> int:
    """How many rows are kept of an athlete."""
    with sqlite3.connect("liftrun.db") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        count = 0
        for table in tables:
            columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
            by = {"athletes": "name"}.get(table, "athlete")
            if by in columns:
                asked = f"SELECT count(*) FROM {table} WHERE {by} = ?"
                count += database.execute(asked, (athlete,)).fetchone()[0]
    database.close()
    return count


class TestAdd:
    def test_writes_a_file_of_their_own_and_gives_what_they_need(self, capsys: Output) -> None:
        said = _run(capsys, "add", "anna", *UNATTENDED)
        path = Path("athletes/anna.toml")
        assert (_read(path).athlete.id, _read(path).athlete.zone.key) == ("anna", "Asia/Tokyo")
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert LINK.search(said)
        assert len(re.findall(r"http://127\.0\.0\.1:8765/feed/\S+\.ics", said)) == 2
        assert _names(capsys) == ["anna"]

    def test_takes_a_file_that_is_there(self, capsys: Output) -> None:
        Path("theirs.toml").write_text('[athlete]\nid = "anna"\n')
        assert main(["athlete", "add", "anna", "--config", "theirs.toml"]) == 0
        assert capsys.readouterr().err == ""
        (found,) = json.loads(_run(capsys, "list", "--json"))["athletes"]
        assert found["config"] == str(Path("theirs.toml").resolve())
        assert Path("theirs.toml").read_text() == '[athlete]\nid = "anna"\n'

    def test_warns_of_a_file_that_other_commands_would_take_for_anothers(self, capsys: Output) -> None:
        Path("theirs.toml").write_text("")
        assert main(["athlete", "add", "anna", "--config", "theirs.toml"]) == 0
        assert 'warning: write id = "anna" under [athlete] in theirs.toml' in capsys.readouterr().err

    def test_whom_the_service_planned_for_alone_is_not_lost(self, capsys: Output, sole: Path) -> None:
        assert main(["athlete", "add", "anna", *UNATTENDED]) == 0
        told = capsys.readouterr().err
        assert f"note: me ({sole}) goes on, and has to sign in once anna is added" in told
        assert "`liftrun athlete link me`" in told
        assert _names(capsys) == ["anna", "me"]
        assert main(["athlete", "add", "bea", *UNATTENDED]) == 0
        assert capsys.readouterr().err == ""

    def test_who_has_to_sign_in_is_told_before_anything_is_asked(
        self, capsys: Output, sole: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", StringIO())
        assert main(["athlete", "add", "anna", "--service", str(sole), "--database", "liftrun.db"]) == 2
        note, question = capsys.readouterr().err.splitlines()[:2]
        assert note.endswith("`liftrun athlete link me --service config.toml --database liftrun.db`")
        assert "?" in question
        assert _names(capsys) == ["me"]

    def test_takes_in_the_one_of_the_services_own_file_by_their_name_alone(
        self, capsys: Output, sole: Path
    ) -> None:
        assert "speaks of me" in _refused(capsys, "add", "anna", "--config", str(sole))
        assert "--config config.toml" in _refused(capsys, "add", "me", *UNATTENDED)
        _run(capsys, "add", "me", "--config", str(sole))
        assert _names(capsys) == ["me"]

    def test_a_new_file_names_the_database_that_the_service_names(
        self, capsys: Output, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("LIFTRUN_DATABASE")
        Path("config.toml").write_text('[storage]\ndatabase = "kept/liftrun.db"\n')
        _run(capsys, "add", "anna", *UNATTENDED)
        assert _read(Path("athletes/anna.toml")).database == str(Path("kept/liftrun.db").resolve())
        assert Path("kept/liftrun.db").exists()

    def test_stands_beside_the_services_own_file(self, capsys: Output, tmp_path: Path) -> None:
        (tmp_path / "etc").mkdir()
        (tmp_path / "etc" / "own.toml").write_text("")
        _run(capsys, "add", "anna", "--service", "etc/own.toml", *UNATTENDED)
        assert Path("etc/athletes/anna.toml").exists()

    @pytest.mark.parametrize("name", ["", "a/b", "..\\x", "x" * 65, "a b", "anna\n"])
    def test_wants_a_name(self, capsys: Output, tmp_path: Path, name: str) -> None:
        assert "is no name for an athlete" in _refused(capsys, "add", name, *UNATTENDED)
        assert not (tmp_path / "athletes").exists()

    @pytest.mark.parametrize("name", ["anna", "Anna"])
    def test_wants_a_name_that_is_free(self, capsys: Output, name: str) -> None:
        _run(capsys, "add", "anna", *UNATTENDED)
        assert "there is an athlete anna already" in _refused(capsys, "add", name, *UNATTENDED)

    def test_wants_a_file_that_is_nobody_elses(self, capsys: Output) -> None:
        _run(capsys, "add", "anna", *UNATTENDED)
        Path("link.toml").symlink_to("athletes/anna.toml")
        Path("hard.toml").hardlink_to("athletes/anna.toml")
        for file in ("athletes/anna.toml", "athletes/../athletes/anna.toml", "link.toml", "hard.toml"):
            assert "is the file of anna already" in _refused(capsys, "add", "bea", "--config", file)

    def test_wants_a_file_that_says_something_clear(self, capsys: Output, sole: Path) -> None:
        Path("theirs.toml").write_text("[athlete]\ngoal = 'flying'\n")
        assert "flying" in _refused(capsys, "add", "anna", "--config", "theirs.toml")
        assert "no such file" in _refused(capsys, "add", "anna", "--config", "gone.toml")
        assert sole.exists()
        assert _names(capsys) == ["me"]

    def test_leaves_alone_what_was_written_by_hand(self, capsys: Output) -> None:
        Path("athletes").mkdir()
        Path("athletes/anna.toml").write_text("# mine\n")
        assert "--config athletes/anna.toml" in _refused(capsys, "add", "anna", *UNATTENDED)
        assert Path("athletes/anna.toml").read_text() == "# mine\n"


class TestList:
    def test_says_so_when_there_is_nobody(self, capsys: Output) -> None:
        assert _run(capsys, "list") == "Nobody is planned for yet.\n"
        assert json.loads(_run(capsys, "list", "--json")) == {"schema": 1, "athletes": []}

    def test_shows_the_only_one_too(self, capsys: Output, sole: Path) -> None:
        (found,) = json.loads(_run(capsys, "list", "--json"))["athletes"]
        assert found == {
            "name": "me",
            "config": str(sole.resolve()),
            "since": None,
            "sign_ins": 0,
            "last_seen": None,
        }
        assert _run(capsys, "list") == f"me  {sole.resolve()}\n"

    def test_shows_nothing_secret(self, capsys: Output) -> None:
        secret = LINK.search(_run(capsys, "add", "anna", *UNATTENDED))
        assert secret
        assert secret[1] not in _run(capsys, "list") + _run(capsys, "list", "--json")

    def test_a_file_that_is_broken_or_gone_is_listed(self, capsys: Output) -> None:
        _run(capsys, "add", "anna", *UNATTENDED)
        Path("athletes/anna.toml").unlink()
        assert _names(capsys) == ["anna"]


class TestRemove:
    def test_forgets_all_that_is_kept_and_leaves_the_file(self, capsys: Output) -> None:
        _run(capsys, "add", "anna", *UNATTENDED)
        _run(capsys, "add", "bea", *UNATTENDED)
        kept = _rows("bea")
        assert _rows("anna") > 3
        said = _run(capsys, "remove", "anna", "--force")
        assert "athletes/anna.toml is still there" in said
        assert "calendars" in said
        assert Path("athletes/anna.toml").exists()
        assert (_rows("anna"), _rows("bea")) == (0, kept)
        assert _names(capsys) == ["bea"]

    def test_does_nothing_unasked(self, capsys: Output) -> None:
        _run(capsys, "add", "anna", *UNATTENDED)
        assert "--force" in _refused(capsys, "remove", "anna", code=4)
        assert _names(capsys) == ["anna"]

    def test_can_come_again_by_the_file_that_was_left(self, capsys: Output) -> None:
        first = _run(capsys, "add", "anna", *UNATTENDED)
        _run(capsys, "remove", "anna", "--force")
        again = _run(capsys, "add", "anna", "--config", "athletes/anna.toml")
        assert set(LINK.findall(first)).isdisjoint(LINK.findall(again))

    def test_knows_whom_it_cannot_forget(self, capsys: Output, sole: Path) -> None:
        assert f"me is whom {sole} speaks of" in _refused(capsys, "remove", "me", "--force")
        assert "there is no athlete bea" in _refused(capsys, "remove", "bea", "--force")

    def test_the_last_one_leaves_the_service_to_whom_it_began_with(self, capsys: Output, sole: Path) -> None:
        _run(capsys, "add", "me", "--config", str(sole))
        assert main(["athlete", "remove", "me", "--force"]) == 0
        assert "plans for me alone again" in capsys.readouterr().err


class TestLink:
    def test_is_the_same_until_it_is_rolled(self, capsys: Output, sole: Path) -> None:
        assert sole.exists()
        first = _run(capsys, "link")
        assert LINK.fullmatch(first.strip())
        assert _run(capsys, "link", "me") == first
        assert main(["athlete", "link", "--roll"]) == 0
        rolled = capsys.readouterr()
        assert rolled.out != first
        assert "ended" in rolled.err
        assert _run(capsys, "link") == rolled.out

    def test_leads_where_people_find_the_service(self, capsys: Output, sole: Path) -> None:
        sole.write_text('[feed]\nlink = "https://liftrun.example/"\n')
        assert _run(capsys, "link").startswith("https://liftrun.example/sign-in/")
        sole.write_text('[serve]\nhost = "192.0.2.7"\nport = 80\n')
        assert _run(capsys, "link").startswith("http://192.0.2.7:80/sign-in/")

    def test_wants_a_name_where_there_are_several(self, capsys: Output) -> None:
        _run(capsys, "add", "anna", *UNATTENDED)
        assert _run(capsys, "link") == _run(capsys, "link", "anna")
        _run(capsys, "add", "bea", *UNATTENDED)
        assert "`liftrun athlete link anna`, `liftrun athlete link bea`" in _refused(capsys, "link")
        assert "there is no athlete me" in _refused(capsys, "link", "me")
        assert _run(capsys, "link", "anna") != _run(capsys, "link", "bea")

    def test_wants_somebody(self, capsys: Output) -> None:
        assert "liftrun init" in _refused(capsys, "link")

    def test_without_its_key_tells_what_to_do(
        self, capsys: Output, sole: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert sole.exists()
        first = _run(capsys, "link")
        monkeypatch.setenv("LIFTRUN_KEY", Fernet.generate_key().decode())
        assert "--roll" in _refused(capsys, "link")
        assert _run(capsys, "link", "--roll") != first
