"""Ready-made weeks: which sessions, and the days they would like."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from service.domain.training import USUAL_DURATION, USUAL_EFFORT, Goal, Kind, Session
from service.domain.week import Weekday

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday


@dataclass(frozen=True)
class Template:
    """A week that a guide recommends.

    Shape: the days are wishes; the rules decide the hours and may move a day.
    Source: the guide by its short name, as in the rulebook.
    """

    name: str
    says: str
    source: str
    sessions: tuple[Session, ...]


def _session(name: str, kind: Kind, day: Weekday, minutes: int | None = None) -> Session:
    duration = timedelta(minutes=minutes) if minutes else USUAL_DURATION[kind]
    return Session(name, kind, duration, USUAL_EFFORT[kind], days=frozenset({day}))


ALTERNATE_DAYS = Template(
    "alternate-days",
    "Runs and lifts on alternate days, with a day for mobility and one for rest.",
    "G1",
    (
        _session("easy", Kind.EASY, MON),
        _session("upper", Kind.UPPER, TUE),
        _session("intervals", Kind.INTERVALS, WED),
        _session("mobility", Kind.MOBILITY, THU),
        _session("lower", Kind.LOWER, FRI),
        _session("long", Kind.LONG, SAT),
    ),
)

LIFT_FIRST = Template(
    "lift-first",
    "Three lifting days that come first, with running around them.",
    "G0",
    (
        _session("upper", Kind.UPPER, MON),
        replace(_session("easy", Kind.EASY, MON, 20), join_with="upper"),
        _session("lower", Kind.LOWER, WED),
        _session("full", Kind.FULL, FRI),
        _session("intervals", Kind.INTERVALS, FRI),
        _session("long", Kind.LONG, SAT),
    ),
)

ENDURANCE_PLUS_TWO = Template(
    "endurance-plus-two",
    "Four runs that carry the week, and two lifts that keep the runner strong.",
    "G2, G3, G4",
    (
        _session("upper", Kind.UPPER, MON),
        _session("intervals", Kind.INTERVALS, TUE),
        _session("easy", Kind.EASY, WED),
        replace(_session("lower", Kind.LOWER, THU), notes="With calf raises and deadlifts."),
        _session("easy-2", Kind.EASY, FRI),
        _session("long", Kind.LONG, SUN),
    ),
)

MUSCLE_PLUS_EASY_RUNS = Template(
    "muscle-plus-easy-runs",
    "Four lifts, upper and lower body in turn, and two short easy runs.",
    "G0, G2",
    (
        _session("upper", Kind.UPPER, MON),
        _session("lower", Kind.LOWER, TUE),
        _session("easy", Kind.EASY, WED, 30),
        _session("upper-2", Kind.UPPER, THU),
        _session("lower-2", Kind.LOWER, FRI),
        _session("easy-2", Kind.EASY, SAT, 30),
    ),
)

TEMPLATES: Mapping[str, Template] = {
    template.name: template
    for template in (ALTERNATE_DAYS, LIFT_FIRST, ENDURANCE_PLUS_TWO, MUSCLE_PLUS_EASY_RUNS)
}

USUAL_TEMPLATE: Mapping[Goal, Template] = {
    Goal.MUSCLE: MUSCLE_PLUS_EASY_RUNS,
    Goal.FAT_LOSS: LIFT_FIRST,
    Goal.ENDURANCE: ENDURANCE_PLUS_TWO,
    Goal.BALANCED: ALTERNATE_DAYS,
}


def sessions_of(goal: Goal, template: str | None = None) -> tuple[Session, ...]:
    """The sessions of a week: of the named template, or of the one that suits the goal.

    Errors: KeyError for a name that no template has.
    """
    return (TEMPLATES[template] if template else USUAL_TEMPLATE[goal]).sessions
