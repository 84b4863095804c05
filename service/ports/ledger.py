"""The record of what we wrote to each calendar, and of the writes we began."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from service.domain.entry import Entry


@dataclass(frozen=True)
class Intent:
    """A write that is about to be made; after a crash it may or may not have been made.

    Shape: `entry` is recorded as written once the write is made, None for a deletion that leaves nothing.
    """

    uid: str
    entry: Entry | None


class Ledger(Protocol):
    """One athlete's record of writes, by the key of the calendar; every change is durable when it returns."""

    def written(self, target: str) -> Mapping[str, Entry]:
        """The entries we last wrote to the calendar, by uid; the athlete may have changed them since."""

    def intents(self, target: str) -> Mapping[str, Intent]:
        """The writes whose outcome is not recorded, by uid."""

    def intend(self, target: str, intent: Intent) -> None:
        """Records a write before it is made; a newer intent for the same uid replaces an older one."""

    def settle(self, target: str, uid: str, entry: Entry | None) -> None:
        """Records the entry that is written now, None for nothing, and deletes the intent.

        Shape: both or neither.
        """
