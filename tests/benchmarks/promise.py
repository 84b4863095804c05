"""A row of the table of promises: our figure, a peer's figure from the same run, and whether it was kept."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

ROWS = "LIFTRUN_BENCHMARK_ROWS"
"""The environment variable that names the file to which a benchmark writes its rows."""

HEAD = ("what", "ours", "peer", "ratio", "promise", "kept")


@dataclass(frozen=True)
class Promise:
    """One row.

    Shape: `kept` is None where nothing is promised, or where the peer is not installed.
    """

    what: str
    ours: str
    peer: str = "–"
    ratio: str = "–"
    promised: str = "–"
    kept: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        *texts, kept = astuple(self)
        return (*texts, {True: "kept", False: "NOT KEPT", None: "–"}[kept])


def finish(rows: Sequence[Promise]) -> None:
    """Hand the rows to whoever started the benchmark, or print them, and end the process.

    Errors: exit code 1 when a promise was not kept.
    """
    place = os.environ.get(ROWS)
    if place:
        Path(place).write_text(json.dumps([asdict(row) for row in rows]), encoding="utf-8")
    else:
        print(table(rows))
    sys.exit(any(row.kept is False for row in rows))


def read(place: Path) -> list[Promise]:
    """The rows that a benchmark has written."""
    return [Promise(**row) for row in json.loads(place.read_text("utf-8"))]


def table(rows: Iterable[Promise]) -> str:
    """All rows below one head, in columns."""
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
