"""Decide which sessions one week of many asks for, and say in sentences how it came to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from service.domain.busy import Busy
from service.domain.training import Goal, Level, Session
from service.domain.week import Week
from service.domain.wording import day, name
from service.prescription import block, taper
from service.prescription.check_in import CheckIn, Feeling
from service.prescription.ease import eased, lightened
from service.prescription.least_dose import least_dose
from service.prescription.prescription import Prescription
from service.prescription.season import UNDECIDED, Season
from service.prescription.template import within_level


def prescribe(  # noqa: PLR0913  # everything a week can depend on
    usual: Sequence[Session],
    week: Week,
    *,
    goal: Goal,
    season: Season,
    level: Level = Level.INTERMEDIATE,
    check_in: CheckIn | None = None,
    longest_lately: timedelta | None = None,
) -> Prescription:
    """The sessions of one week: the usual ones, as the season and the athlete's body want them.

    Shape: never more sessions than usual. Without `longest_lately` the usual long run stands for it.
    """
    heard = check_in if check_in and check_in.concerns(week) else None
    if heard and heard.feeling is Feeling.ILL:
        why = "is for maintenance at easy effort, because you are ill: rest until you feel well"
        made = _at_rest(usual, week, goal, level, why)
    elif season.weeks_to_race(week) == 0:
        why = "is for the race and for recovering from it: a light lift and two easy runs"
        made = _at_rest(usual, week, goal, level, why)
    elif season == UNDECIDED:
        made = Prescription(tuple(usual))
    else:
        made = _in_season(usual, week, goal, season, longest_lately)
    if heard and heard.feeling is not Feeling.ILL:
        made = _sparing(made, week, level, heard)
    return _around_race(made, week, season)


def _at_rest(usual: Sequence[Session], week: Week, goal: Goal, level: Level, why: str) -> Prescription:
    sessions = (within_level(lightened(session), level) for session in least_dose(usual, goal))
    return Prescription(tuple(sessions), (f"{_called(week)} {why}.",))


def _in_season(
    usual: Sequence[Session], week: Week, goal: Goal, season: Season, longest_lately: timedelta | None
) -> Prescription:
    block_week = season.block_week(week)
    step = block_week.step if block_week else 0
    full = block.in_full(usual, goal=goal, step=step, longest_lately=longest_lately)
    weeks_left = season.weeks_to_race(week)
    if season.race and weeks_left in taper.CUTS:
        return taper.tapered(
            full.sessions, week, race=season.race, weeks_left=weeks_left, called=_called(week)
        )
    if season.is_maintenance(week):
        said = f"{_called(week)} is for maintenance: 1 lift and 2 runs keep you in form."
        return Prescription(least_dose(full.sessions, goal), (said, *full.notes))
    if block_week is None:
        return full
    said = f"{_called(week)} is {block.sentence(block_week, goal)}."
    if block_week.is_deload:
        return Prescription(block.deloaded(full.sessions), (said,))
    return Prescription(full.sessions, (said, *full.notes))


def _sparing(made: Prescription, week: Week, level: Level, check_in: CheckIn) -> Prescription:
    spared = check_in.spared(made.sessions, week)
    if spared is None:
        said = f"You are {check_in.feeling}; no hard session is left in the week."
        return replace(made, notes=(*made.notes, said))
    said = f"You are {check_in.feeling}, so {name(spared)} becomes easy."
    easy = within_level(eased(spared), level)
    sessions = tuple(easy if session is spared else session for session in made.sessions)
    return replace(made, sessions=sessions, notes=(*made.notes, said))


def _around_race(made: Prescription, week: Week, season: Season) -> Prescription:
    off = season.days_off(week)
    if not off:
        return made
    titles = {date: "Race" if date == season.race else "Rest after the race" for date in off}
    said = ", ".join(f"{day(date)} ({title.lower()})" for date, title in titles.items())
    return replace(
        made,
        closed=tuple(Busy(week.span_of(date), title) for date, title in titles.items()),
        notes=(*made.notes, f"Nothing is planned on {said}."),
    )


def _called(week: Week) -> str:
    return f"The week from {day(week.first_day)}"
