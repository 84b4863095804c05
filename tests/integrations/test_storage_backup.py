"""A backup holds everything, and puts everything back or nothing."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.errors import OutputRefused, StorageUnusable, SyncRefused
from service.ports.ledger import Intent
from service.ports.source_memory import Remembered
from service.storage.backup import backup, restore
from service.storage.database import Database
from service.storage.keys import Keys
from service.storage.schema import VERSION_TABLE
from service.storage.stores.ledger import DatabaseLedger
from service.storage.stores.plan_store import DatabasePlanStore
from service.storage.stores.source_memory import DatabaseSourceMemory
from service.storage.stores.training_log import DatabaseTrainingLog
from service.storage.stores.vault import DatabaseVault
from tests.entries import MADE_AT, entry
from tests.versions import DONE, pin, skip, version

SAID = Remembered("etag", b"\x00\xff", entry().span, MADE_AT)


@pytest.fixture
def empty(fresh: str) -> Iterator[Database]:
    """A database that nobody else has."""
    with Database.at(fresh) as database:
        yield database


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys({}, tmp_path / "key")


@pytest.fixture
def full(empty: Database, keys: Keys) -> Database:
    """One with something in every table."""
    for athlete in ("me", "you"):
        store, ledger = DatabasePlanStore(empty, athlete), DatabaseLedger(empty, athlete)
        store.add(version(marks=(pin("a"),)))
        store.add(version(because="Ü\0", restores=1))
        store.mark(skip("b"))
        ledger.settle("calendar", "a", entry(text="\0ü"))
        ledger.intend("calendar", Intent("b", entry()))
        ledger.intend("calendar", Intent("c", None))
        DatabaseSourceMemory(empty, athlete).remember("google", SAID)
        DatabaseTrainingLog(empty, athlete).note(DONE)
        DatabaseVault(empty, athlete, keys).keep("google", "hush")
    return empty


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "liftrun.backup"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    with Database.at(str(tmp_path / "other.db")) as database:
        yield database


def _holds_everything(database: Database, keys: Keys) -> None:
    for athlete in ("me", "you"):
        store, ledger = DatabasePlanStore(database, athlete), DatabaseLedger(database, athlete)
        second, first = store.versions(limit=9)
        assert first == version(number=1, marks=(pin("a"),))
        assert second == version(number=2, because="Ü\0", restores=1)
        assert store.marks() == (skip("b"),)
        assert ledger.written("calendar") == {"a": entry(text="\0ü")}
        assert ledger.intents("calendar") == {"b": Intent("b", entry()), "c": Intent("c", None)}
        assert DatabaseSourceMemory(database, athlete).recall("google") == SAID
        assert DatabaseTrainingLog(database, athlete).read() == (DONE,)
        assert DatabaseVault(database, athlete, keys).secret("google") == "hush"


def test_everything_comes_back(full: Database, other: Database, file: Path, keys: Keys) -> None:
    backup(full, file)
    restore(file, other)
    _holds_everything(other, keys)
    assert DatabasePlanStore(other, "me").add(version()).number == 3
    DatabaseTrainingLog(other, "me").note(DONE)


def test_everything_goes_back_where_it_was(full: Database, file: Path, keys: Keys) -> None:
    backup(full, file)
    DatabasePlanStore(full, "me").add(version(because="later"))
    DatabaseLedger(full, "somebody else").settle("calendar", "a", entry())
    with pytest.raises(SyncRefused, match="holds something already") as refused:
        restore(file, full)
    assert "--force" in refused.value.hint
    assert DatabasePlanStore(full, "me").versions(limit=1)[0].because == "later"
    restore(file, full, force=True)
    _holds_everything(full, keys)
    assert DatabaseLedger(full, "somebody else").written("calendar") == {}


def test_a_backup_is_one_file_for_nobody_else_to_read(full: Database, file: Path) -> None:
    before = set(file.parent.iterdir())
    backup(full, file)
    assert set(file.parent.iterdir()) - before == {file}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"hush" not in file.read_bytes()
    with closing(sqlite3.connect(file)) as connection:
        # Otherwise whoever looks into it would leave files beside it.
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_backup_is_not_changed_by_putting_it_back(full: Database, other: Database, file: Path) -> None:
    backup(full, file)
    file.chmod(0o400)
    octets = file.read_bytes()
    restore(file, other)
    assert file.read_bytes() == octets


def test_a_file_that_is_there_stays(full: Database, other: Database, file: Path, keys: Keys) -> None:
    file.write_text("mine")
    with pytest.raises(OutputRefused, match="there is such a file already"):
        backup(full, file)
    assert file.read_text() == "mine"
    backup(full, file, force=True)
    restore(file, other)
    _holds_everything(other, keys)


def test_a_folder_that_is_not_there(full: Database, tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="no such file or directory"):
        backup(full, tmp_path / "none" / "liftrun.backup")


def test_the_database_is_no_backup_of_itself(other: Database) -> None:
    DatabasePlanStore(other, "me").add(version())
    itself = other.address.file
    assert itself
    with pytest.raises(OutputRefused, match="it is the database itself"):
        backup(other, itself, force=True)
    with pytest.raises(OutputRefused, match="it is the database itself"):
        restore(itself, other, force=True)
    assert DatabasePlanStore(other, "me").head() == version(number=1)


@pytest.mark.parametrize("octets", [b"", b"Dear reader, " * 100])
def test_a_file_that_is_no_backup(full: Database, file: Path, keys: Keys, octets: bytes) -> None:
    file.write_bytes(octets)
    with pytest.raises(StorageUnusable, match=r"liftrun\.backup cannot be used"):
        restore(file, full, force=True)
    _holds_everything(full, keys)


def test_a_backup_that_is_not_there(full: Database, file: Path, keys: Keys) -> None:
    with pytest.raises(StorageUnusable, match="no such file") as refused:
        restore(file, full, force=True)
    assert "liftrun backup" in refused.value.hint
    _holds_everything(full, keys)


def test_a_backup_of_a_newer_liftrun(full: Database, file: Path, keys: Keys) -> None:
    backup(full, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(StorageUnusable, match="a newer Liftrun"):
        restore(file, full, force=True)
    _holds_everything(full, keys)


def test_a_backup_with_a_row_that_cannot_be(full: Database, file: Path, keys: Keys) -> None:
    backup(full, file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE written SET athlete = 'nobody' WHERE athlete = 'me'")
    with pytest.raises(StorageUnusable, match="does not hold together"):
        restore(file, full, force=True)
    _holds_everything(full, keys)
