"""The contract of every ServedFeed."""

from service.domain.training import Kind
from service.ports.served_feed import ServedFeed
from tests.entries import HOUR, MADE_AT, entry


class ServedFeedContract:
    """Inherit from it and give an empty `feed`, a `twin` of the same athlete, and that of a `stranger`."""

    def test_shows_nothing_at_first(self, feed: ServedFeed) -> None:
        assert (feed.shown(), feed.version, feed.shown_at) == ((), 0, None)

    def test_shows_what_it_was_given(self, feed: ServedFeed, twin: ServedFeed) -> None:
        entries = (entry(title="Jo's \\ 50 % ü🏋"), entry(Kind.EASY, cancelled=True, sequence=3))
        assert feed.show(entries, version=7, over=0, now=MADE_AT)
        for each in (feed, twin):
            assert (each.shown(), each.version, each.shown_at) == (entries, 7, MADE_AT)

    def test_the_next_takes_the_place_of_the_last(self, feed: ServedFeed, twin: ServedFeed) -> None:
        feed.show([entry()], version=1, over=0, now=MADE_AT)
        assert twin.show([entry(Kind.EASY)], version=2, over=1, now=MADE_AT + HOUR)
        assert feed.shown() == (entry(Kind.EASY),)
        assert (feed.version, feed.shown_at) == (2, MADE_AT + HOUR)

    def test_what_another_has_shown_meanwhile_stands(self, feed: ServedFeed, twin: ServedFeed) -> None:
        twin.show([entry()], version=2, over=0, now=MADE_AT)
        assert not feed.show([entry(Kind.EASY)], version=1, over=0, now=MADE_AT + HOUR)
        assert not feed.show([entry(Kind.EASY)], version=3, over=1, now=MADE_AT + HOUR)
        assert (feed.shown(), feed.version, feed.shown_at) == ((entry(),), 2, MADE_AT)

    def test_a_version_that_shows_the_same_is_no_change(self, feed: ServedFeed, twin: ServedFeed) -> None:
        feed.show([entry()], version=1, over=0, now=MADE_AT)
        assert feed.show([entry()], version=2, over=1, now=MADE_AT + HOUR)
        assert (twin.version, twin.shown_at) == (2, MADE_AT)

    def test_may_show_nothing_any_more(self, feed: ServedFeed, twin: ServedFeed) -> None:
        feed.show([entry()], version=1, over=0, now=MADE_AT)
        feed.show([], version=2, over=1, now=MADE_AT + HOUR)
        assert (twin.shown(), twin.version, twin.shown_at) == ((), 2, MADE_AT + HOUR)

    def test_is_nobody_elses(self, feed: ServedFeed, stranger: ServedFeed) -> None:
        feed.show([entry()], version=1, over=0, now=MADE_AT)
        assert (stranger.shown(), stranger.version, stranger.shown_at) == ((), 0, None)
