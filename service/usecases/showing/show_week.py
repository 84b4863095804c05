"""Collects what the stored versions and the log say about one week, for pages that show it."""

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
"""How long before the week a session may begin and still have recovery time inside it."""


@dataclass(frozen=True)
class ShownSession:
    """One session of a shown week, with its status.

    Shape: `ready` is the end of the legs' recovery from it; None when it needs no recovery.
    """

    stood: RecordedSession
    status: SessionStatus
    ready: datetime | None = None

    @property
    def placement(self) -> Placement:
        """The session with its hour."""
        return self.stood.placement

    @property
    def session(self) -> Session:
        """What is trained, without the hour."""
        return self.stood.placement.session


@dataclass(frozen=True)
class ShownWeek:
    """One week as pages show it.

    Shape: `recovery` holds the spans of the week in which the legs are not ready for a hard run. `dropped`
    found no hour. `skipped` has none because the athlete skipped it. `given_up` and `notes` are whole
    sentences.
    """

    week: Week
    sessions: tuple[ShownSession, ...]
    recovery: tuple[Span, ...] = ()
    dropped: tuple[LeftOut, ...] = ()
    skipped: tuple[LeftOut, ...] = ()
    given_up: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()
    is_planned: bool = False


def show_week(  # noqa: PLR0913  # every source of what is known about a week
    week: Week,
    plans: PlanStore,
    *,
    asked: Iterable[Session],
    logged: Sequence[Logged],
    rules: Sequence[Rule],
    now: datetime,
) -> ShownWeek:
    """Returns the week as the stored versions have it; plans nothing.

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
        # Without duplicates: the document holds equal sentences of several weeks and does not say which week.
        tuple(dict.fromkeys(record.given_up(texts))),
        tuple(record.notes),
        is_planned=bool(record.document) or bool(inside),
    )


def _shown(  # noqa: PLR0913, PLR0917  # every source of a session's status
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
