"""Turns recognised appointments into sessions, each once and with an id of its own."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from service.domain.itinerary import Zone
from service.domain.plan import Placement
from service.domain.recognised import Recognised
from service.domain.span import Span
from service.domain.training import Discipline, Session
from service.domain.week import Week

MAX_BREAK = timedelta(minutes=15)
"""The longest break between a lift and a run that still count as one visit."""


@dataclass(frozen=True)
class WrittenPlacement(Placement):
    """A placement that a person wrote into a calendar.

    Unlike planned ones, the two sessions of a visit may have a short break between them.
    """

    def joins(self, other: Placement) -> bool:
        """Whether the two name each other as partners; they need not touch."""
        return self.joined_with == other.session.id and other.joined_with == self.session.id


@dataclass(frozen=True)
class RecognisedSession:
    """An appointment and the session it was recognised as.

    Shape: sessions without an hour are placed one after the other from the midnight of their day on.
    """

    recognised: Recognised
    placement: Placement

    @property
    def has_hour(self) -> bool:
        """Whether the appointment has an hour, not only a day."""
        return not self.recognised.appointment.whole_days


def recognised_sessions(training: Iterable[Recognised], zone: Zone) -> tuple[RecognisedSession, ...]:
    """Returns the sessions in order, each once; a lift and a run with hardly a break are joined."""
    names, untimed = Counter[str](), defaultdict[datetime, timedelta](timedelta)
    found = list[RecognisedSession]()
    for one in _once(training, zone):
        midnight = _midnight(one, zone)
        start = one.appointment.span.start
        if one.appointment.whole_days:
            start = midnight + untimed[midnight]
            untimed[midnight] += one.duration
        name = f"{midnight.astimezone(zone).date()}-{one.kind}"
        names[name] += 1
        session = Session(
            f"{name}-{names[name]}" if names[name] > 1 else name, one.kind, one.duration, one.effort
        )
        found.append(RecognisedSession(one, WrittenPlacement(session, Span.lasting(start, one.duration))))
    return _with_visits(sorted(found, key=lambda one: one.placement.span))


def _once(training: Iterable[Recognised], zone: Zone) -> Iterable[Recognised]:
    """Each session once.

    An appointment without an hour is left out if the day has one of the same kind already.
    """
    found = dict[object, Recognised]()
    for one in sorted(training, key=lambda one: (one.appointment.whole_days, one.appointment.span)):
        day = _midnight(one, zone), one.kind, one.sport
        if one.appointment.whole_days:
            found.setdefault(day, one)
        elif (one.appointment.span.start, one.kind, one.sport) not in found:
            found[one.appointment.span.start, one.kind, one.sport] = one
            found[day] = one
    return dict.fromkeys(found.values())


def _midnight(one: Recognised, zone: Zone) -> datetime:
    day = one.appointment.span.start.astimezone(zone).date()
    return Week(day, zone).at(day, time())


def _with_visits(found: Sequence[RecognisedSession]) -> tuple[RecognisedSession, ...]:
    """The same sessions, with a lift and a run joined if hardly a break is between them."""
    placements = [one.placement for one in found]
    for second in range(1, len(placements)):
        one, other = placements[second - 1 : second + 1]
        both = {one.session.discipline, other.session.discipline}
        is_visit = timedelta() <= one.span.gap_to(other.span) <= MAX_BREAK
        if is_visit and both == {Discipline.LIFT, Discipline.RUN} and not one.joined_with:
            placements[second - 1 : second + 1] = _joined(one, other), _joined(other, one)
    return tuple(replace(one, placement=placed) for one, placed in zip(found, placements, strict=True))


def _joined(one: Placement, other: Placement) -> Placement:
    # `join_with` too: a person who wrote them side by side wants them joined.
    session = replace(one.session, join_with=other.session.id)
    return replace(one, session=session, joined_with=other.session.id)
