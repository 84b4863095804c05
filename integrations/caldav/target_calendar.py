"""The one calendar that our entries are written to: remembered, found, or made."""

from uuid import uuid4

from integrations._shared.remembered_place import RememberedPlace
from integrations.caldav.address import joined, lasting
from integrations.caldav.choice import chosen, none_like
from integrations.caldav.client import CalDavClient, Refused
from integrations.caldav.discovery import (
    GONE,
    Account,
    CalendarFound,
    account,
)
from integrations.caldav.settings import CalDavTarget
from service.errors import CalendarUnreadable, CalendarUnwritable
from service.ports.source_memory import SourceMemory


def target_calendar(
    client: CalDavClient, target: CalDavTarget, memory: SourceMemory | None, *, looks_only: bool, anew: bool
) -> CalendarFound | None:
    """The calendar of one target, made if there is none and one may be made; None where only a look is meant.

    Shape: the calendar that a name led to once stays the one, whatever it is called by then; with `anew`
    only as long as it is there. With `looks_only` what is found is not remembered.
    Errors: CalendarUnreadable, also when that calendar is gone: who deleted it did not ask for another;
    CalendarUnwritable.
    """
    url, name = target.access.url, target.calendar.strip()
    found = account(client, url, named=bool(name))
    if not name or "/" in name:
        there = chosen(client.name, found, name, url)
        if there is None:
            raise none_like(client.name, found, name)
        return there
    server = f"{target.access.user} {lasting(url)}"
    place = RememberedPlace(memory, kind="caldav", server=server, name=name)
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
    """The calendar at a lasting URL, None when it is gone."""
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
    """The one of that name, None when there is none and one may be made."""
    name = target.calendar.strip()
    there = chosen(client.name, found, name, target.access.url)
    if there is None and not target.create:
        raise none_like(client.name, found, name, or_else=" Or set create = true to have it made.")
    return there


def _made(client: CalDavClient, found: Account, name: str) -> CalendarFound:
    if not found.homes:
        reason = "its address is no account's, so no calendar can be made there"
        raise CalendarUnwritable(name=client.name, reason=reason, retryable=False)
    # Never at an address that was used before: what was written to a calendar that is gone would be taken
    # for deleted by hand from this one.
    url = joined(found.homes[0], f"liftrun-{uuid4().hex[:12]}/")
    answer = client.make_calendar(url, name)
    try:
        # An earlier try may have been done although its answer was lost.
        there = account(client, url, named=False).calendars
    except Refused:
        raise client.unwritable(answer) from None
    if not there or there[0].url != url:
        raise client.unwritable(answer)
    if there[0].name != name:
        # Under another name it would not be found again, and every run would make one more.
        client.delete(url, {})
        reason = f"it does not let Liftrun name a calendar {name}"
        raise CalendarUnwritable(name=client.name, reason=reason, hint="Make it in your calendar app.")
    return there[0]
