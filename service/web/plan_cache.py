"""Caches each athlete's current plan, described over the stored readings of the calendars."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from service.errors import NotThere

if TYPE_CHECKING:
    from collections.abc import Hashable

    from service.athletes.context import AthleteContext
    from service.domain.version import Version
    from service.usecases.weeks.plan_weeks import Planned

MAX_AGE = timedelta(minutes=10)
"""How long a cached plan is used.

What the rules say depends on the time: a session that begins soon is frozen, one that has begun is done.
"""


@dataclass(frozen=True)
class _CachedPlan:
    """A cached plan, and the state it was made from."""

    of: "tuple[Hashable, ...]"
    context: "AthleteContext"
    at: datetime
    planned: "Planned"


@dataclass
class PlanCache:
    """The current plans by athlete; only one thread at a time makes the plan of an athlete."""

    _cached: dict[str, _CachedPlan] = field(default_factory=dict)
    _locks: defaultdict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))

    def of(self, context: "AthleteContext", now: datetime) -> "Planned":
        """The athlete's current plan, from the cache unless something it depends on has changed.

        Errors: NotThere before the first version.
        """
        with self._locks[context.athlete]:
            head = head_of(context)
            made_of = _state(context, head)
            told = self._cached.get(context.athlete)
            # Compared by identity: the directory makes a new context when the configuration changes.
            is_fresh = told and told.context is context and told.of == made_of and _is_fresh(told, now)
            if told is None or not is_fresh:
                told = _CachedPlan(made_of, context, now, plan_of_version(context, head, now))
                self._cached[context.athlete] = told
            return told.planned


def head_of(context: "AthleteContext") -> "Version":
    """The newest stored version.

    Errors: NotThere before the first.
    """
    head = context.archive.plans.head()
    if head is None:
        raise NotThere(reason="nothing is planned yet", hint="Sync once: that plans the coming week.")
    return head


def plan_of_version(context: "AthleteContext", version: "Version", now: datetime) -> "Planned":
    """The weeks as this version has them, also when it is not the current one."""
    from service.usecases.weeks.current_plan import current_plan

    request, sources = context.plan_request(now), context.stored_sources()
    return current_plan(version, request, sources, logged=context.logged(), now=now)


def _state(context: "AthleteContext", head: "Version") -> "tuple[Hashable, ...]":
    """Everything the described plan depends on, except the time."""
    readings = ((kept.name, kept.read_at, kept.trouble) for kept in context.archive.readings.every())
    return head.number, head.marks, tuple(readings), tuple(context.logged())


def _is_fresh(told: _CachedPlan, now: datetime) -> bool:
    # After the clock was set back the age is negative; without the lower bound the plan would stay too long.
    return timedelta() <= now - told.at < MAX_AGE
