"""The offer to keep an hour that the athlete lets repeat every week: from calendars, and with a version."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from service.domain import wording
from service.domain.entry import Entry, split_session_key
from service.domain.span import Span
from service.domain.version import Version
from service.ports.entry_sink import Shown
from service.usecases.json_documents.plan_document import utc

KEY = "repeated"
"""Where the JSON of a plan holds the offers."""


@dataclass(frozen=True)
class WeeklyOffer:
    """A session that the athlete lets repeat every week in a calendar.

    Shape: `session` is the readable id, `span` the date that is ours.
    """

    session: str
    title: str
    span: Span

    def sentence(self, zone: tzinfo) -> str:
        """The offer, and how it is accepted."""
        start = self.span.start.astimezone(zone)
        clock, until = (wording.clock(instant, zone) for instant in (self.span.start, self.span.end))
        _, name = split_session_key(self.session)
        return (
            f"You let {self.title} repeat: keep {start:%A} {clock} every week? Then give the session {name} "
            f'days = ["{start:%a}"] and hours = ["{clock}-{until}"] in config.toml. The other dates are your '
            "own; nothing is planned over them."
        )


def weekly_offers(shown: Iterable[Shown]) -> tuple[WeeklyOffer, ...]:
    """Returns an offer for each session that repeats weekly in some calendar, in order of the sessions."""
    weekly = {one.entry.session: _offer(one.entry) for one in shown if one.weekly}
    return tuple(weekly[session] for session in sorted(weekly))


def offers_document(offers: Iterable[WeeklyOffer]) -> list[dict[str, Any]]:
    """Returns the offers as they are kept in a version's document."""
    return [
        {"id": one.session, "title": one.title, "start": utc(one.span.start), "end": utc(one.span.end)}
        for one in offers
    ]


def offers_of(version: Version | None) -> tuple[WeeklyOffer, ...]:
    """Returns the offers that a version was stored with."""
    told = json.loads(version.document).get(KEY, ()) if version and version.document else ()
    return tuple(WeeklyOffer(each["id"], each["title"], _span(each)) for each in told)


def _span(told: Mapping[str, str]) -> Span:
    return Span(datetime.fromisoformat(told["start"]), datetime.fromisoformat(told["end"]))


def _offer(entry: Entry) -> WeeklyOffer:
    return WeeklyOffer(entry.session, entry.title or wording.NAMES[entry.kind], entry.span)
