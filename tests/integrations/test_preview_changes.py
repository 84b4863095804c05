"""The preview of a move or an undo: the hard rules it breaks, and a price that adds up."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from service.web.action import Action, perform, preview
from service.web.service import Service
from tests.fakes.clock import FakeClock
from tests.office_life import NOW, WEEK, live, service_in

LOWER = f"{WEEK}-lower"
IN_THE_OFFICE = "2026-03-05 14:15"
MUST = "This breaks a must: Lower body (Thu 14:15) meets “Office”."
PART = re.compile(r"This (costs|saves) (\d+) points")
ALL = re.compile(r"In all this (costs|is better by) (\d+) points\.")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("life")
    live(folder)
    return folder


@pytest.fixture
def service(lived: Path, tmp_path: Path) -> Iterator[Service]:
    made = service_in(copytree(lived, tmp_path / "life"), FakeClock(NOW))
    with closing(made.directory.database):
        yield made


def test_a_move_into_a_meeting_breaks_a_must_and_its_parts_make_up_its_price(service: Service) -> None:
    context = service.directory.of(service.directory.names()[0])
    told = preview(service, context, Action("move", LOWER, IN_THE_OFFICE)).sentences
    assert MUST in told
    (total,) = (found for sentence in told if (found := ALL.fullmatch(sentence)))
    parts = [found for sentence in told if (found := PART.match(sentence))]
    assert len(parts) > 1
    assert sum(_signed(found) for found in parts) == _signed(total)


def test_undoing_the_way_out_of_a_meeting_breaks_it_again(service: Service) -> None:
    context = service.directory.of(service.directory.names()[0])
    before = preview(service, context, Action("undo")).sentences
    assert not any(sentence.startswith("This breaks a must") for sentence in before)
    perform(service, context, Action("move", LOWER, IN_THE_OFFICE))
    perform(service, context, Action("move", LOWER, "2026-03-06 06:00"))
    assert MUST in preview(service, context, Action("undo")).sentences


def _signed(found: re.Match[str]) -> int:
    return int(found[2]) if found[1] == "costs" else -int(found[2])
