"""Training sessions: their kinds, their effort, and the classes into which the rules sort them."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum, StrEnum

from service.domain.opening_hours import OpeningHours
from service.domain.week import Hours, Weekday


class Discipline(StrEnum):
    """The four families of session."""

    LIFT = "lift"
    RUN = "run"
    RECOVERY = "recovery"
    OTHER = "other"


class Kind(StrEnum):
    """The kind of a session: the part of the body that a lift works, the type of run, or another sport."""

    UPPER = "upper"
    LOWER = "lower"
    FULL = "full"
    LIGHT_LIFT = "light-lift"
    EASY = "easy"
    MODERATE = "moderate"
    TEMPO = "tempo"
    INTERVALS = "intervals"
    LONG = "long"
    MOBILITY = "mobility"
    OTHER = "other"

    @property
    def discipline(self) -> Discipline:
        """The discipline of this kind."""
        if self in LIFTS:
            return Discipline.LIFT
        return NEITHER_LIFT_NOR_RUN.get(self, Discipline.RUN)


LIFTS = frozenset({Kind.UPPER, Kind.LOWER, Kind.FULL, Kind.LIGHT_LIFT})
NEITHER_LIFT_NOR_RUN = {Kind.MOBILITY: Discipline.RECOVERY, Kind.OTHER: Discipline.OTHER}


class Effort(IntEnum):
    """How hard a session is, in rising order; `max` is to failure, or a test day."""

    EASY, MODERATE, HARD, MAX = range(4)

    def __str__(self) -> str:
        return self.name.lower()


class Goal(StrEnum):
    """The athlete's training goal."""

    MUSCLE = "muscle"
    FAT_LOSS = "fat-loss"
    ENDURANCE = "endurance"
    BALANCED = "balanced"


class Level(StrEnum):
    """The athlete's level of training."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


USUAL_EFFORT = {
    Kind.UPPER: Effort.HARD,
    Kind.LOWER: Effort.HARD,
    Kind.FULL: Effort.HARD,
    Kind.LIGHT_LIFT: Effort.EASY,
    Kind.EASY: Effort.EASY,
    Kind.MODERATE: Effort.MODERATE,
    Kind.TEMPO: Effort.HARD,
    Kind.INTERVALS: Effort.HARD,
    Kind.LONG: Effort.MODERATE,
    Kind.MOBILITY: Effort.EASY,
    Kind.OTHER: Effort.MODERATE,
}

USUAL_DURATION = {
    kind: timedelta(minutes=minutes)
    for kind, minutes in {
        Kind.UPPER: 60,
        Kind.LOWER: 60,
        Kind.FULL: 75,
        Kind.LIGHT_LIFT: 30,
        Kind.EASY: 40,
        Kind.MODERATE: 45,
        Kind.TEMPO: 45,
        Kind.INTERVALS: 50,
        Kind.LONG: 90,
        Kind.MOBILITY: 30,
        Kind.OTHER: 60,
    }.items()
}


USUAL_PRIORITY = 5
"""As in RFC 5545: 1 matters most, 9 least."""


@dataclass(frozen=True)
class Session:
    """A session to place in a week: its kind, length and effort, and the hours the athlete would like for it.

    Shape: `id` is unique within its week. `priority` counts as in RFC 5545: 1 is kept longest. `days` and
    `hours` are wishes; empty means any. `join_with` is the id of the session it would like to share a
    visit with. `opens` are the opening hours of its place, None for always.
    Units: `duration` includes warm-up and cool-down; `before` and `after` are travel, outside it.
    """

    id: str
    kind: Kind
    duration: timedelta
    effort: Effort
    priority: int = USUAL_PRIORITY
    days: frozenset[Weekday] = frozenset()
    hours: tuple[Hours, ...] = ()
    join_with: str | None = None
    place: str = ""
    opens: OpeningHours | None = None
    before: timedelta = timedelta()
    after: timedelta = timedelta()
    notes: str = ""

    @property
    def discipline(self) -> Discipline:
        """Lift, run, recovery or another sport."""
        return self.kind.discipline

    @property
    def is_lift(self) -> bool:
        """Whether it is strength work of any sort."""
        return self.discipline is Discipline.LIFT

    @property
    def is_run(self) -> bool:
        """Whether it is running of any sort."""
        return self.discipline is Discipline.RUN

    @property
    def is_training(self) -> bool:
        """Whether it loads the body, as a lift, a run or another sport does; mobility does not."""
        return self.discipline is not Discipline.RECOVERY

    @property
    def is_hard(self) -> bool:
        """Whether its effort is hard or to the maximum."""
        return self.effort >= Effort.HARD

    @property
    def works_legs(self) -> bool:
        """Whether it is a lift that loads the legs: lower or full body."""
        return self.kind in {Kind.LOWER, Kind.FULL}

    @property
    def is_heavy_legs(self) -> bool:
        """Whether it is a leg lift done hard or to the maximum."""
        return self.works_legs and self.is_hard

    @property
    def is_quality_run(self) -> bool:
        """Whether it is a tempo or interval run, whatever its effort is called."""
        return self.kind in {Kind.TEMPO, Kind.INTERVALS}

    @property
    def is_demanding_run(self) -> bool:
        """Whether it is a quality run or a long one."""
        return self.is_quality_run or self.kind is Kind.LONG

    @property
    def is_light_run(self) -> bool:
        """Whether it is an easy or moderate run, long runs not counted."""
        return self.kind in {Kind.EASY, Kind.MODERATE}
