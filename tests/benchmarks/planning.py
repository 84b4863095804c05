"""How quickly and how well weeks are planned, against first-fit schedulers on the very same weeks."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from service.planning.explain import objections
from service.rules import RULEBOOK
from tests.benchmarks.calendars import CALENDARS
from tests.benchmarks.people import LARGEST, MIDDLE, SIZES, SMALLEST, WEEKS, person
from tests.benchmarks.promise import Promise, finish
from tests.benchmarks.run import Run, is_full, points, run_of
from tests.benchmarks.times import Times

PEOPLE = {SMALLEST: 15, MIDDLE: 6, LARGEST: 1}
"""So many with each calendar, by how many sessions they ask for: the largest weeks take most of the time."""

FOUR_WEEKS = {SMALLEST: 5, MIDDLE: 2, LARGEST: 0}
"""So many of them have four weeks planned, the others one."""

HORIZONS = (1, 2, WEEKS)
PROMISED = (SMALLEST, MIDDLE)
MIDDLE_WITHIN, LATE_WITHIN = 0.3, 1.0
FOUR_WEEKS_WITHIN = 5.0
"""Seconds of solving; the last for four weeks of the sizes that are promised."""

HEAD = """
                                 sessions  weeks     solving       with reasons    full   first-fit fails
  calendar   asked  days people   placed   proven  median  95 %   median  95 %   weeks   plain  told rules"""


def main(most: int = max(PEOPLE.values())) -> list[Promise]:
    """Print the table of that many people at the most, and give the rows of what is promised."""
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
    every = [run for of_size in runs.values() for run in of_size]
    headline(every)
    return [
        *(weeks_in_time(runs[size], size) for size in PROMISED),
        *(four_weeks_in_time(runs[size], size) for size in PROMISED),
        against_first_fit(every),
    ]


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


def weeks_in_time(runs: Sequence[Run], size: int) -> Promise:
    """Whether single weeks of a size are proven and quick."""
    times = Times.of(run.solving(1) for run in runs)
    proven = share(run.plans[0].proven_optimal for run in runs)
    kept = proven == 1 and times.middle <= MIDDLE_WITHIN and times.late <= LATE_WITHIN
    return Promise(
        f"one week of {size} sessions, median, 95 %",
        f"{times.middle:.2f} s, {times.late:.2f} s, {proven:.0%} proven",
        promised=f"{MIDDLE_WITHIN} s, {LATE_WITHIN} s, all proven",
        kept=kept,
    )


def four_weeks_in_time(runs: Sequence[Run], size: int) -> Promise:
    """Whether four weeks of a size are planned quickly."""
    times = Times.of(run.solving(WEEKS) for run in runs if len(run.plans) == WEEKS)
    return Promise(
        f"four weeks of {size} sessions, 95 %",
        f"{times.late:.2f} s",
        promised=f"at most {FOUR_WEEKS_WITHIN:g} s",
        kept=times.late <= FOUR_WEEKS_WITHIN,
    )


def against_first_fit(runs: Sequence[Run]) -> Promise:
    """In how many of the weeks that can be had whole first-fit drops a session or breaks a floor."""
    fails = share(run.plain_fails for run in runs if run.is_full)
    return Promise(
        "weeks with a dropped session or a broken floor",
        "0 %",
        f"{fails:.0%} first-fit",
        promised="none",
        kept=all(not any(objections(plan, RULEBOOK)) for run in runs for plan in run.plans),
    )


def share(answers: Iterable[bool]) -> float:
    """How many of the answers are yes; all of none."""
    asked = list(answers)
    return sum(asked) / len(asked) if asked else 1.0


if __name__ == "__main__":
    finish(main(*map(int, sys.argv[1:])))
