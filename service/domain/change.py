"""How a session differs between two plans."""

from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from service.domain.plan import Placement
from service.domain.training import Session
from service.domain.wording import length, name, title, when


class ChangeKind(StrEnum):
    """How a session changed since the previous plan."""

    MOVED = "moved"
    ALTERED = "altered"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Change:
    """One session that differs between the previous plan and the new one.

    Shape: the session's id is the readable one, such as 2026-W48-lower. At least one of `before` and
    `after` is set. `why` is a clause without a full stop, empty when no reason is known.
    """

    session: Session
    before: Placement | None
    after: Placement | None
    why: str = ""

    @property
    def kind(self) -> ChangeKind:
        """Whether the session moved, is new, is gone, or changed at its old hour."""
        if self.before and self.after:
            stays = self.before.start == self.after.start
            return ChangeKind.ALTERED if stays else ChangeKind.MOVED
        return ChangeKind.NEW if self.after else ChangeKind.GONE

    def sentence(self, zone: tzinfo) -> str:
        """The change as a sentence for people, with the hours in their zone."""
        before, after = (p and when(p.start, zone) for p in (self.before, self.after))
        what = {
            ChangeKind.MOVED: f"{name(self.session)} moved from {before} to {after}",
            ChangeKind.ALTERED: f"{_asked(self.session)} on {after}{self._was}",
            ChangeKind.NEW: f"{name(self.session)} is new, on {after}",
            ChangeKind.GONE: f"{name(self.session)} of {before} is gone",
        }[self.kind]
        return f"{what}: {self.why}." if self.why else f"{what}."

    @property
    def _was(self) -> str:
        return f" takes the place of {_asked(self.before.session)}" if self.before else ""


def _asked(session: Session) -> str:
    return f"{title(session)} of {length(session.duration)}"
