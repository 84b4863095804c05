"""The calendars resource and each person's calendarList.

Source: developers.google.com/workspace/calendar/api/v3/reference/{calendars,calendarList}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.fakes.google.api_error import ApiError, access_level, invalid, not_found, required
from tests.fakes.google.held_calendar import ROLES, HeldCalendar
from tests.fakes.google.query import Parameters, flag, one, page_size
from tests.fakes.google.store import ListEntry, Store
from tests.fakes.google.times import Resource, zone_named

OWN = (
    "backgroundColor",
    "colorId",
    "defaultReminders",
    "foregroundColor",
    "hidden",
    "selected",
    "summaryOverride",
)


@dataclass(frozen=True)
class Calendars:
    """The calendars and calendarList methods, for one person and one client."""

    store: Store
    who: str
    client: str = ""
    page_limit: int | None = None

    def get(self, calendar_id: str) -> Resource:
        held = self.store.calendar(calendar_id, self.who)
        text = {"description": held.description} if held.description else {}
        return {
            "kind": "calendar#calendar",
            "etag": f'"c{held.changed}"',
            "id": held.id,
            "summary": held.summary,
            "timeZone": held.zone,
        } | text

    def insert(self, said: Mapping[str, Any]) -> Resource:
        if not said.get("summary"):
            raise required("Missing summary.", "summary")
        zone = said.get("timeZone", "UTC")
        zone_named(zone)
        held = HeldCalendar(
            id=f"{uuid4().hex}@group.calendar.google.com",
            summary=said["summary"],
            zone=zone,
            roles={self.who: "owner"},
            description=said.get("description", ""),
            made_by=self.client,
        )
        self.store.add_calendar(held, self.who, selected=True)
        self.store.writes += 1
        return self.get(held.id)

    def patch(self, calendar_id: str, said: Mapping[str, Any]) -> Resource:
        held = self._owned(calendar_id)
        zone_named(said.get("timeZone", held.zone))
        held.summary = said.get("summary", held.summary)
        held.description = said.get("description", held.description)
        held.zone = said.get("timeZone", held.zone)
        held.changed = self.store.change()
        self.store.writes += 1
        return self.get(held.id)

    def delete(self, calendar_id: str) -> None:
        self.store.remove_calendar(self._owned(calendar_id).id)
        self.store.writes += 1

    def page(self, parameters: Parameters) -> Resource:
        """The person's list, hidden and deleted ones only when asked for."""
        entries = [entry for entry in self._entries() if self._is_asked(entry, parameters)]
        start = one(parameters, "pageToken") or "0"
        if not start.isdigit():
            raise invalid("Invalid page token value.", "pageToken")
        size = page_size(parameters, default=100, most=250)
        end = int(start) + min(size, self.page_limit or size)
        more = (
            {"nextPageToken": str(end)} if end < len(entries) else {"nextSyncToken": f"l{self.store.number}"}
        )
        items = [self._shown(entry) for entry in entries[int(start) : end]]
        return {"kind": "calendar#calendarList", "etag": f'"l{self.store.number}"', "items": items} | more

    def listed(self, calendar_id: str) -> Resource:
        return self._shown(self._entry(calendar_id))

    def enlist(self, said: Mapping[str, Any]) -> Resource:
        held = self.store.calendar(str(said.get("id")), self.who)
        own = {key: said[key] for key in OWN if key in said}
        self.store.writes += 1
        return self._shown(self.store.enlist(held.id, self.who, **own))

    def patch_listed(self, calendar_id: str, said: Mapping[str, Any]) -> Resource:
        entry = self._entry(calendar_id)
        entry.own |= {key: said[key] for key in OWN if key in said}
        entry.changed = self.store.change()
        self.store.writes += 1
        return self._shown(entry)

    def delist(self, calendar_id: str) -> None:
        """Take it off the list; the calendar stays."""
        entry = self._entry(calendar_id)
        entry.is_deleted, entry.changed = True, self.store.change()
        self.store.writes += 1

    def _owned(self, calendar_id: str) -> HeldCalendar:
        held = self.store.calendar(calendar_id, self.who)
        if not held.may(self.who, "owner"):
            raise access_level("owner")
        return held

    def _entries(self) -> list[ListEntry]:
        return list(self.store.entries.get(self.who, {}).values())

    def _entry(self, calendar_id: str) -> ListEntry:
        held = self.store.calendar(calendar_id, self.who)
        entry = self.store.entries.get(self.who, {}).get(held.id)
        if entry is None or entry.is_deleted:
            raise not_found()
        return entry

    def _is_asked(self, entry: ListEntry, parameters: Parameters) -> bool:
        since = one(parameters, "syncToken")
        if since:
            return entry.changed > _number(since)
        if entry.is_deleted:
            return flag(parameters, "showDeleted")
        if entry.own.get("hidden") and not flag(parameters, "showHidden"):
            return False
        least = one(parameters, "minAccessRole") or "freeBusyReader"
        if least not in ROLES:
            raise invalid("Bad Request", "minAccessRole")
        return self.store.calendars[entry.calendar].may(self.who, least)

    def _shown(self, entry: ListEntry) -> Resource:
        bare = {"kind": "calendar#calendarListEntry", "etag": f'"e{entry.changed}"', "id": entry.calendar}
        held = self.store.calendars.get(entry.calendar)
        if entry.is_deleted or held is None:
            return bare | {"deleted": True}
        seen = {"summary": held.summary, "timeZone": held.zone, "accessRole": held.role(self.who)}
        text = {"description": held.description} if held.description else {}
        first = {"primary": True} if held.id == self.who else {}
        return bare | seen | text | first | entry.own


def _number(token: str) -> int:
    if not token[1:].isdigit():
        raise ApiError(410, "fullSyncRequired", "Sync token is no longer valid.", domain="calendar")
    return int(token[1:])
