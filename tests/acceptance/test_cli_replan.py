"""`liftrun plan` run again: sessions stay where they can, and every move is reported with its reason."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from integrations._shared.icalendar.feed import read
from service.cli.main import main
from service.domain.entry import Entry
from service.domain.training import Kind
from service.domain.wording import NAMES
from tests.fakes.clock import FakeClock
from tests.office import office_hours

BERLIN = ("--timezone", "Europe/Berlin", "--from", "2026-03-02")
FRIDAY_BEFORE = "2026-02-27T12:00+00:00"
WEDNESDAY_NOON = "2026-03-04T12:00+01:00"
MEETING = """BEGIN:VEVENT
UID:board
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}
DTEND;TZID=Europe/Berlin:{end:%Y%m%dT%H%M%S}
SUMMARY:Board meeting
END:VEVENT
"""


@pytest.fixture(autouse=True)
def _friday_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office calendar in the current folder, on the Friday before the week."""
    monkeypatch.chdir(tmp_path)
    _at(FRIDAY_BEFORE, monkeypatch)
    _write_calendar()


def _at(instant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock.at(instant))


def _write_calendar(*meetings: str) -> None:
    Path("office.ics").write_bytes(office_hours(*meetings))


def _meeting_on(placement: dict[str, Any]) -> str:
    """A meeting over the very hour of a session."""
    start, end = (datetime.fromisoformat(placement[key]).replace(tzinfo=None) for key in ("start", "end"))
    return MEETING.format(start=start, end=end)


def _plan(*arguments: str) -> int:
    return main(["plan", "--busy", "office.ics", *BERLIN, *arguments])


def _document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert _plan(*arguments, "--json") in {0, 3}
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def _written(document: dict[str, Any]) -> str:
    Path("plan.json").write_text(json.dumps(document), encoding="utf-8")
    return "plan.json"


def _starts(document: dict[str, Any]) -> dict[str, str]:
    return {placement["id"]: placement["start"] for placement in document["placements"]}


def _entries() -> dict[str, Entry]:
    return {entry.session: entry for entry in read(Path("training.ics").read_bytes())}


def test_a_first_plan_has_nothing_to_compare(capsys: pytest.CaptureFixture[str]) -> None:
    assert _plan("--out", "training.ics") == 0
    printed = capsys.readouterr().out
    assert "changed" not in printed.lower()
    assert _document(capsys)["changes"] == []


def test_the_same_calendar_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = _document(capsys)
    again = _document(capsys, "--against", _written(before))
    assert again["changes"] == []
    assert _starts(again) == _starts(before)
    assert _plan("--against", "plan.json") == 0
    assert "Nothing changed." in capsys.readouterr().out


