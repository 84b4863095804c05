"""A rule that the athlete relaxes no longer limits the week, and every plan names the change."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.cli.main import main
from tests.fakes.clock import FakeClock

EVERY_DAY = "".join(
    f'[[session]]\nkind = "easy"\nminutes = 30\ndays = ["{day}"]\n'
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
)


@pytest.fixture(autouse=True)
def _friday_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock.at("2026-02-27T12:00+00:00"))


def _plan(config: str, *arguments: str) -> int:
    Path("config.toml").write_text(config, encoding="utf-8")
    return main(["plan", "--timezone", "Europe/Berlin", "--from", "2026-03-02", *arguments])


def _document(config: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert _plan(config, "--json") == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def _days(document: dict[str, Any]) -> set[str]:
    return {placement["start"][:10] for placement in document["placements"]}


def test_the_usual_rules_are_not_talked_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert _document(EVERY_DAY, capsys)["settings"] == []
    assert _plan(EVERY_DAY) == 0
    assert "Rules changed by you" not in capsys.readouterr().out


def test_every_change_is_said_under_the_plan_and_in_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    config = (
        '[rules.heavy-legs-before-long-run]\nfloor = "20 h"\n'
        '[rules.goal-order]\norder = "priority-last"\n'
        '[rules.one-hard-thing-a-day]\nhard_days = "stack"\n'
        "[rules.meal-after-training]\noff = true\n"
    )
    sentences = {
        "heavy-legs-before-long-run": "You set floor to 20 h instead of 24 h.",
        "meal-after-training": "You switched it off.",
        "goal-order": "You set order to priority-last instead of priority-first.",
        "one-hard-thing-a-day": "You set hard_days to stack instead of spread.",
    }
    told = _document(config, capsys)["settings"]
    assert {setting["rule"]: setting["sentence"] for setting in told} == sentences
    assert _plan(config) == 0
    printed = capsys.readouterr().out
    assert "\nRules changed by you\n" in printed
    for rule, sentence in sentences.items():
        assert f"\n  {sentence} ({rule})\n" in printed


def test_a_wish_that_is_off_weighs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    config = '[athlete]\nlikes = "19:00-21:00"\n[[session]]\nkind = "upper"\ndays = ["Thu"]\n'
    assert _days(_document(config, capsys)) == {"2026-03-05"}
    off = f"{config}[rules.preferred-time]\noff = true\n"
    assert _days(_document(off, capsys)) != {"2026-03-05"}


def test_a_must_that_is_relaxed_is_broken_at_will_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(_days(_document(EVERY_DAY, capsys))) == 6
    relaxed = f"{EVERY_DAY}[rules.rest-days]\nrelaxed = true\n"
    document = _document(relaxed, capsys)
    assert len(_days(document)) == 7
    sentence = "The week has no rest days, at least 1 needed."
    assert {"rule": "rest-days", "kind": "hard", "cost": 0, "sentence": sentence} in document["broken"]
    assert _plan(relaxed) == 0
    assert f"\n  {sentence} (rest-days)\n" in capsys.readouterr().out
