"""Titles and categories of people and apps, and the sessions they are recognised as."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.appointment import Appointment
from service.domain.recognised import Recognised, Told
from service.domain.recognition import recognise, worth_asking
from service.domain.span import Span
from service.domain.title_patterns import TitlePatterns
from service.domain.training import USUAL_DURATION, Effort, Kind, Session

EVENING = datetime(2026, 3, 2, 17, tzinfo=UTC)

TRAINING = {
    "lower hard": (
        "Leg day; Legs; Lower A; Squats 5x5; Deadlifts; Legs + core; Heavy legs; W3D2 Lower; Strength: "
        "Lower body; Beine; Beintraining; Kniebeugen; Kreuzheben schwer; Leg-Day; LEGDAY"
    ),
    "lower easy": ("Legs (light); Light squats; Leichte Kniebeugen"),
    "lower max": ("Deadlift 1RM test; Squat to failure"),
    "upper hard": (
        "Haut du corps; Tren superior; Upper body; Upper B; Push; Pull day; Bench press; Bench 3x8 @ "
        "80 kg; Chest & triceps; Oberkörper; Oberko\u0308rper; Bankdrücken; Klimmzüge"
    ),
    "full hard": (
        "Musculation; Fuerza; Renforcement musculaire; Gym; Gym with Anna; Gym @ FitBox; Strength "
        "training; Full body; Weights; CrossFit; Squat + bench; Push/Pull/Legs; Krafttraining; Kraft; "
        "Ganzkörper"
    ),
    "light-lift easy": ("Core workout; Core; Rumpfstabi"),
    "intervals hard": (
        "8 × 3 min at 90 % 5k with 1 min jog; 7 × 4 min; 5–6 × 1 km; 10 x 400 m récup 1'; Series "
        "6x1000 rec 2'; VO₂max 8 mi; V\u0307O₂max 8 mi with 5 x 600 m at 5K race pace; Séance VMA; 6 x "
        "hill; Intervalle 6 x 1000 m, 400 m Trabpause; Intervals; Intervals 6x800m; 8x400; Track 8 × "
        "400 m; 400s; Fartlek; Hill repeats; Speed work; Track Tuesday; ⚡ 5x1km; Warm up 10 min easy, "
        "8x400, cool down; Intervalltraining; Fahrtspiel 45 min; Bahntraining"
    ),
    "tempo hard": (
        "LT 8 mi with 4 mi at LT pace; 5 mi pace; 30 tempo; 30 min tempo; Lactate threshold 8 mi; "
        "Sortie seuil; Tempo; Tempo 6k; Tempo run; Threshold 3x10 min; Run: Threshold; Tempodauerlauf "
        "8 km"
    ),
    "tempo max": (
        "10k race; 5-K Race; 5K tune-up race; Race Day!; Volkslauf 10 km; Wettkampf 10 km; Time trial"
    ),
    "long max": (
        "Berlin Half Marathon; Half Marathon (13.1 mi); Halbmarathon; Marathon; Berlin Marathon; Goal "
        "marathon; Semi-marathon de Paris; Media maratón Valencia; Race: 26.2 miles"
    ),
    "long moderate": (
        "12 mi run; Sortie longue 1h45; Tirada larga 18 km; Med-long run 11 mi; Long run; LR; LR 18k; "
        "Long 20 km; Sunday long run; Run 21.1 km; Langer Lauf"
    ),
    "long hard": ("Long run with 10 km tempo"),
    "moderate moderate": ("Steady 10 km; Parkrun; Moderate run"),
    "moderate hard": ("Hard run"),
    "easy easy": (
        "Recovery AM 6 mi PM 4 mi; Gen-aerobic + speed 8 mi with 6 x 10 sec hill sprints + 8 x 100 m "
        "strides; Footing 45'; Rodaje suave 10 km; Carrera continua 40 min; Run/walk 10 minutes; Run "
        "30 seconds, walk 30 seconds. Repeat 15 times; Easy run; Easy 8k; Easy run + strides; Easy run "
        "with 6x100m strides; Recovery run; Jog; Shakeout; Run; Running; Morning run; Run with Anna; "
        "5k run; Run 10 km; Berlin - Base 8.2 km Running; 🏃 Easy Run · 6 km; Lauf; Laufen; Lockerer "
        "Lauf; Joggen; Lauf mit Jana; Course à pied 45 min"
    ),
    "other hard": (
        "Football training; Fussballtraining; Soccer match; Basketball; Brick session; Partido de fútbol"
    ),
    "other moderate": (
        "Bike intervals; Swim 8x100; Tempo ride; Bike - Sweet Spot 2x20; Swim - 2000m; Rowing; Tennis; "
        "Tennis with Anna; Schwimmen; Radfahren; Vélo 60 min; Natation; Natación; Climbing; "
        "Bouldering; Skitour; Spin class"
    ),
    "other max": ("Zwift race"),
    "other easy": ("Hiking; Wanderung; Easy swim; Bike: Spin easy; Golf; Walk 5km"),
    "mobility easy": ("Yoga; Yoga with Mia; Hip mobility 20 min; Stretching; Dehnen; Faszienrolle"),
}

NOT_TRAINING = (
    "Run the meeting; Run the numbers with Ben; Dry run; Test run; Run payroll; School run; Running "
    "late; Running costs; Run Lola Run; Run of show; Anna's run; Kids' run; Run 10k simulations; "
    "Brunch; Sprint planning; Sprint review; Speed dating; Speed test; Track parcel; Track expenses; "
    "Interval timer bug; Fix 400s in API; Tempo timesheets; Fill in Tempo; Threshold alerts; Buy "
    "running shoes; Marathon meeting; Long weekend; Long lunch; Long call with Bob; Long-term "
    "planning; Frau Lang; Easy; Easyjet to Rome; Recovery plan; Disaster recovery test; Base camp "
    "sync; 10k budget review; Bench review; Pull request; Pull request review; Push notifications; "
    "Push back deadline; Upper management sync; Upper East Side dinner; Chest X-ray; Back; Press; "
    "Lower rent negotiation; Leg 2 of flight; Leg 2; Legs of the table; Massage legs; Beine waxing; "
    "Physio Beine; Lift to airport; Lift maintenance; Gym membership renewal; Pick up kids from gym; "
    "Gymnasium Elternabend; Squat rack delivery; Weight watchers; Weights and measures; Strengths "
    "workshop; Herr Kraft; Kraftwerk concert; Core hours; Core team sync; Yoga mat delivery; Yoga "
    "retreat; Urban mobility conference; Mobility budget; Stretch goals; Laufwerk tauschen; Lauf der "
    "Dinge; Shakespeare; 5x5 board meeting; Interview 3x10 min; Rest day; Ruhetag; Run courier tour 10 "
    "km; Workout; Training; Lunch; Rest; Rest or cross-train; Rest or easy run; Off or 4-5 mi easy; "
    "Easy run: 4 mi OR Day off; Cross; 30 min cross; Cross or strength training; Plan Ends; Training "
    "Week 3; Jour de repos; Descanso; Repos; Car ride to the airport; Ride to work; Watch football; "
    "Football on TV; Bike shop; Swim lessons; Kids swim; Walk the dog; Walk with Anna; Evening walk; "
    "Netflix marathon; Star Wars movie marathon; Marathon expo; Marathon training plan; Race condition "
    "in worker; Tennis court invoice; Climb the career ladder"
)


def listed(titles: str) -> list[str]:
    """The titles between semicolons."""
    return titles.split("; ")


def taken(
    title: str,
    *categories: str,
    minutes: int = 60,
    whole_days: bool = False,
    title_patterns: TitlePatterns | None = None,
) -> Recognised | None:
    """What an appointment is taken for."""
    span = Span.lasting(EVENING, timedelta(minutes=minutes))
    appointment = Appointment(span, title, categories, whole_days=whole_days)
    return recognise(appointment, title_patterns or TitlePatterns())


def said(recognised: Recognised | None) -> str:
    """Kind and effort in two words."""
    return f"{recognised.kind} {recognised.effort}" if recognised else "no training"


@pytest.mark.parametrize(
    ("title", "expected"), [(title, what) for what, titles in TRAINING.items() for title in listed(titles)]
)
def test_training_is_recognised_with_its_kind_and_effort(title: str, expected: str) -> None:
    assert said(taken(title)) == expected


@pytest.mark.parametrize("title", listed(NOT_TRAINING))
def test_what_only_sounds_like_training_is_left_alone(title: str) -> None:
    assert said(taken(title)) == "no training"


@pytest.mark.parametrize("titles", [*TRAINING.values(), NOT_TRAINING])
def test_case_does_not_matter(titles: str) -> None:
    for title in listed(titles):
        assert said(taken(title.upper())) == said(taken(title.lower())) == said(taken(title))


@pytest.mark.parametrize(
    ("title", "categories", "expected", "told"),
    [
        ("Session 4", ["Run"], "easy easy", Told.CATEGORY),
        ("Session 4 with Kim and the others", ["Running", "Personal"], "easy easy", Told.CATEGORY),
        ("Volksgarten 6x800", ["Run"], "intervals hard", Told.TITLE),
        ("Session 5", ["lift", "lower", "max"], "lower max", Told.CATEGORY),
        ("Sunday", ["run", "long", "moderate"], "long moderate", Told.CATEGORY),
        ("Legs", ["Strength"], "lower hard", Told.TITLE),
        ("Lower", ["Business"], "lower hard", Told.TITLE),
        ("Intervals", ["Bike"], "other moderate", Told.CATEGORY),
        ("Run", ["Meeting"], "no training", None),
        ("Quarterly numbers", ["Work"], "no training", None),
    ],
)
def test_categories_say_what_it_is_and_the_title_which(
    title: str, categories: list[str], expected: str, told: Told | None
) -> None:
    recognised = taken(title, *categories)
    assert said(recognised) == expected
    assert (recognised and recognised.told) == told


def test_entries_of_ours_say_it_themselves() -> None:
    session = Session("2026-W10-tempo", Kind.TEMPO, timedelta(minutes=45), Effort.MODERATE)
    appointment = Appointment(Span.lasting(EVENING, session.duration), "Sprint planning", session=session)
    recognised = recognise(appointment, TitlePatterns(ignore=("Sprint*",)))
    assert said(recognised) == "tempo moderate"
    assert recognised
    assert recognised.told is Told.OURS


def test_what_the_athlete_teaches_comes_first() -> None:
    title_patterns = TitlePatterns(
        {Kind.LOWER: ("leg*", "Castle stairs"), Kind.EASY: ("track",)}, ignore=("Yoga with Mia",)
    )
    assert said(taken("Leg 2 of flight", title_patterns=title_patterns)) == "lower hard"
    assert said(taken("To the castle stairs!", title_patterns=title_patterns)) == "lower hard"
    assert said(taken("Monday", "Castle Stairs", title_patterns=title_patterns)) == "lower hard"
    assert said(taken("Track 8x400", title_patterns=title_patterns)) == "easy easy"
    assert said(taken("Yoga with Mia", title_patterns=title_patterns)) == "no training"
    assert said(taken("Yoga", title_patterns=title_patterns)) == "mobility easy"
    recognised = taken("Leg 2 of flight", title_patterns=title_patterns)
    assert recognised
    assert (recognised.told, recognised.word) == (Told.TAUGHT, "leg*")


def test_it_is_told_by_which_words() -> None:
    for title, word in {"Squat + bench": "squat + bench", "Track 8x400": "track", "Easy 8k": "easy"}.items():
        recognised = taken(title)
        assert recognised
        assert recognised.word == word


@pytest.mark.parametrize(
    ("title", "half"),
    [
        ("Push", "push"),
        ("Bench 3x8", "push"),
        ("Pull day", "pull"),
        ("Klimmzüge", "pull"),
        ("Push + pull", ""),
        ("Upper", ""),
        ("Push/Pull/Legs", ""),
        ("Legs, push harder", ""),
    ],
)
def test_half_an_upper_body_is_known_as_such(title: str, half: str) -> None:
    recognised = taken(title)
    assert (recognised.half if recognised else "") == half


@pytest.mark.parametrize(
    ("title", "minutes", "expected"),
    [
        ("Run", 99, "easy easy"),
        ("Run", 100, "long moderate"),
        ("Run 8 km", 100, "easy easy"),
        ("Run 15.9 km", 90, "easy easy"),
        ("Run 16 km", 90, "long moderate"),
        ("Run 10 miles", 90, "long moderate"),
        ("Easy run", 150, "easy easy"),
        ("Gym", 240, "full hard"),
        ("Gym", 241, "no training"),
        ("Run", 481, "no training"),
        ("Yoga", 181, "no training"),
    ],
)
def test_length_tells_long_runs_and_what_is_no_session(title: str, minutes: int, expected: str) -> None:
    assert said(taken(title, minutes=minutes)) == expected


@pytest.mark.parametrize(
    ("title", "minutes"),
    [
        ("Easy run 45 min", 45),
        ("Run: Aerobic 1h15", 75),
        ("Long run 1:45 h", 105),
        ("Threshold 3x10 min", 64),
    ],
)
def test_without_hours_the_title_gives_the_length_or_it_is_the_usual_one(title: str, minutes: int) -> None:
    recognised = taken(title, minutes=24 * 60, whole_days=True)
    assert recognised
    assert recognised.duration == timedelta(minutes=minutes)


def test_an_event_without_an_end_is_as_long_as_usual() -> None:
    recognised = taken("Leg day", minutes=0)
    assert recognised
    assert recognised.duration == USUAL_DURATION[Kind.LOWER]


def test_a_week_of_yoga_is_no_session() -> None:
    assert taken("Yoga", minutes=7 * 24 * 60, whole_days=True) is None
    assert taken("Marathon Training Week 3 Distance: 25 mi", minutes=7 * 24 * 60, whole_days=True) is None
    assert taken("Yoga", minutes=25 * 60, whole_days=True), "the day on which the clocks go back"


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=3))
def test_any_title_can_be_asked_about(title: str, categories: list[str]) -> None:
    recognised = taken(title, *categories)
    assert recognised is None or recognised.duration == timedelta(hours=1)


@given(st.sampled_from([*listed(NOT_TRAINING)]), st.sampled_from(["", "!", " ✅", " (moved)", "  "]))
def test_decoration_makes_no_training(title: str, decoration: str) -> None:
    assert taken(f"{title}{decoration}") is None


@pytest.mark.parametrize(
    ("title", "sport", "loads_legs"),
    [
        ("Football training", "ball game", True),
        ("Swim - 2000m", "swim", False),
        ("Bike 60 min", "ride", True),
        ("Climbing", "climb", False),
        ("Hiking", "hike", True),
        ("Golf", "golf", False),
        ("Tennis", "racket game", True),
    ],
)
def test_another_sport_is_known_with_what_it_loads(title: str, sport: str, loads_legs: bool) -> None:  # noqa: FBT001
    recognised = taken(title)
    assert recognised
    assert recognised.sport
    assert (recognised.sport.name, recognised.loads_legs) == (sport, loads_legs)


def test_lifts_and_runs_load_legs_as_they_do() -> None:
    loads = {"Leg day": True, "Run": True, "Push day": False, "Yoga": False}
    for title, expected in loads.items():
        recognised = taken(title)
        assert recognised
        assert recognised.loads_legs == expected


@pytest.mark.parametrize(
    ("title", "is_race"),
    [
        ("Berlin Half Marathon", True),
        ("5K tune-up race", True),
        ("Marathon (26.2 mi)", True),
        ("Marathon pace run 12 mi", False),
        ("Race pace + speed 7 mi", False),
        ("Marathon simulation 14 mi", False),
        ("Long run", False),
    ],
)
def test_a_race_is_known_as_such(title: str, is_race: bool) -> None:  # noqa: FBT001
    recognised = taken(title)
    assert recognised
    assert recognised.is_race == is_race


@pytest.mark.parametrize(
    "title", ["Leg day", "Run", "Gym", "Track 8x400", "Run: Threshold", "Easy run with Anna"]
)
def test_words_that_nobody_would_doubt_are_sure(title: str) -> None:
    recognised = taken(title)
    assert recognised
    assert recognised.is_sure


@pytest.mark.parametrize("title", ["Push", "Core", "Track", "Tempo", "Legs", "Soccer", "Ride", "Race"])
def test_one_weak_word_is_recognised_and_not_sure(title: str) -> None:
    recognised = taken(title)
    assert recognised
    assert not recognised.is_sure


def asked(title: str, *categories: str, title_patterns: TitlePatterns | None = None) -> Recognised | None:
    """What the athlete would be asked about."""
    appointment = Appointment(Span.lasting(EVENING, timedelta(hours=1)), title, categories)
    return worth_asking(appointment, title_patterns or TitlePatterns())


def test_a_weak_word_beside_foreign_ones_is_asked_about() -> None:
    found = asked("Street basketball")
    assert found
    assert (found.kind, found.is_sure) == (Kind.OTHER, False)
    assert taken("Street basketball") is None


@pytest.mark.parametrize(
    "title", ["Leg day", "Dinner", "Push notifications", "Rest", "Street basketball finals on TV"]
)
def test_what_is_known_or_hints_at_nothing_is_not_asked_about(title: str) -> None:
    assert asked(title) is None


def test_an_answer_is_not_asked_for_again() -> None:
    for answer in (
        TitlePatterns(ignore=("Street basketball",)),
        TitlePatterns({Kind.OTHER: ("Street basketball",)}),
    ):
        assert asked("Street basketball", title_patterns=answer) is None
    assert said(taken("Street basketball", title_patterns=answer)) == "other hard"


@pytest.mark.parametrize(
    ("title", "description", "expected"),
    [
        ("Loading Up", "3 sets of:\n• Goblet squat\n• Lunge", "lower hard"),
        ("Strong Start", "3 sets of:\n• Push ups\n• Squat", "full hard"),
        (
            "Session II, Workout Time: 20 min",
            "A 5-min walk, then a 60-sec jog and a 90-sec walk. Repeat 5 times.",
            "easy easy",
        ),
        ("1:30 - Carillon", "TSS 100, IF 0.85, 1100 kJ", "other moderate"),
        ("Monday", "10 min warm up\n5 x 3 min at threshold pace\n10 min cool down", "tempo hard"),
        ("Company picnic", "We run for 5 km, bring shoes", "no training"),
        ("All hands", "Agenda: 10 min update, 5 min Q&A", "no training"),
        ("Anna's birthday", "Squat 3 x 5", "no training"),
    ],
)
def test_an_entry_of_a_plan_may_be_told_by_its_description(
    title: str, description: str, expected: str
) -> None:
    span = Span.lasting(EVENING, timedelta(days=1))
    recognised = recognise(
        Appointment(span, title, whole_days=True, description=description), TitlePatterns()
    )
    assert said(recognised) == expected
    timed = Appointment(Span.lasting(EVENING, timedelta(hours=1)), title, description=description)
    assert recognise(timed, TitlePatterns()) is None, "an event with hours may be about anything"
