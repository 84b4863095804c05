"""One HTTP request, and the reply to it."""

import json
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote_plus

from tests.fakes.google.api_error import ApiError


@dataclass(frozen=True)
class Request:
    """Shape: `path` is still quoted, `query` maps a parameter to its values, header names are lower case."""

    method: str
    path: str
    query: Mapping[str, Sequence[str]]
    headers: Mapping[str, str]
    body: bytes = b""

    def document(self) -> dict[str, Any]:
        """Errors: 400 for a body that is no JSON object."""
        try:
            document = json.loads(self.body)
        except ValueError as error:
            raise ApiError(400, "parseError", "Parse Error") from error
        if not isinstance(document, dict):
            raise ApiError(400, "parseError", "Parse Error")
        return document

    def form(self) -> dict[str, str]:
        """The fields of a form, with the client's name and secret of the header if they come there."""
        fields = {name: values[0] for name, values in parse_qs(self.body.decode()).items()}
        scheme, _, coded = self.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            name, _, secret = b64decode(coded).decode().partition(":")
            fields |= {"client_id": unquote_plus(name), "client_secret": unquote_plus(secret)}
        return fields

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/calendar/v3/")


@dataclass(frozen=True)
class Reply:
    """Shape: a body of None is no body at all, as with 204."""

    status: int = 200
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Mapping[str, Any], *, status: int = 200, **headers: str) -> "Reply":
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = {"Content-Type": "application/json; charset=UTF-8"}
        return cls(status, json.dumps(document, ensure_ascii=False).encode(), kind | named)

    @classmethod
    def page(cls, text: str, *, status: int = 200) -> "Reply":
        """Something for a person's eyes."""
        html = f"<!DOCTYPE html><title>{text}</title>"
        return cls(status, html.encode(), {"Content-Type": "text/html; charset=UTF-8"})

    @classmethod
    def refusing(cls, error: ApiError) -> "Reply":
        reply = cls.of(error.body(), status=error.status)
        return cls(reply.status, reply.body, {**reply.headers, **error.headers})


@dataclass(frozen=True)
class Exchange:
    """What was asked and how it ended; `status` is 0 when no reply was sent."""

    request: Request
    status: int
    fault: str = ""
