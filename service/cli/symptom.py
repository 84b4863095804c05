"""One thing that was looked at, and how it was found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from service.errors import LiftrunError


@dataclass(frozen=True)
class Symptom:
    """How one thing was found.

    Shape: `says` is a sentence without a stop, or a value; `hint` what to do about it, when it is not well.
    """

    name: str
    says: str
    is_well: bool = True
    hint: str = ""

    def document(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


Look = Callable[[], Iterable[Symptom]]


def looked_at(name: str, look: Look) -> Iterator[Symptom]:
    """What a look finds; one that breaks off is a symptom itself."""
    from service.log import told

    try:
        yield from look()
    except LiftrunError as error:
        yield Symptom(name, told(f"{error}"), is_well=False, hint=told(error.hint))
    except Exception as error:  # noqa: BLE001  # whatever is broken, the rest is still to be looked at
        said = told(f"{type(error).__name__}: {error}".splitlines()[0])
        yield Symptom(name, said, is_well=False, hint="This is a bug in Liftrun; please report it.")
