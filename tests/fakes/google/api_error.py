"""An error answer of the Calendar API, in the JSON form that Google documents.

Source: developers.google.com/workspace/calendar/api/guides/errors
"""

from collections.abc import Mapping
from typing import Any


class ApiError(Exception):
    """One refusal: its HTTP status, the reason a program reads, the message a person reads."""

    def __init__(  # noqa: PLR0913
        self,
        status: int,
        reason: str,
        message: str,
        *,
        domain: str = "global",
        location: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message
        self.domain = domain
        self.location = location
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        where = "header" if self.location in {"If-Match", "Authorization"} else "parameter"
        place = {"locationType": where, "location": self.location} if self.location else {}
        error = {"domain": self.domain, "reason": self.reason, "message": self.message} | place
        return {"error": {"errors": [error], "code": self.status, "message": self.message}}


def invalid(message: str, location: str = "") -> ApiError:
    return ApiError(400, "invalid", message, location=location)


def required(message: str, location: str = "") -> ApiError:
    return ApiError(400, "required", message, location=location)


def empty_range() -> ApiError:
    message = "The specified time range is empty."
    return ApiError(400, "timeRangeEmpty", message, domain="calendar", location="timeMax")


def not_found() -> ApiError:
    return ApiError(404, "notFound", "Not Found")


def deleted() -> ApiError:
    return ApiError(410, "deleted", "Resource has been deleted")


def duplicate() -> ApiError:
    return ApiError(409, "duplicate", "The requested identifier already exists.")


def condition_not_met() -> ApiError:
    return ApiError(412, "conditionNotMet", "Precondition Failed", location="If-Match")


def full_sync_required() -> ApiError:
    message = "Sync token is no longer valid, a full sync is required."
    return ApiError(410, "fullSyncRequired", message, domain="calendar", location="syncToken")


def bad_credentials() -> ApiError:
    headers = {"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'}
    return ApiError(401, "authError", "Invalid Credentials", location="Authorization", headers=headers)


def scope_missing() -> ApiError:
    headers = {"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="insufficient_scope"'}
    message = "Request had insufficient authentication scopes."
    return ApiError(403, "insufficientPermissions", message, headers=headers)


def access_level(needed: str) -> ApiError:
    message = f"You need to have {needed} access to this calendar."
    return ApiError(403, "requiredAccessLevel", message, domain="calendar")


def rate_limit() -> ApiError:
    return ApiError(403, "rateLimitExceeded", "Rate Limit Exceeded", domain="usageLimits")
