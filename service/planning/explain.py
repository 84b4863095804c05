"""Explains why a session is at its hour, and why another one found no hour."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from service.domain.availability import room_for
from service.domain.plan import Brief, Placement, Plan, Reason
from service.domain.span import MINUTE, Span, intersect
from service.domain.training import Session
from service.domain.week import DAYS_IN_A_WEEK
from service.domain.wording import hours, name, weekday
from service.planning.starts import candidate_starts
from service.rules.card import Force
from service.rules.finding import Finding
from service.rules.one_at_a_time import OneAtATime
from service.rules.only_free_time import OnlyFreeTime
from service.rules.rule import Rule

SAMPLED_HOURS = 4


def reasons(plan: Plan, placement: Placement, rules: Sequence[Rule]) -> tuple[Reason, ...]:
    """The reasons of all rules in favour of this hour; a sentence that two rules share appears once."""
    said: dict[str, str] = {}
    for rule in rules:
        for sentence in rule.reasons(plan, placement):
            said[sentence] = rule.card.id  # later rules are more special and replace earlier ones
    return tuple(Reason(rule, sentence) for sentence, rule in said.items())


def objections(plan: Plan, rules: Iterable[Rule]) -> Iterator[Finding]:
    """The hard findings of the binding rules, which forbid the plan as it is."""
    binding = (rule for rule in rules if rule.binds and rule.card.force is Force.HARD)
    return (finding for rule in binding for finding in rule.findings(plan) if finding.is_hard)


def blockers(plan: Plan, session: Session, rules: Sequence[Rule]) -> tuple[Reason, ...]:
    """A few rules that together forbid every hour of the session while the rest of the week stays.

    Shape: each has its sentence about the first hour for which it is needed, and the other days on which
    it is needed; days without any room come last.
    """
    trials = list(_trials(plan, session))
    if not trials:
        return (_no_room(plan, session),)
    told = {finding.sentence for finding in objections(plan, rules)}
    closing: dict[str, dict[date, str]] = defaultdict(dict)
    for day, of_day in groupby(trials, key=lambda trial: trial[0]):
        hours_of_day = [trial for _, trial in of_day]
        telling = _by_hours_forbidden(hours_of_day, rules)
        for trial in hours_of_day:
            # A search that was given up may miss an hour without objections; no rule blocks it.
            for finding in objections(trial, telling):
                if finding.sentence not in told:
                    closing[finding.rule].setdefault(day, finding.sentence)
                    break
    found = [Reason(rule, _summed_up(sentences)) for rule, sentences in closing.items()]
    return (*found, *_full_days(plan.brief, session, {day for day, _ in trials}))


def room_of(session: Session, brief: Brief) -> tuple[Span, ...]:
    """The spans still to come in which the session may be placed: free, and its place open."""
    room = room_for(session, brief.still_free)
    return intersect(room, session.opens.spans(brief.week)) if session.opens else room


def listed(words: Sequence[str]) -> str:
    """The words as a list in a sentence, such as Mon, Tue and Fri."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def _trials(plan: Plan, session: Session) -> Iterator[tuple[date, Plan]]:
    """The plan with the session at each hour that has room for it, and the day of that hour."""
    epoch = plan.brief.week.span.start
    for minute in candidate_starts(room_of(session, plan.brief), session.duration, epoch):
        span = Span.lasting(epoch + minute * MINUTE, session.duration)
        yield plan.brief.week.day_of(span.start), plan.with_placement(Placement(session, span))


def _by_hours_forbidden(trials: Sequence[Plan], rules: Sequence[Rule]) -> list[Rule]:
    """The rules by how many of a few hours of one day they forbid, the most first.

    Shape: among equals the rules of days and weeks come first, and the rule against overlaps last, because
    it explains least.
    """
    # Checking every hour with every rule takes longer than planning the week.
    counts: Counter[str] = Counter()
    for trial in trials[:: max(1, len(trials) // SAMPLED_HOURS)]:
        counts.update({finding.rule for finding in objections(trial, rules)})
    overlap = OneAtATime.card.id
    return sorted(
        rules, key=lambda rule: (-counts[rule.card.id], rule.card.id == overlap, -rules.index(rule))
    )


def _summed_up(sentences: Mapping[date, str]) -> str:
    """The sentence about the first day, with the other days on which the same rule is needed."""
    first, *others = sentences
    sentence = sentences[first]
    if not others or all(sentences[day] == sentence for day in others):
        return sentence
    if len(sentences) == DAYS_IN_A_WEEK:
        return f"{sentence.removesuffix('.')}; likewise on every other day."
    return f"{sentence.removesuffix('.')}; likewise on {listed([*map(weekday, others)])}."


def _full_days(brief: Brief, session: Session, with_room: AbstractSet[date]) -> Iterator[Reason]:
    """The reason that the other days still to come have no room."""
    gone = brief.not_before or brief.week.span.start
    full = [day for day in brief.week.days if day not in with_room and brief.week.span_of(day).end > gone]
    if full:
        on = listed([*map(weekday, full)]) if len(full) < DAYS_IN_A_WEEK - 1 else "any other day"
        yield Reason(OnlyFreeTime.card.id, f"There is no room for {hours(_needed(session))} on {on}.")


def _needed(session: Session) -> timedelta:
    return session.before + session.duration + session.after


def _no_room(plan: Plan, session: Session) -> Reason:
    ever_free = room_of(session, replace(plan.brief, not_before=None))
    if any(session.duration <= span.duration for span in ever_free):
        return Reason(OnlyFreeTime.card.id, f"What was free this week for {name(session)} has gone by.")
    if room_for(session, plan.brief.still_free):
        sentence = f"What is free lies outside the opening hours of {session.place}."
        return Reason(OnlyFreeTime.card.id, sentence)
    needed = hours(_needed(session))
    return Reason(OnlyFreeTime.card.id, f"No free stretch holds the {needed} that {name(session)} needs.")
