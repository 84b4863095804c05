"""Journeys, places and blocked days in config.toml."""

from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.config import Config, load, with_choices
from service.domain.dates import Dates
from service.domain.itinerary import Itinerary, Stay
from service.domain.training import LIFTS, Kind
from service.domain.week import Hours, Weekday
from service.errors import ConfigurationError

BERLIN, NEW_YORK, TOKYO = map(ZoneInfo, ("Europe/Berlin", "America/New_York", "Asia/Tokyo"))
JOURNEY = '[[travel]]\nfrom = 2026-12-01\nto = "2026-12-05"\ntimezone = "America/New_York"\n'
LATER = '[[travel]]\nfrom = 2026-12-24\nto = 2026-12-24\ntimezone = "Asia/Tokyo"\n'
GYM = '[[place]]\nname = "Gym"\n'
TRIP = Stay(Dates(date(2026, 12, 1), date(2026, 12, 5)), NEW_YORK)
QUARTER = timedelta(minutes=15)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(file: Path, text: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return load(file, usual_zone=lambda: BERLIN)


def test_a_journey_changes_the_clock_of_athlete_and_calendars_and_leaves_the_feed_at_home(file: Path) -> None:
    config = read(file, JOURNEY + '[[calendar]]\nics = "a.ics"')
    clock = Itinerary(BERLIN, (TRIP,))
    assert (config.athlete.zone, config.calendars[0].zone, config.feed.zone) == (clock, clock, BERLIN)


def test_journeys_may_stand_in_any_order(file: Path) -> None:
    zone = read(file, LATER + JOURNEY).athlete.zone
    assert zone == Itinerary(BERLIN, (TRIP, Stay(Dates(date(2026, 12, 24), date(2026, 12, 24)), TOKYO)))


def test_a_zone_chosen_for_once_is_where_home_is(file: Path) -> None:
    config = with_choices(read(file, JOURNEY + '[[calendar]]\nics = "a.ics"'), zone=TOKYO, busy=["b.ics"])
    clock = Itinerary(TOKYO, (TRIP,))
    assert (config.athlete.zone, config.feed.zone) == (clock, TOKYO)
    assert [calendar.zone for calendar in config.calendars] == [clock, clock]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2026-12-24", ["2026-12-24"]),
        ('"2026-12-24"', ["2026-12-24"]),
        ('["2026-12-24/2026-12-26", 2026-12-31]', ["2026-12-24/2026-12-26", "2026-12-31"]),
    ],
)
def test_blocked_days_are_dates_or_the_first_and_last_of_several(
    file: Path, written: str, days: list[str]
) -> None:
    blocked = read(file, f"[athlete]\nblocked = {written}").athlete.blocked
    bounds = [(each.partition("/")[0], each.rpartition("/")[2]) for each in days]
    assert blocked == tuple(Dates(*map(date.fromisoformat, each)) for each in bounds)


def test_a_place_has_hours_a_way_and_sessions(file: Path) -> None:
    config = read(
        file,
        """
        [[place]]
        name = "Gym"
        open = { weekdays = "06:00-22:00", Sat = "09:00-18:00" }
        closed = 2026-12-25
        travel = "15 min"
        travel_after = "5 min"
        for = ["lifts", "mobility"]
        """,
    )
    (gym,) = config.athlete.places
    assert gym.opens.by_day[Weekday.FRI] == (Hours(time(6), time(22)),)
    assert gym.opens.by_day[Weekday.SAT] == (Hours(time(9), time(18)),)
    assert gym.opens.by_day[Weekday.SUN] == ()
    assert gym.opens.closed == (Dates(date(2026, 12, 25), date(2026, 12, 25)),)
    assert (gym.before, gym.after) == (QUARTER, timedelta(minutes=5))
    assert gym.kinds == LIFTS | {Kind.MOBILITY}


def test_a_place_a_journey_is_without_is_far_on_its_days(file: Path) -> None:
    config = read(file, f'{JOURNEY}without = ["Gym"]\n{LATER}{GYM}[[place]]\nname = "Track"')
    gym, track = config.athlete.places
    assert (gym.opens.far, track.opens.far) == ((TRIP.dates,), ())


