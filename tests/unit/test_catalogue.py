"""The rule catalogue page agrees with the cards."""

from service.rules import RULEBOOK
from service.rules.catalogue import PAGE, catalogue


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == catalogue(RULEBOOK), "run `make catalogue`"


def test_numbers_and_addresses_stand_on_it() -> None:
    page = catalogue(RULEBOOK)
    assert "| `target_after_max` | 72 h |" in page
    assert all(source.address in page for rule in RULEBOOK for source in rule.card.sources)
