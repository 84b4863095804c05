"""Selects the calendar of an account that the configuration names."""

from collections.abc import Iterable

from integrations.caldav.address import joined
from integrations.caldav.client import CalDavClient
from integrations.caldav.discovery import Account, CalendarFound, account
from service.errors import CalendarUnreadable


def calendar_at(client: CalDavClient, url: str, calendar: str) -> CalendarFound:
    """The calendar with that name or path; the only one of the account when `calendar` is empty.

    Errors: CalendarUnreadable when no calendar matches, or more than one.
    """
    calendar = calendar.strip()  # servers strip names as well
    found = account(client, url, named=bool(calendar))
    meant = matching_calendar(client.name, found, calendar, url)
    if meant is None:
        raise no_such_calendar(client.name, found, calendar)
    return meant


def matching_calendar(name: str, found: Account, calendar: str, url: str) -> CalendarFound | None:
    """The calendar in `found` with that name or path; None when no calendar matches.

    Shape: `name` is the athlete's name for this source or target, for messages.
    Errors: CalendarUnreadable when more than one matches.
    """
    meant = _meant(found.calendars, calendar, url)
    if len(meant) < 2:  # noqa: PLR2004 (none or one)
        return next(iter(meant), None)
    if calendar:
        reason = f"{len(meant)} of its calendars are called {calendar}"
        hint = "Name it by its path: `liftrun caldav calendars` tells the paths."
    else:
        reason = f"it has several calendars: {_names(found)}"
        hint = "Name one of them as the calendar."
    raise CalendarUnreadable(name=name, reason=reason, hint=hint, retryable=False)


def no_such_calendar(name: str, found: Account, calendar: str, *, or_else: str = "") -> CalendarUnreadable:
    """The error for a calendar that does not exist; `or_else` is appended to the hint."""
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
