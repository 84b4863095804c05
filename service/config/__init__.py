"""The athlete's configuration as one value: from config.toml, from flags, or by default."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.feed_settings import FeedSettings
from integrations.caldav.settings import CalDavTarget
from integrations.diary.settings import DiarySettings
from integrations.google.settings import GoogleAccess, GoogleTarget
from integrations.ics.settings import IcsSettings, IcsTarget
from service.config.address import address, is_url, name_of
from service.config.notices import NONE, Notices
from service.config.serving import Page, Serving, Timetable
from service.domain.athlete import Athlete
from service.domain.itinerary import Zone, from_home
from service.domain.title_patterns import TitlePatterns
from service.domain.training import Goal, Level, Session
from service.prescription.check_in import CheckIn
from service.prescription.season import UNDECIDED, Season

if TYPE_CHECKING:
    from service.rules.rule import Rule

WEEKS = 1
MOST_WEEKS = 4
LONGEST_SEARCH = 10.0
"""Seconds that the search for one week may take as a last resort."""


@dataclass(frozen=True)
class Config:
    """What to plan, for which athlete, with which calendars and by which rules.

    Shape: without a `template` the goal decides it; own `sessions`, when there are any, replace it.
    `calendars` are read and `targets` written to. `database` is a file or an address, empty for the default
    file. `allow_hosts` are hosts that may be on a private network, for every calendar. `own_rules` is None
    when the configuration says nothing about rules.
    """

    athlete: Athlete
    feed: FeedSettings
    weeks: int = WEEKS
    longest_search: float = LONGEST_SEARCH
    template: str | None = None
    sessions: tuple[Session, ...] = ()
    calendars: tuple[CalendarSettings, ...] = ()
    targets: tuple[GoogleTarget | CalDavTarget | IcsTarget, ...] = ()
    google: GoogleAccess = field(default_factory=GoogleAccess)
    database: str = ""
    season: Season = UNDECIDED
    check_in: CheckIn | None = None
    log: DiarySettings | None = None
    own_rules: "tuple[Rule, ...] | None" = None
    allow_hosts: tuple[str, ...] = ()
    title_patterns: TitlePatterns = field(default_factory=TitlePatterns)
    serving: Serving = field(default_factory=Serving)
    timetable: Timetable = field(default_factory=Timetable)
    page: Page = field(default_factory=Page)
    notices: Notices = NONE

    @property
    def rules(self) -> "tuple[Rule, ...]":
        """The rules to plan by; the rulebook is loaded only when asked for: `busy` needs none."""
        from service.rules import RULEBOOK

        return RULEBOOK if self.own_rules is None else self.own_rules


def default(zone: ZoneInfo) -> Config:
    """The configuration of an athlete who has no configuration file."""
    return Config(athlete=Athlete(zone=zone), feed=FeedSettings(zone))


def load(path: Path, *, usual_zone: Callable[[], ZoneInfo]) -> Config:
    """Read a configuration file.

    Shape: `usual_zone` is called only when the file names no time zone.
    Errors: ConfigurationError with every problem of the file.
    """
    # Imported here, because it loads pydantic, which is not needed without a file.
    from service.config.file import read

    return read(path, usual_zone=usual_zone)


def with_choices(  # noqa: PLR0913  # one argument for each flag
    config: Config,
    *,
    zone: ZoneInfo | None = None,
    goal: Goal | None = None,
    level: Level | None = None,
    template: str | None = None,
    weeks: int | None = None,
    busy: Iterable[str] = (),
    me: Iterable[str] = (),
) -> Config:
    """The configuration, overridden by the choices of one command.

    Shape: `zone` replaces the home zone, and journeys stay. `busy` and `me` are added to the configured
    calendars and mail addresses. A `template` also replaces the athlete's own sessions.
    Errors: ValueError for an invalid address in `busy`.
    """
    clock = from_home(config.athlete.zone, zone) if zone else config.athlete.zone
    athlete = replace(config.athlete, zone=clock, goal=goal or config.athlete.goal)
    calendars = _with_more(config, busy, clock)
    look = replace(config.feed, zone=zone or config.feed.zone)
    return replace(
        config,
        athlete=replace(athlete, level=level or athlete.level),
        feed=look,
        targets=tuple(replace(each, look=look) for each in config.targets),
        weeks=weeks or config.weeks,
        template=template or config.template,
        sessions=() if template else config.sessions,
        log=config.log and replace(config.log, zone=clock),
        calendars=tuple(replace(each, zone=clock, me=(*each.me, *me)) for each in calendars),
    )


def with_target(config: Config, path: Path) -> Config:
    """The configuration with one more target, an .ics file.

    Errors: ValueError for an address, and for a file that is a target already.
    """
    if is_url(str(path).replace(":/", "://")) or path == Path():
        raise ValueError("should be the path of a file")
    if any(isinstance(each, IcsTarget) and each.path.resolve() == path.resolve() for each in config.targets):
        raise ValueError(f"{path} is written to already")
    return replace(config, targets=(*config.targets, IcsTarget(str(path), path, config.feed)))


def _with_more(config: Config, busy: Iterable[str], zone: Zone) -> tuple[CalendarSettings, ...]:
    calendars = config.calendars
    for text in dict.fromkeys(busy):
        place = address(text)
        name = name_of(place, [calendar.name for calendar in calendars])
        calendars = (*calendars, IcsSettings(name, zone, place, allow_hosts=config.allow_hosts))
    return calendars
