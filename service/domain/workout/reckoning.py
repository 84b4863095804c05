"""Adds up the parts of a workout: repetitions times work and recovery, with warm-up and cool-down."""

from collections.abc import Sequence
from datetime import timedelta

from service.domain.workout.pace import Gait
from service.domain.workout.part import AFTER, Link, Part, Said, every
from service.domain.workout.part_length import FEWEST_METRES, MOST_BETWEEN, PartLengths, Terms
from service.domain.workout.parts import parts
from service.domain.workout.quantity import Measure

WARM_UP, COOL_DOWN = 15 * 60, 10 * 60
"""Seconds to add to repetitions of a run whose text says nothing of how they begin and end."""

SAME, SAME_AT_A_GLANCE = 1.25, 1.4
"""Two figures for one thing differ by no more than this factor; by more side by side, as 4-6 mi and 6 mi."""

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=12)
OF_THE_WHOLE = {Said.EASY, Said.RUN, Said.TOTAL}
"""What is said of a whole run rather than of a part of it."""


def reckon(text: str, terms: Terms) -> timedelta | None:
    """The length of the workout that the text describes, in whole minutes; None if it names no quantity."""
    row = parts(text)
    if not any(part.quantity or part.repeats for part in every(row)):
        return None
    lengths = PartLengths(terms, repeats=any(part.repeats for part in every(row)))
    found = timedelta(minutes=round(_seconds([part for part in row if not part.is_empty], lengths) / 60))
    return found if SHORTEST <= found <= LONGEST else None


def stated_time(text: str) -> timedelta | None:
    """The duration that the text states for a whole workout; None if it tells of parts or of a distance."""
    row = parts(text)
    timed = [part.quantity for part in row if part.quantity]
    if len(timed) != 1 or any(part.repeats or part.inner for part in row):
        return None
    quantity = timed[0].hours_and_minutes
    is_minutes = quantity.measure is Measure.M and quantity.value < FEWEST_METRES
    if not is_minutes and quantity.measure is not Measure.SECONDS:
        return None
    found = timedelta(seconds=quantity.value * (60 if is_minutes else 1))
    return found if SHORTEST <= found <= LONGEST else None


def _seconds(row: Sequence[Part], lengths: PartLengths) -> float:
    """The seconds of the whole workout: of the part that stands for all of it, else the sum."""
    if lengths.terms.is_race and not lengths.repeats:
        # The race and the kilometres around it: the longest is the whole.
        return max(lengths.of(part) for part in every(row) if not part.inner)
    whole = _stated_for_all(row, lengths)
    if whole is not None:
        return whole
    if len(row) > 1 and _may_be_the_whole(row[0]):
        begun = _begun_with(row[0], row[1:], lengths)
        if begun is not None:
            return begun
    return lengths.of_row(row) + _around(row, lengths)


def _stated_for_all(row: Sequence[Part], lengths: PartLengths) -> float | None:
    """The seconds of a total, of a duration in a field of its own, or of a figure in brackets at the end."""
    for part in row:
        if Said.TOTAL in part.says and part.quantity:
            return lengths.of(part)
        is_plain = not (part.repeats or part.inner or part.says - OF_THE_WHOLE)
        if part.link is Link.FIELD and is_plain and (_is_time(part) or row[0].repeats):
            return lengths.of(part)
    return _stated_aside(row[-1], row[:-1], lengths) if row[-1].link is Link.ASIDE else None


def _stated_aside(last: Part, before: Sequence[Part], lengths: PartLengths) -> float | None:
    """The seconds of a single figure in brackets, if it can be the sum of what stands before it."""
    inner = last.inner or [last]
    if len(inner) != 1 or inner[0].repeats or inner[0].says - OF_THE_WHOLE or not inner[0].quantity:
        return None
    stated, summed = lengths.of(inner[0]), lengths.of_row(before)
    return stated if summed / 2 <= stated <= 2 * summed else None


