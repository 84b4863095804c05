"""What an athlete decides about iCalendar: what in a source takes time, and how our feed looks."""

from dataclasses import dataclass
from datetime import timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class IcsSettings:
    """One feed, file or standard input, and what in it counts as busy.

    Shape: `address` is a path, `-`, or an http(s) or webcal URL; it may be secret, `name` may not.
    `zone` is the athlete's clock, by which whole days and times without a zone are meant.
    `all_day` says whether every all-day event takes time, or only those marked busy (TRANSP:OPAQUE,
    or Microsoft's BUSY and OOF). `transparent` is for whatever its calendar shows as free.
    `me` are the athlete's mail addresses; what one of them declined takes no time. `ignore` are titles
    without regard to case: plain words anywhere in a title, or with `*` and `?` the whole of it.
    `before` and `after` are travel around timed events. `allow_hosts` may lie on a private network.
    Units: `size_limit` is in bytes and holds before and after unpacking.
    """

    name: str
    address: str
    zone: tzinfo
    tentative: bool = True
    all_day: Literal["busy", "marked"] = "busy"
    transparent: bool = False
    me: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    before: timedelta = timedelta()
    after: timedelta = timedelta()
    allow_hosts: tuple[str, ...] = ()
    time_limit: timedelta = timedelta(seconds=30)
    size_limit: int = 128 * MEBIBYTE


@dataclass(frozen=True)
class FeedSettings:
    """How the athlete wants the feed to look in a calendar.

    Shape: `alarm` is how long before a session the calendar rings, None for never; `transparent`
    sessions leave the athlete free for others' invitations.
    """

    zone: ZoneInfo
    name: str = "Training"
    alarm: timedelta | None = timedelta(minutes=30)
    transparent: bool = False
    refresh: timedelta = timedelta(hours=1)
