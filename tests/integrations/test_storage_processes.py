"""Several processes on one database, some of which are killed."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from service.errors import SyncRefused
from service.storage.database import Database
from service.storage.keys import Keys
from service.storage.stores.ledger import DatabaseLedger
from service.storage.stores.plan_store import DatabasePlanStore
from service.storage.stores.vault import DatabaseVault
from tests.crowd import ATHLETE, ROUNDS

ROOT = Path(__file__).parents[2]
CROWD = 4
AT_ONCE = timedelta(0)
SOON = timedelta(seconds=20)


def _run(module: str, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", f"tests.{module}", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def _crowd(work: str, place: str, count: int = CROWD, **environment: str) -> None:
    done = _run("crowd", work, place, str(count), **environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_eight_open_a_fresh_database_at_once(fresh: str) -> None:
    _crowd("open", fresh, 8)
    with Database.at(fresh) as database:
        assert DatabasePlanStore(database, ATHLETE).head() is None


def test_no_version_is_lost_and_no_number_given_twice(fresh: str) -> None:
    _crowd("plan", fresh)
    with Database.at(fresh) as database:
        versions = DatabasePlanStore(database, ATHLETE).versions(limit=1000)
    assert [each.number for each in reversed(versions)] == list(range(1, CROWD * ROUNDS + 1))
    assert len({each.because for each in versions}) == CROWD * ROUNDS


def test_no_write_is_forgotten(fresh: str) -> None:
    _crowd("write", fresh)
    with Database.at(fresh) as database:
        ledger = DatabaseLedger(database, ATHLETE)
        assert len(ledger.written("calendar")) == CROWD * ROUNDS
        assert ledger.intents("calendar") == {}


def test_processes_that_make_a_key_at_once_end_with_one(fresh: str, tmp_path: Path) -> None:
    _crowd("keep", fresh, XDG_CONFIG_HOME=str(tmp_path), LIFTRUN_KEY="")
    (key,) = (tmp_path / "liftrun").iterdir()
    with Database.at(fresh) as database:
        vault = DatabaseVault(database, ATHLETE, Keys({}, key))
        assert [vault.secret(str(number)) for number in range(CROWD)] == ["secret"] * CROWD


@pytest.mark.parametrize("work", ["plan", "settle"])
def test_a_write_that_is_killed_was_made_or_was_not(fresh: str, work: str) -> None:
    crashed = _run("crash", work, fresh)
    assert crashed.stderr == ""
    states = crashed.stdout.split()
    assert set(states) == {"old", "new"}
    assert states == sorted(states, reverse=True)
    assert len(states) > 10


def test_only_one_is_alone_with_an_athlete(fresh: str) -> None:
    with Database.at(fresh) as one, Database.at(fresh) as other:
        with one.athlete_lock("me", wait=AT_ONCE):
            with (
                pytest.raises(SyncRefused, match="another run of Liftrun") as refused,
                other.athlete_lock("me", wait=AT_ONCE),
            ):
                pass
            assert "Wait" in refused.value.hint
            with other.athlete_lock("you", wait=AT_ONCE):
                pass
        with other.athlete_lock("me", wait=AT_ONCE):
            pass


def test_whoever_breaks_off_is_alone_no_more(fresh: str) -> None:
    with Database.at(fresh) as one, Database.at(fresh) as other:
        with pytest.raises(ZeroDivisionError), one.athlete_lock("me", wait=AT_ONCE):
            raise ZeroDivisionError
        with other.athlete_lock("me", wait=AT_ONCE):
            pass


def test_whoever_is_killed_is_alone_no_more(fresh: str) -> None:
    killed = _run("crowd", "die", fresh, "2")
    # Both had the right, one after the other, and both died of it.
    assert (killed.returncode, killed.stderr) == (2, "")
    with Database.at(fresh) as database, database.athlete_lock(ATHLETE, wait=SOON):
        pass
