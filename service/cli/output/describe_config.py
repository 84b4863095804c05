"""Describes the places, journeys and season of a configuration, so that `liftrun check` can print them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from service.domain.itinerary import Itinerary, Zone
from service.domain.training import Kind
from service.domain.wording import day, hours

if TYPE_CHECKING:
    from service.config import Config
    from service.domain.dates import Dates
    from service.domain.place import Place
    from service.prescription.season import Season


def arrangements(config: "Config") -> Iterator[str]:
    """Yield a sentence for each place, journey and date of the season; nothing when there are none."""
    yield from map(_place, config.athlete.places)
    yield from _journeys(config.athlete.zone)
    yield from _season(config.season)


def _place(place: "Place") -> str:
    kinds = ", ".join(kind for kind in Kind if kind in place.kinds) or "what names it"
    way = f"{hours(place.before)} there and {hours(place.after)} back"
    return f"{place.name} is for {kinds}{f', {way}' if place.before or place.after else ''}."


def _journeys(zone: Zone) -> Iterator[str]:
    for stay in zone.stays if isinstance(zone, Itinerary) else ():
        yield f"{_from_to(stay.dates)} by the clock of {stay.zone.key}."


def _season(season: "Season") -> Iterator[str]:
    if season.started:
        yield f"Blocks of four weeks since {_date(season.started)}."
    if season.race:
        yield f"Race on {_date(season.race)}."
    for dates in season.maintenance:
        yield f"{_from_to(dates)} for maintenance only."


def _from_to(dates: "Dates") -> str:
    return " to ".join(dict.fromkeys(map(_date, (dates.first, dates.last))))


def _date(date: date) -> str:
    return f"{day(date)} {date.year}"
