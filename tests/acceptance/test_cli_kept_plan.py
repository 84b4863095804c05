"""`liftrun plan`, `why` and `why-not` beside a service use the plan that the service made."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.athletes.context import AthleteContext
from service.athletes.decide_session import decide_session
from service.athletes.sync_athlete import sync_athlete
from service.cli.main import main
from service.config import load
from service.domain.version import Version
from service.storage.archive import Archive
from service.storage.database import Database
from service.usecases.answering.why import why
from service.usecases.answering.why_not import why_not
from service.usecases.json_documents.answer_document import why_document, why_not_document
from service.usecases.syncing.decision import NO_DECISION, Decision
from service.usecases.weeks.current_plan import current_plan
from tests.fakes.clock import FakeClock
from tests.office import office_hours

CONFIG = """
[athlete]
id = "robin"
timezone = "Europe/Berlin"
[[calendar]]
name = "Work"
ics = "office.ics"
[storage]
database = "kept/liftrun.db"
"""
CLOCK = FakeClock.at("2026-02-27T12:00+00:00")
SKIPPED = "2026-W10-mobility"
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a service that writes to no calendar, on the Friday before the week."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("service.bootstrap.clock", lambda: CLOCK)
    Path("office.ics").write_bytes(office_hours())
    Path("config.toml").write_text(CONFIG, encoding="utf-8")


@pytest.fixture
def context() -> AthleteContext:
    """Their desk, once the week was planned and Mobility skipped on the page."""
    config = load(Path("config.toml"), usual_zone=lambda: pytest.fail("the file names a zone"))
    context = AthleteContext(config, Archive(Database.at("kept/liftrun.db"), "robin"))
    _sync(context, NO_DECISION)
    _sync(context, decide_session(context, "skip", SKIPPED, now=CLOCK.now()))
    return context


def _sync(context: AthleteContext, decision: Decision) -> None:
    sync_athlete(context, lambda _: decision, now=CLOCK.now(), agree=lambda *_: True)


def _head(context: AthleteContext) -> Version:
    head = context.archive.plans.head()
    assert head
    return head


def _says(capsys: Output, *command: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main([*command, "--json"]) == code, capsys.readouterr().err
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def _hours(told: dict[str, Any]) -> dict[str, str]:
    return {each["id"]: each["start"] for each in told["placements"]}


def test_plan_says_the_plan_that_stands(capsys: Output, context: AthleteContext) -> None:
    told = _says(capsys, "plan")
    assert _hours(told) == _hours(json.loads(_head(context).document))
    assert SKIPPED not in _hours(told)
    assert told["changes"] == []
    assert main(["plan"]) == 0
    assert "Nothing changed." in capsys.readouterr().out


def test_why_and_why_not_say_what_the_page_says(capsys: Output, context: AthleteContext) -> None:
    now = CLOCK.now()
    stands = current_plan(
        _head(context), context.plan_request(now), context.stored_sources(), logged=context.logged(), now=now
    )
    # That of the week after, where it was not skipped.
    assert _says(capsys, "why", "mobility") == why_document(why(stands, "mobility"))
    lower = "2026-W10-lower"
    assert _says(capsys, "why", lower) == why_document(why(stands, lower))
    from service.config.written_hour import written_hour

    hour = written_hour("Wed 12:00").within
    assert _says(capsys, "why-not", lower, "Wed 12:00") == why_not_document(why_not(stands, lower, hour))


def test_what_was_skipped_is_not_asked_for(capsys: Output, context: AthleteContext) -> None:
    assert _head(context).number == 2
    assert main(["why", SKIPPED]) == 2
    assert f"the plan has no session {SKIPPED} still to come" in capsys.readouterr().err
    assert _says(capsys, "why", SKIPPED, "--fresh", "--from", "2026-03-02")["session"] == SKIPPED


@pytest.mark.parametrize("flags", [("--fresh",), ("--out", "training.ics")])
def test_who_says_so_goes_on_from_something_else(
    capsys: Output, context: AthleteContext, flags: tuple[str, ...]
) -> None:
    assert _head(context).marks
    assert SKIPPED in _hours(_says(capsys, "plan", *flags))


def test_another_athlete_has_another_plan(capsys: Output, context: AthleteContext) -> None:
    assert _head(context).marks
    Path("kim.toml").write_text(CONFIG.replace("robin", "kim"), encoding="utf-8")
    assert SKIPPED in _hours(_says(capsys, "plan", "--config", "kim.toml"))


@pytest.mark.parametrize("target", ["", '[[target]]\nics = "training.ics"\n'])
@pytest.mark.parametrize("command", [("plan",), ("why", "mobility"), ("why-not", "mobility", "Wed 12:00")])
def test_to_look_makes_no_database(command: tuple[str, ...], target: str) -> None:
    Path("config.toml").write_text(CONFIG + target, encoding="utf-8")
    before = sorted(Path().iterdir())
    assert main([*command]) == 0
    assert sorted(Path().iterdir()) == before


def test_history_and_undo_say_what_people_call_it(capsys: Output, context: AthleteContext) -> None:
    assert _head(context).because == f"{SKIPPED} skipped"
    # A command undoes only what somebody sees.
    undo = ("undo", "--dry-run", "--to", "training.ics")
    for command in (("history",), ("history", "2"), undo):
        assert main([*command]) == 0
        said = capsys.readouterr().out
        assert ": Mobility skipped (" in said
        assert "2026-W10" not in said.splitlines()[0]


def test_undo_with_nothing_planned_says_so(capsys: Output) -> None:
    assert main(["undo"]) == 2
    printed = capsys.readouterr().err
    assert "nothing is planned yet" in printed
    assert "`liftrun serve`" in printed
    assert not Path("kept").exists()


def test_a_hint_names_few_sessions_by_short_ids(capsys: Output, context: AthleteContext) -> None:
    assert _head(context).number == 2
    for command in (("why", "xyz"), ("skip", "xyz", "--to", "training.ics")):
        assert main([*command]) == 2
        _, hint = capsys.readouterr().err.splitlines()
        assert hint.startswith("hint: Choose one of: ")
        assert "2026-W" not in hint
        assert hint.count(",") <= 5
