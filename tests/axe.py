"""Runs axe-core on a page and returns the accessibility problems that it finds."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / ".venv" / "npm" / "node_modules" / "axe-core" / "axe.min.js"

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

FOUND = """async (tags) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}});
  return found.violations.flatMap((violation) => violation.nodes.map(
    (node) => `${violation.id}: ${node.target} ${node.failureSummary}`));
}"""


@cache
def _source() -> str:
    return AXE.read_text()


def violations(page: "Page") -> list[str]:
    """Each place on the page that breaks one of its rules, in a sentence."""
    # Colours and sizes are judged, for which the style sheet must have come.
    page.wait_for_load_state("load")
    page.evaluate(_source())
    found: list[str] = page.evaluate(FOUND, RULES)
    return found
