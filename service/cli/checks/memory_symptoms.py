"""Checks the storage for `liftrun doctor`: the database, its daily copies, and the key to its secrets."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from service.cli.checks.symptom import CheckResult

if TYPE_CHECKING:
    from service.config.serving import Serving
    from service.storage.database import Database

STALE = timedelta(days=2)


def database(database: "Database") -> Iterator[CheckResult]:
    """Report where the database is and how large, and check that it is not damaged."""
    from service.storage.integrity import damage

    file = database.address.file
    size = f", {file.stat().st_size / 1e6:.1f} MB" if file else ""
    yield CheckResult("database", f"{database.address.name}{size}, up to date")
    found = damage(database)
    hint = "" if not found else "Stop the service and put a copy back: `liftrun restore FILE`."
    yield CheckResult("database-whole", found or "whole", is_well=not found, hint=hint)


def copies(database: "Database", serving: "Serving", now: datetime) -> Iterator[CheckResult]:
    """Check that the newest daily copy is less than two days old."""
    from service.storage.copies import copies_in
    from service.storage.daily_copy import folder_of

    folder = folder_of(database, serving.backups)
    found = copies_in(folder) if folder else []
    if not found:
        yield CheckResult("copies", "none yet; a service makes one each night")
        return
    made = datetime.fromtimestamp(found[-1].stat().st_mtime, UTC)
    is_well = now - made < STALE
    hint = "" if is_well else "See whether the service runs, and whether the folder may be written to."
    said = f"{len(found)} in {folder}, the last of {made:%Y-%m-%d %H:%M} UTC"
    yield CheckResult("copies", said, is_well=is_well, hint=hint)


def key(database: "Database") -> Iterator[CheckResult]:
    """Check that the key to the sealed secrets exists and that no other user may read it."""
    from service.errors import VaultLocked
    from service.storage.integrity import sealed
    from service.storage.keys import usual_keys

    count = sealed(database)
    try:
        yield CheckResult("key", f"sealed secrets: {count}; the key comes from {usual_keys().place()}")
    except VaultLocked as error:
        if count:
            yield CheckResult("key", f"sealed secrets: {count}; {error}", is_well=False, hint=error.hint)
        else:
            yield CheckResult("key", "nothing secret is kept yet; the first time makes a key")
