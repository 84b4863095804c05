"""The contract of every EntrySink, whatever kind of calendar it writes to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.training import Kind
from service.errors import EntryChanged
from service.ports.entry_sink import EntrySink, Shown
from tests.entries import HOUR, MONDAY, entry

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def visible(made: Entry) -> tuple[object, ...]:
    """What a person and our own marks see of it; when it was stamped is the calendar's affair."""
    return (made.session, made.uid, made.kind, made.effort, made.span, made.title, made.text, made.place)


def standing(sink: EntrySink) -> list[Shown]:
    return list(sink.shown(since=LONG_AGO))


def seen(sink: EntrySink) -> list[tuple[object, ...]]:
    return [visible(one.entry) for one in standing(sink)]


class EntrySinkContract:
    """Inherit from it and give a `sink` that shows nothing yet, and a `twin`: the same place again."""

    def test_shows_nothing_at_first(self, sink: EntrySink) -> None:
        assert standing(sink) == []

    def test_has_a_name_fit_for_a_message(self, sink: EntrySink) -> None:
        assert sink.name
        assert "\n" not in sink.name

    def test_has_one_key_for_one_place(self, sink: EntrySink, twin: EntrySink) -> None:
        assert sink.key
        assert sink.key == twin.key

    def test_shows_what_was_created(self, sink: EntrySink, twin: EntrySink) -> None:
        created = sink.create(entry(sequence=3))
        assert visible(created.entry) == visible(entry())
        assert created.entry.sequence == 3
        assert standing(sink) == standing(twin) == [created]

    def test_looks_at_one_entry_as_it_is_shown(self, sink: EntrySink, twin: EntrySink) -> None:
        made, other = sink.create(entry(sequence=3)), entry(Kind.EASY)
        assert sink.look(entry().uid) == twin.look(entry().uid) == made
        assert sink.look(other.uid) is None
        sink.delete(made)
        assert sink.look(entry().uid) is twin.look(entry().uid) is None

    def test_shows_in_order_of_start(self, sink: EntrySink) -> None:
        first, second = entry(Kind.LOWER), entry(Kind.EASY, start=MONDAY + HOUR)
        sink.create(second)
        sink.create(first)
        assert seen(sink) == [visible(first), visible(second)]

    def test_shows_only_what_ends_after_since(self, sink: EntrySink) -> None:
        sink.create(entry(Kind.LOWER))
        sink.create(entry(Kind.EASY, start=MONDAY + DAY))
        (only,) = sink.shown(since=MONDAY + HOUR)
        assert only.entry.kind is Kind.EASY

    def test_creates_again_what_stands_there_alike(self, sink: EntrySink) -> None:
        created = sink.create(entry())
        assert sink.create(entry()) == created
        assert standing(sink) == [created]

    def test_does_not_create_over_another_state(self, sink: EntrySink) -> None:
        sink.create(entry())
        with pytest.raises(EntryChanged):
            sink.create(entry(start=MONDAY + DAY))
        assert seen(sink) == [visible(entry())]

    def test_updates_every_field(self, sink: EntrySink) -> None:
        wanted = entry(
            start=MONDAY + DAY, title="Legs", text="Other words.", place="Park", sequence=1, kind=Kind.LOWER
        )
        updated = sink.update(sink.create(entry()), wanted)
        assert visible(updated.entry) == visible(wanted)
        assert updated.entry.sequence == 1
        assert standing(sink) == [updated]

    def test_updates_to_nothing_said(self, sink: EntrySink) -> None:
        bare = entry(text="", place="", sequence=1)
        sink.update(sink.create(entry()), bare)
        assert seen(sink) == [visible(bare)]

    def test_gives_every_state_a_version_of_its_own(self, sink: EntrySink) -> None:
        first = sink.create(entry())
        second = sink.update(first, entry(start=MONDAY + DAY, sequence=1))
        assert first.version
        assert first.version != second.version

    def test_does_not_update_what_changed(self, sink: EntrySink, twin: EntrySink) -> None:
        stale = sink.create(entry())
        twin.update(twin.shown(since=LONG_AGO)[0], entry(title="By hand"))
        with pytest.raises(EntryChanged):
            sink.update(stale, entry(start=MONDAY + DAY, sequence=1))
        assert seen(sink) == [visible(entry(title="By hand"))]

    def test_does_not_update_what_is_gone(self, sink: EntrySink, twin: EntrySink) -> None:
        stale = sink.create(entry())
        twin.delete(twin.shown(since=LONG_AGO)[0])
        with pytest.raises(EntryChanged):
            sink.update(stale, entry(start=MONDAY + DAY, sequence=1))
        assert standing(sink) == []

    def test_deletes(self, sink: EntrySink) -> None:
        sink.create(entry(Kind.EASY))
        sink.delete(sink.create(entry(Kind.LOWER)))
        assert seen(sink) == [visible(entry(Kind.EASY))]

    def test_deletes_what_is_gone_already(self, sink: EntrySink) -> None:
        created = sink.create(entry())
        sink.delete(created)
        sink.delete(created)
        assert standing(sink) == []

    def test_does_not_delete_what_changed(self, sink: EntrySink, twin: EntrySink) -> None:
        stale = sink.create(entry())
        twin.update(twin.shown(since=LONG_AGO)[0], entry(title="By hand"))
        with pytest.raises(EntryChanged):
            sink.delete(stale)
        assert seen(sink) == [visible(entry(title="By hand"))]

    def test_creates_again_what_was_deleted(self, sink: EntrySink) -> None:
        sink.delete(sink.create(entry()))
        again = sink.create(entry(start=MONDAY + DAY, sequence=2))
        assert visible(again.entry) == visible(entry(start=MONDAY + DAY))
        assert again.entry.sequence == 2
        assert standing(sink) == [again]

    def test_keeps_every_word_of_a_text(self, sink: EntrySink) -> None:
        worded = entry(title="Legs, heavy; 50 % 🏋", text='a\\nb\n\n"c": d,\ne; \\ <b>&amp;', place="Zürich")
        sink.create(worded)
        assert seen(sink) == [visible(worded)]

    @pytest.mark.parametrize("hours", [(0, 2), (1, 1)])
    def test_keeps_a_session_across_the_hour_the_clock_repeats(
        self, sink: EntrySink, hours: Sequence[int]
    ) -> None:
        before, length = hours
        late = MONDAY.replace(month=10, day=25, hour=before, minute=30)
        through_the_night = entry(span=Span(late, late + length * HOUR))
        sink.create(through_the_night)
        assert seen(sink) == [visible(through_the_night)]

    def test_tells_two_athletes_sessions_apart_by_uid(self, sink: EntrySink) -> None:
        mine = entry()
        theirs = replace(mine, uid="0" * 32 + "@liftrun", title="Theirs")
        sink.create(mine)
        sink.create(theirs)
        assert sorted(map(str, seen(sink))) == sorted(map(str, [visible(mine), visible(theirs)]))
