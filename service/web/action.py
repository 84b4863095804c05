"""Previews or performs an action that an athlete requests on a page or through the API."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from service.athletes.decide_session import WORDS as SESSION_WORDS
from service.athletes.decide_session import decide_session
from service.athletes.sync_athlete import SyncOptions, propose_sync, sync_athlete
from service.athletes.undo_version import undo_version
from service.errors import UsageError
from service.web.plan_cache import plan_of_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.athletes.context import AthleteContext
    from service.domain.version import Version
    from service.domain.week import Week
    from service.usecases.syncing.decision import Decision
    from service.usecases.syncing.propose import Proposal
    from service.usecases.syncing.undo import Undoing
    from service.usecases.weeks.plan_weeks import Planned
    from service.web.service import Service

UNDO, SYNC = "undo", "sync"
WORDS = (*SESSION_WORDS, UNDO, SYNC)
FRESH_CHECK_INTERVALS = 2
"""An action reuses a stored reading that is younger than this many check intervals."""


@dataclass(frozen=True)
class Action:
    """One requested action.

    Shape: `word` is one of `WORDS`. `session` is required by every word but undo and sync. `hour` is
    required by move, in a form that `written_hour` reads.
    Errors: UsageError when the word is unknown or a required part is missing.
    """

    word: str
    session: str = ""
    hour: str = ""

    def __post_init__(self) -> None:
        if self.word not in WORDS:
            raise UsageError(reason=f"there is no {self.word} to be done", hint=f"Known: {', '.join(WORDS)}.")
        if self.word in SESSION_WORDS and not self.session:
            raise UsageError(reason=f"{self.word} needs a session", hint="Such as lower, or 2026-W48-lower.")
        if self.word == "move" and not self.hour:
            raise UsageError(reason="move needs an hour", hint='Such as "Thu 18:00".')

    def decision(self, context: "AthleteContext", now: datetime) -> "Decision":
        """The decision about the session; `NOTHING_NEW` for a sync.

        Errors: UsageError.
        """
        from service.usecases.syncing.decision import NO_DECISION

        if self.word == SYNC:
            return NO_DECISION
        return decide_session(
            context, self.word, self.session, now=now, hour=hour_in_week(self.hour) if self.hour else None
        )


@dataclass(frozen=True)
class ActionResult:
    """The result of an action or of its preview.

    Shape: `planned` holds the weeks after the action. `version` is the number of the newest stored version,
    None before the first.
    """

    sentences: tuple[str, ...]
    planned: "Planned"
    version: int | None
    is_done: bool


def hour_in_week(hour: str) -> "Callable[[Week], datetime]":
    """Reads a written hour; the result gives its instant in the week of a session.

    Errors: UsageError when the text is no hour.
    """
    from service.config.written_hour import written_hour

    try:
        return written_hour(hour).within
    except ValueError as error:
        raise UsageError(
            reason=f"{error}", hint='Write it like "Thu 18:00" or "2026-11-26 18:00".'
        ) from error


def preview(service: "Service", context: "AthleteContext", action: Action) -> ActionResult:
    """Works out what an action would change; writes nothing and reads no calendar.

    Errors: UsageError; CalendarUnreadable when a calendar has never been read.
    """
    now, head = service.clock.now(), context.archive.plans.head()
    number = head.number if head else None
    if action.word == UNDO:
        undoing = _proposed_undo(context, now)
        after = plan_of_version(context, undoing.version, now)
        return ActionResult(_undo_sentences(service, context, undoing, after), after, number, is_done=False)
    decision = action.decision(context, now)
    proposal = propose_sync(context, decision, now=now, options=SyncOptions(sources=context.stored_sources()))
    told = _preview_sentences(service, context, proposal, decision, head)
    return ActionResult(told, proposal.planned, number, is_done=False)


def perform(
    service: "Service", context: "AthleteContext", action: Action, *, force: bool = False
) -> ActionResult:
    """Performs an action, then shows the new plan in the feed and wakes the scheduler.

    Errors: UsageError, SyncRefused unless `force`, CalendarUnreadable, CalendarUnwritable.
    """
    now = service.clock.now()
    try:
        if action.word == UNDO:
            return _undo(service, context, now, force=force)
        return _sync(service, context, action, now, force=force)
    finally:
        # Also after an error: a new version is stored even when a calendar cannot be written.
        publish(service, context, now)


def publish(service: "Service", context: "AthleteContext", now: datetime) -> None:
    """Shows the newest version in the feed, and makes the scheduler look for due jobs at once."""
    from service.usecases.syncing.update_feed import update_feed

    update_feed(context.archive.plans.head(), context.archive.feed, now=now)
    service.feed_cache.invalidate()
    service.wake()


def _sync(
    service: "Service", context: "AthleteContext", action: Action, now: datetime, *, force: bool
) -> ActionResult:
    head, told = context.archive.plans.head(), list[str]()

    def agree(proposal: "Proposal", decision: "Decision") -> bool:
        told[:] = _preview_sentences(service, context, proposal, decision, head)
        return True

    fresh_since = now - FRESH_CHECK_INTERVALS * context.config.timetable.check
    options = SyncOptions(force=force, sources=context.sources(fresh_since=fresh_since))
    proposal = sync_athlete(
        context,
        lambda moment: action.decision(context, moment),
        now=now,
        agree=agree,
        options=options,
    )
    return ActionResult(tuple(told), proposal.planned, _number(context), is_done=True)


def _undo(service: "Service", context: "AthleteContext", now: datetime, *, force: bool) -> ActionResult:
    told = list[str]()

    def agree(undoing: "Undoing") -> bool:
        # Described before the undo is done: afterwards the plan to compare with is gone.
        told[:] = _undo_sentences(service, context, undoing, plan_of_version(context, undoing.version, now))
        return True

    undo_version(context, now=now, agree=agree, force=force)
    return ActionResult(tuple(told), service.current_plan(context), _number(context), is_done=True)


def _proposed_undo(context: "AthleteContext", now: datetime) -> "Undoing":
    """What an undo would bring back; no calendar is read for hand edits."""
    from service.usecases.syncing.undo import undo

    return undo(context.athlete, (), context.memory, now=now, agree=lambda _: False)


def _undo_sentences(
    service: "Service", context: "AthleteContext", undoing: "Undoing", after: "Planned"
) -> tuple[str, ...]:
    from service.usecases.showing.preview_changes import preview_undo

    before = service.current_plan(context)
    return tuple(preview_undo(undoing.undone, undoing.version, before=before, after=after))


def _preview_sentences(
    service: "Service",
    context: "AthleteContext",
    proposal: "Proposal",
    decision: "Decision",
    head: "Version | None",
) -> tuple[str, ...]:
    from service.usecases.showing.preview_changes import preview_changes

    # Before the first version no session was dropped yet: there is no plan to compare with.
    before = service.current_plan(context) if head else replace(proposal.planned, plans=())
    return tuple(preview_changes(proposal, decision, head=head, before=before))


def _number(context: "AthleteContext") -> int | None:
    head = context.archive.plans.head()
    return head.number if head else None
