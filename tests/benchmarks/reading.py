"""Measures reading a fortnight of a large feed, against icalendar with recurring-ical-events."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from service.domain.span import Span, merge
from tests.benchmarks import large_feed
from tests.benchmarks.one_reading import DAYS
from tests.benchmarks.promise import Promise, finish

RUNS = {1_000: 5, 10_000: 3, 50_000: 1}
PROMISED_FROM = 10_000
LESS_TIME = 15.0
LESS_MEMORY = 5.0
READERS = ("nobody", "liftrun", "icalendar")
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """The cost of one reading.

    Units: CPU seconds, of the reading with its imports and of the whole process; bytes of peak memory.
    """

    read: float
    process: float
    peak: float
    busy: tuple[Span, ...]


def main() -> list[Promise]:
    """Print the table, and give two rows for each feed: time and memory."""
    print(
        f"Reading {DAYS} days of a feed, CPU of the reading and of its whole process, medians of runs in turn"
    )
    print(f"  (from {PROMISED_FROM:,} events: {LESS_TIME:g} times less reading, {LESS_MEMORY:g} less memory)")
    with TemporaryDirectory() as folder:
        found = [compare(Path(folder) / "feed.ics", events, runs) for events, runs in RUNS.items()]
    return [row for rows in found for row in rows]


def compare(path: Path, events: int, runs: int) -> list[Promise]:
    """Print one feed's lines, and give its rows."""
    large_feed.write(path, events=events)
    print(f"  {events:,} events, {path.stat().st_size / MEBIBYTE:.0f} MiB" + f", {runs} runs" * (runs > 1))
    costs: dict[str, list[Cost]] = {reader: [] for reader in READERS}
    for _ in range(runs):
        for reader in READERS:
            costs[reader].append(reading(reader, path))
    typical = {reader: middle(each) for reader, each in costs.items()}
    for reader, cost in typical.items():
        print(f"    {reader:<10} {cost.read:6.2f} s {cost.process:6.2f} s {cost.peak / MEBIBYTE:6.0f} MiB")
    ours, theirs = typical["liftrun"], typical["icalendar"]
    time, process, memory = theirs.read / ours.read, theirs.process / ours.process, theirs.peak / ours.peak
    print(f"    {'ratio':<10} {time:6.1f}x  {process:6.1f}x  {memory:6.1f}x")
    is_equal, is_promised = ours.busy == theirs.busy, events >= PROMISED_FROM
    if not is_equal:
        print("    The two answers differ.")
    return [
        Promise(
            f"reading {events:,} events, CPU",
            f"{ours.read:.2f} s",
            f"{theirs.read:.2f} s icalendar",
            f"{1 / time:.3f}",
            f"at most 1/{LESS_TIME:g}, same answer" if is_promised else "same answer",
            is_equal and (not is_promised or time >= LESS_TIME),
        ),
        Promise(
            f"reading {events:,} events, memory",
            f"{ours.peak / MEBIBYTE:.0f} MiB",
            f"{theirs.peak / MEBIBYTE:.0f} MiB icalendar",
            f"{1 / memory:.2f}",
            f"at most 1/{LESS_MEMORY:g}" if is_promised else "–",
            memory >= LESS_MEMORY if is_promised else None,
        ),
    ]


def reading(reader: str, path: Path) -> Cost:
    """One reading in a process of its own."""
    command = (sys.executable, "-m", "tests.benchmarks.one_reading", reader, str(path))
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    busy = merge(Span(*map(datetime.fromisoformat, pair)) for pair in found.pop("busy"))
    return Cost(busy=busy, **found)


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians; all answers of one reader are the same."""
    read, process, peak = (
        median(getattr(cost, name) for cost in costs) for name in ("read", "process", "peak")
    )
    return Cost(read, process, peak, costs[0].busy)


if __name__ == "__main__":
    finish(main())
