"""Stores a version and writes its changes to the calendars; records each write before and after it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo

from service.domain.entry import Entry
from service.domain.version import Version
from service.domain.wording import entry_name
from service.errors import CalendarUnreadable, CalendarUnwritable, EntryChanged, EntryRefused
from service.ports.entry_sink import EntrySink, Shown
from service.ports.ledger import Intent, Ledger
from service.sync.diff import Difference, Write, WriteKind
from service.usecases.syncing.memory import Memory
from service.usecases.syncing.read_targets import TargetView

FAILURES_IN_A_ROW = 2
"""After so many in a row, without a word about the entry, the calendar itself is taken to be the cause."""


def carry_out(
    version: Version | None,
    changes: Sequence[tuple[TargetView, Difference]],
    memory: Memory,
    *,
    zone: tzinfo = UTC,
) -> None:
    """Stores the version, then writes to each calendar; all are tried, even if one fails.

    Shape: `version` is None when the current plan does not change. In `zone` lie the days that a message
    names.
    Errors: CalendarUnreadable and CalendarUnwritable, of the first calendar that failed. EntryRefused when
    single entries were not taken, and EntryChanged when an entry was changed by hand meanwhile; all other
    writes have then been made.
    """
    # Before the version, which brings marks: a hand edit that became a mark must not be found a second time.
    for view, _ in changes:
        for uid, entry in view.recovered:
            memory.ledger.settle(view.key, uid, entry)
    if version:
        memory.plans.add(version)
    failures = list[CalendarUnreadable | CalendarUnwritable]()
    for view, difference in changes:
        try:
            _write_all(view, difference, memory.ledger, zone)
        except (CalendarUnreadable, CalendarUnwritable) as error:
            failures.append(error)
    # EntryChanged last: `sync` plans again after it, and that does not help against the others.
    failures.sort(key=lambda failure: (isinstance(failure, EntryChanged), isinstance(failure, EntryRefused)))
    if failures:
        raise failures[0]


def _write_all(view: TargetView, difference: Difference, ledger: Ledger, zone: tzinfo) -> None:
    if view.closed:
        raise view.closed
    writing = _Writing(view, ledger, zone, len(difference.writes))
    for write in difference.writes:
        writing.try_one(write)
    writing.report()


@dataclass
class _Writing:
    """The writes to one calendar, and how they went.

    Shape: `count` is how many there are to make. `doubtful` are failures of which nobody knows whether they
    are the entry's or the calendar's: they are the entry's if another one is written. `refused` are surely
    the entry's.
    """

    view: TargetView
    ledger: Ledger
    zone: tzinfo
    count: int
    changed: EntryChanged | None = None
    refused: list[EntryRefused] = field(default_factory=list)
    doubtful: list[tuple[Write, CalendarUnreadable | CalendarUnwritable]] = field(default_factory=list)
    has_written: bool = False
    in_a_row: int = 0

    def try_one(self, write: Write) -> None:
        """Makes one write, and notes how it went.

        Errors: the first doubtful failure, after so many in a row that the calendar must be the cause.
        """
        uid = write.entry.uid
        self.ledger.intend(self.view.key, Intent(uid, write.record))
        try:
            record = _done(write, self.view.sink)
        except EntryChanged as error:
            # The intent stays: the next reading decides whether our write came before the change.
            self.changed = error
        except EntryRefused as error:
            self.ledger.settle(self.view.key, uid, self.view.record_of(uid))
            self.refused.append(error)
        except (CalendarUnreadable, CalendarUnwritable) as error:
            self.doubtful.append((write, error))
            self.in_a_row += 1
            if self.in_a_row == FAILURES_IN_A_ROW:
                self.report()
        else:
            self.ledger.settle(self.view.key, uid, record)
            self.has_written, self.in_a_row = True, 0

    def report(self) -> None:
        """Raises what went wrong, if anything did.

        Errors: as `carry_out`, of this calendar.
        """
        if self.doubtful and not self.has_written and not self._is_about_one():
            raise self.doubtful[0][1]
        refused = [*self.refused, *(self._refused(write, error) for write, error in self.doubtful)]
        if refused:
            raise _all_of(refused)
        if self.changed:
            raise self.changed

    def _is_about_one(self) -> bool:
        """Whether the server itself turned down the only entry there was to write."""
        (_, error), *others = self.doubtful
        return not others and self.count == 1 and "session" in error.facts

    def _refused(self, write: Write, error: CalendarUnreadable | CalendarUnwritable) -> EntryRefused:
        return EntryRefused(
            name=self.view.sink.name,
            session=entry_name(write.entry, self.zone),
            reason=error.facts.get("reason", error),
            retryable=error.retryable,
        )


def _all_of(refused: Sequence[EntryRefused]) -> EntryRefused:
    if len(refused) == 1:
        return refused[0]
    sessions = ", ".join(str(error.facts["session"]) for error in refused)
    reasons = "; ".join(dict.fromkeys(str(error.facts["reason"]) for error in refused))
    return EntryRefused(name=refused[0].facts["name"], session=sessions, reason=reasons)


def _done(write: Write, sink: EntrySink) -> Entry | None:
    """Makes the write, and returns its record, with the number that the calendar gave it."""
    match write.kind, write.shown:
        case WriteKind.UPDATE, Shown() as shown:
            stands = sink.update(shown, write.entry)
        case WriteKind.DELETE, Shown() as shown:
            sink.delete(shown)
            return write.record
        case _:
            stands = sink.create(write.entry)
    return write.record and replace(write.record, sequence=max(write.record.sequence, stands.entry.sequence))
