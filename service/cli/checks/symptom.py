"""One result of `liftrun doctor`, and the function that runs a check."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from service.errors import LiftrunError


@dataclass(frozen=True)
class CheckResult:
    """The result of one check.

    Shape: `says` is a value, or a sentence without a full stop. `hint` says what to do when `is_well` is
    False.
    """

    name: str
    says: str
    is_well: bool = True
    hint: str = ""

    def document(self) -> dict[str, Any]:
        """The result as a JSON object."""
        return asdict(self)


Look = Callable[[], Iterable[CheckResult]]


def run_check(name: str, look: Look) -> Iterator[CheckResult]:
    """Run a check and yield its results; an exception becomes a result, with every secret removed."""
    from service.log import redacted

    try:
        yield from look()
    except LiftrunError as error:
        yield CheckResult(name, redacted(f"{error}"), is_well=False, hint=redacted(error.hint))
    except Exception as error:  # noqa: BLE001  # the other checks must run, whatever breaks in this one
        said = redacted(f"{type(error).__name__}: {error}".splitlines()[0])
        yield CheckResult(name, said, is_well=False, hint="This is a bug in Liftrun; please report it.")
