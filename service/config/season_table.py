"""The [season], [check_in] and [log] tables: the months ahead, how the athlete feels, what was done."""

from datetime import date, tzinfo
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from integrations.diary.settings import DiarySettings
from service.config import dates, notation
from service.config.dates import DateList
from service.config.table import Table
from service.prescription.check_in import CheckIn, Feeling
from service.prescription.season import Season

Day = Annotated[date, BeforeValidator(dates.day)]


class SeasonTable(Table):
    """Where the blocks begin, when the race is, and which weeks are for maintenance."""

    started: Day | None = None
    race: Day | None = None
    maintenance: DateList = Field(default_factory=list)

    def season(self) -> Season:
        """What it decides."""
        return Season(self.started, self.race, tuple(self.maintenance))


class CheckInTable(Table):
    """How the athlete feels, and since when."""

    feeling: Annotated[Feeling, BeforeValidator(notation.feeling)]
    on: Day

    def check_in(self) -> CheckIn:
        """What it says."""
        return CheckIn(self.feeling, self.on)


class LogTable(Table):
    """Where the training log lies."""

    file: str = Field(min_length=1)

    def settings(self, *, folder: Path, zone: tzinfo) -> DiarySettings:
        """What its reader needs to know; a path that is not absolute starts in `folder`."""
        return DiarySettings(self.file, folder / Path(self.file).expanduser(), zone)
