"""What README.md and the guides tell people to do can be done: commands, settings, links, make targets."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.cli.main import whole_parser
from service.config import load
from tests.guides import GUIDES, blocks, commands, lines, name_of
from tests.installed import ROOT

SCREEN = 75
"""Lines of README.md at most: it is to be seen at a glance."""

TOLD_IN_PASSING = ("CHANGELOG.md", "service/DECISIONS.md")
"""What was done, and why: nobody is told there to do anything."""

WITH_COMMANDS = [guide for guide in GUIDES if any(commands(guide)) and name_of(guide) not in TOLD_IN_PASSING]
WITH_SETTINGS = [guide for guide in GUIDES if blocks(guide, "toml")]


@pytest.mark.parametrize("guide", WITH_COMMANDS, ids=name_of)
def test_every_command_in_a_guide_is_one(guide: Path) -> None:
    for words in commands(guide):
        if words in (["--help"], ["--version"], ["COMMAND", "--help"], ["completion", "SHELL"]):
            continue
        whole_parser().parse_args(words)


@pytest.mark.parametrize("guide", WITH_SETTINGS, ids=name_of)
def test_every_setting_in_a_guide_is_one(guide: Path, tmp_path: Path) -> None:
    for number, text in enumerate(blocks(guide, "toml")):
        file = tmp_path / f"{number}.toml"
        file.write_text(text)
        load(file, usual_zone=lambda: ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize("guide", GUIDES, ids=name_of)
def test_links_between_guides_lead_somewhere(guide: Path) -> None:
    for target, heading in re.findall(r"\]\(([^)#: ]*)(?:#([^)]+))?\)", guide.read_text()):
        there = guide.parent / target if target else guide
        assert there.exists(), target
        headings = re.findall(r"^#+ (.+)$", there.read_text(), re.MULTILINE) if heading else []
        assert not heading or heading in {each.casefold().replace(" ", "-") for each in headings}, heading


@pytest.mark.parametrize("guide", GUIDES, ids=name_of)
def test_what_is_to_be_made_can_be_made(guide: Path) -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = re.findall(r"`make ([a-z]+)`", guide.read_text())
    named += [line.split()[1] for line in lines(guide) if line.startswith("make ")]
    assert set(named) <= made


def test_the_guides_name_every_command() -> None:
    told = {words[0] for guide in GUIDES for words in commands(guide)}
    every = set(whole_parser()._subparsers._group_actions[0].choices)  # type: ignore[union-attr,arg-type]
    decisions = {"skip", "pin", "unpin", "move"}  # named in one breath with `liftrun done`
    assert every - decisions <= told


def test_the_readme_is_one_screen_and_leads_to_every_guide() -> None:
    readme = ROOT / "README.md"
    assert len(readme.read_text().splitlines()) <= SCREEN
    reached, ahead = set[Path](), {readme}
    while ahead:
        reached |= ahead
        ahead = {page for each in ahead for page in _linked_from(each)} - reached
    assert {*GUIDES} <= reached


def _linked_from(page: Path) -> set[Path]:
    """The pages that one leads to."""
    targets = re.findall(r"\]\(([^)#: ]+\.md)", page.read_text())
    return {(page.parent / target).resolve() for target in targets}
