"""Every error in config.toml is reported, all at once, with the expected value."""

import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from service.config import Config, load
from service.config.document import WholeDocument
from service.config.problems import problems
from service.errors import ConfigurationError

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
UTC = ZoneInfo("UTC")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(file: Path, text: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return load(file, usual_zone=lambda: UTC)


def said(file: Path, text: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read(file, text)
    assert str(caught.value).startswith(f"{file}: ")
    found = caught.value.facts["problems"]
    assert isinstance(found, tuple)
    return list(found)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[athlet]", "athlet: is no known key, did you mean athlete?"),
        (
            '[athlete]\nlikes = { weekday = ["06:30-08:30"] }',
            "athlete.likes.weekday: weekday names no days, did you mean weekdays?",
        ),
        ("[athlete]\nhours = [5]", "athlete.hours: should be hours such as"),
        ('[timetable]\nplan = "18:00"', "timetable.plan: should be a day and an hour such as"),
        (
            '[timetable]\nplan = "Sun 18:00Z"',
            'timetable.plan: should be a day and an hour such as "Sun 18:00"',
        ),
        ('[timetable]\nevening = "20:00+02:00"', 'timetable.evening: should be an hour such as "20:00"'),
        ('[timetable]\ncheck = "5 s"', "timetable.check: "),
        ('[serve]\ntrusted_proxies = ["proxy"]', "serve.trusted_proxies: proxy is no address or network"),
        ("[rules.rest-days]\ndays = 8", "rules.rest-days: days is more than the 7 days of a week"),
        ("[rules.easy-share]\npercent = 101", "rules.easy-share: percent is more than 100"),
        ('[athlete]\ngaol = "muscle"', "athlete.gaol: is no known key, did you mean goal?"),
        ('[athlete]\ngoal = "muscel"', "athlete.goal: muscel is no goal, did you mean muscle?"),
        ('[athlete]\nid = "a b"', "athlete.id: should be short, of letters and digits"),
        (
            '[athlete]\ntimezone = "europe/berln"',
            "athlete.timezone: europe/berln is no time zone, did you mean Europe/Berlin?",
        ),
        ('[athlete]\nsleep = "06:00-22:30"', "athlete.sleep: 06:00-22:30 should be 3 to 14 hours"),
        ('[athlete]\nhours = "6 to 22"', 'athlete.hours: should be hours such as "17:00-20:30", not 6 to 22'),
        ("[athlete]\nhours = []", "athlete.hours: allows no hour on any day"),
        ('[athlete.hours]\nTue = ["25:00-26:00"]', "athlete.hours.Tue #1: 25:00-26:00 names a time no clock"),
        (
            '[athlete.hours]\nweekday = "17:00-18:00"',
            "athlete.hours.weekday: weekday names no days, did you mean weekdays?",
        ),
        ('[athlete]\nlikes = "18:00-18:00"', "athlete.likes: 18:00-18:00 ends when it starts"),
        ("[plan]\nweeks = 5", "plan.weeks: should be less than or equal to 4, not 5"),
        (
            '[plan]\ntemplate = "alternate-day"',
            "plan.template: alternate-day is no template, did you mean alternate-days?",
        ),
        ('[session]\nkind = "easy"', "session: should be written [[session]], with double brackets"),
        ("[[session]]", "session #1.kind: is missing"),
        (
            '[[session]]\nkind = "easy"\nminutes = 4',
            "session #1.minutes: should be greater than or equal to 5",
        ),
        (
            '[[session]]\nkind = "easy"\nminutes = true',
            "session #1.minutes: should be a whole number, not true",
        ),
        ('[[session]]\nkind = "easy"\npriority = 0', "session #1.priority: should be greater than or equal"),
        ('[[session]]\nkind = "easy"\ntravel = "7 h"', "session #1.travel: should be at most 6 h"),
        ('[[session]]\nkind = "easy"\ndays = ["Mon", "Mo"]', "session #1.days #2: Mo is no day of the week"),
        (
            '[[session]]\nkind = "easy"\nid = "x"\n[[session]]\nkind = "upper"\nid = "x"',
            "session: the id x is given twice",
        ),
        (
            '[[session]]\nkind = "easy"\njoin_with = "uper"\n[[session]]\nkind = "upper"',
            "session: easy would join uper, which is no session, did you mean upper?",
        ),
        (
            '[[session]]\nkind = "easy"\njoin_with = "long"\n[[session]]\nkind = "long"',
            "session: easy would join long, but only a lift and a run share a visit",
        ),
        ('[[calendar]]\nname = "Work"', "calendar #1: should have exactly one of ics, google and caldav"),
        (
            '[[calendar]]\nics = "a.ics"\ngoogle = "primary"',
            "calendar #1: should have exactly one of ics, google and caldav",
        ),
        (
            '[[calendar]]\nics = "a.ics"\nfree_busy = true',
            "calendar #1: free_busy is for calendars at Google",
        ),
        (
            '[[target]]\nics = "a.ics"\n[[target]]\nics = "./a.ics"',
            "target: two targets are one calendar: a.ics",
        ),
        ("[[target]]\ncreate = true", "target #1: should have exactly one of google, caldav and ics"),
        ('[[target]]\nics = "https://a.example/b.ics"', "target #1.ics: should be the path of a file"),
        ('[[target]]\ncaldav = "a.example"', "target #1.caldav: should begin with https://"),
        (
            '[[target]]\ncaldav = "https://me:word@a.example/"',
            "target #1.caldav: should hold no user and no password",
        ),
        (
            '[google]\nclient_file = "a.json"\nservice_account = "b.json"',
            "google: should have client_file or service_account, not both",
        ),
        ('[google]\napi_root = "a.example"', "google.api_root: should begin with https://"),
        ('[[calendar]]\nics = ""', "calendar #1.ics: should be an https:// address or the path of a file"),
        ('[[calendar]]\nics = "ftp://x/y"', "calendar #1.ics: should begin with https:// or webcal://"),
        ('[[calendar]]\nics = "a"\nme = "a@b"', 'calendar #1.me: should be a list in [ ], not "a@b"'),
        (
            '[[calendar]]\nics = "a"\nall_day = "free"',
            "calendar #1.all_day: should be 'busy' or 'marked', not \"free\"",
        ),
        (
            '[[calendar]]\nname = "W"\nics = "a"\n[[calendar]]\nname = "W"\nics = "b"',
            "calendar: two calendars are called W",
        ),
        ("[feed]\nalarm = true", "feed.alarm: should be a length"),
        ("[feed]\ntransparent = 1", "feed.transparent: should be true or false, not 1"),
        (
            "[rules.heavy-legs-appart]",
            "rules.heavy-legs-appart: is no known key, did you mean heavy-legs-apart?",
        ),
        (
            '[rules.heavy-legs-apart]\nflor = "1 h"',
            "rules.heavy-legs-apart.flor: is no known key, did you mean floor?",
        ),
        (
            "[rules.heavy-legs-apart]\nfloor = 48",
            'rules.heavy-legs-apart.floor: should be a length such as "15 min" or "48 h", not 48',
        ),
        (
            '[rules.heavy-legs-apart]\nfloor = "80 h"',
            "rules.heavy-legs-apart: floor (80 h) is more than target (72 h)",
        ),
        ('[rules.rest-days]\ndays = "1"', 'rules.rest-days.days: should be a whole number, not "1"'),
        ("[rules.rest-days]\ndays = -1", "rules.rest-days.days: should be greater than or equal to 0"),
        ('[rules.goal-order]\norder = "x"', "rules.goal-order.order: should be 'priority-first' or"),
        (
            "[rules.rest-days]\noff = true",
            "rules.rest-days: is a must and cannot be off; relaxed = true tells what it forbids",
        ),
        (
            "[rules.preferred-time]\nrelaxed = true",
            "rules.preferred-time: is a wish and cannot be relaxed; off = true switches it off",
        ),
        ("[rules.one-at-a-time]\nrelaxed = true", "rules.one-at-a-time: always holds"),
        ("[rules.drop-by-goal]\noff = true", "rules.drop-by-goal: always holds"),
        ("[rules.rest-days]\nrelaxed = 1", "rules.rest-days.relaxed: should be true or false, not 1"),
        ("[athlete", "is no TOML: "),
    ],
)
def test_what_is_wrong_is_named_with_what_was_expected(file: Path, text: str, problem: str) -> None:
    (found,) = said(file, text)
    assert found.startswith(problem)


