"""Finds the dates that a recurrence rule names: its periods, and the days in them that match its BY parts."""

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date

from integrations._shared.icalendar.rule import Rule

DAYS_IN_A_WEEK = 7
MONTHS_IN_A_YEAR = 12
LAST_DAY = date.max.toordinal()


def periods(rule: Rule, start: date, *, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yields the first and last day of each period of the rule that touches `first` to `last`.

    Shape: a period is a year, month, week or day, by the rule's frequency. INTERVAL counts from the period of
    `start`.
    """
    if rule.frequency in {"YEARLY", "MONTHLY"}:
        size = MONTHS_IN_A_YEAR if rule.frequency == "YEARLY" else 1
        origin, begin, end = (_month_number(day) // size * size for day in (start, first, last))
        for month in _steps(origin, begin, end, size * rule.interval):
            yield _day_of_month(month, 1), _day_of_month(month + size - 1, 31)
    else:
        size = DAYS_IN_A_WEEK if rule.frequency == "WEEKLY" else 1
        origin = start.toordinal() - (start.weekday() - rule.week_start) % size
        for day in _steps(origin, first.toordinal() - size + 1, last.toordinal(), size * rule.interval):
            yield date.fromordinal(max(day, 1)), date.fromordinal(min(day + size - 1, LAST_DAY))


def matching_days(rule: Rule, first: date, last: date) -> Iterator[tuple[int, list[date]]]:
    """Yields, for each month from `first` to `last`, how many days were tested and which match the rule."""
    for number in range(_month_number(first), _month_number(last) + 1):
        earliest, latest = max(first, _day_of_month(number, 1)), min(last, _day_of_month(number, 31))
        days = [*_days_by_month(rule, earliest, latest)]
        yield len(days), [day for day in days if _matches(rule, day)]


def _days_by_month(rule: Rule, earliest: date, latest: date) -> Iterator[date]:
    """The days of one month that match BYMONTH and BYMONTHDAY; most rules need no other test."""
    if earliest.month not in rule.numbers.get("BYMONTH", {earliest.month}):
        return
    days = range(earliest.day, latest.day + 1)
    if "BYMONTHDAY" in rule.numbers:
        length = monthrange(earliest.year, earliest.month)[1]
        named = {day if day > 0 else length + day + 1 for day in rule.numbers["BYMONTHDAY"]}
        yield from (earliest.replace(day=day) for day in sorted(named.intersection(days)))
    else:
        yield from (earliest.replace(day=day) for day in days)


def _matches(rule: Rule, day: date) -> bool:
    numbers = rule.numbers
    return (
        (not rule.days or _is_weekday(rule, day))
        and ("BYYEARDAY" not in numbers or not numbers["BYYEARDAY"].isdisjoint(_days_of_year(day)))
        and ("BYWEEKNO" not in numbers or not numbers["BYWEEKNO"].isdisjoint(_weeks(day, rule.week_start)))
    )


def _is_weekday(rule: Rule, day: date) -> bool:
    weekday = day.weekday()
    if (0, weekday) in rule.days:
        return True
    if rule.frequency == "MONTHLY" or (rule.frequency == "YEARLY" and "BYMONTH" in rule.numbers):
        place, length = day.day, monthrange(day.year, day.month)[1]
    elif rule.frequency == "YEARLY" and "BYWEEKNO" not in rule.numbers:
        place, length = _day_of_year(day), _length_of_year(day.year)
    else:  # in other rules RFC 5545 gives an ordinal no meaning, so it is ignored
        return any(weekday == named for _, named in rule.days)
    return any((nth, weekday) in rule.days for nth in _weeks_from_both_ends(place, length))


def _days_of_year(day: date) -> tuple[int, int]:
    place = _day_of_year(day)
    return place, place - _length_of_year(day.year) - 1


def _weeks(day: date, week_start: int) -> tuple[int, ...]:
    # A week, with all its days, belongs to the year that holds its fourth day (RFC 5545, BYWEEKNO).
    fourth = day.toordinal() + 3 - (day.weekday() - week_start) % DAYS_IN_A_WEEK
    if not 1 <= fourth <= LAST_DAY:
        return ()
    middle = date.fromordinal(fourth)
    return _weeks_from_both_ends(_day_of_year(middle), _length_of_year(middle.year))


def _weeks_from_both_ends(place: int, length: int) -> tuple[int, int]:
    return (place - 1) // DAYS_IN_A_WEEK + 1, -((length - place) // DAYS_IN_A_WEEK) - 1


def _steps(origin: int, begin: int, end: int, step: int) -> range:
    skipped = max(0, -((origin - begin) // step))
    return range(origin + skipped * step, end + 1, step)


def _month_number(day: date) -> int:
    return day.year * MONTHS_IN_A_YEAR + day.month - 1


def _day_of_month(number: int, day: int) -> date:
    year, month = divmod(number, MONTHS_IN_A_YEAR)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]) if day > 1 else day)


def _day_of_year(day: date) -> int:
    return (day - date(day.year, 1, 1)).days + 1


def _length_of_year(year: int) -> int:
    return 366 if isleap(year) else 365
