"""Finds the tokens of a workout's text: counts, quantities, paces, brackets and words."""

import re
from functools import cache

from service.domain.phrases import alternatives
from service.domain.workout import words
from service.domain.workout.part import Said
from service.domain.workout.quantity import QUANTITY, RACES

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
NUMBERS = {
    name: str(value)
    for value, names in enumerate(
        [
            "one, eine, ein, un, une, una",
            "two, zwei, deux, dos",
            "three, drei, trois, tres",
            "four, vier, quatre, cuatro",
            "five, fünf, cinq, cinco",
            "six, sechs, seis",
            "seven, sieben, sept, siete",
            "eight, acht, huit, ocho",
            "nine, neun, neuf, nueve",
            "ten, zehn, dix, diez",
        ],
        start=1,
    )
    for name in names.split(", ")
}
SPELLED = re.compile(
    rf"\b({'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?=[\s-]*"
    r"(?:x\b|times|mal\b|fois|veces|min|sec|sek|seg|hour|stunde|heure|hora|mile|meile|km|kilom|more|sets?|reps?))"
)
MILES = re.compile(r"(?<=\d)\s?M(?![\w'])")
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
    rf"(?:{alternatives(words.REPEAT)})(?:\sfor)?(?:\sx)?\s?(?P<again>\d{{1,2}})(?!\s?x\s?[\d(])(?:\s?(?:times|x|mal|fois|veces))?"
    r"|(?<=[\w)'\"]\s)x\s?(?P<again_after>\d{1,2})(?=\s*(?:$|\n|[,;)]))"
    rf"|(?P<again_before>\d{{1,2}})\s?(?:x|times|mal|fois|veces)\s(?:{alternatives(words.REPEAT)})"
)


@cache
def tokens() -> re.Pattern[str]:
    """A pattern that finds each token; the last group that matched is its kind."""
    kinds = {
        "pace": PACE.pattern,
        "again_all": AGAIN,
        "like": LIKE_A_RACE,
        "count": rf"(?<![\w.:/-]){COUNT}",
        "on_off": r"(?<!\d)(?P<on>\d\d)\s?/\s?(?P<off>\d\d)(?![\d/:])",
        "race": RACES.pattern,
        "quantity": QUANTITY.pattern,
        "both_ends": rf"{_words(words.WARM_UP)}\s?(?:and|und|et|y|&|/|\+)\s?{_words(words.COOL_DOWN)}",
        "within": _words(words.INCLUDES),
        "and_then": _words(words.THEN),
        **{str(said): _words(written) for said, written in SAID.items()},
        "bracket": r"[(\[)\]]",
        "blank": r"\n\s*\n",
        "break": r"[,;+\n•·|&/]|\s-{1,2}\s(?!\s*\d)|\.(?=\s|$)",
        "colon": ":",
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


def _words(written: str) -> str:
    return rf"(?<![^\W_])(?:{alternatives(written)})(?![^\W_])"


def with_miles(text: str) -> str:
    """The text with mi for the M of 5M, by which British runners mean miles; in capitals it may be metres."""
    return MILES.sub("mi", text) if "M" in text and not text.isupper() else text


def plain_numbers(text: str) -> str:
    """The folded text with figures for spelled numbers and for fractions."""
    said = SPELLED.sub(lambda match: NUMBERS[match[1]], text)
    return FRACTION.sub(lambda match: f"{int(match[1] or 0) + int(match[2]) / int(match[3]):g}", said)
