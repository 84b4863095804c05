"""Every database has the current tables, whichever version created it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from service.errors import StorageUnusable
from service.storage.address import Address
from service.storage.archive import Archive
from service.storage.database import Database
from service.storage.schema import HEAD, VERSION_TABLE, migrations
from service.storage.stores.job_store import DatabaseJobStore
from service.storage.stores.ledger import DatabaseLedger
from service.storage.stores.plan_store import DatabasePlanStore
from service.storage.stores.roster import DatabaseRoster
from service.storage.stores.token_store import DatabaseTokenStore
from tests import second_schema
from tests.entries import MADE_AT, entry
from tests.versions import DONE, pin, version

GOLDEN = Path(__file__).parents[1] / "golden" / "storage"
FIRST, SECOND = GOLDEN / "0001.sql", GOLDEN / "0002.sql"


def test_the_tables_are_those_the_program_knows(database: Database) -> None:
    with database.reading() as session:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_newest_migration_is_the_one_opening_asks_for() -> None:
    assert ScriptDirectory.from_config(migrations()).get_heads() == [HEAD]


def test_a_database_of_the_first_schema_is_read(tmp_path: Path) -> None:
    place = tmp_path / "old.db"
    _tell(place, FIRST.read_text(encoding="utf-8"))
    with Database.at(str(place)) as database:
        head = DatabasePlanStore(database, "me").head()
        assert head == version(number=1, marks=(pin(),))
        assert DatabaseLedger(database, "me").written("calendar") == {entry().uid: entry()}


def test_a_database_of_the_first_schema_comes_to_have_the_tables_of_today(tmp_path: Path) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    _tell(old, FIRST.read_text(encoding="utf-8"))
    before = _rows(old)
    for place in (old, new):
        Database.at(str(place)).close()
    after = _rows(old)
    assert after.keys() == _rows(new).keys()
    assert {table: after[table] for table in before.keys() - {VERSION_TABLE}} == {
        table: rows for table, rows in before.items() if table != VERSION_TABLE
    }
    assert after[VERSION_TABLE] == [(HEAD,)]
    with Database.at(str(old)) as database:
        second_schema.keep(database)


def test_a_database_of_the_second_schema_is_read(tmp_path: Path) -> None:
    place = tmp_path / "old.db"
    _tell(place, SECOND.read_text(encoding="utf-8"))
    with Database.at(str(place)) as database:
        archive = Archive(database, second_schema.WHO)
        assert archive.plans.head() == version(number=1, marks=(pin(),))
        assert archive.log.read() == (DONE,)
        assert DatabaseLedger(database, "me").written("calendar") == {entry().uid: entry()}
        assert DatabaseRoster(database).every() == (second_schema.ENROLLED,)
        tokens = DatabaseTokenStore(database)
        assert tuple(tokens.find(each.digest) for each in second_schema.TOKENS) == second_schema.TOKENS
        assert archive.readings.every() == second_schema.READINGS
        assert (archive.feed.version, archive.feed.shown(), archive.feed.shown_at) == (1, (entry(),), MADE_AT)
        assert DatabaseJobStore(database).every() == second_schema.DUTIES


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "liftrun.db"
    with Database.at(str(place)) as database:
        DatabasePlanStore(database, "me").add(version())
    before = place.read_bytes()
    with Database.at(str(place)) as database:
        assert DatabasePlanStore(database, "me").head() == version(number=1)
    assert place.read_bytes() == before


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "liftrun.db"
    Database.at(str(place)).close()
    _tell(place, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(StorageUnusable, match="a newer Liftrun has written to it") as refused:
        Database.at(str(place))
    assert "up to date" in refused.value.hint


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "photos.db"
    _tell(place, "CREATE TABLE photos (name TEXT)")
    with pytest.raises(StorageUnusable, match="another program's tables"):
        Database.at(str(place))
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("photos",)]


def test_a_migration_that_breaks_off_leaves_nothing(fresh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(op, "create_table", _twice(op.create_table))
        with pytest.raises(ZeroDivisionError):
            Database.at(fresh)
    with pytest.raises(StorageUnusable, match="nothing of Liftrun's"):
        Database(Address.of(fresh), may_be_new=False)
    with Database.at(fresh) as database:
        assert DatabasePlanStore(database, "me").head() is None


def _twice(act: Callable[..., Any]) -> Callable[..., Any]:
    """The same, but the third time it fails."""
    turns = iter((True, True, False))

    def attempt(*arguments: Any) -> Any:
        if not next(turns):
            raise ZeroDivisionError
        return act(*arguments)

    return attempt


def _rows(place: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything a database holds, by table."""
    with closing(sqlite3.connect(place)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names}


def _tell(place: Path, script: str) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript(script)
