"""All tables of config.toml together, and the configuration that is made from them."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from integrations._shared.feed_settings import FeedSettings
from service.config import LONGEST_SEARCH, MOST_WEEKS, WEEKS, Config, notation
from service.config.address import is_url
from service.config.rulebook import RulesTable, rulebook
from service.config.tables.athlete_table import AthleteTable
from service.config.tables.audit_table import AuditTable
from service.config.tables.calendar_table import CalendarTable, calendars, unique_names
from service.config.tables.google_table import GoogleTable
from service.config.tables.notices_table import NoticesTable
from service.config.tables.place_table import PlaceTable, named_once
from service.config.tables.season_table import CheckInTable, LogTable, SeasonTable
from service.config.tables.serving_tables import PageTable, ServeTable, TimetableTable
from service.config.tables.session_table import SessionTable, at_known_places, consistent, sessions
from service.config.tables.table import Table
from service.config.tables.target_table import TargetTable, targets, unique_targets
from service.config.tables.travel_table import TravelTable, days_without, without_overlap, zone_of


def _alarm(value: object) -> timedelta | None:
    return None if value is False else notation.length(value)


def _place(database: str, folder: Path) -> str:
    """The database's address, or the path of its file; a relative path starts in `folder`."""
    return str(folder / Path(database).expanduser()) if database and not is_url(database) else database


class PlanTable(Table):
    """The [plan] table: how many weeks are planned at once, for how long, and by which template."""

    template: Annotated[str | None, BeforeValidator(notation.template)] = None
    weeks: int = Field(default=WEEKS, ge=1, le=MOST_WEEKS)
    longest_search: float = Field(default=LONGEST_SEARCH, ge=1, le=600)


class FeedTable(Table):
    """The [feed] table: how sessions look in a calendar, and the service's address for other machines."""

    name: str = Field(default="Training", min_length=1, max_length=60)
    alarm: Annotated[timedelta | None, BeforeValidator(_alarm)] = None
    transparent: bool = False
    link: str = Field(default="", pattern=r"^https?://\S+$|^$")

    def settings(self, zone: ZoneInfo) -> FeedSettings:
        """The settings that the writer of a feed or target needs."""
        return FeedSettings(zone, **self.given("name", "alarm", "transparent", "link"))


class StorageTable(Table):
    """The [storage] table: where the database is."""

    database: str = ""


class NetworkTable(Table):
    """The [network] table: the hosts that may be on a private network."""

    allow_hosts: list[str] = Field(default_factory=list)


class Document(Table):
    """The whole configuration file."""

    athlete: AthleteTable = AthleteTable()
    plan: PlanTable = PlanTable()
    place: Annotated[list[PlaceTable], AfterValidator(named_once)] = Field(default_factory=list)
    travel: Annotated[list[TravelTable], AfterValidator(without_overlap)] = Field(default_factory=list)
    session: Annotated[list[SessionTable], AfterValidator(consistent), AfterValidator(at_known_places)] = (
        Field(default_factory=list)
    )
    calendar: Annotated[list[CalendarTable], AfterValidator(unique_names)] = Field(default_factory=list)
    target: Annotated[list[TargetTable], AfterValidator(unique_targets)] = Field(default_factory=list)
    google: GoogleTable = GoogleTable()
    storage: StorageTable = StorageTable()
    season: SeasonTable = SeasonTable()
    check_in: CheckInTable | None = None
    log: LogTable | None = None
    feed: FeedTable = FeedTable()
    network: NetworkTable = NetworkTable()
    audit: AuditTable = AuditTable()
    serve: ServeTable = ServeTable()
    timetable: TimetableTable = TimetableTable()
    page: PageTable = PageTable()
    notices: NoticesTable = NoticesTable()
    rules: Table

    def config(self, *, folder: Path, zone: ZoneInfo) -> Config:
        """The configuration; relative paths start in `folder`, and `zone` is the home zone."""
        allow_hosts = tuple(self.network.allow_hosts)
        clock = zone_of(zone, self.travel)
        google = self.google.access(folder)
        look = self.feed.settings(zone)
        places = [table.place(far=days_without(table.name, self.travel)) for table in self.place]
        return Config(
            athlete=self.athlete.athlete(clock, places),
            feed=look,
            weeks=self.plan.weeks,
            longest_search=self.plan.longest_search,
            template=self.plan.template,
            sessions=sessions(self.session, places),
            calendars=calendars(
                self.calendar, folder=folder, zone=clock, allow_hosts=allow_hosts, google=google
            ),
            targets=targets(self.target, folder=folder, look=look, allow_hosts=allow_hosts, google=google),
            google=google,
            database=_place(self.storage.database, folder),
            own_rules=rulebook(self.rules) if self.rules.model_fields_set else None,
            season=self.season.season(),
            check_in=self.check_in.check_in() if self.check_in else None,
            log=self.log.settings(folder=folder, zone=clock) if self.log else None,
            allow_hosts=allow_hosts,
            title_patterns=self.audit.title_patterns(),
            serving=self.serve.serving(folder),
            timetable=self.timetable.timetable(),
            page=self.page.page(),
            notices=self.notices.notices(allow_hosts),
        )


# Made by a call, because RulesTable is created from the rulebook at run time and cannot be an annotation.
WholeDocument = create_model("WholeDocument", __base__=Document, rules=(RulesTable, RulesTable()))
