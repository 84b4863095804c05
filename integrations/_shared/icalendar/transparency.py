"""Decides whether an event counts as busy, by its transparency, its status and the calendar's settings."""

from integrations._shared.calendar_settings import CalendarSettings
from integrations._shared.icalendar.event import Event
from integrations._shared.icalendar.lines import ContentLine
from service.domain.wildcard import means

# Microsoft's own properties for transparency; Outlook.com writes the second one.
BUSY_STATUS = ("X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-MSNCALENDAR-BUSYSTATUS")
SHOWN_FREE = frozenset({"FREE", "WORKINGELSEWHERE"})
SHOWN_BUSY = frozenset({"BUSY", "OOF"})
DECLINED = frozenset({"DECLINED", "DELEGATED"})


def is_cancelled_or_declined(event: Event, settings: CalendarSettings) -> bool:
    """Whether the event is cancelled, or declined or delegated by the athlete."""
    answers = _my_answers(event, settings)
    return event.word("STATUS") == "CANCELLED" or (bool(answers) and answers <= DECLINED)


def takes_time(event: Event, settings: CalendarSettings) -> bool:
    """Whether the event counts as busy."""
    if is_cancelled_or_declined(event, settings):
        return False
    answers = _my_answers(event, settings)
    shown = {event.word(name) for name in BUSY_STATUS}
    if not settings.transparent and (event.word("TRANSP") == "TRANSPARENT" or shown & SHOWN_FREE):
        return False
    if not settings.tentative and "TENTATIVE" in {event.word("STATUS"), *shown, *answers}:
        return False
    marked = event.word("TRANSP") == "OPAQUE" or bool(shown & SHOWN_BUSY)
    if event.whole_day and settings.all_day == "marked" and not marked:
        return False
    return not any(means(pattern, event.title) for pattern in settings.ignore)


def _my_answers(event: Event, settings: CalendarSettings) -> set[str]:
    me = {mail.casefold().removeprefix("mailto:") for mail in settings.me}
    mine = (attendee for attendee in event.attendees if me & _addresses(attendee))
    return {attendee.parameter("PARTSTAT").upper() for attendee in mine}


def _addresses(attendee: ContentLine) -> set[str]:
    written = (attendee.value, attendee.parameter("EMAIL"))
    return {address.strip().casefold().removeprefix("mailto:") for address in written}
