"""Writes opening hours and clock hours as JSON documents, and reads them back."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from service.domain.dates import Dates
from service.domain.opening_hours import OpeningHours
from service.domain.week import Hours


def document(opens: OpeningHours) -> dict[str, Any]:
    """The JSON document of opening hours: the hours of each weekday, and the days that are exceptions."""
    return {
        "by_day": [hours_document(hours) for hours in opens.by_day],
        "closed": _dates_document(opens.closed),
        "far": _dates_document(opens.far),
    }


def read(document: dict[str, Any]) -> OpeningHours:
    """The opening hours from their JSON document."""
    return OpeningHours(
        by_day=tuple(map(hours_read, document["by_day"])),
        closed=_dates_read(document["closed"]),
        far=_dates_read(document["far"]),
    )


def hours_document(hours: Iterable[Hours]) -> list[list[str]]:
    """The JSON document of clock hours, each as its start and its end."""
    return [[each.start.isoformat(), each.end.isoformat()] for each in hours]


def hours_read(document: Iterable[Iterable[str]]) -> tuple[Hours, ...]:
    """The clock hours from their JSON document."""
    return tuple(Hours(*map(time.fromisoformat, each)) for each in document)


def _dates_document(several: Iterable[Dates]) -> list[list[str]]:
    return [[dates.first.isoformat(), dates.last.isoformat()] for dates in several]


def _dates_read(document: Iterable[Iterable[str]]) -> tuple[Dates, ...]:
    return tuple(Dates(*map(date.fromisoformat, each)) for each in document)
