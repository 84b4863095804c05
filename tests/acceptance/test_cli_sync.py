"""`liftrun sync` and the commands for single sessions, on a calendar file and a database."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from integrations._shared.feed_settings import FeedSettings
from integrations._shared.icalendar.feed import read, write
from service.cli.main import main
from service.domain.entry import Entry
from service.domain.span import Span
from service.storage.database import Database
from service.storage.stores.training_log import DatabaseTrainingLog
from tests.builders import BERLIN
from tests.fakes.clock import FakeClock
from tests.office import office_hours

CONFIG = """
[athlete]
timezone = "Europe/Berlin"
[[calendar]]
ics = "office.ics"
[[target]]
ics = "training.ics"
[storage]
database = "liftrun.db"
"""
SHOWN = Path("training.ics")
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _friday_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A configuration in the current folder, on the Friday before the week."""
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text(CONFIG, encoding="utf-8")
    _at("2026-02-27T12:00+00:00", monkeypatch)
    _meetings()


def _at(instant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock.at(instant))


def _meetings(*spans: Span) -> None:
    events = (
        f"BEGIN:VEVENT\nUID:board{number}\nDTSTAMP:20260101T000000Z\nDTSTART:{span.start:%Y%m%dT%H%M%SZ}\n"
        f"DTEND:{span.end:%Y%m%dT%H%M%SZ}\nSUMMARY:Board meeting\nEND:VEVENT\n"
        for number, span in enumerate(spans)
    )
    Path("office.ics").write_bytes(office_hours(*events))


def _entries() -> dict[str, Entry]:
    return {e.session: e for e in read(SHOWN.read_bytes()) if not e.cancelled}


def _entry(name: str) -> Entry:
    return _entries()[f"2026-W10-{name}"]


def _by_hand(*changed: Entry) -> None:
    """As an app on the same file would write it."""
    others = {e.uid: e for e in read(SHOWN.read_bytes())} | {e.uid: e for e in changed}
    SHOWN.write_bytes(write(others.values(), FeedSettings(BERLIN)))


def _moved(entry: Entry, by: timedelta) -> Entry:
    return replace(entry, span=Span.lasting(entry.span.start + by, entry.span.duration))


