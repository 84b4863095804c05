"""Stores a version and writes its changes to the calendars; records each write before and after it."""

from collections.abc import Sequence

from service.domain.version import Version
from service.errors import CalendarUnreadable, CalendarUnwritable, EntryChanged
from service.ports.entry_sink import EntrySink, Shown
from service.ports.ledger import Intent, Ledger
from service.sync.diff import Difference, Write, WriteKind
from service.usecases.syncing.memory import Memory
from service.usecases.syncing.read_targets import TargetView


def carry_out(
    version: Version | None, changes: Sequence[tuple[TargetView, Difference]], memory: Memory
) -> None:
    """Stores the version, then writes to each calendar; all are tried, even if one fails.

    Shape: `version` is None when the current plan does not change.
    Errors: CalendarUnreadable and CalendarUnwritable, of the first calendar that failed. EntryChanged when
    an entry was changed by hand meanwhile; all other writes have then been made.
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
            _write_all(view, difference, memory.ledger)
        except (CalendarUnreadable, CalendarUnwritable) as error:
            failures.append(error)
    # EntryChanged last: `sync` plans again after it, and that does not help against the others.
    failures.sort(key=lambda failure: isinstance(failure, EntryChanged))
    if failures:
        raise failures[0]


def _write_all(view: TargetView, difference: Difference, ledger: Ledger) -> None:
    changed: EntryChanged | None = None
    for write in difference.writes:
        ledger.intend(view.key, Intent(write.entry.uid, write.record))
        try:
            _do(write, view.sink)
        except EntryChanged as error:
            # The intent stays: the next reading decides whether our write came before the change.
            changed = error
        else:
            ledger.settle(view.key, write.entry.uid, write.record)
    if changed:
        raise changed


def _do(write: Write, sink: EntrySink) -> None:
    match write.kind, write.shown:
        case WriteKind.UPDATE, Shown() as shown:
            sink.update(shown, write.entry)
        case WriteKind.DELETE, Shown() as shown:
            sink.delete(shown)
        case _:
            sink.create(write.entry)
