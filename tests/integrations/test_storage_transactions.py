"""Transactions: what several concurrent readers and writers of one database may see."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlmodel import Session, func, select

from service.storage.address import Address
from service.storage.database import Database
from service.storage.engine import engine
from service.storage.stores.plan_store import DatabasePlanStore
from service.storage.tables import AthleteRow, PlanRow
from tests.versions import pin, version


def _plans(session: Session, athlete: str) -> int:
    return session.exec(select(func.count()).where(PlanRow.athlete == athlete)).one()


def test_a_look_sees_one_state_of_everything(database: Database, elsewhere: Database, athlete: str) -> None:
    store = DatabasePlanStore(elsewhere, athlete)
    store.add(version())
    with database.reading() as session:
        assert _plans(session, athlete) == 1
        store.add(version())
        assert _plans(session, athlete) == 1
    with database.reading() as session:
        assert _plans(session, athlete) == 2


def test_a_write_that_breaks_off_leaves_nothing(database: Database, athlete: str) -> None:
    store = DatabasePlanStore(database, athlete)
    added = store.add(version(marks=(pin("a"),)))
    twice = version(marks=(pin("b"), pin("b")))
    with pytest.raises(Exception, match=r"(?i)unique constraint"):
        store.add(twice)
    assert store.head() == added
    assert store.marks() == (pin("a"),)


def test_who_looks_before_writing_waits_for_who_writes(tmp_path: Path) -> None:
    place = str(tmp_path / "liftrun.db")
    with Database.at(place) as one, Database.at(place) as other, ThreadPoolExecutor(1) as thread:
        looked = Event()

        def look_and_write() -> int:
            with other.writing() as session:
                seen = len(session.exec(select(AthleteRow)).all())
                looked.set()
                session.add(AthleteRow(name="b"))
            return seen

        with one.writing() as session:
            session.add(AthleteRow(name="a"))
            session.flush()
            seen = thread.submit(look_and_write)
            # It cannot have looked, however long that is waited for.
            assert not looked.wait(timeout=0.5)
        assert seen.result() == 1


def test_a_write_outlives_a_power_cut_and_references_hold(tmp_path: Path) -> None:
    with Database.at(str(tmp_path / "liftrun.db")) as database, database.writing() as session:
        connection = session.connection()
        asked = ("journal_mode", "synchronous", "foreign_keys")
        answers = [connection.exec_driver_sql(f"PRAGMA {each}").scalar_one() for each in asked]
    assert answers == ["wal", 2, 1]


def test_a_table_may_be_made_anew_while_others_point_to_it(tmp_path: Path) -> None:
    made = engine(Address.of(str(tmp_path / "liftrun.db")), keeps_references=False)
    with made.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 0
    made.dispose()
