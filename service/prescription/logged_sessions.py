"""Applies the training log: which sessions were done, and which are no longer due."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, tzinfo

from service.domain.log import Logged
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import Session
from service.domain.week import DAYS_IN_A_WEEK, Week
from service.domain.wording import NAMES, day
from service.prescription.prescription import Prescription


def recent_training(stood: Iterable[Placement], log: Iterable[Logged], zone: tzinfo) -> tuple[Placement, ...]:
    """The training that was done, in order: from calendars, corrected and completed by the log.

    Shape: a log line is about the session of its kind on its day. A line without an hour adds no session,
    because nobody can say how long ago it was.
    """
    pairs, unplanned = _matched(stood, log, zone)
    done = [_as_done(placement, line) for placement, line in pairs if line is None or not line.missed]
    done += [_by_the_log(line, line.start) for line in unplanned if line.start and not line.missed]
    return tuple(sorted(done, key=lambda placement: placement.start))


def still_due(
    made: Prescription, log: Iterable[Logged], stood: Iterable[Placement], week: Week
) -> Prescription:
    """The prescription without the sessions that the log settles, and with a note for each missed one.

    Shape: a line about no session on a calendar settles the one of its kind whose day is nearest.
    """
    # A week planned again from its Thursday on has the key of its ISO week, and the same sessions.
    in_week = [line for line in log if line.day in week.days or Week(line.day, week.zone).key == week.key]
    _, unplanned = _matched(stood, in_week, week.zone)
    left = list(made.sessions)
    for line in unplanned:
        alike = [session for session in left if session.kind is line.kind]
        if alike:
            left.remove(min(alike, key=lambda session: _days_from(line.day, session)))
    missed = (line for line in in_week if line.missed)
    notes = (f"{NAMES[line.kind]} was missed on {day(line.day)} and is not made up for." for line in missed)
    return replace(made, sessions=tuple(left), notes=(*made.notes, *notes))


def _matched(
    stood: Iterable[Placement], log: Iterable[Logged], zone: tzinfo
) -> tuple[list[tuple[Placement, Logged | None]], list[Logged]]:
    """Each session on a calendar with the log line about it, and the lines about none."""
    lines, pairs = list(log), list[tuple[Placement, Logged | None]]()
    for placement in stood:
        on = placement.start.astimezone(zone).date()
        line = next((each for each in lines if (each.day, each.kind) == (on, placement.session.kind)), None)
        if line:
            lines.remove(line)
        pairs.append((placement, line))
    return pairs, lines


def _as_done(placement: Placement, line: Logged | None) -> Placement:
    if line is None:
        return placement
    session = replace(placement.session, duration=line.duration, effort=line.effort)
    return Placement(session, Span.lasting(line.start or placement.start, line.duration))


def _by_the_log(line: Logged, start: datetime) -> Placement:
    session = Session(f"{line.day}-{line.kind}", line.kind, line.duration, line.effort)
    return Placement(session, Span.lasting(start, line.duration))


def _days_from(on: date, session: Session) -> int:
    return min((abs(on.weekday() - wished) for wished in session.days), default=DAYS_IN_A_WEEK)
