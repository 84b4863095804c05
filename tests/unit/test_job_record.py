"""A job that fails waits longer each time, but never for ever, even if the clock is set wrong."""

from datetime import timedelta

import pytest

from service.domain.job_record import LEASE, LONGEST_WAIT, JobRecord, wait_after
from tests.entries import HOUR, MADE_AT

NOW = MADE_AT
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
DUTY = JobRecord("me", "plan", NOW)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (10_000, 60)]
)
def test_the_wait_doubles_up_to_an_hour(failures: int, minutes: int) -> None:
    assert wait_after(failures) == minutes * MINUTE


def test_it_waits_after_a_failure_and_not_before() -> None:
    failed = DUTY.failed("it rained", again_at=NOW + HOUR, now=NOW)
    assert failed.waits(NOW + 59 * MINUTE)
    assert not failed.waits(NOW + HOUR)
    assert not JobRecord("me", "plan", NOW + HOUR).waits(NOW)


def test_a_wait_put_down_by_a_clock_that_ran_ahead_is_none() -> None:
    assert not DUTY.failed("it rained", again_at=NOW + 30 * DAY, now=NOW).waits(NOW)


def test_it_is_held_until_the_lease_ends_and_for_no_longer_than_one() -> None:
    held = JobRecord("me", "plan", NOW, lease_until=NOW + LEASE)
    assert held.is_held(NOW)
    assert not held.is_held(NOW + LEASE)
    assert not held.is_held(NOW - MINUTE)


def test_failing_counts_from_the_first_time() -> None:
    once = DUTY.failed("it rained", again_at=NOW, now=NOW)
    twice = once.failed("it snowed", again_at=NOW + HOUR, now=NOW + HOUR)
    assert (twice.failures, twice.failing_since, twice.trouble) == (2, NOW, "it snowed")


def test_done_forgets_the_trouble() -> None:
    failed = DUTY.failed("it rained", again_at=NOW, now=NOW)
    done = failed.done(NOW, next_at=NOW + DAY, now=NOW + HOUR)
    assert done == JobRecord("me", "plan", NOW + DAY, slot=NOW, done_at=NOW + HOUR)


def test_what_was_done_for_a_day_that_is_far_ahead_was_a_wrong_clocks() -> None:
    def ahead(by: timedelta) -> JobRecord:
        return JobRecord("me", "plan", NOW, slot=NOW + by)

    assert ahead(DAY).done_for(NOW) == NOW + DAY
    assert ahead(DAY + MINUTE).done_for(NOW) is None
    assert LONGEST_WAIT < DAY
