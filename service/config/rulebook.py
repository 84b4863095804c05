"""The [rules] table: the athlete's own numbers for the rules, and the rules they relax or switch off."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Annotated, Any, ClassVar, get_type_hints

from pydantic import BeforeValidator, Field, create_model, model_validator

from service.config import notation
from service.config.tables.table import Table
from service.domain.week import DAYS_IN_A_WEEK
from service.domain.wording import hours
from service.rules import RULEBOOK
from service.rules.card import Force, RuleCard
from service.rules.relaxed import Relaxed
from service.rules.rule import Rule

# In each pair, the first number may not be larger than the second.
ORDERED_PAIRS = (("floor", "target"), ("shortest", "longest"), ("soft_from", "most"))

# The largest allowed number, by rule and name, and the words for it in a message.
UPPER_LIMITS = {
    ("rest-days", "days"): (DAYS_IN_A_WEEK, f"the {DAYS_IN_A_WEEK} days of a week"),
    ("rest-days", "days_for_beginners"): (DAYS_IN_A_WEEK, f"the {DAYS_IN_A_WEEK} days of a week"),
    ("easy-share", "percent"): (100, "100"),
}

# Rules that no athlete can change: without them no plan would be made, or none could be relied on.
UNCHANGEABLE = frozenset({"only-free-time", "one-at-a-time", "freeze", "pinned", "drop-by-goal"})

FIELD_TYPES = {
    timedelta: Annotated[timedelta, BeforeValidator(notation.length)],
    int: Annotated[int, Field(ge=0, le=10_000)],
}


class RuleTable(Table):
    """The numbers of one rule, and whether it applies: a wish can be off, a must can be relaxed."""

    card: ClassVar[RuleCard]
    off: bool = False
    relaxed: bool = False

    @model_validator(mode="after")
    def _hold(self) -> "RuleTable":
        is_must = self.card.force is Force.HARD
        if (self.off or self.relaxed) and self.card.id in UNCHANGEABLE:
            raise ValueError("always holds, and can be neither off nor relaxed")
        if self.off and is_must:
            hint = "relaxed = true tells what it forbids without preventing it"
            raise ValueError(f"is a must and cannot be off; {hint}")
        if self.relaxed and not is_must:
            raise ValueError("is a wish and cannot be relaxed; off = true switches it off")
        return self

    @model_validator(mode="after")
    def _rise(self) -> "RuleTable":
        for low, high in ORDERED_PAIRS:
            below, above = getattr(self, low, None), getattr(self, high, None)
            if below is not None and above is not None and below > above:
                raise ValueError(f"{low} ({hours(below)}) is more than {high} ({hours(above)})")
        return self

    @model_validator(mode="after")
    def _fit(self) -> "RuleTable":
        for (rule, name), (most, said) in UPPER_LIMITS.items():
            if rule == self.card.id and getattr(self, name) > most:
                raise ValueError(f"{name} is more than {said}")
        return self


def _table_of(rule: Rule) -> type[RuleTable]:
    types = get_type_hints(type(rule))
    numbers: dict[str, Any] = {
        number.name: (FIELD_TYPES.get(types[number.name], types[number.name]), getattr(rule, number.name))
        for number in fields(rule)  # type: ignore[arg-type]  # every rule is a dataclass
    }
    table = create_model(type(rule).__name__, __base__=RuleTable, **numbers)
    table.card = rule.card
    return table


# One key for each rule, by its id.
RulesTable = create_model(
    "RulesTable",
    __base__=Table,
    **{rule.card.id: (_table_of(rule), _table_of(rule)()) for rule in RULEBOOK},  # type: ignore[call-overload]
)


def rulebook(table: Table) -> tuple[Rule, ...]:
    """Every rule that is not switched off, with the athlete's own numbers."""
    tables = ((rule, getattr(table, rule.card.id)) for rule in RULEBOOK)
    return tuple(_as_written(rule, table) for rule, table in tables if not table.off)


def _as_written(rule: Rule, table: RuleTable) -> Rule:
    numbers = table.given(*(number.name for number in fields(rule)))  # type: ignore[arg-type]
    renumbered = replace(rule, **numbers) if numbers else rule  # type: ignore[type-var]
    return Relaxed(renumbered) if table.relaxed else renumbered
