"""Any sequence of operations leaves the local Google server equal to a plain dictionary."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from tests.fakes.google.caller import EVENTS, calling, items, pages, reason
from tests.fakes.google_server import GoogleServer

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
WEEK = {"singleEvents": "true", "timeMin": "2026-11-23T00:00:00Z", "timeMax": "2026-11-30T00:00:00Z"}
ids = st.sampled_from(["aaaaa", "bbbbb", "ccccc"])
titles = st.sampled_from(["Legs", "Arms", "Run"])
# Some of them lie outside of the week.
hours = st.integers(-30, 200).map(lambda number: MONDAY + timedelta(hours=number))
rules = st.sampled_from(["RRULE:FREQ=DAILY;COUNT=4", "RRULE:FREQ=WEEKLY;BYDAY=MO,TH", "RRULE:FREQ=DAILY"])


def said(start: datetime) -> dict[str, Any]:
    return {
        "start": {"dateTime": start.isoformat()},
        "end": {"dateTime": (start + timedelta(hours=1)).isoformat()},
    }


class Mirror(RuleBasedStateMachine):
    """`model` is what was written, `seen` what a client knows that only follows sync tokens."""

    series = Bundle("series")

    def __init__(self) -> None:
        super().__init__()
        self.google = GoogleServer()
        self.google.__enter__()
        self.caller = calling(self.google)
        self.api: httpx2.Client = self.caller.__enter__()
        self.model: dict[str, dict[str, Any]] = {}
        self.etags: dict[str, list[str]] = {}
        self.seen: dict[str, Any] = {}
        self.token = ""

    def teardown(self) -> None:
        self.caller.__exit__(None, None, None)
        self.google.__exit__(None, None, None)

    def kept(self, response: httpx2.Response, event: dict[str, Any]) -> None:
        made = response.raise_for_status().json()
        assert made["etag"] not in self.etags.setdefault(made["id"], [])
        self.etags[made["id"]].append(made["etag"])
        self.model[made["id"]] = event

    @rule(event_id=ids, title=titles, start=hours)
    def insert(self, event_id: str, title: str, start: datetime) -> None:
        response = self.api.post(EVENTS, json={"id": event_id, "summary": title, **said(start)})
        if event_id in self.model:
            assert reason(response) == (409, "duplicate")
        else:
            self.kept(response, {"summary": title, "start": start, "status": "confirmed"})

    @rule(event_id=ids, change=st.fixed_dictionaries({}, optional={"summary": titles, "start": hours}))
    def patch(self, event_id: str, change: dict[str, Any]) -> None:
        body = {key: value for key, value in change.items() if key != "start"}
        body |= said(change["start"]) if "start" in change else {}
        response = self.api.patch(f"{EVENTS}/{event_id}", json=body)
        if event_id in self.model:
            self.kept(response, self.model[event_id] | change)
        else:
            assert reason(response) == (404, "notFound")

    @rule(event_id=ids, start=hours)
    def put(self, event_id: str, start: datetime) -> None:
        response = self.api.put(f"{EVENTS}/{event_id}", json=said(start))
        if event_id in self.model:
            self.kept(response, {"start": start, "status": "confirmed"})
        else:
            assert reason(response) == (404, "notFound")

    @rule(event_id=ids, back=st.integers(1, 3))
    def write_what_was_seen_before(self, event_id: str, back: int) -> None:
        known = self.etags.get(event_id, [])[-back:]
        if known:
            headers = {"If-Match": known[0]}
            response = self.api.patch(f"{EVENTS}/{event_id}", json={"summary": "New"}, headers=headers)
            if known[0] == self.etags[event_id][-1]:
                self.kept(response, self.model[event_id] | {"summary": "New"})
            else:
                assert reason(response) == (412, "conditionNotMet")

    @rule(event_id=ids)
    def delete(self, event_id: str) -> None:
        response = self.api.delete(f"{EVENTS}/{event_id}")
        if event_id not in self.model:
            assert reason(response) == (404, "notFound")
        elif self.model[event_id]["status"] == "cancelled":
            assert reason(response) == (410, "deleted")
        else:
            gone = self.model[event_id] | {"status": "cancelled"}
            self.kept(self.api.get(f"{EVENTS}/{event_id}"), gone)

    @rule(target=series, start=hours, repeats=rules)
    def repeat(self, start: datetime, repeats: str) -> str:
        return self.google.calendar().series(start, timedelta(hours=1), repeats)

    @rule(event_id=series, repeats=rules)
    def change_series(self, event_id: str, repeats: str) -> None:
        self.google.calendar().change(event_id, recurrence=[repeats], status="confirmed")

    @rule(which=st.integers(0, 9), start=hours)
    def move_by_hand(self, which: int, start: datetime) -> None:
        found = [one["id"] for one in items(self.api, **WEEK) if "recurringEventId" in one]
        if found:
            self.google.calendar().move(found[which % len(found)], start)

    @rule(which=st.integers(0, 9))
    def delete_by_hand(self, which: int) -> None:
        found = [one.get("recurringEventId", "") for one in items(self.api, **WEEK)]
        alive = [event_id for event_id in found if event_id]
        if alive:
            self.google.calendar().delete(alive[which % len(alive)])

    @rule(limit=st.integers(1, 3), empty=st.booleans())
    def page(self, limit: int, *, empty: bool) -> None:
        self.google.listing.page_limit, self.google.listing.empty_pages = limit, empty

    @rule()
    def expire(self) -> None:
        self.google.listing.forget_sync_tokens()

    @rule()
    def follow(self) -> None:
        asked = {"singleEvents": "true", "syncToken": self.token} if self.token else WEEK
        response = self.api.get(EVENTS, params=asked)
        if response.status_code == 410:
            self.seen, asked = {}, WEEK
        found = pages(self.api, **asked)
        for one in (one for page in found for one in page["items"]):
            self.seen.pop(one["id"], None)
            if one["status"] != "cancelled":
                self.seen[one["id"]] = one
        self.token = found[-1]["nextSyncToken"]
        in_week = {key: one for key, one in self.seen.items() if touches_week(one)}
        assert in_week == {one["id"]: one for one in items(self.api, **WEEK)}

    @invariant()
    def shows_what_was_written(self) -> None:
        for event_id, event in self.model.items():
            shown = self.api.get(f"{EVENTS}/{event_id}").json()
            assert shown["etag"] == self.etags[event_id][-1]
            assert (shown.get("summary"), shown["status"]) == (event.get("summary"), event["status"])
            assert datetime.fromisoformat(shown["start"]["dateTime"]) == event["start"]


def touches_week(event: dict[str, Any]) -> bool:
    start, end = (datetime.fromisoformat(event[key]["dateTime"]) for key in ("start", "end"))
    return end > MONDAY and start < MONDAY + timedelta(days=7)


TestMirror = Mirror.TestCase
TestMirror.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
