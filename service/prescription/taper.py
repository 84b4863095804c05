"""The two weeks before a race: less running, as often and as hard as ever, and fresh legs at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from service.domain.plan import Placement
from service.domain.training import (
    USUAL_DURATION,
    Effort,
    Kind,
    Session,
)
from service.domain.week import DAYS_IN_A_WEEK, Week, Weekday
from service.prescription.ease import lightened
from service.prescription.length import cut_together
from service.prescription.prescription import Prescription

LEAST_CUT, MOST_CUT = 41, 60
"""Percent of the running minutes, in each of the two weeks (Wang 2023)."""

CUTS = {2: 45, 1: 60}
"""Percent aimed at, by the weeks left."""

DAYS_TO_SHAKE_OUT = 2
"""How long before the race what is left of the long run would like to be."""


def tapered(full: Sequence[Session], week: Week, *, race: date, weeks_left: int, called: str) -> Prescription:
    """Such a week, cut from the full one; `called` is how its sentences name it.

    Shape: in the last week the race takes the place of the long run, of which a short easy run is left.
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
    """The race, at whatever hour of its day, as the hardest run there is."""
    span = week.span_of(race)
    return Placement(Session("race", Kind.LONG, span.duration, Effort.MAX), span)


def _weight(run: Session, weeks_left: int) -> timedelta:
    """What the run counts for when the minutes left are shared out."""
    is_shake_out = run.kind is Kind.LONG and weeks_left == 1
    return min(run.duration, USUAL_DURATION[Kind.EASY]) if is_shake_out else run.duration


def _shake_out(session: Session, days: Iterable[date]) -> Session:
    # The wishes of the long run may be for the day of the race.
    wished = frozenset(Weekday(day.weekday()) for day in days)
    return replace(session, kind=Kind.EASY, effort=Effort.EASY, days=wished, hours=())


def _percent_cut(before: Iterable[Session], after: Iterable[Session]) -> int:
    whole, left = (sum((s.duration for s in sessions), timedelta()) for sessions in (before, after))
    return round(100 * (whole - left) / whole) if whole else 0
