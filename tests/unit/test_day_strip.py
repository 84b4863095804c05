"""A day as a strip of half hours."""

from service.cli.output.day_strip import cells, scale, strip
from service.domain.week import Week
from tests.builders import BERLIN, MONDAY, athlete, plan


def drawn(*lines: str, busy: tuple[str, ...] = (), day: int = 0) -> str:
    week = plan(*lines, busy=busy)
    return "".join(cell.mark for cell in strip(week, Week(MONDAY, BERLIN).days[day]))


def test_a_day_shows_night_freedom_work_and_training() -> None:
    day = drawn("Mon 07:00 easy 60", "Mon 18:00 upper 90", busy=("Mon 09:00-17:00 Office",))
    assert day == "  ..RR..################..LLL....." + "  "


def test_the_scale_stands_over_the_hours() -> None:
    assert scale().index("6") == drawn().index("."), "allowed hours begin at six"
    assert len(scale()) <= cells()


def test_hours_that_a_flight_east_leaves_out_are_blank() -> None:
    person = athlete(travel=["2026-03-01/2026-03-04 America/New_York"])
    week = plan("Thu 06:00 easy 60", busy=["Thu 00:00-02:00 Flight"], person=person)
    before, after = week.brief.week.days[2:4]
    assert "".join(cell.mark for cell in strip(week, before)).rstrip() == "  " + 24 * "."
    assert "".join(cell.mark for cell in strip(week, after)).startswith("  RR..")
