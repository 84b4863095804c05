"""Recurring events: rules, dates added and taken away, and instances that were moved."""

import pytest

from service.errors import CalendarUnreadable
from tests.integrations.ics_text import busy, event, read

FIRST = "DTSTART;TZID=Europe/Berlin:20250324T090000\nDURATION:PT1H"
DAILY = f"{FIRST}\nRRULE:FREQ=DAILY;COUNT=5"
MON, TUE, WED, THU, FRI = (f"03-{day} 08:00 - 09:00" for day in range(24, 29))
WEEK = [MON, TUE, WED, THU, FRI]

RULES = {
    "count": ("FREQ=DAILY;COUNT=3", [MON, TUE, WED]),
    "lower case, blanks, a semicolon too many": ("freq=daily; count=3;", [MON, TUE, WED]),
    "parts nobody knows": ("FREQ=DAILY;COUNT=3;X-COLOUR=RED", [MON, TUE, WED]),
    "until in UTC": ("FREQ=DAILY;UNTIL=20250326T080000Z", [MON, TUE, WED]),
    "until just before the third": ("FREQ=DAILY;UNTIL=20250326T075959Z", [MON, TUE]),
    "until on the wall": ("FREQ=DAILY;UNTIL=20250326T090000", [MON, TUE, WED]),
    "until a date holds the whole day": ("FREQ=DAILY;UNTIL=20250326", [MON, TUE, WED]),
    "until before the start": ("FREQ=DAILY;UNTIL=20250301T000000Z", []),
    "until the end of time": ("FREQ=DAILY;COUNT=2;UNTIL=99991231T235959Z", [MON, TUE]),
    "count and until, the first of them": ("FREQ=DAILY;COUNT=9;UNTIL=20250325T235959Z", [MON, TUE]),
    "a start that does not match counts": ("FREQ=DAILY;BYDAY=WE,TH,FR;COUNT=3", [MON, WED, THU]),
    "weekly with days": ("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=2", [MON, WED]),
    "positions in a set": ("FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=1,-1;COUNT=2", [MON, WED]),
    "hours": (
        "FREQ=DAILY;BYHOUR=9,14;COUNT=3",
        [MON, "03-24 13:00 - 14:00", TUE],
    ),
    "every 6 hours": ("FREQ=HOURLY;INTERVAL=6;COUNT=2", [MON, "03-24 14:00 - 15:00"]),
    "count beyond all years": ("FREQ=DAILY;COUNT=999999999;UNTIL=20250326", [MON, TUE, WED]),
    "interval beyond all years": ("FREQ=WEEKLY;INTERVAL=999999999;COUNT=999999999", [MON]),
    "empty": ("", [MON]),
}
SIXTY = ",".join(map(str, range(60)))
NO_RULES = [
    "FREQ=SECONDLY",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;COUNT=-1",
    "FREQ=SOMETIMES",
    "W1 MO #10",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=WEEKLY;BYDAY=MONDAY",
    "RSCALE=HEBREW;FREQ=YEARLY",
    f"FREQ=DAILY;BYMINUTE={SIXTY};BYSECOND={SIXTY}",
]


def daily(*others: str, extra: str = "") -> bytes:
    """Five mornings from Monday, 24 March, with more properties and events of the same UID."""
    return event(f"{DAILY}\n{extra}", *others)


@pytest.mark.parametrize(("rule", "expected"), RULES.values(), ids=RULES)
def test_rules(rule: str, expected: list[str]) -> None:
    assert busy(event(f"{FIRST}\nRRULE:{rule}")) == expected


@pytest.mark.parametrize("rule", NO_RULES)
def test_a_rule_no_calendar_means_leaves_the_event_out(rule: str) -> None:
    found = read(event(f"{FIRST}\nRRULE:{rule}"))
    assert found.busy == []
    assert "RRULE" in found.warnings[0] or "rule" in found.warnings[0]


def test_wall_time_stays_when_the_clock_changes_and_lengths_stay_real() -> None:
    nights = "DTSTART;TZID=Europe/Berlin:20250328T220000\nDTEND;TZID=Europe/Berlin:20250329T060000"
    assert busy(event(f"{nights}\nRRULE:FREQ=DAILY;COUNT=3")) == [
        "03-28 21:00 - 03-29 05:00",
        "03-29 21:00 - 03-30 05:00",
        "03-30 20:00 - 03-31 04:00",
    ]


