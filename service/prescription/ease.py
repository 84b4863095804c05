"""Take the hardness out of a session, its name and its days staying as they are."""

from dataclasses import replace

from service.domain.training import (
    USUAL_DURATION,
    Effort,
    Kind,
    Session,
)


def eased(session: Session) -> Session:
    """The same at easy effort; a run becomes an easy one, and no longer than those usually are."""
    if not session.is_run:
        return replace(session, effort=Effort.EASY)
    duration = min(session.duration, USUAL_DURATION[Kind.EASY])
    return replace(session, kind=Kind.EASY, effort=Effort.EASY, duration=duration)


def lightened(session: Session) -> Session:
    """A lift as a light lift, which spares the legs; anything else eased."""
    if not session.is_lift:
        return eased(session)
    duration = min(session.duration, USUAL_DURATION[Kind.LIGHT_LIFT])
    return replace(session, kind=Kind.LIGHT_LIFT, effort=Effort.EASY, duration=duration)
