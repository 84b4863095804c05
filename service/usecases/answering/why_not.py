"""Explains what rules out a given hour for a session, or what that hour would cost."""

from collections.abc import Callable
from datetime import datetime

from service.domain.week import Week
from service.planning.answer import Answer
from service.planning.asked_hour import ask
from service.usecases.answering.session_of_plan import session_of_plan
from service.usecases.weeks.plan_weeks import Planned


def why_not(planned: Planned, session: str, hour: Callable[[Week], datetime]) -> Answer:
    """Finds the session, and plans its week again with the session at the given hour.

    Shape: `hour` returns the instant for a week; it is called with the session's week.
    Errors: UsageError when `session` names none or several of the plan.
    """
    plan, asked = session_of_plan(planned, session)
    return ask(plan, asked, hour(plan.brief.week), planned.request.rules)
