"""Finds out whether interrupted writes were made, from what the calendar shows now."""

from collections.abc import Iterator, Mapping

from service.domain.entry import Entry
from service.ports.entry_sink import Shown
from service.ports.ledger import Intent
from service.sync.entry_equality import is_same


def recover(
    intents: Mapping[str, Intent], shown: Mapping[str, Shown], written: Mapping[str, Entry]
) -> Iterator[tuple[str, Entry | None]]:
    """The entry that counts as written now, by uid, for every intent: none is left open.

    | intended | shown | the write |
    | --- | --- | --- |
    | A | of A's sequence, or else like A | was made: A counts as written |
    | A | otherwise, or nothing | was not made: the old record stays |
    | nothing | nothing | was made |
    | nothing | B | was not made |

    Shape: what was deleted by hand in between looks like a creation that was not made, or like a deletion
    that was.
    """
    for uid, intent in intents.items():
        stands, before = shown.get(uid), written.get(uid)
        if intent.entry is None:
            yield uid, before if stands else None
        elif stands and _is_of(intent.entry, stands.entry, before):
            yield uid, intent.entry
        else:
            yield uid, before


def _is_of(intended: Entry, stands: Entry, before: Entry | None) -> bool:
    was_made = stands.sequence == intended.sequence and (before is None or before.sequence != stands.sequence)
    return was_made or is_same(stands, intended)
