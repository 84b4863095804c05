"""Decides how long a recognised session takes: by the calendar, an app's estimate, or its texts."""

import re
from collections.abc import Iterator
from datetime import timedelta

from service.domain.appointment import Appointment
from service.domain.sport import Sport
from service.domain.training import USUAL_DURATION, Discipline, Kind
from service.domain.workout.pace import SHARE_IN_A_RACE, SHARE_OF_KIND, Gait
from service.domain.workout.part_length import Terms
from service.domain.workout.reckoning import reckon, stated_time

LABELLED = re.compile(
    r"\b(?:(?:planned|estimated|workout|moving|total|geplante|prévue?|prevista)\s+)?"
    r"(?:duration|time|dauer|zeit|durée|temps|duración|tiempo)(?:\s+(?:planned|prévue|prevista))?\s*[:=]\s*"
    r"(?:(?P<first>\d{1,2}):(?P<second>\d\d)(?::(?P<third>\d\d))?|(?P<text>\d[^\n,;]*))",
    re.IGNORECASE,
)
MOST_HOURS = 6
"""2:00 is two hours up to this many; 42:10 is minutes and seconds."""

LONGEST_TITLE, LONGEST_DESCRIPTION = 400, 1500
"""How many characters of a title and of a description are read."""


def length_of(
    appointment: Appointment,
    kind: Kind,
    easy_pace: timedelta,
    *,
    sport: Sport | None = None,
    is_race: bool = False,
) -> timedelta:
    """The length of the session that the appointment is, the usual one if nothing says it."""
    if not appointment.whole_days and appointment.span.duration:
        return appointment.span.duration
    if appointment.estimated:
        return appointment.estimated
    gait = sport.gait if sport else Gait.EASY
    share = SHARE_IN_A_RACE if is_race else SHARE_OF_KIND.get(kind, 1.0)
    usual = timedelta(minutes=sport.minutes) if sport else USUAL_DURATION[kind]
    has_distances = kind.discipline in {Discipline.RUN, Discipline.OTHER}
    return next(
        _said(appointment, Terms(easy_pace, share, gait, is_race), has_distances=has_distances), usual
    )


def _said(appointment: Appointment, terms: Terms, *, has_distances: bool) -> Iterator[timedelta]:
    """What the texts say, the surest first.

    Shape: a lift has sets and kilograms, which are no durations; of its texts only a plain duration counts.
    """
    title, description = appointment.title[:LONGEST_TITLE], appointment.description[:LONGEST_DESCRIPTION]
    if labelled := _labelled(description):
        yield labelled
    for stated in (stated_time(title), _time_in_a_field(description)):
        if stated:
            yield stated
    texts = (title, description) if has_distances else ()
    yield from filter(None, (reckon(text, terms) for text in texts))
    if stated := stated_time(description.partition("\n")[0]):
        yield stated


def _labelled(description: str) -> timedelta | None:
    """The duration behind a label, such as `Planned Duration: 2:00`."""
    match = LABELLED.search(description)
    if match is None:
        return None
    if match["text"]:
        return stated_time(match["text"])
    first, second, third = int(match["first"]), int(match["second"]), int(match["third"] or 0)
    if match["third"] or first <= MOST_HOURS:
        return timedelta(hours=first, minutes=second, seconds=third) or None
    return timedelta(minutes=first, seconds=second)


def _time_in_a_field(description: str) -> timedelta | None:
    """The duration that the first line has in a field of its own, as in `Easy Run • 10km • 55m - 1h0m`."""
    _, *fields = re.split(r"[•·|]", description.strip().partition("\n")[0])
    return next(filter(None, map(stated_time, fields)), None)
