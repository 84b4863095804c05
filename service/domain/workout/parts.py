"""Reads the text of a workout as parts: how often, how long or how far, and what each part is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from service.domain.phrases import alternatives, folded
from service.domain.workout import words
from service.domain.workout.pace import share_at
from service.domain.workout.quantity import MARATHON, QUANTITY, RACES, Measure, Quantity, number, quantity


class Said(StrEnum):
    """What a word says about its part."""

    WARM_UP = "warm_up"
    COOL_DOWN = "cool_down"
    STRIDES = "strides"
    TOTAL = "total"
    RECOVERY = "recovery"
    WALK = "walk"
    EASY = "easy"
    FAST = "fast"
    RUN = "run"


class Link(StrEnum):
    """How a part hangs together with what stands before it."""

    NONE = "nothing between"
    THEN = "after it"
    LINE = "on a line of its own"
    FIELD = "in a field of its own"
    WITHIN = "inside it"
    ASIDE = "in brackets"


AFTER = {Link.THEN, Link.LINE, Link.FIELD}
LINKS = {"\n": Link.LINE, "•": Link.FIELD, "·": Link.FIELD, "|": Link.FIELD}


@dataclass
class Part:
    """One part of a workout, or several parts that are repeated together.

    Shape: without a quantity and without parts of its own it is only words. `pace` is stated for it.
    Units: `pace` in seconds a kilometre; `share` of the time for an easy kilometre.
    """

    link: Link = Link.NONE
    times: float = 1
    repeats: bool = False
    quantity: Quantity | None = None
    says: set[Said] = field(default_factory=set)
    pace: float | None = None
    share: float | None = None
    inner: list["Part"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing that can be reckoned with."""
        return not (self.quantity or self.inner or self.repeats)


SAID = {
    Said.WARM_UP: words.WARM_UP,
    Said.COOL_DOWN: words.COOL_DOWN,
    Said.STRIDES: words.STRIDES,
    Said.TOTAL: words.TOTAL,
    Said.WALK: words.WALK,
    Said.RECOVERY: words.RECOVERY,
    Said.EASY: words.EASY,
    Said.FAST: words.FAST,
    Said.RUN: words.RUN,
}
LONGEST_RUNG = 2000
"""The rungs of a ladder are no longer, in seconds or metres."""

OF_ONE_PART = {Said.WARM_UP, Said.COOL_DOWN, Said.TOTAL, Said.RECOVERY, Said.WALK}
"""What a heading such as "Rest:" still says of the quantity after it."""

NUMBERS = {
    name: str(value)
    for value, names in enumerate(
        [
            "one, eine, ein, un, une, una", "two, zwei, deux, dos", "three, drei, trois, tres",
            "four, vier, quatre, cuatro", "five, fünf, cinq, cinco", "six, sechs, seis", "seven, sieben, sept, siete",
            "eight, acht, huit, ocho", "nine, neun, neuf, nueve", "ten, zehn, dix, diez",
        ],
        start=1,
    )
    for name in names.split(", ")
}
SPELLED = re.compile(
    rf"\b({'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?=[\s-]*"
    r"(?:x\b|times|mal\b|fois|veces|min|sec|sek|seg|hour|stunde|heure|hora|mile|meile|km|kilom|more|sets?|reps?))"
)
FRACTION = re.compile(r"(?:(?<!\d)(\d+)\s)?(?<![\d/])([13])\s?/\s?([24])(?=\s?-?(?:mi|hour|h\b|k))")
DISTANCE_OF_PACE = r"(?:\d{1,2}\s?-?k(?:m)?|\d{1,2}-miler?|hm|half[\s-]marathon|halbmarathon|marathon|mile)"
PACE_WORD = r"(?:goal\s)?(?:race\s)?-?\s?(?:pace|effort|renntempo|wettkampftempo|tempo)"
PACE = re.compile(
    r"(?P<from>\d{1,2}:\d\d)\s?(?:-\s?(?P<to>\d{1,2}:\d\d)\s?)?(?:min)?\s?(?:/|per|pro|por|par)\s?(?P<per>km|k|mi|mile)\b"
)
LIKE_A_RACE = (
    r"~?\d+(?:(?:\s?-\s?|\s?,\s?|\sto\s)\d+)*\s?%(?:\s?(?:of\s|der\s|de\s)?"
    rf"(?:{DISTANCE_OF_PACE}|vo2max|ftp|fcm|hfmax|hf|hr|mhr|lthr|vma|mp|hmp|lt)\b)?(?:\s{PACE_WORD})?"
    rf"|(?:@|\bat|\bà|\bau|\bim|\bin|\bbei|\ballure|\britmo(?:\sde)?|~)\s*{DISTANCE_OF_PACE}"
    rf"(?:\s?(?:-|to|or|/)\s?{DISTANCE_OF_PACE})*(?:[\s-]{PACE_WORD})?\b"
    rf"|{DISTANCE_OF_PACE}(?:\s?(?:-|to|or|/)\s?{DISTANCE_OF_PACE})*[\s-]{PACE_WORD}\b"
)
COUNT = (
    r"(?P<few>\d{1,2})(?:\s?(?:-|to|bis|à|a|or)\s?(?P<many>\d{1,2}))?"
    r"(?:\s?x|\s?\*|\s(?:mal|fois|veces|times)(?!\w)|\s(?:sets?|reps?|rounds?|runden|séries|series|serien)\s(?:of|à|a|de|von)\b)"
    r"(?=\s*[(\[\d.:]|\s*(?:half|mile)|\s*$|\s*\n|\s*hill|\s*hügel|\s*berg|\s*côte|\s*cuesta)"
)
SHARE = re.compile(r"~?(?P<percents>\d[^%]*)%\s?(?:of\s|der\s|de\s)?(?P<of>[\w-]+)")
AGAIN = (
    rf"(?:{alternatives(words.REPEAT)})(?:\sfor)?(?:\sx)?\s?(?P<again>\d{{1,2}})(?:\s?(?:times|x|mal|fois|veces))?"
    rf"|(?P<again2>\d{{1,2}})\s?(?:x|times|mal|fois|veces)\s(?:{alternatives(words.REPEAT)})"
)


