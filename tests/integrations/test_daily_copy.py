"""One backup is made a day, the oldest are deleted, and leftovers of a killed one are removed."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from service.domain.job_record import JobRecord
from service.errors import OutputRefused
from service.storage.backup import restore
from service.storage.daily_copy import daily_copy, folder_of
from service.storage.database import Database
from service.storage.stores.job_store import DatabaseJobStore
from tests.entries import MADE_AT

DAY = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "copies"


@pytest.fixture
def own(tmp_path: Path) -> Database:
    return Database.at(str(tmp_path / "own.db"))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_copy_can_be_restored_and_is_for_nobody_else_to_read(
    database: Database, folder: Path, tmp_path: Path, athlete: str
) -> None:
    record = JobRecord(athlete, "plan", MADE_AT, slot=MADE_AT)
    DatabaseJobStore(database).begin(record)
    file = daily_copy(database, folder, day=DAY, kept=3)
    assert file.name == "liftrun-2026-11-20.db"
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    with Database.at(str(tmp_path / "new.db")) as other:
        restore(file, other)
        assert DatabaseJobStore(other).of(athlete) == (record,)


def test_the_newest_few_are_kept_and_nothing_else_is_touched(own: Database, folder: Path) -> None:
    folder.mkdir()
    (folder / "liftrun-2020-01-01.db.txt").write_text("mine")
    for number in range(4):
        daily_copy(own, folder, day=DAY + timedelta(days=number), kept=2)
    assert names(folder) == ["liftrun-2020-01-01.db.txt", "liftrun-2026-11-22.db", "liftrun-2026-11-23.db"]


def test_a_day_has_one_copy(own: Database, folder: Path) -> None:
    first = daily_copy(own, folder, day=DAY, kept=2).stat()
    assert daily_copy(own, folder, day=DAY, kept=2).stat().st_ino == first.st_ino


def test_what_a_killed_copy_left_behind_goes_when_it_is_old(own: Database, folder: Path) -> None:
    folder.mkdir()
    old, young = folder / ".liftrun-backup-old", folder / ".liftrun-backup-young"
    for draft, age in ((old, 3), (young, 0)):
        draft.mkdir()
        (draft / "backup.db").write_bytes(b"half")
        at = datetime(2026, 11, 20 - age, 12, tzinfo=UTC).timestamp()
        os.utime(draft, (at, at))
    daily_copy(own, folder, day=DAY, kept=2)
    assert names(folder) == [".liftrun-backup-young", "liftrun-2026-11-20.db"]


def test_a_place_that_is_no_folder_is_refused_in_one_line(own: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputRefused, match="file"):
        daily_copy(own, tmp_path / "file" / "copies", day=DAY, kept=2)


def test_it_lies_beside_a_file_and_for_a_server_where_it_is_named(database: Database) -> None:
    file = database.address.file
    assert folder_of(database, "") == (file.parent / "backups" if file else None)
    assert folder_of(database, "elsewhere") == Path("elsewhere")
