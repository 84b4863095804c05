"""Which calendar of an account the athlete means."""

from collections.abc import Iterable

from integrations.caldav.address import joined
from integrations.caldav.client import CalDavClient
from integrations.caldav.discovery import Account, CalendarFound, account
from service.errors import CalendarUnreadable


def calendar_at(client: CalDavClient, url: str, calendar: str) -> CalendarFound:
    """The calendar of that name or path, or the only one there is.

    Errors: CalendarUnreadable when there is none, or more than one may be meant.
    """
    calendar = calendar.strip()  # as servers keep names
    found = account(client, url, named=bool(calendar))
    meant = chosen(client.name, found, calendar, url)
    if meant is None:
        raise none_like(client.name, found, calendar)
    return meant


def chosen(name: str, found: Account, calendar: str, url: str) -> CalendarFound | None:
    """The one that is meant, None when there is none.

    Shape: `name` is what the athlete calls the whole.
    Errors: CalendarUnreadable when more than one may be meant.
    """
    meant = _meant(found.calendars, calendar, url)
    if len(meant) < 2:  # noqa: PLR2004 (one or none)
        return next(iter(meant), None)
    if calendar:
        reason = f"{len(meant)} of its calendars are called {calendar}"
        hint = "Name it by its path: `liftrun caldav calendars` tells the paths."
    else:
        reason = f"it has several calendars: {_names(found)}"
        hint = "Name one of them as the calendar."
    raise CalendarUnreadable(name=name, reason=reason, hint=hint, retryable=False)


def none_like(name: str, found: Account, calendar: str, *, or_else: str = "") -> CalendarUnreadable:
    """What to tell when there is none; `or_else` follows the hint."""
    if found.calendars:
        reason, hint = (
            f"it has no calendar {calendar}, but {_names(found)}",
            "Name one of them as the calendar.",
        )
    else:
        reason, hint = "it has no calendar of events", "Make one in your calendar app."
    return CalendarUnreadable(name=name, reason=reason, hint=f"{hint}{or_else}", retryable=False)


def _meant(calendars: Iterable[CalendarFound], calendar: str, url: str) -> tuple[CalendarFound, ...]:
    there = tuple(calendars)
    if not calendar:
        return there
    if "/" in calendar:
        path = joined(url, f"{calendar.rstrip('/')}/")
        return tuple(one for one in there if one.url == path)
    exact = tuple(one for one in there if one.name == calendar)
    alike = tuple(one for one in there if one.name.casefold() == calendar.casefold())
    return exact or alike or tuple(one for one in there if one.url.endswith(f"/{calendar}/"))


def _names(found: Account) -> str:
    return ", ".join(sorted(one.name for one in found.calendars))
