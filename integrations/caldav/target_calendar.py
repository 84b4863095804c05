"""The one calendar that our entries are written to: found, or made."""

from collections.abc import Iterable
from uuid import uuid4

from integrations.caldav.address import joined, lasting
from integrations.caldav.choice import chosen, none_like
from integrations.caldav.client import CalDavClient, Refused
from integrations.caldav.discovery import GONE, Account, CalendarFound, account
from integrations.caldav.settings import CalDavTarget
from service.errors import CalendarUnreadable, CalendarUnwritable


def target_calendar(
    client: CalDavClient, target: CalDavTarget, used_before: Iterable[str], *, looks_only: bool
) -> CalendarFound | None:
    """The calendar of one target, made if there is none and one may be made; None where only a look is meant.

    Shape: `used_before` are the lasting URLs of calendars that were written to.
    Errors: CalendarUnreadable, also when one of those is gone: who deleted it did not ask for another;
    CalendarUnwritable.
    """
    url, name = target.access.url, target.calendar.strip()
    found = account(client, url, named=bool(name))
    there = chosen(client.name, found, name, url)
    if there:
        return there
    if not (target.create and name and "/" not in name):
        raise none_like(client.name, found, name)
    _expect_none_gone(client, found, used_before)
    return None if looks_only else _made(client, found, name)


def _expect_none_gone(client: CalDavClient, found: Account, used_before: Iterable[str]) -> None:
    for home in found.homes:
        base = lasting(home)
        for url in used_before:
            if url.startswith(base) and _is_gone(client, joined(home, url.removeprefix(base))):
                raise CalendarUnreadable(
                    name=client.name,
                    reason="the calendar it wrote to is gone",
                    hint="`liftrun sync --force` makes it anew; or name another calendar in [[target]].",
                    retryable=False,
                )


def _is_gone(client: CalDavClient, url: str) -> bool:
    try:
        account(client, url, named=False)
    except Refused as refusal:
        return refusal.status in GONE
    return False


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
