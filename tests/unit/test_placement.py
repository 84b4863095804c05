"""Placements side by side: which are one visit, which come first, which share a day."""

from dataclasses import replace

from tests.builders import MONDAY, plan


def test_a_visit_takes_two_that_name_each_other() -> None:
    lift, run = plan("Mon 18:00 upper 60 + easy 20").placements
    alone = replace(lift, joined_with=None)
    assert lift.joins(run)
    assert run.joins(lift)
    assert not alone.joins(run)
    assert not run.joins(alone)
    assert not lift.joins(replace(run, joined_with="upper-2"))


def test_pairs_begin_with_the_earlier_and_hold_carried_training_as_such() -> None:
    week = plan("Wed 18:00 upper 60", "Mon 18:00 easy 20", before=["Sat 09:00 long 90", "Sun 18:00 lower 60"])
    ids = {(earlier.session.id, later.session.id) for earlier, later in week.pairs()}
    assert ids == {
        ("easy", "upper"),
        ("long", "easy"),
        ("long", "upper"),
        ("lower", "easy"),
        ("lower", "upper"),
    }


def test_a_day_holds_what_begins_on_it() -> None:
    week = plan("Mon 23:30 upper 60", "Mon 00:00 easy 20", "Tue 00:00 easy 20")
    assert [placement.session.id for placement in week.on(MONDAY)] == ["easy", "upper"]
