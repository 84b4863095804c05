"""Prints the words by which an audit recognises a session, for `liftrun audit --patterns`."""

from collections.abc import Iterator

from service.domain.phrases import phrases
from service.domain.sport import SPORTS
from service.domain.title_patterns import TitlePatterns
from service.domain.training import Kind
from service.domain.training_words import CERTAIN, LIKELY, LIKELY_RACES, NO_TRAINING, RACES, RUN_KIND_WORDS
from service.domain.wording import NAMES

HOW = """\
A title is taken for training when it holds certain words, or likely ones beside nothing foreign.
Your own come first; in [audit] of the configuration you can say, for example:
  patterns = { lower = ["Leg*"], easy = ["Parkrun"] }   words in a title, or a whole one with * and ?
  ignore = ["Yoga with Mia"]"""


def print_patterns(title_patterns: TitlePatterns) -> None:
    """Print the words for each kind of session, the athlete's own words first."""
    print("\n".join(_lines(title_patterns)))


def _lines(title_patterns: TitlePatterns) -> Iterator[str]:
    yield HOW
    for kind in (*Kind, None):
        yield f"\n{kind or 'easy, or long from 100 min or 16 km on'} ({NAMES[kind] if kind else 'Any run'})"
        yield from _listed("yours", title_patterns.patterns.get(kind, ()) if kind else ())
        yield from _listed("certain", _phrases(CERTAIN.get(kind)))
        yield from _listed("likely", _phrases(LIKELY.get(kind)))
        yield from _listed("of a run", _phrases(RUN_KIND_WORDS.get(kind)))
    for sport in SPORTS:
        yield f"\n{Kind.OTHER} ({sport.name})"
        yield from _listed("certain", phrases(sport.certain))
        yield from _listed("likely", _phrases(sport.likely))
        yield from _listed("measured", _phrases(sport.measured))
    yield "\nA race to run"
    yield from _listed("certain", phrases(RACES))
    yield from _listed("likely", phrases(LIKELY_RACES))
    yield "\nNever training"
    yield from _listed("yours", title_patterns.ignore)
    yield from _listed("words", phrases(NO_TRAINING))


def _phrases(written: str | None) -> tuple[str, ...]:
    return phrases(written) if written else ()


def _listed(heading: str, words: tuple[str, ...]) -> Iterator[str]:
    from textwrap import wrap

    if words:
        text = f"{heading + ':':<9} {', '.join(words)}"
        yield from wrap(text, width=100, initial_indent="  ", subsequent_indent=" " * 12)