def test_own_sessions_go_to_their_place_and_may_have_a_way_of_their_own(file: Path) -> None:
    config = read(
        file,
        f"""{GYM}
        travel = "15 min"
        for = "lifts"
        [[session]]
        kind = "upper"
        [[session]]
        kind = "lower"
        travel_before = "0 min"
        [[session]]
        kind = "easy"
        place = "Gym"
        travel = "30 min"
        [[session]]
        kind = "long"
        """,
    )
    ways = {session.id: (session.place, session.before, session.after) for session in config.sessions}
    assert ways == {
        "upper": ("Gym", QUARTER, QUARTER),
        "lower": ("Gym", timedelta(), QUARTER),
        "easy": ("Gym", 2 * QUARTER, 2 * QUARTER),
        "long": ("", timedelta(), timedelta()),
    }
    assert [session.opens is not None for session in config.sessions] == [True, True, True, False]


def test_without_places_the_place_of_a_session_is_only_a_name(file: Path) -> None:
    (upper,) = read(file, '[[session]]\nkind = "upper"\nplace = "Garage"').sessions
    assert (upper.place, upper.opens) == ("Garage", None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[travel]\nfrom = 2026-12-01", "travel: should be written [[travel]], with double brackets"),
        ("[[travel]]\nto = 2026-12-01", "travel #1.from: is missing; travel #1.timezone: is missing"),
        (
            JOURNEY.replace("from", "form"),
            "travel #1.from: is missing; travel #1.form: is no known key, did you mean from?",
        ),
        (
            JOURNEY.replace("2026-12-01", '"1st of December"'),
            "travel #1.from: should be a date such as 2026-12-24, not 1st of December",
        ),
        (
            JOURNEY.replace("2026-12-01", "2026-12-01T08:00:00"),
            "travel #1.from: should be a date such as 2026-12-24, not 2026-12-01 08:00:00",
        ),
        (JOURNEY.replace("2026-12-01", "3026-12-01"), "travel #1.from: 3026-12-01 is too far away"),
        (
            JOURNEY.replace("2026-12-01", "2026-12-06"),
            "travel #1: 2026-12-06/2026-12-05 ends before it begins",
        ),
        (
            JOURNEY.replace("New_York", "NewYork"),
            "travel #1.timezone: America/NewYork is no time zone, did you mean America/New_York?",
        ),
        (
            JOURNEY + JOURNEY.replace("2026-12-01", "2026-12-05"),
            "travel: 2026-12-01/2026-12-05 and 2026-12-05/2026-12-05 share a day",
        ),
        (
            JOURNEY + 'without = ["gym"]\n' + GYM,
            "travel: gym is none of your places, did you mean Gym?",
        ),
        (
            JOURNEY + 'without = ["Gym"]',
            "travel: Gym is none of your places, write a [[place]] table for it",
        ),
        ("[[place]]\ntravel = 5", "place #1.travel: should be a length"),
        (GYM + GYM, "place: two places are called Gym"),
        (GYM + "open = {}", "place #1.open: allows no hour on any day"),
        (GYM + 'open = { Sta = "09:00-18:00" }', "place #1.open.Sta: Sta names no days, choose one of"),
        (GYM + 'for = "lift"', "place #1.for: lift is no kind of session, did you mean lifts?"),
        (GYM + "kinds = []", "place #1.kinds: is no known key, choose one of travel, travel_before"),
        (GYM + 'closed = "24.12."', "place #1.closed: should be a date such as 2026-12-24, not 24.12."),
        (
            GYM + 'closed = "2026-12-26/2026-12-24"',
            "place #1.closed: 2026-12-26/2026-12-24 ends before it begins",
        ),
        (
            GYM + '[[session]]\nkind = "upper"\nplace = "Gim"',
            "session: Gim is none of your places, did you mean Gym?",
        ),
        (
            '[athlete]\nblocked = [2026-12-24, "2026-12-32"]',
            "athlete.blocked #2: should be a date such as 2026-12-24, not 2026-12-32",
        ),
        ("[athlete]\nblocked = 5", "athlete.blocked: should be a list in [ ], not 5"),
        (
            '[[session]]\nkind = "easy"\nhours = { Mon = "17:00-18:00" }',
            "session #1.hours: should be a list in [ ]",
        ),
    ],
)
def test_what_is_wrong_is_named_with_what_was_expected(file: Path, text: str, problem: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(file, text)
    assert str(caught.value.facts["problems"]).startswith(problem)
