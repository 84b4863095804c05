"""Places training only in time that calendar, sleep and athlete leave free, while its place is open."""

from collections.abc import Iterator

from service.domain.availability import room_for
from service.domain.opening_hours import OpeningHours
from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.wording import clock
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import ATHLETE


class OnlyFreeTime(Rule):
    """No session on busy time or blocked days, during sleep, outside allowed or opening hours.

    Shape: the travel before and after the session must be in free time too.
    """

    card = RuleCard(
        id="only-free-time",
        says="A session and its travel lie in free time, outside sleep and inside the allowed hours; "
        "the session lies inside the opening hours of its place.",
        because="A plan that ignores the calendar is not followed.",
        sources=(ATHLETE,),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each placement that, with its travel, is not in free time or has passed.

        Shape: a placement outside the opening hours of its place is a finding of its own.
        """
        for placement in plan.placements:
            needed = placement.span.grow(before=placement.session.before, after=placement.session.after)
            if not any(span.holds(needed) for span in plan.brief.free):
                yield self.forbids(self._sentence(plan, placement, needed), placement)
            if _has_gone_by(plan.brief, needed):
                yield self.forbids(f"{placement_name(plan, placement)} lies in what has gone by.", placement)
            opens = placement.session.opens
            if opens and not any(span.holds(placement.span) for span in opens.spans(plan.brief.week)):
                yield self.forbids(self._at_the_door(plan, placement, opens), placement)

    def constrain(self, board: Board) -> None:
        """Restricts each session to free time that holds its travel too, and to opening hours."""
        for slot in board.slots:
            board.keep_within(slot, room_for(slot.session, board.brief.still_free))
            if slot.session.opens:
                board.keep_within(slot, slot.session.opens.spans(board.brief.week))

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Names the free span that holds the session."""
        zone = plan.brief.week.zone
        for span in plan.brief.free:
            if span.holds(placement.span):
                yield f"free from {clock(span.start, zone)} to {clock(span.end, zone)}"

    def _sentence(self, plan: Plan, placement: Placement, needed: Span) -> str:
        brief = plan.brief
        what = placement_name(plan, placement)
        blocked = (brief.week.span_of(day) for day in brief.week.days if brief.athlete.blocks(day))
        if any(day.overlaps(needed) for day in blocked):
            return f"{what} lies on a day you blocked."
        met = next((busy for busy in brief.busy if busy.span.overlaps(needed)), None)
        if met:
            return f"{what} meets {f'“{met.title}”' if met.title else 'busy time'}."
        if any(night.overlaps(needed) for night in brief.week.nightly(brief.athlete.sleep)):
            return f"{what} reaches into the night."
        return f"{what} lies outside the allowed hours."

    def _at_the_door(self, plan: Plan, placement: Placement, opens: OpeningHours) -> str:
        week, place = plan.brief.week, placement.session.place
        what = placement_name(plan, placement)
        if any(span.overlaps(placement.span) for span in opens.spans(week)):
            return f"{what} reaches past the opening hours of {place}."
        if opens.is_away(week.day_of(placement.start)):
            return f"{what} stands when {place} is out of reach."
        return f"{what} stands when {place} is closed."


def _has_gone_by(brief: Brief, needed: Span) -> bool:
    # When a week is planned before it begins, none of its time has passed.
    now = brief.not_before
    return now is not None and needed.start < now and brief.week.span.start < now
