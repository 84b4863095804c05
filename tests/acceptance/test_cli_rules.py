"""`liftrun rules`: the rulebook for people."""

import pytest

from service.cli.main import main
from service.rules import RULEBOOK


def test_every_rule_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.card.id for rule in RULEBOOK]
    assert [line.split()[1] for line in lines] == [rule.card.force.value for rule in RULEBOOK]


def test_a_card_comes_with_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "lift-and-run-apart"]) == 0
    card = capsys.readouterr().out
    assert "3 hours apart, better 6" in card
    assert "https://doi.org/10.1519/JSC.0000000000000798" in card


def test_the_catalogue_is_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--markdown"]) == 0
    assert capsys.readouterr().out.count("\n## ") == len(RULEBOOK)


def test_a_misspelt_rule_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "rest-day"]) == 2
    assert capsys.readouterr().err == "liftrun: there is no rule rest-day\nhint: Did you mean rest-days?\n"


def test_a_misspelt_command_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 2
    assert capsys.readouterr().err == "liftrun: rule is not known here\nhint: Did you mean rules?\n"
