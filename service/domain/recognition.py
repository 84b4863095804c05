"""Recognises training among appointments by title, category and description; when in doubt, as none."""

from collections.abc import Sequence
from datetime import timedelta

from service.domain.appointment import Appointment
from service.domain.kind_of_signals import FAST, kind_of
from service.domain.recognised import Recognised, Told
from service.domain.session_length import length_of
from service.domain.signals import Signal
from service.domain.sport import Sport
from service.domain.title import Title, read_title
from service.domain.title_patterns import TitlePatterns
from service.domain.training import USUAL_EFFORT, Discipline, Effort, Kind, Level
from service.domain.wildcard import means
from service.domain.workout.pace import EASY_PACE
from service.domain.workout_description import session_described

LONGEST = {
    Discipline.LIFT: timedelta(hours=4),
    Discipline.RUN: timedelta(hours=8),
    Discipline.RECOVERY: timedelta(hours=3),
    Discipline.OTHER: timedelta(hours=10),
}
"""An appointment that takes longer is no session, whatever its title."""

LONG_FROM, LONG_FROM_KILOMETRES = timedelta(minutes=100), 16
"""From this duration or distance on, a run without further description is a long run."""

LONGEST_DAY = timedelta(hours=25)
"""A whole day lasts no longer, even when the clocks change."""


def recognise(
    appointment: Appointment,
    title_patterns: TitlePatterns,
    easy_pace: timedelta = EASY_PACE[Level.INTERMEDIATE],
) -> Recognised | None:
    """The lift, run, mobility session or other sport that the appointment is, None for anything else.

    Shape: a race is the hardest run of its distance. `easy_pace` is the time for an easy kilometre.
    """
    if ours := appointment.session:
        return Recognised(appointment, ours.kind, ours.effort, ours.duration, Told.OURS, ours.id)
    if title_patterns.ignore or title_patterns.patterns:
        names = appointment.title, *appointment.categories
        if any(means(pattern, name) for pattern in title_patterns.ignore for name in names):
            return None
        for kind, patterns in title_patterns.patterns.items():
            for pattern in patterns:
                if any(means(pattern, name) for name in names):
                    return _Reading(appointment, easy_pace).taken(kind, Told.TAUGHT, pattern)
    return _Reading(appointment, easy_pace).recognised()


def worth_asking(appointment: Appointment, title_patterns: TitlePatterns) -> Recognised | None:
    """What an appointment may be if the athlete says so; None if `recognise` knows or nothing hints at it."""
    names = appointment.title, *appointment.categories
    known = (*title_patterns.ignore, *(one for some in title_patterns.patterns.values() for one in some))
    if appointment.session or any(means(pattern, name) for pattern in known for name in names):
        return None
    reading = _Reading(appointment, EASY_PACE[Level.INTERMEDIATE])
    return None if reading.recognised() else reading.doubtful()


