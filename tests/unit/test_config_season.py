"""The season, the check-in and the log in config.toml."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from integrations.diary.settings import DiarySettings
from service.config import Config, load, with_choices
from service.domain.dates import Dates
from service.prescription.check_in import CheckIn, Feeling
from service.prescription.season import UNDECIDED, Season

BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(file: Path, text: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return load(file, usual_zone=lambda: BERLIN)


def test_a_season(file: Path) -> None:
    days = 'maintenance = ["2026-12-21/2027-01-03", 2027-02-01]'
    text = f'[season]\nstarted = 2026-11-02\nrace = "2027-03-14"\n{days}'
    assert read(file, text).season == Season(
        started=date(2026, 11, 2),
        race=date(2027, 3, 14),
        maintenance=(
            Dates(date(2026, 12, 21), date(2027, 1, 3)),
            Dates(date(2027, 2, 1), date(2027, 2, 1)),
        ),
    )


def test_nothing_is_decided_unless_said(file: Path) -> None:
    config = read(file, "[season]")
    assert (config.season, config.check_in, config.log) == (UNDECIDED, None, None)


def test_a_feeling(file: Path) -> None:
    config = read(file, '[check_in]\nfeeling = "Sore"\non = 2026-11-24')
    assert config.check_in == CheckIn(Feeling.SORE, date(2026, 11, 24))


def test_a_log_lies_beside_the_file_and_is_on_the_athletes_clock(file: Path, tmp_path: Path) -> None:
    config = read(file, '[log]\nfile = "log.csv"')
    assert config.log == DiarySettings("log.csv", tmp_path / "log.csv", BERLIN)
    moved = with_choices(config, zone=TOKYO).log
    assert moved
    assert moved.zone == TOKYO
