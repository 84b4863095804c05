"""The values of config.toml, and the flags that take precedence over them."""

from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from integrations.caldav.settings import CalDavSettings
from integrations.google.settings import GoogleSettings
from integrations.ics.settings import IcsSettings
from service.config import Config, default, load, with_choices
from service.domain.athlete import Athlete
from service.domain.dates import Dates
from service.domain.itinerary import Itinerary, Stay
from service.domain.training import Effort, Goal, Kind, Level
from service.domain.week import Hours, Weekday
from service.rules import RULEBOOK
from service.rules.relaxed import Relaxed

BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")
EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def feeds(config: Config) -> list[IcsSettings]:
    return [each for each in config.calendars if isinstance(each, IcsSettings)]


def read(file: Path, text: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return load(file, usual_zone=lambda: TOKYO)


def numbers(config: Config, rule: str) -> dict[str, object]:
    return next(vars(each) for each in config.rules if each.card.id == rule)


def test_an_empty_file_is_the_usual(file: Path) -> None:
    assert read(file, "") == default(TOKYO)


def test_the_example_says_what_is_usual(file: Path) -> None:
    config = read(file, EXAMPLE.read_text(encoding="utf-8"))
    assert (config.athlete, config.feed, config.weeks) == (Athlete(zone=TOKYO), default(TOKYO).feed, 1)
    assert [vars(rule) for rule in config.rules] == [vars(rule) for rule in RULEBOOK]


def test_every_setting_the_example_leaves_off_can_be_used(file: Path) -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    settings = [line.removeprefix("#") if line[:2] not in {"# ", "#"} else line for line in lines]
    config = read(file, "\n".join(settings))
    zone = Itinerary(BERLIN, (Stay(Dates(date(2026, 11, 4), date(2026, 11, 6)), NEW_YORK),))
    assert config.athlete.zone == zone
    assert config.template == "alternate-days"
    work, google, caldav = config.calendars
    assert [type(each) for each in config.calendars] == [IcsSettings, GoogleSettings, CalDavSettings]
    assert (google.name, caldav.name) == ("Google primary", "Work (2)")
    assert [each.name for each in config.targets] == ["My sessions", "Training", "training.ics"]
    assert config.google.client_file == file.with_name("client_secret.json")
    assert (work.name, work.zone, work.before, work.after) == ("Work", zone, *2 * [timedelta(minutes=15)])
    legs, easy = config.sessions
    assert (legs.id, legs.kind, legs.priority, legs.place) == ("legs", Kind.LOWER, 1, "Gym")
    assert legs.days == {Weekday.TUE, Weekday.FRI}
    assert (easy.id, easy.join_with) == ("easy", "legs")


def test_the_file_names_the_zone_of_athlete_calendars_and_feed(file: Path) -> None:
    config = read(file, '[athlete]\ntimezone = "Europe/Berlin"\n[[calendar]]\nics = "a.ics"')
    assert (config.athlete.zone, config.calendars[0].zone, config.feed.zone) == (BERLIN, BERLIN, BERLIN)


def test_hours_by_day_give_way_to_the_day_itself(file: Path) -> None:
    config = read(
        file,
        """
        [athlete.hours]
        Fri = []
        weekdays = "17:00-21:00"
        saturday = ["08:00 – 10:00", "16:00-24:00"]
        """,
    )
    assert config.athlete.hours[Weekday.MON] == (Hours(time(17), time(21)),)
    assert config.athlete.hours[Weekday.FRI] == ()
    assert config.athlete.hours[Weekday.SAT] == (Hours(time(8), time(10)), Hours(time(16), time(0)))
    assert config.athlete.hours[Weekday.SUN] == ()


def test_sessions_without_an_id_are_named_for_their_kind(file: Path) -> None:
    config = read(
        file,
        """
        [[session]]
        kind = "lower"
        [[session]]
        kind = "lower"
        effort = "easy"
        travel = "20 min"
        travel_after = "0 min"
        [[session]]
        id = "lower-2"
        kind = "lower"
        minutes = 45
        """,
    )
    assert [session.id for session in config.sessions] == ["lower", "lower-3", "lower-2"]
    usual, second, third = config.sessions
    assert (usual.duration, usual.effort, usual.priority) == (timedelta(hours=1), Effort.HARD, 5)
    assert (second.effort, second.before, second.after) == (
        Effort.EASY,
        timedelta(minutes=20),
        timedelta(),
    )
    assert third.duration == timedelta(minutes=45)


def test_paths_start_in_the_folder_of_the_file_and_names_hide_addresses(file: Path, tmp_path: Path) -> None:
    config = read(
        file,
        """
        [[calendar]]
        ics = "work.ics"
        [[calendar]]
        ics = "old/work.ics"
        [[calendar]]
        ics = "https://user:word@calendar.example.com/secret/basic.ics?token=1"
        """,
    )
    first, second, third = feeds(config)
    assert (first.name, first.address) == ("work.ics", str(tmp_path / "work.ics"))
    assert (second.name, second.address) == ("work.ics (2)", str(tmp_path / "old" / "work.ics"))
    assert third.name == "calendar.example.com"
    assert third.address.endswith("?token=1")


def test_no_alarm(file: Path) -> None:
    assert read(file, "[feed]\nalarm = false").feed.alarm is None
    assert read(file, '[feed]\nalarm = "1 h 30 min"').feed.alarm == timedelta(minutes=90)


def test_numbers_of_a_rule(file: Path) -> None:
    config = read(
        file,
        """
        [rules.heavy-legs-apart]
        floor = "60 h"
        [rules.rest-days]
        days = 3
        [rules.goal-order]
        order = "priority-last"
        """,
    )
    assert numbers(config, "heavy-legs-apart") == {
        "floor": timedelta(hours=60),
        "target": timedelta(hours=72),
    }
    assert numbers(config, "rest-days") == {"days": 3, "days_for_beginners": 2}
    assert numbers(config, "goal-order")["order"] == "priority-last"
    assert [rule.card.id for rule in config.rules] == [rule.card.id for rule in RULEBOOK]


def test_a_wish_that_is_off_is_no_rule_any_more(file: Path) -> None:
    config = read(file, "[rules.preferred-time]\noff = true\n[rules.stay-put]\noff = false")
    missing = {rule.card.id for rule in RULEBOOK} - {rule.card.id for rule in config.rules}
    assert missing == {"preferred-time"}


def test_a_must_that_is_relaxed_keeps_its_place_and_its_numbers(file: Path) -> None:
    config = read(file, '[rules.heavy-legs-apart]\nrelaxed = true\nfloor = "60 h"')
    assert [rule.card.id for rule in config.rules] == [rule.card.id for rule in RULEBOOK]
    assert {rule.card.id for rule in config.rules if not rule.binds} == {"heavy-legs-apart"}
    relaxed = next(rule for rule in config.rules if isinstance(rule, Relaxed))
    assert vars(relaxed.rule)["floor"] == timedelta(hours=60)


def test_the_mark_a_windows_editor_puts_first_is_no_fault(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf[plan]\r\nweeks = 2\r\n")
    assert load(file, usual_zone=lambda: TOKYO).weeks == 2


def test_the_usual_zone_is_not_asked_for_when_the_file_names_one(file: Path) -> None:
    def never() -> ZoneInfo:
        raise AssertionError

    file.write_text('[athlete]\ntimezone = "Europe/Berlin"', encoding="utf-8")
    assert load(file, usual_zone=never).athlete.zone == BERLIN


def test_a_chosen_zone_reaches_athlete_calendars_and_feed(file: Path) -> None:
    config = with_choices(read(file, '[[calendar]]\nics = "a"'), zone=BERLIN, busy=["b"])
    assert {config.athlete.zone, config.feed.zone, *(each.zone for each in config.calendars)} == {BERLIN}


def test_chosen_calendars_and_addresses_come_on_top(file: Path) -> None:
    written = read(file, '[[calendar]]\nics = "work.ics"\nme = ["a@example.com"]')
    config = with_choices(written, busy=["x/work.ics", "-", "-"], me=["b@example.com"])
    assert [each.name for each in config.calendars] == ["work.ics", "work.ics (2)", "stdin"]
    assert config.calendars[0].me == ("a@example.com", "b@example.com")
    assert feeds(config)[1].address == str(Path("x/work.ics"))
    assert config.calendars[2].me == ("b@example.com",)


def test_what_is_not_chosen_stays_as_written(file: Path) -> None:
    written = read(file, '[athlete]\ngoal = "endurance"\n[plan]\nweeks = 3\n[[session]]\nkind = "long"')
    assert with_choices(written) == written
    config = with_choices(written, level=Level.BEGINNER, weeks=1)
    assert (config.athlete.goal, config.athlete.level, config.weeks) == (Goal.ENDURANCE, Level.BEGINNER, 1)
    assert config.sessions == written.sessions


def test_a_chosen_template_takes_the_place_of_own_sessions(file: Path) -> None:
    written = read(file, '[[session]]\nkind = "long"')
    config = with_choices(written, template="lift-first")
    assert (config.template, config.sessions) == ("lift-first", ())
