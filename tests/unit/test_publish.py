"""Planned weeks become entries with texts for people."""

from datetime import UTC, datetime, timedelta

from service.domain.entry import Entry
from service.domain.training import Kind
from service.domain.week import Week
from service.rules import RULEBOOK
from service.usecases.syncing.publish import entries_of, publish
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.plan_weeks import Planned, plan
from service.usecases.weeks.previous_plan import from_entries
from tests.builders import BERLIN, MONDAY, athlete, brief
from tests.fakes.busy_source import FakeBusySource
from tests.fakes.entry_feed import FakeEntryFeed

NOW = datetime(2026, 2, 27, 12, tzinfo=UTC)
WEEK = Week(MONDAY, BERLIN)


def planned(
    *lines: str,
    weeks: int = 1,
    busy: tuple[str, ...] = (),
    shown: tuple[Entry, ...] = (),
    again: bool = False,
) -> Planned:
    asked = brief(*lines, busy=busy)
    wanted = PlanRequest(athlete(), WEEK, weeks, asked.sessions, RULEBOOK)
    before = from_entries(shown, athlete="me") if again else ()
    return plan(wanted, [FakeBusySource(*asked.busy)], shown=shown, before=before, now=NOW)


def entry(planned: Planned, kind: Kind) -> Entry:
    return next(entry for entry in entries_of(planned) if entry.kind is kind)


def test_an_entry_says_what_why_and_what_helps() -> None:
    lower = entry(planned("lower 60", "easy 40"), Kind.LOWER)
    assert lower.title == "Lower body"
    assert lower.session == "2026-W10-lower"
    for words in ("hard effort", "Warm-up 15 min", "Why here:", "Eat protein and carbohydrate"):
        assert words in lower.text


def test_after_heavy_legs_easy_running_lasts_two_days_when_no_hard_run_is_planned() -> None:
    lower = entry(planned("lower 60", "easy 40"), Kind.LOWER)
    ready = (lower.span.end + timedelta(hours=48)).astimezone(BERLIN)
    assert f"Only easy running until {ready:%a} {ready.day} Mar, {ready:%H:%M}." in lower.text


def test_after_heavy_legs_easy_running_never_outlasts_the_plans_own_hard_run() -> None:
    away = tuple(f"{day} 00:00-00:00 Away" for day in ("Wed", "Thu", "Fri", "Sat", "Sun"))
    both = planned("lower 60", "intervals 90", busy=(*away, "Mon 07:00-00:00", "Tue 09:00-00:00"))
    lower, intervals = entry(both, Kind.LOWER), entry(both, Kind.INTERVALS)
    assert lower.span.start < intervals.span.start
    local = intervals.span.start.astimezone(BERLIN)
    assert f"Only easy running until {local:%a} {local.day} Mar, {local:%H:%M}." in lower.text


def test_what_was_given_up_stands_with_the_session_it_concerns() -> None:
    tuesday = tuple(f"{day} 00:00-00:00 Away" for day in ("Mon", "Wed", "Thu", "Fri", "Sat", "Sun"))
    narrow = planned("upper 60", "easy 40", busy=(*tuesday, "Tue 06:00-13:00", "Tue 18:00-22:00"))
    given_up = {e.kind: "Given up:" in e.text for e in entries_of(narrow)}
    assert given_up == {Kind.UPPER: True, Kind.EASY: True}


def test_publishing_twice_changes_nothing() -> None:
    feed = FakeEntryFeed()
    publish(planned("lower 60", "easy 40"), feed)
    first = feed.shown()
    publish(planned("lower 60", "easy 40", shown=first), feed)
    assert feed.shown() == first


def test_a_session_no_longer_wanted_is_cancelled() -> None:
    feed = FakeEntryFeed()
    publish(planned("lower 60", "easy 40"), feed)
    publish(planned("lower 60"), feed)
    assert {e.kind: e.cancelled for e in feed.shown()} == {Kind.LOWER: False, Kind.EASY: True}


def test_each_week_of_a_plan_has_entries_of_its_own() -> None:
    two = list(entries_of(planned("lower 60", weeks=2)))
    assert [e.session for e in two] == ["2026-W10-lower", "2026-W11-lower"]
    assert len({e.uid for e in two}) == 2


