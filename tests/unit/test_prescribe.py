"""The prescription of a season from the usual week, rounded to minutes that people use."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from service.domain.dates import Dates
from service.domain.training import Effort, Goal, Kind, Level, Session
from service.domain.week import Week, Weekday
from service.prescription.check_in import CheckIn, Feeling
from service.prescription.prescribe import DROP_BY_GOAL, LONG_RUN_SPIKE, NOTHING_STANDS, prescribe
from service.prescription.prescription import Prescription
from service.prescription.season import UNDECIDED, Season
from service.prescription.template import sessions_of
from service.rules.drop_by_goal import DropByGoal
from service.rules.long_run_spike import LongRunSpike
from tests.builders import BERLIN, hours, session

STARTED = date(2026, 11, 2)
BLOCKS = Season(STARTED)
RACE = Season(race=date(2027, 3, 14))
MINUTE = timedelta(minutes=1)
RUNNER = sessions_of(Goal.ENDURANCE, Level.INTERMEDIATE)


def week(first_day: date) -> Week:
    return Week(first_day, BERLIN)


def asked(  # noqa: PLR0913  # whatever a week can depend on
    season: Season,
    first_day: date,
    *,
    goal: Goal = Goal.ENDURANCE,
    usual: Sequence[Session] = RUNNER,
    level: Level = Level.INTERMEDIATE,
    longest: int | None = None,
    check_in: CheckIn | None = None,
    stands: Mapping[str, date] = NOTHING_STANDS,
    spike: LongRunSpike | None = LONG_RUN_SPIKE,
    least: DropByGoal = DROP_BY_GOAL,
) -> Prescription:
    known = longest * MINUTE if longest else None
    return prescribe(
        usual,
        week(first_day),
        goal=goal,
        season=season,
        level=level,
        check_in=check_in,
        longest_recent_run=known,
        stands=stands,
        spike=spike,
        least=least,
    )


def minutes(made: Prescription) -> dict[str, int]:
    return {session.id: session.duration // MINUTE for session in made.sessions}


def kinds(made: Prescription) -> dict[str, tuple[Kind, Effort]]:
    return {session.id: (session.kind, session.effort) for session in made.sessions}


def test_nothing_decided_changes_nothing() -> None:
    assert asked(UNDECIDED, STARTED, longest=20) == Prescription(RUNNER)


def test_a_block_grows_most_in_what_the_goal_is_about_and_ends_with_less_of_all() -> None:
    by_week = [minutes(asked(BLOCKS, STARTED + timedelta(weeks=n), longest=120)) for n in range(4)]
    assert [each["lower"] for each in by_week] == [60, 60, 60, 35]
    assert [each["long"] for each in by_week] == [90, 95, 100, 60]
    assert [each["easy"] for each in by_week] == [40, 40, 45, 25]


@pytest.mark.parametrize(
    ("goal", "lifts", "runs"),
    [
        (Goal.MUSCLE, 110, 105),
        (Goal.FAT_LOSS, 110, 105),
        (Goal.ENDURANCE, 105, 110),
        (Goal.BALANCED, 105, 105),
    ],
)
def test_what_is_not_the_priority_grows_slowly(goal: Goal, lifts: int, runs: int) -> None:
    usual = (session("upper 100"), session("tempo 100"))
    third = asked(BLOCKS, STARTED + timedelta(weeks=2), goal=goal, usual=usual)
    assert minutes(third) == {"upper": lifts, "tempo": runs}


def test_no_session_outgrows_its_usual_length_by_more_than_three_tenths() -> None:
    usual = (session("tempo 100"),)
    assert minutes(asked(BLOCKS, STARTED + timedelta(weeks=90), usual=usual)) == {"tempo": 130}


def test_a_run_short_enough_to_share_a_visit_stays_so() -> None:
    usual = (session("easy 30", join_with="upper"), session("upper 60"))
    assert minutes(asked(BLOCKS, STARTED + timedelta(weeks=10), usual=usual))["easy"] == 30
    deload = asked(BLOCKS, STARTED + timedelta(weeks=3), usual=usual)
    assert minutes(deload) == {"easy": 20, "upper": 35}


@pytest.mark.parametrize(
    ("longest", "takes"),
    [(30, 33), (40, 44), (44, 45), (45, 49), (50, 55), (60, 65), (80, 85), (90, 90), (91, 90)],
)
def test_the_long_run_goes_a_tenth_beyond_the_longest_lately(longest: int, takes: int) -> None:
    assert minutes(asked(BLOCKS, STARTED, longest=longest))["long"] == takes


def test_a_long_run_held_back_is_told_with_what_holds_it() -> None:
    third = STARTED + timedelta(weeks=2)
    assert asked(BLOCKS, third, longest=60).notes == (
        (
            "The week from Mon 16 Nov is week 3 of block 1: lifts are 4 % and runs 10 % longer than usual, "
            "in steps of 5 minutes."
        ),
        "The long run takes 1 h 05, at most 10 % more than the longest run of the last 30 days (1 h).",
    )
    assert asked(BLOCKS, third).notes[1] == (
        "The long run takes 1 h 35, at most 10 % more than the usual one, "
        "as no run of the last 30 days is known."
    )


@pytest.mark.parametrize(
    ("percent", "takes", "most"),
    [(150, 90, "at most 50 % more than"), (100, 60, "at most 100 % of"), (80, 48, "at most 80 % of")],
)
def test_the_long_run_goes_as_far_as_the_athlete_has_set(percent: int, takes: int, most: str) -> None:
    made = asked(BLOCKS, STARTED + timedelta(weeks=2), longest=60, spike=LongRunSpike(percent=percent))
    assert minutes(made)["long"] == takes
    assert most in made.notes[1]


def test_no_number_takes_the_whole_long_run_away() -> None:
    assert minutes(asked(BLOCKS, STARTED, longest=60, spike=LongRunSpike(percent=0)))["long"] == 20


def test_a_long_run_that_may_jump_is_not_held_back() -> None:
    made = asked(BLOCKS, STARTED + timedelta(weeks=2), longest=30, spike=None)
    assert (minutes(made)["long"], len(made.notes)) == (100, 1)


def test_the_least_dose_is_as_large_as_the_athlete_has_set() -> None:
    season = Season(maintenance=(Dates(STARTED, STARTED),))
    made = asked(season, STARTED, least=DropByGoal(lifts=2, runs=1))
    assert [each.is_lift for each in made.sessions].count(True) == 2
    assert len(made.sessions) == 3
    assert made.notes[0].endswith("is for maintenance: 2 lifts and 1 run keep you in form.")


def test_a_deload_says_so() -> None:
    (said,) = asked(BLOCKS, STARTED + timedelta(weeks=3)).notes
    assert said == (
        "The week from Mon 23 Nov is week 4 of block 1, a deload: about 40 % fewer minutes of everything, "
        "as often and as hard."
    )


def test_the_taper_cuts_running_and_nothing_else_at_first() -> None:
    made = asked(RACE, date(2027, 3, 1))
    assert minutes(made) == {"upper": 60, "intervals": 30, "easy": 20, "lower": 60, "easy-2": 20, "long": 50}
    assert {name: effort for name, (_, effort) in kinds(made).items()} == {s.id: s.effort for s in RUNNER}
    assert made.notes == (
        "The week from Mon 1 Mar leads up to the race: 45 % fewer minutes of running, as often and as hard.",
    )


def test_the_last_week_has_light_legs_and_the_race_for_its_long_run() -> None:
    made = asked(RACE, date(2027, 3, 8))
    assert kinds(made)["lower"] == (Kind.LIGHT_LIFT, Effort.EASY)
    assert kinds(made)["long"] == (Kind.EASY, Effort.EASY)
    assert kinds(made)["intervals"] == (Kind.INTERVALS, Effort.HARD)
    assert [(busy.title, busy.span) for busy in made.closed] == [
        ("Race", week(date(2027, 3, 8)).span_of(date(2027, 3, 14)))
    ]
    assert made.notes[1:] == (
        "The last 7 days before the race hold no heavy legs: leg lifts become light lifts.",
        "The race takes the place of the long run; a short easy run is left of it.",
        "Nothing is planned on Sun 14 Mar (race).",
    )


@pytest.mark.parametrize(
    ("race", "wished"),
    [
        (date(2027, 3, 12), {Weekday.WED, Weekday.THU}),
        (date(2027, 3, 14), {Weekday.FRI, Weekday.SAT}),
        (date(2027, 3, 16), {Weekday.SUN}),
        (date(2027, 3, 17), set()),
    ],
)
def test_what_is_left_of_the_long_run_would_like_the_two_days_before_the_race(
    race: date, wished: set[Weekday]
) -> None:
    usual = (session("long 90", days=frozenset({Weekday.SUN}), hours=(hours("08:00-10:00"),)),)
    (left,) = asked(Season(race=race), date(2027, 3, 8), usual=usual).sessions
    assert left.kind is Kind.EASY
    assert set(left.days) == wished
    assert not left.hours


@pytest.mark.parametrize("day", range(8, 15))
def test_no_week_that_touches_the_last_seven_days_has_heavy_legs(day: int) -> None:
    season = Season(race=date(2027, 3, day))
    last_seven = {date(2027, 3, day) - timedelta(days=n) for n in range(7)}
    for first_day in (date(2027, 2, 22), date(2027, 3, 1), date(2027, 3, 8)):
        if not last_seven.isdisjoint(week(first_day).days):
            assert not any(each.is_heavy_legs for each in asked(season, first_day).sessions)


def test_a_race_on_a_monday_has_its_taper_in_the_two_weeks_before() -> None:
    season = Season(race=date(2027, 3, 15))
    first, last, after = (asked(season, date(2027, 3, day)) for day in (1, 8, 15))
    assert "45 % fewer" in first.notes[0]
    assert "59 % fewer" in last.notes[0]
    assert last.ahead[0].span == week(date(2027, 3, 15)).span_of(date(2027, 3, 15))
    assert [busy.title for busy in after.closed] == ["Race", *2 * ["Rest after the race"]]


def test_after_the_race_a_week_is_light_and_small() -> None:
    made = asked(RACE, date(2027, 3, 15))
    assert kinds(made) == {
        "intervals": (Kind.EASY, Effort.EASY),
        "lower": (Kind.LIGHT_LIFT, Effort.EASY),
        "long": (Kind.EASY, Effort.EASY),
    }
    assert max(minutes(made).values()) == 40
    assert "Mon 15 Mar (rest after the race)" in made.notes[-1]


def test_a_taper_goes_before_the_deload_it_falls_on() -> None:
    season = Season(date(2027, 2, 15), date(2027, 3, 14))
    block_week = season.block_week(week(date(2027, 3, 8)))
    assert block_week
    assert block_week.is_deload
    made = asked(season, date(2027, 3, 8))
    assert "leads up to the race" in made.notes[0]
    assert len(made.sessions) == len(RUNNER)


@pytest.mark.parametrize(
    ("goal", "kept"),
    [
        (Goal.ENDURANCE, ["intervals", "lower", "long"]),
        (Goal.BALANCED, ["intervals", "lower", "long"]),
        (Goal.MUSCLE, ["lower", "easy", "easy-2"]),
        (Goal.FAT_LOSS, ["easy", "lower", "easy-2"]),
    ],
)
def test_maintenance_keeps_the_lift_and_the_two_runs_that_serve_the_goal(goal: Goal, kept: list[str]) -> None:
    season = Season(maintenance=(Dates(STARTED, STARTED),))
    usual = sessions_of(goal, Level.INTERMEDIATE, "muscle-plus-easy-runs" if goal is Goal.MUSCLE else None)
    if goal is Goal.FAT_LOSS:
        usual = RUNNER
    made = asked(season, STARTED, goal=goal, usual=usual)
    assert [each.id for each in made.sessions] == kept
    assert {each.effort for each in made.sessions} <= {each.effort for each in usual}
    assert made.notes[0] == "The week from Mon 2 Nov is for maintenance: 1 lift and 2 runs keep you in form."


def test_own_priorities_decide_what_maintenance_keeps() -> None:
    usual = (session("upper 60", priority=1), session("lower 60"), session("easy 40", priority=9))
    made = asked(Season(maintenance=(Dates(STARTED, STARTED),)), STARTED, usual=usual)
    assert [each.id for each in made.sessions] == ["upper", "easy"]


def test_who_loses_the_partner_of_a_visit_asks_for_it_no_more() -> None:
    usual = (session("upper 60"), session("easy 30", join_with="upper"), session("lower 60"))
    made = asked(Season(maintenance=(Dates(STARTED, STARTED),)), STARTED, usual=usual)
    assert [(each.id, each.join_with) for each in made.sessions] == [("easy", None), ("lower", None)]


def check_in(feeling: str, day: int) -> CheckIn:
    return CheckIn(Feeling(feeling), date(2026, 11, day))


WEEK = (
    session("upper 60", days=frozenset({Weekday.MON})),
    session("intervals 50", days=frozenset({Weekday.TUE})),
    session("lower 60", days=frozenset({Weekday.THU, Weekday.MON})),
    session("tempo 30"),
)


@pytest.mark.parametrize(
    ("feeling", "day", "spared", "becomes"),
    [
        ("tired", 1, "lower", (Kind.LOWER, Effort.EASY)),
        ("tired", 2, "lower", (Kind.LOWER, Effort.EASY)),
        ("tired", 3, "intervals", (Kind.EASY, Effort.EASY)),
        ("tired", 4, "lower", (Kind.LOWER, Effort.EASY)),
        ("tired", 8, "tempo", (Kind.EASY, Effort.EASY)),
        ("sore", 3, "lower", (Kind.LOWER, Effort.EASY)),
        ("sore", 6, "tempo", (Kind.EASY, Effort.EASY)),
    ],
)
def test_the_next_hard_session_becomes_easy(
    feeling: str, day: int, spared: str, becomes: tuple[Kind, Effort]
) -> None:
    made = asked(UNDECIDED, STARTED, usual=WEEK, check_in=check_in(feeling, day))
    assert kinds(made) == {each.id: (each.kind, each.effort) for each in WEEK} | {spared: becomes}
    assert made.notes[0].startswith(f"You are {feeling}, so ")


@pytest.mark.parametrize("feeling", ["tired", "sore"])
def test_an_upper_body_lift_becomes_easy_only_when_nothing_else_is_hard(feeling: str) -> None:
    usual = (
        session("upper 60", days=frozenset({Weekday.THU})),
        session("intervals 50", days=frozenset({Weekday.MON})),
    )
    for day, spared in ((2, "intervals"), (3, "upper")):
        made = asked(UNDECIDED, STARTED, usual=usual, check_in=check_in(feeling, day))
        assert [each.id for each in made.sessions if each.effort is Effort.EASY] == [spared]


def test_a_week_without_anything_hard_is_left_alone() -> None:
    made = asked(UNDECIDED, STARTED, usual=(session("easy 40"),), check_in=check_in("tired", 2))
    assert made.notes == ("You are tired; no hard session is left in the week.",)


@pytest.mark.parametrize(("on", "counts"), [(date(2026, 10, 29), False), (date(2026, 10, 30), True)])
def test_a_feeling_lasts_three_days_into_the_next_week(on: date, *, counts: bool) -> None:
    made = asked(UNDECIDED, STARTED, check_in=CheckIn(Feeling.TIRED, on))
    assert (made != Prescription(RUNNER)) is counts


TUESDAY_LIFTER = (session("lower 60", days=frozenset({Weekday.TUE})),)


@pytest.mark.parametrize(
    ("stands_on", "eased"),
    [(3, False), (4, True), (6, True)],
)
def test_what_is_next_goes_by_where_the_plan_before_stands(stands_on: int, *, eased: bool) -> None:
    stands = {"2026-W45-lower": date(2026, 11, stands_on)}
    made = asked(UNDECIDED, STARTED, usual=TUESDAY_LIFTER, check_in=check_in("sore", 4), stands=stands)
    (lower,) = made.sessions
    assert (lower.effort is Effort.EASY) is eased
    assert (made.notes == ("You are sore; no hard session is left in the week.",)) is not eased


def test_another_weeks_session_of_that_name_stands_in_no_ones_way() -> None:
    stands = {"2026-W46-lower": date(2026, 11, 13)}
    made = asked(UNDECIDED, STARTED, usual=TUESDAY_LIFTER, check_in=check_in("sore", 4), stands=stands)
    assert made.sessions == TUESDAY_LIFTER


@pytest.mark.parametrize(
    ("day", "wished", "stood", "spared"),
    [
        (6, Weekday.SUN, None, 0),
        (8, Weekday.SUN, None, 0),
        (7, Weekday.SAT, None, 0),
        (8, Weekday.SAT, None, 1),
        (8, Weekday.SAT, 8, 0),
        (6, Weekday.SUN, 5, 1),
        (6, None, None, 1),
        (6, None, 7, 0),
    ],
)
def test_a_feeling_eases_the_next_week_only_when_its_own_had_nothing_left_to_ease(
    day: int, wished: Weekday | None, stood: int | None, spared: int
) -> None:
    usual = (session("lower 60", days=frozenset() if wished is None else frozenset({wished})),)
    stands = {"2026-W45-lower": date(2026, 11, stood)} if stood else {}
    following = STARTED + timedelta(weeks=1)
    made = asked(UNDECIDED, following, usual=usual, check_in=check_in("tired", day), stands=stands)
    assert [each.effort is Effort.EASY for each in made.sessions].count(True) == spared
    assert len(made.notes) == spared


def test_a_feeling_of_later_changes_nothing() -> None:
    assert asked(UNDECIDED, STARTED, check_in=check_in("ill", 9)) == Prescription(RUNNER)


def test_who_is_ill_has_a_light_week_whatever_the_season_says() -> None:
    made = asked(Season(STARTED, date(2026, 11, 8)), STARTED, check_in=check_in("ill", 3))
    assert {effort for _, effort in kinds(made).values()} == {Effort.EASY}
    assert len(made.sessions) == 3
    assert made.notes == (
        (
            "The week from Mon 2 Nov is for maintenance at easy effort, because you are ill: "
            "rest until you feel well."
        ),
        "Nothing is planned on Sun 8 Nov (race).",
    )


@pytest.mark.parametrize(("level", "longest"), [(Level.BEGINNER, 30), (Level.INTERMEDIATE, 40)])
def test_what_becomes_easy_is_no_longer_than_the_level_runs_easily(level: Level, longest: int) -> None:
    ill = asked(UNDECIDED, STARTED, level=level, check_in=check_in("ill", 3))
    recovered = asked(RACE, date(2027, 3, 15), level=level)
    for made in (ill, recovered):
        assert [minutes(made)[run] for run in ("intervals", "long")] == 2 * [longest]
    tired = asked(UNDECIDED, STARTED, level=level, check_in=check_in("tired", 2))
    assert (minutes(tired)["intervals"], minutes(tired)["long"]) == (longest, 90)
