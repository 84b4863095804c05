"""The [season], [check_in] and [log] tables: the season, how the athlete feels, and their training log."""

from datetime import date, tzinfo
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from integrations.diary.settings import DiarySettings
from service.config import dates, notation
from service.config.dates import DateList
from service.config.tables.table import Table
from service.prescription.check_in import CheckIn, Feeling
from service.prescription.season import Season

Day = Annotated[date, BeforeValidator(dates.day)]


class SeasonTable(Table):
    """The day on which the blocks begin, the day of the race, and the days of maintenance."""

    started: Day | None = None
    race: Day | None = None
    maintenance: DateList = Field(default_factory=list)

    def season(self) -> Season:
        """The season that the dates describe."""
        return Season(self.started, self.race, tuple(self.maintenance))


class CheckInTable(Table):
    """How the athlete feels, and the day on which they said so."""

    feeling: Annotated[Feeling, BeforeValidator(notation.feeling)]
    on: Day

    def check_in(self) -> CheckIn:
        """The check-in of that day."""
        return CheckIn(self.feeling, self.on)


class LogTable(Table):
    """The file of the training log."""

    file: str = Field(min_length=1)

    def settings(self, *, folder: Path, zone: tzinfo) -> DiarySettings:
        """The settings for reading the log file; a relative path starts in `folder`."""
        return DiarySettings(self.file, folder / Path(self.file).expanduser(), zone)
