"""Writes one backup for each day, and keeps the newest few."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from service.errors import OutputRefused
from service.storage.backup import backup
from service.storage.copies import FOLDER, copies_in
from service.storage.database import Database

LEFT_BEHIND = ".liftrun-backup-*"
A_DAY = timedelta(days=1)


def folder_of(database: Database, named: str) -> Path | None:
    """The folder of the daily copies; unless named it is beside the database, and for a server it is None."""
    if named:
        return Path(named)
    return database.address.file and database.address.file.parent / FOLDER


def daily_copy(database: Database, folder: Path, *, day: date, kept: int) -> Path:
    """Write the day's copy unless it exists, delete all copies but the newest, and return the day's file.

    Shape: `kept` is how many copies stay.
    Errors: OutputRefused, StorageUnusable.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = folder / f"liftrun-{day.isoformat()}.db"
        if not file.exists():
            backup(database, file)
        _clear(folder, kept=kept, day=day)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "Name a folder that may be written to: backups in [serve]."
        raise OutputRefused(name=folder, reason=reason, hint=hint) from error
    return file


def _clear(folder: Path, *, kept: int, day: date) -> None:
    for file in copies_in(folder)[:-kept]:
        file.unlink(missing_ok=True)
    # Drafts left behind by a process that was killed; a draft that is being written is younger.
    for draft in folder.glob(LEFT_BEHIND):
        if datetime.fromtimestamp(draft.stat().st_mtime, UTC).date() < day - A_DAY:
            shutil.rmtree(draft, ignore_errors=True)
