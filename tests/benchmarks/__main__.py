"""`make bench`: every promise of speed, measured side by side in this one run.

Shape: a number, if given, is the most people of each kind for whom weeks are planned.
"""

import subprocess
import sys

BENCHMARKS = ("startup", "planning", "solver_defaults", "asking", "dragging", "reading", "serving")

if __name__ == "__main__":
    # Each in a process of its own: what a process starts counts the memory of its parent as its own.
    runs = [
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}", *sys.argv[1:]], check=False)
        for name in BENCHMARKS
    ]
    kept = all(run.returncode == 0 for run in runs)
    sys.exit(0 if kept else "A promise of speed was not kept; see the tables above.")
