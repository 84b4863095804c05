"""Reads the text of a workout as parts, token by token."""

import re
from typing import TYPE_CHECKING

from service.domain.phrases import folded
from service.domain.workout.pace import share_at
from service.domain.workout.part import AFTER, Link, Part, Said
from service.domain.workout.quantity import MARATHON, METRES_A_MILE, Measure, Quantity, number, quantity
from service.domain.workout.tokens import SAID, SHARE, plain_numbers, tokens, with_miles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LINKS = {"\n": Link.LINE, "•": Link.FIELD, "·": Link.FIELD, "|": Link.FIELD}
LINKED = {"within": Link.WITHIN, "and_then": Link.THEN}
RANGE = re.compile(r"\s*(?:-|to|bis|à|a|or)\s*")
LONGEST_RUNG = 2000
"""The rungs of a ladder are no longer, in seconds or metres."""

OF_ONE_PART = {Said.WARM_UP, Said.COOL_DOWN, Said.TOTAL, Said.RECOVERY, Said.WALK}
"""What a heading such as "Rest:" still says of the quantity after it."""

DEEPEST = 6
"""How many brackets inside each other are read."""

MOST_TIMES = 100
"""No part is repeated more often."""

RUN_AND_WALK = 2
"""How many parts running with walking breaks has."""


LONGEST_TEXT = 1500
"""How many characters are read; a workout is told in fewer."""


def parts(text: str) -> list[Part]:
    """The parts of a workout in their order."""
    return _Reader(plain_numbers(folded(with_miles(text[:LONGEST_TEXT])))).parts()


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
        self._handlers: Mapping[str, Callable[[re.Match[str]], None]] = {
            "pace": self._pace,
            "again_all": self._repeat,
            "like": self._like_a_race,
            "count": self._count,
            "on_off": self._on_off,
            "both_ends": self._both_ends,
            "race": self._race,
            "quantity": self._quantity,
            "bracket": self._bracket,
            "blank": self._blank,
            "break": self._break,
            "colon": self._colon,
        }

    def parts(self) -> list[Part]:
        """All parts of the text."""
        for match in tokens().finditer(self._text):
            self._take(str(match.lastgroup), match)
        while len(self._rows) > 1:
            self._close()
        self._finish(Link.NONE)
        return self._rows[0]

    def _take(self, token: str, match: re.Match[str]) -> None:
        if token in SAID:
            self._said_last = Said(token)
            self._part.says.add(self._said_last)
        elif token in LINKED:
            self._finish(LINKED[token])
        else:
            self._handlers[token](match)

    def _pace(self, match: re.Match[str]) -> None:
        self._part.pace = _seconds_a_kilometre(match)

    def _like_a_race(self, match: re.Match[str]) -> None:
        self._part.says.add(Said.FAST)
        self._part.share = _share(match[0])

    def _race(self, match: re.Match[str]) -> None:
        self._measure(Quantity(Measure.METRES, MARATHON / 2 if match["halved"] else MARATHON), match)

    def _on_off(self, match: re.Match[str]) -> None:
        """10 x 30/30: half a minute fast, half a minute slowly."""
        if self._part.repeats:
            halves = (Quantity(Measure.SECONDS, float(match[name])) for name in ("on", "off"))
            self._part.inner = [Part(quantity=half) for half in halves]

    def _both_ends(self, _: re.Match[str]) -> None:
        self._part.says |= {Said.WARM_UP, Said.COOL_DOWN}

    def _quantity(self, match: re.Match[str]) -> None:
        self._measure(quantity(match), match)
        self._split_ladder(match["ladder"])

    def _bracket(self, match: re.Match[str]) -> None:
        if match[0] in "([":
            self._open(Link.ASIDE)
        elif len(self._rows) > 1:
            self._close()

    def _colon(self, _: re.Match[str]) -> None:
        if self._part.is_empty:
            self._part = Part(self._part.link, says=self._part.says & OF_ONE_PART)
        elif self._part.quantity:
            self._finish(Link.WITHIN)

    def _count(self, match: re.Match[str]) -> None:
        if self._part.quantity or self._part.inner:
            self._finish(Link.NONE)
        few = number(match["few"])
        times = (few + number(match["many"] or match["few"])) / 2
        self._part.times = min(self._part.times * times, MOST_TIMES)
        self._part.repeats = True
        rest = self._text[match.end() :]
        if not rest.strip() or rest.lstrip(" :").startswith("\n"):
            self._open(Link.NONE, implied=True)

    def _measure(self, found: Quantity, match: re.Match[str]) -> None:
        before, between = self._part.quantity, self._text[self._end : match.start()]
        middle = before.middle(found) if before and RANGE.fullmatch(between) else None
        if middle:
            self._part.quantity, self._end = middle, match.end()
            return
        recovers = before is not None and self._part.repeats and self._said_last is Said.RECOVERY
        if before or self._part.inner:
            is_next = before is not None and self._part.times == 1 and between.strip() == "/"
            self._finish(Link.THEN if is_next else Link.NONE)
        if recovers:
            self._part.says.add(Said.RECOVERY)  # as in 8 x 400 m, rest 1 min
        self._part.quantity, self._end, self._said_last = found, match.end(), None

    def _split_ladder(self, written: str | None) -> None:
        """Makes the rungs of 1-2-3-2-1 min repetitions of their middle length, unless they are whole runs."""
        found = self._part.quantity
        if written and found and not self._part.repeats:
            rungs = len(re.findall(r"\d+(?:[.,]\d+)?", written))
            if found.value / rungs <= LONGEST_RUNG:
                self._part.times, self._part.repeats = rungs, True
                self._part.quantity = Quantity(found.measure, found.value / rungs)

    def _blank(self, match: re.Match[str]) -> None:
        if self._implied[-1]:
            self._close()
        self._break(match)

    def _break(self, match: re.Match[str]) -> None:
        is_recovery = match[0] == "/" and self._part.quantity and self._part.repeats
        begun = self._rows[-1] or not self._part.is_empty
        link = LINKS.get(match[0], Link.THEN) if begun else Link.NONE
        self._finish(Link.WITHIN if is_recovery else link)

    def _open(self, link: Link, *, implied: bool = False) -> None:
        if len(self._rows) > DEEPEST:
            return
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
        self._part = Part(
            strongest if row else next_link, says=part.says if next_link is Link.NONE else set()
        )

    def _repeat(self, match: re.Match[str]) -> None:
        """Repeats everything said so far, but not the warm-up."""
        self._finish(Link.THEN)
        times, row = float(match["again"] or match["again_before"] or match["again_after"]), self._rows[-1]
        kept = [part for part in row if Said.WARM_UP in part.says]
        if len(row) > RUN_AND_WALK and Said.WALK in row[0].says & row[-1].says:
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
    return pace / METRES_A_MILE * 1000 if match["per"].startswith("mi") else pace


def _seconds(clock: str) -> int:
    minutes, seconds = map(int, clock.split(":"))
    return minutes * 60 + seconds
