"""`make bench`: every promise of speed, measured side by side in this one run, as one table.

Shape: with `-v` each benchmark's own figures are printed too.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.benchmarks.promise import ROWS, Promise, read, table

BENCHMARKS = ("startup", "planning", "solver_defaults", "asking", "dragging", "reading", "serving")


def measured(folder: Path, *, says_all: bool) -> Iterator[Promise]:
    """The rows of each benchmark; one that broke has a row that says so."""
    for name in BENCHMARKS:
        place, began = folder / name, monotonic()
        # In a process of its own: what a process starts counts the memory of its parent as its own.
        command = (sys.executable, "-m", f"tests.benchmarks.{name}")
        output = None if says_all else subprocess.DEVNULL
        done = subprocess.run(command, check=False, stdout=output, env={**os.environ, ROWS: f"{place}"})
        print(f"{name}: {monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        if place.exists():
            yield from read(place)
        else:
            yield Promise(name, f"ended with {done.returncode}", promised="to run", kept=False)


def main() -> bool:
    """Print the table; true when every promise was kept."""
    with TemporaryDirectory() as folder:
        rows = [*measured(Path(folder), says_all="-v" in sys.argv[1:])]
    print(table(rows))
    return all(row.kept is not False for row in rows)


if __name__ == "__main__":
    sys.exit(0 if main() else "A promise of speed was not kept; see the table above.")
