"""One stored calendar: its properties, its access roles, and every version of its events."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from tests.fakes.google.times import Resource

ROLES = ("none", "freeBusyReader", "reader", "writer", "owner")


@dataclass(frozen=True)
class Version:
    """An event from one change of the store on."""

    number: int
    event: Resource


@dataclass
class HeldCalendar:
    """Shape: `roles` by address; `made_by` is the client whose app.created scope reaches it."""

    id: str
    summary: str
    zone: str
    roles: dict[str, str]
    description: str = ""
    is_primary: bool = False
    made_by: str = ""
    changed: int = 0
    versions: dict[str, list[Version]] = field(default_factory=dict)

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def role(self, who: str) -> str:
        return self.roles.get(who, "none")

    def may(self, who: str, needed: str) -> bool:
        return ROLES.index(self.role(who)) >= ROLES.index(needed)

    def event(self, event_id: str, *, at: int | None = None) -> Resource | None:
        """What is kept under that id, now or after an earlier change; never to be written to."""
        versions = self.versions.get(event_id, [])
        seen = (one.event for one in reversed(versions) if at is None or one.number <= at)
        return next(seen, None)

    def events(self, *, at: int | None = None) -> Iterator[Resource]:
        standing = (self.event(event_id, at=at) for event_id in self.versions)
        return (event for event in standing if event is not None)

    def exceptions(self, base: str, *, at: int | None = None) -> dict[str, Resource]:
        """The instances of a series that were changed by themselves, by id."""
        return {one["id"]: one for one in self.events(at=at) if one.get("recurringEventId") == base}

    def changed_since(self, number: int) -> list[str]:
        return [key for key, versions in self.versions.items() if versions[-1].number > number]

    def keep(self, event: Resource, number: int) -> Resource:
        """Make this the newest version, with the etag of that change."""
        held = deepcopy(event) | {"etag": f'"{3_500_000_000_000 + 2 * number}"'}
        self.versions.setdefault(event["id"], []).append(Version(number, held))
        self.changed = number
        return held
