"""Sends CalDAV requests to one server, and turns refusals into errors."""

import time
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus

from integrations._shared.http import HttpClient, Request, Response
from integrations.caldav import wire
from integrations.caldav.auth import Credentials, Secrets, login_hint
from integrations.caldav.multistatus import (
    Multistatus,
    NotAMultistatus,
    is_too_large,
    multistatus,
    names_the_object,
    refusal_words,
)
from integrations.caldav.settings import CalDavAccess
from service.errors import CalendarUnreadable, CalendarUnwritable, EntryRefused

SIZE_LIMIT = 128 * 1024 * 1024
XML = {"Content-Type": "application/xml; charset=utf-8"}
# A server or proxy that compresses an answer may change its ETag, which then never matches again.
ICALENDAR = {"Content-Type": "text/calendar; charset=utf-8", "Accept-Encoding": "identity"}
STATUS_REASONS = {
    401: "it does not accept the password or token (401)",
    403: "it refuses access (403)",
    404: "there is nothing at its address (404)",
    410: "it is gone for good (410)",
    423: "it is locked (423)",
    507: "it is full (507)",
}
# The answers that are about the object itself, and so about one entry.
ABOUT_THE_ENTRY = frozenset({400, 406, 409, 413, 414, 415, 422})
TEMPORARY = frozenset({423, 500})


class Refused(CalendarUnreadable):
    """{name} could not be read: {reason}"""  # noqa: D415  # the docstring is the message

    def __init__(self, *, name: str, reason: str, hint: str | None, status: int, too_much: bool) -> None:
        super().__init__(hint=hint, retryable=status in TEMPORARY, name=name, reason=reason)
        self.status = status
        self.too_much = too_much


class CalDavClient:
    """A CalDAV client for one source or target of the athlete.

    Errors: CalendarUnreadable, and its subclass Refused when the server answered with an error status;
    CalendarUnwritable for requests that change something. No message contains more of a URL than its host.
    """

    def __init__(
        self,
        access: CalDavAccess,
        secrets: Secrets | None,
        *,
        name: str,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = name
        self._access = access
        self._http = HttpClient(
            name=name,
            allow_hosts=access.allow_hosts,
            time_limit=access.time_limit,
            size_limit=SIZE_LIMIT,
            pause=pause,
            auth=Credentials(access, secrets, name=name).for_request,
        )

    def properties(self, url: str, names: Iterable[str], *, depth: int = 0) -> tuple[Multistatus, str]:
        """The properties of the resource at `url`, and the URL at which it was found after redirects.

        Shape: `depth` 1 includes the members of a collection (PROPFIND, RFC 4918, 9.1).
        """
        headers = {**XML, "Depth": str(depth)}
        answer, found_at = self._several(Request("PROPFIND", url, headers, wire.properties(names)))
        if [one.status for one in answer.resources] == [HTTPStatus.NOT_FOUND]:
            # Some servers report 404 for the resource inside a 207, others for the whole request.
            raise self._refused(Response(HTTPStatus.NOT_FOUND, {}, b""))
        return answer, found_at

    def report(self, url: str, body: bytes, *, depth: int) -> Multistatus:
        """The resources that a REPORT on a collection returns (RFC 4791, 7)."""
        return self._several(Request("REPORT", url, {**XML, "Depth": str(depth)}, body))[0]

    def document(self, url: str) -> Response:
        """One calendar object, fetched by GET."""
        answer = self._http.ask(Request("GET", url, ICALENDAR))
        if answer.status != HTTPStatus.OK:
            raise self._refused(answer)
        return answer

    def put(self, url: str, body: bytes, conditions: Mapping[str, str]) -> Response:
        """Stores a calendar object; returns every answer of the server, refusals included."""
        return self._change(Request("PUT", url, {**ICALENDAR, **conditions}, body))

    def delete(self, url: str, conditions: Mapping[str, str]) -> Response:
        """Deletes a resource; returns every answer of the server, refusals included."""
        return self._change(Request("DELETE", url, conditions))

    def make_calendar(self, url: str, name: str) -> Response:
        """Creates a calendar collection; returns every answer of the server, refusals included."""
        return self._change(Request("MKCALENDAR", url, XML, wire.new_calendar(name)))

    def unwritable(self, answer: Response, *, session: str = "") -> CalendarUnwritable:
        """The error for a change that the server refused.

        Shape: `session` names the entry that was to be written; EntryRefused when only that is at fault.
        """
        reason = _reason(answer)
        words = refusal_words(answer.body)
        if words:
            reason = f"{reason}: “{words}”"
        if session and (answer.status in ABOUT_THE_ENTRY or names_the_object(answer.body)):
            return EntryRefused(name=self.name, session=session, reason=reason)
        if answer.status in {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}:
            reason = f"you may only read it ({answer.status})" + (f": “{words}”" if words else "")
        is_login = answer.status == HTTPStatus.UNAUTHORIZED
        facts = {"session": session} if session and not is_login else {}
        return CalendarUnwritable(
            name=self.name,
            reason=reason,
            hint=login_hint(self._access) if is_login else None,
            retryable=answer.status in TEMPORARY,
            **facts,
        )

    def _several(self, question: Request) -> tuple[Multistatus, str]:
        answer = self._http.ask(question)
        if answer.status != HTTPStatus.MULTI_STATUS:
            raise self._refused(answer)
        try:
            return multistatus(answer.body, answer.url), answer.url
        except NotAMultistatus as error:
            raise CalendarUnreadable(name=self.name, reason=f"{error}") from error

    def _change(self, question: Request) -> Response:
        try:
            return self._http.ask(question)
        except CalendarUnreadable as error:
            facts = error.facts | {"name": self.name}
            raise CalendarUnwritable(hint=error.hint, retryable=error.retryable, **facts) from error

    def _refused(self, answer: Response) -> Refused:
        too_much = answer.status in {HTTPStatus.FORBIDDEN, HTTPStatus.INSUFFICIENT_STORAGE}
        return Refused(
            name=self.name,
            reason=_reason(answer),
            hint=login_hint(self._access) if answer.status == HTTPStatus.UNAUTHORIZED else None,
            status=answer.status,
            too_much=too_much and is_too_large(answer.body),
        )


def _reason(answer: Response) -> str:
    return STATUS_REASONS.get(answer.status) or f"it answered {answer.status} {answer.reason}".rstrip()