EXTRA = {
    "two rules": ("RRULE:FREQ=DAILY;INTERVAL=7;COUNT=2", [*WEEK, "03-31 07:00 - 08:00"]),
    "excluded on the wall": ("EXDATE;TZID=Europe/Berlin:20250325T090000,20250326T090000", [MON, THU, FRI]),
    "excluded in UTC": ("EXDATE:20250325T080000Z\nEXDATE:20250326T080000Z", [MON, THU, FRI]),
    "excluded floating": ("EXDATE:20250325T090000", [MON, WED, THU, FRI]),
    "excluded by Windows' name": (
        "EXDATE;TZID=W. Europe Standard Time:20250325T090000",
        [MON, WED, THU, FRI],
    ),
    "excluded for the day": ("EXDATE;VALUE=DATE:20250325", [MON, WED, THU, FRI]),
    "excluded at another hour": ("EXDATE:20250325T090000Z", WEEK),
    "excluded by a rule": ("EXRULE:FREQ=DAILY;INTERVAL=2", [TUE, THU]),
    "one of two exclusions unreadable": ("EXDATE:20250325T080000Z,rubbish", [MON, WED, THU, FRI]),
    "added": ("RDATE:20250403T080000Z", [*WEEK, "04-03 08:00 - 09:00"]),
    "added twice": ("RDATE:20250403T080000Z\nRDATE:20250403T080000Z", [*WEEK, "04-03 08:00 - 09:00"]),
    "added for a day": ("RDATE;VALUE=DATE:20250403", [*WEEK, "04-03 07:00 - 08:00"]),
    "added with a length": ("RDATE;VALUE=PERIOD:20250403T080000Z/PT3H", [*WEEK, "04-03 08:00 - 11:00"]),
    "added with an end": (
        "RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20250403T080000/20250403T090000",
        [*WEEK, "04-03 06:00 - 07:00"],
    ),
    "added and excluded": ("RDATE:20250403T080000Z\nEXDATE:20250403T080000Z", WEEK),
    "added: nothing": ("RDATE:", WEEK),
}


@pytest.mark.parametrize(("extra", "expected"), EXTRA.values(), ids=EXTRA)
def test_dates_added_and_taken_away(extra: str, expected: list[str]) -> None:
    assert busy(daily(extra=extra)) == expected


WHOLE_DAY_SERIES = {
    "until a date": "RRULE:FREQ=DAILY;UNTIL=20250326",
    "until that day's midnight here": "RRULE:FREQ=DAILY;UNTIL=20250325T230000Z",
    "until that day's midnight in UTC": "RRULE:FREQ=DAILY;UNTIL=20250326T000000Z",
    "excluded as a time": "RRULE:FREQ=DAILY;COUNT=4\nEXDATE:20250327T000000Z",
    "excluded as midnight here": "RRULE:FREQ=DAILY;COUNT=4\nEXDATE:20250326T230000Z",
    "added": "RDATE;VALUE=DATE:20250325,20250326",
}


@pytest.mark.parametrize("extra", WHOLE_DAY_SERIES.values(), ids=WHOLE_DAY_SERIES)
def test_three_whole_days(extra: str) -> None:
    assert busy(event(f"DTSTART;VALUE=DATE:20250324\n{extra}")) == ["03-23 23:00 - 03-26 23:00"]


