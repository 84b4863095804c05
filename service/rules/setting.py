"""The athlete's changes to the rulebook, so that every plan can name the rules it was made with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import timedelta

from service.domain.wording import hours
from service.rules.relaxed import Relaxed, unrelaxed
from service.rules.rule import Rule


@dataclass(frozen=True)
class Setting:
    """One rule that differs from the rulebook, and a sentence that says how."""

    rule: str
    sentence: str


def settings(rules: Iterable[Rule], usual: Iterable[Rule]) -> Iterator[Setting]:
    """Each of the `usual` rules that `rules` lacks, has relaxed or has with other numbers."""
    chosen = {rule.card.id: rule for rule in rules}
    for rule in usual:
        if sentences := [*_differences(chosen.get(rule.card.id), rule)]:
            yield Setting(rule.card.id, " ".join(sentences))


def _differences(chosen: Rule | None, usual: Rule) -> Iterator[str]:
    if chosen is None:
        yield "You switched it off."
        return
    if isinstance(chosen, Relaxed):
        yield "You relaxed it: what it forbids is told, not prevented, and its wishes still cost points."
    if numbers := [*_numbers(unrelaxed(chosen), usual)]:
        yield f"You set {' and '.join(numbers)}."


def _numbers(chosen: Rule, usual: Rule) -> Iterator[str]:
    for field in fields(usual):  # type: ignore[arg-type]  # made a dataclass when it was subclassed
        ours, theirs = getattr(chosen, field.name), getattr(usual, field.name)
        if ours != theirs:
            yield f"{field.name} to {_said(ours)} instead of {_said(theirs)}"


def _said(value: object) -> str:
    return hours(value) if isinstance(value, timedelta) else str(value)
