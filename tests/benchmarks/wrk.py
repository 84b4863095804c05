"""Runs wrk as a load generator with many connections."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAM = shutil.which("wrk")
CONNECTIONS = 16

SCRIPT = """
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('\\n{"requests": %d, "taken": %d, "middle": %d, "late": %d, "errors": %d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Load:
    """The result of one load.

    Units: `rate` is answers a second. `middle` (the median) and `late` (which 99 % do not exceed) are
    milliseconds.
    """

    rate: float
    middle: float
    late: float
    errors: int

    def __str__(self) -> str:
        return f"{self.rate:8,.0f}/s {self.middle:7.2f} ms {self.late:7.2f} ms {self.errors:4} errors"


def load(url: str, headers: Mapping[str, str], *, lasting: timedelta) -> Load:
    """Ask for it all the time."""
    assert PROGRAM is not None
    flags = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    with TemporaryDirectory() as folder:
        script = Path(folder) / "done.lua"
        script.write_text(SCRIPT, encoding="utf-8")
        count = ["-t1", f"-c{CONNECTIONS}", f"-d{lasting.total_seconds():.0f}s", "-s", str(script)]
        done = subprocess.run([PROGRAM, *count, *flags, url], check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    rate = found["requests"] / found["taken"] * 1e6
    return Load(rate, found["middle"] / 1000, found["late"] / 1000, found["errors"])
