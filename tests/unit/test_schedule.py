"""A job is due once for each slot of its schedule, clock changes included."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.domain.itinerary import Itinerary, Stay
from service.domain.job_record import JobRecord
from service.domain.schedule import AtHours, Every, Following, OnRequest
from service.domain.week import Weekday
from service.domain.weekly_hour import WeeklyHour
from tests.builders import dates

BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
SUNDAY = AtHours((WeeklyHour(Weekday.SUN, time(18)),), BERLIN)
NEW = JobRecord("me", "plan", datetime(2026, 1, 1, tzinfo=UTC))


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def done(slot: datetime) -> JobRecord:
    return NEW.done(slot, next_at=slot, now=slot)


def test_what_was_never_done_is_owed_for_the_newest_hour() -> None:
    assert SUNDAY.due_slot(NEW, at("2026-03-04 12:00")) == at("2026-03-01 18:00")


def test_it_is_owed_again_from_the_next_hour_on() -> None:
    record = done(at("2026-03-01 18:00"))
    assert SUNDAY.due_slot(record, at("2026-03-08 17:59")) is None
    assert SUNDAY.due_slot(record, at("2026-03-08 18:00")) == at("2026-03-08 18:00")


def test_of_weeks_slept_through_the_last_is_made_up_for() -> None:
    assert SUNDAY.due_slot(done(at("2026-03-01 18:00")), at("2026-04-14 09:00")) == at("2026-04-12 18:00")


def test_a_clock_set_back_a_little_repeats_nothing() -> None:
    assert SUNDAY.due_slot(done(at("2026-03-08 18:00")), at("2026-03-08 17:00")) is None


def test_a_clock_that_was_weeks_ahead_does_not_keep_it_from_being_done() -> None:
    assert SUNDAY.due_slot(done(at("2026-04-12 18:00")), at("2026-03-09 12:00")) == at("2026-03-08 18:00")


@pytest.mark.parametrize("night", ["2026-03-29", "2026-10-25"])
def test_half_past_two_comes_once_in_the_nights_the_clock_changes(night: str) -> None:
    nightly = AtHours.daily(time(2, 30), BERLIN)
    record, runs, now = done(nightly.last(at(f"{night} 00:00"))), list[datetime](), at(f"{night} 00:00")
    while now < at(f"{night} 12:00"):
        slot = nightly.due_slot(record, now)
        if slot:
            runs.append(slot)
            record = done(slot)
        now += 5 * MINUTE
    assert len(runs) == 1


def test_on_a_journey_it_goes_by_the_clock_there() -> None:
    zone = Itinerary(BERLIN, (Stay(dates("2026-03-05/2026-03-10"), TOKYO),))
    there = AtHours(SUNDAY.hours, zone)
    assert there.due_slot(done(at("2026-03-01 18:00")), at("2026-03-08 18:00", TOKYO)) == at(
        "2026-03-08 18:00", TOKYO
    )
    assert there.after(at("2026-03-08 18:00", TOKYO), chance=0) == at("2026-03-15 18:00")


def test_a_pace_is_kept_within_a_tenth() -> None:
    now, interval = at("2026-03-04 12:00"), Every(10 * MINUTE)
    assert interval.after(now, chance=0) == now + 9 * MINUTE
    assert interval.after(now, chance=1) == now + 11 * MINUTE
    waiting = NEW.done(now, next_at=now + 11 * MINUTE, now=now)
    assert interval.due_slot(waiting, now) is None
    assert interval.due_slot(waiting, now + 11 * MINUTE) == now + 11 * MINUTE


def test_a_pace_set_by_a_clock_that_ran_ahead_is_pulled_back() -> None:
    now = at("2026-03-04 12:00")
    assert Every(10 * MINUTE).due_slot(NEW.done(now, next_at=now + DAY, now=now), now) == now


def test_what_follows_is_owed_once_for_each_time() -> None:
    now = at("2026-03-08 18:01")
    slot = at("2026-03-08 18:00")
    assert Following(None).due_slot(NEW, now) is None
    assert Following(slot).due_slot(NEW, now) == slot
    assert Following(slot).due_slot(done(slot), now) is None
    assert Following(slot).due_slot(done(slot - 7 * DAY), now) == slot


def test_what_was_asked_for_and_failed_is_still_asked_for() -> None:
    now = at("2026-03-08 18:01")
    assert OnRequest(is_requested=False).due_slot(NEW, now) is None
    assert OnRequest(is_requested=True).due_slot(NEW, now) == now
    assert OnRequest(is_requested=False).due_slot(NEW.failed("no", again_at=now, now=now), now) == now
