"""Explains why a session has its hour and what that cost, or why it was dropped."""

from dataclasses import dataclass

from service.domain.plan import Broken, Dropped, Placement, Plan, Reason
from service.domain.training import Session
from service.domain.wording import name, when
from service.usecases.answering.session_of_plan import session_of_plan
from service.usecases.weeks.plan_weeks import Planned


@dataclass(frozen=True)
class Why:
    """One session of a planned week, with the reasons for its hour and the costs of it.

    Shape: exactly one of `placement` and `dropped` is set.
    """

    plan: Plan
    session: Session
    placement: Placement | None
    dropped: Dropped | None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The rules' reasons for the session's hour."""
        return self.plan.why.get(self.session.id, ())

    @property
    def broken(self) -> tuple[Broken, ...]:
        """What the plan breaks that concerns the session, the dearest first."""
        return tuple(broken for broken in self.plan.broken if self.session.id in broken.sessions)

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        what = name(self.session)
        if self.placement is None:
            return f"{what} found no room."
        hour = f"{what} stands on {when(self.placement.start, self.plan.brief.week.zone)}"
        cost = sum(broken.cost for broken in self.broken)
        return f"{hour}, which cost {cost} points." if self.broken else f"{hour} and meets every wish."


def why(planned: Planned, session: str) -> Why:
    """Finds the session and the plan's reasons for its hour or its drop.

    Errors: UsageError when `session` names none or several of the plan.
    """
    plan, asked = session_of_plan(planned, session)
    return Why(
        plan,
        asked,
        placement=next((p for p in plan.placements if p.session.id == asked.id), None),
        dropped=next((d for d in plan.dropped if d.session.id == asked.id), None),
    )
