"""Replaces rule ids in sentences by words, for readers who do not know the ids."""

import re

from service.rules import RULEBOOK

IDS = re.compile("|".join(sorted((rule.card.id for rule in RULEBOOK), key=len, reverse=True)))


def plain_sentence(sentence: str) -> str:
    """Returns the sentence with each rule id in words: `heavy-legs-apart` becomes “heavy legs apart”."""
    return IDS.sub(lambda found: f"“{found[0].replace('-', ' ')}”", sentence)
