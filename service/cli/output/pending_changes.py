"""Describes the writes a sync is about to make, and the hand edits it has found."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from service.domain import wording
from service.domain.entry import Entry
from service.ports.entry_sink import Shown
from service.sync.diff import Difference, Write, WriteKind
from service.sync.entry_equality import BY_HAND, is_same
from service.sync.hand_edit import HandEdit, HandEditKind
from service.usecases.syncing.read_targets import TargetView

SIGNS = {WriteKind.CREATE: "+", WriteKind.UPDATE: "~", WriteKind.DELETE: "-"}
NOON = timedelta(hours=12)
WORDS = {"title": "title", "text": "description", "place": "place"}


def differences(changes: Iterable[tuple[TargetView, Difference]], zone: tzinfo) -> Iterator[str]:
    """Yield a heading for each target, followed by a line for each write to it."""
    for view, difference in changes:
        if view.closed:
            yield f"{view.sink.name}: nothing can be written, {view.closed.facts['reason']}."
            continue
        if not (difference.writes or difference.left):
            yield f"{view.sink.name}: nothing to change."
            continue
        yield f"{view.sink.name}:"
        reworded = [write for write in difference.writes if _only_rewords(write)]
        yield from (f"  {_line(write, zone)}" for write in difference.writes if write not in reworded)
        if reworded:
            yield f"  ~ new words in {len(reworded)} {'entry' if len(reworded) == 1 else 'entries'}"
        yield from (f"  = {_named(shown, zone)}, left as you have it" for shown in difference.left)


def edits_by_hand(edits: Iterable[HandEdit], zone: tzinfo) -> Iterator[str]:
    """Yield a sentence for each hand edit: what the athlete changed, and what the planner makes of it."""
    for edit in edits:
        written = f"{edit.written.title} of {_when(edit.written, zone)}"
        match edit.kind, edit.shown:
            case HandEditKind.MOVED, Entry() as shown:
                yield f"You moved {written} to {_when(shown, zone)}: it stays there."
            case HandEditKind.TO_A_DAY, Entry() as shown:
                day = wording.day((shown.span.start + NOON).astimezone(zone).date())
                yield f"You made {written} all-day on {day}: it gets an hour that day."
            case HandEditKind.RETURNED, _:
                yield f"You put {written} back: it is planned again like any other."
            case _:
                yield f"You deleted {written}: it counts as skipped."


def kept_though_skipped(
    changes: Iterable[tuple[TargetView, Difference]], skipped: Collection[str]
) -> Iterator[str]:
    """Yield a sentence for each skipped session that still stands where the athlete has written into it."""
    for view, difference in changes:
        for one in difference.left:
            if one.entry.session in skipped:
                yield f"{one.entry.title} stays in {view.sink.name}, with your words; it is yours now."


def _line(write: Write, zone: tzinfo) -> str:
    said = f"{SIGNS[write.kind]} {_when(write.entry, zone)}  {write.entry.title}"
    if write.kind is not WriteKind.UPDATE or write.shown is None:
        return said
    before = write.shown.entry
    altered = [WORDS[f] for f in BY_HAND[1:] if getattr(before, f) != getattr(write.entry, f)]
    moved = f"was {_when(before, zone)}" if before.span != write.entry.span else ""
    return f"{said} ({', '.join(filter(None, [moved, *altered]))})"


def _only_rewords(write: Write) -> bool:
    """Whether the write changes only the description of the entry."""
    if write.kind is not WriteKind.UPDATE or write.shown is None:
        return False
    return is_same(replace(write.shown.entry, text=write.entry.text), write.entry)


def _named(shown: Shown, zone: tzinfo) -> str:
    return f"{_when(shown.entry, zone)}  {shown.entry.title}"


def _when(entry: Entry, zone: tzinfo) -> str:
    return f"{_dated(entry.span.start, zone)}–{wording.clock(entry.span.end, zone)}"


def _dated(start: datetime, zone: tzinfo) -> str:
    return f"{wording.day(start.astimezone(zone).date())} {wording.clock(start, zone)}"
