"""How long a session takes that has no hour: by an app's estimate, a label, or arithmetic over its texts."""

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.appointment import Appointment
from service.domain.recognition import recognise
from service.domain.session_length import length_of
from service.domain.span import MINUTE, Span
from service.domain.title_patterns import TitlePatterns
from service.domain.training import Kind
from service.domain.workout.part_length import Terms
from service.domain.workout.reckoning import reckon

A_DAY = Span.lasting(datetime(2026, 3, 2, tzinfo=UTC), timedelta(days=1))
SIX = timedelta(minutes=6)
MILE = 1.609344


def minutes(title: str, description: str = "", *, estimated: int = 0, easy_pace: timedelta = SIX) -> float:
    """The minutes of a session without an hour."""
    estimate = timedelta(seconds=estimated) if estimated else None
    appointment = Appointment(A_DAY, title, whole_days=True, description=description, estimated=estimate)
    found = recognise(appointment, TitlePatterns(), easy_pace)
    assert found, title
    return found.duration / MINUTE


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Easy run 45 min", 45),
        ("15min easy run", 15),
        ("Run 1h30", 90),
        ("Run 1 h 5 min", 65),
        ("Long run 1:45 h", 105),
        ("0:45 - Easy run", 45),
        ("Easy Run • 45m - 50m", 47.5),
        ("Run 30-40 min", 35),
        ("Half an hour easy run", 30),
        ("Lockerer Lauf 1 Std 15", 75),
        ("Footing 45'", 45),
        ("Rodaje suave 50 minutos", 50),
        ("Easy run 90 mins", 90),
        ("30 tempo", 30),
        ("Bike: 30 min", 30),
        ("Session II, Workout Time: 20 min easy jog", 20),
    ],
)
def test_a_duration_in_the_title_is_the_length(title: str, expected: float) -> None:
    assert minutes(title) == pytest.approx(expected, abs=1)


@pytest.mark.parametrize(
    ("title", "kilometres"),
    [
        ("10 km easy run", 10),
        ("10,5 km lockerer Lauf", 10.5),
        ("12 mi run", 12 * MILE),
        ("12mi run", 12 * MILE),
        ("4-6 mi easy", 5 * MILE),
        ("4 mi-6 mi easy run", 5 * MILE),
        ("1/2 mile jog, 4 mi run, 1/2 mile walk".replace(" walk", " jog"), 5 * MILE),
        ("Recovery AM 6 mi PM 4 mi", 10 * MILE),
        ("18km Long Run • 18km", 18),
        ("4-6 mile Easy Run 6 mi", 5 * MILE),
        ("10 mi easy with 4 x 20 sec strides", 10 * MILE),
        ("Long run 20 km with last 5 km at marathon pace", 20),
        ("LT 8 mi with 4 mi at LT pace", 8 * MILE),
        ("VO₂max 8 mi with 5 x 800 m at 5K race pace; jog 50-90% interval time", 8 * MILE),
    ],
)
def test_a_distance_takes_the_athletes_pace_with_a_margin_for_its_kind(title: str, kilometres: float) -> None:
    assert minutes(title) == pytest.approx(kilometres * 6, rel=0.1)
    assert minutes(title, easy_pace=timedelta(minutes=5)) == pytest.approx(kilometres * 5, rel=0.1)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # repetitions x (work + recovery) + 15 min of warm-up + 10 min of cool-down
        ("8 × 3 min at 90 % 5k with 1 min jog", 8 * (3 + 1) + 25),
        ("8 x 3' récup 1'", 8 * (3 + 1) + 25),
        ("8 x 3 min, 1 min Trabpause", 8 * (3 + 1) + 25),
        ("8 x 3 min rec 1 min", 8 * (3 + 1) + 25),
        # no recovery is named: half the work, between one and three minutes
        ("7 × 4 min", 7 * (4 + 2) + 25),
        ("5–6 × 1 km", 5.5 * (5.2 + 2.6) + 25),
        ("Threshold 3x10 min", 3 * (10 + 3) + 25),
        ("4x6:00 threshold", 4 * (6 + 3) + 25),
        ("10 x 30/30 VMA", 10 + 25),
        ("6 x (3 min hard, 2 min easy)", 6 * 5 + 25),
        ("3 × (3 min at 100% 5k, 1.5 min jog, 2 min at 102% 5k, 3 min jog)", 3 * 9.5 + 25),
        ("1-2-3-2-1 min fast with 1 min jog", 9 + 5 + 25),
        # warm-up and cool-down are named
        ("15 min Einlaufen, 5 x 3 min, 2 min Trabpause, 10 min Auslaufen", 15 + 5 * 5 + 10),
        ("20' échauffement + 3 x 10' seuil récup 2' + 10' retour au calme", 20 + 3 * 12 + 10),
        ("Tempo run: 2 km WU; 3 km at MP; 1 km CD", 3 * 6 + 3 * 5.2),
        # running and walking is no hard work to warm up for
        ("Run 30 seconds, walk 30 seconds. Repeat 15 times", 15),
        ("Run 10 minutes, walk 60 seconds. Repeat 3 times", 33),
        ("10 minute walk, 3 minute jog, 7 minute walk", 20),
    ],
)
def test_repetitions_count_with_recovery_warm_up_and_cool_down(title: str, expected: float) -> None:
    assert minutes(title) == pytest.approx(expected, rel=0.03, abs=1)


