"""Whatever the athlete drags, deletes, renames, makes all-day or repeats, plan and calendars come together.

Nothing is lost, nothing doubled, and no date of the athlete's own deleted: over a calendar in memory beside a
Google calendar or a real CalDAV server. `CONVERGE_TIMES=20` runs twenty times as many lives.
"""

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from integrations._shared.icalendar.lines import unfold
from integrations.caldav.entry_object import name_of
from integrations.caldav.entry_sink import CalDavEntrySink
from service.domain.entry import Entry
from service.domain.mark import Mark, MarkKind
from service.domain.span import Span
from service.errors import EntryChanged
from service.ports.entry_sink import EntrySink, Shown
from tests.builders import BERLIN, MONDAY
from tests.caldav_accounts import PASSWORD_IN_PLACE, Account, account_on
from tests.fakes.entry_sink import FakeEntrySink
from tests.fakes.google_server import GoogleServer
from tests.google_calendars import google_hands
from tests.training_life import TrainingLife

STEPS, TIMES = 10, int(os.environ.get("CONVERGE_TIMES", "1"))
QUARTER, DAY, WEEK = timedelta(minutes=15), timedelta(days=1), timedelta(weeks=1)
EVER = Span.lasting(datetime.combine(MONDAY, time(), BERLIN) - 8 * WEEK, 30 * WEEK)


class Athlete:
    """An athlete with calendars, the first of which is real; `repeat` lets an entry repeat there."""

    def __init__(self, seed: int, sink: EntrySink, repeat: Callable[[Entry], None]) -> None:
        self.chance = random.Random(seed)  # it chooses what happens in a test
        self.life = TrainingLife(sinks=[sink, FakeEntrySink(name="other")], weeks=2)
        self.repeat = repeat
        self.theirs = set[Span]()
        self.fixed = dict[str, Span | None]()

    def live(self) -> None:
        self.life.sync(force=True)
        doings = [
            self.moves,
            self.moves_out_of_the_week,
            self.deletes,
            self.renames,
            self.wishes,
            self.repeats,
        ]
        for _ in range(STEPS):
            self.chance.choice([*doings, self.decides, self.waits])()
            self.life.sync(force=True)
            self.expect()
        self.expect_quiet()

    # -- what the athlete does

    def moves(self) -> None:
        self._move(self.chance.randrange(-2 * 96, 2 * 96) * QUARTER)

    def moves_out_of_the_week(self) -> None:
        self._move(self.chance.choice([-5, -3, -2, -1, 1, 2, 3, 8]) * WEEK)

    def deletes(self) -> None:
        if (found := self._one()) and found[1].entry.session:
            sink, one = found
            self.life.sinks[sink].delete(one)
            self.fixed[one.entry.session] = None

    def renames(self) -> None:
        if found := self._one():
            sink, one = found
            self._change(sink, one, replace(one.entry, title=f"With {self.chance.choice('ABC')}"))

    def wishes(self) -> None:
        """All-day, on a day of its own week or another."""
        if found := self._one(sink=1):
            sink, one = found
            day = (one.entry.span.start + self.chance.randrange(-9, 9) * DAY).astimezone(BERLIN).date()
            days = (datetime.combine(each, time(), BERLIN) for each in (day, day + DAY))
            self._change(sink, one, replace(one.entry, span=Span(*days), all_day=True))
            self.fixed.pop(one.entry.session, None)

    def repeats(self) -> None:
        found = self._one(sink=0)
        if found and not found[1].entry.title.startswith("Again"):
            before = self.others()
            self.repeat(found[1].entry)
            self.theirs |= self.others() - before

    def decides(self) -> None:
        if found := self._one():
            key = found[1].entry.session
            mark = self.chance.choice([None, Mark(key, MarkKind.SKIPPED, self.life.now)])
            self.life.sync(force=True, decided={key: mark})
            self.fixed.pop(key, None)

    def waits(self) -> None:
        self.life.now += self.chance.randrange(1, 30) * timedelta(hours=1)

    # -- what must hold

    def expect(self) -> None:
        for sink in (0, 1):
            count = Counter(entry.session for entry in self.life.standing_entries(sink))
            assert set(count.values()) <= {1}, count
        head = self.life.memory.plans.head()
        assert head is not None
        assert max(Counter(p.session.id for p in head.placements).values()) == 1
        assert self.theirs <= self.others(), self.theirs - self.others()
        for session, span in self.fixed.items():
            placed = [p.span for p in head.placements if p.session.id == session]
            assert placed in ([], [span]) if span else placed == [], (session, span, placed)
            for sink in (0, 1):
                there = [e for e in self.life.standing_entries(sink) if e.session == session]
                kept = [e for e in there if e.title.startswith("With")]
                assert [e.span for e in there] == ([span] if span else [e.span for e in kept]), (
                    session,
                    sink,
                )

    def expect_quiet(self) -> None:
        self.life.sync(force=True)
        again = self.life.sync(force=True)
        assert (again.edits, again.version) == ((), None)
        assert [difference.writes for _, difference in again.changes] == [(), ()]
        planned = {p.session.id for plan in again.planned.plans for p in plan.placements}
        assert len(planned) == len([*planned])

    def others(self) -> set[Span]:
        return {busy.span for busy in self.life.sinks[0].read_others(EVER, now=self.life.now).busy}

    # -- how it is done

    def _one(self, sink: int | None = None) -> tuple[int, Shown] | None:
        chosen = self.chance.randrange(2) if sink is None else sink
        ahead = [one for one in self.life.standing(chosen).values() if self.life.now < one.entry.span.start]
        return (chosen, self.chance.choice(ahead)) if ahead else None

    def _move(self, by: timedelta) -> None:
        if found := self._one():
            sink, one = found
            span = Span(one.entry.span.start + by, one.entry.span.end + by)
            self._change(sink, one, replace(one.entry, span=span))
            self.fixed[one.entry.session] = span

    def _change(self, sink: int, one: Shown, changed: Entry) -> None:
        try:
            self.life.sinks[sink].update(one, changed)
        except EntryChanged:
            pytest.fail("nobody else changes it")


@pytest.mark.parametrize("seed", range(4 * TIMES))
def test_over_google(seed: int) -> None:
    with GoogleServer() as google:
        sink = google_hands(google).sink()

        def repeat(entry: Entry) -> None:
            calendar = google.calendar("Training")
            event = entry.uid.partition("@")[0]
            if not calendar.event(event).get("recurrence"):
                calendar.change(event, recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"])

        Athlete(seed, sink, repeat).live()


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with account_on("radicale", tmp_path_factory.mktemp("radicale")) as account:
        yield account


@pytest.mark.parametrize("seed", range(2 * TIMES))
def test_over_radicale(seed: int, radicale: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PASSWORD_IN_PLACE.items():
        monkeypatch.setenv(name, value)
    url, client = radicale.new_calendar(), radicale.client()

    def repeat(entry: Entry) -> None:
        at = url + name_of(entry.uid)
        text = unfold(client.document(at).body)
        if b"RRULE:FREQ=WEEKLY" not in text:
            series = re.sub(rb"\r\nSUMMARY", b"\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nSUMMARY", text, count=1)
            assert client.put(at, series, {}).status in {200, 201, 204}

    Athlete(seed, CalDavEntrySink(radicale.target(url)), repeat).live()
