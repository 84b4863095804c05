"""The settings of the service: where it listens, when its jobs are due, and what its page shows."""

from dataclasses import dataclass
from datetime import time, timedelta
from ipaddress import ip_address

from service.domain.week import Weekday
from service.domain.weekly_hour import WeeklyHour

SUNDAY_EVENING = WeeklyHour(Weekday.SUN, time(18))

LOOPBACK_OF_WILDCARD = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # compared with, not listened at
"""The hosts that mean every address of a machine, each with the loopback address to reach it by."""


def is_loopback(host: str) -> bool:
    """Whether a host name or address can be reached only from this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True)
class Serving:
    """Where the service listens, and where it stores its daily copies.

    Shape: `trusted_proxies` are addresses or networks of proxies that may name the client of a request.
    `backups` is a folder, empty for one beside the database; `backups_kept` is how many copies stay.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    trusted_proxies: tuple[str, ...] = ()
    backups: str = ""
    backups_kept: int = 7

    @property
    def address(self) -> str:
        """The service's address for this machine, without a slash at its end."""
        name = LOOPBACK_OF_WILDCARD.get(self.host, self.host)
        return f"http://{f'[{name}]' if ':' in name else name}:{self.port}"


@dataclass(frozen=True)
class Timetable:
    """When the jobs of one athlete are due.

    Shape: `plan` is when the coming week is planned, `check` the time between two reads of a calendar.
    `evening` is when a notice about tomorrow's sessions is sent, None for never.
    Units: `plan` and `evening` are by the athlete's clock.
    """

    plan: WeeklyHour = SUNDAY_EVENING
    check: timedelta = timedelta(minutes=5)
    evening: time | None = time(20)


@dataclass(frozen=True)
class Page:
    """What the page shows, and how.

    Shape: with `titles` busy spans show the titles of their events. `clock` is 12 or 24 hours, None for
    the custom of the browser's language.
    """

    titles: bool = False
    clock: int | None = None
