"""Makes a session easier, while its id and its days stay."""

from dataclasses import replace

from service.domain.training import USUAL_DURATION, Effort, Kind, Session


def eased(session: Session) -> Session:
    """The session at easy effort; a run becomes an easy run, no longer than such a run usually is."""
    if not session.is_run:
        return replace(session, effort=Effort.EASY)
    duration = min(session.duration, USUAL_DURATION[Kind.EASY])
    return replace(session, kind=Kind.EASY, effort=Effort.EASY, duration=duration)


def lightened(session: Session) -> Session:
    """A lift as a light lift, which spares the legs; any other session eased."""
    if not session.is_lift:
        return eased(session)
    duration = min(session.duration, USUAL_DURATION[Kind.LIGHT_LIFT])
    return replace(session, kind=Kind.LIGHT_LIFT, effort=Effort.EASY, duration=duration)