@cache
def _token() -> re.Pattern[str]:
    said = "|".join(
        rf"(?<![^\W_])(?P<{name}>{alternatives(written)})(?![^\W_])" for name, written in SAID.items()
    )
    return re.compile(
        rf"(?P<pace>{PACE.pattern})|(?P<again_all>{AGAIN})|(?P<like>{LIKE_A_RACE})|(?P<count>(?<![\w.:/-]){COUNT})"
        rf"|(?P<on>(?<!\d)\d\d)\s?/\s?(?P<off>\d\d)(?![\d/:])|(?P<race>{RACES.pattern})|(?P<quantity>{QUANTITY.pattern})"
        rf"|(?<![^\W_])(?P<within>{alternatives(words.INCLUDES)})(?![^\W_])|(?P<and_then>(?<![^\W_])(?:{alternatives(words.THEN)})(?![^\W_]))"
        rf"|{said}"
        r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<blank>\n\s*\n)|(?P<break>[,;+\n•·|&/]|\s-{1,2}\s(?!\s*\d)|\.(?=\s|$))|(?P<colon>:)"
    )


def parts(text: str) -> list[Part]:
    """The parts of a workout in their order."""
    return _Reader(plain_numbers(folded(text))).parts()


def plain_numbers(text: str) -> str:
    """The folded text with figures for spelled numbers and for fractions."""
    said = SPELLED.sub(lambda match: NUMBERS[match[1]], text)
    return FRACTION.sub(lambda match: f"{int(match[1] or 0) + int(match[2]) / int(match[3]):g}", said)


