"""Decides which athletes do a lift and a run as one visit."""

from collections.abc import Iterator
from datetime import timedelta

from service.domain.athlete import Athlete
from service.domain.plan import Placement, Plan
from service.domain.training import Effort, Goal, Level, Session
from service.domain.wording import name
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import G0, PETRE_2021


class JoinedForBeginners(Rule):
    """Joined blocks: wished for beginners and fat loss, on request for others, never for the advanced."""

    shortest: timedelta = timedelta(minutes=20)
    longest: timedelta = timedelta(minutes=30)
    points: int = 240
    card = RuleCard(
        id="joined-for-beginners",
        says=(
            "Beginners, and fat loss up to intermediate, join a lift and a 20 to 30 minute easy or moderate "
            "run where they can; the advanced never join, they run in the morning and lift later."
        ),
        because=(
            "One visit saves a beginner a day and costs them nothing; in trained people running in the same "
            "session holds strength back."
        ),
        sources=(G0, PETRE_2021),
        force=Force.HARD,
    )

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each forbidden block, each run that could be joined, and each advanced run after a lift."""
        yield from self._wrong_blocks(plan)
        yield from self._lone_runs(plan)
        yield from self._late_runs(plan)

    def constrain(self, board: Board) -> None:
        """Forbids blocks that are not allowed, and charges for runs that could be in a block and are not."""
        athlete = board.brief.athlete
        blocks = list(board.joinable())
        for first, second, joined in blocks:
            if not self.may_join(athlete, first.session, second.session):
                board.forbid(joined)
        for slot in board.slots:
            if slot.session.is_run:
                ways = [block for block in blocks if slot in block[:2]]
                if any(self._is_wished(athlete, one.session, other.session) for one, other, _ in ways):
                    # A forbidden block can exist where it is pinned; its run is not alone then.
                    alone = board.negate(board.at_least(1, [joined for _, _, joined in ways]))
                    board.charge(self.points, board.all_of([board.placed(slot), alone]))
        for earlier, later in board.pairs():
            if _is_late_for_advanced(athlete, earlier.session, later.session):
                for day in board.brief.week.days:
                    facts = board.on(earlier, day), board.on(later, day), board.before(earlier, later)
                    board.charge(self.points, board.all_of(facts))

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Says that the session is one visit with another."""
        for other in plan.placements:
            if placement.joins(other):
                yield f"one visit with {name(other.session)}"

    def may_join(self, athlete: Athlete, one: Session, other: Session) -> bool:
        """Whether this athlete may do the two as one visit."""
        lift, run = (one, other) if one.is_lift else (other, one)
        fits = lift.is_lift and run.is_light_run and run.effort <= Effort.MODERATE
        asked = lift.join_with == run.id or run.join_with == lift.id
        allowed = _is_open_to_all_blocks(athlete) or (asked and athlete.level is not Level.ADVANCED)
        return fits and allowed and self.shortest <= run.duration <= self.longest

    def _is_wished(self, athlete: Athlete, one: Session, other: Session) -> bool:
        """Whether the two may be one visit, and no other rule forbids every such visit."""
        lift, run = (one, other) if one.is_lift else (other, one)
        may_lead = run.effort is Effort.EASY
        return self.may_join(athlete, one, other) and (may_lead or _may_follow(athlete, lift, run))

    def _wrong_blocks(self, plan: Plan) -> Iterator[Finding]:
        athlete = plan.brief.athlete
        for earlier, later in plan.pairs():
            if earlier.joins(later) and not self.may_join(athlete, earlier.session, later.session):
                both = f"{placement_name(plan, earlier)} and {name(later.session)}"
                yield self.forbids(f"{both} cannot be one visit at level {athlete.level}.", earlier, later)

    def _lone_runs(self, plan: Plan) -> Iterator[Finding]:
        athlete, sessions = plan.brief.athlete, plan.brief.sessions
        for placement in plan.placements:
            run = placement.session
            could = (self._is_wished(athlete, run, lift) for lift in sessions if lift.is_lift)
            if run.is_run and any(could) and not any(placement.joins(other) for other in plan.placements):
                sentence = f"{placement_name(plan, placement)} is a visit of its own, not joined to a lift."
                yield self.costs(self.points, sentence, placement)

    def _late_runs(self, plan: Plan) -> Iterator[Finding]:
        week = plan.brief.week
        for earlier, later in plan.pairs():
            late = _is_late_for_advanced(plan.brief.athlete, earlier.session, later.session)
            if late and week.day_of(earlier.start) == week.day_of(later.start):
                first, second = placement_name(plan, earlier), name(later.session)
                sentence = f"{first} comes before {second}; the advanced run in the morning."
                yield self.costs(self.points, sentence, earlier, later)


def _is_open_to_all_blocks(athlete: Athlete) -> bool:
    losing_fat = athlete.goal is Goal.FAT_LOSS and athlete.level is not Level.ADVANCED
    return athlete.level is Level.BEGINNER or losing_fat


def _may_follow(athlete: Athlete, lift: Session, run: Session) -> bool:
    """Whether a run that is more than easy may come second, the only position that it may have."""
    if athlete.goal is Goal.MUSCLE:
        return False
    asks = (run.join_with == lift.id) != (lift.join_with == run.id)
    if asks and not lift.works_legs:
        return run.join_with == lift.id
    return athlete.goal is Goal.FAT_LOSS


def _is_late_for_advanced(athlete: Athlete, earlier: Session, later: Session) -> bool:
    # For leg lifts goal-order decides, and it may require the opposite.
    return athlete.level is Level.ADVANCED and earlier.is_lift and not earlier.works_legs and later.is_run
