"""A stored reading is used until the next one; what it does not cover is not free."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.domain.busy import Busy
from service.domain.span import Span
from service.errors import CalendarUnreadable
from service.usecases.reading.recorded_source import LATER, RecordedSource
from service.usecases.reading.stored_source import BEYOND as NOT_SO_FAR
from service.usecases.reading.stored_source import StoredSource
from tests.entries import HOUR, MADE_AT, MONDAY
from tests.fakes.busy_source import FakeBusySource
from tests.fakes.reading_store import FakeReadingStore

WINDOW = Span.lasting(MONDAY - HOUR, timedelta(days=14))
BOARD = Busy(Span.lasting(MONDAY, HOUR), "Board", "memory")
BEYOND = Busy(Span.lasting(WINDOW.end, HOUR), "Next", "memory")
FAILURE = CalendarUnreadable(name="memory", reason="it did not answer")


@pytest.fixture
def store() -> FakeReadingStore:
    return FakeReadingStore()


def recalled(store: FakeReadingStore) -> StoredSource:
    return StoredSource("memory", "fake", store)


def test_what_was_read_is_kept_and_a_week_more(store: FakeReadingStore) -> None:
    reading = RecordedSource(FakeBusySource(BOARD, BEYOND), store).read(WINDOW, now=MADE_AT)
    assert reading.busy == (BOARD,)
    assert recalled(store).read(WINDOW, now=MADE_AT + HOUR) == reading
    later = WINDOW.grow(before=-LATER, after=LATER)
    assert recalled(store).read(later, now=MADE_AT).busy == (BEYOND,)


def test_it_is_asked_again_each_time(store: FakeReadingStore) -> None:
    RecordedSource(FakeBusySource(BOARD), store).read(WINDOW, now=MADE_AT)
    assert RecordedSource(FakeBusySource(), store).read(WINDOW, now=MADE_AT + HOUR).busy == ()
    kept = store.kept("memory")
    assert kept
    assert kept.read_at == MADE_AT + HOUR


def test_what_is_fresh_is_not_asked_for_again(store: FakeReadingStore) -> None:
    RecordedSource(FakeBusySource(BOARD), store).read(WINDOW, now=MADE_AT)
    failing = FakeBusySource(failure=FAILURE)
    fresh = RecordedSource(failing, store, fresh_since=MADE_AT).read(WINDOW, now=MADE_AT + HOUR)
    assert fresh.busy == (BOARD,)
    with pytest.raises(CalendarUnreadable):
        RecordedSource(failing, store, fresh_since=MADE_AT + HOUR).read(WINDOW, now=MADE_AT + HOUR)


def test_what_does_not_reach_far_enough_is_asked_for_again(store: FakeReadingStore) -> None:
    RecordedSource(FakeBusySource(BOARD), store).read(WINDOW, now=MADE_AT)
    wide = WINDOW.grow(before=timedelta(), after=2 * LATER)
    fresh = RecordedSource(FakeBusySource(BEYOND), store, fresh_since=MADE_AT).read(wide, now=MADE_AT + HOUR)
    assert fresh.busy == (BEYOND,)


def test_what_is_recalled_warns_where_it_does_not_reach(store: FakeReadingStore) -> None:
    RecordedSource(FakeBusySource(BOARD), store).read(WINDOW, now=MADE_AT)
    assert recalled(store).read(WINDOW, now=MADE_AT).warnings == ()
    farther = recalled(store).read(WINDOW.grow(before=HOUR, after=timedelta()), now=MADE_AT)
    assert (farther.busy, farther.warnings) == ((BOARD,), (NOT_SO_FAR,))


def test_what_went_wrong_is_kept_beside_what_was_said(store: FakeReadingStore) -> None:
    RecordedSource(FakeBusySource(BOARD), store).read(WINDOW, now=MADE_AT)
    failing = RecordedSource(FakeBusySource(failure=FAILURE), store, fresh_since=MADE_AT + HOUR)
    for count in (1, 2):
        with pytest.raises(CalendarUnreadable):
            failing.read(WINDOW, now=MADE_AT + count * HOUR)
    kept = store.kept("memory")
    assert kept
    assert (kept.failures, kept.trouble, kept.tried_at) == (2, "it did not answer", MADE_AT + 2 * HOUR)
    assert kept.read_at == MADE_AT
    assert recalled(store).read(WINDOW, now=MADE_AT).busy == (BOARD,)


def test_after_trouble_nothing_is_fresh(store: FakeReadingStore) -> None:
    RecordedSource(FakeBusySource(BOARD), store).read(WINDOW, now=MADE_AT)
    kept = store.kept("memory")
    assert kept
    store.keep(replace(kept, trouble="it did not answer"))
    assert RecordedSource(FakeBusySource(), store, fresh_since=MADE_AT).read(WINDOW, now=MADE_AT).busy == ()


def test_the_first_failure_leaves_nothing_to_go_by(store: FakeReadingStore) -> None:
    with pytest.raises(CalendarUnreadable):
        RecordedSource(FakeBusySource(failure=FAILURE), store).read(WINDOW, now=MADE_AT)
    with pytest.raises(CalendarUnreadable, match="it did not answer"):
        recalled(store).read(WINDOW, now=MADE_AT)


def test_what_was_never_read_cannot_be_recalled(store: FakeReadingStore) -> None:
    with pytest.raises(CalendarUnreadable, match="it was not read yet"):
        recalled(store).read(WINDOW, now=MADE_AT)
