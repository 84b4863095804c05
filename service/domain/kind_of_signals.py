"""Decides which kind of session the training words of one discipline name together."""

from collections.abc import Mapping, Sequence

from service.domain.signals import Signal, Weight
from service.domain.training import Kind

MOST_TELLING_FIRST = (
    *(Kind.LOWER, Kind.UPPER, Kind.FULL, Kind.LIGHT_LIFT),
    *(Kind.INTERVALS, Kind.TEMPO, Kind.LONG, Kind.MODERATE, Kind.EASY),
    Kind.MOBILITY,
    Kind.OTHER,
)
FAST = {Kind.TEMPO, Kind.INTERVALS}
WHOLE_BODY = ("full", "ganz")


def kind_of(signals: Sequence[Signal], *, is_far: bool) -> tuple[Kind, str] | None:
    """The kind that the words give together, and the word that decides it; None if none of them describes it.

    Shape: `is_far` says that a run without further description would be a long one.
    """
    for signal in signals:
        is_long = signal.kind is Kind.LONG and signal.weight is Weight.CERTAIN
        if is_long or signal.word.startswith(WHOLE_BODY):
            return signal.kind or Kind.FULL, signal.word
    first = _first_of_each(signals)
    lower, upper = first.get(Kind.LOWER), first.get(Kind.UPPER)
    if lower and upper:
        return Kind.FULL, f"{lower.word} + {upper.word}"
    left_out = _only_hinted(first) if is_far or any(map(_describes, signals)) else set[Kind | None]()
    if left_out & FAST and not any(map(_describes, signals)):
        return None  # far, and fast in parts: easy kilometres around them do not make it an easy run
    kind = next((kind for kind in MOST_TELLING_FIRST if kind in first and kind not in left_out), None)
    return (kind, first[kind].word) if kind else None


def _first_of_each(signals: Sequence[Signal]) -> Mapping[Kind | None, Signal]:
    """The first word of each kind, and one that only hints at it after all others."""
    first = dict[Kind | None, Signal]()
    for signal in sorted(signals, key=lambda signal: signal.weight is Weight.SHADE):
        first.setdefault(signal.kind, signal)
    return first


def _describes(signal: Signal) -> bool:
    """Whether the word says what kind it is; a jog may only be the recovery between fast parts."""
    least = Weight.CERTAIN if signal.kind is Kind.EASY else Weight.LIKELY
    return signal.kind is not None and signal.weight >= least


def _only_hinted(first: Mapping[Kind | None, Signal]) -> set[Kind | None]:
    """The kinds of words such as steady or pace, which only say how fast; how far, or a name, says more."""
    known_by_itself = {Kind.EASY, Kind.LONG}
    return {kind for kind, one in first.items() if one.weight is Weight.SHADE and kind not in known_by_itself}
