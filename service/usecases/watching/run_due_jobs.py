"""Runs due jobs, each under a lease; a job that fails is tried again later and does not stop the others."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from service.domain.job_record import LEASE, JobRecord, wait_after
from service.domain.schedule import Schedule, jitter
from service.ports.clock import Clock
from service.ports.job_store import JobStore

LONGEST_RUN = timedelta(minutes=30)
"""The lease of a job that runs longer is not renewed: the run counts as lost, and the job may run again."""


@dataclass(frozen=True)
class Job:
    """One job: its name, its schedule, and the function that does the work.

    Shape: `do` receives the slot, which is the instant the run is due for, and the present instant. A job
    without a record counts as last done for `since`; with None it counts as never done. With `at_once` it
    is tried again without the wait after a failure.
    """

    name: str
    schedule: Schedule
    do: Callable[[datetime, datetime], None]
    since: datetime | None = None
    ignores_wait: bool = False


@dataclass(frozen=True)
class JobRun:
    """One execution of a job.

    Shape: `record` is the stored state after the run, `before` the one before it. `error` is None when
    the run succeeded.
    """

    record: JobRecord
    before: JobRecord
    error: Exception | None = None


@dataclass
class Worker:
    """Runs due jobs in one process; several threads may use it at the same time.

    Shape: `chance` returns random numbers between 0 and 1, which vary waits and schedules.
    """

    store: JobStore
    clock: Clock
    chance: Callable[[], float]
    _held: dict[tuple[str, str], tuple[JobRecord, datetime]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _is_over: bool = False

    def known(self, athlete: str) -> dict[str, JobRecord]:
        """Returns the athlete's job records by name."""
        return {record.name: record for record in self.store.of(athlete)}

    def run_due_jobs(
        self, athlete: str, jobs: Iterable[Job], known: dict[str, JobRecord]
    ) -> Iterator[JobRun]:
        """Runs those of `jobs` that are due, one after the other, and yields each run.

        Shape: `known` are the job records by name, and is updated in place. A job that another process
        has taken since `known` was read is not run.
        """
        for job in jobs:
            if self._is_over:
                return
            record = known.get(job.name) or self._new(athlete, job)
            run = self._run(record, job)
            if run:
                known[job.name] = run.record
                yield run

    def renew_leases(self) -> None:
        """Extends the leases of the jobs that are running in this process."""
        now = self.clock.now()
        with self._lock:
            held = [record for record, since in self._held.values() if now - since < LONGEST_RUN]
        for record in held:
            self.store.hold(record, until=now + LEASE)

    def told(self, record: JobRecord) -> None:
        """Records that the athlete was informed of the job's trouble."""
        self.store.record(replace(record, told_at=self.clock.now()))

    def end(self) -> None:
        """Starts no further job; running jobs go on."""
        self._is_over = True

    def _new(self, athlete: str, job: Job) -> JobRecord:
        now = self.clock.now()
        if job.since is None:
            return JobRecord(athlete, job.name, now)
        record = JobRecord(athlete, job.name, job.schedule.after(now, chance=self.chance()), job.since)
        self.store.begin(record)
        return record

    def _run(self, record: JobRecord, job: Job) -> JobRun | None:
        now = self.clock.now()
        slot = job.schedule.due_slot(record, now)
        if slot is None or record.is_held(now) or (record.waits(now) and not job.ignores_wait):
            return None
        taken = self.store.take(record, until=now + LEASE, now=now)
        if taken is None:
            return None
        with self._lock:
            self._held[record.athlete, record.name] = (taken, now)
        try:
            return self._execute(taken, record, job, slot)
        finally:
            with self._lock:
                del self._held[record.athlete, record.name]

    def _execute(self, taken: JobRecord, before: JobRecord, job: Job, slot: datetime) -> JobRun:
        try:
            job.do(slot, self.clock.now())
        except Exception as error:  # noqa: BLE001  # a bug in one job must not stop the others
            now = self.clock.now()
            wait = wait_after(taken.failures + 1) * jitter(self.chance())
            after = taken.failed(f"{error}" or type(error).__name__, again_at=now + wait, now=now)
            failure: Exception | None = error
        else:
            now = self.clock.now()
            after = taken.done(slot, next_at=job.schedule.after(now, chance=self.chance()), now=now)
            failure = None
        self.store.record(after)
        return JobRun(after, before, failure)
