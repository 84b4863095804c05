"""Weeks as people write them, such as "Mon 18:00 upper 60 + easy 20", read into domain values."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from service.domain.athlete import Athlete
from service.domain.busy import Busy
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.training import USUAL_EFFORT, Effort, Goal, Kind, Level, Session
from service.domain.week import DAYS_IN_A_WEEK, Hours, Week, Weekday

MONDAY = date(2026, 3, 2)
BERLIN = ZoneInfo("Europe/Berlin")

Traits = Mapping[str, Mapping[str, Any]]


def athlete(  # noqa: PLR0913  # an example may say any of these
    *,
    goal: str = "balanced",
    level: str = "intermediate",
    zone: str = "Europe/Berlin",
    sleep: str = "22:30-06:00",
    allowed: Iterable[str] = ("06:00-22:00",),
    likes: Iterable[str] | None = None,
) -> Athlete:
    """A person, their allowed and liked hours the same on every day; without `likes` the usual ones."""
    person = Athlete(goal=Goal(goal), level=Level(level), zone=ZoneInfo(zone), sleep=hours(sleep))
    person = replace(person, hours=dict.fromkeys(Weekday, tuple(map(hours, allowed))))
    if likes is None:
        return person
    return replace(person, likes=dict.fromkeys(Weekday, tuple(map(hours, likes))))


def brief(  # noqa: PLR0913  # as much as a week can hold
    *lines: str,
    person: Athlete | None = None,
    first_day: date = MONDAY,
    before: Iterable[str] = (),
    after: Iterable[str] = (),
    busy: Iterable[str] = (),
    traits: Traits | None = None,
) -> Brief:
    """A week: lines that begin with an hour are pinned there, the others ("lower 60 max") need one.

    Shape: `before` is training of the seven days before, `after` of
    the seven days after; `traits` are more of a session's fields, by its id.
    """
    person = person or athlete()
    week = Week(first_day, person.zone)
    last_week = Week(first_day - timedelta(days=DAYS_IN_A_WEEK), person.zone)
    pinned = tuple(placements(*filter(_has_hour, lines), week=week, traits=traits))
    taken = Counter(placement.session.kind for placement in pinned)
    loose = sessions(*(line for line in lines if not _has_hour(line)), taken=taken, traits=traits)
    return Brief(
        athlete=person,
        week=week,
        sessions=(*(placement.session for placement in pinned), *loose),
        busy=tuple(_busy(text, week) for text in busy),
        carried=tuple(placements(*before, week=last_week)),
        ahead=tuple(placements(*after, week=week.following)),
        pinned=pinned,
    )


def plan(*lines: str, **words: Any) -> Plan:
    """A week that stands as it is written, as a calendar would show it; lines without an hour are dropped."""
    written = brief(*lines, **words)
    return Plan(written, tuple(sorted(written.pinned, key=lambda placement: placement.start)))


def session(text: str, **changes: Any) -> Session:
    """The session of a text such as "lower 60" or "lower 60 max", its id being its kind."""
    kind, minutes, effort = (*text.split(), "")[:3]
    made = Session(
        id=kind,
        kind=Kind(kind),
        duration=timedelta(minutes=int(minutes)),
        effort=Effort[effort.upper()] if effort else USUAL_EFFORT[Kind(kind)],
    )
    return replace(made, **changes)


def sessions(
    *texts: str, taken: Counter[Kind] | None = None, traits: Traits | None = None
) -> Iterator[Session]:
    """One session for each text; the second easy run of the week has the id easy-2."""
    seen = Counter(taken or {})
    for text in texts:
        made = session(text)
        seen[made.kind] += 1
        named = replace(made, id=f"{made.kind}-{seen[made.kind]}") if seen[made.kind] > 1 else made
        wanted = (traits or {}).get(named.id, {})
        yield replace(named, **{key: _trait(key, value) for key, value in wanted.items()})


def placements(*texts: str, week: Week, traits: Traits | None = None) -> Iterator[Placement]:
    """The sessions at their hours; a plus puts two into one visit, the second right after the first."""
    parts = [text.split(maxsplit=2)[2].split(" + ") for text in texts]
    made = sessions(*(part for visit in parts for part in visit), traits=traits)
    for text, visit in zip(texts, parts, strict=True):
        start = moment(text, week)
        together = [next(made) for _ in visit]
        for one, other in zip(together, reversed(together), strict=True):
            partner = other.id if other is not one else None
            placed = Placement(one, Span.lasting(start, one.duration), partner, pinned=True)
            start = placed.end
            yield placed


def moment(text: str, week: Week) -> datetime:
    """The instant at which a text such as "Mon 18:00" lies in the week."""
    day, clock = text.split()[:2]
    return week.at(_date(day, week), time.fromisoformat(clock))


def hours(text: str) -> Hours:
    """Such hours as 17:00-20:30."""
    start, end = text.split("-")
    return Hours(time.fromisoformat(start), time.fromisoformat(end))


def _has_hour(line: str) -> bool:
    return line[:3].upper() in Weekday.__members__


def _busy(text: str, week: Week) -> Busy:
    day, between, title = (*text.split(maxsplit=2), "")[:3]
    return Busy(week.hours_on(_date(day, week), hours(between)), title)


def _date(day: str, week: Week) -> date:
    return next(date for date in week.days if date.weekday() == Weekday[day.upper()])


def _trait(key: str, value: Any) -> Any:
    match key:
        case "days":
            return frozenset(Weekday[day.upper()] for day in value)
        case "hours":
            return tuple(map(hours, value))
        case "before" | "after":
            return timedelta(minutes=value)
    return value
