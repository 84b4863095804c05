"""Reads the busy periods of a VFREEBUSY, the component that shows busy time without events."""

from collections.abc import Iterator

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.icalendar.blocks import Block
from integrations._shared.icalendar.event import Fault
from integrations._shared.icalendar.lines import ContentLine, own_lines
from integrations._shared.icalendar.moment import Length, Moment, Unreadable
from integrations._shared.icalendar.zones import Zones
from service.domain.span import Span


def busy_spans(
    feed: bytes, block: Block, zones: Zones, settings: CalendarSettings, faults: list[Fault]
) -> Iterator[Span]:
    """Yields the periods of a VFREEBUSY that are not free; adds a fault for each one that cannot be read."""
    for number, text in own_lines(feed[block.start + 1 : block.end]):
        line = ContentLine.read(text, number)
        if line and line.name == "FREEBUSY" and _takes_time(line, settings):
            for value in filter(None, map(str.strip, line.value.split(","))):
                try:
                    yield _period(value, zones)
                except Unreadable as error:
                    faults.append(Fault(line.number, f"{value} {error}"))


def _takes_time(line: ContentLine, settings: CalendarSettings) -> bool:
    # An unknown FBTYPE counts as BUSY, as RFC 5545 demands. Some feeds write TENTATIVE for BUSY-TENTATIVE.
    kind = line.parameter("FBTYPE").upper().removeprefix("BUSY-")
    return kind != "FREE" and (settings.tentative or kind != "TENTATIVE")


def _period(value: str, zones: Zones) -> Span:
    first, _, last = value.partition("/")
    start = Moment.read(first, zones.floating)
    begins = start.instant(zones.floating)
    if last.upper().startswith("P"):
        ends = Length.read(last).end(start.wall, start.zone or zones.floating)
    else:
        ends = Moment.read(last, zones.floating).instant(zones.floating)
    if ends < begins:
        raise Unreadable("ends before it starts")
    return Span(begins, ends)
