"""The calendar of an office worker, nine to five, from Monday 2 March 2026 on."""

OFFICE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//Office//EN
BEGIN:VEVENT
UID:office
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260302T090000
DTEND;TZID=Europe/Berlin:20260302T170000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
SUMMARY:Office
END:VEVENT
{more}END:VCALENDAR
"""


def office_hours(*more: str) -> bytes:
    """The calendar as a file holds it, with more components in it."""
    return OFFICE.format(more="".join(more)).replace("\n", "\r\n").encode()
