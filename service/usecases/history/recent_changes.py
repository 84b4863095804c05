"""Finds the sessions that the service moved or removed by itself in the last two days."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise

from service.domain.change import Change, ChangeKind
from service.domain.entry import split_session_key
from service.domain.version import Version
from service.ports.plan_store import PlanStore
from service.usecases.history.version_changes import repaired_changes

RECENT_PERIOD = timedelta(days=2)
"""How far back changes are reported; for older ones there is the history."""

MOST = 12
"""How many versions are searched."""


@dataclass(frozen=True)
class RecentChange:
    """One session that the service moved or removed without a decision of the athlete about it.

    Shape: `before` is its start until then. `sentence` is whole, and gives the reason if it is known.
    """

    key: str
    before: datetime
    version: int
    made_at: datetime
    sentence: str


def recent_changes(plans: PlanStore, zone: tzinfo, *, now: datetime, week: str) -> tuple[RecentChange, ...]:
    """Returns each such session of `week` once, with its newest change, newest first.

    Shape: left out are sessions that have been moved again since, and those whose old and new hours are over.
    """
    versions = plans.versions(limit=MOST)
    stands = {p.session.id: p.start for p in versions[0].placements} if versions else {}
    found = dict[str, RecentChange]()
    for version, older in pairwise(versions):
        # The athlete saw the changes of an undo before they agreed to it.
        if version.restores or version.made_at < now - RECENT_PERIOD:
            continue
        for change in repaired_changes(version, older):
            key = change.session.id
            hour = change.after.start if change.after else None
            if (
                change.before
                and split_session_key(key)[0] == week
                and stands.get(key) == hour
                and _is_told(change, now)
            ):
                found.setdefault(key, _told(change, change.before.start, version, zone))
    return tuple(found.values())


def _is_told(change: Change, now: datetime) -> bool:
    is_ahead = any(placement and now < placement.end for placement in (change.before, change.after))
    return is_ahead and change.kind in {ChangeKind.MOVED, ChangeKind.GONE}


def _told(change: Change, before: datetime, version: Version, zone: tzinfo) -> RecentChange:
    """With the sentence from the version's document, which gives the reason, if it has one."""
    words = next(_words_of(change, version), change.sentence(zone))
    return RecentChange(change.session.id, before, version.number, version.made_at, words)


def _words_of(change: Change, version: Version) -> Iterator[str]:
    hour = change.after.start if change.after else None
    document = json.loads(version.document) if version.document else {}
    for each in document.get("changes", ()):
        to = datetime.fromisoformat(each["to"]) if each["to"] else None
        if (each["id"], to) == (change.session.id, hour):
            yield each["sentence"]
