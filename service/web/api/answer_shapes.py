"""The shapes of the API's answers, used only for the OpenAPI description; use cases build the answers."""

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
    """The time that the plan covers."""

    start: AwareDatetime
    end: AwareDatetime


class SourceShape(Shape):
    """What one calendar contributed to the plan."""

    name: str
    kind: str
    read_at: AwareDatetime
    busy_spans: int
    warnings: list[str]


class DoneShape(Shape):
    """A session with its start and end."""

    id: str
    uid: str
    kind: str
    discipline: Literal["lift", "run", "recovery"]
    effort: str
    start: AwareDatetime
    end: AwareDatetime
    minutes: int


class PlacementShape(DoneShape):
    """A planned session, and the reasons for its hour."""

    joined_with: str | None
    pinned: bool
    why: list[ReasonShape]


class DroppedShape(Shape):
    """A session for which no hour was found."""

    id: str
    kind: str
    minutes: int
    blocked_by: list[ReasonShape]
    would_fit_if: list[str]


class BrokenShape(ReasonShape):
    """A rule that the plan does not meet in full."""

    kind: Literal["hard", "soft"]
    cost: int


class ChangeShape(Shape):
    """A session that differs from the previous plan."""

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
    bound: int
    solve_ms: int


class AboutShape(Shape):
    """The session that the answer is about."""

    session: str
    kind: str
    minutes: int


class WhyShape(AboutShape):
    """Why a session has its hour or has none, as `liftrun why --json` prints it."""

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
    """One rule that is not met, and what that costs."""

    tier: Literal["leg_day", "place", "stay", "wish"]
    cost: int


class PriceShape(Shape):
    """How much more one week costs than another; the tiers are in order of their weight."""

    leg_day: int
    place: int
    stay: int
    wish: int
    dearer: list[FindingShape]
    cheaper: list[FindingShape]


class MoveShape(AboutShape):
    """Another session that would move."""

    was: AwareDatetime | None = Field(alias="from")
    becomes: AwareDatetime = Field(alias="to")


class WhyNotShape(AboutShape):
    """What the requested hour would change in the week, as `liftrun why-not --json` prints it."""

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
    """What the rules say when one session moves to another hour and all others stay."""

    schema_: Literal[1] = Field(alias="schema")
    stands: AwareDatetime | None
    asked: AwareDatetime
    in_the_way: list[ReasonShape]
    points: int
    price: PriceShape
    sentence: str


class NextHourShape(AboutShape):
    """An hour that the session could move to."""

    start: AwareDatetime
    points: int
    moves: list[MoveShape]
    sentence: str


class NextHoursShape(Shape):
    """The best hours for a session on the later days of its week, the cheapest first."""

    schema_: Literal[1] = Field(alias="schema")
    hours: list[NextHourShape]


class CalendarShape(Shape):
    """The last known state of one calendar; `read_at` is null until it has been read once."""

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
    """One version of the plan; `sessions` counts those not yet over when it was made."""

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
    """The result of an action or of its preview; `version` is the number of the newest stored version."""

    schema_: Literal[1] = Field(alias="schema")
    is_done: bool
    version: int | None
    sentences: list[str]
    plan: PlanShape
