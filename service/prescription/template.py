"""Ready-made weeks: their sessions and the days they prefer; the rules may move them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from service.domain.athlete import LIKED_ON_WORKDAYS
from service.domain.training import USUAL_DURATION, USUAL_EFFORT, Goal, Kind, Level, Session
from service.domain.week import Weekday

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday
MORNING, EVENING = LIKED_ON_WORKDAYS


def _session(name: str, kind: Kind, day: Weekday, minutes: int | None = None) -> Session:
    duration = timedelta(minutes=minutes) if minutes else USUAL_DURATION[kind]
    return Session(name, kind, duration, USUAL_EFFORT[kind], days=frozenset({day}))


# G1: runs and lifts on alternate days, a day for mobility and one for rest.
ALTERNATE_DAYS = (
    _session("easy", Kind.EASY, MON),
    _session("upper", Kind.UPPER, TUE),
    _session("intervals", Kind.INTERVALS, WED),
    _session("mobility", Kind.MOBILITY, THU),
    _session("lower", Kind.LOWER, FRI),
    _session("long", Kind.LONG, SAT),
)

# G0: three days of lifting as the main work, with running around them.
LIFT_FIRST = (
    _session("upper", Kind.UPPER, MON),
    replace(_session("easy", Kind.EASY, MON, 20), join_with="upper"),
    _session("lower", Kind.LOWER, WED),
    _session("full", Kind.FULL, FRI),
    _session("intervals", Kind.INTERVALS, FRI),
    _session("long", Kind.LONG, SAT),
)

# G1, G3: a run before work and a lift at the end of the day, with a day between. The leg lift is early in
# the week and the intervals are late: so two days lie before each hard run, and more than one before the
# next leg day.
MORNING_RUN_EVENING_LIFT = (
    replace(_session("easy", Kind.EASY, MON), hours=(MORNING,)),
    replace(_session("lower", Kind.LOWER, MON), hours=(EVENING,)),
    replace(_session("easy-2", Kind.EASY, WED), hours=(MORNING,)),
    replace(_session("upper", Kind.UPPER, WED), hours=(EVENING,)),
    replace(_session("intervals", Kind.INTERVALS, FRI), hours=(MORNING,)),
    replace(_session("upper-2", Kind.UPPER, FRI), hours=(EVENING,)),
    _session("long", Kind.LONG, SUN),
)

# G1: a lift and a run every workday, as one visit; the session that asks to join comes second. The three
# days that begin with the run have no leg lift, because with this goal no run comes before one.
FAT_LOSS_MIX = (
    _session("easy", Kind.EASY, MON, 30),
    replace(_session("upper", Kind.UPPER, MON), join_with="easy"),
    _session("lower", Kind.LOWER, TUE),
    replace(_session("easy-2", Kind.EASY, TUE, 20), join_with="lower"),
    _session("easy-3", Kind.EASY, WED, 30),
    replace(_session("light-lift", Kind.LIGHT_LIFT, WED), join_with="easy-3"),
    _session("easy-4", Kind.EASY, THU, 30),
    replace(_session("upper-2", Kind.UPPER, THU), join_with="easy-4"),
    _session("lower-2", Kind.LOWER, FRI),
    replace(_session("easy-5", Kind.EASY, FRI, 20), join_with="lower-2"),
)

# G2, G3, G4: four runs as the main work, and two lifts that keep the runner strong.
ENDURANCE_PLUS_TWO = (
    _session("upper", Kind.UPPER, MON),
    _session("intervals", Kind.INTERVALS, TUE),
    _session("easy", Kind.EASY, WED),
    replace(_session("lower", Kind.LOWER, THU), notes="With calf raises and deadlifts."),
    _session("easy-2", Kind.EASY, FRI),
    _session("long", Kind.LONG, SUN),
)

# G0, G2: upper and lower body twice, alternating, and two short easy runs.
MUSCLE_PLUS_EASY_RUNS = (
    _session("upper", Kind.UPPER, MON),
    _session("lower", Kind.LOWER, TUE),
    _session("easy", Kind.EASY, WED, 30),
    _session("upper-2", Kind.UPPER, THU),
    _session("lower-2", Kind.LOWER, FRI),
    _session("easy-2", Kind.EASY, SAT, 30),
)

TEMPLATES: Mapping[str, tuple[Session, ...]] = {
    "alternate-days": ALTERNATE_DAYS,
    "lift-first": LIFT_FIRST,
    "morning-run-evening-lift": MORNING_RUN_EVENING_LIFT,
    "fat-loss-mix": FAT_LOSS_MIX,
    "endurance-plus-two": ENDURANCE_PLUS_TWO,
    "muscle-plus-easy-runs": MUSCLE_PLUS_EASY_RUNS,
}

USUAL_TEMPLATE: Mapping[Goal, str] = {
    Goal.MUSCLE: "muscle-plus-easy-runs",
    Goal.FAT_LOSS: "lift-first",
    Goal.ENDURANCE: "endurance-plus-two",
    Goal.BALANCED: "alternate-days",
}

BEGINNERS_EASY_RUN = timedelta(minutes=30)
"""The longest run that a beginner may join to a lift."""


def sessions_of(goal: Goal, level: Level, template: str | None = None) -> tuple[Session, ...]:
    """The sessions of the named template, or of the one that suits the goal.

    Shape: a beginner's easy runs are short, so that they can share a visit with a lift.
    Errors: KeyError for a name that no template has.
    """
    sessions = TEMPLATES[template or USUAL_TEMPLATE[goal]]
    return tuple(within_level(session, level) for session in sessions)


def within_level(session: Session, level: Level) -> Session:
    """The session, no longer than the level allows for its kind."""
    if level is not Level.BEGINNER or session.kind is not Kind.EASY:
        return session
    return replace(session, duration=min(session.duration, BEGINNERS_EASY_RUN))
