"""A simulated year of a service: meetings land on sessions, calendars fail, laptops sleep, processes end."""

import json
import logging
import random
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import event

from service.athletes.directory import AthleteDirectory
from service.config.serving import Serving
from service.domain.job_record import JobRecord
from service.domain.plan import Placement
from service.domain.span import Span
from service.ports.roster import Enrolled
from service.storage.database import Database
from service.storage.stores.job_store import DatabaseJobStore
from service.workers.athlete_jobs import PLAN, READ, REPAIR
from service.workers.job_runner import JobRunner
from service.workers.service_jobs import SERVICE
from tests.fakes.moving_clock import MovingClock
from tests.served_life import calendar

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HEARTBEAT = timedelta(seconds=15)

CONFIG = """
[athlete]
timezone = "{zone}"
hours = "06:00-09:00, 17:00-21:00"

[[session]]
kind = "lower"
minutes = 60

[[session]]
kind = "easy"
minutes = 40

[[calendar]]
name = "Work"
ics = "{name}.ics"

[timetable]
plan = "{plan}"
check = "{pace}"
evening = {evening}
"""


def _hastily(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")


@dataclass
class Athlete:
    """One of the athletes, and the calendar of theirs that the world writes.

    Shape: `since` is when each session that stands on busy time could first have been seen to, by id.
    """

    name: str
    zone: str
    plan: str
    folder: Path
    evening: str = "false"
    meetings: list[Span] = field(default_factory=list)
    fails_until: datetime | None = None
    since: dict[str, datetime] = field(default_factory=dict)
    plans: list[datetime] = field(default_factory=list)
    polls: int = 0
    failed_polls: int = 0
    repairs: int = 0
    hit: int = 0
    worst: timedelta = timedelta()

    @property
    def calendar(self) -> Path:
        return self.folder / f"{self.name}.ics"

    @property
    def config(self) -> Path:
        return self.folder / f"{self.name}.toml"

    def write_config(self, pace: str) -> None:
        text = CONFIG.format(zone=self.zone, name=self.name, plan=self.plan, pace=pace, evening=self.evening)
        self.config.write_text(text.replace('"06:00-09:00, 17:00-21:00"', '["06:00-09:00", "17:00-21:00"]'))

    def write_calendar(self, now: datetime) -> None:
        """The calendar as it is now, or nothing that could be read."""
        if self.fails_until:
            self.calendar.write_text("<html>503 Service Unavailable</html>")
            return
        self.meetings = [span for span in self.meetings if now - 45 * DAY < span.end]
        self.calendar.write_text(calendar(self.meetings))

    def owed(self, start: datetime, end: datetime) -> list[datetime]:
        """The hours a service that began at `start` has to plan for: the one before, and each that came."""
        return [*self.slots(start - 7 * DAY, start), *self.slots(start, end)]

    def slots(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """The planning hours that lie between, counted off a calendar day by day and not by the service."""
        day, _, clock = self.plan.partition(" ")
        weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].index(day)
        hour, minute = map(int, clock.split(":"))
        date = start.date() - DAY
        while date <= end.date() + DAY:
            if date.weekday() == weekday:
                at = datetime(date.year, date.month, date.day, hour, minute, tzinfo=ZoneInfo(self.zone))
                if start < at.astimezone(UTC) <= end:
                    yield at.astimezone(UTC)
            date += DAY


@dataclass
class Soak:
    """The year.

    Units: `pace` is how often a calendar is looked at; `rush` how many times as often as usual things happen.
    """

    folder: Path
    place: str
    start: datetime
    pace: timedelta
    seed: int = 1
    rush: int = 1
    athletes: list[Athlete] = field(default_factory=list)
    restarts: int = 0
    slept: timedelta = timedelta()
    seconds: float = 0
    _events: list[tuple[datetime, str, Athlete]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = MovingClock(self.start)
        self.random = random.Random(self.seed)
        self.database = Database.at(self.place)
        # Here no power is cut, and a year of commits that each wait for the disk takes minutes.
        if self.database.address.file:
            self.database._engine.dispose()
            event.listen(self.database._engine, "connect", _hastily)
        self._asleep_until: datetime | None = None

    def enrol(self, *athletes: Athlete) -> None:
        directory = self._directory()
        for athlete in athletes:
            athlete.write_config(f"{self.pace // HOUR} h")
            athlete.write_calendar(self.start)
            directory.roster.enrol(Enrolled(athlete.name, athlete.config, self.start))
        self.athletes = list(athletes)

    def run(self, length: timedelta) -> None:
        """Live through it, from one moment at which something is due or happens to the next."""
        began, end = time.monotonic(), self.start + length
        logging.getLogger("liftrun").setLevel(logging.CRITICAL)
        self._plan_events(end)
        self._begin()
        try:
            while self.clock.now() < end:
                self._run_due()
                self._move_on(end)
        finally:
            logging.getLogger("liftrun").setLevel(logging.NOTSET)
        self.seconds = time.monotonic() - began

    def _directory(self) -> AthleteDirectory:
        return AthleteDirectory(self.database, self.folder / "none.toml", lambda: ZoneInfo("UTC"))

    def _begin(self) -> None:
        """A process starts: nothing is left of the one before but the database."""
        self._job_runner = JobRunner(
            self._directory(), self.clock, Serving(backups_kept=2), chance=self.random.random
        )
        self._store = DatabaseJobStore(self.database)
        # Afterwards only who has something due is looked at: for all others a round does nothing.
        self._looked, self._is_new = self.start, True

    def _run_due(self) -> None:
        due = {
            record.athlete
            for record in self._store.every()
            if self._looked < record.due_at <= self.clock.now()
        }
        # A copy of everything each night would take longer than all the rest of the year.
        for name in self._job_runner.names() if self._is_new else sorted(due - {SERVICE}):
            athlete = next((each for each in self.athletes if each.name == name), None)
            runs = self._job_runner.run_due(name)
            if athlete:
                for run in runs:
                    self._count(athlete, run.record, has_failed=run.error is not None)
                if athlete.since or {PLAN, REPAIR} & {run.record.name for run in runs}:
                    self._inspect(athlete)
        self._looked, self._is_new = self.clock.now(), False

    def _count(self, athlete: Athlete, record: JobRecord, *, has_failed: bool) -> None:
        if record.name == PLAN and not has_failed and record.slot:
            athlete.plans.append(record.slot)
        if record.name.startswith(READ):
            athlete.polls += 1
            athlete.failed_polls += has_failed
        athlete.repairs += record.name == REPAIR and not has_failed

    def _inspect(self, athlete: Athlete) -> None:
        """Note how long sessions have stood on busy time, from when that could be seen on."""
        now = self.clock.now()
        on_busy = {p.session.id for p in self._standing(athlete) if self._is_taken(athlete, p)}
        for key in athlete.since.keys() - on_busy:
            athlete.worst = max(athlete.worst, now - athlete.since.pop(key))
        for key in on_busy:
            if athlete.fails_until or self._asleep_until:
                athlete.since[key] = now
            athlete.since.setdefault(key, now)

    def _standing(self, athlete: Athlete) -> tuple[Placement, ...]:
        head = self._job_runner._directory.of(athlete.name).archive.plans.head()
        now = self.clock.now()
        return tuple(p for p in (head.placements if head else ()) if now < p.start)

    def _is_taken(self, athlete: Athlete, placement: Placement) -> bool:
        return any(meeting.overlaps(placement.span) for meeting in athlete.meetings)

    def _move_on(self, end: datetime) -> None:
        now = self.clock.now()
        due = (
            record.due_at
            for record in self._store.every()
            if record.athlete != SERVICE and now < record.due_at
        )
        coming = min([*due, end])
        # The heart beats every so often, whenever something is due.
        coming += self.random.random() * HEARTBEAT
        if self._events and self._events[0][0] <= coming:
            coming, what, athlete = self._events.pop(0)
            self.clock.set(max(now, coming))
            getattr(self, f"_{what}")(athlete)
            return
        self.clock.set(max(now, coming))

    def _plan_events(self, end: datetime) -> None:
        days = (end - self.start) // DAY
        for athlete in self.athletes:
            self._scatter("meet", athlete, every=8 * DAY, days=days)
            self._scatter("free", athlete, every=16 * DAY, days=days)
            self._scatter("fail", athlete, every=30 * DAY, days=days)
        self._scatter("sleep", self.athletes[0], every=30 * DAY, days=days)
        self._scatter("restart", self.athletes[0], every=17 * DAY, days=days)
        self._events.sort(key=lambda event: event[0])

    def _scatter(self, what: str, athlete: Athlete, *, every: timedelta, days: int) -> None:
        every /= self.rush
        moment = self.start + every * self.random.random()
        while moment < self.start + days * DAY:
            self._events.append((moment, what, athlete))
            moment += every * self.random.uniform(0.5, 1.5)

    def _meet(self, athlete: Athlete) -> None:
        """A meeting lands on a session that is some way off."""
        now = self.clock.now()
        ahead = [p for p in self._standing(athlete) if now + 3 * self.pace < p.start < now + 6 * DAY]
        if ahead and not athlete.fails_until:
            chosen = self.random.choice(ahead)
            athlete.meetings.append(chosen.span.grow(before=HOUR / 2, after=HOUR / 4))
            athlete.write_calendar(now)
            athlete.hit += 1
            athlete.since[chosen.session.id] = now

    def _free(self, athlete: Athlete) -> None:
        """A meeting is called off."""
        to_come = [span for span in athlete.meetings if self.clock.now() < span.start]
        if to_come and not athlete.fails_until:
            athlete.meetings.remove(self.random.choice(to_come))
            athlete.write_calendar(self.clock.now())

    def _fail(self, athlete: Athlete) -> None:
        """The calendar cannot be read for hours or days; a meeting may come meanwhile."""
        if athlete.fails_until is None:
            self._meet(athlete)
            lasts = self.random.choice([2 * HOUR, 9 * HOUR, 50 * HOUR])
            athlete.fails_until = self.clock.now() + lasts
            athlete.write_calendar(self.clock.now())
            self._events.append((athlete.fails_until, "recover", athlete))
            self._events.sort(key=lambda event: event[0])

    def _recover(self, athlete: Athlete) -> None:
        athlete.fails_until = None
        athlete.write_calendar(self.clock.now())
        athlete.since = dict.fromkeys(athlete.since, self.clock.now())

    def _sleep(self, athlete: Athlete) -> None:
        """The laptop is closed for a night or for days; what was to happen happens without it."""
        del athlete
        lasts = self.random.choice([10 * HOUR, 30 * HOUR, 3 * DAY, 5 * DAY])
        self._asleep_until = self.clock.now() + lasts
        while self._events and self._events[0][0] < self._asleep_until:
            moment, what, whose = self._events.pop(0)
            if what not in {"sleep", "restart"}:
                self.clock.set(max(moment, self.clock.now()))
                getattr(self, f"_{what}")(whose)
        self.clock.set(max(self._asleep_until, self.clock.now()))
        self.slept += lasts
        self._asleep_until = None
        for each in self.athletes:
            each.since = dict.fromkeys(each.since, self.clock.now())

    def _restart(self, athlete: Athlete) -> None:
        del athlete
        self._begin()
        self.restarts += 1

    def figures(self) -> str:
        """What it came to, as JSON."""
        return json.dumps(
            {
                "seconds": round(self.seconds, 1),
                "restarts": self.restarts,
                "slept_days": round(self.slept / DAY, 1),
                "athletes": {
                    each.zone: {
                        "plans": len(each.plans),
                        "polls": each.polls,
                        "failed_polls": each.failed_polls,
                        "meetings_on_sessions": each.hit,
                        "repairs": each.repairs,
                        "worst_minutes_on_busy_time": round(each.worst / timedelta(minutes=1)),
                    }
                    for each in self.athletes
                },
            },
            indent=1,
        )
