"""What the athlete decides before a sync: marks on sessions, and lines of the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.domain.log import Logged
from service.domain.mark import Mark


@dataclass(frozen=True)
class Decision:
    """The marks to set and the lines to add to the log or strike from it.

    Shape: `marks` are by readable id; None removes a mark. `struck` are lines of the log that were wrong.
    `said` is a clause for the history and the athlete.
    """

    marks: Mapping[str, Mark | None] = field(default_factory=dict)
    logged: tuple[Logged, ...] = ()
    struck: tuple[Logged, ...] = ()
    said: str = ""


NO_DECISION = Decision()
