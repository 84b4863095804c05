"""Decides which sessions one week asks for, and explains it in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType

from service.domain.busy import Busy
from service.domain.training import Goal, Level, Session
from service.domain.week import Week
from service.domain.wording import day, name
from service.prescription import block, taper
from service.prescription.check_in import CheckIn, Feeling
from service.prescription.ease import eased, lightened
from service.prescription.maintenance_dose import counted, maintenance_dose
from service.prescription.prescription import Prescription
from service.prescription.season import UNDECIDED, BlockWeek, Season
from service.prescription.template import within_level
from service.rules.drop_by_goal import DropByGoal
from service.rules.long_run_spike import LongRunSpike

NOTHING_STANDS: Mapping[str, date] = MappingProxyType({})
LONG_RUN_SPIKE, DROP_BY_GOAL = LongRunSpike(), DropByGoal()


def prescribe(  # noqa: PLR0913  # everything a week can depend on
    usual: Sequence[Session],
    week: Week,
    *,
    goal: Goal,
    season: Season,
    level: Level = Level.INTERMEDIATE,
    check_in: CheckIn | None = None,
    longest_recent_run: timedelta | None = None,
    stands: Mapping[str, date] = NOTHING_STANDS,
    spike: LongRunSpike | None = LONG_RUN_SPIKE,
    least: DropByGoal = DROP_BY_GOAL,
) -> Prescription:
    """The sessions of one week: the usual ones, changed by the season and the check-in.

    Shape: never more sessions than usual. Without `longest_recent_run` the usual long run takes its place.
    `stands` has the days on which an earlier plan had sessions of this week and of the one before, by
    their readable ids. Without `spike` the long run has no limit.
    """
    by_season = partial(
        _by_season,
        tuple(usual),
        goal=goal,
        season=season,
        level=level,
        longest_recent_run=longest_recent_run,
        spike=spike,
        least=least,
    )
    heard = check_in if check_in and check_in.concerns(week) else None
    if heard and heard.feeling is Feeling.ILL:
        why = "is for maintenance at easy effort, because you are ill: rest until you feel well"
        made = _at_rest(usual, week, goal, level, least, why)
    else:
        made = by_season(week)
        before = by_season(week.preceding).sessions
        if heard and not heard.has_spared(before, week.preceding, stands):
            made = _sparing(made, week, level, heard, stands)
    return _around_race(made, week, season)


def _by_season(  # noqa: PLR0913  # everything a week can depend on except the check-in
    usual: Sequence[Session],
    week: Week,
    *,
    goal: Goal,
    season: Season,
    level: Level,
    longest_recent_run: timedelta | None,
    spike: LongRunSpike | None,
    least: DropByGoal,
) -> Prescription:
    if season.weeks_to_race(week) == 0:
        why = f"is for the race and for recovering from it: {counted(least)} at easy effort"
        return _at_rest(usual, week, goal, level, least, why)
    if season == UNDECIDED:
        return Prescription(tuple(usual))
    block_week, weeks_left = season.block_week(week), season.weeks_to_race(week)
    step = block_week.step if block_week else 0
    full = block.in_full(usual, goal=goal, step=step, longest_recent_run=longest_recent_run, spike=spike)
    if season.race and weeks_left in taper.CUTS:
        return taper.tapered(
            full.sessions, week, race=season.race, weeks_left=weeks_left, called=_called(week)
        )
    if season.is_maintenance(week):
        said = f"{_called(week)} is for maintenance: {counted(least)} keep you in form."
        return Prescription(maintenance_dose(full.sessions, goal, least), (said, *full.notes))
    return _in_block(full, week, goal, block_week) if block_week else full


def _at_rest(  # noqa: PLR0913, PLR0917  # what the dose depends on, and its sentence
    usual: Sequence[Session], week: Week, goal: Goal, level: Level, least: DropByGoal, why: str
) -> Prescription:
    sessions = (within_level(lightened(session), level) for session in maintenance_dose(usual, goal, least))
    return Prescription(tuple(sessions), (f"{_called(week)} {why}.",))


def _in_block(full: Prescription, week: Week, goal: Goal, block_week: BlockWeek) -> Prescription:
    said = f"{_called(week)} is {block.sentence(block_week, goal)}."
    if block_week.is_deload:
        return Prescription(block.deloaded(full.sessions), (said,))
    return Prescription(full.sessions, (said, *full.notes))


def _sparing(
    made: Prescription, week: Week, level: Level, check_in: CheckIn, stands: Mapping[str, date]
) -> Prescription:
    spared = check_in.spared(made.sessions, week, stands)
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
    titles = {each: "Race" if each == season.race else "Rest after the race" for each in off}
    said = ", ".join(f"{day(each)} ({title.lower()})" for each, title in titles.items())
    return replace(
        made,
        closed=tuple(Busy(week.span_of(each), title) for each, title in titles.items()),
        notes=(*made.notes, f"Nothing is planned on {said}."),
    )


def _called(week: Week) -> str:
    return f"The week from {day(week.first_day)}"
