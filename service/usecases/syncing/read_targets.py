"""See what stands in the calendars we write to, and what became of writes whose end nobody saw."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from service.domain.entry import Entry, parted
from service.errors import CalendarUnreadable
from service.ports.entry_sink import EntrySink, Shown
from service.ports.ledger import Ledger
from service.sync.recover import recover
from service.usecases.weeks.previous_plan import is_of


@dataclass(frozen=True)
class TargetView:
    """One calendar we write to: what it shows of the athlete's entries, and what we last wrote there.

    Shape: `recovered` is what the intents left open by an earlier run came to, and what bears our marks
    though no record says that we wrote it; `written` knows both. `newer` are the sessions that a run has
    written which the database has forgotten: it was put back from a backup.
    """

    sink: EntrySink
    key: str
    shown: tuple[Shown, ...]
    written: Mapping[str, Entry]
    recovered: tuple[tuple[str, Entry | None], ...] = ()
    newer: frozenset[str] = frozenset()

    def of_weeks(self, weeks: Collection[str]) -> "TargetView":
        """The same calendar, with what belongs to these weeks alone."""
        return replace(
            self,
            shown=tuple(one for one in self.shown if parted(one.entry.session)[0] in weeks),
            written={u: e for u, e in self.written.items() if parted(e.session)[0] in weeks},
        )

    def released(self, sessions: Collection[str], *, wholly: Collection[str] = ()) -> "TargetView":
        """The same calendar, with these sessions remembered as they stand now: nothing of it is by hand.

        Shape: one that stands there no more is remembered no more; words by hand stay the athlete's, but
        for the sessions that are to go `wholly`.
        """
        there = {one.entry.uid: one.entry for one in self.shown}
        asked = {uid: entry for uid, entry in self.written.items() if entry.session in sessions}
        now = {
            uid: there.get(uid)
            if entry.session in wholly or uid not in there
            else replace(entry, span=there[uid].span)
            for uid, entry in asked.items()
        }
        written = {uid: entry for uid, entry in {**self.written, **now}.items() if entry}
        return replace(self, written=written, recovered=(*self.recovered, *now.items()))


def read_targets(
    sinks: Iterable[EntrySink], ledger: Ledger, *, athlete: str, since: datetime
) -> tuple[TargetView, ...]:
    """What stands in each calendar after `since`; nothing is changed, not even what is remembered.

    Errors: CalendarUnreadable.
    """
    try:
        return tuple(_view(sink, ledger, athlete, since) for sink in sinks)
    except CalendarUnreadable as error:
        if error.hint == CalendarUnreadable.hint:
            # It cannot be left out: who does not see what stands there would write over it.
            error.hint = "Check its address and the connection; nothing was changed."
        raise


def _view(sink: EntrySink, ledger: Ledger, athlete: str, since: datetime) -> TargetView:
    key = sink.key
    before = ledger.written(key)
    every = (_called(one, before.get(one.entry.uid)) for one in sink.shown(since=since))
    shown = tuple(one for one in every if is_of(athlete, one.entry))
    there = {one.entry.uid: one for one in shown}
    recovered = dict(recover(ledger.intents(key), there, before))
    # A lost database, or another Liftrun: what stands there is taken over as it stands.
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


def _called(shown: Shown, written: Entry | None) -> Shown:
    """The same, its session known by what we wrote where an app has dropped our marks."""
    if shown.entry.session or written is None:
        return shown
    return replace(shown, entry=replace(shown.entry, session=written.session))
