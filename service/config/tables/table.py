"""What all tables of config.toml share: strict keys and types, and values as people write them."""

from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from service.config import notation
from service.domain.week import Hours

LONGEST_TRAVEL = timedelta(hours=6)


class Table(BaseModel):
    """One table of the file; an unknown key or a value of another type is an error."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)

    def given(self, *keys: str) -> dict[str, Any]:
        """The values of those keys that the athlete wrote; a default is left out."""
        return {key: getattr(self, key) for key in keys if key in self.model_fields_set}


def listed(value: object) -> object:
    """Put a single text or date into a list; return anything else as it is."""
    return [value] if isinstance(value, str | date) else value


def _as_travel(duration: timedelta) -> timedelta:
    if duration > LONGEST_TRAVEL:
        raise ValueError(f"should be at most {LONGEST_TRAVEL // timedelta(hours=1)} h of travel")
    return duration


ClockHours = Annotated[Hours, BeforeValidator(notation.hours)]
Windows = Annotated[list[ClockHours], BeforeValidator(listed)]
Travel = Annotated[timedelta, BeforeValidator(notation.length), AfterValidator(_as_travel)]


class Travelling(Table):
    """A table with travel times: the way there and the way back."""

    travel: Travel = timedelta()
    travel_before: Travel | None = None
    travel_after: Travel | None = None

    @property
    def before(self) -> timedelta:
        """Travel time of the way there."""
        return self.travel if self.travel_before is None else self.travel_before

    @property
    def after(self) -> timedelta:
        """Travel time of the way back."""
        return self.travel if self.travel_after is None else self.travel_after
