"""Killed at whatever point, `liftrun sync` run again leaves nothing lost and nothing doubled.

Run with `-s` it prints how many points there are.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.crash_world import CrashWorld, crash_world, environment

SLICES = 3
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


@pytest.mark.parametrize("part", range(SLICES))
@pytest.mark.parametrize("prepare", [first, later])
def test_killed_anywhere_it_is_whole_after_the_next_run(
    prepare: Callable[[CrashWorld], None], part: int, world: CrashWorld
) -> None:
    prepare(world)
    world.save()
    foreign = world.foreign()
    points = world.liftrun.points()
    assert set(points) == KINDS
    assert world.liftrun.run_twice() == 0
    expected = world.standing()
    for number in range(part, len(points), SLICES):
        world.restore()
        assert world.liftrun.be_killed(at=number + 1) == points[number]
        told = f"killed at point {number + 1}, {points[number]}"
        assert world.liftrun.run_twice() == 0, told
        assert world.standing() == expected, told
        assert len(world.training()) == 1, told
        assert world.foreign() == foreign, told
    print(f"\n{prepare.__name__}: {len(points)} points, {dict(sorted(Counter(points).items()))}")  # noqa: T201
