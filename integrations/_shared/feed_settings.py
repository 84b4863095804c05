"""Settings for how our entries look on any calendar: zone, name, alarm, transparency, link."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class FeedSettings:
    """How our entries look on a calendar.

    Shape: `alarm` is how long before a session the calendar app gives an alarm, None for no alarm. With
    `transparent`, entries do not count as busy time when others invite the athlete. `refresh` is how often a
    subscribed app should fetch the feed. `link` is the URL of the athlete's pages, empty for none.
    """

    zone: ZoneInfo
    name: str = "Training"
    alarm: timedelta | None = timedelta(minutes=30)
    transparent: bool = False
    refresh: timedelta = timedelta(hours=1)
    link: str = ""
