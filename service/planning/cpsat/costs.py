"""Adds the costs of a week's plan to the CP-SAT model, tier by tier."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from service.planning.cpsat.week_variables import Linear, WeekVariables
from service.planning.starts import widest_gap
from service.planning.terms import Charge, Sum, Wish
from service.planning.week_slot import WeekSlot
from service.rules.finding import Tier


class WeekCosts:
    """The cost terms of one week, added for one stage of tiers after the other."""

    def __init__(self, variables: WeekVariables) -> None:
        self._v = variables
        self._costs: dict[Tier, list[tuple[int, Linear]]] = defaultdict(list)

    def is_empty(self, stage: Sequence[Tier]) -> bool:
        """Whether nothing can cost points in these tiers."""
        return not any(self._costs[tier] for tier in stage)

    def add(self, stage: Sequence[Tier]) -> None:
        """Adds the cost terms of these tiers."""
        for charge in self._v.week.charges:
            if charge.tier in stage:
                self._charge(charge)
        for slot in self._v.week.slots:
            for tier in stage:
                self._price(slot, tier)
        if Tier.WISH in stage:
            for total in self._v.week.sums:
                if total.points is not None:
                    self._charge_excess(total)
            for pair, wishes in self._v.week.wishes.items():
                for wish in wishes:
                    self._charge_gap(*pair, wish)

    def total(self, stage: Sequence[Tier]) -> Linear:
        """The costs of the tiers as one weighted sum, in which a lower tier never outweighs a higher one."""
        total: Linear = 0
        scale = 1
        for tier in reversed(stage):
            total += scale * self.of_tier(tier)
            scale *= self._scale(tier)
        return total

    def split(self, stage: Sequence[Tier], least: int) -> dict[Tier, int]:
        """The points that each tier costs at least, when `total` of the stage is at least `least`."""
        points = dict.fromkeys(stage, 0)
        scales = [1]
        for tier in reversed(stage[1:]):
            scales.insert(0, scales[0] * self._scale(tier))
        for tier, scale in zip(stage, scales, strict=True):
            points[tier], least = divmod(least, scale)
        return points

    def of_tier(self, tier: Tier) -> Linear:
        """The points of one tier."""
        return sum(points * term for points, term in self._costs[tier])

    def _scale(self, tier: Tier) -> int:
        """More than all facts that are charged in the tier can cost together."""
        return 1 + sum(points for points, _ in self._costs[tier])

    def _charge(self, charge: Charge) -> None:
        self._costs[charge.tier].append((charge.points, self._v.implied(charge.fact)))

    def _charge_excess(self, total: Sum) -> None:
        highest = max(sum(weight for weight, _ in total.weights if weight > 0) - total.most, 0)
        excess = self._v.model.new_int_var(0, highest, "excess")
        self._v.model.add(excess >= self._v.most_of(total) - total.most)
        self._costs[Tier.WISH].append((total.points or 0, excess))

    def _charge_gap(self, first: WeekSlot, second: WeekSlot, wish: Wish) -> None:
        stands = first.number is None or second.number is None
        if stands and first.fixed and second.fixed:
            return  # two fixed placements cost the same in every plan
        missing = self._v.model.new_int_var(0, wish.target + first.minutes, "missing")
        self._costs[Tier.WISH].append((wish.points, missing))
        short = missing >= wish.target - (self._v.at(second) - self._v.at(first) - first.minutes)
        if stands:
            placed = self._v.placed[second if first.number is None else first]
            self._v.model.add(short).only_enforce_if(placed)
            return
        alone = self._v.apart(first, second) if wish.unless_joined else []
        before = self._v.comes(first, second)
        self._v.model.add(short).only_enforce_if(
            [before, self._v.placed[first], self._v.placed[second], *alone]
        )
        for first_day, second_day in self._v.day_pairs(first, second):
            least = wish.target - widest_gap(first.starts, first_day, second.starts, second_day)
            if least > 0:
                order = [before] if first_day == second_day else []
                literals = [self._v.on[first, first_day], self._v.on[second, second_day], *order, *alone]
                self._v.model.add(missing >= least).only_enforce_if(literals)

    def _price(self, slot: WeekSlot, tier: Tier) -> None:
        """Adds a literal for each level of a start's cost; when it is false, the start is a cheaper one."""
        for unless, prices in self._v.week.prices_of(slot, tier).items():
            when = [~self._v.implying(fact) for fact in unless]
            for level, dearer in pairwise(sorted({0, *prices.values()})):
                cheap = (at for at, price in prices.items() if price <= level)
                over = self._v.new(f"{slot.session.id} over {level}")
                self._v.allow(slot, cheap, self._v.placed[slot], ~over, *when)
                self._costs[tier].append((dearer - level, over))
