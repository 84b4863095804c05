"""HTTP as Google's libraries speak it, without what httplib2 does behind their back."""

import json
from contextlib import closing
from http.client import BadStatusLine, HTTPException, ResponseNotReady
from typing import Any
from urllib.parse import urlencode

import httplib2  # type: ignore[import-untyped]

TIMEOUT_SECONDS = 30
BROKEN = (OSError, HTTPException, httplib2.HttpLib2Error)
"""What a connection that cannot be made, breaks off or brings half an answer raises."""


class _SaidOnce:
    """A connection that fails when the server hangs up without a word.

    httplib2 sends a request again by itself after that, a POST too, so that what was done once already
    would be done twice.
    """

    def getresponse(self) -> Any:
        """The answer to the request just sent."""
        try:
            return super().getresponse()  # type: ignore[misc]
        except (BadStatusLine, ResponseNotReady) as error:
            raise ConnectionAbortedError("closed without an answer") from error


class _Plain(_SaidOnce, httplib2.HTTPConnectionWithTimeout):  # type: ignore[misc]
    """Such a connection without TLS."""


class _Secure(_SaidOnce, httplib2.HTTPSConnectionWithTimeout):  # type: ignore[misc]
    """Such a connection with TLS."""


class Http(httplib2.Http):  # type: ignore[misc]
    """httplib2 that sends every request once, with a limit on every wait.

    Errors: those of BROKEN.
    """

    def __init__(self) -> None:
        super().__init__(timeout=TIMEOUT_SECONDS)

    def request(self, uri: str, *args: Any, **kwargs: Any) -> tuple[Any, bytes]:
        """The answer's head and body."""
        kwargs["connection_type"] = _Secure if uri.startswith("https:") else _Plain
        try:
            head, body = super().request(uri, *args, **kwargs)
        except BROKEN:
            # It would be used for the next request, half read or half closed as it is.
            self.close()
            raise
        return head, body


def post_form(uri: str, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """The status and the JSON object that a form sent to `uri` brings; an empty one for any other answer.

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
