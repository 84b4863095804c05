"""Each week is planned exactly once, whatever crashes, fails, sleeps or sets the clock."""

from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from service.domain.job_record import LEASE, JobRecord
from service.domain.schedule import AtHours
from service.domain.week import Weekday
from service.domain.weekly_hour import WeeklyHour
from service.usecases.watching.run_due_jobs import Job, Worker
from tests.fakes.job_store import FakeJobStore
from tests.fakes.moving_clock import MovingClock

START = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca")

rhythms = st.builds(
    lambda weekday, clock, zone: AtHours((WeeklyHour(weekday, clock),), ZoneInfo(zone)),
    st.sampled_from(Weekday),
    st.times().map(lambda clock: time(clock.hour, clock.minute)),
    st.sampled_from(ZONES),
)
sleeps = st.timedeltas(min_value=MINUTE, max_value=20 * DAY)
steps = st.lists(st.tuples(sleeps, st.sampled_from(["works", "fails", "crashes"])), min_size=1, max_size=60)


class PowerCut(BaseException):
    """The process ends in the middle of its work."""


@given(rhythms, steps)
def test_a_job_is_done_once_for_each_hour_somebody_was_awake_after(
    schedule: AtHours, steps: list[tuple[timedelta, str]]
) -> None:
    store, clock, done = FakeJobStore(), MovingClock(START), list[datetime]()
    for sleep, status in steps:
        clock.forward(sleep)
        newest = schedule.last(clock.now())

        def do(slot: datetime, _: datetime, status: str = status) -> None:
            if status == "fails":
                raise RuntimeError("it rained")
            if status == "crashes":
                raise PowerCut
            done.append(slot)

        before = len(done)
        held = any(record.is_held(clock.now()) or record.waits(clock.now()) for record in store.every())
        worker = Worker(store, clock, lambda: 0.5)
        with suppress(PowerCut):
            list(worker.run_due_jobs("me", [Job("plan", schedule, do)], worker.known("me")))
        if status == "works" and not held:
            assert done[-1] == newest
        assert len(done) - before <= 1
    assert done == sorted(set(done))


@given(rhythms, st.lists(st.timedeltas(min_value=-40 * DAY, max_value=40 * DAY), max_size=8))
def test_a_clock_set_forth_and_back_skips_no_week(schedule: AtHours, jumps: list[timedelta]) -> None:
    store, clock, done = FakeJobStore(), MovingClock(START), list[datetime]()
    job = Job("plan", schedule, lambda slot, _: done.append(slot))
    truth = START
    for jump in jumps:
        for wrong in (jump, timedelta()):
            truth += HOUR
            clock.set(truth + wrong)
            worker = Worker(store, clock, lambda: 0.5)
            list(worker.run_due_jobs("me", [job], worker.known("me")))
    done.clear()
    # From here on the clock is right: after at most one more plan each week has its own, and no more.
    while truth < START + 60 * DAY:
        truth += 6 * HOUR
        clock.set(truth)
        worker = Worker(store, clock, lambda: 0.5)
        list(worker.run_due_jobs("me", [job], worker.known("me")))
    assert len(done) == len(set(done))
    weeks = [earlier + 7 * DAY for earlier in done[:-1]]
    assert all(abs(later - due) <= 2 * HOUR for later, due in zip(done[1:], weeks, strict=True))
    assert len(done) >= 7


@given(rhythms, st.lists(st.booleans(), min_size=4, max_size=40))
def test_of_two_processes_one_does_it(schedule: AtHours, runs: list[bool]) -> None:
    store, clock, done = FakeJobStore(), MovingClock(START), list[datetime]()
    seen: dict[bool, dict[str, JobRecord]] = {False: {}, True: {}}
    job = Job("plan", schedule, lambda slot, _: done.append(slot))
    for number, who in enumerate(runs):
        clock.forward(DAY if number % 2 else LEASE / 2)
        worker = Worker(store, clock, lambda: 0.5)
        # What it does goes by what it saw before the other had its turn.
        list(worker.run_due_jobs("me", [job], seen[who]))
        seen[not who] = {**seen[not who]}
        seen[who] = worker.known("me")
    assert len(done) == len(set(done))
