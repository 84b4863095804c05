"""The one calendar that our entries are written to: found, or made."""

from collections.abc import Collection
from functools import partial
from http import HTTPStatus
from typing import Any

from integrations.google.calendars import MAY_WRITE, OWNER, Listed, listed, only
from integrations.google.client import TRIES, GoogleClient
from integrations.google.scopes import is_id
from integrations.google.settings import GoogleTarget
from integrations.google.trouble import Trouble
from integrations.google.wire import MARKED

ABOUT = "The training that Liftrun plans for you. It changes only what it wrote here itself."
HIDDEN_FROM_US = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


class TargetCalendar:
    """Where one target lies at Google.

    Shape: `used_before` are ids of calendars that were written to.
    Errors: Trouble, also when there is none of that name any more and one of those is gone: who deleted
    it did not ask for another.
    """

    def __init__(self, target: GoogleTarget, client: GoogleClient, used_before: Collection[str]) -> None:
        self._target = target
        self._client = client
        self._used_before = used_before
        self._id = target.calendar if is_id(target.calendar) else None

    @property
    def id(self) -> str:
        """Its id; asking for it makes the calendar when there is none and one may be made."""
        self._id = self.find() or self._made()
        return self._id

    def find(self) -> str | None:
        """Its id, None when there is none yet and one may be made."""
        self._id = self._id or self._searched()
        return self._id

    def _searched(self) -> str | None:
        name, may_make = self._target.calendar, self._target.create
        called = [one for one in listed(self._client) if one.is_called(name)]
        # Whoever wants a calendar of their own does not mean a colleague's of the same name.
        usable = [one for one in called if one.role in ({OWNER} if may_make else MAY_WRITE)]
        if usable:
            return self._chosen(usable).id
        if may_make:
            self._expect_none_gone()
            return None
        if called:
            raise Trouble(f"you may only read {name}", hint="Name a calendar that you may write to.")
        hint = "Set create = true to have it made, or see which there are with `liftrun google calendars`."
        raise Trouble(f"this login sees no calendar called {name}", hint=hint)

    def _expect_none_gone(self) -> None:
        for one in self._used_before:
            ask = partial(_first_event, calendar=one)
            try:
                self._client.read(ask)
            except Trouble as trouble:
                if trouble.is_gone:
                    hint = "`liftrun sync --force` makes it anew; or name another calendar in [[target]]."
                    raise Trouble("the calendar it wrote to is gone", hint=hint) from trouble
                if trouble.status not in HIDDEN_FROM_US:
                    raise

    def _chosen(self, usable: list[Listed]) -> Listed:
        """Of several with one name, the one that holds our entries."""
        if len(usable) == 1:
            return usable[0]
        in_use = [one for one in usable if self._holds_ours(one)]
        return only(in_use or usable, self._target.calendar)

    def _holds_ours(self, one: Listed) -> bool:
        def ask(api: Any, token: str | None) -> Any:
            return api.events().list(calendarId=one.id, privateExtendedProperty=MARKED, pageToken=token)

        try:
            return any(page.get("items") for page in self._client.pages(ask))
        except Trouble as trouble:
            if trouble.status in HIDDEN_FROM_US:
                return False
            raise

    def _made(self) -> str:
        zone = self._target.look.zone.key
        body = {"summary": self._target.calendar, "description": ABOUT, "timeZone": zone}
        for attempt in range(1, TRIES + 1):
            try:
                made = self._client.write(lambda api: api.calendars().insert(body=body), tries=1)
                return str(made["id"])
            except Trouble as trouble:
                if not trouble.retryable or attempt == TRIES:
                    raise
                self._client.rest(trouble, attempt)
            # It may have been made all the same, and nothing keeps a second one from the same name.
            if there := self._searched():
                return there
        raise AssertionError("the last try returns or raises")


def _first_event(api: Any, calendar: str) -> Any:
    return api.events().list(calendarId=calendar, maxResults=1)