def _says(capsys: pytest.CaptureFixture[str], *command: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main(list(command)) == code
    printed = capsys.readouterr()
    return printed.out + printed.err


def test_the_changes_are_told_and_made_once(capsys: pytest.CaptureFixture[str]) -> None:
    said = _says(capsys, "sync")
    assert all(f"  + {_told(entry)}" in said for entry in _entries().values())
    before = SHOWN.read_bytes()
    assert "training.ics: nothing to change." in _says(capsys, "sync")
    assert SHOWN.read_bytes() == before


def _told(entry: Entry) -> str:
    start, end = (each.astimezone(BERLIN) for each in (entry.span.start, entry.span.end))
    return f"{start:%a} {start.day} {start:%b} {start:%H:%M}–{end:%H:%M}  {entry.title}"


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    said = _says(capsys, "sync", "--dry-run")
    assert "  + " in said
    assert "Nothing was written" in said
    assert not SHOWN.exists()
    assert "Nothing is planned yet." in _says(capsys, "history")


def test_a_meeting_moves_the_session_it_lands_on(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    upper = _entry("upper")
    _meetings(upper.span)
    assert "Upper body moved from" in _says(capsys, "sync")
    assert not _entry("upper").span.overlaps(upper.span)


def test_what_is_moved_by_hand_stays(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    moved = _moved(_entry("easy"), HOUR)
    _by_hand(moved)
    assert "You moved Easy run of" in _says(capsys, "sync")
    assert _entry("easy").span == moved.span
    assert "You moved" not in _says(capsys, "sync")


def test_what_an_app_moved_counting_on_is_still_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    moved = _moved(_entry("easy"), HOUR)
    _by_hand(replace(moved, sequence=moved.sequence + 5))
    assert "You moved Easy run of" in _says(capsys, "sync")
    assert _entry("easy").span == moved.span


def test_undo_brings_the_calendar_back(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    home = _entry("easy")
    _by_hand(_moved(home, HOUR))
    main(["sync"])
    assert "Back from version 2" in _says(capsys, "undo")
    assert _entry("easy").span == home.span
    assert "nothing to change" in _says(capsys, "sync")
    said = _says(capsys, "history")
    assert [line.split(":")[0].split(",")[0] for line in said.splitlines()] == [
        "version 3",
        "version 2",
        "version 1",
    ]
    assert "Easy run moved from" in _says(capsys, "history", "2")


def test_skip_takes_a_session_out_and_unpin_brings_it_back(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    home = _entry("easy")
    said = _says(capsys, "skip", "easy")
    assert f"  - {_told(home)}" in said
    assert home.session not in _entries()
    main(["unpin", "easy"])
    assert home.session in _entries()


def test_move_puts_a_session_where_it_is_wanted() -> None:
    main(["sync"])
    assert main(["move", "easy run", "Sun 07:00"]) == 0
    assert _entry("easy").span.start == datetime(2026, 3, 8, 7, tzinfo=BERLIN)
    assert main(["sync"]) == 0
    assert _entry("easy").span.start == datetime(2026, 3, 8, 7, tzinfo=BERLIN)


def test_move_puts_a_session_back_that_was_skipped() -> None:
    main(["sync"])
    main(["skip", "easy"])
    assert main(["move", "easy", "Sun 07:00"]) == 0
    assert _entry("easy").span.start == datetime(2026, 3, 8, 7, tzinfo=BERLIN)


def test_unpin_means_the_session_that_is_skipped() -> None:
    main(["sync", "--weeks", "2"])
    key = "2026-W11-easy"
    assert main(["skip", key]) == 0
    assert key not in _entries()
    assert main(["unpin", "easy", "--weeks", "2"]) == 0
    assert key in _entries()


def test_said_done_twice_it_is_done_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["sync"])
    easy = min(_entries().values(), key=lambda entry: entry.span)
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock(easy.span.end + HOUR))
    assert main(["done", easy.session]) == 0
    assert main(["done", easy.session, "--at", f"{easy.span.start.astimezone(BERLIN):%a} 05:00"]) == 0
    with Database.at("liftrun.db") as database:
        (line,) = DatabaseTrainingLog(database, "me").read()
    assert line.start is not None
    assert line.start.astimezone(BERLIN).hour == 5
    assert "Noted" in _says(capsys, "done", easy.session, "--not")
    assert f"`liftrun skip {easy.session}`" in _says(capsys, "done", easy.session, "--not", code=2)
    assert "was done" not in _says(capsys, "skip", easy.session)


def test_pin_keeps_a_session_from_a_meeting(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    upper = _entry("upper")
    main(["pin", "upper"])
    _meetings(upper.span)
    said = _says(capsys, "sync")
    assert _entry("upper").span == upper.span
    assert "Board meeting" in said


def test_what_was_done_is_planned_no_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["sync"])
    long = _entry("long")
    _at("2026-03-03T20:00+00:00", monkeypatch)
    assert "has not begun yet" in _says(capsys, "done", "long", code=2)
    assert main(["done", "long", "--at", "Tue 06:30"]) in {0, 3}
    assert long.session not in _entries()
    assert "Long run done" in _says(capsys, "history").splitlines()[0]
    assert main(["done", "long", "--not"]) in {0, 3}
    assert long.session in _entries()


def test_this_week_is_repaired_and_the_coming_one_planned(monkeypatch: pytest.MonkeyPatch) -> None:
    main(["sync"])
    _at("2026-03-04T07:00+00:00", monkeypatch)
    late = max(_entries().values(), key=lambda entry: entry.span)
    _meetings(late.span)
    assert main(["sync"]) in {0, 3}
    assert {session[:8] for session in _entries()} == {"2026-W10", "2026-W11"}
    assert not any(entry.span.overlaps(late.span) for entry in _entries().values())


def test_json_is_the_plan_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "--json"]) == 0
    printed = capsys.readouterr()
    assert {p["id"] for p in json.loads(printed.out)["placements"]} == set(_entries())
    assert "  + " in printed.err


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        (["skip", "yoga"], 2, "the plan knows no session called yoga"),
        (["move", "easy", "Someday"], 2, 'should be an hour such as "Tue 18:00"'),
        (["history", "99"], 2, "there is no version 99"),
        (["history", "9" * 30], 2, "should be the number of a version"),
        (["sync", "--to", "training.ics"], 2, "training.ics is written to already"),
        (["sync", "--to", "https://a.example/b.ics"], 2, "should be the path of a file"),
        (["history", "first"], 2, "should be the number of a version"),
        (["undo"], 2, "there is no version before the one that stands"),
        (["done", "easy", "--not"], 2, "the log does not say that 2026-W10-easy was done"),
        (["sync", "--database", "office.ics"], 2, "office.ics cannot be used as the database"),
        (["sync", "--database", "office.ics/place.db"], 2, "cannot be used as the database"),
    ],
)
def test_bad_requests_are_one_line_and_a_hint(
    capsys: pytest.CaptureFixture[str], command: list[str], code: int, says: str
) -> None:
    main(["sync"])
    before = SHOWN.read_bytes()
    said = _says(capsys, *command, code=code)
    assert says in said
    assert "hint: " in said
    assert SHOWN.read_bytes() == before


