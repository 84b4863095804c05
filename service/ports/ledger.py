"""What we remember of our writes to each calendar, and of those we were about to make."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from service.domain.entry import Entry


@dataclass(frozen=True)
class Intent:
    """A write that is about to be made, or was when the process died.

    Shape: `entry` is what is to be remembered as written once it is made, None for nothing.
    """

    uid: str
    entry: Entry | None


class Ledger(Protocol):
    """One athlete's record of writes, by the key of the calendar; every change is durable when it returns."""

    def written(self, target: str) -> Mapping[str, Entry]:
        """What we last wrote there, by uid; the athlete may have changed it since."""

    def intents(self, target: str) -> Mapping[str, Intent]:
        """Writes whose outcome is not recorded, by uid."""

    def intend(self, target: str, intent: Intent) -> None:
        """Record a write before it is made; a newer one for the same uid takes its place."""

    def settle(self, target: str, uid: str, entry: Entry | None) -> None:
        """Record what stands written now, None for nothing, and forget the intent: both or neither."""
