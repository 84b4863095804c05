"""The rulebook: every rule of training, in the order in which people read them."""

from service.rules.cardio_cap import CardioCap
from service.rules.drop_by_goal import DropByGoal
from service.rules.easy_share import EasyShare
from service.rules.evening_wind_down import EveningWindDown
from service.rules.freeze import Freeze
from service.rules.goal_order import GoalOrder
from service.rules.hard_run_before_heavy_legs import HardRunBeforeHeavyLegs
from service.rules.heavy_legs_apart import HeavyLegsApart
from service.rules.heavy_legs_before_easy_run import HeavyLegsBeforeEasyRun
from service.rules.heavy_legs_before_long_run import HeavyLegsBeforeLongRun
from service.rules.heavy_legs_before_quality_run import HeavyLegsBeforeQualityRun
from service.rules.joined_for_beginners import JoinedForBeginners
from service.rules.lift_and_run_apart import LiftAndRunApart
from service.rules.long_run_spike import LongRunSpike
from service.rules.max_effort_recovery import MaxEffortRecovery
from service.rules.meal_after_training import MealAfterTraining
from service.rules.minutes_a_day import MinutesADay
from service.rules.never_miss_leg_day import NeverMissLegDay
from service.rules.no_run_after_muscle import NoRunAfterMuscle
from service.rules.one_at_a_time import OneAtATime
from service.rules.one_hard_thing_a_day import OneHardThingADay
from service.rules.only_free_time import OnlyFreeTime
from service.rules.pinned import Pinned
from service.rules.preferred_time import PreferredTime
from service.rules.quality_runs_apart import QualityRunsApart
from service.rules.recovery_after_hard import RecoveryAfterHard
from service.rules.rest_days import RestDays
from service.rules.rule import Rule
from service.rules.same_muscles_apart import SameMusclesApart
from service.rules.sessions_a_day import SessionsADay
from service.rules.spread_the_week import SpreadTheWeek
from service.rules.stay_put import StayPut
from service.rules.vary_days import VaryDays
from service.rules.warm_up_run import WarmUpRun

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
    WarmUpRun(),
    OneHardThingADay(),
    JoinedForBeginners(),
    NoRunAfterMuscle(),
    # Day and week
    OnlyFreeTime(),
    OneAtATime(),
    RestDays(),
    SessionsADay(),
    MinutesADay(),
    NeverMissLegDay(),
    DropByGoal(),
    CardioCap(),
    EasyShare(),
    VaryDays(),
    SpreadTheWeek(),
    RecoveryAfterHard(),
    EveningWindDown(),
    LongRunSpike(),
    StayPut(),
    Freeze(),
    Pinned(),
    PreferredTime(),
)