def test_without_a_calendar_to_write_to_it_says_how_to_name_one(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text(CONFIG.replace('[[target]]\nics = "training.ics"', ""), encoding="utf-8")
    assert "[[target]]" in _says(capsys, "sync", code=2)
    assert main(["sync", "--to", "training.ics"]) == 0
    assert _entries()


def test_an_emptied_calendar_is_doubted(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    _by_hand(*(replace(entry, cancelled=True) for entry in _entries().values()))
    assert "are gone" in _says(capsys, "sync", code=4)
    before = set(_entries())
    main(["sync", "--force"])
    assert not _entries()
    assert main(["undo"]) == 0
    assert len(_entries()) == 6 > len(before)


def test_undo_does_not_delete_a_week_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    main(["sync", "--from", "2026-03-09"])
    assert "6 of the 6 sessions of 2026-W11 would be deleted" in _says(capsys, "undo", code=4)
    assert main(["undo", "--force"]) == 0
    assert {session[:8] for session in _entries()} == {"2026-W10"}


def test_a_far_week_forgets_nothing_of_the_near_one(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    near = _entries()
    _by_hand(_moved(near["2026-W10-easy"], -HOUR))
    said = _says(capsys, "sync", "--from", "2026-04-13")
    assert "You moved Easy run" in said
    assert "gone" not in _says(capsys, "history", "2")
    assert main(["skip", "easy"]) == 0
    assert "2026-W10-easy" not in _entries()


def test_plan_and_why_speak_of_what_was_synced(capsys: pytest.CaptureFixture[str]) -> None:
    main(["sync"])
    main(["move", "easy", "Sun 07:00"])
    main(["skip", "mobility"])
    planned = json.loads(_says(capsys, "plan", "--json"))
    assert {p["id"]: datetime.fromisoformat(p["start"]) for p in planned["placements"]} == {
        session: entry.span.start for session, entry in _entries().items()
    }
    assert "Sun 07:00" in _says(capsys, "why", "easy")


def test_check_asks_the_calendars_to_write_to_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert "training.ics: shows 0 sessions of yours to come." in _says(capsys, "check")
    main(["sync"])
    assert "training.ics: shows 6 sessions of yours to come." in _says(capsys, "check")
    SHOWN.write_text("BEGIN:VCALENDAR", encoding="utf-8")
    assert "training.ics could not be read" in _says(capsys, "check", code=5)
