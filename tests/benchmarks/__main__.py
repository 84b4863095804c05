"""`make bench`: every promise of speed, measured side by side in this one run."""

import sys

from tests.benchmarks import planning, reading, startup

if __name__ == "__main__":
    kept = [benchmark.main() for benchmark in (startup, planning, reading)]
    sys.exit(0 if all(kept) else "A promise of speed was not kept; see the tables above.")
