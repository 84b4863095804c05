"""Cases kept outside the repository: hard inputs with expected answers, and real calendars."""

import json
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from integrations.ics.busy_source import IcsBusySource
from integrations.ics.settings import IcsSettings
from service.domain.span import Span, merge
from service.errors import CalendarUnreadable
from tests.integrations.web_server import Reply, serving

SHARED = Path(__file__).parents[3] / "shared"
HAZARDS = SHARED / "hazards"
CORPUS = SHARED / "corpus"
ENOUGH = 154
SECONDS = 10.0
YEARS = range(2010, 2027, 4)

Spans = tuple[Span, ...]


@pytest.mark.skipif(not HAZARDS.is_dir(), reason="the hazards do not lie beside this repository")
def test_hazards() -> None:
    cases = sorted(HAZARDS.glob("*.json"))
    wrong = [case.stem for case in cases if not is_right(case)]
    assert len(cases) - len(wrong) >= ENOUGH, wrong


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus does not lie beside this repository")
def test_the_corpus_is_read_or_refused_and_only_what_is_no_calendar_is_refused() -> None:
    refused = {
        path for path in CORPUS.rglob("*.ics") if not all(map(can_be_read, [path] * len(YEARS), YEARS))
    }
    calendars = {path for path in refused if path.read_bytes().lstrip().startswith(b"BEGIN:VCALENDAR")}
    assert calendars == set()


def can_be_read(path: Path, year: int) -> bool:
    """Whether a year of the file can be read, in good time."""
    settings = IcsSettings("corpus", ZoneInfo("Europe/Berlin"), str(path))
    window = Span(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 4, 1, 1, tzinfo=UTC))
    began = time.process_time()
    try:
        IcsBusySource(settings).read(window, now=window.start)
    except CalendarUnreadable:
        return False
    finally:
        assert time.process_time() - began < SECONDS, path
    return True


def is_right(path: Path) -> bool:
    """Whether the reader's answer to one hazard is right or accepted, in the time it may take."""
    case = json.loads(path.read_text())
    before = path.with_name(f"{case.get('after')}.json")
    if before.exists():
        answer(before, json.loads(before.read_text()))
    began = time.process_time()
    found = answer(path, case)
    in_time = time.process_time() - began < case.get("max_seconds", SECONDS)
    return in_time and accepts(case, found)


def answer(path: Path, case: dict[str, Any]) -> Spans | None:
    """The merged busy time, or None for a feed that was refused."""
    window = Span(*map(datetime.fromisoformat, case["window"]))
    owner = (case["owner"],) if "owner" in case else ()
    encoding = {"Content-Encoding": case["content_encoding"]} if "content_encoding" in case else {}
    with serving(Reply(body=path.with_suffix(".ics").read_bytes(), headers=encoding)) as server:
        zone = ZoneInfo(case["timezone"])
        settings = IcsSettings(path.stem, zone, server.url, me=owner, allow_hosts=("127.0.0.1",))
        try:
            reading = IcsBusySource(settings).read(window, now=window.start)
        except CalendarUnreadable:
            return None
    return merge(one.span for one in reading.busy)


def accepts(case: dict[str, Any], found: Spans | None) -> bool:
    """Whether the case takes this answer."""
    if found is None:
        return case["expect"] == "error" or bool(case.get("accept_error"))
    if case["expect"] == "error" and not case.get("accept_ok"):
        return False
    right = spans(case.get("busy", ()))
    if case.get("accept_superset") and all(any(one.holds(each) for one in found) for each in right):
        return True
    return found in (right, *map(spans, case.get("alternatives", ())))


def spans(pairs: Iterable[tuple[str, str]]) -> Spans:
    """Spans from pairs of ISO instants."""
    return tuple(Span(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in pairs)
