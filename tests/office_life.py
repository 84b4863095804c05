"""An office worker with two planned weeks, in a folder that tests copy."""

import atexit
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from shutil import copyfile, copytree, rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from service.athletes.decide_session import decide_session
from service.athletes.sync_athlete import propose_sync, sync_athlete
from service.ports.clock import Clock
from tests.fakes.clock import FakeClock

if TYPE_CHECKING:
    from service.athletes.context import AthleteContext
    from service.domain.week import Week
    from service.web.service import Service

DEMO = Path(__file__).parents[1] / "service" / "cli" / "demo.ics"

CONFIG = """[athlete]
id = "robin"
goal = "balanced"
level = "intermediate"
timezone = "Europe/Berlin"

[season]
started = 2026-02-16

[[calendar]]
name = "Work"
ics = "calendar.ics"

[page]
titles = true
"""

FIRST_PLAN = datetime(2026, 2, 22, 17, tzinfo=UTC)
SECOND_PLAN = datetime(2026, 3, 1, 17, tzinfo=UTC)
NOW = datetime(2026, 3, 4, 10, 40, tzinfo=UTC)
"""Wednesday 11:40 in Berlin, in the middle of 2026-W10."""

LAST_READ = NOW - timedelta(minutes=3)

WEEK = "2026-W10"


def newcomer_in(folder: Path, *, now: datetime = NOW) -> "Service":
    """The service of somebody who has just started it: a folder, and nothing in it."""
    return service_in(folder, FakeClock(now))


def service_in(folder: Path, clock: Clock) -> "Service":
    """The service of whoever lives in the folder; its `desks.database` wants closing."""
    from service.athletes.directory import AthleteDirectory
    from service.storage.database import Database
    from service.storage.stores.token_store import DatabaseTokenStore
    from service.web.service import Service

    database = Database.at(str(folder / "liftrun.db"))
    directory = AthleteDirectory(database, folder / "config.toml", lambda: ZoneInfo("Europe/Berlin"))
    return Service(directory, DatabaseTokenStore(database), clock)


def move_in(folder: Path, *, config: str = CONFIG, calendar: Path = DEMO) -> None:
    """Write down what such an athlete wants; nothing is planned yet."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(config)
    copyfile(calendar, folder / "calendar.ics")


def live(folder: Path) -> None:
    """Plan for two weeks, as the timetable would, with one run left out.

    A process plans once, and copies that: planning takes seconds.
    """
    copytree(_lived(), folder, dirs_exist_ok=True)


@cache
def _lived() -> Path:
    from contextlib import closing

    from service.usecases.syncing.decision import NO_DECISION

    folder = Path(mkdtemp(prefix="lived-"))
    atexit.register(rmtree, folder)
    move_in(folder)
    service = service_in(folder, FakeClock(NOW))
    with closing(service.directory.database):
        context = service.directory.of("robin")
        sync_athlete(context, lambda _: NO_DECISION, now=FIRST_PLAN, agree=agreed)
        say(context, "skip", "2026-W09-easy", now=FIRST_PLAN + timedelta(days=1, hours=15))
        sync_athlete(context, lambda _: NO_DECISION, now=SECOND_PLAN, agree=agreed)
        propose_sync(context, NO_DECISION, now=LAST_READ)
    return folder


def say(
    context: "AthleteContext", word: str, session: str, *, now: datetime, hour: datetime | None = None
) -> None:
    """Sync with what the athlete says of one session."""

    def named(_: "Week") -> datetime:
        assert hour is not None
        return hour

    sync_athlete(
        context,
        lambda at: decide_session(context, word, session, now=at, hour=named if hour else None),
        now=now,
        agree=agreed,
    )


def agreed(*_: object) -> bool:
    """Whatever is proposed."""
    return True
