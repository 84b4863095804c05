"""`liftrun plan` over a season plans, and reports, what the configuration and the log ask for."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.cli.main import main
from tests.fakes.clock import FakeClock

SESSIONS = (
    '[[session]]\nkind = "upper"\ndays = ["Mon"]\n[[session]]\nkind = "easy"\nminutes = 60\ndays = ["Wed"]\n'
)
CONFIG = f'[athlete]\ntimezone = "Europe/Berlin"\n{SESSIONS}'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock.at("2026-03-03T12:00+01:00"))


def configure(more: str) -> None:
    Path("config.toml").write_text(CONFIG + more, encoding="utf-8")


def document(capsys: pytest.CaptureFixture[str], *flags: str) -> dict[str, Any]:
    assert main(["plan", "--from", "2026-03-02", "--json", *flags]) == 0
    made = json.loads(capsys.readouterr().out)
    assert isinstance(made, dict)
    return made


def test_a_deload_is_planned_and_said_in_text_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    configure("[season]\nstarted = 2026-02-09\n")
    made = document(capsys)
    assert {p["kind"]: p["minutes"] for p in made["placements"]} == {"upper": 40, "easy": 40}
    (note,) = made["notes"]
    assert "week 4 of block 1, a deload" in note
    assert main(["plan", "--from", "2026-03-02"]) == 0
    assert note in capsys.readouterr().out


def test_the_notes_of_all_weeks_stand_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    configure('[season]\nstarted = 2026-02-09\nmaintenance = ["2026-03-11"]\n')
    first, second = document(capsys, "--weeks", "2")["notes"]
    assert first.startswith("The week from Mon 2 Mar is week 4 of block 1")
    assert second.startswith("The week from Mon 9 Mar is for maintenance")


def test_what_the_log_says_was_missed_stays_missed(capsys: pytest.CaptureFixture[str]) -> None:
    configure('[log]\nfile = "log.csv"\n')
    Path("log.csv").write_text("date,kind,status\n2026-03-02,upper,missed\n", encoding="utf-8")
    made = document(capsys)
    assert [p["kind"] for p in made["placements"]] == ["easy"]
    assert made["notes"] == ["Upper body was missed on Mon 2 Mar and is not made up for."]


def test_a_feeling_can_be_said_with_a_flag(capsys: pytest.CaptureFixture[str]) -> None:
    configure("")
    assert main(["plan", "--feeling", "tired", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["horizon"]["start"] == "2026-03-09T00:00:00+01:00"
    assert {p["kind"]: p["effort"] for p in made["placements"]} == {"upper": "easy", "easy": "easy"}
    assert made["notes"] == ["You are tired, so Upper body becomes easy."]


def test_a_feeling_can_be_said_in_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    configure('[check_in]\nfeeling = "ill"\non = 2026-03-03\n')
    assert "because you are ill" in document(capsys)["notes"][0]


@pytest.mark.parametrize(
    ("config", "log", "flags", "said"),
    [
        ("[season]\nstarted = 5", None, [], "season.started: should be a date such as"),
        ('[check_in]\nfeeling = "tried"\non = 2026-03-03', None, [], "did you mean tired?"),
        ('[check_in]\nfeeling = "tired"', None, [], "check_in.on: is missing"),
        ('[log]\nfile = "log.csv"', None, [], "log.csv: there is no such file"),
        (
            '[log]\nfile = "log.csv"',
            "date,kind\n2026-03-02,jog\n",
            [],
            "log.csv: row 2: kind should be one of",
        ),
        ("", None, ["--feeling", "sour"], "--feeling: sour is no feeling, did you mean sore?"),
    ],
)
def test_a_mistake_gets_one_line_a_hint_and_its_code(
    config: str, log: str | None, flags: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(config)
    if log:
        Path("log.csv").write_text(log, encoding="utf-8")
    assert main(["plan", *flags]) == 2
    printed = capsys.readouterr()
    complaint, hint = (line for line in printed.err.splitlines() if not line.endswith(" ..."))
    assert said in complaint
    assert hint.startswith("hint: ")
    assert not printed.out


def test_check_reads_the_log_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure('[log]\nfile = "log.csv"\n')
    assert main(["check"]) == 2
    assert "log.csv: there is no such file" in capsys.readouterr().err
    Path("log.csv").write_text("date,kind\n2026-03-02,easy\n", encoding="utf-8")
    assert main(["check"]) == 0
    assert "log.csv: 1 session." in capsys.readouterr().out
