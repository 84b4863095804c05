"""The [[travel]] tables: on which days the athlete lives by another clock."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from service.config import notation
from service.config.dates import day
from service.config.place_table import known_places
from service.config.table import Table
from service.domain.dates import Dates
from service.domain.itinerary import Itinerary, Stay, Zone


class TravelTable(Table):
    """One journey, from the first day in the other zone to the last.

    Shape: places in `without` are out of reach on these days.
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
        """The days away."""
        return Dates(self.first, self.last)


def one_at_a_time(tables: Sequence[TravelTable], info: ValidationInfo) -> Sequence[TravelTable]:
    """The same tables in order, when no day is spent in two zones and each place they name is one.

    Errors: ValueError for two that share a day, and for places nobody knows.
    """
    known_places(info, [place for table in tables for place in table.without])
    in_order = sorted(tables, key=lambda table: table.dates)
    for one, other in pairwise(table.dates for table in in_order):
        if other.first <= one.last:
            raise ValueError(f"{one} and {other} share a day")
    return in_order


def zone_of(home: ZoneInfo, tables: Sequence[TravelTable]) -> Zone:
    """Home's zone with the journeys in it, if there are any."""
    stays = tuple(Stay(table.dates, table.timezone) for table in tables)
    return Itinerary(home, stays) if stays else home


def days_without(place: str, tables: Sequence[TravelTable]) -> tuple[Dates, ...]:
    """The days on which a place is out of reach."""
    return tuple(table.dates for table in tables if place in table.without)
