"""Answers a server's demand for a password by Basic or HTTP Digest, and for a token by Bearer."""

from collections.abc import Generator
from http import HTTPStatus

import httpx2

from service.errors import CalendarUnreadable

Flow = Generator[httpx2.Request, httpx2.Response, None]


class Preemptive(httpx2.Auth):
    """One Authorization header, sent with every request."""

    def __init__(self, authorization: str) -> None:
        self._authorization = authorization

    def auth_flow(self, request: httpx2.Request) -> Flow:
        """Sends the request with the header."""
        request.headers["Authorization"] = self._authorization
        yield request


class PasswordAuth(httpx2.Auth):
    """A user's password: by Basic, until the server turns it down and asks for HTTP Digest.

    Shape: `basic` is the header for Basic, `name` that of the calendar in a message. One object is for one
    server, and stays with Digest once it was asked for.
    Errors: CalendarUnreadable when the server asks for a kind of Digest that httpx2 does not know.
    """

    def __init__(self, user: str, password: str, *, basic: str, name: str) -> None:
        self._basic = basic
        self._name = name
        self._digest = httpx2.DigestAuth(user.encode(), password.encode())
        self._is_digest = False

    def auth_flow(self, request: httpx2.Request) -> Flow:
        """Sends the request, and sends it again by Digest if the answer asks for that."""
        if not self._is_digest:
            request.headers["Authorization"] = self._basic
            response = yield request
            self._is_digest = _asks_for_digest(response)
            request.headers.pop("Authorization", None)
        if self._is_digest:
            yield from self._by_digest(request)

    def _by_digest(self, request: httpx2.Request) -> Flow:
        try:
            yield from self._digest.auth_flow(request)
        except (httpx2.ProtocolError, NotImplementedError, KeyError, ValueError) as error:
            raise CalendarUnreadable(
                name=self._name,
                reason="it asks for a kind of HTTP Digest that Liftrun does not know",
                hint="Have the server offer Digest with qop=auth, or Basic over https.",
                retryable=False,
            ) from error


def _asks_for_digest(response: httpx2.Response) -> bool:
    demands = response.headers.get_list("WWW-Authenticate", split_commas=True)
    is_refused = response.status_code == HTTPStatus.UNAUTHORIZED
    return is_refused and any(each.strip().lower().startswith("digest ") for each in demands)
