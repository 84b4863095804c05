"""The answers to why a session is not at a given hour, each worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.domain.plan import Brief
from service.planning.answer import Answer, Verdict
from service.planning.asked_hour import ask
from service.planning.solve import solve
from service.rules import RULEBOOK
from service.rules.finding import Tier
from tests.builders import athlete, brief, moment, plan

EVENINGS = athlete(allowed=["17:00-23:30"], likes=["17:00-22:00"], sleep="23:00-06:00")
ONE_HOUR = athlete(allowed=["18:00-19:00"], likes=[])
# Rules whose sums are done in the head; the whole rulebook is asked further down.
IN_THE_HEAD = {
    "only-free-time",
    "one-at-a-time",
    "lift-and-run-apart",
    "heavy-legs-before-quality-run",
    "drop-by-goal",
    "preferred-time",
    "stay-put",
    "joined-for-beginners",
}
FEW = [rule for rule in RULEBOOK if rule.card.id in IN_THE_HEAD]


def answer(week: Brief, session: str, hour: str) -> Answer:
    asked = next(each for each in week.sessions if each.id == session)
    return ask(solve(week, FEW), asked, moment(hour, week.week), FEW)


def away_but(*days: str) -> list[str]:
    every = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return [f"{day} 00:00-00:00 Away" for day in every if day not in days]


def test_a_meeting_takes_the_hour() -> None:
    # 18:00 to 19:00 lies between 17:30 and 19:00.
    week = brief("lower 60", busy=["Tue 17:30-19:00 Board meeting"], person=EVENINGS)
    found = answer(week, "lower", "Tue 18:00")
    assert found.verdict is Verdict.IMPOSSIBLE
    assert found.sentence == "Tue 18:00 cannot be had for Lower body: “Board meeting” takes Tue 17:30–19:00."
    assert [reason.rule for reason in found.in_the_way] == ["only-free-time"]


def test_the_hour_after_the_meeting_can_be_had() -> None:
    # 19:00 to 20:00 only touches it.
    week = brief("lower 60", busy=["Tue 17:30-19:00 Board meeting"], person=EVENINGS)
    assert answer(week, "lower", "Tue 19:00").sentence == "Tue 19:00 would do as well for Lower body."


def test_each_event_in_the_way_is_named_whole_days_as_such() -> None:
    # The lift and the way there take 17:30 to 19:15: choir until 17:45, the call from 19:00, and no more.
    meetings = ["Tue 17:00-17:45 Choir", "Tue 19:00-20:00", "Tue 20:00-21:00 Dinner", "Thu 00:00-00:00 Trip"]
    ways = {"upper": {"before": 30, "after": 15}}
    week = brief("upper 60", busy=meetings, person=EVENINGS, traits=ways)
    assert [reason.sentence for reason in answer(week, "upper", "Tue 18:00").in_the_way] == [
        "“Choir” takes Tue 17:00–17:45.",
        "Busy time takes Tue 19:00–20:00.",
    ]
    (trip,) = answer(week, "upper", "Thu 18:00").in_the_way
    assert trip.sentence == "“Trip” takes Thu 5 Mar."


def test_what_lies_behind_a_meeting_is_told_too() -> None:
    # The party takes the evening, and without it 22:30 with 40 minutes would still end after 23:00.
    found = answer(brief("easy 40", person=EVENINGS, busy=["Mon 20:00-23:00 Party"]), "easy", "Mon 22:30")
    assert [reason.sentence for reason in found.in_the_way] == [
        "“Party” takes Mon 20:00–23:00.",
        "Easy run (Mon 22:30) reaches into the night.",
    ]


def test_the_night_is_no_hour() -> None:
    # Sleep begins at 23:00, and 22:30 with 40 minutes ends at 23:10.
    found = answer(brief("easy 40", person=EVENINGS), "easy", "Mon 22:30")
    assert found.verdict is Verdict.IMPOSSIBLE
    assert found.sentence.endswith("Easy run (Mon 22:30) reaches into the night.")


@pytest.mark.parametrize(
    ("hour", "verdict"),
    [
        ("Mon 18:59", Verdict.IMPOSSIBLE),  # 23 h 59 min after Sunday 19:00
        ("Mon 19:00", Verdict.DEARER),  # 24 h: the floor is kept and the target of 48 h missed
        ("Tue 19:00", Verdict.SAME),  # 48 h
    ],
)
def test_what_is_in_the_legs_already_cannot_be_moved(hour: str, verdict: Verdict) -> None:
    week = brief("intervals 50", before=["Sun 18:00 lower 60"], person=EVENINGS)
    found = answer(week, "intervals", hour)
    assert found.verdict is verdict
    if verdict is Verdict.IMPOSSIBLE:
        gap = "23 h 59 min from Lower body (Sun 18:00) to Intervals (Mon 18:59), at least 24 h are needed."
        assert [reason.sentence for reason in found.in_the_way] == [gap]
    if verdict is Verdict.DEARER:
        assert found.price
        assert found.price.points[Tier.WISH] == 24 * 60


@pytest.mark.parametrize("now", ["Wed 12:00", "Tue 18:15"])
def test_what_has_begun_is_gone(now: str) -> None:
    week = brief("easy 40", person=EVENINGS, now=now)
    found = answer(week, "easy", "Tue 18:00")
    assert found.verdict is Verdict.IMPOSSIBLE
    assert found.sentence == "Tue 18:00 cannot be had for Easy run: Tue 18:00 has gone by."


def test_the_hour_it_has_is_no_question() -> None:
    week = brief("easy 60", person=ONE_HOUR, busy=away_but("Wed"))
    found = answer(week, "easy", "Wed 18:00")
    assert (found.verdict, found.sentence) == (Verdict.CHOSEN, "Easy run stands on Wed 18:00 already.")


def test_a_day_away_from_its_wish_costs_the_points_of_a_day() -> None:
    week = brief("lower 60", person=EVENINGS, traits={"lower": {"days": ["Thu"]}})
    found = answer(week, "lower", "Tue 18:00")
    assert found.verdict is Verdict.DEARER
    wish = "Lower body (Tue 18:00) stands 2 days from Thu."
    assert found.sentence == f"Tue 18:00 is possible for Lower body, at a price of 480 points: {wish}"


def test_an_hour_off_the_quarter_is_answered_too() -> None:
    found = answer(brief("easy 40", person=EVENINGS), "easy", "Mon 18:07")
    assert found.price
    assert (found.verdict, found.price.points[Tier.WISH]) == (Verdict.DEARER, 5)


def test_who_has_to_make_room_is_named_with_both_hours() -> None:
    # One hour a day, Monday and Tuesday only: the two change places and each stands a day off.
    wishes = {"upper": {"days": ["Mon"]}, "easy": {"days": ["Tue"]}}
    week = brief("upper 60", "easy 60", person=ONE_HOUR, busy=away_but("Mon", "Tue"), traits=wishes)
    found = answer(week, "upper", "Tue 18:00")
    assert found.verdict is Verdict.DEARER
    assert found.price
    assert found.price.points[Tier.WISH] == 2 * 240
    assert found.sentence.endswith("Easy run would move from Tue 18:00 to Mon 18:00.")
    overlap = "Easy run (Tue 18:00) and Upper body (Tue 18:00) overlap."
    assert overlap in [reason.sentence for reason in found.in_the_way]


def test_nobody_moves_who_may_stay() -> None:
    # The easy run has every hour of the week, and only one of them is asked for.
    week = brief("upper 60", "easy 40", "mobility 30", person=EVENINGS, traits={"upper": {"days": ["Mon"]}})
    found = answer(week, "upper", "Sun 21:00")
    assert found.verdict is Verdict.DEARER
    assert found.moves == ()


def test_what_would_have_to_go_is_named() -> None:
    # There is one hour in the week, and mobility goes first when not all fits.
    week = brief("upper 60", "mobility 60", person=ONE_HOUR, busy=away_but("Mon"))
    found = answer(week, "mobility", "Mon 18:00")
    assert found.verdict is Verdict.DROPS
    only_if = "Mon 18:00 is possible for Mobility only if Upper body (Mon 18:00) is dropped."
    assert found.sentence == only_if


def test_what_the_athlete_has_pinned_cannot_be_moved() -> None:
    week = brief("Tue 18:00 lower 60", "upper 60", person=EVENINGS)
    found = answer(week, "upper", "Tue 18:30")
    assert found.verdict is Verdict.IMPOSSIBLE
    overlap = "Lower body (Tue 18:00) and Upper body (Tue 18:30) overlap."
    assert [reason.sentence for reason in found.in_the_way] == [overlap]


def test_a_pinned_session_is_asked_about_as_if_it_were_free() -> None:
    found = answer(brief("Tue 18:00 lower 60", person=EVENINGS), "lower", "Wed 18:00")
    assert found.verdict is Verdict.SAME


def test_an_hour_right_after_a_pinned_lift_is_one_visit() -> None:
    # Apart they would need 3 hours; as one visit a beginner may run straight after.
    person = replace(EVENINGS, level=athlete(level="beginner").level)
    week = brief("Mon 18:00 upper 60", "easy 20", person=person)
    assert answer(week, "easy", "Mon 19:00").verdict in {Verdict.SAME, Verdict.CHOSEN}
    assert answer(week, "easy", "Mon 19:15").verdict is Verdict.IMPOSSIBLE


def test_what_stood_before_makes_another_hour_dearer_in_its_own_tier() -> None:
    week = brief("lower 60", stood=["Thu 18:00 lower 60"], person=EVENINGS)
    found = answer(week, "lower", "Fri 18:00")
    assert found.price
    assert found.price.points == {Tier.LEG_DAY: 0, Tier.PLACE: 0, Tier.STAY: 60, Tier.WISH: 0}
    assert found.sentence.startswith("Fri 18:00 is possible for Lower body, at a price of 60 points: ")


def test_the_whole_rulebook_is_asked_in_the_same_way() -> None:
    # Tuesday 18:00 is 12 h after the intervals' usual hour and on their day: one hard thing a day.
    wishes = {"intervals": {"days": ["Tue"]}, "lower": {"days": ["Fri"]}}
    week = brief("intervals 50", "lower 60", "easy 40", "long 90", traits=wishes)
    lower = week.sessions[1]
    found = ask(solve(week, RULEBOOK), lower, moment("Tue 18:00", week.week), RULEBOOK)
    assert "one-hard-thing-a-day" in {reason.rule for reason in found.in_the_way}
    assert found.verdict is Verdict.DEARER
    assert "intervals" in {move.session.id for move in found.moves}
    assert found.price
    dearer, cheaper = (sum(f.cost for f in each) for each in (found.price.dearer, found.price.cheaper))
    assert sum(found.price.points.values()) == dearer - cheaper


def test_the_clock_is_the_athletes_when_it_changes() -> None:
    # On 29 March 02:00 becomes 03:00 in Berlin, so Sunday 18:00 is 16:00 UTC.
    week = brief("easy 40", person=EVENINGS, first_day=date(2026, 3, 23))
    found = answer(week, "easy", "Sun 18:00")
    assert found.asked.utcoffset() == timedelta()
    assert found.asked.hour == 16
    assert "Sun 18:00" in found.sentence


def test_what_two_rules_forbid_in_the_same_words_is_told_once() -> None:
    # 22 h from Sunday 19:00: too soon after heavy legs, and too soon after an effort to the maximum.
    week = brief("lower 60", before=["Sun 18:00 lower 60 max"], person=EVENINGS)
    found = ask(solve(week, RULEBOOK), week.sessions[0], moment("Mon 17:00", week.week), RULEBOOK)
    gap = "22 h from Lower body (Sun 18:00) to Lower body (Mon 17:00), at least 48 h are needed."
    told = [(reason.rule, reason.sentence) for reason in found.in_the_way]
    assert told.count(("heavy-legs-apart", gap)) == 1
    assert [sentence for _, sentence in told].count(gap) == 1


def test_that_two_overlap_is_told_once_whichever_is_named_first() -> None:
    # With the leg lift at 18:30 the run could be one visit, and then it is named before the pinned lift.
    lines = ("Tue 18:00 upper 30", "Tue 18:30 lower 60", "easy 30")
    week = plan(*lines, pins=["Tue 18:00 upper 30"], person=EVENINGS)
    easy = next(session for session in week.brief.sessions if session.id == "easy")
    found = ask(week, easy, moment("Tue 18:00", week.brief.week), RULEBOOK)
    overlaps = [reason.sentence for reason in found.in_the_way if reason.sentence.endswith(" overlap.")]
    assert overlaps == ["Upper body (Tue 18:00) and Easy run (Tue 18:00) overlap."]
