"""One week of training as a calendar shows it, in which some sessions may have a day and no hour."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from service.domain.plan import Placement, Plan
from service.domain.span import Span
from service.domain.week import Hours
from service.domain.wording import name, weekday, when
from service.rules.rule import called

TRAINING_HOURS = Hours(time(5), time(23))
"""When a session without an hour takes place at the earliest and the latest."""


@dataclass(frozen=True)
class CalendarWeek:
    """A week that nobody planned.

    Shape: `hourless` are the ids of sessions that stand in `plan` at the beginning of their day for want
    of an hour, carried ones among them; `halves` says of an upper-body lift that is only push, or only
    pull, which of the two, by its id.
    """

    plan: Plan
    hourless: frozenset[str] = frozenset()
    halves: Mapping[str, str] = field(default_factory=dict)

    @property
    def timed(self) -> Plan:
        """What of it has hours."""
        placements = self._timed(self.plan.placements)
        sessions = tuple(placement.session for placement in placements)
        brief = replace(self.plan.brief, sessions=sessions, carried=self._timed(self.plan.brief.carried))
        return replace(self.plan, brief=brief, placements=placements)

    def has_hour(self, placement: Placement) -> bool:
        """Whether the calendar says when on its day it takes place."""
        return placement.session.id not in self.hourless

    def work_different_halves(self, sessions: Collection[str]) -> bool:
        """Whether each of them is known to leave alone what another works."""
        halves = {self.halves.get(session, "") for session in sessions}
        return "" not in halves and len(halves) > 1

    def called(self, placement: Placement) -> str:
        """How a sentence names it: with its hour, or with its day alone."""
        if self.has_hour(placement):
            return called(self.plan, placement)
        return f"{name(placement.session)} ({weekday(self.plan.brief.week.day_of(placement.start))})"

    def without_made_up_hours(self, sentence: str) -> str:
        """The sentence of a rule with only the days of sessions that have no hour."""
        for placement in (*self.plan.brief.carried, *self.plan.placements):
            if not self.has_hour(placement):
                week = self.plan.brief.week
                made_up = when(placement.start, week.zone)
                sentence = sentence.replace(made_up, weekday(week.day_of(placement.start)))
        return sentence

    def earliest_end(self, placement: Placement) -> datetime:
        """When it is over at the earliest."""
        return placement.end if self.has_hour(placement) else self._hours_of(placement).start

    def latest_start(self, placement: Placement) -> datetime:
        """When it begins at the latest."""
        return placement.start if self.has_hour(placement) else self._hours_of(placement).end

    def _hours_of(self, placement: Placement) -> Span:
        week = self.plan.brief.week
        return week.hours_on(week.day_of(placement.start), TRAINING_HOURS)

    def _timed(self, placements: Iterable[Placement]) -> tuple[Placement, ...]:
        return tuple(placement for placement in placements if self.has_hour(placement))
