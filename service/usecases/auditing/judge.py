"""Finds what the rules object to in one calendar week; rules that make sense only for a plan are left out.

Of a session without an hour only those findings are reported that hold at any hour of its day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.domain.plan import Placement, Plan
from service.domain.span import whole_minutes
from service.domain.wording import hours
from service.rules.evening_wind_down import EveningWindDown
from service.rules.finding import Finding
from service.rules.gap import Gap
from service.rules.joined_for_beginners import JoinedForBeginners
from service.rules.one_hard_thing_a_day import OneHardThingADay
from service.rules.only_free_time import OnlyFreeTime
from service.rules.preferred_time import PreferredTime
from service.rules.relaxed import unrelaxed
from service.rules.rest_days import RestDays
from service.rules.rule import Rule
from service.rules.same_muscles_apart import SameMusclesApart
from service.rules.sessions_a_day import SessionsADay
from service.rules.spread_the_week import SpreadTheWeek
from service.rules.vary_days import VaryDays
from service.usecases.auditing.calendar_week import CalendarWeek

ABOUT_DAYS = (RestDays, SessionsADay, OneHardThingADay, VaryDays, SpreadTheWeek)
"""Rules that need only the day of a session."""

ABOUT_MUSCLES = (SameMusclesApart, VaryDays)
"""Rules about training the same muscles again; push and pull work different ones."""


@dataclass(frozen=True)
class Judge:
    """Applies the rulebook to calendar weeks.

    Shape: `knows_nights` says that the athlete set their sleep and allowed hours themselves.
    """

    rules: Sequence[Rule]
    has_own_hours: bool

    def findings(self, week: CalendarWeek) -> tuple[Finding, ...]:
        """Returns each finding about the week once, the worst first."""
        found = dict[object, Finding]()
        for rule in self.rules:
            for finding in self._of_rule(rule, week):
                # A rule reports two sessions that start together twice, once in each order.
                key = frozenset(finding.sessions) if len(finding.sessions) > 1 else finding.sentence
                is_hard = finding.is_hard and rule.binds
                found.setdefault((finding.rule, key), replace(finding, is_hard=is_hard))
        return tuple(sorted(found.values(), key=lambda finding: (not finding.is_hard, -finding.cost)))

    def _of_rule(self, rule: Rule, week: CalendarWeek) -> Iterator[Finding]:
        about_muscles = isinstance(unrelaxed(rule), ABOUT_MUSCLES)
        for finding in self._on_the_whole(rule, week):
            if not (about_muscles and week.work_different_halves(finding.sessions)):
                yield finding

    def _on_the_whole(self, rule: Rule, week: CalendarWeek) -> Iterator[Finding]:
        written = unrelaxed(rule)
        if isinstance(written, ABOUT_DAYS):
            for finding in rule.findings(week.plan):
                yield replace(finding, sentence=week.with_days_for_unknown_hours(finding.sentence))
            return
        timed = week.timed
        # A soft rule about the whole week can be wrong when sessions are left out; a gap needs only two.
        says_all = len(timed.placements) == len(week.plan.placements) or isinstance(written, Gap)
        for finding in rule.findings(timed):
            if (says_all or finding.is_hard) and self._is_about_calendars(written, finding, timed):
                yield finding
        if isinstance(written, Gap):
            yield from _between_days(written, week)

    def _is_about_calendars(self, rule: Rule, finding: Finding, plan: Plan) -> bool:
        match rule:
            case PreferredTime():
                return False
            case JoinedForBeginners():
                return len(finding.sessions) > 1  # a run that could have been joined is no mistake
            case EveningWindDown():
                return self.has_own_hours
            case OnlyFreeTime():
                return self.has_own_hours or _meets_busy_time(finding, plan)
        return True


def _meets_busy_time(finding: Finding, plan: Plan) -> bool:
    spans = [placement.span for placement in plan.placements if placement.session.id in finding.sessions]
    return any(busy.span.overlaps(span) for busy in plan.brief.busy for span in spans)


def _between_days(rule: Gap, week: CalendarWeek) -> Iterator[Finding]:
    """The pairs that are too close even at the earliest end of the first and the latest start of the second.

    Shape: only pairs on different days in which at least one session has no hour.
    """
    day_of = week.plan.brief.week.day_of
    for earlier, later in week.plan.pairs():
        is_known = week.has_hour(earlier) and week.has_hour(later)
        concerned = rule.concerns(earlier.session, later.session)
        if concerned and not is_known and day_of(earlier.start) != day_of(later.start):
            yield from _at_most(rule, week, earlier, later)


def _at_most(rule: Gap, week: CalendarWeek, earlier: Placement, later: Placement) -> Iterator[Finding]:
    widest = week.latest_start(later) - week.earliest_end(earlier)
    wanted = rule.target_after(earlier.session)
    at_most = f"At most {hours(widest)} from {week.called(earlier)} to {week.called(later)}"
    cost = max(whole_minutes(wanted - widest), 0)
    if widest < rule.floor:
        yield rule.forbids(f"{at_most}, at least {hours(rule.floor)} are needed.", earlier, later, cost=cost)
    elif cost:
        yield rule.costs(cost, f"{at_most}, {hours(wanted)} would be better.", earlier, later)
