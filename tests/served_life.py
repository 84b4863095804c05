"""Athletes of a service in tests: real files, a real database, and a clock that tests move."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from service.athletes.context import AthleteContext
from service.athletes.directory import AthleteDirectory
from service.domain.entry import Entry
from service.domain.job_record import JobRecord
from service.domain.span import Span
from service.domain.version import Version
from service.ports.roster import Enrolled
from service.storage.database import Database
from service.usecases.watching.run_due_jobs import JobRun
from service.workers.job_runner import JobRunner
from tests.fakes.moving_clock import MovingClock

FRIDAY = datetime(2026, 2, 27, 12, tzinfo=UTC)
"""Before the week of the second of March."""

CONFIG = """
[athlete]
timezone = "Europe/Berlin"
hours = "{hours}"

[[session]]
kind = "lower"
minutes = 60

[[session]]
kind = "easy"
minutes = 40
{more}
"""

CALENDAR = '[[calendar]]\nname = "Work"\nics = "{name}.ics"\n'


def calendar(meetings: Iterable[Span]) -> str:
    """A feed in which these take time."""
    events = (
        f"BEGIN:VEVENT\r\nUID:{number}@work\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Board\r\n"
        f"DTSTART:{span.start:%Y%m%dT%H%M%SZ}\r\nDTEND:{span.end:%Y%m%dT%H%M%SZ}\r\nEND:VEVENT\r\n"
        for number, span in enumerate(meetings)
    )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Office//EN\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n"


@dataclass
class ServedLife:
    """One service, whose first athlete is the one most tests are about."""

    folder: Path
    database: Database
    name: str = "me"
    clock: MovingClock = field(default_factory=lambda: MovingClock(FRIDAY))
    meetings: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """A process begins, knowing nothing but the database."""
        self.directory = AthleteDirectory(self.database, self.folder / "none.toml", lambda: ZoneInfo("UTC"))
        self.job_runner = JobRunner(self.directory, self.clock, chance=lambda: 0.5)

    def enrol(
        self, more: str = "", *, hours: str = "17:00-21:00", name: str = "", calendars: str = CALENDAR
    ) -> None:
        """Take in an athlete with such a configuration."""
        name = name or self.name
        config = self.folder / f"{name}.toml"
        config.write_text(CONFIG.format(hours=hours, more=calendars.format(name=name) + more))
        if not (self.folder / f"{name}.ics").exists():
            (self.folder / f"{name}.ics").write_text(calendar(()))
        self.directory.roster.enrol(Enrolled(name, config, FRIDAY))

    def run_due(self, name: str = "") -> list[JobRun]:
        return list(self.job_runner.run_due(name or self.name))

    def wait(self, duration: timedelta) -> list[JobRun]:
        """Go round once, so much later."""
        self.clock.forward(duration)
        return self.run_due()

    def meet(self, *spans: Span) -> None:
        """From now on these, and no others, take time."""
        (self.folder / f"{self.name}.ics").write_text(calendar(spans))

    def close_calendar(self) -> None:
        (self.folder / f"{self.name}.ics").write_text("<html>not now</html>")

    def context(self, name: str = "") -> AthleteContext:
        return self.directory.of(name or self.name)

    def head(self) -> Version:
        head = self.context().archive.plans.head()
        assert head
        return head

    def sessions(self) -> dict[str, Span]:
        """Where each stands, by readable id."""
        return {placement.session.id: placement.span for placement in self.head().placements}

    def served(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.context().archive.feed.shown() if not entry.cancelled)

    def record(self, name: str) -> JobRecord:
        return self.job_runner.worker.known(self.name)[name]

    def done(self, runs: Iterable[JobRun]) -> list[str]:
        """The duties that were done in a round."""
        return [run.record.name for run in runs if run.error is None]
