"""One week of training as a calendar shows it; some sessions may have a day but no hour."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from service.domain.plan import Placement, Plan
from service.domain.span import Span
from service.domain.week import Hours
from service.domain.wording import name, weekday, when
from service.rules.rule import placement_name

TRAINING_HOURS = Hours(time(5), time(23))
"""The hours of the day in which a session without an hour may be."""


@dataclass(frozen=True)
class CalendarWeek:
    """A week that a calendar shows and no planner made.

    Shape: `hourless` are the ids of sessions without an hour, carried ones included; `plan` has them at
    the start of their day. `halves` is, by the id of an upper-body lift that is only push or only pull,
    which of the two.
    """

    plan: Plan
    hourless: frozenset[str] = frozenset()
    halves: Mapping[str, str] = field(default_factory=dict)

    @property
    def timed(self) -> Plan:
        """The week without the sessions that have no hour."""
        placements = self._timed(self.plan.placements)
        sessions = tuple(placement.session for placement in placements)
        brief = replace(self.plan.brief, sessions=sessions, carried=self._timed(self.plan.brief.carried))
        return replace(self.plan, brief=brief, placements=placements)

    def has_hour(self, placement: Placement) -> bool:
        """Whether the calendar gives the session an hour, not only a day."""
        return placement.session.id not in self.hourless

    def work_different_halves(self, sessions: Collection[str]) -> bool:
        """Whether the sessions are known to be both push and pull, so that they share no muscles.

        Shape: false when the half of any of them is unknown.
        """
        halves = {self.halves.get(session, "") for session in sessions}
        return "" not in halves and len(halves) > 1

    def called(self, placement: Placement) -> str:
        """Returns the name of a session for a sentence, with its hour, or else with its day."""
        if self.has_hour(placement):
            return placement_name(self.plan, placement)
        return f"{name(placement.session)} ({weekday(self.plan.brief.week.day_of(placement.start))})"

    def with_days_for_unknown_hours(self, sentence: str) -> str:
        """Returns a rule's sentence with the day in place of each hour that the calendar did not give."""
        for placement in (*self.plan.brief.carried, *self.plan.placements):
            if not self.has_hour(placement):
                week = self.plan.brief.week
                made_up = when(placement.start, week.zone)
                sentence = sentence.replace(made_up, weekday(week.day_of(placement.start)))
        return sentence

    def earliest_end(self, placement: Placement) -> datetime:
        """The earliest end of a session whose hour may be unknown."""
        return placement.end if self.has_hour(placement) else self._hours_of(placement).start

    def latest_start(self, placement: Placement) -> datetime:
        """The latest start of a session whose hour may be unknown."""
        return placement.start if self.has_hour(placement) else self._hours_of(placement).end

    def _hours_of(self, placement: Placement) -> Span:
        week = self.plan.brief.week
        return week.hours_on(week.day_of(placement.start), TRAINING_HOURS)

    def _timed(self, placements: Iterable[Placement]) -> tuple[Placement, ...]:
        return tuple(placement for placement in placements if self.has_hour(placement))
