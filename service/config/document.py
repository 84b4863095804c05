"""The whole of config.toml as tables, and the configuration they make."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from integrations.ics.settings import FeedSettings
from service.config import MOST_WEEKS, WEEKS, Config, notation
from service.config.athlete_table import AthleteTable
from service.config.calendar_table import CalendarTable, calendars, told_apart
from service.config.rulebook import RulesTable, rulebook
from service.config.session_table import SessionTable, consistent, sessions
from service.config.table import Table


def _alarm(value: object) -> timedelta | None:
    return None if value is False else notation.length(value)


class PlanTable(Table):
    """What is planned at once, and after which ready-made week."""

    template: Annotated[str | None, BeforeValidator(notation.template)] = None
    weeks: int = Field(default=WEEKS, ge=1, le=MOST_WEEKS)


class FeedTable(Table):
    """How the sessions look in a calendar."""

    name: str = Field(default="Training", min_length=1, max_length=60)
    alarm: Annotated[timedelta | None, BeforeValidator(_alarm)] = None
    transparent: bool = False

    def settings(self, zone: ZoneInfo) -> FeedSettings:
        """What the writer needs to know."""
        return FeedSettings(zone, **self.given("name", "alarm", "transparent"))


class NetworkTable(Table):
    """What may be asked beyond the public internet."""

    allow_hosts: list[str] = Field(default_factory=list)


class Document(Table):
    """The whole file."""

    athlete: AthleteTable = AthleteTable()
    plan: PlanTable = PlanTable()
    session: Annotated[list[SessionTable], AfterValidator(consistent)] = Field(default_factory=list)
    calendar: Annotated[list[CalendarTable], AfterValidator(told_apart)] = Field(default_factory=list)
    feed: FeedTable = FeedTable()
    network: NetworkTable = NetworkTable()
    rules: Table

    def config(self, *, folder: Path, zone: ZoneInfo) -> Config:
        """What it decides."""
        allow_hosts = tuple(self.network.allow_hosts)
        return Config(
            athlete=self.athlete.athlete(zone),
            feed=self.feed.settings(zone),
            weeks=self.plan.weeks,
            template=self.plan.template,
            sessions=sessions(self.session),
            calendars=calendars(self.calendar, folder=folder, zone=zone, allow_hosts=allow_hosts),
            rules=rulebook(self.rules),
            allow_hosts=allow_hosts,
        )


# The rules' tables are made from the rulebook, too late for a class to name their type.
WholeDocument = create_model("WholeDocument", __base__=Document, rules=(RulesTable, RulesTable()))
