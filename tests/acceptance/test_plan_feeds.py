"""Plans as people's apps publish them, from beside the checkout: what is recognised, of which kind, how long.

Shape: the truth about each title is told here by one simple rule a plan, in kilometres at 6 minutes.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.cli.main import main

PLANS = Path(__file__).parents[3] / "shared" / "plan_feeds"
MILE = 1.609344
RIGHT_KINDS, RIGHT_MINUTES, NEAR = 0.95, 0.9, 0.15

Truth = tuple[str, float] | None
Rule = tuple[str, Callable[[re.Match[str]], Truth]]


def _repeated(match: re.Match[str]) -> Truth:
    units = {"seconds": 1 / 60, "minutes": 1}
    once = float(match[1]) * units[match[2]] + float(match[3]) * units[match[4]]
    return "easy", once * int(match[5])


TRUTHS: dict[str, list[Rule]] = {
    "higdon_half3": [
        (r"(Rest.*|.* cross)", lambda _: None),
        (r"(\d+) mi run", lambda m: ("long" if int(m[1]) >= 10 else "easy", int(m[1]) * MILE * 6)),
        (r"(\d+) mi pace", lambda m: ("tempo", int(m[1]) * MILE * 6 * 0.9)),
        (r"(\d+) min tempo", lambda m: ("tempo", int(m[1]))),
        (r"(\d+)-K Race", lambda m: ("tempo", int(m[1]) * 6 * 0.87)),
        (r"Half Marathon.*", lambda _: ("long", 21.1 * 6 * 0.87)),
    ],
    "c25k": [
        (r"Rest", lambda _: None),
        (r"Run (\d+) (\w+), walk (\d+) (\w+). Repeat (\d+) times", _repeated),
        (r"Run/walk (\d+) minutes", lambda m: ("easy", int(m[1]))),
        (r"Run (\d)km, walk (\d)km", lambda m: ("easy", int(m[1]) * 6 + int(m[2]) * 10.5)),
        (r"Walk 5km.*", lambda _: ("other", 52)),
        (r"Race Day!", lambda _: ("tempo", 45)),
    ],
    "runna-valuedate": [
        (r".*Threshold Intervals.*", lambda _: ("intervals", 50)),
        (r".*Legs & Core.*", lambda _: ("lower", 65)),
        (r".*Easy Run • 10km", lambda _: ("easy", 55)),
        (r".*Easy Run • 7km", lambda _: ("easy", 42)),
        (r".*Tempo.*", lambda _: ("tempo", 48)),
        (r".*Long Run.*", lambda _: ("long", 105)),
        (r"Loading Up", lambda _: ("lower", 60)),
    ],
    "trainingpeaks": [
        (r"Rest Day", lambda _: None),
        (r"Bike.*", lambda _: ("other", 120)),
        (r"Run - Recovery.*", lambda _: ("easy", 45)),
        (r"Strength.*", lambda _: ("lower", 50)),
        (r"Run: Long Run.*", lambda _: ("long", 105)),
        (r"Swim.*", lambda _: ("other", 44)),
    ],
    "club": [
        (r"Track night.*", lambda _: ("intervals", 90)),
        (r"Football.*", lambda _: ("other", 90)),
        (r"parkrun", lambda _: ("moderate", 45)),
    ],
    "own": [(r"Gym: legs.*", lambda _: ("lower", 90)), (r"Run club", lambda _: ("easy", 60))],
}


@dataclass
class Score:
    """How many sessions a plan has, and how many of them were recognised rightly."""

    sessions: int = 0
    recognised: int = 0
    kinds: int = 0
    minutes: int = 0


def _titles(plan: Path) -> list[str]:
    lines = plan.read_text("utf-8").replace("\\,", ",").splitlines()
    return [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]


def _truth(plan: str, title: str) -> Truth:
    found = ((re.fullmatch(rule, title), truth) for rule, truth in TRUTHS[plan])
    return next(truth(match) for match, truth in found if match)


@pytest.mark.parametrize("plan", TRUTHS)
def test_a_published_plan_is_recognised(plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = PLANS / f"{plan}.ics"
    if not file.exists():
        pytest.skip("the plans stand beside the checkout of who has them")
    first = "2026-11-02" if plan == "own" else "2026-11-30"
    weeks = "1" if plan == "own" else "14"
    main(["audit", str(file), "--from", first, "--weeks", weeks, "--timezone", "Europe/Berlin", "--json"])
    found = {(s["start"][:10], s["title"]): s for s in json.loads(capsys.readouterr().out)["sessions"]}
    score, titles = Score(), _titles(file)
    invented = [session["title"] for session in found.values() if _truth(plan, session["title"]) is None]
    for title in titles:
        truth = _truth(plan, title)
        if truth is None:
            continue
        score.sessions += 1
        sessions = [session for (_, written), session in found.items() if written == title]
        if sessions:
            score.recognised += 1
            score.kinds += sessions[0]["kind"] == truth[0]
            score.minutes += abs(sessions[0]["minutes"] - truth[1]) <= NEAR * truth[1]
    with capsys.disabled():
        print(f"\n{plan}: {score}, invented {len(invented)}")  # noqa: T201  # the measure itself
    assert not invented
    assert score.kinds >= RIGHT_KINDS * score.sessions
    assert score.minutes >= RIGHT_MINUTES * score.sessions