@pytest.mark.parametrize("number", [0, 2, 3, -1])
def test_a_meeting_on_a_session_moves_exactly_that_session(
    number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _document(capsys)
    hit = before["placements"][number]
    _write_calendar(_meeting_on(hit))
    after = _document(capsys, "--against", _written(before))
    moved = {name for name, start in _starts(before).items() if _starts(after)[name] != start}
    assert moved == {hit["id"]}
    (change,) = after["changes"]
    to = _starts(after)[hit["id"]]
    assert (change["id"], change["kind"], change["from"], change["to"]) == (
        hit["id"], "moved", hit["start"], to
    )  # fmt: skip
    assert change["sentence"].endswith(": it meets “Board meeting”.")


def test_what_moved_is_told_above_the_week_and_not_as_given_up(capsys: pytest.CaptureFixture[str]) -> None:
    before = _document(capsys)
    hit = before["placements"][0]
    _write_calendar(_meeting_on(hit))
    assert _plan("--against", _written(before)) == 0
    printed = capsys.readouterr().out
    told, week = printed.split("training  ", 1)
    stood = datetime.fromisoformat(hit["start"])
    assert f"\nChanged\n  {NAMES[Kind(hit['kind'])]} moved from {stood:%a %H:%M} to " in told
    assert "it meets “Board meeting”." in told
    assert "stay-put" not in week


def test_a_feed_that_was_written_is_a_plan_before_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert _plan("--out", "training.ics") == 0
    capsys.readouterr()
    first = _document(capsys)
    _write_calendar(_meeting_on(first["placements"][0]))
    after = _document(capsys, "--against", "training.ics")
    assert [change["id"] for change in after["changes"]] == [first["placements"][0]["id"]]


def test_what_out_has_written_is_the_plan_before_unless_told_to_forget_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    narrow = '[athlete]\nlikes = "{}"\n'
    Path("config.toml").write_text(narrow.format("17:00-20:30"), encoding="utf-8")
    before = _document(capsys, "--out", "training.ics")
    Path("config.toml").write_text(narrow.format("06:00-09:00"), encoding="utf-8")
    assert _starts(_document(capsys, "--out", "training.ics")) == _starts(before)
    fresh = _document(capsys, "--out", "training.ics", "--fresh")
    assert _starts(fresh) != _starts(before)
    assert fresh["changes"] == []


def test_a_move_is_one_revision_and_the_next_run_leaves_the_file_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = _document(capsys, "--out", "training.ics")
    entries, hit = _entries(), before["placements"][0]
    _write_calendar(_meeting_on(hit))
    assert _plan("--out", "training.ics") == 0
    moved = Path("training.ics").read_bytes()
    assert {name for name, e in _entries().items() if e.span != entries[name].span} == {hit["id"]}
    assert _entries()[hit["id"]].sequence == entries[hit["id"]].sequence + 1
    assert _plan("--out", "training.ics") == 0
    assert Path("training.ics").read_bytes() == moved


def test_on_wednesday_what_was_done_is_kept_and_not_planned_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _document(capsys, "--out", "training.ics")
    entries = _entries()
    _at(WEDNESDAY_NOON, monkeypatch)
    after = _document(capsys, "--out", "training.ics")
    done = {name for name, start in _starts(before).items() if start < WEDNESDAY_NOON}
    assert len(done) >= 2
    assert {each["id"] for each in after["done"]} == done
    assert {name: _entries()[name] for name in done} == {name: entries[name] for name in done}
    assert _starts(after) == {name: s for name, s in _starts(before).items() if name not in done}
    assert _plan("--out", "training.ics") == 0
    printed = capsys.readouterr().out
    for each in after["done"]:
        start, end = (datetime.fromisoformat(each[key]) for key in ("start", "end"))
        assert f"{start:%H:%M}–{end:%H:%M}  {NAMES[Kind(each['kind'])]}, taken as done" in printed


def test_plans_handed_on_as_json_alone_lose_nothing_that_was_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _document(capsys)
    _at(WEDNESDAY_NOON, monkeypatch)
    second = _document(capsys, "--against", _written(first))
    _at("2026-03-05T12:00+01:00", monkeypatch)
    third = _document(capsys, "--against", _written(second))
    assert {each["id"] for each in third["done"]} | set(_starts(third)) == set(_starts(first))
    assert third["changes"] == []


def test_what_is_pinned_in_the_plan_before_stays_though_nobody_likes_the_hour(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = _document(capsys)
    pinned = before["placements"][0]
    start = datetime.fromisoformat("2026-03-02T20:45:00+01:00")
    pinned |= {"pinned": True, "start": start.isoformat()}
    pinned["end"] = (start + timedelta(minutes=pinned["minutes"])).isoformat()
    after = _document(capsys, "--against", _written(before))
    (kept,) = (placement for placement in after["placements"] if placement["id"] == pinned["id"])
    assert (kept["start"], kept["pinned"]) == (pinned["start"], True)
    again = _document(capsys, "--against", _written(after))
    assert again["changes"] == []


def test_a_session_that_is_asked_for_no_more_is_gone_and_another_is_new(
    capsys: pytest.CaptureFixture[str],
) -> None:
    two = '[[session]]\nkind = "easy"\n[[session]]\nkind = "{}"\n'
    Path("config.toml").write_text(two.format("upper"), encoding="utf-8")
    before = _document(capsys)
    Path("config.toml").write_text(two.format("lower"), encoding="utf-8")
    changes = {change["id"]: change for change in _document(capsys, "--against", _written(before))["changes"]}
    assert {name: change["kind"] for name, change in changes.items()} == {
        "2026-W10-upper": "gone", "2026-W10-lower": "new"
    }  # fmt: skip
    assert changes["2026-W10-upper"]["to"] is None
    assert changes["2026-W10-upper"]["sentence"].endswith("is gone: it is not asked for any more.")
    assert changes["2026-W10-lower"]["from"] is None


def test_a_plan_of_other_weeks_has_nothing_to_do_with_this_one(capsys: pytest.CaptureFixture[str]) -> None:
    _written(_document(capsys))
    assert _plan("--from", "2026-03-16", "--against", "plan.json") == 0
    printed = capsys.readouterr()
    assert "warning: plan.json holds nothing of these weeks" in printed.err
    assert "changed" not in printed.out.lower()


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, 2, "--against: before could not be read: no such file or directory"),
        (b"%PDF-1.4", 2, "--against: before is neither a plan's JSON nor a calendar"),
        (b"", 2, "--against: before is neither a plan's JSON nor a calendar"),
        (b"[" * 100_000, 2, "--against: before is neither a plan's JSON nor a calendar"),
        (b"[]", 2, "--against: before holds no plan of schema 1"),
        (b'{"schema": 1, "athlete": "anna"}', 2, "before is a plan of the athlete anna, not of me"),
        (b'{"schema": 1, "athlete": "me"}', 2, "before holds a placement that cannot be read"),
        (office_hours(), 2, "before holds no session of the athlete me"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMM", 5, "before could not be read: it is no feed of ours"),
    ],
)
def test_a_file_that_is_no_plan_gets_one_line_and_a_hint(
    content: bytes | None, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        Path("before").write_bytes(content)
    assert _plan("--against", "before") == code
    printed = capsys.readouterr()
    complaint, hint = [line for line in printed.err.splitlines() if not line.endswith(" ...")]
    assert said in complaint
    assert hint.startswith("hint: ")
    assert not printed.out


def test_one_cannot_compare_and_forget(capsys: pytest.CaptureFixture[str]) -> None:
    assert _plan("--against", "plan.json", "--fresh") == 2
    assert "--fresh: not allowed with argument --against" in capsys.readouterr().err
