"""Which databases can be opened, and the messages for those that cannot."""

import os
import socket
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from service.errors import StorageUnusable, SyncRefused
from service.storage.address import Address, usual_place
from service.storage.database import Database
from service.storage.stores.ledger import DatabaseLedger
from tests.entries import entry
from tests.postgresql import PostgreSQL

SECRET = "hush"


@pytest.fixture
def deaf() -> Iterator[int]:
    """A port at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def test_a_new_file_is_for_nobody_else_to_read(tmp_path: Path) -> None:
    place = tmp_path / "data" / "liftrun" / "liftrun.db"
    with Database.at(str(place)) as database:
        DatabaseLedger(database, "me").settle("calendar", "a", entry())
        assert {file.suffix for file in place.parent.iterdir()} >= {".db", ".db-wal", ".db-shm"}
        for file in place.parent.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_a_file_is_found_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    Database.at("~/liftrun.db").close()
    assert (tmp_path / "liftrun.db").is_file()


def test_a_file_is_the_same_when_the_process_goes_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Database.at("liftrun.db") as database:
        monkeypatch.chdir("/")
        DatabaseLedger(database, "me").settle("calendar", "a", entry())
    assert [file.name for file in tmp_path.glob("*.db")] == ["liftrun.db"]


def test_the_usual_place_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert usual_place() == tmp_path / "liftrun" / "liftrun.db"


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    place = tmp_path / "letter.txt"
    place.write_text("Dear reader, " * 100)
    with pytest.raises(StorageUnusable, match=r"letter.txt cannot be used .*: file is not a database"):
        Database.at(str(place))
    assert place.read_text() == "Dear reader, " * 100


def test_a_database_that_was_damaged(tmp_path: Path) -> None:
    place = tmp_path / "liftrun.db"
    with Database.at(str(place)) as database:
        for number in range(200):
            DatabaseLedger(database, "me").settle("calendar", str(number), entry())
    octets = bytearray(place.read_bytes())
    octets[4096:] = os.urandom(len(octets) - 4096)
    place.write_bytes(octets)
    with pytest.raises(StorageUnusable, match="malformed") as refused, Database.at(str(place)) as database:
        DatabaseLedger(database, "me").written("calendar")
    assert "liftrun restore" in refused.value.hint


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageUnusable, match=r"not a directory|file exists"):
        Database.at(str(tmp_path / "file" / "liftrun.db"))


def test_a_file_that_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(StorageUnusable, match=r"unable to open database file|is a directory"):
        Database.at(str(tmp_path))


def test_a_server_that_does_not_answer(deaf: int) -> None:
    with pytest.raises(StorageUnusable) as refused:
        Database.at(f"postgresql://me:{SECRET}@127.0.0.1:{deaf}/liftrun?password={SECRET}")
    message = str(refused.value)
    assert message.startswith(f"postgresql://127.0.0.1:{deaf}/liftrun cannot be used as the database: ")
    assert "refused" in message
    assert SECRET not in message + refused.value.hint


def test_a_server_that_was_away_for_a_while(postgresql: PostgreSQL) -> None:
    place = postgresql.fresh()
    with Database.at(place) as database:
        ledger = DatabaseLedger(database, "me")
        ledger.settle("calendar", "a", entry())
        postgresql.tell(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        )
        assert ledger.written("calendar") == {"a": entry()}


def test_one_file_by_two_names_is_one_database(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "liftrun.db")
    with (
        Database.at(str(tmp_path / "link.db")) as one,
        Database.at(str(tmp_path / "liftrun.db")) as other,
        one.athlete_lock("me", wait=timedelta(0)),
        pytest.raises(SyncRefused),
        other.athlete_lock("me", wait=timedelta(0)),
    ):
        pass


def test_a_database_the_server_does_not_have(postgresql: PostgreSQL) -> None:
    with pytest.raises(StorageUnusable, match='database "liftrun_none" does not exist'):
        Database.at(postgresql.shared.replace(postgresql.shared.split("/")[3].split("?")[0], "liftrun_none"))


@pytest.mark.parametrize(
    "place",
    [
        f"mysql://me:{SECRET}@localhost/liftrun",
        f"postgresql://me:{SECRET}@{SECRET}@localhost/liftrun",
        f"postgresql://me:{SECRET}@localhost:{SECRET}/liftrun",
        f"://{SECRET}",
        f"{SECRET}://",
    ],
)
def test_an_address_of_nothing_we_know(place: str) -> None:
    with pytest.raises(StorageUnusable, match="postgresql://user:password@host/name") as refused:
        Database.at(place)
    assert SECRET not in f"{refused.value} {refused.value.hint}"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_an_address_of_a_server(scheme: str) -> None:
    address = Address.of(f"{scheme}://me:{SECRET}@db.example:5433/liftrun?sslmode=require")
    assert address.name == "postgresql://db.example:5433/liftrun"
    assert address.url.drivername == "postgresql+psycopg"
    assert address.url.query == {"sslmode": "require"}
    assert address.file is None
    assert SECRET not in repr(address)


def test_a_full_disk_is_no_traceback(tmp_path: Path) -> None:
    with Database.at(str(tmp_path / "liftrun.db")) as database:
        ledger = DatabaseLedger(database, "me")
        ledger.settle("calendar", "a", entry())
        with database.reading() as session:
            session.connection().exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(StorageUnusable, match="database or disk is full"):
            ledger.settle("calendar", "b", entry(text="a" * 100_000))
        assert set(ledger.written("calendar")) == {"a"}
