"""Sentences that name rules by their ids, for people who have never seen one."""

import re

from service.rules import RULEBOOK

IDS = re.compile("|".join(sorted((rule.card.id for rule in RULEBOOK), key=len, reverse=True)))


def plain_sentence(sentence: str) -> str:
    """The same, with `heavy-legs-apart` as “heavy legs apart”."""
    return IDS.sub(lambda found: f"“{found[0].replace('-', ' ')}”", sentence)
