"""Every rule has a complete card under its own name."""

import pytest

from service.rules import RULEBOOK
from service.rules.card import Basis, Force, RuleCard, Source
from service.rules.rule import Rule

COACH = Source(Basis.COACH, "A coach of long standing")


@pytest.mark.parametrize("basis", [Basis.STUDY, Basis.GUIDELINE])
@pytest.mark.parametrize(
    ("found", "address"),
    [
        ("", "https://doi.org/10.1519/1"),
        ("Rest helps.", ""),
        ("Rest helps.", "http://doi.org/10.1519/1"),
        ("Rest helps.", "10.1519/1"),
    ],
)
def test_what_is_published_says_what_was_found_and_where(basis: Basis, found: str, address: str) -> None:
    with pytest.raises(ValueError, match="without a finding or an address: Doe 2020"):
        Source(basis, "Doe 2020", found, address)


def test_a_study_with_finding_and_address_is_a_source() -> None:
    source = Source(Basis.STUDY, "Doe 2020", "Rest helps.", "https://doi.org/10.1519/1")
    assert source.address == "https://doi.org/10.1519/1"


@pytest.mark.parametrize("basis", [Basis.COACH, Basis.ATHLETE, Basis.ARITHMETIC])
def test_other_sources_need_no_address(basis: Basis) -> None:
    assert not Source(basis, "Common sense").address


@pytest.mark.parametrize("missing", ["id", "says", "because", "sources"])
def test_a_card_with_a_gap_is_refused(missing: str) -> None:
    whole = {"id": "rest", "says": "Rest.", "because": "It helps.", "sources": (COACH,), "force": Force.SOFT}
    with pytest.raises(ValueError, match="is not filled in"):
        RuleCard(**{**whole, missing: type(whole[missing])()})  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", RULEBOOK, ids=lambda rule: rule.card.id)
def test_a_rule_lives_in_the_file_of_its_id(rule: Rule) -> None:
    assert type(rule).__module__ == f"service.rules.{rule.card.id.replace('-', '_')}"


@pytest.mark.parametrize("rule", RULEBOOK, ids=lambda rule: rule.card.id)
def test_a_card_reads_as_sentences(rule: Rule) -> None:
    for text in (rule.card.says, rule.card.because):
        assert text[0].isupper()
        assert text.endswith(".")


def test_no_two_rules_share_an_id() -> None:
    assert len({rule.card.id for rule in RULEBOOK}) == len(RULEBOOK)
