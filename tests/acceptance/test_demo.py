"""`make demo` plans the coming week with the calendar that comes with Liftrun."""

from pathlib import Path

import pytest

from integrations._shared.icalendar.feed import read
from service.cli import demo
from tests.fakes.clock import FakeClock


@pytest.mark.parametrize(
    "today",
    ["2026-11-22T18:00+00:00", "2026-11-23T07:00+00:00", "2027-03-25T12:00+00:00", "2026-10-19T06:00+00:00"],
)
def test_the_coming_week_holds_every_session(
    today: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    clock = FakeClock.at(today)
    monkeypatch.setattr("service.bootstrap.clock", lambda: clock)
    assert demo.run() == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in ("Dentist", "Holiday lunch", "School run", "Sync with New York"))
    entries = read(Path("training.ics").read_bytes())
    assert len(entries) == 6
    assert all(entry.span.start > clock.now() for entry in entries)
