"""The [serve], [timetable] and [page] tables: the service's address, its schedule, and its page."""

from datetime import time, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from service.config import notation
from service.config.serving import SUNDAY_EVENING, Page, Serving, Timetable
from service.config.tables.table import Table
from service.domain.weekly_hour import WeeklyHour

SHORTEST_INTERVAL, LONGEST_INTERVAL = timedelta(minutes=1), timedelta(hours=24)


def _clock(text: str) -> time:
    found = time.fromisoformat(text)
    if found.tzinfo or found.second or found.microsecond:
        # The time is by the athlete's own clock, and to the minute.
        raise ValueError(text)
    return found


def _weekly_hour(value: object) -> WeeklyHour:
    day, _, clock = str(value).strip().rpartition(" ")
    try:
        return WeeklyHour(notation.weekday(day), _clock(clock))
    except ValueError as error:
        raise ValueError(f'should be a day and an hour such as "Sun 18:00", not {value}') from error


def _hour(value: object) -> time | None:
    if value is False:
        return None
    try:
        return _clock(str(value))
    except ValueError as error:
        raise ValueError(f'should be an hour such as "20:00", or false, not {value}') from error


def _pace(duration: timedelta) -> timedelta:
    if not SHORTEST_INTERVAL <= duration <= LONGEST_INTERVAL:
        raise ValueError("should be 1 min to 24 h")
    return duration


def _networks(addresses: list[str]) -> list[str]:
    for address in addresses:
        try:
            ip_network(address, strict=False)
        except ValueError as error:
            raise ValueError(f"{address} is no address or network such as 10.0.0.0/8") from error
    return addresses


class ServeTable(Table):
    """Where the service listens, and where it stores its daily copies."""

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8765, ge=1, le=65535)
    trusted_proxies: Annotated[list[str], AfterValidator(_networks)] = Field(default_factory=list)
    backups: str = ""
    backups_kept: int = Field(default=7, ge=1, le=366)

    def serving(self, folder: Path) -> Serving:
        """The settings of the service; a relative path starts in `folder`."""
        proxies = tuple(self.trusted_proxies)
        backups = str(folder / Path(self.backups).expanduser()) if self.backups else ""
        return Serving(self.host, self.port, proxies, backups, self.backups_kept)


class TimetableTable(Table):
    """When the jobs of an athlete are due."""

    plan: Annotated[WeeklyHour, BeforeValidator(_weekly_hour)] = SUNDAY_EVENING
    check: Annotated[timedelta, BeforeValidator(notation.length), AfterValidator(_pace)] = timedelta(
        minutes=5
    )
    evening: Annotated[time | None, BeforeValidator(_hour)] = time(20)

    def timetable(self) -> Timetable:
        """The times at which the athlete's jobs are due."""
        return Timetable(self.plan, self.check, self.evening)


class PageTable(Table):
    """Whether the page shows the titles of events, and on which clock it shows hours."""

    titles: bool = False
    clock: Literal[12, 24] | None = None

    def page(self) -> Page:
        """The settings of the page."""
        return Page(self.titles, self.clock)
