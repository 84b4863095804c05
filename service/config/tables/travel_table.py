"""The [[travel]] tables: the days on which the athlete is in another time zone."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from service.config import notation
from service.config.dates import day
from service.config.tables.place_table import known_places
from service.config.tables.table import Table
from service.domain.dates import Dates
from service.domain.itinerary import Itinerary, Stay, Zone


class TravelTable(Table):
    """One journey, from the first day in the other time zone to the last.

    Shape: the places in `without` cannot be reached on these days.
    """

    first: Annotated[date, BeforeValidator(day)] = Field(alias="from")
    last: Annotated[date, BeforeValidator(day)] = Field(alias="to")
    timezone: Annotated[ZoneInfo, BeforeValidator(notation.zone)]
    without: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _go_forward(self) -> "TravelTable":
        Dates(self.first, self.last)
        return self

    @property
    def dates(self) -> Dates:
        """The days of the journey."""
        return Dates(self.first, self.last)


def without_overlap(tables: Sequence[TravelTable], info: ValidationInfo) -> Sequence[TravelTable]:
    """Check that no two journeys share a day and that each named place exists; return the tables in order.

    Errors: ValueError for two journeys that share a day, and for an unknown place.
    """
    known_places(info, [place for table in tables for place in table.without])
    in_order = sorted(tables, key=lambda table: table.dates)
    for one, other in pairwise(table.dates for table in in_order):
        if other.first <= one.last:
            raise ValueError(f"{one} and {other} share a day")
    return in_order


def zone_of(home: ZoneInfo, tables: Sequence[TravelTable]) -> Zone:
    """The home zone, with the journeys in it if there are any."""
    stays = tuple(Stay(table.dates, table.timezone) for table in tables)
    return Itinerary(home, stays) if stays else home


def days_without(place: str, tables: Sequence[TravelTable]) -> tuple[Dates, ...]:
    """The days on which journeys put a place out of reach."""
    return tuple(table.dates for table in tables if place in table.without)
