"""`liftrun rules`: prints the rulebook from its catalogue."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from service.cli.exit import Exit
from service.errors import UsageError

# The generated page is read instead of the rules: loading every rule takes three times as long.
CATALOGUE = Path(__file__).parents[2] / "rules" / "CATALOGUE.md"


def declare(commands: Any) -> None:
    """Add the `liftrun rules` command and its flags."""
    parser = commands.add_parser("rules", help="list the training rules, or show one with its sources")
    parser.add_argument("id", nargs="?", metavar="ID", help="the rule to show")
    parser.add_argument("--markdown", action="store_true", help="print the whole catalogue as Markdown")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one rule, the whole catalogue as Markdown, or one line for each rule.

    Errors: UsageError for an unknown rule.
    """
    page = CATALOGUE.read_text(encoding="utf-8")
    cards = dict(_cards(page))
    if arguments.id:
        print(cards.get(arguments.id) or _unknown(arguments.id, cards))
    elif arguments.markdown:
        print(page, end="")
    else:
        print("\n".join(_overview(rule, card) for rule, card in cards.items()))
    return Exit.DONE


def _cards(page: str) -> Iterator[tuple[str, str]]:
    for section in page.split("\n## ")[1:]:
        rule, _, rest = section.partition("\n")
        yield rule, f"{rule}\n\n{re.sub(r'[*`<>]', '', rest).strip()}"


def _overview(rule: str, card: str) -> str:
    says, force = re.search(r"^(.*) \((hard|soft)\)$", card, re.MULTILINE).groups()  # type: ignore[union-attr]
    return f"{rule:<30} {force}  {says}"


def _unknown(rule: str, cards: dict[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(rule, cards, 1)
    hint = f"Did you mean {near[0]}?" if near else "`liftrun rules` lists them all."
    raise UsageError(reason=f"there is no rule {rule}", hint=hint)
