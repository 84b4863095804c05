"""Every way an athlete is told of something, the log first: who names none can still read it there."""

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
    """The notice board port over the service's own log."""

    name = "log"

    def post(self, notice: Notice) -> None:
        """Write it down, a line whatever it holds."""
        LOG.info("%s for %s: %s", notice.occasion, notice.athlete, " ".join(notice.subject.split()))


def all_notifiers(configured: "tuple[Notifier, ...]") -> "tuple[Notifier, ...]":
    """The log, and what the athlete named."""
    return (LogNotifier(), *configured)


def notice_job(
    what: str,
    notifier: "Notifier",
    schedule: Schedule,
    compose: Compose,
    *,
    since: datetime | None = None,
) -> Job:
    """The chore of telling something on one board; another one that fails makes no doubles here."""

    def tell(slot: datetime, now: datetime) -> None:
        notice = compose(slot, now)
        if notice:
            notifier.post(notice)

    return Job(f"tell {what}: {notifier.name}", schedule, tell, since=since)
