"""Finds the CalDAV calendar that our entries are written to, or creates it."""

from uuid import uuid4

from integrations._shared.http import Response
from integrations._shared.remembered_place import RememberedCalendar
from integrations.caldav.address import joined, lasting
from integrations.caldav.choice import matching_calendar, no_such_calendar
from integrations.caldav.client import CalDavClient, Refused
from integrations.caldav.discovery import GONE, Account, CalendarFound, account
from integrations.caldav.multistatus import refusal_words
from integrations.caldav.settings import CalDavTarget
from service.errors import CalendarUnreadable, CalendarUnwritable
from service.ports.source_memory import SourceMemory


def target_calendar(
    client: CalDavClient, target: CalDavTarget, memory: SourceMemory | None, *, looks_only: bool, anew: bool
) -> CalendarFound | None:
    """The calendar of one target, created when it is missing and may be created.

    Shape: a calendar found by its name is remembered by its address, and stays the target when it is renamed.
    With `anew` a remembered calendar that was deleted is replaced. With `looks_only` nothing is created or
    remembered, and None is returned for a missing calendar.
    Errors: CalendarUnreadable, also when the remembered calendar was deleted: the athlete did not ask for
    another one; CalendarUnwritable; VaultLocked.
    """
    url, name = target.access.url, target.calendar.strip()
    found = account(client, url, named=bool(name))
    if not name or "/" in name:
        there = matching_calendar(client.name, found, name, url)
        if there is None:
            raise no_such_calendar(client.name, found, name)
        return there
    server = f"{target.access.user} {lasting(url)}"
    place = RememberedCalendar(memory, kind="caldav", server=server, name=name)
    there = _remembered(client, found, place.recall(), anew=anew) or _searched(client, target, found)
    if there is None and not looks_only:
        there = _made(client, found, name)
    if there and not looks_only and place.recall() != lasting(there.url):
        place.keep(lasting(there.url))
    return there


def _remembered(
    client: CalDavClient, found: Account, place: str | None, *, anew: bool
) -> CalendarFound | None:
    if place is None:
        return None
    listed = (one for one in found.calendars if lasting(one.url) == place)
    there = next(listed, None) or _at(client, found, place)
    if there is None and not anew:
        raise CalendarUnreadable(
            name=client.name,
            reason="the calendar it wrote to is gone",
            hint="`liftrun sync --force` makes it anew; or name another calendar in [[target]].",
            retryable=False,
        )
    return there


def _at(client: CalDavClient, found: Account, place: str) -> CalendarFound | None:
    """The calendar at a lasting URL; None when it was deleted."""
    bases = [(home, lasting(home)) for home in found.homes]
    url = next(
        (joined(home, place.removeprefix(base)) for home, base in bases if place.startswith(base)), place
    )
    try:
        there = account(client, url, named=False).calendars
    except Refused as refusal:
        if refusal.status in GONE:
            return None
        raise
    return next((one for one in there if one.url == url), None)


def _searched(client: CalDavClient, target: CalDavTarget, found: Account) -> CalendarFound | None:
    """The calendar with the target's name; None when it is missing and may be created."""
    name = target.calendar.strip()
    there = matching_calendar(client.name, found, name, target.access.url)
    if there is None and not target.create:
        raise no_such_calendar(client.name, found, name, or_else=" Or set create = true to have it made.")
    return there


def _made(client: CalDavClient, found: Account, name: str) -> CalendarFound:
    if not found.homes:
        reason = "its address is no account's, so no calendar can be made there"
        raise CalendarUnwritable(name=client.name, reason=reason, retryable=False)
    # The address is always new. At the address of a deleted calendar, the entries written to that one would
    # count as deleted by hand.
    url = joined(found.homes[0], f"liftrun-{uuid4().hex[:12]}/")
    answer = client.make_calendar(url, name)
    try:
        # An earlier attempt may have created it although its answer was lost.
        there = account(client, url, named=False).calendars
    except Refused:
        raise _not_made(client, answer, name) from None
    if not there or there[0].url != url:
        raise _not_made(client, answer, name)
    if there[0].name != name:
        # A calendar with another name would not be found again, and every run would create one more.
        client.delete(url, {})
        reason = f"it does not let Liftrun name a calendar {name}"
        raise CalendarUnwritable(name=client.name, reason=reason, hint="Make it in your calendar app.")
    return there[0]


def _not_made(client: CalDavClient, answer: Response, name: str) -> CalendarUnwritable:
    said = refusal_words(answer.body)
    words = f"{answer.status} {answer.reason}".rstrip() + (f": “{said}”" if said else "")
    return CalendarUnwritable(
        name=client.name,
        reason=f"its server did not make the calendar {name} ({words})",
        hint="Make it in your calendar app, or name a calendar that is there.",
        retryable=False,
    )
