"""Compares entries: the fields an athlete can change, and whether two entries say the same."""

from dataclasses import replace
from typing import Any

from service.domain.entry import Entry
from service.domain.wording import plain

BY_HAND = ("span", "title", "text", "place")
"""The fields that an athlete can change in a calendar app; all others are set by us only."""


def writable(entry: Entry) -> Entry:
    """The entry in characters that every calendar stores; others would differ from what is read back."""
    return replace(entry, title=plain(entry.title), text=plain(entry.text), place=plain(entry.place))


def is_same(one: Entry, other: Entry) -> bool:
    """Whether the two entries look and mean the same, whenever and however often they were written."""
    as_other = replace(one, sequence=other.sequence, stamp=other.stamp, modified=other.modified)
    return as_other == other


def changed_by_hand(written: Entry, shown: Entry) -> dict[str, Any]:
    """The fields that the athlete has changed since we wrote the entry, with their present values."""
    changed = {
        field: getattr(shown, field) for field in BY_HAND if getattr(shown, field) != getattr(written, field)
    }
    return changed | ({"all_day": shown.all_day} if shown.all_day != written.all_day else {})
