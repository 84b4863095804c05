"""The contract of every EntryFeed, whatever kind of calendar it writes."""

from dataclasses import replace
from datetime import timedelta

from service.domain.span import Span
from service.domain.training import Kind
from service.ports.entry_feed import EntryFeed
from tests.entries import HOUR, MONDAY, entry


class EntryFeedContract:
    """Inherit from it and give a `feed` that shows nothing yet."""

    def test_shows_nothing_at_first(self, feed: EntryFeed) -> None:
        assert feed.shown() == ()

    def test_has_a_name_fit_for_a_message(self, feed: EntryFeed) -> None:
        assert feed.name
        assert "\n" not in feed.name

    def test_shows_what_it_was_given(self, feed: EntryFeed) -> None:
        wanted = (entry(Kind.LOWER), entry(Kind.EASY, start=MONDAY + HOUR))
        feed.show(wanted)
        assert feed.shown() == wanted

    def test_shows_in_order_of_start(self, feed: EntryFeed) -> None:
        first, second = entry(Kind.LOWER), entry(Kind.EASY, start=MONDAY + HOUR)
        feed.show([second, first])
        assert feed.shown() == (first, second)

    def test_shows_again_what_it_shows(self, feed: EntryFeed) -> None:
        feed.show([entry()])
        feed.show(feed.shown())
        assert feed.shown() == (entry(),)

    def test_moves_an_entry_that_keeps_its_uid(self, feed: EntryFeed) -> None:
        moved = entry(start=MONDAY + timedelta(days=1), sequence=1)
        feed.show([entry()])
        feed.show([moved])
        assert feed.shown() == (moved,)

    def test_shows_no_longer_what_it_is_not_given(self, feed: EntryFeed) -> None:
        feed.show([entry(Kind.LOWER), entry(Kind.EASY)])
        feed.show([entry(Kind.EASY)])
        assert feed.shown() == (entry(Kind.EASY),)

    def test_shows_nothing_when_given_nothing(self, feed: EntryFeed) -> None:
        feed.show([entry()])
        feed.show([])
        assert feed.shown() == ()

    def test_keeps_every_word_of_a_text(self, feed: EntryFeed) -> None:
        worded = entry(title="Legs, heavy; 50 % 🏋", text='a\\nb\n\n"c": d,\ne; \\', place="Zürich")
        feed.show([worded])
        assert feed.shown() == (worded,)

    def test_keeps_a_session_across_the_hour_the_clock_repeats(self, feed: EntryFeed) -> None:
        late = MONDAY.replace(month=10, day=25, hour=0, minute=30)
        through_the_night = entry(span=Span(late, late + 2 * HOUR))
        feed.show([through_the_night])
        assert feed.shown() == (through_the_night,)

    def test_keeps_what_was_cancelled_apart(self, feed: EntryFeed) -> None:
        cancelled = replace(entry(), cancelled=True, sequence=3)
        feed.show([cancelled])
        assert feed.shown() == (cancelled,)
