"""The time zone that a TZID stands for."""

import pytest

from service.errors import CalendarUnreadable
from tests.integrations.ics_text import busy, calendar, read

EVENT = """BEGIN:VEVENT
UID:one
DTSTART;TZID="{0}":20250401T090000
DTEND;TZID="{0}":20250401T100000
END:VEVENT"""
BERLIN, NEW_YORK, UTC = ["04-01 07:00 - 08:00"], ["04-01 13:00 - 14:00"], ["04-01 09:00 - 10:00"]
KOLKATA = ["04-01 03:30 - 04:30"]
NAMES = {
    "Europe/Berlin": BERLIN,
    "EUROPE/BERLIN": BERLIN,
    "US/Eastern": NEW_YORK,
    "EST5EDT": NEW_YORK,
    "Etc/UTC": UTC,
    "utc": UTC,
    "W. Europe Standard Time": BERLIN,
    "eastern standard time": NEW_YORK,
    "/freeassociation.sourceforge.net/Europe/Berlin": BERLIN,
    "/mozilla.org/20050126_1/America/New_York": NEW_YORK,
    "/softwarestudio.org/Olson_20011030_5/America/Kentucky/Louisville": NEW_YORK,
    "tzone://Microsoft/Utc": UTC,
    "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna": BERLIN,
    "(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna": BERLIN,
    "(UTC-05:00) Eastern Time (US & Canada)": NEW_YORK,
    "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi": KOLKATA,
    "(UTC) Coordinated Universal Time": UTC,
    "GMT+0200": BERLIN,
    "UTC+2": BERLIN,
    "+02:00": BERLIN,
    "UTC-04:00": NEW_YORK,
}


@pytest.mark.parametrize(("tzid", "expected"), NAMES.items(), ids=NAMES)
def test_names_the_world_knows(tzid: str, expected: list[str]) -> None:
    found = read(calendar(EVENT.format(tzid)))
    assert (busy(calendar(EVENT.format(tzid))), found.warnings) == (expected, [])


@pytest.mark.parametrize(
    "tzid", ["Mars/Olympus", "../../etc/passwd", "Europe", "Factory", "tzone://Microsoft/Custom"]
)
def test_a_name_nobody_knows_is_the_calendars_zone_or_the_athletes_with_a_warning(tzid: str) -> None:
    body = EVENT.format(tzid)
    assert busy(calendar(body)) == BERLIN
    assert busy(calendar(f"X-WR-TIMEZONE:America/New_York\n{body}")) == NEW_YORK
    (warning,) = read(calendar(body)).warnings
    assert warning == f"Event one, line 4: names a zone nobody knows ({tzid}), read in Europe/Berlin."


@pytest.mark.parametrize("tzid", ["", '"'])
def test_no_name_is_floating(tzid: str) -> None:
    body = EVENT.replace('"{0}"', tzid)
    assert busy(calendar(f"X-WR-TIMEZONE:America/New_York\n{body}")) == NEW_YORK


def test_a_colon_in_a_name_that_is_not_quoted() -> None:
    assert busy(calendar(EVENT.replace('"{0}"', "(UTC-05:00) Eastern Time (US & Canada)"))) == NEW_YORK


