"""The start and end of an event: as a client sends them, as stored, as answered.

Kept is {"date"} or {"dateTime" in UTC, "timeZone" if the client named one}; answered is the dateTime with
the offset of the calendar's zone, or of the zone the request asks for.

Source: developers.google.com/workspace/calendar/api/v3/reference/events (start, end, timeZone)
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.fakes.google.api_error import invalid, required

Resource = dict[str, Any]


def zone_named(name: str, location: str = "timeZone") -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise invalid("Invalid time zone definition.", location) from error


def timestamp(text: str, location: str) -> datetime:
    """A query's RFC 3339 time, whose offset is mandatory and whose fractions are ignored."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise invalid("Bad Request", location) from error
    if moment.tzinfo is None or "T" not in text.upper():
        raise invalid("Bad Request", location)
    return moment.astimezone(UTC).replace(microsecond=0)


def kept(said: object, field: str) -> Resource:
    """A start or an end as it is kept."""
    if not isinstance(said, dict):
        raise required(f"Missing {field} time.")
    if bool(said.get("date")) == bool(said.get("dateTime")):
        raise invalid(f"Invalid {field} time.") if said.get("date") else required(f"Missing {field} time.")
    try:
        if said.get("date"):
            return {"date": date.fromisoformat(said["date"]).isoformat()}
        moment = datetime.fromisoformat(said["dateTime"])
    except (TypeError, ValueError) as error:
        raise invalid(f"Invalid value for: Invalid format: {field}") from error
    zone = said.get("timeZone")
    named = zone_named(zone) if zone else None
    if moment.tzinfo is None and named is None:
        raise required(f"Missing time zone definition for {field} time.")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=named)
    return {"dateTime": utc(aware)} | ({"timeZone": zone} if zone else {})


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def instant(time: Resource, zone: ZoneInfo) -> datetime:
    """The moment a kept time means; a day begins at midnight in the calendar's zone."""
    if "date" in time:
        day = date.fromisoformat(time["date"])
        return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    return datetime.fromisoformat(time["dateTime"])


def answered(time: Resource, *, calendar: str, asked: ZoneInfo) -> Resource:
    """A kept time as a response says it."""
    if "date" in time:
        return dict(time)
    local = datetime.fromisoformat(time["dateTime"]).astimezone(asked)
    return {
        "dateTime": local.isoformat().replace("+00:00", "Z"),
        "timeZone": time.get("timeZone", calendar),
    }


def said(moment: datetime | date, zone: str) -> Resource:
    """A time as a client says it."""
    if isinstance(moment, datetime):
        return {"dateTime": moment.isoformat(), "timeZone": zone}
    return {"date": moment.isoformat()}


def later(time: Resource, by: timedelta) -> Resource:
    """A kept time moved by exact time, or by whole days."""
    if "date" in time:
        return {"date": (date.fromisoformat(time["date"]) + by).isoformat()}
    return time | {"dateTime": utc(datetime.fromisoformat(time["dateTime"]) + by)}


def length(event: Resource) -> timedelta:
    """How long a kept event lasts; whole days as days."""
    if "date" in event["start"]:
        return date.fromisoformat(event["end"]["date"]) - date.fromisoformat(event["start"]["date"])
    return instant(event["end"], ZoneInfo("UTC")) - instant(event["start"], ZoneInfo("UTC"))
