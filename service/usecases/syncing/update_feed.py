"""Makes the served feed show the current plan."""

from datetime import datetime

from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.version import Version
from service.ports.served_feed import ServedFeed
from service.sync.revise import revise


def update_feed(head: Version | None, feed: ServedFeed, *, now: datetime) -> bool:
    """Writes `head` to the feed unless the feed has it already, and returns whether the feed changed.

    Shape: entries that `head` lacks and that have not begun are cancelled; unchanged entries keep their
    stamps. If another process changes the feed meanwhile, its version stays until the next call.
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
