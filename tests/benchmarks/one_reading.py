"""One process that reads one feed with one reader and prints the cost: `one_reading READER FILE`."""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2025, 3, 24, tzinfo=ZONE)
DAYS = 14
END = START + timedelta(days=DAYS)
UNIT_OF_PEAK = 1 if sys.platform == "darwin" else 1024

Spans = Iterator[tuple[datetime, datetime]]


def nobody(_path: Path) -> Spans:
    """Python alone: what any reader has to pay."""
    yield from ()


def liftrun(path: Path) -> Spans:
    """This project's reader."""
    from integrations.ics.busy_source import IcsBusySource
    from integrations.ics.settings import IcsSettings
    from service.domain.span import Span

    source = IcsBusySource(IcsSettings("benchmark", ZONE, str(path)))
    for one in source.read(Span(START, END), now=START).busy:
        yield one.span.start, one.span.end


def icalendar(path: Path) -> Spans:
    """icalendar with recurring-ical-events, as their documentation shows."""
    from icalendar import Calendar
    from recurring_ical_events import of  # type: ignore[import-untyped]

    for event in of(Calendar.from_ical(path.read_bytes())).between(START, END):
        if event.get("TRANSP") != "TRANSPARENT":
            yield max(instant(event.start), START), min(instant(event.end), END)


def instant(moment: date) -> datetime:
    """A date is the midnight with which it begins."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), ZONE)


def main(reader: str, path: str) -> None:
    """Print the figures and the busy spans as JSON."""
    began = process_time()
    spans = list({"nobody": nobody, "liftrun": liftrun, "icalendar": icalendar}[reader](Path(path)))
    read = process_time() - began
    busy = [[start.astimezone(UTC).isoformat(), end.astimezone(UTC).isoformat()] for start, end in spans]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT_OF_PEAK
    print(json.dumps({"read": read, "process": process_time(), "peak": peak, "busy": busy}))


if __name__ == "__main__":
    main(*sys.argv[1:])
