"""Tell what the service planned otherwise by itself of late, for an athlete who has not looked since."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

from service.domain.change import Change, ChangeKind
from service.domain.entry import parted
from service.domain.version import Version
from service.ports.plan_store import PlanStore
from service.usecases.history.version_changes import repaired_changes

RECENT_PERIOD = timedelta(days=2)
"""Who has not looked for longer reads the history."""

MOST = 12
"""Versions that are looked through."""


@dataclass(frozen=True)
class RecentChange:
    """One session that was moved or taken out, and not because the athlete said so of it.

    Shape: `before` is where it stood; `sentence` is whole, with why when anybody knows.
    """

    key: str
    before: datetime
    version: int
    made_at: datetime
    sentence: str


def recent_changes(plans: PlanStore, zone: tzinfo, *, now: datetime, week: str) -> tuple[RecentChange, ...]:
    """Each such session of the week once, as the newest version that changed it has it, the newest first.

    Shape: what stands elsewhere by now, or was over when it was changed, is left out.
    """
    versions = plans.versions(limit=MOST)
    stands = {p.session.id: p.start for p in versions[0].placements} if versions else {}
    found = dict[str, RecentChange]()
    for version, older in pairwise(versions):
        # Who goes back to an earlier version has seen what that moves.
        if version.restores or version.made_at < now - RECENT_PERIOD:
            continue
        for change in repaired_changes(version, older):
            key = change.session.id
            hour = change.after.start if change.after else None
            if change.before and parted(key)[0] == week and stands.get(key) == hour and _is_told(change, now):
                found.setdefault(key, _told(change, change.before.start, version, zone))
    return tuple(found.values())


def _is_told(change: Change, now: datetime) -> bool:
    is_ahead = any(placement and now < placement.end for placement in (change.before, change.after))
    return is_ahead and change.kind in {ChangeKind.MOVED, ChangeKind.GONE}


def _told(change: Change, before: datetime, version: Version, zone: tzinfo) -> RecentChange:
    """In the words of its plan, which knows why; a version that was not planned knows only that it moved."""
    words = next(_words_of(change, version), change.sentence(zone))
    return RecentChange(change.session.id, before, version.number, version.made_at, words)


def _words_of(change: Change, version: Version) -> Iterator[str]:
    hour = change.after.start if change.after else None
    document = json.loads(version.document) if version.document else {}
    for each in document.get("changes", ()):
        to = datetime.fromisoformat(each["to"]) if each["to"] else None
        if (each["id"], to) == (change.session.id, hour):
            yield each["sentence"]
