"""How the athlete says they feel, and what the next hard session makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from service.domain.entry import session_key
from service.domain.training import Kind, Session
from service.domain.week import Week


class Feeling(StrEnum):
    """What a body can say against a plan."""

    SORE = "sore"
    TIRED = "tired"
    ILL = "ill"


HOLDS = timedelta(days=3)
"""How long a feeling lasts into a week that begins after it."""


@dataclass(frozen=True)
class CheckIn:
    """One feeling on one day."""

    feeling: Feeling
    on: date

    def concerns(self, week: Week) -> bool:
        """Whether it was said in that week, or in the last days before it."""
        return week.first_day - HOLDS <= self.on <= week.days[-1]

    def has_spared(self, before: Sequence[Session], week: Week, stands: Mapping[str, date]) -> bool:
        """Whether `week`, asking for `before`, had a hard session left to spare when it was said.

        Shape: one of which nobody knows the day does not count.
        """
        known = [s for s in before if s.days or session_key(week=week.key, session=s.id) in stands]
        return self.on in week.days and self.spared(known, week, stands) is not None

    def spared(self, sessions: Sequence[Session], week: Week, stands: Mapping[str, date]) -> Session | None:
        """The next hard session: when sore the next heavy legs, as long as any are left.

        Shape: next by where an earlier plan `stands`, by readable ids, and else by the days the sessions
        would like, one without a wish coming last. An upper-body lift is spared only when nothing else
        is hard.
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
