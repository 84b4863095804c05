"""Tell what keeps a session from an hour somebody names, or what it would cost to have it there."""

from collections.abc import Callable
from datetime import datetime

from service.domain.week import Week
from service.planning.answer import Answer
from service.planning.asked_hour import ask
from service.usecases.answering.session_of_plan import session_of_plan
from service.usecases.weeks.plan_weeks import Planned


def why_not(planned: Planned, session: str, hour: Callable[[Week], datetime]) -> Answer:
    """Find the session, and plan its week once more with it there.

    Shape: `hour` is the instant meant, in the week of the session.
    Errors: UsageError when it is not one session of the plan.
    """
    plan, asked = session_of_plan(planned, session)
    return ask(plan, asked, hour(plan.brief.week), planned.request.rules)
