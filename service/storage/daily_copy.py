"""A backup for each day, the newest few of them kept."""

import re
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from service.errors import OutputRefused
from service.storage.backup import backup
from service.storage.database import Database

NAMED = re.compile(r"liftrun-\d{4}-\d{2}-\d{2}\.db")
LEFT_BEHIND = ".liftrun-backup-*"
A_DAY = timedelta(days=1)


def folder_of(database: Database, named: str) -> Path | None:
    """Where the copies lie: as named, else beside the database; None for a server's when none is named."""
    if named:
        return Path(named)
    return database.address.file and database.address.file.parent / "backups"


def daily_copy(database: Database, folder: Path, *, day: date, kept: int) -> Path:
    """Write the day's copy unless it is there, and take away all but the newest.

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
    copies = sorted(file for file in folder.iterdir() if NAMED.fullmatch(file.name))
    for file in copies[:-kept]:
        file.unlink(missing_ok=True)
    # What a copy that was killed has left behind; one that is under way is younger.
    for draft in folder.glob(LEFT_BEHIND):
        if datetime.fromtimestamp(draft.stat().st_mtime, UTC).date() < day - A_DAY:
            shutil.rmtree(draft, ignore_errors=True)