def test_everything_wrong_is_said_at_once(file: Path) -> None:
    found = said(
        file,
        """
        [athlete]
        gaol = 1
        level = "expert"
        [[session]]
        kind = "run"
        minutes = 1
        [[calendar]]
        ics = 3
        [rules.rest-days]
        days = 1.5
        """,
    )
    assert [problem.split(":")[0] for problem in found] == [
        "athlete.level",
        "athlete.gaol",
        "session #1.kind",
        "session #1.minutes",
        "calendar #1.ics",
        "rules.rest-days.days",
    ]


def test_a_secret_address_stays_secret_when_it_stands_in_the_wrong_place(file: Path) -> None:
    text = '[[calendar]]\nics = "ftp://hush"\ntentative = "https://hush"\nall_day = "https://hush"'
    with pytest.raises(ConfigurationError) as caught:
        read(file, text)
    assert "hush" not in str(caught.value)
    assert "hush" not in str(caught.value.__cause__)


def test_a_file_that_is_not_there(file: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no such file") as caught:
        load(file, usual_zone=lambda: UTC)
    assert "liftrun init" in caught.value.hint


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read: is a directory"):
        load(tmp_path, usual_zone=lambda: UTC)


def test_bytes_that_are_no_text(file: Path) -> None:
    file.write_bytes(b"\xff\xfe[\x00")
    with pytest.raises(ConfigurationError, match="is not written in UTF-8"):
        load(file, usual_zone=lambda: UTC)


def _keys(tables: Any) -> set[str]:
    if isinstance(tables, list):
        return {key for each in tables for key in _keys(each)}
    return set(tables).union(*map(_keys, tables.values())) if isinstance(tables, dict) else set()


ALL_KEYS = sorted(
    _keys(tomllib.loads(EXAMPLE.read_text(encoding="utf-8").replace("\n#[", "\n[")))
    | set(WholeDocument.model_fields)
)
TEXT = st.text(alphabet="aM0:-/ é\x00😀", max_size=6)
VALUES = st.recursive(
    TEXT | st.integers() | st.floats() | st.booleans() | st.sampled_from(["easy", "48 h", "06:00-22:00"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(ALL_KEYS) | TEXT, inner, max_size=3)
    ),
    max_leaves=8,
)


@given(tables=st.dictionaries(st.sampled_from(sorted(WholeDocument.model_fields)), VALUES, max_size=4))
def test_whatever_the_file_holds_is_understood_or_named(tables: dict[str, Any]) -> None:
    try:
        document = WholeDocument.model_validate(tables)
    except ValidationError as error:
        count, found = error.error_count(), problems(error, tables, WholeDocument)
    else:
        assert isinstance(document.config(folder=Path(), zone=UTC), Config)
        return
    assert len(found) == count
    assert all(problem.partition(": ")[2] for problem in found)
