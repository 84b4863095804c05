"""What is done by itself for the service as a whole, whoever it plans for."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from service.domain.schedule import AtHours
from service.storage.daily_copy import daily_copy, folder_of
from service.storage.token_store import DatabaseTokenStore
from service.usecases.watching.run_due_jobs import Job

if TYPE_CHECKING:
    from service.config.serving import Serving
    from service.storage.database import Database

ITSELF = ""
"""The name under which the service's own duties are known: no athlete has none."""

TOKENS, BACKUP = "tokens", "backup"
AT_NIGHT = AtHours.daily(time(2, 30), ZoneInfo("UTC"))


def service_jobs(database: "Database", serving: "Serving") -> Iterator[Job]:
    """Ended tokens go, and a copy of everything is laid aside."""

    def discard(_: datetime, now: datetime) -> None:
        DatabaseTokenStore(database).discard_ended(now)

    yield Job(TOKENS, AT_NIGHT, discard)
    folder = folder_of(database, serving.backups)
    if folder:

        def lay_aside(slot: datetime, _: datetime) -> None:
            daily_copy(database, folder, day=slot.astimezone(UTC).date(), kept=serving.backups_kept)

        yield Job(BACKUP, AT_NIGHT, lay_aside)
