"""`liftrun audit` for people and for programs, on files, on standard input and over HTTP."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from service.cli.main import main
from tests.fakes.clock import FakeClock
from tests.integrations.web_server import Reply, serving

EVENT = """BEGIN:VEVENT
UID:{number}
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:{day}T{start}00
DTEND;TZID=Europe/Berlin:{day}T{end}00
SUMMARY:{title}
END:VEVENT
"""
BERLIN = ("--timezone", "Europe/Berlin")
WEEK = (*BERLIN, "--from", "2026-03-02", "--weeks", "1")

LEGS = "20260302 1800-1900 Leg day"
TRACK = "20260303 0700-0800 Track 8x400"
CLEAN = ("20260302 1800-1900 Upper body", "20260305 1800-1840 Easy run")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of the developer's own lies in the current folder, and it is Wednesday."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock.at("2026-03-04T12:00+00:00"))


def calendar(*events: str, name: str = "mine.ics") -> str:
    """A file of events such as "20260302 1800-1900 Leg day"."""
    text = "".join(
        EVENT.format(
            number=number,
            day=event[:8],
            start=event[9:13],
            end=event[14:18],
            title=event[19:],
        )
        for number, event in enumerate(events)
    )
    Path(name).write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{text}END:VCALENDAR\n", encoding="utf-8")
    return name


def audit_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    main(["audit", *arguments, "--json"])
    document = json.loads(capsys.readouterr().out)
    assert isinstance(document, dict)
    return document


def rules_of(document: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in document["findings"]}


def test_findings_come_with_rule_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", calendar(LEGS, TRACK), *WEEK]) == 3
    printed = capsys.readouterr().out
    assert "12 h from Lower body (Mon 18:00) to Intervals (Tue 07:00), at least 24 h are needed." in printed
    assert "heavy-legs-before-quality-run: Doma K 2013; Thomas K et al. 2018; G0; G1; G4" in printed
    assert "“Leg day” (title: leg day)" in printed
    assert printed.splitlines()[-1].endswith("1 must, 0 better.")


def test_a_clean_calendar_ends_in_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", calendar(*CLEAN), *WEEK]) == 0
    assert "Nothing to say against it." in capsys.readouterr().out


def test_the_json_holds_every_finding_and_session(capsys: pytest.CaptureFixture[str]) -> None:
    document = audit_json(capsys, calendar(LEGS, TRACK, "20260306 1800-1900 Deadlifts"), *WEEK)
    assert list(document) == [
        "schema", "athlete", "goal", "level", "timezone", "calendar", "horizon", "events", "sessions",
        "findings", "warnings",
    ]  # fmt: skip
    first, second, _ = document["sessions"]
    assert first == {
        "id": "2026-03-02-lower", "title": "Leg day", "categories": [], "kind": "lower", "discipline": "lift",
        "effort": "hard", "start": "2026-03-02T18:00:00+01:00", "end": "2026-03-02T19:00:00+01:00",
        "minutes": 60, "joined_with": None, "told_by": "title", "word": "leg day",
        "sport": None, "race": False, "loads_legs": True, "sure": True,
    }  # fmt: skip
    worst = document["findings"][0]
    assert {key: worst[key] for key in ("week", "rule", "kind", "sessions")} == {
        "week": "2026-W10", "rule": "heavy-legs-before-quality-run", "kind": "hard",
        "sessions": [first["id"], second["id"]],
    }  # fmt: skip
    assert {"basis", "citation", "address"} == set(worst["sources"][0])
    assert any(source["address"].startswith("https://doi.org/") for source in worst["sources"])
    assert document["events"] == 3


def test_small_findings_are_only_counted(capsys: pytest.CaptureFixture[str]) -> None:
    nearly = calendar(LEGS, "20260305 1845-1945 Deadlifts")
    assert main(["audit", nearly, *WEEK]) == 0
    assert "1 smaller one in --json." in capsys.readouterr().out
    (finding,) = audit_json(capsys, nearly, *WEEK)["findings"]
    assert (finding["rule"], finding["cost"]) == ("heavy-legs-apart", 15)


def test_what_was_trained_before_counts(capsys: pytest.CaptureFixture[str]) -> None:
    document = audit_json(
        capsys, calendar("20260301 1800-1900 Leg day", "20260302 0700-0800 Track 8x400"), *WEEK
    )
    assert [one["title"] for one in document["sessions"]] == ["Track 8x400"]
    assert "heavy-legs-before-quality-run" in rules_of(document)


def test_the_longest_run_of_a_month_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    runs = ("20260205 0700-0740 Easy run", "20260308 0900-1040 Long run")
    assert "long-run-spike" in rules_of(audit_json(capsys, calendar(*runs), *WEEK))
    earlier = ("20260130 0700-0740 Easy run", runs[1])
    assert "long-run-spike" not in rules_of(audit_json(capsys, calendar(*earlier), *WEEK))


def test_a_visit_of_both_is_judged_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    visit = ("20260302 1800-1900 Upper body", "20260302 1900-1925 Easy run")
    document = audit_json(capsys, calendar(*visit), *WEEK, "--goal", "muscle")
    assert document["sessions"][0]["joined_with"] == document["sessions"][1]["id"]
    assert not document["findings"]
    assert "joined-for-beginners" in rules_of(
        audit_json(capsys, calendar(*visit), *WEEK, "--level", "advanced")
    )


@pytest.mark.parametrize(
    ("flags", "rule"),
    [
        (("--goal", "muscle"), "cardio-cap"),
        (("--level", "beginner"), "sessions-a-day"),
    ],
)
def test_the_athlete_may_be_said_in_flags(
    flags: tuple[str, str], rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    week = calendar("20260302 0700-0800 Run", "20260302 1800-1900 Upper body")
    assert rule not in rules_of(audit_json(capsys, week, *WEEK))
    assert rule in rules_of(audit_json(capsys, week, *WEEK, *flags))


def test_weeks_are_the_coming_ones_or_else_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    this_week = calendar("20260302 1800-1900 Legs", "20260225 1800-1900 Upper", name="this.ics")
    assert [s["title"] for s in audit_json(capsys, this_week, *BERLIN)["sessions"]] == ["Legs"]
    over = calendar("20260225 1800-1900 Upper", "20260201 1800-1900 Legs", name="over.ics")
    assert [s["title"] for s in audit_json(capsys, over, *BERLIN)["sessions"]] == ["Upper"]
    later = calendar("20260330 1800-1900 Legs", name="later.ics")
    assert audit_json(capsys, later, *BERLIN)["sessions"] == []
    assert len(audit_json(capsys, later, *BERLIN, "--weeks", "5")["sessions"]) == 1


def test_nothing_recognised_is_said_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", calendar("20260304 1000-1100 Sprint planning"), *BERLIN]) == 0
    printed = capsys.readouterr().out
    assert "No training recognised among 1 event." in printed
    assert "--patterns" in printed
    assert "[audit]" in printed


def test_other_calendars_take_time_and_are_not_judged(capsys: pytest.CaptureFixture[str]) -> None:
    plan = calendar(*CLEAN)
    work = calendar("20260302 1830-2000 Board", "20260305 1800-1900 Track 8x400", name="work.ics")
    document = audit_json(capsys, plan, *WEEK, "--busy", work)
    assert [f["sentence"] for f in document["findings"] if f["kind"] == "hard"] == [
        "Upper body (Mon 18:00) meets “Board”."
    ]
    assert len(document["sessions"]) == 2


def test_a_copy_of_a_session_in_another_calendar_is_no_meeting(capsys: pytest.CaptureFixture[str]) -> None:
    plan = calendar(*CLEAN)
    copy = calendar("20260302 1800-1900 Busy", name="copy.ics")
    assert audit_json(capsys, plan, *WEEK, "--busy", copy)["findings"] == []


def test_the_configuration_teaches_titles_and_knows_nights(capsys: pytest.CaptureFixture[str]) -> None:
    week = calendar(
        "20260302 0500-0545 Castle stairs", "20260303 1800-1900 Yoga with Mia", "20260304 0500-0600 Run"
    )
    assert main(["audit", week, *WEEK]) == 0
    capsys.readouterr()
    Path("config.toml").write_text(
        '[athlete]\nsleep = "22:00-05:30"\n[audit]\npatterns = { intervals = ["castle*"] }\n'
        'ignore = ["Yoga with Mia"]\n',
        encoding="utf-8",
    )
    document = audit_json(capsys, week, *WEEK)
    assert [(s["kind"], s["told_by"], s["word"]) for s in document["sessions"]] == [
        ("intervals", "your pattern", "castle*"),
        ("easy", "title", "run"),
    ]
    assert "Intervals (Mon 05:00) reaches into the night." in [f["sentence"] for f in document["findings"]]


def test_patterns_are_shown_with_those_that_were_taught(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text('[audit]\npatterns = { easy = "Castle*" }\n', encoding="utf-8")
    assert main(["audit", "--patterns"]) == 0
    printed = capsys.readouterr().out
    for words in ("yours:    Castle*", "leg day", "tempo run", "sprint", "[audit]"):
        assert words in printed


def test_a_feed_is_read_over_http(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text('[network]\nallow_hosts = ["127.0.0.1"]\n', encoding="utf-8")
    feed = Path(calendar(LEGS, TRACK)).read_bytes()
    with serving(Reply(body=feed, headers={"Content-Type": "text/calendar"})) as server:
        assert main(["audit", server.url, *WEEK]) == 3
        assert len(server.asked) == 1
    assert "2 sessions recognised among 2 events" in capsys.readouterr().out


def test_standard_input_is_a_calendar_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = Path(calendar(LEGS, TRACK)).read_bytes()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(feed)))
    assert len(audit_json(capsys, "-", *WEEK)["sessions"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["missing.ics"], 5, "there is no file missing.ics"),
        (["page.ics"], 5, "it is no calendar"),
        (["ftp://example.com/x.ics"], 2, "should begin with https://"),
        ([], 2, "there is no calendar to audit"),
        (["mine.ics", "--weeks", "0"], 2, "should be a number from 1 to 26"),
        (["mine.ics", "--from", "yesterday"], 2, "should be a date"),
        (["mine.ics", "--goal", "fame"], 2, "is no goal"),
        (["mine.ics", "--busy", "missing.ics"], 5, "there is no file missing.ics"),
    ],
)
def test_a_mistake_gets_one_line_a_hint_and_its_code(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar(*CLEAN)
    Path("page.ics").write_text("<html>Please sign in</html>", encoding="utf-8")
    assert main(["audit", *arguments]) == code
    printed = capsys.readouterr()
    complaint, hint = printed.err.splitlines()
    assert said in complaint
    assert hint.startswith("hint: ")
    assert not printed.out


def test_only_the_audited_calendar_must_be_readable(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", calendar(*CLEAN), *WEEK, "--busy", "missing.ics", "--ignore-unreadable"]) == 0
    assert "missing.ics: It could not be read and is left out" in capsys.readouterr().err
    assert main(["audit", "missing.ics", *WEEK, "--ignore-unreadable"]) == 5


def test_a_wrong_kind_in_the_patterns_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text('[audit]\npatterns = { legs = ["x"] }\n', encoding="utf-8")
    assert main(["audit", calendar(*CLEAN)]) == 2
    assert "legs is no kind of session" in capsys.readouterr().err


@pytest.mark.parametrize("goal", ["muscle", "fat-loss", "endurance", "balanced"])
def test_plans_of_our_own_break_no_must(goal: str, capsys: pytest.CaptureFixture[str]) -> None:
    office = calendar("20260309 0900-1700 Office", "20260311 0900-1700 Office", name="office.ics")
    first = (*BERLIN, "--from", "2026-03-09", "--weeks", "1", "--goal", goal)
    main(["plan", "--busy", office, *first, "--out", "training.ics", "--json"])
    placed = json.loads(capsys.readouterr().out)["placements"]
    document = audit_json(capsys, "training.ics", *first, "--busy", office)
    assert [s["kind"] for s in document["sessions"]] == [p["kind"] for p in placed]
    assert [f["sentence"] for f in document["findings"] if f["kind"] == "hard"] == []
    assert {s["told_by"] for s in document["sessions"]} == {"entry of ours"}
