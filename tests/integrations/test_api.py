"""The JSON API over HTTP: the same answers as the commands, its actions, and its refusals."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx2
import pytest

from service.cli.main import main
from service.web.service import Service
from tests.fakes.clock import FakeClock
from tests.office_life import NOW, WEEK, live, newcomer_in, service_in
from tests.served import served

LOWER = f"{WEEK}-lower"
TARGET = '\n[[target]]\nics = "training.ics"\n[storage]\ndatabase = "liftrun.db"\n'


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("life")
    live(folder)
    return folder


@pytest.fixture
def folder(lived: Path, tmp_path: Path) -> Path:
    return copytree(lived, tmp_path / "life")


@pytest.fixture
def service(folder: Path) -> Iterator[Service]:
    made = service_in(folder, FakeClock(NOW))
    with closing(made.directory.database):
        yield made


@pytest.fixture
def api(service: Service) -> Iterator[httpx2.Client]:
    with served(service) as address, httpx2.Client(base_url=f"{address}/api/v1", timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def asked(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """The same for tests that change nothing."""
    made = service_in(copytree(lived, tmp_path_factory.mktemp("asked") / "life"), FakeClock(NOW))
    with (
        closing(made.directory.database),
        served(made) as address,
        httpx2.Client(base_url=f"{address}/api/v1", timeout=30) as client,
    ):
        yield client


@pytest.fixture
def printed(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """What a command prints in the same folder at the same moment, as JSON."""
    config = folder / "config.toml"
    config.write_text(config.read_text() + TARGET)
    monkeypatch.chdir(folder)
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock(NOW))

    def run(*command: str) -> Any:
        capsys.readouterr()
        assert main([*command, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def test_the_plan_is_the_one_that_sync_printed(printed: Any, api: httpx2.Client) -> None:
    synced = printed("skip", f"{WEEK}-mobility")
    assert api.get("/plan").json() == synced


def test_why_says_what_the_command_says(printed: Any, api: httpx2.Client) -> None:
    printed("sync")
    assert api.get(f"/why/{LOWER}").json() == printed("why", LOWER)


@pytest.mark.parametrize("hour", ["Thu 18:00", "Thu 07:00", "Fri 06:00"])
def test_why_not_says_what_the_command_says(printed: Any, api: httpx2.Client, hour: str) -> None:
    printed("sync")
    answer = api.get(f"/why-not/{LOWER}", params={"hour": hour}).json()
    assert answer == printed("why-not", LOWER, hour)


def test_an_hour_may_be_written_as_programs_do(asked: httpx2.Client) -> None:
    hours = ["Thu 18:00", "2026-03-05T18:00:00", "2026-03-05T17:00:00+00:00", "2026-03-05T17:00:00Z"]
    answers = [asked.get("/findings", params={"session": LOWER, "hour": hour}).json() for hour in hours]
    assert {answer["asked"] for answer in answers} == {"2026-03-05T18:00:00+01:00"}


def test_findings_tell_what_is_in_the_way_and_what_it_costs(asked: httpx2.Client) -> None:
    taken = asked.get("/findings", params={"session": LOWER, "hour": "Thu 07:00"}).json()
    assert [each["rule"] for each in taken["in_the_way"]] == ["only-free-time"]
    assert taken["sentence"].startswith("Thu 07:00 breaks a must: ")
    free = asked.get("/findings", params={"session": LOWER, "hour": "Thu 18:30"}).json()
    assert not free["in_the_way"]
    assert free["points"] == free["price"]["wish"] > 0


def test_next_hours_lie_on_other_days_and_cost_what_findings_say(asked: httpx2.Client) -> None:
    hours = asked.get(f"/next-hours/{LOWER}", params={"limit": 3}).json()["hours"]
    assert hours
    assert not any(hour["start"].startswith(("2026-03-04", "2026-03-06")) for hour in hours)
    best = hours[0]
    found = asked.get("/findings", params={"session": LOWER, "hour": best["start"]}).json()
    assert (found["in_the_way"], found["points"]) == ([], best["points"])


def test_a_move_is_foretold_and_then_made(api: httpx2.Client, service: Service) -> None:
    move = {"word": "move", "session": LOWER, "hour": "Thu 18:30"}
    before = service.directory.of("robin").archive.plans.head()
    foretold = api.post("/actions", json={**move, "dry_run": True}).json()
    assert not foretold["is_done"]
    assert foretold["sentences"][:2] == [
        "Lower body moved from Fri 06:00 to Thu 18:30.",
        "The week of Mon 16 Mar is planned: 6 sessions.",
    ]
    assert any(sentence.startswith("This costs ") for sentence in foretold["sentences"])
    assert service.directory.of("robin").archive.plans.head() == before

    done = api.post("/actions", json=move).json()
    assert done["is_done"]
    head = service.directory.of("robin").archive.plans.head()
    assert head
    assert done["version"] == head.number
    assert _hour_of(api.get("/plan").json()) == "2026-03-05T18:30:00+01:00"
    assert service.directory.of("robin").archive.feed.version == head.number

    back = api.post("/actions", json={"word": "undo"}).json()
    assert "Lower body moved from Thu 18:30 to Fri 06:00." in back["sentences"]
    assert _hour_of(api.get("/plan").json()) == "2026-03-06T06:00:00+01:00"


def test_what_a_pin_breaks_is_foretold(asked: httpx2.Client) -> None:
    move = {"word": "move", "session": LOWER, "hour": "Thu 07:00", "dry_run": True}
    sentences = asked.post("/actions", json=move).json()["sentences"]
    assert any(each.startswith("This breaks a must: Lower body (Thu 07:00) meets") for each in sentences)


def test_looking_ahead_asks_no_calendar_and_doing_it_does(
    api: httpx2.Client, folder: Path, service: Service
) -> None:
    (folder / "calendar.ics").unlink()
    # What was read a moment ago is not asked for again.
    service.clock = FakeClock(NOW + timedelta(hours=1))
    skip = {"word": "skip", "session": LOWER}
    assert api.post("/actions", json={**skip, "dry_run": True}).status_code == 200
    refused = api.post("/actions", json=skip)
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "60")
    assert refused.json()["detail"].startswith("Work could not be read")
    assert refused.json()["hint"]
    assert api.get("/plan").json()["sources"][0]["warnings"]
    assert api.get("/sources").json()["sources"][0]["failures"] == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/why/nobody", 404),
        ("/why/lower", 400),  # of which week?
        ("/why-not/2026-W10-lower", 422),
        ("/why-not/2026-W10-lower?hour=noon", 400),
        ("/why-not/2026-W10-lower?hour=2026-04-01 18:00", 400),
        ("/history/99", 404),
        ("/history/0", 422),
        ("/nowhere", 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem(asked: httpx2.Client, path: str, status: int) -> None:
    answer = asked.get(path)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ({"word": "dance"}, 400),
        ({"word": "skip"}, 400),
        ({"word": "move", "session": LOWER}, 400),
        ({"word": "move", "session": LOWER, "hour": "Thu 25:00"}, 400),
        ({"word": "pin", "session": "nothing"}, 404),
        ({"session": LOWER}, 422),
        ({"word": "skip", "session": LOWER, "more": 1}, 422),
        ({"word": "skip", "session": "\ud800"}, 422),
    ],
)
def test_what_cannot_be_done_is_a_problem(asked: httpx2.Client, action: dict[str, Any], status: int) -> None:
    answer = asked.post("/actions", content=json.dumps(action), headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_history_tells_each_version_and_what_it_changed(asked: httpx2.Client) -> None:
    versions = asked.get("/history", params={"limit": 1}).json()["versions"]
    assert [each["number"] for each in versions] == [2]
    told = asked.get("/history/2").json()
    assert told["because"] == versions[0]["because"] == "2026-W09-easy skipped"
    assert any(each.startswith("Long run is new, on ") for each in told["changes"])


def test_before_the_first_plan_there_is_none(folder: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    copytree(folder, fresh, ignore=lambda _folder, names: [name for name in names if "liftrun.db" in name])
    service = service_in(fresh, FakeClock(NOW))
    with closing(service.directory.database), served(service) as address:
        for path in ("plan", "why/lower", "next-hours/lower"):
            assert httpx2.get(f"{address}/api/v1/{path}").status_code == 404
        ahead = httpx2.post(f"{address}/api/v1/actions", json={"word": "sync", "dry_run": True})
        assert ahead.status_code == 503
        done = httpx2.post(f"{address}/api/v1/actions", json={"word": "sync"}, timeout=30)
        assert (done.status_code, done.json()["version"]) == (200, 1)


def test_before_set_up_a_program_is_told_so(tmp_path: Path) -> None:
    service = newcomer_in(tmp_path)
    with closing(service.directory.database), served(service) as address:
        answer = httpx2.get(f"{address}/api/v1/plan")
    assert (answer.status_code, answer.json()["detail"]) == (404, "Liftrun is not set up yet.")


def test_what_stands_is_told_and_not_planned_anew(folder: Path) -> None:
    """Hours as the version has them, even where a meeting has come to lie on one since."""

    service = service_in(folder, FakeClock(NOW + timedelta(hours=1)))
    with closing(service.directory.database):
        context = service.directory.of("robin")
        head = context.archive.plans.head()
        assert head
        lower = next(p for p in head.placements if p.session.id == LOWER)
        _meeting(folder, lower.start, lower.end)
        for source in context.sources():
            source.read(_window(context), now=service.clock.now())
        plans = service.current_plan(context).plans
        told = {f"{plan.brief.week.key}-{p.session.id}": p.span for plan in plans for p in plan.placements}
        assert told == {p.session.id: p.span for p in head.placements if p.start > service.clock.now()}
        assert any(broken.is_hard and "lower" in broken.sessions for plan in plans for broken in plan.broken)
        assert service.current_plan(context) is service.current_plan(context)


def _window(context: Any) -> Any:
    (kept,) = context.archive.readings.every()
    return kept.window


def _meeting(folder: Path, start: Any, end: Any) -> None:
    event = (
        f"BEGIN:VEVENT\r\nUID:new\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{start:%Y%m%dT%H%M%SZ}\r\n"
        f"DTEND:{end:%Y%m%dT%H%M%SZ}\r\nSUMMARY:Board meeting\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    calendar = folder / "calendar.ics"
    calendar.write_text(
        calendar.read_text(encoding="utf-8").replace("END:VCALENDAR", event), encoding="utf-8"
    )


def _hour_of(plan: dict[str, Any]) -> Any:
    return next(each["start"] for each in plan["placements"] if each["id"] == LOWER)
