"""How a plan differs from the one before it, session by session."""

from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from service.domain.plan import Placement
from service.domain.training import Session
from service.domain.wording import name, when


class ChangeKind(StrEnum):
    """What became of a session since the plan before."""

    MOVED = "moved"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Change:
    """One session that stands otherwise than it did.

    Shape: the session's id is the readable one, such as 2026-W48-lower; one that has neither hour is
    none. `why` is a clause without a stop, empty when there is none to give.
    """

    session: Session
    before: Placement | None
    after: Placement | None
    why: str = ""

    @property
    def kind(self) -> ChangeKind:
        """Whether it moved, came or went."""
        if self.before and self.after:
            return ChangeKind.MOVED
        return ChangeKind.NEW if self.after else ChangeKind.GONE

    def sentence(self, zone: tzinfo) -> str:
        """What a person is told, in the hours of their zone."""
        before, after = (p and when(p.start, zone) for p in (self.before, self.after))
        what = {
            ChangeKind.MOVED: f"{name(self.session)} moved from {before} to {after}",
            ChangeKind.NEW: f"{name(self.session)} is new, on {after}",
            ChangeKind.GONE: f"{name(self.session)} of {before} is gone",
        }[self.kind]
        return f"{what}: {self.why}." if self.why else f"{what}."
