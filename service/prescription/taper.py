"""Cuts the running of the two weeks before a race; the runs stay as many and as hard."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from service.domain.plan import Placement
from service.domain.training import USUAL_DURATION, Effort, Kind, Session
from service.domain.week import DAYS_IN_A_WEEK, Week, Weekday
from service.prescription.ease import lightened
from service.prescription.length import cut_together
from service.prescription.prescription import Prescription

LEAST_CUT, MOST_CUT = 41, 60
"""The least and the most percent of the running minutes to cut, in each of the two weeks (Wang 2023)."""

CUTS = {2: 45, 1: 60}
"""The percent of the running minutes to cut, by the weeks left."""

DAYS_TO_SHAKE_OUT = 2
"""How many days before the race at most the easy run that replaces the long run should be."""


def tapered(full: Sequence[Session], week: Week, *, race: date, weeks_left: int, called: str) -> Prescription:
    """One week before the race, cut from the full one; `called` is the name of the week in sentences.

    Shape: in the last week the race takes the place of the long run, and a short easy run is left of it.
    In the last 7 days before the race leg lifts become light lifts.
    Source: Wang 2023.
    """
    runs = [session for session in full if session.is_run]
    weights = [_weight(run, weeks_left) for run in runs]
    after = cut_together(runs, CUTS[weeks_left], least=LEAST_CUT, most=MOST_CUT, weights=weights)
    cut = {run.id: run for run in after}
    sessions = [cut.get(session.id, session) for session in full]
    percent = _percent_cut(runs, after)
    notes = [f"{called} leads up to the race: {percent} % fewer minutes of running, as often and as hard."]
    if (race - week.days[-1]).days < DAYS_IN_A_WEEK:
        sessions = [lightened(session) if session.is_heavy_legs else session for session in sessions]
        notes.append("The last 7 days before the race hold no heavy legs: leg lifts become light lifts.")
    if weeks_left > 1:
        return Prescription(tuple(sessions), tuple(notes))
    if any(run.kind is Kind.LONG for run in runs):
        notes.append("The race takes the place of the long run; a short easy run is left of it.")
    days = [day for day in week.days if 0 < (race - day).days <= DAYS_TO_SHAKE_OUT]
    sessions = [_shake_out(session, days) if session.kind is Kind.LONG else session for session in sessions]
    return Prescription(tuple(sessions), tuple(notes), ahead=(_seen_from_before(race, week),))


def _seen_from_before(race: date, week: Week) -> Placement:
    """The race as the hardest long run, over its whole day because its hour is not known."""
    span = week.span_of(race)
    return Placement(Session("race", Kind.LONG, span.duration, Effort.MAX), span)


def _weight(run: Session, weeks_left: int) -> timedelta:
    """The weight of the run when the minutes left are shared out."""
    is_shake_out = run.kind is Kind.LONG and weeks_left == 1
    return min(run.duration, USUAL_DURATION[Kind.EASY]) if is_shake_out else run.duration


def _shake_out(session: Session, days: Iterable[date]) -> Session:
    # The preferred days of the long run may include the day of the race.
    wished = frozenset(Weekday(day.weekday()) for day in days)
    return replace(session, kind=Kind.EASY, effort=Effort.EASY, days=wished, hours=())


def _percent_cut(before: Iterable[Session], after: Iterable[Session]) -> int:
    whole, left = (sum((s.duration for s in sessions), timedelta()) for sessions in (before, after))
    return round(100 * (whole - left) / whole) if whole else 0
