"""Make the served feed show the plan that stands, changing in it only what changed in the plan."""

from datetime import datetime

from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.version import Version
from service.ports.served_feed import ServedFeed
from service.sync.revise import revise


def update_feed(head: Version | None, feed: ServedFeed, *, now: datetime) -> bool:
    """Show it, unless the feed does already; whether it changed.

    Shape: what the version does not name any more and has yet to begin is cancelled. Where another process
    shows a version meanwhile, that one's stands until this is asked again.
    """
    before = feed.version
    if head is None or before >= head.number:
        return False
    shown = feed.shown()
    entries = revise(shown=shown, wanted=head.entries, planned=_all_time([*shown, *head.entries]), now=now)
    return feed.show(entries, version=head.number, over=before, now=now)


def _all_time(entries: list[Entry]) -> list[Span]:
    if not entries:
        return []
    return [Span(min(entry.span.start for entry in entries), max(entry.span.end for entry in entries))]
