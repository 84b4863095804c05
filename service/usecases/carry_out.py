"""Make the changes to one calendar, each recorded before and after, so that a crash loses none of them."""

from collections.abc import Iterable

from service.errors import CalendarUnreadable, CalendarUnwritable, EntryChanged
from service.ports.entry_sink import EntrySink, Shown
from service.ports.ledger import Intent, Ledger
from service.sync.diff import Difference, Write, WriteKind
from service.usecases.look import View


def carry_out(changes: Iterable[tuple[View, Difference]], ledger: Ledger) -> None:
    """Write to one calendar after the other; one that fails keeps no other from being written.

    Errors: EntryChanged when an entry was changed by hand in the meantime and everything else was done;
    CalendarUnreadable and CalendarUnwritable, of the first calendar that failed.
    """
    failures = list[CalendarUnreadable | CalendarUnwritable]()
    for view, difference in changes:
        try:
            _write_all(view, difference, ledger)
        except (CalendarUnreadable, CalendarUnwritable) as error:
            failures.append(error)
    # What nobody can mend by asking again comes first.
    failures.sort(key=lambda failure: isinstance(failure, EntryChanged))
    if failures:
        raise failures[0]


def _write_all(view: View, difference: Difference, ledger: Ledger) -> None:
    for uid, entry in view.recovered:
        ledger.settle(view.key, uid, entry)
    changed: EntryChanged | None = None
    for write in difference.writes:
        ledger.intend(view.key, Intent(write.entry.uid, write.record))
        try:
            _do(write, view.sink)
        except EntryChanged as error:
            # The intent stays: the next look decides whether a write of ours went before the change.
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
