"""All calendars of the fake server, with one lock and one change counter."""

from dataclasses import dataclass, field
from threading import RLock

from tests.fakes.google.api_error import ApiError, not_found
from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.server_clock import ServerClock
from tests.fakes.google.times import Resource


@dataclass
class ListEntry:
    """One calendar on one person's list."""

    calendar: str
    changed: int
    is_deleted: bool = False
    own: Resource = field(default_factory=dict)


@dataclass
class Store:
    """Shape: `entries` by person, then by calendar. `writes` counts what the API changed, no hand's doing."""

    clock: ServerClock
    lock: RLock = field(default_factory=RLock)
    number: int = 0
    writes: int = 0
    calendars: dict[str, HeldCalendar] = field(default_factory=dict)
    entries: dict[str, dict[str, ListEntry]] = field(default_factory=dict)

    def change(self) -> int:
        self.number += 1
        return self.number

    def add_calendar(self, calendar: HeldCalendar, who: str, **own: object) -> HeldCalendar:
        calendar.changed = self.change()
        self.calendars[calendar.id] = calendar
        self.enlist(calendar.id, who, **own)
        return calendar

    def enlist(self, calendar_id: str, who: str, **own: object) -> ListEntry:
        entry = ListEntry(calendar_id, self.change(), own=dict(own))
        self.entries.setdefault(who, {})[calendar_id] = entry
        return entry

    def remove_calendar(self, calendar_id: str) -> None:
        """A calendar that is gone is gone: everything on it answers 404, lists show it as deleted."""
        if self.calendars[calendar_id].is_primary:
            raise ApiError(400, "cannotDeletePrimaryCalendar", "Cannot delete the primary calendar.")
        del self.calendars[calendar_id]
        for entries in self.entries.values():
            if calendar_id in entries:
                entries[calendar_id].is_deleted = True
                entries[calendar_id].changed = self.change()

    def calendar(self, calendar_id: str, who: str) -> HeldCalendar:
        """The calendar a person names.

        Errors: 404, the same for one that is not there and for one that is not theirs to know of.
        """
        held = self.calendars.get(who if calendar_id == "primary" else calendar_id)
        if held is None or held.role(who) == "none":
            raise not_found()
        return held
