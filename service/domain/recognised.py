"""A session that an appointment was recognised as, and the evidence for it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from service.domain.appointment import Appointment
from service.domain.sport import Sport
from service.domain.training import Discipline, Effort, Kind


class Told(StrEnum):
    """The evidence on which a recognition is based."""

    OURS = "entry of ours"
    TAUGHT = "your pattern"
    CATEGORY = "category"
    TITLE = "title"
    DESCRIPTION = "description"


@dataclass(frozen=True)
class Recognised:
    """The session that an appointment was recognised as, with the word that decided it.

    Shape: `word` is shown to the athlete, who can object. `duration` comes from the calendar, else from
    what title and description say, else it is the usual one. `half` is push or pull when an upper-body lift
    trains only that half. `sport` is what a session of kind `other` is. `is_race` says that it is a race to
    run. `is_sure` is false when a single weak word tells it: a person would ask.
    """

    appointment: Appointment
    kind: Kind
    effort: Effort
    duration: timedelta
    told: Told
    word: str
    half: str = ""
    sport: Sport | None = None
    is_race: bool = False
    is_sure: bool = True

    @property
    def loads_legs(self) -> bool:
        """Whether it works the legs: a run, a lift for the legs, another sport unless it is known not to."""
        if self.sport:
            return self.sport.loads_legs
        return self.kind.discipline is Discipline.RUN or self.kind in {Kind.LOWER, Kind.FULL, Kind.OTHER}
