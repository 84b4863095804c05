"""The effect of the log on a week: recent training, completed sessions and missed ones."""

from datetime import date, timedelta

from service.domain.log import Logged
from service.domain.plan import Placement
from service.domain.training import USUAL_EFFORT, Effort, Kind
from service.domain.week import Week, Weekday
from service.prescription.logged_sessions import recent_training, still_due
from service.prescription.prescription import Prescription
from service.prescription.recent_runs import longest_run
from tests.builders import BERLIN, MONDAY, moment, placements, session

WEEK = Week(MONDAY, BERLIN)
ASKED = Prescription(
    (
        session("easy 40", days=frozenset({Weekday.MON})),
        session("easy 40", id="easy-2", days=frozenset({Weekday.FRI})),
        session("intervals 50"),
        session("lower 60", days=frozenset({Weekday.THU})),
    )
)


def line(text: str, *, missed: bool = False, hour: bool = True) -> Logged:
    """Such as "Mon 18:00 easy 40"."""
    day, clock, kind, minutes = text.split()
    start = moment(f"{day} {clock}", WEEK)
    return Logged(
        day=WEEK.day_of(start),
        kind=Kind(kind),
        duration=timedelta(minutes=int(minutes)),
        effort=USUAL_EFFORT[Kind(kind)],
        start=start if hour else None,
        missed=missed,
    )


def stood(*texts: str) -> tuple[Placement, ...]:
    return tuple(placements(*texts, week=WEEK))


def left(*lines: Logged, at: tuple[Placement, ...] = ()) -> list[str]:
    return [each.id for each in still_due(ASKED, lines, at, WEEK).sessions]


def test_an_empty_log_changes_nothing() -> None:
    was = stood("Mon 18:00 lower 60")
    assert recent_training(was, (), BERLIN) == was
    assert still_due(ASKED, (), was, WEEK) == ASKED


def test_a_line_with_an_hour_is_in_the_legs_and_one_without_is_not() -> None:
    (done,) = recent_training((), [line("Mon 18:00 lower 50"), line("Tue 07:00 easy 40", hour=False)], BERLIN)
    assert (done.session.kind, done.session.duration) == (Kind.LOWER, timedelta(minutes=50))
    assert done.start == moment("Mon 18:00", WEEK)


def test_what_stood_and_was_missed_is_not_in_the_legs() -> None:
    was = stood("Mon 18:00 lower 60", "Tue 18:00 lower 60")
    assert recent_training(was, [line("Mon 07:00 lower 60", missed=True)], BERLIN) == was[1:]


def test_the_log_says_when_and_how_long_it_really_was() -> None:
    (done,) = recent_training(stood("Mon 18:00 lower 60"), [line("Mon 12:00 lower 45")], BERLIN)
    assert (done.start, done.end) == (moment("Mon 12:00", WEEK), moment("Mon 12:45", WEEK))
    assert done.session.id == "lower"
    (done,) = recent_training(stood("Mon 18:00 lower 60"), [line("Mon 12:00 lower 45", hour=False)], BERLIN)
    assert (done.start, done.end) == (moment("Mon 18:00", WEEK), moment("Mon 18:45", WEEK))


def test_a_line_settles_the_session_of_its_kind_whose_day_is_nearest() -> None:
    assert left(line("Thu 07:00 easy 40")) == ["easy", "intervals", "lower"]
    assert left(line("Tue 07:00 easy 40", missed=True)) == ["easy-2", "intervals", "lower"]
    assert left(line("Mon 07:00 easy 40"), line("Tue 07:00 easy 40")) == ["intervals", "lower"]
    assert left(line("Mon 07:00 tempo 40")) == [each.id for each in ASKED.sessions]


def test_a_line_about_what_stood_settles_nothing_more() -> None:
    everything = [each.id for each in ASKED.sessions]
    assert left(line("Mon 07:00 easy 40"), at=stood("Mon 18:00 easy 40")) == everything


def test_lines_of_other_weeks_settle_nothing() -> None:
    last_week = Logged(MONDAY - timedelta(days=1), Kind.EASY, timedelta(minutes=40), Effort.EASY)
    assert still_due(ASKED, [last_week], (), WEEK) == ASKED


def test_a_week_planned_anew_from_its_thursday_knows_what_was_missed_on_monday() -> None:
    from_thursday = Week(MONDAY + timedelta(days=3), BERLIN)
    made = still_due(ASKED, [line("Mon 07:00 easy 40", missed=True)], (), from_thursday)
    assert [each.id for each in made.sessions] == ["easy-2", "intervals", "lower"]


def test_what_was_missed_is_told_once() -> None:
    lines = [line("Tue 07:00 intervals 50", missed=True), line("Mon 18:00 easy 40")]
    made = still_due(ASKED, lines, (), WEEK)
    assert made.notes == ("Intervals was missed on Tue 3 Mar and is not made up for.",)


def test_the_longest_run_of_thirty_days_counts_from_calendars_and_log() -> None:
    following = Week(MONDAY + timedelta(days=7), BERLIN)
    was = stood("Sat 09:00 long 80", "Sun 09:00 lower 120")
    assert longest_run(was, (), following) == timedelta(minutes=80)
    assert longest_run(was, [line("Mon 07:00 easy 95", hour=False)], following) == timedelta(minutes=95)
    assert longest_run(was, [line("Mon 07:00 easy 95", missed=True)], following) == timedelta(minutes=80)


def test_the_thirty_days_end_before_the_week() -> None:
    def run_on(day: date) -> list[Logged]:
        return [Logged(day, Kind.LONG, timedelta(minutes=90), Effort.MODERATE)]

    assert longest_run((), run_on(MONDAY), WEEK) is None
    assert longest_run((), run_on(MONDAY - timedelta(days=1)), WEEK)
    assert longest_run((), run_on(MONDAY - timedelta(days=30)), WEEK)
    assert longest_run((), run_on(MONDAY - timedelta(days=31)), WEEK) is None
