"""Reads durations and distances as people write them: 1h30, 45', 8-10 km, 12 mi, 400 m, half an hour."""

import re
from dataclasses import dataclass, replace
from enum import Enum

METRES_A_MILE = 1609.344
METRES_A_YARD = 0.9144
MARATHON = 42195
MOST_HOURS = 5
"""1:30 is an hour and a half, 6:30 rather the time of day or the minutes of a pace."""

MOST_TIMES_WIDER = 3
"""How many times the lower end of a range the upper one is at most; more is no range."""


class Measure(Enum):
    """What a quantity counts; an `m` is metres or minutes, a bare number either, as the rest decides."""

    SECONDS = "seconds"
    METRES = "metres"
    M = "m"
    CLOCK = "clock"
    BARE = "bare"


@dataclass(frozen=True)
class Quantity:
    """A duration or a distance.

    Shape: a range stands as the middle between its ends.
    Units: `value` is in seconds or metres; of `m` and of a bare number it is the number itself, and of a
    clock it is seconds if read as minutes and seconds.
    """

    measure: Measure
    value: float

    def middle(self, other: "Quantity") -> "Quantity | None":
        """The quantity in the middle between both if they can be the ends of a range, else None."""
        low, high = self.beside(other), other.beside(self)
        is_range = low.measure is high.measure and low.value <= high.value <= MOST_TIMES_WIDER * low.value
        return replace(low, value=(low.value + high.value) / 2) if is_range else None

    def beside(self, other: "Quantity") -> "Quantity":
        """The quantity as it reads beside another: an `m` beside a duration is minutes."""
        is_minutes = self.measure is Measure.M and other.measure is Measure.SECONDS
        return Quantity(Measure.SECONDS, self.value * 60) if is_minutes else self

    @property
    def hours_and_minutes(self) -> "Quantity":
        """A clock such as 1:30 read as hours and minutes, if it is no more than a few hours."""
        if self.measure is not Measure.CLOCK:
            return self
        is_long = self.value < (MOST_HOURS + 1) * 60
        return Quantity(Measure.SECONDS, self.value * 60 if is_long else self.value)


UNITS = {
    "h": (Measure.SECONDS, 3600, r"hours?|hrs?|h|std|stunden?|heures?|horas?"),
    "min": (Measure.SECONDS, 60, r"minutes?|minuten|minutos?|mins?|mn|'(?!')"),
    "s": (Measure.SECONDS, 1, r"seconds?|sekunden?|secondes?|segundos?|secs?|sek|seg|s|''|\""),
    "km": (Measure.METRES, 1000, r"kilom[eéè]t(?:er|re|ro)s?|kms?|k"),
    "mi": (Measure.METRES, METRES_A_MILE, r"miles?|mi|meilen?|milles?|millas?"),
    "yd": (Measure.METRES, METRES_A_YARD, r"yards?|yds?"),
    "metres": (Measure.METRES, 1, r"m[eéè]t(?:er|re|ro)s?|mts?"),
    "m": (Measure.M, 1, "m"),
}
UNIT = "|".join(rf"(?P<{name}>{written})" for name, (_, _, written) in UNITS.items())
NUMBER = r"\d{1,5}(?:[.,]\d{1,3})?"
LADDER = r"(?:\d+(?:[.,]\d+)?\s?[-/]\s?){2,}\d+"
QUANTITY = re.compile(
    r"(?P<hours>\d{1,2})\s?(?:hours?|hrs?|h|std|stunden?|heures?|horas?)[\s.,]*(?:(?:and|und|et|y)\s)?"
    r"(?P<minutes>\d{1,2})(?:\s?(?:minutes?|minuten|minutos?|mins?|mn|m|'))?(?![\w:/])"
    r"|(?<![\d:.])(?P<clock>\d{1,2}:\d\d(?::\d\d)?)(?![\d:])(?P<of_hours>\s?(?:hours?|hrs?|h|std)\b)?"
    rf"|(?P<ladder>{LADDER})\s?(?:{UNIT.replace('?P<', '?P<l_')})(?![^\W_])"
    rf"|(?P<low>{NUMBER})\s?-?\s?(?:(?:-|to|bis|à|a|or)\s?(?P<high>{NUMBER})\s?-?\s?)?(?:{UNIT})(?![^\W_])"
    r"|(?P<half>half\sa(?:n\shour|\smile)|half\s?-?mile|halbe\sstunde|demi-?\s?heure|media\shora|\bmile\b)"
    r"|(?<![\d.,:])(?P<bare>[1-9]\d{1,3})s?(?![\d%\w.:/])"
)
RACES = re.compile(
    r"(?P<halved>half|halb|semi|media|medio|halve)?[\s-]*(?:marath?ons?|marat[oó]n)\b(?![\s-]?(?:pace|tempo|simulation|training|race\space|effort|prep|plan|group|goal\space))"
)


def quantity(match: re.Match[str]) -> Quantity:
    """The quantity that `QUANTITY` found."""
    if match["hours"]:
        return Quantity(Measure.SECONDS, int(match["hours"]) * 3600 + int(match["minutes"]) * 60)
    if match["clock"]:
        return _clock(match["clock"], of_hours=bool(match["of_hours"]))
    if match["ladder"]:
        return _of_unit(match, sum(map(number, re.split(r"[-/]", match["ladder"]))), "l_")
    if match["half"]:
        return _in_words(match["half"])
    if match["bare"]:
        return Quantity(Measure.BARE, int(match["bare"]))
    low = number(match["low"])
    high = number(match["high"] or match["low"])
    return _of_unit(match, (low + high) / 2 if low <= high else high)


def number(written: str) -> float:
    """A number with a decimal point or comma; 1,200 is twelve hundred."""
    written = written.strip()
    whole, comma, decimals = written.replace(",", ".").partition(".")
    return (
        float(whole + decimals) if comma and len(decimals) == len("000") else float(written.replace(",", "."))
    )


def _of_unit(match: re.Match[str], value: float, prefix: str = "") -> Quantity:
    name = next(name for name in UNITS if match[prefix + name])
    measure, factor, _ = UNITS[name]
    return Quantity(measure, value * factor)


def _clock(written: str, *, of_hours: bool) -> Quantity:
    first, second, *third = map(int, written.split(":"))
    if third:
        return Quantity(Measure.SECONDS, first * 3600 + second * 60 + third[0])
    if of_hours:
        return Quantity(Measure.SECONDS, first * 3600 + second * 60)
    return Quantity(Measure.CLOCK, first * 60 + second)


def _in_words(written: str) -> Quantity:
    if written == "mile":
        return Quantity(Measure.METRES, METRES_A_MILE)
    if "mile" in written:
        return Quantity(Measure.METRES, METRES_A_MILE / 2)
    return Quantity(Measure.SECONDS, 1800)
