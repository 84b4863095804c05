"""Turns the events of a Google calendar into busy time and sessions of ours; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from integrations._shared.calendar_settings import CalendarSettings
from integrations.google.event import Event
from integrations.google.own_event import is_training, training
from integrations.google.transparency import is_cancelled_or_declined, takes_time
from service.domain.busy import Busy
from service.domain.plan import Placement
from service.domain.span import Span

LONGEST_TITLE = 60


@dataclass
class Found:
    """The busy time, the sessions of ours and the warnings that events give for one window.

    Shape: `busy` is clipped to the window, not merged and in no order.
    """

    settings: CalendarSettings
    window: Span
    others: frozenset[str] = frozenset()
    busy: list[Busy] = field(default_factory=list)
    trained: list[Placement] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Adds one event: as busy time or as a session, or a warning when its time cannot be read."""
        try:
            self._add(event)
        except (ValueError, OverflowError):
            self.warnings.append(unreadable(event))

    def add_busy(self, span: Span, title: str = "", *, travels: bool = True) -> None:
        """Adds one busy span, clipped to the window.

        Shape: with `travels` the travel time before and after it is included.
        """
        if span.start == span.end:
            return
        if travels:
            span = span.grow(before=self.settings.before, after=self.settings.after)
        if shown := span.clip(self.window):
            self.busy.append(Busy(shown, title, self.settings.name))

    def _add(self, event: Event) -> None:
        if is_training(event) and event.text("id") not in self.others:
            placement = None if is_cancelled_or_declined(event, self.settings) else training(event)
            if placement and placement.span.clip(self.window):
                self.trained.append(placement)
        elif takes_time(event, self.settings):
            self.add_busy(event.span, event.title, travels=not event.whole_day)


def busy_time(
    events: Iterable[Event],
    settings: CalendarSettings,
    window: Span,
    others: frozenset[str] = frozenset(),
) -> Found:
    """The busy time and the sessions of ours in `window`; `others` are dates that repeat one, by event id."""
    found = Found(settings, window, others)
    for event in events:
        found.add(event)
    return found


def merely_busy(spans: Iterable[Span], settings: CalendarSettings, window: Span) -> Found:
    """The busy time in `window` of a calendar of which only busy spans can be read."""
    found = Found(settings, window)
    for span in spans:
        found.add_busy(span)
    return found


def unreadable(event: Event) -> str:
    """The warning to the athlete for an event whose time cannot be read."""
    title = event.title or "without a title"
    return f"Event {title[:LONGEST_TITLE]}: when it is cannot be understood."
