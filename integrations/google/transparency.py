"""Decides whether an event of a Google calendar takes the athlete's time."""

from integrations._shared.calendar_settings import CalendarSettings
from integrations.google.event import Event
from service.domain.wildcard import means


def is_cancelled_or_declined(event: Event, settings: CalendarSettings) -> bool:
    """Whether the event is cancelled, or the athlete declined it."""
    answers = _my_answers(event, settings)
    return event.is_cancelled or (bool(answers) and answers <= {"declined"})


def takes_time(event: Event, settings: CalendarSettings) -> bool:
    """Whether the athlete is busy during the event, by its transparency, its answers and the settings."""
    if is_cancelled_or_declined(event, settings) or event.text("eventType") == "workingLocation":
        return False
    # An event without the field is opaque.
    is_free = event.text("transparency") == "transparent"
    if is_free and not settings.transparent:
        return False
    if not settings.tentative and "tentative" in {event.text("status"), *_my_answers(event, settings)}:
        return False
    if event.whole_day and settings.all_day == "marked" and is_free:
        return False
    return not any(means(pattern, event.title) for pattern in settings.ignore)


def _my_answers(event: Event, settings: CalendarSettings) -> set[str]:
    me = {mail.strip().casefold().removeprefix("mailto:") for mail in settings.me}
    guests = event.said.get("attendees")
    return {
        str(guest.get("responseStatus", ""))
        for guest in (guests if isinstance(guests, list) else ())
        if isinstance(guest, dict) and (guest.get("self") or str(guest.get("email", "")).casefold() in me)
    }