def _may_be_the_whole(part: Part) -> bool:
    return bool(part.quantity) and not part.repeats and not part.says & {Said.WARM_UP, Said.COOL_DOWN}


def _begun_with(first: Part, others: Sequence[Part], lengths: PartLengths) -> float | None:
    """The seconds of a workout that begins with the figure of all of it; None if it does not."""
    if any(Said.FAST in one.says for one in every(others)):
        first.says.discard(Said.FAST)  # only a part of it is fast
    rest = sum(map(lengths.of, others))
    link = others[0].link
    if link not in AFTER or _is_total_line(first, others, rest, lengths):
        return _with_what_is_not_in_it(first, others, lengths, within=link is not Link.NONE)
    whole = lengths.of(first)
    is_breakdown = len(others) > 1 and not first.says - {Said.RUN} and _is_same(whole, rest)
    return whole if is_breakdown or all(part.link is Link.FIELD for part in others) else None


def _is_total_line(first: Part, others: Sequence[Part], rest: float, lengths: PartLengths) -> bool:
    """Whether the first line is the distance of the whole, and the lines after it tell what is in it."""
    is_plain = not first.says & {Said.EASY, Said.WARM_UP} and not _is_time(first)
    tells = any(part.repeats or Said.FAST in part.says for part in others)
    return others[0].link is Link.LINE and is_plain and tells and rest <= SAME * lengths.of(first)


def _with_what_is_not_in_it(
    first: Part, others: Sequence[Part], lengths: PartLengths, *, within: bool
) -> float:
    """The seconds of the whole and of what comes after it; once a part is inside it, all later ones are."""
    whole, more = lengths.of(first), 0.0
    for part in others:
        within = within or part.link in {Link.WITHIN, Link.ASIDE}
        if within or Said.STRIDES in part.says:
            continue
        if part.link is Link.NONE and _is_about_the_same(first, part, lengths):
            is_closer = _is_time(part) and not _is_time(first) and not part.repeats
            whole = lengths.of(part) if is_closer and Said.FAST not in part.says else whole
        else:
            more += lengths.of(part)
    return whole + more


def _is_about_the_same(first: Part, part: Part, lengths: PartLengths) -> bool:
    """Whether a part with nothing between says the same in another way, or tells of what is in the first."""
    is_inside = part.repeats or (Said.FAST in part.says and Said.FAST not in first.says)
    is_restated = _is_same(lengths.of(first), lengths.of(part), SAME_AT_A_GLANCE)
    return is_inside or is_restated or _is_time(part) != _is_time(first)


def _around(row: Sequence[Part], lengths: PartLengths) -> float:
    """The warm-up and the cool-down that repetitions of a run have even if nobody names them."""
    work = [number for number, part in enumerate(row) if _is_hard_repetition(part)]
    if lengths.terms.gait is not Gait.EASY or not work:
        return 0.0
    easy = {Said.EASY, Said.WARM_UP, Said.COOL_DOWN}
    begins = any(part.says & easy and not part.repeats for part in row[: work[0]])
    after = (part for part in row[work[-1] + 1 :] if part.says & easy and not part.repeats)
    ends = any(Said.COOL_DOWN in part.says or lengths.of(part) > MOST_BETWEEN for part in after)
    return (0 if begins else WARM_UP) + (0 if ends else COOL_DOWN)


def _is_hard_repetition(part: Part) -> bool:
    """Whether it is repeated work; strides and running with walking breaks are none."""
    if not part.repeats or Said.STRIDES in part.says:
        return False
    inner = list(every(part.inner))
    walks = any(Said.WALK in one.says for one in inner)
    return not walks or any(Said.FAST in one.says for one in inner)


def _is_time(part: Part) -> bool:
    return part.quantity is not None and part.quantity.measure in {Measure.SECONDS, Measure.CLOCK}


def _is_same(one: float, other: float, factor: float = SAME) -> bool:
    return other > 0 and 1 / factor <= one / other <= factor
