"""The shapes of the API's answers, for its description alone: what is given out is made by the use cases."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """An object with these keys and no others."""

    model_config = ConfigDict(extra="forbid")


class ReasonShape(Shape):
    """One sentence of one rule."""

    rule: str
    sentence: str


class HorizonShape(Shape):
    """From when to when is planned."""

    start: AwareDatetime
    end: AwareDatetime


class SourceShape(Shape):
    """What one calendar contributed."""

    name: str
    kind: str
    read_at: AwareDatetime
    busy_spans: int
    warnings: list[str]


class DoneShape(Shape):
    """A session with its hour."""

    id: str
    uid: str
    kind: str
    discipline: Literal["lift", "run", "recovery"]
    effort: str
    start: AwareDatetime
    end: AwareDatetime
    minutes: int


class PlacementShape(DoneShape):
    """A session with its hour, and why it has it."""

    joined_with: str | None
    pinned: bool
    why: list[ReasonShape]


class DroppedShape(Shape):
    """A session that found no room."""

    id: str
    kind: str
    minutes: int
    blocked_by: list[ReasonShape]
    would_fit_if: list[str]


class BrokenShape(ReasonShape):
    """A rule that is not met in full."""

    kind: Literal["hard", "soft"]
    cost: int


class ChangeShape(Shape):
    """A session that stands otherwise than in the plan before."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    id: str
    kind: Literal["moved", "altered", "new", "gone"]
    was: AwareDatetime | None = Field(alias="from")
    becomes: AwareDatetime | None = Field(alias="to")
    sentence: str


class PlanShape(Shape):
    """The plan, as `liftrun plan --json` prints it."""

    schema_: Literal[1] = Field(alias="schema")
    athlete: str
    timezone: str
    made_at: AwareDatetime
    horizon: HorizonShape
    sources: list[SourceShape]
    placements: list[PlacementShape]
    done: list[DoneShape]
    dropped: list[DroppedShape]
    broken: list[BrokenShape]
    changes: list[ChangeShape]
    notes: list[str]
    settings: list[ReasonShape]
    proven_optimal: bool
    solve_ms: int


class AboutShape(Shape):
    """Which session is spoken of."""

    session: str
    kind: str
    minutes: int


class WhyShape(AboutShape):
    """Why a session stands where it stands, as `liftrun why --json` prints it."""

    schema_: Literal[1] = Field(alias="schema")
    start: AwareDatetime | None
    end: AwareDatetime | None
    why: list[ReasonShape]
    cost: int
    broken: list[BrokenShape]
    blocked_by: list[ReasonShape]
    would_fit_if: list[str]
    sentence: str


class FindingShape(ReasonShape):
    """One rule not met, and what that costs."""

    tier: Literal["leg_day", "place", "stay", "wish"]
    cost: int


class PriceShape(Shape):
    """What a week costs more than another; the tiers in the order in which they weigh."""

    leg_day: int
    place: int
    stay: int
    wish: int
    dearer: list[FindingShape]
    cheaper: list[FindingShape]


class MoveShape(AboutShape):
    """Another session that would make way."""

    was: AwareDatetime | None = Field(alias="from")
    becomes: AwareDatetime = Field(alias="to")


class WhyNotShape(AboutShape):
    """What an hour would mean for the week, as `liftrun why-not --json` prints it."""

    schema_: Literal[1] = Field(alias="schema")
    stands: AwareDatetime | None
    asked: AwareDatetime
    verdict: Literal["chosen", "impossible", "drops", "dearer", "same"]
    in_the_way: list[ReasonShape]
    price: PriceShape | None
    moves: list[MoveShape]
    drops: list[AboutShape]
    proven_optimal: bool
    sentence: str


class TriedShape(AboutShape):
    """What the rules make of a session at another hour, the rest standing."""

    schema_: Literal[1] = Field(alias="schema")
    stands: AwareDatetime | None
    asked: AwareDatetime
    in_the_way: list[ReasonShape]
    points: int
    price: PriceShape
    sentence: str


class NextHourShape(AboutShape):
    """An hour a session could have instead."""

    start: AwareDatetime
    points: int
    moves: list[MoveShape]
    sentence: str


class NextHoursShape(Shape):
    """The best hours for a session that is not to be done today."""

    schema_: Literal[1] = Field(alias="schema")
    hours: list[NextHourShape]


class CalendarShape(Shape):
    """One calendar as the service knows it; `read_at` is null before it was ever read."""

    name: str
    kind: str
    read_at: AwareDatetime | None
    tried_at: AwareDatetime | None
    busy_spans: int
    warnings: list[str]
    trouble: str
    failures: int


class CalendarsShape(Shape):
    """Every calendar that is read."""

    schema_: Literal[1] = Field(alias="schema")
    sources: list[CalendarShape]


class VersionShape(Shape):
    """One version of the plan; `sessions` is how many were still to come."""

    number: int
    made_at: AwareDatetime
    because: str
    restores: int | None
    sessions: int
    sentence: str


class HistoryShape(Shape):
    """The newest versions, the newest first."""

    schema_: Literal[1] = Field(alias="schema")
    versions: list[VersionShape]


class VersionChangesShape(VersionShape):
    """One version, and what it changed."""

    schema_: Literal[1] = Field(alias="schema")
    changes: list[str]


class OutcomeShape(Shape):
    """What came of an action, or would; `version` is the number of the plan that stands then."""

    schema_: Literal[1] = Field(alias="schema")
    is_done: bool
    version: int | None
    sentences: list[str]
    plan: PlanShape
