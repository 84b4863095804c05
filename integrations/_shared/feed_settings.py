"""What an athlete decides about the look of our sessions in whatever calendar shows them."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class FeedSettings:
    """How the athlete wants our sessions to look in a calendar.

    Shape: `alarm` is how long before a session the calendar rings, None for never; `transparent`
    sessions leave the athlete free for others' invitations. `link` is the address of the athlete's
    page, empty for none.
    """

    zone: ZoneInfo
    name: str = "Training"
    alarm: timedelta | None = timedelta(minutes=30)
    transparent: bool = False
    refresh: timedelta = timedelta(hours=1)
    link: str = ""
