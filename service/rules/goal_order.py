"""Orders a lift and a run that share a day."""

from collections.abc import Iterator
from typing import Literal

from service.domain.athlete import Athlete
from service.domain.plan import Placement, Plan
from service.domain.training import Discipline, Goal, Level, Session
from service.domain.wording import name
from service.rules.board import Board
from service.rules.card import Force, RuleCard
from service.rules.finding import Finding
from service.rules.rule import Rule, placement_name
from service.rules.source import EDDENS_2018, G0, G1, G3, GAO_YU_2023, METHENITIS_2018

Order = Literal["priority-first", "priority-last"]


class GoalOrder(Rule):
    """Whether the lift or the run comes first on a shared day, joined or not."""

    order: Order = "priority-first"
    points: int = 240
    card = RuleCard(
        id="goal-order",
        says=(
            "On one day muscle and fat loss lift first, endurance runs first, and balanced runs in the "
            "morning and lifts later; a must when the lift works the legs, a wish for other lifts. With "
            "those, a session that asks to join another comes second, whatever the goal."
        ),
        because=(
            "What is done fresh is done best; studies show it for leg strength. One passage of G1 holds "
            "that what comes last adapts most; whoever believes that sets order to priority-last."
        ),
        sources=(G0, G1, G3, METHENITIS_2018, EDDENS_2018, GAO_YU_2023),
        force=Force.HARD,
    )

    def leader(self, athlete: Athlete) -> Discipline:
        """The discipline that comes first.

        Shape: for a balanced athlete it is the run in either `order`, since neither discipline has
        priority.
        """
        if athlete.goal is Goal.BALANCED:
            return Discipline.RUN
        lifts = athlete.goal in {Goal.MUSCLE, Goal.FAT_LOSS}
        return Discipline.LIFT if lifts == (self.order == "priority-first") else Discipline.RUN

    def findings(self, plan: Plan) -> Iterator[Finding]:
        """Yields each lift and run of one day in the wrong order."""
        week, athlete = plan.brief.week, plan.brief.athlete
        for earlier, later in plan.pairs():
            same_day = week.day_of(earlier.start) == week.day_of(later.start)
            if same_day and self._is_reversed(athlete, earlier.session, later.session):
                sentence = self._sentence(plan, earlier, later)
                if _lift_of(earlier.session, later.session).works_legs:
                    yield self.forbids(sentence, earlier, later)
                elif _is_wished(athlete):
                    yield self.costs(self.points, sentence, earlier, later)

    def constrain(self, board: Board) -> None:
        """Forbids the wrong order for leg lifts, and charges for it otherwise."""
        athlete = board.brief.athlete
        for earlier, later in board.pairs():
            if self._is_reversed(athlete, earlier.session, later.session):
                must = _lift_of(earlier.session, later.session).works_legs
                for day in board.brief.week.days:
                    facts = board.on(earlier, day), board.on(later, day), board.before(earlier, later)
                    if must:
                        board.forbid(*facts)
                    elif _is_wished(athlete):
                        board.charge(self.points, board.all_of(facts))

    def reasons(self, plan: Plan, placement: Placement) -> Iterator[str]:
        """Says that the session comes first on a shared day, when it does."""
        week, athlete = plan.brief.week, plan.brief.athlete
        for other in plan.on(week.day_of(placement.start)):
            leads = placement.start < other.start and self._is_reversed(
                athlete, other.session, placement.session
            )
            is_said = _lift_of(placement.session, other.session).works_legs or _is_wished(athlete)
            if leads and is_said:
                asked = _has_own_order(placement.session, other.session)
                whose = "as it asks to join" if asked else f"as your goal {athlete.goal} wants it"
                yield f"before {name(other.session)}, {whose}"

    def _is_reversed(self, athlete: Athlete, earlier: Session, later: Session) -> bool:
        both = {earlier.discipline, later.discipline} == {Discipline.LIFT, Discipline.RUN}
        if both and _has_own_order(earlier, later):
            return earlier.join_with == later.id
        return both and later.discipline is self.leader(athlete)

    def _sentence(self, plan: Plan, earlier: Placement, later: Placement) -> str:
        both = f"{placement_name(plan, earlier)} comes before {name(later.session)}"
        if _has_own_order(earlier.session, later.session):
            return f"{both}, which it asks to join and so to follow."
        return f"{both}; with the goal {plan.brief.athlete.goal} it is the other way round."


def _has_own_order(one: Session, other: Session) -> bool:
    """Whether exactly one of the two asks to join the other, and the lift does not work the legs."""
    asks = (one.join_with == other.id) != (other.join_with == one.id)
    return asks and not _lift_of(one, other).works_legs


def _lift_of(one: Session, other: Session) -> Session:
    return one if one.is_lift else other


def _is_wished(athlete: Athlete) -> bool:
    # joined-for-beginners decides for the advanced: they run in the morning, whatever their goal.
    return athlete.level is not Level.ADVANCED
