"""What the athlete says before a sync: of sessions, and of what was done."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.domain.log import Logged
from service.domain.mark import Mark


@dataclass(frozen=True)
class Decision:
    """What shall hold from now on.

    Shape: `marks` are by readable id, None for nothing any more; `struck` are lines of the log that were
    wrong; `said` is a clause for the history and the athlete.
    """

    marks: Mapping[str, Mark | None] = field(default_factory=dict)
    logged: tuple[Logged, ...] = ()
    struck: tuple[Logged, ...] = ()
    said: str = ""


NOTHING_NEW = Decision()
