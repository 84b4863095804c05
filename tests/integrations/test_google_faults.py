"""Whatever fails between Liftrun and Google, no entry is lost or duplicated."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from integrations.google.client import TRIES
from integrations.google.entry_sink import GoogleEntrySink
from service.domain.entry import Entry
from service.errors import CalendarUnreadable, CalendarUnwritable, EntryChanged
from service.ports.entry_sink import Shown
from tests.contracts.entry_sink import DAY, seen, standing, visible
from tests.entries import HOUR, MONDAY, entry
from tests.fakes.google.faults import PASSING, Fault, Faults, Kind
from tests.fakes.google_server import GoogleServer
from tests.google_calendars import GoogleHands, google_hands

Act = Callable[[GoogleEntrySink], object]
WANTED = entry(start=MONDAY + DAY, title="Legs", sequence=1)
STRUCK = [(kind, after) for kind in PASSING for after in (False, True)]


@pytest.fixture
def hands(google: GoogleServer) -> GoogleHands:
    return google_hands(google)


def create(sink: GoogleEntrySink) -> Shown:
    return sink.create(WANTED)


def update(sink: GoogleEntrySink) -> Shown:
    return sink.update(standing(sink)[0], WANTED)


def delete(sink: GoogleEntrySink) -> None:
    sink.delete(standing(sink)[0])


def revive(sink: GoogleEntrySink) -> Shown:
    delete(sink)
    return sink.create(WANTED)


@pytest.mark.parametrize("act", [create, update, delete, revive])
@pytest.mark.parametrize(("kind", "after"), STRUCK)
def test_each_request_of_each_act_may_fail_once(
    google: GoogleServer, hands: GoogleHands, act: Act, kind: Kind, *, after: bool
) -> None:
    if act is not create:
        hands.sink().create(entry())
    for number in range(1, 20):
        sink = hands.sink()
        google.faults = Faults.at(number, Fault(kind, after=after, delay=timedelta(milliseconds=1)))
        act(sink)
        struck = bool(google.faults.struck)
        google.faults = Faults()
        assert seen(hands.sink()) == ([] if act is delete else [visible(WANTED)])
        assert how_many(google, "Training") == 1
        if not struck:
            assert number > 1
            return
        put_back(google, hands, act)
    raise AssertionError("an act takes fewer requests than that")


def how_many(google: GoogleServer, name: str) -> int:
    return [one.summary for one in google.store.calendars.values()].count(name)


def put_back(google: GoogleServer, hands: GoogleHands, act: Act) -> None:
    """The world before the act: without a calendar for the first, with one entry for the others."""
    if act is create:
        google.delete_calendar(google.calendar("Training").id)
        return
    sink = hands.sink()
    for one in standing(sink):
        sink.delete(one)
    sink.create(entry())


@pytest.mark.parametrize("kind", [kind for kind in PASSING if kind is not Kind.SLOW])
def test_what_does_not_pass_is_told_after_a_few_tries(
    google: GoogleServer, hands: GoogleHands, kind: Kind
) -> None:
    sink = hands.sink()
    assert sink.key
    lasting = Fault(kind, delay=timedelta(milliseconds=1))
    google.faults = Faults(planned=dict.fromkeys(range(1, 100), lasting))
    with pytest.raises(CalendarUnwritable) as caught:
        sink.create(entry())
    assert caught.value.retryable
    assert len(google.faults.struck) == TRIES
    with pytest.raises(CalendarUnreadable) as unreadable:
        standing(sink)
    assert unreadable.value.retryable
    google.faults = Faults()
    assert len(standing(hands.sink())) <= 1


@pytest.mark.parametrize("kind", [Kind.QUOTA, Kind.FORBIDDEN])
def test_what_a_second_try_cannot_mend_is_told_at_once(
    google: GoogleServer, hands: GoogleHands, kind: Kind
) -> None:
    sink = hands.sink()
    assert sink.key
    google.faults = Faults.at(1, Fault(kind))
    with pytest.raises(CalendarUnwritable) as caught:
        sink.create(entry())
    assert not caught.value.retryable
    assert google.faults.seen == 1


def test_waits_longer_each_time_and_as_long_as_google_asks(google: GoogleServer, hands: GoogleHands) -> None:
    sink = hands.sink()
    assert sink.key
    planned = {n: Fault(Kind.UNAVAILABLE, retry_after=7 if n == 4 else None) for n in range(1, 5)}
    google.faults = Faults(planned=planned)
    sink.create(entry())
    first, second, third, asked = hands.paused
    assert 0.25 <= first <= 0.75
    assert 0.5 <= second <= 1.5
    assert 1 <= third <= 3
    assert asked == 7


def test_does_not_wait_for_an_hour(google: GoogleServer, hands: GoogleHands) -> None:
    sink = hands.sink()
    assert sink.key
    google.faults = Faults.at(1, Fault(Kind.TOO_MANY, retry_after=3600))
    with pytest.raises(CalendarUnwritable) as caught:
        sink.create(entry())
    assert caught.value.retryable
    assert hands.paused == []


def test_keeps_a_gentle_pace(google: GoogleServer, hands: GoogleHands) -> None:
    sink = hands.sink()
    for number in range(30):
        name = f"2026-W48-{number}"
        sink.create(entry(session=name, uid=f"{number:032}@liftrun", start=MONDAY + number * HOUR))
    assert len(google.requests) > 30
    assert len(hands.paused) >= 15
    assert max(hands.paused) <= 1


def test_a_hand_that_comes_between_is_not_written_over(google: GoogleServer, hands: GoogleHands) -> None:
    sink = hands.sink()
    shown = sink.create(entry())
    calendar = google.calendar("Training")
    event_id = calendar.events()[0]["id"]
    for act in (lambda: sink.update(shown, WANTED), lambda: sink.delete(shown)):
        hand = Fault(Kind.NONE, action=lambda: calendar.retitle(event_id, "By hand"))
        google.faults = Faults.at(1, hand)
        with pytest.raises(EntryChanged):
            act()
        assert seen(sink) == [visible(replace(entry(), title="By hand"))]


def test_hundreds_of_faults_lose_and_double_nothing(google: GoogleServer, hands: GoogleHands) -> None:
    struck = 0
    for seed in range(30):
        first, second = entry(sequence=seed), entry(title=f"Legs {seed}")
        google.faults = Faults.at_random(seed=seed, probability=0.35)
        try_until_done(hands, partial(put, first))
        try_until_done(hands, partial(change_to, second))
        struck += len(google.faults.struck)
        google.faults = Faults()
        assert seen(hands.sink()) == [visible(second)]
        google.faults = Faults.at_random(seed=-1 - seed, probability=0.35)
        try_until_done(hands, clear)
        struck += len(google.faults.struck)
        google.faults = Faults()
        assert standing(hands.sink()) == []
    assert struck > 100
    assert how_many(google, "Training") == 1


def put(made: Entry, sink: GoogleEntrySink) -> None:
    sink.create(made)


def change_to(made: Entry, sink: GoogleEntrySink) -> None:
    sink.update(standing(sink)[0], made)


def clear(sink: GoogleEntrySink) -> None:
    for one in standing(sink):
        sink.delete(one)


def try_until_done(hands: GoogleHands, act: Act) -> None:
    """As a person would who runs it again."""
    for _ in range(10):
        failed = tried(hands, act)
        if failed is None:
            return
        assert failed.retryable
    raise AssertionError("ten tries were not enough")


def tried(hands: GoogleHands, act: Act) -> CalendarUnreadable | CalendarUnwritable | None:
    try:
        act(hands.sink())
    except (CalendarUnreadable, CalendarUnwritable) as error:
        return error
    return None
