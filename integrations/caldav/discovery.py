"""Finds the calendars of an account, starting from any address of its server (RFC 6764)."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from integrations.caldav import wire
from integrations.caldav.address import joined, normal
from integrations.caldav.client import CalDavClient, Refused
from integrations.caldav.multistatus import Resource
from service.errors import CalendarUnreadable

PROPERTIES = (
    wire.RESOURCE_TYPE,
    wire.DISPLAY_NAME,
    wire.PRINCIPAL,
    wire.HOME_SET,
    wire.COMPONENTS,
    wire.PRIVILEGES,
    wire.SYNC_TOKEN,
    wire.CTAG,
)
# Other places to try: the well-known URI, then the paths of Nextcloud, also in a subfolder, and of Zimbra.
OTHER_PATHS = ("/.well-known/caldav", "remote.php/dav/", "/remote.php/dav/", "/dav/")
WRITING = frozenset(f"{{{wire.DAV}}}{name}" for name in ("all", "write", "write-content", "bind"))
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
# The answers of an address that belongs to no CalDAV server.
NOT_CALDAV = GONE | {
    HTTPStatus.OK,
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.NOT_IMPLEMENTED,
}


@dataclass(frozen=True)
class CalendarFound:
    """One calendar collection for events on a server.

    Shape: `url` ends in a slash. `sync_token` and `ctag` identify the state in which the calendar was found;
    they are empty when the server has none.
    """

    url: str
    name: str
    writable: bool = True
    sync_token: str = ""
    ctag: str = ""

    @property
    def path(self) -> str:
        """The path of the calendar on its server, unescaped."""
        return unquote(urlsplit(self.url).path)


@dataclass(frozen=True)
class Account:
    """The calendars that were found from one address.

    Shape: `homes` are the calendar home sets, in which new calendars are created; empty when the address is
    that of a calendar.
    """

    calendars: tuple[CalendarFound, ...]
    homes: tuple[str, ...] = ()


def account(client: CalDavClient, url: str, *, named: bool) -> Account:
    """Finds the calendars of the account at `url`.

    Shape: `named` means that the athlete named a calendar. Then other addresses of the server are tried even
    when `url` does not exist.
    Errors: CalendarUnreadable, VaultLocked.
    """
    url = normal(url)
    at_root = url.count("/") == len("///") and url.endswith("/")
    refusal: Refused | None = None
    for place in (url, *(joined(_folder(url), path) for path in OTHER_PATHS)):
        try:
            found = _account_at(client, place)
        except Refused as error:
            # Another calendar of the server must not replace a calendar that was deleted.
            is_final = place == url and error.status in GONE and not (at_root or named)
            if is_final or error.status == HTTPStatus.UNAUTHORIZED:
                raise
            refusal = refusal or (None if error.status in NOT_CALDAV else error)
        else:
            if found:
                return found
    raise refusal or CalendarUnreadable(
        name=client.name,
        reason="no calendars are found there",
        hint="Give the address that the server's help names for CalDAV.",
        retryable=False,
    )


def _account_at(client: CalDavClient, place: str) -> Account | None:
    (there, *_), found_at = _looked_at(client, place, depth=0)
    if _is_calendar(there):
        return Account((_calendar(there),))
    homes = tuple(map(_folder, there.urls(wire.HOME_SET)))
    if not homes:
        for principal in there.urls(wire.PRINCIPAL):
            (person, *_), _ = _looked_at(client, principal, depth=0)
            homes += tuple(map(_folder, person.urls(wire.HOME_SET)))
    calendars = {found.url: found for home in homes or (found_at,) for found in _calendars_in(client, home)}
    return Account(tuple(calendars.values()), homes) if homes or calendars else None


def _calendars_in(client: CalDavClient, home: str) -> Iterator[CalendarFound]:
    for resource in _looked_at(client, home, depth=1)[0]:
        if _is_calendar(resource) and _takes_events(resource):
            yield _calendar(resource)


def _looked_at(client: CalDavClient, url: str, *, depth: int) -> tuple[tuple[Resource, ...], str]:
    answer, found_at = client.properties(url, PROPERTIES, depth=depth)
    if not answer.resources:
        raise CalendarUnreadable(name=client.name, reason="its answer is empty")
    return answer.resources, found_at


def _is_calendar(resource: Resource) -> bool:
    return next(resource.elements(wire.RESOURCE_TYPE, wire.CALENDAR), None) is not None


def _takes_events(resource: Resource) -> bool:
    kinds = [
        comp.get("name", "").upper() for comp in resource.elements(wire.COMPONENTS, f"{{{wire.CALDAV}}}comp")
    ]
    return not kinds or "VEVENT" in kinds


def _calendar(resource: Resource) -> CalendarFound:
    url = _folder(resource.url)
    granted = resource.properties.get(wire.PRIVILEGES)
    return CalendarFound(
        url=url,
        name=resource.text(wire.DISPLAY_NAME) or url.rstrip("/").rpartition("/")[2],
        # A server without access control does not send this property.
        writable=granted is None or any(element.tag in WRITING for element in granted.iter()),
        sync_token=resource.text(wire.SYNC_TOKEN),
        ctag=resource.text(wire.CTAG),
    )


def _folder(url: str) -> str:
    return f"{url.rstrip('/')}/"
