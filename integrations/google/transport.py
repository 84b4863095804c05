"""An httplib2 client for Google's libraries that sends every request once and limits every wait."""

import json
from contextlib import closing
from http.client import BadStatusLine, HTTPException, ResponseNotReady
from typing import Any
from urllib.parse import urlencode

import httplib2  # type: ignore[import-untyped]

TIMEOUT_SECONDS = 30
CONNECTION_ERRORS = (OSError, HTTPException, httplib2.HttpLib2Error)
"""The errors of a connection that cannot be opened, breaks off or brings an incomplete answer."""


class _SendOnceConnection:
    """A connection that fails when the server closes it without an answer.

    httplib2 would send the request again by itself, even a POST, so that its effect could happen twice.
    """

    def getresponse(self) -> Any:
        """The answer to the request that was just sent."""
        try:
            return super().getresponse()  # type: ignore[misc]
        except (BadStatusLine, ResponseNotReady) as error:
            raise ConnectionAbortedError("closed without an answer") from error


class _Plain(_SendOnceConnection, httplib2.HTTPConnectionWithTimeout):  # type: ignore[misc]
    """A send-once connection without TLS."""


class _Secure(_SendOnceConnection, httplib2.HTTPSConnectionWithTimeout):  # type: ignore[misc]
    """A send-once connection with TLS."""


class Http(httplib2.Http):  # type: ignore[misc]
    """An httplib2 client that sends every request once, with a limit on every wait.

    Errors: those of BROKEN.
    """

    def __init__(self) -> None:
        super().__init__(timeout=TIMEOUT_SECONDS)

    def request(self, uri: str, *args: Any, **kwargs: Any) -> tuple[Any, bytes]:
        """Sends a request and returns the head and the body of the answer."""
        kwargs["connection_type"] = _Secure if uri.startswith("https:") else _Plain
        try:
            head, body = super().request(uri, *args, **kwargs)
        except CONNECTION_ERRORS:
            # Otherwise the next request would reuse this broken connection.
            self.close()
            raise
        return head, body


def post_form(uri: str, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Posts a form to `uri`; returns the status and the JSON object of the answer.

    Shape: the object is empty when the answer is no JSON object.
    Errors: those of BROKEN.
    """
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    with closing(Http()) as http:
        head, body = http.request(uri, "POST", body=urlencode(fields), headers=headers)
    try:
        answer = json.loads(body)
    except ValueError:
        answer = {}
    return int(head.status), answer if isinstance(answer, dict) else {}
