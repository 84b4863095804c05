"""What every EntrySink keeps, whatever calendar stands behind it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.span import Span
from service.domain.training import Kind
from service.ports.entry_sink import EntrySink
from tests.entries import HOUR, MONDAY, entry


class EntrySinkContract:
    """Inherit from it and give a `sink` that shows nothing yet."""

    @pytest.fixture
    def sink(self) -> EntrySink:
        raise NotImplementedError

    def test_shows_nothing_at_first(self, sink: EntrySink) -> None:
        assert sink.shown() == ()

    def test_has_a_name_fit_for_a_message(self, sink: EntrySink) -> None:
        assert sink.name
        assert "\n" not in sink.name

    def test_shows_what_it_was_given(self, sink: EntrySink) -> None:
        wanted = (entry(Kind.LOWER), entry(Kind.EASY, start=MONDAY + HOUR))
        sink.show(wanted)
        assert sink.shown() == wanted

    def test_shows_in_order_of_start(self, sink: EntrySink) -> None:
        first, second = entry(Kind.LOWER), entry(Kind.EASY, start=MONDAY + HOUR)
        sink.show([second, first])
        assert sink.shown() == (first, second)

    def test_shows_again_what_it_shows(self, sink: EntrySink) -> None:
        sink.show([entry()])
        sink.show(sink.shown())
        assert sink.shown() == (entry(),)

    def test_moves_an_entry_that_keeps_its_uid(self, sink: EntrySink) -> None:
        moved = entry(start=MONDAY + timedelta(days=1), sequence=1)
        sink.show([entry()])
        sink.show([moved])
        assert sink.shown() == (moved,)

    def test_shows_no_longer_what_it_is_not_given(self, sink: EntrySink) -> None:
        sink.show([entry(Kind.LOWER), entry(Kind.EASY)])
        sink.show([entry(Kind.EASY)])
        assert sink.shown() == (entry(Kind.EASY),)

    def test_shows_nothing_when_given_nothing(self, sink: EntrySink) -> None:
        sink.show([entry()])
        sink.show([])
        assert sink.shown() == ()

    def test_keeps_every_word_of_a_text(self, sink: EntrySink) -> None:
        worded = entry(title="Legs, heavy; 50 % 🏋", text='a\\nb\n\n"c": d,\ne; \\', place="Zürich")
        sink.show([worded])
        assert sink.shown() == (worded,)

    def test_keeps_a_session_across_the_hour_the_clock_repeats(self, sink: EntrySink) -> None:
        late = MONDAY.replace(month=10, day=25, hour=0, minute=30)
        through_the_night = entry(span=Span(late, late + 2 * HOUR))
        sink.show([through_the_night])
        assert sink.shown() == (through_the_night,)

    def test_keeps_what_was_cancelled_apart(self, sink: EntrySink) -> None:
        cancelled = replace(entry(), cancelled=True, sequence=3)
        sink.show([cancelled])
        assert sink.shown() == (cancelled,)
