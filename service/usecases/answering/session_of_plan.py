"""Finds the session of the planned weeks that a text names by id, short id, kind or title."""

from difflib import get_close_matches

from service.domain.entry import session_key
from service.domain.plan import Plan
from service.domain.training import Session
from service.domain.wording import name
from service.errors import NotThere, UsageError
from service.usecases.answering.session_of_version import choose_hint
from service.usecases.weeks.plan_weeks import Planned


def session_of_plan(planned: Planned, text: str) -> tuple[Plan, Session]:
    """Returns the session that `text` names, and the plan of its week.

    Shape: `text` is a readable id such as 2026-W48-lower, or a short id such as lower, a kind or a name,
    if only one session has it. Upper and lower case are the same, except in readable ids.
    Errors: UsageError that lists the sessions when several match; NotThere when none does.
    """
    every = {key(plan, session): (plan, session) for plan in planned.plans for session in plan.brief.sessions}
    if text in every:
        return every[text]
    by_id = [each for each, (_, session) in every.items() if session.id == text]
    wanted = text.casefold()
    meant = by_id or [
        each for each, (_, s) in every.items() if wanted in {s.id.casefold(), s.kind, name(s).casefold()}
    ]
    if len(meant) == 1:
        return every[meant[0]]
    if meant:
        raise UsageError(reason=f"{text} may be {' or '.join(meant)}", hint="Write which of them you mean.")
    raise NotThere(reason=f"the plan has no session {text} still to come", hint=_near(text, every))


def key(plan: Plan, session: Session) -> str:
    """Returns the readable id of one of the plan's sessions."""
    return session_key(week=plan.brief.week.key, session=session.id)


def _near(text: str, every: dict[str, tuple[Plan, Session]]) -> str:
    written = {session.id: each for each, (_, session) in every.items()} | {each: each for each in every}
    near = [written[name] for name in get_close_matches(text, written, 3)]
    if near:
        return f"Did you mean {' or '.join(dict.fromkeys(near))}?"
    return choose_hint(every)
