"""Selects the events that a list request asks for, all or only those changed since a token.

Source: developers.google.com/workspace/calendar/api/v3/reference/events/list (singleEvents, showDeleted,
timeMin, timeMax, updatedMin, q, ...ExtendedProperty, orderBy) and .../guides/sync
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tests.fakes.google.api_error import invalid
from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.query import Query
from tests.fakes.google.recurrence import Window, instances
from tests.fakes.google.times import Resource, instant

SEARCHED = ("summary", "description", "location")


@dataclass(frozen=True)
class Selection:
    """Shape: `matches_any` joins property constraints by or (so the guide), not by and (so the reference)."""

    calendar: HeldCalendar
    query: Query
    now: datetime
    matches_any: bool = False

    def whole(self) -> list[Resource]:
        """All that the question asks for, in its order."""
        items = [one for one in self._all() if self._is_asked(one)]
        if self.query.order == "startTime":
            items.sort(key=lambda one: (instant(one["start"], self.calendar.tz), one["id"]))
        if self.query.order == "updated":
            items.sort(key=lambda one: (one["updated"], one["id"]))
        return items

    def since(self, number: int, window: Window) -> list[tuple[Resource, bool]]:
        """What changed since, each with whether it is gone.

        Shape: a change is told wherever the event stands now; the window of the first sync only bounds
        how far series are followed.
        """
        changed = self.calendar.changed_since(number)
        if not self.query.single_events:
            found = (self.calendar.event(key) for key in changed)
            return [(one, one["status"] == "cancelled") for one in found if one]
        bases = {self.calendar.versions[key][-1].event.get("recurringEventId", key) for key in changed}
        pairs = (self._difference(base, number, window) for base in self.calendar.versions if base in bases)
        return [pair for found in pairs for pair in found]

    def _difference(self, base: str, number: int, window: Window) -> Iterator[tuple[Resource, bool]]:
        old, new = self._expanded(base, window, at=number), self._expanded(base, window)
        for key, one in new.items():
            if old.get(key) != one:
                yield one, one["status"] == "cancelled"
        for key, one in old.items():
            if key not in new:
                yield one, True

    def _expanded(self, base: str, window: Window, at: int | None = None) -> dict[str, Resource]:
        event = self.calendar.event(base, at=at)
        if event is None or not event.get("recurrence"):
            return {base: event} if event else {}
        found = instances(event, self.calendar, window, self.now, at=at)
        return {one["id"]: one for one in found}

    def _all(self) -> Iterator[Resource]:
        for event in self.calendar.events():
            if not self.query.single_events:
                if self._in_window(event):
                    yield event
            elif event.get("recurrence"):
                yield from instances(event, self.calendar, self.query.window, self.now)
            elif "recurringEventId" not in event and self._in_window(event):
                yield event

    def _in_window(self, event: Resource) -> bool:
        if event.get("recurrence"):
            return any(instances(event, self.calendar, self.query.window, self.now))
        return self.query.window.touches(event, self.calendar.tz)

    def _is_asked(self, event: Resource) -> bool:
        return (
            self._is_wanted_though_deleted(event) and self._has_words(event) and self._has_properties(event)
        )

    def _is_wanted_though_deleted(self, event: Resource) -> bool:
        query = self.query
        if query.updated_min and datetime.fromisoformat(event["updated"]) < query.updated_min:
            return False
        is_lone_instance = "recurringEventId" in event and not query.single_events
        shows = query.show_deleted or query.updated_min is not None or is_lone_instance
        return event["status"] != "cancelled" or shows

    def _has_words(self, event: Resource) -> bool:
        query = self.query
        if query.text("iCalUID") not in {"", event["iCalUID"]}:
            return False
        if query.texts.get("eventTypes") and event["eventType"] not in query.texts["eventTypes"]:
            return False
        heap = " ".join(event.get(key, "") for key in SEARCHED).casefold()
        return all(word in heap for word in query.text("q").casefold().split())

    def _has_properties(self, event: Resource) -> bool:
        found = [
            event.get("extendedProperties", {}).get(half, {}).get(name) == value
            for half in ("private", "shared")
            for name, value in map(_constraint, self.query.texts.get(f"{half}ExtendedProperty", ()))
        ]
        return not found or (any(found) if self.matches_any else all(found))


def _constraint(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise invalid("Bad Request", "privateExtendedProperty")
    return name, value
