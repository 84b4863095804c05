"""A place where training is done, such as a gym or a track: its opening hours and the travel to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from service.domain.opening_hours import OpeningHours
from service.domain.training import Kind, Session


@dataclass(frozen=True, slots=True)
class Place:
    """A place with a name.

    Shape: sessions of `kinds` are done here when they name no place.
    Units: `before` is the travel time there, `after` the travel time back.
    """

    name: str
    opens: OpeningHours
    before: timedelta = timedelta()
    after: timedelta = timedelta()
    kinds: frozenset[Kind] = frozenset()

    def hosts(self, session: Session) -> bool:
        """Whether the session is done here."""
        return session.place == self.name if session.place else session.kind in self.kinds


def at_its_place(session: Session, places: Iterable[Place]) -> Session:
    """Gives the session the name, the opening hours and the travel of the first place that hosts it.

    Shape: a session that already has opening hours stays as it is.
    """
    place = next((place for place in places if place.hosts(session)), None)
    if place is None or session.opens is not None:
        return session
    return replace(session, place=place.name, opens=place.opens, before=place.before, after=place.after)
