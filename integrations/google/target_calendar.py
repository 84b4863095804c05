"""Finds the Google calendar that our entries are written to, or creates it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from integrations._shared.remembered_place import RememberedCalendar
from integrations.google.api_error import NO_WRITER, GoogleError
from integrations.google.calendars import MAY_WRITE, OWNER, Listed, listed, only
from integrations.google.client import TRIES, GoogleClient
from integrations.google.scopes import is_id
from integrations.google.settings import GoogleTarget
from integrations.google.wire import MARKED
from service.errors import CalendarUnwritable, OnlyReadable
from service.ports.source_memory import SourceMemory

ABOUT = "The training that Liftrun plans for you. It changes only what it wrote here itself."
MAKE_IT = "Make a calendar in Google Calendar yourself, set create = false, and name it in [[target]]."
HIDDEN_FROM_US = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


class TargetCalendar:
    """The Google calendar of one target.

    Shape: a calendar found by its name is remembered by its id, and stays the target when it is renamed. With
    `anew` a remembered calendar that was deleted is forgotten. With `looks_only` nothing is remembered.
    Errors: Trouble, VaultLocked.
    """

    def __init__(
        self,
        target: GoogleTarget,
        client: GoogleClient,
        memory: SourceMemory | None,
        *,
        looks_only: bool,
        anew: bool,
    ) -> None:
        self._target = target
        self._client = client
        self._looks_only = looks_only
        self._anew = anew
        server = f"{target.access.api_root} {target.access.secret}"
        self._place = RememberedCalendar(memory, kind="google", server=server, name=target.calendar)
        self._id = target.calendar if is_id(target.calendar) else None

    @property
    def id(self) -> str:
        """The calendar's id; the calendar is created when it is missing and may be created."""
        return self.find() or self._settled(self._made())

    def find(self) -> str | None:
        """The calendar's id; None when it is missing and may be created."""
        self._id = self._id or self._remembered()
        if self._id is None and (found := self._searched()):
            self._settled(found)
        return self._id

    @contextmanager
    def expected(self) -> Iterator[None]:
        """Reports a missing calendar as deleted, and does not replace it, since the athlete deleted it."""
        try:
            yield
        except GoogleError as trouble:
            if not trouble.is_gone or is_id(self._target.calendar):
                raise
            hint = "`liftrun sync --force` makes it anew; or name another calendar in [[target]]."
            reason = "the calendar it wrote to is gone"
            raise GoogleError(reason, status=trouble.status, hint=hint) from trouble

    def _remembered(self) -> str | None:
        place = self._place.recall()
        if place and self._anew and not self._stands(place):
            return None
        return place

    def _stands(self, place: str) -> bool:
        try:
            self._client.read(lambda api: api.events().list(calendarId=place, maxResults=1))
        except GoogleError as trouble:
            if trouble.is_gone:
                return False
            raise
        return True

    def _settled(self, place: str) -> str:
        self._id = place
        if not self._looks_only:
            self._place.keep(place)
        return place

    def _searched(self) -> str | None:
        name, may_make = self._target.calendar, self._target.create
        called = [one for one in listed(self._client) if one.is_called(name)]
        # With create = true the athlete means a calendar of their own, not another person's of the same name.
        usable = [one for one in called if one.role in ({OWNER} if may_make else MAY_WRITE)]
        if usable:
            chosen = self._chosen(usable).id
            if may_make:
                self._check_write_access(chosen)
            return chosen
        if may_make:
            self._refuse_service_account()
            return None
        if called:
            raise OnlyReadable(name=self._target.name, reason=f"you may only read {name}", hint=NO_WRITER)
        hint = "Set create = true to have it made, or see which there are with `liftrun google calendars`."
        raise GoogleError(f"this login sees no calendar called {name}", hint=hint)

    def _check_write_access(self, calendar: str) -> None:
        """Raises Trouble, before anything is written, when the login may not write to the calendar."""
        try:
            # Reading events would prove nothing: other scopes allow that for every calendar.
            self._client.read(lambda api: api.calendars().get(calendarId=calendar))
        except GoogleError as trouble:
            if trouble.status not in HIDDEN_FROM_US:
                raise
            reason = f"the login has no right to write to {self._target.calendar}, which Liftrun did not make"
            hint = "Set create = false for it and run `liftrun google login`, or name another calendar."
            raise GoogleError(reason, hint=hint) from trouble

    def _refuse_service_account(self) -> None:
        if self._target.access.service_account:
            reason = f"nobody would see the calendar {self._target.calendar} that a service account makes"
            hint = f"Share one of yours with {self._client.auth.identity}, and name it by its id."
            raise GoogleError(reason, hint=hint)

    def _chosen(self, usable: list[Listed]) -> Listed:
        """The calendar that holds our entries, when several have the same name."""
        if len(usable) == 1:
            return usable[0]
        in_use = [one for one in usable if self._holds_ours(one)]
        return only(in_use or usable, self._target.calendar)

    def _holds_ours(self, one: Listed) -> bool:
        def ask(api: Any, token: str | None) -> Any:
            return api.events().list(calendarId=one.id, privateExtendedProperty=MARKED, pageToken=token)

        try:
            return any(page.get("items") for page in self._client.pages(ask))
        except GoogleError as trouble:
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
            except GoogleError as trouble:
                if not trouble.retryable or attempt == TRIES:
                    raise self._not_made(trouble) from trouble
                self._client.rest(trouble, attempt)
            # It may exist although the answer was lost, and Google would create a second one of that name.
            if there := self._searched():
                return there
        raise AssertionError("the last try returns or raises")

    def _not_made(self, trouble: GoogleError) -> CalendarUnwritable:
        is_forbidden = trouble.status == HTTPStatus.FORBIDDEN and trouble.hint == NO_WRITER
        said = f"“{trouble.words}”" if trouble.words and is_forbidden else trouble.reason
        reason = f"the calendar {self._target.calendar} could not be made: {said}"
        hint = trouble.hint if trouble.hint and not is_forbidden else MAKE_IT
        return CalendarUnwritable(
            name=self._target.name, reason=reason, hint=hint, retryable=trouble.retryable
        )
