"""Adds up the parts of a workout: repetitions times work and recovery, with warm-up and cool-down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from service.domain.workout.pace import Gait, seconds_for
from service.domain.workout.parts import AFTER, Link, Part, Said, every, parts
from service.domain.workout.quantity import Measure, Quantity

WARM_UP, COOL_DOWN = 15 * 60, 10 * 60
"""Seconds to add to repetitions of a run whose text says nothing of how they begin and end."""

STRIDES = 4 * 60
"""Seconds for strides that stand beside a whole run."""

RECOVERY_SHARE, RECOVERY_AT_LEAST, RECOVERY_AT_MOST = 0.5, 60, 180
"""Recovery between repetitions when none is named: half the work, within these seconds."""

HILL = 75
"""Seconds of work up a hill whose length is not named."""

SAME = 1.25
"""Two figures for one thing differ by no more than this factor."""

SAME_AT_A_GLANCE = 1.4
"""Two distances beside each other with nothing between them are one even then, such as 4-6 miles and 6 mi."""

SHORTEST_IN_METRES = 50
FEWEST_METRES = 100
MOST_MINUTES = 300
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=12)
NOT_FASTER = {Said.EASY, Said.WARM_UP, Said.COOL_DOWN, Said.RECOVERY}
"""What is said of a part that is done at easy pace even in a faster run."""

CONTINUOUS = {Said.EASY, Said.RUN, Said.TOTAL}


@dataclass(frozen=True)
class Terms:
    """What the athlete and the kind of session say about distances.

    Shape: `share` is for kilometres that nothing is said about, against easy ones; `gait` is the sport's.
    """

    easy_pace: timedelta
    share: float = 1.0
    gait: Gait = Gait.EASY
    is_race: bool = False


def reckon(text: str, terms: Terms) -> timedelta | None:
    """The length of the workout that the text describes, in whole minutes; None if it names no quantity."""
    row = parts(text)
    if not any(part.quantity or part.repeats for part in every(row)):
        return None
    minutes = round(_Sum(terms, row).seconds() / 60)
    found = timedelta(minutes=minutes)
    return found if SHORTEST <= found <= LONGEST else None


def stated_time(text: str) -> timedelta | None:
    """The duration of the whole workout if the text is no more than that and words; None if it has repetitions."""
    row = parts(text)
    for part in every(row):
        if part.repeats or part.inner:
            return None
    timed = [part for part in row if part.quantity]
    if len(timed) != 1 or timed[0].quantity is None:
        return None
    quantity = timed[0].quantity.hours_and_minutes
    is_minutes = quantity.measure is Measure.M and quantity.value < FEWEST_METRES
    if is_minutes:
        return timedelta(minutes=quantity.value)
    return timedelta(seconds=quantity.value) if quantity.measure is Measure.SECONDS else None


class _Sum:
    """The seconds of one workout."""

    def __init__(self, terms: Terms, row: list[Part]) -> None:
        self._terms = terms
        self._row = row
        self._has_repeats = any(part.repeats for part in every(row))

    def seconds(self) -> float:
        """The seconds of the whole workout."""
        row = [part for part in self._row if not part.is_empty]
        if total := next((part for part in row if Said.TOTAL in part.says and part.quantity), None):
            return self._of(total)
        if self._terms.is_race and not self._has_repeats:
            return max(self._of(part) for part in every(row) if not part.inner)
        whole, rest = self._whole(row)
        if whole is not None:
            return whole + sum(self._more(part) for part in rest)
        return self._of_row(row) + self._around(row)

    def _whole(self, row: Sequence[Part]) -> tuple[float | None, list[Part]]:
        """The seconds of the part that stands for the whole workout, and the parts to be added to it."""
        first, others = row[0], row[1:]
        if not others:
            return None, []
        for part in others:
            if part.link is Link.FIELD and not part.repeats and not part.inner and not part.says - CONTINUOUS:
                if _is_time(part) or first.repeats:
                    return self._of(part), []
        last = others[-1]
        if last.link is Link.ASIDE and (whole := self._said_aside(last, row[:-1])) is not None:
            return whole, []
        if first.repeats or not first.quantity or first.says & {Said.WARM_UP, Said.COOL_DOWN}:
            return None, []
        return self._begun_with(first, others)

    def _said_aside(self, last: Part, before: Sequence[Part]) -> float | None:
        inner = last.inner or [last]
        if len(inner) != 1 or inner[0].repeats or inner[0].says - CONTINUOUS or not inner[0].quantity:
            return None
        said, summed = self._of(inner[0]), self._of_row(before)
        return said if summed / 2 <= said <= 2 * summed else None

    def _begun_with(self, first: Part, others: list[Part]) -> tuple[float | None, list[Part]]:
        if any(Said.FAST in one.says for one in every(others)):
            first.says.discard(Said.FAST)  # only a part of it is fast
        whole = self._of(first)
        rest = sum(map(self._of, others))
        within = others[0].link in {Link.WITHIN, Link.ASIDE} or self._is_total_line(first, others, rest)
        if others[0].link in AFTER and not within:
            is_breakdown = len(others) > 1 and not first.says - {Said.RUN}
            if all(part.link is Link.FIELD for part in others):
                return whole, []
            return (whole if is_breakdown and _is_restated(whole, rest) else None), []
        more = list[Part]()
        for part in others:
            if within or part.link in {Link.WITHIN, Link.ASIDE} or Said.STRIDES in part.says:
                within = within or part.link not in AFTER
                continue
            if part.link is Link.NONE and (part.repeats or self._restates(whole, part, first)):
                if _is_time(part) and not _is_time(first) and not part.repeats and Said.FAST not in part.says:
                    whole = self._of(part)
                continue
            more.append(part)
        return whole, more

    def _is_total_line(self, first: Part, others: Sequence[Part], rest: float) -> bool:
        """Whether the first line is the distance of the whole, and the lines after it tell what is in it."""
        is_plain = not first.says & {Said.EASY, Said.WARM_UP} and not _is_time(first)
        tells = any(part.repeats or Said.FAST in part.says for part in others)
        return others[0].link is Link.LINE and is_plain and tells and rest <= SAME * self._of(first)

    def _restates(self, whole: float, part: Part, first: Part) -> bool:
        is_part = Said.FAST in part.says and Said.FAST not in first.says
        return is_part or _is_restated(whole, self._of(part), SAME_AT_A_GLANCE) or _is_time(part) != _is_time(first)

    def _more(self, part: Part) -> float:
        return STRIDES if Said.STRIDES in part.says else self._of(part)

    def _of_row(self, row: Iterable[Part]) -> float:
        """The seconds of parts one after the other; a recovery belongs to the repetitions before it."""
        seconds, repeated, works = 0.0, None, 0
        owed = 0.0
        for part in row:
            is_recovery = bool(part.says & {Said.RECOVERY, Said.WALK}) and not part.says & {Said.RUN, Said.WARM_UP, Said.COOL_DOWN}
            recovery = part.inner if part.link is Link.ASIDE and part.inner and not part.repeats else [part]
            is_recovery = is_recovery or all(
                one.says & {Said.RECOVERY, Said.WALK} for one in recovery if not one.is_empty
            )
            if repeated and is_recovery and not part.repeats:
                seconds += repeated.times * sum(self._of(one) for one in recovery)
                owed, repeated = 0.0, repeated if part.link is Link.NONE else None
                continue
            seconds += owed
            owed, repeated = 0.0, None
            seconds += self._of(part)
            works += 1
            if part.repeats and part.times > 1 and Said.STRIDES not in part.says:
                repeated, owed = part, self._unnamed_recovery(part)
        return seconds + owed

    def _unnamed_recovery(self, part: Part) -> float:
        if part.inner and (len([one for one in part.inner if not one.is_empty]) > 1):
            return 0.0
        work = self._of(part) / part.times
        return part.times * min(max(work * RECOVERY_SHARE, RECOVERY_AT_LEAST), RECOVERY_AT_MOST)

    def _around(self, row: Sequence[Part]) -> float:
        """The warm-up and the cool-down that repetitions of a run have even if nobody names them."""
        if self._terms.gait is not Gait.EASY or not any(map(_is_hard_repetition, row)):
            return 0.0
        work = [number for number, part in enumerate(row) if _is_hard_repetition(part)]
        easy = {Said.EASY, Said.WARM_UP, Said.COOL_DOWN}
        begins = any(part.says & easy and not part.repeats for part in row[: work[0]])
        ends = any(part.says & easy and not part.repeats for part in row[work[-1] + 1 :])
        return (0 if begins else WARM_UP) + (0 if ends else COOL_DOWN)

    def _of(self, part: Part) -> float:
        if part.inner:
            return part.times * self._of_row(part.inner)
        if Said.STRIDES in part.says and part.repeats:
            return STRIDES
        if part.quantity is None:
            return part.times * HILL if part.repeats else 0.0
        return part.times * self._length(part, part.quantity)

    def _length(self, part: Part, quantity: Quantity) -> float:
        measure, value = self._measure(part, quantity)
        if measure is Measure.SECONDS:
            return value
        if part.pace:
            return value / 1000 * part.pace
        if part.share and self._terms.gait is Gait.EASY:
            return value / 1000 * self._terms.easy_pace.total_seconds() * part.share
        share = 1.0 if part.says & NOT_FASTER else self._terms.share
        return seconds_for(value, self._gait(part), self._terms.easy_pace, share)

    def _measure(self, part: Part, quantity: Quantity) -> tuple[Measure, float]:
        """Seconds or metres; an `m`, a clock and a bare number are what is likely in their place."""
        value, is_short = quantity.value, part.repeats or bool(part.says & {Said.RECOVERY, Said.WALK})
        match quantity.measure:
            case Measure.M if value >= FEWEST_METRES and (self._has_repeats or value > MOST_MINUTES or is_short):
                return Measure.METRES, value
            case Measure.M if part.repeats and value >= SHORTEST_IN_METRES:
                return Measure.METRES, value
            case Measure.M:
                return Measure.SECONDS, value * 60
            case Measure.BARE:
                return self._bare(part, value)
            case Measure.CLOCK if is_short:
                return Measure.SECONDS, value
            case Measure.CLOCK:
                return Measure.SECONDS, quantity.hours_and_minutes.value
        return quantity.measure, value

    def _bare(self, part: Part, value: float) -> tuple[Measure, float]:
        if value >= FEWEST_METRES and (part.repeats or self._has_repeats or value >= 1000):
            return Measure.METRES, value
        is_duration = part.repeats or part.says & {Said.FAST, Said.EASY, Said.RUN}
        return Measure.SECONDS, value * 60 if is_duration and value <= MOST_MINUTES else 0.0

    def _gait(self, part: Part) -> Gait:
        if self._terms.gait is not Gait.EASY:
            return self._terms.gait
        if Said.WALK in part.says and not part.says & {Said.RUN, Said.RECOVERY}:
            return Gait.WALK
        if part.says & {Said.RECOVERY, Said.WARM_UP, Said.COOL_DOWN}:
            return Gait.JOG if self._has_repeats else Gait.EASY
        if Said.FAST in part.says or part.repeats:
            return Gait.FAST
        return Gait.EASY


def _is_time(part: Part) -> bool:
    return part.quantity is not None and part.quantity.measure in {Measure.SECONDS, Measure.CLOCK}


def _is_hard_repetition(part: Part) -> bool:
    """Whether it is repeated work; strides and running with walking breaks are none."""
    if not part.repeats or Said.STRIDES in part.says:
        return False
    inner = list(every(part.inner))
    walks = any(Said.WALK in one.says for one in inner)
    is_run_and_walk = walks and not any(Said.FAST in one.says for one in inner)
    return not is_run_and_walk


def _is_restated(one: float, other: float, same: float = SAME) -> bool:
    return other > 0 and 1 / same <= one / other <= same
