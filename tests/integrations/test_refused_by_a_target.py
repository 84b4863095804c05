"""The service goes on with plans and notices while a target does not take one entry, and tries it again."""

from datetime import timedelta
from pathlib import Path

import pytest

from service import bootstrap
from service.domain.busy import Busy
from service.domain.span import Span
from service.storage.database import Database
from tests.served_life import ServedLife
from tests.unit.test_refused_entries import Picky

MINUTE = timedelta(minutes=1)


@pytest.fixture
def picky(monkeypatch: pytest.MonkeyPatch) -> Picky:
    sink = Picky(bad={"easy"})
    monkeypatch.setattr(bootstrap, "entry_sinks", lambda *_, **__: (sink,))
    return sink


@pytest.fixture
def life(tmp_path: Path, picky: Picky) -> ServedLife:
    del picky
    life = ServedLife(tmp_path, Database.at(str(tmp_path / "liftrun.db")))
    life.enrol(more=f'[[target]]\nics = "{tmp_path / "training.ics"}"\n')
    return life


def test_the_plan_is_made_and_the_refused_entry_is_tried_again_less_and_less_often(
    life: ServedLife, picky: Picky
) -> None:
    life.run_due()
    assert life.record("plan").failures == 0
    assert {shown.entry.kind.value for shown in picky.calendar.standing.values()} == {"lower"}
    tries = list[int]()
    for _ in range(20):
        before = picky.tried
        life.wait(6 * MINUTE)
        tries.append(picky.tried - before)
    assert sum(tries[:10]) > sum(tries[10:]) > 0
    assert "the title is a bad one" in life.record("write again").trouble
    life.start()
    picky.bad = set()
    for _ in range(12):
        life.wait(6 * MINUTE)
    assert life.record("write again").failures == 0
    assert "easy" in {shown.entry.kind.value for shown in picky.calendar.standing.values()}


def test_a_new_entry_of_the_athlete_s_in_a_target_moves_what_stands_there(
    life: ServedLife, picky: Picky
) -> None:
    picky.bad = set()
    life.run_due()
    life.wait(6 * MINUTE)
    lower = life.sessions()["2026-W10-lower"]
    picky.others = (Busy(Span(lower.start, lower.end), "Swim", "picky"),)
    assert "mend" in life.done(life.wait(6 * MINUTE))
    assert not life.sessions()["2026-W10-lower"].overlaps(lower)
    assert "mend" not in life.done(life.wait(6 * MINUTE))
