"""Writes the page on which people read the rulebook, from the rules' cards."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

from service.domain.wording import hours
from service.rules import RULEBOOK
from service.rules.card import Source
from service.rules.rule import Rule

PAGE = Path(__file__).with_name("CATALOGUE.md")
HEADING = """# The rulebook

Made from the cards in `service/rules` by `make catalogue`; change a rule there, not here.
"""


def catalogue(rules: Sequence[Rule]) -> str:
    """The page in Markdown: a section for each rule with its sentence, reason, numbers and sources."""
    return "\n".join([HEADING, *(_section(rule) for rule in rules)])


def _section(rule: Rule) -> str:
    card = rule.card
    rows = [f"| `{name}` | {value} |" for name, value in _numbers(rule)]
    parts = [
        f"## {card.id}",
        f"**{card.says}** ({card.force})",
        card.because,
        "\n".join(["| number | default |", "| --- | --- |", *rows]) if rows else "",
        "\n".join(_cited(source) for source in card.sources),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _numbers(rule: Rule) -> Iterator[tuple[str, str]]:
    for field in fields(rule):  # type: ignore[arg-type]  # made a dataclass when it was subclassed
        value = getattr(rule, field.name)
        yield field.name, hours(value) if isinstance(value, timedelta) else str(value)


def _cited(source: Source) -> str:
    cited = [f"{source.citation.rstrip('.')}.", source.found, source.address and f"<{source.address}>"]
    return f"- {source.basis}: {' '.join(part for part in cited if part)}"


if __name__ == "__main__":
    PAGE.write_text(catalogue(RULEBOOK), encoding="utf-8")
