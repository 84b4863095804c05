"""A calendar of the athlete's that our entries are written to, one by one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from service.domain.entry import Entry


@dataclass(frozen=True)
class Shown:
    """One entry of ours as it stands there now, the athlete's changes included.

    Shape: `entry.sequence` is that of our last write to it, 0 where the calendar has lost that;
    `entry.stamp` and `entry.modified` need not be those that were written, and `entry.session` is empty
    where an app has dropped our marks. `version` is what the
    calendar calls this state of it, such as an ETag: it changes with every change.
    """

    entry: Entry
    version: str


class EntrySink(Protocol):
    """One calendar to keep in step with the plan.

    Shape: what it holds of others is never shown, changed or removed. Its effects are done once and for
    all when they return; when they raise, they may or may not have been done.
    Errors: CalendarUnreadable and CalendarUnwritable, after as many tries as make sense; EntryChanged
    when an entry stands otherwise than it was shown.
    """

    @property
    def name(self) -> str:
        """What the athlete calls this calendar."""

    @property
    def key(self) -> str:
        """The same on every run for the same place: what was written there is remembered under it.

        Errors: CalendarUnreadable when the place must be asked for and cannot be.
        """

    @property
    def counts_writes(self) -> bool:
        """Whether it keeps our count of writes apart from what calendar apps count."""

    def shown(self, *, since: datetime) -> tuple[Shown, ...]:
        """Our entries that end after `since`, in order of start; each uid once."""

    def create(self, entry: Entry) -> Shown:
        """Put an entry there that does not stand there; one deleted before comes back.

        Errors: EntryChanged when another state of it stands there; the same state is a success.
        """

    def update(self, shown: Shown, entry: Entry) -> Shown:
        """Make what stands there `entry`, touching only what differs from `shown`.

        Shape: whatever else the athlete added to it, such as guests or colours, stays.
        Errors: EntryChanged when it no longer stands as shown, gone included.
        """

    def delete(self, shown: Shown) -> None:
        """Take it away; one that is gone already is a success.

        Errors: EntryChanged when it no longer stands as shown.
        """
