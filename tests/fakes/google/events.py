"""Insert, get, patch, update and delete of events.

A deleted event stays as a tombstone: its id is never free again, and a write that says `status: confirmed`
brings it back.

Source: developers.google.com/workspace/calendar/api/v3/reference/events/{insert,get,patch,update,delete};
.../guides/version-resources (If-Match); .../guides/errors (409, 410, 412); the reference of `sequence`,
`updated` and `reminders` in the resource.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.fakes.google.api_error import (
    ApiError,
    access_level,
    condition_not_met,
    deleted,
    duplicate,
    invalid,
    not_found,
)
from tests.fakes.google.event_body import checked_id, merged, written
from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.recurrence import instance
from tests.fakes.google.server_clock import stamp
from tests.fakes.google.store import Store
from tests.fakes.google.times import Resource

# A client can not make these; Gmail does.
NEVER_MADE = {"fromGmail"}
WHEN = ("start", "end", "recurrence")


@dataclass(frozen=True)
class Events:
    """The methods on the events of one calendar, for one person."""

    store: Store
    calendar: HeldCalendar
    who: str

    def insert(self, said: Mapping[str, Any]) -> Resource:
        self.must_write()
        event = self._new(said)
        if self.calendar.event(event["id"]) is not None:
            raise duplicate()
        if any(one["iCalUID"] == event["iCalUID"] for one in self._alive()):
            raise duplicate()
        if event["status"] == "cancelled" or event["eventType"] in NEVER_MADE:
            raise invalid("Bad Request")
        return self._keep(event)

    def get(self, event_id: str) -> Resource:
        """Deleted ones too, with all they had.

        Errors: 404.
        """
        event = self.calendar.event(event_id) or instance(self.calendar, event_id)
        if event is None:
            raise not_found()
        return event

    def patch(self, event_id: str, said: Mapping[str, Any], if_match: str = "") -> Resource:
        old = self._writable(event_id, if_match)
        return self._rewrite(old, merged(old, said), said.get("sequence"))

    def update(self, event_id: str, said: Mapping[str, Any], if_match: str = "") -> Resource:
        old = self._writable(event_id, if_match)
        return self._rewrite(old, said, said.get("sequence"))

    def delete(self, event_id: str, if_match: str = "") -> None:
        self.must_write()
        old = self.get(event_id)
        if old["status"] == "cancelled":
            raise deleted()
        self._check(old, if_match)
        self._keep(old | {"status": "cancelled", "updated": stamp(self.store.clock.now())})

    def must_write(self) -> None:
        if not self.calendar.may(self.who, "writer"):
            raise access_level("writer")

    def _writable(self, event_id: str, if_match: str) -> Resource:
        self.must_write()
        old = self.get(event_id)
        self._check(old, if_match)
        return old

    def _check(self, old: Resource, if_match: str) -> None:
        if if_match not in {"", "*", old["etag"]}:
            raise condition_not_met()

    def _new(self, said: Mapping[str, Any]) -> Resource:
        # The reference wants only one of id and iCalUID at creation.
        event_id = checked_id(said["id"]) if said.get("id") is not None else uuid4().hex
        uid = said.get("iCalUID") or f"{event_id}@google.com"
        if said.get("id") and uid != f"{event_id}@google.com":
            raise invalid("Only one of id and iCalUID may be specified.", "iCalUID")
        now = stamp(self.store.clock.now())
        person = {"email": self.who, "self": True}
        owner = person if self.calendar.is_primary else {"email": self.calendar.id, "self": True}
        fixed = {"iCalUID": uid, "created": now, "updated": now, "creator": person, "organizer": owner}
        sequence = said.get("sequence") or 0
        return written(said, self.calendar) | fixed | {"id": event_id, "sequence": sequence}

    def _rewrite(self, old: Resource, said: Mapping[str, Any], sequence: object) -> Resource:
        if isinstance(sequence, int) and sequence < old["sequence"]:
            message = "Invalid sequence value. The specified sequence number is below the current one."
            raise ApiError(400, "invalid", message, location="sequence")
        if said.get("eventType", old["eventType"]) != old["eventType"]:
            raise ApiError(400, "eventTypeRestriction", "Event type cannot be changed.", domain="calendar")
        new = written({"eventType": old["eventType"]} | dict(said), self.calendar)
        lasting = {key: old[key] for key in LASTING if key in old}
        moved = any(new.get(key) != old.get(key) for key in WHEN)
        counted = max(sequence if isinstance(sequence, int) else 0, old["sequence"] + moved)
        if any(new.get(key) != old.get(key) for key in {*new, *old} - UNSAID):
            lasting["updated"] = stamp(self.store.clock.now())
        return self._keep(new | lasting | {"sequence": counted})

    def _keep(self, event: Resource) -> Resource:
        self.store.writes += 1
        return self.calendar.keep(event, self.store.change())

    def _alive(self) -> list[Resource]:
        return [one for one in self.calendar.events() if one["status"] != "cancelled"]


LASTING = (
    *("id", "iCalUID", "created", "updated", "creator", "organizer"),
    *("recurringEventId", "originalStartTime"),
)
# A change of these alone is not a change of the main event data.
UNSAID = {*LASTING, "etag", "sequence", "reminders"}
