"""The log lines of the program, and that no secret appears in them."""

import json
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.log import Form, configure_logging, redacted, without_secrets

TOKENS = st.text(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", min_size=43, max_size=64
).filter(lambda token: not re.fullmatch(r"[a-z_-]*", token))
"""As `secrets.token_urlsafe` makes ours, but for one in 10^15 that has no capital and no digit."""

AROUND = st.sampled_from(
    [
        "{}",
        "GET /feed/{}.ics",
        "/sign-in/{}",
        "https://calendar.example/private-{}/basic.ics",
        "webcal://robin:{}@calendar.example/a b",
        "postgresql://liftrun:{}@db/liftrun",
        "/api/v1/plan?token={}&more=1",
        "Authorization: Bearer {}",
        "'password': '{}'",
        "could not be opened ({})",
        "«{}» …\n{}",
    ]
)
PLACES = st.sampled_from(
    [
        lambda text: {"event": text},
        lambda text: {"event": "x", "more": text},
        lambda text: {"event": "x", text: 1},
        lambda text: {"event": "x", "headers": {"accept": [("a", text)]}},
        lambda text: {"event": "x", "body": text.encode()},
        lambda text: {"event": "x", "error": ValueError(text)},
        lambda text: {"event": "x", "exception": f"Traceback …\nValueError: {text}"},
    ]
)


@given(TOKENS, AROUND, PLACES)
def test_a_token_comes_out_nowhere(token: str, around: str, place: Any) -> None:
    record = without_secrets(None, "info", place(around.replace("{}", token)))
    assert token not in json.dumps(record, ensure_ascii=False)
    assert token not in f"{record}"


@given(
    st.text(min_size=1),
    st.sampled_from(["password", "Authorization", "set-cookie", "feed_token", "csrf", "key"]),
)
def test_what_bears_a_secrets_name_does_not_come_out(value: str, name: str) -> None:
    record = without_secrets(None, "info", {"event": "x", name: value, "deeper": {name: [value]}})
    assert record[name] == record["deeper"][name] == "[kept back]"


@pytest.mark.parametrize(
    "text",
    [
        "robin: read Work failed (2 in a row), again at 2026-03-04T10:40:00+00:00: timed out after 30 s",
        "GET /api/v1/why/{session} 200",
        "2026-W10-lower moved from Fri 06:00 to Thu 18:30",
        '  File "/usr/lib/service/usecases/report_sources.py", line 24, in test_every_answer_is_as_told',
    ],
)
def test_what_is_no_secret_stays_as_it_is(text: str) -> None:
    assert redacted(text) == text


def test_an_address_says_only_where_it_leads() -> None:
    assert (
        redacted("see https://robin:pw@cal.example:8443/x/y.ics?z=1 for it")
        == "see https://cal.example:8443/… for it"
    )


@pytest.fixture
def stderr(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What was written by then; the test runner's own handlers come back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield lambda: capsys.readouterr().err
    root.handlers[:] = handlers
    root.setLevel(level)


def test_programs_read_a_line_of_json_for_each_thing(stderr: Callable[[], str]) -> None:
    configure_logging(Form.JSON, "INFO")
    log = logging.getLogger("liftrun.requests")
    log.info("%s %s", "GET", "/feed/abc", extra={"status": 200, "cookie": "x"})
    log.debug("unheard")
    log.error("broken", exc_info=ValueError("two\nlines"))
    first, second = map(json.loads, stderr().splitlines())
    assert (first["event"], first["status"], first["cookie"]) == ("GET /feed/…", 200, "[kept back]")
    assert (first["level"], first["logger"]) == ("info", "liftrun.requests")
    assert first["timestamp"].endswith("Z")
    assert second["exception"].endswith("two\nlines")


def test_people_read_lines_without_colours(stderr: Callable[[], str]) -> None:
    configure_logging(Form.TEXT, "INFO")
    logging.getLogger("liftrun.requests").warning("GET /x", extra={"ms": 3.5})
    written = stderr()
    assert "[warning  ] GET /x [liftrun.requests] ms=3.5" in written
    assert "\x1b" not in written


def test_libraries_that_tell_of_every_step_are_quiet(stderr: Callable[[], str]) -> None:
    configure_logging(Form.TEXT, "INFO")
    logging.getLogger("apscheduler.scheduler").info("Running job")
    logging.getLogger("alembic.runtime").warning("trouble")
    written = stderr()
    assert "Running job" not in written
    assert "trouble" in written
