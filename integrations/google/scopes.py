"""Which rights a login needs: the narrowest that Google documents for what the configuration asks."""

import re
from collections.abc import Iterable

from integrations.google.settings import GoogleSettings, GoogleTarget

AUTH = "https://www.googleapis.com/auth/"
READ_EVENTS = f"{AUTH}calendar.events.readonly"
FREE_BUSY = f"{AUTH}calendar.freebusy"
LIST = f"{AUTH}calendar.calendarlist.readonly"
WRITE_OWN = f"{AUTH}calendar.app.created"
WRITE_ANY = f"{AUTH}calendar.events"

MEANINGS = {
    READ_EVENTS: "see the events of your calendars",
    FREE_BUSY: "see when your calendars are busy",
    LIST: "see the list of your calendars",
    WRITE_OWN: "make a calendar of its own and write to that",
    WRITE_ANY: "see and change the events of your calendars",
}
# What holds others of these, Google's words for its broader rights included.
HOLDS = {
    WRITE_ANY: {READ_EVENTS},
    f"{AUTH}calendar.readonly": {READ_EVENTS, FREE_BUSY, LIST},
    f"{AUTH}calendar.calendarlist": {LIST},
    f"{AUTH}calendar.events.freebusy": {FREE_BUSY},
    f"{AUTH}calendar": set(MEANINGS),
}
TO_LOOK_AROUND = (READ_EVENTS, LIST)
"""What to ask for while the configuration names no calendar at Google yet."""

ID = re.compile(r"[^@\s]+@[^@\s]+|primary")


def is_id(calendar: str) -> bool:
    """Whether that is a calendar's id, which need not be looked for; a name is anything else."""
    return ID.fullmatch(calendar) is not None


def for_reading(settings: GoogleSettings) -> tuple[str, ...]:
    """What reading one calendar needs."""
    look = FREE_BUSY if settings.free_busy else READ_EVENTS
    return (look,) if is_id(settings.calendar) else (look, LIST)


def for_writing(target: GoogleTarget) -> tuple[str, ...]:
    """What writing to one calendar needs."""
    if is_id(target.calendar):
        return (WRITE_ANY,)
    return (WRITE_OWN if target.create else WRITE_ANY, LIST)


def for_all(calendars: Iterable[GoogleSettings], targets: Iterable[GoogleTarget]) -> tuple[str, ...]:
    """What one login for all of these asks for, in order, nothing that another right holds already."""
    needed = {scope for settings in calendars for scope in for_reading(settings)}
    needed.update(scope for target in targets for scope in for_writing(target))
    held = {inner for scope in needed for inner in HOLDS.get(scope, set())}
    return tuple(sorted(needed - held or TO_LOOK_AROUND))


def lacking(needed: Iterable[str], granted: Iterable[str]) -> tuple[str, ...]:
    """What of the needed rights was not granted, by a broader one neither."""
    held = {inner for scope in granted for inner in (scope, *HOLDS.get(scope, set()))}
    return tuple(scope for scope in needed if scope not in held)


def said(scopes: Iterable[str]) -> str:
    """The rights in words."""
    return "; ".join(MEANINGS.get(scope, scope) for scope in scopes)
