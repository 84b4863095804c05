"""A database that is removed, replaced, emptied or full while it is open is noticed, and takes no write."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy

import pytest

from service.errors import StorageUnusable
from service.storage.copies import FOLDER
from service.storage.daily_copy import daily_copy
from service.storage.database import Database
from service.storage.stores.job_store import DatabaseJobStore
from service.workers.scheduler import Scheduler
from tests.fakes.clock import FakeClock
from tests.served_life import FRIDAY, ServedLife

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)


def remove(file: Path) -> None:
    file.unlink()


def move_away(file: Path) -> None:
    file.rename(file.with_suffix(".moved"))


def replace(file: Path) -> None:
    other = file.with_name("other.db")
    Database.at(str(other)).close()
    other.replace(file)


def empty(file: Path) -> None:
    os.truncate(file, 0)


LOSSES: dict[Callable[[Path], None], str] = {
    remove: "the file was removed while Liftrun had it open",
    move_away: "the file was removed while Liftrun had it open",
    replace: "another file was put in its place",
    empty: "the file was emptied",
}


@pytest.fixture
def file(tmp_path: Path, empty_database: Path) -> Path:
    return Path(copy(empty_database, tmp_path / "liftrun.db"))


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_it_is_noticed_before_anything_is_written_or_read(lose: Callable[[Path], None], file: Path) -> None:
    with Database.at(str(file)) as database:
        database.prove(NOW)
        lose(file)
        for use in (database.writing, database.reading):
            with pytest.raises(StorageUnusable, match=LOSSES[lose]), use():
                pass
        with pytest.raises(StorageUnusable, match=LOSSES[lose]):
            database.prove(NOW)


def test_data_of_another_database_in_the_same_file_is_noticed(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    Database.at(str(other)).close()
    with Database.at(str(file)) as database:
        database.prove(NOW)
        database.close()  # no connection that knows the old pages
        for beside in tmp_path.glob("liftrun.db-*"):
            beside.unlink()
        file.write_bytes(other.read_bytes())
        with pytest.raises(StorageUnusable, match="another database's data"):
            database.prove(NOW)


def test_a_disk_without_room_is_noticed(file: Path) -> None:
    program = """
import resource, sys
from datetime import UTC, datetime
from service.errors import StorageUnusable
from service.storage.database import Database
database = Database.at(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
try:
    database.prove(datetime.now(UTC))
except StorageUnusable as error:
    print(error)
"""
    said = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=False
    )
    assert said.stdout.startswith(f"{file} cannot be used as the database: "), said.stderr


def test_no_job_runs_over_a_lost_database(tmp_path: Path) -> None:
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    life.enrol()
    beats = list[int]()
    scheduler = Scheduler(life.directory, FakeClock(FRIDAY), on_beat=lambda: beats.append(1))
    remove(tmp_path / "liftrun.db")
    scheduler._beat()
    assert beats == [1]
    assert scheduler._waiting.empty()
    assert not (tmp_path / "liftrun.db").exists()


def test_the_jobs_go_on_over_one_that_is_there(tmp_path: Path) -> None:
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    life.enrol()
    scheduler = Scheduler(life.directory, FakeClock(FRIDAY))
    scheduler._beat()
    assert not scheduler._waiting.empty()


class TestBesideCopies:
    @pytest.fixture(params=["missing", "empty"])
    def lost(self, request: pytest.FixtureRequest, file: Path) -> Path:
        """A database of which there is a daily copy, and which is gone."""
        with Database.at(str(file)) as database:
            daily_copy(database, file.parent / FOLDER, day=NOW.date(), kept=3)
        file.unlink()
        if request.param == "empty":
            file.touch()
        return file

    def test_it_is_not_taken_for_a_new_one(self, lost: Path) -> None:
        with pytest.raises(StorageUnusable) as refused:
            Database.at(str(lost))
        newest = lost.parent / FOLDER / "liftrun-2026-03-02.db"
        assert f"`liftrun restore {newest} --database {lost}`" in refused.value.hint
        assert not lost.exists() or not lost.stat().st_size

    def test_the_command_it_names_brings_it_back(self, lost: Path) -> None:
        from service.cli.main import main

        newest = lost.parent / FOLDER / "liftrun-2026-03-02.db"
        assert main(["restore", str(newest), "--database", str(lost)]) == 0
        with Database.at(str(lost)) as database:
            assert DatabaseJobStore(database).every() == ()

    def test_it_is_a_new_one_once_the_copies_are_moved(self, lost: Path) -> None:
        (lost.parent / FOLDER).rename(lost.parent / "old")
        Database.at(str(lost)).close()
        assert lost.stat().st_size
