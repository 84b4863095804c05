"""What an athlete decides about any calendar that is read: whose it is, and what in it takes time."""

from dataclasses import KW_ONLY, dataclass
from datetime import timedelta, tzinfo
from typing import Literal


@dataclass(frozen=True)
class CalendarSettings:
    """One calendar by its name, and what in it counts as busy.

    Shape: `name` is shown to people and never secret. `zone` is the athlete's clock, by which whole days
    and times without a zone are meant. `all_day` says whether every all-day event takes time, or only
    those marked busy (TRANSP:OPAQUE, or Microsoft's BUSY and OOF). `transparent` is for whatever its
    calendar shows as free. `me` are the athlete's mail addresses; what one of them declined takes no
    time. `ignore` are titles without regard to case: plain words anywhere in a title, or with `*` and
    `?` the whole of it. `before` and `after` are travel around timed events. `allow_hosts` may lie on a
    private network.
    """

    name: str
    zone: tzinfo
    _: KW_ONLY
    tentative: bool = True
    all_day: Literal["busy", "marked"] = "busy"
    transparent: bool = False
    me: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    before: timedelta = timedelta()
    after: timedelta = timedelta()
    allow_hosts: tuple[str, ...] = ()
