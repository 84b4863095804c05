"""Invariants of reading any feed and any recurrence rule."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations._shared.icalendar.recurrence import StepBudget, matches
from integrations._shared.icalendar.rule import WEEKDAYS, Rule
from integrations._shared.icalendar.wire import read_busy_time
from service.domain.span import Span, merge
from service.errors import CalendarUnreadable
from tests.integrations.ics_text import SETTINGS, calendar

WINDOW = Span(datetime(2025, 3, 10, tzinfo=UTC), datetime(2025, 4, 20, tzinfo=UTC))
MINUTES = st.integers(0, 60 * 24 * 70)
ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", ""])
REPEATS = st.sampled_from(
    [
        "",
        "FREQ=DAILY;COUNT=9",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=HOURLY;INTERVAL=30",
    ]
)


@st.composite
def event(draw: st.DrawFn) -> str:
    """An event near the window, or a series that runs through it."""
    start = datetime(2025, 2, 20) + timedelta(minutes=draw(MINUTES))  # noqa: DTZ001
    zone, rule = draw(ZONES), draw(REPEATS)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{draw(st.integers(0, 10**6))}",
        f"DTSTART{f';TZID={zone}' if zone else ''}:{start:%Y%m%dT%H%M%S}",
        draw(st.sampled_from(["DURATION:PT45M", "DURATION:P2DT3H", "DURATION:PT30H"])),
        *([f"RRULE:{rule}"] if rule else []),
        "END:VEVENT",
    ]
    return "\n".join(lines)


feeds = st.lists(event(), max_size=6).map("\n".join).map(calendar)


def busy(feed: bytes, window: Span) -> tuple[Span, ...]:
    return merge(one.span for one in read_busy_time(feed, SETTINGS, window).busy)


@given(feeds, st.integers(1, 40))
def test_two_windows_side_by_side_say_what_one_over_both_says(feed: bytes, day: int) -> None:
    middle = WINDOW.start + timedelta(days=day)
    apart = (*busy(feed, Span(WINDOW.start, middle)), *busy(feed, Span(middle, WINDOW.end)))
    assert merge(apart) == busy(feed, WINDOW)


@given(feeds, st.sampled_from(["\n", "\r\n"]), st.integers(20, 75))
def test_folds_and_line_ends_change_nothing(feed: bytes, line_end: str, width: int) -> None:
    lines = feed.decode().split("\r\n")
    folded = (
        f"{line_end} ".join(line[at : at + width] for at in range(0, len(line) or 1, width)) for line in lines
    )
    assert busy(line_end.join(folded).encode(), WINDOW) == busy(feed, WINDOW)


@given(feeds, st.data())
def test_a_feed_cut_off_is_never_believed(feed: bytes, data: st.DataObject) -> None:
    length = data.draw(st.integers(0, len(feed) - len("R\r\n")))
    try:
        read_busy_time(feed[:length], SETTINGS, WINDOW)
    except CalendarUnreadable:
        return
    raise AssertionError(feed[:length])


@given(st.binary(max_size=300), st.integers(0, 300))
def test_rubbish_in_a_calendar_is_read_or_refused(rubbish: bytes, place: int) -> None:
    feed = calendar("BEGIN:VEVENT\nUID:one\nDTSTART:20250401T070000Z\nRRULE:FREQ=DAILY\nEXDATE:X\nEND:VEVENT")
    place = min(place, len(feed))
    with suppress(CalendarUnreadable):
        read_busy_time(feed[:place] + rubbish + feed[place:], SETTINGS, WINDOW)


def listed(name: str, values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    """One BY part."""
    return st.lists(values, min_size=1, max_size=3, unique=True).map(
        lambda some: f"{name}={','.join(map(str, some))}"
    )


MONTH_DAYS = listed("BYMONTHDAY", st.integers(-28, 28).filter(bool))
YEAR_DAYS = listed("BYYEARDAY", st.integers(-365, 365).filter(bool))
DAYS = listed("BYDAY", st.sampled_from(WEEKDAYS))
NTH_DAYS = st.sampled_from(["1", "2", "-1", "-3"]).flatmap(
    lambda nth: listed("BYDAY", st.sampled_from(WEEKDAYS).map(lambda day: f"{nth}{day}"))
)
POSITIONS = st.tuples(DAYS, listed("BYSETPOS", st.sampled_from([1, 2, -1]))).map(";".join)
WEEKS = st.tuples(DAYS, listed("BYWEEKNO", st.integers(-51, 52).filter(lambda week: abs(week) > 1))).map(
    ";".join
)
# Each matches again and again: dateutil looks for a date that never comes until the year 9999.
FREQUENCIES = {
    "YEARLY": MONTH_DAYS | YEAR_DAYS | DAYS | NTH_DAYS | WEEKS,
    "MONTHLY": MONTH_DAYS | DAYS | NTH_DAYS | POSITIONS,
    # No BYSETPOS: dateutil counts positions in the first week from DTSTART on, the RFC in the whole week.
    "WEEKLY": DAYS,
    "DAILY": MONTH_DAYS | DAYS,
    "HOURLY": DAYS,
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule that dateutil understands as the RFC means it."""
    frequency = draw(st.sampled_from(sorted(FREQUENCIES)))
    parts = [
        f"INTERVAL={draw(st.integers(1, 4))}",
        draw(FREQUENCIES[frequency]),
        draw(listed("BYMINUTE", st.integers(0, 59))),
        f"WKST={draw(st.sampled_from(WEEKDAYS))}",
    ]
    return ";".join([f"FREQ={frequency}", *(part for part in parts if draw(st.booleans()))])


@settings(deadline=None)
@given(rules(), MINUTES)
def test_rules_mean_what_dateutil_takes_them_for(rule: str, minutes: int) -> None:
    first = datetime(2025, 3, 10)  # noqa: DTZ001
    last = first + timedelta(days=45)
    start = first - timedelta(minutes=minutes)
    reference = takewhile(lambda wall: wall <= last, rrulestr(rule, dtstart=start))
    expected = [wall for wall in reference if wall >= first]
    assert [*matches(Rule.read(rule), start, first=first, last=last, allowance=StepBudget())] == expected
