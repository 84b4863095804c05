"""`liftrun init` asks, asks again after a wrong answer, and writes a file that `liftrun check` accepts."""

import io
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from integrations.google.settings import GoogleSettings
from integrations.ics.settings import IcsSettings
from service.cli.main import main
from service.config import Config, default, load
from service.domain.training import Goal, Level
from service.domain.week import Weekday

CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\nEND:VCALENDAR\n"
UNATTENDED = ("--goal", "muscle", "--level", "beginner", "--timezone", "Asia/Tokyo")
CONFIG = Path("config.toml")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("work.ics").write_text(CALENDAR)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the person will type."""
    typed = io.StringIO()
    monkeypatch.setattr(sys, "stdin", typed)
    return typed


def _type(answers: io.StringIO, *lines: str) -> None:
    answers.write("".join(f"{line}\n" for line in lines))
    answers.seek(0)


def _written(path: Path = CONFIG) -> Config:
    return load(path, usual_zone=lambda: ZoneInfo("UTC"))


def _feeds(path: Path = CONFIG) -> list[IcsSettings]:
    return [each for each in _written(path).calendars if isinstance(each, IcsSettings)]


def test_answers_are_written_down(answers: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    _type(answers, "endurance", "advanced", "America/New_York", "work.ics", "23:00-07:00")
    assert main(["init"]) == 0
    athlete = _written().athlete
    assert (athlete.goal, athlete.level, athlete.zone.key) == (
        Goal.ENDURANCE,
        Level.ADVANCED,
        "America/New_York",
    )
    assert (athlete.sleep.start.hour, athlete.sleep.end.hour) == (23, 7)
    assert [calendar.address for calendar in _feeds()] == ["work.ics"]
    printed = capsys.readouterr()
    assert printed.out == "Wrote config.toml.\nNext: liftrun check, then liftrun serve\n"
    assert printed.err.count("?") == 5


def test_a_wrong_answer_is_asked_for_again(answers: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    _type(answers, "muscel", "muscle", "", "Berlin", "", "ftp://x", "gone.ics", "none", "7 to 8", "")
    assert main(["init"]) == 0
    asked = capsys.readouterr().err
    for reason in (
        "did you mean muscle?",
        "did you mean Europe/Berlin?",
        "https://",
        "there is no file gone.ics",
    ):
        assert reason in asked
    assert 'hours such as "22:30-06:00", not 7 to 8' in asked


def test_answers_that_end_too_soon_leave_nothing_behind(
    answers: io.StringIO, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _type(answers, "muscle", "beginner")
    before = sorted(tmp_path.iterdir())
    assert main(["init"]) == 2
    *_, message, hint = capsys.readouterr().err.splitlines()
    assert message == "liftrun: the answers ended before the questions, so nothing was written"
    assert "--goal" in hint
    assert sorted(tmp_path.iterdir()) == before


def test_flags_answer_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", *UNATTENDED, "--busy", "work.ics"]) == 0
    assert not capsys.readouterr().err
    athlete = _written().athlete
    assert (athlete.goal, athlete.level, athlete.zone.key) == (Goal.MUSCLE, Level.BEGINNER, "Asia/Tokyo")
    assert main(["check"]) == 0


def test_a_wrong_flag_is_not_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--goal", "muscel"]) == 2
    assert capsys.readouterr().err.startswith("liftrun: --goal: muscel is no goal, did you mean muscle?")
    assert not CONFIG.exists()


@pytest.mark.parametrize(
    "address", ["https://calendar.example.com/a b/ü\\n.ics?x=%22", 'webcal://x.example/"q".ics']
)
def test_any_address_can_be_read_back(address: str) -> None:
    assert main(["init", *UNATTENDED, "--busy", address]) == 0
    assert [calendar.address for calendar in _feeds()] == [address]


def test_a_calendar_elsewhere_is_found_from_the_folder_of_the_file(tmp_path: Path) -> None:
    Path("settings").mkdir()
    assert main(["init", *UNATTENDED, "--busy", "work.ics", "--config", "settings/own.toml"]) == 0
    (calendar,) = _feeds(Path("settings/own.toml"))
    assert Path(calendar.address) == tmp_path / "work.ics"


def test_only_its_owner_may_read_the_file() -> None:
    assert main(["init", *UNATTENDED, "--busy", "none"]) == 0
    assert CONFIG.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_is_kept_unless_forced(capsys: pytest.CaptureFixture[str]) -> None:
    CONFIG.write_text("mine")
    assert main(["init", *UNATTENDED, "--busy", "none"]) == 2
    assert "--force" in capsys.readouterr().err
    assert CONFIG.read_text() == "mine"
    assert main(["init", *UNATTENDED, "--busy", "none", "--force"]) == 0
    assert _written().athlete.goal is Goal.MUSCLE
    assert CONFIG.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", ["no/such/config.toml", "work.ics/config.toml"])
def test_a_place_that_cannot_be_written(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", *UNATTENDED, "--busy", "none", "--config", place]) == 2
    message, hint = capsys.readouterr().err.splitlines()
    assert message.startswith(f"liftrun: {place} could not be written: ")
    assert "--config" in hint


def test_empty_answers_are_the_usual_ones(tmp_path: Path) -> None:
    # A process of its own, because the machine's zone is looked up once.
    done = subprocess.run(
        [sys.executable, "-m", "service.cli", "init"],
        input=5 * b"\n",
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "TZ": "Asia/Kathmandu"},
    )
    assert done.stdout.startswith(b"Wrote config.toml.\n")
    assert b"[Asia/Kathmandu]" in done.stderr
    config, usual = _written(), default(ZoneInfo("Asia/Kathmandu"))
    assert (config.athlete, config.feed, config.calendars, config.weeks) == (usual.athlete, usual.feed, (), 1)


def test_a_second_calendar_is_not_lost_unnoticed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--busy", "none", "--busy", "https://example.org/b.ics"]) == 2
    assert "one calendar, not for several" in capsys.readouterr().err
    assert not Path("config.toml").exists()


def test_hours_and_a_template_are_written_down() -> None:
    flags = ("--template", "lift-first", "--hours", "06:00-08:30, 17:00-24:00", "--weekend", "09:00-12:00")
    assert main(["init", *UNATTENDED, "--busy", "none", *flags]) == 0
    written = _written()
    assert written.template == "lift-first"
    friday, saturday = written.athlete.hours[Weekday.FRI], written.athlete.hours[Weekday.SAT]
    assert [(each.start.hour, each.end.hour) for each in friday] == [(6, 8), (17, 0)]
    assert [(each.start.hour, each.end.hour) for each in saturday] == [(9, 12)]
    assert main(["check"]) == 0


def test_one_word_for_hours_holds_for_the_weekend_too() -> None:
    assert main(["init", *UNATTENDED, "--busy", "none", "--hours", "00:00-24:00"]) == 0
    hours = _written().athlete.hours
    assert {len(hours[day]) for day in Weekday} == {1}
    assert 'hours = "00:00-24:00"' in CONFIG.read_text()


@pytest.mark.parametrize("days", ["--hours", "--weekend"])
def test_a_part_of_the_week_may_have_no_hours(days: str) -> None:
    assert main(["init", *UNATTENDED, "--busy", "none", "--weekend", "08:00-12:00", days, "none"]) == 0
    hours = _written().athlete.hours
    without = {day for day in Weekday if not hours[day]}
    assert len(without) == (5 if days == "--hours" else 2)


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (("--hours", "none"), "--hours: allows no hour on any day"),
        (("--hours", "6 to 8"), '--hours: should be hours such as "17:00-20:30", not 6 to 8'),
        (("--template", "lift-frst"), "--template: lift-frst is no template, did you mean lift-first?"),
        (("--google", "gone.json"), "--google: there is no file gone.json"),
        (("--google", "work.ics"), "init asks for one calendar: --google or --busy"),
    ],
)
def test_hours_or_a_template_that_will_not_do(
    flags: tuple[str, str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", *UNATTENDED, "--busy", "none", *flags]) == 2
    assert capsys.readouterr().err.startswith(f"liftrun: {reason}")
    assert not CONFIG.exists()


def test_a_calendar_at_google_needs_its_client_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("client.json").write_text("{}")
    assert main(["init", *UNATTENDED, "--google", "client.json"]) == 0
    assert capsys.readouterr() == ("Wrote config.toml.\nNext: liftrun google login, then liftrun serve\n", "")
    written = _written()
    assert written.google.client_file == Path("client.json")
    assert [type(calendar) for calendar in written.calendars] == [GoogleSettings]


def test_a_calendar_on_a_network_of_ones_own_may_be_asked() -> None:
    assert main(["init", *UNATTENDED, "--busy", "webcal://Nas.local:8080/w.ics", "--own-network"]) == 0
    assert [calendar.allow_hosts for calendar in _feeds()] == [("nas.local",)]


def test_a_file_that_appears_while_one_answers_is_kept(
    answers: io.StringIO, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _type(answers, "endurance", "advanced", "America/New_York", "none", "23:00-07:00")
    read = answers.readline

    def readline(*size: int) -> str:
        CONFIG.write_text("mine")
        return read(*size)

    monkeypatch.setattr(answers, "readline", readline)
    assert main(["init"]) == 2
    assert "config.toml is there already" in capsys.readouterr().err
    assert CONFIG.read_text() == "mine"
    assert sorted(each.name for each in Path().iterdir()) == ["config.toml", "work.ics"]
