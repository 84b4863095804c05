"""The served feed follows the current plan, and shows its changes as subscribers expect."""

from dataclasses import replace
from datetime import timedelta

from service.domain.entry import Entry
from service.domain.span import Span
from service.domain.training import Kind
from service.usecases.syncing.update_feed import update_feed
from tests.entries import HOUR, MADE_AT, MONDAY, entry
from tests.fakes.served_feed import FakeServedFeed
from tests.versions import version

LATER = MADE_AT + HOUR


def shown_after(*plans: tuple[Entry, ...]) -> list[tuple[Entry, ...]]:
    """What a feed shows after each, an hour between them."""
    feed, seen = FakeServedFeed(), list[tuple[Entry, ...]]()
    for number, entries in enumerate(plans, 1):
        update_feed(version(number=number, entries=entries), feed, now=MADE_AT + (number - 1) * HOUR)
        seen.append(feed.shown())
    return seen


def test_shows_nothing_before_the_first_plan() -> None:
    feed = FakeServedFeed()
    assert not update_feed(None, feed, now=MADE_AT)
    assert feed.version == 0


def test_shows_a_version_once() -> None:
    feed, head = FakeServedFeed(), version(number=3)
    assert update_feed(head, feed, now=MADE_AT)
    assert feed.version == 3
    assert not update_feed(head, feed, now=LATER)
    assert feed.shown_at == MADE_AT


def test_never_goes_back_to_an_older_version() -> None:
    feed = FakeServedFeed()
    update_feed(version(number=3), feed, now=MADE_AT)
    assert not update_feed(version(number=2, entries=()), feed, now=LATER)
    assert feed.version == 3
    assert feed.shown()


def test_what_moved_counts_on_and_the_others_stay_as_they_were() -> None:
    lower, easy = entry(), entry(Kind.EASY, start=MONDAY + 20 * HOUR)
    moved = replace(lower, span=Span.lasting(MONDAY + 2 * HOUR, HOUR))
    before, after = shown_after((lower, easy), (moved, easy))
    assert {each.sequence for each in before} == {0}
    assert [(each.kind, each.sequence, each.modified) for each in after] == [
        (Kind.LOWER, 1, LATER),
        (Kind.EASY, 0, MADE_AT),
    ]
    assert after[0].span == moved.span


def test_what_is_planned_no_more_is_cancelled() -> None:
    lower, easy = entry(), entry(Kind.EASY, start=MONDAY + 20 * HOUR)
    _, after = shown_after((lower, easy), (easy,))
    assert [(each.kind, each.cancelled, each.sequence) for each in after] == [
        (Kind.LOWER, True, 1),
        (Kind.EASY, False, 0),
    ]


def test_what_is_over_stays() -> None:
    done = entry(start=MADE_AT - timedelta(days=2))
    _, after = shown_after((done, entry(Kind.EASY)), (entry(Kind.EASY),))
    assert not any(each.cancelled for each in after)
    assert len(after) == 2


def test_an_undo_brings_back_what_was_cancelled() -> None:
    _, cancelled, back = shown_after((entry(),), (), (entry(),))
    assert cancelled[0].cancelled
    assert (back[0].cancelled, back[0].sequence, back[0].span) == (False, 2, entry().span)


def test_what_another_process_shows_meanwhile_stands() -> None:
    class Overtaken(FakeServedFeed):
        """A feed to which another process writes version 2 between our read and our write."""

        def shown(self) -> tuple[Entry, ...]:
            found = super().shown()
            if self.version == 0:
                self.show([entry(Kind.LONG)], version=2, over=0, now=MADE_AT)
            return found

    feed = Overtaken()
    assert not update_feed(version(number=1), feed, now=LATER)
    assert (feed.version, feed.shown()) == (2, (entry(Kind.LONG),))
