"""Turns a word about a session, such as skip or pin, into a decision about one athlete's plan."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from service.athletes.context import AthleteContext
from service.athletes.request_from_config import usual_sessions
from service.errors import NotThere, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from service.domain.week import Week
    from service.usecases.syncing.decide import SessionStatement
    from service.usecases.syncing.decision import Decision

WORDS = ("done", "not-done", "skip", "pin", "unpin", "move")


def decide_session(  # every part of what a person says about a session
    context: AthleteContext,
    word: str,
    text: str,
    *,
    now: datetime,
    hour: "Callable[[Week], datetime] | None" = None,
) -> "Decision":
    """Returns the decision that `word`, one of `WORDS`, makes about the session that `text` names.

    Shape: `hour` finds the named instant in the session's week.
    Errors: UsageError.
    """
    from service.usecases.syncing import decide

    if word == "not-done":
        asked = None
        # No error: a session done at another hour than planned is in no plan, but the log may have it.
        with suppress(UsageError):
            asked = _asked(context, text, now=now, is_over=True)
        return decide.not_done(context.archive.log.read(), text, asked)
    asked = _asked(context, text, now=now, hour=hour, is_over=word == "done", is_marked=word == "unpin")
    return _deciders()[word](asked)


def _asked(  # noqa: PLR0913  # as `decide_session`
    context: AthleteContext,
    text: str,
    *,
    now: datetime,
    hour: "Callable[[Week], datetime] | None" = None,
    is_over: bool = False,
    is_marked: bool = False,
) -> "SessionStatement":
    from service.usecases.answering.session_of_version import session_of_version
    from service.usecases.syncing.decide import SessionStatement

    head = context.archive.plans.head()
    if head is None:
        raise NotThere(reason="nothing is planned yet", hint="Plan first: `liftrun sync`.")
    named = session_of_version(head, text, now=now, is_over=is_over, is_marked=is_marked)
    log, zone = context.archive.log.read(), context.config.athlete.zone
    return SessionStatement(named, now, zone, hour, log, usual_sessions(context.config))


def _deciders() -> "Mapping[str, Callable[[SessionStatement], Decision]]":
    from service.usecases.syncing import decide

    return {
        "done": decide.done,
        "skip": decide.skip,
        "pin": decide.pin,
        "unpin": decide.unpin,
        "move": decide.pin,
    }
