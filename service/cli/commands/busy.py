"""`liftrun busy`: prints the busy time in the calendars, as text or as JSON."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from service.cli.exit import Exit
from service.cli.inputs import config_flags
from service.cli.inputs.stored_athlete import kept
from service.errors import UsageError

if TYPE_CHECKING:
    from service.domain.busy import Busy
    from service.domain.itinerary import Zone
    from service.domain.span import Span
    from service.usecases.reading.gather import Gathered

SCHEMA = 1


def declare(commands: Any) -> None:
    """Add the `liftrun busy` command and its flags."""
    parser = commands.add_parser("busy", help="show when your calendars say you are busy")
    config_flags.declare(parser)
    parser.add_argument("--start", required=True, metavar="ISO", help="from this date or time on")
    parser.add_argument("--end", required=True, metavar="ISO", help="up to this date or time, not included")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the busy time between `--start` and `--end`.

    Errors: UsageError, ConfigurationError, CalendarUnreadable.
    """
    from service import bootstrap
    from service.usecases.reading.gather import gather

    config = config_flags.configuration(arguments)
    zone = config.athlete.zone
    window = _window(arguments.start, arguments.end, zone)
    if not config.calendars:
        hint = "Name one with --busy, or in the file that `liftrun init` writes."
        raise UsageError(reason="there is no calendar to read", hint=hint)
    gathered = gather(
        bootstrap.busy_sources(config.calendars, kept(arguments, config)),
        window,
        now=bootstrap.clock().now(),
        ignore_unreadable=arguments.ignore_unreadable,
    )
    if arguments.json:
        import json

        print(json.dumps(_document(gathered)))
    else:
        for warning in gathered.warnings:
            print(f"warning: {warning}", file=sys.stderr)
        print("\n".join(_lines(gathered, zone)) or "You are not busy at all.")
    return Exit.DONE


def _window(start: str, end: str, zone: "Zone") -> "Span":
    from service.domain.span import Span

    first, last = _instant("--start", start, zone), _instant("--end", end, zone)
    if last <= first:
        raise UsageError(reason=f"--end {end} is not after --start {start}")
    return Span(first, last)


def _instant(flag: str, text: str, zone: "Zone") -> datetime:
    try:
        written = datetime.fromisoformat(text)
        return (written if written.tzinfo else written.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        reason = f"{flag}: {text} is no date or time such as 2026-11-23 or 2026-11-23T17:00"
        raise UsageError(reason=reason) from error


def _document(gathered: "Gathered") -> dict[str, Any]:
    from service.domain.span import merge
    from service.usecases.json_documents.plan_document import source_document, utc

    spans = merge(busy.span for busy in gathered.busy)
    return {
        "schema": SCHEMA,
        "busy": [[utc(span.start), utc(span.end)] for span in spans],
        "sources": [source_document(source) for source in gathered.sources],
        "warnings": list(gathered.warnings),
    }


def _lines(gathered: "Gathered", zone: "Zone") -> Iterator[str]:
    """Yield each local day that has busy time, followed by its busy spans."""
    from itertools import groupby

    from service.domain.wording import day, plain

    pieces = sorted(piece for busy in gathered.busy for piece in _pieces(busy, zone))
    for on, that_day in groupby(pieces, key=lambda piece: piece[0]):
        yield day(on)
        for _, span, busy in that_day:
            title = " ".join(plain(busy.title).split()) or "busy"
            source = f" ({busy.source})" if len(gathered.sources) > 1 else ""
            yield f"  {_hours(span, on, zone)}  {title}{source}"


def _pieces(busy: "Busy", zone: "Zone") -> Iterator[tuple[date, "Span", "Busy"]]:
    """Cut a busy span at the athlete's midnights; yield each piece with its local day."""
    from service.domain.week import Week

    week = Week(busy.span.start.astimezone(zone).date(), zone)
    day = week.first_day
    while week.span_of(day).start < busy.span.end:
        if piece := busy.span.clip(week.span_of(day)):
            yield day, piece, busy
        day += timedelta(days=1)


def _hours(span: "Span", day: date, zone: "Zone") -> str:
    from service.domain.week import Week
    from service.domain.wording import clock

    if span == Week(day, zone).span_of(day):
        return "all day    "
    return f"{clock(span.start, zone)}–{clock(span.end, zone)}"
