"""The scheduler with several athletes, threads and processes on one database, and its timely stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from integrations._shared.system_clock import SystemClock
from service.athletes.directory import AthleteDirectory
from service.domain.job_record import JobRecord
from service.storage.database import Database
from service.storage.stores.job_store import DatabaseJobStore
from service.workers.scheduler import Scheduler
from tests.integrations.web_server import Reply, serving
from tests.served_life import ServedLife
from tests.waiting import waited

SOON = timedelta(seconds=60)


@contextmanager
def beating(directory: AthleteDirectory) -> Iterator[Scheduler]:
    timetable = Scheduler(directory, SystemClock())
    timetable.start()
    try:
        yield timetable
    finally:
        timetable.stop()


def wait_for(condition: Callable[[], object]) -> None:
    assert waited(condition, SOON.total_seconds()), "it did not come about"


def records(database: Database, athlete: str) -> dict[str, JobRecord]:
    return {record.name: record for record in DatabaseJobStore(database).of(athlete)}


def is_planned(database: Database, athlete: str) -> bool:
    plan = records(database, athlete).get("plan")
    return plan is not None and plan.done_at is not None


def test_of_two_at_one_database_each_job_is_done_by_one(
    database: Database, elsewhere: Database, tmp_path: Path, athlete: str
) -> None:
    life, twin = ServedLife(tmp_path, database, athlete), ServedLife(tmp_path, elsewhere, athlete)
    life.enrol()
    try:
        with beating(life.directory) as one, beating(twin.directory) as other:
            for _ in range(5):
                one.wake()
                other.wake()
            wait_for(lambda: "house" in records(database, athlete) and is_planned(database, athlete))
            wait_for(lambda: records(database, athlete)["house"].done_at)
        found = records(database, athlete)
        assert {name: record.fence for name, record in found.items() if record.fence > 1} == {}
        assert life.head().number == 1
        assert life.served()
    finally:
        life.directory.roster.strike(athlete)


def test_a_stuck_and_a_broken_athlete_hold_up_nobody(tmp_path: Path) -> None:
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    stuck = Event()
    hanging = Reply(body=b"BEGIN:", wait=lambda: stuck.wait(30))
    with serving(hanging) as server:
        life.enrol("\n[nonsense]\n", name="broken")
        source = f'[[calendar]]\nname = "Work"\nics = "{server.url}"\n'
        life.enrol('\n[network]\nallow_hosts = ["127.0.0.1"]\n', name="stuck", calendars=source)
        life.enrol()
        with beating(life.directory):
            wait_for(lambda: is_planned(life.database, "me") and server.asked)
            assert not is_planned(life.database, "stuck")
            stuck.set()
    assert life.served()


class Buggy(AthleteDirectory):
    """A directory in which a bug prevents the context of one athlete."""

    def of(self, name: str) -> "object":  # type: ignore[override]
        if name == "bug":
            raise ZeroDivisionError
        return super().of(name)


def test_a_bug_with_one_athlete_holds_up_nobody(tmp_path: Path) -> None:
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    life.enrol(name="bug")
    life.enrol()
    directory = Buggy(life.database, life.folder / "none.toml", SystemClock)  # type: ignore[arg-type]
    with beating(directory):
        wait_for(lambda: is_planned(life.database, "me"))


def test_it_ends_in_time_though_a_calendar_hangs(tmp_path: Path) -> None:
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    stuck = Event()
    with serving(Reply(body=b"BEGIN:", wait=lambda: stuck.wait(30))) as server:
        source = f'[[calendar]]\nname = "Work"\nics = "{server.url}"\n'
        life.enrol('\n[network]\nallow_hosts = ["127.0.0.1"]\n', calendars=source)
        timetable = Scheduler(life.directory, SystemClock())
        timetable.start()
        wait_for(lambda: server.asked)
        # It says so while the calendar still hangs.
        assert timetable.stop() is False
        assert not stuck.is_set()
        stuck.set()


def test_nothing_begins_once_it_has_ended(tmp_path: Path) -> None:
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    timetable = Scheduler(life.directory, SystemClock())
    timetable.start()
    assert timetable.stop() is True
    life.enrol()
    timetable.wake()
    assert records(life.database, "me") == {}


def test_what_a_killed_process_was_at_is_done_when_its_lease_ends(tmp_path: Path) -> None:
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    life.enrol()
    store, now = DatabaseJobStore(life.database), life.clock.now()
    taken = store.take(JobRecord("me", "plan", now), until=now + timedelta(seconds=60), now=now)
    assert taken
    assert "plan" not in life.done(life.run_due())
    assert "plan" in life.done(life.wait(timedelta(seconds=60)))
    assert not store.record(replace(taken, trouble="late"))


def test_the_services_own_jobs_leave_a_copy(tmp_path: Path) -> None:
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    assert life.job_runner.names() == ()
    life.enrol()
    assert life.job_runner.names() == ("me", "")
    life.job_runner.run_due("")
    assert [file.name for file in (tmp_path / "backups").iterdir()] == ["liftrun-2026-02-27.db"]
    assert life.job_runner.run_due("") == ()


@pytest.mark.parametrize("name", ["me", ""])
def test_a_round_after_the_end_does_nothing(tmp_path: Path, name: str) -> None:
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    life.enrol()
    life.job_runner.worker.end()
    assert life.job_runner.run_due(name) == ()
