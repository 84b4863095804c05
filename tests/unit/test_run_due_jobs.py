"""Due jobs run one after the other; a failed job is retried and delays no other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from service.domain.job_record import LEASE, JobRecord
from service.domain.schedule import Every, OnRequest
from service.errors import CalendarUnreadable
from service.usecases.watching.run_due_jobs import LONGEST_RUN, Job, JobRun, Worker
from tests.fakes.job_store import FakeJobStore
from tests.fakes.moving_clock import MovingClock

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PACE = Every(10 * MINUTE)
GONE = CalendarUnreadable(name="Work", reason="it is gone")


@dataclass
class Day:
    """One process with its jobs."""

    clock: MovingClock = field(default_factory=lambda: MovingClock(START))
    store: FakeJobStore = field(default_factory=FakeJobStore)
    did: list[str] = field(default_factory=list)
    failing: dict[str, Exception] = field(default_factory=dict)
    during: Callable[[], object] = lambda: None

    def __post_init__(self) -> None:
        self.worker = Worker(self.store, self.clock, lambda: 0.5)

    def job(self, name: str) -> Job:
        def do(slot: datetime, now: datetime) -> None:
            assert slot <= now
            self.did.append(name)
            self.during()
            if name in self.failing:
                raise self.failing[name]

        return Job(name, PACE, do)

    def work(self, *names: str) -> list[JobRun]:
        return list(self.worker.run_due_jobs("me", map(self.job, names), self.worker.known("me")))

    def record(self, name: str) -> JobRecord:
        return self.worker.known("me")[name]


@pytest.fixture
def day() -> Day:
    return Day()


def test_everything_new_is_done_at_once_and_in_order(day: Day) -> None:
    day.work("a", "b")
    assert day.did == ["a", "b"]


def test_nothing_is_done_again_before_it_is_due(day: Day) -> None:
    day.work("a")
    day.clock.forward(9 * MINUTE)
    assert day.work("a") == []
    day.clock.forward(MINUTE)
    day.work("a")
    assert day.did == ["a", "a"]


@pytest.mark.parametrize("error", [GONE, RuntimeError("a bug"), ZeroDivisionError()])
def test_what_fails_keeps_nothing_else_from_being_done(day: Day, error: Exception) -> None:
    day.failing["a"] = error
    runs = day.work("a", "b")
    assert day.did == ["a", "b"]
    assert [run.error for run in runs] == [error, None]
    assert day.record("a").trouble == (str(error) or "ZeroDivisionError")


def test_what_fails_is_tried_again_after_a_longer_wait_each_time(day: Day) -> None:
    day.failing["a"] = GONE
    tries = []
    for _ in range(200):
        if day.work("a"):
            tries.append(day.clock.now() - START)
        day.clock.forward(MINUTE)
    assert tries[:7] == [minutes * MINUTE for minutes in (0, 1, 3, 7, 15, 31, 63)]
    assert tries[7:] == [123 * MINUTE, 183 * MINUTE]


def test_it_goes_on_at_its_pace_once_it_works_again(day: Day) -> None:
    day.failing["a"] = GONE
    day.work("a")
    day.failing.clear()
    day.clock.forward(MINUTE)
    run = day.work("a")[0]
    assert (run.before.failures, run.record.failures, run.record.trouble) == (1, 0, "")
    assert run.record.due_at == day.clock.now() + PACE.interval


def test_it_is_tried_at_once_when_there_is_reason_to(day: Day) -> None:
    day.failing["a"] = GONE
    day.work("a")
    job = day.job("a")
    ignores_wait = Job(job.name, OnRequest(is_requested=True), job.do, ignores_wait=True)
    assert len(list(day.worker.run_due_jobs("me", [ignores_wait], day.worker.known("me")))) == 1


def test_what_another_is_at_is_left_alone_until_its_lease_ends(day: Day) -> None:
    other = Day(day.clock, day.store)
    day.during = lambda: other.work("a")
    day.work("a")
    assert other.did == []
    taken = day.store.take(day.record("a"), until=day.clock.now() + LEASE, now=day.clock.now())
    assert taken
    day.clock.forward(10 * MINUTE)
    other.work("a")
    assert other.did == ["a"]


def test_who_holds_on_keeps_it_for_as_long_as_it_takes(day: Day) -> None:
    other = Day(day.clock, day.store)

    def take_long() -> None:
        for _ in range(5):
            day.clock.forward(LEASE / 2)
            day.worker.renew_leases()
            other.work("a")

    day.during = take_long
    day.work("a")
    assert other.did == []
    assert day.record("a").done_at == day.clock.now()


def test_who_hangs_loses_it_in_the_end_and_what_it_says_then_counts_for_nothing(day: Day) -> None:
    other = Day(day.clock, day.store)
    day.failing["a"] = GONE

    def hang() -> None:
        day.clock.forward(LONGEST_RUN)
        day.worker.renew_leases()
        other.work("a")

    day.during = hang
    day.work("a")
    assert other.did == ["a"]
    assert day.record("a").failures == 0


def test_who_is_told_to_end_begins_nothing_more(day: Day) -> None:
    day.during = day.worker.end
    day.work("a", "b")
    assert day.did == ["a"]
    assert day.record("a").done_at


def test_a_known_hour_is_not_made_up_for(day: Day) -> None:
    job = Job("a", PACE, lambda *_: day.did.append("a"), since=START)
    assert list(day.worker.run_due_jobs("me", [job], day.worker.known("me"))) == []
    assert day.record("a").slot == START
