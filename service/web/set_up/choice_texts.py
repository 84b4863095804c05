"""The texts for everything that can be chosen in the set-up."""

from dataclasses import dataclass
from datetime import timedelta

from service.domain.training import Goal, Level
from service.domain.wording import counted, length
from service.prescription.template import TEMPLATES, USUAL_TEMPLATE


@dataclass(frozen=True)
class Choice:
    """One of several exclusive options: its value in the form, its name, and what it means."""

    value: str
    name: str
    says: str
    note: str = ""


GOALS = (
    Choice(Goal.BALANCED, "Balanced", "Lifting and running count alike: strength days and a long run."),
    Choice(Goal.MUSCLE, "Muscle", "Lifting comes first; running stays easy and gives way first."),
    Choice(Goal.ENDURANCE, "Endurance", "Running comes first; lifting keeps you strong and gives way first."),
    Choice(Goal.FAT_LOSS, "Fat loss", "Lifting keeps the muscle, easy running adds the rest of the work."),
)

LEVELS = (
    Choice(Level.BEGINNER, "Beginner", "Less than a year of regular training: more rest, shorter runs."),
    Choice(Level.INTERMEDIATE, "Intermediate", "A year or more, three or more times a week."),
    Choice(Level.ADVANCED, "Advanced", "Several years; used to two sessions on one day."),
)

WEEKS = {
    "alternate-days": (
        "Alternate days",
        "Runs and lifts take turns, with a day for mobility and one for rest.",
    ),
    "lift-first": (
        "Lift first",
        "Three lifting days come first, runs are fitted in around them.",
    ),
    "morning-run-evening-lift": (
        "Morning run, evening lift",
        "Three days with a run before work and a lift at the end of the day, and a long run on Sunday.",
    ),
    "fat-loss-mix": (
        "Fat-loss mix",
        "More for fat loss: a lift and a short run in one visit every workday; the weekend stays free.",
    ),
    "endurance-plus-two": (
        "Endurance plus two",
        "Four runs carry the week, two lifts keep the runner strong.",
    ),
    "muscle-plus-easy-runs": (
        "Muscle plus easy runs",
        "Upper and lower body twice, in turn, and two short easy runs.",
    ),
}


def templates() -> tuple[Choice, ...]:
    """Every template as a choice; the first follows the goal."""
    usual = Choice("", "The one that goes with my goal", "It follows the goal, also when that changes later.")
    return (usual, *(Choice(name, *WEEKS[name], _contents(name)) for name in TEMPLATES))


def _contents(template: str) -> str:
    """How much training a template holds, and for which goals it is the usual one."""
    sessions = TEMPLATES[template]
    parts = [
        counted(sum(session.is_lift for session in sessions), "lift"),
        counted(sum(session.is_run for session in sessions), "run"),
        length(sum((session.duration for session in sessions), timedelta())),
    ]
    goals = [choice.name for choice in GOALS if USUAL_TEMPLATE[Goal(choice.value)] == template]
    return " · ".join([*parts, *(f"goes with the goal “{goal}”" for goal in goals)])
