"""Adds the constraints that every plan of the week must keep to the CP-SAT model."""

from collections import defaultdict
from itertools import combinations, product

from service.planning.cpsat.week_variables import Literals, WeekVariables
from service.planning.interchangeable import interchangeable
from service.planning.starts import widest_gap
from service.planning.week_slot import WeekSlot


def add_musts(v: WeekVariables) -> None:
    """Adds the constraints of every slot, pair and rule."""
    for slot in v.week.slots:
        _link(v, slot)
    _join(v)
    for one, other in combinations(v.week.slots, 2):
        _order(v, one, other)
    for first, second in interchangeable(v.week):
        _come_in_order(v, first, second)
    for first, second in (
        *product(v.week.carried, v.week.slots),
        *product(v.week.slots, v.week.ahead),
    ):
        _keep_from_fixed(v, first, second)
    for facts in v.week.forbidden:
        v.model.add_bool_or([~v.implying(fact) for fact in facts])
    for total in v.week.sums:
        if total.points is None:
            v.model.add(v.most_of(total) <= total.most)


def _link(v: WeekVariables, slot: WeekSlot) -> None:
    """Ties the start to the slot's days.

    Shape: a start that is not among those `alone` is possible only for the second of a block.
    """
    starts, placed = slot.starts, v.placed[slot]
    for day in v.days:
        if starts.by_day[day]:
            v.allow(slot, starts.by_day[day], v.on[slot, day])
    v.model.add_exactly_one([~placed, *v.ons(slot)])
    if len(starts.all) > len(starts.alone):
        seconds = (~joined for (_, second), joined in v.joined.items() if second is slot)
        v.allow(slot, starts.alone, placed, *seconds)
    if slot.fixed:
        v.model.add_bool_or([placed])


def _join(v: WeekVariables) -> None:
    """Leaves no gap inside a block, and a slot in one block at most."""
    blocks: dict[WeekSlot, Literals] = defaultdict(list)
    for (first, second), joined in v.joined.items():
        end = v.start[first] + first.minutes
        v.model.add(v.start[second] == end).only_enforce_if(joined)
        for implied in (v.placed[first], v.placed[second], v.comes(first, second)):
            v.model.add_implication(joined, implied)
        blocks[first].append(joined)
        blocks[second].append(joined)
        if first.fixed and second.fixed:
            v.model.add_bool_or([joined])
    for literals in blocks.values():
        v.model.add_at_most_one(literals)


def _order(v: WeekVariables, one: WeekSlot, other: WeekSlot) -> None:
    """Makes one literal decide which slot comes first, and keeps the floors of both orders."""
    stands = one.comes_before(other)
    if stands is not None:
        v.model.add_bool_or([v.comes(one, other) if stands else v.comes(other, one)])
        return
    for first, second in ((one, other), (other, one)):
        before = v.comes(first, second)
        when = [before, v.placed[first], v.placed[second]]
        floor = v.week.floors[first, second]
        always = max(floor.always, 1 - first.minutes)
        end = v.start[first] + first.minutes
        v.model.add(v.start[second] >= end + always).only_enforce_if(when)
        if floor.alone > always:
            alone = [*when, *v.apart(first, second)]
            v.model.add(v.start[second] >= end + floor.alone).only_enforce_if(alone)
        _order_days(v, first, second, always, max(floor.alone, always))


def _come_in_order(v: WeekVariables, first: WeekSlot, second: WeekSlot) -> None:
    """Leaves one of the two orders of slots that are alike, and drops the second of them first."""
    v.model.add_bool_or([v.comes(first, second)])
    v.model.add_implication(v.placed[second], v.placed[first])


def _order_days(v: WeekVariables, first: WeekSlot, second: WeekSlot, always: int, alone: int) -> None:
    """Adds the same constraints for days, so that the solver can prune early."""
    before = v.comes(first, second)
    for first_day, second_day in v.day_pairs(first, second):
        literals = [~v.on[first, first_day], ~v.on[second, second_day]]
        gap = widest_gap(first.starts, first_day, second.starts, second_day)
        if first_day < second_day:
            v.model.add_bool_or([*literals, before])
        if gap < alone:
            unless = [] if gap < always else [~literal for literal in v.apart(first, second)]
            v.model.add_bool_or([*literals, ~before, *unless])


def _keep_from_fixed(v: WeekVariables, first: WeekSlot, second: WeekSlot) -> None:
    """Keeps the floor between a slot of the week and one that is carried or ahead."""
    slot = second if first.number is None else first
    floor = v.week.floors[first, second]
    least = max(floor.always, floor.alone)
    if slot.fixed or least < 0:
        return
    placed = v.placed[slot]
    v.model.add(v.at(second) >= v.at(first) + first.minutes + least).only_enforce_if(placed)
