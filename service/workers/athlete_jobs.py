"""Defines the jobs of one athlete: plan, read, check targets, repair, send notices, clean up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from service import bootstrap
from service.domain.job_record import JobRecord
from service.domain.schedule import AtHours, Every, Following, OnRequest
from service.usecases.watching import compose_notices
from service.usecases.watching.cleanup import forget_jobs, forget_readings
from service.usecases.watching.run_due_jobs import Job, JobRun, Worker
from service.workers.notifiers import all_notifiers, notice_job
from service.workers.poll import Poller

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.domain.notice import Notice
    from service.ports.entry_sink import EntrySink
    from service.ports.notifier import Notifier

PLAN, REPAIR, HOUSE, WRITE = "plan", "mend", "house", "write again"
READ, LOOK = "read ", "look at "
AT_NIGHT = time(3, 30)


@dataclass
class AthleteJobs:
    """One athlete's jobs, run again at every beat of the scheduler.

    Shape: made anew, with a new `poller`, when the athlete context changes. That happens when the
    configuration changes.
    """

    poller: Poller
    worker: Worker
    notifiers: "tuple[Notifier, ...]" = field(init=False)
    _tried_since: datetime | None = None
    """The slot of the current repair's first try.

    A failed try may have stored a version already. The notice of the repair must include it.
    """

    def __post_init__(self) -> None:
        told = self.context.config.notices
        self.notifiers = all_notifiers(bootstrap.notifiers(told.mail, told.webhook))

    @property
    def context(self) -> "AthleteContext":
        """The context of the athlete whose jobs these are."""
        return self.poller.context

    def run_due(self) -> Iterator[JobRun]:
        """Runs the jobs that are due, and yields each run; readings first, as they decide on a repair."""
        clock, known = self.worker.clock, self.worker.known(self.context.athlete)
        is_new, is_back = self.poller.show_in_feed(clock.now()), False
        for run in self._run_due_jobs(known, self._plan(known, clock.now()), *self._readings()):
            is_new = True
            is_back |= run.before.failures > 0 and run.error is None
            yield run
        if is_new:
            self.poller.check_plan(clock.now())
        yield from self._run_due_jobs(known, *self._target_checks())
        yield from self._run_due_jobs(known, self._repair_job(known.get(REPAIR), ignores_wait=is_back))
        yield from self._run_due_jobs(known, self._write_again(known.get(WRITE)))
        yield from self._run_due_jobs(known, *self._notice_jobs(known, clock.now()), self._cleanup_job())

    def _run_due_jobs(self, known: dict[str, JobRecord], *jobs: Job) -> Iterator[JobRun]:
        return self.worker.run_due_jobs(self.context.athlete, jobs, known)

    def _plan(self, known: Mapping[str, JobRecord], now: datetime) -> Job:
        since = None if PLAN in known else self._planned_by_hand(now)
        return Job(PLAN, self._weekly, lambda _, now: self.poller.sync(now), since=since)

    def _planned_by_hand(self, now: datetime) -> datetime | None:
        """The newest slot of the weekly plan if a plan was made since; the job then counts as done."""
        newest, head = self._weekly.last(now), self.context.archive.plans.head()
        return newest if head and newest <= head.made_at else None

    def _readings(self) -> Iterator[Job]:
        for name in self.poller.names:
            yield Job(f"{READ}{name}", self._pace, partial(self._read, name))

    def _target_checks(self) -> Iterator[Job]:
        if self.context.config.targets and self.context.archive.plans.head():
            for sink in self.context.sinks(looks_only=True):
                yield Job(f"{LOOK}{sink.name}", self._pace, partial(self._check_target, sink))

    def _read(self, name: str, _: datetime, now: datetime) -> None:
        self.poller.read(name, now)

    def _check_target(self, sink: "EntrySink", _: datetime, now: datetime) -> None:
        self.poller.check_target(sink, now)

    def _repair_job(self, known: JobRecord | None, *, ignores_wait: bool) -> Job:
        def repair_job(slot: datetime, now: datetime) -> None:
            if known is None or not known.failures or self._tried_since is None:
                self._tried_since = slot
            self.poller.sync(now, fresh_since=now - self._pace.longest)

        return Job(REPAIR, OnRequest(self.poller.needs_repair), repair_job, ignores_wait=ignores_wait)

    def _write_again(self, known: JobRecord | None) -> Job:
        """The job that tries refused entries again; its record remembers them when the service restarts."""
        is_due = self.poller.refusal is not None or (known is not None and known.failures > 0)
        return Job(WRITE, OnRequest(is_due), lambda _, now: self.poller.write_again(now))

    def _notice_jobs(self, known: Mapping[str, JobRecord], now: datetime) -> Iterator[Job]:
        settings, zone = self.context.config.timetable, self.context.config.athlete.zone
        for notifier in self.notifiers:
            if settings.evening:
                evening = AtHours.daily(settings.evening, zone)
                yield notice_job("tomorrow", notifier, evening, self._tomorrow, since=evening.last(now))
        planned = known[PLAN].done_for(now) if PLAN in known else None
        for notifier in self.notifiers:
            before = known.get(f"tell week: {notifier.name}")
            yield notice_job("week", notifier, Following(planned), partial(self._week, before))
        repair_job = known.get(REPAIR)
        for notifier in self.notifiers:
            after_repair = Following(repair_job.done_for(now) if repair_job else None)
            yield notice_job("repair", notifier, after_repair, partial(self._repair, repair_job))

    def _cleanup_job(self) -> Job:
        return Job(HOUSE, AtHours.daily(AT_NIGHT, self.context.config.athlete.zone), self._cleanup)

    def _tomorrow(self, slot: datetime, now: datetime) -> "Notice | None":
        head, athlete = self.context.archive.plans.head(), self.context.config.athlete
        return (
            compose_notices.tomorrow(head, athlete.zone, athlete=athlete.id, slot=slot, now=now)
            if head
            else None
        )

    def _week(self, before: JobRecord | None, slot: datetime, now: datetime) -> "Notice | None":
        plans, athlete = self.context.archive.plans, self.context.config.athlete
        head = plans.head()
        since = compose_notices.version_at(plans, before.done_at if before else None)
        if head is None:
            return None
        return compose_notices.week(head, since, athlete.zone, athlete=athlete.id, slot=slot, now=now)

    def _repair(self, repair_job: JobRecord | None, slot: datetime, now: datetime) -> "Notice | None":
        athlete, done_at = self.context.config.athlete, repair_job.done_at if repair_job else None
        if done_at is None:
            return None
        began = min(slot, self._tried_since or slot)
        head, since = compose_notices.version_within(self.context.archive.plans, began, done_at)
        return (
            compose_notices.repair(head, since, athlete.zone, athlete=athlete.id, now=now) if head else None
        )

    def _cleanup(self, slot: datetime, now: datetime) -> None:
        del slot
        forget_readings(self.context.archive.readings, configured=self.poller.names)
        jobs = (
            self._plan({}, now),
            *self._readings(),
            *self._target_checks(),
            self._repair_job(None, ignores_wait=False),
            self._write_again(None),
            self._cleanup_job(),
        )
        names = {job.name for job in (*jobs, *self._notice_jobs({}, now))}
        forget_jobs(self.worker.store, self.context.athlete, known=names)

    @property
    def _weekly(self) -> AtHours:
        return AtHours((self.context.config.timetable.plan,), self.context.config.athlete.zone)

    @property
    def _pace(self) -> Every:
        return Every(self.context.config.timetable.check)
