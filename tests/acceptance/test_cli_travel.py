"""`liftrun` for an athlete in Berlin who flies to New York on Wednesday and back on Friday night."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from integrations._shared.icalendar.feed import read
from service.cli.main import main
from tests.fakes.clock import FakeClock

CONFIG = """
[athlete]
timezone = "Europe/Berlin"
blocked = [{blocked}]

[[travel]]
from = 2026-03-04
to = "2026-03-06"
timezone = "America/New_York"
without = ["Gym"]

[[place]]
name = "Gym"
open = {{ weekdays = "07:00-22:00", Sat = "09:00-18:00" }}
travel = "15 min"
for = ["lifts"]

[[calendar]]
ics = "work.ics"
"""
EVENT = """BEGIN:VEVENT
UID:{title}
DTSTAMP:20260101T000000Z
DTSTART{start}
DTEND{end}
SUMMARY:{title}
END:VEVENT
"""
BERLIN, NEW_YORK = ";TZID=Europe/Berlin:202603", ";TZID=America/New_York:202603"
WEEK = {
    "Office on Monday": (f"{BERLIN}02T090000", f"{BERLIN}02T170000"),
    "Office on Tuesday": (f"{BERLIN}03T090000", f"{BERLIN}03T170000"),
    "Flight there": (f"{BERLIN}04T103000", f"{NEW_YORK}04T134500"),
    "Conference": (f"{NEW_YORK}05T090000", f"{NEW_YORK}05T170000"),
    "Breakfast": (":20260306T060000", ":20260306T093000"),
    "Flight back": (f"{NEW_YORK}06T183000", f"{BERLIN}07T082000"),
}


@pytest.fixture(autouse=True)
def _traveller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock.at("2026-02-27T12:00+00:00"))
    events = "".join(EVENT.format(title=title, start=start, end=end) for title, (start, end) in WEEK.items())
    work = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//Work//EN\n{events}END:VCALENDAR\n"
    Path("work.ics").write_text(work.replace("\n", "\r\n"), encoding="utf-8")
    _configure()


def _configure(blocked: str = "") -> None:
    Path("config.toml").write_text(CONFIG.format(blocked=blocked), encoding="utf-8")


def _planned(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    main(["plan", "--from", "2026-03-02", "--json", *more])
    document = json.loads(capsys.readouterr().out)
    assert isinstance(document, dict)
    return document


def _starts(document: dict[str, Any]) -> dict[str, datetime]:
    """When each session begins, by the athlete's clock."""
    return {p["id"].split("-", 2)[2]: datetime.fromisoformat(p["start"]) for p in document["placements"]}


def test_each_session_stands_in_the_clock_of_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    document = _planned(capsys)
    assert document["timezone"] == "Europe/Berlin"
    assert document["horizon"] == {"start": "2026-03-02T00:00:00+01:00", "end": "2026-03-09T00:00:00+01:00"}
    offsets = {start.day: f"{start:%z}" for start in _starts(document).values()}
    assert {day for day, offset in offsets.items() if offset == "-0500"} == {*offsets} & {4, 5, 6}
    assert {4, 5, 6} & {*offsets}, "runs need no gym"


def test_nothing_stands_in_the_night_of_either_clock_or_on_a_flight(
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = _planned(capsys)
    flights = [
        ("2026-03-04T10:30+01:00", "2026-03-04T13:45-05:00"),
        ("2026-03-06T18:30-05:00", "2026-03-07T08:20+01:00"),
    ]
    for placement in document["placements"]:
        start, end = (datetime.fromisoformat(placement[key]) for key in ("start", "end"))
        assert 6 <= start.hour < 22
        assert start.date() == end.date()
        for leaves, lands in flights:
            assert end <= datetime.fromisoformat(leaves) or datetime.fromisoformat(lands) <= start


def test_a_meeting_without_a_zone_takes_the_hours_of_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    main(["busy", "--start", "2026-03-06", "--end", "2026-03-07"])
    assert capsys.readouterr().out.splitlines() == ["Fri 6 Mar", "  06:00–09:30  Breakfast"]
    assert not [start for start in _starts(_planned(capsys)).values() if start.day == 6 and start.hour < 9]


def test_lifts_stand_where_the_gym_is_and_when_it_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    starts = _starts(_planned(capsys))
    for lift in (starts["upper"], starts["lower"]):
        assert lift.day in {2, 3, 7}
        assert (9 if lift.day == 7 else 7) <= lift.hour < 22


def test_the_printed_week_says_where_the_clock_is_another(capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", "--from", "2026-03-02"])
    printed = capsys.readouterr().out
    assert "Mon 2 Mar to Sun 8 Mar 2026 (Europe/Berlin)" in printed
    assert "Wed 4 Mar to Fri 6 Mar by the clock of America/New_York" in printed
    assert "04:30–13:45 Flight there" in printed


def test_the_calendar_written_shows_the_same_instants(capsys: pytest.CaptureFixture[str]) -> None:
    document = _planned(capsys, "--out", "training.ics")
    entries = {entry.session: entry for entry in read(Path("training.ics").read_bytes())}
    planned = {placement["id"]: placement for placement in document["placements"]}
    assert entries.keys() == planned.keys()
    for name, entry in entries.items():
        assert entry.span.start == datetime.fromisoformat(planned[name]["start"])
        assert entry.place == ("Gym" if planned[name]["discipline"] == "lift" else "")


def test_planned_again_over_its_own_calendar_nothing_moves(capsys: pytest.CaptureFixture[str]) -> None:
    before = _planned(capsys, "--out", "training.ics")
    written = Path("training.ics").read_bytes()
    assert _starts(_planned(capsys, "--out", "training.ics")) == _starts(before)
    assert Path("training.ics").read_bytes() == written


def test_blocked_days_stay_free_and_what_finds_no_room_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    _configure(blocked='"2026-03-02/2026-03-03", 2026-03-07, 2026-03-08')
    document = _planned(capsys)
    assert {start.day for start in _starts(document).values()} <= {4, 5, 6}
    reasons = {d["kind"]: d["blocked_by"] for d in document["dropped"]}
    for lift in ("upper", "lower"):
        (reason,) = reasons[lift]
        assert reason["rule"] == "only-free-time"
        assert "opening hours of Gym" in reason["sentence"]


def test_another_home_for_once_keeps_the_journey(capsys: pytest.CaptureFixture[str]) -> None:
    document = _planned(capsys, "--timezone", "Europe/Lisbon")
    offsets = {f"{start:%z}" for start in _starts(document).values() if start.day not in {4, 5, 6}}
    assert (document["timezone"], offsets) == ("Europe/Lisbon", {"+0000"})
    assert document["horizon"]["start"] == "2026-03-02T00:00:00+00:00"


def test_what_is_wrong_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = CONFIG.format(blocked="").replace('to = "2026-03-06"', 'to = "2026-03-01"')
    Path("config.toml").write_text(wrong, encoding="utf-8")
    assert main(["check"]) == 2
    first, hint = capsys.readouterr().err.splitlines()
    assert first == "liftrun: config.toml: travel #1: 2026-03-04/2026-03-01 ends before it begins"
    assert hint.startswith("hint: ")
