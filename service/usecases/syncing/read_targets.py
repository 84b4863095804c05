"""Reads our entries in the target calendars, and settles writes whose outcome was not recorded."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.entry import Entry, split_session_key
from service.errors import CalendarUnreadable
from service.ports.entry_sink import EntrySink, Shown
from service.ports.ledger import Ledger
from service.sync.recover import recover
from service.usecases.weeks.previous_plan import is_of


@dataclass(frozen=True)
class TargetView:
    """One target calendar: the athlete's entries it shows, and what we last wrote there.

    Shape: `recovered` has, by uid, the outcome of open intents of an earlier run, and entries of ours that
    the ledger does not know; `written` includes both. `newer` are sessions that were written after the
    database's last record of them: the database was restored from a backup.
    """

    sink: EntrySink
    key: str
    shown: tuple[Shown, ...]
    written: Mapping[str, Entry]
    recovered: tuple[tuple[str, Entry | None], ...] = ()
    newer: frozenset[str] = frozenset()

    def of_weeks(self, weeks: Collection[str]) -> "TargetView":
        """Returns the same view with the entries of these weeks only."""
        return replace(
            self,
            shown=tuple(one for one in self.shown if split_session_key(one.entry.session)[0] in weeks),
            written={u: e for u, e in self.written.items() if split_session_key(e.session)[0] in weeks},
        )

    def accept_hand_edits(
        self, sessions: Collection[str], *, with_texts: Collection[str] = ()
    ) -> "TargetView":
        """Returns the same view in which these sessions' hours count as written by us, not as hand edits.

        Shape: a session that is not shown any more counts as never written. Texts changed by hand stay the
        athlete's, except for the sessions in `wholly`.
        """
        there = {one.entry.uid: one.entry for one in self.shown}
        asked = {uid: entry for uid, entry in self.written.items() if entry.session in sessions}
        now = {
            uid: there.get(uid)
            if entry.session in with_texts or uid not in there
            else replace(entry, span=there[uid].span)
            for uid, entry in asked.items()
        }
        written = {uid: entry for uid, entry in {**self.written, **now}.items() if entry}
        return replace(self, written=written, recovered=(*self.recovered, *now.items()))


def read_targets(
    sinks: Iterable[EntrySink], ledger: Ledger, *, athlete: str, since: datetime
) -> tuple[TargetView, ...]:
    """Reads our entries that end after `since` in each calendar; changes neither calendars nor the ledger.

    Errors: CalendarUnreadable.
    """
    try:
        return tuple(_view(sink, ledger, athlete, since) for sink in sinks)
    except CalendarUnreadable as error:
        if error.hint == CalendarUnreadable.hint:
            # A target cannot be left out as a source can: an unseen entry would be written over.
            error.hint = "Check its address and the connection; nothing was changed."
        raise


def _view(sink: EntrySink, ledger: Ledger, athlete: str, since: datetime) -> TargetView:
    key = sink.key
    before = ledger.written(key)
    every = (_with_session_id(one, before.get(one.entry.uid)) for one in sink.shown(since=since))
    shown = tuple(one for one in every if is_of(athlete, one.entry))
    there = {one.entry.uid: one for one in shown}
    recovered = dict(recover(ledger.intents(key), there, before))
    # After a lost database, or beside another Liftrun: entries of ours there count as written by us.
    recovered |= {uid: one.entry for uid, one in there.items() if uid not in {**before, **recovered}}
    later = {
        uid: one.entry
        for uid, one in there.items()
        if sink.counts_writes and uid not in recovered and before[uid].sequence < one.entry.sequence
    }
    recovered |= later
    written = {**before, **recovered}
    known = {uid: entry for uid, entry in written.items() if entry and since < entry.span.end}
    newer = frozenset(entry.session for entry in later.values())
    return TargetView(sink, key, shown, known, tuple(recovered.items()), newer)


def _with_session_id(shown: Shown, written: Entry | None) -> Shown:
    """The entry with its session's id from the ledger, if an app has dropped the id from the entry."""
    if shown.entry.session or written is None:
        return shown
    return replace(shown, entry=replace(shown.entry, session=written.session))
