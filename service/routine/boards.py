"""Every way an athlete is told of something, the log first: who names none can still read it there."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from service.domain.notice import Notice
from service.domain.rhythm import Rhythm
from service.usecases.work_off import Chore

if TYPE_CHECKING:
    from service.ports.notice_board import NoticeBoard

LOG = logging.getLogger("liftrun.notices")

Compose = Callable[[datetime, datetime], Notice | None]


class LogBoard:
    """The notice board port over the service's own log."""

    name = "log"

    def post(self, notice: Notice) -> None:
        """Write it down, a line whatever it holds."""
        LOG.info("%s for %s: %s", notice.occasion, notice.athlete, " ".join(notice.subject.split()))


def boards(configured: "tuple[NoticeBoard, ...]") -> "tuple[NoticeBoard, ...]":
    """The log, and what the athlete named."""
    return (LogBoard(), *configured)


def telling(
    what: str,
    board: "NoticeBoard",
    rhythm: Rhythm,
    compose: Compose,
    *,
    since: datetime | None = None,
) -> Chore:
    """The chore of telling something on one board; another one that fails makes no doubles here."""

    def tell(slot: datetime, now: datetime) -> None:
        notice = compose(slot, now)
        if notice:
            board.post(notice)

    return Chore(f"tell {what}: {board.name}", rhythm, tell, since=since)
