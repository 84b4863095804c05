"""Selects the OAuth scopes that a configuration needs, the narrowest that Google documents."""

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
# The scopes that each broader scope includes; some of the broader ones are only ever granted, not requested.
INCLUDED_SCOPES = {
    WRITE_ANY: {READ_EVENTS},
    f"{AUTH}calendar.readonly": {READ_EVENTS, FREE_BUSY, LIST},
    f"{AUTH}calendar.calendarlist": {LIST},
    f"{AUTH}calendar.events.freebusy": {FREE_BUSY},
    f"{AUTH}calendar": set(MEANINGS),
}
DEFAULT_SCOPES = (READ_EVENTS, LIST)
"""The scopes to request while the configuration names no Google calendar yet."""

ID = re.compile(r"[^@\s]+@[^@\s]+|primary")


def is_id(calendar: str) -> bool:
    """Whether `calendar` is a calendar id; anything else is a name, which needs the calendar list."""
    return ID.fullmatch(calendar) is not None


def for_reading(settings: GoogleSettings) -> tuple[str, ...]:
    """The scopes for reading one calendar."""
    look = FREE_BUSY if settings.free_busy else READ_EVENTS
    return (look,) if is_id(settings.calendar) else (look, LIST)


def for_writing(target: GoogleTarget) -> tuple[str, ...]:
    """The scopes for writing to one calendar."""
    if is_id(target.calendar):
        return (WRITE_ANY,)
    return (WRITE_OWN if target.create else WRITE_ANY, LIST)


def for_all(calendars: Iterable[GoogleSettings], targets: Iterable[GoogleTarget]) -> tuple[str, ...]:
    """The scopes for one login that serves all of these, sorted, without those that another one includes."""
    needed = {scope for settings in calendars for scope in for_reading(settings)}
    needed.update(scope for target in targets for scope in for_writing(target))
    held = {inner for scope in needed for inner in INCLUDED_SCOPES.get(scope, set())}
    return tuple(sorted(needed - held or DEFAULT_SCOPES))


def missing_scopes(needed: Iterable[str], granted: Iterable[str]) -> tuple[str, ...]:
    """The needed scopes that were not granted, neither directly nor by a broader scope."""
    held = {inner for scope in granted for inner in (scope, *INCLUDED_SCOPES.get(scope, set()))}
    return tuple(scope for scope in needed if scope not in held)


def said(scopes: Iterable[str]) -> str:
    """The scopes in plain words for the athlete."""
    return "; ".join(MEANINGS.get(scope, scope) for scope in scopes)
