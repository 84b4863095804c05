"""Do what is due, each duty under a lease; what fails is tried again later and keeps nothing else waiting."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

from service.domain.job_record import LEASE, JobRecord, wait_after
from service.domain.schedule import Schedule, uneven
from service.ports.clock import Clock
from service.ports.job_store import JobStore

LONGEST_RUN = timedelta(minutes=30)
"""Whoever is at one duty for longer is taken for lost, and the duty may be taken again."""


@dataclass(frozen=True)
class Job:
    """What is to be done under the name of a duty.

    Shape: `do` is given the instant it is owed for, and the present one. `since` is what a service that
    never did it counts as done, None for nothing. `at_once` it is tried again even if it has just failed.
    """

    name: str
    schedule: Schedule
    do: Callable[[datetime, datetime], None]
    since: datetime | None = None
    at_once: bool = False


@dataclass(frozen=True)
class JobRun:
    """One duty after it was worked at.

    Shape: `before` is the duty as it was; `error` is what went wrong.
    """

    record: JobRecord
    before: JobRecord
    error: Exception | None = None


@dataclass
class Worker:
    """One process at work, in as many threads as it likes.

    Shape: `chance` gives numbers between 0 and 1.
    """

    store: JobStore
    clock: Clock
    chance: Callable[[], float]
    _held: dict[tuple[str, str], tuple[JobRecord, datetime]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _is_over: bool = False

    def known(self, athlete: str) -> dict[str, JobRecord]:
        """What is remembered of the athlete's duties, by name."""
        return {record.name: record for record in self.store.of(athlete)}

    def run_due_jobs(
        self, athlete: str, jobs: Iterable[Job], known: dict[str, JobRecord]
    ) -> Iterator[JobRun]:
        """Do what is due of these, one after the other, and give each that was tried.

        Shape: what is `known` is brought up to date; who has since done one of them keeps it from being
        done here.
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
        """Say that what is under way still is."""
        now = self.clock.now()
        with self._lock:
            held = [record for record, since in self._held.values() if now - since < LONGEST_RUN]
        for record in held:
            self.store.hold(record, until=now + LEASE)

    def told(self, record: JobRecord) -> None:
        """Remember that the athlete knows of its trouble."""
        self.store.record(replace(record, told_at=self.clock.now()))

    def end(self) -> None:
        """Begin nothing more."""
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
        slot = job.schedule.owed(record, now)
        if slot is None or record.is_held(now) or (record.waits(now) and not job.at_once):
            return None
        taken = self.store.take(record, until=now + LEASE, now=now)
        if taken is None:
            return None
        with self._lock:
            self._held[record.athlete, record.name] = (taken, now)
        try:
            return self._worked_at(taken, record, job, slot)
        finally:
            with self._lock:
                del self._held[record.athlete, record.name]

    def _worked_at(self, taken: JobRecord, before: JobRecord, job: Job, slot: datetime) -> JobRun:
        try:
            job.do(slot, self.clock.now())
        except Exception as error:  # noqa: BLE001  # a bug in one thing must not keep all others from being done
            now = self.clock.now()
            wait = wait_after(taken.failures + 1) * uneven(self.chance())
            after = taken.failed(f"{error}" or type(error).__name__, again_at=now + wait, now=now)
            failure: Exception | None = error
        else:
            now = self.clock.now()
            after = taken.done(slot, next_at=job.schedule.after(now, chance=self.chance()), now=now)
            failure = None
        self.store.record(after)
        return JobRun(after, before, failure)
