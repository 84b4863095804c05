"""What is decided about the service: where it listens, when it works by itself, what its page shows."""

from dataclasses import dataclass
from datetime import time, timedelta
from ipaddress import ip_address

from service.domain.week import Weekday
from service.domain.weekly_hour import WeeklyHour

SUNDAY_EVENING = WeeklyHour(Weekday.SUN, time(18))

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # read here, and not listened at
"""What means every address of a machine, and the one of those that leads to itself."""


def is_own(host: str) -> bool:
    """Whether only this machine gets anywhere by that name or address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True)
class Serving:
    """Where the service listens, and where it keeps its copies.

    Shape: `trusted_proxies` are addresses or networks whose word on who is asking is taken. `backups` is a
    folder, empty for one beside the database; `backups_kept` is how many days' copies stay.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    trusted_proxies: tuple[str, ...] = ()
    backups: str = ""
    backups_kept: int = 7

    @property
    def address(self) -> str:
        """Where this machine finds it, without a slash at the end."""
        name = EVERYWHERE.get(self.host, self.host)
        return f"http://{f'[{name}]' if ':' in name else name}:{self.port}"


@dataclass(frozen=True)
class Timetable:
    """When the service does something for one athlete by itself.

    Shape: `evening` is when it tells of tomorrow's sessions, None for never.
    Units: `plan` and `evening` are by the athlete's clock.
    """

    plan: WeeklyHour = SUNDAY_EVENING
    check: timedelta = timedelta(minutes=5)
    evening: time | None = time(20)


@dataclass(frozen=True)
class Page:
    """What the page shows.

    Shape: with `titles` busy time bears the names of its events; `clock` is 12 or 24, None for what is
    usual where the browser's language is spoken.
    """

    titles: bool = False
    clock: int | None = None
