"""A calendar of the athlete to which our entries are written one by one."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from service.domain.entry import Entry
from service.domain.span import Span
from service.ports.busy_source import Reading


@dataclass(frozen=True)
class Shown:
    """One entry of ours as the calendar shows it now, with the changes the athlete made to it.

    Shape: `entry.sequence` is that of our last write to it, 0 where the calendar has lost it.
    `entry.stamp` and `entry.modified` may differ from those that were written. `entry.session` is empty
    where an app has dropped our properties. `version` is the calendar's own name for this state, such as
    an ETag; it changes with every change. Where the athlete lets the entry repeat, `entry` is the date with
    its original start, and all other dates are the athlete's own; `weekly` says that it repeats every week.
    """

    entry: Entry
    version: str
    weekly: bool = field(default=False, compare=False)


class EntrySink(Protocol):
    """One calendar that is kept equal to the plan.

    Shape: entries of anyone else are never shown, changed or removed. When a method returns, its write is
    done and durable; when it raises, the write may or may not have been done.
    Errors: CalendarUnreadable and CalendarUnwritable, after as many tries as make sense; EntryRefused when
    only this entry is not taken; EntryChanged when an entry is no longer as it was shown.
    """

    @property
    def name(self) -> str:
        """The athlete's name for this calendar."""

    @property
    def key(self) -> str:
        """The key of this calendar in the ledger, the same on every run.

        Errors: CalendarUnreadable when the calendar must be asked for its key and cannot be.
        """

    @property
    def counts_writes(self) -> bool:
        """Whether the calendar stores our count of writes apart from the one that calendar apps raise."""

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        """Our entries that end after `since`, in order of start; each uid once."""

    def read_others(self, window: Span, *, now: datetime) -> Reading:
        """Reads the busy time of all that is not ours in the calendar: the athlete's own entries.

        Shape: other dates of an entry of ours that the athlete repeats are among them. `trained` is empty.
        """

    def look(self, uid: str) -> Shown | None:
        """Our entry with that uid, asked for by itself and whatever its hours; None when it is not there."""

    def create(self, entry: Entry) -> Shown:
        """Creates an entry that the calendar does not have; one that was deleted before comes back.

        Errors: EntryChanged when the calendar has it in another state; the same state is a success.
        """

    def update(self, shown: Shown, entry: Entry) -> Shown:
        """Changes the entry to `entry`, writing only what differs from `shown`.

        Shape: what the athlete added to it, such as guests or colours, stays.
        Errors: EntryChanged when it is no longer as shown, or gone.
        """

    def delete(self, shown: Shown) -> None:
        """Deletes the entry; one that is gone already is a success.

        Errors: EntryChanged when it is no longer as shown.
        """