@pytest.mark.parametrize(
    ("title", "easy_minutes"),
    [
        ("5K race", 5 * 6),
        ("Half Marathon", 21.1 * 6),
        ("Goal marathon", 42.2 * 6),
        ("5K tune-up race (total 8 mi)", 77),
    ],
)
def test_a_race_is_faster_than_easy(title: str, easy_minutes: float) -> None:
    assert 0.85 * easy_minutes < minutes(title) < 0.9 * easy_minutes


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Planned Duration: 2:00\nPlanned Distance: 14 mi", 120),
        ("Duration: 0:50", 50),
        ("Summary:\nTime: 42:10\nAvg Pace: 6:01 /km", 42),
        ("Easy Run • 10km • 55m - 1h0m\n\n10km easy run", 57.5),
        ("Dauer: 45 min", 45),
        ("Easy 45 min.", 45),
        (
            "10 min warm up\n\n5 reps of:\n• 3 min at 4:12/km, 90s walking rest\n\n10 min cool down",
            10 + 5 * 4.5 + 10,
        ),
    ],
)
def test_the_description_says_what_the_title_does_not(description: str, expected: float) -> None:
    assert minutes("Easy run", description) == pytest.approx(expected, abs=1)


def test_what_an_app_estimates_comes_before_its_texts() -> None:
    assert minutes("🏃 Easy Run • 10km", "Easy Run • 10km • 55m - 1h0m", estimated=3300) == 55


def test_hours_of_the_event_come_before_everything() -> None:
    hour = Appointment(
        Span.lasting(A_DAY.start, timedelta(hours=1)), "Easy run 45 min", estimated=timedelta(minutes=50)
    )
    assert length_of(hour, Kind.EASY, SIX) == timedelta(hours=1)


@pytest.mark.parametrize("title", ["Squat 5x5 100 kg", "Bench 3x8 @ 80 kg", "Plank 3 x 1 min core"])
def test_sets_of_a_lift_are_no_length(title: str) -> None:
    assert minutes(title) in {60, 30}


@pytest.mark.parametrize(
    ("title", "expected"), [("Swim - 2000m", 44), ("Bike 30 km", 72), ("Walk 5km", 52), ("Swim 40 min", 40)]
)
def test_other_sports_have_a_pace_of_their_own(title: str, expected: int) -> None:
    assert minutes(title) == pytest.approx(expected, abs=1)


@given(st.integers(2, 12), st.integers(1, 8), st.integers(1, 4))
def test_more_of_anything_never_takes_less_time(times: int, work: int, recovery: int) -> None:
    def length(times: int, work: int, recovery: int) -> timedelta:
        found = reckon(f"{times} x {work} min hard with {recovery} min jog", Terms(SIX))
        assert found
        return found

    assert length(times, work, recovery) == timedelta(minutes=times * (work + recovery) + 25)
    assert length(times + 1, work, recovery) > length(times, work, recovery)


@pytest.mark.parametrize(
    "text",
    ["1-" * 2000, "3 x (" * 2000, "3 x " * 2000, "1" * 5000, "90 - " * 2000, "at 5k - " * 2000, "1:00" * 999],
)
def test_a_text_that_means_no_good_costs_hardly_anything(text: str) -> None:
    start = process_time()
    minutes(f"Run {text}", text)
    assert process_time() - start < 1


@given(st.text(alphabet="0123456789 x×-–:/.,;()[]%'\"kmihs+•\nrunjogwalkrepeat", max_size=120))
def test_any_text_can_be_reckoned(text: str) -> None:
    found = reckon(text, Terms(SIX))
    assert found is None or timedelta(minutes=5) <= found <= timedelta(hours=12)
