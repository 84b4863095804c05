"""Reads what the words and figures of a title say about training, and whether it means training at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from functools import cache, cached_property

from service.domain import training_words as words
from service.domain.training import Discipline, Effort, Kind

KILOMETRES_A_MILE = 1.609
FEW = 1
"""How many foreign words a title may hold when it has figures such as 10 km."""

DISTANCE = re.compile(
    r"(?<![\d.,:])(\d{1,2}(?:[.,]\d{1,2})?)\s?(?:(kms?|kilometers?|kilometer)|(mi|miles?|meilen)|k)\b"
)
PACE = re.compile(r"\d:\d\d\s?(?:min)?\s?/\s?(?:km|mi)\b|\bmin/km\b")
SETS = re.compile(
    r"(?<!\d)\d{1,2}\s?x\s?\d+(?:[.,:]\d+)?(?:\s?(?:min|mins|m|km|k|mi|sec|s|kg|lbs?)\b|['″\"])?"
)
LOAD = re.compile(r"\d\s?(?:kg|lbs?)\b")
STRIDES = re.compile(r"(?:\d{1,2}\s?x\s?)?(?:\d+\s?(?:m|s|sec)?\s?)?(?:strides|steigerung\w*)")
TRACK_SETS = re.compile(
    r"(?<!\d)(?:[2-9]|[1-4]\d)\s?x\s?"
    r"(?:(?:[1-689]00|1[026]00|2000|3000)\s?(?:m|meters?|er)?|[1-5](?:[.,]\d)?\s?(?:km?|mi|miles?))\b"
)
MINUTES = re.compile(r"(?<![\d:x])(\d{1,3})\s?(?:minutes|minuten|mins?|')(?!\w)")
HOURS = re.compile(r"(?<![\d:])(\d)(?::(\d\d))?\s?(?:hours?|hrs?|std|h)(?![a-z])\s?(\d\d)?")
HEADER = re.compile(r"\s*(?:run|running|lauf|laufen|strength|kraft|gym|mobility)\s*[:|–—-]\s")
ASIDE = re.compile(r"\b(?:with|w|mit|bei|at|con|avec)\b|[@(]")
WORD = re.compile(r"[^\W\d_]{2,}")


class Weight(IntEnum):
    """How strongly a word by itself means training, in rising order."""

    SHADE, LIKELY, CERTAIN = range(3)


@dataclass(frozen=True)
class Signal:
    """A training word in a title: what it names, and its position.

    Shape: `kind` is None for a run that is not described further.
    """

    kind: Kind | None
    weight: Weight
    word: str
    start: int
    end: int

    @property
    def discipline(self) -> Discipline:
        """The discipline of what it names."""
        return self.kind.discipline if self.kind else Discipline.RUN


class Title:
    """One title or category, read word by word."""

    def __init__(self, text: str) -> None:
        self._text = STRIDES.sub(" ", _folded(text))

    @cached_property
    def rules_out(self) -> bool:
        """Whether it names something else, or a sport that the rulebook does not know."""
        return bool(_any_of(words.NO_TRAINING, words.OTHER_SPORTS).search(self._text))

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """The training words in it, in order.

        Shape: of two that overlap, the one with more weight is kept, then the longer one.
        """
        found = [
            Signal(kind, weight, match[0], *match.span())
            for weight, kinds in WEIGHTS.items()
            for kind, phrases in kinds.items()
            for match in _any_of(phrases).finditer(self._text)
        ]
        found += [_track_sets(match) for match in TRACK_SETS.finditer(self._text)]
        found.sort(key=lambda signal: (-signal.weight, signal.start - signal.end))
        kept = list[Signal]()
        for signal in found:
            if all(signal.end <= other.start or other.end <= signal.start for other in kept):
                kept.append(signal)
        return tuple(sorted(kept, key=lambda signal: signal.start))

    @cached_property
    def is_training(self) -> bool:
        """Whether it certainly means training.

        Shape: likely words count after a heading such as "Run:", or without foreign words beside them;
        beside figures that only training has, a few foreign words are allowed. Words that only tell the
        kind of a run count beside a distance, without foreign words.
        """
        weight = max((signal.weight for signal in self.signals), default=None)
        if weight is None or self.rules_out:
            return False
        if weight is Weight.LIKELY:
            return bool(HEADER.match(self._text)) or self._foreign <= (FEW if self._is_measured else 0)
        return weight is Weight.CERTAIN or (self.kilometres is not None and not self._foreign)

    @cached_property
    def kilometres(self) -> float | None:
        """The longest distance it names."""
        metres = SETS.sub(" ", self._text)
        found = [
            float(match[1].replace(",", ".")) * (KILOMETRES_A_MILE if match[3] else 1)
            for match in DISTANCE.finditer(metres)
        ]
        return max(found, default=None)

    @cached_property
    def duration(self) -> timedelta | None:
        """The duration it names; the figures of sets do not count."""
        text = SETS.sub(" ", self._text)
        if match := HOURS.search(text):
            return timedelta(hours=int(match[1]), minutes=int(match[2] or match[3] or 0))
        if match := MINUTES.search(text):
            return timedelta(minutes=int(match[1]))
        return None

    @cached_property
    def effort(self) -> Effort | None:
        """The hardest effort it names; race pace and VO2max do not count as a race or a maximum."""
        text = re.sub(r"(?:race|marathon)\s?pace|vo2\s?max", " ", self._text)
        return next((effort for effort, said in words.EFFORTS.items() if _any_of(said).search(text)), None)

    @cached_property
    def half(self) -> str:
        """The half of the upper body it names, empty when it names both or neither."""
        named = [half for half, said in words.HALVES.items() if _any_of(said).search(self._text)]
        return named[0] if len(named) == 1 else ""

    @property
    def _is_measured(self) -> bool:
        """Whether it holds figures that only training has; 10k alone may be money."""
        has_unit = any(match[2] or match[3] for match in DISTANCE.finditer(self._text))
        return has_unit or any(figure.search(self._text) for figure in (PACE, SETS, LOAD))

    @cached_property
    def _foreign(self) -> int:
        """How many of its words neither name training nor are usual beside it; an aside is left out."""
        rest = list(self._text)
        for signal in self.signals:
            rest[signal.start : signal.end] = " " * (signal.end - signal.start)
        text = ASIDE.split("".join(rest), maxsplit=1)[0]
        for figures in (PACE, SETS, DISTANCE, MINUTES, HOURS):
            text = figures.sub(" ", text)
        return len(WORD.findall(_any_of(words.NEUTRAL_WORDS, *words.EFFORTS.values()).sub(" ", text)))


WEIGHTS: Mapping[Weight, Mapping[Kind | None, str]] = {
    Weight.CERTAIN: words.CERTAIN,
    Weight.LIKELY: words.LIKELY,
    Weight.SHADE: words.RUN_KIND_WORDS,
}


def phrases(written: str) -> tuple[str, ...]:
    """Splits a list at its commas into phrases."""
    return tuple(" ".join(phrase.split()) for phrase in written.split(","))


@cache
def _any_of(*lists: str) -> re.Pattern[str]:
    """A pattern that finds each of the phrases as whole words, the longest first."""
    every = sorted({phrase for written in lists for phrase in phrases(written)}, key=len, reverse=True)
    patterns = (
        re.escape(_folded(phrase)).replace(r"\ ", r"[\s_–/-]*").replace(r"\*", r"\w*") for phrase in every
    )
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(patterns)})(?![^\W_])")


def _track_sets(match: re.Match[str]) -> Signal:
    return Signal(Kind.INTERVALS, Weight.CERTAIN, match[0], *match.span())


def _folded(text: str) -> str:
    """The text in one spelling: without case, with composed letters, and with x for ×."""
    import unicodedata  # imported here, because only an audit needs it

    return unicodedata.normalize("NFKC", text).casefold().replace("×", "x").replace("’", "'")
