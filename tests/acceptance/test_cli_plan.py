"""`liftrun plan` from files on disk to the printed week."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from integrations._shared.icalendar.feed import read
from service.cli.main import main
from tests.fakes.clock import FakeClock
from tests.office import office_hours

MONDAY = "2026-03-02"
BERLIN = ("--timezone", "Europe/Berlin", "--from", MONDAY)
BLOCKED = """BEGIN:VEVENT
UID:away-{number}
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:{first}
DTEND;VALUE=DATE:{last}
SUMMARY:Away
END:VEVENT
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A calendar of office hours."""
    return _calendar(tmp_path, "office.ics")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of the developer's own lies in the current folder, and the week is yet to come."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock.at("2026-02-27T12:00+00:00"))


def _calendar(folder: Path, name: str, *away: tuple[str, str]) -> Path:
    more = "".join(BLOCKED.format(number=n, first=first, last=last) for n, (first, last) in enumerate(away))
    path = folder / name
    path.write_bytes(office_hours(more))
    return path


def _plan_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    main(["plan", *arguments, "--json"])
    document = json.loads(capsys.readouterr().out)
    assert isinstance(document, dict)
    return document


def test_only_a_calendar_is_needed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "--busy", str(office), *BERLIN]) == 0
    printed = capsys.readouterr().out
    for words in ("Mon 2 Mar to Sun 8 Mar 2026", "  Intervals ", "  Long run ", "office.ics read"):
        assert words in printed


def test_the_json_is_the_one_of_the_contract(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = _plan_json(capsys, "--busy", str(office), *BERLIN, "--template", "lift-first")
    assert list(document) == [
        "schema", "athlete", "timezone", "made_at", "horizon", "sources", "placements", "done", "dropped",
        "broken", "changes", "notes", "settings", "proven_optimal", "bound", "solve_ms",
    ]  # fmt: skip
    assert document["horizon"] == {"start": "2026-03-02T00:00:00+01:00", "end": "2026-03-09T00:00:00+01:00"}
    placements = {p["id"]: p for p in document["placements"]}  # type: ignore[attr-defined]
    upper, easy = placements["2026-W10-upper"], placements["2026-W10-easy"]
    assert set(upper) == {
        "id", "uid", "kind", "discipline", "effort", "start", "end", "minutes",
        "joined_with", "pinned", "why",
    }  # fmt: skip
    assert (upper["joined_with"], easy["joined_with"]) == (easy["id"], upper["id"])
    assert (upper["discipline"], upper["effort"], upper["minutes"]) == ("lift", "hard", 60)
    assert all(p["why"] and p["uid"].endswith("@liftrun") for p in placements.values())


def test_the_long_run_after_friday_legs_is_moved_and_said(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--busy", str(office), *BERLIN, "--template", "lift-first")
    document = _plan_json(capsys, *arguments)
    long = next(p for p in document["placements"] if p["kind"] == "long")  # type: ignore[attr-defined]
    assert long["start"].startswith("2026-03-08"), "not the Saturday that the template wishes"
    said = r"Long run \(Sun ..:..\) stands 1 day from Sat, its usual day.*:"
    because = r"\S+ h.* from Full body \(Fri ..:..\) to Long run \(Sat ..:..\), .*\."
    (why,) = (
        why for why in long["why"] if why["rule"] == "heavy-legs-before-long-run" and "Sat" in why["sentence"]
    )
    assert re.fullmatch(f"{said} {because}", why["sentence"])
    main(["plan", *arguments])
    printed = capsys.readouterr().out
    assert re.search(f"^  {said}\n    {because} \\(heavy-legs-before-long-run\\)$", printed, re.MULTILINE)


OWN_SESSIONS = """
[[session]]
kind = "upper"
id = "bench"
days = ["Mon"]
[[session]]
kind = "upper"
id = "press"
effort = "max"
days = ["Thu"]
[[session]]
kind = "easy"
"""


def test_sessions_with_ids_of_their_own_are_told_apart(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("config.toml").write_text(OWN_SESSIONS, encoding="utf-8")
    assert main(["plan", "--busy", str(office), *BERLIN]) == 0
    printed = capsys.readouterr().out
    assert "  Upper body (bench)" in printed
    assert "  Upper body, max effort (press)" in printed
    assert "Easy run (" not in printed.partition("Given up")[0]


def test_ids_are_told_of_what_found_no_room_too(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    never = '[athlete]\nhours = "12:00-12:30"\n'
    Path("config.toml").write_text(never + OWN_SESSIONS, encoding="utf-8")
    assert main(["plan", "--busy", str(office), *BERLIN]) == 3
    printed = capsys.readouterr().out
    assert "  Upper body (bench), 1 h" in printed
    assert "  Easy run, 40 min" in printed


def test_only_the_dearest_of_what_was_given_up_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = _calendar(tmp_path, "office.ics", ("20260305", "20260308"))
    Path("config.toml").write_text('[athlete]\nhours = "05:00-09:00"\n', encoding="utf-8")
    arguments = ("--busy", str(office), *BERLIN, "--template", "lift-first")
    costs = [each["cost"] for each in _plan_json(capsys, *arguments)["broken"]]  # type: ignore[attr-defined]
    main(["plan", *arguments])
    given_up = capsys.readouterr().out.partition("Given up\n")[2].partition("\n\n")[0]
    lines = [line for line in given_up.splitlines() if not line.startswith("    ")]
    smaller = sum(cost >= 30 for cost in costs) - 6
    assert smaller > 1
    assert len(lines) == 7
    assert lines[-1] == f"  and {smaller} smaller ones (--json lists them)"


def test_nothing_stands_on_busy_time(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = _plan_json(capsys, "--busy", str(office), *BERLIN, "--weeks", "2")
    for placement in document["placements"]:  # type: ignore[attr-defined]
        start, end = (datetime.fromisoformat(placement[key]) for key in ("start", "end"))
        is_workday = start.weekday() < 5
        assert not (is_workday and start.hour < 17 and (end.hour, end.minute) > (9, 0))


def test_a_full_week_drops_sessions_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = _calendar(tmp_path, "away.ics", ("20260303", "20260309"))
    arguments = ["plan", "--busy", str(away), *BERLIN, "--out", "training.ics"]
    assert main(arguments) == 3
    printed = capsys.readouterr().out
    assert "No room for" in printed
    assert " of training, 2 h 30 min is the most. (minutes-a-day)" in printed
    assert "There is no room for 1 h on any other day. (only-free-time)" in printed
    assert Path("training.ics").exists(), "the sessions that fit are still written"


def test_a_week_without_leg_work_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = _calendar(tmp_path, "away.ics", ("20260302", "20260306"), ("20260307", "20260309"))
    Path("config.toml").write_text(
        '[athlete]\nhours = "17:00-18:00"\n[[session]]\nkind = "full"\n[[session]]\nkind = "easy"\n',
        encoding="utf-8",
    )
    assert main(["plan", "--busy", str(away), *BERLIN]) == 3
    assert "No leg session is left this week. (never-miss-leg-day)" in capsys.readouterr().out


def test_strict_writes_nothing_when_a_session_is_dropped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    away = _calendar(tmp_path, "away.ics", ("20260303", "20260309"))
    assert main(["plan", "--busy", str(away), *BERLIN, "--out", "training.ics", "--strict"]) == 3
    printed = capsys.readouterr()
    assert not printed.out
    message = re.search(
        r"(\d) of \d sessions found no room, so nothing was written: (.+)\.$", printed.err, re.MULTILINE
    )
    assert message
    names = message[2].split(", ")
    assert len(names) == int(message[1])
    assert all(re.fullmatch(r"[A-Z][a-z ]+ \(2026-W10\)", name) for name in names)
    assert not Path("training.ics").exists()


def test_a_second_run_leaves_the_file_byte_for_byte(office: Path) -> None:
    arguments = ["plan", "--busy", str(office), *BERLIN, "--out", "training.ics"]
    assert main(arguments) == 0
    first = Path("training.ics").read_bytes()
    assert main(arguments) == 0
    assert Path("training.ics").read_bytes() == first


def test_a_meeting_on_a_session_moves_it_and_keeps_its_uid(office: Path, tmp_path: Path) -> None:
    assert main(["plan", "--busy", str(office), *BERLIN, "--out", "training.ics"]) == 0
    before = {entry.session: entry for entry in read(Path("training.ics").read_bytes())}
    saturday_away = _calendar(tmp_path, "office.ics", ("20260307", "20260309"))
    main(["plan", "--busy", str(saturday_away), *BERLIN, "--out", "training.ics"])
    after = {entry.session: entry for entry in read(Path("training.ics").read_bytes())}
    moved = [name for name in before if name in after and before[name].span != after[name].span]
    assert moved
    for name in moved:
        assert after[name].uid == before[name].uid
        assert after[name].sequence == before[name].sequence + 1


def test_our_own_feed_in_the_athletes_calendar_is_not_busy_time(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = _plan_json(capsys, "--busy", str(office), *BERLIN)
    assert main(["plan", "--busy", str(office), *BERLIN, "--out", "training.ics"]) == 0
    capsys.readouterr()
    with_feed = _plan_json(capsys, "--busy", str(office), "--busy", "training.ics", *BERLIN)
    assert with_feed["placements"] == alone["placements"]


def test_last_weeks_legs_hold_back_this_weeks(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sunday = tmp_path / "sunday.ics"
    sunday.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:x@liftrun\nDTSTAMP:20260101T000000Z\n"
        "DTSTART:20260301T160000Z\nDTEND:20260301T170000Z\nX-LIFTRUN-SESSION:2026-W09-lower\n"
        "X-LIFTRUN-KIND:lower\nX-LIFTRUN-EFFORT:hard\nSUMMARY:Lower body\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    template = ("--template", "endurance-plus-two")
    tired = _plan_json(capsys, "--busy", str(office), "--busy", str(sunday), *BERLIN, *template)
    intervals = next(p for p in tired["placements"] if p["kind"] == "intervals")  # type: ignore[attr-defined]
    assert datetime.fromisoformat(intervals["start"]) >= datetime.fromisoformat("2026-03-02T18:00:00+01:00")
    sentences = [broken["sentence"] for broken in tired["broken"]]  # type: ignore[attr-defined]
    rested = intervals["start"] >= "2026-03-03T18"
    assert rested or any("from Lower body (Sun 17:00) to Intervals" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "there is no calendar to plan around"),
        (["--busy", "no-such.ics", *BERLIN], 5, "no-such.ics could not be read"),
        (["--busy", "office.ics", "--from", "yesterday"], 2, "yesterday is no date"),
        (["--busy", "office.ics", "--weeks", "5"], 2, "from 1 to 4"),
        (["--busy", "office.ics", "--goal", "muscles"], 2, "did you mean muscle?"),
        (["--busy", "office.ics", "--level", "expert"], 2, "choose one of beginner"),
        (["--busy", "office.ics", "--template", "lift-frist"], 2, "did you mean lift-first?"),
        (["--busy", "office.ics", "--timezone", "Europe/Berln"], 2, "did you mean Europe/Berlin?"),
        (["--busy", "office.ics", *BERLIN, "--out", "no/such/folder.ics"], 5, "could not be written"),
        (["--busy", "office.ics", "--out"], 2, "expected one argument"),
        (["--busy", "office.ics", "--jsn"], 2, "--jsn"),
    ],
)
@pytest.mark.usefixtures("office")
def test_a_mistake_gets_one_line_a_hint_and_its_code(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", *arguments]) == code
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    complaint, hint = [line for line in lines if not line.endswith(" ...")]
    assert said in complaint
    assert hint.startswith("hint: ")
    assert not printed.out


def test_an_unreadable_calendar_stops_the_plan_unless_told_otherwise(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.ics"
    broken.write_text("<html>Please sign in</html>")
    both = ["plan", "--busy", str(office), "--busy", str(broken), *BERLIN]
    assert main([*both, "--out", "training.ics"]) == 5
    assert not Path("training.ics").exists()
    capsys.readouterr()
    assert main([*both, "--ignore-unreadable"]) == 0
    assert "broken.ics" in capsys.readouterr().err


def test_a_file_that_is_not_ours_is_never_written_over(office: Path) -> None:
    mine = office.read_bytes()
    assert main(["plan", "--busy", str(office), *BERLIN, "--out", str(office)]) == 4
    assert office.read_bytes() == mine


def test_what_stands_before_the_first_day_is_neither_moved_nor_planned_again(office: Path) -> None:
    assert main(["plan", "--busy", str(office), *BERLIN, "--out", "training.ics"]) == 0
    before = {entry.session: entry for entry in read(Path("training.ics").read_bytes())}
    thursday = ("--timezone", "Europe/Berlin", "--from", "2026-03-05")
    assert main(["plan", "--busy", str(office), *thursday, "--out", "training.ics"]) == 0
    after = {entry.session: entry for entry in read(Path("training.ics").read_bytes())}
    assert set(after) == set(before)
    early = [name for name, entry in before.items() if entry.span.start.day < 5]
    assert early
    assert all(after[name] == before[name] for name in early)
