"""The blocks on a day of the week's page: sessions, busy time, and time in which legs recover."""

from dataclasses import dataclass

from service.domain.span import Span
from service.domain.training import Session
from service.domain.wording import NAMES
from service.usecases.showing.session_status import SessionStatus
from service.usecases.showing.show_week import ShownSession
from service.web.pages.rows import Rows

SHORT, BRIEF, TALL = 7, 11, 12
"""A session with fewer rows has space for one line, for two, for three."""


@dataclass(frozen=True)
class SessionBlock:
    """One session on its day.

    Shape: `lane` is 1 or 2 where two sessions overlap, else 0.
    """

    shown: ShownSession
    rows: Rows
    lane: int
    is_pinned: bool

    @property
    def key(self) -> str:
        """The readable id of the session, such as 2026-W48-lower."""
        return self.shown.stood.key

    @property
    def session(self) -> Session:
        """The session without its start."""
        return self.shown.session

    @property
    def name(self) -> str:
        """The session's name for people."""
        return NAMES[self.session.kind]

    @property
    def status(self) -> SessionStatus:
        """The status of the session, such as done or missed."""
        return self.shown.status

    @property
    def span(self) -> Span:
        """The time from the session's start to its end."""
        return self.shown.placement.span

    @property
    def classes(self) -> str:
        """The CSS classes: discipline, status, size, lane and rows."""
        tall = self.rows.last - self.rows.first
        size = "is-short" if tall < SHORT else "is-brief" if tall < BRIEF else "is-tall"
        size += " is-roomy" if tall >= TALL else ""
        status = self.status.value.replace(" ", "-")
        lane = f"lane-{self.lane}" if self.lane else ""
        return f"{self.session.discipline} is-{status} {size} {lane} {self.rows.classes}".replace("  ", " ")


@dataclass(frozen=True)
class BusyBlock:
    """Busy time without a gap, drawn as one block; `title` is empty where titles may not be shown."""

    span: Span
    title: str
    rows: Rows | None


@dataclass(frozen=True)
class RecoveryBlock:
    """Time in which legs have not recovered yet; `is_end` when they have recovered at the block's end."""

    span: Span
    rows: Rows
    is_end: bool


Block = SessionBlock | BusyBlock | RecoveryBlock
