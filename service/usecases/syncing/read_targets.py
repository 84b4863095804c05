"""Reads our entries in the target calendars, and settles writes whose outcome was not recorded."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.domain.entry import Entry, split_session_key
from service.errors import CalendarUnreadable, CalendarUnwritable, OnlyReadable
from service.ports.entry_sink import EntrySink, Shown
from service.ports.ledger import Ledger
from service.sync.recover import recover
from service.usecases.weeks.previous_plan import is_of


@dataclass(frozen=True)
class TargetView:
    """One target calendar: the athlete's entries it shows, and what we last wrote there.

    Shape: `recovered` has, by uid, the outcome of open intents of an earlier run, and entries of ours that
    the ledger does not know; `written` includes both. `newer` are sessions that were written after the
    database's last record of them: the database was restored from a backup. `rolled_back` are the uids of
    entries that stand as they did before our last write: they tell nothing of the athlete. `recorded` is
    all that the ledger has of this calendar, of whatever age. A calendar that is `closed` could not even
    be asked for, or may only be read: it takes no write.
    """

    sink: EntrySink
    key: str
    shown: tuple[Shown, ...] = ()
    written: Mapping[str, Entry] = field(default_factory=dict)
    recovered: tuple[tuple[str, Entry | None], ...] = ()
    newer: frozenset[str] = frozenset()
    rolled_back: frozenset[str] = frozenset()
    recorded: Mapping[str, Entry] = field(default_factory=dict)
    closed: CalendarUnwritable | None = None

    def of_weeks(self, weeks: Collection[str], *, sessions: Collection[str] = ()) -> "TargetView":
        """Returns the same view with the entries of these weeks and of these sessions only."""
        kept = _OfWeeks(weeks, sessions).holds
        return replace(
            self,
            shown=tuple(one for one in self.shown if kept(one.entry)),
            written={uid: entry for uid, entry in self.written.items() if kept(entry)},
        )

    @property
    def numbers(self) -> Mapping[str, int]:
        """The numbers of our last writes, by uid."""
        return {uid: entry.sequence for uid, entry in self.recorded.items()}

    def record_of(self, uid: str) -> Entry | None:
        """The record of an entry as it stays when a write to it was surely not made."""
        return (self.recorded if uid in self.rolled_back else self.written).get(uid)

    @property
    def believed(self) -> Mapping[str, Entry]:
        """What we last wrote, without entries that stand as they did before that."""
        return {uid: entry for uid, entry in self.written.items() if uid not in self.rolled_back}

    def accept_hand_edits(
        self, sessions: Collection[str], *, with_texts: Collection[str] = ()
    ) -> "TargetView":
        """Returns the same view in which these sessions' hours count as written by us, not as hand edits.

        Shape: a session that is not shown any more counts as never written. Texts changed by hand stay the
        athlete's, except for the sessions in `with_texts`.
        """
        there = {one.entry.uid: one.entry for one in self.shown}
        asked = {uid: entry for uid, entry in self.written.items() if entry.session in sessions}
        now = {
            uid: there.get(uid)
            if entry.session in with_texts or uid not in there
            else replace(entry, span=there[uid].span, all_day=there[uid].all_day)
            for uid, entry in asked.items()
        }
        written = {uid: entry for uid, entry in {**self.written, **now}.items() if entry}
        return replace(self, written=written, recovered=(*self.recovered, *now.items()))


@dataclass(frozen=True)
class _OfWeeks:
    """The entries of some weeks, and those of some sessions of whatever week."""

    weeks: Collection[str]
    sessions: Collection[str]

    def holds(self, entry: Entry) -> bool:
        return split_session_key(entry.session)[0] in self.weeks or entry.session in self.sessions


def read_targets(
    sinks: Iterable[EntrySink],
    ledger: Ledger,
    *,
    athlete: str,
    since: datetime,
    skipped: Collection[str] = (),
) -> tuple[TargetView, ...]:
    """Reads our entries that end after `since` in each calendar; changes neither calendars nor the ledger.

    Shape: `skipped` are the sessions known to be skipped. Any other entry that the list leaves out, or shows
    as it was before our last write, is asked for by itself before that is believed.
    Errors: CalendarUnreadable.
    """
    try:
        views = tuple(_view(sink, ledger, athlete, since, skipped) for sink in sinks)
        matter = {uid for view in views for uid in view.written}
        return tuple(_with_older(view, matter & view.recorded.keys() - view.written.keys()) for view in views)
    except CalendarUnreadable as error:
        if error.hint == CalendarUnreadable.hint:
            # A target cannot be left out as a source can: an unseen entry would be written over.
            error.hint = "Check its address and the connection; nothing was changed."
        raise


def _view(
    sink: EntrySink, ledger: Ledger, athlete: str, since: datetime, skipped: Collection[str]
) -> TargetView:
    try:
        key = sink.key
    except CalendarUnwritable as error:
        # It does not exist and cannot be made, so it shows nothing that could be written over.
        return TargetView(sink, "", closed=error)
    except OnlyReadable as error:
        return TargetView(sink, "", closed=_as_unwritable(sink, error))
    before = ledger.written(key)
    due = {uid for uid, e in before.items() if since < e.span.end and e.session not in skipped}
    try:
        listed = {one.entry.uid: one for one in sink.shown(since=since)}
    except OnlyReadable as error:
        return TargetView(sink, key, closed=_as_unwritable(sink, error))
    asked = {uid: sink.look(uid) for uid in sorted(due) if _is_doubtful(sink, listed.get(uid), before[uid])}
    standing = {uid: one for uid, one in {**listed, **asked}.items() if one}
    rolled_back = frozenset(
        uid for uid in asked if uid in standing and _is_stale(sink, standing[uid], before[uid])
    )
    shown = tuple(
        one
        for one in (_with_session_id(one, before.get(uid)) for uid, one in standing.items())
        if is_of(athlete, one.entry)
    )
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
    written = {**before, **recovered} | {
        # As if we had written it so: what differs from the plan is written again, over nobody's change.
        uid: replace(there[uid].entry, sequence=before[uid].sequence)
        for uid in rolled_back & there.keys() - recovered.keys()
    }
    known = {u: e for u, e in written.items() if e and (since < e.span.end or u in there)}
    return TargetView(
        sink,
        key,
        tuple(sorted(shown, key=lambda one: (one.entry.span, one.entry.uid))),
        known,
        tuple(recovered.items()),
        frozenset(entry.session for entry in later.values()),
        rolled_back,
        before,
    )


def _as_unwritable(sink: EntrySink, error: OnlyReadable) -> CalendarUnwritable:
    facts = error.facts | {"name": sink.name}
    return CalendarUnwritable(hint=error.hint, retryable=False, **facts)


def _with_older(view: TargetView, uids: Collection[str]) -> TargetView:
    """The view with entries that lie too far back here, but were moved in another calendar."""
    found = {uid: one for uid in sorted(uids) if (one := view.sink.look(uid))}
    older = {uid: view.recorded[uid] for uid in found}
    shown = (*view.shown, *(_with_session_id(one, older[uid]) for uid, one in found.items()))
    return replace(view, shown=shown, written={**view.written, **older})


def _is_doubtful(sink: EntrySink, shown: Shown | None, written: Entry) -> bool:
    return shown is None or _is_stale(sink, shown, written)


def _is_stale(sink: EntrySink, shown: Shown, written: Entry) -> bool:
    """Whether the entry is shown as it was before our last write; one that lost its number tells nothing."""
    return sink.counts_writes and bool(shown.entry.session) and shown.entry.sequence < written.sequence


def _with_session_id(shown: Shown, written: Entry | None) -> Shown:
    """The entry with its session's id from the ledger, if an app has dropped the id from the entry."""
    if shown.entry.session or written is None:
        return shown
    return replace(shown, entry=replace(shown.entry, session=written.session))
