"""What is drawn on a day of the week: sessions, busy time, and time in which legs are not ready."""

from dataclasses import dataclass

from service.domain.span import Span
from service.domain.training import Session
from service.domain.wording import NAMES
from service.usecases.showing.session_status import SessionStatus
from service.usecases.showing.show_week import ShownSession
from service.web.pages.rows import Rows

SHORT, BRIEF, TALL = 7, 11, 12
"""Rows below which a session has room for one line, for two, for three."""


@dataclass(frozen=True)
class SessionBlock:
    """One session on its day.

    Shape: `lane` is 1 or 2 where two sessions share time, else 0.
    """

    shown: ShownSession
    rows: Rows
    lane: int
    is_pinned: bool

    @property
    def key(self) -> str:
        """Its readable id."""
        return self.shown.stood.key

    @property
    def session(self) -> Session:
        """What is trained."""
        return self.shown.session

    @property
    def name(self) -> str:
        """What people call it."""
        return NAMES[self.session.kind]

    @property
    def status(self) -> SessionStatus:
        """What has become of it."""
        return self.shown.status

    @property
    def span(self) -> Span:
        """Its hour."""
        return self.shown.placement.span

    @property
    def classes(self) -> str:
        """How it is drawn."""
        tall = self.rows.last - self.rows.first
        size = "is-short" if tall < SHORT else "is-brief" if tall < BRIEF else "is-tall"
        size += " is-roomy" if tall >= TALL else ""
        status = self.status.value.replace(" ", "-")
        lane = f"lane-{self.lane}" if self.lane else ""
        return f"{self.session.discipline} is-{status} {size} {lane} {self.rows.classes}".replace("  ", " ")


@dataclass(frozen=True)
class BusyBlock:
    """Taken time, drawn as one; `title` is empty where none may be shown."""

    span: Span
    title: str
    rows: Rows | None


@dataclass(frozen=True)
class RecoveryBlock:
    """Time in which legs are not ready; `is_end` where they become so on this day."""

    span: Span
    rows: Rows
    is_end: bool


Block = SessionBlock | BusyBlock | RecoveryBlock