WEDNESDAY = "RECURRENCE-ID;TZID=Europe/Berlin:20250326T090000"
AT_THREE = "DTSTART;TZID=Europe/Berlin:20250326T150000\nDURATION:PT1H"
MOVED = "03-26 14:00 - 15:00"
REPLACED = {
    "moved": (f"{WEDNESDAY}\n{AT_THREE}", [MON, TUE, MOVED, THU, FRI]),
    "named in UTC": (f"RECURRENCE-ID:20250326T080000Z\n{AT_THREE}", [MON, TUE, MOVED, THU, FRI]),
    "named on the wall": (f"RECURRENCE-ID:20250326T090000\n{AT_THREE}", [MON, TUE, MOVED, THU, FRI]),
    "named by its day": (f"RECURRENCE-ID;VALUE=DATE:20250326\n{AT_THREE}", [MON, TUE, MOVED, THU, FRI]),
    "moved out of sight": (f"{WEDNESDAY}\nDTSTART:20260101T080000Z\nDURATION:PT1H", [MON, TUE, THU, FRI]),
    "cancelled": (f"{WEDNESDAY}\n{AT_THREE}\nSTATUS:CANCELLED", [MON, TUE, THU, FRI]),
    "cancelled, its time left out": (f"{WEDNESDAY}\nSTATUS:CANCELLED", [MON, TUE, THU, FRI]),
    "shown as free": (f"{WEDNESDAY}\n{AT_THREE}\nTRANSP:TRANSPARENT", [MON, TUE, THU, FRI]),
    "made a whole day": (
        f"{WEDNESDAY}\nDTSTART;VALUE=DATE:20250326",
        [MON, TUE, "03-25 23:00 - 03-26 23:00", THU, FRI],
    ),
    "none the rule has": (
        f"RECURRENCE-ID;TZID=Europe/Berlin:20250326T113000\n{AT_THREE}",
        [MON, TUE, WED, MOVED, THU, FRI],
    ),
    "named unreadably": (f"RECURRENCE-ID:rubbish\n{AT_THREE}", [MON, TUE, WED, MOVED, THU, FRI]),
    "all later ones too": (
        f"{WEDNESDAY.replace(';', ';RANGE=THISANDFUTURE;', 1)}\n{AT_THREE}",
        [MON, TUE, MOVED, "03-27 14:00 - 15:00", "03-28 14:00 - 15:00"],
    ),
    "all later ones cancelled": (
        f"{WEDNESDAY.replace(';', ';RANGE=THISANDFUTURE;', 1)}\n{AT_THREE}\nSTATUS:CANCELLED",
        [MON, TUE],
    ),
}


@pytest.mark.parametrize(("other", "expected"), REPLACED.values(), ids=REPLACED)
@pytest.mark.parametrize("series_first", [True, False])
def test_one_instance_replaced(other: str, expected: list[str], *, series_first: bool) -> None:
    parts = (DAILY, other) if series_first else (other, DAILY)
    assert busy(event(*parts)) == expected


def test_the_newer_of_two_replacements_counts() -> None:
    older = f"{WEDNESDAY}\nDTSTART:20250326T170000Z\nDURATION:PT1H\nSEQUENCE:1"
    newer = f"{WEDNESDAY}\n{AT_THREE}\nSEQUENCE:2"
    assert busy(daily(newer, older)) == [MON, TUE, MOVED, THU, FRI]


def test_an_instance_of_a_series_long_over_moved_into_the_window() -> None:
    series = "DTSTART:20250203T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=5"
    assert busy(event(series, f"RECURRENCE-ID:20250204T080000Z\n{AT_THREE}")) == [MOVED]


def test_all_later_instances_moved_into_the_window_from_before_it() -> None:
    series = "DTSTART:20250310T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3"
    later = "RECURRENCE-ID;RANGE=THISANDFUTURE:20250311T080000Z\nDTSTART:20250325T080000Z\nDURATION:PT1H"
    assert busy(event(series, later)) == [TUE, WED]


ONE_UID = {
    "the higher SEQUENCE replaces": (("SEQUENCE:0", "SEQUENCE:2"), [TUE]),
    "equal ones all stand": (("SEQUENCE:1", "SEQUENCE:1"), [MON, TUE]),
    "unreadable ones are 0": (("SEQUENCE:new", ""), [MON, TUE]),
}


@pytest.mark.parametrize(("sequences", "expected"), ONE_UID.values(), ids=ONE_UID)
def test_single_events_of_one_uid(sequences: tuple[str, str], expected: list[str]) -> None:
    bodies = (f"DTSTART:2025032{4 + n}T080000Z\nDURATION:PT1H\n{each}" for n, each in enumerate(sequences))
    assert busy(event(*bodies)) == expected


def test_an_event_moved_out_of_sight_does_not_stay_where_its_old_version_was() -> None:
    old, new = "DTSTART:20250324T080000Z", "DTSTART:20270324T080000Z\nSEQUENCE:1"
    assert busy(event(f"{old}\nDURATION:PT1H")) == [MON]
    assert busy(event(f"{old}\nDURATION:PT1H", f"{new}\nDURATION:PT1H")) == []


def test_rules_that_began_in_the_year_1_or_never_match_cost_nothing() -> None:
    since_ever = "DTSTART:00010101T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2000000"
    assert len(busy(event(since_ever))) == 14
    assert busy(event("DTSTART:20000101T090000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5")) == []


def test_a_feed_that_asks_for_more_than_any_calendar_holds_is_not_believed() -> None:
    every_minute = "DTSTART:20200101T000000Z\nDURATION:PT1M\nRRULE:FREQ=MINUTELY"
    with pytest.raises(CalendarUnreadable, match="too many dates"):
        read(event(*[every_minute] * 30))
