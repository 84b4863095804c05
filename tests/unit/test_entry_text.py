"""The text of a calendar entry splits into the parts it was made of."""

from hypothesis import given
from hypothesis import strategies as st

from service.domain.plan import Reason
from service.domain.wording import description
from service.usecases.showing.entry_text import outline_and_rest
from tests.builders import BERLIN, session

SENTENCE = st.text("abc ,.()", min_size=1).map(lambda text: f"x{text}x")


@given(why=st.lists(SENTENCE), given_up=st.lists(SENTENCE), notes=st.lists(SENTENCE, max_size=3))
def test_every_sentence_comes_back_under_its_heading(
    why: list[str], given_up: list[str], notes: list[str]
) -> None:
    from dataclasses import replace

    asked = replace(session("lower 60"), notes="\n".join(notes))
    reasons = [Reason("rule", sentence) for sentence in why]
    outline, rest = outline_and_rest(description(asked, zone=BERLIN, why=reasons, given_up=given_up))
    found = {paragraph.heading: paragraph.items for paragraph in rest}
    assert outline[0] == "Lower body · hard effort · 1 h"
    assert found.get("Why here", ()) == tuple(why)
    assert found.get("Given up", ()) == tuple(given_up)
    assert "Bring something to drink." in found["Good to know"]
    assert [paragraph.lines for paragraph in rest if paragraph.lines] == ([tuple(notes)] if notes else [])


def test_nothing_has_no_parts() -> None:
    assert outline_and_rest("") == ((), ())
