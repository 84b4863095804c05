"""Recognises lifts, runs and mobility among appointments by title and category; when in doubt, as none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from service.domain.appointment import Appointment
from service.domain.title import Signal, Title, Weight
from service.domain.title_patterns import TitlePatterns
from service.domain.training import USUAL_DURATION, USUAL_EFFORT, Discipline, Effort, Kind
from service.domain.wildcard import means

LONGEST = {
    Discipline.LIFT: timedelta(hours=4),
    Discipline.RUN: timedelta(hours=8),
    Discipline.RECOVERY: timedelta(hours=3),
}
"""An appointment that takes longer is no session, whatever its title."""

LONG_FROM, LONG_FROM_KILOMETRES = timedelta(minutes=100), 16
"""From this duration or distance on, a run without further description is a long run."""

LONGEST_DAY = timedelta(hours=25)
"""A whole day lasts no longer, even when the clocks change."""

MOST_TELLING_FIRST = (
    *(Kind.LOWER, Kind.UPPER, Kind.FULL, Kind.LIGHT_LIFT),
    *(Kind.INTERVALS, Kind.TEMPO, Kind.LONG, Kind.MODERATE, Kind.EASY),
    Kind.MOBILITY,
)
WHOLE_BODY = ("full", "ganz")


class Told(StrEnum):
    """The evidence on which a recognition is based."""

    OURS = "entry of ours"
    TAUGHT = "your pattern"
    CATEGORY = "category"
    TITLE = "title"


@dataclass(frozen=True)
class Recognised:
    """The session that an appointment was recognised as, with the word that decided it.

    Shape: `word` is shown to the athlete, who can object. `duration` comes from the calendar, else from
    the title, else it is the usual one. `half` is push or pull when an upper-body lift trains only that
    half.
    """

    appointment: Appointment
    kind: Kind
    effort: Effort
    duration: timedelta
    told: Told
    word: str
    half: str = ""


def recognise(appointment: Appointment, title_patterns: TitlePatterns) -> Recognised | None:
    """The lift, run or mobility session that the appointment is, None for anything else."""
    if ours := appointment.session:
        return Recognised(appointment, ours.kind, ours.effort, ours.duration, Told.OURS, ours.id)
    names = appointment.title, *appointment.categories
    if any(means(pattern, name) for pattern in title_patterns.ignore for name in names):
        return None
    for kind, patterns in title_patterns.patterns.items():
        for pattern in patterns:
            if any(means(pattern, name) for name in names):
                return _taken(appointment, kind, Told.TAUGHT, pattern)
    return _by_words(appointment)


def _by_words(appointment: Appointment) -> Recognised | None:
    title = Title(appointment.title)
    categories = [Title(category) for category in appointment.categories]
    if any(name.rules_out for name in (title, *categories)):
        return None
    is_filed = any(category.is_training for category in categories)
    if not (is_filed or title.is_training):
        return None
    filed = [signal for category in categories for signal in category.signals] if is_filed else []
    discipline = max(filed or title.signals, key=lambda signal: signal.weight).discipline
    signals = [signal for signal in (*title.signals, *filed) if signal.discipline is discipline]
    kind, word = _kind(signals) or (_plain_run(appointment, title), signals[0].word)
    is_in_title = any(signal.word in word for signal in title.signals)
    return _taken(appointment, kind, Told.TITLE if is_in_title else Told.CATEGORY, word)


def _kind(signals: Sequence[Signal]) -> tuple[Kind, str] | None:
    """The kind that words of one discipline give together, and the word that decides it."""
    first = {signal.kind: signal for signal in reversed(signals)}
    lower, upper = first.get(Kind.LOWER), first.get(Kind.UPPER)
    for signal in signals:
        if signal.word.startswith(WHOLE_BODY) or (
            signal.kind is Kind.LONG and signal.weight is Weight.CERTAIN
        ):
            return signal.kind or Kind.FULL, signal.word
    if lower and upper:
        return Kind.FULL, f"{lower.word} + {upper.word}"
    kind = next((kind for kind in MOST_TELLING_FIRST if kind in first), None)
    return (kind, first[kind].word) if kind else None


def _plain_run(appointment: Appointment, title: Title) -> Kind:
    """The kind of a run that its words do not describe: easy, unless it is far, long or called hard."""
    duration = title.duration or (timedelta() if appointment.whole_days else appointment.span.duration)
    is_far = duration >= LONG_FROM if title.kilometres is None else title.kilometres >= LONG_FROM_KILOMETRES
    if is_far:
        return Kind.LONG
    if title.effort is Effort.MAX:
        return Kind.TEMPO
    return Kind.EASY if title.effort in {None, Effort.EASY} else Kind.MODERATE


def _taken(appointment: Appointment, kind: Kind, told: Told, word: str) -> Recognised | None:
    title, span = Title(appointment.title), appointment.span
    has_hours = not appointment.whole_days and bool(span.duration)
    duration = span.duration if has_hours else title.duration or USUAL_DURATION[kind]
    is_too_long = duration > LONGEST[kind.discipline]
    if is_too_long or (appointment.whole_days and span.duration > LONGEST_DAY):
        return None
    names = [title, *map(Title, appointment.categories)]
    half = title.half if kind is Kind.UPPER else ""
    return Recognised(appointment, kind, _effort(kind, names), duration, told, word, half)


def _effort(kind: Kind, names: Sequence[Title]) -> Effort:
    usual = USUAL_EFFORT[kind]
    said = next((name.effort for name in names if name.effort is not None), usual)
    if kind in {Kind.EASY, Kind.MOBILITY}:
        return usual
    if kind is Kind.LONG and any(_is_fast(signal) for name in names for signal in name.signals):
        return max(Effort.HARD, said)
    # The word easy may describe the minutes between the fast ones; the run stays hard.
    return max(usual, said) if kind in {Kind.INTERVALS, Kind.TEMPO} else said


def _is_fast(signal: Signal) -> bool:
    return signal.kind in {Kind.INTERVALS, Kind.TEMPO}
