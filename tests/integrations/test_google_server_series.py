"""The local Google server expands recurring events, and keeps instances that were modified."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx2
import pytest

from tests.fakes.google.caller import EVENTS, hour, items, reason
from tests.fakes.google.hand import Hand
from tests.fakes.google_server import GoogleServer

# The Friday before Berlin's clocks go back.
FRIDAY = datetime(2026, 10, 23, 18, tzinfo=ZoneInfo("Europe/Berlin"))
HOUR = timedelta(hours=1)
SINGLE = {"singleEvents": "true", "orderBy": "startTime"}


def starts(api: httpx2.Client, **query: str) -> list[str]:
    found = items(api, **{**SINGLE, **query})
    return [(one["start"].get("dateTime") or one["start"]["date"])[:16] for one in found]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (["RRULE:FREQ=DAILY;COUNT=3"], ["10-23", "10-24", "10-25"]),
        (["RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3"], ["10-23", "10-25", "10-27"]),
        (["RRULE:FREQ=WEEKLY;BYDAY=MO,FR;COUNT=3"], ["10-23", "10-26", "10-30"]),
        (["RRULE:FREQ=DAILY;UNTIL=20261025T170000Z"], ["10-23", "10-24", "10-25"]),
        (["RRULE:FREQ=DAILY;UNTIL=20261025T165959Z"], ["10-23", "10-24"]),
        (["RRULE:FREQ=DAILY;UNTIL=20261025"], ["10-23", "10-24", "10-25"]),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20261024T160000Z"], ["10-23", "10-25"]),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;TZID=Europe/Berlin:20261024T180000"], ["10-23", "10-25"]),
        (["RRULE:FREQ=DAILY;COUNT=1", "RDATE;TZID=Europe/Berlin:20261028T180000"], ["10-23", "10-28"]),
    ],
)
def test_follows_rules_at_one_clock_time(
    api: httpx2.Client, hand: Hand, rules: list[str], expected: list[str]
) -> None:
    hand.series(FRIDAY, HOUR, *rules)
    assert starts(api) == [f"2026-{day}T18:00" for day in expected]


def test_follows_rules_of_whole_days(api: httpx2.Client, hand: Hand) -> None:
    rules = ["RRULE:FREQ=DAILY;UNTIL=20261025", "EXDATE;VALUE=DATE:20261024"]
    hand.whole_day(date(2026, 10, 23), recurrence=rules)
    assert starts(api) == ["2026-10-23", "2026-10-25"]


@pytest.mark.parametrize("rule", ["RRULE:FREQ=SOMETIMES", "RRULE", "FREQ=DAILY", "EXDATE:never", 5])
def test_refuses_what_is_no_rule(api: httpx2.Client, rule: object) -> None:
    body = hour(recurrence=[rule])
    body["start"]["timeZone"] = body["end"]["timeZone"] = "UTC"
    assert reason(api.post(EVENTS, json=body)) == (400, "invalid")


def test_needs_a_zone(api: httpx2.Client) -> None:
    assert reason(api.post(EVENTS, json=hour(recurrence=["RRULE:FREQ=DAILY"]))) == (400, "required")


def test_names_instances_after_their_start(api: httpx2.Client, hand: Hand) -> None:
    series = hand.series(FRIDAY, HOUR, "RRULE:FREQ=WEEKLY;COUNT=2")
    days = hand.whole_day(date(2026, 10, 23), recurrence=["RRULE:FREQ=DAILY;COUNT=1"])
    day, first, second = items(api, **SINGLE)
    assert day["id"] == f"{days}_20261023"
    assert [first["id"], second["id"]] == [f"{series}_20261023T160000Z", f"{series}_20261030T170000Z"]
    assert second["recurringEventId"] == series
    assert second["originalStartTime"] == second["start"]
    assert "recurrence" not in second
    assert first["iCalUID"] == second["iCalUID"]
    assert api.get(f"{EVENTS}/{second['id']}").json() == second


def test_shows_the_series_itself_when_not_asked_for_single_events(api: httpx2.Client, hand: Hand) -> None:
    series = hand.series(FRIDAY, HOUR, "RRULE:FREQ=DAILY")
    (one,) = items(api, timeMin="2027-05-01T00:00:00Z", timeMax="2027-05-02T00:00:00Z")
    assert (one["id"], one["recurrence"]) == (series, ["RRULE:FREQ=DAILY"])


def test_bounds_instances_one_by_one(api: httpx2.Client, hand: Hand) -> None:
    hand.series(FRIDAY, HOUR, "RRULE:FREQ=DAILY")
    bounds = {"timeMin": "2027-05-01T17:00:00Z", "timeMax": "2027-05-03T16:00:00Z"}
    assert starts(api, **bounds) == ["2027-05-02T18:00"]


def test_does_not_follow_a_series_for_ever(api: httpx2.Client, hand: Hand, google: GoogleServer) -> None:
    hand.series(FRIDAY, HOUR, "RRULE:FREQ=WEEKLY")
    last = datetime.fromisoformat(starts(api)[-1]).replace(tzinfo=UTC)
    assert timedelta(days=700) < last - google.clock.now() < timedelta(days=731)


class TestExceptions:
    @pytest.fixture
    def second(self, hand: Hand) -> str:
        series = hand.series(FRIDAY, HOUR, "RRULE:FREQ=DAILY;COUNT=3")
        return f"{series}_20261024T160000Z"

    def test_take_the_place_of_their_instance(self, api: httpx2.Client, hand: Hand, second: str) -> None:
        hand.move(second, FRIDAY + timedelta(days=5))
        assert starts(api) == ["2026-10-23T18:00", "2026-10-25T18:00", "2026-10-28T18:00"]
        moved = api.get(f"{EVENTS}/{second}").json()
        assert moved["originalStartTime"]["dateTime"] == "2026-10-24T18:00:00+02:00"
        assert moved["sequence"] == 1

    def test_are_changed_by_the_api_as_well(self, api: httpx2.Client, second: str) -> None:
        etag = api.get(f"{EVENTS}/{second}").json()["etag"]
        changed = api.patch(f"{EVENTS}/{second}", json={"summary": "Alone"}, headers={"If-Match": etag})
        assert changed.json()["etag"] != etag
        assert [one["summary"] for one in items(api, **SINGLE)] == ["Standup", "Alone", "Standup"]

    def test_stand_beside_the_series(self, api: httpx2.Client, hand: Hand, second: str) -> None:
        hand.delete(second)
        series, gone = items(api)
        assert (series["status"], gone["status"], gone["id"]) == ("confirmed", "cancelled", second)

    def test_are_gone_from_single_events_when_cancelled(
        self, api: httpx2.Client, hand: Hand, second: str
    ) -> None:
        hand.delete(second)
        assert starts(api) == ["2026-10-23T18:00", "2026-10-25T18:00"]
        statuses = [one["status"] for one in items(api, showDeleted="true", **SINGLE)]
        assert statuses == ["confirmed", "cancelled", "confirmed"]
        assert reason(api.delete(f"{EVENTS}/{second}")) == (410, "deleted")

    def test_go_with_the_series(self, api: httpx2.Client, hand: Hand, second: str) -> None:
        hand.retitle(second, "Alone")
        hand.delete(second.partition("_")[0])
        assert items(api, **SINGLE) == []
        assert {one["status"] for one in items(api, showDeleted="true", **SINGLE)} == {"cancelled"}

    def test_are_none_where_no_rule_puts_an_instance(self, api: httpx2.Client, second: str) -> None:
        base = second.partition("_")[0]
        for name in (f"{base}_20261024T170000Z", f"{base}_20261024", "nobody_20261024T160000Z"):
            assert reason(api.get(f"{EVENTS}/{name}")) == (404, "notFound")