class _Reading:
    """Reads one appointment that is no entry of ours."""

    def __init__(self, appointment: Appointment, easy_pace: timedelta) -> None:
        self._appointment = appointment
        self._easy_pace = easy_pace
        self._title = read_title(appointment.title, in_a_plan=appointment.whole_days)
        self._categories = [read_title(category) for category in appointment.categories]

    def recognised(self) -> Recognised | None:
        """The session that title, categories or description tell."""
        if not (self._title.says_anything or self._categories or self._is_described):
            return None
        is_filed = any(category.is_training for category in self._categories)
        is_told = is_filed or self._title.is_training
        if not (is_told or self._is_described) or any(name.rules_out for name in self._names):
            return None
        if is_told:
            return self._by_words(is_filed=is_filed)
        return None if self._title.main else self._by_description()

    def doubtful(self) -> Recognised | None:
        """The session that one weak word in the title may mean."""
        if not (self._title.says_anything and self._title.may_be_training):
            return None
        if any(category.rules_out for category in self._categories):
            return None
        return self._by_words(is_filed=False, is_sure=False)

    @property
    def _names(self) -> Sequence[Title]:
        return self._title, *self._categories

    @property
    def _is_described(self) -> bool:
        """Whether a description may tell what the title does not; one with an hour may be about anything."""
        return self._appointment.whole_days and bool(self._appointment.description)

    def _by_words(self, *, is_filed: bool, is_sure: bool = True) -> Recognised | None:
        filed = [signal for category in self._categories for signal in category.main] if is_filed else []
        discipline = max(filed or self._title.main, key=lambda signal: signal.weight).discipline
        titled = self._title.main if self._title.main and self._title.main[0].discipline is discipline else ()
        signals = [signal for signal in (*titled, *filed) if signal.discipline is discipline]
        kind, word = kind_of(signals, is_far=self._is_far) or (self._plain_run(), signals[0].word)
        if self._title.race and discipline is Discipline.RUN:
            kind, word = self._race_kind(), self._title.race
        is_in_title = any(signal.word in word for signal in self._title.signals)
        told = Told.TITLE if is_in_title else Told.CATEGORY
        return self.taken(
            kind, told, word, is_sure=is_sure and (is_filed or self._title.is_sure), sport=signals[0].sport
        )

    def _by_description(self) -> Recognised | None:
        found = session_described(self._appointment.title, self._appointment.description)
        return self.taken(found.kind, Told.DESCRIPTION, found.word, sport=found.sport) if found else None

    def _plain_run(self) -> Kind:
        """The kind of a run that its words do not describe: easy, unless it is far, long or called hard."""
        if self._is_far:
            return Kind.LONG
        if self._title.effort is Effort.MAX:
            return Kind.TEMPO
        return Kind.EASY if self._title.effort in {None, Effort.EASY} else Kind.MODERATE

    @property
    def _is_far(self) -> bool:
        if self._title.kilometres is not None:
            return self._title.kilometres >= LONG_FROM_KILOMETRES
        appointment = self._appointment
        hours = timedelta() if appointment.whole_days else appointment.span.duration
        return (self._title.minutes or hours) >= LONG_FROM

    def _race_kind(self) -> Kind:
        """A race is the hardest run of its distance: a tempo run, or a long one."""
        return Kind.LONG if self._is_far else Kind.TEMPO

    def taken(
        self,
        kind: Kind,
        told: Told,
        word: str,
        *,
        is_sure: bool = True,
        sport: Sport | None = None,
    ) -> Recognised | None:
        """The appointment as a session of that kind; None if it takes longer than any session."""
        appointment = self._appointment
        if appointment.whole_days and appointment.span.duration > LONGEST_DAY:
            return None
        if kind is Kind.OTHER and sport is None:
            sport = next((signal.sport for signal in self._title.main if signal.sport), None)
        is_race = bool(self._title.race) and kind.discipline is Discipline.RUN
        duration = length_of(appointment, kind, self._easy_pace, sport=sport, is_race=is_race)
        if duration > LONGEST[kind.discipline]:
            return None
        effort = Effort.MAX if is_race and told is not Told.TAUGHT else self._effort(kind, sport)
        half = self._title.half if kind is Kind.UPPER else ""
        return Recognised(appointment, kind, effort, duration, told, word, half, sport, is_race, is_sure)

    def _effort(self, kind: Kind, sport: Sport | None) -> Effort:
        usual = sport.effort if sport else USUAL_EFFORT[kind]
        said = next((name.effort for name in self._names if name.effort is not None), usual)
        if kind in {Kind.EASY, Kind.MOBILITY}:
            return usual
        if kind is Kind.LONG and any(_is_fast(signal) for name in self._names for signal in name.signals):
            return max(Effort.HARD, said)
        # The word easy may describe the minutes between the fast ones; the run stays hard.
        return max(usual, said) if kind in FAST else said


def _is_fast(signal: Signal) -> bool:
    return signal.kind in FAST
