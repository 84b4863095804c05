"""How much better than the found plan a week could be at most."""

from collections.abc import Iterable, Mapping

from service.rules.finding import Finding, Tier


def points_of(findings: Iterable[Finding]) -> dict[Tier, int]:
    """What the findings cost, tier by tier."""
    points = dict.fromkeys(Tier, 0)
    for finding in findings:
        points[finding.tier] += finding.cost
    return points


def bound_of(findings: Iterable[Finding], least: Mapping[Tier, int]) -> int:
    """The points by which a plan with these findings can be beaten at most, all tiers together.

    Shape: `least` are the points below which no plan of the week can go, 0 where nothing is known; they hold
    for a tier only while every tier above it is at its least.
    """
    bound, is_open = 0, False
    for tier, cost in points_of(findings).items():
        missing = cost - (0 if is_open else min(least.get(tier, 0), cost))
        bound += missing
        is_open = is_open or missing > 0
    return bound


def percent_of(bound: int, findings: Iterable[Finding]) -> int | None:
    """The bound as a part of what the unmet wishes cost, rounded up; None when more than wishes is open."""
    wishes = points_of(findings)[Tier.WISH]
    # An open tier above leaves all wishes open, so that the bound is then more than these.
    if bound > wishes:
        return None
    return -(-100 * bound // wishes) if wishes else 0
