"""Finds the sessions planned in a span of time, as far back as the stored versions go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from service.domain.entry import Entry
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.version import Version
from service.ports.plan_store import PlanStore
from service.prescription.recent_runs import RECENT_PERIOD


@dataclass(frozen=True)
class RecordedSession:
    """A session with its hour, and its calendar entry if it has one.

    Shape: the session's id is the readable one, such as 2026-W48-lower.
    """

    placement: Placement
    entry: Entry | None

    @property
    def key(self) -> str:
        """The session's readable id."""
        return self.placement.session.id


def sessions_between(plans: PlanStore, window: Span) -> tuple[RecordedSession, ...]:
    """Returns every session that begins in the window, in order.

    Shape: a version holds sessions back to 30 days before it was made; older ones come from older
    versions.
    """
    found = dict[str, RecordedSession]()
    until: datetime | None = None
    for version in _remembering(plans, window):
        entries = {entry.session: entry for entry in version.entries}
        for placement in version.placements:
            key = placement.session.id
            if key not in found and (until is None or placement.start < until):
                found[key] = RecordedSession(placement, entries.get(key))
        until = version.made_at - RECENT_PERIOD
    if head := plans.head():
        # A session that was moved into or out of the window since stands where the newest version has it.
        entries = {entry.session: entry for entry in head.entries}
        found |= {p.session.id: RecordedSession(p, entries.get(p.session.id)) for p in head.placements}
    inside = (stood for stood in found.values() if window.start <= stood.placement.start < window.end)
    return tuple(sorted(inside, key=lambda stood: (stood.placement.span, stood.key)))


def first_made_since(plans: PlanStore, instant: datetime) -> Version | None:
    """Returns the oldest version made at or after `instant`, or None, by binary search."""
    found, (least, most) = None, _numbers(plans)
    while least <= most:
        number = (least + most) // 2
        version = plans.version(number)
        if version is None or version.made_at < instant:
            least = number + 1
        else:
            found, most = version, number - 1
    return found


def _numbers(plans: PlanStore) -> tuple[int, int]:
    head = plans.head()
    return 1, head.number if head else 0


def _remembering(plans: PlanStore, window: Span) -> Iterator[Version]:
    """The fewest versions that together cover the window, newest first."""
    version = first_made_since(plans, window.end) or plans.head()
    while version:
        yield version
        until = version.made_at - RECENT_PERIOD
        if until <= window.start:
            return
        older = first_made_since(plans, until)
        if older is None or older.number >= version.number:
            older = plans.version(version.number - 1)
        version = older
