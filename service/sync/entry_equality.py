"""What of an entry a person sees and may change, and whether two entries say the same."""

from dataclasses import replace
from typing import Any

from service.domain.entry import Entry
from service.domain.wording import plain

BY_HAND = ("span", "title", "text", "place")
"""The fields an athlete can change in a calendar app; all others are marks of ours."""


def writable(entry: Entry) -> Entry:
    """The same in characters every calendar can hold; others would differ from what is read back."""
    return replace(entry, title=plain(entry.title), text=plain(entry.text), place=plain(entry.place))


def is_same(one: Entry, other: Entry) -> bool:
    """Whether the two would look and mean the same; when and how often they were written is no matter."""
    as_other = replace(one, sequence=other.sequence, stamp=other.stamp, modified=other.modified)
    return as_other == other


def changed_by_hand(written: Entry, shown: Entry) -> dict[str, Any]:
    """What the athlete has changed since we wrote it, by field, as it is shown now."""
    return {
        field: getattr(shown, field) for field in BY_HAND if getattr(shown, field) != getattr(written, field)
    }
