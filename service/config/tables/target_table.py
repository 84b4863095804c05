"""The [[target]] tables: the calendars that the plan is written to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from integrations._shared.feed_settings import FeedSettings
from integrations.caldav.settings import CalDavTarget
from integrations.google.settings import GoogleAccess, GoogleTarget
from integrations.ics.settings import IcsTarget
from service.config.address import is_url, numbered
from service.config.tables.server import CalDavKeys, exactly_one_key

Target = GoogleTarget | CalDavTarget | IcsTarget


def _file(text: str) -> str:
    if is_url(text) or not text.strip():
        raise ValueError("should be the path of a file: nobody can write to a feed")
    return text.strip()


class TargetTable(CalDavKeys):
    """One calendar to write to: a Google calendar, a CalDAV calendar, or an .ics file."""

    name: str | None = Field(default=None, min_length=1, max_length=60)
    google: str | None = Field(default=None, min_length=1)
    ics: Annotated[str | None, AfterValidator(_file)] = None
    create: bool | None = None
    allow_hosts: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _is_one_road(self) -> "TargetTable":
        exactly_one_key(self, "google", "caldav", "ics")
        return self

    @property
    def usual_name(self) -> str:
        """The target's name when the athlete wrote none."""
        if self.google:
            return f"Google {self.google}"
        return self.calendar or Path(self.ics or self.caldav or "").name

    @property
    def place(self) -> tuple[str, ...]:
        """The values that identify the calendar of this target."""
        if self.google:
            return "google", self.google
        if self.caldav:
            return "caldav", self.caldav, self.calendar, self.user
        return "ics", str(Path(self.ics or ""))

    def target(
        self,
        *,
        name: str,
        folder: Path,
        look: FeedSettings,
        allow_hosts: tuple[str, ...],
        google: GoogleAccess,
    ) -> Target:
        """The settings its sink needs; a relative path starts in `folder`."""
        if self.google:
            create = self.create is not False
            return GoogleTarget(name, google, look, calendar=self.google, create=create)
        if self.caldav:
            access = self.access((*allow_hosts, *self.allow_hosts))
            return CalDavTarget(name, access, look, calendar=self.calendar, create=bool(self.create))
        return IcsTarget(name, folder / Path(self.ics or "").expanduser(), look)


def unique_targets(tables: Sequence[TargetTable]) -> Sequence[TargetTable]:
    """Check that no two targets are the same calendar or have the same name, and return the tables.

    Errors: ValueError that names the calendar or the name.
    """
    places = [table.place for table in tables]
    names = [table.name for table in tables if table.name]
    for place in (place for place in places if places.count(place) > 1):
        raise ValueError(f"two targets are one calendar: {place[1]}")
    for name in (name for name in names if names.count(name) > 1):
        raise ValueError(f"two targets are called {name}")
    return tables


def targets(
    tables: Sequence[TargetTable],
    *,
    folder: Path,
    look: FeedSettings,
    allow_hosts: tuple[str, ...],
    google: GoogleAccess,
) -> tuple[Target, ...]:
    """The settings of all targets; one without a name gets its usual name, numbered when it is taken."""
    taken, found = [table.name for table in tables if table.name], list[Target]()
    for table in tables:
        name = table.name or numbered(table.usual_name, taken)
        taken.append(name)
        found.append(
            table.target(name=name, folder=folder, look=look, allow_hosts=allow_hosts, google=google)
        )
    return tuple(found)
