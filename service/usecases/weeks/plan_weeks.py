"""Plan one to four weeks over what the calendars say, each seeing what the last one left in the legs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from service.domain.change import Change
from service.domain.entry import Entry, session_key
from service.domain.log import Logged
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.week import Week
from service.planning.solve import solve
from service.planning.suggest_relaxations import with_relaxations
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


@dataclass(frozen=True)
class Planned:
    """The weeks as planned, and what they were planned over.

    Shape: `changes` has each week of which something stood before, `notes` what is said of how each
    week's sessions came about.
    """

    request: PlanRequest
    made_at: datetime
    gathered: Gathered
    plans: tuple[Plan, ...]
    changes: dict[Week, tuple[Change, ...]]
    notes: dict[Week, tuple[str, ...]] = field(default_factory=dict)


def solved(brief: Brief, rules: Sequence[Rule]) -> Plan:
    """The best plan of one week, and for what found no room in it the ways in."""
    return with_relaxations(solve(brief, rules), rules)


def reading_window(request: PlanRequest) -> Span:
    """How much of the calendars a plan looks at: what is in the legs before, what needs fresh ones after."""
    return request.horizon.grow(before=RECENT_PERIOD, after=RECOVERY_REACH)


def plan(  # noqa: PLR0913  # each is a choice of the caller
    request: PlanRequest,
    sources: Sequence[BusySource],
    *,
    shown: Iterable[Entry] = (),
    before: Iterable[Placement] = (),
    logged: Iterable[Logged] = (),
    skipped: frozenset[str] = frozenset(),
    now: datetime,
    ignore_unreadable: bool = False,
    tell: Callable[[str], None] = lambda _: None,
    place: Callable[[Brief, Sequence[Rule]], Plan] = solved,
) -> Planned:
    """Read every calendar, then plan week after week.

    Shape: `shown` are our entries where the plan will be written, last week's among them; `before` is
    the earlier plan, by readable ids, and `skipped` are such ids. `logged` is what the
    athlete's logs say. `tell` hears what is being done, for whoever waits; `place` gives one week its hours.
    Errors: CalendarUnreadable, unless told to ignore it.
    """
    horizon, before = request.horizon, tuple(before)
    tell("Reading the calendars")
    gathered = gather(
        sources, reading_window(request), now=now, ignore_unreadable=ignore_unreadable, counted=horizon
    )
    situation = collect_situation(
        request, gathered, shown=shown, before=before, log=logged, skipped=skipped, now=now
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
            changes[week] = tuple(compare_plans(plans[-1], in_week(situation.earlier, week), request.rules))
        carried += _carried(plans[-1])
    return Planned(request, now, gathered, tuple(plans), changes, notes)


def _carried(plan: Plan) -> Iterable[Placement]:
    """The week's placements as the next one sees them, told apart from its own sessions of the same name."""
    for placement in plan.placements:
        key = session_key(week=plan.brief.week.key, session=placement.session.id)
        yield Placement(replace(placement.session, id=key), placement.span)
