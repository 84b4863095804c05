"""Decides which zone a TZID of one calendar means.

A TZID is only a label: two feeds may use one TZID for different zones. So nothing is remembered from one feed
to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from integrations._shared.icalendar.lines import ContentLine
from integrations._shared.icalendar.moment import Unreadable
from integrations._shared.icalendar.observances import KINDS, FeedZone, Observance
from integrations._shared.icalendar.recurrence import StepBudget
from integrations._shared.icalendar.zone_names import named_zone, outlook_zone


@dataclass
class VTimezone:
    """A VTIMEZONE as written: its own properties, and the content lines of each observance in it.

    Shape: an observance is a STANDARD or DAYLIGHT component.
    """

    own: dict[str, str] = field(default_factory=dict)
    parts: list[list[ContentLine]] = field(default_factory=list)

    @classmethod
    def read(cls, lines: Sequence[ContentLine]) -> "VTimezone":
        """Reads a VTIMEZONE from its content lines, BEGIN and END lines included."""
        component = cls()
        part: list[ContentLine] | None = None
        for line in lines:
            if line.name in {"BEGIN", "END"}:
                part = [] if line.name == "BEGIN" and line.value.upper() in KINDS else None
                if part is not None:
                    component.parts.append(part)
            elif part is None:
                component.own.setdefault(line.name, line.value)
            else:
                part.append(line)
        return component


class Zones:
    """The zones of one calendar.

    Shape: `home` is the athlete's zone, in which whole days lie. `floating` is the zone in which times
    without a zone are read: the calendar's own (X-WR-TIMEZONE), or else the athlete's.
    """

    def __init__(
        self, home: tzinfo, *, calendar_zone: str, described: Mapping[str, VTimezone], allowance: StepBudget
    ) -> None:
        self.home = home
        self._described = described
        self._allowance = allowance
        self._known: dict[str, tzinfo | None] = {"": None}
        self.floating = home
        self.floating = self.zone(calendar_zone) or home

    def zone(self, tzid: str) -> tzinfo | None:
        """The zone that a TZID means, None if it is unknown or empty."""
        if tzid not in self._known:
            self._known[tzid] = named_zone(tzid) or self._own_zone(tzid) or outlook_zone(tzid)
        return self._known[tzid]

    def _own_zone(self, tzid: str) -> tzinfo | None:
        component = self._described.get(tzid)
        if not component:
            return None
        try:
            observances = [Observance.read(part) for part in component.parts]
        except Unreadable:
            observances = []
        if observances:
            return FeedZone(tzid, observances, self._allowance)
        return named_zone(component.own.get("X-LIC-LOCATION", ""))
