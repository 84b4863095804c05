"""Writes dates and times in English, in the order and with the clock that the reader's country uses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from fastapi import Request

from service.domain.itinerary import Zone
from service.domain.wording import ago, length

if TYPE_CHECKING:
    from babel import Locale

ANYWHERE = "en_001"
"""The locale of English without a country."""

HOUR = re.compile(r"\b([01]\d|2[0-3]):([0-5]\d)\b")

NOON = 12

WEIGHT = re.compile(r"q=([01](?:\.\d{0,3})?)")


@dataclass(frozen=True)
class Dates:
    """Writes dates and times for one reader.

    Shape: `locale` is an English one and decides the order of day and month. `is_short` means a 12-hour
    clock.
    """

    locale: "Locale"
    zone: Zone
    is_short: bool

    def day(self, day: date) -> str:
        """The weekday and date, such as Wed 4 Mar."""
        return self._written(day, "MMMEd")

    def weekday(self, day: date) -> str:
        """The full name of the weekday, such as Wednesday."""
        from babel.dates import format_date

        return format_date(day, "EEEE", locale=self.locale)

    def brief(self, day: date) -> str:
        """The day and month, such as 4 Mar."""
        return self._written(day, "MMMd")

    def days(self, first: date, last: date) -> str:
        """A range of days, such as 2–8 Mar 2026."""
        from babel.dates import format_interval

        said: str = format_interval(first, last, "yMMMd", locale=self.locale)
        return said

    def clock(self, instant: datetime) -> str:
        """The time of day."""
        return self._clock(instant.astimezone(self.zone))

    def hours(self, start: datetime, end: datetime) -> str:
        """A range of times of day."""
        return f"{self.clock(start)}–{self.clock(end)}"

    def when(self, instant: datetime) -> str:
        """The weekday, date and time of day."""
        return f"{self.day(instant.astimezone(self.zone).date())}, {self.clock(instant)}"

    def hour(self, hour: int) -> str:
        """A full hour from 0 to 24, for the time scale beside the days."""
        if not self.is_short:
            return f"{hour:02}"
        return f"{(hour - 1) % NOON + 1} {'am' if hour % (2 * NOON) < NOON else 'pm'}"

    def said(self, sentence: str) -> str:
        """A sentence of a rule, with its times of day on the reader's clock."""
        if not self.is_short:
            return sentence
        return HOUR.sub(lambda found: _short(int(found[1]), int(found[2])), sentence)

    @staticmethod
    def ago(instant: datetime, now: datetime) -> str:
        """How long ago the instant was."""
        return ago(now - instant)

    @staticmethod
    def length(duration: timedelta) -> str:
        """How long something takes."""
        return length(duration)

    def _clock(self, local: datetime) -> str:
        return _short(local.hour, local.minute) if self.is_short else f"{local:%H:%M}"

    def _written(self, day: date, skeleton: str) -> str:
        from babel.dates import format_skeleton

        return format_skeleton(skeleton, day, locale=self.locale)


def dates_of(request: Request, zone: Zone, clock: int | None = None) -> Dates:
    """The `Dates` for the languages that the browser prefers.

    Shape: `clock` is 12 or 24 if the athlete has configured it, else None.
    """
    locale, is_short = _habits(request.headers.get("accept-language", ""))
    return Dates(locale, zone, is_short if clock is None else clock == NOON)


@lru_cache(maxsize=256)
def _habits(header: str) -> "tuple[Locale, bool]":
    """The English locale that orders dates as the reader does, and whether their clock shows 12 hours."""
    from babel import Locale, UnknownLocaleError

    for tag in _wished(header):
        try:
            own = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        return _english(own), "a" in own.time_formats["short"].pattern
    return Locale.parse(ANYWHERE), False


def _english(own: "Locale") -> "Locale":
    from babel import Locale, UnknownLocaleError

    if own.language == "en":
        return own
    try:
        # Babel has an English locale for many countries, such as en_DE.
        return Locale("en", territory=own.territory or _home(own))
    except UnknownLocaleError:
        return Locale.parse(ANYWHERE)


def _home(own: "Locale") -> str | None:
    from babel.core import get_global

    likely: str = get_global("likely_subtags").get(own.language, "")
    return likely.rpartition("_")[2] or None


def _wished(header: str) -> Iterator[str]:
    """The language tags of an Accept-Language header, the most preferred first."""
    wished = [part.partition(";") for part in header.split(",")[:20]]
    weighed = [(_weight(weight), tag.strip()) for tag, _, weight in wished if tag.strip() not in {"", "*"}]
    return (tag for weight, tag in sorted(weighed, key=lambda each: -each[0]) if weight)


def _weight(text: str) -> float:
    found = WEIGHT.search(text)
    return float(found[1]) if found else 1.0


def _short(hour: int, minute: int) -> str:
    return f"{(hour - 1) % NOON + 1}:{minute:02}\u202f{'am' if hour < NOON else 'pm'}"
