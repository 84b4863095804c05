"""The JSON API tested by schemathesis with valid and invalid requests from its own schema."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from service.web.api.answers import router
from tests.fakes.clock import FakeClock
from tests.office_life import NOW, WEEK, live, service_in
from tests.served import served

EXAMPLES = 25
KNOWN = {"session": f"{WEEK}-lower", "hour": "Thu 18:00", "number": 1}
"""Values that mean something to this service, where those that are made up never would."""

OPERATIONS = [
    (route.path, method)
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods or ())
]
UNDERSTOOD = [200, 400, 404, 409]
"""What may be said to whoever keeps to the description: a text of the right length is not yet an hour."""


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The API of a service that has planned, by its own description."""
    folder = tmp_path_factory.mktemp("life")
    live(folder)
    service = service_in(folder, FakeClock(NOW))
    config = SchemathesisConfig()
    config.projects.default.checks.positive_data_acceptance.expected_statuses = [*map(str, UNDERSTOOD)]
    with served(service) as address, closing(service.directory.database):
        yield schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json", config=config)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_as_described(described: Any, path: str, method: str, mode: Any) -> None:
    operation = described[path][method]
    takes_nothing = not (operation.path_parameters or operation.query or operation.body)
    if mode is GenerationMode.NEGATIVE and takes_nothing:
        pytest.skip("nothing can be wrong about it")
    strategy = operation.as_strategy(generation_mode=mode)
    if mode is GenerationMode.POSITIVE:
        strategy = st.builds(_made_sensible, strategy, st.booleans())

    @given(strategy)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    def put_to_it(case: Any) -> None:
        case.call_and_validate()

    put_to_it()


def _made_sensible(case: Any, is_wanted: bool) -> Any:  # noqa: FBT001  # drawn
    """The same question, half the time about something that exists."""
    for part in (case.path_parameters, case.query, case.body):
        if is_wanted and isinstance(part, dict):
            part.update({name: KNOWN[name] for name in part.keys() & KNOWN})
    return case


def test_every_operation_described_is_put_to_it(described: Any) -> None:
    paths = described.raw_schema["paths"].items()
    told = {(path, method.upper()) for path, methods in paths for method in methods}
    assert told == set(OPERATIONS)
