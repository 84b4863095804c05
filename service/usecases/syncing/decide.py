"""Turn what the athlete says of one session into what shall hold: done, skipped, pinned, free again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.domain.entry import parted
from service.domain.itinerary import Zone
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import Session
from service.domain.week import Week, week_called
from service.domain.wording import NAMES
from service.errors import UsageError
from service.usecases.answering.session_of_version import NamedSession
from service.usecases.syncing.decision import Decision


@dataclass(frozen=True)
class AskedSession:
    """The session somebody speaks of, when and where.

    Shape: `hour` is the instant that was named, in the week of the session; None when none was.
    """

    named: NamedSession
    now: datetime
    zone: Zone
    hour: Callable[[Week], datetime] | None = None
    log: Sequence[Logged] = ()
    sessions: Sequence[Session] = ()

    def expect_open(self) -> None:
        """Pass a session of which the log says nothing.

        Errors: UsageError.
        """
        if about := self.logged():
            hint = f"If it was not, say so first: `liftrun done {about[0].kind} --not`."
            raise UsageError(reason=f"the log says that {self.named.key} was done", hint=hint)

    def logged(self) -> tuple[Logged, ...]:
        """What the log says of it."""
        placement = self.named.placement
        return tuple(line for line in self.log if placement and _is_about(line, placement, self.zone))

    def standing(self) -> Placement:
        """Where it stands.

        Errors: UsageError when it stands nowhere.
        """
        if self.named.placement is None:
            hint = 'Give it an hour: `liftrun move SESSION "Thu 18:00"`.'
            raise UsageError(reason=f"{self.named.key} stands nowhere", hint=hint)
        return self.named.placement

    def asked_for(self) -> Span | None:
        """The hour that was named, for as long as the session lasts; None when none was.

        Errors: UsageError for one that lies outside the week.
        """
        if self.hour is None:
            return None
        start = self.hour(week_called(parted(self.named.key)[0], self.zone))
        return Span.lasting(start, self.session().duration)

    def session(self) -> Session:
        """What is to be trained, standing or not.

        Errors: UsageError when nobody asks for it any more.
        """
        if self.named.placement:
            return self.named.placement.session
        name = parted(self.named.key)[1]
        found = next((session for session in self.sessions if session.id == name), None)
        if found is None:
            hint = "`liftrun plan` shows what is."
            raise UsageError(reason=f"{self.named.key} is not asked for any more", hint=hint)
        return found


def _is_about(line: Logged, placement: Placement, zone: Zone) -> bool:
    day = placement.start.astimezone(zone).date()
    return (line.day, line.kind) == (day, placement.session.kind)


def done(asked: AskedSession) -> Decision:
    """It was done, at the hour named or at its own."""
    span, session = asked.asked_for() or asked.standing().span, asked.session()
    if asked.now < span.start:
        hint = 'Say when you did it: `liftrun done SESSION --at "Tue 07:00"`.'
        raise UsageError(reason=f"{asked.named.key} has not begun yet", hint=hint)
    day = span.start.astimezone(asked.zone).date()
    logged = Logged(day, session.kind, session.duration, session.effort, start=span.start)
    # Said twice it is done once, at the hour said last.
    return Decision(logged=(logged,), struck=asked.logged(), said=f"{asked.named.key} done")


def not_done(log: Sequence[Logged], text: str, asked: AskedSession | None) -> Decision:
    """What the log says of the session, or else its last line of that kind, is struck.

    Errors: UsageError when no line is about one.
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


def skip(asked: AskedSession) -> Decision:
    """It is left out."""
    asked.expect_open()
    return Decision({asked.named.key: Mark(asked.named.key, MarkKind.SKIPPED, asked.now)})


def pin(asked: AskedSession) -> Decision:
    """It stays where it stands, or goes to the hour named and stays there."""
    asked.expect_open()
    span = asked.asked_for() or asked.standing().span
    if span.start <= asked.now:
        reason = f"{asked.named.key} cannot stand at an hour that is over"
        raise UsageError(reason=reason, hint="`liftrun done` says that it was done.")
    return Decision({asked.named.key: Mark(asked.named.key, MarkKind.PINNED, asked.now, span=span)})


def unpin(asked: AskedSession) -> Decision:
    """Nothing is said of it any more."""
    return Decision({asked.named.key: None})
