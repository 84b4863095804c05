"""Finds the words and figures of a folded title that name training, each with how much it tells."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from service.domain import training_words as words
from service.domain.phrases import alternatives, any_of, folded, phrases, unaccented
from service.domain.sport import SPORTS, Sport
from service.domain.training import Discipline, Kind


class Weight(IntEnum):
    """How strongly a word by itself means training, in rising order."""

    SHADE, LIKELY, CERTAIN = range(3)


@dataclass(frozen=True)
class Signal:
    """A training word in a title: what it names, and its position.

    Shape: `kind` is None for a run that is not described further. `sport` is None for a lift, a run and
    mobility.
    """

    kind: Kind | None
    weight: Weight
    word: str
    start: int
    end: int
    sport: Sport | None = None
    is_race: bool = False

    @property
    def discipline(self) -> Discipline:
        """The discipline of what it names."""
        return self.kind.discipline if self.kind else Discipline.RUN


@dataclass(frozen=True)
class Meaning:
    """What one list of words means."""

    weight: Weight
    kind: Kind | None
    sport: Sport | None = None
    is_race: bool = False


STRIDES = re.compile(
    r"(?:\+\s?)?(?:\d{1,2}(?:\s?-\s?\d{1,2})?\s?x\s?)?(?:\d+\s?(?:m|s|sec|seconds|sek)?\s?)?"
    r"(?:strides|striders|pick\s?ups|steigerung\w*|lignes droites|progresivos)"
    r"(?:\s\d{1,2}\s?x\s?\d{2,3}\s?m\b)?"
    r"|(?<!\d)\d{1,2}\s?x\s?(?:[5-9]|1\d)\s?(?:s|sec|seconds|sek)\b\s?(?:hill sprints|uphill|sprints)?"
)
TRACK = re.compile(
    r"(?<!\d)(?:[2-9]|[1-4]\d)\s?x\s?"
    r"(?:(?:[1-9]00|1[0-8]00|2000|2400|3000|150|250)\s?(?:m|meters?|metros|mètres|er)?|[1-6](?:[.,]\d)?\s?(?:km?|mi|miles?|mile)|mile)\b"
    r"|(?<!\d)\d{1,2}\s?x\s?hills?\b"
)
TIMED = re.compile(
    r"(?<![\w.:])(?:[2-9]|[1-4]\d)\s?(?:x|sets of|reps of|rounds of)\s?"
    r"(?:\(|\d{1,2}(?:[.,]\d)?\s?(?:minutes?|minuten|minutos|mins?|'|\"|seconds?|sec|sek|seg|s\b)|\d{1,2}:\d\d|\d\d/\d\d)"
)
OF_TIMED = re.compile(
    r"\d\s?%|\b(?:jogs?|rest|recover\w*|rec|pause|trabpause|gehpause|tp|récup\w*|recup\w*|descanso|trote|pace|effort|hmp|mp|threshold|tempo|easy|float)\b"
)
ALONE = re.compile(
    r"\W*(?:\d{1,2}(?:[.,]\d{1,2})?\s?-\s?)?(\d{1,2}(?:[.,]\d{1,2})?\s?(?:km|mi|miles))\W*(?:am|pm|easy)?\W*"
)
INSIDE = re.compile(r"\(|\bwith\b")
PERCENT = re.compile(r"(\d{2,3})(?:\s?(?:-|to|,)\s?(\d{2,3}))*\s?%\s?(?:of\s)?(5k|mp|hmp|lt|10k)\b")
TEMPO_FROM = {"5k": 83, "10k": 86, "lt": 92, "hmp": 93, "mp": 87}
MODERATE_FROM = {"5k": 77, "10k": 79, "lt": 84, "hmp": 86, "mp": 80}


def signals_in(text: str, *, alone_is_enough: bool = False) -> tuple[Signal, ...]:
    """The training words in a folded text, in order.

    Shape: of two that overlap, the one with more weight is kept, then the longer one. With
    `alone_is_enough` a distance and nothing else is a run.
    """
    text = STRIDES.sub(lambda match: " " * len(match[0]), text)
    found = [*_in_lists(text)]
    told = any(
        signal.discipline is Discipline.LIFT or (signal.kind is Kind.TEMPO and signal.weight >= Weight.LIKELY)
        for signal in found
    )
    found += _in_figures(text, timed=not told)
    if alone_is_enough and (alone := ALONE.fullmatch(text)):
        found.append(Signal(None, Weight.LIKELY, alone[1], *alone.span(1)))
    found.sort(key=lambda signal: (-signal.weight, signal.start - signal.end))
    kept = list[Signal]()
    for signal in found:
        if all(signal.end <= other.start or other.end <= signal.start for other in kept):
            kept.append(signal)
    return tuple(sorted(kept, key=lambda signal: signal.start))


def may_be_training(text: str) -> bool:
    """Whether a folded text has a figure of training, or a word with which any phrase of training begins."""
    begun = {word[:LETTERS] for word in WORDS.findall(text)}
    return not begun.isdisjoint(_lists_by_beginning()) or FIGURE.search(text) is not None


LETTERS = 3
"""How many letters of a word decide whether a phrase may begin with it: cheaper than every phrase."""

WORDS = re.compile(r"[^\W_]+")
FIGURE = re.compile(r"\d\s?x\s?[\d(]|\d\s?(?:km|mi|k)\b|\d:\d\d\s?-|x\shill")


def _beginnings(written: str) -> frozenset[str]:
    """The first letters of the phrases, written together or apart."""
    spelled = {folded(spelling) for phrase in phrases(written) for spelling in (phrase, unaccented(phrase))}
    apart = {word[:LETTERS] for phrase in spelled for word in WORDS.findall(phrase)[:1]}
    return frozenset(apart | {"".join(WORDS.findall(phrase))[:LETTERS] for phrase in spelled})


@cache
def _lists_by_beginning() -> dict[str, list[int]]:
    """By the first letters of a word, the numbers of the lists with a phrase that begins so."""
    numbers = defaultdict[str, list[int]](list)
    for number, (written, _) in enumerate(_lists()):
        for letters in _beginnings(written):
            numbers[letters].append(number)
    return dict(numbers)


@cache
def _lists() -> tuple[tuple[str, Meaning], ...]:
    """Every list of words with its meaning."""
    lists = [
        (written, Meaning(weight, kind))
        for weight, kinds in (
            (Weight.CERTAIN, words.CERTAIN),
            (Weight.LIKELY, words.LIKELY),
            (Weight.SHADE, words.RUN_KIND_WORDS),
        )
        for kind, written in kinds.items()
    ]
    lists += [
        (written, Meaning(weight, Kind.OTHER, sport))
        for sport in SPORTS
        for weight, written in (
            (Weight.CERTAIN, sport.certain),
            (Weight.LIKELY, sport.likely),
            (Weight.SHADE, sport.measured),
        )
        if written
    ]
    return (
        *lists,
        (words.RACES, Meaning(Weight.CERTAIN, None, is_race=True)),
        (words.LIKELY_RACES, Meaning(Weight.LIKELY, None, is_race=True)),
    )


def _in_lists(text: str) -> Iterator[Signal]:
    begun, lists = {word[:LETTERS] for word in WORDS.findall(text)}, _lists()
    for number in sorted({number for letters in begun for number in _lists_by_beginning().get(letters, ())}):
        written, meaning = lists[number]
        for match in any_of(written).finditer(text):
            if meaning.is_race and _no_race().match(text, match.end()):
                continue
            yield Signal(
                meaning.kind, meaning.weight, match[0], *match.span(), meaning.sport, meaning.is_race
            )


@cache
def _no_race() -> re.Pattern[str]:
    return re.compile(rf"[\s-]*(?:{alternatives(words.NO_RACE)})(?![^\W_])")


def _in_figures(text: str, *, timed: bool) -> Iterator[Signal]:
    for match in TRACK.finditer(text):
        yield Signal(Kind.INTERVALS, Weight.CERTAIN, match[0], *match.span())
    # Planks are repeated by the minute too, and a tempo run may be done in parts.
    for match in TIMED.finditer(text) if timed else ():
        weight = Weight.CERTAIN if OF_TIMED.search(text) else Weight.LIKELY
        yield Signal(Kind.INTERVALS, weight, match[0].rstrip(" ("), *match.span())
    for match in PERCENT.finditer(INSIDE.split(text, maxsplit=1)[0]):
        yield Signal(_kind_at(int(match[2] or match[1]), match[3]), Weight.SHADE, match[0], *match.span())


def _kind_at(percent: int, of: str) -> Kind:
    """The kind of a run at so many percent of the speed of a race."""
    if percent >= TEMPO_FROM[of]:
        return Kind.TEMPO
    return Kind.MODERATE if percent >= MODERATE_FROM[of] else Kind.EASY
