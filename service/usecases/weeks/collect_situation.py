"""Collects what calendars, entries, the previous plan and the log say, before anything is planned."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from service.domain.athlete import Athlete
from service.domain.entry import Entry, split_session_key, uid
from service.domain.log import Logged
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.week import Week
from service.usecases.reading.gather import Gathered
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.previous_plan import placements_of
from service.usecases.weeks.situation import Situation

A_DAY = timedelta(days=1)


def collect_situation(  # noqa: PLR0913  # every source of what is known before planning
    request: PlanRequest,
    gathered: Gathered,
    *,
    shown: Iterable[Entry],
    before: Iterable[Placement],
    log: Iterable[Logged],
    skipped: frozenset[str],
    wished: Mapping[str, Span],
    now: datetime,
) -> Situation:
    """Combines the calendars, the shown entries, the previous placements and the log to a situation.

    Shape: `before` are the previous placements, `skipped` the skipped sessions and `wished` the days that
    sessions are wished for, all by readable ids.
    """
    horizon, before = request.horizon, tuple(p for p in before if p.session.id not in skipped)
    # Shown entries overrule the previous placements: they are newer.
    known = {placement.session.id: placement for placement in (*before, *placements_of(shown))}
    # A source may still show a pinned or skipped session at the hour it had before that decision.
    decided = _names(request.athlete, {*skipped, *(p.session.id for p in before if p.pinned)})
    seen = (p for p in gathered.trained if p.session.id not in decided)
    trained = _once(p for p in (*seen, *known.values()) if p.session.id not in skipped)
    # Placements still to come inside the horizon are no history: this plan may move them.
    since = now if horizon.start <= now < horizon.end else horizon.start
    return Situation(
        request,
        now,
        gathered,
        done=tuple(placement for placement in trained if placement.start < since),
        ahead=tuple(placement for placement in trained if horizon.end <= placement.start),
        earlier=tuple(placement for placement in before if since <= placement.start),
        log=_that_counts(log, request, now),
        strayed=tuple(p for p in before if since <= p.start and _has_strayed(p, request.each_week)),
        skipped=skipped,
        wished=wished,
    )


def _names(athlete: Athlete, keys: set[str]) -> set[str]:
    """The ids by which calendars may show these sessions: readable ids, or UIDs if only those were kept."""
    weeks = [split_session_key(key) for key in keys]
    return {*keys, *(uid(athlete=athlete.id, week=week, session=session) for week, session in weeks)}


def _has_strayed(placement: Placement, weeks: Iterable[Week]) -> bool:
    """Whether the placement is a pin outside the week it belongs to."""
    of_week, _ = split_session_key(placement.session.id)
    own = (week.span for week in weeks if week.key == of_week)
    return placement.pinned and not any(week.start <= placement.start < week.end for week in own)


def _that_counts(log: Iterable[Logged], request: PlanRequest, now: datetime) -> tuple[Logged, ...]:
    """The log's lines that count: those up to today, and later ones that say a session is missed.

    Shape: a horizon that is over is planned as if it were to come, so only lines before it count then.
    """
    today = now.astimezone(request.athlete.zone).date()
    until = today if now < request.horizon.end else request.first_week.first_day - A_DAY
    is_over = until < today
    return tuple(line for line in log if line.day <= until or (line.missed and not is_over))


def _once(trained: Iterable[Placement]) -> tuple[Placement, ...]:
    """Each session once, however many calendars show it, in order."""
    by_start = {(p.start, p.session.kind): p for p in trained}
    return tuple(by_start[key] for key in sorted(by_start))
