"""A stored state of an athlete's plan, which can be looked at and restored later."""

from dataclasses import dataclass
from datetime import datetime

from service.domain.entry import Entry
from service.domain.mark import Mark
from service.domain.plan import Placement


@dataclass(frozen=True)
class Version:
    """The plan that was current from one moment on, with all weeks that still matter.

    Shape: `number` counts an athlete's versions from 1. `placements` have readable ids, such as
    2026-W48-lower; `entries` are what calendars should show; `marks` are those in force. `because` is a
    clause without a full stop. `document` is the plan as JSON text, empty for a version for which nothing
    was planned. `restores` is the number of the version that an undo brought back.
    """

    number: int
    made_at: datetime
    because: str
    placements: tuple[Placement, ...]
    entries: tuple[Entry, ...]
    marks: tuple[Mark, ...] = ()
    document: str = ""
    restores: int | None = None
