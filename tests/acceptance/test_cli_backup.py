"""`liftrun backup` and `liftrun restore` as a person uses them."""

from pathlib import Path

import pytest

from service.cli.main import main
from service.storage.database import Database
from service.storage.stores.plan_store import DatabasePlanStore
from tests.postgresql import PostgreSQL
from tests.versions import version


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("LIFTRUN_DATABASE", raising=False)


def _plan(place: str, because: str) -> None:
    with Database.at(place) as database:
        DatabasePlanStore(database, "me").add(version(because=because))


def _head(place: str) -> str:
    with Database.at(place) as database:
        head = DatabasePlanStore(database, "me").head()
        assert head
        return head.because


def test_there_and_back(capsys: pytest.CaptureFixture[str]) -> None:
    _plan("mine.db", "first")
    assert main(["backup", "copy.db", "--database", "mine.db"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "Wrote copy.db, a copy of mine.db.",
        "The key to the secrets in it is not in it: keep a copy of that elsewhere.",
    ]
    assert not printed.err
    _plan("mine.db", "second")
    assert main(["restore", "copy.db", "--database", "mine.db"]) == 4
    assert capsys.readouterr().err.splitlines() == [
        "liftrun: mine.db was left as it is: it holds something already",
        "hint: Add --force to lose that and have the backup instead, or name another with --database.",
    ]
    assert _head("mine.db") == "second"
    assert main(["restore", "copy.db", "--database", "mine.db", "--force"]) == 0
    assert capsys.readouterr().out == "mine.db holds again what copy.db does.\n"
    assert _head("mine.db") == "first"


def test_from_a_file_to_a_server_and_back(postgresql: PostgreSQL, capsys: pytest.CaptureFixture[str]) -> None:
    server = postgresql.fresh()
    _plan("mine.db", "moved")
    assert main(["backup", "there.db", "--database", "mine.db"]) == 0
    assert main(["restore", "there.db", "--database", server]) == 0
    assert _head(server) == "moved"
    assert main(["backup", "back.db", "--database", server]) == 0
    assert main(["restore", "back.db", "--database", "again.db"]) == 0
    assert _head("again.db") == "moved"
    assert "?host=" not in capsys.readouterr().out


def test_a_backup_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    _plan("mine.db", "first")
    Path("copy.db").touch()
    assert main(["backup", "copy.db", "--database", "mine.db"]) == 4
    assert "copy.db was left as it is: there is such a file already" in " ".join(
        capsys.readouterr().err.split()
    )
    assert main(["backup", "copy.db", "--database", "mine.db", "--force"]) == 0


def test_the_environment_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIFTRUN_DATABASE", "named.db")
    _plan("named.db", "named")
    assert main(["backup", "copy.db"]) == 0
    assert main(["restore", "copy.db", "--database", "other.db"]) == 0
    assert _head("other.db") == "named"


def test_nothing_is_no_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "copy.db"]) == 2
    message, _ = capsys.readouterr().err.splitlines()
    assert message.endswith("liftrun.db cannot be used as the database: there is no such file")
    assert not Path("copy.db").exists()
    assert not (tmp_path / "data" / "liftrun" / "liftrun.db").exists()


def test_the_usual_place_is_made_when_it_is_needed(tmp_path: Path) -> None:
    Database.at("mine.db").close()
    assert main(["backup", "copy.db", "--database", "mine.db"]) == 0
    assert main(["restore", "copy.db"]) == 0
    assert (tmp_path / "data" / "liftrun" / "liftrun.db").is_file()


@pytest.mark.parametrize("command", [["backup", "new.db"], ["restore", "copy.db"]])
def test_a_database_that_cannot_be_used(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("letter.txt").write_text("Dear reader, " * 100)
    assert main([*command, "--database", "letter.txt"]) == 2
    message, hint = capsys.readouterr().err.splitlines()
    assert message == "liftrun: letter.txt cannot be used as the database: file is not a database"
    assert hint.startswith("hint: ")
    assert not Path("new.db").exists()
