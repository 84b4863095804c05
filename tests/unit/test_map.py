"""The map in service/README.md names files that are there, and every room of the service."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "service" / "README.md").read_text("utf-8")
PATHS = sorted(set(re.findall(r"`((?:[\w.-]+/)*[\w-]+\.(?:py|js|md)|(?:[\w-]+/)+[\w-]*)`", MAP)))
BESIDE = {"prefilter.py", "event_reader.py", "series.py", "occurrence.py", "transparency.py"}
"""Files a walk names without their folder, as it has just named it."""


def _is_there(path: str) -> bool:
    if path in BESIDE:
        path = f"integrations/_shared/icalendar/{path}"
    return any((folder / path).exists() for folder in (ROOT, ROOT / "service", ROOT / "service" / "usecases"))


@pytest.mark.parametrize("path", PATHS)
def test_what_the_map_names_is_there(path: str) -> None:
    assert _is_there(path)


def _rooms() -> list[str]:
    service = ROOT / "service"
    above = [file.parent for file in service.glob("*/__init__.py")]
    journeys = [file.parent for file in (service / "usecases").glob("*/__init__.py")]
    return sorted(folder.name for folder in (*above, *journeys))


@pytest.mark.parametrize("room", _rooms())
def test_every_room_is_on_the_map(room: str) -> None:
    assert f"`{room}/`" in MAP
