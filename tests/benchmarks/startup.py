"""Measures how long `liftrun` takes to start and answer, against Python that does nothing."""

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.promise import Promise, finish

RUNS = 25
MOST = 6.0
LIFTRUN = Path(sys.executable).with_name("liftrun")
COMMANDS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "liftrun --help": (str(LIFTRUN), "--help"),
    "liftrun rules": (str(LIFTRUN), "rules"),
}


def main() -> list[Promise]:
    """Print the table, and give a row for each command."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, command in COMMANDS.items():
            began = perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times[name].append(perf_counter() - began)
    floor = median(times["python -c pass"])
    print(f"Start-up, median of {RUNS} runs in turn (at most {MOST:.0f} times Python alone)")
    for name, taken in times.items():
        print(f"  {name:<16} {median(taken) * 1000:6.1f} ms {median(taken) / floor:5.1f}x")
    return [
        Promise(
            name,
            f"{median(taken) * 1000:.0f} ms",
            f"{floor * 1000:.0f} ms python -c pass",
            f"{median(taken) / floor:.1f}",
            f"at most {MOST:.0f} times",
            median(taken) <= MOST * floor,
        )
        for name, taken in [*times.items()][1:]
    ]


if __name__ == "__main__":
    finish(main())
