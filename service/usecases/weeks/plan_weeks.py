"""Plans consecutive weeks over the calendars; each week takes account of the training before it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from math import inf

from service.domain.change import Change
from service.domain.entry import Entry, session_key
from service.domain.log import Logged
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.week import Week
from service.planning.budget import Budget
from service.planning.solve import solve
from service.planning.suggest_relaxations import WORK_OF_ALL, with_relaxations
from service.planning.unfreeze import unfrozen
from service.ports.busy_source import BusySource
from service.prescription.recent_runs import RECENT_PERIOD
from service.rules.rule import Rule
from service.usecases.reading.gather import Gathered, gather
from service.usecases.weeks.collect_situation import collect_situation
from service.usecases.weeks.compare_plans import compare_plans
from service.usecases.weeks.plan_request import PlanRequest
from service.usecases.weeks.previous_plan import in_week
from service.usecases.weeks.situation import RECOVERY_REACH

NO_WISHES: Mapping[str, Span] = {}


@dataclass(frozen=True)
class Planned:
    """The planned weeks, and the request and calendars they were planned from.

    Shape: `changes` has an item for each week with previous placements. `notes` explain how each week's
    sessions were prescribed.
    """

    request: PlanRequest
    made_at: datetime
    gathered: Gathered
    plans: tuple[Plan, ...]
    changes: dict[Week, tuple[Change, ...]]
    notes: dict[Week, tuple[str, ...]] = field(default_factory=dict)


def solved(brief: Brief, rules: Sequence[Rule], seconds: float = inf) -> Plan:
    """Solves one week, and adds the relaxations that would make room for each dropped session.

    Units: `seconds` are what the search may take as a last resort, and again that for relaxations.
    """
    best = solve(brief, rules, Budget(seconds=seconds))
    return with_relaxations(best, rules, Budget(WORK_OF_ALL, seconds))


def reading_window(request: PlanRequest) -> Span:
    """Returns the span of calendars that a plan reads.

    It reaches 30 days before the horizon for recent training, and 14 days after it for sessions that need
    fresh legs.
    """
    return request.horizon.grow(before=RECENT_PERIOD, after=RECOVERY_REACH)


def plan(  # noqa: PLR0913  # each is a choice of the caller
    request: PlanRequest,
    sources: Sequence[BusySource],
    *,
    shown: Iterable[Entry] = (),
    before: Iterable[Placement] = (),
    logged: Iterable[Logged] = (),
    skipped: frozenset[str] = frozenset(),
    wished: Mapping[str, Span] = NO_WISHES,
    now: datetime,
    ignore_unreadable: bool = False,
    tell: Callable[[str], None] = lambda _: None,
    place: Callable[[Brief, Sequence[Rule]], Plan] | None = None,
) -> Planned:
    """Reads every calendar, then plans week after week.

    Shape: `shown` are our entries in the targets, those of past weeks included. `before` are the previous
    placements, `skipped` the skipped sessions and `wished` the days that sessions are wished for, all by
    readable ids. `logged` are the lines of all logs. `tell` receives progress messages. `place` plans one
    week, by default within the request's longest search.
    Errors: CalendarUnreadable, unless `ignore_unreadable`.
    """
    horizon, before = request.horizon, tuple(before)
    place = place or partial(solved, seconds=request.longest_search)
    tell("Reading the calendars")
    gathered = gather(
        sources, reading_window(request), now=now, ignore_unreadable=ignore_unreadable, counted=horizon
    )
    situation = collect_situation(
        request,
        gathered,
        shown=shown,
        before=before,
        log=logged,
        skipped=skipped,
        wished=wished,
        now=now,
    )
    plans, carried = list[Plan](), list[Placement]()
    changes, notes = dict[Week, tuple[Change, ...]](), dict[Week, tuple[str, ...]]()
    for number, week in enumerate(request.each_week, 1):
        tell(f"Planning week {number} of {request.weeks}")
        prescription = situation.prescription(week, carried)
        notes[week] = prescription.notes
        brief = unfrozen(situation.brief(week, prescription, carried), request.rules)
        plans.append(place(brief, request.rules))
        if in_week(before, week):
            changes[week] = tuple(compare_plans(plans[-1], situation.before(week), request.rules))
        carried += _carried(plans[-1])
    return Planned(request, now, gathered, tuple(plans), changes, notes)


def _carried(plan: Plan) -> Iterable[Placement]:
    """The week's placements with readable ids: the next week has sessions with the same short ids."""
    for placement in plan.placements:
        key = session_key(week=plan.brief.week.key, session=placement.session.id)
        yield Placement(replace(placement.session, id=key), placement.span)
