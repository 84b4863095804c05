"""Turns one occurrence of a VEVENT into an appointment with title and categories."""

import re
from collections.abc import Iterator, Sequence

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.icalendar.lines import ESCAPED, ContentLine
from integrations._shared.icalendar.occurrence import Occurrence
from integrations._shared.icalendar.own_entry import is_ours, training
from integrations._shared.icalendar.transparency import takes_time
from service.domain.appointment import Appointment

# A comma separates two categories unless it is escaped.
CATEGORY = re.compile(r"(?:\\.|[^,\\])+", re.DOTALL)


def appointment(one: Occurrence, settings: CalendarSettings) -> Appointment:
    """The occurrence with its title and categories, and with its session if it is an entry of ours."""
    event = one.event
    ours = training(event, one.span) if is_ours(event) else None
    return Appointment(
        one.span,
        event.title,
        tuple(_categories(event.filed)),
        whole_days=event.whole_day,
        takes_time=takes_time(event, settings),
        session=ours.session if ours else None,
        description=event.description,
        estimated=event.estimated,
    )


def _categories(lines: Sequence[ContentLine]) -> Iterator[str]:
    for line in lines:
        for written in CATEGORY.findall(line.value):
            if category := ESCAPED.sub(r"\1", written).strip():
                yield category
