"""Works out how long one part of a workout takes: its duration, or its distance at the pace it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from service.domain.workout.pace import Gait, seconds_for
from service.domain.workout.part import Link, Part, Said
from service.domain.workout.quantity import Measure, Quantity

STRIDES = 4 * 60
"""Seconds for strides that stand beside a whole run."""

RECOVERY_SHARE, RECOVERY_AT_LEAST, RECOVERY_AT_MOST = 0.5, 60, 180
"""Recovery between repetitions when none is named: half the work, within these seconds."""

HILL = 75
"""Seconds of work up a hill whose length is not named."""

FEWEST_METRES, FEWEST_REPEATED_METRES = 100, 50
"""An `m` is metres from these on, where metres make sense; below them it is minutes."""

FEWEST_BARE_METRES = 1000
"""A number without a unit is metres from here on even if nothing is repeated."""

MOST_MINUTES = 300
MOST_BETWEEN = 240
"""An easy part after repetitions is their recovery up to these seconds; a longer one is the cool-down."""

NOT_FASTER = {Said.EASY, Said.WARM_UP, Said.COOL_DOWN, Said.RECOVERY}
"""What is said of a part that is done at easy pace even in a faster run."""

BOTH_ENDS = {Said.WARM_UP, Said.COOL_DOWN}
RESTS = {Said.RECOVERY, Said.WALK}
NO_RESTS = {Said.RUN, Said.WARM_UP, Said.COOL_DOWN}


@dataclass(frozen=True)
class Terms:
    """What the athlete and the kind of session say about distances.

    Shape: `share` is for kilometres that nothing is said about, against easy ones; `gait` is the sport's.
    """

    easy_pace: timedelta
    share: float = 1.0
    gait: Gait = Gait.EASY
    is_race: bool = False


@dataclass(frozen=True)
class PartLengths:
    """The lengths of the parts of one workout; `repeats` says that some of it is repeated.

    Units: seconds.
    """

    terms: Terms
    repeats: bool

    def of_row(self, row: Iterable[Part]) -> float:
        """The length of parts one after the other; a recovery belongs to the repetitions before it."""
        seconds, unnamed = 0.0, 0.0
        repeated: Part | None = None
        for part in row:
            if repeated and (recovery := _recovery(part) or self._easy_between(part, repeated)):
                seconds += repeated.times * sum(map(self.of, recovery))
                unnamed, repeated = 0.0, repeated if part.link is Link.NONE else None
                continue
            seconds += unnamed + self.of(part)
            is_work = part.repeats and part.times > 1 and Said.STRIDES not in part.says
            repeated = part if is_work else None
            unnamed = self._unnamed_recovery(part) if is_work else 0.0
        return seconds + unnamed

    def of(self, part: Part) -> float:
        """The length of one part with its repetitions, without a recovery that stands beside it."""
        if part.inner:
            return part.times * self.of_row(part.inner)
        if Said.STRIDES in part.says and part.repeats:
            return STRIDES
        if part.quantity is None:
            return part.times * HILL if part.repeats else 0.0
        ends = 2 if part.says >= BOTH_ENDS else 1
        return ends * part.times * self._once(part, part.quantity)

    def _easy_between(self, part: Part, repeated: Part) -> list[Part]:
        """The part if it is short enough to lie between repetitions, as in 6 x 1 min hard, 1 min easy."""
        length = self.of(part)
        is_short = length <= min(MOST_BETWEEN, 2 * self.of(repeated) / repeated.times)
        is_easy = Said.EASY in part.says and not (part.repeats or part.says & BOTH_ENDS)
        return [part] if is_easy and is_short and length else []

    def _unnamed_recovery(self, part: Part) -> float:
        if sum(not one.is_empty for one in part.inner) > 1:
            return 0.0  # what is repeated has its recovery in it
        work = self.of(part) / part.times
        return part.times * min(max(work * RECOVERY_SHARE, RECOVERY_AT_LEAST), RECOVERY_AT_MOST)

    def _once(self, part: Part, quantity: Quantity) -> float:
        metres = self._metres(part, quantity)
        if metres is None:
            return self._seconds(part, quantity)
        if part.pace:
            return metres / 1000 * part.pace
        if part.share and self.terms.gait is Gait.EASY:
            return metres / 1000 * self.terms.easy_pace.total_seconds() * part.share
        share = 1.0 if part.says & NOT_FASTER else self.terms.share
        return seconds_for(metres, self._gait(part), self.terms.easy_pace, share)

    def _metres(self, part: Part, quantity: Quantity) -> float | None:
        """The metres of a distance, None for a duration; an `m` and a bare number are what is likely."""
        value, repeats = quantity.value, self.repeats or part.repeats
        match quantity.measure:
            case Measure.METRES:
                is_distance = True
            case Measure.M:
                is_short = part.repeats or bool(part.says & RESTS)
                far = value >= FEWEST_METRES and (repeats or is_short or value > MOST_MINUTES)
                is_distance = far or (part.repeats and value >= FEWEST_REPEATED_METRES)
            case Measure.BARE:
                is_distance = value >= (FEWEST_METRES if repeats else FEWEST_BARE_METRES)
            case _:
                is_distance = False
        return value if is_distance else None

    def _seconds(self, part: Part, quantity: Quantity) -> float:
        value = quantity.value
        match quantity.measure:
            case Measure.M:
                return value * 60
            case Measure.BARE:
                is_duration = part.repeats or part.says & {Said.FAST, Said.EASY, Said.RUN}
                return value * 60 if is_duration and value <= MOST_MINUTES else 0.0
            case Measure.CLOCK if not (part.repeats or part.says & RESTS):
                return quantity.hours_and_minutes.value
        return value

    def _gait(self, part: Part) -> Gait:
        if self.terms.gait is not Gait.EASY:
            return self.terms.gait
        if Said.WALK in part.says and not part.says & {Said.RUN, Said.RECOVERY}:
            return Gait.WALK
        if part.says & {Said.RECOVERY, Said.WARM_UP, Said.COOL_DOWN}:
            return Gait.JOG if self.repeats else Gait.EASY
        return Gait.FAST if Said.FAST in part.says or part.repeats else Gait.EASY


def _recovery(part: Part) -> list[Part]:
    """The parts of a recovery, in brackets or not; none if the part is work."""
    if part.repeats:
        return []
    inner = [one for one in part.inner if not one.is_empty] if part.link is Link.ASIDE else []
    if inner and all(one.says & RESTS for one in inner):
        return inner
    return [part] if part.says & RESTS and not part.says & NO_RESTS else []
