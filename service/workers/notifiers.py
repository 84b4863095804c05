"""Lists the notifiers of an athlete, the log always among them, and makes the jobs that send notices."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from service.domain.notice import Notice
from service.domain.schedule import Schedule
from service.usecases.watching.run_due_jobs import Job

if TYPE_CHECKING:
    from service.ports.notifier import Notifier

LOG = logging.getLogger("liftrun.notices")

Compose = Callable[[datetime, datetime], Notice | None]


class LogNotifier:
    """A notifier that writes to the service's own log."""

    name = "log"

    def post(self, notice: Notice) -> None:
        """Writes the notice's subject to the log, always in one line."""
        LOG.info("%s for %s: %s", notice.occasion, notice.athlete, " ".join(notice.subject.split()))


def all_notifiers(configured: "tuple[Notifier, ...]") -> "tuple[Notifier, ...]":
    """Returns the log notifier and the configured ones."""
    return (LogNotifier(), *configured)


def notice_job(
    what: str,
    notifier: "Notifier",
    schedule: Schedule,
    compose: Compose,
    *,
    since: datetime | None = None,
) -> Job:
    """Returns the job that sends one sort of notice by one notifier.

    Each notifier has a job of its own: if one fails, the others do not send the notice twice.
    Shape: nothing is sent when `compose` returns None.
    """

    def tell(slot: datetime, now: datetime) -> None:
        notice = compose(slot, now)
        if notice:
            notifier.post(notice)

    return Job(f"tell {what}: {notifier.name}", schedule, tell, since=since)
