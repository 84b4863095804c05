"""The feeling that an athlete reports, and the hard session that becomes easy because of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from service.domain.entry import session_key
from service.domain.training import Kind, Session
from service.domain.week import Week


class Feeling(StrEnum):
    """A feeling that speaks against hard training."""

    SORE = "sore"
    TIRED = "tired"
    ILL = "ill"


HOLDS = timedelta(days=3)
"""How long a feeling counts into a week that begins after it."""


@dataclass(frozen=True)
class CheckIn:
    """One feeling on one day."""

    feeling: Feeling
    on: date

    def concerns(self, week: Week) -> bool:
        """Whether it was reported in that week, or in the last days before it."""
        return week.first_day - HOLDS <= self.on <= week.days[-1]

    def has_spared(self, before: Sequence[Session], week: Week, stands: Mapping[str, date]) -> bool:
        """Whether it was reported in `week` and has already made a hard session of that week easy.

        Shape: `before` are the sessions of `week`; one whose day is not known does not count.
        """
        known = [s for s in before if s.days or session_key(week=week.key, session=s.id) in stands]
        return self.on in week.days and self.spared(known, week, stands) is not None

    def spared(self, sessions: Sequence[Session], week: Week, stands: Mapping[str, date]) -> Session | None:
        """The next hard session; when sore the next hard leg lift, as long as any is left.

        Shape: the days in `stands`, from an earlier plan by readable ids, decide which session is next,
        else the preferred days; a session without either comes last. An upper-body lift is spared only
        when nothing else is hard. None when no hard session is left.
        """
        hard = [session for session in sessions if session.is_hard or session.is_quality_run]
        days = {session.id: self._next_day(session, week, stands) for session in hard}
        left = sorted((day, n) for n, session in enumerate(hard) if (day := days[session.id]))
        upcoming = [hard[n] for _, n in left]
        whole = [session for session in upcoming if session.kind is not Kind.UPPER] or upcoming
        legs = [session for session in upcoming if session.is_heavy_legs]
        chosen = legs if legs and self.feeling is Feeling.SORE else whole
        return chosen[0] if chosen else None

    def _next_day(self, session: Session, week: Week, stands: Mapping[str, date]) -> date | None:
        stood = stands.get(session_key(week=week.key, session=session.id))
        if stood is not None:
            return stood if self.on <= stood else None
        if not session.days:
            return week.days[-1]
        return next((day for day in week.days if day.weekday() in session.days and self.on <= day), None)
