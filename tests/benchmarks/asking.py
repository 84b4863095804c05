"""Measures how long it takes to answer why a session is not at another free hour."""

import sys
from collections import Counter
from random import Random
from time import perf_counter

from service.domain.plan import Brief
from service.domain.span import MINUTE
from service.planning.answer import Verdict
from service.planning.asked_hour import ask
from service.planning.explain import room_of
from service.planning.solve import settle
from service.planning.starts import candidate_starts
from service.rules import RULEBOOK
from tests.benchmarks.calendars import CALENDARS
from tests.benchmarks.people import MIDDLE, person
from tests.benchmarks.promise import Promise, finish
from tests.benchmarks.times import Times

PEOPLE = 20
WITHIN = 1.0
"""Seconds that 95 % of the answers may take."""


def main(most: int = PEOPLE) -> list[Promise]:
    """Print the table, and give the row of all calendars together."""
    people = min(most, PEOPLE)
    print(f"Asking why not at another free hour, {people} weeks of {MIDDLE} sessions a calendar, seconds")
    taken: list[float] = []
    for calendar in CALENDARS:
        answers = [answered(calendar, seed) for seed in range(people)]
        taken += (seconds for seconds, _ in answers)
        verdicts = Counter(verdict for _, verdict in answers).most_common()
        said = ", ".join(f"{count} {verdict}" for verdict, count in verdicts)
        print(f"  {calendar:<9} {Times.of(seconds for seconds, _ in answers)}  {said}", flush=True)
    times = Times.of(taken)
    kept = times.late <= WITHIN
    print(f"  {'together':<9} {times} (95 % at most {WITHIN}): {'kept' if kept else 'NOT KEPT'}")
    row = Promise(
        f"why-not, {MIDDLE} sessions, 95 %",
        f"{times.late:.2f} s",
        promised=f"at most {WITHIN:g} s",
        kept=kept,
    )
    return [row]


def answered(calendar: str, seed: int) -> tuple[float, Verdict]:
    """One question about one week: how long the answer takes, and what it is.

    Shape: the hour is any at which the calendar has room, because one that is taken is answered at once.
    """
    chance = Random(f"{calendar}-{MIDDLE}-{seed}")
    someone = person(calendar, MIDDLE, seed)
    request = someone.request
    week = settle(Brief(request.athlete, request.first_week, request.sessions, someone.busy), RULEBOOK)
    asked = chance.choice(week.placements)
    epoch = request.first_week.span.start
    starts = candidate_starts(room_of(asked.session, week.brief), asked.session.duration, epoch)
    others = [start for start in starts if epoch + start * MINUTE != asked.start]
    began = perf_counter()
    answer = ask(week, asked.session, epoch + chance.choice(others) * MINUTE, RULEBOOK)
    return perf_counter() - began, answer.verdict


if __name__ == "__main__":
    finish(main(*map(int, sys.argv[1:])))
