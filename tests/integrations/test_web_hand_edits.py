"""What the pages say of edits by hand: a repetition to be kept, and a day that was wished for."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import httpx2
import pytest

from service.domain.mark import Mark, MarkKind
from service.domain.span import Span
from service.domain.version import Version
from service.usecases.json_documents.weekly_offers import KEY, WeeklyOffer, offers_document
from service.web.service import Service
from tests.builders import BERLIN
from tests.fakes.clock import FakeClock
from tests.office_life import NOW, WEEK, live, service_in
from tests.served import served


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    live(tmp_path)
    made = service_in(tmp_path, FakeClock(NOW))
    with closing(made.directory.database):
        yield made


@pytest.fixture
def page(service: Service) -> Iterator[httpx2.Client]:
    with served(service) as address, httpx2.Client(base_url=address, timeout=30) as client:
        yield client


def stored(service: Service, **changes: object) -> Version:
    (name,) = service.directory.names()
    plans = service.directory.of(name).archive.plans
    head = plans.head()
    assert head
    return plans.add(replace(head, **changes))  # type: ignore[arg-type]  # fields of a version


def test_the_week_offers_to_keep_a_repeated_hour(service: Service, page: httpx2.Client) -> None:
    assert "every week?" not in page.get("/").text
    sunday = datetime(2026, 3, 8, 9, 15, tzinfo=BERLIN).astimezone(UTC)
    offer = WeeklyOffer(f"{WEEK}-long", "Long run", Span.lasting(sunday, timedelta(minutes=90)))
    stored(service, document=json.dumps({**_document(service), KEY: offers_document([offer])}))
    assert "You let Long run repeat: keep Sunday 09:15 every week?" in page.get("/").text


def test_a_wish_for_a_day_is_shown_and_can_be_let_go(service: Service, page: httpx2.Client) -> None:
    head = stored(service)
    to_come = next(p for p in head.placements if p.start > NOW)
    day = to_come.start.astimezone(BERLIN).date()
    days = Span(*(datetime.combine(each, time(), BERLIN) for each in (day, day + timedelta(days=1))))
    stored(service, marks=(Mark(to_come.session.id, MarkKind.DAY, NOW, days),))
    shown = page.get(f"/session/{to_come.session.id}").text
    assert "you wished for this day" in shown
    assert "Any day again" in shown


def _document(service: Service) -> dict[str, object]:
    told: dict[str, object] = json.loads(stored(service).document)
    return told
