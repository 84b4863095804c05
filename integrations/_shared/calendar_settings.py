"""Settings for any calendar that is read: its name, its zone, and which of its events count as busy."""

from dataclasses import KW_ONLY, dataclass
from datetime import timedelta, tzinfo
from typing import Literal


@dataclass(frozen=True)
class CalendarSettings:
    """One calendar, and which of its events count as busy.

    Shape: `name` is shown to people and must not be secret. `zone` is the athlete's zone: whole days lie in
    it, and times are read in it where the calendar names no zone. `tentative` and `transparent` say whether
    tentative events, and events that the calendar shows as free, count as busy. `all_day` says whether every
    all-day event counts, or only those marked busy (TRANSP:OPAQUE, or Microsoft's BUSY and OOF). `me` holds
    the athlete's mail addresses: an event that the athlete has declined or delegated does not count. `ignore`
    holds patterns for titles of events that do not count; case is ignored. A pattern with `*` or `?` must
    match the whole title, any other may match anywhere in it. `before` and `after` are travel time around
    timed events. `allow_hosts` names hosts that may lie on a private network.
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
