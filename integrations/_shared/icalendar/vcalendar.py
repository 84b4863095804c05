"""Reads what holds for every component of one VCALENDAR: its zones, and whether it cancels all events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from integrations._shared.icalendar.blocks import Block, calendar_properties
from integrations._shared.icalendar.lines import ContentLine, own_lines, text_lines
from integrations._shared.icalendar.recurrence import StepBudget
from integrations._shared.icalendar.zones import VTimezone, Zones


@dataclass(frozen=True)
class VCalendar:
    """The zones and the METHOD of one VCALENDAR in a feed.

    Shape: `withdrawn` means METHOD:CANCEL, which cancels every event in it.
    """

    zones: Zones
    is_cancelled: bool

    @classmethod
    def read(
        cls, feed: bytes, offset: int, timezones: Iterable[Block], *, home: tzinfo, allowance: StepBudget
    ) -> "VCalendar":
        """Reads the VCALENDAR that begins at `offset`; `timezones` are its VTIMEZONE components."""
        lines = (
            ContentLine.read(text, number) for number, text in own_lines(calendar_properties(feed, offset))
        )
        own = {line.name: line.text for line in lines if line}
        described: dict[str, VTimezone] = {}
        for block in timezones:
            timezone = _timezone(feed, block)
            described.setdefault(timezone.own.get("TZID", ""), timezone)
        zones = Zones(
            home, calendar_zone=own.get("X-WR-TIMEZONE", ""), described=described, allowance=allowance
        )
        return cls(zones, is_cancelled=own.get("METHOD", "").upper() == "CANCEL")


def _timezone(feed: bytes, block: Block) -> VTimezone:
    lines = enumerate(text_lines(feed[block.start + 1 : block.end]))
    return VTimezone.read([line for number, text in lines if (line := ContentLine.read(text, number))])
