"""`liftrun busy` as a person and as a program run it."""

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from service.cli.main import main
from tests.integrations.web_server import Reply, serving

WORK = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//Work//EN
BEGIN:VEVENT
UID:standup
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260302T090000
DTEND;TZID=Europe/Berlin:20260302T093000
RRULE:FREQ=DAILY;COUNT=2
SUMMARY:Stand-up
END:VEVENT
BEGIN:VEVENT
UID:review
DTSTAMP:20260101T000000Z
DTSTART:20260302T081500Z
DTEND:20260302T090000Z
SUMMARY:Review\\nwith \x1b[31mQA
ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com
END:VEVENT
END:VCALENDAR
"""
HOME = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//Home//EN
BEGIN:VEVENT
UID:trip
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260303
SUMMARY:Trip
END:VEVENT
BEGIN:VEVENT
UID:broken
DTSTAMP:20260101T000000Z
DTSTART:someday
END:VEVENT
END:VCALENDAR
"""
WINDOW = ("--start", "2026-03-02", "--end", "2026-03-04", "--timezone", "Europe/Berlin")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("work.ics").write_text(WORK, encoding="utf-8")
    Path("home.ics").write_text(HOME, encoding="utf-8")


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["busy", *arguments, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert isinstance(document, dict)
    return document


def test_json_is_the_object_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    document = _json(capsys, "--busy", "work.ics", "--busy", "home.ics", *WINDOW)
    assert list(document) == ["schema", "busy", "sources", "warnings"]
    assert document["schema"] == 1
    assert document["busy"] == [
        ["2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"],
        ["2026-03-02T23:00:00Z", "2026-03-03T23:00:00Z"],
    ]
    work, home = document["sources"]
    assert list(work) == ["name", "kind", "read_at", "busy_spans", "warnings"]
    assert (work["name"], work["kind"], work["busy_spans"], work["warnings"]) == ("work.ics", "ics", 2, [])
    assert work["read_at"].endswith("Z")
    (warning,) = home["warnings"]
    assert "broken" in warning
    assert document["warnings"] == [f"home.ics: {warning}"]


def test_busy_time_is_cut_at_both_ends_of_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    ends = ("--start", "2026-03-02T09:45", "--end", "2026-03-02T08:50Z", "--timezone", "Europe/Berlin")
    assert _json(capsys, "--busy", "work.ics", *ends)["busy"] == [
        ["2026-03-02T08:45:00Z", "2026-03-02T08:50:00Z"]
    ]


def test_what_i_declined_takes_no_time(capsys: pytest.CaptureFixture[str]) -> None:
    document = _json(capsys, "--busy", "work.ics", "--me", "me@example.com", *WINDOW)
    assert document["busy"][0] == ["2026-03-02T08:00:00Z", "2026-03-02T08:30:00Z"]


def test_people_get_a_list_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["busy", "--busy", "work.ics", "--busy", "home.ics", *WINDOW]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "Mon 2 Mar",
        "  09:00–09:30  Stand-up (work.ics)",
        "  09:15–10:00  Review with [31mQA (work.ics)",
        "Tue 3 Mar",
        "  all day      Trip (home.ics)",
        "  09:00–09:30  Stand-up (work.ics)",
    ]
    assert printed.err.startswith("warning: home.ics: ")
    assert len(printed.err.splitlines()) == 1


def test_a_free_day_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["busy", "--busy", "work.ics", "--start", "2026-03-05", "--end", "2026-03-06"]) == 0
    assert capsys.readouterr().out == "You are not busy at all.\n"


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(WORK.encode())))
    document = _json(capsys, "--busy", "-", "--busy", "-", *WINDOW)
    assert [source["name"] for source in document["sources"]] == ["stdin"]
    assert len(document["busy"]) == 2


