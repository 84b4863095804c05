"""Turns planned weeks into entries, and writes them to a feed file."""

from collections.abc import Iterator
from datetime import datetime

from service.domain import wording
from service.domain.entry import Entry, session_key, uid
from service.domain.plan import Placement, Plan
from service.ports.entry_feed import EntryFeed
from service.rules.freeze import Freeze
from service.rules.stay_put import StayPut
from service.sync.revise import revise
from service.usecases.weeks.legs_ready import legs_ready
from service.usecases.weeks.plan_weeks import Planned

# Their sentences are true of one run only. In an entry's text they would change it in every later run.
OF_ONE_RUN = frozenset({StayPut.card.id, Freeze.card.id})


def publish(planned: Planned, feed: EntryFeed) -> None:
    """Makes the feed show the plan; unchanged entries keep their stamps.

    Errors: CalendarUnreadable when the feed's present content cannot be read; CalendarUnwritable.
    """
    entries = revise(
        shown=feed.shown(),
        wanted=entries_of(planned),
        planned=[planned.request.horizon],
        now=planned.made_at,
    )
    feed.show(entries)


def entries_of(planned: Planned) -> Iterator[Entry]:
    """Yields each placement as an entry, with the title and text that people read."""
    every = [placement for plan in planned.plans for placement in plan.placements]
    for plan in planned.plans:
        for placement in plan.placements:
            ready = legs_ready(placement, every, planned.request.rules)
            yield _entry(plan, placement, planned.made_at, ready)


def _entry(plan: Plan, placement: Placement, made_at: datetime, ready: datetime | None) -> Entry:
    week, session = plan.brief.week, placement.session
    text = wording.description(
        session,
        zone=week.zone,
        why=[reason for reason in plan.why.get(session.id, ()) if reason.rule not in OF_ONE_RUN],
        given_up=[
            broken.sentence
            for broken in plan.broken
            if session.id in broken.sessions and broken.rule not in OF_ONE_RUN
        ],
        easy_running_until=ready,
    )
    return Entry(
        session=session_key(week=week.key, session=session.id),
        uid=uid(athlete=plan.brief.athlete.id, week=week.key, session=session.id),
        kind=session.kind,
        effort=session.effort,
        span=placement.span,
        title=wording.title(session),
        text=text,
        place=session.place,
        stamp=made_at,
        modified=made_at,
    )
