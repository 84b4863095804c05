"""Syncs one athlete: plans over their calendars and writes the plan to their targets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from service.athletes.context import LOCK_TIMEOUT, AthleteContext
from service.athletes.request_from_config import training_diary

if TYPE_CHECKING:
    from service.ports.busy_source import BusySource
    from service.ports.entry_sink import EntrySink
    from service.usecases.syncing.decision import Decision
    from service.usecases.syncing.propose import Proposal, Run
    from service.usecases.weeks.plan_request import PlanRequest

Decide = Callable[[datetime], "Decision"]


@dataclass(frozen=True)
class SyncOptions:
    """The choices of one sync.

    Shape: without `request` the weeks that are due now are planned. With `looks_only` no calendar is
    created; with `force` no guard stops the sync. `sources` are read instead of the configured calendars.
    `tell` receives progress messages.
    """

    request: "PlanRequest | None" = None
    looks_only: bool = False
    force: bool = False
    ignore_unreadable: bool = False
    sources: "tuple[BusySource, ...] | None" = None
    tell: Callable[[str], None] = lambda _: None


DEFAULT_OPTIONS = SyncOptions()


def sync_athlete(
    context: AthleteContext,
    decide: Decide,
    *,
    now: datetime,
    agree: "Callable[[Proposal, Decision], bool]",
    options: SyncOptions = DEFAULT_OPTIONS,
) -> "Proposal":
    """Plans and writes once under the athlete's lock, with the decision that `decide` returns.

    Shape: nothing is changed when `agree` returns false.
    Errors: CalendarUnreadable; CalendarUnwritable; SyncRefused, also when another run keeps the lock;
    errors of `decide`, such as UsageError.
    """
    from service.usecases.syncing.count_planning import count_planning
    from service.usecases.syncing.sync import sync

    with context.archive.athlete_lock(wait=LOCK_TIMEOUT):
        decision = decide(now)

        def agreed(proposal: "Proposal") -> bool:
            if not agree(proposal, decision):
                return False
            _write_log(context, decision)
            return True

        sinks = context.sinks(looks_only=options.looks_only, anew=options.force)
        run = _run(context, decision, sinks, options, now)
        return count_planning(lambda: sync(run, agree=agreed), context.metrics)


def propose_sync(
    context: AthleteContext, decision: "Decision", *, now: datetime, options: SyncOptions = DEFAULT_OPTIONS
) -> "Proposal":
    """Returns what a sync would plan; writes nothing, and reads no target calendar.

    Errors: CalendarUnreadable.
    """
    from service.usecases.syncing.propose import propose

    return propose(_run(context, decision, (), options, now))


def _run(
    context: AthleteContext,
    decision: "Decision",
    sinks: "tuple[EntrySink, ...]",
    options: SyncOptions,
    now: datetime,
) -> "Run":
    from service.usecases.syncing.propose import Run

    kept = (line for line in context.archive.log.read() if line not in decision.struck)
    return Run(
        options.request or context.plan_request(now),
        context.sources() if options.sources is None else options.sources,
        sinks,
        context.memory,
        now,
        logged=(*kept, *training_diary(context.config), *decision.logged),
        decided=decision.marks,
        said=decision.said,
        force=options.force,
        ignore_unreadable=options.ignore_unreadable,
        tell=options.tell,
        read_anyway=context.targets_read,
    )


def _write_log(context: AthleteContext, decision: "Decision") -> None:
    for line in decision.struck:
        context.archive.log.strike(line)
    for line in decision.logged:
        context.archive.log.note(line)
