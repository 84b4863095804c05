"""Runs the due jobs of each athlete and of the service; logs failures, and sends notices of lasting ones."""

import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service.config.serving import Serving
from service.errors import LiftrunError, NoticeUndelivered, SyncRefused
from service.log import redacted
from service.storage.stores.job_store import DatabaseJobStore
from service.usecases.watching import compose_notices
from service.usecases.watching.run_due_jobs import JobRun, Worker
from service.workers.athlete_jobs import LOOK, PLAN, READ, REPAIR, WRITE, AthleteJobs
from service.workers.poll import Poller
from service.workers.service_jobs import SERVICE, service_jobs

if TYPE_CHECKING:
    from service.athletes.directory import AthleteDirectory
    from service.domain.notice import Notice
    from service.ports.clock import Clock
    from service.ports.notifier import Notifier

LOG = logging.getLogger("liftrun.routine")

LASTING_TROUBLE = timedelta(hours=6)
"""After failing for this long a job counts as lasting trouble, and the athlete gets a notice."""

REFUSALS = 3
"""After so many refusals in a row the athlete gets a notice at once.

Only the athlete can overrule a guard. One or two refusals may just mean that another run had the lock.
"""


class JobRunner:
    """Runs the jobs of one service; several threads may run those of different athletes.

    Shape: `chance` returns random numbers between 0 and 1.
    """

    def __init__(
        self,
        directory: "AthleteDirectory",
        clock: "Clock",
        serving: Serving | None = None,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.worker = Worker(DatabaseJobStore(directory.database), clock, chance)
        self._directory = directory
        self._serving = serving or Serving()
        self._athlete_jobs = dict[str, AthleteJobs]()

    def names(self) -> tuple[str, ...]:
        """Returns the names to run jobs for: each athlete, and the service itself if it has an athlete.

        Errors: ConfigurationError, StorageUnusable.
        """
        athletes = self._directory.names()
        return (*athletes, SERVICE) if athletes else ()

    def run_due(self, name: str) -> tuple[JobRun, ...]:
        """Runs the due jobs of one name and returns the runs; an error in a job is in its run, not raised.

        Errors: ConfigurationError, StorageUnusable.
        """
        runs = list[JobRun]()
        for run in self._of_service() if name == SERVICE else self._jobs_of(name).run_due():
            runs.append(run)
            self._after(run)
            if name != SERVICE and name not in self._directory.names():
                # The athlete was removed meanwhile: another run would store records of them again.
                break
        return tuple(runs)

    def _of_service(self) -> Iterable[JobRun]:
        due = service_jobs(self._directory.database, self._serving)
        return self.worker.run_due_jobs(SERVICE, due, self.worker.known(SERVICE))

    def _jobs_of(self, name: str) -> AthleteJobs:
        context = self._directory.of(name)
        known = self._athlete_jobs.get(name)
        if known is None or known.context is not context:
            known = self._athlete_jobs[name] = AthleteJobs(Poller(context), self.worker)
        return known

    def _after(self, run: JobRun) -> None:
        record, who = run.record, run.record.athlete or "the service"
        if run.error is None:
            again = f" after {run.before.failures} failures" if run.before.failures else ""
            LOG.debug("%s: %s done%s", who, record.name, again)
            if again:
                LOG.info("%s: %s works again%s", who, record.name, again)
            return
        is_ours = not isinstance(run.error, LiftrunError)
        LOG.warning(
            "%s: %s failed (%d in a row), again at %s: %s",
            who,
            record.name,
            record.failures,
            record.due_at.isoformat(timespec="seconds"),
            record.trouble,
            exc_info=run.error if is_ours else None,
        )
        if record.athlete and _is_lasting(run, self.worker.clock.now()):
            self._tell(run)

    def _tell(self, run: JobRun) -> None:
        record, known = run.record, self._athlete_jobs[run.record.athlete]
        hint = getattr(run.error, "hint", "")
        zone = known.context.config.athlete.zone
        notice = compose_notices.trouble(
            replace(record, trouble=redacted(record.trouble)),
            does=_describe_job(record.name),
            hint=hint,
            zone=zone,
        )
        are_posted = [_is_posted(notifier, notice) for notifier in known.notifiers]
        if all(are_posted):
            self.worker.told(record)


def _is_posted(notifier: "Notifier", notice: "Notice") -> bool:
    try:
        notifier.post(notice)
    except NoticeUndelivered as error:
        LOG.warning("%s", error)
        return False
    return True


def _is_lasting(run: JobRun, now: datetime) -> bool:
    """Whether the athlete should get a notice of the failure, and has not had one yet."""
    record = run.record
    if record.told_at or record.failing_since is None or isinstance(run.error, NoticeUndelivered):
        return False
    is_refused = isinstance(run.error, SyncRefused) and record.failures >= REFUSALS
    return is_refused or now - record.failing_since >= LASTING_TROUBLE


def _describe_job(name: str) -> str:
    if name in {PLAN, REPAIR}:
        return "planning your weeks"
    if name == WRITE:
        return "writing to your calendars"
    if name.startswith(READ):
        return f"reading {name.removeprefix(READ)}"
    if name.startswith(LOOK):
        return f"looking at {name.removeprefix(LOOK)}"
    return name
