"""`liftrun why` and `liftrun why-not`, from a calendar on disk to the printed answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.cli.main import main
from tests.fakes.clock import FakeClock
from tests.office import office_hours

ARGUMENTS = (
    *("--busy", "work.ics", "--timezone", "Europe/Berlin"),
    *("--from", "2026-03-02", "--template", "endurance-plus-two"),
)
BOARD = """BEGIN:VEVENT
UID:board
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260303T173000
DTEND;TZID=Europe/Berlin:20260303T190000
SUMMARY:Board meeting
END:VEVENT
"""
AWAY = """BEGIN:VEVENT
UID:away
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:20260303
DTEND;VALUE=DATE:20260309
SUMMARY:Away
END:VEVENT
"""


@pytest.fixture(autouse=True)
def _work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with one calendar in it, on the Friday before the week."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock.at("2026-02-27T12:00+00:00"))
    write_calendar()


def write_calendar(more: str = "") -> None:
    Path("work.ics").write_bytes(office_hours(BOARD, more))


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments, *ARGUMENTS]) == 0
    return capsys.readouterr().out


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    document = json.loads(printed(capsys, *arguments, "--json"))
    assert isinstance(document, dict)
    return document


def planned(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    main(["plan", *ARGUMENTS, "--json"])
    return {each["id"]: each for each in json.loads(capsys.readouterr().out)["placements"]}


def test_why_says_what_the_plan_says(capsys: pytest.CaptureFixture[str]) -> None:
    lower = planned(capsys)["2026-W10-lower"]
    told = answered(capsys, "why", "lower")
    assert list(told) == [
        "schema", "session", "kind", "minutes", "start", "end", "why", "cost", "broken", "blocked_by",
        "would_fit_if", "sentence",
    ]  # fmt: skip
    assert (told["session"], told["start"], told["why"]) == (lower["id"], lower["start"], lower["why"])
    assert told["cost"] == sum(broken["cost"] for broken in told["broken"])
    text = printed(capsys, "why", "2026-W10-lower")
    assert text.startswith(told["sentence"])
    assert all(f"{reason['sentence']} ({reason['rule']})" in text for reason in told["why"])


def test_why_of_a_session_without_room_says_what_blocks_it_and_what_would_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_calendar(AWAY)
    assert main(["plan", *ARGUMENTS]) == 3
    week = capsys.readouterr().out
    assert "To let it in: " in week
    told = answered(capsys, "why", "upper")
    assert (told["start"], told["why"]) == (None, [])
    assert told["sentence"] == "Upper body found no room."
    assert told["blocked_by"]
    assert told["would_fit_if"]
    text = printed(capsys, "why", "upper")
    for sentence in (*(reason["sentence"] for reason in told["blocked_by"]), *told["would_fit_if"]):
        assert sentence in text
        assert sentence in week


def test_why_not_names_the_meeting(capsys: pytest.CaptureFixture[str]) -> None:
    told = answered(capsys, "why-not", "lower", "Tue 18:00")
    assert list(told) == [
        "schema", "session", "kind", "minutes", "stands", "asked", "verdict", "in_the_way", "price",
        "moves", "drops", "proven_optimal", "sentence",
    ]  # fmt: skip
    assert (told["verdict"], told["asked"]) == ("impossible", "2026-03-03T18:00:00+01:00")
    assert told["price"] is None
    assert {"rule": "only-free-time", "sentence": "“Board meeting” takes Tue 17:30–19:00."} in told[
        "in_the_way"
    ]
    assert "“Board meeting” takes Tue 17:30–19:00." in printed(capsys, "why-not", "lower", "2026-03-03 18:00")


def test_why_not_names_the_price_and_what_makes_it(capsys: pytest.CaptureFixture[str]) -> None:
    told = answered(capsys, "why-not", "lower", "Sat 18:00")
    assert told["verdict"] == "dearer"
    price = told["price"]
    tiers = ("leg_day", "place", "stay", "wish")
    assert list(price) == [*tiers, "dearer", "cheaper"]
    found, saved = (sum(finding["cost"] for finding in price[way]) for way in ("dearer", "cheaper"))
    assert sum(price[tier] for tier in tiers) == found - saved > 0
    text = printed(capsys, "why-not", "lower", "Saturday 18:00")
    assert text.startswith(f"{told['sentence']}\n")
    assert f"{price['dearer'][0]['cost']} points ({price['dearer'][0]['rule']})" in text


def test_why_not_says_who_else_would_move(capsys: pytest.CaptureFixture[str]) -> None:
    before = planned(capsys)
    intervals = before["2026-W10-intervals"]
    day, clock = intervals["start"][:10], intervals["start"][11:16]
    told = answered(capsys, "why-not", "lower", f"{day} {clock}")
    moved = {move["session"]: move for move in told["moves"]}
    assert moved[intervals["id"]]["from"] == intervals["start"]
    assert moved[intervals["id"]]["to"] != intervals["start"]
    assert all(before[name]["start"] == move["from"] for name, move in moved.items())


def test_why_not_at_its_own_hour_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    stands = planned(capsys)["2026-W10-lower"]["start"]
    told = answered(capsys, "why-not", "lower", f"{stands[:10]} {stands[11:16]}")
    assert (told["verdict"], told["stands"], told["asked"]) == ("chosen", stands, stands)


def test_asking_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "why", "lower", "--out", "training.ics")
    printed(capsys, "why-not", "lower", "Sat 18:00", "--out", "training.ics")
    assert not Path("training.ics").exists()


@pytest.mark.parametrize(
    ("question", "said", "hint"),
    [
        (["why", "lowr"], "the plan has no session lowr still to come", "2026-W10-lower"),
        (["why", "yoga"], "the plan has no session yoga still to come", "Choose one of: upper, "),
        (["why", "2026-W11-lower"], "no session 2026-W11-lower", "2026-W10-lower"),
        (["why", "lower", "--weeks", "2"], "lower may be 2026-W10-lower or 2026-W11-lower", "which of them"),
        (["why-not", "lower", "tomorrow"], '"tomorrow" should be an hour such as "Tue 18:00"', "--help"),
        (["why-not", "lower", "Tux 18:00"], "Tux is no day of the week", "--help"),
        (["why-not", "lower", "Tue 24:00"], "24:00 is a time no clock shows", "--help"),
        (["why-not", "lower", "2026-02-30 18:00"], "2026-02-30 is no date", "--help"),
        (["why-not", "lower", "2026-03-09 18:00"], "2026-03-09 lies outside the week", "--from"),
        (["why-not", "lower"], "the following arguments are required: HOUR", "--help"),
    ],
)
def test_a_mistake_gets_one_line_and_a_hint(
    question: list[str], said: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*question, *ARGUMENTS]) == 2
    told = capsys.readouterr()
    complaint, advice = [line for line in told.err.splitlines() if not line.endswith(" ...")]
    assert said in complaint
    assert hint in advice
    assert not told.out


def test_a_calendar_that_cannot_be_read_answers_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "lower", "--busy", "gone.ics", "--from", "2026-03-02"]) == 5
    assert "gone.ics could not be read" in capsys.readouterr().err
