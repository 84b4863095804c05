"""Every rule setting that an athlete changed is reported, and no other."""

from dataclasses import replace
from datetime import timedelta

from service.rules import RULEBOOK
from service.rules.goal_order import GoalOrder
from service.rules.heavy_legs_before_long_run import HeavyLegsBeforeLongRun
from service.rules.one_hard_thing_a_day import OneHardThingADay
from service.rules.preferred_time import PreferredTime
from service.rules.relaxed import Relaxed
from service.rules.rule import Rule
from service.rules.setting import settings


def said(*changed: Rule, without: str = "") -> dict[str, str]:
    """What is told when these rules stand in place of their usual selves."""
    chosen = {rule.card.id: rule for rule in changed}
    rules = [chosen.get(rule.card.id, rule) for rule in RULEBOOK if rule.card.id != without]
    return {setting.rule: setting.sentence for setting in settings(rules, RULEBOOK)}


def test_the_usual_rulebook_has_nothing_to_tell() -> None:
    assert said() == {}
    assert said(replace(PreferredTime(), points_a_day=240)) == {}


def test_every_number_is_told_with_what_it_would_be() -> None:
    hours = {"floor": timedelta(hours=12), "target": timedelta(hours=30, minutes=30)}
    told = said(replace(HeavyLegsBeforeLongRun(), **hours))
    assert told == {
        "heavy-legs-before-long-run": "You set floor to 12 h instead of 24 h "
        "and target to 30 h 30 min instead of 48 h."
    }


def test_a_choice_of_words_is_told_too() -> None:
    told = said(GoalOrder(order="priority-last"), OneHardThingADay(hard_days="stack"))
    assert told == {
        "goal-order": "You set order to priority-last instead of priority-first.",
        "one-hard-thing-a-day": "You set hard_days to stack instead of spread.",
    }


def test_a_rule_that_is_off_is_told() -> None:
    assert said(without="preferred-time") == {"preferred-time": "You switched it off."}


def test_a_relaxed_rule_is_told_together_with_its_numbers() -> None:
    usual = HeavyLegsBeforeLongRun()
    told = said(Relaxed(usual))["heavy-legs-before-long-run"]
    assert told == "You relaxed it: what it forbids is told, not prevented, and its wishes still cost points."
    lower = replace(usual, floor=timedelta(hours=20))
    assert said(Relaxed(lower))["heavy-legs-before-long-run"] == (
        f"{told} You set floor to 20 h instead of 24 h."
    )


def test_they_come_in_the_order_of_the_rulebook() -> None:
    told = said(*(Relaxed(rule) for rule in RULEBOOK))
    assert list(told) == [rule.card.id for rule in RULEBOOK]
