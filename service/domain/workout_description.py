"""Tells a session from the description of a plan's entry whose title does not say what it is."""

import re
from dataclasses import dataclass

from service.domain.phrases import folded
from service.domain.signals import Signal, Weight, signals_in
from service.domain.sport import SPORTS, Sport
from service.domain.training import Discipline, Kind
from service.domain.workout.part import Said, every
from service.domain.workout.parts import parts
from service.domain.workout.tokens import plain_numbers

LONGEST = 1000
SETS = re.compile(r"\b\d{1,2}\s?(?:sets?|x|reps?|sätze|runden|rounds|séries|series)\b")
OF_A_RIDE = re.compile(r"\b(?:tss|ftp|kj|watts?)\b")
LENGTH_FIRST = re.compile(r"\s*\d{1,2}:\d\d\s-\s")
FEWEST_PARTS = 2


@dataclass(frozen=True)
class Described:
    """The kind of session that a description tells, and the word that tells it."""

    kind: Kind
    word: str
    sport: Sport | None = None


def session_described(title: str, description: str) -> Described | None:
    """The session that the description is about; None unless it reads as a workout.

    Shape: exercises in sets are a lift; parts with durations or distances to run or jog are a run; a title
    that begins with a length, over watts and training stress, is a ride.
    """
    text = plain_numbers(folded(description[:LONGEST]))
    signals = signals_in(text)
    if LENGTH_FIRST.match(title) and (ridden := OF_A_RIDE.search(text)):
        return Described(Kind.OTHER, ridden[0], SPORTS[0])
    lifts = [one for one in signals if one.discipline is Discipline.LIFT and one.weight is Weight.CERTAIN]
    if lifts and SETS.search(text):
        return _lift(lifts)
    runs = [one for one in signals if one.discipline is Discipline.RUN and one.weight >= Weight.LIKELY]
    measured = [part for part in every(parts(text)) if part.quantity]
    if runs and len(measured) >= FEWEST_PARTS and any(part.says for part in measured):
        return _run(runs, is_walked=any(Said.WALK in part.says for part in measured))
    return None


def _lift(signals: list[Signal]) -> Described:
    kinds = {one.kind for one in signals}
    kind = signals[0].kind if len(kinds) == 1 else Kind.FULL
    return Described(kind or Kind.FULL, signals[0].word)


def _run(signals: list[Signal], *, is_walked: bool) -> Described:
    first = max(signals, key=lambda one: (one.kind in {Kind.INTERVALS, Kind.TEMPO}, one.weight))
    kind = Kind.EASY if is_walked else first.kind or Kind.EASY
    return Described(kind, first.word)
