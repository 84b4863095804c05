"""Tell why a session stands at its hour and what that cost, or why it has none."""

from dataclasses import dataclass

from service.domain.plan import (
    Broken,
    Dropped,
    Placement,
    Plan,
    Reason,
)
from service.domain.training import Session
from service.domain.wording import name, when
from service.usecases.answering.session_of_plan import session_of_plan
from service.usecases.weeks.plan_weeks import Planned


@dataclass(frozen=True)
class Why:
    """One session of a planned week, with all that speaks for its hour and against it.

    Shape: it has either a `placement` or, when it found no room, `dropped`.
    """

    plan: Plan
    session: Session
    placement: Placement | None
    dropped: Dropped | None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the rules have to say for its hour."""
        return self.plan.why.get(self.session.id, ())

    @property
    def broken(self) -> tuple[Broken, ...]:
        """What was given up for its hour, the dearest first."""
        return tuple(broken for broken in self.plan.broken if self.session.id in broken.sessions)

    @property
    def sentence(self) -> str:
        """The whole answer in a line."""
        what = name(self.session)
        if self.placement is None:
            return f"{what} found no room."
        hour = f"{what} stands on {when(self.placement.start, self.plan.brief.week.zone)}"
        cost = sum(broken.cost for broken in self.broken)
        return f"{hour}, which cost {cost} points." if self.broken else f"{hour} and meets every wish."


def why(planned: Planned, session: str) -> Why:
    """Find the session and what the plan knows of it.

    Errors: UsageError when it is not one session of the plan.
    """
    plan, asked = session_of_plan(planned, session)
    return Why(
        plan,
        asked,
        placement=next((p for p in plan.placements if p.session.id == asked.id), None),
        dropped=next((d for d in plan.dropped if d.session.id == asked.id), None),
    )
