"""The rulebook: every rule of training, in the order in which people read it."""

from service.rules.drop_by_goal import DropByGoal
from service.rules.goal_order import GoalOrder
from service.rules.hard_run_before_heavy_legs import HardRunBeforeHeavyLegs
from service.rules.heavy_legs_apart import HeavyLegsApart
from service.rules.heavy_legs_before_easy_run import HeavyLegsBeforeEasyRun
from service.rules.heavy_legs_before_long_run import HeavyLegsBeforeLongRun
from service.rules.heavy_legs_before_quality_run import HeavyLegsBeforeQualityRun
from service.rules.joined_for_beginners import JoinedForBeginners
from service.rules.lift_and_run_apart import LiftAndRunApart
from service.rules.max_effort_recovery import MaxEffortRecovery
from service.rules.meal_after_training import MealAfterTraining
from service.rules.minutes_a_day import MinutesADay
from service.rules.never_miss_leg_day import NeverMissLegDay
from service.rules.one_at_a_time import OneAtATime
from service.rules.one_hard_thing_a_day import OneHardThingADay
from service.rules.only_free_time import OnlyFreeTime
from service.rules.preferred_time import PreferredTime
from service.rules.quality_runs_apart import QualityRunsApart
from service.rules.rest_days import RestDays
from service.rules.rule import Rule
from service.rules.same_muscles_apart import SameMusclesApart
from service.rules.sessions_a_day import SessionsADay

RULEBOOK: tuple[Rule, ...] = (
    # Hours between two sessions
    LiftAndRunApart(),
    HeavyLegsBeforeQualityRun(),
    HeavyLegsBeforeLongRun(),
    HeavyLegsBeforeEasyRun(),
    HardRunBeforeHeavyLegs(),
    QualityRunsApart(),
    HeavyLegsApart(),
    SameMusclesApart(),
    MaxEffortRecovery(),
    MealAfterTraining(),
    # Order on one day
    GoalOrder(),
    OneHardThingADay(),
    JoinedForBeginners(),
    # Day and week
    OnlyFreeTime(),
    OneAtATime(),
    RestDays(),
    SessionsADay(),
    MinutesADay(),
    NeverMissLegDay(),
    DropByGoal(),
    PreferredTime(),
)
