"""Parses the parameters of a list request.

Source: developers.google.com/workspace/calendar/api/v3/reference/events/list
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.fakes.google.api_error import ApiError, empty_range, invalid
from tests.fakes.google.recurrence import Window
from tests.fakes.google.times import timestamp, zone_named

Parameters = Mapping[str, Sequence[str]]

NOT_WITH_SYNC_TOKEN = (
    *("iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty"),
    *("timeMin", "timeMax", "updatedMin"),
)
# A first sync may be limited to a range of time, as the guide's own example is; these give no token.
NO_TOKEN_AFTER = tuple(name for name in NOT_WITH_SYNC_TOKEN if name not in {"timeMin", "timeMax"})
ORDERS = ("startTime", "updated")


@dataclass(frozen=True)
class Query:
    """Shape: `texts` holds what is repeated or plain text, by parameter name; `given` all that was named."""

    given: frozenset[str]
    texts: Mapping[str, Sequence[str]]
    page_size: int
    single_events: bool
    show_deleted: bool
    window: Window
    updated_min: datetime | None
    order: str
    zone: ZoneInfo | None

    def text(self, name: str) -> str:
        return next(iter(self.texts.get(name, ())), "")

    @property
    def gives_token(self) -> bool:
        return not self.given & set(NO_TOKEN_AFTER)


def read(parameters: Parameters) -> Query:
    """Errors: 400 for what cannot be asked."""
    order = one(parameters, "orderBy")
    if order and order not in ORDERS:
        raise invalid("Bad Request", "orderBy")
    single = flag(parameters, "singleEvents")
    if order == "startTime" and not single:
        message = "The requested ordering is not available for the particular query."
        raise ApiError(400, "badRequest", message, location="orderBy")
    zone = one(parameters, "timeZone")
    query = Query(
        given=frozenset(parameters),
        texts=parameters,
        page_size=page_size(parameters, default=250, most=2500),
        single_events=single,
        show_deleted=flag(parameters, "showDeleted"),
        window=_window(parameters),
        updated_min=_moment(parameters, "updatedMin"),
        order=order,
        zone=zone_named(zone) if zone else None,
    )
    _check_sync(query)
    return query


def _moment(parameters: Parameters, name: str) -> datetime | None:
    said = one(parameters, name)
    return timestamp(said, name) if said else None


def _window(parameters: Parameters) -> Window:
    low, high = _moment(parameters, "timeMin"), _moment(parameters, "timeMax")
    if low and high and high <= low:
        raise empty_range()
    return Window(low, high)


def _check_sync(query: Query) -> None:
    if not query.text("syncToken"):
        return
    clash = query.given & set(NOT_WITH_SYNC_TOKEN)
    hides = "showDeleted" in query.given and not query.show_deleted
    if clash or hides:
        message = "Sync token cannot be used with other request restrictions."
        raise ApiError(400, "syncTokenWithRequestRestrictions", message, domain="calendar")


def one(parameters: Parameters, name: str) -> str:
    return next(iter(parameters.get(name, ())), "")


def flag(parameters: Parameters, name: str) -> bool:
    said = one(parameters, name)
    if said not in {"", "true", "false"}:
        raise invalid(f"Invalid boolean value: '{said}'.", name)
    return said == "true"


def page_size(parameters: Parameters, *, default: int, most: int) -> int:
    said = one(parameters, "maxResults") or str(default)
    if not said.isdigit() or not int(said):
        raise invalid(f"Invalid integer value: '{said}'.", "maxResults")
    return min(int(said), most)
