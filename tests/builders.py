"""Weeks as people write them, such as "Mon 18:00 upper 60 + easy 20", read into domain values."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from service.domain.athlete import Athlete
from service.domain.busy import Busy
from service.domain.dates import Dates
from service.domain.entry import session_key
from service.domain.itinerary import Itinerary, Stay
from service.domain.opening_hours import OpeningHours
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
    blocked: Iterable[str] = (),
    travel: Iterable[str] = (),
) -> Athlete:
    """A person, their allowed and liked hours the same on every day; without `likes` the usual ones.

    Shape: `travel` are journeys such as "2026-03-04/2026-03-06 America/New_York".
    """
    person = Athlete(goal=Goal(goal), level=Level(level), zone=ZoneInfo(zone), sleep=hours(sleep))
    if stays := tuple(map(stay, travel)):
        person = replace(person, zone=Itinerary(ZoneInfo(zone), stays))
    person = replace(person, blocked=tuple(map(dates, blocked)))
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
    done: Iterable[str] = (),
    busy: Iterable[str] = (),
    stood: Iterable[str] = (),
    now: str = "",
    longest_recent_run: timedelta | None = None,
    traits: Traits | None = None,
) -> Brief:
    """A week: lines that begin with an hour are pinned there, the others ("lower 60 max") need one.

    Shape: `before` is training of the seven days before, `after` of
    the seven days after, `done` what of this week is done already; `stood` is where the plan before had
    this week's sessions, known by their order within a kind; `traits` are more of a session's fields,
    by its id.
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
        carried=(*placements(*before, week=last_week), *_as_done(placements(*done, week=week), week)),
        ahead=tuple(placements(*after, week=week.following)),
        pinned=pinned,
        stood=tuple(placements(*stood, week=week, traits=traits)),
        not_before=moment(now, week) if now else None,
        longest_recent_run=longest_recent_run,
    )


def plan(*lines: str, pins: Iterable[str] = (), **words: Any) -> Plan:
    """A week that stands as it is written, as a calendar would show it; lines without an hour are dropped.

    Shape: none of it is pinned; `pins` is where the athlete wants some of the sessions, whether they stand
    there or not.
    """
    written = brief(*lines, **words)
    by_hand = placements(*pins, week=written.week, traits=words.get("traits"))
    stands = (replace(placement, pinned=False) for placement in written.pinned)
    wanted = replace(written, pinned=tuple(by_hand))
    return Plan(wanted, tuple(sorted(stands, key=lambda placement: placement.start)))


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


def dates(text: str) -> Dates:
    """Such dates as 2026-03-04, or 2026-03-04/2026-03-06."""
    first, _, last = text.partition("/")
    return Dates(date.fromisoformat(first), date.fromisoformat(last or first))


def stay(text: str) -> Stay:
    """A stay such as "2026-03-04/2026-03-06 America/New_York"."""
    days, zone = text.split()
    return Stay(dates(days), ZoneInfo(zone))


def opening(text: Mapping[str, Any]) -> OpeningHours:
    """Hours by day such as { Mon = ["06:00-22:00"] }, closed on days without any, and on some dates."""
    by_day = tuple(tuple(map(hours, text.get(day.name.title(), ()))) for day in Weekday)
    closed, far = (tuple(map(dates, text.get(key, ()))) for key in ("closed", "far"))
    return OpeningHours(by_day, closed, far)


def _as_done(begun: Iterable[Placement], week: Week) -> Iterator[Placement]:
    for placement in begun:
        key = session_key(week=week.key, session=placement.session.id)
        yield Placement(replace(placement.session, id=key), placement.span)


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
        case "opens":
            return opening(value)
        case "before" | "after":
            return timedelta(minutes=value)
    return value
