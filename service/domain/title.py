"""Reads what the words and figures of a title say about training, and whether it means training at all."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache, cached_property, lru_cache

from service.domain import training_words as words
from service.domain.phrases import alternatives, any_of, folded
from service.domain.signals import Signal, Weight, may_be_training, signals_in
from service.domain.training import Discipline, Effort
from service.domain.workout.tokens import plain_numbers, with_miles

KILOMETRES_A_MILE = 1.609
MARATHON_IN_KILOMETRES = 42.195
FEW = 1
"""How many foreign words a title may hold when it has figures such as 10 km."""

FEW_OF_A_PLAN = 4
"""How many when it also has no hour, as in the plans of coaches and books."""

DISTANCE = re.compile(
    r"(?<![\d.,:])(\d{1,2}(?:[.,]\d{1,2})?)[\s-]?(?:(kms?|kilometers?|kilom[eè]tres?|kilómetros?)|(mi|miles?|meilen?|millas?)|k)\b"
)
RANGE = re.compile(
    r"\b\d{1,2}(?:[.,]\d)?\s?(?:-|to|bis)\s?(?=\d{1,2}(?:[.,]\d)?\s?-?(?:km|mi|k\b|kilom|meile))"
)
OF_PACE = re.compile(
    r"\d\s?%(?:\s?\d{1,2}\s?k\b)?|(?:@|\bat)\s*~?\d{1,2}\s?k\b|\d{1,2}\s?-?k(?:\s?-\s?\d{1,2}k)?\s(?:race\s)?(?:pace|effort)|\d{1,2}-mile\srace\space"
)
PACE = re.compile(r"\d:\d\d\s?(?:min)?\s?/\s?(?:km|mi)\b|\bmin/km\b|\d\s?%")
SETS = re.compile(
    r"(?<!\d)\d{1,2}\s?x\s?\d+(?:[.,:]\d+)?(?:\s?(?:min|mins|m|km|k|mi|miles?|sec|s|kg|lbs?)\b|['\"])?|\d{1,2}\s?x\s?(?=\()"
)
LOAD = re.compile(r"\d\s?(?:kg|lbs?)\b")
MINUTES = re.compile(r"(?<![\d:x])(\d{1,3})\s?-?(?:minutes|minuten|minutos|minute|mins?|mn|')(?!\w)")
HOURS = re.compile(r"(?<![\d:])(\d)(?::(\d\d))?\s?(?:hours?|hrs?|std|h)(?![a-z])\s?(\d\d)?")
CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?![\d:])")
HEADER = re.compile(
    r"\s*(?:run|running|lauf|laufen|course|carrera|strength|kraft|fuerza|gym|mobility|bike|ride|swim|cycling|vélo|rad|row)\s*[:|-]\s"
)
ASIDE = re.compile(r"\b(?:with|w|mit|bei|at|con|avec|chez)\b|[@(]")
WORD = re.compile(r"[^\W\d_]{2,}")
RUNNING = re.compile(r"run|jog|lauf|foot|course|correr|carrera|rodaje|trote|dl\b")


class Title:
    """One title or category, read word by word; `in_a_plan` says that its event has no hour."""

    def __init__(self, text: str, *, in_a_plan: bool = False) -> None:
        self._folded = folded(with_miles(text))
        self._in_a_plan = in_a_plan

    @cached_property
    def _text(self) -> str:
        return plain_numbers(self._folded)

    @cached_property
    def says_anything(self) -> bool:
        """Whether it has any word or figure of training; quick to ask."""
        return may_be_training(self._folded)

    @cached_property
    def rules_out(self) -> bool:
        """Whether it names something else, or leaves the athlete the choice to rest."""
        return bool(any_of(words.NO_TRAINING).search(self._text)) or self._is_optional

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """The training words in it, in order."""
        return signals_in(self._text, alone_is_enough=self._in_a_plan) if self.says_anything else ()

    @cached_property
    def main(self) -> tuple[Signal, ...]:
        """The signals of the discipline that the title is about.

        Shape: another sport comes before words that every sport uses, such as intervals or easy, but not
        after a word for running or lifting itself; a walk comes after every run.
        """
        sports = [signal for signal in self.signals if signal.sport]
        own = [signal for signal in self.signals if not signal.sport]
        named = [one for one in own if one.discipline is not Discipline.RUN or RUNNING.search(one.word)]
        is_walk = bool(sports) and all(signal.sport and signal.sport.name == "hike" for signal in sports)
        if sports and not (own if is_walk else named and named[0].start < sports[0].start):
            return tuple(sports)
        if not own:
            return ()
        discipline = max(own, key=lambda signal: signal.weight).discipline
        return tuple(signal for signal in own if signal.discipline is discipline)

    @cached_property
    def is_training(self) -> bool:
        """Whether it means training with hardly a doubt.

        Shape: likely words count after a heading such as "Run:", or without foreign words beside them;
        beside figures that only training has, a few foreign words are allowed. Words that only tell the
        kind of a run count beside a distance, without foreign words.
        """
        if not self.says_anything or not self.main or self.rules_out:
            return False
        weight = max(signal.weight for signal in self.main)
        is_named = any(signal.is_race or not signal.word[0].isdigit() for signal in self.main)
        allowed = FEW_OF_A_PLAN if self._in_a_plan else FEW
        allowed = allowed if self._is_measured and is_named else 0
        if weight is Weight.LIKELY:
            return bool(HEADER.match(self._text)) or self._foreign <= max(allowed, self._allowed_of_a_race)
        if weight is Weight.SHADE:
            return self._has_measure and self._foreign <= (allowed if self._in_a_plan else 0)
        return True

    @cached_property
    def is_sure(self) -> bool:
        """Whether nobody would doubt that it means training; one weak word leaves a doubt."""
        weight = max((signal.weight for signal in self.main), default=Weight.SHADE)
        is_supported = self._is_measured or bool(HEADER.match(self._text)) or len(self.main) > 1
        is_plain = any(signal.word in PLAIN for signal in self.main) and not self._foreign_anywhere
        return weight is Weight.CERTAIN or is_supported or is_plain

    @cached_property
    def may_be_training(self) -> bool:
        """Whether a word of it is worth asking the athlete about, although it may mean something else."""
        likely = any(signal.weight >= Weight.LIKELY for signal in self.main)
        return likely and not self.rules_out and self._foreign <= FEW_TO_ASK_ABOUT

    @cached_property
    def race(self) -> str:
        """The word by which it is a race to run, empty if it is none."""
        if any(signal.sport for signal in self.main):
            return ""
        return next((signal.word for signal in self.signals if signal.is_race), "")

    @cached_property
    def kilometres(self) -> float | None:
        """The longest distance it names; a distance that names a pace does not count."""
        text = OF_PACE.sub(" ", SETS.sub(" ", self._text))
        found = [
            float(match[1].replace(",", ".")) * (KILOMETRES_A_MILE if match[3] else 1)
            for match in DISTANCE.finditer(text)
        ]
        found += _of_races(signal.word for signal in self.signals if signal.is_race)
        return max(found, default=None)

    @cached_property
    def minutes(self) -> timedelta | None:
        """A duration it names in hours or minutes."""
        text = SETS.sub(" ", self._text)
        if match := HOURS.search(text):
            return timedelta(hours=int(match[1]), minutes=int(match[2] or match[3] or 0))
        match = MINUTES.search(text)
        return timedelta(minutes=int(match[1])) if match else None

    @cached_property
    def effort(self) -> Effort | None:
        """The hardest effort it names; race pace and VO2max do not count as a race or a maximum."""
        text = re.sub(r"(?:race|marathon|goal)[\s-]?pace|vo2\s?max|hfmax|hrmax", " ", self._text)
        return next((effort for effort, said in words.EFFORTS.items() if any_of(said).search(text)), None)

    @cached_property
    def half(self) -> str:
        """The half of the upper body it names, empty when it names both or neither."""
        named = [half for half, said in words.HALVES.items() if any_of(said).search(self._text)]
        return named[0] if len(named) == 1 else ""

    @property
    def _is_optional(self) -> bool:
        return bool(_optional().search(self._text))

    @property
    def _has_measure(self) -> bool:
        return self.kilometres is not None or bool(self.minutes) or bool(SETS.search(self._text))

    @property
    def _is_measured(self) -> bool:
        """Whether it holds figures that only training has; 10k alone may be money."""
        has_unit = any(match[2] or match[3] or self._in_a_plan for match in DISTANCE.finditer(self._text))
        timed = self._in_a_plan and (self.minutes is not None or CLOCK.search(self._text) is not None)
        return has_unit or timed or any(figure.search(self._text) for figure in (PACE, SETS, LOAD))

    @property
    def _allowed_of_a_race(self) -> int:
        """A marathon has the name of its place beside it."""
        return FEW if any(signal.is_race and "marat" in signal.word for signal in self.main) else 0

    @property
    def _foreign_anywhere(self) -> int:
        return self._count_foreign(self._text)

    @cached_property
    def _foreign(self) -> int:
        """How many of its words neither name training nor are usual beside it; an aside is left out."""
        return self._count_foreign(ASIDE.split(self._without_signals, maxsplit=1)[0])

    def _count_foreign(self, text: str) -> int:
        for figures in (OF_PACE, PACE, SETS, DISTANCE, MINUTES, HOURS):
            text = figures.sub(" ", text)
        rest = any_of(words.NEUTRAL_WORDS, *words.EFFORTS.values(), *PLAIN).sub(" ", text)
        return len(WORD.findall(rest))

    @property
    def _without_signals(self) -> str:
        rest = list(self._text)
        for signal in self.signals:
            rest[signal.start : signal.end] = " " * (signal.end - signal.start)
        return "".join(rest)


@lru_cache(maxsize=4096)
def read_title(text: str, *, in_a_plan: bool = False) -> Title:
    """The title read; most calendars repeat theirs, so it is kept."""
    return Title(text[:LONGEST_TITLE], in_a_plan=in_a_plan)


PLAIN = (
    "gym",
    "run",
    "running",
    "jog",
    "lauf",
    "laufen",
    "correr",
    "weights",
    "lifting",
    "fitnessstudio",
    "swim",
    "bike ride",
)
"""Likely words that leave no doubt when a title has no other."""

LONGEST_TITLE = 400
"""How many characters of a title are read."""

FEW_TO_ASK_ABOUT = 2
"""How many foreign words may stand beside a likely one for the athlete to be asked about the title."""


def _of_races(names: Iterable[str]) -> Iterator[float]:
    for name in names:
        if "marat" in name:
            halved = re.search("half|halb|semi|media|medio", name)
            yield MARATHON_IN_KILOMETRES / (2 if halved else 1)


@cache
def _optional() -> re.Pattern[str]:
    """Finds a title that begins with rest, or has `or rest` in it."""
    said = alternatives(words.OPTIONAL)
    return re.compile(
        rf"^\W*(?:{said})(?![^\W_])|\b(?:or|oder|ou|o)\s(?:a\s)?(?:{said})(?![^\W_])"
        r"|\b(?:or|oder)\scross|^\W*cross[\s-]?\w*\s(?:or|oder)"
    )
