"""Weeks in a row as the plan command makes them: over a season, after a log, around a race."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from service.domain.dates import Dates
from service.domain.entry import uid
from service.domain.log import Logged
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import USUAL_EFFORT, Kind, Session
from service.domain.week import Week, Weekday
from service.prescription.check_in import CheckIn, Feeling
from service.prescription.season import UNDECIDED, Season
from service.rules import RULEBOOK
from service.rules.drop_by_goal import DropByGoal
from service.rules.long_run_spike import LongRunSpike
from service.rules.rule import Rule
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.plan_weeks import Planned, plan
from tests.builders import BERLIN, MONDAY, athlete, moment, session
from tests.fakes.busy_source import FakeBusySource

WEEK = Week(MONDAY, BERLIN)
FRIDAY_BEFORE = moment("Fri 12:00", Week(MONDAY - timedelta(days=7), BERLIN))
SESSIONS = (session("upper 60"), session("easy 40"), session("long 90"), session("lower 60"))


def planned(  # noqa: PLR0913  # each is one thing a week can depend on
    *logged: Logged,
    season: Season = UNDECIDED,
    check_in: CheckIn | None = None,
    weeks: int = 1,
    sessions: tuple[Session, ...] = SESSIONS,
    now: datetime = FRIDAY_BEFORE,
    trained: tuple[Placement, ...] = (),
    rules: tuple[Rule, ...] = RULEBOOK,
) -> Planned:
    wanted = PlanRequest(athlete(), WEEK, weeks, sessions, rules, season=season, check_in=check_in)
    return plan(wanted, [FakeBusySource(trained=trained)], logged=logged, now=now)


def line(kind: str, start: datetime, minutes: int = 60, *, missed: bool = False) -> Logged:
    day = start.astimezone(BERLIN).date()
    duration = timedelta(minutes=minutes)
    return Logged(day, Kind(kind), duration, USUAL_EFFORT[Kind(kind)], start, missed=missed)


def seen(text: str, days_ago: int) -> Placement:
    """A session in a calendar, so many days before the week."""
    start = WEEK.at(MONDAY - timedelta(days=days_ago), time(18))
    made = session(text, id=f"seen-{days_ago}")
    return Placement(made, Span.lasting(start, made.duration))


def minutes(of: Planned, week: int = 0) -> dict[str, int]:
    return {p.session.id: p.session.duration // timedelta(minutes=1) for p in of.plans[week].placements}


def test_a_block_is_planned_week_after_week_with_the_same_sessions() -> None:
    made = planned(season=Season(MONDAY - timedelta(weeks=2)), weeks=2)
    assert minutes(made) == {"upper": 65, "easy": 40, "long": 95, "lower": 65}
    assert minutes(made, 1) == {"upper": 40, "easy": 25, "long": 55, "lower": 40}
    assert [
        " ".join(notes[0].split(" is ")[1].split()[:5]).rstrip(":,") for notes in made.notes.values()
    ] == ["week 3 of block 1", "week 4 of block 1"]


def test_a_planned_deload_is_no_measure_for_who_is_not_known() -> None:
    made = planned(season=Season(MONDAY - timedelta(weeks=3)), weeks=2)
    assert minutes(made)["long"] == 55
    assert minutes(made, 1)["long"] >= 90


def test_without_season_or_log_nothing_is_said() -> None:
    made = planned(weeks=2)
    assert list(made.notes.values()) == [(), ()]
    assert minutes(made) == minutes(made, 1) == {"upper": 60, "easy": 40, "long": 90, "lower": 60}


def test_the_longest_run_of_the_log_holds_back_the_long_run() -> None:
    run = line("easy", moment("Thu 18:00", Week(MONDAY - timedelta(days=21), BERLIN)), 60)
    made = planned(run, season=Season(MONDAY), weeks=2)
    assert minutes(made)["long"] == 65
    assert made.plans[0].brief.longest_recent_run == timedelta(minutes=60)
    assert minutes(made, 1)["long"] == 70, "the week planned before counts as run"


@pytest.mark.parametrize(("days_ago", "known"), [(30, 60), (31, None)])
def test_a_run_seen_in_a_calendar_counts_for_thirty_days(days_ago: int, known: int | None) -> None:
    made = planned(trained=(seen("easy 60", days_ago),))
    assert made.plans[0].brief.longest_recent_run == (timedelta(minutes=known) if known else None)


def test_a_run_too_old_for_the_legs_still_counts_as_the_longest_lately() -> None:
    brief = planned(trained=(seen("long 80", 21), seen("easy 40", 2))).plans[0].brief
    assert brief.longest_recent_run == timedelta(minutes=80)
    assert [p.session.duration for p in brief.carried] == [timedelta(minutes=40)]


def test_each_planned_week_is_known_to_those_after_it_and_old_runs_are_forgotten() -> None:
    weeks = planned(trained=(seen("long 100", 30),), weeks=2).plans
    assert [week.brief.longest_recent_run for week in weeks] == [
        timedelta(minutes=100),
        timedelta(minutes=90),
    ]
    assert not any("longest run" in broken.sentence for week in weeks for broken in week.broken)


def test_lifts_and_missed_runs_are_no_longest_run() -> None:
    missed = line("long", moment("Thu 18:00", Week(MONDAY - timedelta(days=7), BERLIN)), missed=True)
    made = planned(missed, trained=(seen("upper 90", 4),))
    assert made.plans[0].brief.longest_recent_run is None


def test_a_run_of_this_week_is_known_when_the_rest_of_it_is_planned_again() -> None:
    done = replace(seen("easy 84", -1), session=session("easy 84", id="elsewhere"))
    now = moment("Wed 12:00", WEEK)
    before, after = (
        planned(trained=(seen("easy 60", 5), *also), now=now, sessions=(session("long 90"),)).plans[0]
        for also in ((), (done,))
    )
    assert [broken.cost for broken in before.broken if broken.rule == "long-run-spike"] == [96]
    assert not [broken for broken in after.broken if broken.rule == "long-run-spike"]


def test_a_missed_session_is_not_piled_onto_a_later_day() -> None:
    wednesday = moment("Wed 06:00", WEEK)
    made = planned(line("lower", moment("Mon 18:00", WEEK), missed=True), weeks=2, now=wednesday)
    assert "lower" not in minutes(made)
    assert not made.plans[0].dropped
    assert "lower" in minutes(made, 1)
    assert made.notes[WEEK] == ("Lower body was missed on Mon 2 Mar and is not made up for.",)


def test_what_the_log_says_was_done_is_in_the_legs_and_not_planned_again() -> None:
    tuesday = moment("Tue 06:00", WEEK)
    made = planned(
        line("lower", moment("Mon 18:00", WEEK)),
        now=tuesday,
        sessions=(session("lower 60"), session("tempo 45")),
    )
    (tempo,) = made.plans[0].placements
    assert tempo.session.id == "tempo"
    assert tempo.start - moment("Mon 19:00", WEEK) >= timedelta(hours=24)
    assert made.plans[0].brief.carried[0].start == moment("Mon 18:00", WEEK)


def test_nothing_was_done_tomorrow() -> None:
    done_ahead = line("lower", moment("Thu 18:00", WEEK))
    made = planned(done_ahead, now=moment("Tue 06:00", WEEK))
    assert "lower" in minutes(made)


def test_a_week_that_is_over_is_planned_as_if_it_were_to_come() -> None:
    logged = line("lower", moment("Mon 18:00", WEEK))
    assert minutes(
        planned(logged, now=moment("Wed 06:00", Week(MONDAY + timedelta(days=14), BERLIN)))
    ) == minutes(planned())


def test_nothing_stands_on_the_day_of_the_race_and_the_days_after() -> None:
    race = date(2026, 3, 8)
    made = planned(season=Season(race=race), weeks=2)
    days = {WEEK.day_of(p.start) for each in made.plans for p in each.placements}
    assert days.isdisjoint(race + timedelta(days=n) for n in range(3))
    assert [len(each.placements) for each in made.plans] == [4, 3]
    assert not any(p.session.is_hard and p.session.kind is not Kind.UPPER for p in made.plans[0].placements)


def test_a_hard_run_keeps_its_distance_from_the_race() -> None:
    sessions = (session("intervals 50", days=frozenset({Weekday.SAT})), session("easy 40"))
    (each,) = planned(season=Season(race=date(2026, 3, 8)), sessions=sessions).plans
    intervals = next(p for p in each.placements if p.session.id == "intervals")
    assert intervals.end <= moment("Sat 00:00", WEEK)


def test_a_feeling_eases_what_is_next() -> None:
    made = planned(check_in=CheckIn(Feeling.SORE, MONDAY))
    efforts = {p.session.id: str(p.session.effort) for p in made.plans[0].placements}
    assert efforts == {"upper": "hard", "easy": "easy", "long": "moderate", "lower": "easy"}


def numbered(rule: Rule) -> tuple[Rule, ...]:
    """The rulebook with this rule for its namesake."""
    return tuple(rule if each.card.id == rule.card.id else each for each in RULEBOOK)


def test_the_athletes_own_numbers_hold_for_what_is_prescribed() -> None:
    run = line("easy", moment("Thu 18:00", Week(MONDAY - timedelta(days=21), BERLIN)), 60)
    further = planned(run, season=Season(MONDAY), rules=numbered(LongRunSpike(percent=125)))
    assert minutes(further)["long"] == 75
    silent = tuple(rule for rule in RULEBOOK if rule.card.id != "long-run-spike")
    assert minutes(planned(run, season=Season(MONDAY), rules=silent))["long"] == 90
    keeping = Season(maintenance=(Dates(MONDAY, MONDAY),))
    more = planned(season=keeping, rules=numbered(DropByGoal(lifts=2, runs=1)))
    assert minutes(more).keys() == {"upper", "lower", "long"}


def test_one_feeling_eases_one_session_of_two_weeks() -> None:
    # Nobody wished for a day, so only the plan of the first week tells that something was eased.
    friday = moment("Fri 06:00", WEEK)
    made = planned(
        check_in=CheckIn(Feeling.TIRED, WEEK.day_of(friday)),
        weeks=2,
        now=friday,
        sessions=(session("lower 60"),),
    )
    efforts = [[str(p.session.effort) for p in week.placements] for week in made.plans]
    assert efforts == [["easy"], ["hard"]]


@pytest.mark.parametrize("name", ["2026-W10-lower", uid(athlete="me", week="2026-W10", session="lower")])
def test_what_was_done_before_the_feeling_is_not_what_it_eases(name: str) -> None:
    # The lift that would like Thursday stood on Tuesday, and comes back from a calendar under either name.
    done = Placement(
        session("lower 60", id=name), Span.lasting(moment("Tue 18:00", WEEK), timedelta(hours=1))
    )
    sessions = (
        session("lower 60", days=frozenset({Weekday.THU})),
        session("intervals 50", days=frozenset({Weekday.SAT})),
    )
    noon = moment("Wed 12:00", WEEK)
    feeling = CheckIn(Feeling.SORE, WEEK.day_of(noon))
    made = planned(check_in=feeling, sessions=sessions, now=noon, trained=(done,))
    assert made.notes[WEEK] == ("You are sore, so Intervals becomes easy.",)
