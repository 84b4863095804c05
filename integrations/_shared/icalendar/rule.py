"""Reads RECUR values, the recurrence rules of RRULE and EXRULE (RFC 5545, 3.3.10)."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Self

from integrations._shared.icalendar.moment import DAY, Moment, Unreadable

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The length of a period, for each frequency whose periods all have the same length.
PERIODS = {
    "WEEKLY": 7 * DAY,
    "DAILY": DAY,
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
}
FREQUENCIES = frozenset({"YEARLY", "MONTHLY", *PERIODS})
NUMBERS = {
    "BYMONTH": range(1, 13),
    "BYMONTHDAY": range(1, 32),
    "BYYEARDAY": range(1, 367),
    "BYWEEKNO": range(1, 54),
    "BYSETPOS": range(1, 367),
    "BYHOUR": range(24),
    "BYMINUTE": range(60),
    "BYSECOND": range(61),
}
COUNTABLE_FROM_END = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
# Longer than a lifetime in every frequency. A longer interval would overflow date arithmetic.
LONGEST_INTERVAL = 100_000_000
NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
DAY_OF_WEEK = re.compile(r"([+-]?[0-9]{1,2})?[ ]*(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True)
class Rule:
    """One recurrence rule, from an RRULE or EXRULE.

    Shape: `numbers` holds each BY part that is given, except BYDAY. `days` holds BYDAY as pairs of an
    ordinal, 0 for every such weekday, and a weekday. `until` may be floating.
    Units: weekdays count from 0 for Monday.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: Moment | None = None
    week_start: int = 0
    numbers: dict[str, frozenset[int]] = field(default_factory=dict)
    days: frozenset[tuple[int, int]] = frozenset()

    @classmethod
    def read(cls, value: str) -> Self:
        """Reads a RECUR value.

        Errors: Unreadable, also for rules that no calendar means, such as FREQ=SECONDLY or INTERVAL=0.
        """
        pairs = (part.partition("=") for part in value.upper().split(";") if part.strip())
        parts = {name.strip(): text.strip() for name, _, text in pairs}
        if parts.get("FREQ") not in FREQUENCIES or parts.get("RSCALE", "GREGORIAN") != "GREGORIAN":
            raise Unreadable("is no rule this reader knows")
        return cls(
            parts["FREQ"],
            interval=min(_positive(parts.get("INTERVAL", "1")), LONGEST_INTERVAL),
            count=_positive(parts["COUNT"]) if "COUNT" in parts else None,
            until=Moment.read(parts["UNTIL"], None) if "UNTIL" in parts else None,
            week_start=_weekday(parts.get("WKST", "MO"))[1],
            numbers={name: _numbers(name, parts[name]) for name in NUMBERS if name in parts},
            days=frozenset(_weekday(text) for text in parts.get("BYDAY", "").split(",") if text.strip()),
        )

    @property
    def step(self) -> timedelta | None:
        """The time from each start to the next, None unless the rule has a fixed period and no BY parts."""
        period = PERIODS.get(self.frequency)
        return period * self.interval if period and not self.numbers and not self.days else None

    def with_defaults(self, start: datetime) -> "Rule":
        """The same rule, with the weekday, day or month that it takes from `start` added as BY parts."""
        numbers, days = dict(self.numbers), self.days
        if not days and not numbers.keys() & {"BYMONTHDAY", "BYYEARDAY"}:
            if self.frequency == "WEEKLY" or "BYWEEKNO" in numbers:
                days = frozenset({(0, start.weekday())})
            elif self.frequency in {"YEARLY", "MONTHLY"}:
                numbers["BYMONTHDAY"] = frozenset({start.day})
                if self.frequency == "YEARLY":
                    numbers.setdefault("BYMONTH", frozenset({start.month}))
        return replace(self, numbers=numbers, days=days)


def _positive(text: str) -> int:
    if not NUMBER.fullmatch(text) or int(text) < 1:
        raise Unreadable("is a rule with an INTERVAL or COUNT that is no number above 0")
    return int(text)


def _numbers(name: str, text: str) -> frozenset[int]:
    numbers = set()
    for number in map(str.strip, text.split(",")):
        value = int(number) if NUMBER.fullmatch(number) else None
        if value is None or (abs(value) if name in COUNTABLE_FROM_END else value) not in NUMBERS[name]:
            raise Unreadable(f"is a rule with a {name} out of range")
        numbers.add(value)
    return frozenset(numbers)


def _weekday(text: str) -> tuple[int, int]:
    match = DAY_OF_WEEK.fullmatch(text.strip())
    if not match:
        raise Unreadable("is a rule with a weekday that is none")
    return int(match[1] or 0), WEEKDAYS.index(match[2])
