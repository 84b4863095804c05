"""The [[calendar]] tables: the calendars to read, and which of their events take time."""

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from integrations._shared.calendar_settings import CalendarSettings
from integrations.caldav.settings import CalDavSettings
from integrations.google.settings import GoogleAccess, GoogleSettings
from integrations.ics.settings import IcsSettings
from service.config.address import address, name_of, numbered
from service.config.tables.server import CalDavKeys, exactly_one_key
from service.config.tables.table import Travelling


def _address(text: str) -> str:
    address(text)
    return text


class CalendarTable(Travelling, CalDavKeys):
    """One calendar to read: an iCalendar file or address, a Google calendar, or a CalDAV calendar."""

    name: str | None = Field(default=None, min_length=1, max_length=60)
    ics: Annotated[str | None, AfterValidator(_address)] = None
    google: str | None = Field(default=None, min_length=1)
    free_busy: bool = False
    tentative: bool = True
    all_day: Literal["busy", "marked"] = "busy"
    transparent: bool = False
    me: list[str] = Field(default_factory=list)
    ignore: list[str] = Field(default_factory=list)
    allow_hosts: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _has_one_kind(self) -> "CalendarTable":
        exactly_one_key(self, "ics", "google", "caldav")
        if self.free_busy and not self.google:
            raise ValueError("free_busy is for calendars at Google")
        return self

    @property
    def usual_name(self) -> str:
        """The calendar's name when the athlete wrote none; never a secret address."""
        if self.google:
            return f"Google {self.google}"
        return self.calendar or name_of(address(self.ics or self.caldav or ""))

    def settings(
        self, *, name: str, folder: Path, zone: tzinfo, allow_hosts: tuple[str, ...], google: GoogleAccess
    ) -> CalendarSettings:
        """The settings its source needs; a relative path starts in `folder`."""
        alike = self._alike((*allow_hosts, *self.allow_hosts))
        if self.google:
            return GoogleSettings(
                name, zone, access=google, calendar=self.google, free_busy=self.free_busy, **alike
            )
        if self.caldav:
            access = self.access(alike["allow_hosts"])
            return CalDavSettings(name, zone, access=access, calendar=self.calendar, **alike)
        return IcsSettings(name, zone, address=address(self.ics or "", folder), **alike)

    def _alike(self, allow_hosts: tuple[str, ...]) -> dict[str, Any]:
        return {
            "me": tuple(self.me),
            "ignore": tuple(self.ignore),
            "before": self.before,
            "after": self.after,
            "allow_hosts": allow_hosts,
            **self.given("tentative", "all_day", "transparent"),
        }


def calendars(
    tables: Sequence[CalendarTable],
    *,
    folder: Path,
    zone: tzinfo,
    allow_hosts: tuple[str, ...],
    google: GoogleAccess,
) -> tuple[CalendarSettings, ...]:
    """The settings of all calendars; one without a name gets its usual name, numbered when it is taken."""
    taken = [table.name for table in tables if table.name]
    settings = list[CalendarSettings]()
    for table in tables:
        name = table.name or numbered(table.usual_name, taken)
        taken.append(name)
        settings.append(
            table.settings(name=name, folder=folder, zone=zone, allow_hosts=allow_hosts, google=google)
        )
    return tuple(settings)


def unique_names(tables: Sequence[CalendarTable]) -> Sequence[CalendarTable]:
    """Check that no two calendars have the same name, and return the tables.

    Errors: ValueError with the names given twice.
    """
    names = [table.name for table in tables if table.name]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two calendars are called {', '.join(twice)}")
    return tables
