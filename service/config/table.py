"""What every table of config.toml has in common: its strictness, and values as people write them."""

from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from service.config import notation
from service.domain.week import Hours

LONGEST_TRAVEL = timedelta(hours=6)


class Table(BaseModel):
    """One table of the file: no key but its own, no value of another type."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)

    def given(self, *keys: str) -> dict[str, Any]:
        """Those of the keys that the athlete wrote, with their values."""
        return {key: getattr(self, key) for key in keys if key in self.model_fields_set}


def listed(value: object) -> object:
    """A list of one where somebody wrote the one by itself."""
    return [value] if isinstance(value, str | date) else value


def _as_travel(duration: timedelta) -> timedelta:
    if duration > LONGEST_TRAVEL:
        raise ValueError(f"should be at most {LONGEST_TRAVEL // timedelta(hours=1)} h of travel")
    return duration


ClockHours = Annotated[Hours, BeforeValidator(notation.hours)]
Windows = Annotated[list[ClockHours], BeforeValidator(listed)]
Travel = Annotated[timedelta, BeforeValidator(notation.length), AfterValidator(_as_travel)]


class Travelling(Table):
    """A table whose entries have a way there and a way back."""

    travel: Travel = timedelta()
    travel_before: Travel | None = None
    travel_after: Travel | None = None

    @property
    def before(self) -> timedelta:
        """The way there."""
        return self.travel if self.travel_before is None else self.travel_before

    @property
    def after(self) -> timedelta:
        """The way back."""
        return self.travel if self.travel_after is None else self.travel_after
