"""The planned weeks of some twenty people, compared with golden texts.

To renew the texts after a change that was meant, run this file once with LIFTRUN_RENEW_GOLDEN=1, and
read what changed as those people would.
"""

import os
import tomllib
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from service.cli.exit import Exit
from service.cli.main import main
from service.domain.training import Goal, Level
from service.prescription.template import TEMPLATES
from tests.fakes.clock import FakeClock
from tests.people import Person, calendar, read

PEOPLE = sorted((Path(__file__).parents[1] / "golden" / "weeks").glob("*.toml"))


@pytest.mark.parametrize("file", PEOPLE, ids=lambda file: file.stem)
def test_the_week_reads_as_ever(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    person = read(file)
    Path("config.toml").write_text(_without_haste(person.config), encoding="utf-8")
    Path("log.csv").write_text(person.log, encoding="utf-8")
    printed = _planned(person, person.now, person.busy, monkeypatch, capsys)
    if person.replanned:
        busy = [*person.busy, *person.later]
        printed = _planned(person, person.replanned, busy, monkeypatch, capsys)
    week = "\n".join([*person.who, "", printed])
    text = file.with_suffix(".txt")
    if os.environ.get("LIFTRUN_RENEW_GOLDEN"):
        text.write_text(week, encoding="utf-8")
    assert week == text.read_text(encoding="utf-8")


def test_the_people_are_of_every_goal_and_level_and_try_every_template() -> None:
    tables = [tomllib.loads(read(file).config) for file in PEOPLE]
    kinds = {(table["athlete"]["goal"], table["athlete"]["level"]) for table in tables}
    assert kinds == {*product(Goal, Level)}
    assert {table["plan"]["template"] for table in tables if "plan" in table} >= {*TEMPLATES}


def _without_haste(config: str) -> str:
    """The configuration with a search that ends at the same point on a busy machine as on a quiet one."""
    table, setting = "[plan]\n", "longest_search = 600\n"
    return config.replace(table, table + setting) if table in config else f"{config}\n{table}{setting}"


def _planned(
    person: Person,
    now: datetime,
    busy: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> str:
    """What the command prints at that moment, over what it has written before."""
    monkeypatch.setattr("service.bootstrap.clock", lambda: FakeClock(now))
    Path("calendar.ics").write_bytes(calendar(person, *busy))
    week = ["--from", f"{person.first_day}", "--out", "training.ics"]
    code = main(["plan", "--busy", "calendar.ics", *week])
    printed = capsys.readouterr()
    assert code in {Exit.DONE, Exit.NO_ROOM}, printed.err
    return printed.out
