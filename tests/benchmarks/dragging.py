"""Measures how long the findings for a dragged session take, compared with planning again."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from time import perf_counter

from service.domain.plan import Brief
from service.domain.span import MINUTE
from service.planning.asked_hour import ask
from service.planning.explain import room_of
from service.planning.solve import settle
from service.planning.starts import candidate_starts
from service.rules import RULEBOOK
from service.usecases.answering.findings_at import findings_at
from service.usecases.answering.next_hours import next_hours
from service.usecases.reading.gather import Gathered
from service.usecases.weeks.plan_weeks import Planned
from tests.benchmarks.calendars import CALENDARS
from tests.benchmarks.people import MIDDLE, person
from tests.benchmarks.promise import Promise, finish
from tests.benchmarks.times import Times

PEOPLE = 10
WITHIN = 0.1
"""Seconds in which a hand that drags is to be answered, in 95 of 100 cases."""

Taken = tuple[float, float, float]


def main(most: int = PEOPLE) -> list[Promise]:
    """Print the table, and give the row of findings at an hour."""
    people = min(most, PEOPLE)
    print(f"Answering while a session is dragged, {people} weeks of {MIDDLE} sessions a calendar, seconds")
    taken = [answered(calendar, seed) for calendar in CALENDARS for seed in range(people)]
    dragged, asked, found = (Times.of(column) for column in zip(*taken, strict=True))
    kept = dragged.late <= WITHIN
    print(f"  findings at the hour   {dragged} (95 % at most {WITHIN}): {'kept' if kept else 'NOT KEPT'}")
    print(f"  planning with it there {asked}  {asked.middle / dragged.middle:.0f} times as long")
    print(f"  next best hours        {found}  {found.middle / dragged.middle:.0f} times as long")
    return [
        Promise(
            f"findings while dragging, {MIDDLE} sessions, 95 %",
            f"{dragged.late * 1000:.0f} ms",
            f"{asked.late * 1000:.0f} ms planning again",
            f"{dragged.late / asked.late:.2f}",
            f"at most {WITHIN * 1000:.0f} ms",
            kept,
        )
    ]


def answered(calendar: str, seed: int) -> Taken:
    """One session put to another hour: by its findings, by planning the week again; and the next hours."""
    chance = Random(f"{calendar}-{MIDDLE}-{seed}")
    someone = person(calendar, MIDDLE, seed)
    request = someone.request
    week = settle(Brief(request.athlete, request.first_week, request.sessions, someone.busy), RULEBOOK)
    planned = Planned(request, datetime.now(UTC), Gathered((), (), ()), (week,), {})
    session = chance.choice(week.placements).session
    epoch = request.first_week.span.start
    start = epoch + MINUTE * chance.choice(
        candidate_starts(room_of(session, week.brief), session.duration, epoch)
    )
    return (
        _seconds(lambda: findings_at(planned, session.id, start)),
        _seconds(lambda: ask(week, session, start, RULEBOOK)),
        _seconds(lambda: next_hours(planned, session.id, after=epoch)),
    )


def _seconds(do: Callable[[], object]) -> float:
    began = perf_counter()
    do()
    return perf_counter() - began


if __name__ == "__main__":
    finish(main(*map(int, sys.argv[1:])))
