"""The roster in memory and the one in the database keep one contract."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.domain.token import Purpose, Token
from service.ports.roster import Enrolled, Roster
from service.storage.archive import Archive
from service.storage.database import Database
from service.storage.keys import Keys
from service.storage.stores.roster import DatabaseRoster
from service.storage.stores.token_store import DatabaseTokenStore
from service.storage.stores.vault import DatabaseVault
from tests.contracts.roster import RosterContract
from tests.fakes.roster import FakeRoster
from tests.versions import DONE, version

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class TestFakeRoster(RosterContract):
    @pytest.fixture
    def roster(self) -> Roster:
        return FakeRoster()

    @pytest.fixture
    def twin(self, roster: Roster) -> Roster:
        return roster


class TestDatabaseRoster(RosterContract):
    @pytest.fixture
    def roster(self, database: Database) -> Roster:
        return DatabaseRoster(database)

    @pytest.fixture
    def twin(self, elsewhere: Database) -> Roster:
        return DatabaseRoster(elsewhere)

    def test_forgets_all_that_is_kept_of_one(self, database: Database, athlete: str, tmp_path: Path) -> None:
        roster, tokens = DatabaseRoster(database), DatabaseTokenStore(database)
        both = (athlete, f"not {athlete}")
        for name in both:
            roster.enrol(Enrolled(name, tmp_path / "config.toml", NOW))
            archive = Archive(database, name)
            archive.plans.add(version())
            archive.log.note(DONE)
            DatabaseVault(database, name, Keys({}, tmp_path / "key")).keep("google", "secret")
            tokens.keep(Token(f"digest of {name}", name, Purpose.SIGN_IN, NOW))
        assert roster.strike(athlete)
        assert _rows_of(database, athlete) == set()
        assert _rows_of(database, both[1]) >= {
            "athletes",
            "roster",
            "plans",
            "training_log",
            "secrets",
            "tokens",
        }


def _rows_of(database: Database, athlete: str) -> set[str]:
    """The tables in which something of an athlete stands."""
    from sqlalchemy import select
    from sqlmodel import SQLModel

    with database.reading() as session:
        return {
            table.name
            for table in SQLModel.metadata.sorted_tables
            for column in (table.c.get("athlete", table.c.get("name")),)
            if column is not None and session.execute(select(table).where(column == athlete)).first()
        }