def test_the_second_week_sees_the_legs_of_the_first() -> None:
    away = tuple(f"{day} 00:00-00:00 Away" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"))
    first = planned("lower 60 max", weeks=2, busy=(*away, "Sun 00:00-19:00", "Sun 21:00-00:00"))
    one, two = (p.placements[0] for p in first.plans)
    assert WEEK.day_of(one.start) == WEEK.days[-1]
    assert two.start - one.end >= timedelta(hours=72), "a maximal lift on Sunday holds back the next week's"


def test_a_week_that_has_begun_is_planned_from_now_on() -> None:
    wednesday = datetime(2026, 3, 4, 12, tzinfo=UTC)
    wanted = PlanRequest(athlete(), WEEK, 1, brief("easy 40", "upper 60").sessions, RULEBOOK)
    late = plan(wanted, [FakeBusySource()], now=wednesday)
    assert late.plans[0].placements
    assert all(p.start >= wednesday for p in late.plans[0].placements)


def test_what_has_begun_of_this_week_is_neither_moved_nor_planned_again() -> None:
    feed = FakeEntryFeed()
    publish(planned("lower 60", "easy 40", "upper 60"), feed)
    done = min(feed.shown(), key=lambda entry: entry.span)
    later = done.span.end + timedelta(hours=3)
    wanted = PlanRequest(athlete(), WEEK, 1, brief("lower 60", "easy 40", "upper 60").sessions, RULEBOOK)
    for now in (later, later + timedelta(minutes=10)):
        publish(plan(wanted, [FakeBusySource()], shown=feed.shown(), now=now), feed)
    assert {e.uid: e for e in feed.shown()}[done.uid] == done
    assert sorted(e.kind for e in feed.shown()) == [Kind.EASY, Kind.LOWER, Kind.UPPER]


def test_what_has_begun_is_in_the_legs() -> None:
    feed = FakeEntryFeed()
    publish(planned("lower 60"), feed)
    lower = feed.shown()[0].span
    wanted = PlanRequest(athlete(), WEEK, 1, brief("lower 60", "intervals 50").sessions, RULEBOOK)
    now = lower.end + timedelta(minutes=5)
    rest = plan(wanted, [FakeBusySource()], shown=feed.shown(), now=now).plans[0]
    assert [p.session.kind for p in rest.placements] == [Kind.INTERVALS]
    assert rest.placements[0].start - lower.end >= timedelta(hours=24)


def test_a_run_a_few_minutes_later_changes_nothing() -> None:
    monday = datetime(2026, 3, 2, 8, 1, tzinfo=UTC)
    wanted = PlanRequest(athlete(), WEEK, 1, brief("lower 60", "easy 40", "upper 60").sessions, RULEBOOK)
    feed = FakeEntryFeed()
    publish(plan(wanted, [FakeBusySource()], now=monday), feed)
    first = feed.shown()
    again = plan(wanted, [FakeBusySource()], shown=first, now=monday + timedelta(minutes=10))
    publish(again, feed)
    assert feed.shown() == first


def test_a_week_that_is_over_is_planned_as_if_it_were_to_come() -> None:
    feed = FakeEntryFeed()
    publish(planned("lower 60", "easy 40"), feed)
    wanted = PlanRequest(athlete(), WEEK, 1, brief("lower 60", "easy 40").sessions, RULEBOOK)
    late = plan(wanted, [FakeBusySource()], shown=feed.shown(), now=NOW + timedelta(weeks=30))
    assert len(late.plans[0].placements) == 2


def test_after_a_maximal_leg_lift_easy_running_lasts_three_days() -> None:
    lower = entry(planned("lower 60 max", "easy 40"), Kind.LOWER)
    ready = (lower.span.end + timedelta(hours=72)).astimezone(BERLIN)
    assert f"Only easy running until {ready:%a} {ready.day} Mar, {ready:%H:%M}." in lower.text


def test_what_a_week_gave_up_is_not_said_of_the_next_week_s_session_of_that_name() -> None:
    away = tuple(f"{day} 00:00-00:00 Away" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"))
    two = planned("long 90", "lower 60", weeks=2, busy=(*away, "Sun 00:00-19:00"))
    for week in two.plans:
        names = {p.session.id for p in week.brief.carried}
        assert not names & {p.session.id for p in week.placements}


def test_a_second_run_over_two_weeks_changes_nothing() -> None:
    feed = FakeEntryFeed()
    publish(planned("lower 60", "easy 40", "long 90", weeks=2), feed)
    first = feed.shown()
    publish(planned("lower 60", "easy 40", "long 90", weeks=2, shown=first), feed)
    assert feed.shown() == first


def test_where_the_first_week_stood_before_does_not_hold_back_the_second() -> None:
    away = tuple(f"{day} 00:00-00:00 Away" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"))
    feed = FakeEntryFeed()
    publish(planned("lower 60", weeks=2, busy=(*away, "Sun 00:00-19:00")), feed)
    one, two = planned("lower 60", weeks=2, shown=feed.shown()).plans
    assert [p.span for p in two.brief.carried] == [p.span for p in one.placements]


def test_a_week_planned_again_leaves_room_for_the_one_that_stands_after_it() -> None:
    feed = FakeEntryFeed()
    publish(planned("lower 60", weeks=2), feed)
    away = tuple(f"{day} 00:00-00:00 Away" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"))
    publish(planned("lower 60", busy=(*away, "Sun 00:00-19:00"), shown=feed.shown()), feed)
    first, second = (e for e in feed.shown() if not e.cancelled)
    assert second.span.start - first.span.end >= timedelta(hours=48)


def test_a_week_planned_again_over_what_stood_changes_no_entry() -> None:
    feed = FakeEntryFeed()
    publish(planned("lower 60", "easy 40", "upper 60"), feed)
    first = feed.shown()
    publish(planned("lower 60", "easy 40", "upper 60", shown=first, again=True), feed)
    assert feed.shown() == first


def test_what_moved_is_no_part_of_an_entry_s_words() -> None:
    feed = FakeEntryFeed()
    publish(planned("easy 40"), feed)
    first = feed.shown()[0]
    taken = f"{first.span.start.astimezone(BERLIN):%a %H:%M}-23:00 Board meeting"
    for _ in range(2):
        publish(planned("easy 40", busy=(taken,), shown=feed.shown(), again=True), feed)
    (moved,) = feed.shown()
    assert moved.span != first.span
    assert moved.sequence == 1
    assert "stood" not in moved.text
