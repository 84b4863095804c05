"""Collects what calendars, entries, the previous plan and the log say, before anything is planned."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from service.domain.athlete import Athlete
from service.domain.entry import Entry, parted, uid
from service.domain.log import Logged
from service.domain.plan import Placement
from service.domain.week import Week
from service.usecases.reading.gather import Gathered
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.previous_plan import placements_of
from service.usecases.weeks.situation import Situation

A_DAY = timedelta(days=1)


def collect_situation(  # noqa: PLR0913  # everything that can be known beforehand
    request: PlanRequest,
    gathered: Gathered,
    *,
    shown: Iterable[Entry],
    before: Iterable[Placement],
    log: Iterable[Logged],
    skipped: frozenset[str],
    now: datetime,
) -> Situation:
    """What the calendars, the entries shown, the plan before and the log come to."""
    horizon, before = request.horizon, tuple(p for p in before if p.session.id not in skipped)
    # What the calendar shows now is newer than the earlier plan.
    known = {placement.session.id: placement for placement in (*before, *placements_of(shown))}
    # Another calendar may still show a session where it was before the athlete decided otherwise.
    decided = _names(request.athlete, {*skipped, *(p.session.id for p in before if p.pinned)})
    seen = (p for p in gathered.trained if p.session.id not in decided)
    trained = _once(p for p in (*seen, *known.values()) if p.session.id not in skipped)
    # What this plan will fill is no history yet, even if an earlier plan has filled it before.
    since = now if horizon.start <= now < horizon.end else horizon.start
    return Situation(
        request,
        now,
        gathered,
        done=tuple(placement for placement in trained if placement.start < since),
        ahead=tuple(placement for placement in trained if horizon.end <= placement.start),
        earlier=tuple(placement for placement in before if since <= placement.start),
        log=_that_counts(log, request, now),
        strayed=tuple(
            p for p in before if since <= p.start < horizon.end and _has_strayed(p, request.each_week)
        ),
        skipped=skipped,
    )


def _names(athlete: Athlete, keys: set[str]) -> set[str]:
    """What calendars call these sessions: the readable ids, and the UIDs where nothing else was kept."""
    weeks = [parted(key) for key in keys]
    return {*keys, *(uid(athlete=athlete.id, week=week, session=session) for week, session in weeks)}


def _has_strayed(placement: Placement, weeks: Iterable[Week]) -> bool:
    """Whether it was pinned outside the week it belongs to."""
    of_week, _ = parted(placement.session.id)
    own = (week.span for week in weeks if week.key == of_week)
    return placement.pinned and not any(week.start <= placement.start < week.end for week in own)


def _that_counts(log: Iterable[Logged], request: PlanRequest, now: datetime) -> tuple[Logged, ...]:
    """The lines that can settle something: nothing was done tomorrow.

    Shape: weeks that are over are planned as if they were to come.
    """
    today = now.astimezone(request.athlete.zone).date()
    until = today if now < request.horizon.end else request.first_week.first_day - A_DAY
    is_over = until < today
    return tuple(line for line in log if line.day <= until or (line.missed and not is_over))


def _once(trained: Iterable[Placement]) -> tuple[Placement, ...]:
    """Each session once, however many calendars show it, in order."""
    by_start = {(p.start, p.session.kind): p for p in trained}
    return tuple(by_start[key] for key in sorted(by_start))
