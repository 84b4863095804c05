"""`liftrun check` reports every error in the configuration, or that there is none."""

from pathlib import Path

import pytest

from service.cli.main import main

EMPTY = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n{event}END:VCALENDAR\n"
DAILY = """BEGIN:VEVENT
UID:lunch
DTSTAMP:20260101T000000Z
DTSTART:20260101T120000Z
DTEND:20260101T130000Z
RRULE:FREQ=DAILY
SUMMARY:Lunch
END:VEVENT
"""
BROKEN = """BEGIN:VEVENT
UID:broken
DTSTAMP:20260101T000000Z
DTSTART:whenever
END:VEVENT
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("daily.ics").write_text(EMPTY.format(event=DAILY))
    Path("broken.ics").write_text(EMPTY.format(event=BROKEN))


def _config(text: str, name: str = "config.toml") -> None:
    Path(name).write_text(f'[athlete]\ntimezone = "Europe/Berlin"\n{text}', encoding="utf-8")


def test_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    _config('[[calendar]]\nname = "Office"\nics = "daily.ics"\n[[calendar]]\nics = "broken.ics"\n')
    assert main(["check"]) == 0
    printed = capsys.readouterr()
    first, office, broken = printed.out.splitlines()
    assert first == "config.toml is in order: goal balanced, level intermediate, Europe/Berlin."
    assert office.startswith(("Office: 14 busy spans", "Office: 15 busy spans"))
    assert broken == "broken.ics: 0 busy spans in the next 14 days."
    assert printed.err.startswith("warning: broken.ics: ")


def test_what_is_arranged_has_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    _config(
        '[season]\nstarted = "2026-03-02"\nrace = "2026-06-07"\nmaintenance = ["2026-04-06/2026-04-12"]\n'
        '[[place]]\nname = "Gym"\nfor = ["upper", "lower"]\n'
        'travel_before = "15 min"\ntravel_after = "20 min"\n'
        '[[place]]\nname = "Park"\n'
        '[[travel]]\nfrom = "2026-03-18"\nto = "2026-03-20"\ntimezone = "America/New_York"\n'
        '[[travel]]\nfrom = "2026-05-01"\nto = "2026-05-01"\ntimezone = "Europe/London"\n'
    )
    assert main(["check"]) == 0
    assert capsys.readouterr().out.splitlines()[1:-1] == [
        "Gym is for upper, lower, 15 min there and 20 min back.",
        "Park is for what names it.",
        "Wed 18 Mar 2026 to Fri 20 Mar 2026 by the clock of America/New_York.",
        "Fri 1 May 2026 by the clock of Europe/London.",
        "Blocks of four weeks since Mon 2 Mar 2026.",
        "Race on Sun 7 Jun 2026.",
        "Mon 6 Apr 2026 to Sun 12 Apr 2026 for maintenance only.",
    ]


def test_no_calendar_is_worth_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    _config("")
    assert main(["check"]) == 0
    assert "names no calendar" in capsys.readouterr().out


def test_every_problem_of_the_file_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    _config('gaol = "muscle"\n[plan]\nweeks = 9\n', "own.toml")
    assert main(["check", "--config", "own.toml"]) == 2
    printed = capsys.readouterr()
    assert printed.err.splitlines() == [
        "liftrun: own.toml: athlete.gaol: is no known key, did you mean goal?",
        "liftrun: own.toml: plan.weeks: should be less than or equal to 4, not 9",
        "hint: Compare with config.example.toml, or write a fresh file with `liftrun init`.",
    ]
    assert not printed.out


def test_every_calendar_that_does_not_answer_has_a_line_and_a_hint(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sources = ["none.ics", "daily.ics", "http://127.0.0.1:1/hush.ics"]
    _config("".join(f'[[calendar]]\nics = "{source}"\n' for source in sources))
    assert main(["check"]) == 5
    printed = capsys.readouterr()
    none, hint, refused, hint_for_hosts = printed.err.splitlines()
    assert none.startswith("liftrun: none.ics could not be read: ")
    assert refused.startswith("liftrun: 127.0.0.1 could not be read: ")
    assert hint.startswith("hint: ")
    assert "allow_hosts" in hint_for_hosts
    assert "hush" not in printed.err
    assert "daily.ics: 1" in printed.out


@pytest.mark.parametrize("arguments", [[], ["--config", "none.toml"]])
def test_without_a_file_it_says_how_to_get_one(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *arguments]) == 2
    message, hint = capsys.readouterr().err.splitlines()
    assert message.endswith(": there is no such file")
    assert "liftrun init" in hint