def test_the_file_names_calendars_and_zone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text(
        '[athlete]\ntimezone = "Asia/Tokyo"\n[[calendar]]\nname = "Work"\nics = "work.ics"\n',
        encoding="utf-8",
    )
    document = _json(capsys, "--start", "2026-03-02", "--end", "2026-03-03")
    assert [source["name"] for source in document["sources"]] == ["Work"]
    assert document["busy"] == [["2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"]]
    both = _json(capsys, "--busy", "home.ics", *WINDOW)
    assert [source["name"] for source in both["sources"]] == ["Work", "home.ics"]


def test_a_feed_of_an_allowed_host_never_shows_its_secret_path(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Reply(body=WORK.encode())) as server:
        Path("own.toml").write_text(
            f'[[calendar]]\nics = "{server.url}hush.ics"\nallow_hosts = ["127.0.0.1"]\n', encoding="utf-8"
        )
        document = _json(capsys, "--config", "own.toml", *WINDOW)
    assert [source["name"] for source in document["sources"]] == ["127.0.0.1"]
    assert "hush" not in json.dumps(document)


def test_a_host_the_network_table_names_may_be_asked_by_flag_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.toml").write_text('[network]\nallow_hosts = ["127.0.0.1"]\n', encoding="utf-8")
    with serving(Reply(body=WORK.encode())) as server:
        document = _json(capsys, "--config", "own.toml", "--busy", f"{server.url}hush.ics", *WINDOW)
    assert len(document["busy"]) == 2


def test_a_private_address_is_refused_without_its_secret_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["busy", "--busy", "http://127.0.0.1:1/hush.ics", *WINDOW]) == 5
    error = capsys.readouterr().err
    assert "allow_hosts" in error
    assert "hush" not in error


def test_a_calendar_that_cannot_be_read_is_never_free(capsys: pytest.CaptureFixture[str]) -> None:
    Path("page.ics").write_text("<html>Please sign in</html>")
    both = ["busy", "--busy", "work.ics", "--busy", "page.ics", "--busy", "none.ics", *WINDOW]
    assert main(both) == 5
    printed = capsys.readouterr()
    assert not printed.out
    message, hint = printed.err.splitlines()
    assert "page.ics could not be read" in message
    assert "none.ics could not be read" in message
    assert hint.startswith("hint: ")


def test_an_unreadable_calendar_may_be_ignored(capsys: pytest.CaptureFixture[str]) -> None:
    document = _json(capsys, "--busy", "work.ics", "--busy", "none.ics", "--ignore-unreadable", *WINDOW)
    work, none = document["sources"]
    assert (work["busy_spans"], none["busy_spans"]) == (2, 0)
    assert none["warnings"]
    assert document["warnings"] == [f"none.ics: {none['warnings'][0]}"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--busy", "work.ics"], "--start"),
        ([*WINDOW], "there is no calendar to read"),
        (["--busy", "work.ics", "--start", "2026-03-02", "--end", "2026-03-02"], "is not after --start"),
        (["--busy", "work.ics", "--start", "Monday", "--end", "2026-03-02"], "--start: Monday is no date"),
        (["--busy", "work.ics", "--start", "0001-01-01T00:00+14:00", "--end", "2026-03-02"], "is no date"),
        (["--busy", "ftp://hush/x", *WINDOW], "--busy: should begin with https://"),
        (["--busy", "work.ics", *WINDOW, "--timezone", "Berlin"], "did you mean Europe/Berlin?"),
        (["--config", "none.toml", *WINDOW], "none.toml: there is no such file"),
    ],
)
def test_a_mistake_gets_one_line_a_hint_and_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["busy", *arguments]) == 2
    printed = capsys.readouterr()
    message, hint = printed.err.splitlines()
    assert said in message
    assert "hush" not in message
    assert hint.startswith("hint: ")
    assert not printed.out


def test_in_a_process_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "service.cli", "busy", "--busy", "-", *WINDOW, "--json"]
    repository = Path(__file__).parents[2]
    done = subprocess.run(
        command,
        input=WORK.encode(),
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(repository)},
    )
    assert done.stderr == b""
    assert json.loads(done.stdout)["busy"][0] == ["2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"]
