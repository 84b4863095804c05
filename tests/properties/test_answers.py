"""For any week and hour, an answer agrees with planning that week again."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.plan import Brief, Placement, Plan
from service.domain.span import Span
from service.domain.training import Session
from service.planning.answer import Verdict
from service.planning.asked_hour import ask
from service.planning.price import price
from service.planning.solve import solve
from service.planning.suggest_relaxations import with_relaxations
from service.planning.trial import new_objections, with_session_at
from service.rules import RULEBOOK
from tests.relaxations import given_up
from tests.weeks import QUARTER, briefs


@settings(max_examples=15, deadline=None)
@given(briefs())
def test_every_way_in_lets_the_session_in(brief: Brief) -> None:
    plan = with_relaxations(solve(brief, RULEBOOK), RULEBOOK)
    lost = {dropped.session.id for dropped in plan.dropped}
    for dropped in plan.dropped:
        assert len(dropped.would_fit_if) <= 5
        for way in dropped.would_fit_if:
            relaxed, rules, gone = given_up(way, plan, dropped.session, RULEBOOK)
            again = solve(relaxed, rules)
            assert dropped.session.id in {p.session.id for p in again.placements}
            assert {each.session.id for each in again.dropped} <= lost - {dropped.session.id} - gone


@settings(max_examples=25, deadline=None)
@given(briefs(), st.data())
def test_an_hour_is_impossible_exactly_when_the_session_could_not_stand_there_alone(
    brief: Brief, data: st.DataObject
) -> None:
    session, start = asked(brief, data)
    answer = ask(solve(brief, RULEBOOK), session, start, RULEBOOK)
    pinned = Placement(session, Span.lasting(start, session.duration), pinned=True)
    alone = Plan(brief, (pinned,))
    forbidden = any(finding.is_hard for rule in RULEBOOK for finding in rule.findings(alone))
    assert (answer.verdict is Verdict.IMPOSSIBLE) == forbidden


@settings(max_examples=25, deadline=None)
@given(briefs(), st.data())
def test_no_answer_is_dearer_than_leaving_the_rest_where_it_stands(brief: Brief, data: st.DataObject) -> None:
    plan = solve(brief, RULEBOOK)
    session, start = asked(brief, data)
    answer = ask(plan, session, start, RULEBOOK)
    trial = with_session_at(plan, session, start, RULEBOOK)
    if answer.price and not new_objections(trial, plan, RULEBOOK):
        assert tuple(answer.price.points.values()) <= tuple(price(trial, RULEBOOK, than=plan).points.values())
        assert not answer.in_the_way


def asked(brief: Brief, data: st.DataObject) -> tuple[Session, datetime]:
    session = data.draw(st.sampled_from(brief.sessions))
    return session, brief.week.span.start + data.draw(st.integers(0, 7 * 96 - 12)) * QUARTER
