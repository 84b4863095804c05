"""Show one week as it stands: what is planned and done in it, what takes its time, and what was given up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.domain.entry import session_key
from service.domain.log import Logged
from service.domain.mark import Mark, MarkKind
from service.domain.plan import Placement, Reason
from service.domain.span import Span
from service.domain.training import Session
from service.domain.week import Week
from service.ports.plan_store import PlanStore
from service.rules.rule import Rule
from service.usecases.history.sessions_between import RecordedSession, sessions_between
from service.usecases.showing.session_status import SessionStatus, session_status
from service.usecases.showing.week_record import LeftOut, WeekRecord, is_of
from service.usecases.weeks.legs_ready import legs_ready

LONGEST_RECOVERY = timedelta(days=4)
"""How far back a leg session may lie whose legs are not ready in the week."""


@dataclass(frozen=True)
class ShownSession:
    """One session of the week.

    Shape: `ready` is until when its legs are not, None for one that leaves none behind.
    """

    stood: RecordedSession
    status: SessionStatus
    ready: datetime | None = None

    @property
    def placement(self) -> Placement:
        """With its hour."""
        return self.stood.placement

    @property
    def session(self) -> Session:
        """What is trained."""
        return self.stood.placement.session


@dataclass(frozen=True)
class ShownWeek:
    """The week.

    Shape: `recovery` holds what of it legs are not ready in, `dropped` found no room, `skipped` stands
    nowhere because the athlete said so. `given_up` and `notes` are whole sentences.
    """

    week: Week
    sessions: tuple[ShownSession, ...]
    recovery: tuple[Span, ...] = ()
    dropped: tuple[LeftOut, ...] = ()
    skipped: tuple[LeftOut, ...] = ()
    given_up: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()
    is_planned: bool = False


def show_week(  # noqa: PLR0913  # all that a week is told by
    week: Week,
    plans: PlanStore,
    *,
    asked: Iterable[Session],
    logged: Sequence[Logged],
    rules: Sequence[Rule],
    now: datetime,
) -> ShownWeek:
    """As the newest version that knows of it has it; nothing is planned.

    Shape: `asked` are the sessions of a usual week.
    """
    window = week.span.grow(before=LONGEST_RECOVERY, after=timedelta())
    stood, marks = sessions_between(plans, window), {mark.session: mark for mark in plans.marks()}
    placements = [each.placement for each in stood]
    shown = [_shown(each, placements, marks, logged, rules, week, now) for each in stood]
    inside = tuple(each for each in shown if week.span.start <= each.placement.start)
    record = WeekRecord.read(week, plans)
    dropped = tuple(record.dropped)
    texts = [each.stood.entry.text for each in inside if each.stood.entry]
    known = {each.stood.key for each in inside} | {each.key for each in dropped}
    return ShownWeek(
        week,
        inside,
        tuple(_recovery(shown, week)),
        tuple(each for each in dropped if each.key not in {one.stood.key for one in inside}),
        tuple(_skipped(marks.values(), week, known, asked)),
        # The same is given up in many a week, and the document does not say in which.
        tuple(dict.fromkeys(record.given_up(texts))),
        tuple(record.notes),
        is_planned=bool(record.document) or bool(inside),
    )


def _shown(  # noqa: PLR0913, PLR0917  # all that is known
    stood: RecordedSession,
    others: Iterable[Placement],
    marks: Mapping[str, Mark],
    logged: Iterable[Logged],
    rules: Iterable[Rule],
    week: Week,
    now: datetime,
) -> ShownSession:
    mark = marks.get(stood.key)
    became = session_status(stood.placement, mark=mark, logged=logged, zone=week.zone, now=now)
    ready = legs_ready(stood.placement, others, rules) if became.counts else None
    return ShownSession(stood, became, ready)


def _recovery(shown: Iterable[ShownSession], week: Week) -> Iterator[Span]:
    for each in shown:
        if each.ready and (inside := Span(each.placement.end, each.ready).clip(week.span)):
            yield inside


def _skipped(
    marks: Iterable[Mark], week: Week, known: set[str], asked: Iterable[Session]
) -> Iterator[LeftOut]:
    usual = {session_key(week=week.key, session=session.id): session for session in asked}
    for mark in marks:
        if mark.kind is MarkKind.SKIPPED and is_of(mark.session, week) and mark.session not in known:
            session = usual.get(mark.session)
            yield (
                LeftOut(mark.session, session.kind, session.duration)
                if session
                else LeftOut(mark.session, None)
            )
