"""Recognises our own entries in a feed: they are training, so they never count as busy time."""

import re
from collections.abc import Iterable
from datetime import datetime

from integrations._shared.icalendar.event import Event
from integrations._shared.icalendar.occurrence import Occurrence
from service.domain.plan import Placement
from service.domain.span import Span
from service.domain.training import USUAL_EFFORT, Effort, Kind, Session
from service.domain.wording import NAMES

# The same domain as in service.domain.entry. That module is not imported, because it loads hashlib, which
# takes more memory than a feed.
UID_ENDING = "@liftrun"
AT_GOOGLE = re.compile("[a-v0-9]{32}@google[.]com")
Starts = frozenset[datetime]
SESSION, KIND, EFFORT = "X-LIFTRUN-SESSION", "X-LIFTRUN-KIND", "X-LIFTRUN-EFFORT"


def is_ours(event: Event) -> bool:
    """Whether the event is one of our entries."""
    if SESSION in event.texts or event.uid.casefold().endswith(UID_ENDING):
        return True
    # Google's own feeds keep only our id and title. No other program makes an id of this form.
    return bool(AT_GOOGLE.fullmatch(event.uid)) and _named(event) is not None


def starts_of(events: Iterable[Event]) -> Starts:
    """The original starts of the events of one UID; none if the feed holds only overrides."""
    return frozenset(event.begins for event in events if event.replaces is None)


def is_first_date(one: Occurrence, starts: Starts) -> bool:
    """Whether an occurrence is the date of an entry of ours; the others of its series are the athlete's."""
    replaced = one.event.replaces
    original = replaced.instant(one.event.zone) if replaced else one.begins
    return not starts or original in starts


def training(event: Event, span: Span) -> Placement | None:
    """The session that the entry shows, placed on `span`; None if it is cancelled or its kind is unknown."""
    kind, effort = kind_and_effort(event)
    if event.word("STATUS") == "CANCELLED" or kind not in set(Kind) or effort not in Effort.__members__:
        return None
    name = event.texts.get(SESSION, "").strip() or event.uid.replace("@google.com", UID_ENDING)
    return Placement(Session(id=name, kind=Kind(kind), duration=span.duration, effort=Effort[effort]), span)


def kind_and_effort(event: Event) -> tuple[str, str]:
    """The kind and effort from our own properties, or else from the title; empty if neither names a kind."""
    if KIND in event.texts:
        return event.word(KIND).lower(), event.word(EFFORT)
    kind = _named(event)
    if kind is None:
        return "", ""
    _, _, effort = event.title.partition(", ")
    return kind, (effort.removesuffix(" effort") or USUAL_EFFORT[kind].name).upper()


def _named(event: Event) -> Kind | None:
    named, _, _ = event.title.partition(", ")
    return next((kind for kind, name in NAMES.items() if name == named), None)
