"""The instances of a recurring event, with modified instances in place of the generated ones.

Shape: an instance's id is base_20261123T170000Z, the time being that at which its rule would have it start,
or base_20261123 for whole days.

Source: developers.google.com/workspace/calendar/api/guides/recurringevents and .../concepts/events-calendars
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr

from tests.fakes.google.held_calendar import HeldCalendar
from tests.fakes.google.times import Resource, instant, later, length, utc

BASE_OF = re.compile(r"(?P<base>[^_]+)_(?P<start>\d{8}(T\d{6}Z)?)")
# A rule without end is not followed for ever.
FURTHEST = timedelta(days=730)


@dataclass(frozen=True)
class Window:
    """Bounds as list takes them: events end after `after` and start before `before`."""

    after: datetime | None
    before: datetime | None

    def touches(self, event: Resource, zone: ZoneInfo) -> bool:
        ends, starts = instant(event["end"], zone), instant(event["start"], zone)
        return (self.after is None or ends > self.after) and (self.before is None or starts < self.before)


def local_starts(series: Resource, zone: ZoneInfo) -> Iterator[datetime]:
    """The clock times at which a series starts, without a zone, in order.

    Errors: ValueError for what is no rule.
    """
    zone = ZoneInfo(series["start"].get("timeZone", zone.key))
    start = instant(series["start"], zone).astimezone(zone).replace(tzinfo=None)
    dates = rruleset()
    dates.rdate(start)
    for line in series["recurrence"]:
        name, _, value = line.partition(":")
        match name.partition(";")[0].upper():
            case "RRULE":
                dates.rrule(rrulestr(_naive_until(value, zone), dtstart=start))  # type: ignore[arg-type]
            case "EXDATE" | "RDATE" as kind:
                for one in value.split(","):
                    (dates.exdate if kind == "EXDATE" else dates.rdate)(_naive(one, start, zone))
            case _:
                raise ValueError(f"{name} is no rule")
    return iter(dates)


def instances(
    series: Resource, calendar: HeldCalendar, window: Window, now: datetime, *, at: int | None = None
) -> Iterator[Resource]:
    """What of a series touches the window, cancelled instances included."""
    exceptions = calendar.exceptions(series["id"], at=at)
    horizon = window.before or max(now, window.after or now) + FURTHEST
    for local in local_starts(series, calendar.tz):
        one = _instance(series, local, calendar.tz)
        if instant(one["start"], calendar.tz) >= horizon:
            break
        if one["id"] not in exceptions and window.touches(one, calendar.tz):
            yield one
    for exception in exceptions.values():
        own = {"status": series["status"]} if series["status"] == "cancelled" else {}
        if window.touches(exception, calendar.tz):
            yield exception | own


def instance(calendar: HeldCalendar, event_id: str) -> Resource | None:
    """The instance of that id as its series makes it, changed by nobody."""
    match = BASE_OF.fullmatch(event_id)
    series = calendar.event(match["base"]) if match else None
    if match is None or series is None or not series.get("recurrence"):
        return None
    sought = datetime.fromisoformat(match["start"])
    for local in local_starts(series, calendar.tz):
        one = _instance(series, local, calendar.tz)
        if one["id"] == event_id:
            return one
        if local > sought.replace(tzinfo=None) + timedelta(days=2):
            break
    return None


def _instance(series: Resource, local: datetime, zone: ZoneInfo) -> Resource:
    if "date" in series["start"]:
        start: Resource = {"date": local.date().isoformat()}
        name = f"{local:%Y%m%d}"
    else:
        aware = local.replace(tzinfo=ZoneInfo(series["start"].get("timeZone", zone.key)))
        start = series["start"] | {"dateTime": utc(aware)}
        name = f"{aware.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    own = {key: value for key, value in series.items() if key != "recurrence"}
    return own | {
        "id": f"{series['id']}_{name}",
        "recurringEventId": series["id"],
        "originalStartTime": start,
        "start": start,
        "end": _end(series, start),
    }


def _end(series: Resource, start: Resource) -> Resource:
    end = later(start, length(series))
    return end | {key: value for key, value in series["end"].items() if key == "timeZone"}


def _naive(value: str, start: datetime, zone: ZoneInfo) -> datetime:
    if "T" not in value:
        return datetime.combine(date.fromisoformat(value), start.time())
    moment = datetime.fromisoformat(value)
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _naive_until(rule: str, zone: ZoneInfo) -> str:
    """The rule with an UNTIL in UTC said in the series' own clock time, where the rule is followed."""

    def local(match: re.Match[str]) -> str:
        moment = datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return f"UNTIL={moment.astimezone(zone):%Y%m%dT%H%M%S}"

    rule = re.sub(r"UNTIL=(\d{8}T\d{6}Z)", local, rule)
    # A bare day as the end includes all of it.
    return re.sub(r"UNTIL=(\d{8})(?=;|$)", r"UNTIL=\1T235959", rule)
