"""Turns a statement about one session into a decision: done, not done, skipped, pinned or unpinned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.domain.entry import split_session_key
from service.domain.itinerary import Zone
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import Session
from service.domain.week import Week, week_of_key
from service.domain.wording import NAMES
from service.errors import UsageError
from service.usecases.answering.session_of_version import NamedSession
from service.usecases.syncing.decision import Decision


@dataclass(frozen=True)
class SessionStatement:
    """The session a statement is about, with the log and the time zone it is read in.

    Shape: `hour` finds the named instant in the session's week; None when no hour was named. `sessions`
    are what the athlete trains in a usual week.
    """

    named: NamedSession
    now: datetime
    zone: Zone
    hour: Callable[[Week], datetime] | None = None
    log: Sequence[Logged] = ()
    sessions: Sequence[Session] = ()

    def expect_not_logged(self) -> None:
        """Accepts only a session that has no line in the log.

        Errors: UsageError.
        """
        if about := self.logged():
            hint = f"If it was not, say so first: `liftrun done {about[0].kind} --not`."
            raise UsageError(reason=f"the log says that {self.named.key} was done", hint=hint)

    def logged(self) -> tuple[Logged, ...]:
        """The lines of the log about the session: those of its kind on its day."""
        placement = self.named.placement
        return tuple(line for line in self.log if placement and _is_about(line, placement, self.zone))

    def standing(self) -> Placement:
        """The session's placement.

        Errors: UsageError when the plan has no hour for it.
        """
        if self.named.placement is None:
            hint = 'Give it an hour: `liftrun move SESSION "Thu 18:00"`.'
            raise UsageError(reason=f"{self.named.key} stands nowhere", hint=hint)
        return self.named.placement

    def asked_for(self) -> Span | None:
        """The span from the named hour on, as long as the session lasts; None when no hour was named.

        Errors: UsageError for an hour outside the session's week.
        """
        if self.hour is None:
            return None
        start = self.hour(week_of_key(split_session_key(self.named.key)[0], self.zone))
        return Span.lasting(start, self.session().duration)

    def session(self) -> Session:
        """The session to be trained, whether it has an hour or not.

        Errors: UsageError when it has no hour and the athlete no longer trains it.
        """
        if self.named.placement:
            return self.named.placement.session
        name = split_session_key(self.named.key)[1]
        found = next((session for session in self.sessions if session.id == name), None)
        if found is None:
            hint = "`liftrun plan` shows what is."
            raise UsageError(reason=f"{self.named.key} is not asked for any more", hint=hint)
        return found


def _is_about(line: Logged, placement: Placement, zone: Zone) -> bool:
    day = placement.start.astimezone(zone).date()
    return (line.day, line.kind) == (day, placement.session.kind)


def done(asked: SessionStatement) -> Decision:
    """Decides that the session was done, at the named hour or else at its own.

    Errors: UsageError when that hour is still to come, or there is none.
    """
    span, session = asked.asked_for() or asked.standing().span, asked.session()
    if asked.now < span.start:
        hint = 'Say when you did it: `liftrun done SESSION --at "Tue 07:00"`.'
        raise UsageError(reason=f"{asked.named.key} has not begun yet", hint=hint)
    day = span.start.astimezone(asked.zone).date()
    logged = Logged(day, session.kind, session.duration, session.effort, start=span.start)
    # Older lines about the session are struck, so a session logged twice counts once, at the newer hour.
    return Decision(logged=(logged,), struck=asked.logged(), said=f"{asked.named.key} done")


def not_done(log: Sequence[Logged], text: str, asked: SessionStatement | None) -> Decision:
    """Decides that the log's lines about the session are struck, or else the last line of that kind.

    Shape: `asked` is None when no plan has the session; `text` then names a kind.
    Errors: UsageError when the log has no such line.
    """
    kind = asked.session().kind if asked else None
    named = (line for line in log if line.kind is kind or text.casefold() == NAMES[line.kind].casefold())
    alike = [*named, *(line for line in log if line.kind.value == text.casefold())]
    about = (asked.logged() if asked else ()) or tuple(alike[-1:])
    if not about:
        key = asked.named.key if asked else text
        hint = f"What stood and is over is taken as done; `liftrun skip {key}` says that it was not."
        raise UsageError(reason=f"the log does not say that {key} was done", hint=hint)
    return Decision(struck=about, said=f"{about[0].kind} of {about[0].day} not done after all")


def skip(asked: SessionStatement) -> Decision:
    """Decides that the session is skipped.

    Errors: UsageError when the log has a line about it.
    """
    asked.expect_not_logged()
    return Decision({asked.named.key: Mark(asked.named.key, MarkKind.SKIPPED, asked.now)})


def pin(asked: SessionStatement) -> Decision:
    """Decides that the session is pinned to the named hour, or else to its own.

    Errors: UsageError when that hour is over, or there is none, or the log has a line about the session.
    """
    asked.expect_not_logged()
    span = asked.asked_for() or asked.standing().span
    if span.start <= asked.now:
        reason = f"{asked.named.key} cannot stand at an hour that is over"
        raise UsageError(reason=reason, hint="`liftrun done` says that it was done.")
    return Decision({asked.named.key: Mark(asked.named.key, MarkKind.PINNED, asked.now, span=span)})


def unpin(asked: SessionStatement) -> Decision:
    """Decides that the session has no mark any more."""
    return Decision({asked.named.key: None})
