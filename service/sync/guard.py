"""Refuses to delete most of a week, and to believe a calendar that has suddenly lost all our entries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from service.domain.entry import Entry, split_session_key
from service.errors import SyncRefused
from service.ports.entry_sink import Shown
from service.sync.diff import Difference, WriteKind

FEW = 2
"""So many sessions may always go, because a light week drops that many."""


def guard(difference: Difference, shown: Iterable[Shown], *, name: str) -> None:
    """Accepts writes that leave at least half of every week in the calendar.

    Errors: SyncRefused for a week of which more than half, and more than a few, would be deleted.
    """
    standing = Counter(split_session_key(one.entry.session)[0] for one in shown)
    going = Counter(
        split_session_key(write.entry.session)[0]
        for write in difference.writes
        if write.kind is WriteKind.DELETE
    )
    for week, count in sorted(going.items()):
        if count > FEW and standing[week] < 2 * count:
            reason = f"{count} of the {standing[week]} sessions of {week} would be deleted"
            raise SyncRefused(name=name, reason=reason)


def guard_against_loss(
    written: Mapping[str, Entry], shown: Iterable[Shown], *, name: str, now: datetime
) -> None:
    """Accepts a calendar that still shows at least one entry of those written to it.

    Errors: SyncRefused when all entries to come, and more than a few, are gone at once. It is then more
    likely that the calendar was emptied, or is another one, than that the athlete skips everything.
    """
    to_come = {uid for uid, entry in written.items() if now < entry.span.start}
    if len(to_come) > FEW and to_come.isdisjoint(one.entry.uid for one in shown):
        reason = f"all {len(to_come)} sessions that were written to it are gone"
        hint = "If you deleted them, --force counts them as skipped; `liftrun undo` then brings them back."
        raise SyncRefused(name=name, reason=reason, hint=hint)
