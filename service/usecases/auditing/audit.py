"""Checks the training in a calendar against the rulebook, week by week."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.domain.athlete import Athlete
from service.domain.busy import Busy
from service.domain.plan import Brief, Plan
from service.domain.recognised import Recognised
from service.domain.recognition import recognise
from service.domain.span import Span
from service.domain.title_patterns import TitlePatterns
from service.domain.week import DAYS_IN_A_WEEK, Week
from service.errors import CalendarUnreadable
from service.ports.appointment_source import AppointmentSource, Page
from service.prescription.recent_runs import RECENT_PERIOD
from service.rules.finding import WORTH_REPORTING, Finding
from service.rules.rule import Rule
from service.usecases.auditing.calendar_week import CalendarWeek
from service.usecases.auditing.judge import Judge
from service.usecases.auditing.recognised_sessions import RecognisedSession, recognised_sessions
from service.usecases.weeks.situation import RECOVERY_REACH

A_WEEK = timedelta(days=DAYS_IN_A_WEEK)


@dataclass(frozen=True)
class AuditRequest:
    """What an audit is to check: whose training, by which rules, in which weeks.

    Shape: without `first_day` the audit is of this week and those after it, or of the weeks before if
    those hold no training. `knows_nights` says that the athlete set their sleep and allowed hours
    themselves.
    """

    athlete: Athlete
    rules: tuple[Rule, ...]
    title_patterns: TitlePatterns
    weeks: int
    first_day: date | None = None
    has_own_hours: bool = False


@dataclass(frozen=True)
class AuditedWeek:
    """One week that holds training, with its findings, the worst first."""

    week: Week
    findings: tuple[Finding, ...]

    @property
    def worth_telling(self) -> tuple[Finding, ...]:
        """The hard findings, and the soft ones that cost enough to be reported."""
        return tuple(
            finding for finding in self.findings if finding.is_hard or finding.cost >= WORTH_REPORTING
        )


@dataclass(frozen=True)
class Audit:
    """The result of an audit: the calendar as read, the recognised sessions, and each week's findings.

    Shape: `looked_at` counts the appointments in the horizon. Each warning names its calendar.
    """

    question: AuditRequest
    page: Page
    horizon: Span
    looked_at: int
    seen: tuple[RecognisedSession, ...]
    weeks: tuple[AuditedWeek, ...]
    warnings: tuple[str, ...]

    @property
    def worth_telling(self) -> tuple[Finding, ...]:
        """The findings of all weeks that are hard or cost enough to be reported."""
        return tuple(finding for week in self.weeks for finding in week.worth_telling)


def audit(
    question: AuditRequest,
    audited: AppointmentSource,
    others: Sequence[AppointmentSource] = (),
    *,
    now: datetime,
    ignore_unreadable: bool = False,
) -> Audit:
    """Reads the calendar, recognises the training in it, and judges each week that holds some.

    Shape: appointments in `others` only count as busy time; training there is not judged.
    Errors: CalendarUnreadable; with `ignore_unreadable` only for the audited calendar.
    """
    every = _weeks(question, now)
    window = Span(every[0].span.start - RECENT_PERIOD, every[-1].span.end)
    page = audited.read_appointments(window, now=now)
    beside, unread = _pages(others, window, now=now, ignore_unreadable=ignore_unreadable)
    training = recognised_sessions(_recognised(page, question), question.athlete.zone)
    weeks = _with_training(every, question.weeks, training)
    horizon = Span(weeks[0].span.start, weeks[-1].span.end)
    busy = tuple(_busy([page, *beside], question.title_patterns, training))
    return Audit(
        question,
        page,
        horizon,
        looked_at=sum(one.span.overlaps(horizon) for one in page.appointments),
        seen=tuple(one for one in training if _begins_in(horizon, one)),
        weeks=tuple(_judged(weeks, question, training, busy)),
        warnings=(*(f"{one.name}: {said}" for one in (page, *beside) for said in one.warnings), *unread),
    )


def _weeks(question: AuditRequest, now: datetime) -> list[Week]:
    """The weeks to read: those of the question, and as many before them if it names no first day."""
    zone, count, first_day = question.athlete.zone, question.weeks, question.first_day
    if first_day is None:
        today = now.astimezone(zone).date()
        first_day = today - timedelta(days=today.weekday()) - count * A_WEEK
        count *= 2
    return [Week(first_day + number * A_WEEK, zone) for number in range(count)]


def _with_training(
    every: Sequence[Week], count: int, training: Iterable[RecognisedSession]
) -> Sequence[Week]:
    """The last `count` weeks if they hold training, else the first `count`, else all."""
    for weeks in (every[-count:], every[:count]):
        horizon = Span(weeks[0].span.start, weeks[-1].span.end)
        if any(_begins_in(horizon, one) for one in training):
            return weeks
    return every


def _pages(
    others: Iterable[AppointmentSource], window: Span, *, now: datetime, ignore_unreadable: bool
) -> tuple[list[Page], list[str]]:
    pages, unread = list[Page](), list[str]()
    for other in others:
        try:
            pages.append(other.read_appointments(window, now=now))
        except CalendarUnreadable as error:
            if not ignore_unreadable:
                raise
            unread.append(f"{other.name}: It could not be read and is left out: {error.facts['reason']}.")
    return pages, unread


def _recognised(page: Page, question: AuditRequest) -> Iterator[Recognised]:
    patterns, pace = question.title_patterns, question.athlete.pace
    return filter(None, (recognise(one, patterns, pace) for one in page.appointments))


def _busy(
    pages: Iterable[Page], title_patterns: TitlePatterns, training: Iterable[RecognisedSession]
) -> Iterator[Busy]:
    # An appointment with exactly a session's hours is a copy of it: some apps block time in other calendars.
    copies = {one.recognised.appointment.span for one in training}
    for page in pages:
        for one in page.appointments:
            if one.fills_hours and one.span not in copies and recognise(one, title_patterns) is None:
                yield Busy(one.span, one.title, page.name)


def _judged(
    weeks: Sequence[Week],
    question: AuditRequest,
    training: Sequence[RecognisedSession],
    busy: tuple[Busy, ...],
) -> Iterator[AuditedWeek]:
    judge = Judge(question.rules, question.has_own_hours)
    hourless = frozenset(one.placement.session.id for one in training if not one.has_hour)
    halves = {one.placement.session.id: one.recognised.half for one in training}
    for week in weeks:
        placements = tuple(one.placement for one in training if _begins_in(week.span, one))
        if placements:
            brief = Brief(
                question.athlete,
                week,
                sessions=tuple(placement.session for placement in placements),
                busy=busy,
                carried=tuple(one.placement for one in _before(week, RECOVERY_REACH, training)),
                longest_recent_run=_longest_run(_before(week, RECENT_PERIOD, training)),
            )
            standing = CalendarWeek(Plan(brief, placements), hourless, halves)
            yield AuditedWeek(week, judge.findings(standing))


def _before(
    week: Week, reach: timedelta, training: Iterable[RecognisedSession]
) -> Iterator[RecognisedSession]:
    lately = Span(week.span.start - reach, week.span.start)
    return (one for one in training if _begins_in(lately, one))


def _longest_run(lately: Iterable[RecognisedSession]) -> timedelta | None:
    runs = (one.placement.session for one in lately if one.has_hour)
    return max((run.duration for run in runs if run.is_run), default=None)


def _begins_in(span: Span, one: RecognisedSession) -> bool:
    return span.start <= one.placement.start < span.end
