"""All that is done for one athlete by itself, in the order in which it is looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from service import bootstrap
from service.domain.job_record import JobRecord
from service.domain.schedule import (
    AtHours,
    Every,
    Following,
    WhenAsked,
)
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

PLAN, MEND, HOUSE = "plan", "mend", "house"
READ, LOOK = "read ", "look at "
AT_NIGHT = time(3, 30)


@dataclass
class AthleteJobs:
    """One athlete's duties, gone through again and again.

    Shape: `watch` is begun anew with the desk, which is when the configuration changes.
    """

    watch: Poller
    shift: Worker
    boards: "tuple[Notifier, ...]" = field(init=False)
    _tried_since: datetime | None = None
    """When the repair under way was tried first; what it planned then may be written only later."""

    def __post_init__(self) -> None:
        told = self.context.config.notices
        self.boards = all_notifiers(bootstrap.notifiers(told.mail, told.webhook))

    @property
    def context(self) -> "AthleteContext":
        """Whose they are."""
        return self.watch.context

    def go(self) -> Iterator[JobRun]:
        """Do what is due, and give each that was tried."""
        clock, known = self.shift.clock, self.shift.known(self.context.athlete)
        is_new, is_back = self.watch.show(clock.now()), False
        for turn in self._run_due_jobs(known, self._plan(known, clock.now()), *self._reads()):
            is_new = True
            is_back |= turn.before.failures > 0 and turn.error is None
            yield turn
        if is_new:
            self.watch.judge(clock.now())
        yield from self._run_due_jobs(known, *self._looks())
        yield from self._run_due_jobs(known, self._mend(known.get(MEND), at_once=is_back))
        yield from self._run_due_jobs(known, *self._tells(known, clock.now()), self._house())

    def _run_due_jobs(self, known: dict[str, JobRecord], *chores: Job) -> Iterator[JobRun]:
        return self.shift.run_due_jobs(self.context.athlete, chores, known)

    def _plan(self, known: Mapping[str, JobRecord], now: datetime) -> Job:
        since = None if PLAN in known else self._planned_by_hand(now)
        return Job(PLAN, self._weekly, lambda _, now: self.watch.sync(now), since=since)

    def _planned_by_hand(self, now: datetime) -> datetime | None:
        """The newest hour of planning, when somebody has planned since: that need not be done once more."""
        newest, head = self._weekly.last(now), self.context.archive.plans.head()
        return newest if head and newest <= head.made_at else None

    def _reads(self) -> Iterator[Job]:
        for name in self.watch.names:
            yield Job(f"{READ}{name}", self._pace, partial(self._read, name))

    def _looks(self) -> Iterator[Job]:
        if self.context.config.targets and self.context.archive.plans.head():
            for sink in self.context.sinks(looks_only=True):
                yield Job(f"{LOOK}{sink.name}", self._pace, partial(self._look, sink))

    def _read(self, name: str, _: datetime, now: datetime) -> None:
        self.watch.read(name, now)

    def _look(self, sink: "EntrySink", _: datetime, now: datetime) -> None:
        self.watch.look(sink, now)

    def _mend(self, known: JobRecord | None, *, at_once: bool) -> Job:
        def mend(slot: datetime, now: datetime) -> None:
            if known is None or not known.failures or self._tried_since is None:
                self._tried_since = slot
            self.watch.sync(now, fresh_since=now - self._pace.longest)

        return Job(MEND, WhenAsked(self.watch.is_asked), mend, at_once=at_once)

    def _tells(self, known: Mapping[str, JobRecord], now: datetime) -> Iterator[Job]:
        settings, zone = self.context.config.timetable, self.context.config.athlete.zone
        for board in self.boards:
            if settings.evening:
                evening = AtHours.daily(settings.evening, zone)
                yield notice_job("tomorrow", board, evening, self._tomorrow, since=evening.last(now))
        planned = known[PLAN].done_for(now) if PLAN in known else None
        for board in self.boards:
            before = known.get(f"tell week: {board.name}")
            yield notice_job("week", board, Following(planned), partial(self._week, before))
        mend = known.get(MEND)
        for board in self.boards:
            mended = Following(mend.done_for(now) if mend else None)
            yield notice_job("repair", board, mended, partial(self._repair, mend))

    def _house(self) -> Job:
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

    def _repair(self, mend: JobRecord | None, slot: datetime, now: datetime) -> "Notice | None":
        athlete, done_at = self.context.config.athlete, mend.done_at if mend else None
        if done_at is None:
            return None
        began = min(slot, self._tried_since or slot)
        head, since = compose_notices.version_within(self.context.archive.plans, began, done_at)
        return (
            compose_notices.repair(head, since, athlete.zone, athlete=athlete.id, now=now) if head else None
        )

    def _cleanup(self, slot: datetime, now: datetime) -> None:
        del slot
        forget_readings(self.context.archive.readings, configured=self.watch.names)
        chores = (
            self._plan({}, now),
            *self._reads(),
            *self._looks(),
            self._mend(None, at_once=False),
            self._house(),
        )
        names = {chore.name for chore in (*chores, *self._tells({}, now))}
        forget_jobs(self.shift.store, self.context.athlete, known=names)

    @property
    def _weekly(self) -> AtHours:
        return AtHours((self.context.config.timetable.plan,), self.context.config.athlete.zone)

    @property
    def _pace(self) -> Every:
        return Every(self.context.config.timetable.check)
