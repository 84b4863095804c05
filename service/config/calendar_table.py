"""The [[calendar]] tables: where the athlete's calendars lie, and what in them takes time."""

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from integrations.ics.settings import IcsSettings
from service.config.address import address, name_of
from service.config.table import Travelling


def _address(text: str) -> str:
    address(text)
    return text


class CalendarTable(Travelling):
    """One calendar to read."""

    name: str | None = Field(default=None, min_length=1, max_length=60)
    ics: Annotated[str, AfterValidator(_address)]
    tentative: bool = True
    all_day: Literal["busy", "marked"] = "busy"
    transparent: bool = False
    me: list[str] = Field(default_factory=list)
    ignore: list[str] = Field(default_factory=list)
    allow_hosts: list[str] = Field(default_factory=list)

    def settings(self, *, name: str, folder: Path, zone: tzinfo, allow_hosts: tuple[str, ...]) -> IcsSettings:
        """What the reader needs to know of it."""
        return IcsSettings(
            name=name,
            address=address(self.ics, folder),
            zone=zone,
            me=tuple(self.me),
            ignore=tuple(self.ignore),
            before=self.before,
            after=self.after,
            allow_hosts=(*allow_hosts, *self.allow_hosts),
            **self.given("tentative", "all_day", "transparent"),
        )


def calendars(
    tables: Sequence[CalendarTable], *, folder: Path, zone: tzinfo, allow_hosts: tuple[str, ...]
) -> tuple[IcsSettings, ...]:
    """All of them, those without a name called after their file or host."""
    taken = [table.name for table in tables if table.name]
    settings = list[IcsSettings]()
    for table in tables:
        name = table.name or name_of(address(table.ics), taken)
        taken.append(name)
        settings.append(table.settings(name=name, folder=folder, zone=zone, allow_hosts=allow_hosts))
    return tuple(settings)


def told_apart(tables: Sequence[CalendarTable]) -> Sequence[CalendarTable]:
    """The same tables, when no two calendars have one name.

    Errors: ValueError with the names given twice.
    """
    names = [table.name for table in tables if table.name]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two calendars are called {', '.join(twice)}")
    return tables
