"""What an athlete does on the page or by the API: looked at beforehand, or done."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from service import desk as desks
from service.errors import UsageError
from service.web.standing_plan import standing_plan, told_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.desk import Desk
    from service.domain.version import Version
    from service.domain.week import Week
    from service.usecases.decision import Decision
    from service.usecases.plan import Planned
    from service.usecases.propose import Proposal
    from service.usecases.undo import Undoing
    from service.web.service import Service

UNDO, SYNC = "undo", "sync"
WORDS = (*desks.WORDS, UNDO, SYNC)
FRESH_FOR = 2
"""How many paces of its checks a reading may be old for a calendar not to be asked again."""


@dataclass(frozen=True)
class Deed:
    """One thing to be done.

    Shape: `word` is one of `WORDS`; `session` is needed by all but undo and sync, `hour` by move, as
    `written_hour` reads it.
    Errors: UsageError when something is missing.
    """

    word: str
    session: str = ""
    hour: str = ""

    def __post_init__(self) -> None:
        if self.word not in WORDS:
            raise UsageError(reason=f"there is no {self.word} to be done", hint=f"Known: {', '.join(WORDS)}.")
        if self.word in desks.WORDS and not self.session:
            raise UsageError(reason=f"{self.word} needs a session", hint="Such as lower, or 2026-W48-lower.")
        if self.word == "move" and not self.hour:
            raise UsageError(reason="move needs an hour", hint='Such as "Thu 18:00".')

    def decision(self, desk: "Desk", now: datetime) -> "Decision":
        """What it says of the session, nothing for a sync.

        Errors: UsageError.
        """
        from service.usecases.decision import NOTHING_NEW

        if self.word == SYNC:
            return NOTHING_NEW
        return desk.decision(self.word, self.session, now=now, hour=meant(self.hour) if self.hour else None)


@dataclass(frozen=True)
class Outcome:
    """What comes of a deed.

    Shape: `planned` are the weeks as they are then; `version` is the number of the one that stands.
    """

    sentences: tuple[str, ...]
    planned: "Planned"
    version: int | None
    is_done: bool


def meant(hour: str) -> "Callable[[Week], datetime]":
    """The instant somebody names, in the week of a session.

    Errors: UsageError.
    """
    from service.config.written_hour import written_hour

    try:
        return written_hour(hour).within
    except ValueError as error:
        raise UsageError(
            reason=f"{error}", hint='Write it like "Thu 18:00" or "2026-11-26 18:00".'
        ) from error


def preview(service: "Service", desk: "Desk", deed: Deed) -> Outcome:
    """What would come of it; nothing is written and nobody is asked.

    Errors: UsageError, CalendarUnreadable while a calendar was never read.
    """
    now, head = service.clock.now(), desk.archive.plans.head()
    number = head.number if head else None
    if deed.word == UNDO:
        undoing = _undone(desk, now)
        after = told_plan(desk, undoing.version, now)
        return Outcome(_undoing_told(service, desk, undoing, after), after, number, is_done=False)
    decision = deed.decision(desk, now)
    proposal = desk.proposed(decision, now=now, terms=desks.Terms(sources=desk.recalled()))
    told = _told(service, desk, proposal, decision, head)
    return Outcome(told, proposal.planned, number, is_done=False)


def perform(service: "Service", desk: "Desk", deed: Deed, *, force: bool = False) -> Outcome:
    """Do it, and see to it that everybody who looks at the plan is shown the new one.

    Errors: UsageError, SyncRefused unless forced, CalendarUnreadable, CalendarUnwritable.
    """
    now = service.clock.now()
    try:
        if deed.word == UNDO:
            return _undo(service, desk, now, force=force)
        return _sync(service, desk, deed, now, force=force)
    finally:
        # A calendar that could not be written has not kept the plan from being kept.
        published(service, desk, now)


def published(service: "Service", desk: "Desk", now: datetime) -> None:
    """Show the newest version in the feed, and have the timetable look what is due."""
    from service.usecases.show_head import show_head

    show_head(desk.archive.plans.head(), desk.archive.feed, now=now)
    service.shelf.outdate()
    service.wake()


def _sync(service: "Service", desk: "Desk", deed: Deed, now: datetime, *, force: bool) -> Outcome:
    head, told = desk.archive.plans.head(), list[str]()

    def agree(proposal: "Proposal", decision: "Decision") -> bool:
        told[:] = _told(service, desk, proposal, decision, head)
        return True

    fresh_since = now - FRESH_FOR * desk.config.timetable.check
    terms = desks.Terms(force=force, sources=desk.sources(fresh_since=fresh_since))
    proposal = desk.sync(lambda moment: deed.decision(desk, moment), now=now, agree=agree, terms=terms)
    return Outcome(tuple(told), proposal.planned, _number(desk), is_done=True)


def _undo(service: "Service", desk: "Desk", now: datetime, *, force: bool) -> Outcome:
    told = list[str]()

    def agree(undoing: "Undoing") -> bool:
        # Once it is done nobody can tell what stood before.
        told[:] = _undoing_told(service, desk, undoing, told_plan(desk, undoing.version, now))
        return True

    desk.undo(now=now, agree=agree, force=force)
    return Outcome(tuple(told), standing_plan(service, desk), _number(desk), is_done=True)


def _undone(desk: "Desk", now: datetime) -> "Undoing":
    """What an undo would bring back, no calendar being asked whether anything was changed by hand."""
    from service.usecases.undo import undo

    return undo(desk.athlete, (), desk.memory, now=now, agree=lambda _: False)


def _undoing_told(service: "Service", desk: "Desk", undoing: "Undoing", after: "Planned") -> tuple[str, ...]:
    from service.usecases.foretell import foretell_undoing

    before = standing_plan(service, desk)
    return tuple(foretell_undoing(undoing.undone, undoing.version, before=before, after=after))


def _told(
    service: "Service", desk: "Desk", proposal: "Proposal", decision: "Decision", head: "Version | None"
) -> tuple[str, ...]:
    from service.usecases.foretell import foretell

    # Before the first plan nothing was given up.
    before = standing_plan(service, desk) if head else replace(proposal.planned, plans=())
    return tuple(foretell(proposal, decision, head=head, before=before))


def _number(desk: "Desk") -> int | None:
    head = desk.archive.plans.head()
    return head.number if head else None
