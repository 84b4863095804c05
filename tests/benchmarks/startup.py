"""Measures how long `liftrun` takes to start and answer, against Python that does nothing."""

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 25
MOST = 6.0
LIFTRUN = Path(sys.executable).with_name("liftrun")
COMMANDS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "liftrun --help": (str(LIFTRUN), "--help"),
    "liftrun rules": (str(LIFTRUN), "rules"),
}


def main() -> bool:
    """Print the table; true when every command keeps within its ratio."""
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
    return all(median(taken) <= MOST * floor for taken in times.values())


if __name__ == "__main__":
    sys.exit(not main())
