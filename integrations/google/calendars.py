"""The calendar list of a Google login, and the search for one calendar by its name."""

from dataclasses import dataclass
from typing import Any

from integrations.google.api_error import GoogleError
from integrations.google.client import GoogleClient
from integrations.google.scopes import is_id

PAGE_SIZE = 250
OWNER = "owner"
LEAVES = {
    OWNER: "yours",
    "writer": "may be written",
    "writerWithoutPrivateAccess": "may be written, its private events unseen",
    "reader": "may be read",
    "freeBusyReader": "may be read with free_busy = true",
}
MAY_WRITE = frozenset({OWNER, "writer", "writerWithoutPrivateAccess"})
READERS = frozenset({"reader", "freeBusyReader"})


@dataclass(frozen=True)
class Listed:
    """One entry of the calendar list.

    Shape: `names` are the athlete's own name for it (`summaryOverride`), if there is one, and the owner's
    (`summary`). `role` is Google's `accessRole`, which says what the login may do.
    Source: the calendarList resource of the Calendar API.
    """

    id: str
    names: tuple[str, ...]
    role: str

    @property
    def name(self) -> str:
        """The name that the athlete sees; the id when there is none."""
        return next(iter(self.names), self.id)

    @property
    def leave(self) -> str:
        """What the login may do with the calendar, in a few words for the athlete."""
        return LEAVES.get(self.role, self.role)

    def is_called(self, name: str) -> bool:
        """Whether `name` is the calendar's id, or one of its names without regard to case."""
        meant = name.strip().casefold()
        return self.id == name or meant in {one.strip().casefold() for one in self.names}


def listed(client: GoogleClient) -> tuple[Listed, ...]:
    """Reads the whole calendar list, hidden calendars included and deleted ones left out.

    Errors: Trouble.
    """

    def ask(api: Any, token: str | None) -> Any:
        return api.calendarList().list(showHidden=True, maxResults=PAGE_SIZE, pageToken=token)

    return tuple(
        Listed(
            id=str(one["id"]),
            names=tuple(str(one[key]) for key in ("summaryOverride", "summary") if one.get(key)),
            role=str(one.get("accessRole", "")),
        )
        for page in client.pages(ask)
        for one in page.get("items", ())
        if one.get("id") and not one.get("deleted")
    )


def id_of(client: GoogleClient, calendar: str) -> str:
    """The id of the calendar that the configuration gives by id or by name.

    Errors: Trouble when no calendar has that name, or more than one has.
    """
    if is_id(calendar):
        return calendar
    found = [one for one in listed(client) if one.is_called(calendar)]
    if not found:
        hint = "See which there are with `liftrun google calendars`."
        raise GoogleError(f"this login sees no calendar called {calendar}", hint=hint)
    return only(found, calendar).id


def only(found: list[Listed], calendar: str) -> Listed:
    """The single calendar in `found`, which holds at least one.

    Errors: Trouble when there are several.
    """
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        hint = f"Name one by its id: {ids}"
        raise GoogleError(f"{len(found)} calendars are called {calendar}: {ids}", hint=hint)
    return found[0]
