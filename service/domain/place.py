"""Where training is done: a home, a gym or a track, with its hours and the way there."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from service.domain.opening_hours import OpeningHours
from service.domain.training import Kind, Session


@dataclass(frozen=True, slots=True)
class Place:
    """A place by name.

    Shape: `kinds` are those of session that go there when they name no place.
    Units: `before` and `after` are the way there and the way back.
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
    """The session at the first place that hosts it, with the hours and the way of that place.

    Shape: one that knows its opening hours already stays as it is.
    """
    place = next((place for place in places if place.hosts(session)), None)
    if place is None or session.opens is not None:
        return session
    return replace(session, place=place.name, opens=place.opens, before=place.before, after=place.after)
