"""The appointments of a feed: titles, categories, hours, and which are cancelled or declined."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from integrations._shared.icalendar.wire import read_appointments, read_busy_time
from integrations.ics.appointment_source import IcsAppointmentSource
from integrations.ics.settings import IcsSettings
from service.domain.appointment import Appointment
from service.domain.training import Effort, Kind
from tests.integrations.ics_text import FORTNIGHT, SETTINGS, calendar, event, shown

HOURS = "DTSTART:20250401T170000Z\nDTEND:20250401T180000Z"


def appointments(raw: bytes, settings: IcsSettings = SETTINGS) -> list[Appointment]:
    """Everything found in the fortnight."""
    return read_appointments(raw, settings, FORTNIGHT).appointments


def test_categories_are_read_from_every_line_and_apart() -> None:
    body = f"{HOURS}\nSUMMARY:Session\nCATEGORIES:Run,Easy\\, slow\ncategories;LANGUAGE=en: Club ,,\n"
    (one,) = appointments(event(body))
    assert (one.title, one.categories) == ("Session", ("Run", "Easy, slow", "Club"))


def test_what_is_called_off_or_declined_is_no_appointment() -> None:
    me = IcsSettings("work", SETTINGS.zone, "-", me=("me@example.com",))
    for off in ("STATUS:CANCELLED", "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com"):
        assert not appointments(event(f"{HOURS}\n{off}"), me)
    assert appointments(event(f"{HOURS}\nATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.com"), me)


def test_what_takes_no_time_is_shown_all_the_same() -> None:
    (one,) = appointments(event(f"{HOURS}\nTRANSP:TRANSPARENT"))
    assert not one.takes_time
    assert not one.fills_hours


def test_only_hours_of_less_than_a_day_are_filled() -> None:
    (day,) = appointments(event("DTSTART;VALUE=DATE:20250401"))
    (journey,) = appointments(event("DTSTART:20250401T080000Z\nDTEND:20250402T080000Z"))
    (meeting,) = appointments(event(HOURS))
    assert (day.whole_days, journey.whole_days, meeting.whole_days) == (True, False, False)
    assert [one.fills_hours for one in (day, journey, meeting)] == [False, False, True]


def test_what_reaches_into_the_window_keeps_its_own_hours() -> None:
    (one,) = appointments(event("DTSTART:20250323T220000Z\nDTEND:20250324T000000Z"))
    assert shown(one.span) == "03-23 22:00 - 03-24 00:00"


def test_every_date_of_a_series_is_an_appointment_of_its_own() -> None:
    series = f"{HOURS}\nRRULE:FREQ=WEEKLY\nEXDATE:20250408T170000Z\nSUMMARY:Club"
    assert [shown(one.span) for one in appointments(event(series))] == ["04-01 17:00 - 18:00"]


def test_entries_of_ours_say_their_session() -> None:
    ours = f"{HOURS}\nX-LIFTRUN-SESSION:2025-W14-lower\nX-LIFTRUN-KIND:lower\nX-LIFTRUN-EFFORT:hard"
    (one,) = appointments(event(ours))
    assert one.session
    assert (one.session.id, one.session.kind, one.session.effort) == (
        "2025-W14-lower",
        Kind.LOWER,
        Effort.HARD,
    )


def test_whoever_asks_for_busy_time_gets_no_appointments() -> None:
    found = read_busy_time(event(f"{HOURS}\nCATEGORIES:Run"), SETTINGS, FORTNIGHT)
    assert (len(found.busy), found.appointments) == (1, [])


def test_a_source_gives_them_in_order_with_its_warnings(tmp_path: Path) -> None:
    broken = "BEGIN:VEVENT\nUID:x\nDTSTART:someday\nEND:VEVENT"
    late, early = (
        f"BEGIN:VEVENT\nUID:{n}\nSUMMARY:{n}\nDTSTART:20250{n}T170000Z\nDURATION:PT1H\nEND:VEVENT"
        for n in (402, 401)
    )
    path = tmp_path / "mine.ics"
    path.write_bytes(calendar(f"{late}\n{early}\n{broken}"))
    source = IcsAppointmentSource(IcsSettings("mine", SETTINGS.zone, str(path)))
    now = datetime(2025, 3, 24, tzinfo=UTC)
    page = source.read_appointments(FORTNIGHT, now=now)
    assert (page.name, page.kind, page.read_at) == ("mine", "ics", now)
    assert [one.title for one in page.appointments] == ["401", "402"]
    assert [one.span.duration for one in page.appointments] == [timedelta(hours=1)] * 2
    (warning,) = page.warnings
    assert "someday" in warning


def test_what_a_training_app_says_at_length_is_read() -> None:
    said = "DESCRIPTION:Easy Run • 8km\\n\\nSlow\\, please\nX-WORKOUT-ESTIMATED-DURATION:3000"
    (one,) = appointments(event(f"{HOURS}\nSUMMARY:Run\n{said}"))
    assert one.description == "Easy Run • 8km\n\nSlow, please"
    assert one.estimated == timedelta(seconds=3000)


def test_an_estimate_or_a_description_that_cannot_be_read_is_no_fault() -> None:
    for written in ("", "soon", "-5", "0", "9" * 30):
        raw = event(f"{HOURS}\nSUMMARY:Run\nX-WORKOUT-ESTIMATED-DURATION:{written}\nDESCRIPTION;LANGUAGE=en")
        found = read_appointments(raw, SETTINGS, FORTNIGHT)
        assert not found.warnings
        assert found.appointments[0].estimated is None