class _Reader:
    """Goes through the tokens of a text and puts parts together."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows: list[list[Part]] = [[]]
        self._implied: list[bool] = [False]
        self._part = Part()
        self._end = 0
        self._said_last: Said | None = None
        self._outer: list[Part] = []

    def parts(self) -> list[Part]:
        """All parts of the text."""
        for match in _token().finditer(self._text):
            self._take(match)
        while len(self._rows) > 1:
            self._close()
        self._finish(Link.NONE)
        return self._rows[0]

    def _take(self, match: re.Match[str]) -> None:
        kind = str(match.lastgroup)
        named = match.groupdict()
        if named["pace"]:
            self._part.pace = _seconds_a_kilometre(match)
        elif named["again_all"]:
            self._again(float(named["again"] or named["again2"]))
        elif named["like"]:
            self._part.says.add(Said.FAST)
            self._part.share = _share(match[0])
        elif named["count"]:
            self._count(match)
        elif named["race"]:
            self._quantity(Quantity(Measure.METRES, MARATHON / (2 if named["halved"] else 1)), match)
        elif named["on"] and self._part.repeats:
            self._part.inner = [Part(quantity=Quantity(Measure.SECONDS, float(match[name]))) for name in ("on", "off")]
        elif named["quantity"]:
            self._quantity(quantity(match), match)
            self._split_ladder(named["ladder"])
        elif named["within"]:
            self._finish(Link.WITHIN)
        elif named["and_then"]:
            self._finish(Link.THEN)
        elif named["open"]:
            self._open(Link.ASIDE)
        elif named["close"] and len(self._rows) > 1:
            self._close()
        elif named["blank"] or named["break"]:
            self._break(named["blank"] is not None, match)
        elif kind in set(Said):
            self._said_last = Said(kind)
            self._part.says.add(self._said_last)
        elif named["colon"] and self._part.is_empty:
            self._part = Part(self._part.link, says=self._part.says & OF_ONE_PART)
        elif named["colon"] and self._part.quantity:
            self._finish(Link.WITHIN)

    def _count(self, match: re.Match[str]) -> None:
        if self._part.quantity or self._part.inner:
            self._finish(Link.NONE)
        few = number(match["few"])
        times = (few + number(match["many"] or match["few"])) / 2
        self._part.times *= times
        self._part.repeats = True
        rest = self._text[match.end() :]
        if not rest.strip() or rest.lstrip(" :").startswith("\n"):
            self._open(Link.NONE, implied=True)

    def _quantity(self, found: Quantity, match: re.Match[str]) -> None:
        before = self._part.quantity
        between = self._text[self._end : match.start()]
        if before and re.fullmatch(r"\s*(?:-|to|bis|à|a|or)\s*", between):
            middle = before.middle(found)
            if middle:
                self._part.quantity = middle
                self._end = match.end()
                return
        recovers = before is not None and self._part.repeats and self._said_last is Said.RECOVERY
        if before or self._part.inner:
            link = Link.THEN if self._part.times == 1 and before and between.strip() == "/" else Link.NONE
            self._finish(link)
        if recovers:
            self._part.says.add(Said.RECOVERY)  # as in 8 x 400 m, rest 1 min
        self._part.quantity, self._said_last = found, None
        self._end = match.end()

    def _split_ladder(self, written: str | None) -> None:
        """Makes the rungs of 1-2-3-2-1 min repetitions of their middle length, unless they are whole runs."""
        found = self._part.quantity
        if written and found and not self._part.repeats:
            rungs = len(re.findall(r"\d+(?:[.,]\d+)?", written))
            if found.value / rungs <= LONGEST_RUNG:
                self._part.times, self._part.repeats = rungs, True
                self._part.quantity = Quantity(found.measure, found.value / rungs)

    def _break(self, is_blank: bool, match: re.Match[str]) -> None:
        if is_blank and self._implied[-1]:
            self._close()
        if match[0] == "/" and self._part.quantity and self._part.repeats:
            self._finish(Link.WITHIN)
        else:
            begun = self._rows[-1] or not self._part.is_empty
            self._finish(LINKS.get(match[0], Link.THEN) if begun else Link.NONE)

    def _open(self, link: Link, *, implied: bool = False) -> None:
        if self._part.quantity:
            self._finish(link)
        elif not self._part.repeats and self._rows[-1]:
            self._part.link = link
        self._rows.append([])
        self._implied.append(implied)
        self._outer.append(self._part)
        self._part = Part()

    def _close(self) -> None:
        self._finish(Link.NONE)
        inner = self._rows.pop()
        self._implied.pop()
        self._part = self._outer.pop()
        self._part.inner = inner
        self._end = len(self._text)
        if not inner:
            self._part.says.clear()

    def _finish(self, next_link: Link) -> None:
        """Ends the part that is being read; words without a quantity describe the part before them."""
        row, part = self._rows[-1], self._part
        if not part.is_empty:
            row.append(part)
            self._part = Part(next_link)
            return
        if part.says and row and part.link not in AFTER:
            row[-1].says |= part.says
            self._part = Part(next_link)
            return
        # Words before a quantity describe it, unless something else comes between.
        strongest = next_link if next_link in {Link.WITHIN, Link.ASIDE} else part.link
        self._part = Part(strongest if row else next_link, says=part.says if next_link is Link.NONE else set())

    def _again(self, times: float) -> None:
        self._finish(Link.THEN)
        row = self._rows[-1]
        kept = [part for part in row if Said.WARM_UP in part.says]
        if len(row) > len(["run", "walk"]) and Said.WALK in row[0].says & row[-1].says:
            kept = row[:1]  # a walk to begin with
        repeated = [part for part in row if part not in kept]
        if repeated:
            again = Part(repeated[0].link, times, repeats=True, inner=repeated)
            row[:] = [*kept, again]


def _share(written: str) -> float | None:
    """The share that `90-92 % of 5k` says."""
    match = SHARE.match(written)
    if match is None:
        return None
    percents = [float(figure) for figure in re.findall(r"\d+", match["percents"])]
    return share_at(sum(percents) / len(percents), match["of"])


def _seconds_a_kilometre(match: re.Match[str]) -> float:
    clocks = [_seconds(match[name]) for name in ("from", "to") if match[name]]
    pace = sum(clocks) / len(clocks)
    return pace / 1.609344 if match["per"].startswith("mi") else pace


def _seconds(clock: str) -> int:
    minutes, seconds = map(int, clock.split(":"))
    return minutes * 60 + seconds


def every(row: list[Part]) -> Iterator[Part]:
    """All parts, those inside others too."""
    for part in row:
        yield part
        yield from every(part.inner)