def timezone(*parts: str, tzid: str = "Ours", more: str = "") -> str:
    """A VTIMEZONE of parts such as `STANDARD 20240101T000000 +0100 +0200 FREQ=...`."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}", more]
    for part in parts:
        kind, start, before, after, *rest = part.split()
        lines += [f"BEGIN:{kind}", f"DTSTART:{start}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]
        lines += [*rest, f"END:{kind}"]
    return "\n".join([line for line in lines if line] + ["END:VTIMEZONE"])


SUMMER = "DAYLIGHT 20070311T020000 -0500 -0400 RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"
WINTER = "STANDARD 20071104T020000 -0400 -0500 RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"
OWN = {
    "one offset": (timezone("STANDARD 16010101T000000 +0530 +0530"), KOLKATA),
    "summer and winter": (timezone(WINTER, SUMMER), NEW_YORK),
    "since the year 1": (timezone(WINTER.replace("2007", "0001"), SUMMER.replace("2007", "0001")), NEW_YORK),
    "a rule that ended": (
        timezone("DAYLIGHT 19700101T020000 -0500 -0400 RRULE:FREQ=YEARLY;UNTIL=20060101T000000Z"),
        NEW_YORK,
    ),
    "a change to come": (timezone("STANDARD 20260101T000000 -0400 -0500"), NEW_YORK),
    "changes listed": (
        timezone(
            "DAYLIGHT 20100101T000000 -0500 -0400 RDATE:20250309T020000",
            "STANDARD 20241103T020000 -0400 -0500",
        ),
        NEW_YORK,
    ),
    "seconds in the offset": (timezone("STANDARD 20100101T000000 +053000 +053000"), KOLKATA),
    "a daily rule since 1601": (timezone("STANDARD 16010101T000000 -0400 -0400 RRULE:FREQ=DAILY"), NEW_YORK),
    "only the name of a place": (timezone(more="X-LIC-LOCATION:America/New_York"), NEW_YORK),
    "twice, the first counts": (
        timezone(WINTER, SUMMER) + "\n" + timezone("STANDARD 20000101T000000 +0000 +0000"),
        NEW_YORK,
    ),
}


@pytest.mark.parametrize(("zone", "expected"), OWN.values(), ids=OWN)
@pytest.mark.parametrize("zone_first", [True, False])
def test_zones_the_feed_describes(zone: str, expected: list[str], *, zone_first: bool) -> None:
    parts = (zone, EVENT.format("Ours"))
    assert busy(calendar("\n".join(parts if zone_first else parts[::-1]))) == expected


BROKEN = {
    "no offset": "STANDARD 20000101T000000 +0100 banana",
    "no start": "STANDARD soon +0100 +0100",
    "no day long enough": "STANDARD 20000101T000000 +2500 +2500",
    "a change every second": "STANDARD 20000101T000000 +0100 +0100 RRULE:FREQ=SECONDLY",
    "a change every hour": "STANDARD 20000101T000000 +0100 +0100 RRULE:FREQ=HOURLY",
}


@pytest.mark.parametrize("part", BROKEN.values(), ids=BROKEN)
def test_a_broken_description_is_a_name_nobody_knows(part: str) -> None:
    raw = calendar(f"{timezone(part)}\n{EVENT.format('Ours')}")
    assert busy(raw) == BERLIN
    assert len(read(raw).warnings) == 1


def test_a_name_the_world_knows_beats_its_description() -> None:
    wrong = timezone("STANDARD 20000101T000000 +0900 +0900", tzid="Europe/Berlin")
    assert busy(calendar(f"{wrong}\n{EVENT.format('Europe/Berlin')}")) == BERLIN


def test_what_one_feed_calls_a_zone_means_nothing_in_the_next() -> None:
    first = timezone("STANDARD 20000101T000000 +0900 +0900")
    second = timezone("STANDARD 20000101T000000 +0530 +0530")
    assert busy(calendar(f"{first}\n{EVENT.format('Ours')}")) == ["04-01 00:00 - 01:00"]
    assert busy(calendar(f"{second}\n{EVENT.format('Ours')}")) == KOLKATA


def test_the_hours_around_both_changes_of_a_described_zone() -> None:
    berlin = timezone(
        "STANDARD 19961027T030000 +0200 +0100 RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "DAYLIGHT 19810329T020000 +0100 +0200 RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    )
    spring = EVENT.format("Ours").replace("0401T09", "0330T01").replace("0401T10", "0330T03")
    assert busy(calendar(f"{berlin}\n{spring}")) == ["03-30 00:00 - 01:00"]
    in_the_gap = EVENT.format("Ours").replace("0401T0900", "0330T0230").replace("0401T10", "0330T04")
    assert busy(calendar(f"{berlin}\n{in_the_gap}")) == ["03-30 01:30 - 02:00"]


def test_a_description_too_heavy_to_work_out_is_not_believed() -> None:
    endless = timezone("STANDARD 00010101T000000 +0100 +0100 RRULE:FREQ=DAILY;BYDAY=MO;COUNT=900000")
    with pytest.raises(CalendarUnreadable, match="too many dates"):
        read(calendar(f"{endless}\n{EVENT.format('Ours')}"))
