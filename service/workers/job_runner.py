"""One service at its work: round after round for each athlete, and trouble told to whoever can mend it."""

import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service.config.serving import Serving
from service.errors import LiftrunError, NoticeUndelivered, SyncRefused
from service.log import told
from service.storage.job_store import DatabaseJobStore
from service.usecases.watching import compose_notices
from service.usecases.watching.run_due_jobs import JobRun, Worker
from service.workers.athlete_jobs import (
    LOOK,
    MEND,
    PLAN,
    READ,
    AthleteJobs,
)
from service.workers.poll import Poller
from service.workers.service_jobs import ITSELF, service_jobs

if TYPE_CHECKING:
    from service.athletes.directory import AthleteDirectory
    from service.domain.notice import Notice
    from service.ports.clock import Clock
    from service.ports.notifier import Notifier

LOG = logging.getLogger("liftrun.routine")

LONG = timedelta(hours=6)
"""What has failed for so long hardly comes right by itself."""

REFUSALS = 3
"""To what the guard refuses only the athlete can say yes; but another run may be in the way once or twice."""


class JobRunner:
    """All duties of one service.

    Shape: `chance` gives numbers between 0 and 1.
    """

    def __init__(
        self,
        directory: "AthleteDirectory",
        clock: "Clock",
        serving: Serving | None = None,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.shift = Worker(DatabaseJobStore(directory.database), clock, chance)
        self._directory = directory
        self._serving = serving or Serving()
        self._rounds = dict[str, AthleteJobs]()

    def names(self) -> tuple[str, ...]:
        """Whose rounds there are: each athlete's, and the service's own once it plans for somebody.

        Errors: ConfigurationError, StorageUnusable.
        """
        athletes = self._directory.names()
        return (*athletes, ITSELF) if athletes else ()

    def run_due(self, name: str) -> tuple[JobRun, ...]:
        """Do what is due for one of them; nothing that is under a duty raises.

        Errors: ConfigurationError, StorageUnusable.
        """
        turns = list[JobRun]()
        for turn in self._of_service() if name == ITSELF else self._round_of(name).go():
            turns.append(turn)
            self._after(turn)
            if name != ITSELF and name not in self._directory.names():
                # Removed in the meantime: what is still due would remember them again.
                break
        return tuple(turns)

    def _of_service(self) -> Iterable[JobRun]:
        due = service_jobs(self._directory.database, self._serving)
        return self.shift.run_due_jobs(ITSELF, due, self.shift.known(ITSELF))

    def _round_of(self, name: str) -> AthleteJobs:
        context = self._directory.of(name)
        known = self._rounds.get(name)
        if known is None or known.context is not context:
            known = self._rounds[name] = AthleteJobs(Poller(context), self.shift)
        return known

    def _after(self, turn: JobRun) -> None:
        record, who = turn.record, turn.record.athlete or "the service"
        if turn.error is None:
            again = f" after {turn.before.failures} failures" if turn.before.failures else ""
            LOG.debug("%s: %s done%s", who, record.name, again)
            if again:
                LOG.info("%s: %s works again%s", who, record.name, again)
            return
        is_ours = not isinstance(turn.error, LiftrunError)
        LOG.warning(
            "%s: %s failed (%d in a row), again at %s: %s",
            who,
            record.name,
            record.failures,
            record.due_at.isoformat(timespec="seconds"),
            record.trouble,
            exc_info=turn.error if is_ours else None,
        )
        if record.athlete and _is_lasting(turn, self.shift.clock.now()):
            self._tell(turn)

    def _tell(self, turn: JobRun) -> None:
        record, known = turn.record, self._rounds[turn.record.athlete]
        hint = getattr(turn.error, "hint", "")
        zone = known.context.config.athlete.zone
        notice = compose_notices.trouble(
            replace(record, trouble=told(record.trouble)), does=_does(record.name), hint=hint, zone=zone
        )
        are_told = [_posts(board, notice) for board in known.boards]
        if all(are_told):
            self.shift.told(record)


def _posts(board: "Notifier", notice: "Notice") -> bool:
    try:
        board.post(notice)
    except NoticeUndelivered as error:
        LOG.warning("%s", error)
        return False
    return True


def _is_lasting(turn: JobRun, now: datetime) -> bool:
    """Whether the athlete ought to hear of it, and has not yet."""
    record = turn.record
    if record.told_at or record.failing_since is None or isinstance(turn.error, NoticeUndelivered):
        return False
    is_refused = isinstance(turn.error, SyncRefused) and record.failures >= REFUSALS
    return is_refused or now - record.failing_since >= LONG


def _does(name: str) -> str:
    if name in {PLAN, MEND}:
        return "planning your weeks"
    if name.startswith(READ):
        return f"reading {name.removeprefix(READ)}"
    if name.startswith(LOOK):
        return f"looking at {name.removeprefix(LOOK)}"
    return name
