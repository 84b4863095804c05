"""Killed at whatever point, `liftrun sync` run again leaves nothing lost and nothing doubled.

Between two changes there are many points, and a run killed at any of them leaves the same behind. Of those,
one is tried; `make long` tries them all. Run with `-s` it prints how many points there are.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.crash_world import CrashWorld, Point, crash_world, environment
from tests.figures import figure

pytestmark = pytest.mark.long

SLICES = 3
EVERY_POINT = figure(usual=False, long=True)
KINDS = {"before a statement", "before a commit"} | {
    f"{moment} {what}"
    for moment in ("before", "after")
    for what in ("a request to Google", "a request to the CalDAV server", "the file is replaced")
}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashWorld]:
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    with crash_world(tmp_path) as world:
        yield world


def first(world: CrashWorld) -> None:
    """Nothing stands there yet; even the calendar at Google is to be made."""
    world.want("easy")


def later(world: CrashWorld) -> None:
    """One session has to move, another one goes."""
    world.want("lower", "easy")
    assert world.liftrun.run_twice() == 0
    (easy,) = (one for one in world.standing()["google"] if one.title == "Easy run")
    world.google.calendar().add("Board meeting", easy.span.start, easy.span.end)
    world.want("easy")


def one_of_each_state(points: Sequence[Point]) -> Sequence[int]:
    """The number of one point for each state, of the kind that is rarest."""
    counts = Counter(point.kind for point in points)
    rarest = sorted(enumerate(points), key=lambda pair: -counts[pair[1].kind])
    return sorted({point.state: number for number, point in rarest}.values())


@pytest.mark.parametrize("part", range(SLICES))
@pytest.mark.parametrize("prepare", [first, later])
def test_killed_anywhere_it_is_whole_after_the_next_run(
    prepare: Callable[[CrashWorld], None], part: int, world: CrashWorld
) -> None:
    prepare(world)
    world.save()
    foreign = world.foreign()
    points = world.liftrun.points()
    kinds = [point.kind for point in points]
    assert set(kinds) == KINDS
    assert world.liftrun.run_twice() == 0
    expected = world.standing()
    chosen = range(len(points)) if EVERY_POINT else one_of_each_state(points)
    assert {kinds[number] for number in chosen} == KINDS
    for number in chosen[part::SLICES]:
        world.restore()
        assert world.liftrun.be_killed(at=number + 1) == kinds[number]
        told = f"killed at point {number + 1}, {kinds[number]}"
        assert world.liftrun.run_twice() == 0, told
        assert world.standing() == expected, told
        assert len(world.training()) == 1, told
        assert world.foreign() == foreign, told
    said = f"{len(chosen)} of {len(points)} points, {dict(sorted(Counter(kinds).items()))}"
    print(f"\n{prepare.__name__}: {said}")  # noqa: T201
