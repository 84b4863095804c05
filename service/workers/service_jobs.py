"""Defines the jobs of the service as a whole: discard ended tokens, and back up the database."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from service.domain.schedule import AtHours
from service.storage.daily_copy import daily_copy, folder_of
from service.storage.stores.token_store import DatabaseTokenStore
from service.usecases.watching.run_due_jobs import Job

if TYPE_CHECKING:
    from service.config.serving import Serving
    from service.storage.database import Database

SERVICE = ""
"""The service's own name in job records: empty, as no athlete's name is."""

TOKENS, BACKUP = "tokens", "backup"
AT_NIGHT = AtHours.daily(time(2, 30), ZoneInfo("UTC"))


def service_jobs(database: "Database", serving: "Serving") -> Iterator[Job]:
    """Yields the service's jobs.

    Shape: there is no backup job when no backup folder is known.
    """

    def discard(_: datetime, now: datetime) -> None:
        DatabaseTokenStore(database).discard_ended(now)

    yield Job(TOKENS, AT_NIGHT, discard)
    folder = folder_of(database, serving.backups)
    if folder:

        def back_up(slot: datetime, _: datetime) -> None:
            daily_copy(database, folder, day=slot.astimezone(UTC).date(), kept=serving.backups_kept)

        yield Job(BACKUP, AT_NIGHT, back_up)
