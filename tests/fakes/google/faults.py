"""Injects faults by plan: at exactly the k-th request, or with a probability and a seed.

`google.faults = Faults.at(3, Fault(Kind.RESET, after=True))` lets the third request from now on be applied,
and its reply be lost; `Faults.at_random(seed=7, probability=0.2)` draws; `Faults()` is none.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from tests.fakes.google.api_error import ApiError


class Kind(StrEnum):
    """RESET and CLOSED give no reply at all: the connection breaks, or ends in good order."""

    TOO_MANY = "429"
    RATE = "403 rateLimitExceeded"
    USER_RATE = "403 userRateLimitExceeded"
    QUOTA = "403 quotaExceeded"
    FORBIDDEN = "403 forbidden"
    NOT_CONFIGURED = "403 accessNotConfigured"
    INTERNAL = "500"
    BAD_GATEWAY = "502"
    UNAVAILABLE = "503"
    RESET = "connection reset"
    CLOSED = "connection closed"
    TRUNCATED = "truncated body"
    NOT_JSON = "200 that is no JSON"
    SLOW = "slow"
    NONE = "only the action"


REFUSALS = {
    Kind.TOO_MANY: (429, "rateLimitExceeded", "Rate Limit Exceeded", "usageLimits"),
    Kind.RATE: (403, "rateLimitExceeded", "Rate Limit Exceeded", "usageLimits"),
    Kind.USER_RATE: (403, "userRateLimitExceeded", "User Rate Limit Exceeded", "usageLimits"),
    Kind.QUOTA: (403, "quotaExceeded", "Calendar usage limits exceeded.", "usageLimits"),
    Kind.FORBIDDEN: (403, "forbidden", "Forbidden", "global"),
    Kind.NOT_CONFIGURED: (403, "accessNotConfigured", "The API is disabled in the project.", "usageLimits"),
    Kind.INTERNAL: (500, "backendError", "Backend Error", "global"),
    Kind.BAD_GATEWAY: (502, "backendError", "Bad Gateway", "global"),
    Kind.UNAVAILABLE: (503, "backendError", "Service Unavailable", "global"),
}
# After these the same request will not do better.
LASTING = {Kind.QUOTA, Kind.FORBIDDEN, Kind.NOT_CONFIGURED}
PASSING = tuple(kind for kind in Kind if kind not in {*LASTING, Kind.NONE})


@dataclass(frozen=True)
class Fault:
    """Shape: `after` means that the request is applied and only its reply goes wrong; `action` runs at that
    same moment, which is where a test kills a process or lets the athlete's hand come between.
    """

    kind: Kind
    after: bool = False
    retry_after: int | None = None
    delay: timedelta = timedelta(milliseconds=20)
    action: Callable[[], object] | None = None

    def refusal(self) -> ApiError | None:
        if self.kind not in REFUSALS:
            return None
        status, reason, message, domain = REFUSALS[self.kind]
        wait = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return ApiError(status, reason, message, domain=domain, headers=wait)


@dataclass
class Faults:
    """Shape: counts requests from 1, from the moment it is made; `struck` is what it did, in order.

    Only requests to the Calendar API count, unless `tokens` says that those for tokens do as well.
    """

    planned: Mapping[int, Fault] = field(default_factory=dict)
    probability: float = 0.0
    seed: int = 0
    kinds: Sequence[Kind] = PASSING
    tokens: bool = False
    seen: int = 0
    struck: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    @classmethod
    def at(cls, request: int, fault: Fault, *, tokens: bool = False) -> "Faults":
        return cls(planned={request: fault}, tokens=tokens)

    @classmethod
    def at_random(cls, *, seed: int, probability: float, kinds: Sequence[Kind] = PASSING) -> "Faults":
        return cls(seed=seed, probability=probability, kinds=kinds)

    def strike(self, *, is_token: bool) -> Fault | None:
        """The fault whose turn it is with this request."""
        if is_token and not self.tokens:
            return None
        self.seen += 1
        fault = self.planned.get(self.seen)
        if fault is None and self._random.random() < self.probability:
            wait = self._random.choice([None, 0])
            fault = Fault(self._random.choice(self.kinds), self._random.random() < 0.5, wait)
        if fault:
            self.struck.append(fault)
        return fault
