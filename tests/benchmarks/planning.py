"""How quickly and how well weeks are planned, against first-fit schedulers on the very same weeks."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from service.planning.explain import objections
from service.rules import RULEBOOK
from tests.benchmarks.calendars import CALENDARS
from tests.benchmarks.people import (
    LARGEST,
    MIDDLE,
    SIZES,
    SMALLEST,
    WEEKS,
    person,
)
from tests.benchmarks.run import (
    Run,
    is_full,
    points,
    run_of,
)
from tests.benchmarks.times import Times

PEOPLE = {SMALLEST: 20, MIDDLE: 20, LARGEST: 2}
"""So many with each calendar, by how many sessions they ask for: the largest weeks take most of the time."""

FOUR_WEEKS = {SMALLEST: 20, MIDDLE: 5, LARGEST: 1}
"""So many of them have four weeks planned, the others one."""

HORIZONS = (1, 2, WEEKS)
PROMISED = (SMALLEST, MIDDLE)
MIDDLE_WITHIN, LATE_WITHIN = 0.3, 1.0
FOUR_WEEKS_WITHIN = 5.0
"""Seconds of solving; the last for four weeks of the sizes that are promised."""

HEAD = """
                                 sessions  weeks     solving       with reasons    full   first-fit fails
  calendar   asked  days people   placed   proven  median  95 %   median  95 %   weeks   plain  told rules"""


def main(most: int = max(PEOPLE.values())) -> bool:
    """Print the table of that many people at the most; true when every promise of speed is kept."""
    print(f"Planning week after week, seconds{HEAD}")
    # The first run of all pays for the solver's imports.
    run_of(person("office", SMALLEST, 0), weeks=1)
    runs: dict[int, list[Run]] = {size: [] for size in SIZES}
    for size in SIZES:
        for calendar in CALENDARS:
            cell = [
                run_of(person(calendar, size, seed), weeks=WEEKS if seed < FOUR_WEEKS[size] else 1)
                for seed in range(min(most, PEOPLE[size]))
            ]
            for line in lines(cell):
                print(f"  {calendar:<9} {size:>6} {line}", flush=True)
            runs[size] += cell
    headline([run for of_size in runs.values() for run in of_size])
    return all([weeks_in_time(runs[size], size) for size in PROMISED] + [four_weeks_in_time(runs)])


def lines(cell: Sequence[Run]) -> Iterator[str]:
    """What came of the people of one kind, a line for each horizon."""
    for weeks in HORIZONS:
        runs = [run for run in cell if len(run.plans) >= weeks]
        if runs:
            plans = [each for run in runs for each in run.plans[:weeks]]
            placed = sum(len(each.placements) for each in plans)
            asked = sum(len(each.brief.sessions) for each in plans)
            shares = f"{placed / asked:8.1%} {share(each.proven_optimal for each in plans):8.1%}"
            solving = Times.of(run.solving(weeks) for run in runs)
            in_all = Times.of(run.laps[weeks - 1] for run in runs)
            more = first_fits(runs) if weeks == 1 else ""
            yield f"{7 * weeks:>5} {len(runs):>6} {shares}  {solving}   {in_all} {more}".rstrip()


def first_fits(runs: Sequence[Run]) -> str:
    """How many first weeks can be filled whole, and in how many of these first-fit fails."""
    full = [run for run in runs if run.is_full]
    plain, told = sum(run.plain_fails for run in full), sum(run.told_fails for run in full)
    return f"{len(full):>7} {plain:>7} {told:>7}"


def headline(runs: Sequence[Run]) -> None:
    """Say what first-fit makes of the weeks that can be filled whole."""
    full = [run for run in runs if run.is_full]
    fails = share(run.plain_fails for run in full)
    drops = share(not is_full(run.plain) for run in full)
    objected = share(any(objections(run.plain, RULEBOOK)) for run in full)
    print(f"  Of {len(runs)} first weeks {len(full)} can be had whole, with every rule kept. In these")
    print(f"    plain first-fit drops a session or breaks a floor: {fails:.1%} (drops one: {drops:.1%},")
    print(f"      breaks a floor or another must of the rulebook: {objected:.1%})")
    print(f"    first-fit that knows the rules drops a session: {share(run.told_fails for run in full):.1%}")
    both = [run for run in full if not run.told_fails]
    ours, theirs = points(run.plans[0] for run in both), points(run.told for run in both)
    print(f"      where it drops none, unmet wishes cost it {theirs:,} points, and us {ours:,}")


def weeks_in_time(runs: Sequence[Run], size: int) -> bool:
    """Whether single weeks of a size are proven and quick."""
    times = Times.of(run.solving(1) for run in runs)
    proven = share(run.plans[0].proven_optimal for run in runs)
    kept = proven == 1 and times.middle <= MIDDLE_WITHIN and times.late <= LATE_WITHIN
    wanted = f"all proven, at most {MIDDLE_WITHIN} and {LATE_WITHIN}"
    print(f"  7 days of {size} sessions: proven {proven:.1%}, {times} ({wanted}): {said(kept)}")
    return kept


def four_weeks_in_time(runs: dict[int, list[Run]]) -> bool:
    """Whether four weeks are planned quickly."""
    kept = True
    for size in PROMISED:
        times = Times.of(run.solving(WEEKS) for run in runs[size] if len(run.plans) == WEEKS)
        is_quick = times.late <= FOUR_WEEKS_WITHIN
        print(f"  28 days of {size} sessions: {times} (95 % at most {FOUR_WEEKS_WITHIN}): {said(is_quick)}")
        kept = kept and is_quick
    return kept


def share(answers: Iterable[bool]) -> float:
    """How many of the answers are yes; all of none."""
    asked = list(answers)
    return sum(asked) / len(asked) if asked else 1.0


def said(kept: bool) -> str:  # noqa: FBT001  # it is the one thing it is told
    """The word for a promise."""
    return "kept" if kept else "NOT KEPT"


if __name__ == "__main__":
    sys.exit(not main(*map(int, sys.argv[1:])))
