"""How fast an athlete covers a kilometre: easy, fast, walking, on a bicycle, in the water."""

from datetime import timedelta
from enum import StrEnum

from service.domain.training import Kind, Level

EASY_PACE = {
    Level.BEGINNER: timedelta(minutes=7),
    Level.INTERMEDIATE: timedelta(minutes=6),
    Level.ADVANCED: timedelta(minutes=5, seconds=15),
}
"""The time for an easy kilometre when the athlete has set none."""


class Gait(StrEnum):
    """How a part of a workout is done, as far as its text says so."""

    EASY = "easy"
    JOG = "jog"
    FAST = "fast"
    WALK = "walk"
    RIDE = "ride"
    SWIM = "swim"
    ROW = "row"


SHARE_OF_EASY = {Gait.EASY: 1.0, Gait.JOG: 1.1, Gait.FAST: 0.87}
"""The time for a kilometre of a run, as a share of the easy one."""

SECONDS_A_KILOMETRE = {Gait.WALK: 630, Gait.RIDE: 145, Gait.SWIM: 1320, Gait.ROW: 290}
"""The time for a kilometre of what is not running; it hardly follows from the running pace."""

SHARE_OF_KIND = {Kind.MODERATE: 0.96, Kind.TEMPO: 0.9, Kind.INTERVALS: 0.96}
"""The share for a whole run of one distance: the fast kilometres, and the easy ones around them."""

SHARE_IN_A_RACE = 0.87

SHARE_AT_FULL = {
    "5k": 0.78,
    "10k": 0.81,
    "lt": 0.83,
    "hmp": 0.84,
    "mp": 0.87,
    "hm": 0.84,
    "vma": 0.72,
    "vo2max": 0.74,
}
"""The share at the pace of a race; at 90 % of it the kilometre takes a ninth longer."""


def share_at(percent: float, of: str) -> float | None:
    """The share of an easy kilometre's time at so many percent of the speed of a race; None if unknown."""
    full = SHARE_AT_FULL.get(of.replace(" ", "").replace("-", ""))
    return full / (percent / 100) if full and percent else None


def seconds_for(metres: float, gait: Gait, easy: timedelta, share: float = 1.0) -> float:
    """The seconds a distance takes; `share` is for an easy part of a run that is faster as a whole."""
    kilometres = metres / 1000
    if gait in SECONDS_A_KILOMETRE:
        return kilometres * SECONDS_A_KILOMETRE[gait]
    return kilometres * easy.total_seconds() * (share if gait is Gait.EASY else SHARE_OF_EASY[gait])
